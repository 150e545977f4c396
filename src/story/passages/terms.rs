//! Terms that a contract or manual defines: those defined twice, and those never used.
//!
//! ```text
//! definition = quote TERM quote ( "means" | "shall" "mean" | "has" "the" "meaning" | "refers" "to" )
//!            | "(" ( "the" | "each" "a" | "collectively" ) quote TERM quote ")"
//! ```
//!
//! A term begins with a capital and has four words at the most. A use is the same words with the same capitals.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lex::{Token, TokenKind};
use crate::story::view::View;
use crate::text::ProseSpan;

/// Words of a term.
const MOST_WORDS: usize = 4;
/// A text with fewer definitions names things in quotation marks and is no contract.
const FEWEST: usize = 2;

/// What is wrong with a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermFault {
    /// Defined a second time.
    Twice,
    /// Defined and never used.
    Unused,
}

impl TermFault {
    /// Every fault, in the order of the declaration.
    pub const ALL: [Self; 2] = [Self::Twice, Self::Unused];

    /// The word for it in rules and output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Twice => "twice",
            Self::Unused => "unused",
        }
    }
}

/// A defined term with a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinedTerm {
    /// The term where it is defined, or defined again.
    pub term: ProseSpan,
    /// Where it is defined first.
    pub first: ProseSpan,
    /// What is wrong with it.
    pub fault: TermFault,
}

/// A definition.
struct Definition {
    first: usize,
    end: usize,
}

/// Every term with a fault, in order. Linear: the words of the text are looked up by the first word of each term.
pub(super) fn find(view: &View<'_>) -> Vec<DefinedTerm> {
    let marks = view.lexed.landmarks.quotation_marks.iter().map(|&at| at as usize);
    let definitions: Vec<Definition> = marks.filter_map(|at| definition(view, at)).collect();
    if definitions.is_empty() {
        return Vec::new();
    }
    let span = |of: &Definition| view.token(of.first).span().cover(view.token(of.end - 1).span());
    let words = |of: &Definition| span(of).slice(&view.document.prose);
    let mut first: FxHashMap<&str, usize> = FxHashMap::default();
    let mut found = Vec::new();
    for (at, of) in definitions.iter().enumerate() {
        match first.get(words(of)) {
            Some(&earlier) => {
                found.push(DefinedTerm { term: span(of), first: span(&definitions[earlier]), fault: TermFault::Twice })
            }
            None => {
                first.insert(words(of), at);
            }
        }
    }
    if first.len() >= FEWEST {
        let used = used(view, &definitions);
        let unused = definitions.iter().enumerate().filter(|(at, of)| first.get(words(of)) == Some(at) && !used[*at]);
        found.extend(unused.map(|(_, of)| DefinedTerm { term: span(of), first: span(of), fault: TermFault::Unused }));
    }
    found.sort_by_key(|term| (term.term.start(), term.fault == TermFault::Unused));
    found
}

/// For each definition whether its words stand anywhere but where they are defined, whatever white space is between
/// them.
fn used(view: &View<'_>, definitions: &[Definition]) -> Vec<bool> {
    let joined = |first: usize, end: usize| (first..end).map(|at| view.text(at)).collect::<Vec<_>>().join(" ");
    let mut by_words: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    // How long the terms are that begin with a word: few, however many terms share it.
    let mut lengths: FxHashMap<&str, BTreeSet<usize>> = FxHashMap::default();
    let mut defining = FxHashSet::default();
    for (at, of) in definitions.iter().enumerate() {
        by_words.entry(joined(of.first, of.end)).or_default().push(at);
        lengths.entry(view.text(of.first)).or_default().insert(of.end - of.first);
        defining.insert(of.first);
    }
    let mut used = vec![false; definitions.len()];
    for token in (0..view.lexed.tokens.len()).filter(|token| !defining.contains(token)) {
        for length in lengths.get(view.text(token)).into_iter().flatten() {
            let end = token + length;
            let same = (end <= view.lexed.tokens.len()).then(|| by_words.remove(&joined(token, end))).flatten();
            for at in same.into_iter().flatten() {
                used[at] = true;
            }
        }
    }
    used
}

const fn is_mark(token: &Token) -> bool {
    matches!(token.kind, TokenKind::QuoteOpen | TokenKind::QuoteClose | TokenKind::QuoteStraight)
}

/// The definition whose opening mark stands at `at`.
fn definition(view: &View<'_>, at: usize) -> Option<Definition> {
    let first = at + 1;
    let words = view.lexed.tokens.get(first..)?.iter().take(MOST_WORDS + 1).position(is_mark);
    let end = first + words.filter(|&words| words > 0)?;
    let capital = view.is_word(first) && view.token(first).is_capital();
    let plain = (first..end).all(|at| view.is_word(at));
    if !capital || !plain {
        return None;
    }
    let says = |offset: usize, words: &[&str]| view.is_one_of(end + offset, words);
    let means = says(1, &["means", "mean"])
        || says(1, &["shall", "will"]) && says(2, &["mean"])
        || says(1, &["has", "have"]) && says(2, &["the"]) && says(3, &["meaning", "meanings"])
        || says(1, &["refers", "refer"]) && says(2, &["to"]);
    let mut open = at;
    while open > 0 && view.is_one_of(open - 1, &["the", "each", "a", "an", "collectively", "together"]) {
        open -= 1;
    }
    // A bare bracket glosses or translates; a definition has its article.
    let bracketed = open > 0
        && open < at
        && view.kind(open - 1) == TokenKind::ParenOpen
        && end + 1 < view.lexed.tokens.len()
        && view.kind(end + 1) == TokenKind::ParenClose;
    (means || bracketed).then_some(Definition { first, end })
}
