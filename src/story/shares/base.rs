//! Shares of a base so small that not every percentage can be one of it, and words that say how large a share is.
//!
//! ```text
//! base     = p "of the" N noun | "Of the" N noun "," p      37% of the 45 councillors
//! majority = ( "most" | "a majority" | … ) "of" … mark ( p | k ) mark      a majority of members, 47%, …
//! ```

use super::Reader;
use crate::fact::{Hedge, Interval, Number, Quantity, Value};
use crate::lex::TokenKind;
use crate::text::ProseSpan;

/// Words between `majority` and the share in apposition.
const APPOSITION_REACH: usize = 9;

/// A percentage of a counted base, without the count of the part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseShare {
    /// Index of the percentage.
    pub share: u32,
    /// Index of the fact that counts the base.
    pub base: u32,
    /// The largest count that is not more than the share.
    pub below: Number,
    /// The smallest count that is not less.
    pub above: Number,
    /// Whether one of the two, as a percentage, is rounded to the share.
    pub possible: bool,
}

/// How large a word says that a share is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Majority {
    /// `most`, `a majority`: more than half.
    Majority,
    /// `an overwhelming majority`.
    Overwhelming,
    /// `a minority`: less than half.
    Minority,
    /// `a plurality`: the largest share, less than half.
    Plurality,
}

impl Majority {
    /// Every word, in the order of the declaration.
    pub const ALL: [Self; 4] = [Self::Majority, Self::Overwhelming, Self::Minority, Self::Plurality];

    /// The word for it in rules and output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Majority => "majority",
            Self::Overwhelming => "overwhelming",
            Self::Minority => "minority",
            Self::Plurality => "plurality",
        }
    }
}

/// A word that says how large a share is, with the share itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MajorityClaim {
    /// The word.
    pub word: ProseSpan,
    /// What it says.
    pub says: Majority,
    /// Index of the percentage or count in apposition.
    pub share: u32,
    /// What it makes, in percent.
    pub percent: Interval,
}

impl Reader<'_, '_> {
    /// `37% of the 45 councillors`, `of the 45 councillors, 37% abstained`.
    pub(super) fn base_share(&self, share: usize) -> Option<BaseShare> {
        let Value::Percent(percent) = &self.view.facts[share].value else { return None };
        let base = self.base_of(share)?;
        let Value::Count(count) = &self.view.facts[base].value else { return None };
        let exact = |quantity: &Quantity| matches!(quantity.hedge, Hedge::None | Hedge::Exactly) && !quantity.scaled;
        let hundred = Number::from(100);
        // In a larger base every share of so many decimals is possible.
        let largest = hundred.checked_div(percent.written_unit)?;
        if !exact(percent) || !exact(count) || count.value > largest || count.value < Number::from(3) {
            return None;
        }
        let exactly = percent.value.checked_mul(count.value)?.checked_div(hundred)?;
        let below = Number::ratio(exactly.floor(), 1)?;
        let above = if below == exactly { below } else { below.checked_add(Number::ONE)? };
        let rounds = |part: Number| -> Option<bool> {
            let makes = part.checked_mul(hundred)?.checked_div(count.value)?;
            Some(makes.checked_sub(percent.value)?.abs() <= percent.half_unit())
        };
        let possible = rounds(below)? || rounds(above)?;
        Some(BaseShare { share: share as u32, base: base as u32, below, above, possible })
    }

    fn base_of(&self, share: usize) -> Option<usize> {
        let view = self.view;
        let after = view.end(share);
        let behind = share + 1;
        if behind < self.facts.end && view.is_one_of(after, &["of"]) {
            let mut between = view.between(share, behind).skip(1);
            let direct = view.between(share, behind).len() >= 2 && between.all(|at| view.is_determiner(at));
            return direct.then_some(behind);
        }
        let before = share.checked_sub(1).filter(|before| self.facts.contains(before))?;
        let opened = self.opens_with_of(before) && !self.second_base(before, share);
        // Nothing but "about" may stand between the comma and the share.
        let direct = view.start(share) > self.tokens.start && view.kind(view.start(share) - 1) == TokenKind::Comma;
        (opened && direct).then_some(before)
    }

    /// `a majority of members, 47%, backed`, `most of the 60 pupils, 28 in all,`.
    pub(super) fn majority(&self) -> Option<MajorityClaim> {
        let view = self.view;
        // The share stands in an apposition; without one there is no need to look for the word.
        let is_apposed = |fact: usize| {
            let start = view.start(fact);
            start > self.tokens.start
                && matches!(view.kind(start - 1), TokenKind::Comma | TokenKind::ParenOpen | TokenKind::Dash)
        };
        if !self.facts.clone().any(is_apposed) {
            return None;
        }
        let (at, says) = self.tokens.clone().find_map(|at| Some((at, self.majority_word(at)?)))?;
        let reach = at + 1..self.tokens.end.min(at + APPOSITION_REACH);
        let share = self
            .facts
            .clone()
            .find(|&fact| reach.contains(&view.start(fact)) && is_apposed(fact) && self.is_closed(view.end(fact)))?;
        let between = at + 1..view.start(share) - 1;
        if between.clone().any(|at| matches!(view.kind(at), TokenKind::Comma | TokenKind::Semicolon)) {
            return None;
        }
        let percent = match &view.facts[share].value {
            Value::Percent(quantity) if quantity.hedge == Hedge::None => {
                let half = quantity.half_unit();
                Interval::closed(quantity.value.checked_sub(half)?, quantity.value.checked_add(half)?)
            }
            Value::Percent(quantity) => quantity.loose(view.bounds),
            Value::Count(part) => {
                let mut bases = self.facts.clone().filter(|&fact| between.contains(&view.start(fact)));
                let base = bases.next().filter(|_| bases.next().is_none())?;
                let Value::Count(base) = &view.facts[base].value else { return None };
                let part = part.loose(view.bounds).checked_mul(&super::hundred())?;
                part.checked_div(&base.loose(view.bounds))?
            }
            _ => return None,
        };
        Some(MajorityClaim { word: view.token(at).span(), says, share: share as u32, percent })
    }

    fn majority_word(&self, at: usize) -> Option<Majority> {
        let view = self.view;
        let before = |words: &[&str]| at > self.tokens.start && view.is_one_of(at - 1, words);
        let of = view.is_one_of(at + 1, &["of"]) && at + 1 < self.tokens.end;
        if view.is_one_of(at, &["most"]) && (of || at == self.tokens.start) && !before(&["the", "at"]) {
            return Some(Majority::Majority);
        }
        if !of {
            return None;
        }
        if view.is_one_of(at, &["majority"]) {
            let overwhelming = before(&["overwhelming", "vast", "huge", "large", "great"]);
            return Some(if overwhelming { Majority::Overwhelming } else { Majority::Majority });
        }
        if view.is_one_of(at, &["minority"]) {
            return Some(Majority::Minority);
        }
        view.is_one_of(at, &["plurality"]).then_some(Majority::Plurality)
    }

    /// The mark that closes an apposition, behind `in all` and `of them`.
    fn is_closed(&self, mut at: usize) -> bool {
        let view = self.view;
        for words in [["in", "all"], ["of", "them"]] {
            if view.is_one_of(at, &words[..1]) && view.is_one_of(at + 1, &words[1..]) {
                at += 2;
            }
        }
        at < self.tokens.end
            && matches!(view.kind(at), TokenKind::Comma | TokenKind::ParenClose | TokenKind::Dash | TokenKind::Period)
    }
}
