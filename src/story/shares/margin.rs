//! How far two figures are apart, where nothing changes: votes, scores, shares of two groups.
//!
//! ```text
//! shares = p … q … "difference" [ "of" ] d "points"            58% and 46%, a difference of 12 points
//! votes  = a [ "votes" ] "to" … b … ( "majority" | "margin" | "lead" ) "of" d
//!        | "by" d "votes" … a "to" … b                         won by 207 votes, taking 8,914 to 8,707
//!        | a "to" b … "a majority of" d                        voted 412 to 388 against it, a majority of 24
//! score  = "by" d ( "points" | "goals" | … ) … a "-" b         won by seven points, 84-77
//! ```

use super::Reader;
use super::change::{Change, Direction};
use crate::fact::{Hedge, Interval, Number, Value};
use crate::lex::TokenKind;

/// Words between two counts of votes.
const RIVAL_REACH: usize = 5;

impl Reader<'_, '_> {
    /// The two figures of the sentence that a third one says to be so far apart.
    pub(super) fn margin(&self) -> Option<Change> {
        if self.facts.len() < 2 {
            return None;
        }
        let by = self.facts.clone().find(|&fact| self.is_margin(fact))?;
        self.margin_of_score(by).or_else(|| self.margin_of_shares(by)).or_else(|| self.margin_of_votes(by))
    }

    /// `by seven points`, `a majority of 207`, `(difference 11.8 points`.
    fn is_margin(&self, fact: usize) -> bool {
        let view = self.view;
        let (start, first) = (view.start(fact), self.tokens.start);
        let noun = |at: usize| view.is_one_of(at, &["difference", "majority", "margin", "lead", "gap"]);
        let known = match &view.facts[fact].value {
            Value::Count(quantity) | Value::Points(quantity) => quantity.hedge == Hedge::None,
            _ => false,
        };
        known
            && start > first
            && (noun(start - 1)
                || view.is_one_of(start - 1, &["by"])
                || start > first + 1 && view.is_one_of(start - 1, &["of"]) && noun(start - 2))
    }

    fn is_led_by_noun(&self, by: usize) -> bool {
        !self.view.is_one_of(self.view.start(by) - 1, &["by"])
    }

    /// `won by seven points, 84-77`
    fn margin_of_score(&self, by: usize) -> Option<Change> {
        let view = self.view;
        let mut scores = self.facts.clone().filter(|&fact| matches!(view.facts[fact].value, Value::Ratio(_)));
        let score = scores.next().filter(|_| scores.next().is_none())?;
        let Value::Ratio(sides) = &view.facts[score].value else { return None };
        let [first, second] = sides[..] else { return None };
        let behind =
            view.is_one_of(view.end(by), &["point", "points", "goal", "goals", "run", "runs", "vote", "votes"]);
        let between = view.end(by.min(score))..view.start(by.max(score));
        let plain =
            between.len() <= RIVAL_REACH && !between.into_iter().any(|at| view.kind(at) == TokenKind::Semicolon);
        let difference = Interval::point(first.checked_sub(second)?.abs());
        // "A majority of 42" says of which two by itself.
        let majority = score < by && self.is_led_by_noun(by);
        (majority || behind && plain)
            .then(|| self.apart(by, score, score, Interval::point(first), Interval::point(second), difference))
    }

    /// `58% in one group and 46% in the other, a difference of 12 percentage points`
    fn margin_of_shares(&self, by: usize) -> Option<Change> {
        let view = self.view;
        let points =
            matches!(view.facts[by].value, Value::Points(_)) || view.is_one_of(view.end(by), &["point", "points"]);
        let percents: Vec<usize> =
            (self.facts.start..by).filter(|&fact| matches!(view.facts[fact].value, Value::Percent(_))).collect();
        let [first, second] = percents[..] else { return None };
        if !points || !self.is_led_by_noun(by) {
            return None;
        }
        let (old, new) = self.values(first, second)?;
        let difference = self.difference(by, first, second)?;
        Some(self.apart(by, first, second, old, new, difference))
    }

    /// `took 8,914 votes to 8,707 for Hale, a majority of 207`
    fn margin_of_votes(&self, by: usize) -> Option<Change> {
        let view = self.view;
        let counts: Vec<usize> = self
            .facts
            .clone()
            .filter(|&fact| fact != by && matches!(view.facts[fact].value, Value::Count(_)))
            .take(3)
            .collect();
        let [first, second] = counts[..] else { return None };
        let voted = |fact: usize| view.is_one_of(view.end(fact), &["vote", "votes"]);
        let between = view.between(first, second);
        let rivals = second == first + 1 && between.len() <= RIVAL_REACH && view.holds(between, &["to"]);
        let of_votes = voted(by) || voted(first) || voted(second);
        if !rivals || !of_votes || !(voted(by) || self.is_led_by_noun(by)) {
            return None;
        }
        let (old, new) = self.values(first, second)?;
        let difference = self.difference(by, first, second)?;
        Some(self.apart(by, first, second, old, new, difference))
    }

    fn apart(
        &self,
        by: usize,
        first: usize,
        second: usize,
        old: Interval,
        new: Interval,
        difference: Interval,
    ) -> Change {
        let nothing_less = difference.low.number().is_some_and(|low| low >= Number::ZERO);
        Change {
            verb: self.view.facts[by].span,
            direction: Direction::Apart,
            from: first as u32,
            to: second as u32,
            old,
            new,
            multiple: None,
            ratio: None,
            by: Some(by as u32),
            difference: nothing_less.then_some(difference),
        }
    }
}
