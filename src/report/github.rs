//! Workflow commands that GitHub Actions shows as annotations on the changed lines.
//!
//! The form and its escapes are those of `@actions/core`: `::error file=…,line=…::message`.

use std::fmt::Write as _;

use super::checked::{Checked, Region};
use super::frame::Frame;
use crate::finding::Severity;

/// Annotations of one kind that GitHub shows for a step; the log has all of them.
pub const SHOWN_BY_GITHUB: usize = 10;

/// What stands around the texts: what could not be checked is annotated too.
#[must_use]
pub fn frame() -> Frame {
    Frame {
        opening: String::new(),
        is_list: false,
        closing: |faults| {
            let mut out = String::new();
            for fault in faults {
                let (path, message) = (property(&fault.path), data(&format!("{}; {}", fault.message, fault.help)));
                let _ = writeln!(out, "::error file={path},title=copydesk cannot check this::{message}");
            }
            out
        },
    }
}

/// A command for each finding of one text.
#[must_use]
pub fn findings(checked: &Checked<'_>) -> String {
    let mut out = String::new();
    for finding in checked.findings {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let message = match &finding.help {
            Some(help) => format!("{}\n{help}", finding.message),
            None => finding.message.clone(),
        };
        let _ = writeln!(
            out,
            "::{command} file={},{},title={}::{}",
            property(&finding.primary.path),
            place(checked.region(&finding.primary)),
            property(&finding.rule),
            data(&message),
        );
    }
    out
}

/// GitHub takes columns only of an annotation on one line, and counts the last column in.
fn place(region: Region) -> String {
    let Region { start, end } = region;
    if start.line == end.line {
        let last = end.column.saturating_sub(1).max(start.column);
        format!("line={},endLine={},col={},endColumn={last}", start.line, end.line, start.column)
    } else {
        format!("line={},endLine={}", start.line, end.line)
    }
}

/// The log of a run is a terminal too, and obeys what it is sent.
fn data(text: &str) -> String {
    let is_obeyed = |c: char| c.is_control() && !matches!(c, '\r' | '\n' | '\t');
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A").replace(is_obeyed, "\u{FFFD}")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_name_or_a_message_is_a_command() {
        assert_eq!(property("a,b:c%\n::error::\u{1b}[31m.txt"), "a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3A\u{FFFD}[31m.txt");
    }
}
