//! What a correction says was wrong, and what is right.
//!
//! ```text
//! correction = a paragraph that opens with "Correction" or "Clarification", or says "misstated", "incorrectly" …
//! pair       = FIGURE … "," "not" FIGURE            14 km long, not 41 km
//! thing      = noun before the verb that leads to the right figure | "number" "of" noun in the sentence before
//! ```

use crate::fact::Row;
use crate::fact::spelling::fold;
use crate::lex::TokenKind;
use crate::story::view::View;

const OPENERS: [&str; 4] = ["correction", "corrections", "clarification", "erratum"];
const ADMISSIONS: [&str; 5] = ["misstated", "incorrectly", "mistakenly", "erroneously", "misreported"];
const VERBS: [&str; 5] = ["is", "was", "are", "were", "has"];

/// Marks the row of a figure that a correction speaks of, with the thing that both figures are about.
pub(super) fn mark(view: &View<'_>, fact: usize, row: &mut Row) {
    let (right, wrong) = if let Some(before) = fact.checked_sub(1).filter(|&before| is_pair(view, before, fact)) {
        (before, fact)
    } else if fact + 1 < view.facts.len() && is_pair(view, fact, fact + 1) {
        (fact, fact + 1)
    } else {
        return;
    };
    if !is_correction(view, right) {
        return;
    }
    row.event = if fact == wrong { "misstated" } else { "corrected" }.to_owned();
    row.head = thing(view, right).unwrap_or_default();
}

/// `14 km long, not 41 km`
fn is_pair(view: &View<'_>, right: usize, wrong: usize) -> bool {
    let first = view.start(wrong);
    view.sentence(right) == view.sentence(wrong)
        && first >= view.end(right) + 2
        && first <= view.end(right) + 4
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

/// The noun that the right figure is said of.
fn thing(view: &View<'_>, right: usize) -> Option<String> {
    let sentence = view.sentence(right);
    let start = view.tokens_of(sentence).start;
    let verb = view.start(right).checked_sub(1).filter(|&at| at > start && view.is_one_of(at, &VERBS));
    let subject =
        verb.map(|verb| verb - 1).filter(|&at| view.is_word(at) && !view.is_one_of(at, &["it", "there", "that"]));
    if let Some(subject) = subject {
        return Some(fold(view.text(subject)));
    }
    let before = view.sentence_before(sentence)?;
    let tokens = view.tokens_of(before);
    let number = tokens
        .clone()
        .find(|&at| at + 2 < tokens.end && view.is_one_of(at, &["number"]) && view.is_one_of(at + 1, &["of"]))?;
    Some(lemma(view, number + 2))
}

fn lemma(view: &View<'_>, at: usize) -> String {
    let word = fold(view.text(at));
    word.strip_suffix('s').map_or(word.clone(), str::to_owned)
}
