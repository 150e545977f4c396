//! Stretches of the calendar that are neither a day nor a month: years, decades, centuries, quarters,
//! halves, seasons, weeks.
//!
//! ```text
//! period   = year | era-year | decade | century | quarter | half | season-year | fiscal | week
//! era-year = digit{1,4} era | "AD" digit{1,4} | "c." digit{3,4}
//! decade   = (year-of-decade "s" | "'" digit "0s" | decade-word), the last after "the"
//! century  = ordinal ["-"] ("century" | "centuries") [era]
//! quarter  = ["the"] ordinal ["-"] "quarter" [["of"] year] | "Q" digit [year] | year "Q" digit
//! half     = ["the"] ("first" | "second") ["-"] "half" "of" year | "H" digit year | year "H" digit
//! season-year = season ["of"] year
//! fiscal   = ("fiscal" | "financial" | "school" | "academic" | "tax") ["year"] year | "FY" year
//! week     = ["the"] "week" digits
//! ```
//!
//! Accepted: `1992`, `44 BC`, `the 1980s`, `the '90s`, `the 19th century`, `Q2 2016`, `summer 1992`,
//! `fiscal 2021`. Refused: `the 80s` without an apostrophe (ages, temperatures), `1,992`. Whether a bare
//! `1992` is a year, and a bare `summer` a date, the words around it say (`moment.rs`).

use nom::Parser;
use nom::branch::alt;
use nom::combinator::verify;
use nom::sequence::preceded;

use super::date::{apostrophe, ends, era, with_era};
use super::input::{Parsed, Tokens};
use super::primitive::{Choice, Test, follows, glued, int, kind, longest, miss, opt, token, word};
use super::small_number::{digits, ordinal, year};
use crate::fact::{Calendar, DateTime, PartialDate, Season, YearPart};
use crate::lex::{Class, TokenKind};

/// The longest period that begins here.
pub(super) fn period(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    longest(tokens, PERIODS)
}

const PERIODS: &[Choice<DateTime>] = &[
    Choice::new(&[TokenKind::Number], &[Class::CalendarOpener], era_year)
        .figures_before(&[TokenKind::Word])
        .words_before(OPENERS, &[]),
    Choice::new(&[TokenKind::Number], &[Class::Cardinal, Class::CalendarOpener], plain_year)
        .words_before(OPENERS, &[Class::TimeUnit, Class::Cardinal]),
    Choice::new(
        &[TokenKind::Number, TokenKind::QuoteStraight, TokenKind::QuoteOpen, TokenKind::QuoteClose],
        &[Class::DecadeWord],
        decade,
    )
    .figures_before(&[TokenKind::Word, TokenKind::Possessive]),
    Choice::new(&[TokenKind::Number], &[Class::Ordinal, Class::Cardinal], century).figures_before(&[TokenKind::Word]),
    Choice::new(&[TokenKind::Number], &[Class::Ordinal, Class::Cardinal, Class::CalendarOpener], quarter)
        .figures_before(&[TokenKind::Word, TokenKind::Hyphen])
        .words_before(OPENERS, &[Class::Ordinal, Class::Cardinal]),
    Choice::new(&[TokenKind::Number], &[Class::Ordinal, Class::Cardinal, Class::CalendarOpener], half)
        .figures_before(&[TokenKind::Word, TokenKind::Hyphen])
        .words_before(OPENERS, &[Class::Ordinal, Class::Cardinal]),
    Choice::new(&[], &[Class::Season], season),
    Choice::new(&[], &[Class::CalendarOpener], fiscal).words_before(OPENERS, &[Class::TimeUnit, Class::Cardinal]),
    Choice::new(&[], &[Class::CalendarOpener], week).words_before(OPENERS, &[]),
];

/// `the`, `fiscal`, `FY`, `Q`: what is named behind them tells what they open.
const OPENERS: &[Class] = &[Class::CalendarOpener];

/// `year`, alone or after `the year [of]`.
fn plain_year(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    let (rest, lead) = match tokens.first() {
        Some(first) if first.kind == TokenKind::Word => opt((opt(word(&["the"])), word(&["year"]))).parse(tokens)?,
        _ => (tokens, None),
    };
    let (rest, year) = year(rest)?;
    // `1500m`, `2000-page`, `1990s`; `2010-11` and `2014-based` go on behind the year.
    if rest.first().is_some_and(|next| next.is_glued() && !ends(next))
        || lead.is_none() && rest.first().is_some_and(|next| next.is_glued() && next.kind == TokenKind::Slash)
    {
        return miss();
    }
    Ok((rest, of_year(year)))
}

/// `digit{1,4} era | "AD" digit{1,4}`
fn era_year(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    with_era.map(of_year).parse(tokens)
}

/// `year-of-decade "s" | "'" digit "0s" | decade-word`
fn decade(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    let (rest, first) = alt((decade_words, decade_figures)).parse(tokens)?;
    Ok((rest, DateTime::of(Calendar::Decade(first))))
}

/// `the sixties`; `in his sixties` is an age.
fn decade_words(tokens: Tokens<'_>) -> Parsed<'_, i16> {
    if !follows(tokens, &["the", "early", "mid", "late"]) {
        return miss();
    }
    let (rest, first) = int(Class::DecadeWord).parse(tokens)?;
    // `the Forties Field`
    let name = rest.first().is_some_and(|next| next.kind == TokenKind::Word && next.is_capital());
    if name { miss() } else { Ok((rest, first as i16)) }
}

fn decade_figures(tokens: Tokens<'_>) -> Parsed<'_, i16> {
    let (rest, mark) = opt(apostrophe).parse(tokens)?;
    let (rest, (value, width)) = verify(digits, |(value, _)| value % 10 == 0).parse(rest)?;
    let (rest, _) = alt((
        verify(glued(TokenKind::Word), |ending| matches!(tokens.text(ending), "s" | "S")),
        glued(TokenKind::Possessive),
    ))
    .parse(rest)?;
    match (width, mark) {
        (4, None) if (1000..=2100).contains(&value) => Ok((rest, value as i16)),
        // The last such decade that was complete in 2020.
        (2, Some(_)) if rest.first().is_none_or(|next| !next.is_glued() || ends(next)) => {
            Ok((rest, (if value < 20 { 2000 + value } else { 1900 + value }) as i16))
        }
        _ => miss(),
    }
}

/// `ordinal ["-"] ("century" | "centuries") [era]`
fn century(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    let (rest, nth) = verify(ordinal, |nth| (1..=30).contains(nth)).parse(tokens)?;
    let (rest, _) = opt(kind(TokenKind::Hyphen)).parse(rest)?;
    let (rest, _) = word(&["century", "centuries"]).parse(rest)?;
    let (rest, before) = opt(era).parse(rest)?;
    let nth = nth as i16;
    Ok((rest, DateTime::of(Calendar::Century(if before == Some(true) { -nth } else { nth }))))
}

/// `["the"] ordinal ["-"] "quarter" [["of"] year] | "Q" digit [year] | year "Q" digit`
fn quarter(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    if !may_be_divided(tokens, "q") {
        return miss();
    }
    if let Ok((rest, quarter)) = letter_part(b'q', 4).parse(tokens) {
        let (rest, year) = opt(of_a_year).parse(rest)?;
        return Ok((rest, part(YearPart::Quarter(quarter), year)));
    }
    if let Ok((rest, year)) = year(tokens) {
        let (rest, _) = opt(kind(TokenKind::Hyphen)).parse(rest)?;
        let (rest, quarter) = letter_part(b'q', 4).parse(rest)?;
        return Ok((rest, part(YearPart::Quarter(quarter), Some(year))));
    }
    let (rest, _) = opt(word(&["the"])).parse(tokens)?;
    let (rest, nth) = verify(ordinal, |nth| (1..=4).contains(nth)).parse(rest)?;
    let (rest, _) = opt(kind(TokenKind::Hyphen)).parse(rest)?;
    let (rest, _) = word(&["quarter"]).parse(rest)?;
    let (rest, year) = of_a_year(rest)?;
    Ok((rest, part(YearPart::Quarter(nth as u8), Some(year))))
}

/// `["the"] ("first" | "second") ["-"] "half" "of" year | "H" digit year | year "H" digit`
fn half(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    if !may_be_divided(tokens, "h") {
        return miss();
    }
    if let Ok((rest, half)) = letter_part(b'h', 2).parse(tokens) {
        let (rest, year) = of_a_year(rest)?;
        return Ok((rest, part(YearPart::Half(half), Some(year))));
    }
    if let Ok((rest, year)) = year(tokens) {
        let (rest, _) = opt(kind(TokenKind::Hyphen)).parse(rest)?;
        let (rest, half) = letter_part(b'h', 2).parse(rest)?;
        return Ok((rest, part(YearPart::Half(half), Some(year))));
    }
    let (rest, _) = opt(word(&["the"])).parse(tokens)?;
    let (rest, nth) = verify(ordinal, |nth| (1..=2).contains(nth)).parse(rest)?;
    let (rest, _) = opt(kind(TokenKind::Hyphen)).parse(rest)?;
    let (rest, _) = word(&["half"]).parse(rest)?;
    let (rest, year) = preceded(word(&["of"]), year).parse(rest)?;
    Ok((rest, part(YearPart::Half(nth as u8), Some(year))))
}

/// Whether figures go on as those of a quarter or half: `2016 Q3`, `2016-H1`, `1st`.
fn may_be_divided(tokens: Tokens<'_>, letter: &str) -> bool {
    if tokens.first().is_some_and(|first| first.kind != TokenKind::Number) {
        return true;
    }
    let rest = kind(TokenKind::Hyphen).skipped(tokens.skip(1));
    rest.first().is_some_and(|next| match next.span().len() {
        1 => rest.text(next).eq_ignore_ascii_case(letter),
        length => length == 2 && next.is_glued(),
    })
}

/// `season ["of"] [year]`
fn season(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    let (rest, season) = season_name(tokens)?;
    let (rest, year) = opt(alt((of_a_year, preceded(opt(word(&["of"])), with_era)))).parse(rest)?;
    Ok((rest, part(YearPart::Season(season), year)))
}

/// `season`
pub(super) fn season_name(tokens: Tokens<'_>) -> Parsed<'_, Season> {
    int(Class::Season).map_opt(|season| Season::ALL.get(season as usize - 1).copied()).parse(tokens)
}

/// `("fiscal" | "financial" | "school" | "academic" | "tax") ["year"] year [("-" | "/") digit digit] | "FY" year`
fn fiscal(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    let (rest, _) = alt((
        (word(&["fiscal"]), opt(word(&["year"]))).map(|_| ()),
        (word(&["financial", "school", "academic", "tax"]), word(&["year"])).map(|_| ()),
        verify(kind(TokenKind::Word), |name| tokens.text(name) == "FY").map(|_| ()),
    ))
    .parse(tokens)?;
    let (rest, year) = year(rest)?;
    let second = verify(digits, |(second, width)| *width == 2 && *second == i64::from(year + 1) % 100);
    let (rest, _) =
        opt(preceded(alt((glued(TokenKind::Hyphen), glued(TokenKind::Dash), glued(TokenKind::Slash))), second))
            .parse(rest)?;
    Ok((rest, part(YearPart::Fiscal, Some(year))))
}

/// `["the"] "week" digits`
fn week(tokens: Tokens<'_>) -> Parsed<'_, DateTime> {
    let (rest, _) = word(&["week"]).parse(tokens)?;
    let (rest, (week, _)) = verify(digits, |(week, _)| (1..=53).contains(week)).parse(rest)?;
    if rest.first().is_some_and(|next| next.is_glued() && !ends(next)) {
        return miss();
    }
    let (rest, year) = opt(of_a_year).parse(rest)?;
    Ok((rest, part(YearPart::Week(week as u8), year)))
}

/// `[","] ["of"] year`
fn of_a_year(tokens: Tokens<'_>) -> Parsed<'_, i16> {
    let (rest, year) = preceded((opt(kind(TokenKind::Comma)), opt(word(&["of"]))), year).parse(tokens)?;
    if rest.first().is_some_and(|next| next.is_glued() && !ends(next)) {
        return miss();
    }
    Ok((rest, year))
}

/// `Q1` to `Q4`, `H1`, `H2`: a letter with a figure glued to it.
fn letter_part<'a>(letter: u8, most: u8) -> impl FnMut(Tokens<'a>) -> Parsed<'a, u8> {
    move |tokens: Tokens<'a>| {
        let (rest, _) = token(|tokens, token| {
            token.kind == TokenKind::Word && tokens.text(token).as_bytes().eq_ignore_ascii_case(&[letter])
        })
        .parse(tokens)?;
        let (rest, figure) = glued(TokenKind::Number).parse(rest)?;
        match tokens.text(figure).parse() {
            Ok(figure) if (1..=most).contains(&figure) => Ok((rest, figure)),
            _ => miss(),
        }
    }
}

fn of_year(year: i16) -> DateTime {
    DateTime::of(Calendar::Absolute(PartialDate { year: Some(year), ..PartialDate::default() }))
}

fn part(part: YearPart, year: Option<i16>) -> DateTime {
    DateTime::of(Calendar::Absolute(PartialDate { year, part: Some(part), ..PartialDate::default() }))
}
