//! Facts for people: a table of what was written and how it was understood.

mod understood;

pub use understood::understood;

use std::fmt::Write as _;

use owo_colors::Style as Ink;

use super::full::Style;
use super::texts::Lines;
use super::{table, visible};
use crate::story::Story;

const HEADINGS: [&str; 4] = ["place", "kind", "as written", "as understood"];

/// Adds the table of a story's facts to `out`.
pub fn table(out: &mut String, story: &Story<'_>, style: Style) {
    let lines = Lines::new(story.source.text());
    let rows: Vec<[String; 4]> = story
        .facts
        .iter()
        .map(|fact| {
            let at = lines.position(story.document.map.to_source(fact.span).start());
            [
                format!("{}:{}", at.line, at.column),
                fact.value.kind().replace('_', " "),
                fact.span.slice(&story.document.prose).to_owned(),
                understood(fact, &story.bounds),
            ]
        })
        .collect();
    let count = if rows.len() == 1 { "1 fact".to_owned() } else { format!("{} facts", rows.len()) };
    let _ = writeln!(out, "{}: {count}", style.paint(Ink::new().bold(), &visible::line(story.source.name())));
    if !rows.is_empty() {
        out.push('\n');
        table::draw(out, HEADINGS, &rows, style);
    }
}
