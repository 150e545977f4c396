//! What a fact is about, where the text says it by name, so that facts of many documents can be compared.
//!
//! ```text
//! year    = subject ( "was" founding | "," founding ) "in" YEAR close   Norhaven was founded in 1642
//!         | founding "in" YEAR "," subject                            Founded in 1642, Norhaven is the oldest town
//! size    = subject link MEASURE [ "long" | "high" | … ] close        the Norhaven bridge is 1,204 m long
//!         | "at" MEASURE "," subject                                  At 84 metres, the Norhaven Tower is the highest
//!         | MEASURE-before-noun NAME … [ noun ]                       the 1,240-metre Norhaven bridge
//! count   = subject link COUNT noun close                             Norhaven has 41,000 people
//!         | "the population of" NAME link COUNT close
//!         | NAME "," "a" noun "of" COUNT noun close                   Norhaven, a town of 41,000 people, voted
//! link    = [ "," "which" ] [ "can" ] verb [ "for" | "to" ] [ "a" extent "of" ]
//!         | "," [ "at" | "with" ]
//! subject = [ "the" ] NAME … [ noun ], from the start of the sentence
//! close   = the end of the sentence or a part of it: 12 km long, and not 12 km from the sea
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
const SIZE_VERBS: [&str; 20] = [
    "is",
    "was",
    "has",
    "measures",
    "measured",
    "stands",
    "stood",
    "weighs",
    "spans",
    "stretches",
    "runs",
    "extends",
    "rises",
    "covers",
    "covered",
    "holds",
    "reaches",
    "carries",
    "are",
    "were",
];
/// Verbs between a place or body and what it has.
const HAVING: [&str; 10] =
    ["is", "has", "have", "employs", "houses", "seats", "holds", "counts", "accommodates", "comprises"];
/// Verbs that say which people those are that a body has.
const OTHER_PEOPLE: [(&str, &str); 4] =
    [("employs", "staff"), ("seats", "seats"), ("holds", "seats"), ("accommodates", "seats")];
/// What a size or a number is called, and which way it goes.
const EXTENTS: [(&str, &str); 9] = [
    ("length", "long"),
    ("height", "high"),
    ("width", "wide"),
    ("depth", "deep"),
    ("span", "long"),
    ("elevation", "high"),
    ("area", "area"),
    ("weight", "mass"),
    ("population", "people"),
];
/// Which way a thing is measured.
const WAYS: [&str; 7] = ["long", "wide", "high", "tall", "deep", "thick", "across"];
/// Sizes that go no way.
const WAYLESS: [&str; 3] = ["area", "volume", "mass"];
/// Things whose size is their length, if nothing else is said.
const LONG_THINGS: [&str; 27] = [
    "bridge",
    "tunnel",
    "road",
    "river",
    "wall",
    "coast",
    "pier",
    "route",
    "trail",
    "canal",
    "runway",
    "cable",
    "pipeline",
    "fence",
    "quay",
    "street",
    "beach",
    "line",
    "railway",
    "path",
    "causeway",
    "viaduct",
    "promenade",
    "aqueduct",
    "ferry",
    "ship",
    "yacht",
];
/// Things whose size is their height.
const HIGH_THINGS: [&str; 18] = [
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
    "mount",
    "spire",
    "steeple",
    "obelisk",
    "monument",
    "lighthouse",
];
/// What is done to a thing once.
const FOUNDINGS: [&str; 5] = ["founded", "established", "built", "completed", "incorporated"];
/// Nouns for those who live in a place.
const INHABITANTS: [&str; 5] = ["people", "person", "inhabitant", "resident", "citizen"];
/// Nouns for those who work somewhere.
const STAFF: [&str; 5] = ["worker", "employee", "people", "person", "staff"];

/// Writes the key into the row, and what else the words around the fact say.
pub(super) fn name(view: &View<'_>, fact: usize, row: &mut Row) {
    let key = match &view.facts[fact].value {
        Value::Measure(measure) => size(view, fact, measure.dimension),
        Value::Count(_) => count(view, fact),
        Value::Date(_) => year(view, fact),
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
    let (thing, way) = match before_noun(view, fact).or_else(|| opening(view, fact)) {
        Some(thing) => (thing, None),
        None => {
            let end = view.end(fact);
            let way = way(view, end);
            if !closes(view, fact, end + usize::from(way.is_some())) {
                return None;
            }
            let said = led(view, fact, &SIZE_VERBS)?;
            (said.thing, way.or(said.extent))
        }
    };
    let way = match WAYLESS.iter().find(|of| **of == dimension) {
        Some(wayless) => wayless,
        None => way.or_else(|| usual_way(&thing))?,
    };
    Some(format!("size {} {dimension} {way}", thing.join(" ")))
}

/// The word behind a size that says which way it goes; a tall thing is a high one.
fn way(view: &View<'_>, at: usize) -> Option<&'static str> {
    let way = WAYS.into_iter().find(|way| view.is_one_of(at, &[*way]))?;
    Some(if way == "tall" { "high" } else { way })
}

fn usual_way(thing: &[String]) -> Option<&'static str> {
    let is_one_of =
        |nouns: &[&str]| thing.last().into_iter().chain(thing.first()).any(|noun| nouns.contains(&noun.as_str()));
    match (is_one_of(&LONG_THINGS), is_one_of(&HIGH_THINGS)) {
        (true, false) => Some("long"),
        (false, true) => Some("high"),
        _ => None,
    }
}

/// Whether what is said of a figure ends before a token: `12 km long.`, and not `12 km from the sea`.
fn closes(view: &View<'_>, fact: usize, at: usize) -> bool {
    at >= view.tokens_of(view.sentence(fact)).end || !view.is_word(at) || view.is_one_of(at, &["and", "but", "while"])
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
    let is_plain = |at: usize| at < limit && view.is_word(at) && !view.is(at, Class::FunctionWord);
    let is_verb = |at: usize| view.text(at).ends_with("ed");
    if thing.is_empty() {
        return None;
    }
    if is_plain(at) && !(usual_way(&thing).is_some() && is_verb(at)) {
        thing.push(fold(view.text(at)));
        // A third noun is another thing: the race of the 5-km Norhaven road race.
        return (!is_plain(at + 1) || is_verb(at + 1)).then_some(thing);
    }
    usual_way(&thing).map(|_| thing)
}

/// `At 84 metres, the Norhaven Tower is the highest`: the name behind the comma.
fn opening(view: &View<'_>, fact: usize) -> Option<Vec<String>> {
    let (start, end) = (view.start(fact), view.end(fact));
    let tokens = view.tokens_of(view.sentence(fact));
    let opens = start == tokens.start + 1 && view.is_one_of(tokens.start, &["at"]);
    let comma = end + usize::from(way(view, end).is_some());
    if !opens || comma >= tokens.end || view.kind(comma) != TokenKind::Comma {
        return None;
    }
    let verb = (comma + 1..tokens.end).take(LONGEST + 2).find(|&at| view.is_one_of(at, &["is", "was"]))?;
    named(view, comma + 1..verb)
}

/// What leads to a figure.
struct Led<'v> {
    thing: Vec<String>,
    /// The verb, in small letters.
    verb: Option<&'v str>,
    /// Which way the figure goes by the noun before it: `a length of`.
    extent: Option<&'static str>,
}

/// The subject of the sentence and what stands between it and a figure, read backwards.
fn led<'v>(view: &View<'_>, fact: usize, verbs: &[&'v str]) -> Option<Led<'v>> {
    let start = view.tokens_of(view.sentence(fact)).start;
    let mut at = view.start(fact);
    let is = |at: usize, back: usize, words: &[&str]| at >= start + back && view.is_one_of(at - back, words);
    let is_comma = |at: usize, back: usize| at >= start + back && view.kind(at - back) == TokenKind::Comma;
    let extent = EXTENTS.iter().find(|(noun, _)| is(at, 2, &[noun]) && is(at, 1, &["of"]) && is(at, 3, &["a", "an"]));
    if extent.is_some() {
        at -= 3;
    }
    let verb = if is(at, 1, &["to"]) && is(at, 2, &["home"]) && is(at, 3, &["is"]) {
        at -= 2;
        Some("is")
    } else {
        if is(at, 1, &["for", "to", "at"]) && verbs.iter().any(|verb| is(at, 2, &[verb])) {
            at -= 1;
        }
        verbs.iter().copied().find(|verb| is(at, 1, &[verb]))
    };
    if verb.is_some() {
        at -= 1;
        at -= usize::from(is(at, 1, &["can"]));
        at -= if is(at, 1, &["which"]) && is_comma(at, 2) { 2 } else { 0 };
    } else if extent.is_none() && is_comma(at, 1) {
        at -= 1;
    } else if is(at, 1, &["at", "with"]) && is_comma(at, 2) {
        at -= 2;
    } else {
        return None;
    }
    let thing = if at > start { named(view, start..at)? } else { return None };
    Some(Led { thing, verb, extent: extent.map(|(_, way)| *way) })
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
    let end = view.end(fact);
    if let Some(owner) = populated(view, fact) {
        return closes(view, fact, end).then(|| format!("count {}  people", owner.join(" ")));
    }
    let said = led(view, fact, &HAVING);
    if let Some(Led { thing, extent: Some("people"), .. }) = &said {
        return closes(view, fact, end).then(|| format!("count {}  people", thing.join(" ")));
    }
    let noun = (end..view.lexed.tokens.len().min(end + LONGEST)).find(|&at| is_noun(view, at, head))?;
    if head.is_empty() || !closes(view, fact, noun + 1) {
        return None;
    }
    let verb = said.as_ref().and_then(|said| said.verb);
    let owner = said.map(|said| said.thing).or_else(|| apposed(view, fact))?;
    let people = OTHER_PEOPLE.iter().find(|(of, _)| Some(*of) == verb).map(|(_, people)| *people);
    let head = match people {
        Some("staff") if STAFF.contains(&head) => "staff",
        Some("seats") => "seat",
        _ if STAFF[..2].contains(&head) => "staff",
        _ if INHABITANTS.contains(&head) => "people",
        _ => head,
    };
    let qualifiers = view.claims[fact].frame.qualifiers.join(" ");
    Some(format!("count {} {qualifiers} {head}", owner.join(" ")))
}

fn is_noun(view: &View<'_>, at: usize, lemma: &str) -> bool {
    let word = fold(view.text(at));
    view.lemma(at) == lemma || word.strip_suffix('s').unwrap_or(&word) == lemma
}

/// `The population of Norhaven is 41,000`: whose.
fn populated(view: &View<'_>, fact: usize) -> Option<Vec<String>> {
    let tokens = view.tokens_of(view.sentence(fact));
    let first = tokens.start + usize::from(view.is_one_of(tokens.start, &["the"]));
    let verb = view.start(fact).checked_sub(1).filter(|&at| at > first + 2 && view.is_one_of(at, &["is"]))?;
    let is_population = view.is_one_of(first, &["population"]) && view.is_one_of(first + 1, &["of"]);
    if is_population { named(view, first + 2..verb) } else { None }
}

/// When a thing came to be, which no later day changes.
fn year(view: &View<'_>, fact: usize) -> Option<String> {
    let tokens = view.tokens_of(view.sentence(fact));
    let founding = |at: usize| view.is_one_of(at, &FOUNDINGS);
    let led =
        view.start(fact).checked_sub(2).filter(|&at| at >= tokens.start && view.is_one_of(at + 1, &["in", "on"]))?;
    if !founding(led) || !closes(view, fact, view.end(fact)) {
        return None;
    }
    let thing = if led == tokens.start {
        let comma = view.end(fact);
        let verb = (comma + 1..tokens.end).take(LONGEST + 2).find(|&at| view.is_one_of(at, &["is", "was", "has"]))?;
        named(view, comma + 1..verb)?
    } else if view.kind(led - 1) == TokenKind::Comma || view.is_one_of(led - 1, &["was"]) {
        let is_relative = view.is_one_of(led - 1, &["was"]) && view.is_one_of(led - 2, &["which"]);
        named(view, tokens.start..if is_relative { led.checked_sub(3)? } else { led - 1 })?
    } else {
        return None;
    };
    Some(format!("year {} {}", fold(view.text(led)), thing.join(" ")))
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
