//! `copydesk facts`: what was understood.

use std::io;

use serde::Serialize;
use serde_json::Value as Json;

use super::arguments::{ConfigurationArguments, FactsArguments, OutputFormat, RuleArguments};
use super::texts::{self, Drawn, List, in_lines, joined, to_json};
use super::{Console, Exit, desk};
use crate::config::{Desks, Overlay, Settled};
use crate::report::full::Style;
use crate::report::json::{self, FactJson};
use crate::report::{concise, facts};
use crate::story::Story;
use crate::text::Source;

pub(super) fn run(
    command: &FactsArguments,
    configuration: &ConfigurationArguments,
    console: &mut Console,
) -> io::Result<Exit> {
    let desks = Desks::new(Overlay {
        locale: command.input.locale.clone(),
        ..desk::overlay(configuration, &RuleArguments::default())
    });
    let style = console.style();
    let read = |settled: &Settled, source: &Source, id: Option<&Json>| {
        let text = draw(&settled.desk.read(source), id, command.output_format, style);
        Drawn { text, ..Drawn::default() }
    };
    let total = texts::answer(&command.input, desks, command.output_format, List::Facts, console, read)?;
    Ok(if total.faults > 0 { Exit::Fault } else { Exit::Clean })
}

/// The answer to a record.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a Json,
    facts: Vec<FactJson<'a>>,
}

fn draw(story: &Story<'_>, id: Option<&Json>, format: OutputFormat, style: Style) -> String {
    match (format, id) {
        (OutputFormat::Full, _) => {
            let mut out = String::new();
            facts::table(&mut out, story, style);
            out.push('\n');
            out
        }
        (OutputFormat::Concise, _) => {
            let mut out = String::new();
            concise::facts(&mut out, story);
            out
        }
        (OutputFormat::Json, _) => joined(json::facts(story)),
        (OutputFormat::JsonLines, None) => in_lines(json::facts(story)),
        (OutputFormat::JsonLines, Some(id)) => {
            to_json(&Answer { id, facts: json::facts_in_record(story).collect() }) + "\n"
        }
    }
}
