//! From one date or time to another, or open on one side.
//!
//! ```text
//! date-range = ("from" | "between") point joint point | point joint point | days | months | years
//!            | clock-range | open | length | lengths ("from" | "starting") point
//! joint   = "to" | "through" | "until" | "till" | "-" | "–"                  and "and" after "between"
//! days    = month day joint day [[","] year] | day joint day ["of"] month [year]
//! months  = month joint month [year]
//! years   = year ("-" | "–" | "/") digit digit
//! open    = bound point | point ("or" | "and") "later" | dated bound clock
//! length  = ["the"] shift [lengths] unit | amount shift unit | ("first" | "last") cardinal unit "of" stretch
//! ```
//!
//! Accepted: `3-7 May`, `November 10-12, 2020`, `from Monday to Friday`, `between 2010 and 2015`,
//! `2010-11`, `since 1992`, `until Friday`, `the past three years`, `the next 2 weeks 3 days`. Refused: `from 1,500 to
//! 2,000`, `after the 2012 vote` (the date is 2012), scores. Two clock times: `clock_range.rs`.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::verify;
use nom::sequence::preceded;

use super::clock_range::{day_hours, day_open, hours_day, share_parts};
use super::date::{counts_things, day, ends, is_content, month, weekday};
use super::duration::{amount, lengths, one_length, range, unit, unit_near};
use super::input::{Parsed, Tokens};
use super::moment::{Start, about, ancient_year, point};
use super::primitive::{Choice, Test, entry, follows, int, kind, longer, longest, miss, near, opt, word};
use super::relative::{MEASURED, stretch, whole_parts};
use super::small_number::{cardinal, digits, year};
use super::standing::stands;
use crate::fact::{Bound, Calendar, DateRange, DateTime, Duration, Grain, Hedge, Number, PartialDate, TimeUnit};
use crate::lex::{Class, LexValue, TokenKind, WordSet};

/// The longest range that begins here.
pub(super) fn date_range<'a>(start: &Start<'a>) -> Parsed<'a, DateRange> {
    let mut best = longest(start.tokens, RANGES).ok();
    if unit_near(start.tokens)
        && let Ok((rest, range)) = longest(start.tokens, LENGTHS)
    {
        longer(&mut best, rest, range);
    }
    if start.dated.is_some() {
        for parse in [day_hours, day_open] {
            if let Ok((rest, range)) = parse(start) {
                longer(&mut best, rest, range);
            }
        }
    }
    if start.point.is_some() {
        for parse in [pair, or_later, from_clock] {
            if let Ok((rest, range)) = parse(start) {
                longer(&mut best, rest, range);
            }
        }
    } else if let Ok((rest, range)) = lifespan(start.tokens) {
        longer(&mut best, rest, range);
    }
    best.map_or_else(miss, Ok)
}

/// The ranges that do not begin with their first point.
const RANGES: &[Choice<DateRange>] = &[
    Choice::new(&[], &[Class::TimeOpener], opened),
    Choice::new(
        &[TokenKind::Number],
        &[Class::Month, Class::Weekday, Class::Ordinal, Class::Cardinal, Class::CalendarOpener],
        days,
    )
    .figures_before(JOINED)
    .words_before(&[Class::CalendarOpener], &[Class::Ordinal, Class::Cardinal]),
    Choice::new(&[], &[Class::Month], months),
    Choice::new(&[TokenKind::Number], &[], years).figures_before(&[
        TokenKind::Hyphen,
        TokenKind::Dash,
        TokenKind::Slash,
    ]),
    Choice::new(
        &[TokenKind::Number],
        &[Class::Cardinal, Class::NamedHour, Class::TimeOpener, Class::DurationOpener],
        hours_day,
    )
    .figures_before(JOINED)
    .words_before(
        &[Class::TimeOpener, Class::DurationOpener],
        &[
            Class::Cardinal,
            Class::NamedHour,
            Class::DurationOpener,
            Class::TimeShift,
            Class::OpenBound,
            Class::PointLead,
        ],
    ),
    Choice::new(&[], &[Class::OpenBound], open),
    Choice::new(&[], &[Class::TimeShift], length),
    Choice::new(&[], &[Class::CalendarOpener, Class::TimeShift, Class::Ordinal], part_of_stretch),
];

/// What stands behind the figures of a first end: a joint, or the rest of the end.
const JOINED: &[TokenKind] = &[TokenKind::Word, TokenKind::Hyphen, TokenKind::Dash, TokenKind::Tilde, TokenKind::Colon];

/// The ranges that a length of time begins, behind a preposition perhaps.
const LENGTHS: &[Choice<DateRange>] = &[
    Choice::new(AMOUNT_KINDS, AMOUNT_CLASSES, counted).figures_before(MEASURED),
    Choice::new(AMOUNT_KINDS, AMOUNT_CLASSES, between_lengths),
    Choice::new(AMOUNT_KINDS, AMOUNT_CLASSES, starting).figures_before(MEASURED),
];

const AMOUNT_KINDS: &[TokenKind] = &[TokenKind::Number, TokenKind::Fraction];
const AMOUNT_CLASSES: &[Class] =
    &[Class::Cardinal, Class::VagueCardinal, Class::NumberOpener, Class::TimeOpener, Class::DurationOpener];

/// `("from" | "between") …`
fn opened(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    let (rest, opener) = word(&["from", "between"]).parse(tokens)?;
    let between = tokens.text(opener).eq_ignore_ascii_case("between");
    let mut best = longest(rest, SHORTENED).ok();
    if let Ok((rest, range)) = two_points(rest, between) {
        longer(&mut best, rest, range);
    }
    best.map_or_else(miss, Ok)
}

/// Ranges whose ends share what is written once.
const SHORTENED: &[Choice<DateRange>] = &[
    Choice::new(
        &[TokenKind::Number],
        &[Class::Month, Class::Weekday, Class::Ordinal, Class::Cardinal, Class::CalendarOpener],
        days,
    )
    .figures_before(JOINED),
    Choice::new(&[], &[Class::Month], months),
    Choice::new(&[TokenKind::Number], &[], years).figures_before(&[
        TokenKind::Hyphen,
        TokenKind::Dash,
        TokenKind::Slash,
    ]),
];

/// Two points after `from` or `between`, which vouch for bare years and months; `from 2015 and 2016` is none.
fn two_points(tokens: Tokens<'_>, and: bool) -> Parsed<'_, DateRange> {
    let (rest, low) = end(tokens)?;
    let (rest, _) = match joint(rest) {
        Err(_) if and => word(&["and"]).map(|_| ()).parse(rest)?,
        found => found?,
    };
    let (rest, high) = end(rest)?;
    joined(tokens, rest, low, high, true)
}

/// `["the"] point | present`: of `from the 15th to the 19th century` the end reaches to its unit.
fn end(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    let mut best = point(tokens).ok();
    if let Ok((rest, found)) = preceded(word(&["the"]), point).parse(tokens) {
        longer(&mut best, rest, found);
    }
    best.map_or_else(|| present(tokens), Ok)
}

/// `"now" | "the present" | "date"`
fn present(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    let (rest, _) = (opt(word(&["the"])), word(&["now", "present", "date"])).parse(tokens)?;
    Ok((rest, DateTime::of(Calendar::Now)))
}

/// `point joint point`
fn pair<'a>(start: &Start<'a>) -> Parsed<'a, DateRange> {
    let Some((rest, low)) = &start.point else { return miss() };
    let (rest, _) = joint(*rest)?;
    let (rest, high) = end(rest)?;
    joined(start.tokens, rest, low.clone(), high, false)
}

/// `("c." | "around") year joint ["c."] year`: `c. 1455–1536`, `c. 155 – 229`, `c. 4 BC – 65`.
fn lifespan(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    let year_of = |point: &DateTime| point.absolute().and_then(|date| date.year);
    let (rest, hedge) = about(tokens);
    if hedge == Hedge::None {
        return miss();
    }
    let (rest, low) = alt((point, ancient_year)).parse(rest)?;
    let Some(from) = year_of(&low) else { return miss() };
    let (rest, _) = joint(rest)?;
    let (rest, second) = about(rest);
    let (rest, high) = match point(rest) {
        Ok(found) => found,
        Err(_) if from < 1000 => {
            let early =
                |(year, _)| Calendar::Absolute(PartialDate { year: Some(year as i16), ..PartialDate::default() });
            verify(digits, |(year, width)| *width <= 3 && *year > i64::from(from))
                .map(early)
                .map(DateTime::of)
                .parse(rest)?
        }
        Err(miss) => return Err(miss),
    };
    let (low, high) = (DateTime { hedge, ..low }, DateTime { hedge: second, ..high });
    joined(tokens, rest, low, high, true)
}

/// Two points as one range, if they are of a kind.
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
    share(&mut low, &mut high);
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

/// What only one end says holds for both: the year of `Nov 18-Dec 19, 2015`, the day of `Friday 11:05 - 12:50`, the
/// unit of `the 15th to the 19th century`.
fn share(low: &mut DateTime, high: &mut DateTime) {
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
    if let (Some(Calendar::Absolute(PartialDate { day: Some(nth), month: None, .. })), Some(Calendar::Century(to))) =
        (&low.calendar, &high.calendar)
    {
        low.calendar = Some(Calendar::Century(if *to < 0 { -i16::from(*nth) } else { i16::from(*nth) }));
    }
    if let (Some(from), Some(to)) = (&mut low.clock, &mut high.clock) {
        share_parts(from, to);
    }
}

/// `month day joint day [[","] year] | day joint day ["of"] month [year]`
fn days(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    // `5 men`: behind figures a joint, or the ending of an ordinal.
    let [first, next, ..] = tokens.slice() else { return miss() };
    let goes_on =
        next.kind != TokenKind::Word || next.is_glued() || alt((word(JOINTS), word(&["and"]))).parse_ok(tokens.skip(1));
    if first.kind == TokenKind::Number && !goes_on {
        return miss();
    }
    let (start, _) = opt((weekday, opt(kind(TokenKind::Comma)))).parse(tokens)?;
    if let Ok((rest, month)) = month(start) {
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
    let (rest, month) = preceded(opt(word(&["of", "in"])), month).parse(rest)?;
    let (rest, year) = opt(preceded((opt(kind(TokenKind::Comma)), opt(word(&["of"]))), year)).parse(rest)?;
    if low < high { Ok((rest, both_days(low, high, month, year))) } else { miss() }
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

/// `bound ["around"] ["the"] point`
fn open(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    let (rest, bound) = open_bound(tokens)?;
    let (bare, _) = opt(word(&["around", "about"])).parse(rest)?;
    let (start, (after, found)) = match point(bare) {
        Ok(found) => (bare, found),
        Err(_) => {
            let (start, _) = word(&["the"]).parse(bare)?;
            let (after, found) = point(start)?;
            // `after the 2012 vote`: the year tells which vote, and the vote bounds the time.
            let bare = found.absolute().is_some_and(|date| date.day.is_none());
            if bare && after.first().is_some_and(|next| is_content(after, next)) {
                return miss();
            }
            (start, (after, found))
        }
    };
    if stands(start, after, &found) { Ok((after, bound.of(found))) } else { miss() }
}

/// How a range begins or ends where only one end is told.
#[derive(Clone, Copy)]
pub(super) struct OpenBound(Bound);

impl OpenBound {
    /// The range up to that point, or from it on.
    pub(super) fn of(self, point: DateTime) -> DateRange {
        match self.0 {
            Bound::Until | Bound::Before => DateRange { low: None, high: Some(point), bound: self.0 },
            bound => DateRange { low: Some(point), high: None, bound },
        }
    }
}

/// `"since" | "until" | "before" | "after" | "starting" | "no later than" | …`
pub(super) fn open_bound(tokens: Tokens<'_>) -> Parsed<'_, OpenBound> {
    let (rest, value) = entry(Class::OpenBound).parse(tokens)?;
    let bound = match value {
        LexValue::Text("since") => Bound::Since,
        LexValue::Text("until") => Bound::Until,
        LexValue::Text("before") => Bound::Before,
        LexValue::Text("after") => Bound::After,
        _ => return miss(),
    };
    Ok((rest, OpenBound(bound)))
}

/// `point ("or" | "and") ("later" | "onwards" | "earlier")`
fn or_later<'a>(start: &Start<'a>) -> Parsed<'a, DateRange> {
    let Some((rest, found)) = &start.point else { return miss() };
    let (rest, bound) = preceded(
        word(&["or", "and"]),
        alt((
            word(&["later", "onwards", "onward"]).map(|_| OpenBound(Bound::Since)),
            word(&["earlier"]).map(|_| OpenBound(Bound::Until)),
        )),
    )
    .parse(*rest)?;
    Ok((rest, bound.of(found.clone())))
}

/// `["the"] shift [lengths] unit`: `the past three years`, `the next 2 weeks 3 days`.
fn length(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    if !unit_near(tokens) {
        return miss();
    }
    let the = follows(tokens, &["the"]);
    let (rest, sign) = verify(int(Class::TimeShift), |sign| *sign != 0).parse(tokens)?;
    // `the talks will last two days`
    if !the && is_verb(tokens) {
        return miss();
    }
    let (rest, duration) = match alt((whole, one_length)).parse(rest) {
        Ok(found) => found,
        // `the past decade`; `the last year` is the calendar year.
        Err(_) => {
            let (rest, unit) = unit(rest)?;
            let past = tokens.first().is_some_and(|which| tokens.text(which).eq_ignore_ascii_case("past"));
            let long = unit >= TimeUnit::Decade;
            if !(the || long) || !(past || long || unit == TimeUnit::Quarter) {
                return miss();
            }
            (rest, Duration { parts: vec![(Number::ONE, unit)], up_to: None, hedge: Hedge::None })
        }
    };
    around_now(rest, &duration, sign as i32)
}

/// `lengths`, unless another date takes its last part: `the last 3 months and 2 days ago`.
fn whole(tokens: Tokens<'_>) -> Parsed<'_, Duration> {
    let (rest, length) = lengths(tokens)?;
    if word(&["ago", "later", "earlier", "before", "after"]).parse_ok(rest) { miss() } else { Ok((rest, length)) }
}

/// So long a time that ends with the day of writing, or begins with it; quarters are those of the calendar.
fn around_now<'a>(rest: Tokens<'a>, length: &Duration, sign: i32) -> Parsed<'a, DateRange> {
    let Some(parts) = whole_parts(length, sign) else { return miss() };
    if let ([(count, unit @ TimeUnit::Quarter)], Hedge::None) = (parts.as_slice(), length.hedge) {
        let at = |count| Some(DateTime::of(Calendar::Unit { count, unit: *unit }));
        let (low, high) = if sign < 0 { (at(*count), at(-1)) } else { (at(1), at(*count)) };
        return Ok((rest, DateRange { low, high, bound: Bound::Both }));
    }
    let away = DateTime { hedge: length.hedge, ..DateTime::of(Calendar::Distance { parts }) };
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
    let (Some(near), Some(up_to)) = (whole_parts(&length, sign), length.up_to) else { return miss() };
    let far = Duration { parts: vec![(up_to, length.parts[0].1)], up_to: None, hedge: Hedge::None };
    let Some(far) = whole_parts(&far, sign) else { return miss() };
    let at = |parts| Some(DateTime::of(Calendar::Distance { parts }));
    let (low, high) = if sign < 0 { (at(far), at(near)) } else { (at(near), at(far)) };
    Ok((rest, DateRange { low, high, bound: Bound::Both }))
}

/// Whether `last` is the verb: after an auxiliary, `to`, a pronoun, a plural.
fn is_verb(tokens: Tokens<'_>) -> bool {
    let Some(before) = tokens.before() else { return false };
    let text = tokens.text(before);
    tokens.lexicon().is_any(before.word, Class::Auxiliary.bit() | Class::Modal.bit())
        || tokens.lexicon().is(before.word, Class::Pronoun)
        || follows(tokens, &["to", "usually", "typically"])
        || text.ends_with("n't")
        || text.ends_with("n\u{2019}t")
        || before.kind == TokenKind::Word
            && text.ends_with('s')
            && !before.is_capital()
            && !tokens.lexicon().is(before.word, Class::FunctionWord)
}

/// How many tokens a length of time may take, for a look at what stands behind it.
const LONGEST_LENGTH: usize = 60;

/// `amount shift unit`: `the five previous years`.
fn counted(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    static WORDS: WordSet = WordSet::opening(Class::TimeShift.bit());
    if !near(tokens, LONGEST_LENGTH, &WORDS, false) {
        return miss();
    }
    let (rest, amount) = verify(amount, |amount| !amount.article).parse(tokens)?;
    // `last` is rather a verb here, and `this` begins something new.
    let (rest, sign) = match rest.first() {
        Some(which) if !rest.text(which).eq_ignore_ascii_case("last") => int(Class::TimeShift).parse(rest)?,
        _ => return miss(),
    };
    let plural = rest.first().is_some_and(|unit| rest.text(unit).ends_with('s'));
    let (rest, unit) = unit(rest)?;
    // `we will be three next week`
    if sign == 0 || !plural {
        return miss();
    }
    around_now(rest, &Duration { parts: vec![(amount.value, unit)], up_to: None, hedge: Hedge::None }, sign as i32)
}

/// `["the"] ("first" | "last") cardinal unit ("of" | "in") stretch`: `the first three months of 2020`.
fn part_of_stretch(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    let (rest, _) = opt(word(&["the"])).parse(tokens)?;
    let (rest, at_start) =
        alt((word(&["first", "opening"]).map(|_| true), word(&["last", "final"]).map(|_| false))).parse(rest)?;
    let (rest, count) = verify(cardinal, |count| (2..=100).contains(count)).parse(rest)?;
    let (rest, unit) = verify(unit, |unit| (TimeUnit::Day..=TimeUnit::Year).contains(unit)).parse(rest)?;
    let (rest, of) = preceded(word(&["of", "in"]), stretch).parse(rest)?;
    let count = count as i8;
    let nth = |nth| Some(DateTime::of(Calendar::Nth(nth, unit, Box::new(of.clone()))));
    let (low, high) = if at_start { (nth(1), nth(count)) } else { (nth(-count), nth(-1)) };
    Ok((rest, DateRange { low, high, bound: Bound::Both }))
}

/// `["for"] lengths [","] ("from" | "starting" ["from" | "on"]) point | "from" clock "for" lengths`
fn starting(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    static WORDS: WordSet = WordSet::opening(Class::RangeOpener.bit() | Class::OpenBound.bit());
    if let Ok((rest, _)) = word(&["from"]).parse(tokens) {
        return from_clock(&Start::read(rest));
    }
    if !near(tokens, LONGEST_LENGTH, &WORDS, false) {
        return miss();
    }
    let (rest, _) = opt(word(&["for"])).parse(tokens)?;
    let (rest, length) = lengths(rest)?;
    let (rest, _) = opt(kind(TokenKind::Comma)).parse(rest)?;
    let (rest, _) =
        alt((word(&["from"]).map(|_| ()), (word(&["starting", "beginning"]), opt(word(&["from", "on"]))).map(|_| ())))
            .parse(rest)?;
    let (rest, low) = verify(point, |low| low.grain() <= Grain::Day).parse(rest)?;
    from_length(rest, low, &length)
}

/// `clock "for" lengths`
fn from_clock<'a>(start: &Start<'a>) -> Parsed<'a, DateRange> {
    let Some((rest, low)) = start.point.as_ref().filter(|(_, low)| low.clock.is_some()) else { return miss() };
    let (rest, length) = preceded(word(&["for"]), lengths).parse(*rest)?;
    from_length(rest, low.clone(), &length)
}

/// So long a time from that point on.
fn from_length<'a>(rest: Tokens<'a>, low: DateTime, length: &Duration) -> Parsed<'a, DateRange> {
    let Some(parts) = whole_parts(length, 1) else { return miss() };
    let high = match (low.clock, &low.calendar) {
        (Some(clock), None) => match clock.after(&parts) {
            Some(clock) => DateTime { clock: Some(clock), ..low.clone() },
            None => return miss(),
        },
        _ => DateTime::of(Calendar::From(Box::new(low.clone()), parts)),
    };
    Ok((rest, DateRange { low: Some(low), high: Some(high), bound: Bound::Both }))
}

/// The words between two ends.
pub(super) const JOINTS: &[&str] = &["to", "through", "thru", "until", "till"];

/// `"to" | "through" | "thru" | "until" | "till" | "-" | "–"`
pub(super) fn joint(tokens: Tokens<'_>) -> Parsed<'_, ()> {
    alt((
        word(JOINTS).map(|_| ()),
        kind(TokenKind::Hyphen).map(|_| ()),
        kind(TokenKind::Dash).map(|_| ()),
        kind(TokenKind::Tilde).map(|_| ()),
    ))
    .parse(tokens)
}
