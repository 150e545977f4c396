//! What is shown on demand: hover, document symbols, inlay hints.

use std::fmt::Write as _;

use gen_lsp_types::{
    Contents, DocumentSymbol, Hover, InlayHint, Label, MarkupContent, MarkupKind, SymbolKind, Tooltip,
};

use super::document::Lines;
use crate::finding::Finding;
use crate::report::sheet::{Entry, Sheet, level_words};
use crate::text::SourceSpan;

/// The fact under the pointer as it was understood, and the findings there.
pub(super) fn hover(sheet: &Sheet, lines: &Lines<'_>, offset: u32) -> Option<Hover> {
    let entry = entry_at(sheet, offset);
    let here = SourceSpan::new(offset, offset + 1);
    let findings: Vec<&Finding> = sheet.findings.iter().filter(|finding| touches(finding, &sheet.name, here)).collect();
    if entry.is_none() && findings.is_empty() {
        return None;
    }
    let mut text = String::new();
    if let Some(entry) = entry {
        fact(&mut text, entry);
    }
    for found in findings {
        finding(&mut text, found);
    }
    Some(Hover {
        contents: Contents::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value: text }),
        range: entry.map(|entry| lines.range(entry.span)),
    })
}

/// Whether a finding has a site at a place of this source.
pub(super) fn touches(finding: &Finding, name: &str, place: SourceSpan) -> bool {
    let end = place.end().max(place.start() + 1);
    std::iter::once(&finding.primary).chain(&finding.related).any(|site| {
        *site.path == *name && site.span.start() < end && place.start() < site.span.end().max(site.span.start() + 1)
    })
}

/// The narrowest entry that holds an offset.
fn entry_at(sheet: &Sheet, offset: u32) -> Option<&Entry> {
    let holds = |entry: &&Entry| entry.span.start() <= offset && offset < entry.span.end();
    sheet.entries.iter().filter(holds).min_by_key(|entry| entry.span.len())
}

fn fact(out: &mut String, entry: &Entry) {
    let _ = writeln!(out, "**{}**: {}\n", entry.kind.replace('_', " "), escaped(&entry.understood));
    if !entry.about.is_empty() {
        let _ = writeln!(out, "Of: {}\n", escaped(&entry.about));
    }
    let _ = writeln!(out, "> {}\n", escaped(&entry.claim));
    let _ = writeln!(out, "Source: {}. Ask: {}\n", level_words(entry.level), escaped(&entry.ask));
}

fn finding(out: &mut String, finding: &Finding) {
    let _ = writeln!(out, "---\n**{}** {} `{}`\n", finding.severity, escaped(&finding.message), finding.rule);
    if let Some(help) = &finding.help {
        let _ = writeln!(out, "{}\n", escaped(help));
    }
    for reason in &finding.trail {
        let _ = writeln!(out, "- {}", escaped(reason));
    }
    out.push('\n');
}

/// The facts of a text as its outline.
#[allow(deprecated, reason = "the type has a field that the protocol gave up")]
pub(super) fn symbols(sheet: &Sheet, lines: &Lines<'_>) -> Vec<DocumentSymbol> {
    sheet
        .listed()
        .map(|entry| DocumentSymbol {
            name: entry.text.clone(),
            detail: Some(entry.understood.clone()),
            kind: symbol_kind(entry.kind),
            tags: None,
            deprecated: None,
            range: lines.range(entry.span),
            selection_range: lines.range(entry.span),
            children: None,
        })
        .collect()
}

fn symbol_kind(kind: &str) -> SymbolKind {
    match kind {
        "person" => SymbolKind::Object,
        "organization" => SymbolKind::Namespace,
        "place" => SymbolKind::Module,
        "date" | "time" | "date_range" | "duration" | "weekday" | "vague_time" => SymbolKind::Event,
        "quotation" => SymbolKind::String,
        "version" => SymbolKind::Constant,
        _ => SymbolKind::Number,
    }
}

/// Resolved dates and worked-out shares, behind the words they belong to.
pub(super) fn hints(sheet: &Sheet, lines: &Lines<'_>, within: SourceSpan) -> Vec<InlayHint> {
    sheet
        .entries
        .iter()
        .filter(|entry| entry.span.overlaps(&within))
        .filter_map(|entry| {
            let worked_out = entry.worked_out.as_ref()?;
            Some(InlayHint {
                position: lines.position(entry.span.end()),
                label: Label::String(format!("= {worked_out}")),
                kind: None,
                text_edits: None,
                tooltip: Some(Tooltip::String(format!("{}: {}", entry.kind.replace('_', " "), entry.understood))),
                padding_left: Some(true),
                padding_right: Some(true),
                data: None,
            })
        })
        .collect()
}

/// Text that Markdown shows as it is.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&') {
            out.push('\\');
        }
        out.push(if character == '\n' { ' ' } else { character });
    }
    out
}
