//! Runs the texts that a rule brings with it: the bad ones must be flagged, the good ones left alone.
//!
//! A text is a piece of plain prose, read like a file of its own. Where the role of a block matters, the
//! text gives the blocks one by one (`headline`, `standfirst`, `credit`, `caption`, `text`, `list`,
//! `quote-block`, `furniture`); blank lines in `text` part paragraphs. `date` and `locale` stand for what a
//! front matter or a record would say. A text of a rule of a corpus is several documents.

use std::borrow::Cow;
use std::sync::Arc;

use super::raw::{PARTS, RawText};
use super::{Rule, RuleSet};
use crate::fact::{Bounds, Row};
use crate::finding::Finding;
use crate::lex::Lexicon;
use crate::markup::{self, Block, Document, List, Place, Role};
use crate::story::{NameList, Story};
use crate::text::{Format, ProseSpan, Source};
use crate::toml_file::Quoted;

/// The key of a text that is a whole piece in Markdown.
const MARKDOWN: &str = "markdown";

/// Copies of one document that a text can have.
const MOST_COPIES: u32 = 100;

/// What rules are tested with; a desk has all of it.
pub trait Bench {
    /// The rules.
    fn rules(&self) -> &RuleSet;
    /// The word lists.
    fn lexicon(&self) -> &Lexicon;
    /// The widths of hedges and rounding.
    fn bounds(&self) -> Bounds;
}

/// Whether a text is one that the rule must flag or one that it must leave alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// `[[bad]]`
    Flagged,
    /// `[[good]]`
    Silent,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// As expected.
    Passed,
    /// A bad text was not flagged, or not where and as often as it says.
    Missed(String),
    /// A good text was flagged.
    Noisy(String),
    /// The text could not be read.
    Error(String),
}

/// One text of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseResult {
    /// Id of the rule.
    pub rule: Arc<str>,
    /// Its file.
    pub path: Arc<str>,
    /// Bytes of the text's table in that file.
    pub span: std::ops::Range<usize>,
    /// What the rule should do.
    pub expected: Expected,
    /// Number of the text among its kind, from 1.
    pub number: usize,
    /// The words, as read.
    pub text: String,
    /// What the rule did.
    pub outcome: Outcome,
}

impl CaseResult {
    /// Whether it went as expected.
    #[must_use]
    pub const fn is_passed(&self) -> bool {
        matches!(self.outcome, Outcome::Passed)
    }
}

/// Tests every rule that `filter` takes, in the order of their ids.
pub fn run(desk: &impl Bench, filter: impl Fn(&Rule) -> bool) -> Vec<CaseResult> {
    let rules = desk.rules().iter().filter(|rule| filter(rule));
    rules.flat_map(|rule| test(rule, desk.lexicon(), desk.bounds())).collect()
}

/// Tests the texts of one rule: the bad ones, then the good ones.
#[must_use]
pub fn test(rule: &Rule, lexicon: &Lexicon, bounds: Bounds) -> Vec<CaseResult> {
    let bad = rule.raw().bad.iter().enumerate().map(|(at, text)| (Expected::Flagged, at, text));
    let good = rule.raw().good.iter().enumerate().map(|(at, text)| (Expected::Silent, at, text));
    bad.chain(good)
        .map(|(expected, at, text)| {
            let judged = findings(rule, text, lexicon, bounds)
                .map(|(findings, sources)| judge(expected, text, &sources, &findings));
            CaseResult {
                rule: rule.id.clone(),
                path: rule.path.clone(),
                span: text.span.clone(),
                expected,
                number: at + 1,
                text: shown(text),
                outcome: judged.unwrap_or_else(Outcome::Error),
            }
        })
        .collect()
}

/// A way for a rule to speak that none of its bad texts takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SilentCase {
    /// Its number among the cases of the rule, from 1; the top of the file is one.
    pub number: usize,
    /// Where it begins in the file.
    pub span: std::ops::Range<usize>,
}

/// The cases of a rule that none of its bad texts makes speak.
#[must_use]
pub fn silent_cases(rule: &Rule, lexicon: &Lexicon, bounds: Bounds) -> Vec<SilentCase> {
    let mut speaks = vec![false; rule.cases().len()];
    let mut note = |spoken: Vec<bool>| speaks.iter_mut().zip(spoken).for_each(|(speaks, spoken)| *speaks |= spoken);
    for text in &rule.raw().bad {
        if rule.block().is_some() {
            let rows = documents(text).map(|sources| rows(&sources, lexicon, bounds)).unwrap_or_default();
            for rows in rule.blocks_of(rows).into_values() {
                note(rule.tell_of_rows(rows, lexicon, &NameList::default(), |story| rule.cases_that_speak(story)));
            }
        } else {
            note(told(text, lexicon, bounds, |story| rule.cases_that_speak(story)).unwrap_or_default());
        }
    }
    let cases = rule.raw().cases.iter().enumerate().zip(speaks);
    cases
        .filter(|(_, speaks)| !speaks)
        .map(|((at, case), _)| SilentCase { number: at + 1, span: case.span.clone() })
        .collect()
}

/// What a rule finds in a text, and the sources that the text stands for.
fn findings(
    rule: &Rule,
    text: &RawText,
    lexicon: &Lexicon,
    bounds: Bounds,
) -> Result<(Vec<Finding>, Vec<Source>), String> {
    if rule.block().is_some() {
        let sources = documents(text)?;
        let found = rule.evaluate_corpus(rows(&sources, lexicon, bounds), lexicon, &NameList::default());
        return Ok((found, sources));
    }
    told(text, lexicon, bounds, |story| (rule.evaluate(story), vec![story.source.clone()]))
}

/// The documents of a text.
fn documents(text: &RawText) -> Result<Vec<Source>, String> {
    let of = |of: &Option<Quoted>| of.as_ref().map(|of| of.text.clone());
    let mut documents = Vec::new();
    for document in &text.documents {
        let (path, words) = (of(&document.path).unwrap_or_default(), of(&document.text).unwrap_or_default());
        for copy in 1..=document.copies.unwrap_or(1).min(MOST_COPIES) {
            let name = if copy == 1 { path.clone() } else { format!("{copy}-{path}") };
            let source = Source::new(name, words.clone()).map_err(|error| error.to_string())?;
            documents.push(source.with_date(of(&document.date)));
        }
    }
    Ok(documents)
}

/// The facts of some documents as rows.
fn rows(sources: &[Source], lexicon: &Lexicon, bounds: Bounds) -> Vec<Row> {
    sources.iter().flat_map(|source| Story::read(source, lexicon, bounds).rows()).collect()
}

/// The words of a text, for people.
fn shown(text: &RawText) -> String {
    if text.documents.is_empty() {
        return laid_out(text).0;
    }
    let of = |of: &Option<Quoted>| of.as_ref().map(|of| of.text.clone()).unwrap_or_default();
    let documents = text.documents.iter().map(|document| format!("{}: {}", of(&document.path), of(&document.text)));
    documents.collect::<Vec<_>>().join("\n\n")
}

/// Reads a text as the piece that it stands for.
fn told<T>(text: &RawText, lexicon: &Lexicon, bounds: Bounds, ask: impl FnOnce(&Story<'_>) -> T) -> Result<T, String> {
    let (words, blocks) = laid_out(text);
    let own = |of: &Option<Quoted>| of.as_ref().map(|of| of.text.clone());
    let source = Source::new("text", words).map_err(|error| error.to_string())?;
    let marked_up = text.parts.iter().any(|(part, _)| part == MARKDOWN);
    let format = marked_up.then_some(Format::Markdown);
    let source = source.with_date(own(&text.date)).with_locale(own(&text.locale)).with_format(format);
    let document = match blocks {
        Some((blocks, lists)) => Document { prose: Cow::Borrowed(source.text()), blocks, lists, ..Document::default() },
        None => markup::read(&source),
    };
    Ok(ask(&Story::of(&source, document, lexicon, bounds)))
}

fn judge(expected: Expected, text: &RawText, sources: &[Source], findings: &[Finding]) -> Outcome {
    let words = |finding: &Finding| {
        let source = sources.iter().find(|source| *source.name() == finding.primary.path);
        source.map_or("", |source| finding.primary.span.slice(source.text()))
    };
    let said = |finding: &Finding| format!("“{}”: {}", words(finding), finding.message);
    if expected == Expected::Silent {
        return findings.first().map_or(Outcome::Passed, |finding| Outcome::Noisy(said(finding)));
    }
    if findings.is_empty() {
        return Outcome::Missed("nothing was flagged".to_owned());
    }
    if let Some(wanted) = text.findings.filter(|&wanted| wanted as usize != findings.len()) {
        let all: Vec<String> = findings.iter().map(said).collect();
        return Outcome::Missed(format!(
            "{wanted} findings were wanted and not {}: {}",
            findings.len(),
            all.join("; ")
        ));
    }
    match &text.at {
        Some(at) if !findings.iter().any(|finding| words(finding) == at.text) => {
            Outcome::Missed(format!("“{}” was to be flagged, not {}", at.text, said(&findings[0])))
        }
        _ => Outcome::Passed,
    }
}

/// Blocks and lists of a text that says what its parts are.
type Parts = (Vec<Block>, Vec<List>);

/// The words of a text; and its blocks and lists, where it says what they are.
fn laid_out(text: &RawText) -> (String, Option<Parts>) {
    if let [(part, words)] = text.parts.as_slice()
        && (part == "text" || part == MARKDOWN)
    {
        return (words.text.clone(), None);
    }
    let mut out = String::new();
    let mut blocks: Vec<Block> = Vec::new();
    let mut lists = Vec::new();
    for part in PARTS {
        for (_, words) in text.parts.iter().filter(|(of, _)| of == part) {
            for paragraph in words.text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
                if !out.is_empty() {
                    out.push_str("\n\n");
                }
                let start = out.len() as u32;
                out.push_str(paragraph);
                let place = if *part == "list" { item(&mut lists, blocks.len()) } else { Place::Flow };
                blocks.push(Block { span: ProseSpan::new(start, out.len() as u32), role: role(part), place });
            }
        }
    }
    (out, Some((blocks, lists)))
}

/// The place of one more item of the only list that a text of parts can have.
fn item(lists: &mut Vec<List>, block: usize) -> Place {
    if lists.is_empty() {
        let lead_in = block.checked_sub(1).map(|before| before as u32);
        lists.push(List { lead_in, items: 0, level: 0, first_number: None });
    }
    let position = lists[0].items;
    lists[0].items += 1;
    Place::Item { list: 0, position }
}

fn role(part: &str) -> Role {
    let name = if part == "list" { "list-item" } else { part };
    Role::ALL.into_iter().find(|role| role.name() == name).unwrap_or(Role::Body)
}
