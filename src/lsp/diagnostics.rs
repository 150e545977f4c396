//! Findings as diagnostics.

use std::io;

use gen_lsp_types::{Code, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, Message, Range};

use super::document::Lines;
use crate::finding::{Finding, Severity, Site};
use crate::report::Notice;

/// What findings are called in the editor's list of problems.
pub(super) const SOURCE: &str = "copydesk";

/// A finding as a diagnostic; `place` finds the other sites, which may be in other files.
pub(super) fn diagnostic(
    finding: &Finding,
    lines: &Lines<'_>,
    place: impl Fn(&Site) -> Option<Location>,
) -> Diagnostic {
    let related: Vec<_> = finding
        .related
        .iter()
        .filter_map(|site| {
            let message = if site.label.is_empty() { "see also here".to_owned() } else { site.label.clone() };
            Some(DiagnosticRelatedInformation { location: place(site)?, message })
        })
        .collect();
    Diagnostic {
        range: lines.range(finding.primary.span),
        severity: Some(match finding.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
            Severity::Info => DiagnosticSeverity::Information,
        }),
        code: Some(Code::String(finding.rule.to_string())),
        source: Some(SOURCE.to_owned()),
        message: Message::String(match &finding.help {
            Some(help) => format!("{}\n{help}", finding.message),
            None => finding.message.clone(),
        }),
        related_information: (!related.is_empty()).then_some(related),
        ..Diagnostic::default()
    }
}

/// Why a text cannot be checked, at its start.
pub(super) fn of_refused(reason: &str) -> Diagnostic {
    Diagnostic {
        severity: Some(DiagnosticSeverity::Error),
        source: Some(SOURCE.to_owned()),
        message: Message::String(format!("This text is not checked: {reason}.")),
        ..Diagnostic::default()
    }
}

/// A text that cannot be read: said at its beginning, so that it never looks like a clean one.
pub(super) fn unreadable(error: &io::Error) -> Diagnostic {
    Diagnostic {
        severity: Some(DiagnosticSeverity::Warning),
        source: Some(SOURCE.to_owned()),
        message: Message::String(format!("This text cannot be read: {error}\nSave it as UTF-8.")),
        ..Diagnostic::default()
    }
}

/// What is wrong with a configuration or a rule, in its file.
pub(super) fn of_fault(fault: &Notice, range: Range) -> Diagnostic {
    Diagnostic {
        range,
        severity: Some(DiagnosticSeverity::Error),
        source: Some(SOURCE.to_owned()),
        message: Message::String(format!("{}\n{}", fault.message, fault.help)),
        ..Diagnostic::default()
    }
}
