//! Dates, times and lengths of time, and those that must agree: two dates of one event, ages.

use super::fact::{claim, fact, fact_kind, is};
use super::kind::{Item, Kind, Shelf, Worth, block_at, figures_shelf, item_of, nowhere, sentence_at, words_shelf};
use super::text::tokens_in;
use super::{
    Chapter, DAY, Field, FieldType, Function, Holds, INTERVAL, NUMBER, QUANTITY, Relation, TEXT, Test, WORDS, word,
};
use crate::fact::{self, DateTime, Edge, Interval, Moment, Number, PartialDate, Value as Of};
use crate::lex::{Class, Token, TokenKind};
use crate::rule::value::{Value, Vocabulary};
use crate::story::{AgeCheck, SameAge, SameEvent, SpanCheck, Story};

/// The words of this chapter.
pub(super) static CHAPTER: Chapter =
    Chapter { kinds: KINDS, fields: FIELDS, tests: TESTS, relations: RELATIONS, functions: FUNCTIONS };

#[rustfmt::skip]
static KINDS: &[Kind] = &[
    fact_kind("date", "fact", |story, index| matches!(fact(story, index).value.kind(), "date" | "datetime"), Worth::Day(day), "A day, month or year, whole or partial, with or without a clock time: `14 March`, `last week`."),
    fact_kind("datetime", "date", |story, index| fact(story, index).value.kind() == "datetime", Worth::Day(day), "A date with a clock time or part of the day: `Tuesday night`."),
    fact_kind("time", "fact", is!(Of::Time(_)), Worth::Day(day), "A clock time: `9 p.m.`"),
    fact_kind("date_range", "fact", |story, index| fact(story, index).value.kind() == "date_range", Worth::None, "From one date or time to another: `3-7 May`, `since 1992`."),
    fact_kind("opening-day", "date", |story, index| end_day(story, index, true).is_some(), Worth::Day(opening_day), "The first day of a date range that is written as a date of its own: `Monday, 6 May` of `Monday, 6 May to Friday, 10 May`."),
    fact_kind("closing-day", "date", |story, index| end_day(story, index, false).is_some(), Worth::Day(closing_day), "The last day of such a range."),
    fact_kind("duration", "fact", is!(Of::Duration(_)), Worth::None, "A length of time: `five years`."),
    fact_kind("vague_time", "fact", is!(Of::VagueTime), Worth::None, "A time that is not given: `earlier`, `recently`."),
    Kind { name: "date-pair", within: None, doc: "Two dates of one event; its place is the later one.", shelf: &SAME_EVENTS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "age-check", within: None, doc: "An age with the dates that it follows from; its place is the age.", shelf: &AGE_CHECKS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "age-pair", within: None, doc: "Two ages of one person or thing; its place is the later one.", shelf: &SAME_AGES, holds: |_, _| true, worth: Worth::None },
    Kind { name: "span-check", within: None, doc: "A length of time with its two ends; its place is the length.", shelf: &SPAN_CHECKS, holds: |_, _| true, worth: Worth::None },
];

#[rustfmt::skip]
static FIELDS: &[Field] = &[
    Field { on: "date", name: "year", of: NUMBER, doc: "Its year as written.", get: |story, item| partial(story, item).and_then(|date| date.year).map(|year| Number::from(i64::from(year))).into() },
    Field { on: "date", name: "month", of: NUMBER, doc: "Its month as written, 1 to 12.", get: |story, item| partial(story, item).and_then(|date| date.month).map(|month| Number::from(i64::from(month))).into() },
    Field { on: "date", name: "day", of: NUMBER, doc: "Its day of the month as written.", get: |story, item| partial(story, item).and_then(|date| date.day).map(|day| Number::from(i64::from(day))).into() },
    Field { on: "date", name: "weekday", of: word(&WEEKDAY), doc: "The weekday written with it.", get: |story, item| date_time(story, item).and_then(DateTime::written_weekday).map(fact::Weekday::name).into() },
    Field { on: "date", name: "weekday-word", of: WORDS, doc: "The weekday written with it, as it stands.", get: weekday_word },
    Field { on: "date", name: "grain", of: word(&GRAIN), doc: "How fine it is.", get: |story, item| date_time(story, item).map(|date| grain(date.grain())).into() },
    Field { on: "date-pair", name: "first", of: WORDS, doc: "The earlier date.", get: |story, item| story.dates.same_events[item.index as usize].a.into() },
    Field { on: "date-pair", name: "again", of: WORDS, doc: "The later date.", get: |story, item| story.dates.same_events[item.index as usize].b.into() },
    Field { on: "date-pair", name: "event", of: word(&OCCASION), doc: "What happened on it.", get: |story, item| Value::word(story.dates.same_events[item.index as usize].event.name()) },
    Field { on: "age-check", name: "age", of: QUANTITY, doc: "The age.", get: |story, item| item_of("quantity", story.dates.age_checks[item.index as usize].age) },
    Field { on: "age-check", name: "birth", of: FieldType::Item("fact"), doc: "The date of birth.", get: |story, item| item_of("fact", story.dates.age_checks[item.index as usize].birth) },
    Field { on: "age-check", name: "until", of: FieldType::Item("fact"), doc: "The year or the death; of an age on the day of publication, nothing.", get: |story, item| story.dates.age_checks[item.index as usize].until.map_or(Value::Missing, |until| item_of("fact", until)) },
    Field { on: "age-check", name: "against", of: word(&AGAINST), doc: "What the age is counted to.", get: |story, item| Value::word(story.dates.age_checks[item.index as usize].evidence.name()) },
    Field { on: "age-check", name: "stated", of: INTERVAL, doc: "The age as written.", get: |story, item| story.dates.age_checks[item.index as usize].stated.into() },
    Field { on: "age-check", name: "expected", of: INTERVAL, doc: "What it can be.", get: |story, item| story.dates.age_checks[item.index as usize].expected.into() },
    Field { on: "age-pair", name: "first", of: QUANTITY, doc: "The earlier age.", get: |story, item| item_of("quantity", story.dates.same_ages[item.index as usize].a) },
    Field { on: "age-pair", name: "again", of: QUANTITY, doc: "The later age.", get: |story, item| item_of("quantity", story.dates.same_ages[item.index as usize].b) },
    Field { on: "span-check", name: "duration", of: FieldType::Item("fact"), doc: "The length of time.", get: |story, item| item_of("fact", story.dates.span_checks[item.index as usize].duration) },
    Field { on: "span-check", name: "ends", of: FieldType::Item("fact"), doc: "Its two ends.", get: |story, item| item_of("fact", story.dates.span_checks[item.index as usize].ends) },
    Field { on: "span-check", name: "stated", of: INTERVAL, doc: "The length, in its unit.", get: |story, item| story.dates.span_checks[item.index as usize].stated.into() },
    Field { on: "span-check", name: "expected", of: INTERVAL, doc: "What the ends make it.", get: |story, item| story.dates.span_checks[item.index as usize].expected.into() },
    Field { on: "span-check", name: "unit", of: TEXT, doc: "The unit of both: `years`, `days`, `minutes`.", get: |story, item| story.dates.span_checks[item.index as usize].unit.into() },
    Field { on: "date", name: "order", of: word(&ORDER), doc: "Of a date in figures, whether its day stands first (`13/02/2024`), its month, or either may (`04/05/2024`).", get: written_order },
];

#[rustfmt::skip]
static TESTS: &[Test] = &[
    Test { on: "time", name: "impossible", doc: "No clock shows it: 25:10, 14:30 p.m.", holds: |story, item| date_time(story, item).and_then(|time| time.clock).is_some_and(|clock| clock.is_impossible()) },
    Test { on: "time", name: "doubly-timed", doc: "An hour of the 24-hour clock with a.m. or p.m.: `14:30 p.m.`", holds: |story, item| date_time(story, item).and_then(|time| time.clock).is_some_and(|clock| clock.meridiem.is_some() && (13..=24).contains(&clock.hour)) },
    Test { on: "date", name: "impossible", doc: "No calendar has it: 31 June.", holds: |story, item| partial(story, item).is_some_and(|date| date.is_impossible()) },
    Test { on: "date", name: "year-inferred", doc: "Its year is not written and was inferred from the date of the piece.", holds: |story, item| date_time(story, item).and_then(|date| date.resolved).is_some_and(|moment| moment.year_inferred) },
    Test { on: "date", name: "attributive", doc: "Names a thing and is no time of its own: `the May 9 fire`.", holds: attributive },
    Test { on: "date", name: "absolute", doc: "Fixed by the calendar and not by the day of writing.", holds: |story, item| partial(story, item).is_some() },
    Test { on: "date-pair", name: "apart", doc: "No day fits both.", holds: |story, item| story.dates.same_events[item.index as usize].apart },
    Test { on: "age-pair", name: "apart", doc: "They differ by more than a birthday.", holds: |story, item| story.dates.same_ages[item.index as usize].apart },
    Test { on: "age-pair", name: "of-person", doc: "They are a person's and not a thing's.", holds: |story, item| story.dates.same_ages[item.index as usize].of_person },
];

#[rustfmt::skip]
static RELATIONS: &[Relation] = &[
    Relation { name: "disjoint", between: (DAY, DAY), doc: "No instant fits both.", holds: Holds::Looking(|_, left, right| days(left, right, Moment::is_disjoint)) },
    Relation { name: "overlaps", between: (DAY, DAY), doc: "Some instant fits both.", holds: Holds::Looking(|_, left, right| days(left, right, |left, right| !left.is_disjoint(right))) },
    Relation { name: "inside", between: (DAY, DAY), doc: "Every instant on the left fits the right.", holds: Holds::Looking(|_, left, right| days(left, right, |left, right| right.low <= left.low && left.high <= right.high)) },
    Relation { name: "earlier-than", between: (DAY, DAY), doc: "Ends before the other begins.", holds: Holds::Looking(|_, left, right| days(left, right, |left, right| left.high < right.low)) },
    Relation { name: "later-than", between: (DAY, DAY), doc: "Begins after the other ends.", holds: Holds::Looking(|_, left, right| days(left, right, |left, right| right.high < left.low)) },
];

#[rustfmt::skip]
static FUNCTIONS: &[Function] = &[
    Function { name: "years", of: &[DAY, DAY], gives: INTERVAL, doc: "Completed years from the first day to the second, as ages are counted; negative if the second comes first.", apply: |_, of| between(of, |from, to| from.whole_years_until(to)) },
    Function { name: "days", of: &[DAY, DAY], gives: INTERVAL, doc: "Days from the first day to the second; negative if the second comes first.", apply: |_, of| between(of, |from, to| from.days_until(to)) },
    Function { name: "weekday", of: &[DAY], gives: word(&WEEKDAY), doc: "The weekday of a day.", apply: |_, of| match of[0] { Value::Date(moment) => moment.day().and_then(|day| day.calendar_weekday()).map(fact::Weekday::name).into(), _ => Value::Missing } },
];

static WEEKDAY: Vocabulary =
    Vocabulary { name: "weekday", words: || fact::Weekday::ALL.iter().map(|day| day.name()).collect() };
static OCCASION: Vocabulary =
    Vocabulary { name: "occasion", words: || vec!["birth", "death", "deadline", "headline", "occurrence"] };
static AGAINST: Vocabulary = Vocabulary { name: "end of an age", words: || vec!["year", "death", "published"] };
static ORDER: Vocabulary = Vocabulary { name: "order", words: || vec!["day-first", "month-first", "either"] };
static GRAIN: Vocabulary = Vocabulary {
    name: "grain",
    words: || {
        vec![
            "second",
            "minute",
            "hour",
            "part-of-day",
            "day",
            "weekend",
            "week",
            "month",
            "season",
            "quarter",
            "half-year",
            "year",
            "decade",
            "century",
        ]
    },
};

figures_shelf!(AGE_CHECKS, dates.age_checks, |of: &AgeCheck| of.age);
figures_shelf!(SAME_AGES, dates.same_ages, |of: &SameAge| of.b);
figures_shelf!(SPAN_CHECKS, dates.span_checks, |of: &SpanCheck| of.duration);
words_shelf!(SAME_EVENTS, dates.same_events, |of: &SameEvent| of.b);

fn days(left: &Value<'_>, right: &Value<'_>, holds: fn(&Moment, &Moment) -> bool) -> bool {
    matches!((left, right), (Value::Date(left), Value::Date(right)) if holds(left, right))
}

/// A distance between two days, from the least to the most that they can be apart.
fn between<'s>(of: &[Value<'_>], count: fn(&PartialDate, &PartialDate) -> Option<i32>) -> Value<'s> {
    let [Value::Date(from), Value::Date(to)] = of else { return Value::Missing };
    let date = |edge: &Edge| PartialDate {
        year: Some(edge.year),
        month: Some(edge.month),
        day: Some(edge.day),
        ..PartialDate::default()
    };
    let apart = |from: &Edge, to: &Edge| count(&date(from), &date(to)).map(|count| Number::from(i64::from(count)));
    let (least, most) = (apart(&from.high, &to.low), apart(&from.low, &to.high));
    least.zip(most).map(|(least, most)| Interval::closed(least, most)).into()
}

fn date_time<'s>(story: &'s Story<'_>, item: Item) -> Option<&'s DateTime> {
    match &fact(story, item.index).value {
        Of::Date(date) | Of::Time(date) => Some(date),
        Of::DateRange(_) => end_day(story, item.index, item.kind.name == "opening-day"),
        _ => None,
    }
}

/// One end of a date range.
fn end_day<'s>(story: &'s Story<'_>, index: u32, opening: bool) -> Option<&'s DateTime> {
    match &fact(story, index).value {
        Of::DateRange(range) if opening => range.low.as_ref(),
        Of::DateRange(range) => range.high.as_ref(),
        _ => None,
    }
}

fn partial<'s>(story: &'s Story<'_>, item: Item) -> Option<&'s PartialDate> {
    date_time(story, item)?.absolute()
}

/// Whether a date stands between an article or possessive and a noun.
fn attributive(story: &Story<'_>, item: Item) -> bool {
    let fact = fact(story, item.index);
    let tokens = &story.lexed.tokens;
    let before = (fact.first_token as usize).checked_sub(1).map(|at| &tokens[at]);
    let opened = before.is_some_and(|token| {
        token.kind == TokenKind::Possessive
            || ["the", "a", "an", "this", "that"]
                .iter()
                .any(|article| token.span().slice(&story.document.prose).eq_ignore_ascii_case(article))
    });
    let noun = tokens.get(fact.end_token as usize).is_some_and(|token| {
        token.kind == TokenKind::Word
            && !story.lexicon.is_any(token.word, Class::FunctionWord.bit() | Class::Auxiliary.bit())
    });
    opened && noun
}

/// The days that a date can mean: the resolved ones, or those of a date that is written in full.
fn day(story: &Story<'_>, index: u32) -> Option<Moment> {
    let (Of::Date(date) | Of::Time(date)) = &fact(story, index).value else { return None };
    day_of(date)
}

fn opening_day(story: &Story<'_>, index: u32) -> Option<Moment> {
    day_of(end_day(story, index, true)?)
}

fn closing_day(story: &Story<'_>, index: u32) -> Option<Moment> {
    day_of(end_day(story, index, false)?)
}

fn day_of(date: &DateTime) -> Option<Moment> {
    let written = || {
        let (year, month, day) = date.absolute().filter(|date| !date.is_impossible())?.complete()?;
        let edge = |second| Edge { year, month, day, second };
        Some(Moment { low: edge(0), high: edge(86_399), nominal: None, year_inferred: false })
    };
    date.resolved.or_else(written)
}

const fn grain(grain: fact::Grain) -> &'static str {
    match grain {
        fact::Grain::Second => "second",
        fact::Grain::Minute => "minute",
        fact::Grain::Hour => "hour",
        fact::Grain::PartOfDay => "part-of-day",
        fact::Grain::Day => "day",
        fact::Grain::Weekend => "weekend",
        fact::Grain::Week => "week",
        fact::Grain::Month => "month",
        fact::Grain::Season => "season",
        fact::Grain::Quarter => "quarter",
        fact::Grain::HalfYear => "half-year",
        fact::Grain::Year => "year",
        fact::Grain::Decade => "decade",
        fact::Grain::Century => "century",
    }
}

/// Which of the two numbers before the year can be the day: `13/02/2024`.
fn written_order<'s>(story: &'s Story<'_>, item: Item) -> Value<'s> {
    let of = fact(story, item.index);
    let tokens = &story.lexed.tokens[of.first_token as usize..of.end_token as usize];
    if tokens.iter().any(|token| token.kind == TokenKind::Word) {
        return Value::Missing;
    }
    let numbers: Vec<u32> = tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Number)
        .filter_map(|token| token.span().slice(&story.document.prose).parse().ok())
        .collect();
    match numbers[..] {
        [first, second, year] if (year > 31 || tokens.len() == 5) && first <= 31 && second <= 31 => {
            Value::word(match (first > 12, second > 12) {
                (true, false) => "day-first",
                (false, true) => "month-first",
                (false, false) if first != second => "either",
                _ => return Value::Missing,
            })
        }
        _ => Value::Missing,
    }
}

fn weekday_word<'s>(story: &'s Story<'_>, item: Item) -> Value<'s> {
    let mut weekdays =
        tokens_in(story, item.span(story)).iter().filter(|token| story.lexicon.is(token.word, Class::Weekday));
    let word = if item.kind.name == "closing-day" { weekdays.next_back() } else { weekdays.next() };
    word.map(Token::span).into()
}
