//! Cardinal numbers, without what stands around them.
//!
//! ```text
//! cardinal = [ "-" | "minus" ] figures | [ "minus" ] words
//! ```
//!
//! Refused, because the digits count nothing: a number glued to letters or to another number by `-`, `/`, `.`, `:`
//! (`COVID-19`, `S4-1`, `10.0.0.1`, `24/7`); `10 minus 5` is a sum and no `-5`.

use super::boundary::is_claimed;
use super::figures::{figures, unsigned_figures};
use super::input::{Parsed, Tokens};
use super::number_word::words;
use super::primitive::{Test, miss, word};
use crate::fact::{Number, Quantity};
use crate::lex::{Class, Token, TokenKind};

/// A number and the scale word it ended with.
#[derive(Clone, Copy)]
pub(super) struct Cardinal {
    /// The value, without the hedge around it; the hedge is `Between` for `dozens` and its kin.
    pub quantity: Quantity,
    /// The last scale word: a million in `2.3 million`, one where there is none.
    pub scale: Number,
    /// Whether it is bare figures, without comma, decimals, scale or sign: what a year looks like.
    pub bare: bool,
    /// Whether it was begun by an article: `a hundred`, `half a million`.
    pub article: bool,
}

impl Cardinal {
    /// A number without a scale word.
    pub(super) fn plain(quantity: Quantity) -> Self {
        Self { quantity, scale: Number::ONE, bare: false, article: false }
    }

    /// The same number in units of a scale that the word behind it names: `120 MSEK`.
    pub(super) fn times(&self, scale: i64) -> Option<Self> {
        let scale = Number::from(scale);
        let unit = Self { scale, quantity: Quantity { scaled: true, ..self.quantity }, ..*self };
        self.scaled_like(&unit)
    }

    /// The same number with the scale word of another: 26 of `between $26 and $31 million`.
    pub(super) fn scaled_like(&self, other: &Self) -> Option<Self> {
        Some(Self {
            quantity: Quantity {
                value: self.quantity.value.checked_mul(other.scale)?,
                written_unit: self.quantity.written_unit.checked_mul(other.scale)?,
                scaled: other.quantity.scaled,
                ..self.quantity
            },
            scale: other.scale,
            bare: false,
            ..*self
        })
    }

    /// The number before its scale word.
    pub(super) fn mantissa(&self) -> Number {
        self.quantity.value.checked_div(self.scale).unwrap_or(self.quantity.value)
    }
}

/// `cardinal = [ sign ] figures | words | vague`
pub(super) fn cardinal(tokens: Tokens<'_>) -> Parsed<'_, Cardinal> {
    tokens.number(read)
}

fn read(tokens: Tokens<'_>) -> Parsed<'_, Cardinal> {
    let Some(first) = tokens.first() else { return miss() };
    match first.kind {
        TokenKind::Number | TokenKind::Fraction => figures(tokens),
        TokenKind::Word if word(&["minus", "negative"]).parse_ok(tokens) => minus(tokens),
        TokenKind::Word => words(tokens),
        TokenKind::Hyphen | TokenKind::Minus => negative(tokens),
        _ => miss(),
    }
}

/// `( "minus" | "negative" ) cardinal`, where nothing is subtracted from.
fn minus(tokens: Tokens<'_>) -> Parsed<'_, Cardinal> {
    let number_before = tokens.before().is_some_and(|before| {
        matches!(before.kind, TokenKind::Number | TokenKind::Fraction)
            || tokens.lexicon().is_any(before.word, Class::Cardinal.bit() | Class::Scale.bit())
    });
    let start = tokens.skip(1);
    if number_before || start.first().is_some_and(Token::is_glued) {
        return miss();
    }
    let (rest, mut number) = match start.first().map(|first| first.kind) {
        Some(TokenKind::Number) => figures(start),
        Some(TokenKind::Word) if start.lexicon().opens(start.slice()[0].word) & Class::Cardinal.bit() != 0 => {
            words(start)
        }
        _ => miss(),
    }?;
    number.quantity.value = -number.quantity.value;
    number.bare = false;
    Ok((rest, number))
}

/// A minus sign with figures glued to it, and nothing glued before.
fn negative(tokens: Tokens<'_>) -> Parsed<'_, Cardinal> {
    if is_claimed(tokens) {
        return miss();
    }
    if !tokens.get(1).is_some_and(|next| next.kind == TokenKind::Number && next.is_glued()) {
        return miss();
    }
    let (rest, mut number) = unsigned_figures(tokens.skip(1))?;
    number.quantity.value = -number.quantity.value;
    number.bare = false;
    Ok((rest, number))
}
