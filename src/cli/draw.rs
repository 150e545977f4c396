//! The findings of one text in each of the forms that were asked for.

use std::sync::Arc;

use serde::Serialize;
use serde_json::Value as Json;

use super::outputs::{FindingFormat, Output};
use super::texts::{Origin, Sink};
use crate::config::House;
use crate::report::full::Style;
use crate::report::json::{self, FindingJson, in_lines, joined, to_json};
use crate::report::{Checked, Frame, Notice, checkstyle, concise, full, github, gitlab, grouped, junit, rdjson, sarif};

/// A document for each output. `house` is asked only by formats that describe the rules.
pub(super) fn sinks(outputs: &[Output], house: impl Fn() -> Arc<House>) -> Result<Vec<Sink>, Notice> {
    let sink = |output: &Output| {
        let frame = frame(output.format, &house);
        let answers_lines = output.format == FindingFormat::JsonLines;
        match &output.file {
            Some(file) => Sink::file(file, frame, answers_lines),
            None => Ok(Sink::shown(frame, answers_lines)),
        }
    };
    outputs.iter().map(sink).collect()
}

fn frame(format: FindingFormat, house: impl Fn() -> Arc<House>) -> Frame {
    match format {
        FindingFormat::Full | FindingFormat::Concise | FindingFormat::Grouped | FindingFormat::JsonLines => {
            Frame::plain()
        }
        FindingFormat::Json => json::frame("findings"),
        FindingFormat::Github => github::frame(),
        FindingFormat::Gitlab => gitlab::frame(),
        FindingFormat::Junit => junit::frame(),
        FindingFormat::Rdjson => rdjson::frame(),
        FindingFormat::Sarif => sarif::frame(house().all_rules()),
        FindingFormat::Checkstyle => checkstyle::frame(),
    }
}

/// What one text gives to each output.
pub(super) fn texts(outputs: &[Output], checked: &Checked<'_>, origin: Origin<'_>, style: Style) -> Vec<String> {
    let style_of = |output: &Output| Style { colour: style.colour && output.file.is_none(), ..style };
    outputs.iter().map(|output| text(output.format, checked, origin, style_of(output))).collect()
}

/// The answer to a record.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a Json,
    findings: Vec<FindingJson<'a>>,
}

fn text(format: FindingFormat, checked: &Checked<'_>, origin: Origin<'_>, style: Style) -> String {
    let Checked { findings, texts, .. } = *checked;
    let entries = findings.iter().map(|finding| json::finding(finding, texts));
    let mut out = String::new();
    match (format, origin) {
        (FindingFormat::Full, _) => {
            for finding in findings {
                full::finding(&mut out, finding, texts, style);
                out.push('\n');
            }
        }
        (FindingFormat::Concise, _) => {
            for finding in findings {
                concise::finding(&mut out, finding, texts);
            }
        }
        (FindingFormat::JsonLines, Origin::Record(id)) => {
            let findings = findings.iter().map(|finding| json::finding_in_record(finding, texts)).collect();
            out = to_json(&Answer { id, findings }) + "\n";
        }
        (FindingFormat::JsonLines, _) => out = in_lines(entries),
        (FindingFormat::Json, _) => out = joined(entries),
        (FindingFormat::Grouped, _) => out = grouped::findings(checked, style),
        (FindingFormat::Github, _) => out = github::findings(checked),
        (FindingFormat::Gitlab, _) => out = gitlab::findings(checked),
        (FindingFormat::Junit, _) => out = junit::findings(checked),
        (FindingFormat::Rdjson, _) => out = rdjson::findings(checked),
        (FindingFormat::Sarif, _) => out = sarif::findings(checked),
        (FindingFormat::Checkstyle, _) => out = checkstyle::findings(checked),
    }
    out
}
