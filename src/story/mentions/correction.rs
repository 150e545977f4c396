//! What a correction says was wrong, and what is right.
//!
//! ```text
//! correction = a paragraph that opens with "Correction" or "Clarification", or says "misstated", "incorrectly" …
//! pair       = FIGURE … "," "not" FIGURE                       14 km long, not 41 km
//!            | FIGURE of a sentence that admits it, and the only other one of its sort in the next sentence
//! thing      = noun of a right figure that is counted | noun before the verb that leads to the right figure
//!            | "number" "of" noun, or "length" "of" … noun, in the sentence before
//! ```

use crate::fact::spelling::fold;
use crate::fact::{Row, Value};
use crate::lex::{Class, TokenKind};
use crate::story::view::View;

const OPENERS: [&str; 4] = ["correction", "corrections", "clarification", "erratum"];
const ADMISSIONS: [&str; 5] = ["misstated", "incorrectly", "mistakenly", "erroneously", "misreported"];
const VERBS: [&str; 5] = ["is", "was", "are", "were", "has"];
/// Words of a sentence that tells what was written before.
const BEFORE: [&str; 3] = ["earlier", "previous", "originally"];
/// What a figure of a thing is called.
const MEASURES: [&str; 8] = ["length", "height", "width", "depth", "size", "cost", "price", "weight"];
/// Words between a right figure and the wrong one.
const REACH: usize = 8;

/// Marks the row of a figure that a correction speaks of, with the thing that both figures are about.
pub(super) fn mark(view: &View<'_>, fact: usize, row: &mut Row) {
    let Some((right, wrong)) = pair(view, fact).filter(|(right, _)| is_correction(view, *right)) else { return };
    row.event = if fact == wrong { "misstated" } else { "corrected" }.to_owned();
    row.head = thing(view, right, wrong).unwrap_or_default();
    if row.kind == "count"
        && let Value::Measure(measure) = &view.facts[right].value
    {
        // In "1,204 metres, not 1,240" the unit is said once.
        row.kind = "measure".to_owned();
        row.unit = measure.unit.to_owned();
    }
}

/// The right figure and the wrong one, if a figure is one of them.
fn pair(view: &View<'_>, fact: usize) -> Option<(usize, usize)> {
    let before = fact.checked_sub(1);
    if let Some(right) = before.filter(|&right| is_pair(view, right, fact)) {
        return Some((right, fact));
    }
    if fact + 1 < view.facts.len() && is_pair(view, fact, fact + 1) {
        return Some((fact, fact + 1));
    }
    let only = |sentence: usize| {
        let mut figures = view.facts_of(sentence).filter(|&of| is_figure(&view.facts[of].value));
        figures.next().filter(|_| figures.next().is_none())
    };
    let sentence = view.sentence(fact);
    let block = view.lexed.sentences[sentence].block;
    let next = |sentence: usize| {
        view.lexed.sentences.get(sentence + 1).is_some_and(|of| of.block == block).then_some(sentence + 1)
    };
    let [admits, corrects] = if admits(view, sentence) {
        [sentence, next(sentence)?]
    } else {
        [view.sentence_before(sentence).filter(|&of| admits(view, of))?, sentence]
    };
    let (wrong, right) = (only(admits)?, only(corrects)?);
    let is_either = fact == wrong || fact == right;
    (is_either && are_alike(&view.facts[wrong].value, &view.facts[right].value)).then_some((right, wrong))
}

/// Whether a sentence tells of a figure that was wrong and not of one that is right.
fn admits(view: &View<'_>, sentence: usize) -> bool {
    let tokens = view.tokens_of(sentence);
    (view.holds(tokens.clone(), &ADMISSIONS) || view.holds(tokens.clone(), &BEFORE)) && !view.holds(tokens, &["not"])
}

fn is_figure(value: &Value) -> bool {
    matches!(value, Value::Count(_) | Value::Measure(_) | Value::Money(_))
}

fn are_alike(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Count(_), Value::Count(_)) => true,
        (Value::Measure(one), Value::Measure(other)) => one.dimension == other.dimension,
        (Value::Money(one), Value::Money(other)) => one.currency == other.currency,
        _ => false,
    }
}

/// `14 km long, not 41 km`; of a measure the wrong one may be without its unit.
fn is_pair(view: &View<'_>, right: usize, wrong: usize) -> bool {
    let (one, other) = (&view.facts[right].value, &view.facts[wrong].value);
    let (end, first) = (view.end(right), view.start(wrong));
    view.sentence(right) == view.sentence(wrong)
        && (are_alike(one, other) || matches!((one, other), (Value::Measure(_), Value::Count(_))))
        && first >= end + 2
        && first <= end + REACH
        && view.is_one_of(first - 1, &["not"])
        && view.kind(first - 2) == TokenKind::Comma
}

fn is_correction(view: &View<'_>, fact: usize) -> bool {
    let sentence = view.sentence(fact);
    let block = view.lexed.sentences[sentence].block;
    let mut first = sentence;
    while let Some(before) = view.sentence_before(first).filter(|_| sentence - first < 3) {
        first = before;
    }
    let opens = view.lexed.sentences[first].block == block && view.is_one_of(view.tokens_of(first).start, &OPENERS);
    opens || (first..=sentence).any(|at| view.holds(view.tokens_of(at), &ADMISSIONS))
}

/// The noun that is counted, or that the right figure is said of.
fn thing(view: &View<'_>, right: usize, wrong: usize) -> Option<String> {
    let counted = [right, wrong].into_iter().map(|fact| &*view.claims[fact].frame.head_lemma).find(|of| !of.is_empty());
    if let (Value::Count(_), Some(counted)) = (&view.facts[right].value, counted) {
        return Some(counted.to_owned());
    }
    let sentence = view.sentence(right);
    let start = view.tokens_of(sentence).start;
    let verb = view.start(right).checked_sub(1).filter(|&at| at > start && view.is_one_of(at, &VERBS));
    let subject =
        verb.map(|verb| verb - 1).filter(|&at| view.is_word(at) && !view.is_one_of(at, &["it", "there", "that"]));
    if let Some(subject) = subject {
        return Some(fold(view.text(subject)));
    }
    let tokens = view.tokens_of(view.sentence_before(sentence)?);
    let of = |at: usize| at + 2 < tokens.end && view.is_one_of(at + 1, &["of"]);
    if let Some(number) = tokens.clone().find(|&at| of(at) && view.is_one_of(at, &["number"])) {
        return Some(lemma(view, number + 2));
    }
    let measure = tokens.clone().find(|&at| of(at) && view.is_one_of(at, &MEASURES))?;
    let first = measure + 2 + usize::from(view.is_one_of(measure + 2, &["the"]));
    let is_noun = |at: &usize| view.is_word(*at) && !view.is(*at, Class::FunctionWord);
    (first..tokens.end).take_while(is_noun).last().map(|noun| fold(view.text(noun)))
}

fn lemma(view: &View<'_>, at: usize) -> String {
    let word = fold(view.text(at));
    word.strip_suffix('s').map_or(word.clone(), str::to_owned)
}
