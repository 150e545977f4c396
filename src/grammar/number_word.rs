//! Numbers in words.
//!
//! ```text
//! words      = vague | [ "a" | "an" ] group { [ "and" ] group } [ "point" ( digit { digit } | tens ) | "and a half" ] { scale }
//!            | ( "half" | ( "a quarter" | "three quarters" ) [ "of" ] ) [ "a" ] ( scale | UNIT )
//! group      = below-a-hundred [ "hundred" [ [ "and" ] below-a-hundred ] ] { scale }
//! vague      = "dozens" | "several" [ scale ] | "a few" [ scale ] | "tens of thousands" …
//! ```
//!
//! Accepted: `three hundred and twelve`, `twenty-one`, `two and a half million`, `a million and a half`, `two dozen`, `half
//! a million`, `hundreds of thousands`, `several hundred`, `a couple of`.
//! Refused: words in an order that makes no number (`nineteen eighty-four` is a year), `the couple`, and the pronoun
//! `one` (see [`quantity`](super::quantity)).

use nom::Parser;
use nom::combinator::verify;

use super::boundary::{after_hyphen, is_claimed, is_plural};
use super::cardinal::Cardinal;
use super::figures::scale_word;
use super::input::{Parsed, Tokens};
use super::primitive::{Test, miss, word};
use super::small_number::cardinal_words;
use crate::fact::{Hedge, Number, Quantity};
use crate::lex::{Class, LexValue, Token, TokenKind};

/// `words = [ "a" ] group { [ "and" ] group } [ "point" … ] [ "and a half" ]`
pub(super) fn words(tokens: Tokens<'_>) -> Parsed<'_, Cardinal> {
    // `eighty-four` of `nineteen eighty-four`.
    let before = tokens.before().and_then(|before| tokens.lexicon().int(before.word, Class::Cardinal));
    if is_claimed(tokens) || before.is_some_and(|before| before >= 10) {
        return miss();
    }
    words_anywhere(tokens)
}

/// Number words that may be glued to something before them.
pub(super) fn words_anywhere(tokens: Tokens<'_>) -> Parsed<'_, Cardinal> {
    let Some(first) = tokens.first() else { return miss() };
    let lexicon = tokens.lexicon();
    let opens = lexicon.opens(first.word);
    if opens & Class::VagueCardinal.bit() != 0
        && let Ok(found) = vague(tokens)
    {
        return Ok(found);
    }
    if lexicon.is(first.word, Class::Cardinal) || lexicon.is(first.word, Class::Scale) {
        return three_quarters(tokens).or_else(|_| spelled(tokens, false));
    }
    if opens & Class::NumberOpener.bit() == 0 {
        return miss();
    }
    if let Ok(found) = part_of_scale(tokens) {
        return Ok(found);
    }
    // `a hundred`, `a dozen`.
    let second = tokens.skip(1);
    match second.first() {
        Some(next) if word(&["a", "an"]).parse_ok(tokens) && lexicon.is(next.word, Class::Scale) => {
            spelled(second, true)
        }
        _ => miss(),
    }
}

/// `half = "half a" scale | "a quarter of a" scale | "half" scale`
fn part_of_scale(tokens: Tokens<'_>) -> Parsed<'_, Cardinal> {
    let start = word(&["a", "an"]).skipped(tokens);
    let (numerator, denominator, rest) = if word(&["half"]).parse_ok(start) {
        (1, 2, start.skip(1))
    } else if word(&["quarter"]).parse_ok(start) {
        (1, 4, word(&["of"]).skipped(start.skip(1)))
    } else {
        return miss();
    };
    share_of_scale(rest, numerator, denominator)
}

/// `"three quarters" [ "of" ] [ "a" ] scale`
fn three_quarters(tokens: Tokens<'_>) -> Parsed<'_, Cardinal> {
    if !word(&["three"]).parse_ok(tokens) {
        return miss();
    }
    let name = after_hyphen(tokens.skip(1));
    if !word(&["quarters"]).parse_ok(name) {
        return miss();
    }
    let rest = word(&["of"]).skipped(name.skip(1));
    let scale = after_hyphen(word(&["a"]).skipped(rest));
    if !scale.first().is_some_and(|next| scale.lexicon().is(next.word, Class::Scale)) {
        return miss();
    }
    share_of_scale(rest, 3, 4)
}

/// `[ "a" ] ( scale | UNIT )`, behind the name of a share.
fn share_of_scale(rest: Tokens<'_>, numerator: i128, denominator: i128) -> Parsed<'_, Cardinal> {
    let rest = after_hyphen(word(&["a", "an"]).skipped(after_hyphen(rest)));
    let Some(next) = rest.first() else { return miss() };
    if rest.lexicon().opens(next.word) & (Class::Unit.bit() | Class::Percent.bit()) != 0 && denominator == 2 {
        // `half a mile`, `a half-hour`.
        let value = Number::ratio(numerator, denominator).unwrap_or(Number::ONE);
        let written_unit = tenth_of(1);
        let quantity = Quantity { value, written_unit, in_words: true, ..Quantity::whole(0) };
        return Ok((rest, Cardinal { article: true, ..Cardinal::plain(quantity) }));
    }
    let Some(scale) = rest.lexicon().int(next.word, Class::Scale) else { return miss() };
    let Some(share) = Number::ratio(numerator, denominator) else { return miss() };
    let Some(value) = Number::from(scale).checked_mul(share) else { return miss() };
    let quantity = Quantity {
        value,
        written_unit: if scale >= 1_000_000 { tenth_of(scale) } else { Number::ONE },
        scaled: scale >= 1_000_000,
        in_words: true,
        ..Quantity::whole(0)
    };
    Ok((rest.skip(1), Cardinal { scale: Number::from(scale), article: true, ..Cardinal::plain(quantity) }))
}

/// The last digit of a half, as `2.5` has it.
pub(super) fn tenth_of(scale: i64) -> Number {
    Number::ratio(i128::from(scale), 10).unwrap_or(Number::ONE)
}

/// `vague = "dozens" | "several" [ scale ] | "a few" [ scale ] …`
fn vague(tokens: Tokens<'_>) -> Parsed<'_, Cardinal> {
    let Some((length, LexValue::Interval(mut low, mut high))) = tokens.entry(Class::VagueCardinal) else {
        return miss();
    };
    let mut rest = tokens.skip(length);
    // `the couple`, `two scores`: only with `of` do these words count.
    let counts = low != high && low != 40
        || word(&["of"]).parse_ok(rest)
        || low == high && rest.first().is_some_and(|next| is_plural(rest, next));
    if !counts {
        return miss();
    }
    let mut scale = 1;
    let after = if word(&["of"]).parse_ok(rest) { rest.skip(1) } else { rest };
    if let Some((after, factor)) = scale_word(after) {
        (low, high) = (low.saturating_mul(factor), high.saturating_mul(factor));
        scale = factor;
        rest = after;
    }
    let written = if low == high { low } else { 0 };
    let hedge = Hedge::Between(Number::from(low), Number::from(high));
    let quantity = Quantity { in_words: true, scaled: scale >= 1_000_000, ..Quantity::whole(written) }.hedged(hedge);
    Ok((rest, Cardinal { scale: Number::from(scale), article: true, ..Cardinal::plain(quantity) }))
}

/// The words of a number as far as they join in good order.
struct Spelling {
    /// What the scale words so far have closed.
    closed: i128,
    /// What is still below the next scale word.
    open: i128,
    /// A further word must be less than this.
    room: i128,
    /// The last scale word was this, from a thousand on.
    last: i128,
    words: usize,
}

impl Spelling {
    /// Takes `value` as the next word below a hundred, if it fits behind what is there.
    fn add(&mut self, value: i128) -> bool {
        if value >= self.room {
            return false;
        }
        self.open += value;
        self.room = if value >= 20 && value % 10 == 0 { 10 } else { 0 };
        self.words += 1;
        true
    }

    fn scale(&mut self, factor: i128) -> bool {
        let open = if self.words == 0 { 1 } else { self.open };
        if factor < 1_000 {
            // `twelve hundred`, `three hundred`, `two dozen`; never `hundred hundred`.
            if open == 0 || open >= 100 || self.room == 100 && self.words > 0 {
                return false;
            }
            self.open = open * factor;
            self.room = if factor == 100 { 100 } else { 0 };
        } else if factor < self.last {
            if open == 0 {
                return false;
            }
            self.closed += open * factor;
            self.open = 0;
            self.room = factor.min(1_000);
            self.last = factor;
        } else {
            // `five thousand million`, `two million million`.
            let Some(closed) = (self.closed + self.open).checked_mul(factor).filter(|closed| *closed < 1 << 100) else {
                return false;
            };
            if closed == 0 {
                return false;
            }
            self.closed = closed;
            self.open = 0;
            self.room = factor.min(1_000);
            self.last = factor;
        }
        self.words += 1;
        true
    }
}

fn spelled(tokens: Tokens<'_>, article: bool) -> Parsed<'_, Cardinal> {
    let lexicon = tokens.lexicon();
    let mut spelling = Spelling { closed: 0, open: 0, room: 1_000, last: i128::MAX, words: 0 };
    let mut rest = tokens;
    let mut scale = 1;
    loop {
        let start = if spelling.words > 0 {
            // `fifty - two`, as some feeds set it.
            let spaced = spelling.room == 10
                && rest.first().is_some_and(|hyphen| hyphen.kind == TokenKind::Hyphen && !hyphen.is_glued())
                && rest
                    .get(1)
                    .is_some_and(|next| lexicon.int(next.word, Class::Cardinal).is_some_and(|unit| unit < 10));
            let joined = if spaced { rest.skip(1) } else { after_hyphen(rest) };
            // `and` joins only what follows a hundred or a scale word.
            if word(&["and"]).parse_ok(joined) && spelling.room >= 100 { after_hyphen(joined.skip(1)) } else { joined }
        } else {
            rest
        };
        let Some(token) = start.first().filter(|token| token.kind == TokenKind::Word) else { break };
        let joined_by_and = start.position() > after_hyphen(rest).position();
        if let Some(value) = lexicon.int(token.word, Class::Cardinal) {
            // `six million and two thirds`
            let parts = |name: &Token| {
                name.kind == TokenKind::Word
                    && lexicon.is(name.word, Class::Denominator)
                    && start.text(name).ends_with('s')
            };
            let fraction = joined_by_and && after_hyphen(start.skip(1)).first().is_some_and(parts);
            if fraction || spelling.words > 0 && value == 0 || !spelling.add(i128::from(value)) {
                break;
            }
            scale = 1;
        } else if let Some(factor) = lexicon.int(token.word, Class::Scale) {
            if joined_by_and || !spelling.scale(i128::from(factor)) {
                break;
            }
            scale = factor;
        } else {
            break;
        }
        rest = start.skip(1);
    }
    if spelling.words == 0 {
        return miss();
    }
    let Some(mut value) = Number::ratio(spelling.closed + spelling.open, 1) else { return miss() };
    let (mut written_unit, mut is_scaled) = (Number::ONE, false);
    if let Some((after, decimals, unit)) = decimals(rest) {
        let Some(sum) = value.checked_add(decimals) else { return miss() };
        (rest, value, written_unit) = (after, sum, unit);
    } else if let Some((after, half)) = and_a_half(rest, spelling.open, scale) {
        let Some(sum) = value.checked_add(half) else { return miss() };
        (rest, value, written_unit) = (after, sum, tenth_of(1));
        if scale >= 1_000 {
            (written_unit, is_scaled) = (tenth_of(scale), scale >= 1_000_000);
        }
    }
    while let Some((after, factor)) = scale_word(rest) {
        // Only after decimals or a half: all other scale words are taken above.
        if written_unit == Number::ONE {
            break;
        }
        let factor_number = Number::from(factor);
        let (Some(product), Some(unit)) = (value.checked_mul(factor_number), written_unit.checked_mul(factor_number))
        else {
            return miss();
        };
        (rest, value, written_unit, scale) = (after, product, unit, factor);
        is_scaled = factor >= 1_000_000;
    }
    if scale >= 1_000_000 && written_unit == Number::ONE {
        (written_unit, is_scaled) = (Number::from(scale), true);
    }
    // `nineteen eighty-four` and `twenty twenty` are years, and `one two three` counts nothing.
    let next = after_hyphen(rest);
    if next.first().is_some_and(|next| lexicon.is(next.word, Class::Cardinal) && spelling.open >= 10 && scale == 1) {
        return miss();
    }
    let quantity = Quantity { value, written_unit, scaled: is_scaled, in_words: true, ..Quantity::whole(0) };
    Ok((rest, Cardinal { scale: Number::from(scale), article, ..Cardinal::plain(quantity) }))
}

/// `"point" ( digit { digit } | tens )`: `nine point nought four`, `two point seventy-one`.
fn decimals(tokens: Tokens<'_>) -> Option<(Tokens<'_>, Number, Number)> {
    if !word(&["point"]).parse_ok(tokens) {
        return None;
    }
    let lexicon = tokens.lexicon();
    let mut rest = tokens.skip(1);
    // `two point seventy-one`
    if let Ok((after, hundredths)) = verify(cardinal_words, |value| (10..100).contains(value)).parse(rest) {
        return Some((after, Number::ratio(i128::from(hundredths), 100)?, Number::ratio(1, 100)?));
    }
    let (mut mantissa, mut places) = (0i128, 0);
    while let Some(digit) = rest.first().and_then(|next| lexicon.int(next.word, Class::Cardinal)) {
        if digit > 9 || places >= 12 {
            break;
        }
        mantissa = mantissa * 10 + i128::from(digit);
        places += 1;
        rest = rest.skip(1);
    }
    let power = 10i128.pow(places);
    (places > 0).then_some((rest, Number::ratio(mantissa, power)?, Number::ratio(1, power)?))
}

/// `and a half` after a number below ten (`two and a half million`) or after a scale word, whose half it is
/// (`a million and a half`).
pub(super) fn and_a_half(tokens: Tokens<'_>, open: i128, scale: i64) -> Option<(Tokens<'_>, Number)> {
    let whole = scale == 1 && open < 100 || scale >= 1_000_000 && open == 0;
    if !whole || !word(&["and"]).parse_ok(tokens) || !word(&["a", "one"]).parse_ok(after_hyphen(tokens.skip(1))) {
        return None;
    }
    let third = after_hyphen(after_hyphen(tokens.skip(1)).skip(1));
    let half = word(&["half"]).parse_ok(third) && (scale == 1 || scale_word(third.skip(1)).is_none());
    half.then_some((third.skip(1), Number::ratio(i128::from(scale), 2)?))
}
