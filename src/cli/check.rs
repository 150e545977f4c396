//! `copydesk check`: findings in files, in standard input, or in records.

use std::io;
use std::path::Path;

use serde::Serialize;
use serde_json::Value as Json;

use super::arguments::{CheckArguments, ConfigurationArguments, StdinFormat};
use super::outputs::{FindingFormat, Output};
use super::texts::{self, Drawn, Sink};
use super::{Console, Exit, configuration, desk};
use crate::check::fingerprint;
use crate::config::{Desks, Overlay, Settled};
use crate::report::full::{Counts, Style};
use crate::report::json::{self, FindingJson, in_lines, joined, to_json};
use crate::report::{
    Checked, Frame, Notice, Texts, checkstyle, concise, full, github, gitlab, grouped, junit, rdjson, sarif,
};
use crate::text::Source;

pub(super) fn run(
    command: &CheckArguments,
    chosen: &ConfigurationArguments,
    console: &mut Console,
) -> io::Result<Exit> {
    let shown = command.outputs.shown();
    console.is_concise = shown == Some(FindingFormat::Concise);
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
    let sinks = match sinks(&command.outputs.0, &desks) {
        Ok(sinks) => sinks,
        Err(fault) => {
            console.fault(&fault)?;
            return Ok(Exit::Fault);
        }
    };
    let style = Style { explain: command.explain, ..console.style() };
    let check = |settled: &Settled, source: &Source, id: Option<&Json>| check(command, settled, style, source, id);
    let total = texts::answer(&command.input, desks, sinks, console, check)?;
    match shown {
        Some(FindingFormat::Full | FindingFormat::Grouped) if !console.quiet && total.counts.texts > 0 => {
            let noun = if command.input.stdin_format == StdinFormat::Ndjson { "record" } else { "file" };
            writeln!(console.output, "{}", full::summary(&total.counts, noun, style))?;
        }
        Some(FindingFormat::Github) => say_what_github_hides(&total.counts, console)?,
        _ => {}
    }
    Ok(if total.faults > 0 {
        Exit::Fault
    } else if total.fails && !command.exit_zero {
        Exit::Findings
    } else {
        Exit::Clean
    })
}

fn sinks(outputs: &[Output], desks: &Desks) -> Result<Vec<Sink>, Notice> {
    let sink = |output: &Output| {
        let frame = match output.format {
            FindingFormat::Full | FindingFormat::Concise | FindingFormat::Grouped | FindingFormat::JsonLines => {
                Frame::plain()
            }
            FindingFormat::Json => json::frame("findings"),
            FindingFormat::Github => github::frame(),
            FindingFormat::Gitlab => gitlab::frame(),
            FindingFormat::Junit => junit::frame(),
            FindingFormat::Rdjson => rdjson::frame(),
            FindingFormat::Sarif => sarif::frame(desks.house(Path::new(".")).all_rules()),
            FindingFormat::Checkstyle => checkstyle::frame(),
        };
        let answers_lines = output.format == FindingFormat::JsonLines;
        match &output.file {
            Some(file) => Sink::file(file, frame, answers_lines),
            None => Ok(Sink::shown(frame, answers_lines)),
        }
    };
    outputs.iter().map(sink).collect()
}

fn check(command: &CheckArguments, settled: &Settled, style: Style, source: &Source, id: Option<&Json>) -> Drawn {
    let mut outcome = settled.desk.settle(&settled.desk.read(source));
    outcome.findings.retain(|finding| finding.confidence >= settled.min_confidence);
    let findings = &outcome.findings;
    let mut counts = Counts { texts: 1, ..Counts::default() };
    for finding in findings {
        counts.add(finding.severity);
    }
    let texts = Texts::new([source]);
    let checked = Checked {
        source,
        texts: &texts,
        findings,
        fingerprints: &fingerprint::of_all(findings, |path| texts.text(path)),
        stood: &outcome.stood,
        has_baseline: false,
        known: &[],
        fail_on: settled.fail_on,
    };
    let in_file = Style { colour: false, ..style };
    let draw = |output: &Output| {
        let style = if output.file.is_some() { in_file } else { style };
        draw(&checked, id, output.format, style)
    };
    Drawn {
        texts: command.outputs.0.iter().map(draw).collect(),
        counts,
        fails: findings.iter().any(|finding| finding.severity >= settled.fail_on),
    }
}

/// The answer to a record.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a Json,
    findings: Vec<FindingJson<'a>>,
}

fn draw(checked: &Checked<'_>, id: Option<&Json>, format: FindingFormat, style: Style) -> String {
    let Checked { findings, texts, .. } = checked;
    let entries = findings.iter().map(|finding| json::finding(finding, texts));
    let mut out = String::new();
    match format {
        FindingFormat::Full => {
            for finding in *findings {
                full::finding(&mut out, finding, texts, style);
                out.push('\n');
            }
        }
        FindingFormat::Concise => {
            for finding in *findings {
                concise::finding(&mut out, finding, texts);
            }
        }
        FindingFormat::Json => out = joined(entries),
        FindingFormat::JsonLines => {
            out = match id {
                None => in_lines(entries),
                Some(id) => {
                    let findings = findings.iter().map(|finding| json::finding_in_record(finding, texts)).collect();
                    to_json(&Answer { id, findings }) + "\n"
                }
            }
        }
        FindingFormat::Grouped => out = grouped::findings(checked, style),
        FindingFormat::Github => out = github::findings(checked),
        FindingFormat::Gitlab => out = gitlab::findings(checked),
        FindingFormat::Junit => out = junit::findings(checked),
        FindingFormat::Rdjson => out = rdjson::findings(checked),
        FindingFormat::Sarif => out = sarif::findings(checked),
        FindingFormat::Checkstyle => out = checkstyle::findings(checked),
    }
    out
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
