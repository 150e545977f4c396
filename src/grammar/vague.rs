//! Quantities that are not given.
//!
//! ```text
//! vague   = VAGUE-WORDS head | portion
//! portion = ( "a" | "an" | "the" ) { SIZE } PORTION "of"
//! head    = noun | "more" | "other" | "of" determiner
//! ```
//!
//! Accepted as determiners of a countable head only: `many residents`, `a number of villages`, `a sizable chunk of the
//! forest`, `a majority of`. Refused: `how many`, `as many as`, `too many`, `many thanks`.
//! `several`, `dozens`, `a few` name an interval and are counts.

use super::boundary::is_plural;
use super::input::{Parsed, Tokens};
use super::opening::Leaning;
use super::primitive::{Test, determiner, determines, follows, follows_any, is_definite, miss, word};
use crate::fact::Value;
use crate::lex::{Class, TokenKind};

/// `a`, `an` and `the` want the size of a portion or its name behind them.
pub(super) const LEANING: Leaning = Leaning {
    classes: Class::DurationOpener.bit() | Class::CalendarOpener.bit(),
    firm: Class::VagueQuantity.bit(),
    behind: SIZES,
    kinds: &[],
};

/// `vague = VAGUE-WORDS head | portion`
pub(super) fn vague(tokens: Tokens<'_>) -> Parsed<'_, Value> {
    let lexicon = tokens.lexicon();
    if let Some((length, _)) = tokens.entry(Class::VagueQuantity) {
        let asked = tokens.before().is_some_and(|before| {
            lexicon.is(before.word, Class::Degree) || determines(tokens, before, determiner::DEMONSTRATIVE)
        });
        let rest = tokens.skip(length);
        if !asked && heads(rest) {
            return Ok((rest, Value::VagueQuantity));
        }
    }
    portion(tokens).map_or_else(miss, |rest| Ok((rest, Value::VagueQuantity)))
}

/// A cheap look ahead: `a` and `the` open a portion only before a word of size or a name of one.
pub(super) fn opens_portion(tokens: Tokens<'_>) -> bool {
    tokens.opens() & Class::VagueQuantity.bit() != 0
        || tokens.get(1).is_some_and(|next| tokens.lexicon().is_any(next.word, SIZES))
        || word(&["most"]).parse_ok(tokens)
}

/// What can stand behind the article of a portion.
const SIZES: u128 = Class::Size.bit() | Class::Portion.bit();

/// `head = noun | "more" | "other" | "of" determiner`
fn heads(rest: Tokens<'_>) -> bool {
    let Some(next) = rest.first().filter(|next| next.kind == TokenKind::Word) else { return false };
    if word(&["thanks", "happy", "a", "years"]).parse_ok(rest) {
        return false;
    }
    if rest.lexicon().is_any(next.word, Class::VagueCardinal.bit()) {
        return false;
    }
    let of = word(&["of", "more", "other", "such"]).parse_ok(rest);
    of && !word(&["us", "you", "them", "whom", "which"]).parse_ok(rest.skip(1))
        || !rest.lexicon().is(next.word, Class::FunctionWord)
        || ends_in_of(rest) && is_definite(rest)
}

fn ends_in_of(rest: Tokens<'_>) -> bool {
    rest.before().is_some() && word(&["of"]).parse_ok(rest.back(1))
}

/// `portion = ( "a" | "an" | "the" ) { SIZE } PORTION "of"`
fn portion(tokens: Tokens<'_>) -> Option<Tokens<'_>> {
    let lexicon = tokens.lexicon();
    if word(&["most"]).parse_ok(tokens) {
        let rest = tokens.skip(1);
        let plural = rest.first().is_some_and(|next| is_plural(rest, next));
        let of = word(&["of"]).parse_ok(rest) && is_definite(rest.skip(1));
        // `the writer he most admires`, `at most`
        let at = follows_any(tokens, Class::Pronoun.bit()) || follows(tokens, &["at", "the", "to"]);
        return ((plural || of) && !at).then_some(rest);
    }
    if !tokens.get(1).is_some_and(|next| lexicon.is_any(next.word, SIZES))
        || !word(&["a", "an", "the"]).parse_ok(tokens)
    {
        return None;
    }
    let mut rest = tokens.skip(1);
    while rest.position() < tokens.position() + 4 && rest.first().is_some_and(|next| lexicon.is(next.word, Class::Size))
    {
        rest = rest.skip(1);
    }
    let sized = rest.position() > tokens.position() + 1;
    let noun = rest.first()?;
    let share = lexicon.text(noun.word, Class::Portion)?;
    let of = rest.skip(1);
    // `a part of the plan`, `the share of` say nothing of size; `a majority of` does.
    let settled = sized || share == "share" && !word(&["the"]).parse_ok(tokens) || share == "majority";
    (settled && word(&["of"]).parse_ok(of)).then(|| of.skip(1))
}
