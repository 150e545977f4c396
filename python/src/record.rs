//! Findings and facts as dicts; `copydesk/results.py` makes objects of them, `_native.pyi` gives their types.

use copydesk::check::fingerprint;
use copydesk::finding::{Applicability, Finding, Fix};
use copydesk::report::json;
use copydesk::story::Story;
use copydesk::text::Source;
use pyo3::prelude::*;
use serde::Serialize;

use crate::place::{Place, Places};

/// A finding.
#[derive(Debug, IntoPyObject)]
pub(crate) struct FindingRecord {
    pub(crate) rule: String,
    pub(crate) severity: &'static str,
    pub(crate) confidence: &'static str,
    pub(crate) message: String,
    pub(crate) place: Place,
    pub(crate) related: Vec<RelatedRecord>,
    pub(crate) help: Option<String>,
    pub(crate) fixes: Vec<FixRecord>,
    pub(crate) fingerprint: String,
}

/// Another place of a finding.
#[derive(Debug, IntoPyObject, Serialize)]
pub(crate) struct RelatedRecord {
    pub(crate) label: String,
    #[serde(flatten)]
    pub(crate) place: Place,
}

/// One way to put it right.
#[derive(Debug, IntoPyObject, Serialize)]
pub(crate) struct FixRecord {
    pub(crate) title: String,
    pub(crate) is_safe: bool,
    pub(crate) edits: Vec<EditRecord>,
}

/// One change of it.
#[derive(Debug, IntoPyObject, Serialize)]
pub(crate) struct EditRecord {
    #[serde(flatten)]
    pub(crate) place: Place,
    pub(crate) replacement: String,
}

/// A fact: where it stands, and the object that `copydesk facts` writes, as JSON.
#[derive(Debug, IntoPyObject)]
pub(crate) struct FactRecord {
    place: Place,
    json: String,
}

/// The findings on one text.
pub(crate) fn findings(source: &Source, findings: &[Finding]) -> Vec<FindingRecord> {
    let places = Places::new(source.text());
    let prints = fingerprint::of_all(findings, |path| (*path == **source.name()).then(|| source.text()));
    findings
        .iter()
        .zip(prints)
        .map(|(finding, print)| FindingRecord {
            rule: finding.rule.to_string(),
            severity: finding.severity.name(),
            confidence: finding.confidence.name(),
            message: finding.message.clone(),
            place: places.of(finding.primary.span),
            related: finding
                .related
                .iter()
                .map(|site| RelatedRecord { label: site.label.clone(), place: places.of(site.span) })
                .collect(),
            help: finding.help.clone(),
            fixes: finding.fix.as_ref().map(|fix| fixes(fix, &places)).unwrap_or_default(),
            fingerprint: print.to_string(),
        })
        .collect()
}

fn fixes(fix: &Fix, places: &Places<'_>) -> Vec<FixRecord> {
    let is_safe = fix.applicability == Applicability::Safe;
    let remedies = fix.remedies.iter();
    remedies
        .map(|remedy| FixRecord {
            title: remedy.title.clone(),
            is_safe,
            edits: remedy
                .edits
                .iter()
                .map(|edit| EditRecord { place: places.of(edit.span), replacement: edit.replacement.clone() })
                .collect(),
        })
        .collect()
}

/// The facts of one text.
pub(crate) fn facts(story: &Story<'_>) -> Vec<FactRecord> {
    let places = Places::new(story.source.text());
    let spans = story.facts.iter().map(|fact| story.document.map.to_source(fact.span));
    spans
        .zip(json::facts_in_record(story, true))
        .map(|(span, fact)| FactRecord { place: places.of(span), json: json::to_json(&fact) })
        .collect()
}
