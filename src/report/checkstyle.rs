//! Checkstyle's XML: one `<file>` a text, one `<error>` a finding. Read by Jenkins, reviewdog and many editors.

use std::fmt::Write as _;

use super::checked::Checked;
use super::frame::Frame;
use super::xml::escaped;

/// What stands around the texts.
#[must_use]
pub fn frame() -> Frame {
    Frame {
        opening: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n".into(),
        is_list: false,
        closing: |faults| {
            let mut out = String::new();
            for fault in faults {
                let message = escaped(&format!("{}; {}", fault.message, fault.help));
                let _ = writeln!(out, "  <file name=\"{}\">", escaped(&fault.path));
                let _ =
                    writeln!(out, "    <error severity=\"error\" message=\"{message}\" source=\"copydesk.fault\"/>");
                out.push_str("  </file>\n");
            }
            out + "</checkstyle>\n"
        },
    }
}

/// The `<file>` of one text; nothing for a clean one.
#[must_use]
pub fn findings(checked: &Checked<'_>) -> String {
    let mut out = String::new();
    if checked.findings.is_empty() {
        return out;
    }
    let _ = writeln!(out, "  <file name=\"{}\">", escaped(checked.source.name()));
    for finding in checked.findings {
        let at = checked.region(&finding.primary).start;
        let _ = writeln!(
            out,
            "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"copydesk.{}\"/>",
            at.line,
            at.column,
            finding.severity.name(),
            escaped(&finding.message),
            escaped(&finding.rule),
        );
    }
    out.push_str("  </file>\n");
    out
}
