//! Words and signs around a number that widen or bound it.
//!
//! ```text
//! hedge        = { HEDGE-WORDS | "~" | "<" | ">" | "≤" | "≥" [ "=" ] }      at most two
//! afterthought = AFTERTHOUGHT-WORDS | "-" ( "plus" | "odd" | "ish" ) | "+"
//!              | ( "±" | "plus or minus" | "give or take" ) cardinal
//! ```
//!
//! Two hedges are kept apart in `hedged_twice`; the first one's meaning holds.

use super::boundary::after_hyphen;
use super::cardinal::Cardinal;
use super::figures::unsigned_figures;
use super::input::Tokens;
use super::primitive::{Test, word};
use crate::fact::Hedge;
use crate::lex::{Class, LexValue, TokenKind};

/// A hedge before a number.
#[derive(Clone, Copy)]
pub(super) struct Lead {
    /// What it does; `None` where there is none.
    pub hedge: Hedge,
    /// Whether two stand in a row.
    pub twice: bool,
}

/// `hedge = { HEDGE-WORDS | sign }`, at most two.
pub(super) fn hedge(tokens: Tokens<'_>) -> (Tokens<'_>, Lead) {
    let Some((rest, hedge)) = one_hedge(tokens) else { return (tokens, Lead { hedge: Hedge::None, twice: false }) };
    match one_hedge(rest) {
        Some((rest, second)) => {
            let hedge = if hedge == Hedge::None { second } else { hedge };
            (rest, Lead { hedge, twice: true })
        }
        None => (rest, Lead { hedge, twice: false }),
    }
}

/// Whether a hedge can begin here.
pub(super) fn opens_hedge(tokens: Tokens<'_>) -> bool {
    tokens.opens() & Class::Hedge.bit() != 0
        || tokens.first().is_some_and(|sign| matches!(sign.kind, TokenKind::Tilde | TokenKind::Relation))
}

fn one_hedge(tokens: Tokens<'_>) -> Option<(Tokens<'_>, Hedge)> {
    let first = tokens.first()?;
    match first.kind {
        TokenKind::Word => match tokens.entry(Class::Hedge)? {
            // `the above two steps`
            (1, _) if tokens.before().is_some() && word(&["the", "these", "those"]).parse_ok(tokens.back(1)) => None,
            // `4% more than a year ago`
            _ if compares(tokens) => None,
            (length, LexValue::Text(name)) => Some((tokens.skip(length), named(name)?)),
            _ => None,
        },
        TokenKind::Tilde => Some((tokens.skip(1), Hedge::About)),
        TokenKind::Relation => {
            let equal = tokens.get(1).is_some_and(|next| next.kind == TokenKind::Relation && tokens.text(next) == "=");
            let hedge = match (tokens.text(first), equal) {
                ("<", false) => Hedge::LessThan,
                (">", false) => Hedge::MoreThan,
                ("<", true) | ("≤" | "⩽", _) => Hedge::UpTo,
                (">", true) | ("≥" | "⩾", _) => Hedge::AtLeast,
                _ => return None,
            };
            Some((tokens.skip(1 + usize::from(equal)), hedge))
        }
        _ => None,
    }
}

/// Whether a share stands before `more than` and its like, which compare it then: `4% less than in May`.
fn compares(tokens: Tokens<'_>) -> bool {
    word(&["more", "less", "fewer", "higher", "lower"]).parse_ok(tokens)
        && tokens.before().is_some_and(|before| {
            before.kind == TokenKind::Percent || matches!(tokens.text(before), "percent" | "cent" | "points" | "times")
        })
}

/// `afterthought`, behind the number and its unit.
pub(super) fn afterthought(tokens: Tokens<'_>) -> Option<(Tokens<'_>, Hedge)> {
    let first = tokens.first()?;
    // Nearly every number has a noun behind it, or a mark.
    let may_be = match first.kind {
        TokenKind::Plus | TokenKind::Hyphen => true,
        TokenKind::Word => {
            tokens.lexicon().opens(first.word) & Class::Afterthought.bit() != 0
                || word(&["give", "plus"]).parse_ok(tokens)
        }
        _ => false,
    };
    if !may_be {
        return None;
    }
    if first.kind == TokenKind::Plus && first.is_glued() && tokens.text(first) == "+" {
        let glued = tokens.get(1).is_some_and(|next| next.is_glued() && next.kind == TokenKind::Number);
        return (!glued).then(|| (tokens.skip(1), Hedge::AtLeast));
    }
    if let Some((rest, width)) = plus_minus(tokens) {
        return Some((rest, Hedge::PlusMinus(width.quantity.value)));
    }
    if word(&["give"]).parse_ok(tokens)
        && word(&["or"]).parse_ok(tokens.skip(1))
        && word(&["take"]).parse_ok(tokens.skip(2))
    {
        return Some((tokens.skip(3), Hedge::About));
    }
    let start = after_hyphen(tokens);
    let hyphen = start.position() > tokens.position();
    let (length, value) = start.entry(Class::Afterthought)?;
    let LexValue::Text(name) = value else { return None };
    // `20-plus`, but `20 plus 3` adds; `at least` may belong to the number behind it.
    let rest = start.skip(length);
    let belongs = match (length, hyphen) {
        (1, hyphen) => hyphen,
        (_, true) => false,
        (_, false) => !rest.first().is_some_and(|next| {
            matches!(next.kind, TokenKind::Number | TokenKind::Currency)
                || rest.lexicon().is_any(next.word, Class::Cardinal.bit() | Class::Hedge.bit())
                // `above a quarter and below a half`
                || rest.lexicon().opens(next.word) & Class::NumberOpener.bit() != 0
        }),
    };
    if belongs { Some((rest, named(name)?)) } else { None }
}

/// `( "±" | "plus or minus" | "give or take" ) cardinal`
fn plus_minus(tokens: Tokens<'_>) -> Option<(Tokens<'_>, Cardinal)> {
    let first = tokens.first()?;
    let length = match first.kind {
        TokenKind::Plus if tokens.text(first) == "±" => 1,
        TokenKind::Word => {
            let phrase = |words: [&'static str; 3]| {
                words.iter().enumerate().all(|(at, wanted)| {
                    tokens.get(at).is_some_and(|token| tokens.text(token).eq_ignore_ascii_case(wanted))
                })
            };
            if phrase(["plus", "or", "minus"]) || phrase(["give", "or", "take"]) { 3 } else { return None }
        }
        _ => return None,
    };
    unsigned_figures(tokens.skip(length)).ok()
}

/// The hedge of that name in the word lists.
fn named(name: &str) -> Option<Hedge> {
    [
        Hedge::None,
        Hedge::Exactly,
        Hedge::About,
        Hedge::Nearly,
        Hedge::JustOver,
        Hedge::MoreThan,
        Hedge::AtLeast,
        Hedge::UpTo,
        Hedge::LessThan,
    ]
    .into_iter()
    .find(|hedge| hedge.name() == name)
}
