//! Scores, votes and ratios.
//!
//! ```text
//! ratio = cardinal ( "-" | "–" | "to" | "-to-" | ":" ) cardinal
//! ```
//!
//! Accepted: `3-2` and `31 to 12` (the first is not the smaller one), `lost 2-3` (a word of play or voting stands
//! near), `16:9`, `2-to-1`. `10:30` is a clock time, `5-6` a range, `1998-99` a season. Never compared as a range.

use super::boundary::{is_claimed, is_continued, is_plural};
use super::cardinal::{Cardinal, cardinal};
use super::figures::unsigned_figures;
use super::input::{Parsed, Tokens};
use super::number_word::words_anywhere;
use super::primitive::{Test, miss, word};
use super::quantity::is_year;
use super::range::is_score;
use crate::fact::{Number, Value};
use crate::lex::TokenKind;

/// `ratio = cardinal joiner cardinal`
pub(super) fn ratio(tokens: Tokens<'_>) -> Parsed<'_, Value> {
    if is_claimed(tokens) {
        return miss();
    }
    let (rest, low) = side(tokens)?;
    let Some((start, joiner)) = joiner(rest) else { return miss() };
    let (rest, high) = side(start)?;
    let small = |number: &Cardinal| number.scale == Number::ONE && number.quantity.value < Number::from(1_000);
    if is_continued(rest) || !small(&low) || !small(&high) || is_year(&low) || is_year(&high) || is_measured(rest) {
        return miss();
    }
    let (first, second) = (low.quantity.value, high.quantity.value);
    let settled = match joiner {
        ":" => {
            !(first <= Number::from(24)
                && second < Number::from(60)
                && tokens.get(2).is_some_and(|high| high.span().len() == 2))
        }
        "-to-" => first > second || word(&["odds", "favorite", "favourite", "majority", "margin"]).parse_ok(rest),
        "to" => {
            is_score(tokens, rest, &low, &high, "to")
                && !rest.first().is_some_and(|next| is_plural(rest, next) && first < second)
                || first > second && low.bare && high.bare && !rest.first().is_some_and(|next| is_plural(rest, next))
        }
        _ => is_score(tokens, rest, &low, &high, joiner),
    };
    let after_from = tokens.before().is_some() && word(&["from"]).parse_ok(tokens.back(1));
    if !settled || after_from {
        return miss();
    }
    Ok((rest, Value::Ratio(Box::new([first, second]))))
}

fn side(tokens: Tokens<'_>) -> Parsed<'_, Cardinal> {
    match tokens.first() {
        Some(first) if first.kind == TokenKind::Number && !first.is_glued() => cardinal(tokens),
        Some(first) if first.kind == TokenKind::Number => unsigned_figures(tokens),
        Some(first) if first.kind == TokenKind::Word => words_anywhere(tokens),
        _ => miss(),
    }
}

fn joiner(tokens: Tokens<'_>) -> Option<(Tokens<'_>, &'static str)> {
    let (mark, next) = (tokens.first()?, tokens.get(1)?);
    match mark.kind {
        TokenKind::Hyphen | TokenKind::Dash | TokenKind::Minus
            if mark.is_glued() == next.is_glued() && !matches!(tokens.text(mark), "--" | "—") =>
        {
            if word(&["to"]).parse_ok(tokens.skip(1)) && tokens.get(2)?.kind == TokenKind::Hyphen {
                return Some((tokens.skip(3), "-to-"));
            }
            Some((tokens.skip(1), "-"))
        }
        TokenKind::Colon if mark.is_glued() && next.is_glued() => Some((tokens.skip(1), ":")),
        TokenKind::Word if word(&["to"]).parse_ok(tokens) => Some((tokens.skip(1), "to")),
        _ => None,
    }
}

/// A unit behind it makes it a range, or two measures.
fn is_measured(rest: Tokens<'_>) -> bool {
    rest.first().is_some_and(|next| matches!(next.kind, TokenKind::Percent | TokenKind::Currency | TokenKind::Degree))
        || super::measure::unit(rest).is_some()
        || super::percent::share(rest).is_some()
}
