//! Ordinals.
//!
//! ```text
//! ordinal  = NUMBER glued ( "st" | "nd" | "rd" | "th" ) | compound
//! compound = [ cardinal [ "and" | "-" ] ] ORDINAL-WORD
//! ```
//!
//! Accepted: `third`, `21st`, `twenty-first`, `one hundred and forty-second`, `two thousand and fifth`,
//! `a hundred trillionth`.
//! Refused: `a second later`, `30 seconds`, `per second`, `at first`, `first of all`, and names (`Second World War`,
//! `Fifth Avenue`, `71st Battalion`).

use super::boundary::{after_hyphen, is_claimed, is_continued};
use super::cardinal::cardinal;
use super::figures::digits;
use super::input::{Parsed, Tokens};
use super::primitive::{Test, may_be_number, miss, word};
use crate::fact::{Number, Quantity, Value};
use crate::lex::{Class, Token, TokenKind};

/// `ordinal = NUMBER glued suffix | compound`
pub(super) fn ordinal(tokens: Tokens<'_>) -> Parsed<'_, Value> {
    let Some(first) = tokens.first().filter(|_| may_be_number(tokens) && !is_claimed(tokens)) else { return miss() };
    let found = if first.kind == TokenKind::Number { figures(tokens) } else { compound(tokens) };
    let Some((rest, value)) = found else { return miss() };
    let Some(value) = Number::ratio(value, 1) else { return miss() };
    if is_continued(rest) || is_name(first, rest) || is_adverb(tokens, rest) {
        return miss();
    }
    let in_words = first.kind == TokenKind::Word;
    Ok((rest, Value::Ordinal(Box::new(Quantity { value, in_words, ..Quantity::whole(0) }))))
}

/// `NUMBER glued ( "st" | "nd" | "rd" | "th" )`, with the suffix that belongs to the number.
fn figures(tokens: Tokens<'_>) -> Option<(Tokens<'_>, i128)> {
    let suffix = tokens.get(1).filter(|suffix| suffix.is_glued() && suffix.kind == TokenKind::Word)?;
    let value = digits(tokens.text(tokens.first()?))?.value.to_integer()?;
    let fits = match (value % 100, value % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    tokens.text(suffix).eq_ignore_ascii_case(fits).then(|| (tokens.skip(2), value))
}

/// `compound = [ cardinal [ "and" | "-" ] ] ORDINAL-WORD`
pub(super) fn compound(tokens: Tokens<'_>) -> Option<(Tokens<'_>, i128)> {
    let lexicon = tokens.lexicon();
    let last = |tokens: Tokens<'_>| tokens.first().and_then(|word| lexicon.int(word.word, Class::Ordinal));
    if let Some(value) = last(tokens) {
        return Some((tokens.skip(1), i128::from(value)));
    }
    let (rest, number) = cardinal(tokens).ok().filter(|(_, number)| number.quantity.in_words)?;
    let before = number.quantity.value.to_integer()?;
    let hyphen = after_hyphen(rest);
    let start = after_hyphen(word(&["and"]).skipped(hyphen));
    let value = i128::from(last(start)?);
    let value = if value >= 100 {
        before.checked_mul(value)?
    } else if before % 100 == 0 && before > 0 && value < 100 || before % 10 == 0 && before % 100 >= 20 && value < 10 {
        before + value
    } else {
        return None;
    };
    // `a forty second wait`
    let time = word(&["second"]).parse_ok(start) && start.position() == rest.position() && before < 100;
    (!time).then(|| (start.skip(1), value))
}

/// `Second World War`, `Fifth Avenue`, `71st Battalion`.
fn is_name(first: &Token, rest: Tokens<'_>) -> bool {
    let named = rest.first().is_some_and(|next| next.is_capital() && !next.is_glued());
    named && (first.kind == TokenKind::Number || first.is_capital() && !first.is_sentence_start())
}

/// `at first`, `first of all`, and `second` as a length of time.
fn is_adverb(tokens: Tokens<'_>, rest: Tokens<'_>) -> bool {
    let lexicon = tokens.lexicon();
    if word(&["first"]).parse_ok(tokens) {
        return tokens.before().is_some_and(|_| word(&["at"]).parse_ok(tokens.back(1)))
            || word(&["of"]).parse_ok(rest) && word(&["all"]).parse_ok(rest.skip(1));
    }
    if !word(&["second"]).parse_ok(tokens) {
        return false;
    }
    let Some(before) = tokens.before() else { return false };
    let counted = before.kind == TokenKind::Number
        || lexicon.is(before.word, Class::Cardinal)
        || word(&["per", "each", "every", "split", "an", "one", "half"]).parse_ok(tokens.back(1));
    let noun = rest.first().is_some_and(|next| {
        matches!(next.kind, TokenKind::Word | TokenKind::Hyphen)
            && !lexicon.is(next.word, Class::FunctionWord)
            && !word(&["ago", "later", "earlier"]).parse_ok(rest)
    });
    counted || word(&["a"]).parse_ok(tokens.back(1)) && !noun
}
