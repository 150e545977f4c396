//! `copydesk check`: findings in files, in standard input, or in records.

use std::io;

use serde::Serialize;
use serde_json::Value as Json;

use super::arguments::{CheckArguments, ConfigurationArguments, OutputFormat, StdinFormat};
use super::texts::{self, Drawn, List, in_lines, joined, to_json};
use super::{Console, Exit, configuration, desk};
use crate::config::{Desks, Overlay, Settled};
use crate::finding::Finding;
use crate::report::full::{Counts, Style};
use crate::report::json::{self, FindingJson};
use crate::report::{Texts, concise, full};
use crate::text::Source;

pub(super) fn run(
    command: &CheckArguments,
    chosen: &ConfigurationArguments,
    console: &mut Console,
) -> io::Result<Exit> {
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
    let style = Style { explain: command.explain, ..console.style() };
    let check = |settled: &Settled, source: &Source, id: Option<&Json>| check(command, settled, style, source, id);
    let total = texts::answer(&command.input, desks, command.output_format, List::Findings, console, check)?;
    if command.output_format == OutputFormat::Full && !console.quiet && total.counts.texts > 0 {
        let noun = if command.input.stdin_format == StdinFormat::Ndjson { "record" } else { "file" };
        writeln!(console.output, "{}", full::summary(&total.counts, noun, style))?;
    }
    Ok(if total.faults > 0 {
        Exit::Fault
    } else if total.fails && !command.exit_zero {
        Exit::Findings
    } else {
        Exit::Clean
    })
}

fn check(command: &CheckArguments, settled: &Settled, style: Style, source: &Source, id: Option<&Json>) -> Drawn {
    let mut findings = settled.desk.check(source);
    findings.retain(|finding| finding.confidence >= settled.min_confidence);
    let mut counts = Counts { texts: 1, ..Counts::default() };
    for finding in &findings {
        counts.add(finding.severity);
    }
    let fails = findings.iter().any(|finding| finding.severity >= settled.fail_on);
    Drawn { text: draw(source, &findings, id, command.output_format, style), counts, fails }
}

/// The answer to a record.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a Json,
    findings: Vec<FindingJson<'a>>,
}

fn draw(source: &Source, findings: &[Finding], id: Option<&Json>, format: OutputFormat, style: Style) -> String {
    let texts = Texts::new([source]);
    let entries = findings.iter().map(|finding| json::finding(finding, &texts));
    match (format, id) {
        (OutputFormat::Full, _) => {
            let mut out = String::new();
            for finding in findings {
                full::finding(&mut out, finding, &texts, style);
                out.push('\n');
            }
            out
        }
        (OutputFormat::Concise, _) => {
            let mut out = String::new();
            for finding in findings {
                concise::finding(&mut out, finding, &texts);
            }
            out
        }
        (OutputFormat::Json, _) => joined(entries),
        (OutputFormat::JsonLines, None) => in_lines(entries),
        (OutputFormat::JsonLines, Some(id)) => {
            let findings = findings.iter().map(|finding| json::finding_in_record(finding, &texts)).collect();
            to_json(&Answer { id, findings }) + "\n"
        }
    }
}
