//! What the page asks: the facts and findings of a text, its sheet, the words of a document.
//!
//! The page counts as JavaScript does, in UTF-16 code units, so every offset is turned into that here and the
//! page never searches its text for anything.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Answer, Refusal};
use crate::config::Settled;
use crate::finding::{Edit, Finding, Remedy, Site};
use crate::report::sheet::{self, Entry, Sheet, Ticks, level_words};
use crate::text::{Format, Source, SourceSpan, Utf16Index, mended};

/// A text as the page sends it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    text: String,
    /// `text`, `markdown` or `html`.
    format: String,
    /// What it is called.
    name: String,
    /// Publication date, if it is known.
    date: Option<String>,
    /// `en-US` or `en-GB`.
    locale: Option<String>,
    /// Format of the sheet, where one is asked for.
    sheet: Option<String>,
    /// Ids of the entries that are ticked.
    #[serde(default)]
    ticks: Vec<String>,
}

/// Everything the page shows.
#[derive(Debug, Serialize)]
struct Story<'a> {
    facts: Vec<FactAnswer<'a>>,
    findings: Vec<FindingAnswer<'a>>,
    rules: BTreeMap<&'a str, RuleAnswer<'a>>,
}

#[derive(Debug, Serialize)]
struct FactAnswer<'a> {
    id: &'a str,
    kind: &'a str,
    start: u32,
    end: u32,
    line: u32,
    role: &'a str,
    text: &'a str,
    understood: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    about: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    worked_out: Option<&'a str>,
    /// Ends of the sentence around it; facts of one sentence stand together on the sheet.
    sentence: [u32; 2],
    source: &'static str,
    ask: &'a str,
    /// Lines of the other mentions of a name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<u32>,
    #[serde(skip_serializing_if = "<[usize]>::is_empty")]
    findings: &'a [usize],
    listed: bool,
}

#[derive(Debug, Serialize)]
struct FindingAnswer<'a> {
    rule: &'a str,
    severity: &'static str,
    confidence: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    trail: &'a [String],
    /// The primary place first.
    sites: Vec<SiteAnswer<'a>>,
    remedies: Vec<RemedyAnswer<'a>>,
    /// Where a stet comment goes; none in plain text, which has no comments.
    stet: Option<u32>,
}

#[derive(Debug, Serialize)]
struct SiteAnswer<'a> {
    start: u32,
    end: u32,
    label: &'a str,
}

#[derive(Debug, Serialize)]
struct RemedyAnswer<'a> {
    title: &'a str,
    edits: Vec<EditAnswer<'a>>,
}

#[derive(Debug, Serialize)]
struct EditAnswer<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct RuleAnswer<'a> {
    title: &'a str,
    why: &'a str,
}

/// Facts and findings of a text.
pub(super) fn check(question: &[u8], settled: &Settled) -> Result<Answer, Refusal> {
    let asked = asked(question)?;
    let sheet = read(&asked, settled)?;
    let units = Units { text: &asked.text, index: Utf16Index::new(&asked.text) };
    let has_comments = asked.format != "text";
    let story = Story {
        facts: sheet.entries.iter().map(|entry| fact(entry, &units)).collect(),
        findings: sheet.findings.iter().map(|found| finding(found, &sheet, has_comments, &units)).collect(),
        rules: sheet
            .findings
            .iter()
            .filter_map(|finding| settled.desk.rules.get(&finding.rule))
            .map(|rule| (rule.id(), RuleAnswer { title: rule.title(), why: rule.why() }))
            .collect(),
    };
    match serde_json::to_vec(&story) {
        Ok(body) => Ok(Answer { media_type: "application/json", body }),
        Err(error) => Err(Refusal::unfit(error.to_string())),
    }
}

/// The sheet of a text, as a file to keep.
pub(super) fn sheet(question: &[u8], settled: &Settled) -> Result<Answer, Refusal> {
    let asked = asked(question)?;
    let Some(format) = asked.sheet.as_deref().and_then(sheet::Format::from_name) else {
        return Err(Refusal::unfit("`sheet` is markdown, csv, html or json."));
    };
    let mut sheet = read(&asked, settled)?;
    sheet.tick(&asked.ticks.into_iter().collect::<Ticks>());
    let mut out = String::new();
    sheet::write(&mut out, &sheet, format);
    let media_type = match format {
        sheet::Format::Markdown => "text/markdown; charset=utf-8",
        sheet::Format::Csv => "text/csv; charset=utf-8",
        sheet::Format::Html => "text/html; charset=utf-8",
        sheet::Format::Json => "application/json",
    };
    Ok(Answer { media_type, body: out.into_bytes() })
}

/// The words of a .docx as plain text: one paragraph from each, so that the page can show and change them.
#[cfg(feature = "docx")]
pub(super) fn open(docx: &[u8]) -> Result<Answer, Refusal> {
    match crate::markup::docx::source("story.docx", docx) {
        Ok(source) => {
            let paragraphs: Vec<&str> = source.text().lines().filter(|line| !line.trim().is_empty()).collect();
            Ok(Answer { media_type: "text/plain; charset=utf-8", body: paragraphs.join("\n\n").into_bytes() })
        }
        Err(error) => Err(Refusal::unfit(format!("This .docx cannot be read: {error}."))),
    }
}

#[cfg(not(feature = "docx"))]
pub(super) fn open(_docx: &[u8]) -> Result<Answer, Refusal> {
    Err(Refusal::unfit("This copydesk was built without .docx: save the words as .txt or .md."))
}

fn asked(question: &[u8]) -> Result<Asked, Refusal> {
    // JavaScript's strings may hold half of a pair.
    serde_json::from_slice(&mended(question))
        .map_err(|error| Refusal { status: 400, reason: format!("Not the JSON expected: {error}.") })
}

fn read(asked: &Asked, settled: &Settled) -> Result<Sheet, Refusal> {
    let format =
        Format::from_name(&asked.format).ok_or_else(|| Refusal::unfit("`format` is text, markdown or html."))?;
    let source = Source::new(asked.name.as_str(), asked.text.as_str())
        .map_err(|error| Refusal { status: 413, reason: error.to_string() })?
        .with_format(Some(format))
        .with_date(asked.date.clone().filter(|date| !date.is_empty()))
        .with_locale(asked.locale.clone().filter(|locale| !locale.is_empty()).or_else(|| settled.locale.clone()));
    let story = settled.desk.read(&source);
    let mut findings = settled.desk.judge(&story);
    findings.retain(|finding| finding.confidence >= settled.min_confidence);
    Ok(Sheet::new(&story, &findings))
}

/// Offsets as the page counts them.
struct Units<'t> {
    text: &'t str,
    index: Utf16Index,
}

impl Units<'_> {
    fn at(&self, offset: u32) -> u32 {
        self.index.units_before(self.text, offset)
    }

    fn ends(&self, span: SourceSpan) -> [u32; 2] {
        [self.at(span.start()), self.at(span.end())]
    }
}

fn fact<'a>(entry: &'a Entry, units: &Units<'_>) -> FactAnswer<'a> {
    let [start, end] = units.ends(entry.span);
    FactAnswer {
        id: &entry.id,
        kind: entry.kind,
        start,
        end,
        line: entry.position.line,
        role: entry.role,
        text: &entry.text,
        understood: &entry.understood,
        about: &entry.about,
        worked_out: entry.worked_out.as_deref(),
        sentence: units.ends(entry.sentence),
        source: if entry.has_source() { level_words(entry.level) } else { "" },
        ask: &entry.ask,
        also: entry.mentions.iter().map(|mention| mention.line).collect(),
        findings: &entry.findings,
        listed: entry.is_listed,
    }
}

fn finding<'a>(finding: &'a Finding, sheet: &Sheet, has_comments: bool, units: &Units<'_>) -> FindingAnswer<'a> {
    // Sites in other texts cannot be shown here.
    let sites = std::iter::once(&finding.primary)
        .chain(&finding.related)
        .filter(|site| *site.path == *sheet.name)
        .map(|site| place(site, units))
        .collect();
    FindingAnswer {
        rule: &finding.rule,
        severity: finding.severity.name(),
        confidence: finding.confidence.name(),
        message: &finding.message,
        help: finding.help.as_deref(),
        trail: &finding.trail,
        sites,
        remedies: finding.fix.iter().flat_map(|fix| &fix.remedies).map(|remedy| candidate(remedy, units)).collect(),
        stet: has_comments.then(|| units.at(sheet.end_of_sentence(finding))),
    }
}

fn place<'a>(site: &'a Site, units: &Units<'_>) -> SiteAnswer<'a> {
    let [start, end] = units.ends(site.span);
    SiteAnswer { start, end, label: &site.label }
}

fn candidate<'a>(remedy: &'a Remedy, units: &Units<'_>) -> RemedyAnswer<'a> {
    let edit = |edit: &'a Edit| {
        let [start, end] = units.ends(edit.span);
        EditAnswer { start, end, text: &edit.replacement }
    };
    RemedyAnswer { title: &remedy.title, edits: remedy.edits.iter().map(edit).collect() }
}
