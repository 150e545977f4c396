//! JUnit's XML: one suite a text, one failed case a finding. Shown by GitLab, Jenkins, Azure and most other CI.
//!
//! The form is that of `junit-10.xsd` of the Jenkins xUnit plugin, which most readers agree on. A finding below
//! the level that fails the run is a case that passes and says what was found.

use std::fmt::Write as _;

use super::checked::Checked;
use super::frame::Frame;
use super::xml::escaped;

/// What stands around the texts; a text that could not be read is a suite with an error.
#[must_use]
pub fn frame() -> Frame {
    Frame {
        opening: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"copydesk\">\n".into(),
        is_list: false,
        closing: |faults| {
            let mut out = String::new();
            for fault in faults {
                let path = escaped(&fault.path);
                let message = escaped(&fault.message);
                let help = escaped(&fault.help);
                let _ = write!(
                    out,
                    "  <testsuite name=\"{path}\" tests=\"1\" failures=\"0\" errors=\"1\">\n    \
                     <testcase name=\"readable\" classname=\"{path}\">\n      \
                     <error message=\"{message}\" type=\"fault\">{help}</error>\n    </testcase>\n  </testsuite>\n"
                );
            }
            out + "</testsuites>\n"
        },
    }
}

/// The suite of one text; a clean text is a suite with one case that passes.
#[must_use]
pub fn findings(checked: &Checked<'_>) -> String {
    let path = escaped(checked.source.name());
    let failures = checked.findings.iter().filter(|finding| finding.severity >= checked.fail_on).count();
    let tests = checked.findings.len().max(1);
    let mut out = format!("  <testsuite name=\"{path}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">\n");
    if checked.findings.is_empty() {
        let _ = writeln!(out, "    <testcase name=\"consistent\" classname=\"{path}\"/>");
    }
    for finding in checked.findings {
        let at = checked.region(&finding.primary).start;
        let place = format!("line {}, column {}", at.line, at.column);
        let name = escaped(&format!("{} ({place})", finding.rule));
        let message = escaped(&finding.message);
        let severity = finding.severity.name();
        let details = escaped(&details(checked, finding));
        let _ = writeln!(out, "    <testcase name=\"{name}\" classname=\"{path}\">");
        let _ = if finding.severity >= checked.fail_on {
            writeln!(out, "      <failure message=\"{message}\" type=\"{severity}\">{details}</failure>")
        } else {
            writeln!(out, "      <system-out>{severity}: {message}&#10;{details}</system-out>")
        };
        out.push_str("    </testcase>\n");
    }
    out.push_str("  </testsuite>\n");
    out
}

/// Every place of a finding on a line, and the help.
fn details(checked: &Checked<'_>, finding: &crate::finding::Finding) -> String {
    let sites = std::iter::once(&finding.primary).chain(&finding.related);
    let mut lines: Vec<String> = sites
        .map(|site| {
            let at = checked.region(site).start;
            let label = if site.label.is_empty() { String::new() } else { format!(": {}", site.label) };
            format!("{}:{}:{}{label}", site.path, at.line, at.column)
        })
        .collect();
    lines.extend(finding.help.clone());
    lines.join("\n")
}
