//! Clock times.
//!
//! ```text
//! clock     = colon | dotted | military | named | spoken | hour meridiem
//! colon     = hour ":" digit digit [":" digit digit] [meridiem] [zone]
//! dotted    = hour "." digit digit meridiem [zone]
//! military  = digit digit digit digit (zone | "hours")
//! named     = ["12"] ("noon" | "midnight" | "midday") [zone]
//! spoken    = ("half" | "quarter" | cardinal ["minutes"]) ("past" | "to") hour ["o'clock"]
//!           | hour ["-"] cardinal-words meridiem | hour "o'clock"
//! hour      = digit [digit] | cardinal-words
//! meridiem  = "a.m." | "p.m." | "a" | "p"     followed by "(" zone ")" or zone
//! zone      = name [("+" | "-") digits] | "Z"
//! stamp     = clock [("+" | "-") digits]     behind the day of a log line or an ISO 8601 date
//! ```
//!
//! Accepted: `9 p.m.`, `14:30 GMT`, `half past nine`, `noon`, `0800 GMT`, `8.30pm`, `25:10` and
//! `14:30 p.m.`, which a rule calls impossible. Refused: `0:00` and clocks in a row, which are a player's,
//! `3:2`, `Matthew 7:12`; `3:30-4:30` are two clocks, and `-4:30` is no zone.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::verify;
use nom::sequence::preceded;

use super::input::{Parsed, Tokens};
use super::primitive::{Test, entry, follows, glued, int, int_before, kind, miss, opt, word};
use super::small_number::{cardinal, cardinal_words, digits};
use crate::fact::{Clock, Meridiem, Zone};
use crate::lex::{Class, LexValue, Token, TokenKind};

/// The longest clock time that begins here. [`is_weak`] says whether it wants a context.
pub(super) fn clock(tokens: Tokens<'_>) -> Parsed<'_, Clock> {
    // `22/10a`
    if tokens.first().is_some_and(Token::is_glued)
        && tokens.before().is_some_and(|before| before.kind == TokenKind::Slash)
    {
        return miss();
    }
    let Some(first) = tokens.first() else { return miss() };
    let (rest, mut clock) = match (first.kind, tokens.get(1)) {
        (TokenKind::Number, Some(next)) if next.kind == TokenKind::Colon => colon(tokens)?,
        (TokenKind::Number, Some(next)) if tells_time(tokens, next) => {
            if is_beyond_hours(tokens, first) {
                military(tokens)?
            } else {
                alt((dotted, named, spoken, on_the_hour, military)).parse(tokens)?
            }
        }
        (TokenKind::Word, _) if tokens.lexicon().opens(first.word) & IN_WORDS != 0 => {
            alt((named, spoken, on_the_hour)).parse(tokens)?
        }
        _ => return miss(),
    };
    if clock.zone.is_some() {
        return Ok((rest, clock));
    }
    let (rest, zone) = opt(zone).parse(rest)?;
    clock.zone = zone;
    Ok((rest, clock))
}

/// What a clock in words begins with: `noon`, `nine`, `half`, `a quarter`.
const IN_WORDS: u128 = Class::NamedHour.bit() | Class::Cardinal.bit() | Class::DurationOpener.bit();

/// Whether the word behind figures can make them a clock: `p.m.`, `GMT`, `noon`, `minutes to`, `past`, `o'clock`.
fn tells_time(tokens: Tokens<'_>, next: &Token) -> bool {
    const TOLD: u128 = Class::Meridiem.bit()
        | Class::Zone.bit()
        | Class::NamedHour.bit()
        | Class::TimeUnit.bit()
        | Class::PointLead.bit();
    next.kind == TokenKind::Word
        && (tokens.lexicon().opens(next.word) & TOLD != 0
            || next.is_glued() && next.span().len() == 1
            || oclock(tokens.skip(1)).is_ok())
}

/// Whether what begins here may begin with an hour: behind figures a colon, a word of time or one of those words.
pub(super) fn may_be_hour(tokens: Tokens<'_>, words: &'static [&'static str]) -> bool {
    let [first, next, ..] = tokens.slice() else { return true };
    if first.kind != TokenKind::Number {
        return true;
    }
    if is_beyond_hours(tokens, first) {
        // `1500 GMT`, `1500 hours`
        return tokens.opens_at(1, Class::Zone.bit() | Class::TimeUnit.bit());
    }
    next.kind != TokenKind::Word || tells_time(tokens, next) || word(words).parse_ok(tokens.skip(1))
}

/// Plain figures from a hundred on: neither an hour nor minutes.
fn is_beyond_hours(tokens: Tokens<'_>, figures: &Token) -> bool {
    let text = tokens.text(figures);
    text.len() > 2 && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether it has nothing but figures with a colon, as scores and chapters have.
pub(super) const fn is_weak(clock: &Clock) -> bool {
    clock.meridiem.is_none() && clock.zone.is_none()
}

/// `hour ":" digit digit [":" digit digit] [meridiem]`
fn colon(tokens: Tokens<'_>) -> Parsed<'_, Clock> {
    let (rest, (hour, width)) = verify(digits, |(hour, width)| *width <= 2 && *hour < 60).parse(tokens)?;
    let (rest, minute) = preceded(glued(TokenKind::Colon), two_digits).parse(rest)?;
    let (rest, second) = opt(preceded(glued(TokenKind::Colon), seconds)).parse(rest)?;
    let (rest, meridiem) = opt(meridiem).parse(rest)?;
    if hour == 0 && width == 1
        || rest.first().is_some_and(|next| {
            next.is_glued()
                && matches!(next.kind, TokenKind::Colon | TokenKind::Number | TokenKind::Percent | TokenKind::Slash)
        }) && colon_goes_on(rest)
    {
        return miss();
    }
    let twelve_hour = meridiem.is_none() && (1..=12).contains(&hour) && width == 1;
    Ok((rest, Clock { hour: hour as u8, minute: Some(minute), second, meridiem, twelve_hour, zone: None }))
}

fn colon_goes_on(rest: Tokens<'_>) -> bool {
    rest.first().is_some_and(|next| next.kind != TokenKind::Colon)
        || rest.get(1).is_some_and(|after| after.is_glued() && after.kind == TokenKind::Number)
}

/// `digit digit`, and what decimals an instrument adds.
fn seconds(tokens: Tokens<'_>) -> Parsed<'_, u8> {
    let (rest, number) = glued(TokenKind::Number).parse(tokens)?;
    let whole = tokens.text(number).split('.').next().unwrap_or_default();
    match whole.parse() {
        Ok(second) if whole.len() == 2 => Ok((rest, second)),
        _ => miss(),
    }
}

fn two_digits(tokens: Tokens<'_>) -> Parsed<'_, u8> {
    let (rest, number) = glued(TokenKind::Number).parse(tokens)?;
    let text = tokens.text(number);
    match text.parse() {
        Ok(value) if text.len() == 2 => Ok((rest, value)),
        _ => miss(),
    }
}

/// `hour "." digit digit meridiem`
fn dotted(tokens: Tokens<'_>) -> Parsed<'_, Clock> {
    let (rest, number) = kind(TokenKind::Number).parse(tokens)?;
    let Some((hour, minute)) = tokens.text(number).split_once('.') else { return miss() };
    let (Ok(hour @ 0..=24), Ok(minutes), 2) = (hour.parse(), minute.parse(), minute.len()) else { return miss() };
    let (rest, meridiem) = meridiem(rest)?;
    Ok((rest, Clock { hour, minute: Some(minutes), meridiem: Some(meridiem), ..Clock::default() }))
}

/// `digit digit digit digit (zone | "hours")`
fn military(tokens: Tokens<'_>) -> Parsed<'_, Clock> {
    let (rest, (value, _)) =
        verify(digits, |(value, width)| *width == 4 && value % 100 < 60 && *value <= 2400).parse(tokens)?;
    let (rest, zone) = alt((named_zone.map(Some), word(&["hours", "hrs"]).map(|_| None))).parse(rest)?;
    // `1500 hours of work`
    let led = || int_before(tokens, Class::PointLead).is_some_and(|lead| lead & 1 != 0) || follows(tokens, &["and"]);
    if zone.is_none() && !led() {
        return miss();
    }
    Ok((rest, Clock { hour: (value / 100) as u8, minute: Some((value % 100) as u8), zone, ..Clock::default() }))
}

/// `["12"] ("noon" | "midnight" | "midday")`
fn named(tokens: Tokens<'_>) -> Parsed<'_, Clock> {
    let (rest, _) = opt(verify(cardinal, |hour| *hour == 12)).parse(tokens)?;
    let (rest, hour) = int(Class::NamedHour).map(|hour| hour as u8).parse(rest)?;
    Ok((rest, Clock { hour, minute: Some(0), ..Clock::default() }))
}

/// `("half" | "quarter" | cardinal ["minutes"]) ("past" | "to") hour ["o'clock"]`
fn spoken(tokens: Tokens<'_>) -> Parsed<'_, Clock> {
    let (rest, _) = opt(word(&["a"])).parse(tokens)?;
    let (rest, minutes) =
        alt((word(&["half"]).map(|_| (30, true)), word(&["quarter"]).map(|_| (15, true)), minutes)).parse(rest)?;
    let (rest, past) = word(&["past", "to", "after"]).parse(rest)?;
    let past = match tokens.text(past) {
        word if word.eq_ignore_ascii_case("past") => true,
        // `five to nine` is a range as well; only `quarter to nine` and `ten minutes to nine` are clocks.
        word if word.eq_ignore_ascii_case("to") && minutes.1 => false,
        _ => return miss(),
    };
    let (rest, hour) = verify(cardinal, |hour| (1..=12).contains(hour)).parse(rest)?;
    let (rest, _) = opt(oclock).parse(rest)?;
    let (rest, meridiem) = opt(meridiem).parse(rest)?;
    let (hour, minute) = if past { (hour, minutes.0) } else { ((hour + 10) % 12 + 1, 60 - minutes.0) };
    Ok((
        rest,
        Clock {
            hour: hour as u8,
            minute: Some(minute as u8),
            meridiem,
            twelve_hour: meridiem.is_none(),
            ..Clock::default()
        },
    ))
}

fn minutes(tokens: Tokens<'_>) -> Parsed<'_, (i64, bool)> {
    let (rest, minutes) = verify(cardinal, |minutes| (1..60).contains(minutes)).parse(tokens)?;
    let (rest, unit) = opt(word(&["minutes", "minute", "min", "mins"])).parse(rest)?;
    Ok((rest, (minutes, unit.is_some())))
}

/// `hour meridiem | hour ["-"] cardinal-words meridiem | hour "o'clock" [meridiem]`
fn on_the_hour(tokens: Tokens<'_>) -> Parsed<'_, Clock> {
    let (rest, hour) = verify(cardinal, |hour| (0..=24).contains(hour)).parse(tokens)?;
    if let Ok((rest, _)) = oclock(rest) {
        let (rest, meridiem) = opt(meridiem).parse(rest)?;
        return Ok((
            rest,
            Clock { hour: hour as u8, meridiem, twelve_hour: meridiem.is_none() && hour <= 12, ..Clock::default() },
        ));
    }
    if let Ok((rest, meridiem)) = meridiem(rest) {
        return Ok((rest, Clock { hour: hour as u8, meridiem: Some(meridiem), ..Clock::default() }));
    }
    if tokens.first().is_some_and(|first| first.kind != TokenKind::Word) {
        return miss();
    }
    let (rest, minute) =
        preceded(opt(kind(TokenKind::Hyphen)), verify(cardinal_words, |minute| (1..60).contains(minute)))
            .parse(rest)?;
    let (rest, meridiem) = meridiem(rest)?;
    Ok((rest, Clock { hour: hour as u8, minute: Some(minute as u8), meridiem: Some(meridiem), ..Clock::default() }))
}

/// `"o'clock"`
fn oclock(tokens: Tokens<'_>) -> Parsed<'_, ()> {
    word(&["o'clock", "o\u{2019}clock", "oclock"]).map(|_| ()).parse(tokens)
}

/// `"a.m." | "p.m."`; a lone `a` or `p` only glued to figures.
pub(super) fn meridiem(tokens: Tokens<'_>) -> Parsed<'_, Meridiem> {
    let (rest, which) = match int(Class::Meridiem).parse(tokens) {
        Ok(found) => found,
        Err(_) => {
            let (rest, letter) = glued(TokenKind::Word).parse(tokens)?;
            match tokens.text(letter) {
                "a" if is_hour(tokens) && !is_in_code(tokens, rest) => (rest, 1),
                "p" if is_hour(tokens) && !is_in_code(tokens, rest) => (rest, 2),
                _ => return miss(),
            }
        }
    };
    Ok((rest, if which == 1 { Meridiem::Am } else { Meridiem::Pm }))
}

/// A lone letter behind `0` or `20` is no half of the day.
fn is_hour(letter: Tokens<'_>) -> bool {
    letter.before().is_some_and(|figures| {
        let text = letter.text(figures);
        let hour = text.split_once('.').map_or(text, |(hour, _)| hour);
        letter.back(1).before().is_some_and(|before| before.kind == TokenKind::Colon)
            || matches!(hour.parse(), Ok(1..=12))
    })
}

/// `c0a298e5`: figure and letter amid others are part of a code.
fn is_in_code(letter: Tokens<'_>, rest: Tokens<'_>) -> bool {
    // `0a25`, `:0a:36`
    let goes_on = |next: &Token| {
        next.is_glued()
            && matches!(next.kind, TokenKind::Word | TokenKind::Number | TokenKind::Fraction | TokenKind::Colon)
    };
    let begun = letter.before().is_some_and(Token::is_glued)
        && letter.back(1).before().is_some_and(|before| before.kind == TokenKind::Word);
    begun || rest.first().is_some_and(goes_on)
}

/// `clock [("+" | "-") digits]`: what an instrument writes. Behind a blank the offset has four figures and the
/// clock its seconds; only with the `T` of ISO 8601 before the clock is `-04:30` no second clock.
pub(super) fn stamp(tokens: Tokens<'_>, iso: bool) -> Parsed<'_, Clock> {
    let (rest, clock) = clock(tokens)?;
    let sure = iso || clock.second.is_some() && rest.get(1).is_some_and(|figures| figures.span().len() == 4);
    if clock.zone.is_some() || clock.meridiem.is_some() || !sure {
        return Ok((rest, clock));
    }
    let (rest, offset) = opt(offset).parse(rest)?;
    Ok((rest, Clock { zone: offset.map(|offset| Zone { name: "", offset: Some(offset) }), ..clock }))
}

/// `["("] named-zone [")"]`
pub(super) fn zone(tokens: Tokens<'_>) -> Parsed<'_, Zone> {
    let (rest, open) = opt(kind(TokenKind::ParenOpen)).parse(tokens)?;
    let (rest, mut zone) = named_zone(rest)?;
    if open.is_some() {
        let (rest, _) = kind(TokenKind::ParenClose).parse(rest)?;
        return Ok((rest, zone));
    }
    // `GMT+0900 (JST)`
    if zone.offset.is_some()
        && let Ok((rest, again)) =
            nom::sequence::delimited(kind(TokenKind::ParenOpen), named_zone, kind(TokenKind::ParenClose)).parse(rest)
        && again.offset == zone.offset
    {
        zone.name = again.name;
        return Ok((rest, zone));
    }
    Ok((rest, zone))
}

/// `name [("+" | "-") digits]`
fn named_zone(tokens: Tokens<'_>) -> Parsed<'_, Zone> {
    let Some(first) = tokens.first() else { return miss() };
    let (rest, value) = entry(Class::Zone).parse(tokens)?;
    let name = tokens.lexicon().spelling_in_table(first.word);
    // `ET` and `CAT` in capitals; `eastern time` needs none.
    if name.len() <= 4
        && !first.is_all_caps()
        && tokens.text(first) != "Z"
        && !tokens.lexicon().is(first.word, Class::LowerCode)
    {
        return miss();
    }
    let named = match value {
        LexValue::Int(minutes) => Zone { name, offset: Some(minutes as i16) },
        _ => Zone { name, offset: None },
    };
    match offset(rest) {
        Ok((rest, offset)) if matches!(name, "gmt" | "utc") => Ok((rest, Zone { name, offset: Some(offset) })),
        _ => Ok((rest, named)),
    }
}

/// `("+" | "-") digit digit [":"] [digit digit]`, in minutes.
fn offset(tokens: Tokens<'_>) -> Parsed<'_, i16> {
    let (rest, sign) = alt((kind(TokenKind::Plus), kind(TokenKind::Hyphen), kind(TokenKind::Minus))).parse(tokens)?;
    let (rest, (value, width)) = match rest.first() {
        Some(next) if next.is_glued() => digits(rest)?,
        _ => return miss(),
    };
    let (rest, minutes) = opt(preceded(glued(TokenKind::Colon), two_digits)).parse(rest)?;
    let total = match (width, minutes) {
        (1 | 2, minutes) => value * 60 + i64::from(minutes.unwrap_or(0)),
        (4, None) => value / 100 * 60 + value % 100,
        _ => return miss(),
    };
    if total > 14 * 60 {
        return miss();
    }
    let total = total as i16;
    Ok((rest, if sign.kind == TokenKind::Plus { total } else { -total }))
}
