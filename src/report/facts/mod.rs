//! Facts for people: a table of what was written, how it was understood, and what that rests on.

mod binding;
mod claims;
mod understood;

pub use binding::binding;
pub use claims::Claims;
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
    write(out, story, style, HEADINGS, 2, &rows);
}

const CLAIM_HEADINGS: [&str; 5] = ["place", "speaks of", "as written", "counts", "who says so"];

/// Adds the table of what is said about each fact to `out`.
pub fn claims_table(out: &mut String, story: &Story<'_>, style: Style) {
    let lines = Lines::new(story.source.text());
    let claims = Claims::new(story, &lines);
    let rows: Vec<[String; 5]> = (0..story.facts.len())
        .map(|fact| {
            let span = story.facts[fact].span;
            let at = lines.position(story.document.map.to_source(span).start());
            [
                format!("{}:{}", at.line, at.column),
                claims.cluster(fact),
                span.slice(&story.document.prose).to_owned(),
                claims.counts(fact),
                claims.source(fact),
            ]
        })
        .collect();
    write(out, story, style, CLAIM_HEADINGS, 3, &rows);
}

/// The name of the text with the number of its facts, and the table; its last columns share the room.
fn write<const N: usize>(
    out: &mut String,
    story: &Story<'_>,
    style: Style,
    headings: [&str; N],
    flexible: usize,
    rows: &[[String; N]],
) {
    let count = if story.facts.len() == 1 { "1 fact".to_owned() } else { format!("{} facts", story.facts.len()) };
    let _ = writeln!(out, "{}: {count}", style.paint(Ink::new().bold(), &visible::line(story.source.name())));
    if !rows.is_empty() {
        out.push('\n');
        table::draw_sharing(out, headings, rows, flexible, style);
    }
}
