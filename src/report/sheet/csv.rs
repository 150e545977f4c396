//! The sheet as a table for a spreadsheet (RFC 4180).

use super::{Entry, Sheet, level_words};

/// The first two columns are what [`Ticks`](super::Ticks) reads back.
const COLUMNS: [&str; 14] = [
    "checked",
    "id",
    "line",
    "column",
    "role",
    "kind",
    "fact",
    "understood",
    "about",
    "claim",
    "level",
    "source",
    "ask",
    "findings",
];

pub(super) fn write(out: &mut String, sheet: &Sheet) {
    out.push_str(&COLUMNS.join(","));
    out.push_str("\r\n");
    for entry in sheet.listed() {
        row(out, sheet, entry);
    }
}

fn row(out: &mut String, sheet: &Sheet, entry: &Entry) {
    let findings: Vec<_> = entry
        .findings
        .iter()
        .map(|&index| &sheet.findings[index])
        .map(|finding| format!("{} {} ({})", finding.severity, finding.message, finding.rule))
        .collect();
    let cells = [
        if entry.is_ticked { "x" } else { "" },
        &entry.id,
        &entry.position.line.to_string(),
        &entry.position.column.to_string(),
        entry.role,
        entry.kind,
        &entry.text,
        &entry.understood,
        &entry.about,
        &entry.claim,
        &format!("{} {}", entry.level, level_words(entry.level)),
        entry.source.as_deref().unwrap_or_default(),
        &entry.ask,
        &findings.join("; "),
    ];
    for (at, text) in cells.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        cell(out, text);
    }
    out.push_str("\r\n");
}

fn cell(out: &mut String, text: &str) {
    // A spreadsheet would run a cell that begins like this; the text is a stranger's.
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t']);
    if !is_formula && !text.contains(['"', ',', '\n', '\r']) {
        out.push_str(text);
        return;
    }
    out.push('"');
    if is_formula {
        out.push('\'');
    }
    out.push_str(&text.replace('"', "\"\""));
    out.push('"');
}
