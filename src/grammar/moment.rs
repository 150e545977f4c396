//! A date with its clock, part of the day and portion: the point in time as a fact.
//!
//! ```text
//! moment   = dated [[","] ["at" | "@"] (clock | hour)] | dated [["in" "the"] part] [["at"] clock]
//!          | clock [[","] ["on"] dated] | clock part-phrase [dated] | part-phrase | part "of" dated
//! dated    = [portion] calendar
//! portion  = "early" | "mid" ["-"] | "late" | ("earlier" | "later") ["in" | "on"]
//!          | ("beginning" | "start" | "middle" | "end") "of"
//! calendar = date | period | relative | holiday | month | weekday | "the" ordinal
//! part-phrase = ("in" "the" | "at" | "this" | "last") part
//! ```
//!
//! The productions know no context. What is weak by itself (a bare year, month, season, a clock in plain
//! figures) is a fact only where the words around it say so: [`stands`].

use nom::Parser;
use nom::branch::alt;
use nom::combinator::verify;
use nom::sequence::preceded;

use super::clock::{clock, is_weak};
use super::date::{counts_things, date, ends, holiday, is_content, ordinal_day};
use super::duration::unit;
use super::input::{Parsed, Tokens};
use super::period::period;
use super::primitive::{Test, follows, glued, int, kind, longest, miss, near, opt, word};
use super::relative::{bare_month, bare_weekday, relative};
use super::small_number::{cardinal, digits, year};
use crate::fact::{
    Calendar, Clock, DateTime, Grain, Hedge, Meridiem, PartOfDay, PartialDate, Portion, Recurring, TimeUnit, Value,
    YearPart,
};
use crate::lex::{Class, Token, TokenKind};

/// A point in time as a fact of its own.
pub(super) fn moment(tokens: Tokens<'_>) -> Parsed<'_, Value> {
    if !opens_time(tokens) {
        return miss();
    }
    let (start, hedge) = about(tokens);
    let (rest, mut found) = if hedge == Hedge::None { point(start) } else { alt((point, ancient_year)).parse(start) }?;
    if !stands(start, rest, &found) {
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

/// A cheap look ahead: words such as `the`, `in`, `one`, `this` open a date only with another word of time or
/// figures near.
pub(super) fn opens_time(tokens: Tokens<'_>) -> bool {
    const ALONE: u128 = Class::Month.bit()
        | Class::Weekday.bit()
        | Class::RelativeDay.bit()
        | Class::Season.bit()
        | Class::Holiday.bit()
        | Class::NamedHour.bit();
    const NEAR: u128 = ALONE
        | Class::Cardinal.bit()
        | Class::VagueCardinal.bit()
        | Class::Ordinal.bit()
        | Class::TimeUnit.bit()
        | Class::TimePortion.bit()
        | Class::PartOfDay.bit()
        | Class::Meridiem.bit();
    tokens.first().is_some_and(|first| {
        first.kind != TokenKind::Word || tokens.lexicon().opens(first.word) & ALONE != 0 || near(tokens, 4, NEAR, true)
    })
}

/// Whether the clause speaks of the future: its nearest verb form before the date, else behind it, is `will`,
/// `to be`, `is due` and not a past one. `He said on Friday that it will close` looks back.
fn is_ahead(tokens: Tokens<'_>, rest: Tokens<'_>) -> bool {
    const REACH: usize = 12;
    let verb = |token: &Token| {
        let text = tokens.text(token);
        let is = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
        if token.kind != TokenKind::Word {
            None
        } else if is(&["will", "shall", "won't", "due", "scheduled", "set", "expected", "planned", "plans", "upcoming"])
            || text.ends_with("'ll")
        {
            Some(true)
        } else if is(&["was", "were", "had", "did", "said", "told", "has", "have"])
            || text.len() > 4 && text.ends_with("ed")
        {
            Some(false)
        } else {
            None
        }
    };
    let before = tokens.behind().iter().rev().take(REACH).find_map(verb);
    before.or_else(|| rest.slice().iter().take(REACH).find_map(verb)).unwrap_or(false)
}

/// `"about" | "around" | "circa" | "c."`, before a year or a clock.
fn about(tokens: Tokens<'_>) -> (Tokens<'_>, Hedge) {
    if word(&["about", "around", "circa", "approximately", "roughly", "ca"]).parse_ok(tokens) {
        return (tokens.skip(1), Hedge::About);
    }
    if (word(&["c", "ca"]), glued(TokenKind::Period)).parse(tokens).is_ok() {
        return (tokens.skip(2), Hedge::About);
    }
    (tokens, Hedge::None)
}

/// A year of three figures after `c.`, which is nothing else.
fn ancient_year(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    if tokens.before().is_none_or(|before| before.kind != TokenKind::Period) {
        return miss();
    }
    let (rest, (year, _)) = verify(digits, |(_, width)| *width == 3).parse(tokens)?;
    Ok((rest, DateTime::of(Calendar::Absolute(PartialDate { year: Some(year as i16), ..PartialDate::default() }))))
}

/// The longest point in time that begins here, however weak.
pub(super) fn point(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    longest(tokens, &[day_and_time, time_and_day, part_phrase, part_of_dated])
}

/// `dated [[","] ["at"] clock] | dated [["in" "the"] part] [["at"] clock]`
fn day_and_time(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    let (mut rest, mut found) = dated(tokens)?;
    if let Some(Calendar::Absolute(date @ PartialDate { year: None, month: Some(_), .. })) = found.calendar
        && let Ok((after, shift)) = of_which_year(rest)
    {
        found.calendar = Some(Calendar::InYear(date, shift));
        rest = after;
    }
    if found.grain() == Grain::Day || found.part_of_day.is_some() {
        if found.part_of_day.is_none()
            && let Ok((after, (portion, part))) = day_part(rest)
        {
            found.part_of_day = Some(part);
            found.portion = found.portion.or(portion);
            rest = after;
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
        } else if let (true, Ok((after, zone))) = (found.part_of_day.is_some(), super::clock::zone(rest)) {
            let _ = zone;
            rest = after;
        }
    }
    Ok((rest, found))
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
    if let Ok((rest, _)) = verify(alt((kind(TokenKind::Word), kind(TokenKind::Colon))), instrument).parse(tokens) {
        return clock(rest);
    }
    let (rest, _) = opt(alt((kind(TokenKind::Comma), kind(TokenKind::Hyphen)))).parse(tokens)?;
    let (rest, at) = opt(alt((word(&["at", "around", "about", "by"]), kind(TokenKind::At)))).parse(rest)?;
    match clock(rest) {
        Ok((after, clock)) => {
            // `on Friday, 3:2` was refused before; `Friday, noon` and `Friday 9:30` stand.
            Ok((after, clock))
        }
        Err(_) if at.is_some() => hour(rest),
        Err(miss) => Err(miss),
    }
}

/// A bare hour after `at`, where nothing follows that it could count.
fn hour(tokens: Tokens<'_>) -> Parsed<'_, Clock> {
    let (rest, hour) = verify(cardinal, |hour| (1..=12).contains(hour)).parse(tokens)?;
    if rest.first().is_some_and(|next| is_content(rest, next) || next.is_glued() && !ends(next)) {
        return miss();
    }
    Ok((rest, Clock { hour: hour as u8, twelve_hour: true, ..Clock::default() }))
}

/// `clock [[","] ["on"] dated] | clock part-phrase [dated]`
fn time_and_day(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    let (rest, mut time) = match clock(tokens) {
        Ok(found) => found,
        // `11 tonight`
        Err(_) => {
            let (rest, hour) = hour_before_part(tokens)?;
            (rest, hour)
        }
    };
    let (rest, part) = opt(alt((in_the_part, at_night))).parse(rest)?;
    time = in_part(time, part);
    let joined = preceded(
        (opt(alt((kind(TokenKind::Comma), kind(TokenKind::Bullet), kind(TokenKind::Other)))), opt(word(&["on", "of"]))),
        verify(dated, |found| found.grain() <= Grain::Day),
    )
    .parse(rest);
    match joined {
        Ok((rest, mut found)) => {
            if found.part_of_day.is_none()
                && let Ok((after, (_, part))) = day_part(rest)
            {
                found.clock = Some(in_part(time, Some(part)));
                return Ok((after, found));
            }
            found.clock = Some(in_part(time, found.part_of_day));
            Ok((rest, found))
        }
        Err(_) => {
            Ok((rest, DateTime { clock: Some(time), part_of_day: part.filter(|_| false), ..DateTime::default() }))
        }
    }
}

/// An hour that only the word behind it makes one: `11 tonight`, `seven in the evening`.
fn hour_before_part(tokens: Tokens<'_>) -> Parsed<'_, Clock> {
    let (rest, hour) = verify(cardinal, |hour| (1..=12).contains(hour)).parse(tokens)?;
    let (after, _) = opt(kind(TokenKind::Comma)).parse(rest)?;
    if word(&["tonight"]).parse(after).is_ok()
        || in_the_part(rest).is_ok()
        || (follows(tokens, &["at"]) && at_night(rest).is_ok())
    {
        return Ok((rest, Clock { hour: hour as u8, twelve_hour: true, ..Clock::default() }));
    }
    miss()
}

/// `[portion] calendar`
pub(super) fn dated(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    let Ok((rest, portion)) = portion(tokens) else { return calendar(tokens) };
    let (rest, mut found) = alt((calendar, the_unit)).parse(rest)?;
    if matches!(found.calendar, Some(Calendar::Distance { .. } | Calendar::Narrative(_))) && found.grain() < Grain::Day
    {
        return miss();
    }
    found.portion = Some(portion);
    Ok((rest, found))
}

/// `date | period | relative | holiday | month | weekday | "the" ordinal`
fn calendar(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    longest(
        tokens,
        &[
            |tokens| date.map(|date| DateTime::of(Calendar::Absolute(date))).parse(tokens),
            period,
            relative,
            holiday,
            bare_month,
            bare_weekday,
            the_day,
            the_weekend,
        ],
    )
}

/// `"the" unit`, behind a portion: `later in the week`, `the end of the year`. Which one, the story tells.
fn the_unit(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    let (rest, _) = word(&["the"]).parse(tokens)?;
    let (rest, unit) = verify(unit, |unit| *unit >= TimeUnit::Day).parse(rest)?;
    if rest.first().is_some_and(|next| is_content(rest, next) || next.is_glued() && !ends(next)) {
        return miss();
    }
    Ok((rest, DateTime::of(Calendar::Narrative(vec![(0, unit)]))))
}

/// `"the" "weekend"`
fn the_weekend(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    if !follows(tokens, &["over", "at", "during", "throughout", "for", "by", "before", "after", "on"]) {
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

/// `"early" | "mid" ["-"] | "late" | ("earlier" | "later") ["in" | "on"] | ("beginning" | "end") "of"`
fn portion(tokens: Tokens<'_>) -> Parsed<'_, Portion> {
    let the = follows(tokens, &["the"]);
    let (rest, portion) =
        int(Class::TimePortion).map_opt(|portion| Portion::ALL.get(portion as usize - 1).copied()).parse(tokens)?;
    let (rest, _) = opt(kind(TokenKind::Hyphen)).parse(rest)?;
    match portion {
        Portion::Start | Portion::End => {
            let (rest, _) = word(&["of"]).parse(rest)?;
            Ok((rest, portion))
        }
        Portion::Mid => {
            let (rest, _) = opt(word(&["of"])).parse(rest)?;
            Ok((rest, portion))
        }
        Portion::Early | Portion::Late => {
            let (rest, joint) = opt(word(&["in", "on"])).parse(rest)?;
            if the && joint.is_some() { miss() } else { Ok((rest, portion)) }
        }
        Portion::Earlier | Portion::Later => {
            let (rest, _) = opt(word(&["in", "on"])).parse(rest)?;
            // `the later 1800s` are late ones.
            let late = if portion == Portion::Later { Portion::Late } else { Portion::Early };
            Ok((rest, if the { late } else { portion }))
        }
    }
}

/// `["in" "the"] ["early" | "late"] part`, after a day.
fn day_part(tokens: Tokens<'_>) -> Parsed<'_, (Option<Portion>, PartOfDay)> {
    let (rest, _) = opt((word(&["in"]), word(&["the"]))).parse(tokens)?;
    let (rest, portion) = opt(verify(portion, |portion| {
        matches!(portion, Portion::Early | Portion::Late | Portion::Earlier | Portion::Later)
    }))
    .parse(rest)?;
    let (rest, part) = part(rest)?;
    // `Friday night's show` is one; `Saturday morning-after` is not.
    if rest.first().is_some_and(|next| next.is_glued() && !ends(next)) {
        return miss();
    }
    Ok((rest, (portion, part)))
}

/// `("in" "the" | "this" | "last") part`
pub(super) fn part_phrase(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    if let Ok((rest, part)) = in_the_part(tokens) {
        let bare = DateTime { part_of_day: Some(part), ..DateTime::default() };
        return Ok(match clock_tail(rest) {
            Ok((rest, clock)) => (rest, DateTime { clock: Some(in_part(clock, Some(part))), ..bare }),
            Err(_) => (rest, bare),
        });
    }
    let (rest, portion) = opt(verify(portion, |portion| {
        matches!(portion, Portion::Early | Portion::Late | Portion::Earlier | Portion::Later)
    }))
    .parse(tokens)?;
    let (rest, which) = word(&["this", "last"]).parse(rest)?;
    let count = -i32::from(tokens.text(which).eq_ignore_ascii_case("last"));
    let (rest, part) = part(rest)?;
    let found =
        DateTime { part_of_day: Some(part), portion, ..DateTime::of(Calendar::Unit { count, unit: TimeUnit::Day }) };
    match clock_tail(rest) {
        Ok((rest, clock)) => Ok((rest, DateTime { clock: Some(in_part(clock, Some(part))), ..found })),
        Err(_) => Ok((rest, found)),
    }
}

/// `["the"] part "of" dated`
fn part_of_dated(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    let (rest, _) = opt(word(&["the"])).parse(tokens)?;
    let (rest, part) = part(rest)?;
    let (rest, mut found) = preceded(word(&["of"]), verify(dated, |found| found.grain() == Grain::Day)).parse(rest)?;
    found.part_of_day = Some(part);
    Ok((rest, found))
}

/// `"in" "the" ["early" | "late"] part`
fn in_the_part(tokens: Tokens<'_>) -> Parsed<'_, PartOfDay> {
    preceded((word(&["in"]), word(&["the"]), opt(word(&["early", "late"]))), part).parse(tokens)
}

/// `"at" "night"`
fn at_night(tokens: Tokens<'_>) -> Parsed<'_, PartOfDay> {
    (word(&["at"]), word(&["night"])).map(|_| PartOfDay::Night).parse(tokens)
}

/// `part`
fn part(tokens: Tokens<'_>) -> Parsed<'_, PartOfDay> {
    int(Class::PartOfDay).map_opt(|part| PartOfDay::ALL.get(part as usize - 1).copied()).parse(tokens)
}

/// What the part of the day says about a clock that shows twelve hours.
pub(super) fn in_part(mut clock: Clock, part: Option<PartOfDay>) -> Clock {
    if clock.meridiem.is_none() && (1..=12).contains(&clock.hour) {
        clock.meridiem = match part {
            Some(PartOfDay::Morning) => Some(Meridiem::Am),
            Some(PartOfDay::Afternoon | PartOfDay::Evening) => Some(Meridiem::Pm),
            // Seven at night is 19:00, three at night is 03:00.
            Some(PartOfDay::Night) => Some(if (5..12).contains(&clock.hour) { Meridiem::Pm } else { Meridiem::Am }),
            Some(PartOfDay::Day) | None => None,
        };
        clock.twelve_hour &= clock.meridiem.is_none();
    }
    clock
}

/// Whether `found`, which reaches from `tokens` to `rest`, is a date in these surroundings.
pub(super) fn stands(tokens: Tokens<'_>, rest: Tokens<'_>, found: &DateTime) -> bool {
    if found.part_of_day.is_some() {
        return found.calendar.is_some()
            || found.clock.is_some()
            || !rest.first().is_some_and(|next| is_content(rest, next));
    }
    let Some(calendar) = &found.calendar else {
        return found.clock.is_none_or(|clock| !is_weak(&clock) || clock_stands(tokens, rest, &clock));
    };
    if found.clock.is_some() {
        return true;
    }
    match calendar {
        Calendar::Absolute(date) => match (date.year, date.part, date.month, date.day) {
            (Some(year), None, None, None) => found.portion.is_some() || year_stands(tokens, rest, year),
            (None, None, Some(_), None) => found.portion.is_some() || month_stands(tokens, rest),
            (None, Some(YearPart::Season(_)), ..) => season_stands(tokens, rest),
            (None, Some(YearPart::Week(_)), ..) => true,
            (None, None, None, Some(_)) => date.weekday.is_some() || day_stands(tokens, rest),
            (None, None, Some(month), Some(_)) => {
                if tokens.first().is_some_and(|first| first.kind == TokenKind::Number)
                    && tokens.get(1).is_some_and(|mark| mark.kind == TokenKind::Slash)
                    && tokens.get(2).is_some_and(|second| second.kind == TokenKind::Number)
                {
                    slashed_stands(tokens, rest)
                } else {
                    month != 5 && month != 3 || lower_month_stands(tokens)
                }
            }
            _ => true,
        },
        Calendar::Near { what: Recurring::Weekday(_), bare: true, .. } => weekday_stands(tokens, rest),
        // `to this day`
        Calendar::Unit { count: 0, unit: TimeUnit::Day } => {
            !tokens.first().is_some_and(|first| tokens.text(first).eq_ignore_ascii_case("this"))
        }
        // `the 21st Century Cures Act`
        Calendar::Century(_) => {
            !(rest.before().is_some_and(Token::is_capital)
                && rest.first().is_some_and(|next| next.is_capital() && next.kind == TokenKind::Word))
        }
        // `Johnnie Christmas` is a person, `Christmas Island` a place.
        Calendar::Holiday(..) => !tokens.before().is_some_and(|before| {
            before.kind == TokenKind::Word
                && before.is_capital()
                && !before.is_sentence_start()
                && !is_lead(tokens, before)
        }),
        _ => true,
    }
}

/// A bare year: what stands before and after it must leave no other reading.
fn year_stands(tokens: Tokens<'_>, rest: Tokens<'_>, year: i16) -> bool {
    let Some(first) = tokens.first() else { return false };
    if first.kind == TokenKind::Word && tokens.text(first).eq_ignore_ascii_case("the") {
        // `the year 2008`
        return true;
    }
    if era_written(tokens, rest) || tokens.text(first).eq_ignore_ascii_case("year") {
        return true;
    }
    let modern = (1900..=2035).contains(&year);
    let round = year % 100 == 0;
    let counted = counts_things(rest);
    let next_is_name =
        rest.first().is_some_and(|next| next.kind == TokenKind::Word && next.is_capital() && !next.is_glued());
    let closes = rest.first().is_none_or(|next| {
        matches!(
            next.kind,
            TokenKind::Period
                | TokenKind::Comma
                | TokenKind::Semicolon
                | TokenKind::Colon
                | TokenKind::ParenClose
                | TokenKind::ParenOpen
                | TokenKind::Question
                | TokenKind::Exclamation
                | TokenKind::Possessive
        )
    });
    if first.kind == TokenKind::Word {
        // In words: `nineteen ninety-six` after a preposition.
        return lead(tokens).is_some();
    }
    let Some(before) = tokens.before() else {
        return modern
            && !counted
            && word(&["was", "is", "saw", "will", "has", "brought", "marked"]).parse(rest).is_ok()
            || modern && next_is_name;
    };
    if first.is_glued()
        && !matches!(
            before.kind,
            TokenKind::ParenOpen | TokenKind::QuoteOpen | TokenKind::QuoteStraight | TokenKind::Dash | TokenKind::Slash
        )
    {
        return false;
    }
    match before.kind {
        TokenKind::Word => match lead(tokens) {
            Some(_) if year_before(tokens) => !counted,
            Some(1) => !counted || modern && !round,
            Some(_) => {
                (1700..=2035).contains(&year) && !counted && (!round || closes || modern)
                    || modern && !round && !counts_people(rest)
            }
            None if before.is_capital() && !before.is_sentence_start() => {
                (1990..=2035).contains(&year) && !counted && year != 2000 && !next_is_number(rest)
            }
            None => {
                modern
                    && next_is_name
                    && (tokens.lexicon().is(before.word, Class::FunctionWord) || before.is_sentence_start())
            }
        },
        TokenKind::ParenOpen | TokenKind::Semicolon => {
            (1000..=2035).contains(&year)
                && rest.first().is_some_and(|next| {
                    matches!(
                        next.kind,
                        TokenKind::ParenClose | TokenKind::Semicolon | TokenKind::Comma | TokenKind::Colon
                    )
                })
        }
        TokenKind::Comma => {
            (1500..=2035).contains(&year)
                && closes
                && tokens.behind().len() >= 2
                && tokens.behind()[tokens.behind().len() - 2].kind != TokenKind::Number
        }
        TokenKind::Period if tokens.behind().len() >= 2 => {
            // `c. 1770`, `d. 1990`
            let behind = tokens.behind();
            matches!(tokens.text(&behind[behind.len() - 2]), "c" | "ca" | "d" | "b" | "m" | "r" | "fl" | "div")
                && year > 99
        }
        TokenKind::Possessive => modern && !counted && !round,
        TokenKind::ParenClose | TokenKind::QuoteClose => modern && closes,
        _ => false,
    }
}

/// `in 1687 and 1689`: a joint, and another year before it.
fn year_before(tokens: Tokens<'_>) -> bool {
    let [.., number, joint] = tokens.behind() else { return false };
    matches!(tokens.text(joint), "and" | "or" | "to" | ",")
        && number.kind == TokenKind::Number
        && matches!(tokens.text(number).parse(), Ok(1000..=2100))
}

fn counts_people(rest: Tokens<'_>) -> bool {
    word(&[
        "people", "men", "women", "children", "homes", "miles", "metres", "meters", "feet", "euros", "dollars",
        "pounds",
    ])
    .parse(rest)
    .is_ok()
}

fn next_is_number(rest: Tokens<'_>) -> bool {
    rest.first().is_some_and(|next| next.kind == TokenKind::Number)
}

fn is_lead(tokens: Tokens<'_>, before: &Token) -> bool {
    tokens.lexicon().is(before.word, Class::TimeLead) || tokens.lexicon().is(before.word, Class::FunctionWord)
}

/// How strongly the word before makes a bare number a year: 1 strongly, 2 weakly.
fn lead(tokens: Tokens<'_>) -> Option<i64> {
    let before = tokens.before()?;
    tokens.lexicon().int(before.word, Class::TimeLead)
}

fn era_written(tokens: Tokens<'_>, rest: Tokens<'_>) -> bool {
    let taken = (rest.position() - tokens.position()) as usize;
    taken > 1
        && (0..taken)
            .filter_map(|at| tokens.get(at))
            .any(|token| matches!(tokens.text(token), "AD" | "BC" | "CE" | "BCE" | "A.D." | "B.C." | "C.E." | "B.C.E."))
}

/// A bare month: a preposition before it, or a full name in capitals that is nothing else.
fn month_stands(tokens: Tokens<'_>, rest: Tokens<'_>) -> bool {
    let Some(first) = tokens.first() else { return false };
    let text = tokens.text(first);
    let lead = lead(tokens);
    // `in March`, but not `by May Wong`, and not `March Madness`.
    let name_follows = rest.first().is_some_and(|next| {
        next.kind == TokenKind::Word && next.is_capital() && !next.is_glued() && !next.is_all_caps()
    });
    if !first.is_capital() {
        let verb = matches!(text, "may" | "march" | "mar" | "sun" | "august" | "dec" | "jan" | "sep");
        return lead.is_some() && (!verb || lead == Some(1) && text == "august")
            || !verb && text.len() > 4 && !follows(tokens, &["to"]) && tokens.before().is_none();
    }
    if name_follows
        && !tokens.lexicon().is(rest.first().map_or(crate::lex::WordId::UNKNOWN, |next| next.word), Class::FunctionWord)
    {
        return lead == Some(1);
    }
    let person = matches!(text, "May" | "March" | "April" | "June" | "August" | "Jan" | "Mar");
    match lead {
        Some(1) => true,
        Some(_) => {
            !person
                || !follows(tokens, &["the", "and", "or", "by", "to", "for", "about", "of", "from"])
                || text == "August" && follows(tokens, &["of", "from", "by"])
                || matches!(text, "March" | "May" | "June" | "April") && follows(tokens, &["by", "from", "of"])
        }
        None => {
            text.len() > 4
                && !person
                && !follows(tokens, &["a", "an"])
                && !tokens.before().is_some_and(|before| {
                    before.is_capital() && before.kind == TokenKind::Word && !before.is_sentence_start()
                })
        }
    }
}

/// A bare season: `in summer`, `the winter`, `last spring` — not `fall` the verb or `spring` the source.
fn season_stands(tokens: Tokens<'_>, rest: Tokens<'_>) -> bool {
    let Some(first) = tokens.first() else { return false };
    let text = tokens.text(first);
    let doubtful = text.eq_ignore_ascii_case("fall") || text.eq_ignore_ascii_case("spring");
    if rest.first().is_some_and(|next| next.is_glued() && next.kind != TokenKind::Possessive && !ends(next)) {
        return false;
    }
    let content = rest.first().is_some_and(|next| is_content(rest, next));
    // `Summer School`, `Winter Carnival`: part of a name.
    if first.is_capital()
        && !follows(tokens, &["in"])
        && rest.first().is_some_and(|next| next.is_capital() && next.kind == TokenKind::Word)
    {
        return false;
    }
    if doubtful {
        return follows(tokens, &["in", "since", "until", "during", "by", "late", "early"]) && !content
            || !content && follows(tokens, &["the"]) && tokens.behind().len() > 1 && {
                let behind = tokens.behind();
                let two = tokens.text(&behind[behind.len() - 2]);
                matches!(two, "in" | "In" | "during" | "During" | "by" | "By" | "until" | "since")
            };
    }
    !content
}

/// `the 10th`, after a preposition and before no noun.
fn day_stands(tokens: Tokens<'_>, rest: Tokens<'_>) -> bool {
    follows(tokens, &["on", "by", "until", "till", "since", "from", "before", "after"])
        && rest.first().is_none_or(|next| {
            !is_content(rest, next)
                && next.kind != TokenKind::Number
                && !(next.is_glued() && next.kind == TokenKind::Hyphen)
        })
}

/// `11/20`, after a preposition or a weekday, or in a list of such.
fn slashed_stands(tokens: Tokens<'_>, rest: Tokens<'_>) -> bool {
    if rest.first().is_some_and(|next| is_content(rest, next)) {
        return false;
    }
    if follows(tokens, &["on", "by", "until", "since", "before", "after", "this", "next"]) {
        return true;
    }
    let behind = tokens.behind();
    // `11/20, 11/22 or 11/25`
    let [.., slash, number, joint] = behind else { return false };
    slash.kind == TokenKind::Slash
        && number.kind == TokenKind::Number
        && (joint.kind == TokenKind::Comma || matches!(tokens.text(joint), "or" | "and"))
}

/// `may 5` in lower case is a date only with figures.
fn lower_month_stands(tokens: Tokens<'_>) -> bool {
    let Some(first) = tokens.first() else { return false };
    first.is_capital()
        || !matches!(tokens.text(first), "may" | "march")
        || tokens
            .get(1)
            .is_some_and(|day| day.kind == TokenKind::Number || tokens.lexicon().is(day.word, Class::Ordinal))
        || tokens.get(2).is_some()
}

/// A weekday: any full name; an abbreviation only with its dot or capital where it is no other word.
fn weekday_stands(tokens: Tokens<'_>, rest: Tokens<'_>) -> bool {
    let Some(first) = tokens.first() else { return false };
    let text = tokens.text(first);
    if text.len() > 5 || first.is_dotted() && !first.is_sentence_start() {
        // `Friday Night Lights`, `Black Friday` and `Sunday Times` are names.
        return !rest.first().is_some_and(|next| next.is_glued() && next.kind == TokenKind::Word);
    }
    match text {
        "Mon" | "Tue" | "Tues" | "Thu" | "Thur" | "Thurs" | "Fri" | "Weds" => true,
        "Wed" | "Sat" | "Sun" => follows(tokens, &["on", "or", "and", "by", "until", "from", "next", "last", "this"]),
        "tue" | "tues" | "thurs" | "weds" => follows(tokens, &["on", "or", "and", "by", "until", "from"]),
        _ => false,
    }
}

/// A clock in plain figures: refused in a row of clocks and after a name, as chapters and scores are.
fn clock_stands(tokens: Tokens<'_>, rest: Tokens<'_>, clock: &Clock) -> bool {
    let Some(first) = tokens.first() else { return false };
    if first.kind == TokenKind::Word {
        // In words: `noon`, `half past nine`.
        return true;
    }
    let leads = follows(
        tokens,
        &["at", "by", "until", "till", "from", "before", "after", "around", "about", "between", "since", "to", "past"],
    );
    if clock.minute.is_none() {
        return clock.twelve_hour;
    }
    let behind = tokens.behind();
    let clock_before = matches!(behind, [.., colon, number] if colon.kind == TokenKind::Colon && number.kind == TokenKind::Number && number.is_glued());
    let clock_after = rest.first().is_some_and(|next| next.kind == TokenKind::Number)
        && rest.get(1).is_some_and(|colon| colon.kind == TokenKind::Colon && colon.is_glued());
    if clock_before || clock_after {
        return false;
    }
    if leads {
        return true;
    }
    if clock.is_impossible()
        || first.is_glued() && tokens.before().is_some_and(|before| before.kind != TokenKind::ParenOpen)
    {
        return false;
    }
    match tokens.before() {
        // `Matthew 7:12`, `won 3:10`, `in 2:05:30`
        Some(before) if before.kind == TokenKind::Word => {
            // `Daily 08:00`: a clock with a leading nought.
            matches!(digits(tokens), Ok((_, (_, 2))))
                && clock.second.is_none()
                && !before.is_capital()
                && !follows(tokens, &["in", "of", "time", "won", "score", "lost", "ran", "a", "the"])
        }
        _ => clock.second.is_none() || matches!(digits(tokens), Ok((_, (_, 2)))),
    }
}
