//! One place under two names that the list of places has for it.
//!
//! A place counts where it stands as one: behind a small word, a comma or at the start of its sentence
//! (`in Kyiv`, `the Kiev office`), but not as part of another name (`chicken Kiev`, `TH Köln`), not in a quotation, and
//! not where the text speaks of the name itself.

use rustc_hash::FxHashMap;

use super::{ProperKind, ProperVariant, Tie};
use crate::fact::Value;
use crate::lex::{Class, LexValue, TokenKind};
use crate::markup::Role;
use crate::story::people::{Reading, Strength};

/// One name of a place.
struct Name<'a> {
    text: &'a str,
    /// The first fact with it.
    fact: u32,
    count: u32,
}

/// Every place that stands there under two names, in order of the second.
pub(super) fn find(reading: Reading<'_>) -> Vec<ProperVariant> {
    let mut by_place: FxHashMap<&'static str, Vec<Name<'_>>> = FxHashMap::default();
    for index in 0..reading.facts.len() {
        let Some((id, text)) = place(reading, index) else { continue };
        let names = by_place.entry(id).or_default();
        match names.iter_mut().find(|name| name.text.eq_ignore_ascii_case(text)) {
            Some(name) => name.count += 1,
            None => names.push(Name { text, fact: index as u32, count: 1 }),
        }
    }
    by_place.into_values().filter_map(|names| variant(reading, &names)).collect()
}

/// The place that a fact names, if the list has several names for it.
fn place<'a>(reading: Reading<'a>, index: usize) -> Option<(&'static str, &'a str)> {
    let fact = &reading.facts[index];
    let claim = &reading.claims[index];
    let Value::Place(_) = &fact.value else { return None };
    if claim.quotation.is_some() || matches!(claim.role, Role::QuoteBlock | Role::Credit | Role::Furniture | Role::Code)
    {
        return None;
    }
    let (first, end) = (fact.first_token as usize, fact.end_token as usize);
    let tokens = &reading.lexed.tokens;
    let (_, LexValue::Text(id)) = reading.lexicon.entry(&tokens[first..end], Class::Place)? else { return None };
    let before = first.checked_sub(1).map(|at| &tokens[at]).filter(|_| !tokens[first].is_sentence_start());
    let stands_alone = before
        .is_none_or(|token| token.kind != TokenKind::Word || reading.lexicon.is(token.word, Class::FunctionWord))
        && tokens.get(end).is_none_or(|next| !next.is_capital());
    let sentence = &reading.lexed.sentences[claim.sentence as usize].tokens;
    let remarked = tokens[sentence.start as usize..sentence.end as usize].iter().any(|token| {
        reading.lexicon.is(token.word, Class::SpellingRemark)
            || matches!(token.span().slice(&reading.document.prose), "called" | "known" | "name" | "named")
    });
    (stands_alone && !remarked).then(|| (id, fact.span.slice(&reading.document.prose)))
}

/// The name that most places have, or the first one, against the other.
fn variant(reading: Reading<'_>, names: &[Name<'_>]) -> Option<ProperVariant> {
    let [first, other, ..] = names else { return None };
    let (usual, odd) = if other.count > first.count { (other, first) } else { (first, other) };
    let span = |name: &Name<'_>| reading.facts[name.fact as usize].span;
    Some(ProperVariant {
        a: span(usual),
        b: span(odd),
        kind: ProperKind::Place,
        tie: Tie::OnePlace,
        counts: [usual.count, odd.count],
        strength: Strength::Info,
    })
}
