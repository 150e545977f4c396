//! Dates, ages and clocks that the story has put beside what they must agree with.

use super::fact::{claim, fact};
use super::kind::{Kind, Shelf, Worth, block_at, figures_shelf, item_of, nowhere, sentence_at, words_shelf};
use super::{Chapter, DAY, Field, FieldType, INTERVAL, TEXT, Test, WORDS, word};
use crate::rule::value::{Value, Vocabulary};
use crate::story::{AfterDeath, DateOrder, Lapse, Milestone, RelativeDay, SiblingAges, YearCount, ZonePair};

/// The words of this chapter.
pub(super) static CHAPTER: Chapter =
    Chapter { kinds: KINDS, fields: FIELDS, tests: TESTS, relations: &[], functions: &[] };

const FACT: FieldType = FieldType::Item("fact");

#[rustfmt::skip]
static KINDS: &[Kind] = &[
    Kind { name: "relative-day", within: None, doc: "A time counted from the day of writing, beside the date that says it outright: `last month, on 14 April`; its place is the first of the two words.", shelf: &RELATIVE_DAYS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "year-count", within: None, doc: "A number of years with the years it follows from: `90th anniversary`, `for 20 years, since 2010`; its place is the number.", shelf: &YEAR_COUNTS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "date-order", within: None, doc: "Two dates that the text puts in order: `the truce of 10 November came after the 12 November raid`; its place is the one that is put second.", shelf: &DATE_ORDERS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "lapse", within: None, doc: "A length of time between two dates: `on 3 May; four days later, on 7 May`; its place is the length.", shelf: &LAPSES, holds: |_, _| true, worth: Worth::None },
    Kind { name: "zone-pair", within: None, doc: "A time on two clocks: `8 a.m. in Nairobi (0500 GMT)`; its place is the second.", shelf: &ZONE_PAIRS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "milestone", within: None, doc: "A life event with the age that follows from the dates of the life; its place is the date of the event.", shelf: &MILESTONES, holds: |_, _| true, worth: Worth::None },
    Kind { name: "after-death", within: None, doc: "Something that a person did, and the person's death; its place is the date of the act.", shelf: &AFTER_DEATH, holds: |_, _| true, worth: Worth::None },
    Kind { name: "sibling-ages", within: None, doc: "Two ages of brothers or sisters, one of whom is called the older; its place is the age of that one.", shelf: &SIBLINGS, holds: |_, _| true, worth: Worth::None },
];

#[rustfmt::skip]
static FIELDS: &[Field] = &[
    Field { on: "relative-day", name: "relative", of: FACT, doc: "The time that is counted from the day of writing.", get: |story, item| item_of("fact", story.dates.relative_days[item.index as usize].relative) },
    Field { on: "relative-day", name: "date", of: FACT, doc: "The date beside it.", get: |story, item| item_of("fact", story.dates.relative_days[item.index as usize].date) },
    Field { on: "relative-day", name: "meant", of: DAY, doc: "The days that the relative time means.", get: |story, item| story.dates.relative_days[item.index as usize].meant.into() },
    Field { on: "relative-day", name: "given", of: DAY, doc: "The days of the date beside it.", get: |story, item| story.dates.relative_days[item.index as usize].given.into() },
    Field { on: "year-count", name: "number", of: FACT, doc: "The number.", get: |story, item| item_of("fact", story.dates.year_counts[item.index as usize].number) },
    Field { on: "year-count", name: "from", of: FACT, doc: "The year it is counted from.", get: |story, item| item_of("fact", story.dates.year_counts[item.index as usize].from) },
    Field { on: "year-count", name: "until", of: FACT, doc: "The year it is counted to; counted to the day of publication, nothing.", get: |story, item| story.dates.year_counts[item.index as usize].until.map_or(Value::Missing, |until| item_of("fact", until)) },
    Field { on: "year-count", name: "of", of: word(&YEAR_COUNT), doc: "What sort of number it is.", get: |story, item| Value::word(story.dates.year_counts[item.index as usize].of.name()) },
    Field { on: "year-count", name: "stated", of: INTERVAL, doc: "The number as written, in years.", get: |story, item| story.dates.year_counts[item.index as usize].stated.into() },
    Field { on: "year-count", name: "expected", of: INTERVAL, doc: "What the years make it.", get: |story, item| story.dates.year_counts[item.index as usize].expected.into() },
    Field { on: "date-order", name: "first", of: WORDS, doc: "The date that is put first; of a range, the range.", get: |story, item| story.dates.orders[item.index as usize].first.into() },
    Field { on: "date-order", name: "second", of: WORDS, doc: "The date that is put second; of a range, the range.", get: |story, item| story.dates.orders[item.index as usize].second.into() },
    Field { on: "date-order", name: "by", of: word(&ORDERED_BY), doc: "What puts them in order.", get: |story, item| Value::word(story.dates.orders[item.index as usize].by) },
    Field { on: "lapse", name: "length", of: FACT, doc: "The length of time.", get: |story, item| item_of("fact", story.dates.lapses[item.index as usize].length) },
    Field { on: "lapse", name: "from", of: FACT, doc: "The date it is counted from.", get: |story, item| item_of("fact", story.dates.lapses[item.index as usize].from) },
    Field { on: "lapse", name: "until", of: FACT, doc: "The date it leads to.", get: |story, item| item_of("fact", story.dates.lapses[item.index as usize].until) },
    Field { on: "lapse", name: "unit", of: TEXT, doc: "The unit it is counted in: `days`.", get: |story, item| story.dates.lapses[item.index as usize].unit.into() },
    Field { on: "lapse", name: "stated", of: INTERVAL, doc: "The length as written, with what inclusive counting allows.", get: |story, item| story.dates.lapses[item.index as usize].stated.into() },
    Field { on: "lapse", name: "expected", of: INTERVAL, doc: "What the two dates make it.", get: |story, item| story.dates.lapses[item.index as usize].expected.into() },
    Field { on: "zone-pair", name: "time", of: FACT, doc: "The time that stands first.", get: |story, item| item_of("fact", story.dates.zone_pairs[item.index as usize].time) },
    Field { on: "zone-pair", name: "converted", of: FACT, doc: "The same time in another zone.", get: |story, item| item_of("fact", story.dates.zone_pairs[item.index as usize].converted) },
    Field { on: "zone-pair", name: "expected", of: TEXT, doc: "What the clock of the second zone shows then: `05:00`, or `11:00 or 12:00` where the day is not known.", get: |story, item| Value::text(&story.dates.zone_pairs[item.index as usize].expected) },
    Field { on: "zone-pair", name: "stated", of: TEXT, doc: "What the text says that it shows, in the same form.", get: |story, item| Value::text(&story.dates.zone_pairs[item.index as usize].stated) },
    Field { on: "milestone", name: "date", of: FACT, doc: "The date of the event.", get: |story, item| item_of("fact", story.dates.milestones[item.index as usize].date) },
    Field { on: "milestone", name: "life", of: FACT, doc: "The date that the age follows from.", get: |story, item| item_of("fact", story.dates.milestones[item.index as usize].life) },
    Field { on: "milestone", name: "what", of: word(&MILESTONE), doc: "Which event.", get: |story, item| Value::word(story.dates.milestones[item.index as usize].what) },
    Field { on: "milestone", name: "age", of: INTERVAL, doc: "How old the person was.", get: |story, item| story.dates.milestones[item.index as usize].age.into() },
    Field { on: "milestone", name: "plausible", of: INTERVAL, doc: "The ages at which one believes it.", get: |story, item| story.dates.milestones[item.index as usize].plausible.into() },
    Field { on: "after-death", name: "death", of: FACT, doc: "The date of the death.", get: |story, item| item_of("fact", story.dates.after_death[item.index as usize].death) },
    Field { on: "after-death", name: "act", of: FACT, doc: "The date of the act.", get: |story, item| item_of("fact", story.dates.after_death[item.index as usize].act) },
    Field { on: "sibling-ages", name: "older", of: FACT, doc: "The age of the one who is called older.", get: |story, item| item_of("fact", story.dates.siblings[item.index as usize].older) },
    Field { on: "sibling-ages", name: "younger", of: FACT, doc: "The age of the other one.", get: |story, item| item_of("fact", story.dates.siblings[item.index as usize].younger) },
];

#[rustfmt::skip]
static TESTS: &[Test] = &[
    Test { on: "relative-day", name: "apart", doc: "No day fits both.", holds: |story, item| story.dates.relative_days[item.index as usize].apart },
    Test { on: "year-count", name: "until-now", doc: "It is counted to the day of publication.", holds: |story, item| story.dates.year_counts[item.index as usize].until.is_none() },
    Test { on: "date-order", name: "reversed", doc: "The date that is put second is the earlier one.", holds: |story, item| story.dates.orders[item.index as usize].conflicts },
    Test { on: "zone-pair", name: "apart", doc: "The two clocks never show these times at once.", holds: |story, item| story.dates.zone_pairs[item.index as usize].apart },
    Test { on: "after-death", name: "reversed", doc: "The act is the later one.", holds: |story, item| story.dates.after_death[item.index as usize].conflicts },
    Test { on: "sibling-ages", name: "reversed", doc: "The one who is called older is the younger one.", holds: |story, item| story.dates.siblings[item.index as usize].conflicts },
];

static YEAR_COUNT: Vocabulary = Vocabulary { name: "number of years", words: || vec!["anniversary", "since"] };
static ORDERED_BY: Vocabulary = Vocabulary { name: "order of dates", words: || vec!["range", "after", "before"] };
static MILESTONE: Vocabulary = Vocabulary { name: "milestone", words: || vec!["degree", "marriage", "service"] };

figures_shelf!(RELATIVE_DAYS, dates.relative_days, |of: &RelativeDay| of.relative.min(of.date));
figures_shelf!(YEAR_COUNTS, dates.year_counts, |of: &YearCount| of.number);
figures_shelf!(LAPSES, dates.lapses, |of: &Lapse| of.length);
figures_shelf!(ZONE_PAIRS, dates.zone_pairs, |of: &ZonePair| of.converted);
figures_shelf!(MILESTONES, dates.milestones, |of: &Milestone| of.date);
figures_shelf!(AFTER_DEATH, dates.after_death, |of: &AfterDeath| of.act);
figures_shelf!(SIBLINGS, dates.siblings, |of: &SiblingAges| of.older);
words_shelf!(DATE_ORDERS, dates.orders, |of: &DateOrder| of.second);
