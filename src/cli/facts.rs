//! `copydesk facts`: what was understood.

use std::io;

use serde::Serialize;
use serde_json::Value as Json;

use super::arguments::{FactsArguments, OutputFormat};
use super::texts::{self, Drawn, List, in_lines, joined, to_json};
use super::{Console, Exit};
use crate::check::Desk;
use crate::report::full::Style;
use crate::report::json::{self, FactJson};
use crate::report::{concise, facts};
use crate::story::Story;
use crate::text::Source;

pub(super) fn run(command: &FactsArguments, console: &mut Console) -> io::Result<Exit> {
    // Rules judge; understanding needs none.
    let desk = Desk::default();
    let style = console.style();
    let read = |source: &Source, id: Option<&Json>| {
        let text = draw(&desk.read(source), id, command, style);
        Drawn { text, ..Drawn::default() }
    };
    let total = texts::answer(&command.input, command.output_format, List::Facts, console, read)?;
    Ok(if total.faults > 0 { Exit::Fault } else { Exit::Clean })
}

/// The answer to a record.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a Json,
    facts: Vec<FactJson<'a>>,
}

fn draw(story: &Story<'_>, id: Option<&Json>, command: &FactsArguments, style: Style) -> String {
    let claims = command.claims;
    match (command.output_format, id) {
        (OutputFormat::Full, _) => {
            let mut out = String::new();
            if claims {
                facts::claims_table(&mut out, story, style);
            } else {
                facts::table(&mut out, story, style);
            }
            out.push('\n');
            out
        }
        (OutputFormat::Concise, _) => {
            let mut out = String::new();
            concise::facts(&mut out, story, claims);
            out
        }
        (OutputFormat::Json, _) => joined(json::facts(story, claims)),
        (OutputFormat::JsonLines, None) => in_lines(json::facts(story, claims)),
        (OutputFormat::JsonLines, Some(id)) => {
            to_json(&Answer { id, facts: json::facts_in_record(story, claims).collect() }) + "\n"
        }
    }
}
