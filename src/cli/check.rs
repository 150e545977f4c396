//! `copydesk check`: findings in files, in standard input, or in records.

use std::io;
use std::path::Path;
use std::sync::Arc;

use super::arguments::{CheckArguments, ConfigurationArguments, StdinFormat};
use super::baseline::Kept;
use super::changed::{self, Changed};
use super::corpus::{self, Compared};
use super::fix::Task;
use super::outputs::{FindingFormat, Output};
use super::texts::{self, Drawn, Origin, Sink, Total};
use super::{Console, Exit, configuration, desk, draw, stet};
use crate::check::fingerprint;
use crate::check::suppress::Outcome;
use crate::config::{Desks, Overlay, Settled};
use crate::finding::Finding;
use crate::report::full::{self, Counts, Style};
use crate::report::statistics::Statistics;
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
        return configuration::show_files(&command.input.paths, desks, console);
    }
    if command.show_settings {
        return configuration::show_settings(&command.input.paths, desks, console);
    }
    let shown = Shown::of(command);
    let documents = documents(command, shown);
    let desks = Arc::new(desks);
    let opened = changed::lines(command).and_then(|changed| {
        let baseline = Kept::open(&command.baseline)?;
        let compared = match command.corpus {
            true => corpus::compare(&command.input, &desks, console)?,
            false => Compared::default(),
        };
        Ok((changed, baseline, compared, sinks(&documents, shown, &desks)?))
    });
    let (changed, baseline, compared, sinks) = match opened {
        Ok(opened) => opened,
        Err(fault) => {
            console.fault(&fault)?;
            return Ok(Exit::Fault);
        }
    };
    let style = Style { explain: command.explain, ..console.style() };
    let fixes = Task::of(&command.fixes);
    let check = Check {
        documents: &documents,
        changed,
        baseline: baseline.as_ref(),
        compared: &compared,
        fixes,
        stet: command.stet.add_stet.as_deref(),
        style,
    };
    let read = |settled: &Settled, source: &Source, origin: Origin<'_>| check.run(settled, source, origin);
    let mut total = texts::answer(&command.input, &desks, sinks, console, read)?;
    compared.remark(console)?;
    if let Some(Err(fault)) = baseline.map(|baseline| baseline.close(total.is_by_the_rules, console)).transpose()? {
        console.fault(&fault)?;
        total.faults += 1;
    }
    close(command, shown, &total, style, console)?;
    Ok(if total.faults > 0 {
        Exit::Fault
    } else if total.fails && !command.exit_zero {
        Exit::Findings
    } else {
        Exit::Clean
    })
}

/// What standard output gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// The report in that form, if in any.
    Report(Option<FindingFormat>),
    /// How often each rule spoke, in a form that goes with this one.
    Statistics(FindingFormat),
    /// The corrected text or the changes, and nothing else.
    Correction,
}

impl Shown {
    fn of(command: &CheckArguments) -> Self {
        let format = command.outputs.shown();
        match format {
            _ if command.fixes.diff || (command.fixes.fix && command.input.is_stdin()) => Self::Correction,
            Some(format) if command.statistics => Self::Statistics(format),
            format => Self::Report(format),
        }
    }
}

/// What is drawn for each text: everything that was asked for, but not on a standard output that has another use.
fn documents(command: &CheckArguments, shown: Shown) -> Vec<Output> {
    let is_drawn = |output: &&Output| matches!(shown, Shown::Report(_)) || output.file.is_some();
    command.outputs.0.iter().filter(is_drawn).cloned().collect()
}

fn sinks(documents: &[Output], shown: Shown, desks: &Desks) -> Result<Vec<Sink>, Notice> {
    // A report describes the rules once, so that it takes them from where the command runs.
    let mut sinks = draw::sinks(documents, || desks.house(Path::new(".")))?;
    if shown == Shown::Correction {
        sinks.push(Sink::shown(Frame::plain(), false));
    }
    Ok(sinks)
}

/// One run over any number of texts.
struct Check<'a> {
    documents: &'a [Output],
    changed: Option<Changed>,
    baseline: Option<&'a Kept>,
    compared: &'a Compared,
    fixes: Option<Task>,
    stet: Option<&'a str>,
    style: Style,
}

impl Check<'_> {
    fn run(&self, settled: &Settled, source: &Source, origin: Origin<'_>) -> Result<Drawn, Notice> {
        let desk = &settled.desk;
        if let Some(reason) = self.stet {
            let stood = stet::add(desk, source, origin, reason, self.shows(settled, source))?;
            let drawn = self.draw(settled, &stood.source, stood.outcome, origin);
            return Ok(Drawn { fixed: stood.count, fault: stood.refused, ..drawn });
        }
        let Some(task) = self.fixes else {
            let (outcome, fault) = self.compared.outcome(settled, source);
            return Ok(Drawn { fault, ..self.draw(settled, source, outcome, origin) });
        };
        let corrected = task.run(desk, source, origin, |finding, source| {
            self.shows(settled, source)(finding)
                && self.baseline.is_none_or(|baseline| !baseline.knows(finding, source))
        })?;
        let fixed = corrected.fixed;
        let mut drawn = self.draw(settled, &fixed.source, fixed.outcome, origin);
        (drawn.fixed, drawn.left) = (fixed.done.len(), fixed.left);
        if task.is_dry {
            // What would be left is no business of a run that asks what would change.
            drawn.fails = drawn.fixed > 0;
        }
        drawn.texts.extend(corrected.shown);
        Ok(drawn)
    }

    /// Which findings on a text are reported at all.
    fn shows(&self, settled: &Settled, source: &Source) -> impl Fn(&Finding) -> bool {
        let min_confidence = settled.min_confidence;
        let touched = self.changed.as_ref().map(|changed| changed.of(source));
        move |finding| {
            finding.confidence >= min_confidence && touched.as_ref().is_none_or(|touched| touched.holds(finding))
        }
    }

    fn draw(&self, settled: &Settled, source: &Source, outcome: Outcome, origin: Origin<'_>) -> Drawn {
        let Outcome { mut findings, stood } = outcome;
        findings.retain(self.shows(settled, source));
        let pointing = findings.iter().chain(stood.iter().map(|stood| &stood.finding));
        let others = self.compared.others(source.name(), pointing);
        let texts = Texts::new(others.iter().chain([source]));
        let (findings, known) = match self.baseline {
            Some(baseline) => baseline.part(source.name(), findings, &texts),
            None => (findings, Vec::new()),
        };
        let mut counts = Counts { texts: 1, ..Counts::default() };
        let mut statistics = Statistics::default();
        for finding in &findings {
            counts.add(finding.severity);
            statistics.add(finding);
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
            texts: draw::texts(self.documents, &checked, origin, self.style),
            counts,
            statistics,
            fails: findings.iter().any(|finding| finding.severity >= settled.fail_on),
            ..Drawn::default()
        }
    }
}

fn show(statistics: &Statistics, format: FindingFormat, style: Style, console: &mut Console) -> io::Result<()> {
    let mut out = String::new();
    match format {
        FindingFormat::Json | FindingFormat::JsonLines => out = statistics.json(),
        _ => statistics.table(&mut out, style),
    }
    console.output.write_all(out.as_bytes())
}

/// What a person wants to know at the end.
fn close(command: &CheckArguments, shown: Shown, total: &Total, style: Style, console: &mut Console) -> io::Result<()> {
    let is_quiet = console.quiet || total.counts.texts == 0;
    match shown {
        Shown::Statistics(format) => show(&total.statistics, format, style, console)?,
        Shown::Report(Some(FindingFormat::Github)) => say_what_github_hides(&total.counts, console)?,
        _ => {}
    }
    if let Shown::Report(Some(format)) | Shown::Statistics(format) = shown
        && matches!(format, FindingFormat::Full | FindingFormat::Grouped)
        && !is_quiet
        && !command.baseline.write_baseline
    {
        let noun = if command.input.stdin_format == StdinFormat::Ndjson { "record" } else { "file" };
        let nothing = if command.baseline.baseline.is_some() { "Nothing new found" } else { "Nothing found" };
        writeln!(console.output, "{}", full::summary(&total.counts, noun, nothing, total.faults, style))?;
    }
    if (command.fixes.fix || command.fixes.diff || command.stet.add_stet.is_some()) && !is_quiet {
        let (findings, files) = total.fixed;
        let verb = match &command.stet.add_stet {
            Some(_) => "let stand",
            None if command.fixes.diff => "would be fixed",
            None => "fixed",
        };
        let (findings, files) = (full::counted(findings, "finding"), full::counted(files, "file"));
        let rest = match total.left {
            0 => String::new(),
            left => format!("; {left} more can be fixed: run this again"),
        };
        writeln!(console.errors, "{findings} {verb} in {files}{rest}")?;
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
