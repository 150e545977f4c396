//! A date with its clock, part of the day and portion: the point in time as a fact.
//!
//! ```text
//! moment   = ["about"] point
//! point    = dated [[","] ["at" | "@"] (clock | hour)] | dated [["in" "the"] part] [["at"] clock]
//!          | weekday part [","] date                            Monday night, 17 November
//!          | clock [[","] ["on"] dated] | clock part-phrase [dated] | part-phrase | part "of" dated
//! dated    = [portion] calendar
//! calendar = date | period | relative | holiday | month | weekday | "the" ordinal
//! part-phrase = ([portion] "in" "the" | "at" | "this" | "last") part
//! ```
//!
//! The productions know no context. What is weak by itself (a bare year, month, season, a clock in plain
//! figures) is a fact only where the words around it say so: `standing.rs`.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::verify;
use nom::sequence::preceded;

use super::clock::{clock, may_be_hour, stamp, zone};
use super::date::{date, ends, holiday, is_content, ordinal_day};
use super::duration::unit;
use super::input::{Parsed, Tokens};
use super::part_of_day::{at_night, day_part, in_part, in_the_part, part, portion, portion_of_day};
use super::period::period;
use super::primitive::{
    Choice, Test, entry, follows, follows_any, glued, int_before, kind, longer, longest, miss, near, opt, word,
};
use super::relative::{MEASURED, bare_month, bare_weekday, relative};
use super::small_number::{cardinal, cardinal_words, digits, year};
use super::standing::{is_ahead, stands};
use crate::fact::{
    Calendar, Clock, DateTime, Grain, Hedge, PartOfDay, PartialDate, Portion, Recurring, TimeUnit, Value,
};
use crate::lex::{Class, Token, TokenKind, WordSet};

/// What begins at a token, read once for all productions that go on from it.
pub(super) struct Start<'a> {
    /// Where it begins.
    pub(super) tokens: Tokens<'a>,
    /// `dated`, and the place behind it.
    pub(super) dated: Option<(Tokens<'a>, DateTime)>,
    /// The longest `point`, however weak, and the place behind it.
    pub(super) point: Option<(Tokens<'a>, DateTime)>,
}

impl<'a> Start<'a> {
    pub(super) fn read(tokens: Tokens<'a>) -> Self {
        let dated = dated(tokens).ok();
        let mut point = dated.clone().map(|(rest, dated)| day_and_time(rest, dated));
        if let Ok((rest, found)) = longest(tokens, TIMED) {
            longer(&mut point, rest, found);
        }
        Self { tokens, dated, point }
    }
}

/// The points that do not begin with their day.
const TIMED: &[Choice<DateTime>] = &[
    Choice::new(&[TokenKind::Number], &[Class::Cardinal, Class::NamedHour, Class::DurationOpener], time_and_day)
        .figures_before(&[TokenKind::Word, TokenKind::Colon, TokenKind::Comma]),
    Choice::new(&[], &[Class::TimeOpener, Class::TimeShift, Class::TimePortion], part_phrase),
    Choice::new(&[], &[Class::CalendarOpener, Class::PartOfDay], part_of_dated)
        .words_before(&[Class::CalendarOpener], &[Class::PartOfDay]),
];

/// `calendar = date | period | relative | holiday | month | weekday | "the" ordinal`
const CALENDAR: &[Choice<DateTime>] = &[
    Choice::new(
        &[TokenKind::Number],
        &[Class::Weekday, Class::Month, Class::Ordinal, Class::Cardinal, Class::CalendarOpener],
        |tokens| date.map(|date| DateTime::of(Calendar::Absolute(date))).parse(tokens),
    )
    .words_before(&[Class::CalendarOpener], &[Class::Ordinal, Class::Cardinal]),
    Choice::new(
        &[TokenKind::Number, TokenKind::QuoteStraight, TokenKind::QuoteOpen, TokenKind::QuoteClose],
        &[Class::CalendarOpener, Class::TimeUnit, Class::Season, Class::Ordinal, Class::Cardinal, Class::DecadeWord],
        period,
    )
    .words_before(&[Class::CalendarOpener], &[Class::Ordinal, Class::Cardinal, Class::TimeUnit]),
    Choice::new(
        &[TokenKind::Number, TokenKind::Fraction],
        &[
            Class::RelativeDay,
            Class::TimeShift,
            Class::TimeUnit,
            Class::CalendarOpener,
            Class::Weekday,
            Class::Ordinal,
            Class::Cardinal,
            Class::VagueCardinal,
            Class::TimeOpener,
            Class::DurationOpener,
        ],
        relative,
    )
    .figures_before(MEASURED),
    Choice::new(&[], &[Class::Holiday], holiday),
    Choice::new(&[], &[Class::Month], bare_month),
    Choice::new(&[], &[Class::Weekday], bare_weekday),
    Choice::new(&[], &[Class::CalendarOpener], the_day)
        .words_before(&[Class::CalendarOpener], &[Class::Ordinal, Class::Cardinal]),
    Choice::new(&[], &[Class::CalendarOpener], the_weekend).words_before(&[Class::CalendarOpener], &[Class::TimeUnit]),
];

/// `["about"] point`
pub(super) fn moment<'a>(start: &Start<'a>) -> Parsed<'a, Value> {
    let (tokens, hedge) = about(start.tokens);
    let (rest, mut found) = match &start.point {
        Some(found) if hedge == Hedge::None => found.clone(),
        None if hedge == Hedge::None => ancient_year(tokens)?,
        _ => alt((point, ancient_year)).parse(tokens)?,
    };
    if !stands(tokens, rest, &found) {
        return miss();
    }
    if hedge != Hedge::None {
        found.hedge = hedge;
    }
    if let Some(Calendar::Near { bare: true, shift, .. }) = &mut found.calendar {
        *shift = i8::from(is_ahead(tokens, rest));
    }
    let value = if found.calendar.is_some() { Value::Date(Box::new(found)) } else { Value::Time(Box::new(found)) };
    Ok((rest, value))
}

/// `"about" | "around" | "circa" | "c."`, before a year or a clock; `how about Friday` asks.
pub(super) fn about(tokens: Tokens<'_>) -> (Tokens<'_>, Hedge) {
    // `c` opens dates too.
    if !tokens.opens_at(0, Class::TimeHedge.bit() | Class::CalendarOpener.bit()) {
        return (tokens, Hedge::None);
    }
    if (word(&["c", "ca"]), glued(TokenKind::Period)).parse_ok(tokens) {
        return (tokens.skip(2), Hedge::About);
    }
    match entry(Class::TimeHedge).parse(tokens) {
        Ok((rest, _)) if !follows(tokens, &["how", "what"]) => (rest, Hedge::About),
        _ => (tokens, Hedge::None),
    }
}

/// A year of three figures after `c.` or `r.`, which is nothing else.
pub(super) fn ancient_year(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    if tokens.before().is_none_or(|before| before.kind != TokenKind::Period)
        || int_before(tokens.back(1), Class::FigureAbbreviation) != Some(2)
    {
        return miss();
    }
    let (rest, (year, _)) = verify(digits, |(_, width)| *width == 3).parse(tokens)?;
    Ok((rest, DateTime::of(Calendar::Absolute(PartialDate { year: Some(year as i16), ..PartialDate::default() }))))
}

/// The longest point in time that begins here, however weak.
pub(super) fn point(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    Start::read(tokens).point.map_or_else(miss, Ok)
}

/// `dated [[","] ["at"] clock] | dated [["in" "the"] part] [["at"] clock]`, from behind `dated`.
fn day_and_time(mut rest: Tokens<'_>, mut found: DateTime) -> (Tokens<'_>, DateTime) {
    if let Some(Calendar::Absolute(date @ PartialDate { year: None, month: Some(_), .. })) = found.calendar
        && let Ok((after, shift)) = of_which_year(rest)
    {
        found.calendar = Some(Calendar::InYear(date, shift));
        rest = after;
    }
    if found.grain() != Grain::Day && found.part_of_day.is_none() {
        return (rest, found);
    }
    if found.part_of_day.is_none()
        && let Ok((after, (portion, part))) = day_part(rest)
    {
        found.part_of_day = Some(part);
        found.portion = found.portion.or(portion);
        rest = after;
        if let Some(Calendar::Near { what: Recurring::Weekday(weekday), bare: true, .. }) = found.calendar
            && let Ok((after, date)) = day_of_weekday(rest)
        {
            found.calendar = Some(Calendar::Absolute(PartialDate { weekday: Some(weekday), ..date }));
            rest = after;
        }
    }
    if let Ok((after, clock)) = clock_tail(rest) {
        found.clock = Some(in_part(clock, found.part_of_day));
        rest = after;
        // `Wed Oct 26 15:50:06 2016`
        if let Some(Calendar::Absolute(date @ PartialDate { year: None, month: Some(_), .. })) = &mut found.calendar
            && let (Some(_), Ok((after, year))) = (clock.second, year(rest))
        {
            date.year = Some(year);
            rest = after;
        }
        if found.part_of_day.is_none()
            && let Ok((after, (_, part))) = day_part(rest)
        {
            found.clock = Some(in_part(clock, Some(part)));
            rest = after;
        }
    } else if found.part_of_day.is_some() {
        rest = zone.skipped(rest);
    }
    (rest, found)
}

/// `[","] date | "(" date ")"`, after a weekday and its part: `Monday night, 17 November`.
fn day_of_weekday(tokens: Tokens<'_>) -> Parsed<'_, PartialDate> {
    let named = |date: &PartialDate| date.day.is_some() && date.month.is_some() && date.weekday.is_none();
    let (rest, open) = opt(alt((kind(TokenKind::Comma), kind(TokenKind::ParenOpen)))).parse(tokens)?;
    let (rest, date) = verify(date, named).parse(rest)?;
    match open {
        Some(open) if open.kind == TokenKind::ParenOpen => Ok((kind(TokenKind::ParenClose).parse(rest)?.0, date)),
        _ => Ok((rest, date)),
    }
}

/// `[","] ["of"] ("last" | "this" | "next") "year"`, after a day or month.
fn of_which_year(tokens: Tokens<'_>) -> Parsed<'_, i8> {
    let (rest, _) = (opt(kind(TokenKind::Comma)), opt(word(&["of"]))).parse(tokens)?;
    let (rest, shift) =
        alt((word(&["last"]).map(|_| -1), word(&["this"]).map(|_| 0), word(&["next"]).map(|_| 1))).parse(rest)?;
    let (rest, _) = word(&["year"]).parse(rest)?;
    Ok((rest, shift))
}

/// `[","] ["at" | "@" | "around" | "about"] (clock | hour)`
fn clock_tail(tokens: Tokens<'_>) -> Parsed<'_, Clock> {
    // `2020-11-10T21:00`, `06/Nov/2023:06:36:02`
    let instrument = |mark: &&Token| mark.is_glued() && matches!(tokens.text(mark), "T" | ":");
    if let Ok((rest, mark)) = verify(alt((kind(TokenKind::Word), kind(TokenKind::Colon))), instrument).parse(tokens) {
        return stamp(rest, mark.kind == TokenKind::Word);
    }
    let (rest, _) = opt(alt((kind(TokenKind::Comma), kind(TokenKind::Hyphen)))).parse(tokens)?;
    let (rest, at) = opt(alt((word(&["at", "around", "about", "by"]), kind(TokenKind::At)))).parse(rest)?;
    match stamp(rest, false) {
        Err(_) if at.is_some() => hour(rest),
        // `March eighteenth nine thirty`
        Err(_) => verify(hour, |clock| clock.minute.is_some()).parse(rest),
        found => found,
    }
}

/// An hour after `at`, with its minutes in words perhaps, where nothing follows that it could count.
fn hour(tokens: Tokens<'_>) -> Parsed<'_, Clock> {
    let (rest, clock) = alt((hour_and_minute, whole_hour)).parse(tokens)?;
    // `five twenty-somethings`
    let compound = |next: &Token| next.is_glued() && (!ends(next) || next.kind == TokenKind::Hyphen);
    if rest.first().is_some_and(|next| is_content(rest, next) || compound(next)) {
        return miss();
    }
    Ok((rest, clock))
}

/// `seven thirty`, `five-fifteen`
pub(super) fn hour_and_minute(tokens: Tokens<'_>) -> Parsed<'_, Clock> {
    let (rest, hour) = verify(cardinal_words, |hour| (1..=12).contains(hour)).parse(tokens)?;
    let (rest, minute) =
        preceded(opt(kind(TokenKind::Hyphen)), verify(cardinal_words, |minute| (10..60).contains(minute)))
            .parse(rest)?;
    Ok((rest, Clock { hour: hour as u8, minute: Some(minute as u8), twelve_hour: true, ..Clock::default() }))
}

/// `hour`, 1 to 12.
pub(super) fn whole_hour(tokens: Tokens<'_>) -> Parsed<'_, Clock> {
    let (rest, hour) = verify(cardinal, |hour| (1..=12).contains(hour)).parse(tokens)?;
    Ok((rest, Clock { hour: hour as u8, twelve_hour: true, ..Clock::default() }))
}

/// `clock [[","] ["on"] dated] | clock part-phrase [dated]`
fn time_and_day(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    if !may_be_hour(tokens, &["at", "tonight"]) {
        return miss();
    }
    // `11 tonight`
    let (rest, time) = alt((clock, hour_before_part)).parse(tokens)?;
    let (rest, part) = opt(alt((in_the_part, at_night))).parse(rest)?;
    let time = in_part(time, part);
    let joined = preceded(
        (opt(alt((kind(TokenKind::Comma), kind(TokenKind::Bullet), kind(TokenKind::Other)))), opt(word(&["on", "of"]))),
        verify(dated, |found| found.grain() <= Grain::Day),
    )
    .parse(rest);
    let Ok((rest, mut found)) = joined else {
        return Ok((rest, DateTime { clock: Some(time), ..DateTime::default() }));
    };
    let (rest, part) = match found.part_of_day {
        None => opt(day_part).parse(rest).map(|(rest, part)| (rest, part.map(|(_, part)| part)))?,
        part => (rest, part),
    };
    found.clock = Some(in_part(time, part));
    Ok((rest, found))
}

/// An hour that only the word behind it makes one: `11 tonight`, `seven in the evening`, `five thirty tomorrow`.
fn hour_before_part(tokens: Tokens<'_>) -> Parsed<'_, Clock> {
    if let Ok((rest, clock)) = hour_and_minute(tokens) {
        let told = in_the_part.parse_ok(rest)
            || rest.first().is_some_and(|day| rest.lexicon().is(day.word, Class::RelativeDay));
        return if told { Ok((rest, clock)) } else { miss() };
    }
    let (rest, clock) = whole_hour(tokens)?;
    let (after, _) = opt(kind(TokenKind::Comma)).parse(rest)?;
    if word(&["tonight"]).parse_ok(after)
        || in_the_part.parse_ok(rest)
        || (follows(tokens, &["at"]) && at_night.parse_ok(rest))
    {
        return Ok((rest, clock));
    }
    miss()
}

/// `[portion] calendar`
pub(super) fn dated(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    let portion = if tokens.opens_at(0, Class::TimePortion.bit()) { portion(tokens) } else { miss() };
    let Ok((rest, portion)) = portion else { return longest(tokens, CALENDAR) };
    let (rest, mut found) = alt((the_period, |tokens| longest(tokens, CALENDAR), the_unit)).parse(rest)?;
    if matches!(found.calendar, Some(Calendar::Distance { .. } | Calendar::Narrative(_))) && found.grain() < Grain::Day
    {
        return miss();
    }
    found.portion = Some(portion);
    Ok((rest, found))
}

/// `["the"] unit`, behind a portion: `later in the week`, `the end of the year`, `by the end of month`. Which one, the
/// story tells.
fn the_unit(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    let (rest, the) = opt(word(&["the"])).parse(tokens)?;
    let of = follows(tokens, &["of"]);
    let singular = tokens.first().is_some_and(|unit| unit.span().len() > 2 && !tokens.text(unit).ends_with('s'));
    if the.is_none() && !(of && singular) {
        return miss();
    }
    let (rest, unit) = verify(unit, |unit| *unit >= TimeUnit::Day).parse(rest)?;
    if rest.first().is_some_and(|next| is_content(rest, next) || next.is_glued() && !ends(next)) {
        return miss();
    }
    Ok((rest, DateTime::of(Calendar::Narrative(vec![(0, unit)]))))
}

/// `"the" period`, behind a portion: `the end of the 1990s`, `late in the 19th century`.
fn the_period(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    preceded(word(&["the"]), verify(period, |found| found.grain() != Grain::Year)).parse(tokens)
}

/// `"the" "weekend"`
fn the_weekend(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    if !tokens.get(1).is_some_and(|unit| tokens.lexicon().is(unit.word, Class::TimeUnit))
        || !follows_any(tokens, Class::Preposition.bit())
    {
        return miss();
    }
    verify(the_unit, |found| found.grain() == Grain::Weekend).parse(tokens)
}

/// `["the"] ordinal ["day"]`: a day of a month that is not named.
fn the_day(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    let (rest, _) = word(&["the"]).parse(tokens)?;
    let (rest, day) = verify(ordinal_day, |day| *day <= 31).parse(rest)?;
    Ok((rest, DateTime::of(Calendar::Absolute(PartialDate { day: Some(day), ..PartialDate::default() }))))
}

/// `in-the-part | portion "in" "the" part | ("this" | "last") part`
pub(super) fn part_phrase(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    static PARTS: WordSet = WordSet::opening(Class::PartOfDay.bit());
    if !near(tokens, 6, &PARTS, false) {
        return miss();
    }
    let of_a_day = |(portion, part)| (part, DateTime { part_of_day: Some(part), portion, ..DateTime::default() });
    let (rest, (part, found)) =
        alt((in_the_part.map(|part| (None, part)).map(of_a_day), portion_in_part.map(of_a_day), this_part))
            .parse(tokens)?;
    let (rest, clock) = opt(clock_tail).parse(rest)?;
    Ok((rest, DateTime { clock: clock.map(|clock| in_part(clock, Some(part))), ..found }))
}

/// `("early" | "late" | "earlier" | "later") "in" "the" part`
fn portion_in_part(tokens: Tokens<'_>) -> Parsed<'_, (Option<Portion>, PartOfDay)> {
    let (rest, portion) = portion_of_day(tokens)?;
    let joined = rest.before().is_some_and(|joint| tokens.text(joint).eq_ignore_ascii_case("in"));
    let (rest, part) = preceded(word(&["the"]), part).parse(rest)?;
    if joined { Ok((rest, (Some(portion), part))) } else { miss() }
}

/// `["early" | "late"] ("this" | "last") part`
fn this_part(tokens: Tokens<'_>) -> Parsed<'_, (PartOfDay, DateTime)> {
    let (rest, portion) = opt(portion_of_day).parse(tokens)?;
    let (rest, count) = alt((word(&["this"]).map(|_| 0), word(&["last"]).map(|_| -1))).parse(rest)?;
    let (rest, part) = part(rest)?;
    let day = DateTime::of(Calendar::Unit { count, unit: TimeUnit::Day });
    Ok((rest, (part, DateTime { part_of_day: Some(part), portion, ..day })))
}

/// `["the"] part "of" dated`
fn part_of_dated(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    let (rest, _) = opt(word(&["the"])).parse(tokens)?;
    let (rest, part) = part(rest)?;
    let (rest, mut found) = preceded(word(&["of"]), verify(dated, |found| found.grain() == Grain::Day)).parse(rest)?;
    found.part_of_day = Some(part);
    Ok((rest, found))
}
