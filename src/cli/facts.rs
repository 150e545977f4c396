//! `copydesk facts`: what was understood.

use std::io;
use std::sync::Arc;

use serde::Serialize;
use serde_json::Value as Json;

use super::arguments::{ConfigurationArguments, FactFormat, FactsArguments, RuleArguments};
use super::texts::{self, Drawn, Origin, Sink};
use super::{Console, Exit, desk};
use crate::config::{Desks, Overlay, Settled};
use crate::report::full::Style;
use crate::report::json::{self, FactJson, in_lines, joined, to_json};
use crate::report::{Frame, Notice, concise, facts, facts_table};
use crate::story::Story;
use crate::text::Source;

pub(super) fn run(
    command: &FactsArguments,
    configuration: &ConfigurationArguments,
    console: &mut Console,
) -> io::Result<Exit> {
    let desks = Arc::new(Desks::new(Overlay {
        locale: command.input.locale.clone(),
        ..desk::overlay(configuration, &RuleArguments::default())
    }));
    let style = console.style();
    let format = command.output_format;
    console.is_concise = format == FactFormat::Concise;
    let sink = match sink(command) {
        Ok(sink) => sink,
        Err(fault) => {
            console.fault(&fault)?;
            return Ok(Exit::Fault);
        }
    };
    let style = Style { colour: style.colour && command.output_file.is_none(), ..style };
    let read = |settled: &Settled, source: &Source, origin: Origin<'_>| {
        let story = settled.desk.read(source);
        if format == FactFormat::Parquet {
            return Ok(Drawn { rows: story.rows(), ..Drawn::default() });
        }
        Ok(Drawn { texts: vec![draw(&story, origin, command, style)], ..Drawn::default() })
    };
    let total = texts::answer(&command.input, &desks, vec![sink], console, read)?;
    Ok(if total.faults > 0 { Exit::Fault } else { Exit::Clean })
}

/// Where the facts go.
fn sink(command: &FactsArguments) -> Result<Sink, Notice> {
    let format = command.output_format;
    let frame = if format == FactFormat::Json { json::frame("facts") } else { Frame::plain() };
    let answers_lines = format == FactFormat::JsonLines;
    match &command.output_file {
        Some(file) if format == FactFormat::Parquet => Sink::table(file),
        None if format == FactFormat::Parquet => Err(Notice {
            path: "--output-format parquet".into(),
            text: None,
            span: None,
            message: "Parquet is no text to show".into(),
            help: "name a file with `--output-file facts.parquet`".into(),
        }),
        Some(file) => Sink::file(file, frame, answers_lines),
        None => Ok(Sink::shown(frame, answers_lines)),
    }
}

/// The answer to a record.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a Json,
    facts: Vec<FactJson<'a>>,
}

fn draw(story: &Story<'_>, origin: Origin<'_>, command: &FactsArguments, style: Style) -> String {
    let claims = command.claims;
    match (command.output_format, origin) {
        (FactFormat::Full, _) => {
            let mut out = String::new();
            if claims {
                facts::claims_table(&mut out, story, style);
            } else {
                facts::table(&mut out, story, style);
            }
            out.push('\n');
            out
        }
        (FactFormat::Concise, _) => {
            let mut out = String::new();
            concise::facts(&mut out, story, claims);
            out
        }
        (FactFormat::Table, _) => facts_table::lines(&story.rows()),
        (FactFormat::Parquet, _) => String::new(),
        (FactFormat::Json, _) => joined(json::facts(story, claims)),
        (FactFormat::JsonLines, Origin::Record(id)) => {
            to_json(&Answer { id, facts: json::facts_in_record(story, claims).collect() }) + "\n"
        }
        (FactFormat::JsonLines, _) => in_lines(json::facts(story, claims)),
    }
}
