//! Units of measurement, behind a number.
//!
//! ```text
//! unit  = [ "-" ] ( SYMBOL | UNIT-WORDS ) [ power ] [ per ] | "°" [ "C" | "F" ]
//! tail  = [ "and" | "-" ] cardinal unit | "-" NUMBER       smaller, of the same dimension
//! marks = "'" NUMBER "\""                                  behind feet: `5'10"`
//! power = "²" | "³" | glued "2" | glued "3"
//! per   = "/" unit | "per" unit
//! ```
//!
//! Accepted: `12 miles`, `a six-mile walk`, `5-km`, `75ml`, `23C`, `23 °C`, `3 km²`, `80 mg/l`, `30 litres per hour`,
//! `28 cm (11 in)`, `6 feet 2 inches`, `6-foot-3`, `6ft 2in`, `5'10"`.
//! Signs keep their case (`MW` is no `mW`); words do not. A
//! glued capital letter needs more: `18F` is a name, `a high of 18F` a temperature. Units of time lead to durations and ages, not to
//! measures. Refused: a unit word that only describes a plural behind it (`two stone walls`).

use super::boundary::{after_hyphen, is_plural};
use super::cardinal::cardinal;
use super::figures::unsigned_figures;
use super::input::Tokens;
use super::primitive::{Test, word};
use crate::fact::Number;
use crate::lex::{Class, LexValue, Token, TokenKind, Unit};

/// A unit as written.
#[derive(Clone, Copy)]
pub(super) struct Written {
    /// The unit.
    pub unit: &'static Unit,
    /// What it is counted against.
    pub per: Option<&'static Unit>,
}

/// `unit`; `singular` says that the number before it is one.
pub(super) fn unit(tokens: Tokens<'_>) -> Option<(Tokens<'_>, Written)> {
    let (rest, unit) = simple(tokens)?;
    match per(rest) {
        Some((rest, per)) => Some((rest, Written { unit, per: Some(per) })),
        None => Some((rest, Written { unit, per: None })),
    }
}

fn simple(tokens: Tokens<'_>) -> Option<(Tokens<'_>, &'static Unit)> {
    let first = tokens.first()?;
    if first.kind == TokenKind::Degree {
        return degrees(tokens);
    }
    let start = after_hyphen(tokens);
    let hyphen = start.position() > tokens.position();
    let token = start.first().filter(|token| token.kind == TokenKind::Word)?;
    if let Some((rest, unit)) = inch(start, token).or_else(|| symbol(start, token)) {
        return Some((rest, unit));
    }
    let Some((length, LexValue::Unit(at))) = start.entry(Class::Unit) else { return None };
    let unit = Unit::at(at);
    let rest = start.skip(length);
    let describes = !hyphen
        && length == 1
        && token.span().len() > 3
        && start.text(token).eq_ignore_ascii_case(unit.name)
        && rest.first().is_some_and(|next| !next.is_glued() && is_plural(rest, next));
    if describes { None } else { Some(power(rest, unit)) }
}

/// `28 cm (11 in)`, `a board 2 in thick`: everywhere else `in` is a preposition.
fn inch<'a>(tokens: Tokens<'a>, token: &Token) -> Option<(Tokens<'a>, &'static Unit)> {
    let rest = tokens.skip(1);
    let closes = rest.first().is_some_and(|next| next.kind == TokenKind::ParenClose);
    let measured = tokens.text(token) == "in" && (closes || word(&["wide", "tall", "thick", "across"]).parse_ok(rest));
    if !measured {
        return None;
    }
    match tokens.lexicon().value(tokens.lexicon().word("inch"), Class::Unit) {
        Some(LexValue::Unit(at)) => Some((rest, Unit::at(at))),
        _ => None,
    }
}

/// `SYMBOL [ power ]`
fn symbol<'a>(tokens: Tokens<'a>, token: &Token) -> Option<(Tokens<'a>, &'static Unit)> {
    let text = tokens.text(token).trim_end_matches('.');
    let unit = Unit::by_symbol(text)?;
    let rest = tokens.skip(1);
    // One capital letter behind a blank may begin a name: `3 C Company`.
    if matches!(text, "C" | "F" | "K" | "A" | "M" | "T" | "N" | "J") && token.is_glued() && !is_reading(tokens, unit) {
        return None;
    }
    let is_name =
        text.len() == 1 && token.is_capital() && !token.is_glued() && rest.first().is_some_and(Token::is_capital);
    if is_name || rest.first().is_some_and(|next| next.is_glued() && next.kind == TokenKind::Hyphen) && text.len() == 1
    {
        return None;
    }
    Some(power(rest, unit))
}

/// Whether a number with one capital glued to it is a reading, and no name such as `18F`, `4A` or `5K`: it has
/// decimals, or is a temperature with a word of weather near, or with the other scale in brackets.
fn is_reading(letter: Tokens<'_>, unit: &Unit) -> bool {
    let decimals = letter.before().is_some_and(|number| letter.text(number).contains('.'));
    if decimals || unit.dimension != "temperature" {
        return decimals;
    }
    let lexicon = letter.lexicon();
    let number = letter.back(1);
    let signed = number.before().is_some_and(|sign| matches!(sign.kind, TokenKind::Minus | TokenKind::Hyphen));
    // `(41F)` and `5C (41F)`
    let bracket = |token: &Token| token.kind == TokenKind::ParenOpen;
    let in_brackets = number.before().is_some_and(bracket)
        && number
            .back(2)
            .first()
            .is_some_and(|scale| matches!(letter.text(scale), "C" | "F" | "K" | "Celsius" | "Fahrenheit"));
    let brackets = letter.get(1).is_some_and(bracket)
        && letter.get(2).is_some_and(|number| number.kind == TokenKind::Number)
        && letter.get(3).is_some_and(|scale| Unit::by_symbol(letter.text(scale)).is_some());
    let cue = |token: &Token| lexicon.is(token.word, Class::TemperatureCue);
    signed
        || in_brackets
        || brackets
        || letter.behind().iter().rev().take(10).any(cue)
        || letter.slice().iter().take(6).any(cue)
}

/// What `cardinal unit` adds to a measure in a larger unit: `6 feet 2 inches`, `11 stone 4 lb`, `6-foot-3`.
///
/// `tail = [ "and" | "-" ] cardinal unit | "-" NUMBER`, behind a number of `unit`: what it adds, and one of the
/// smaller unit, both in `unit`.
pub(super) fn tail<'a>(tokens: Tokens<'a>, unit: &Unit) -> Option<(Tokens<'a>, Number, Number)> {
    let glued = |token: &Token| token.is_glued() && token.kind == TokenKind::Hyphen;
    let hyphen = tokens.first().is_some_and(glued);
    let start = if hyphen { tokens.skip(1) } else { word(&["and"]).skipped(tokens) };
    let (rest, number) = if hyphen { unsigned_figures(start) } else { cardinal(start) }.ok()?;
    let inch = || Number::ratio(254, 10_000);
    let (rest, factor) = match simple(rest) {
        Some((rest, small)) if small.dimension == unit.dimension && small.shift.0 == 0 => {
            (rest, Number::ratio(small.factor.0, small.factor.1)?)
        }
        None if hyphen && unit.name == "foot" => (rest, inch()?),
        // `6ft 2in`, `6 ft 2 in`: elsewhere `in` is a preposition.
        None if unit.name == "foot"
            && rest.first().is_some_and(|sign| {
                rest.text(sign).trim_end_matches('.') == "in"
                    && (sign.is_glued()
                        || rest.get(1).is_none_or(|next| next.kind != TokenKind::Word && next.is_glued()))
            }) =>
        {
            (rest.skip(1), inch()?)
        }
        _ => return None,
    };
    let size = factor.checked_div(Number::ratio(unit.factor.0, unit.factor.1)?)?;
    let part = number.quantity.value.checked_mul(size)?;
    (part < Number::ONE && !number.quantity.value.is_negative() && !number.article).then_some((rest, part, size))
}

/// `marks`, behind the feet: the unit, what the inches add, and one inch, both in feet.
pub(super) fn marks(tokens: Tokens<'_>) -> Option<(Tokens<'_>, &'static Unit, Number, Number)> {
    let [feet, inches, mark, ..] = tokens.slice() else { return None };
    let glued = [feet, inches, mark].iter().all(|token| token.is_glued());
    if !glued
        || inches.kind != TokenKind::Number
        || !matches!(tokens.text(feet), "'" | "\u{2019}" | "\u{2032}")
        || !matches!(tokens.text(mark), "\"" | "\u{201d}" | "\u{2033}")
    {
        return None;
    }
    let inch = Number::ratio(1, 12)?;
    let inches = Number::parse(tokens.text(inches)).filter(|inches| *inches < Number::from(12))?;
    let LexValue::Unit(foot) = tokens.lexicon().value(tokens.lexicon().word("foot"), Class::Unit)? else { return None };
    Some((tokens.skip(3), Unit::at(foot), inches.checked_mul(inch)?, inch))
}

/// `power = "²" | "³" | glued "2" | glued "3"`
fn power<'a>(tokens: Tokens<'a>, unit: &'static Unit) -> (Tokens<'a>, &'static Unit) {
    let exponent = tokens.first().filter(|next| next.is_glued()).map(|next| tokens.text(next));
    let exponent = match exponent {
        Some("²" | "2") => 2,
        Some("³" | "3") => 3,
        _ => return (tokens, unit),
    };
    unit.power(exponent).map_or((tokens, unit), |unit| (tokens.skip(1), unit))
}

/// `"°" [ "C" | "F" ]`
fn degrees(tokens: Tokens<'_>) -> Option<(Tokens<'_>, &'static Unit)> {
    let sign = tokens.first()?;
    if let Some(LexValue::Unit(at)) = tokens.lexicon().value(sign.word, Class::Unit) {
        return Some((tokens.skip(1), Unit::at(at)));
    }
    let rest = tokens.skip(1);
    if let Some(letter) = rest.first().filter(|letter| letter.kind == TokenKind::Word) {
        let scale = match rest.text(letter).trim_end_matches('.') {
            "C" | "c" => Unit::by_symbol("C"),
            "F" | "f" => Unit::by_symbol("F"),
            "K" => Unit::by_symbol("K"),
            _ => None,
        };
        if let Some(unit) = scale {
            return Some((rest.skip(1), unit));
        }
    }
    // `100° Celsius`
    if let Some((length, LexValue::Unit(at))) = rest.entry(Class::Unit)
        && Unit::at(at).dimension == "temperature"
        && !rest.first().is_some_and(Token::is_glued)
    {
        return Some((rest.skip(length), Unit::at(at)));
    }
    // `33°30′21″N` is a position.
    let position =
        rest.first().is_some_and(|next| next.is_glued() && matches!(next.kind, TokenKind::Number | TokenKind::Word));
    let word = tokens.lexicon().word("degree");
    match tokens.lexicon().value(word, Class::Unit) {
        Some(LexValue::Unit(at)) if !position => Some((rest, Unit::at(at))),
        _ => None,
    }
}

/// `per = "/" unit | "per" unit`
fn per(tokens: Tokens<'_>) -> Option<(Tokens<'_>, &'static Unit)> {
    let first = tokens.first()?;
    if first.kind == TokenKind::Slash {
        return simple(tokens.skip(1)).filter(|_| tokens.get(1).is_some_and(|next| next.kind == TokenKind::Word));
    }
    if word(&["per"]).parse_ok(tokens) {
        return simple(tokens.skip(1));
    }
    None
}
