//! `copydesk test`: the texts of the rules, and the stories whose findings are on record.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use owo_colors::Style as Ink;

use super::arguments::{ConfigurationArguments, TestArguments};
use super::{Console, Exit, desk, read, walk};
use crate::config::{self, Desks, Found, RuleFiles};
use crate::report::full::{counted, summary_of_tests};
use crate::report::{Notice, Texts, concise};
use crate::rule::Rule;
use crate::rule::tester::{self, CaseResult, Expected, Outcome};
use crate::text::Source;

/// What stands beside a story: its findings, a line each.
const ON_RECORD: &str = "findings";

/// What came of a run.
#[derive(Default)]
struct Tally {
    rules: usize,
    texts: usize,
    stories: usize,
    failed: usize,
    faults: usize,
}

/// Tests the rules of these paths, or the built-in ones, and the stories in them.
pub(super) fn run(
    command: &TestArguments,
    configuration: &ConfigurationArguments,
    console: &mut Console,
) -> io::Result<Exit> {
    let (rule_paths, stories) = sorted_out(command, configuration, console)?;
    let mut tally = Tally::default();
    if command.paths.is_empty() || !rule_paths.is_empty() {
        test_rules(command, &rule_paths, configuration, &mut tally, console)?;
    }
    test_stories(command, &rule_paths, &stories, configuration, &mut tally, console)?;
    if tally.texts + tally.stories + tally.faults == 0 {
        console.fault(&nothing_to_test(command))?;
        return Ok(Exit::Fault);
    }
    if !console.quiet {
        let tested =
            [(tally.rules, "rule", "rules"), (tally.texts, "text", "texts"), (tally.stories, "story", "stories")];
        writeln!(console.output, "{}", summary_of_tests(&tested, tally.failed, tally.faults, console.style()))?;
    }
    Ok(match tally {
        Tally { faults: 1.., .. } => Exit::Fault,
        Tally { failed: 1.., .. } => Exit::Findings,
        _ => Exit::Clean,
    })
}

/// Which of the paths hold rules, and the stories in all of them.
fn sorted_out(
    command: &TestArguments,
    configuration: &ConfigurationArguments,
    console: &mut Console,
) -> io::Result<(Vec<PathBuf>, Vec<PathBuf>)> {
    let desks = Desks::new(desk::overlay(configuration, &Default::default())).into();
    let mut rules = Vec::new();
    let mut stories = Vec::new();
    for path in &command.paths {
        let is_rule_file = path.extension().is_some_and(|extension| extension == "toml");
        let mut texts = Vec::new();
        if path.is_file() && !is_rule_file {
            texts.push(path.clone());
        } else if path.is_dir() {
            texts.extend(config::texts_in(path, &desks).filter_map(|found| match found {
                Found::Text(path) => Some(path),
                _ => None,
            }));
        }
        // What holds no story must hold rules, and says so if it does not.
        if is_rule_file || texts.is_empty() || path.is_dir() && config::holds_rules(path) {
            rules.push(path.clone());
        }
        stories.extend(texts);
    }
    for fault in desks.take_faults() {
        console.fault(&fault)?;
    }
    stories.sort();
    stories.dedup();
    Ok((rules, stories))
}

fn test_rules(
    command: &TestArguments,
    paths: &[PathBuf],
    configuration: &ConfigurationArguments,
    tally: &mut Tally,
    console: &mut Console,
) -> io::Result<()> {
    let RuleFiles { rules, files, faults } = config::load_rules(paths, Vec::new());
    for fault in &faults {
        console.fault(fault)?;
    }
    tally.faults += faults.len();
    // The words of the house are those that its rules are written with.
    let house = Desks::new(desk::overlay(configuration, &Default::default())).house(Path::new("."));
    let desk = crate::check::Desk { rules, lexicon: house.lexicon().clone(), ..crate::check::Desk::default() };
    let is_named = |rule: &Rule| paths.is_empty() || files.iter().any(|(path, _)| path == rule.path());
    let is_wanted = |rule: &Rule| command.filter.as_deref().is_none_or(|part| rule.id().contains(part));
    let results = tester::run(&desk, |rule| is_named(rule) && is_wanted(rule));
    for result in results.iter().filter(|result| !result.is_passed()) {
        tally.failed += 1;
        console.show_failure(&failure(result, &files))?;
    }
    if command.coverage {
        for rule in desk.rules.iter().filter(|rule| is_named(rule) && is_wanted(rule)) {
            for case in tester::silent_cases(rule, &desk.lexicon, desk.bounds) {
                tally.failed += 1;
                console.show_failure(&uncovered(rule, &case, &files))?;
            }
        }
    }
    tally.rules += results.iter().map(|result| &result.rule).collect::<BTreeSet<_>>().len();
    tally.texts += results.len();
    Ok(())
}

fn nothing_to_test(command: &TestArguments) -> Notice {
    Notice {
        path: command.filter.as_ref().map_or_else(|| "test".into(), |filter| format!("--filter {filter}")),
        text: None,
        span: None,
        message: "nothing was tested".into(),
        help: "`copydesk rules` lists the ids of all rules; `--update` puts the findings of stories on record".into(),
    }
}

/// A text that did not do what its rule says, at its place in the rule file.
fn failure(result: &CaseResult, files: &[(String, String)]) -> Notice {
    let kind = match result.expected {
        Expected::Flagged => "bad",
        Expected::Silent => "good",
    };
    let (word, what) = match &result.outcome {
        Outcome::Passed => ("passed", ""),
        Outcome::Missed(what) => ("missed", what.as_str()),
        Outcome::Noisy(what) => ("noisy", what.as_str()),
        Outcome::Error(what) => ("unreadable", what.as_str()),
    };
    let text = text_of(files, &result.path);
    Notice {
        path: result.path.to_string(),
        span: text.as_ref().map(|_| result.span.clone()),
        text,
        message: format!("{}, {kind} text {}: {word}: {what}", result.rule, result.number),
        help: format!("the text is: {}", result.text),
    }
}

/// A way for a rule to speak that none of its bad texts takes.
fn uncovered(rule: &Rule, case: &tester::SilentCase, files: &[(String, String)]) -> Notice {
    let text = text_of(files, rule.path());
    Notice {
        path: rule.path().to_owned(),
        span: text.as_ref().map(|_| case.span.clone()),
        text,
        message: format!("{}, case {}: no bad text makes it speak", rule.id(), case.number),
        help: "add a [[bad]] text that only this case flags, or leave the case out".into(),
    }
}

fn text_of(files: &[(String, String)], path: &str) -> Option<Arc<str>> {
    files.iter().find(|(of, _)| of == path).map(|(_, text)| text.as_str().into())
}

fn test_stories(
    command: &TestArguments,
    rules: &[PathBuf],
    stories: &[PathBuf],
    configuration: &ConfigurationArguments,
    tally: &mut Tally,
    console: &mut Console,
) -> io::Result<()> {
    let arguments = super::arguments::RuleArguments { folders: rules.to_vec(), ..Default::default() };
    let desks = Desks::new(desk::overlay(configuration, &arguments));
    let mut unrecorded = 0;
    for story in stories {
        let record = on_record(story);
        let known = match config::read(&record) {
            Ok(known) => Some(known),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => {
                tally.faults += 1;
                console.fault(&unreadable(&record, &error))?;
                continue;
            }
        };
        if known.is_none() && !command.update {
            unrecorded += 1;
            continue;
        }
        let found = match findings(story, &desks) {
            Ok(found) => found,
            Err(fault) => {
                tally.faults += 1;
                console.fault(&fault)?;
                continue;
            }
        };
        tally.stories += 1;
        if known.as_ref() == Some(&found) {
            continue;
        }
        if command.update {
            fs::write(&record, &found)?;
            writeln!(console.output, "{}: written", config::shown(&record))?;
        } else {
            tally.failed += 1;
            show_difference(story, &known.unwrap_or_default(), &found, console)?;
        }
    }
    if unrecorded > 0 && !console.quiet {
        let texts = counted(unrecorded, "text");
        writeln!(console.output, "{texts} without findings on record; `--update` puts them there")?;
    }
    Ok(())
}

fn unreadable(record: &Path, error: &io::Error) -> Notice {
    Notice {
        path: config::shown(record),
        text: None,
        span: None,
        message: format!("these findings cannot be read: {error}"),
        help: "`--update` writes them anew once this file is gone".into(),
    }
}

/// `flood.md` has its findings in `flood.md.findings`.
fn on_record(story: &Path) -> PathBuf {
    let mut name = story.as_os_str().to_owned();
    name.push(".");
    name.push(ON_RECORD);
    name.into()
}

/// The findings on a story, a line each; places are those in the file, whatever folder it is read from.
fn findings(story: &Path, desks: &Desks) -> Result<String, Notice> {
    let name = story.file_name().map_or_else(|| config::shown(story), |name| name.to_string_lossy().into_owned());
    let source: Source = read::source(&name, walk::File::named(story)?.read()?)?;
    let settled = desks.for_text(story);
    let texts = Texts::new([&source]);
    let mut out = String::new();
    for finding in settled.desk.check(&source) {
        concise::finding(&mut out, &finding, &texts);
    }
    Ok(out)
}

/// What is gone and what is new, a line each.
fn show_difference(story: &Path, known: &str, found: &str, console: &mut Console) -> io::Result<()> {
    let style = console.style();
    let only = |of: &str, other: &str| -> Vec<String> {
        of.lines().filter(|line| other.lines().all(|of| of != *line)).map(str::to_owned).collect()
    };
    let (gone, new) = (only(known, found), only(found, known));
    let counts = format!("{} gone, {} new", gone.len(), new.len());
    writeln!(console.output, "{}: {}", config::shown(story), style.paint(Ink::new().bold(), &counts))?;
    for (sign, ink, lines) in [('-', Ink::new().red(), gone), ('+', Ink::new().green(), new)] {
        for line in lines {
            writeln!(console.output, "{}", style.paint(ink, &format!("{sign} {line}")))?;
        }
    }
    writeln!(console.output)
}
