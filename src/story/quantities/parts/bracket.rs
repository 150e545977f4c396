//! A total whose parts stand in a bracket behind it.

use super::{Reader, Total, TotalEvidence};
use crate::fact::{Interval, Number, Value};
use crate::lex::TokenKind;

/// Words between a total and its bracket.
const BRACKET_REACH: usize = 8;
/// Below this a total differs from other sums by too little to tell a slip from another matter.
const LEAST: i64 = 10;
/// A slip leaves the sum this near to the total, as a divisor of it.
const NEAR: i64 = 10;

impl Reader<'_, '_> {
    /// `31 people died (14 in the north and 17 in the south)`, `694 were left out (412 too old, 203 unwilling, 79 moved)`.
    ///
    /// Not every bracket sorts all there are: `120 staff (40 of them part-time and 30 in Lund)`. One whose two parts say
    /// the same sort of thing does, and so does a longer one; and a slip leaves the sum near the total.
    pub(super) fn bracket(&self, total: usize) -> Option<Total> {
        let view = self.view;
        let stated = self.sum_value(total)?;
        let whole = view.facts[total].value.quantity()?.value;
        let first = total + 1;
        if whole < Number::from(LEAST) || !self.facts.contains(&first) {
            return None;
        }
        let open = view.start(first).checked_sub(1).filter(|&at| view.kind(at) == TokenKind::ParenOpen)?;
        if open < view.end(total) || open - view.end(total) > BRACKET_REACH {
            return None;
        }
        let close = (view.end(first)..self.tokens.end).find(|&at| view.kind(at) == TokenKind::ParenClose)?;
        let parts: Vec<usize> = (first..self.facts.end).take_while(|&part| view.start(part) < close).collect();
        let begins = |at: usize| {
            matches!(view.kind(at - 1), TokenKind::ParenOpen | TokenKind::Comma | TokenKind::Semicolon)
                || view.is_one_of(at - 1, &["and"])
        };
        let is_part = |part: usize| {
            matches!(view.facts[part].value, Value::Count(_)) && begins(view.start(part)) && view.end(part) < close
        };
        let alike = || {
            let behind = |part: usize| view.text(view.end(part));
            parts.iter().all(|&part| view.is_word(view.end(part)) && behind(part).eq_ignore_ascii_case(behind(first)))
        };
        if parts.len() < 2 || !parts.iter().all(|&part| is_part(part)) || parts.len() == 2 && !alike() {
            return None;
        }
        let parts: Vec<u32> = parts.into_iter().map(|part| part as u32).collect();
        // "five wives, and a child"
        let ones = (open + 1..close).filter(|&at| view.is_one_of(at, &["a", "an"]) && begins(at)).count();
        let sum = self.sum(&parts)?.checked_add(&Interval::point(Number::from(ones as i64)))?;
        let slip = whole.checked_div(Number::from(NEAR))?;
        let near = sum.low.number().zip(sum.high.number()).is_some_and(|(low, high)| {
            whole.checked_sub(slip).is_some_and(|least| high >= least)
                && whole.checked_add(slip).is_some_and(|most| low <= most)
        });
        near.then_some(Total {
            total: total as u32,
            parts,
            evidence: TotalEvidence::Bracket,
            sum,
            stated,
            closed: true,
        })
    }
}
