//! Facts of many documents, as rules of a corpus speak of them: each is a row of the facts table.

use super::kind::{Item, Kind, Shelf, Worth};
use super::thing::group;
use super::{Chapter, Field, FieldType, Function, Holds, NUMBER, Relation, TEXT, Test, word};
use std::collections::BTreeMap;

use crate::fact::{Interval, KINDS as FACT_KINDS, Number, Row};
use crate::rule::amount::{self, Unit};
use crate::rule::value::{Value, Vocabulary};
use crate::story::{Office, Story};

/// The kind that only rules of a corpus can bind.
pub(in crate::rule) const MENTION: &str = "mention";

/// The words of this chapter.
pub(super) static CHAPTER: Chapter =
    Chapter { kinds: KINDS, fields: FIELDS, tests: TESTS, relations: RELATIONS, functions: FUNCTIONS };

#[rustfmt::skip]
static KINDS: &[Kind] = &[
    Kind { name: MENTION, within: None, doc: "A fact of one of many documents, in a rule with `[corpus]`.", shelf: &MENTIONS, holds: |_, _| true, worth: Worth::Figure(figure) },
];

#[rustfmt::skip]
static FIELDS: &[Field] = &[
    Field { on: MENTION, name: "of", of: word(&OF), doc: "What it is: `person`, `measure`.", get: |story, item| Value::text(&row(story, item).kind) },
    Field { on: MENTION, name: "document", of: TEXT, doc: "The document it stands in.", get: |story, item| Value::text(&row(story, item).doc) },
    Field { on: MENTION, name: "folder", of: TEXT, doc: "The folder of its document.", get: |story, item| Value::text(row(story, item).folder()) },
    Field { on: MENTION, name: "line", of: NUMBER, doc: "Its line, from 1.", get: |story, item| Value::whole(row(story, item).line) },
    Field { on: MENTION, name: "published", of: TEXT, doc: "The day of its document, as far as it is known: `2024-03-12`.", get: |story, item| Value::text(&row(story, item).published) },
    Field { on: MENTION, name: "about", of: TEXT, doc: "What it is about, as a key: facts with one key can be compared.", get: |story, item| Value::text(&row(story, item).block_key) },
    Field { on: MENTION, name: "unit", of: TEXT, doc: "Currency code or name of the unit.", get: |story, item| Value::text(&row(story, item).unit) },
    Field { on: MENTION, name: "head", of: TEXT, doc: "The noun that is counted or measured, as its lemma.", get: |story, item| Value::text(&row(story, item).head) },
    Field { on: MENTION, name: "event", of: TEXT, doc: "What happens to what is counted; in a correction `corrected` or `misstated`.", get: |story, item| Value::text(&row(story, item).event) },
    Field { on: MENTION, name: "date", of: TEXT, doc: "The day that it means.", get: |story, item| Value::text(&row(story, item).date) },
    Field { on: MENTION, name: "given", of: TEXT, doc: "Given name of a person.", get: |story, item| Value::text(&row(story, item).name_given) },
    Field { on: MENTION, name: "surname", of: TEXT, doc: "Surname of a person.", get: |story, item| Value::text(&row(story, item).name_surname) },
    Field { on: MENTION, name: "name", of: TEXT, doc: "The whole name without case, marks and joiners.", get: |story, item| Value::text(&row(story, item).name_folded) },
    Field { on: MENTION, name: "title", of: TEXT, doc: "Office or honorific of a person.", get: |story, item| Value::text(&row(story, item).title) },
    Field { on: MENTION, name: "level", of: NUMBER, doc: "How good its source is, 0 to 5.", get: |story, item| Value::whole(row(story, item).attribution_level) },
    Field { on: MENTION, name: "source", of: TEXT, doc: "The words that name its source.", get: |story, item| Value::text(&row(story, item).source) },
];

#[rustfmt::skip]
static TESTS: &[Test] = &[
    Test { on: MENTION, name: "undated", doc: "Nothing tells when its document was published.", holds: |story, item| row(story, item).published.is_empty() },
];

#[rustfmt::skip]
static RELATIONS: &[Relation] = &[
    Relation { name: "near-name-of", between: (FieldType::Item(MENTION), FieldType::Item(MENTION)), doc: "Two people of different documents whose names may be two spellings of one, by the letters and the word lists; each with the first mention under the other spelling.", holds: Holds::Listed(|story| story.mentions.near_names(story.lexicon)) },
    Relation { name: "shares-office-with", between: (FieldType::Item(MENTION), FieldType::Item(MENTION)), doc: "Two people whose offices are one, however they are put: mayor of Norhaven, Norhaven mayor, and mayor alone.", holds: Holds::Looking(share_office) },
    Relation { name: "strays-from", between: (FieldType::Item(MENTION), FieldType::Item(MENTION)), doc: "A figure that cannot be the one that most documents give for the same thing, and the first mention of that one.", holds: Holds::Listed(strays) },
    Relation { name: "mistranslates", between: (FieldType::Item(MENTION), FieldType::Item(MENTION)), doc: "A number of a translation that the other language does not have, and the one there that it is a slip of.", holds: Holds::Listed(|story| story.mentions.mistranslated()) },
];

#[rustfmt::skip]
static FUNCTIONS: &[Function] = &[
    Function { name: "documents", of: &[FieldType::Group(MENTION)], gives: NUMBER, doc: "In how many documents the members of a group stand.", apply: |story, of| group(of).map(|group| Number::from(documents(story, group.items()))).into() },
];

static OF: Vocabulary = Vocabulary { name: "kind of fact", words: || FACT_KINDS.to_vec() };

pub(super) static MENTIONS: Shelf = Shelf {
    count: |story| story.mentions.rows.len(),
    span: |story, index| story.document.blocks[index as usize].span,
    sentence: |_, index| index,
    block: |_, index| index,
};

pub(super) fn row<'s>(story: &'s Story<'_>, item: Item) -> &'s Row {
    &story.mentions.rows[item.index as usize]
}

fn figure(story: &Story<'_>, index: u32) -> Value<'static> {
    let row = &story.mentions.rows[index as usize];
    let values = match row.kind.as_str() {
        "version" => version(&row.text),
        "date" => days(&row.date),
        _ => row.figure(),
    };
    let Some(values) = values else { return Value::Missing };
    Unit::of_row(row, story.lexicon).map_or(Value::Missing, |unit| Value::Amount(values, unit.into()))
}

/// The days that a date means, as numbers in their order.
fn days(date: &str) -> Option<Interval> {
    let number = |day: &str| day.replace('-', "").parse::<i64>().ok().map(Number::from);
    let (first, last) = date.split_once('/').unwrap_or((date, date));
    Some(Interval::closed(number(first)?, number(last)?))
}

/// The versions that a written one stands for: `1.74` for `1.74.0` and all that follow it in its line.
fn version(text: &str) -> Option<Interval> {
    const PART: i64 = 1_000_000;
    let digits = text.rsplit(|c: char| !(c.is_ascii_digit() || c == '.')).next()?;
    let parts = digits.split('.').map(|part| part.parse().ok().filter(|part| *part < PART));
    let parts: Vec<i64> = parts.collect::<Option<_>>()?;
    let number = |rest: i64| {
        let padded = parts.iter().copied().chain(std::iter::repeat(rest)).take(3);
        padded.fold(0_i64, |number, part| number * PART + part)
    };
    Some(Interval::closed(Number::from(number(0)), Number::from(number(PART - 1))))
}

/// Documents follow one another in a block, so that each begins where the one before it ends.
fn documents(story: &Story<'_>, items: impl Iterator<Item = Item>) -> i64 {
    let mut last = None;
    let mut count = 0;
    for item in items {
        let document = Some(&row(story, item).doc);
        if document != last {
            count += 1;
            last = document;
        }
    }
    count
}

fn share_office(story: &Story<'_>, one: &Value<'_>, other: &Value<'_>) -> bool {
    let title = |value: &Value<'_>| match value {
        Value::Item(item) => row(story, *item).title.clone(),
        _ => String::new(),
    };
    Office::of(&title(one)).is_that_of(&Office::of(&title(other)))
}

/// All mentions of one value of a thing.
struct Told<'s> {
    value: Value<'static>,
    /// The first of each document.
    first: Vec<u32>,
    last: &'s str,
}

/// Each mention of a value that cannot be the usual one, once for a document, with the first mention of that one.
fn strays(story: &Story<'_>) -> Vec<(u32, u32)> {
    let mut things: BTreeMap<(&str, &str), BTreeMap<[&str; 4], Told<'_>>> = BTreeMap::new();
    for (at, row) in (0_u32..).zip(&story.mentions.rows) {
        let value = figure(story, at);
        if row.in_quote != 0 || value == Value::Missing {
            continue;
        }
        let values = things.entry((&row.block_key, &row.kind)).or_default();
        // A version is no figure of the table, and a day is in another column.
        let other = if row.kind == "version" { &row.text } else { &row.date };
        let told = values.entry([&row.low, &row.high, &row.unit, other]);
        let told = told.or_insert(Told { value, first: Vec::new(), last: "" });
        if told.first.is_empty() || told.last != row.doc {
            told.first.push(at);
            told.last = &row.doc;
        }
    }
    things.into_values().flat_map(|values| apart(values.into_values().collect())).collect()
}

/// Of the values of one thing those that cannot be the usual one; none if no value is usual.
fn apart(values: Vec<Told<'_>>) -> Vec<(u32, u32)> {
    let Some(usual) = values.iter().max_by_key(|told| (told.first.len(), std::cmp::Reverse(told.first[0]))) else {
        return Vec::new();
    };
    let is_apart = |told: &&Told<'_>| {
        amount::aligned(&told.value, &usual.value).is_some_and(|(one, other)| one.is_disjoint(&other))
    };
    let strays: Vec<u32> = values.iter().filter(is_apart).flat_map(|told| told.first.iter().copied()).collect();
    let agreeing = values.iter().map(|told| told.first.len()).sum::<usize>() - strays.len();
    if strays.len() > agreeing {
        return Vec::new();
    }
    strays.into_iter().map(|stray| (stray, usual.first[0])).collect()
}
