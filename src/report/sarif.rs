//! SARIF 2.1.0, for code scanning on GitHub and viewers everywhere.
//!
//! Follows the OASIS standard and what GitHub asks of it: rules with their pages, columns in code points,
//! related places with ids, fingerprints that survive edits elsewhere, and what stands or is known already
//! as suppressed results instead of as nothing.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::{Value as Json, json};

use super::Notice;
use super::checked::Checked;
use super::frame::Frame;
use super::json::joined;
use crate::check::fingerprint::{self, Fingerprint};
use crate::check::suppress::{self, SuppressRule};
use crate::finding::{Confidence, Finding, Fix, Remedy, Severity, Site};
use crate::rule::{Rule, RuleSet};
use crate::text::SourceSpan;

/// Name and version under which a fingerprint is filed; a change of how it is made changes the number.
const FINGERPRINT: &str = "copydesk/v1";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'f> {
    rule_id: &'f str,
    level: &'static str,
    message: Json,
    locations: [Location<'f>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'f>>,
    partial_fingerprints: Json,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Json>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    properties: Json,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'f> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Json,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<LocationMessage<'f>>,
}

#[derive(Serialize)]
struct LocationMessage<'f> {
    text: &'f str,
}

/// What stands around the texts: the program, its rules, and at the end what could not be checked.
#[must_use]
pub fn frame(rules: &RuleSet) -> Frame {
    let described: Vec<Json> = rules.iter().map(rule).chain(suppress::RULES.iter().map(suppress_rule)).collect();
    let mut driver = json!({
        "name": "copydesk",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": described,
    });
    let home = env!("CARGO_PKG_REPOSITORY");
    if !home.is_empty() {
        driver["informationUri"] = home.into();
    }
    let opening = format!(
        "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\
         \"tool\":{{\"driver\":{driver}}},\"columnKind\":\"unicodeCodePoints\",\"results\":["
    );
    Frame::list(opening, |faults| {
        let notifications: Vec<Json> = faults.iter().map(notification).collect();
        let invocation = json!({
            "executionSuccessful": faults.is_empty(),
            "toolExecutionNotifications": notifications,
        });
        format!("],\"invocations\":[{invocation}]}}]}}\n")
    })
}

/// A result for each finding of one text; those that stand or are known come last, as suppressed.
#[must_use]
pub fn findings(checked: &Checked<'_>) -> String {
    let open = checked.findings.iter().zip(checked.fingerprints).map(|(finding, fingerprint)| {
        let mut result = outcome(finding, *fingerprint, checked);
        // Whoever keeps a baseline is told what is new against it.
        result.baseline_state = checked.has_baseline.then_some("new");
        result
    });
    let known = checked.known.iter().zip(prints(checked, checked.known)).map(|(finding, fingerprint)| {
        let mut result = outcome(finding, fingerprint, checked);
        result.suppressions.push(json!({ "kind": "external", "justification": "in the baseline" }));
        result.baseline_state = Some("unchanged");
        result
    });
    let prints_of_standing = prints(checked, checked.stood.iter().map(|stood| &stood.finding));
    let stood = checked.stood.iter().zip(prints_of_standing).map(|(stood, fingerprint)| {
        let mut result = outcome(&stood.finding, fingerprint, checked);
        let mut suppression = json!({ "kind": "inSource", "location": physical_location_of(&stood.by, checked) });
        if let Some(reason) = &stood.reason {
            suppression["justification"] = reason.as_str().into();
        }
        result.suppressions.push(suppression);
        result
    });
    joined(open.chain(known).chain(stood))
}

fn prints<'f>(checked: &Checked<'_>, findings: impl IntoIterator<Item = &'f Finding>) -> Vec<Fingerprint> {
    fingerprint::of_all(findings, |path| checked.texts.text(path))
}

fn outcome<'f>(finding: &'f Finding, fingerprint: Fingerprint, checked: &Checked<'_>) -> Outcome<'f> {
    let related = finding.related.iter().enumerate().map(|(index, site)| Location {
        id: Some(index + 1),
        physical_location: physical_location(&site.path, site.span, checked),
        message: (!site.label.is_empty()).then_some(LocationMessage { text: &site.label }),
    });
    let message = match &finding.help {
        Some(help) => format!("{}\n{help}", finding.message),
        None => finding.message.clone(),
    };
    Outcome {
        rule_id: &finding.rule,
        level: level(finding.severity),
        message: json!({ "text": message }),
        locations: [Location {
            id: None,
            physical_location: physical_location(&finding.primary.path, finding.primary.span, checked),
            message: None,
        }],
        related_locations: related.collect(),
        partial_fingerprints: json!({ FINGERPRINT: fingerprint.to_string() }),
        fixes: finding.fix.iter().flat_map(|fix| fixes(fix, finding, checked)).collect(),
        suppressions: Vec::new(),
        baseline_state: None,
        properties: json!({ "confidence": finding.confidence.name() }),
    }
}

fn fixes(fix: &Fix, finding: &Finding, checked: &Checked<'_>) -> Vec<Json> {
    let change = |remedy: &Remedy| {
        let replacements: Vec<Json> = remedy
            .edits
            .iter()
            .map(|edit| {
                json!({
                    "deletedRegion": region(&finding.primary.path, edit.span, checked),
                    "insertedContent": { "text": edit.replacement },
                })
            })
            .collect();
        json!({
            "description": { "text": remedy.title },
            "artifactChanges": [{
                "artifactLocation": artifact(&finding.primary.path),
                "replacements": replacements,
            }],
        })
    };
    fix.remedies.iter().map(change).collect()
}

fn physical_location_of(site: &Site, checked: &Checked<'_>) -> Json {
    json!({ "physicalLocation": physical_location(&site.path, site.span, checked) })
}

fn physical_location(path: &str, span: SourceSpan, checked: &Checked<'_>) -> Json {
    json!({ "artifactLocation": artifact(path), "region": region(path, span, checked) })
}

fn region(path: &str, span: SourceSpan, checked: &Checked<'_>) -> Json {
    let region = super::checked::region(checked.texts, path, span);
    json!({
        "startLine": region.start.line,
        "startColumn": region.start.column,
        "endLine": region.end.line,
        "endColumn": region.end.column,
        "byteOffset": span.start(),
        "byteLength": span.end() - span.start(),
    })
}

/// A path as a URI reference: relative ones to the root of the sources, which the viewer knows.
fn artifact(path: &str) -> Json {
    match path.strip_prefix('/') {
        Some(rest) => json!({ "uri": format!("file:///{}", encoded(rest)) }),
        None => json!({ "uri": encoded(path), "uriBaseId": "%SRCROOT%" }),
    }
}

/// `path` with everything encoded that may not stand in the path of a URI (RFC 3986, section 3.3).
fn encoded(path: &str) -> Cow<'_, str> {
    let stays = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte);
    if path.bytes().all(stays) {
        return Cow::Borrowed(path);
    }
    let encode = |byte: u8| if stays(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    Cow::Owned(path.bytes().map(encode).collect())
}

fn rule(rule: &Rule) -> Json {
    let mut described = json!({
        "id": rule.id(),
        "shortDescription": { "text": rule.title() },
        "fullDescription": { "text": rule.why() },
        "help": { "text": rule.why(), "markdown": rule.page() },
        "defaultConfiguration": { "level": level(rule.severity()) },
        "properties": {
            "tags": rule.tags().collect::<Vec<_>>(),
            "precision": precision(rule.confidence()),
        },
    });
    let home = env!("CARGO_PKG_REPOSITORY");
    if !home.is_empty() {
        described["helpUri"] = format!("{home}/blob/main/docs/rules/{}.md", rule.id()).into();
    }
    described
}

fn suppress_rule(rule: &SuppressRule) -> Json {
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.title },
        "fullDescription": { "text": rule.why },
        "help": { "text": rule.why },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn notification(fault: &Notice) -> Json {
    json!({
        "level": "error",
        "message": { "text": format!("{}; {}", fault.message, fault.help) },
        "locations": [{ "physicalLocation": { "artifactLocation": artifact(&fault.path) } }],
    })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// GitHub's word for how sure a rule is.
const fn precision(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "very-high",
        Confidence::Medium => "high",
        Confidence::Low => "low",
    }
}
