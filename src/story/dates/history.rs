//! Which sentences tell of what is long over.
//!
//! History has its sources elsewhere: nobody asks who counted the dead of an earthquake of a hundred years
//! ago. A year in the sentence, or in the one before it, tells, if it lies far enough before that of the
//! piece. In a piece that does not say when it was written, any year of the paragraph tells; what stands in an
//! earlier paragraph does not, unless so many years stand in the piece that it is a chronicle.

use crate::claim::Claim;
use crate::fact::{Fact, PartialDate, Value};
use crate::lex::Lexed;
use crate::markup::Document;

/// Blocks that open a piece.
const OPENING: u32 = 3;
/// Years that make a piece without a date one of history, wherever they stand.
const CHRONICLE: usize = 5;
/// From so many years back on, an event is past.
const PAST: i16 = 10;

/// For each sentence, whether it tells of the past. `written` is the year of the piece.
pub(in crate::story) fn past_sentences(
    document: &Document<'_>,
    lexed: &Lexed,
    facts: &[Fact],
    claims: &[Claim],
    written: Option<i16>,
) -> Vec<bool> {
    let years = facts.iter().zip(claims).filter_map(|(fact, claim)| Some((date(fact)?.year?, claim)));
    match written.or_else(|| dateline(document, facts, claims)) {
        Some(written) => past_of_dated(lexed, years.filter(|(year, _)| year + PAST <= written)),
        None => past_of_undated(document, lexed, years),
    }
}

/// A piece that says when it was written: the sentences with a year of the past, and those after them.
fn past_of_dated<'c>(lexed: &Lexed, years: impl Iterator<Item = (i16, &'c Claim)>) -> Vec<bool> {
    let mut past = vec![false; lexed.sentences.len()];
    for (_, claim) in years {
        let sentence = claim.sentence as usize;
        past[sentence] = true;
        if lexed.sentences.get(sentence + 1).is_some_and(|next| next.block == claim.block) {
            past[sentence + 1] = true;
        }
    }
    past
}

/// A piece that does not: the paragraphs with a year, or all of a chronicle.
fn past_of_undated<'c>(
    document: &Document<'_>,
    lexed: &Lexed,
    years: impl Iterator<Item = (i16, &'c Claim)>,
) -> Vec<bool> {
    let mut blocks = vec![false; document.blocks.len()];
    let mut different = Vec::new();
    for (year, claim) in years {
        blocks[claim.block as usize] = true;
        different.push(year);
    }
    different.sort_unstable();
    different.dedup();
    let everywhere = different.len() >= CHRONICLE;
    lexed.sentences.iter().map(|sentence| everywhere || blocks[sentence.block as usize]).collect()
}

/// The year of a block near the top that holds a complete date and nothing else.
fn dateline(document: &Document<'_>, facts: &[Fact], claims: &[Claim]) -> Option<i16> {
    let alone = |fact: &Fact, claim: &Claim| {
        let block = document.blocks[claim.block as usize].span;
        claim.block < OPENING && fact.span.start() == block.start() && fact.span.end() + 1 >= block.end()
    };
    let mut top = facts.iter().zip(claims).take_while(|(_, claim)| claim.block < OPENING);
    let (fact, _) =
        top.find(|(fact, claim)| alone(fact, claim) && date(fact).is_some_and(|date| date.day.is_some()))?;
    date(fact)?.year
}

/// A date that names its year.
fn date(fact: &Fact) -> Option<&PartialDate> {
    match &fact.value {
        Value::Date(date) => date.absolute().filter(|date| date.year.is_some()),
        Value::DateRange(range) => [&range.high, &range.low]
            .into_iter()
            .flatten()
            .find_map(|end| end.absolute().filter(|date| date.year.is_some())),
        _ => None,
    }
}
