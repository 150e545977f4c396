//! The sheet as one page: to print, or to tick in a browser, which remembers the ticks by id.

use std::fmt::Write as _;

use super::{Entry, Sheet, level_words};
use crate::finding::Finding;

const STYLE: &str = include_str!("sheet.css");
const SCRIPT: &str = include_str!("sheet.js");

pub(super) fn write(out: &mut String, sheet: &Sheet) {
    let name = escaped(&sheet.name);
    let total = sheet.listed().count();
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Fact-check sheet: {name}</title>\n<style>\n{STYLE}</style>\n</head>\n\
         <body data-story=\"{name}\">\n<main>\n<h1>Fact-check sheet: {name}</h1>\n\
         <p id=\"count\">{total} to check, {} findings.</p>\n",
        sheet.findings.len()
    );
    for group in sheet.by_sentence() {
        let entries = &sheet.entries[group];
        let first = &entries[0];
        let _ = write!(
            out,
            "<section>\n<p class=\"place\">Line {}, {}</p>\n<blockquote>{}</blockquote>\n<ul>\n",
            first.position.line,
            first.role,
            escaped(&first.claim)
        );
        for entry in entries.iter().filter(|entry| entry.is_listed) {
            item(out, sheet, entry);
        }
        out.push_str("</ul>\n</section>\n");
    }
    let mut elsewhere = sheet.findings_elsewhere().peekable();
    if elsewhere.peek().is_some() {
        out.push_str("<section>\n<h2>Findings that concern no single fact</h2>\n<ul>\n");
        for found in elsewhere {
            let _ = writeln!(out, "<li>{}</li>", finding(found));
        }
        out.push_str("</ul>\n</section>\n");
    }
    let _ = write!(out, "</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n");
}

fn item(out: &mut String, sheet: &Sheet, entry: &Entry) {
    let ticked = if entry.is_ticked { " checked" } else { "" };
    let _ = write!(
        out,
        "<li><label><input type=\"checkbox\" id=\"{}\"{ticked}> <b>{}</b></label>\n\
         <span class=\"kind\">{}</span> {}",
        entry.id,
        escaped(&entry.text),
        entry.kind.replace('_', " "),
        escaped(&entry.understood)
    );
    if !entry.about.is_empty() {
        let _ = write!(out, " · {}", escaped(&entry.about));
    }
    if !entry.mentions.is_empty() {
        let lines: Vec<_> = entry.mentions.iter().map(|position| position.line.to_string()).collect();
        let _ = write!(out, " · also in line {}", lines.join(", "));
    }
    out.push_str("<br>\n");
    if entry.has_source() {
        let _ = write!(out, "<span class=\"level\">{}</span> ", level_words(entry.level));
    }
    let _ = writeln!(out, "Ask: {}", escaped(&entry.ask));
    if !entry.findings.is_empty() {
        out.push_str("<ul class=\"findings\">\n");
        for &index in &entry.findings {
            let _ = writeln!(out, "<li>{}</li>", finding(&sheet.findings[index]));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</li>\n");
}

fn finding(finding: &Finding) -> String {
    let severity = finding.severity.name();
    format!(
        "<b class=\"{severity}\">{severity}</b> {} <code>{}</code>",
        escaped(&finding.message),
        escaped(&finding.rule)
    )
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(character),
        }
    }
    out
}
