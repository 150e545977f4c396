//! What a fact is about, where the text says it by name, so that facts of many documents can be compared.
//!
//! ```text
//! size    = subject ( "is" | "stands" | … ) MEASURE [ "long" | "high" | … ]      the Norhaven bridge is 1,204 m long
//!         | MEASURE-before-noun NAME … noun                                     the 1,240-metre Norhaven bridge
//! count   = NAME ( "has" | "had" ) COUNT noun | NAME "," "a" noun "of" COUNT noun      Norhaven has 41,000 people
//! subject = [ "the" ] NAME … [ noun ], from the start of the sentence to its verb
//! ```
//!
//! A key says the sort of fact, the words of the name in small letters and what is said of the thing. What no name
//! stands beside has no key: another document's bridge is another bridge.

use std::ops::Range;

use super::site;
use crate::fact::spelling::fold;
use crate::fact::{Row, Value};
use crate::lex::{Class, TokenKind};
use crate::story::view::View;

/// Words of a subject at the most.
const LONGEST: usize = 6;

/// Verbs between a thing and its size.
const SIZE_VERBS: [&str; 9] = ["is", "was", "measures", "measured", "stands", "stood", "weighs", "spans", "stretches"];
/// Verbs between a place or body and what it has.
const HAVING: [&str; 4] = ["has", "have", "employs", "houses"];
/// Which way a thing is measured.
const WAYS: [&str; 7] = ["long", "wide", "high", "tall", "deep", "thick", "across"];
/// Things whose size is their length, if nothing else is said.
const LONG_THINGS: [&str; 17] = [
    "bridge", "tunnel", "road", "river", "wall", "coast", "pier", "route", "trail", "canal", "runway", "cable",
    "pipeline", "fence", "quay", "street", "beach",
];
/// Things whose size is their height.
const HIGH_THINGS: [&str; 12] = [
    "tower",
    "mountain",
    "peak",
    "building",
    "statue",
    "cliff",
    "mast",
    "skyscraper",
    "hill",
    "volcano",
    "chimney",
    "waterfall",
];
/// Nouns for those who live in a place.
const INHABITANTS: [&str; 5] = ["people", "person", "inhabitant", "resident", "citizen"];

/// Writes the key into the row, and what else the words around the fact say.
pub(super) fn name(view: &View<'_>, fact: usize, row: &mut Row) {
    let key = match &view.facts[fact].value {
        Value::Measure(measure) => size(view, fact, measure.dimension),
        Value::Count(_) => count(view, fact),
        _ => None,
    };
    row.block_key = key.or_else(|| site::key(view, fact, &row.doc)).unwrap_or_default();
    if let Some(noun) = noun_behind(view, fact) {
        row.head = noun;
    }
}

/// The noun that a measure stands before like an adjective: the lake of `the 41-km lake`.
fn noun_behind(view: &View<'_>, fact: usize) -> Option<String> {
    if let (Value::Measure(_), Some(thing)) = (&view.facts[fact].value, before_noun(view, fact)) {
        return thing.last().cloned();
    }
    let end = view.end(fact);
    let is_adjective = (view.start(fact)..end).any(|at| view.kind(at) == TokenKind::Hyphen);
    let in_sentence = end < view.tokens_of(view.sentence(fact)).end;
    let is_measure = matches!(view.facts[fact].value, Value::Measure(_));
    let is_noun = is_measure && is_adjective && in_sentence && view.is_word(end) && !view.is(end, Class::FunctionWord);
    is_noun.then(|| fold(view.text(end)))
}

fn size(view: &View<'_>, fact: usize, dimension: &str) -> Option<String> {
    let (thing, way) = match before_noun(view, fact) {
        Some(thing) => (thing, None),
        None => (subject(view, fact, &SIZE_VERBS)?, way(view, view.end(fact), view.tokens_of(view.sentence(fact)).end)),
    };
    let way = way.or_else(|| usual_way(thing.last()?))?;
    Some(format!("size {} {dimension} {way}", thing.join(" ")))
}

/// The word behind a size that says which way it goes; a tall thing is a high one.
fn way(view: &View<'_>, at: usize, end: usize) -> Option<&'static str> {
    let way = WAYS.into_iter().find(|way| at < end && view.is_one_of(at, &[*way]))?;
    Some(if way == "tall" { "high" } else { way })
}

fn usual_way(noun: &str) -> Option<&'static str> {
    if LONG_THINGS.contains(&noun) {
        Some("long")
    } else if HIGH_THINGS.contains(&noun) {
        Some("high")
    } else {
        None
    }
}

/// The name and noun right behind a measure that stands before them like an adjective: `1,240-metre Norhaven bridge`.
fn before_noun(view: &View<'_>, fact: usize) -> Option<Vec<String>> {
    let (start, end) = (view.start(fact), view.end(fact));
    let is_adjective = (start..end).any(|at| view.kind(at) == TokenKind::Hyphen);
    if !is_adjective {
        return None;
    }
    let limit = view.tokens_of(view.sentence(fact)).end.min(end + LONGEST);
    let mut thing = Vec::new();
    let mut at = end;
    while at < limit && view.is_word(at) && view.token(at).is_capital() {
        thing.push(fold(view.text(at)));
        at += 1;
    }
    if thing.is_empty() || at >= limit || !view.is_word(at) || view.is(at, Class::FunctionWord) {
        return None;
    }
    thing.push(fold(view.text(at)));
    Some(thing)
}

/// The words from the start of the sentence to a verb right before the fact, if a name is among them.
fn subject(view: &View<'_>, fact: usize, verbs: &[&str]) -> Option<Vec<String>> {
    let start = view.tokens_of(view.sentence(fact)).start;
    let verb = view.start(fact).checked_sub(1).filter(|&at| at > start && view.is_one_of(at, verbs))?;
    named(view, start..verb)
}

/// The words of a noun phrase, without its article; `None` if no name is in it or anything else is.
fn named(view: &View<'_>, words: Range<usize>) -> Option<Vec<String>> {
    let first = if view.is_one_of(words.start, &["the"]) { words.start + 1 } else { words.start };
    let words = first..words.end;
    let plain = |at: usize| view.is_word(at) && !view.is(at, Class::FunctionWord) && !view.is(at, Class::Pronoun);
    let is_name = |at: usize| {
        let token = view.token(at);
        // A capital at the start of a sentence says nothing, unless no list knows the word.
        token.is_capital() && (!token.is_sentence_start() || !token.word.is_known() || view.is(at, Class::Place))
    };
    if words.is_empty() || words.len() > LONGEST || !words.clone().all(plain) || !words.clone().any(is_name) {
        return None;
    }
    Some(words.map(|at| fold(view.text(at))).collect())
}

fn count(view: &View<'_>, fact: usize) -> Option<String> {
    let head = &*view.claims[fact].frame.head_lemma;
    if head.is_empty() {
        return None;
    }
    let owner = subject(view, fact, &HAVING).or_else(|| apposed(view, fact))?;
    let head = if INHABITANTS.contains(&head) { "people" } else { head };
    let qualifiers = view.claims[fact].frame.qualifiers.join(" ");
    Some(format!("count {} {qualifiers} {head}", owner.join(" ")))
}

/// `Norhaven, a town of 41,000 people`: the name before the comma.
fn apposed(view: &View<'_>, fact: usize) -> Option<Vec<String>> {
    let start = view.tokens_of(view.sentence(fact)).start;
    let of = view.start(fact).checked_sub(1).filter(|&at| at >= start + 4 && view.is_one_of(at, &["of"]))?;
    let shape = view.is_word(of - 1) && view.is_one_of(of - 2, &["a", "an"]) && view.kind(of - 3) == TokenKind::Comma;
    let mut first = of - 3;
    while shape && first > start && view.is_word(first - 1) && view.token(first - 1).is_capital() {
        first -= 1;
    }
    named(view, first..of - 3)
}
