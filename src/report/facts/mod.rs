//! Facts for people: a table of what was written, how it was understood, and what that rests on.

mod binding;
mod understood;

pub use binding::binding;
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
    let anchor = story.anchor();
    let mut rows: Vec<[String; 4]> = Vec::with_capacity(story.facts.len());
    for fact in &story.facts {
        let at = lines.position(story.document.map.to_source(fact.span).start());
        rows.push([
            format!("{}:{}", at.line, at.column),
            fact.value.kind().replace('_', " "),
            fact.span.slice(&story.document.prose).to_owned(),
            understood(fact, &story.bounds),
        ]);
        let how = binding(fact, &story.bounds, &anchor);
        if !how.is_empty() {
            rows.push([String::new(), String::new(), String::new(), format!("\u{2190} {how}")]);
        }
    }
    let count = if story.facts.len() == 1 { "1 fact".to_owned() } else { format!("{} facts", story.facts.len()) };
    let _ = writeln!(out, "{}: {count}", style.paint(Ink::new().bold(), &visible::line(story.source.name())));
    if !rows.is_empty() {
        out.push('\n');
        table::draw(out, HEADINGS, &rows, style);
    }
}
