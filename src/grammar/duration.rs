//! Lengths of time.
//!
//! ```text
//! duration = [hedge] (range | lengths)                        a hedged `away` is a point in time: `relative.rs`
//! lengths  = length {[","] ["and"] length} ["and a half"]
//! length   = amount ["-"] unit | ("half" | "quarter") ["-"] ["of"] ["a" | "an"] unit | "all" unit
//! amount   = cardinal ["and a half"] | "a" | "an" | "some"
//! range    = amount ("to" | "-" | "or" | "and") amount ["-"] unit
//! ```
//!
//! Accepted: `five years`, `two and a half hours`, `90-minute`, `2 hours 30 minutes`, `an hour and a half`,
//! `half a century`, `all day`, `three to four weeks`, `at least 5 hours`, `within 72 hours`. Refused: ages
//! (`43-year-old`, `aged 5 years`), rates (`$5 an hour`, `twice a day`), `a second blast`, `the 80s`.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::verify;
use nom::sequence::preceded;

use super::cardinal::cardinal;
use super::date::ends;
use super::figures::unsigned_figures;
use super::hedge::hedge;
use super::input::{Parsed, Tokens};
use super::primitive::{Test, entry, follows, glued, int, kind, may_be_number, miss, opt, word};
use super::relative::away;
use crate::fact::{DateTime, Duration, Hedge, Number, TimeUnit, Value};
use crate::lex::{Class, Token, TokenKind};

/// How much of a unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Amount {
    /// The number.
    pub(super) value: Number,
    /// `a few`, `several`.
    pub(super) hedge: Hedge,
    /// Whether it is nothing but `a` or `an`, which rates have too.
    pub(super) article: bool,
}

/// A duration as a fact of its own.
pub(super) fn duration(tokens: Tokens<'_>) -> Parsed<'_, Value> {
    if !unit_near(tokens) {
        return miss();
    }
    let (start, lead) = lead(tokens);
    if !may_be_number(start) {
        return miss();
    }
    if is_distance(tokens, lead)
        && let Ok((rest, point)) = away(start)
    {
        return Ok((rest, Value::Date(Box::new(DateTime { hedge: lead, ..point }))));
    }
    let (rest, mut found) = alt((range, lengths)).parse(start)?;
    if is_age(start, rest) || lead == Hedge::None && is_rate(start) {
        return miss();
    }
    if found.hedge == Hedge::None {
        found.hedge = lead;
    }
    Ok((rest, Value::Duration(Box::new(found))))
}

/// Whether a hedge stands before what can be a point so far away, `almost two years ago`; `within` gives a limit.
fn is_distance(tokens: Tokens<'_>, lead: Hedge) -> bool {
    !matches!(lead, Hedge::None | Hedge::UpTo) && !word(&["within"]).parse_ok(tokens)
}

/// Whether a unit of time is near: `on the order of two and three quarters of an hour` is as far as one ever stands.
pub(super) fn unit_near(tokens: Tokens<'_>) -> bool {
    tokens.unit_ahead().is_some_and(|ahead| ahead <= 12)
}

/// `[hedge] | "within"`; `how about ten minutes` asks.
fn lead(tokens: Tokens<'_>) -> (Tokens<'_>, Hedge) {
    if follows(tokens, &["how", "what"]) {
        return (tokens, Hedge::None);
    }
    if word(&["within"]).parse_ok(tokens) {
        return (tokens.skip(1), Hedge::UpTo);
    }
    let (rest, lead) = hedge(tokens);
    (rest, lead.hedge)
}

/// `amount ("to" | "-" | "or" | "and") amount ["-"] unit`
pub(super) fn range(tokens: Tokens<'_>) -> Parsed<'_, Duration> {
    let (rest, low) = plain_amount(tokens)?;
    // `1-year to 3-year` repeats the unit.
    let (rest, first_unit) = opt(unit_after(low)).parse(rest)?;
    let (rest, _) = alt((word(&["to", "or"]), kind(TokenKind::Hyphen), kind(TokenKind::Dash))).parse(rest)?;
    let (rest, high) = match unsigned_figures(rest) {
        Ok((rest, number)) => (rest, Amount { value: number.quantity.value, hedge: Hedge::None, article: false }),
        Err(_) => plain_amount(rest)?,
    };
    let (rest, unit) = unit_after(high).parse(rest)?;
    if high.value <= low.value || first_unit.is_some_and(|first| first != unit) {
        return miss();
    }
    Ok((rest, Duration { parts: vec![(low.value, unit)], up_to: Some(high.value), hedge: Hedge::None }))
}

/// `length {[","] ["and"] length} ["and a half"]`
pub(super) fn lengths(tokens: Tokens<'_>) -> Parsed<'_, Duration> {
    if !may_measure(tokens) || !unit_near(tokens) {
        return miss();
    }
    let (mut rest, (amount, unit)) = length(tokens)?;
    let hedge = amount.hedge;
    let mut parts = vec![(amount.value, unit)];
    if let Ok((after, half)) = and_a_half(rest) {
        parts[0].0 = parts[0].0.checked_add(half).unwrap_or(parts[0].0);
        rest = after;
    }
    while let Some((_, last)) = parts.last().copied() {
        let joined = preceded(
            (opt(kind(TokenKind::Comma)), opt(word(&["and"]))),
            verify(length, |(amount, unit)| *unit < last && !amount.article && unit.seconds() < last.seconds()),
        )
        .parse(rest);
        match joined {
            Ok((after, (amount, unit))) => {
                parts.push((amount.value, unit));
                rest = after;
            }
            Err(_) => break,
        }
    }
    Ok((rest, Duration { parts, up_to: None, hedge }))
}

/// `length`, alone.
pub(super) fn one_length(tokens: Tokens<'_>) -> Parsed<'_, Duration> {
    length
        .map(|(amount, unit)| Duration { parts: vec![(amount.value, unit)], up_to: None, hedge: amount.hedge })
        .parse(tokens)
}

/// `amount ["-"] unit | half …`
fn length(tokens: Tokens<'_>) -> Parsed<'_, (Amount, TimeUnit)> {
    match tokens.first() {
        Some(first) if first.kind == TokenKind::Word => alt((fraction_of_unit, all_unit, counted)).parse(tokens),
        _ => counted(tokens),
    }
}

/// Whether figures can measure time before the word behind them: `12 people` cannot.
fn may_measure(tokens: Tokens<'_>) -> bool {
    const BEHIND: u128 = Class::TimeUnit.bit()
        | Class::Scale.bit()
        | Class::ScaleAbbreviation.bit()
        | Class::Cardinal.bit()
        | Class::LengthFiller.bit();
    let figures = tokens.first().is_some_and(|first| first.kind == TokenKind::Number);
    !figures
        || tokens.get(1).is_some_and(|next| {
            next.kind != TokenKind::Word
                || next.is_glued()
                || tokens.lexicon().opens(next.word) & BEHIND != 0
                || word(&["and", "of"]).parse_ok(tokens.skip(1))
        })
}

/// `amount ["-"] unit`
fn counted(tokens: Tokens<'_>) -> Parsed<'_, (Amount, TimeUnit)> {
    let (rest, amount) = amount(tokens)?;
    let (rest, unit) = unit_after(amount).parse(rest)?;
    Ok((rest, (amount, unit)))
}

/// `("half" | "quarter" | "three quarters") ["-"] ["of"] ["a" | "an"] unit`
fn fraction_of_unit(tokens: Tokens<'_>) -> Parsed<'_, (Amount, TimeUnit)> {
    let (rest, _) = opt(word(&["a"])).parse(tokens)?;
    let (rest, (numerator, denominator)) = alt((
        word(&["half"]).map(|_| (1, 2)),
        (word(&["three"]), opt(kind(TokenKind::Hyphen)), word(&["quarters"])).map(|_| (3, 4)),
        word(&["quarter"]).map(|_| (1, 4)),
    ))
    .parse(rest)?;
    let (rest, _) =
        (opt(kind(TokenKind::Hyphen)), opt(word(&["of"])), opt(word(&["a", "an"])), opt(kind(TokenKind::Hyphen)))
            .parse(rest)?;
    let (rest, unit) = unit(rest)?;
    let value = Number::ratio(numerator, denominator).unwrap_or(Number::ONE);
    Ok((rest, (Amount { value, hedge: Hedge::None, article: false }, unit)))
}

/// `"all" unit`
fn all_unit(tokens: Tokens<'_>) -> Parsed<'_, (Amount, TimeUnit)> {
    let (rest, _) = word(&["all"]).parse(tokens)?;
    let (rest, unit) = verify(unit, |unit| {
        matches!(
            unit,
            TimeUnit::Day | TimeUnit::Night | TimeUnit::Week | TimeUnit::Weekend | TimeUnit::Month | TimeUnit::Year
        )
    })
    .parse(rest)?;
    // `all years` and `all day-care centres`
    if rest.first().is_some_and(|next| next.is_glued() && next.kind == TokenKind::Hyphen)
        || tokens.get(1).is_some_and(|unit| tokens.text(unit).ends_with('s'))
    {
        return miss();
    }
    Ok((rest, (Amount { value: Number::ONE, hedge: Hedge::None, article: false }, unit)))
}

/// `unit`, and what its shortest signs want before them.
fn unit_after<'a>(amount: Amount) -> impl FnMut(Tokens<'a>) -> Parsed<'a, TimeUnit> {
    move |tokens| {
        let (rest, plus) = opt(alt((glued(TokenKind::Plus), glued(TokenKind::Hyphen)))).parse(tokens)?;
        let (rest, _) = match plus {
            Some(plus) if plus.kind == TokenKind::Plus => opt(glued(TokenKind::Hyphen)).parse(rest)?,
            _ => (rest, None),
        };
        let Some(sign) = rest.first() else { return miss() };
        let text = rest.text(sign);
        let (after, unit) = unit(rest)?;
        let in_figures =
            tokens.before().is_some_and(|before| matches!(before.kind, TokenKind::Number | TokenKind::Fraction));
        if text.len() <= 2 && !in_figures || text.len() == 1 && sign.is_capital() {
            return miss();
        }
        match text {
            // `1d 2hr`, `3w later`; `3d` is a dimension, and `40 w` are watts.
            "d" | "w" if !in_row(after) => return miss(),
            "s" | "h" if after.first().is_some_and(|next| next.is_glued() && !ends(next)) && !in_row(after) => {
                return miss();
            }
            _ => {}
        }
        // `the 2018 day five`: a year, and no length in the singular.
        let year = (Number::from(1_900)..Number::from(2_100)).contains(&amount.value);
        if year && plus.is_none() && in_figures && text.len() > 2 && !text.ends_with('s') {
            return miss();
        }
        // `80s`, `1990s`: a decade or an age, unless decimals stand before the sign.
        if text == "s" && sign.is_glued() && amount.value.to_integer().is_some_and(|value| value % 10 == 0) {
            return miss();
        }
        // `a second blast`, `one second-half goal`; as a unit a lone second ends its phrase.
        if text.eq_ignore_ascii_case("second") && amount.article {
            return miss();
        }
        Ok((after, unit))
    }
}

/// Whether another length or its direction follows a unit of one letter.
fn in_row(tokens: Tokens<'_>) -> bool {
    let rest = kind(TokenKind::Comma).skipped(tokens);
    let rest = word(&["and"]).skipped(rest);
    word(&["ago", "later", "earlier"]).parse_ok(rest)
        || rest.first().is_some_and(|figures| figures.kind == TokenKind::Number)
            && rest.get(1).is_some_and(|unit| rest.lexicon().is(unit.word, Class::TimeUnit))
}

/// `unit`
pub(super) fn unit(tokens: Tokens<'_>) -> Parsed<'_, TimeUnit> {
    int(Class::TimeUnit).map_opt(TimeUnit::from_number).parse(tokens)
}

/// `"and a half"`, `"and three quarters"`
fn and_a_half(tokens: Tokens<'_>) -> Parsed<'_, Number> {
    let (rest, _) = word(&["and"]).parse(tokens)?;
    let (rest, _) = opt(word(&["a"])).parse(rest)?;
    let (rest, _) = word(&["half"]).parse(rest)?;
    // `a year and a half year`: another length begins.
    if unit(rest).is_ok() {
        return miss();
    }
    Ok((rest, Number::ratio(1, 2).unwrap_or(Number::ZERO)))
}

/// Whatever says how much of a unit there is.
pub(super) fn amount(tokens: Tokens<'_>) -> Parsed<'_, Amount> {
    alt((plain_amount, some, article)).parse(tokens)
}

/// `"a" | "an"`
fn article(tokens: Tokens<'_>) -> Parsed<'_, Amount> {
    let (rest, _) = word(&["a", "an"]).parse(tokens)?;
    Ok((rest, Amount { value: Number::ONE, hedge: Hedge::None, article: true }))
}

/// `"some"`, where no figure follows that it hedges.
fn some(tokens: Tokens<'_>) -> Parsed<'_, Amount> {
    let (rest, _) = word(&["some"]).parse(tokens)?;
    let plural = rest.first().is_some_and(|unit| rest.text(unit).ends_with('s'));
    if !plural {
        return miss();
    }
    let hedge = Hedge::Between(Number::from(3), Number::from(9));
    Ok((rest, Amount { value: Number::from(3), hedge, article: false }))
}

/// A number, with a half before its unit.
fn plain_amount(tokens: Tokens<'_>) -> Parsed<'_, Amount> {
    let (rest, number) = cardinal(tokens)?;
    let mut value = number.quantity.value;
    let mut hedge = number.quantity.hedge;
    if let Hedge::Between(low, high) = hedge {
        value = low;
        if low == high {
            hedge = Hedge::None;
        }
    }
    let (rest, half) = opt(half_between).parse(rest)?;
    let rest = word(&["of"]).skipped(rest);
    let rest = entry(Class::LengthFiller).skipped(rest);
    let value = half.and_then(|half| value.checked_add(half)).unwrap_or(value);
    Ok((rest, Amount { value, hedge, article: false }))
}

/// `["-"] "and" ["-"] "a" ["-"] "half" ["-"]` between a number and its unit.
fn half_between(tokens: Tokens<'_>) -> Parsed<'_, Number> {
    let hyphen = || opt(kind(TokenKind::Hyphen));
    let (rest, _) = (hyphen(), word(&["and"]), hyphen(), opt(word(&["a"])), hyphen(), word(&["half"])).parse(tokens)?;
    if opt(kind(TokenKind::Hyphen)).parse(rest).and_then(|(rest, _)| unit(rest)).is_err() {
        return miss();
    }
    Ok((rest, Number::ratio(1, 2).unwrap_or(Number::ZERO)))
}

/// `43-year-old`, `5 years old`, `aged 5 years`, `5 years of age`
fn is_age(tokens: Tokens<'_>, rest: Tokens<'_>) -> bool {
    let (rest, _) = opt(kind(TokenKind::Hyphen)).parse(rest).unwrap_or((rest, None));
    word(&["old", "olds", "aged"]).parse(rest).is_ok()
        || (word(&["of"]), word(&["age"])).parse(rest).is_ok()
        || tokens.before().is_some_and(|before| tokens.text(before).eq_ignore_ascii_case("aged"))
}

/// `$5 an hour`, `twice a day`, `40 miles an hour`: an article after a figure, a unit or a count of times.
fn is_rate(tokens: Tokens<'_>) -> bool {
    let article = tokens.first().is_some_and(|first| matches!(tokens.text(first), "a" | "an" | "A" | "An"));
    // `$12-a-month`
    if article && tokens.first().is_some_and(Token::is_glued) {
        return true;
    }
    article
        && tokens.get(1).is_some_and(|unit| tokens.lexicon().is(unit.word, Class::TimeUnit))
        && !tokens.before().is_some_and(|before| tokens.lexicon().is(before.word, Class::LengthLead))
        && word(&["and"]).parse(tokens.skip(2)).is_err()
}
