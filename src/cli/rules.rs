//! Commands about the rules themselves: `test`, `explain`, `rules`.

use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use owo_colors::Style as Ink;
use serde_json::json;

use super::arguments::{
    ConfigurationArguments, ExplainArguments, ListFormat, RuleArguments, RulesArguments, RulesTopic, TestArguments,
};
use super::{Console, Exit, desk};
use crate::check::Desk;
use crate::config::{self, Desks, House};
use crate::report::full::{Style, summary_of_tests};
use crate::report::{Notice, json, table};
use crate::rule::tester::{self, CaseResult, Expected, Outcome};
use crate::rule::{Rule, RuleSet, schema};

/// `copydesk test`: the bad texts of each rule must be flagged, the good ones left alone.
pub(super) fn test(command: &TestArguments, console: &mut Console) -> io::Result<Exit> {
    let config::RuleFiles { rules, files, faults } = config::load_rules(&command.paths);
    for fault in &faults {
        console.fault(fault)?;
    }
    let desk = Desk { rules, ..Desk::default() };
    let is_named = |rule: &Rule| command.paths.is_empty() || files.iter().any(|(path, _)| path == rule.path());
    let is_wanted = |rule: &Rule| command.filter.as_deref().is_none_or(|part| rule.id().contains(part));
    let results = tester::run(&desk, |rule| is_named(rule) && is_wanted(rule));
    let failed: Vec<_> = results.iter().filter(|result| !result.is_passed()).collect();
    for result in &failed {
        console.show_failure(&failure(result, &files))?;
    }
    if results.is_empty() && faults.is_empty() {
        console.fault(&nothing_to_test(command))?;
        return Ok(Exit::Fault);
    }
    if !console.quiet && !results.is_empty() {
        let rules = results.iter().map(|result| &result.rule).collect::<BTreeSet<_>>().len();
        let summary = summary_of_tests(rules, results.len(), failed.len(), console.style());
        writeln!(console.output, "{summary}")?;
    }
    Ok(if !faults.is_empty() {
        Exit::Fault
    } else if failed.is_empty() {
        Exit::Clean
    } else {
        Exit::Findings
    })
}

fn nothing_to_test(command: &TestArguments) -> Notice {
    Notice {
        path: command.filter.as_ref().map_or_else(|| "test".into(), |filter| format!("--filter {filter}")),
        text: None,
        span: None,
        message: "no rule was tested".into(),
        help: "`copydesk rules` lists the ids of all rules".into(),
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
    let text = files.iter().find(|(path, _)| **path == *result.path).map(|(_, text)| text.clone());
    Notice {
        path: result.path.to_string(),
        span: text.as_ref().map(|_| result.span.clone()),
        text,
        message: format!("{}, {kind} text {}: {word}: {what}", result.rule, result.number),
        help: format!("the text is: {}", result.text),
    }
}

/// `copydesk explain`: everything about a rule.
pub(super) fn explain(
    command: &ExplainArguments,
    configuration: &ConfigurationArguments,
    console: &mut Console,
) -> io::Result<Exit> {
    let (house, end) = house_here(configuration, &command.folders, console)?;
    let Some(rule) = house.all_rules().get(&command.rule) else {
        let ids: Vec<&str> = house.all_rules().iter().map(Rule::id).collect();
        let help = config::help(&command.rule, &ids);
        let message = "there is no rule of that id".into();
        let notice = Notice { path: command.rule.clone(), text: None, span: None, message, help };
        console.fault(&notice)?;
        return Ok(Exit::Fault);
    };
    let style = console.style();
    for line in rule.page().lines() {
        let ink = if line.starts_with('#') { Ink::new().bold() } else { Ink::new() };
        writeln!(console.output, "{}", style.paint(ink, line))?;
    }
    Ok(end)
}

/// `copydesk rules`: the rules, or the words that rules are written with.
pub(super) fn list(
    command: &RulesArguments,
    configuration: &ConfigurationArguments,
    console: &mut Console,
) -> io::Result<Exit> {
    let (house, end) = house_here(configuration, &command.folders, console)?;
    let rules = house.all_rules();
    let style = console.style();
    let text = match (command.what, command.output_format) {
        (None, ListFormat::Full) => rules_table(rules, style),
        (Some(RulesTopic::Words), ListFormat::Full) => words_table(style),
        (None, ListFormat::Json) => rules_json(rules),
        (Some(RulesTopic::Words), ListFormat::Json) => words_json(),
    };
    console.output.write_all(text.as_bytes())?;
    Ok(end)
}

fn rules_table(rules: &RuleSet, style: Style) -> String {
    let rows: Vec<[String; 4]> = rules
        .iter()
        .map(|rule| {
            let (severity, confidence) = (rule.severity().name(), rule.confidence().name());
            [rule.id().to_owned(), severity.to_owned(), confidence.to_owned(), rule.title().to_owned()]
        })
        .collect();
    let mut out = String::new();
    table::draw(&mut out, ["rule", "severity", "confidence", "finds"], &rows, style);
    out
}

fn rules_json(rules: &RuleSet) -> String {
    let rules: Vec<_> = rules
        .iter()
        .map(|rule| {
            json!({
                "id": rule.id(),
                "title": rule.title(),
                "severity": rule.severity().name(),
                "confidence": rule.confidence().name(),
                "tags": rule.tags().collect::<Vec<_>>(),
                "path": rule.path(),
            })
        })
        .collect();
    format!("{}\n", json!({"version": json::VERSION, "rules": rules}))
}

fn words_table(style: Style) -> String {
    let words = schema::words();
    let mut out = String::new();
    for group in words.chunk_by(|a, b| a.sort == b.sort) {
        if !out.is_empty() {
            out.push('\n');
        }
        let rows: Vec<[String; 3]> = group
            .iter()
            .map(|word| [word.form.clone(), word.of.clone().unwrap_or_default(), word.doc.to_owned()])
            .collect();
        table::draw(&mut out, [group[0].sort, "", ""], &rows, style);
    }
    out
}

fn words_json() -> String {
    let words: Vec<_> = schema::words()
        .iter()
        .map(|word| json!({"sort": word.sort, "form": word.form, "of": word.of, "doc": word.doc}))
        .collect();
    format!("{}\n", json!({"version": json::VERSION, "words": words}))
}

/// The configuration that holds here, with the rules of these folders besides its own; says what is wrong with them.
fn house_here(
    configuration: &ConfigurationArguments,
    folders: &[PathBuf],
    console: &mut Console,
) -> io::Result<(Arc<House>, Exit)> {
    let rules = RuleArguments { folders: folders.to_vec(), ..RuleArguments::default() };
    let desks = Desks::new(desk::overlay(configuration, &rules));
    let house = desks.house(Path::new("."));
    let faults = desks.take_faults();
    for fault in &faults {
        console.fault(fault)?;
    }
    Ok((house, if faults.is_empty() { Exit::Clean } else { Exit::Fault }))
}
