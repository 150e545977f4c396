//! Ranges: their ends as they stand there, the bands of a list, and figures and units beside them.

use super::fact::{claim, fact, fact_kind, is};
use super::kind::{Item, Kind, Shelf, Worth, figures_shelf, item_of};
use super::quantity::{figure, range};
use super::text::tokens_in;
use super::{Chapter, Field, FieldType, INTERVAL, NUMBER, QUANTITY, Test, WORDS};
use crate::fact::Value as Of;
use crate::lex::{Class, Token, TokenKind};
use crate::rule::value::{Value, same_text};
use crate::story::{BandFault, RangeFigure, SameNumber, Story, Transposition};
use crate::text::ProseSpan;

/// The words of this chapter.
pub(super) static CHAPTER: Chapter =
    Chapter { kinds: KINDS, fields: FIELDS, tests: TESTS, relations: &[], functions: &[] };

const FACT: FieldType = FieldType::Item("fact");

#[rustfmt::skip]
static KINDS: &[Kind] = &[
    fact_kind("from-to", "fact", is!(Of::Range(_) | Of::DateRange(_)), Worth::Figure(figure), "A range of figures or of dates: `5 to 10`, `from May to July`."),
    Kind { name: "band-fault", within: None, doc: "Two neighbouring bands of a list that overlap or leave a hole: `18-25, 25-34 and 35-49`; its place is the upper one.", shelf: &BAND_FAULTS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "range-figure", within: None, doc: "A range and a figure for the same thing; its place is the figure.", shelf: &RANGE_FIGURES, holds: |_, _| true, worth: Worth::None },
    Kind { name: "same-number", within: None, doc: "Two figures of one thing that differ in their unit only: `the trail runs 5 miles`, `the 5-km trail`; its place is the later one.", shelf: &SAME_NUMBERS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "transposition", within: None, doc: "Two figures of one unit that differ in two neighbouring digits that have changed places: 21,480 and 24,180; its place is that of the one that stands there less often, or later.", shelf: &TRANSPOSITIONS, holds: |_, _| true, worth: Worth::None },
];

#[rustfmt::skip]
static FIELDS: &[Field] = &[
    Field { on: "fact", name: "joiner-word", of: WORDS, doc: "Of a range of figures or dates, what stands between its ends: `to`, `-`.", get: joiner_word },
    Field { on: "fact", name: "opening-word", of: WORDS, doc: "Of a range of figures or dates, the `between` or `from` that opens it.", get: |story, item| story.lexed.tokens.get(fact(story, item.index).first_token as usize).filter(|token| is_one_of(story, token, &["between", "from"])).map(Token::span).into() },
    Field { on: "range", name: "low-words", of: WORDS, doc: "The end that is written first, as it stands.", get: low_words },
    Field { on: "range", name: "scale-word", of: WORDS, doc: "The scale word behind it: `million`.", get: |story, item| tokens_in(story, item.span(story)).iter().rfind(|token| story.lexicon.is(token.word, Class::Scale)).map(Token::span).into() },
    Field { on: "range", name: "currency-signs", of: NUMBER, doc: "How many currency signs stand in it.", get: |story, item| Value::whole(tokens_in(story, item.span(story)).iter().filter(|token| token.kind == TokenKind::Currency).count() as i64) },
    Field { on: "conversion", name: "difference", of: INTERVAL, doc: "Of temperatures, what a difference of so many degrees is in the second unit.", get: |story, item| story.quantities.conversions[item.index as usize].difference.into() },
    Field { on: "conversion", name: "plain-difference", of: NUMBER, doc: "The same, of the number just as it is written.", get: |story, item| story.quantities.conversions[item.index as usize].plain_difference.into() },
    Field { on: "conversion", name: "word-behind", of: WORDS, doc: "The word behind the two, a bracket stepped over: `2C (36F) warmer`.", get: word_behind },
    Field { on: "band-fault", name: "lower", of: QUANTITY, doc: "The lower band.", get: |story, item| item_of("quantity", story.quantities.band_faults[item.index as usize].lower) },
    Field { on: "band-fault", name: "upper", of: QUANTITY, doc: "The upper band.", get: |story, item| item_of("quantity", story.quantities.band_faults[item.index as usize].upper) },
    Field { on: "band-fault", name: "end", of: NUMBER, doc: "The last of the lower band.", get: |story, item| story.quantities.band_faults[item.index as usize].end.into() },
    Field { on: "band-fault", name: "start", of: NUMBER, doc: "The first of the upper band.", get: |story, item| story.quantities.band_faults[item.index as usize].start.into() },
    Field { on: "range-figure", name: "range", of: FACT, doc: "The range.", get: |story, item| item_of("fact", story.quantities.range_figures[item.index as usize].range) },
    Field { on: "range-figure", name: "figure", of: FACT, doc: "The figure.", get: |story, item| item_of("fact", story.quantities.range_figures[item.index as usize].figure) },
    Field { on: "range-figure", name: "holds", of: INTERVAL, doc: "What the range holds.", get: |story, item| story.quantities.range_figures[item.index as usize].holds.into() },
    Field { on: "range-figure", name: "stated", of: INTERVAL, doc: "What the figure can mean.", get: |story, item| story.quantities.range_figures[item.index as usize].stated.into() },
    Field { on: "same-number", name: "first", of: QUANTITY, doc: "The earlier figure.", get: |story, item| item_of("quantity", story.quantities.same_numbers[item.index as usize].a) },
    Field { on: "transposition", name: "slip", of: QUANTITY, doc: "The figure that stands there less often, or later.", get: |story, item| item_of("quantity", story.quantities.transpositions[item.index as usize].slip) },
    Field { on: "transposition", name: "other", of: QUANTITY, doc: "The other one.", get: |story, item| item_of("quantity", story.quantities.transpositions[item.index as usize].other) },
    Field { on: "same-number", name: "again", of: QUANTITY, doc: "The later figure.", get: |story, item| item_of("quantity", story.quantities.same_numbers[item.index as usize].b) },
];

#[rustfmt::skip]
static TESTS: &[Test] = &[
    Test { on: "band-fault", name: "hole", doc: "Something lies between the two; else they overlap.", holds: |story, item| story.quantities.band_faults[item.index as usize].hole },
    Test { on: "same-number", name: "of-money", doc: "They are sums of money.", holds: |story, item| matches!(fact(story, story.quantities.same_numbers[item.index as usize].b).value, Of::Money(_)) },
];

figures_shelf!(BAND_FAULTS, quantities.band_faults, |of: &BandFault| of.upper);
figures_shelf!(RANGE_FIGURES, quantities.range_figures, |of: &RangeFigure| of.figure);
figures_shelf!(SAME_NUMBERS, quantities.same_numbers, |of: &SameNumber| of.b);
figures_shelf!(TRANSPOSITIONS, quantities.transpositions, |of: &Transposition| of.slip);

fn is_one_of(story: &Story<'_>, token: &Token, words: &[&str]) -> bool {
    words.iter().any(|word| same_text(token.span().slice(&story.document.prose), word))
}

/// The one word or mark between two ends; `10-12-2020` has none. A dash goes with the spaces around it.
fn joiner_word<'s>(story: &'s Story<'_>, item: Item) -> Value<'s> {
    if !matches!(fact(story, item.index).value, Of::Range(_) | Of::DateRange(_)) {
        return Value::Missing;
    }
    let tokens = tokens_in(story, item.span(story));
    let is_dash = |token: &Token| matches!(token.kind, TokenKind::Hyphen | TokenKind::Dash);
    let joins = |token: &Token| is_dash(token) || is_one_of(story, token, &["to", "and", "or"]);
    let mut joiners = (1..tokens.len().saturating_sub(1)).filter(|&at| joins(&tokens[at]));
    match (joiners.next(), joiners.next()) {
        (Some(at), None) if is_dash(&tokens[at]) => {
            ProseSpan::new(tokens[at - 1].span().end(), tokens[at + 1].span().start()).into()
        }
        (Some(at), None) => tokens[at].span().into(),
        _ => Value::Missing,
    }
}

fn word_behind<'s>(story: &'s Story<'_>, item: Item) -> Value<'s> {
    let end = fact(story, story.quantities.conversions[item.index as usize].converted).end_token as usize;
    let behind = story.lexed.tokens.get(end..).unwrap_or_default();
    let word = behind.iter().find(|token| token.kind != TokenKind::ParenClose);
    word.filter(|token| token.kind == TokenKind::Word).map(Token::span).into()
}

/// From the first figure to what joins it to the second.
fn low_words<'s>(story: &'s Story<'_>, item: Item) -> Value<'s> {
    let Some(joiner) = range(story, item).map(|range| range.joiner) else { return Value::Missing };
    let tokens = tokens_in(story, item.span(story));
    let is_joiner = |token: &Token| is_one_of(story, token, &[joiner]);
    let Some(end) = tokens.iter().skip(1).position(is_joiner).map(|at| at + 1) else { return Value::Missing };
    let of_number = |token: &Token| {
        matches!(token.kind, TokenKind::Number | TokenKind::Currency)
            || story.lexicon.is_any(token.word, Class::Cardinal.bit())
    };
    let Some(start) = tokens[..end].iter().position(of_number) else { return Value::Missing };
    tokens[start].span().cover(tokens[end - 1].span()).into()
}
