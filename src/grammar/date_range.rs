//! From one date or time to another, or open on one side.
//!
//! ```text
//! date-range = ["from" | "between"] point joint point | days | years | "from" day joint day "of" month
//!            | open | length | hours
//! joint   = "to" | "through" | "until" | "till" | "and" | "-" | "–"
//! days    = month day joint day [[","] year] | day joint day ["of"] month [year]
//! years   = year ("-" | "–" | "/") digit digit
//! hours   = hour joint clock
//! open    = ("since" | "until" | "before" | "after" | "starting" | "no later than") point | point ("or" | "and") "later"
//! length  = ["the"] ("past" | "last" | "next" | "coming") [amount] unit
//! ```
//!
//! Accepted: `3-7 May`, `November 10-12, 2020`, `from Monday to Friday`, `between 2010 and 2015`,
//! `2010-11`, `11:05 AM - 12:50 PM`, `9-5 p.m.`, `since 1992`, `until Friday`, `the past three years`.
//! Refused: `from 1,500 to 2,000`, `7 - 8`, scores.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::verify;
use nom::sequence::preceded;

use super::clock::clock;
use super::date::{counts_things, day, ends, month};
use super::duration::{amount, unit};
use super::input::{Parsed, Tokens};
use super::moment::{point, stands};
use super::primitive::{follows, kind, longest, miss, opt, word};
use super::small_number::{cardinal, digits, year};
use crate::fact::{
    Bound, Calendar, Clock, DateRange, DateTime, Duration, Grain, Hedge, Number, PartialDate, TimeUnit, Value,
};
use crate::lex::{Class, TokenKind};

/// The longest range that begins here.
pub(super) fn date_range(tokens: Tokens<'_>) -> Parsed<'_, Value> {
    let (rest, found) = longest(tokens, &[opened, days, months, years, hours, pair, open, or_later, length])?;
    Ok((rest, Value::DateRange(Box::new(found))))
}

/// `("from" | "between") …`
fn opened(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    let (rest, opener) = word(&["from", "between"]).parse(tokens)?;
    let and = tokens.text(opener).eq_ignore_ascii_case("between");
    let (rest, found) = longest(rest, &[days, months, years, hours, two_points])?;
    // `from 5 to 7` is a range of anything.
    let _ = and;
    Ok((rest, found))
}

/// Two points after `from` or `between`, which vouch for bare years and months.
fn two_points(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    let (rest, low) = point(tokens)?;
    let (rest, _) = alt((joint, word(&["and"]).map(|_| ()))).parse(rest)?;
    let (rest, high) = point(rest)?;
    joined(tokens, rest, low, high, true)
}

/// `point joint point`
fn pair(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    let (rest, low) = point(tokens)?;
    let (after, _) = joint(rest)?;
    let (rest, high) = point(after)?;
    joined(tokens, rest, low, high, false)
}

fn joined<'a>(
    tokens: Tokens<'a>,
    rest: Tokens<'a>,
    mut low: DateTime,
    high: DateTime,
    opened: bool,
) -> Parsed<'a, DateRange> {
    let alike = match (low.grain(), high.grain()) {
        (a, b) if a == b => true,
        // `11:05 AM Friday - 12:50 PM`, `3 May to June`, `2014 through May 2018`
        (a, b) => (a <= Grain::Hour) == (b <= Grain::Hour) || low.calendar.is_some() && high.calendar.is_some(),
    };
    if !alike {
        return miss();
    }
    let weak = |point: &DateTime| {
        matches!(point.absolute(), Some(PartialDate { part: None, month: None, day: None, year: Some(_), .. }))
    };
    if weak(&low) && weak(&high) {
        let years = |point: &DateTime| point.absolute().and_then(|date| date.year).unwrap_or(0);
        let (from, to) = (years(&low), years(&high));
        // A bare pair of years wants a bracket or a preposition before it; figures that count are none.
        let led = opened
            || tokens.before().is_none_or(|before| {
                matches!(before.kind, TokenKind::ParenOpen | TokenKind::Comma | TokenKind::Semicolon)
                    || tokens.lexicon().is(before.word, Class::TimeLead)
                    || tokens.text(before).eq_ignore_ascii_case("active")
                    || before.is_capital()
            });
        if !led
            || from > to
            || !(1000..=2100).contains(&to.abs()) && !(from < 0 || to < 1000)
            || counts_things(rest)
            || tokens.before().is_none() && rest.is_empty()
        {
            return miss();
        }
    } else if !opened && !(stands_in_pair(tokens, rest, &low) && stands_in_pair(tokens, rest, &high)) {
        return miss();
    }
    share_parts(&mut low, &high);
    Ok((rest, DateRange { low: Some(low), high: Some(high), bound: Bound::Both }))
}

/// Whether one end of a pair is a date without any word before it.
fn stands_in_pair(tokens: Tokens<'_>, rest: Tokens<'_>, point: &DateTime) -> bool {
    match &point.calendar {
        None => point.clock.is_some(),
        Some(Calendar::Absolute(PartialDate { part: None, month: None, day: None, .. })) => true,
        Some(Calendar::Absolute(PartialDate { year: None, part: None, month: Some(_), day: None, .. })) => {
            // `May to March`: names of months in capitals.
            tokens.first().is_some_and(|first| first.is_capital())
                && !rest.first().is_some_and(|next| next.is_capital() && next.kind == TokenKind::Word)
        }
        Some(_) => stands(tokens, rest, point) || true,
    }
}

/// What only one end says holds for both: the year of `Nov 18-Dec 19, 2015`, the `pm` of `3-5 pm`, the day
/// of `Friday 11:05 - 12:50`.
fn share_parts(low: &mut DateTime, high: &DateTime) {
    let mut high_copy = None;
    if let (Some(Calendar::Absolute(from)), Some(Calendar::Absolute(to))) = (&mut low.calendar, &high.calendar) {
        if from.year.is_none() {
            from.year = match (from.month, to.month, to.year) {
                // `Nov-Feb 5th, 2017` begins the year before.
                (Some(a), Some(b), Some(year)) if a > b => Some(year - 1),
                (_, _, year) => year,
            };
        }
    }
    if low.calendar.is_none() && high.calendar.is_some() && low.clock.is_some() && high.clock.is_some() {
        high_copy.clone_from(&high.calendar);
    }
    if high_copy.is_some() {
        low.calendar = high_copy;
    }
    if let (Some(from), Some(to)) = (&mut low.clock, &high.clock) {
        if from.meridiem.is_none()
            && to.meridiem.is_some()
            && (1..=12).contains(&from.hour)
            && from.hour % 12 <= to.hour % 12
        {
            from.meridiem = to.meridiem;
            from.twelve_hour = false;
        }
        if from.zone.is_none() {
            from.zone = to.zone;
        }
    }
}

/// `month day joint day [[","] year] | day joint day ["of"] month [year]`
fn days(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    let (tokens_after_weekday, _) = opt((super::date::weekday, opt(kind(TokenKind::Comma)))).parse(tokens)?;
    if let Ok((rest, month)) = month(tokens_after_weekday) {
        let (rest, low) = day(rest)?;
        let (rest, _) = alt((joint, word(&["and"]).map(|_| ()))).parse(rest)?;
        let (rest, high) = preceded(opt(word(&["the"])), day).parse(rest)?;
        if low >= high || counts_things(rest) {
            return miss();
        }
        let (rest, year) = opt(preceded((opt(kind(TokenKind::Comma)), opt(word(&["of"]))), year)).parse(rest)?;
        return Ok((rest, both_days(low, high, month, year)));
    }
    let (rest, low) = preceded(opt(word(&["the"])), day).parse(tokens)?;
    let (rest, _) = alt((joint, word(&["and"]).map(|_| ()))).parse(rest)?;
    let (rest, high) = preceded(opt(word(&["the"])), day).parse(rest)?;
    let (rest, of) = opt(word(&["of", "in"])).parse(rest)?;
    if let Ok((rest, month)) = month(rest) {
        let (rest, year) = opt(preceded((opt(kind(TokenKind::Comma)), opt(word(&["of"]))), year)).parse(rest)?;
        return if low < high { Ok((rest, both_days(low, high, month, year))) } else { miss() };
    }
    let _ = of;
    miss()
}

fn both_days(low: u8, high: u8, month: u8, year: Option<i16>) -> DateRange {
    let end = |day| {
        Some(DateTime::of(Calendar::Absolute(PartialDate {
            year,
            month: Some(month),
            day: Some(day),
            ..PartialDate::default()
        })))
    };
    DateRange { low: end(low), high: end(high), bound: Bound::Both }
}

/// `month joint month [year]`
fn months(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    let (rest, low) = month(tokens)?;
    let (rest, _) = joint(rest)?;
    let (rest, high) = month(rest)?;
    if !tokens.first().is_some_and(|first| first.is_capital()) && !follows(tokens, &["from", "between", "in"]) {
        return miss();
    }
    let (rest, year) = opt(preceded((opt(kind(TokenKind::Comma)), opt(word(&["of"]))), year)).parse(rest)?;
    let end = |month, year| {
        DateTime::of(Calendar::Absolute(PartialDate { year, month: Some(month), ..PartialDate::default() }))
    };
    let low_year = year.map(|year| if low > high { year - 1 } else { year });
    Ok((rest, DateRange { low: Some(end(low, low_year)), high: Some(end(high, year)), bound: Bound::Both }))
}

/// `year ("-" | "–" | "/") digit digit`: `2010-11`, a season or a financial year.
fn years(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    let (rest, low) = verify(year, |year| (1500..=2100).contains(year)).parse(tokens)?;
    if tokens.first().is_none_or(|first| {
        first.kind != TokenKind::Number
            || first.is_glued() && !tokens.before().is_some_and(|before| before.kind == TokenKind::ParenOpen)
    }) {
        return miss();
    }
    let (rest, mark) = alt((kind(TokenKind::Hyphen), kind(TokenKind::Dash), kind(TokenKind::Slash))).parse(rest)?;
    let (rest, (short, _)) = verify(digits, |(_, width)| *width == 2).parse(rest)?;
    let high = low / 100 * 100 + short as i16;
    if high <= low
        || mark.kind != TokenKind::Dash && !mark.is_glued()
        || rest.first().is_some_and(|next| {
            next.is_glued() && (!ends(next) || matches!(next.kind, TokenKind::Hyphen | TokenKind::Slash))
        })
        || mark.kind == TokenKind::Hyphen
            && short <= 12
            && high - low != 1
            && !follows(tokens, &["in", "from", "the", "of", "during"])
    {
        return miss();
    }
    let end = |year| Some(DateTime::of(Calendar::Absolute(PartialDate { year: Some(year), ..PartialDate::default() })));
    Ok((rest, DateRange { low: end(low), high: end(high), bound: Bound::Both }))
}

/// `hour joint clock`: `9-5 p.m.`, `3 to 4 p.m.`
fn hours(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    let (rest, hour) = verify(cardinal, |hour| (1..=12).contains(hour)).parse(tokens)?;
    let (rest, _) = alt((joint, word(&["and"]).map(|_| ()))).parse(rest)?;
    let (rest, high) = verify(clock, |clock| clock.meridiem.is_some()).parse(rest)?;
    let mut low = DateTime {
        clock: Some(Clock { hour: hour as u8, twelve_hour: true, ..Clock::default() }),
        ..DateTime::default()
    };
    let high = DateTime { clock: Some(high), ..DateTime::default() };
    share_parts(&mut low, &high);
    Ok((rest, DateRange { low: Some(low), high: Some(high), bound: Bound::Both }))
}

/// `("since" | "until" | "before" | "after" | "starting" | "no later than") point`
fn open(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    let (rest, bound) = alt((
        word(&["since"]).map(|_| Bound::Since),
        (word(&["starting", "beginning"]), opt(word(&["on", "in", "from"]))).map(|_| Bound::Since),
        word(&["until", "till"]).map(|_| Bound::Until),
        (word(&["no"]), word(&["later"]), word(&["than"])).map(|_| Bound::Until),
        (word(&["no"]), word(&["earlier"]), word(&["than"])).map(|_| Bound::Since),
        (word(&["later"]), word(&["than"])).map(|_| Bound::After),
        (word(&["earlier"]), word(&["than"])).map(|_| Bound::Before),
        (word(&["as"]), word(&["early"]), word(&["as"])).map(|_| Bound::Since),
        (word(&["as"]), word(&["late"]), word(&["as"])).map(|_| Bound::Until),
        word(&["before"]).map(|_| Bound::Before),
        word(&["after"]).map(|_| Bound::After),
    ))
    .parse(tokens)?;
    let (rest, _) = opt(word(&["the"])).parse(rest).and_then(|(after, the)| {
        // `since the 1980s` keeps its article inside the date.
        if the.is_some() { Ok((rest, None)) } else { Ok((after, None::<()>)) }
    })?;
    let (after, point_found) = point(rest)?;
    if !stands(rest, after, &point_found) {
        return miss();
    }
    let (low, high) = match bound {
        Bound::Until | Bound::Before => (None, Some(point_found)),
        _ => (Some(point_found), None),
    };
    Ok((after, DateRange { low, high, bound }))
}

/// `point ("or" | "and") ("later" | "after" | "greater" | "earlier" | "before")`
fn or_later(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    let (rest, found) = point(tokens)?;
    let (rest, which) = preceded(word(&["or", "and"]), word(&["later", "onwards", "onward", "earlier"])).parse(rest)?;
    Ok((
        rest,
        match tokens.text(which) {
            "earlier" => DateRange { low: None, high: Some(found), bound: Bound::Until },
            _ => DateRange { low: Some(found), high: None, bound: Bound::Since },
        },
    ))
}

/// `["the"] ("past" | "last" | "next" | "coming") [amount] unit`
fn length(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    let (rest, the) = opt(word(&["the"])).parse(tokens)?;
    let (rest, which) = word(&["past", "last", "previous", "next", "coming", "following", "upcoming"]).parse(rest)?;
    let sign = if matches!(tokens.text(which).as_bytes().first(), Some(b'p' | b'P' | b'l' | b'L')) { -1 } else { 1 };
    let past = tokens.text(which).eq_ignore_ascii_case("past");
    let (rest, (value, hedge, unit)) = match amount(rest) {
        Ok((rest, amount)) => {
            let (rest, unit) = preceded(opt(kind(TokenKind::Hyphen)), unit).parse(rest)?;
            (rest, (amount.value, amount.hedge, unit))
        }
        // `the past decade`; `the last year` is the calendar year.
        Err(_) => {
            let (rest, unit) = unit(rest)?;
            if the.is_none() && unit < TimeUnit::Decade
                || !past && !(unit >= TimeUnit::Decade || unit == TimeUnit::Quarter)
            {
                return miss();
            }
            (rest, (Number::ONE, Hedge::None, unit))
        }
    };
    let duration = Duration { parts: vec![(value, unit)], up_to: None, hedge };
    let Some(parts) = super::relative::whole_parts(&duration, sign) else { return miss() };
    let away = DateTime { hedge, ..DateTime::of(Calendar::Distance { parts }) };
    let now = DateTime::of(Calendar::Now);
    let (low, high) = if sign < 0 { (away, now) } else { (now, away) };
    Ok((rest, DateRange { low: Some(low), high: Some(high), bound: Bound::Length }))
}

/// `"to" | "through" | "thru" | "until" | "till" | "-" | "–"`
fn joint(tokens: Tokens<'_>) -> Parsed<'_, ()> {
    alt((
        word(&["to", "through", "thru", "until", "till"]).map(|_| ()),
        kind(TokenKind::Hyphen).map(|_| ()),
        kind(TokenKind::Dash).map(|_| ()),
        kind(TokenKind::Tilde).map(|_| ()),
    ))
    .parse(tokens)
}
