//! `copydesk check`: findings in files, in standard input, or in records.

use std::io;
use std::path::Path;

use super::arguments::{CheckArguments, ConfigurationArguments, StdinFormat};
use super::baseline::Kept;
use super::fix::Task;
use super::outputs::FindingFormat;
use super::texts::{self, Drawn, Origin, Sink, Total};
use super::{Console, Exit, configuration, desk, draw};
use crate::check::fingerprint;
use crate::check::suppress::Outcome;
use crate::config::{Desks, Overlay, Settled};
use crate::finding::Finding;
use crate::report::full::{self, Counts, Style};
use crate::report::{Checked, Frame, Notice, Texts, github};
use crate::text::Source;

pub(super) fn run(
    command: &CheckArguments,
    chosen: &ConfigurationArguments,
    console: &mut Console,
) -> io::Result<Exit> {
    console.is_concise = command.outputs.shown() == Some(FindingFormat::Concise);
    let desks = Desks::new(Overlay {
        fail_on: command.fail_on,
        min_confidence: command.min_confidence,
        locale: command.input.locale.clone(),
        ..desk::overlay(chosen, &command.rules)
    });
    if command.show_files {
        return configuration::show_files(&command.input.paths(), desks, console);
    }
    if command.show_settings {
        return configuration::show_settings(&command.input.paths(), desks, console);
    }
    let opened = Kept::open(&command.baseline).and_then(|baseline| Ok((baseline, sinks(command, &desks)?)));
    let (baseline, sinks) = match opened {
        Ok(opened) => opened,
        Err(fault) => {
            console.fault(&fault)?;
            return Ok(Exit::Fault);
        }
    };
    let style = Style { explain: command.explain, ..console.style() };
    let fixes = Task::of(&command.fixes);
    let check = Check { command, baseline: baseline.as_ref(), fixes, style };
    let read = |settled: &Settled, source: &Source, origin: Origin<'_>| check.run(settled, source, origin);
    let mut total = texts::answer(&command.input, desks, sinks, console, read)?;
    if let Some(Err(fault)) = baseline.map(|baseline| baseline.close(console)).transpose()? {
        console.fault(&fault)?;
        total.faults += 1;
    }
    close(command, fixes, &total, style, console)?;
    Ok(if total.faults > 0 {
        Exit::Fault
    } else if total.fails && !command.exit_zero {
        Exit::Findings
    } else {
        Exit::Clean
    })
}

fn sinks(command: &CheckArguments, desks: &Desks) -> Result<Vec<Sink>, Notice> {
    if command.fixes.diff {
        return Ok(vec![Sink::shown(Frame::plain(), false)]);
    }
    // A report describes the rules once, so that it takes them from where the command runs.
    draw::sinks(&command.outputs.0, || desks.house(Path::new(".")))
}

/// One run over any number of texts.
struct Check<'a> {
    command: &'a CheckArguments,
    baseline: Option<&'a Kept>,
    fixes: Option<Task>,
    style: Style,
}

impl Check<'_> {
    fn run(&self, settled: &Settled, source: &Source, origin: Origin<'_>) -> Result<Drawn, Notice> {
        let desk = &settled.desk;
        let Some(task) = self.fixes else {
            let outcome = desk.settle(&desk.read(source));
            return Ok(self.draw(settled, source, outcome, origin));
        };
        let corrected = task.run(desk, source, origin, |finding, source| {
            is_shown(finding, settled) && self.baseline.is_none_or(|baseline| !baseline.knows(finding, source))
        })?;
        let fixed = corrected.fixed;
        let mut drawn = self.draw(settled, &fixed.source, fixed.outcome, origin);
        drawn.fixed = fixed.done.len();
        if task.is_dry {
            // What would be left is no business of a run that asks what would change.
            drawn.fails = drawn.fixed > 0;
        }
        if let Some(shown) = corrected.shown {
            drawn.texts = vec![shown];
        }
        Ok(drawn)
    }

    fn draw(&self, settled: &Settled, source: &Source, outcome: Outcome, origin: Origin<'_>) -> Drawn {
        let Outcome { mut findings, stood } = outcome;
        findings.retain(|finding| is_shown(finding, settled));
        let texts = Texts::new([source]);
        let (findings, known) = match self.baseline {
            Some(baseline) => baseline.part(source.name(), findings, &texts),
            None => (findings, Vec::new()),
        };
        let mut counts = Counts { texts: 1, ..Counts::default() };
        for finding in &findings {
            counts.add(finding.severity);
        }
        let checked = Checked {
            source,
            texts: &texts,
            findings: &findings,
            fingerprints: &fingerprint::of_all(&findings, |path| texts.text(path)),
            stood: &stood,
            has_baseline: self.baseline.is_some(),
            known: &known,
            fail_on: settled.fail_on,
        };
        Drawn {
            texts: draw::texts(&self.command.outputs.0, &checked, origin, self.style),
            counts,
            fails: findings.iter().any(|finding| finding.severity >= settled.fail_on),
            fixed: 0,
        }
    }
}

fn is_shown(finding: &Finding, settled: &Settled) -> bool {
    finding.confidence >= settled.min_confidence
}

/// What a person wants to know at the end.
fn close(
    command: &CheckArguments,
    fixes: Option<Task>,
    total: &Total,
    style: Style,
    console: &mut Console,
) -> io::Result<()> {
    let is_quiet = console.quiet || total.counts.texts == 0;
    match command.outputs.shown() {
        // Standard output has the corrected text or the changes, and nothing else.
        _ if fixes.is_some_and(|task| task.is_dry) || (fixes.is_some() && command.input.is_stdin()) => {}
        Some(FindingFormat::Full | FindingFormat::Grouped) if !is_quiet => {
            let noun = if command.input.stdin_format == StdinFormat::Ndjson { "record" } else { "file" };
            writeln!(console.output, "{}", full::summary(&total.counts, noun, style))?;
        }
        Some(FindingFormat::Github) => say_what_github_hides(&total.counts, console)?,
        _ => {}
    }
    if let Some(task) = fixes
        && !is_quiet
    {
        let (findings, files) = total.fixed;
        let verb = if task.is_dry { "would be fixed" } else { "fixed" };
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let (of_findings, of_files) = (plural(findings), plural(files));
        writeln!(console.errors, "{findings} finding{of_findings} {verb} in {files} file{of_files}")?;
    }
    Ok(())
}

/// GitHub shows the first few annotations of each kind and says nothing of the others.
fn say_what_github_hides(counts: &Counts, console: &mut Console) -> io::Result<()> {
    let shown = github::SHOWN_BY_GITHUB;
    let kinds = [(counts.errors, "errors"), (counts.warnings, "warnings"), (counts.infos, "notices")];
    for (count, kind) in kinds.into_iter().filter(|(count, _)| *count > shown) {
        writeln!(
            console.errors,
            "GitHub shows {shown} of the {count} {kind} as annotations; this log has all of them"
        )?;
    }
    Ok(())
}
