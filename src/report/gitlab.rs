//! GitLab's Code Quality report: a JSON array in the form of its documentation, a subset of Code Climate's.

use serde::Serialize;

use super::checked::Checked;
use super::frame::Frame;
use super::json::joined;
use crate::finding::Severity;

#[derive(Serialize)]
struct Issue<'f> {
    description: &'f str,
    check_name: &'f str,
    /// Unique in the report, and the same after an edit elsewhere in the file.
    fingerprint: String,
    severity: &'static str,
    location: Location<'f>,
}

#[derive(Serialize)]
struct Location<'f> {
    path: &'f str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// What stands around the texts.
#[must_use]
pub fn frame() -> Frame {
    Frame::list("[", |_| "]\n".into())
}

/// An issue for each finding of one text.
#[must_use]
pub fn findings(checked: &Checked<'_>) -> String {
    joined(checked.findings.iter().zip(checked.fingerprints).map(|(finding, fingerprint)| {
        let region = checked.region(&finding.primary);
        Issue {
            description: &finding.message,
            check_name: &finding.rule,
            fingerprint: fingerprint.to_string(),
            severity: match finding.severity {
                Severity::Error => "critical",
                Severity::Warning => "major",
                Severity::Info => "info",
            },
            location: Location {
                path: &finding.primary.path,
                lines: Lines { begin: region.start.line, end: region.end.line },
            },
        }
    }))
}
