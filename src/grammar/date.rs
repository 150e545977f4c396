//! Dates by the calendar.
//!
//! ```text
//! date         = iso | figures | day-month | month-day | year-month | month-year | weekday-day | weekday
//! iso          = year sep month sep day | year blank two-digits blank two-digits
//! figures      = number sep number [sep (year | short-year)]      sep = "/" | "-" | "."
//! day-month    = [weekday [","]] ["the"] day ["day"] ["of" | "-" | "/"] month [[","] ["of" | "in" | "-" | "/"] year-of]
//! month-day    = [weekday [","]] month [","] ["the" | "-" | "/"] day [[","] ["of"] year-of]
//! month-year   = month [","] ["of" | "/"] year-of
//! year-month   = year ["/" | "-"] month [["/" | "-"] day]
//! weekday-day  = weekday ["the"] ordinal
//! year-of      = year [era] | "'" digit digit | digit digit | digit{1,4} era
//! day          = digit [digit] | ordinal | cardinal-words
//! ```
//!
//! Accepted: `November 10`, `10 November 2020`, `Tuesday, Nov. 10, 2020`, `the 10th of November`,
//! `May twenty nine`, `2020-11-10`, `10/11/2020`, `Aug '96`, `31 June`. Refused: `In May 20 people died`
//! as 20 May, `May` the verb, versions, ratios, and two figures with a slash (`9/10`) unless a weekday or
//! a preposition makes them a day.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::verify;
use nom::sequence::preceded;

use super::input::{Miss, Parsed, Tokens};
use super::primitive::{Test, entry, int, kind, miss, opt, word};
use super::small_number::{cardinal_words, digits, ordinal, year};
use crate::fact::{Calendar, DateTime, Holiday, PartialDate, Weekday};
use crate::lex::{Class, LexValue, Token, TokenKind};

/// The longest date by the calendar that begins here.
pub(super) fn date(tokens: Tokens<'_>) -> Parsed<'_, PartialDate> {
    let Some(first) = tokens.first() else { return miss() };
    match first.kind {
        TokenKind::Number if goes_on(tokens, first) => alt((iso, figures, day_month, year_month)).parse(tokens),
        TokenKind::Word => match tokens.opens() {
            classes if classes & Class::Weekday.bit() != 0 => {
                alt((with_weekday, month_day, month_year, day_month)).parse(tokens)
            }
            classes if classes & Class::Month.bit() != 0 => alt((month_day, month_year, day_month)).parse(tokens),
            _ => day_month(tokens),
        },
        _ => miss(),
    }
}

/// Whether figures can begin a date before the token behind them: most count something.
fn goes_on(tokens: Tokens<'_>, figures: &Token) -> bool {
    // `1.1.70` is one token.
    figures.span().len() >= 6
        || tokens.get(1).is_some_and(|next| match next.kind {
            TokenKind::Word => {
                next.is_glued()
                    || tokens.lexicon().opens(next.word) & Class::Month.bit() != 0
                    || word(&["of"]).parse_ok(tokens.skip(1))
            }
            TokenKind::Number | TokenKind::Hyphen | TokenKind::Slash => true,
            _ => false,
        })
}

/// `weekday`
pub(super) fn weekday(tokens: Tokens<'_>) -> Parsed<'_, Weekday> {
    int(Class::Weekday).map_opt(Weekday::from_iso).parse(tokens)
}

/// `month`
pub(super) fn month(tokens: Tokens<'_>) -> Parsed<'_, u8> {
    int(Class::Month).map(|month| month as u8).parse(tokens)
}

/// `weekday [","] ["("] (day-month | month-day | figures | iso) [")"] | weekday ["the"] ordinal`
fn with_weekday(tokens: Tokens<'_>) -> Parsed<'_, PartialDate> {
    let (rest, weekday) = weekday(tokens)?;
    let (rest, separator) =
        opt(alt((kind(TokenKind::Comma), kind(TokenKind::Hyphen), kind(TokenKind::ParenOpen)))).parse(rest)?;
    let inner = alt((iso, figures, month_day, day_month, year_month)).parse(rest);
    let (mut rest, mut date) = match inner {
        Ok(found) => found,
        Err(_) if separator.is_none() => {
            let (rest, day) = preceded(opt(word(&["the"])), month_of_day).parse(rest)?;
            // `the Monday first shift` is no date.
            if rest.first().is_some_and(|next| is_content(rest, next)) && super::clock::clock(rest).is_err() {
                return miss();
            }
            (rest, PartialDate { day: Some(day), ..PartialDate::default() })
        }
        Err(miss) => return Err(miss),
    };
    if separator.is_some_and(|separator| separator.kind == TokenKind::ParenOpen) {
        rest = kind(TokenKind::ParenClose).parse(rest)?.0;
    }
    date.weekday = Some(weekday);
    Ok((rest, date))
}

/// `month [","] ["the" | "-" | "/"] day [year-tail]`
fn month_day(tokens: Tokens<'_>) -> Parsed<'_, PartialDate> {
    let (after_month, month) = month(tokens)?;
    let (rest, comma) =
        opt(alt((kind(TokenKind::Comma), kind(TokenKind::Hyphen), kind(TokenKind::Slash), word(&["the"]))))
            .parse(after_month)?;
    // After a comma only an ordinal is a day: `October, 1st`, not `In October, 12 men`.
    let (rest, day) = match comma {
        Some(comma) if comma.kind == TokenKind::Comma || comma.kind == TokenKind::Word => ordinal_day(rest)?,
        Some(_) => day(rest)?,
        None => match day_and_year(rest) {
            Ok((rest, (day, year))) => {
                return Ok((
                    rest,
                    PartialDate { month: Some(month), day: Some(day), year: Some(year), ..PartialDate::default() },
                ));
            }
            Err(_) => alt((day, small_words)).parse(rest)?,
        },
    };
    if counts_things(rest) {
        return miss();
    }
    let (rest, year) = opt(alt((year_tail, far_year))).parse(rest)?;
    Ok((rest, PartialDate { month: Some(month), day: Some(day), year, ..PartialDate::default() }))
}

/// `["the"] day ["day"] ["of" | "-" | "/"] month [year-tail]`
fn day_month(tokens: Tokens<'_>) -> Parsed<'_, PartialDate> {
    let (rest, the) = opt(word(&["the"])).parse(tokens)?;
    let (rest, ordinal) = opt(ordinal_day).parse(rest)?;
    let (rest, day) = match ordinal {
        Some(day) => {
            let (rest, _) = opt(word(&["day"])).parse(rest)?;
            (rest, day)
        }
        None if the.is_none() => day(rest)?,
        None => return miss(),
    };
    let (rest, of) = opt(alt((word(&["of"]), kind(TokenKind::Hyphen), kind(TokenKind::Slash)))).parse(rest)?;
    // `a second march` is no date: an ordinal in words wants `of` or a capital.
    let (after, named) = month_token(rest)?;
    if of.is_none()
        && ordinal.is_some()
        && !named.is_capital()
        && tokens.first().is_some_and(|t| t.kind == TokenKind::Word)
    {
        return miss();
    }
    let (rest, month) = (after, tokens.lexicon().int(named.word, Class::Month).unwrap_or(0) as u8);
    let (rest, year) = opt(alt((year_tail, far_year))).parse(rest)?;
    Ok((rest, PartialDate { month: Some(month), day: Some(day), year, ..PartialDate::default() }))
}

/// `month [","] ["of" | "/"] year-of`
fn month_year(tokens: Tokens<'_>) -> Parsed<'_, PartialDate> {
    let (rest, month) = month(tokens)?;
    let (rest, year) = year_tail(rest)?;
    Ok((rest, PartialDate { month: Some(month), year: Some(year), ..PartialDate::default() }))
}

/// `year ["/" | "-"] month [["/" | "-"] day]`
fn year_month(tokens: Tokens<'_>) -> Parsed<'_, PartialDate> {
    let (rest, year) = plain_year(tokens)?;
    let (rest, separator) = opt(alt((kind(TokenKind::Hyphen), kind(TokenKind::Slash)))).parse(rest)?;
    let (rest, month) = month(rest)?;
    let (rest, day) = match separator {
        Some(separator) => opt(preceded(kind(separator.kind), day)).parse(rest)?,
        None => opt(verify(day, move |_| !counts_things(rest.skip(1)))).parse(rest)?,
    };
    Ok((rest, PartialDate { year: Some(year), month: Some(month), day, ..PartialDate::default() }))
}

/// `year sep month sep day`, `sep` twice the same.
fn iso(tokens: Tokens<'_>) -> Parsed<'_, PartialDate> {
    if let Ok((rest, (a, b, c))) = dotted_triple(tokens) {
        return match (a, b, c) {
            (1000..=2999, 1..=12, 1..=31) => Ok((rest, written(a, b, c))),
            _ => miss(),
        };
    }
    let (rest, year) = plain_year(tokens)?;
    if let Ok((rest, (month, day))) = spaced_month_and_day(rest) {
        return Ok((rest, written(i64::from(year), month, day)));
    }
    let (rest, separator) = figure_separator(rest)?;
    let (rest, (month, width)) = glued_digits(rest)?;
    let Ok((rest, (day, _))) = preceded(separated_by(separator), glued_digits).parse(rest) else {
        // `2015-12` is a month; `2015/12` and `2010-11` can be two years.
        // nor is `2010-11`, a season.
        if separator.kind == TokenKind::Hyphen
            && month != i64::from(year % 100 + 1)
            && (1..=12).contains(&month)
            && width == 2
        {
            return Ok((
                not_glued(rest)?,
                PartialDate { year: Some(year), month: Some(month as u8), ..PartialDate::default() },
            ));
        }
        return miss();
    };
    let (month, day) = if month > 12 && day <= 12 { (day, month) } else { (month, day) };
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return miss();
    }
    Ok((rest, written(i64::from(year), month, day)))
}

/// `2014 12 28`: two figures each, and nothing behind that they could count.
fn spaced_month_and_day(tokens: Tokens<'_>) -> Parsed<'_, (i64, i64)> {
    let two = |tokens| verify(digits, |(_, width)| *width == 2).parse(tokens);
    let (rest, (month, _)) = two(tokens)?;
    let (rest, (day, _)) = two(rest)?;
    let settled = (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && !tokens.first().is_some_and(Token::is_glued)
        && rest.first().is_none_or(|next| {
            ends(next) && next.kind != TokenKind::Hyphen
                || next.kind == TokenKind::Word && tokens.lexicon().is(next.word, Class::FunctionWord)
        });
    if settled { Ok((rest, (month, day))) } else { miss() }
}

/// `number sep number sep (year | short-year)`: month first where it can be, until the locale is known.
fn figures(tokens: Tokens<'_>) -> Parsed<'_, PartialDate> {
    if let Ok((rest, (a, b, c))) = dotted_triple(tokens) {
        // `23.04.2022`: with dots the day stands first.
        return match (a, b, c) {
            (1..=31, 1..=12, 1900..=2100) => Ok((rest, written(c, b, a))),
            _ => miss(),
        };
    }
    let (rest, (a, _)) = digits(tokens)?;
    let (rest, separator) = figure_separator(rest)?;
    let (rest, (b, width)) = glued_digits(rest)?;
    if separator.kind == TokenKind::Slash && width == 4 && (1..=12).contains(&a) && (1000..=2999).contains(&b) {
        // `06/2004`
        return Ok((
            not_glued(rest)?,
            PartialDate { year: Some(b as i16), month: Some(a as u8), ..PartialDate::default() },
        ));
    }
    let (month, day, ambiguous) = match (a, b) {
        (1..=12, 1..=12) => (a, b, a != b),
        (1..=12, 13..=31) => (a, b, false),
        (13..=31, 1..=12) => (b, a, false),
        _ => return miss(),
    };
    match preceded(separated_by(separator), glued_digits).parse(rest) {
        Ok((rest, (year, width @ (2 | 4)))) if width == 2 || year >= 1000 => {
            let year = if width == 2 { completed(year) } else { year as i16 };
            let rest = not_glued(rest)?;
            Ok((rest, PartialDate { ambiguous, ..written(i64::from(year), month, day) }))
        }
        Ok(_) => miss(),
        Err(_) if separator.kind == TokenKind::Slash => Ok((
            not_glued(rest)?,
            PartialDate { month: Some(month as u8), day: Some(day as u8), ambiguous, ..PartialDate::default() },
        )),
        Err(miss) => Err(miss),
    }
}

/// `[","] ["of" | "in" | "-" | "/"] year-of`
fn year_tail(tokens: Tokens<'_>) -> Parsed<'_, i16> {
    let (rest, comma) = opt(kind(TokenKind::Comma)).parse(tokens)?;
    let (rest, joint) = match comma {
        Some(_) => (rest, None),
        None => opt(alt((word(&["of", "in"]), kind(TokenKind::Hyphen), kind(TokenKind::Slash)))).parse(rest)?,
    };
    if let Ok((rest, (year, written))) = year_of(rest) {
        // `on May 5, 2000 people` and `in May 1500 homes` count; `in 2020` after a month stands alone.
        if counts_things(rest) && (comma.is_some() || year % 100 == 0)
            || joint.is_some_and(|joint| tokens.text(joint) == "in") && !written
        {
            return miss();
        }
        return Ok((rest, year));
    }
    match (comma, joint) {
        (Some(_), _) => miss(),
        // `21-APR-16`, `9/JAN/17`; `January 29-30` are two days.
        (None, Some(joint)) if joint.kind != TokenKind::Word && after_month(tokens) => glued_digits(rest)
            .and_then(|(rest, (year, width))| if width == 2 { Ok((rest, completed(year))) } else { miss() }),
        // `30 September 420.`
        (None, None) => early_year(rest).or_else(|_| short_year(rest)),
        (None, Some(_)) => alt((early_year, short_year)).parse(rest),
    }
}

/// A year from 3000 on behind a day, where its phrase ends: the `Dec 31 9999` of records that never lapse.
fn far_year(tokens: Tokens<'_>) -> Parsed<'_, i16> {
    let (rest, _) = opt(kind(TokenKind::Comma)).parse(tokens)?;
    let (rest, (year, _)) = verify(digits, |(year, width)| *width == 4 && *year >= 3000).parse(rest)?;
    if rest.first().is_none_or(ends) { Ok((rest, year as i16)) } else { miss() }
}

/// Whether the name of a month stands before the view.
fn after_month(tokens: Tokens<'_>) -> bool {
    tokens.before().is_some_and(|before| tokens.lexicon().is(before.word, Class::Month))
}

/// A year of three figures, where its phrase ends.
fn early_year(tokens: Tokens<'_>) -> Parsed<'_, i16> {
    let (rest, (year, _)) = verify(digits, |(year, width)| *width == 3 && *year > 99).parse(tokens)?;
    match rest.first() {
        Some(next) if !ends(next) => miss(),
        _ => Ok((rest, year as i16)),
    }
}

/// `year [era] | digit{1,4} era | "ad" digit{1,4}`; whether it has four figures.
fn year_of(tokens: Tokens<'_>) -> Parsed<'_, (i16, bool)> {
    if let Ok((rest, year)) = with_era(tokens) {
        return Ok((rest, (year, true)));
    }
    let (rest, found) = year(tokens)?;
    if rest.first().is_some_and(|next| next.is_glued() && !ends(next)) {
        return miss();
    }
    Ok((rest, (found, true)))
}

/// `digit{1,4} era | "ad" digit{1,4}`; years before Christ are negative.
pub(super) fn with_era(tokens: Tokens<'_>) -> Parsed<'_, i16> {
    if let Ok((rest, _)) = word(&["AD", "A.D."]).parse(tokens) {
        let (rest, (year, _)) = verify(digits, |(year, _)| (1..=2999).contains(year)).parse(rest)?;
        return Ok((rest, year as i16));
    }
    let (rest, (year, _)) = verify(digits, |(year, _)| (1..=9999).contains(year)).parse(tokens)?;
    let (rest, era) = era(rest)?;
    Ok((rest, if era { -(year as i16) } else { year as i16 }))
}

/// `"AD" | "CE" | "BC" | "BCE"`; true before Christ.
pub(super) fn era(tokens: Tokens<'_>) -> Parsed<'_, bool> {
    let (rest, era) = kind(TokenKind::Word).parse(tokens)?;
    match tokens.text(era) {
        "AD" | "CE" | "A.D." | "C.E." => Ok((rest, false)),
        "BC" | "BCE" | "B.C." | "B.C.E." => Ok((rest, true)),
        _ => miss(),
    }
}

/// `"'" digit digit | digit digit`, the latter from 32 on, where it cannot be a day.
fn short_year(tokens: Tokens<'_>) -> Parsed<'_, i16> {
    let (rest, mark) = opt(apostrophe).parse(tokens)?;
    let (rest, (year, _)) =
        verify(digits, |(year, width)| *width == 2 && (mark.is_some() || *year > 31)).parse(rest)?;
    if counts_things(rest) || rest.first().is_some_and(|next| next.is_glued() && !ends(next)) {
        return miss();
    }
    Ok((rest, completed(year)))
}

/// `"'"`, in any of its shapes.
pub(super) fn apostrophe(tokens: Tokens<'_>) -> Parsed<'_, &Token> {
    verify(
        alt((kind(TokenKind::QuoteStraight), kind(TokenKind::QuoteClose), kind(TokenKind::QuoteOpen))),
        |mark: &&Token| matches!(tokens.text(mark), "'" | "\u{2019}" | "\u{2018}"),
    )
    .parse(tokens)
}

/// `digit [digit] | ordinal`
pub(super) fn day(tokens: Tokens<'_>) -> Parsed<'_, u8> {
    if let Ok(found) = ordinal_day(tokens) {
        return Ok(found);
    }
    let (rest, (day, _)) = verify(digits, |(day, width)| *width <= 2 && (1..=31).contains(day)).parse(tokens)?;
    match rest.first() {
        // `10%`, `10:30` and `3pm` are no days; `3-7` and `15/16` can be.
        Some(next)
            if next.is_glued()
                && (!ends(next) && !tokens.lexicon().is(next.word, Class::Month) || is_clock(rest, next)) =>
        {
            miss()
        }
        _ => Ok((rest, day as u8)),
    }
}

/// Whether figures with a colon glued to them go on as a clock: `19:00`.
fn is_clock(rest: Tokens<'_>, next: &Token) -> bool {
    next.kind == TokenKind::Colon
        && rest.get(1).is_some_and(|minute| minute.is_glued() && minute.kind == TokenKind::Number)
}

/// `ordinal`, up to 39 so that an impossible day is still a day.
pub(super) fn ordinal_day(tokens: Tokens<'_>) -> Parsed<'_, u8> {
    verify(ordinal, |day| (1..=39).contains(day)).map(|day| day as u8).parse(tokens)
}

/// The day of the month after a weekday: an ordinal, or two figures.
fn month_of_day(tokens: Tokens<'_>) -> Parsed<'_, u8> {
    alt((ordinal_day, verify(day, |day| *day > 12))).parse(tokens)
}

/// `May twenty nine`, but never one word below twenty: `May one say`.
fn small_words(tokens: Tokens<'_>) -> Parsed<'_, u8> {
    verify(cardinal_words, |day| (2..=31).contains(day)).map(|day| day as u8).parse(tokens)
}

/// `7,2011` with the blank forgotten.
fn day_and_year(tokens: Tokens<'_>) -> Parsed<'_, (u8, i16)> {
    let (rest, number) = kind(TokenKind::Number).parse(tokens)?;
    let Some((day, year)) = tokens.text(number).split_once(',') else { return miss() };
    match (day.parse(), year.parse()) {
        (Ok(day @ 1..=31), Ok(found @ 1000..=2999)) if year.len() == 4 => Ok((rest, (day, found))),
        _ => miss(),
    }
}

/// `holiday [year]`
pub(super) fn holiday(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    let (rest, holiday) = holiday_name(tokens)?;
    let (rest, year) = opt(preceded(opt(kind(TokenKind::Comma)), plain_year)).parse(rest)?;
    Ok((rest, DateTime::of(Calendar::Holiday(holiday, year))))
}

/// `holiday`
pub(super) fn holiday_name(tokens: Tokens<'_>) -> Parsed<'_, Holiday> {
    let (rest, code) = entry(Class::Holiday).parse(tokens)?;
    match code {
        LexValue::Text(code) => holiday_of(code).map_or_else(miss, |holiday| Ok((rest, holiday))),
        _ => miss(),
    }
}

/// Reads the value of a holiday in the lexicon.
fn holiday_of(code: &'static str) -> Option<Holiday> {
    if let Some(days) = code.strip_prefix("easter") {
        return Some(Holiday::Easter(if days.is_empty() { 0 } else { days.parse().ok()? }));
    }
    let (code, after) = code.split_once('+').unwrap_or((code, "0"));
    let mut parts = code.split('/');
    let month = parts.next()?.parse().ok()?;
    let second: i8 = parts.next()?.parse().ok()?;
    match parts.next() {
        None => Some(Holiday::Fixed(month, second.unsigned_abs())),
        Some(weekday) => {
            let weekday = Weekday::from_iso(weekday.parse().ok()?)?;
            match after.parse().ok()? {
                0 => Some(Holiday::Nth(second, weekday, month)),
                days => Some(Holiday::AfterNth(days, second, weekday, month)),
            }
        }
    }
}

/// 00 to 49 in the 2000s, 50 to 99 in the 1900s.
pub(super) const fn completed(short: i64) -> i16 {
    (if short < 50 { 2000 + short } else { 1900 + short }) as i16
}

/// Whether a plain noun follows that the number before would count: `20 people`, `1,500 homes`.
pub(super) fn counts_things(tokens: Tokens<'_>) -> bool {
    let Some(next) = tokens.first() else { return false };
    next.kind == TokenKind::Word
        && !next.is_glued()
        && !next.is_capital()
        && (!tokens.lexicon().is_any(next.word, Class::FunctionWord.bit() | Class::Cardinal.bit())
            || tokens.lexicon().is(next.word, Class::CountedNoun))
        && {
            let text = tokens.text(next);
            text.ends_with('s') && !text.ends_with("ss") || tokens.lexicon().is(next.word, Class::CountedNoun)
        }
}

/// Whether the token is a word that is no function word: a noun goes on.
pub(super) fn is_content(tokens: Tokens<'_>, token: &Token) -> bool {
    token.kind == TokenKind::Word
        && !tokens.lexicon().is_any(token.word, Class::FunctionWord.bit() | Class::Cardinal.bit())
}

/// Whether a glued token closes a phrase and belongs to no number.
pub(super) const fn ends(token: &Token) -> bool {
    matches!(
        token.kind,
        TokenKind::Period
            | TokenKind::Comma
            | TokenKind::Semicolon
            | TokenKind::Colon
            | TokenKind::Question
            | TokenKind::Exclamation
            | TokenKind::ParenClose
            | TokenKind::ParenOpen
            | TokenKind::QuoteClose
            | TokenKind::QuoteStraight
            | TokenKind::Possessive
            | TokenKind::Dash
            | TokenKind::Hyphen
            | TokenKind::Ellipsis
            | TokenKind::Mark
            | TokenKind::Slash
    )
}

fn month_token(tokens: Tokens<'_>) -> Parsed<'_, &Token> {
    let (rest, token) = kind(TokenKind::Word).parse(tokens)?;
    if tokens.lexicon().is(token.word, Class::Month) { Ok((rest, token)) } else { miss() }
}

/// Four figures.
fn plain_year(tokens: Tokens<'_>) -> Parsed<'_, i16> {
    match digits(tokens)? {
        (rest, (value @ 1000..=2999, 4)) => Ok((rest, value as i16)),
        _ => miss(),
    }
}

fn figure_separator(tokens: Tokens<'_>) -> Parsed<'_, &Token> {
    verify(alt((kind(TokenKind::Hyphen), kind(TokenKind::Slash))), |mark: &&Token| mark.is_glued()).parse(tokens)
}

fn separated_by<'a>(separator: &'a Token) -> impl Parser<Tokens<'a>, Output = &'a Token, Error = Miss> {
    verify(kind(separator.kind), |mark: &&Token| mark.is_glued())
}

fn glued_digits(tokens: Tokens<'_>) -> Parsed<'_, (i64, usize)> {
    match tokens.first() {
        Some(first) if first.is_glued() => digits(tokens),
        _ => miss(),
    }
}

/// Nothing glued follows that would go on with the figures.
fn not_glued(tokens: Tokens<'_>) -> Result<Tokens<'_>, nom::Err<Miss>> {
    match tokens.first() {
        Some(next)
            if next.is_glued()
                && matches!(next.kind, TokenKind::Slash | TokenKind::Percent | TokenKind::Word | TokenKind::Number) =>
        {
            miss()
        }
        Some(next)
            if next.is_glued()
                && next.kind == TokenKind::Hyphen
                && tokens.get(1).is_some_and(|after| {
                    after.is_glued()
                        && after.kind == TokenKind::Number
                        && tokens.text(after).len() != 4
                        && tokens.get(2).is_none_or(|more| {
                            !(more.is_glued() && matches!(more.kind, TokenKind::Slash | TokenKind::Hyphen))
                        })
                }) =>
        {
            miss()
        }
        _ => Ok(tokens),
    }
}

/// Three numbers with dots between them, which the lexer reads as one.
fn dotted_triple(tokens: Tokens<'_>) -> Parsed<'_, (i64, i64, i64)> {
    // `1.1.70` is the shortest.
    let (rest, number) = verify(kind(TokenKind::Number), |number: &&Token| number.span().len() >= 6).parse(tokens)?;
    let mut parts = tokens.text(number).split('.');
    let mut part = || parts.next().and_then(|part| part.parse().ok());
    match (part(), part(), part(), part()) {
        (Some(a), Some(b), Some(c), None) => Ok((rest, (a, b, c))),
        _ => miss(),
    }
}

const fn written(year: i64, month: i64, day: i64) -> PartialDate {
    PartialDate {
        year: Some(year as i16),
        part: None,
        month: Some(month as u8),
        day: Some(day as u8),
        weekday: None,
        ambiguous: false,
    }
}
