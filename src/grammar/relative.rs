//! Dates and times that are counted from the day of writing, or from what the story speaks of.
//!
//! ```text
//! relative = relative-day | shifted | away | ahead | from-date | nth | narrative
//! relative-day = "yesterday" | "today" | "tomorrow" | "the day before yesterday" | "tonight"
//! shifted  = shift (unit | weekday | month | season | holiday)      shift = "last" | "this" | "next"
//! away     = lengths ("ago" | "back" | "from now" | "hence" | "later" | "earlier" | ("after" | "before" | "from") date)
//! ahead    = "in" ["about"] lengths
//! from-date = "the" ("day" | "week") ("after" | "before") date
//! nth      = ["the"] (ordinal | "last") (unit | weekday) ["of" | "in"] (stretch) | weekday ["of"] shifted
//!          | "the week" ("of" | "beginning") date
//! narrative = ["the"] ("next" | "following" | "previous") unit | ("that" | "the same") unit
//! ```
//!
//! Accepted: `three days ago`, `last week`, `next Tuesday`, `this summer`, `in two weeks`, `two days after
//! Easter`, `the first week of January`, `Friday of next week`, `the last Monday of March`, `two weeks
//! later`, `that year`. Refused: `the last week` of a play, `last year's` is the date alone, `this time`.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::verify;
use nom::sequence::preceded;

use super::date::{date, holiday, holiday_name, month, weekday};
use super::duration::{lengths, unit};
use super::input::{Parsed, Tokens};
use super::period::{period, season_name};
use super::primitive::{Choice, Test, int, kind, longest, miss, opt, word};
use super::small_number::ordinal;
use super::standing::is_done;
use crate::fact::{Calendar, DateTime, Duration, PartOfDay, Recurring, TimeUnit};
use crate::lex::{Class, Token, TokenKind};

/// The longest relative date that begins here.
pub(super) fn relative(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    longest(tokens, RELATIVE)
}

/// What stands behind the figures of a length of time, or of an ordinal: a word, or the rest of the number.
pub(super) const MEASURED: &[TokenKind] = &[
    TokenKind::Word,
    TokenKind::Number,
    TokenKind::Fraction,
    TokenKind::Slash,
    TokenKind::Hyphen,
    TokenKind::Plus,
    TokenKind::Times,
];

const RELATIVE: &[Choice<DateTime>] = &[
    Choice::new(&[], &[Class::RelativeDay, Class::CalendarOpener], relative_day)
        .words_before(&[Class::CalendarOpener], &[Class::RelativeDay]),
    Choice::new(&[], &[Class::TimeShift], shifted),
    Choice::new(
        &[TokenKind::Number, TokenKind::Fraction],
        &[Class::Cardinal, Class::VagueCardinal, Class::NumberOpener, Class::DurationOpener],
        away,
    )
    .figures_before(MEASURED),
    Choice::new(&[], &[Class::TimeOpener], in_lengths),
    Choice::new(&[], &[Class::CalendarOpener, Class::TimeUnit], from_date)
        .words_before(&[Class::CalendarOpener], &[Class::TimeUnit, Class::OpenBound]),
    Choice::new(&[TokenKind::Number], &[Class::CalendarOpener, Class::Ordinal, Class::Cardinal, Class::TimeShift], nth)
        .figures_before(&[TokenKind::Word]),
    Choice::new(&[], &[Class::CalendarOpener, Class::TimeUnit], week_of)
        .words_before(&[Class::CalendarOpener], &[Class::TimeUnit, Class::OpenBound, Class::PointLead]),
    Choice::new(&[], &[Class::Weekday, Class::TimeShift], weekday_of),
    Choice::new(&[], &[Class::CalendarOpener], narrative),
];

/// `"yesterday" | "today" | "tomorrow" | "tonight" | ["the"] "day before yesterday"`
fn relative_day(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    let (start, _) = opt(word(&["the"])).parse(tokens)?;
    let (rest, count) = int(Class::RelativeDay).parse(start)?;
    if start.position() > tokens.position() && rest.position() == start.position() + 1 {
        return miss();
    }
    let tonight = start.first().is_some_and(|first| tokens.text(first).eq_ignore_ascii_case("tonight"));
    Ok((
        rest,
        DateTime {
            part_of_day: tonight.then_some(PartOfDay::Night),
            ..DateTime::of(Calendar::Unit { count: count as i32, unit: TimeUnit::Day })
        },
    ))
}

/// `shift (unit | weekday | month | season | holiday)`
pub(super) fn shifted(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    let (start, shift) = shift(tokens)?;
    if !may_be_shifted(start) {
        return miss();
    }
    let near = |what| DateTime::of(Calendar::Near { what, shift, bare: false });
    if let Ok((rest, date)) = date(start) {
        return match (date.month, date.day, date.year, date.weekday) {
            // `this Friday, Nov. 13`: the date is more exact than the word before it.
            (Some(_), Some(_), _, Some(_)) => Ok((rest, DateTime::of(Calendar::Absolute(date)))),
            // `next November 5`
            (Some(month), Some(day), None, None) => Ok((rest, near(Recurring::MonthDay(month, day)))),
            _ => miss(),
        };
    }
    if let Ok((rest, holiday)) = holiday_name(start) {
        return Ok((rest, near(Recurring::Holiday(holiday))));
    }
    if let Ok((rest, day)) = weekday(start) {
        return Ok((rest, near(Recurring::Weekday(day))));
    }
    if let Ok((rest, season)) = season_name(start) {
        return Ok((rest, near(Recurring::Season(season))));
    }
    if let Ok((rest, month)) = month(start) {
        // `this may take longer`, `the last march`: in lower case the verb and the walk.
        let other = |name: &Token| !name.is_capital() && matches!(month, 3 | 5);
        return if start.first().is_some_and(other) { miss() } else { Ok((rest, near(Recurring::Month(month)))) };
    }
    let (rest, unit) = shiftable_unit(start)?;
    Ok((rest, DateTime::of(Calendar::Unit { count: i32::from(shift), unit })))
}

/// Whether the word behind `this` or `last` can name a time at all.
fn may_be_shifted(tokens: Tokens<'_>) -> bool {
    const TIMES: u128 = Class::Weekday.bit()
        | Class::Month.bit()
        | Class::Ordinal.bit()
        | Class::Cardinal.bit()
        | Class::CalendarOpener.bit()
        | Class::Holiday.bit()
        | Class::Season.bit()
        | Class::TimeUnit.bit();
    tokens.first().is_some_and(|first| first.kind != TokenKind::Word)
        || tokens.opens_at(0, TIMES)
        || word(&["working", "work"]).parse_ok(tokens)
}

/// `"last" | "next" | "this" | "this past" | "this coming"`
fn shift(tokens: Tokens<'_>) -> Parsed<'_, i8> {
    let start = word(&["this"]).skipped(tokens);
    int(Class::TimeShift)
        .map(|shift| shift as i8)
        .parse(start)
        .or_else(|_: nom::Err<_>| if start.position() > tokens.position() { Ok((start, 0)) } else { miss() })
}

/// A unit of the calendar that `last` and `next` can stand before.
fn shiftable_unit(tokens: Tokens<'_>) -> Parsed<'_, TimeUnit> {
    if let Ok((rest, _)) = (word(&["working", "work"]), word(&["week"])).parse(tokens) {
        return Ok((rest, TimeUnit::Week));
    }
    let (rest, unit) = verify(unit, |unit| {
        !matches!(
            unit,
            TimeUnit::Second
                | TimeUnit::Millisecond
                | TimeUnit::Minute
                | TimeUnit::Hour
                | TimeUnit::Night
                | TimeUnit::Millennium
        )
    })
    .parse(tokens)?;
    // `last days`, `this s`
    let singular =
        tokens.first().is_some_and(|first| !tokens.text(first).ends_with('s') && tokens.text(first).len() > 2);
    if singular { Ok((rest, unit)) } else { miss() }
}

/// `lengths ("ago" | "back" | "from now" | "hence" | "later" | "earlier" | ("after" | "before" | "from") date)`
pub(super) fn away(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    let (rest, length) = lengths(tokens)?;
    if let Ok((rest, sign)) = alt((
        word(&["ago", "back"]).map(|_| -1),
        (word(&["from"]), word(&["now"])).map(|_| 1),
        word(&["hence"]).map(|_| 1),
    ))
    .parse(rest)
    {
        return distance(rest, &length, sign);
    }
    if let Ok((rest, (sign, base))) = from_base(rest) {
        let Some(parts) = whole_parts(&length, sign) else { return miss() };
        return Ok((rest, DateTime::of(Calendar::From(Box::new(base), parts))));
    }
    let (rest, sign) = later(rest)?;
    let Some(parts) = whole_parts(&length, sign) else { return miss() };
    Ok((rest, DateTime::of(Calendar::Narrative(parts))))
}

/// `("after" | "before" | "from") (date | relative-day | shifted)`
fn from_base(tokens: Tokens<'_>) -> Parsed<'_, (i32, DateTime)> {
    let (rest, sign) = alt((word(&["after", "from"]).map(|_| 1), word(&["before"]).map(|_| -1))).parse(tokens)?;
    let (rest, base) = base(rest)?;
    Ok((rest, (sign, base)))
}

/// `"in" ["about"] lengths`
fn in_lengths(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    let (rest, _) = word(&["in"]).parse(tokens)?;
    let (rest, _) = opt(word(&["about", "around", "roughly", "approximately"])).parse(rest)?;
    let (rest, length) = lengths(rest)?;
    // `ran it in 2 hours 5 minutes`: so long it took.
    if is_done(tokens) {
        return miss();
    }
    // `rich in a night`
    if length.parts.iter().any(|(_, unit)| *unit == TimeUnit::Night) {
        return miss();
    }
    // `in 90-minute sessions`, `in two years since`, `in 3 weeks of talks`
    if rest.first().is_some_and(|next| next.kind == TokenKind::Word && !goes_on(tokens, rest, next)) {
        return miss();
    }
    distance(rest, &length, 1)
}

/// Whether `in two weeks` is a date before that word: a conjunction or preposition of the list, or at the head of
/// its sentence the subject (`In five minutes the gates close`).
fn goes_on(tokens: Tokens<'_>, rest: Tokens<'_>, next: &Token) -> bool {
    let lexicon = rest.lexicon();
    lexicon.is(next.word, Class::LengthEnd)
        || tokens.before().is_none()
            && lexicon.is(next.word, Class::FunctionWord)
            && !word(&["of", "since", "than", "per"]).parse_ok(rest)
}

/// `"the" ("day" | "week" | "year") ("after" | "before") date`
fn from_date(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    let (rest, _) = opt(word(&["the"])).parse(tokens)?;
    let (rest, unit) = unit(rest)?;
    let (rest, sign) = alt((word(&["after"]).map(|_| 1), word(&["before"]).map(|_| -1))).parse(rest)?;
    // `the week after next`
    if let Ok((rest, _)) = word(&["next"]).parse(rest) {
        return Ok((rest, DateTime::of(Calendar::Unit { count: 2, unit })));
    }
    if let Ok((rest, _)) = word(&["last"]).parse(rest) {
        return Ok((rest, DateTime::of(Calendar::Unit { count: -2, unit })));
    }
    let (rest, base) = base(rest)?;
    Ok((rest, DateTime::of(Calendar::From(Box::new(base), vec![(sign, unit)]))))
}

/// The date another one is counted from.
fn base(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    longest(tokens, BASE)
}

const BASE: &[Choice<DateTime>] = &[
    Choice::new(&[], &[Class::RelativeDay, Class::CalendarOpener], relative_day),
    Choice::new(&[], &[Class::TimeShift], shifted),
    Choice::new(&[], &[Class::Holiday], holiday),
    Choice::new(&[], &[Class::Weekday], bare_weekday),
    Choice::new(
        &[TokenKind::Number],
        &[Class::Weekday, Class::Month, Class::Ordinal, Class::Cardinal, Class::CalendarOpener],
        absolute_day,
    ),
];

/// `["the"] (ordinal | "last") (unit | weekday) ["of" | "in"] stretch`
fn nth(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    let (rest, _) = opt(word(&["the"])).parse(tokens)?;
    let (rest, nth) =
        alt((verify(ordinal, |nth| (1..=53).contains(nth)), word(&["last", "final"]).map(|_| -1))).parse(rest)?;
    let nth = nth as i8;
    // `the 10th of next month`
    if let Ok((rest, of)) =
        preceded(word(&["of"]), verify(shifted, |of| of.grain() == crate::fact::Grain::Month)).parse(rest)
    {
        return if nth > 0 {
            Ok((rest, DateTime::of(Calendar::Nth(nth, TimeUnit::Day, Box::new(of)))))
        } else {
            miss()
        };
    }
    let (rest, day) = opt(weekday).parse(rest)?;
    if let Some(day) = day {
        let (rest, of) = preceded(word(&["of", "in"]), stretch).parse(rest)?;
        return Ok((rest, DateTime::of(Calendar::NthWeekday(nth, day, Box::new(of)))));
    }
    let (rest, unit) = verify(unit, |unit| {
        matches!(unit, TimeUnit::Day | TimeUnit::Week | TimeUnit::Month | TimeUnit::Weekend | TimeUnit::Quarter)
    })
    .parse(rest)?;
    let (rest, of) = preceded(word(&["of", "in"]), stretch).parse(rest)?;
    Ok((rest, DateTime::of(Calendar::Nth(nth, unit, Box::new(of)))))
}

/// `"the week" ("of" | "beginning" | "starting" | "commencing" | "ending") ["on"] date`
fn week_of(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    let (rest, _) = opt(word(&["the"])).parse(tokens)?;
    let (rest, unit) = verify(unit, |unit| matches!(unit, TimeUnit::Week | TimeUnit::Weekend)).parse(rest)?;
    let (rest, _) = (word(&["of", "beginning", "starting", "commencing"]), opt(word(&["on"]))).parse(rest)?;
    let (rest, day) = alt((holiday, absolute_day)).parse(rest)?;
    Ok((rest, DateTime::of(Calendar::Nth(0, unit, Box::new(day)))))
}

fn absolute_day(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    let (rest, date) = verify(date, |date| date.day.is_some()).parse(tokens)?;
    Ok((rest, DateTime::of(Calendar::Absolute(date))))
}

/// `weekday [","] ["of"] shifted-week | shifted-week ["-"] weekday`
fn weekday_of(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    if tokens.unit_ahead().is_none_or(|ahead| ahead > 8) {
        return miss();
    }
    if let Ok((rest, day)) = weekday(tokens) {
        let (rest, _) = (opt(kind(TokenKind::Comma)), opt(word(&["of"])), opt(word(&["the"]))).parse(rest)?;
        let (rest, of) = week(rest)?;
        return Ok((rest, DateTime::of(Calendar::NthWeekday(0, day, Box::new(of)))));
    }
    let (rest, of) = week(tokens)?;
    let (rest, _) = opt(kind(TokenKind::Hyphen)).parse(rest)?;
    let (rest, day) = weekday(rest)?;
    Ok((rest, DateTime::of(Calendar::NthWeekday(0, day, Box::new(of)))))
}

fn week(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    verify(shifted, |week| matches!(week.calendar, Some(Calendar::Unit { unit: TimeUnit::Week, .. }))).parse(tokens)
}

/// A month, year, season that something lies in.
pub(super) fn stretch(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    longest(tokens, STRETCH)
}

const STRETCH: &[Choice<DateTime>] = &[
    Choice::new(&[], &[Class::TimeShift], shifted),
    Choice::new(
        &[TokenKind::Number, TokenKind::QuoteStraight, TokenKind::QuoteOpen, TokenKind::QuoteClose],
        &[Class::CalendarOpener, Class::TimeUnit, Class::Season, Class::Ordinal, Class::Cardinal, Class::DecadeWord],
        period,
    ),
    Choice::new(&[TokenKind::Number], &[Class::Month], |tokens| {
        verify(date, |date| date.day.is_none()).map(|date| DateTime::of(Calendar::Absolute(date))).parse(tokens)
    }),
    Choice::new(&[], &[Class::Month], bare_month),
    Choice::new(&[], &[Class::CalendarOpener], |tokens| {
        preceded(word(&["the"]), unit).map(|unit| DateTime::of(Calendar::Narrative(vec![(0, unit)]))).parse(tokens)
    }),
];

/// `month`
pub(super) fn bare_month(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    month
        .map(|month| {
            DateTime::of(Calendar::Absolute(crate::fact::PartialDate { month: Some(month), ..Default::default() }))
        })
        .parse(tokens)
}

/// `weekday`
pub(super) fn bare_weekday(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    weekday
        .map(|day| DateTime::of(Calendar::Near { what: Recurring::Weekday(day), shift: 0, bare: true }))
        .parse(tokens)
}

/// `"the" ("next" | "following" | "previous" | "same") unit | ("that" [same]) (unit | weekday)`
fn narrative(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    if tokens.unit_ahead().is_none_or(|ahead| ahead > 4) {
        return miss();
    }
    let (rest, count) = alt((
        preceded(
            word(&["the"]),
            alt((
                word(&["next", "following"]).map(|_| 1),
                word(&["previous", "preceding"]).map(|_| -1),
                word(&["same"]).map(|_| 0),
            )),
        ),
        (word(&["that"]), opt(word(&["same"]))).map(|_| 0),
        word(&["same"]).map(|_| 0),
    ))
    .parse(tokens)?;
    let (rest, unit) = shiftable_unit(rest)?;
    Ok((rest, DateTime::of(Calendar::Narrative(vec![(count, unit)]))))
}

/// `"later" | "earlier" | "before"`, the latter at the end of its clause.
fn later(tokens: Tokens<'_>) -> Parsed<'_, i32> {
    let (rest, sign) = alt((
        word(&["later", "afterwards", "afterward"]).map(|_| 1),
        word(&["earlier", "before", "previously"]).map(|_| -1),
    ))
    .parse(tokens)?;
    let goes_on = word(&["before"]).parse_ok(tokens)
        && rest.first().is_some_and(|next| matches!(next.kind, TokenKind::Word | TokenKind::Number));
    // `find 30 minutes later this week`, `an hour earlier than planned`
    if goes_on || word(&["than", "this", "today", "on", "next"]).parse_ok(rest) { miss() } else { Ok((rest, sign)) }
}

/// So long a time from the moment of writing.
fn distance<'a>(rest: Tokens<'a>, length: &Duration, sign: i32) -> Parsed<'a, DateTime> {
    match whole_parts(length, sign) {
        Some(parts) => Ok((rest, DateTime { hedge: length.hedge, ..DateTime::of(Calendar::Distance { parts }) })),
        None => miss(),
    }
}

/// The parts in whole units, halves of an hour and more in the next smaller unit.
pub(super) fn whole_parts(length: &Duration, sign: i32) -> Option<Vec<(i32, TimeUnit)>> {
    let mut parts = Vec::with_capacity(length.parts.len() + 1);
    for (number, unit) in &length.parts {
        let whole = i32::try_from(number.floor()).ok().filter(|whole| *whole < 1_000_000)?;
        let rest = number.checked_sub(crate::fact::Number::from(i64::from(whole)))?;
        if whole != 0 || rest.is_zero() {
            parts.push((sign * whole, *unit));
        }
        if !rest.is_zero() {
            let (smaller, times) = match unit {
                TimeUnit::Hour => (TimeUnit::Minute, 60),
                TimeUnit::Minute => (TimeUnit::Second, 60),
                TimeUnit::Day => (TimeUnit::Hour, 24),
                TimeUnit::Year => (TimeUnit::Month, 12),
                TimeUnit::Decade => (TimeUnit::Year, 10),
                TimeUnit::Century => (TimeUnit::Year, 100),
                TimeUnit::Week | TimeUnit::Month => return Some(parts).filter(|parts| !parts.is_empty()),
                _ => return None,
            };
            let more = rest.checked_mul(crate::fact::Number::from(times))?.floor();
            parts.push((sign * i32::try_from(more).ok()?, smaller));
        }
    }
    Some(parts)
}
