//! The fact-check sheet: what a checker works through with a pencil.
//!
//! Comes in: a [`Story`] and the findings on it. Goes out: a [`Sheet`] — every fact in reading order with
//! its claim, its place, who vouches for it, who must be asked, and the findings that touch it. The fronts
//! for editors show the same entries, so the sheet owns all it says and outlives the story. Each entry has
//! an id that stays the same while the rest of the story is edited, so that ticks can be kept.

mod csv;
mod html;
mod identity;
mod json;
mod markdown;
mod ticks;

pub use ticks::Ticks;

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::facts::understood;
use crate::claim::{Attribution, Carry, Claim, Part, Quotation};
use crate::fact::{Fact, Number, Value};
use crate::finding::{Finding, Site};
use crate::story::Story;
use crate::text::{LineIndex, Position, ProseSpan, SourceSpan};

/// Quotations of fewer words are the writer's quotation marks around a word, not something to ring up about.
const SHORTEST_QUOTATION: u32 = 3;

/// A story as a checker sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Name of the source.
    pub name: String,
    /// Every fact and quotation in reading order.
    pub entries: Vec<Entry>,
    /// Every finding, in the order of [`Finding::order`].
    pub findings: Vec<Finding>,
}

/// One fact or quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Stays the same while other parts of the story change; the mentions of one name share it.
    pub id: String,
    /// Kind of fact, or `quotation`.
    pub kind: &'static str,
    /// Bytes of the source.
    pub span: SourceSpan,
    /// Where it begins.
    pub position: Position,
    /// Role of its block.
    pub role: &'static str,
    /// Index of its block.
    pub block: u32,
    /// As written, on one line.
    pub text: String,
    /// As understood.
    pub understood: String,
    /// What the words alone do not show: the day a relative date falls on, the share that two counts make.
    pub worked_out: Option<String>,
    /// What a quantity counts and what happened to it, as far as that was read; may be empty.
    pub about: String,
    /// The sentence it stands in, on one line.
    pub claim: String,
    /// Bytes of that sentence.
    pub sentence: SourceSpan,
    /// Attribution level, 0 to 5.
    pub level: u8,
    /// Words of the source that vouches for it.
    pub source: Option<String>,
    /// Whom or what a checker turns to.
    pub ask: String,
    /// Indexes of the findings that touch it.
    pub findings: Vec<usize>,
    /// Other mentions of the same name, for its first mention.
    pub mentions: Vec<Position>,
    /// Whether it has a line of its own: not labels, and not the later mentions of a name.
    pub is_listed: bool,
    /// Whether a checker has ticked it.
    pub is_ticked: bool,
}

impl Entry {
    /// Whether somebody vouches for it; how a name is spelt needs nobody.
    #[must_use]
    pub fn has_source(&self) -> bool {
        !is_name(self.kind)
    }
}

/// What a sheet is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A task list, sentence by sentence.
    Markdown,
    /// A table for a spreadsheet.
    Csv,
    /// A page to print or to tick.
    Html,
    /// For programs.
    Json,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 4] = [Self::Markdown, Self::Csv, Self::Html, Self::Json];

    /// The word for it on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Csv => "csv",
            Self::Html => "html",
            Self::Json => "json",
        }
    }

    /// The format of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// Adds the sheet to `out` in a format.
///
/// ```
/// use copydesk::{check::Desk, report::sheet, text::Source};
/// let desk = Desk::built_in();
/// let source = Source::new("mill.txt", "“We will be back by spring,” she said.").unwrap();
/// let story = desk.read(&source);
/// let sheet = sheet::Sheet::new(&story, &desk.judge(&story));
/// let mut out = String::new();
/// sheet::write(&mut out, &sheet, sheet::Format::Markdown);
/// assert!(out.contains("- [ ] **“We will be back by spring,”**"));
/// ```
pub fn write(out: &mut String, sheet: &Sheet, format: Format) {
    match format {
        Format::Markdown => markdown::write(out, sheet),
        Format::Csv => csv::write(out, sheet),
        Format::Html => html::write(out, sheet),
        Format::Json => json::write(out, sheet),
    }
}

/// What an attribution level means, in a few words.
#[must_use]
pub const fn level_words(level: u8) -> &'static str {
    match level {
        0 => "no source",
        1 => "hidden source",
        2 => "unnamed source",
        3 => "named body or document",
        4 => "named person",
        _ => "witnessed or linked",
    }
}

impl Sheet {
    /// The sheet of a story, without ticks.
    #[must_use]
    pub fn new(story: &Story<'_>, findings: &[Finding]) -> Self {
        let mut builder = Builder { story, lines: LineIndex::new(story.source.text()), entries: Vec::new() };
        builder.entries();
        let mut sheet =
            Self { name: story.source.name().to_string(), entries: builder.entries, findings: findings.to_vec() };
        sheet.merge_names();
        sheet.tell_twins_apart();
        sheet.attach_findings();
        sheet
    }

    /// The entries that have a line of their own.
    pub fn listed(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.is_listed)
    }

    /// Findings that touch no entry: a repeated paragraph, a stray quotation mark.
    pub fn findings_elsewhere(&self) -> impl Iterator<Item = &Finding> {
        let mut touched = vec![false; self.findings.len()];
        for entry in &self.entries {
            for &index in &entry.findings {
                touched[index] = true;
            }
        }
        self.findings.iter().zip(touched).filter(|(_, touched)| !touched).map(|(finding, _)| finding)
    }

    /// Ticks what was ticked on an earlier sheet.
    pub fn tick(&mut self, ticks: &Ticks) {
        for entry in &mut self.entries {
            entry.is_ticked |= ticks.contains(&entry.id);
        }
    }

    /// The end of the sentence that a finding's primary place is in, where that is known, or of the place: a
    /// comment there is in the same block.
    #[must_use]
    pub fn end_of_sentence(&self, finding: &Finding) -> u32 {
        let place = finding.primary.span;
        let after = self.entries.partition_point(|entry| entry.span.start() < place.end());
        let holds = |entry: &&Entry| entry.sentence.contains(&place);
        self.entries[..after].last().filter(holds).map_or(place.end(), |entry| entry.sentence.end())
    }

    /// The entries of one sentence after another.
    fn by_sentence(&self) -> Vec<Range<usize>> {
        let mut groups: Vec<Range<usize>> = Vec::new();
        for (index, entry) in self.entries.iter().enumerate() {
            match groups.last_mut() {
                Some(group) if self.entries[group.start].sentence == entry.sentence => group.end = index + 1,
                _ => groups.push(index..index + 1),
            }
        }
        groups.retain(|group| self.entries[group.clone()].iter().any(|entry| entry.is_listed));
        groups
    }

    /// A name is checked once, however often it stands there.
    fn merge_names(&mut self) {
        let mut first_mention: FxHashMap<String, usize> = FxHashMap::default();
        for index in 0..self.entries.len() {
            if !is_name(self.entries[index].kind) {
                continue;
            }
            match first_mention.get(&self.entries[index].id) {
                Some(&first) => {
                    let position = self.entries[index].position;
                    self.entries[first].mentions.push(position);
                    self.entries[index].is_listed = false;
                }
                None => {
                    first_mention.insert(self.entries[index].id.clone(), index);
                }
            }
        }
    }

    /// Claims with one id in different sentences get other ids, all of them, so that a tick is lost rather than
    /// moved when one of them goes; the same sentence twice gets numbers.
    fn tell_twins_apart(&mut self) {
        let mut count: FxHashMap<String, u32> = FxHashMap::default();
        for entry in self.entries.iter().filter(|entry| !is_name(entry.kind)) {
            *count.entry(entry.id.clone()).or_insert(0) += 1;
        }
        let mut seen: FxHashMap<String, u32> = FxHashMap::default();
        for entry in self.entries.iter_mut().filter(|entry| !is_name(entry.kind)) {
            if count.get(&entry.id).is_some_and(|&count| count > 1) {
                entry.id = identity::of_twin(&entry.id, &entry.claim);
            }
            let number = seen.entry(entry.id.clone()).or_insert(0);
            *number += 1;
            if *number > 1 {
                entry.id = format!("{}-{number}", entry.id);
            }
        }
    }

    fn attach_findings(&mut self) {
        for (index, finding) in self.findings.iter().enumerate() {
            for site in std::iter::once(&finding.primary).chain(&finding.related) {
                if *site.path == *self.name {
                    attach(&mut self.entries, index, site);
                }
            }
        }
    }
}

/// Marks the facts that a site overlaps; the quotation around it only if there is none.
fn attach(entries: &mut [Entry], finding: usize, site: &Site) {
    let end = entries.partition_point(|entry| entry.span.start() < site.span.end().max(site.span.start() + 1));
    let mut quotation = None;
    let mut found = false;
    // The walk back ends with the first entry that lies before the site, sentence and all.
    for index in (0..end).rev() {
        let entry = &mut entries[index];
        if entry.span.overlaps(&site.span) {
            if entry.kind == "quotation" {
                quotation = Some(index);
                continue;
            }
            if entry.findings.last() != Some(&finding) {
                entry.findings.push(finding);
            }
            found = true;
        } else if entry.sentence.end() <= site.span.start() && entry.span.end() <= site.span.start() {
            break;
        }
    }
    if let (false, Some(index)) = (found, quotation)
        && entries[index].findings.last() != Some(&finding)
    {
        entries[index].findings.push(finding);
    }
}

fn is_name(kind: &str) -> bool {
    matches!(kind, "person" | "organization" | "place")
}

struct Builder<'a, 's> {
    story: &'a Story<'s>,
    lines: LineIndex,
    entries: Vec<Entry>,
}

impl Builder<'_, '_> {
    /// Facts and quotations, merged in order of their start; a quotation comes before what it holds.
    fn entries(&mut self) {
        let story = self.story;
        let mut quotations =
            story.quotations.iter().filter(|quotation| quotation.word_count >= SHORTEST_QUOTATION).peekable();
        for (fact, claim) in story.facts.iter().zip(&story.claims) {
            while let Some(quotation) = quotations.next_if(|quotation| quotation.span.start() <= fact.span.start()) {
                self.quotation(quotation);
            }
            self.fact(fact, claim);
        }
        for quotation in quotations {
            self.quotation(quotation);
        }
    }

    fn fact(&mut self, fact: &Fact, claim: &Claim) {
        let prose = &self.story.document.prose;
        let text = one_line(fact.span.slice(prose));
        let kind = fact.value.kind();
        let id = identity::of_fact(self.story, fact, claim);
        let source = claim.attribution.source.map(|span| one_line(span.slice(prose))).filter(|words| !words.is_empty());
        let ask = whom_to_ask(&fact.value, &claim.attribution, source.as_deref());
        let understood = understood(fact, &self.story.bounds);
        let entry = self.entry(fact.span, claim.sentence, claim.attribution.level);
        self.entries.push(Entry {
            id,
            kind,
            text,
            worked_out: worked_out(&fact.value, &understood),
            understood,
            about: self.about(claim),
            source,
            ask,
            is_listed: !matches!(fact.value, Value::Identifier),
            ..entry
        });
    }

    fn quotation(&mut self, quotation: &Quotation) {
        let prose = &self.story.document.prose;
        let speaker =
            quotation.attribution.speaker.map(|index| one_line(self.story.facts[index as usize].span.slice(prose)));
        let ask = match &speaker {
            Some(speaker) => format!("{speaker}, or the recording: are these the words?"),
            None => "The writer: whose words are these, and from which recording?".to_owned(),
        };
        let words =
            if quotation.word_count == 1 { "1 word".to_owned() } else { format!("{} words", quotation.word_count) };
        let entry = self.entry(quotation.span, quotation.sentence, quotation.attribution.level);
        self.entries.push(Entry {
            id: identity::of_quotation(self.story, quotation),
            kind: "quotation",
            text: one_line(quotation.span.slice(prose)),
            understood: match &speaker {
                Some(speaker) => format!("{words} of {speaker}"),
                None => format!("{words}, speaker not found"),
            },
            source: speaker,
            ask,
            is_listed: true,
            ..entry
        });
    }

    /// What every entry has: place, sentence, level.
    fn entry(&self, span: ProseSpan, sentence: u32, level: u8) -> Entry {
        let story = self.story;
        let sentence = &story.lexed.sentences[sentence as usize];
        let tokens = &story.lexed.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize];
        let words = tokens[0].span().cover(tokens[tokens.len() - 1].span());
        let at = story.document.map.to_source(span);
        Entry {
            id: String::new(),
            kind: "",
            span: at,
            position: self.lines.position(story.source.text(), at.start()),
            role: story.document.blocks[sentence.block as usize].role.name(),
            block: sentence.block,
            text: String::new(),
            understood: String::new(),
            worked_out: None,
            about: String::new(),
            claim: one_line(words.slice(&story.document.prose)),
            sentence: story.document.map.to_source(words),
            level,
            source: None,
            ask: String::new(),
            findings: Vec::new(),
            mentions: Vec::new(),
            is_listed: false,
            is_ticked: false,
        }
    }

    /// `soldiers, killed, part of a whole, as a plan or forecast`.
    fn about(&self, claim: &Claim) -> String {
        let frame = &claim.frame;
        let mut words: Vec<String> = Vec::new();
        if let Some(head) = frame.head {
            words.push(one_line(head.slice(&self.story.document.prose)));
        }
        words.extend(frame.event.map(str::to_owned));
        let part = match frame.part {
            Part::Total => None,
            Part::Part => Some("part of a whole"),
            Part::Remainder => Some("what is left"),
            Part::Additional => Some("on top of others"),
            Part::Change => Some("a change"),
        };
        let notes = [
            part,
            frame.negated.then_some("denied"),
            frame.modal.then_some("planned or possible"),
            frame.specification.then_some("a limit or setting"),
            claim.quotation.map(|_| "in a quotation"),
        ];
        words.extend(notes.into_iter().flatten().map(str::to_owned));
        words.join(", ")
    }
}

/// Whom or what a checker turns to, by kind of fact and by how good its source is.
fn whom_to_ask(value: &Value, attribution: &Attribution, source: Option<&str>) -> String {
    let named = match (attribution.carry, source) {
        (_, None) => None,
        (Carry::Direct, Some(source)) => Some(source.to_owned()),
        (Carry::Soft, Some(source)) => Some(format!("{source} (named in a sentence before)")),
        (Carry::List, Some(source)) => Some(format!("{source} (named before the list)")),
        (Carry::Lead, Some(source)) => Some(format!("{source} (named in the lead)")),
        (Carry::Body, Some(source)) => Some(format!("{source} (named in the body)")),
    };
    match value {
        Value::Person(_) => return "The person, or an official list: spelling and title".to_owned(),
        Value::Organization(_) => return "The body’s own site or register: spelling".to_owned(),
        Value::Place(_) => return "An atlas or gazetteer: spelling".to_owned(),
        Value::VagueQuantity => return "The writer: how many?".to_owned(),
        Value::VagueTime => return "The writer: when?".to_owned(),
        _ => {}
    }
    match (attribution.level, named) {
        (3.., Some(source)) => source,
        (2, Some(source)) => format!("The writer: who are “{source}”?"),
        (1.., _) => "The writer: who says so?".to_owned(),
        (0, _) => "The writer: where is it from?".to_owned(),
    }
}

/// What is added to the words, in words: nothing for most facts.
fn worked_out(value: &Value, understood: &str) -> Option<String> {
    match value {
        Value::Date(date) | Value::Time(date) => date.resolved.map(|_| understood.to_owned()),
        Value::DateRange(range) => {
            let mut ends = [&range.low, &range.high].into_iter().flatten();
            ends.any(|end| end.resolved.is_some()).then(|| understood.to_owned())
        }
        Value::Fraction(fraction) if fraction.counted => {
            let percent = fraction.share.value.checked_mul(Number::from(100))?;
            Some(format!("{}%", percent.rounded(1)))
        }
        _ => None,
    }
}

/// White space, line breaks included, becomes one blank.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
