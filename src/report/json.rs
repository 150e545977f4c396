//! JSON of findings and facts, version 1. Keys are only ever added, never changed or removed.
//!
//! Offsets are bytes of the source, half-open; lines and columns count from 1, columns in characters.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::Value as Json;

use super::frame::Frame;
use super::{Texts, value};
use crate::claim::Claim;
use crate::finding::{Edit, Finding, Fix, Remedy, Site};
use crate::story::Story;
use crate::story::clusters::Clusters;
use crate::text::{ProseSpan, SourceSpan};

/// Version of the format, the first key of every whole document.
pub const VERSION: u32 = 1;

/// A finding as it is written.
#[derive(Debug, Serialize)]
pub struct FindingJson<'f> {
    rule: &'f str,
    severity: &'static str,
    confidence: &'static str,
    message: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'f str>,
    primary: PlaceJson,
    related: Vec<RelatedJson<'f>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixJson<'f>>,
}

#[derive(Debug, Serialize)]
struct PlaceJson {
    start: u32,
    end: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
}

#[derive(Debug, Serialize)]
struct RelatedJson<'f> {
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'f str>,
    #[serde(flatten)]
    place: PlaceJson,
    label: &'f str,
}

#[derive(Debug, Serialize)]
struct FixJson<'f> {
    applicability: &'static str,
    remedies: Vec<RemedyJson<'f>>,
}

#[derive(Debug, Serialize)]
struct RemedyJson<'f> {
    title: &'f str,
    edits: Vec<EditJson<'f>>,
}

#[derive(Debug, Serialize)]
struct EditJson<'f> {
    start: u32,
    end: u32,
    replacement: &'f str,
}

/// A fact as it is written.
#[derive(Debug, Serialize)]
pub struct FactJson<'f> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'f str>,
    #[serde(flatten)]
    place: PlaceJson,
    text: Cow<'f, str>,
    value: Json,
    #[serde(skip_serializing_if = "Option::is_none")]
    claim: Option<ClaimJson<'f>>,
}

/// What is said about a fact.
#[derive(Debug, Serialize)]
struct ClaimJson<'f> {
    #[serde(skip_serializing_if = "str::is_empty")]
    head: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'static str>,
    part: &'static str,
    level: u8,
    reach: &'static str,
    form: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<WordsJson<'f>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cue: Option<WordsJson<'f>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<WordsJson<'f>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<WordsJson<'f>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cluster: Option<ClusterJson<'f>>,
}

/// Words of the text and where they stand.
#[derive(Debug, Serialize)]
struct WordsJson<'f> {
    start: u32,
    end: u32,
    text: &'f str,
}

/// The first fact that speaks of the same thing, and how many do.
#[derive(Debug, Serialize)]
struct ClusterJson<'f> {
    first: WordsJson<'f>,
    mentions: u32,
}

/// Structs of strings and numbers always have a JSON form.
#[must_use]
pub fn to_json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Entries of a JSON array, one a line.
#[must_use]
pub fn joined(entries: impl Iterator<Item = impl Serialize>) -> String {
    entries.map(|entry| to_json(&entry)).collect::<Vec<_>>().join(",\n")
}

/// One JSON object a line.
#[must_use]
pub fn in_lines(entries: impl Iterator<Item = impl Serialize>) -> String {
    entries.map(|entry| to_json(&entry) + "\n").collect()
}

/// What stands around the entries of the list of that name.
#[must_use]
pub fn frame(list: &str) -> Frame {
    Frame::list(format!("{{\"version\":{VERSION},\"{list}\":["), |_| "]}\n".into())
}

/// A finding in a file: says which file.
#[must_use]
pub fn finding<'f>(finding: &'f Finding, texts: &Texts<'_>) -> FindingJson<'f> {
    build(finding, texts, |site| Some(&site.path))
}

/// A finding in a record: its places are offsets of that record's text, whatever the record is called. A place in another
/// record says in which.
#[must_use]
pub fn finding_in_record<'f>(finding: &'f Finding, texts: &Texts<'_>) -> FindingJson<'f> {
    build(finding, texts, |site| (site.path != finding.primary.path).then_some(&*site.path))
}

/// The facts of a file: each says which file, and where in it.
pub fn facts<'f>(story: &'f Story<'_>, claims: bool) -> impl Iterator<Item = FactJson<'f>> {
    let clusters = claims.then(|| Clusters::of(story));
    let texts = Texts::new([story.source]);
    let path = story.source.name();
    fact_spans(story).map(move |(index, span)| FactJson {
        path: Some(path),
        place: place(path, span, &texts),
        ..fact(story, index, span, clusters.as_ref())
    })
}

/// The facts of a record.
pub fn facts_in_record<'f>(story: &'f Story<'_>, claims: bool) -> impl Iterator<Item = FactJson<'f>> {
    let clusters = claims.then(|| Clusters::of(story));
    fact_spans(story).map(move |(index, span)| fact(story, index, span, clusters.as_ref()))
}

fn fact_spans<'f>(story: &'f Story<'_>) -> impl Iterator<Item = (usize, SourceSpan)> + 'f {
    story.facts.iter().map(|fact| story.document.map.to_source(fact.span)).enumerate()
}

fn fact<'f>(story: &'f Story<'_>, index: usize, span: SourceSpan, clusters: Option<&Clusters>) -> FactJson<'f> {
    let fact = &story.facts[index];
    FactJson {
        kind: fact.value.kind(),
        path: None,
        place: PlaceJson { start: span.start(), end: span.end(), line: None, column: None },
        text: Cow::Borrowed(fact.span.slice(&story.document.prose)),
        value: value::to_json(fact),
        claim: clusters.map(|clusters| claim(story, index, clusters)),
    }
}

fn claim<'f>(story: &'f Story<'_>, index: usize, clusters: &Clusters) -> ClaimJson<'f> {
    let words = |span: ProseSpan| {
        let place = story.document.map.to_source(span);
        WordsJson { start: place.start(), end: place.end(), text: span.slice(&story.document.prose) }
    };
    let span_of = |fact: u32| story.facts[fact as usize].span;
    let Claim { frame, attribution, .. } = &story.claims[index];
    ClaimJson {
        head: &frame.head_lemma,
        event: frame.event,
        part: frame.part.name(),
        level: attribution.level,
        reach: attribution.carry.name(),
        form: attribution.form.name(),
        source: attribution.source.map(words),
        cue: attribution.cue.map(words),
        content: attribution.content.map(words),
        speaker: attribution.speaker.map(|fact| words(span_of(fact))),
        cluster: clusters
            .holding(index)
            .map(|cluster| ClusterJson { first: words(span_of(cluster.first)), mentions: cluster.mentions }),
    }
}

fn build<'f>(finding: &'f Finding, texts: &Texts<'_>, path: impl Fn(&'f Site) -> Option<&'f str>) -> FindingJson<'f> {
    FindingJson {
        rule: &finding.rule,
        severity: finding.severity.name(),
        confidence: finding.confidence.name(),
        message: &finding.message,
        path: path(&finding.primary),
        primary: place(&finding.primary.path, finding.primary.span, texts),
        related: finding
            .related
            .iter()
            .map(|site| RelatedJson {
                path: path(site),
                place: place(&site.path, site.span, texts),
                label: &site.label,
            })
            .collect(),
        help: finding.help.as_deref(),
        fix: finding.fix.as_ref().map(fix),
    }
}

fn place(path: &str, span: SourceSpan, texts: &Texts<'_>) -> PlaceJson {
    let at = texts.position(path, span.start());
    PlaceJson { start: span.start(), end: span.end(), line: at.map(|at| at.line), column: at.map(|at| at.column) }
}

fn fix(fix: &Fix) -> FixJson<'_> {
    FixJson { applicability: fix.applicability.name(), remedies: fix.remedies.iter().map(remedy).collect() }
}

fn remedy(remedy: &Remedy) -> RemedyJson<'_> {
    RemedyJson { title: &remedy.title, edits: remedy.edits.iter().map(edit).collect() }
}

fn edit(edit: &Edit) -> EditJson<'_> {
    EditJson { start: edit.span.start(), end: edit.span.end(), replacement: &edit.replacement }
}
