//! The sheet as a task list: each sentence once, and under it the facts to tick.

use std::fmt::Write as _;

use super::{Entry, Sheet, level_words};
use crate::finding::Finding;

pub(super) fn write(out: &mut String, sheet: &Sheet) {
    let _ = writeln!(out, "# Fact-check sheet: {}\n", escaped(&sheet.name));
    let total = sheet.listed().count();
    let ticked = sheet.listed().filter(|entry| entry.is_ticked).count();
    let _ = writeln!(out, "{total} to check, {ticked} ticked, {} findings.", sheet.findings.len());
    for group in sheet.by_sentence() {
        let entries = &sheet.entries[group];
        let first = &entries[0];
        let _ = writeln!(out, "\n**Line {}, {}**\n\n> {}\n", first.position.line, first.role, escaped(&first.claim));
        for entry in entries.iter().filter(|entry| entry.is_listed) {
            line(out, sheet, entry);
        }
    }
    let mut elsewhere = sheet.findings_elsewhere().peekable();
    if elsewhere.peek().is_some() {
        out.push_str("\n## Findings that concern no single fact\n\n");
        for found in elsewhere {
            let _ = writeln!(out, "- {}", finding(found));
        }
    }
}

fn line(out: &mut String, sheet: &Sheet, entry: &Entry) {
    let mark = if entry.is_ticked { 'x' } else { ' ' };
    let _ = write!(out, "- [{mark}] **{}**", escaped(&entry.text));
    let kind = entry.kind.replace('_', " ");
    let _ = write!(out, " · {kind}: {}", escaped(&entry.understood));
    if !entry.about.is_empty() {
        let _ = write!(out, " · {}", escaped(&entry.about));
    }
    if entry.has_source() {
        let _ = write!(out, " · {}", level_words(entry.level));
    }
    let _ = write!(out, " · ask: {}", escaped(&entry.ask));
    if !entry.mentions.is_empty() {
        let lines: Vec<_> = entry.mentions.iter().map(|position| position.line.to_string()).collect();
        let _ = write!(out, " · also in line {}", lines.join(", "));
    }
    let _ = writeln!(out, " · `{}`", entry.id);
    for &index in &entry.findings {
        let _ = writeln!(out, "  - {}", finding(&sheet.findings[index]));
    }
}

fn finding(finding: &Finding) -> String {
    format!("**{}** {} ({})", finding.severity, escaped(&finding.message), finding.rule)
}

/// Text that Markdown shows as it is, on one line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' => {
                out.push('\\');
                out.push(character);
            }
            '\n' | '\r' => out.push(' '),
            _ => out.push(character),
        }
    }
    out
}
