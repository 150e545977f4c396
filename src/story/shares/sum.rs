//! Percentages of one list that share a base.

use super::Reader;
use crate::fact::{Hedge, Interval, Number, Value};
use crate::lex::{Class, TokenKind};

/// Percentages of one list that share a base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareSum {
    /// Indexes of the percentages, in order.
    pub shares: Vec<u32>,
    /// Their sum, rounding included.
    pub sum: Interval,
    /// Whether the text says that they are all there is: `the rest`, `undecided`, `breakdown`.
    pub closed: bool,
}

impl Reader<'_, '_> {
    /// Percentages of one construction: `51% chose A, 29% B and 20% C`; `A (51%), B (29%) and C (20%)`.
    pub(super) fn sum(&self) -> Option<ShareSum> {
        let view = self.view;
        let shares: Vec<usize> =
            self.facts.clone().filter(|&fact| matches!(view.facts[fact].value, Value::Percent(_))).collect();
        if shares.len() < 3 || shares.len() > 12 || self.is_open_list() {
            return None;
        }
        let quantity = |fact: usize| match &view.facts[fact].value {
            Value::Percent(quantity) => Some(quantity),
            _ => None,
        };
        let plain = shares.iter().all(|&fact| {
            quantity(fact).is_some_and(|quantity| {
                matches!(quantity.hedge, Hedge::None | Hedge::About) && quantity.value > Number::ZERO && quantity.value < Number::from(100)
            }) && !self.is_change(fact)
                && !self.compares(fact)
                // What counts its part is checked against the whole, and such parts may overlap.
                && !self.twin(fact).is_some_and(|twin| self.is_count(twin))
        });
        if !plain || !self.is_parallel(&shares) {
            return None;
        }
        let mut sum = Number::ZERO;
        let mut width = Number::ZERO;
        for quantity in shares.iter().filter_map(|&fact| quantity(fact)) {
            sum = sum.checked_add(quantity.value)?;
            // A share that was cut off lost up to a whole unit.
            let loose = if quantity.hedge == Hedge::About { quantity.written_unit } else { quantity.half_unit() };
            width = width.checked_add(loose)?;
        }
        let closed = view.holds(
            self.tokens.clone(),
            &["rest", "remainder", "remaining", "others", "undecided", "breakdown", "split", "divided", "abstained"],
        );
        Some(ShareSum {
            shares: shares.iter().map(|&fact| fact as u32).collect(),
            sum: Interval::closed(sum.checked_sub(width)?, sum.checked_add(width)?),
            closed,
        })
    }

    /// Several answers allowed, members of no one whole, or a series in time.
    fn is_open_list(&self) -> bool {
        self.view.holds(
            self.tokens.clone(),
            &[
                "multiple",
                "several",
                "also",
                "both",
                "compared",
                "versus",
                "vs",
                "than",
                "average",
                "respectively",
                "either",
                "overall",
                "rate",
                "rates",
                "growth",
                "increase",
                "increased",
                "rose",
                "grew",
                "fell",
                "up",
                "down",
                "score",
                "scores",
                "whereas",
                "accuracy",
            ],
        )
    }

    /// A date or a comparison right beside the share sets it in a series.
    fn compares(&self, share: usize) -> bool {
        let view = self.view;
        let (start, after) = (view.start(share), view.end(share));
        (start > self.tokens.start && view.is_one_of(start - 1, &["from", "to", "than", "versus", "vs", "and"]))
            && view.is_one_of(start - 1, &["from", "to", "than", "versus", "vs"])
            || (after..self.tokens.end.min(after + 2)).any(|at| view.is_one_of(at, &["in"]))
                && self.facts.clone().any(|fact| {
                    matches!(view.facts[fact].value, Value::Date(_) | Value::DateRange(_))
                        && view.start(fact) >= after
                        && view.start(fact) <= after + 2
                })
    }

    /// Whether the shares stand in one construction: all in brackets, or each at the head of its member.
    fn is_parallel(&self, shares: &[usize]) -> bool {
        let view = self.view;
        let bracketed = |&fact: &usize| {
            view.start(fact) > self.tokens.start
                && view.kind(view.start(fact) - 1) == TokenKind::ParenOpen
                && view.end(fact) < self.tokens.end
                && view.kind(view.end(fact)) == TokenKind::ParenClose
        };
        if shares.iter().all(bracketed) {
            return true;
        }
        if shares.iter().any(bracketed) {
            return false;
        }
        // From the second on, each stands behind a comma, semicolon or conjunction, or behind its noun there:
        // "coal 51%, gas 38% and wind 11%".
        let follows_mark = |at: usize| {
            at > self.tokens.start
                && (matches!(view.kind(at - 1), TokenKind::Comma | TokenKind::Semicolon)
                    || view.is_one_of(at - 1, &["and", "or"]))
        };
        let heads_member = |&fact: &usize| {
            let mut at = view.start(fact);
            while at > self.tokens.start && view.is_one_of(at - 1, &["only", "just", "another", "with", "a", "the"]) {
                at -= 1;
            }
            follows_mark(at)
        };
        let ends_member = |&fact: &usize| {
            let at = view.start(fact);
            at > self.tokens.start
                && view.is_word(at - 1)
                && !view.is(at - 1, Class::FunctionWord)
                && !view.is(at - 1, Class::Auxiliary)
                && follows_mark(at - 1)
        };
        let rest = &shares[1..];
        rest.iter().all(heads_member) || rest.iter().all(ends_member)
    }
}
