//! Findings under the name of their file, for reading a long report.

use std::fmt::Write as _;

use super::checked::Checked;
use super::full::Style;
use super::visible;

/// What stands before the message: `  1204:18  warning  `.
const PLACE: usize = 10;
const SEVERITY: usize = 8;

/// The block of one text: its name, a line for each finding, and a blank line; nothing for a clean one.
#[must_use]
pub fn findings(checked: &Checked<'_>, style: Style) -> String {
    let mut out = String::new();
    if checked.findings.is_empty() {
        return out;
    }
    let _ = writeln!(out, "{}", style.bold(&visible::line(checked.source.name())));
    for finding in checked.findings {
        let at = checked.region(&finding.primary).start;
        let place = format!("{}:{}", at.line, at.column);
        let severity = style.severity(finding.severity);
        let gap = " ".repeat(SEVERITY.saturating_sub(finding.severity.name().len()));
        let message = visible::line(&finding.message);
        let _ = writeln!(out, "{place:>PLACE$}  {severity}{gap} {message}  {}", style.dim(&finding.rule));
    }
    out.push('\n');
    out
}
