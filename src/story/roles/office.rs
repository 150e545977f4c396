//! The office that stands beside a name.
//!
//! ```text
//! before = { mark | rank | scope } head [ "of" scope ] [ "," ] NAME        Norhaven mayor Erik Dahl
//! after  = NAME "," [ article ] { mark | rank | scope } head [ "of" scope ]  Erik Dahl, mayor of Norhaven
//! mark   = "former" | "acting" | "late" | …
//! rank   = "deputy" | "vice" | "assistant" | …
//! ```
//!
//! What the grammar read as the role of a name is taken apart here into head, rank, scope and standing, so that
//! `mayor of Norhaven` and `Norhaven mayor` are one office.

use std::ops::Range;

use crate::fact::Value;
use crate::lex::{Class, LexValue, TokenKind};
use crate::markup::Role;
use crate::story::view::View;
use crate::text::ProseSpan;

/// Words before an office that can say that it is no longer held, or whose kin is meant.
const MARK_REACH: usize = 4;
/// Words that lower an office.
const RANKS: [&str; 6] = ["deputy", "vice", "assistant", "associate", "under", "junior"];

/// Whether the office is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing says otherwise.
    Held,
    /// `former`, `late`, `ex`, `retired`.
    Past,
    /// `acting`, `candidate`, `then`: not quite, not yet, or at another time.
    Otherwise,
}

/// An office beside a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Office {
    /// The fact that names the holder.
    pub(super) fact: u32,
    /// The office as written, without the name.
    pub(super) span: ProseSpan,
    /// Folded words of the head: `finance minister`.
    pub(super) head: String,
    /// Word that lowers it: `deputy`.
    pub(super) rank: Option<&'static str>,
    /// Folded words that say of what, sorted; countries by their code.
    pub(super) scope: Vec<String>,
    /// Whether it is held.
    pub(super) standing: Standing,
    /// Whether a body or country has one holder at a time.
    pub(super) unique: bool,
    /// Whether it stands before the name.
    pub(super) before: bool,
}

/// The office beside a person, in the house's own words.
pub(super) fn of(view: &View<'_>, index: usize) -> Option<Office> {
    let claim = &view.claims[index];
    let borrowed = matches!(claim.role, Role::Credit | Role::QuoteBlock | Role::Furniture | Role::Code);
    if claim.quotation.is_some() || borrowed {
        return None;
    }
    let (mut phrase, before) = phrase(view, index)?;
    if before {
        phrase.start = nouns_before(view, index, phrase.start);
    }
    let (head_at, head_end, unique) = head(view, &phrase)?;
    let mut head_from = head_at;
    let rank_of = |at: usize| RANKS.into_iter().find(|rank| view.is_one_of(at, &[rank]));
    let mut rank = None;
    while head_from + 1 < head_end && rank_of(head_from).is_some() {
        rank = rank_of(head_from);
        head_from += 1;
        head_from += usize::from(view.kind(head_from) == TokenKind::Hyphen);
    }
    rank = rank.or_else(|| (phrase.start..head_at).find_map(rank_of));
    let reach = if before { sentence_start(view, index, phrase.start) } else { phrase.start };
    let marks = (reach..phrase.end).filter(|&at| view.is(at, Class::RoleMark) && rank_of(at).is_none());
    let standing = marks.fold(Standing::Held, |standing, at| match standing {
        Standing::Otherwise => standing,
        _ if is_past(view, at) && belongs(view, at..phrase.start) => Standing::Past,
        _ => Standing::Otherwise,
    });
    if (reach..phrase.start).any(|at| view.is(at, Class::KinWord)) || joined(view, &phrase) {
        return None;
    }
    let words = |range: Range<usize>| range.filter(|&at| view.is_word(at)).map(|at| view.text(at).to_lowercase());
    // `chairman` and `chair` are one office; `finance minister` is more than a minister.
    let one_word = (head_end == head_from + 1).then(|| view.lexicon.text(view.token(head_from).word, Class::Office));
    let head = match one_word.flatten() {
        Some(office) => office.to_owned(),
        None if view.is_one_of(head_from, &["chairs"]) => "chair".to_owned(),
        None if view.is_one_of(head_from, &["directs"]) => "director".to_owned(),
        None => words(head_from..head_end).collect::<Vec<_>>().join(" "),
    };
    let mut scope: Vec<String> =
        (phrase.start..head_at).chain(head_end..phrase.end).filter_map(|at| scope_word(view, at)).collect();
    scope.sort_unstable();
    scope.dedup();
    let span = view.token(phrase.start).span().cover(view.token(phrase.end - 1).span());
    Some(Office { fact: index as u32, span, head, rank, scope, standing, unique, before })
}

/// The tokens of the role that the grammar found, and whether they stand before the name.
fn phrase(view: &View<'_>, index: usize) -> Option<(Range<usize>, bool)> {
    let Value::Person(name) = &view.facts[index].value else { return None };
    let (start, end) = (view.start(index), view.end(index));
    if name.role.is_empty() {
        // `Mayor Lund`: the title is part of the name.
        let length = view.lexed.tokens[start..end]
            .iter()
            .take_while(|token| token.span().end() <= view.token(start).span().start() + name.title.len() as u32)
            .count();
        return (length > 0 && !name.title.is_empty()).then_some((start..start + length, true));
    }
    let prose = &view.document.prose;
    let comma = start > 0 && view.kind(start - 1) == TokenKind::Comma;
    let close = start - usize::from(comma);
    if close > 0 {
        let until = view.token(close - 1).span().end() as usize;
        if prose[..until].ends_with(&*name.role) {
            let from = until - name.role.len();
            let first = view.lexed.tokens[..close].partition_point(|token| (token.span().start() as usize) < from);
            return (first < close).then_some((first..close, true));
        }
    }
    // Behind the name: a comma or bracket, perhaps an article, then the role.
    (end..view.lexed.tokens.len().min(end + 4)).find_map(|first| {
        let from = view.token(first).span().start() as usize;
        let until = from + name.role.len();
        (prose.get(from..until) == Some(&*name.role)).then(|| {
            let last = view.lexed.tokens[first..].partition_point(|token| token.span().end() as usize <= until);
            (first..first + last, false)
        })
    })
}

/// Where the nouns begin that lead up to an office and say of what: `harbour chief`.
fn nouns_before(view: &View<'_>, index: usize, start: usize) -> usize {
    const NO_NOUN: u128 = Class::FunctionWord.bit()
        | Class::Auxiliary.bit()
        | Class::AttributionVerb.bit()
        | Class::PersonVerb.bit()
        | Class::PastTense.bit()
        | Class::RoleMark.bit()
        | Class::Event.bit();
    let first = view.tokens_of(view.sentence(index)).start;
    let mut at = start;
    while at > first && start - at < 2 {
        let token = view.token(at - 1);
        let text = view.text(at - 1);
        let noun = token.kind == TokenKind::Word
            && !token.is_capital()
            && !view.lexicon.is_any(token.word, NO_NOUN)
            && !["ed", "ing", "ly", "s"].iter().any(|ending| text.ends_with(ending));
        if !noun {
            break;
        }
        at -= 1;
    }
    at
}

/// The office itself: its last entry before an `of`.
fn head(view: &View<'_>, phrase: &Range<usize>) -> Option<(usize, usize, bool)> {
    // `who chairs the Board`
    let verbs = ["chairs", "heads", "leads", "directs", "runs"];
    if view.is_one_of(phrase.start, &verbs) {
        return Some((phrase.start, phrase.start + 1, true));
    }
    let mut found = None;
    let mut at = phrase.start;
    while at < phrase.end {
        if found.is_some() && view.is_one_of(at, &["of", "at", "for", "to"]) {
            break;
        }
        match view.lexicon.entry(&view.lexed.tokens[at..phrase.end], Class::Role) {
            Some((length, value)) => {
                found = Some((at, at + length, value == LexValue::Text("unique")));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

fn is_past(view: &View<'_>, at: usize) -> bool {
    view.is_one_of(at, &["former", "ex", "late", "outgoing", "retired", "onetime", "once"])
}

/// Whether a mark leads up to the office: `former harbour chief`, but not `a late goal from captain Lund`.
fn belongs(view: &View<'_>, mut between: Range<usize>) -> bool {
    between.all(|at| match view.kind(at) {
        TokenKind::Word => !view.is(at, Class::FunctionWord),
        kind => kind == TokenKind::Hyphen,
    })
}

fn sentence_start(view: &View<'_>, index: usize, at: usize) -> usize {
    at.saturating_sub(MARK_REACH).max(view.tokens_of(view.sentence(index)).start)
}

/// `co-chief executive`, `chairman and chief executive`: one of several offices, or of several holders.
fn joined(view: &View<'_>, phrase: &Range<usize>) -> bool {
    let prefix = view.is_one_of(phrase.start, &["co"])
        || phrase.start > 1
            && view.kind(phrase.start - 1) == TokenKind::Hyphen
            && view.is_one_of(phrase.start - 2, &["co"]);
    prefix || view.holds(phrase.clone(), &["co"])
}

/// A word that says of what somebody holds the office; a country or its people by the code.
fn scope_word(view: &View<'_>, at: usize) -> Option<String> {
    const EMPTY: u128 = Class::FunctionWord.bit() | Class::RoleMark.bit() | Class::RoleModifier.bit();
    let token = view.token(at);
    if token.kind != TokenKind::Word
        || view.lexicon.is_any(token.word, EMPTY)
        || RANKS.iter().any(|rank| view.is_one_of(at, &[rank]))
    {
        return None;
    }
    let code = [Class::Country, Class::Nationality].into_iter().find_map(|class| view.lexicon.text(token.word, class));
    Some(code.map_or_else(|| view.text(at).to_lowercase(), str::to_owned))
}
