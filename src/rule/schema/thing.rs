//! What every thing has: its words, where it stands, and what it can share with others.

use super::kind::{Item, item_of, place};
use super::text::{is_opening, is_word, next_word, previous_word, token_at, tokens_in, word_count};
use super::{
    Chapter, Field, FieldType, Function, Holds, NUMBER, Place, Reach, Relation, Scope, TEXT, THING, Test, WORDS,
};
use crate::fact::{Number, spelling};
use crate::lex::Token;
use crate::markup::{self, Cell, Role};
use crate::rule::Group;
use crate::rule::value::Value;
use crate::story::Story;
use crate::text::ProseSpan;

/// The words of this chapter.
pub(super) static CHAPTER: Chapter =
    Chapter { kinds: &[], fields: FIELDS, tests: TESTS, relations: RELATIONS, functions: FUNCTIONS };

#[rustfmt::skip]
static FIELDS: &[Field] = &[
    Field { on: THING, name: "words", of: WORDS, doc: "The words as they stand there.", get: |story, item| item.span(story).into() },
    Field { on: THING, name: "sentence", of: FieldType::Item("sentence"), doc: "The sentence it begins in.", get: |story, item| item_of("sentence", item.sentence(story)) },
    Field { on: THING, name: "paragraph", of: FieldType::Item("paragraph"), doc: "The paragraph, heading, caption … that it begins in.", get: |story, item| item_of("paragraph", item.block(story)) },
    Field { on: THING, name: "list", of: FieldType::Item("list"), doc: "The list that it begins in.", get: |story, item| list_of(story, item).map_or(Value::Missing, |list| item_of("list", list)) },
    Field { on: THING, name: "table", of: NUMBER, doc: "The number of the table that it begins in, from 1.", get: |story, item| cell_of(story, item).map(|cell| Number::from(i64::from(cell.table) + 1)).into() },
    Field { on: THING, name: "row", of: NUMBER, doc: "The row of the table, from 1; a head row counts.", get: |story, item| cell_of(story, item).map(|cell| Number::from(i64::from(cell.row) + 1)).into() },
    Field { on: THING, name: "column", of: NUMBER, doc: "The column of the table, from 1.", get: |story, item| cell_of(story, item).map(|cell| Number::from(i64::from(cell.column) + 1)).into() },
    Field { on: THING, name: "row-label", of: FieldType::Item("paragraph"), doc: "The cell that names its row.", get: |story, item| cell_of(story, item).and_then(|cell| cell.row_label).map_or(Value::Missing, |label| item_of("paragraph", label)) },
    Field { on: THING, name: "column-label", of: FieldType::Item("paragraph"), doc: "The cell that names its column.", get: |story, item| cell_of(story, item).and_then(|cell| cell.column_label).map_or(Value::Missing, |label| item_of("paragraph", label)) },
    Field { on: THING, name: "word-count", of: NUMBER, doc: "How many words.", get: |story, item| Value::whole(word_count(story, item.span(story))) },
    Field { on: THING, name: "first-word", of: WORDS, doc: "Its first word.", get: |story, item| tokens_in(story, item.span(story)).iter().find(|token| is_word(token)).map(Token::span).into() },
    Field { on: THING, name: "previous-word", of: WORDS, doc: "The word before it in the sentence.", get: previous_word },
    Field { on: THING, name: "next-word", of: WORDS, doc: "The word after it in the sentence.", get: next_word },
];

#[rustfmt::skip]
static TESTS: &[Test] = &[
    Test { on: THING, name: "opening", doc: "Nothing stands before it in its sentence but marks.", holds: is_opening },
];

#[rustfmt::skip]
static RELATIONS: &[Relation] = &[
    Relation { name: "before", between: (WORDS, WORDS), doc: "Stands earlier in the text.", holds: Holds::Looking(|story, left, right| spans(story, left, right, |left, right| left.end() <= right.start())) },
    Relation { name: "after", between: (WORDS, WORDS), doc: "Stands later in the text.", holds: Holds::Looking(|story, left, right| spans(story, left, right, |left, right| right.end() <= left.start())) },
    Relation { name: "same-as", between: (WORDS, WORDS), doc: "Stands at the very place, as `a same-as first(parts)`.", holds: Holds::Looking(|story, left, right| spans(story, left, right, |left, right| left == right)) },
    Relation { name: "spelled-as", between: (TEXT, TEXT), doc: "Letter for letter the same; `=` ignores case, marks and the glyphs of apostrophes and hyphens.", holds: Holds::Looking(|story, left, right| left.as_str(story).is_some_and(|left| right.as_str(story) == Some(left))) },
    Relation { name: "near", between: (TEXT, TEXT), doc: "Few slips apart, for the length of the word, and not the same.", holds: Holds::Looking(|story, left, right| left.as_str(story).zip(right.as_str(story)).is_some_and(|(left, right)| spelling::near(&spelling::fold(left), &spelling::fold(right)))) },
    Relation { name: "mentions", between: (WORDS, TEXT), doc: "These words stand in it, one after the other; case, marks and the glyphs of apostrophes and hyphens do not matter.", holds: Holds::Looking(|story, left, right| place(story, left).zip(right.as_str(story)).is_some_and(|(left, right)| mentions(story, left, right))) },
];

#[rustfmt::skip]
static FUNCTIONS: &[Function] = &[
    Function { name: "count", of: &[ANYTHING], gives: NUMBER, doc: "How many members a group has.", apply: |_, of| group(of).map(|group| Number::from(group.len() as i64)).into() },
    Function { name: "first", of: &[ANYTHING], gives: FieldType::Member, doc: "The first member of a group.", apply: |_, of| group(of).and_then(|group| group.items().next()).into() },
    Function { name: "last", of: &[ANYTHING], gives: FieldType::Member, doc: "The last member of a group.", apply: |_, of| group(of).and_then(|group| group.items().next_back()).into() },
    Function { name: "edits", of: &[TEXT, TEXT], gives: NUMBER, doc: "How many letters must be added, dropped, changed or swapped to get from one text to the other.", apply: |story, of| of[0].as_str(story).zip(of[1].as_str(story)).map(|(left, right)| Number::from(strsim::osa_distance(left, right) as i64)).into() },
];

const ANYTHING: FieldType = FieldType::Group(THING);

/// The group that a function is asked of.
pub(super) fn group<'s>(of: &[Value<'s>]) -> Option<&'s Group> {
    match of {
        [Value::Group(group)] => Some(group),
        _ => None,
    }
}

fn place_of(story: &Story<'_>, item: Item) -> Option<markup::Place> {
    story.document.blocks.get(item.block(story) as usize).map(|block| block.place)
}

fn list_of(story: &Story<'_>, item: Item) -> Option<u32> {
    match place_of(story, item)? {
        markup::Place::Item { list, .. } => Some(list),
        _ => None,
    }
}

fn cell_of(story: &Story<'_>, item: Item) -> Option<Cell> {
    match place_of(story, item)? {
        markup::Place::Cell(cell) => Some(cell),
        _ => None,
    }
}

fn mentions(story: &Story<'_>, span: ProseSpan, words: &str) -> bool {
    let wanted: Vec<String> = words.split_whitespace().map(spelling::fold).collect();
    let tokens: Vec<&Token> = tokens_in(story, span).iter().filter(|token| is_word(token)).collect();
    let is_it = |(token, word): (&&Token, &String)| spelling::fold(token.span().slice(&story.document.prose)) == *word;
    !wanted.is_empty() && tokens.windows(wanted.len()).any(|window| window.iter().zip(&wanted).all(is_it))
}

fn spans(story: &Story<'_>, left: &Value<'_>, right: &Value<'_>, holds: fn(ProseSpan, ProseSpan) -> bool) -> bool {
    place(story, left).zip(place(story, right)).is_some_and(|(left, right)| holds(left, right))
}

macro_rules! role {
    ($name:literal, $doc:literal, $($role:ident)|+) => {
        Place { name: $name, doc: $doc, holds: |story, item| matches!(item.role(story), $(Some(Role::$role))|+) }
    };
}

/// Every place.
#[rustfmt::skip]
pub static PLACES: &[Place] = &[
    role!("headline", "The title of the piece.", Headline),
    role!("standfirst", "The paragraph under the headline.", Standfirst),
    role!("heading", "A heading inside the piece.", Heading),
    role!("body", "Running prose.", Body),
    role!("caption", "The words under a picture, table or chart.", Caption),
    role!("credit", "Who wrote or photographed it.", Credit),
    role!("list-item", "An item of a list.", ListItem),
    role!("table-cell", "A cell of a table.", TableCell),
    role!("quote-block", "A quotation set as a block.", QuoteBlock),
    role!("furniture", "Navigation and other leftovers of the page.", Furniture),
    role!("code", "Program text.", Code),
    role!("display", "Headline, standfirst or caption.", Headline | Standfirst | Caption),
    role!("prose", "Body, headline, standfirst or caption.", Body | Headline | Standfirst | Caption),
    Place { name: "quote", doc: "Inside quotation marks, or in a quotation set as a block.", holds: |story, item| item.role(story) == Some(Role::QuoteBlock) || item.quotation(story).is_some() },
];

/// Every scope.
#[rustfmt::skip]
pub static SCOPES: &[Scope] = &[
    Scope { name: "sentence", doc: "They begin in one sentence.", key: |story, item| Some(item.sentence(story)) },
    Scope { name: "paragraph", doc: "They begin in one paragraph, heading, caption ….", key: |story, item| Some(item.block(story)) },
    Scope { name: "quote", doc: "They stand in one quotation.", key: |story, item| item.quotation(story) },
];

/// Every unit of distance.
#[rustfmt::skip]
pub static REACHES: &[Reach] = &[
    Reach { name: "sentences", doc: "Sentences: 0 is the same one.", first: |story, item| item.sentence(story), end: |story, item| item.sentence(story) },
    Reach { name: "paragraphs", doc: "Paragraphs: 0 is the same one.", first: |story, item| item.block(story), end: |story, item| item.block(story) },
    Reach { name: "words", doc: "Words and marks between the two.", first: |story, item| token_at(story, item.span(story).start()) as u32, end: |story, item| token_at(story, item.span(story).end()) as u32 },
];
