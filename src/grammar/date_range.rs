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
use super::date::{counts_things, day, ends, is_content, month};
use super::duration::{amount, lengths, range, unit};
use super::input::{Parsed, Tokens};
use super::moment::{dated, in_part, opens_time, part_phrase, point, stands};
use super::primitive::{follows, kind, longest, miss, opt, word};
use super::relative::stretch;
use super::small_number::{cardinal, digits, year};
use crate::fact::{
    Bound, Calendar, Clock, DateRange, DateTime, Duration, Grain, Hedge, Number, PartialDate, TimeUnit, Value,
};
use crate::lex::{Class, TokenKind};

/// The longest range that begins here.
pub(super) fn date_range(tokens: Tokens<'_>) -> Parsed<'_, Value> {
    if !opens_time(tokens) {
        return miss();
    }
    let (rest, found) = longest(
        tokens,
        &[
            opened,
            days,
            months,
            years,
            day_hours,
            hours_day,
            pair,
            open,
            day_open,
            or_later,
            length,
            counted,
            part_of_stretch,
            between_lengths,
            between_lengths,
            starting,
        ],
    )?;
    Ok((rest, Value::DateRange(Box::new(found))))
}

/// `("from" | "between") …`
fn opened(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    let (rest, opener) = word(&["from", "between"]).parse(tokens)?;
    if tokens.text(opener).eq_ignore_ascii_case("between") {
        return longest(rest, &[days, months, years, |rest| two_points(rest, true)]);
    }
    longest(rest, &[days, months, years, |rest| two_points(rest, false)])
}

/// Two points after `from` or `between`, which vouch for bare years and months; `from 2015 and 2016` is none.
fn two_points(tokens: Tokens<'_>, and: bool) -> Parsed<'_, DateRange> {
    let (rest, low) = alt((end, present)).parse(tokens)?;
    let (rest, _) = match joint(rest) {
        Ok(found) => found,
        Err(_) if and => word(&["and"]).map(|_| ()).parse(rest)?,
        Err(miss) => return Err(miss),
    };
    let (rest, high) = alt((end, present)).parse(rest)?;
    joined(tokens, rest, low, high, true)
}

/// `["the"] (point | ordinal)`: of `the 15th to the 19th century` the first end takes its unit from the second.
fn end(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    alt((point, preceded(word(&["the"]), point))).parse(tokens)
}

/// `"now" | "the present" | "date"`
fn present(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    let (rest, _) = (opt(word(&["the"])), word(&["now", "present", "date"])).parse(tokens)?;
    Ok((rest, DateTime::of(Calendar::Now)))
}

/// `point joint point`
fn pair(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    let (rest, low) = point(tokens)?;
    let (after, _) = joint(rest)?;
    let (rest, high) = alt((end, present)).parse(after)?;
    joined(tokens, rest, low, high, false)
}

fn joined<'a>(
    tokens: Tokens<'a>,
    rest: Tokens<'a>,
    mut low: DateTime,
    mut high: DateTime,
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
                    || (1900..=2035).contains(&from) && rest.first().is_none_or(ends)
            });
        if !led
            || from > to
            || !((1000..=2100).contains(&to.abs()) || from < 0 || to < 1000)
            || counts_things(rest)
            || tokens.before().is_none() && rest.is_empty()
        {
            return miss();
        }
    } else if !(opened || stands_in_pair(tokens, rest, &low) && stands_in_pair(tokens, rest, &high)) {
        return miss();
    }
    share_parts(&mut low, &mut high);
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
        Some(_) => true,
    }
}

/// What only one end says holds for both: the year of `Nov 18-Dec 19, 2015`, the `pm` of `3-5 pm`, the day
/// of `Friday 11:05 - 12:50`.
fn share_parts(low: &mut DateTime, high: &mut DateTime) {
    if let (Some(Calendar::Absolute(from)), Some(Calendar::Absolute(to))) = (&mut low.calendar, &high.calendar)
        && from.year.is_none()
    {
        from.year = match (from.month, to.month, to.year) {
            // `Nov-Feb 5th, 2017` begins the year before.
            (Some(a), Some(b), Some(year)) if a > b => Some(year - 1),
            (_, _, year) => year,
        };
    }
    if low.clock.is_some() && high.clock.is_some() {
        if low.calendar.is_none() {
            low.calendar.clone_from(&high.calendar);
        } else if high.calendar.is_none() {
            high.calendar.clone_from(&low.calendar);
        }
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

/// `["from" | "between"] (hour | clock) joint (clock | hour)`: two times of one day.
fn hours(tokens: Tokens<'_>) -> Parsed<'_, (DateTime, DateTime)> {
    let (rest, opener) = opt(word(&["from", "between"])).parse(tokens)?;
    let and = opener.is_some_and(|opener| tokens.text(opener).eq_ignore_ascii_case("between"));
    let (rest, low) = alt((clock, bare_hour)).parse(rest)?;
    let (rest, _) = match joint(rest) {
        Ok(found) => found,
        Err(_) if and => word(&["and"]).map(|_| ()).parse(rest)?,
        Err(miss) => return Err(miss),
    };
    let (rest, high) = alt((clock, bare_hour)).parse(rest)?;
    // `9-5` alone are no hours, nor `8.30-9`.
    let told = low.meridiem.is_some() || high.meridiem.is_some() || low.minute.is_some() || high.minute.is_some();
    if !told && opener.is_none() {
        return miss();
    }
    let at = |clock| DateTime { clock: Some(clock), ..DateTime::default() };
    let (mut low, mut high) = (at(low), at(high));
    share_parts(&mut low, &mut high);
    Ok((rest, (low, high)))
}

/// An hour without anything that says so, where nothing follows that it would count.
fn bare_hour(tokens: Tokens<'_>) -> Parsed<'_, Clock> {
    let (rest, hour) = verify(cardinal, |hour| (1..=12).contains(hour)).parse(tokens)?;
    if rest.first().is_some_and(|next| {
        is_content(rest, next)
            && !rest.lexicon().is_any(next.word, Class::RelativeDay.bit() | Class::Weekday.bit() | Class::Month.bit())
            || next.is_glued() && !ends(next)
    }) {
        return miss();
    }
    Ok((rest, Clock { hour: hour as u8, twelve_hour: true, ..Clock::default() }))
}

/// `dated [","] ["at"] hours`: `Monday 1-3 p.m.`, `tomorrow from 10 a.m. to noon`.
fn day_hours(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    let (rest, day) = verify(dated, |day| day.grain() <= Grain::Day).parse(tokens)?;
    let (rest, _) = (opt(kind(TokenKind::Comma)), opt(word(&["at"]))).parse(rest)?;
    let (rest, (low, high)) = hours(rest)?;
    Ok((rest, on_day(low, high, &day)))
}

/// `hours [[","] ["on" | "of"] dated]`: `9 a.m. to 5 p.m. on Monday`, `9-5 p.m.`
fn hours_day(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    let (rest, (mut low, mut high)) = hours(tokens)?;
    let day = preceded(
        (opt(kind(TokenKind::Comma)), opt(word(&["on", "of"]))),
        verify(alt((part_phrase, dated)), |day| day.grain() <= Grain::Day && day.clock.is_none()),
    )
    .parse(rest);
    if let Ok((rest, day)) = day {
        if day.calendar.is_some() {
            return Ok((rest, on_day(low, high, &day)));
        }
        (low.clock, high.clock) = (
            low.clock.map(|clock| in_part(clock, day.part_of_day)),
            high.clock.map(|clock| in_part(clock, day.part_of_day)),
        );
        return Ok((rest, DateRange { low: Some(low), high: Some(high), bound: Bound::Both }));
    }
    // Without a day, something must say that these are hours.
    let told = |end: &DateTime| {
        end.clock.is_some_and(|clock| {
            clock.meridiem.is_some() || clock.zone.is_some() || !clock.twelve_hour || clock.minute.is_some()
        })
    };
    if told(&low) && told(&high) && !is_row(rest) {
        Ok((rest, DateRange { low: Some(low), high: Some(high), bound: Bound::Both }))
    } else {
        miss()
    }
}

/// Whether another clock follows, as in the lines of a player.
fn is_row(rest: Tokens<'_>) -> bool {
    rest.first().is_some_and(|next| next.kind == TokenKind::Number)
        && rest.get(1).is_some_and(|mark| mark.kind == TokenKind::Colon && mark.is_glued())
}

fn on_day(low: DateTime, high: DateTime, day: &DateTime) -> DateRange {
    let on = |end: DateTime| {
        let clock = end.clock.map(|clock| in_part(clock, day.part_of_day));
        Some(DateTime { clock, ..day.clone() })
    };
    DateRange { low: on(low), high: on(high), bound: Bound::Both }
}

/// `dated ("after" | "before" | "until" | "from") clock`: `Thursday before 5 p.m.`
fn day_open(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    let (rest, day) = verify(dated, |day| day.grain() <= Grain::Day).parse(tokens)?;
    let (rest, bound) = open_word(rest)?;
    let (rest, _) = opt(word(&["around", "about"])).parse(rest)?;
    let (rest, clock) = clock(rest)?;
    let end = Some(DateTime { clock: Some(in_part(clock, day.part_of_day)), ..day });
    Ok((
        rest,
        match bound {
            Bound::Until | Bound::Before => DateRange { low: None, high: end, bound },
            _ => DateRange { low: end, high: None, bound },
        },
    ))
}

/// `("since" | "until" | "before" | "after" | "starting" | "no later than") point`
fn open(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    let (rest, bound) = open_word(tokens)?;
    let (rest, _) = opt(word(&["around", "about"])).parse(rest)?;
    let (start, (after, point_found)) = match point(rest) {
        Ok(found) => (rest, found),
        Err(_) => {
            let (start, _) = word(&["the"]).parse(rest)?;
            (start, point(start)?)
        }
    };
    if !stands(start, after, &point_found) {
        return miss();
    }
    let (low, high) = match bound {
        Bound::Until | Bound::Before => (None, Some(point_found)),
        _ => (Some(point_found), None),
    };
    Ok((after, DateRange { low, high, bound }))
}

/// `"since" | "until" | "before" | "after" | "starting" | "no later than" | …`
fn open_word(tokens: Tokens<'_>) -> Parsed<'_, Bound> {
    alt((
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
    .parse(tokens)
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
    let the = follows(tokens, &["the"]);
    let (rest, which) = word(&["past", "last", "previous", "next", "coming", "following", "upcoming"]).parse(tokens)?;
    let sign = if matches!(tokens.text(which).as_bytes().first(), Some(b'p' | b'P' | b'l' | b'L')) { -1 } else { 1 };
    let past = tokens.text(which).eq_ignore_ascii_case("past");
    // `the talks will last two days`
    if !the && is_verb(tokens) {
        return miss();
    }
    let (rest, (value, hedge, unit)) = match amount(rest) {
        Ok((rest, amount)) => {
            let (rest, unit) = preceded(opt(kind(TokenKind::Hyphen)), unit).parse(rest)?;
            (rest, (amount.value, amount.hedge, unit))
        }
        // `the past decade`; `the last year` is the calendar year.
        Err(_) => {
            let (rest, unit) = unit(rest)?;
            let long = unit >= TimeUnit::Decade;
            if !(the || long) || !(past || long || unit == TimeUnit::Quarter) {
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

/// `range ("ago" | "from now") | "in" range`: `two to three weeks ago`.
fn between_lengths(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    let (rest, ahead) = opt(word(&["in"])).parse(tokens)?;
    let (rest, length) = range(rest)?;
    let (rest, sign) = if ahead.is_some() {
        (rest, 1)
    } else {
        alt((word(&["ago"]).map(|_| -1), (word(&["from"]), word(&["now"])).map(|_| 1))).parse(rest)?
    };
    if ahead.is_some() && rest.first().is_some_and(|next| is_content(rest, next)) {
        return miss();
    }
    let (Some(near), Some(up_to)) = (super::relative::whole_parts(&length, sign), length.up_to) else { return miss() };
    let far = Duration { parts: vec![(up_to, length.parts[0].1)], up_to: None, hedge: Hedge::None };
    let Some(far) = super::relative::whole_parts(&far, sign) else { return miss() };
    let at = |parts| Some(DateTime::of(Calendar::Distance { parts }));
    let (low, high) = if sign < 0 { (at(far), at(near)) } else { (at(near), at(far)) };
    Ok((rest, DateRange { low, high, bound: Bound::Both }))
}

/// Whether `last` before the view is the verb: after an auxiliary or `to`.
fn is_verb(tokens: Tokens<'_>) -> bool {
    tokens.before().is_some_and(|before| {
        tokens.lexicon().is_any(before.word, Class::Auxiliary.bit() | Class::Modal.bit())
            || ["to", "not", "they", "which", "that", "usually", "typically", "often"]
                .iter()
                .any(|word| tokens.text(before).eq_ignore_ascii_case(word))
            || tokens.text(before).ends_with("n't")
            || tokens.text(before).ends_with("n\u{2019}t")
            || (before.kind == TokenKind::Word
                && tokens.text(before).ends_with('s')
                && !before.is_capital()
                && !tokens.lexicon().is(before.word, Class::FunctionWord))
    })
}

/// `amount ("past" | "previous" | "next" | "coming") unit`: `the five previous years`.
fn counted(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    let rest = tokens;
    let (rest, (count, _)) =
        verify(amount.map(|amount| (amount.value, amount.article)), |(_, article)| !article).parse(rest)?;
    let (rest, which) =
        word(&["past", "previous", "preceding", "next", "coming", "upcoming", "following"]).parse(rest)?;
    let sign = if tokens.text(which).as_bytes()[0].eq_ignore_ascii_case(&b'p') { -1 } else { 1 };
    let (rest, unit) = unit(rest)?;
    let duration = Duration { parts: vec![(count, unit)], up_to: None, hedge: Hedge::None };
    let Some(parts) = super::relative::whole_parts(&duration, sign) else { return miss() };
    let (away, now) = (DateTime::of(Calendar::Distance { parts }), DateTime::of(Calendar::Now));
    let (low, high) = if sign < 0 { (away, now) } else { (now, away) };
    Ok((rest, DateRange { low: Some(low), high: Some(high), bound: Bound::Length }))
}

/// `["the"] ("first" | "last") cardinal unit ("of" | "in") stretch`: `the first three months of 2020`.
fn part_of_stretch(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    let (rest, _) = opt(word(&["the"])).parse(tokens)?;
    let (rest, which) = word(&["first", "opening", "last", "final"]).parse(rest)?;
    let (rest, count) = verify(cardinal, |count| (2..=100).contains(count)).parse(rest)?;
    let (rest, unit) = verify(unit, |unit| (TimeUnit::Day..=TimeUnit::Year).contains(unit)).parse(rest)?;
    let (rest, of) = preceded(word(&["of", "in"]), stretch).parse(rest)?;
    let count = count as i8;
    let nth = |nth| Some(DateTime::of(Calendar::Nth(nth, unit, Box::new(of.clone()))));
    let first = matches!(tokens.text(which).as_bytes()[0].to_ascii_lowercase(), b'o')
        || tokens.text(which).eq_ignore_ascii_case("first");
    let (low, high) = if first { (nth(1), nth(count)) } else { (nth(-count), nth(-1)) };
    Ok((rest, DateRange { low, high, bound: Bound::Both }))
}

/// `lengths [","] ("from" | "starting" ["from" | "on"]) point | "from" clock "for" lengths`
fn starting(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    let (rest, _) = opt(word(&["for"])).parse(tokens)?;
    if let Ok((rest, length)) = lengths(rest) {
        let (rest, _) = opt(kind(TokenKind::Comma)).parse(rest)?;
        let (rest, _) = alt((
            word(&["from"]).map(|_| ()),
            (word(&["starting", "beginning"]), opt(word(&["from", "on"]))).map(|_| ()),
        ))
        .parse(rest)?;
        let (rest, low) = verify(point, |low| low.grain() <= Grain::Day).parse(rest)?;
        return from_length(rest, low, &length);
    }
    let (rest, _) = opt(word(&["from"])).parse(tokens)?;
    let (rest, low) = verify(point, |low| low.clock.is_some()).parse(rest)?;
    let (rest, length) = preceded(word(&["for"]), lengths).parse(rest)?;
    from_length(rest, low, &length)
}

fn from_length<'a>(rest: Tokens<'a>, low: DateTime, length: &Duration) -> Parsed<'a, DateRange> {
    let Some(parts) = super::relative::whole_parts(length, 1) else { return miss() };
    let high = DateTime::of(Calendar::From(Box::new(low.clone()), parts));
    Ok((rest, DateRange { low: Some(low), high: Some(high), bound: Bound::Both }))
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
