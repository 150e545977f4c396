//! The sheet for programs, version 1. Keys are only ever added.

use serde_json::{Value as Json, json};

use super::{Entry, Sheet, level_words};
use crate::finding::Finding;
use crate::text::SourceSpan;

pub(super) fn write(out: &mut String, sheet: &Sheet) {
    let facts: Vec<Json> = sheet.listed().map(entry).collect();
    let findings: Vec<Json> = sheet.findings.iter().map(finding).collect();
    let whole = json!({ "version": 1, "path": sheet.name, "facts": facts, "findings": findings });
    out.push_str(&format!("{whole:#}\n"));
}

fn entry(entry: &Entry) -> Json {
    json!({
        "id": entry.id,
        "checked": entry.is_ticked,
        "kind": entry.kind,
        "text": entry.text,
        "understood": entry.understood,
        "about": entry.about,
        "place": span(entry.span),
        "line": entry.position.line,
        "column": entry.position.column,
        "role": entry.role,
        "claim": entry.claim,
        "level": entry.level,
        "level_name": level_words(entry.level),
        "source": entry.source,
        "ask": entry.ask,
        "also": entry.mentions.iter().map(|at| json!({ "line": at.line, "column": at.column })).collect::<Vec<_>>(),
        "findings": entry.findings,
    })
}

fn finding(finding: &Finding) -> Json {
    json!({
        "rule": &*finding.rule,
        "severity": finding.severity.name(),
        "message": finding.message,
        "path": &*finding.primary.path,
        "place": span(finding.primary.span),
    })
}

fn span(span: SourceSpan) -> Json {
    json!({ "start": span.start(), "end": span.end() })
}
