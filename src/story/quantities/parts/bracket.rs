//! A total whose parts stand in a bracket behind it.

use super::{NEAR, Reader, Total, TotalEvidence};
use crate::fact::{Interval, Number, Value};
use crate::lex::{Class, TokenKind};

/// Words between a total and its bracket.
const BRACKET_REACH: usize = 8;
/// Below this a total differs from other sums by too little to tell a slip from another matter.
const LEAST: i64 = 10;

impl Reader<'_, '_> {
    /// `31 people died (14 in the north and 17 in the south)`, `694 were left out (412 too old, 203 unwilling, 79 moved)`.
    ///
    /// Not every bracket sorts all there are: `120 staff (40 of them part-time and 30 in Lund)`. One whose two parts say
    /// the same sort of thing does, and so does a longer one; and a slip leaves the sum near the total.
    pub(super) fn bracket(&self, total: usize) -> Option<Total> {
        let view = self.view;
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
        self.in_brackets(total, parts, sum, true)
    }

    /// `31 witnesses, 19 for the prosecution and 12 for the defence`: two parts of one sort behind a comma, which may leave
    /// some out, but cannot come to more.
    pub(super) fn alike(&self, total: usize) -> Option<Total> {
        let view = self.view;
        let (first, second) = (total + 1, total + 2);
        if !self.facts.contains(&second) || !matches!(view.facts[total].value, Value::Count(_)) {
            return None;
        }
        let mark = view.start(first) - 1;
        let behind = |part: usize| view.end(part) < self.tokens.end && view.is_word(view.end(part));
        let same = |a: usize, b: usize| view.text(view.end(a)).eq_ignore_ascii_case(view.text(view.end(b)));
        let between = view.between(first, second);
        let opened = view.kind(mark) == TokenKind::Comma
            && (1..=2).contains(&(view.end(total)..mark).len())
            && (view.end(total)..mark).all(|at| view.is_word(at));
        let joined = between.len() <= BRACKET_REACH
            && between.clone().next_back().is_some_and(|at| view.is_one_of(at, &["and"]))
            && between.clone().all(|at| view.is_word(at));
        let preposed =
            behind(first) && behind(second) && same(first, second) && view.is(view.end(first), Class::Preposition);
        if !(opened && joined && preposed) || view.claims[total].frame.head.is_none() {
            return None;
        }
        let parts = vec![first as u32, second as u32];
        let sum = self.sum(&parts)?;
        self.in_brackets(total, parts, sum, false)
    }

    /// `240 patients took the drug (n = 118) or a placebo (n = 122)`: the arms of a trial hold everybody.
    pub(super) fn arms(&self) -> Option<Total> {
        let view = self.view;
        let is_arm = |&fact: &usize| {
            let start = view.start(fact);
            start > self.tokens.start + 2
                && view.kind(start - 3) == TokenKind::ParenOpen
                && view.is_one_of(start - 2, &["n"])
                && view.text(start - 1) == "="
                && self.sum_value(fact).is_some()
        };
        let parts: Vec<u32> = self.facts.clone().filter(is_arm).map(|fact| fact as u32).collect();
        if parts.len() < 2 {
            return None;
        }
        let sum = self.sum(&parts)?;
        let is_total = |fact: &usize| {
            matches!(view.facts[*fact].value, Value::Count(_))
                && !parts.contains(&(*fact as u32))
                && view.claims[*fact].frame.counts_people
        };
        let mut totals = self.facts.clone().filter(is_total);
        let total = totals.next().filter(|_| totals.next().is_none())?;
        self.in_brackets(total, parts, sum, true)
    }

    /// The total with its parts, if it is near their sum: others are no parts of it.
    fn in_brackets(&self, total: usize, parts: Vec<u32>, sum: Interval, closed: bool) -> Option<Total> {
        let stated = self.sum_value(total)?;
        let evidence = TotalEvidence::Bracket;
        self.is_near(total, &sum, NEAR).then_some(Total { total: total as u32, parts, evidence, sum, stated, closed })
    }
}
