//! Reviewdog's diagnostic format, a `DiagnosticResult` of `reviewdog.proto`.
//!
//! Its columns count bytes of UTF-8 from 1, unlike those of every other format here.

use serde::Serialize;
use serde_json::json;

use super::checked::Checked;
use super::frame::Frame;
use super::json::joined;
use crate::finding::{Applicability, Finding, Severity};
use crate::text::SourceSpan;

#[derive(Serialize)]
struct Diagnostic<'f> {
    message: &'f str,
    location: Location<'f>,
    severity: &'static str,
    code: Code<'f>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'f>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'f>>,
}

#[derive(Serialize)]
struct Code<'f> {
    value: &'f str,
}

#[derive(Serialize)]
struct Location<'f> {
    path: &'f str,
    range: Range,
}

#[derive(Serialize)]
struct Related<'f> {
    message: &'f str,
    location: Location<'f>,
}

#[derive(Serialize)]
struct Suggestion<'f> {
    range: Range,
    text: &'f str,
}

#[derive(Serialize)]
struct Range {
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    line: u32,
    column: u32,
}

/// What stands around the texts.
#[must_use]
pub fn frame() -> Frame {
    let source = json!({ "name": "copydesk" });
    Frame::list(format!("{{\"source\":{source},\"diagnostics\":["), |_| "]}\n".into())
}

/// A diagnostic for each finding of one text.
#[must_use]
pub fn findings(checked: &Checked<'_>) -> String {
    joined(checked.findings.iter().map(|finding| diagnostic(finding, checked)))
}

fn diagnostic<'f>(finding: &'f Finding, checked: &Checked<'_>) -> Diagnostic<'f> {
    let location = |path: &'f str, span| Location { path, range: range(checked, path, span) };
    Diagnostic {
        message: &finding.message,
        location: location(&finding.primary.path, finding.primary.span),
        severity: match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "INFO",
        },
        code: Code { value: &finding.rule },
        suggestions: suggestions(finding, checked),
        related_locations: finding
            .related
            .iter()
            .map(|site| Related { message: &site.label, location: location(&site.path, site.span) })
            .collect(),
    }
}

/// A reviewer applies a suggestion with one click, so that only a safe fix is one.
fn suggestions<'f>(finding: &'f Finding, checked: &Checked<'_>) -> Vec<Suggestion<'f>> {
    let fix = finding.fix.iter().filter(|fix| fix.applicability == Applicability::Safe);
    fix.flat_map(|fix| &fix.remedies)
        .flat_map(|remedy| &remedy.edits)
        .map(|edit| Suggestion { range: range(checked, &finding.primary.path, edit.span), text: &edit.replacement })
        .collect()
}

fn range(checked: &Checked<'_>, path: &str, span: SourceSpan) -> Range {
    let place = |offset| {
        let (line, column) = checked.texts.line_and_byte(path, offset).unwrap_or((1, 1));
        Place { line, column }
    };
    Range { start: place(span.start()), end: place(span.end()) }
}
