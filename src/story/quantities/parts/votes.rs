//! Votes for, against and abstained, with how many there were to vote.
//!
//! ```text
//! sides  = a "-" b | a "to" b | a "votes" "to" b
//! whole  = "all" N "members" | N "-member"            in the sentence of the vote, or in one beside it
//! ```
//!
//! `All 48` voted. Of a `48-member council` some may have stayed away, so that the votes may come to less.

use super::{Reader, Total, TotalEvidence};
use crate::fact::{Hedge, Interval, Number, Value};
use crate::lex::{Class, TokenKind};

/// Words between the votes of two sides.
const SIDES_REACH: usize = 3;

impl Reader<'_, '_> {
    /// `voted 31-12 with four abstentions; all 48 members`, `the 47-member council voted 31 to 14, with two abstentions`.
    pub(super) fn vote(&self, sentence: usize) -> Option<Total> {
        let view = self.view;
        let (mut parts, mut sum, behind) = self.sides()?;
        for fact in behind..self.facts.end {
            let Some(value) = self.exactly(fact) else { continue };
            let phrase = view.end(fact)..self.tokens.end.min(view.end(fact) + 2);
            if view.holds(phrase, &["abstention", "abstentions", "abstaining", "abstained", "absent"]) {
                sum = sum.checked_add(value)?;
                parts.push(fact as u32);
            }
        }
        let beside = |at: usize| Reader { view, facts: view.facts_of(at), tokens: view.tokens_of(at) };
        let next = sentence + 1;
        let follows = next < view.lexed.sentences.len() && view.sentence_before(next) == Some(sentence);
        let near = view.lexed.sentences[sentence].block;
        // The body is often named in the paragraph behind.
        let opens_next = next < view.lexed.sentences.len() && !follows && view.lexed.sentences[next].block == near + 1;
        let (total, closed) = self
            .voters(&parts)
            .or_else(|| if follows || opens_next { beside(next).voters(&parts) } else { None })
            .or_else(|| beside(view.sentence_before(sentence)?).voters(&parts))?;
        let stated = Interval::point(self.exactly(total)?);
        let sum = Interval::point(sum);
        Some(Total { total: total as u32, parts, evidence: TotalEvidence::Vote, sum, stated, closed })
    }

    /// The facts with the votes of two sides, their sum, and the first fact behind them.
    fn sides(&self) -> Option<(Vec<u32>, Number, usize)> {
        let view = self.view;
        // Looked for once, however many scores a sentence has.
        let mut verb: Option<Option<usize>> = None;
        let mut voted = |before: usize| {
            let first = || {
                let words = ["voted", "vote", "passed", "approved", "backed", "split"];
                self.tokens.clone().find(|&at| view.is_one_of(at, &words))
            };
            verb.get_or_insert_with(first).is_some_and(|at| at < before)
        };
        for fact in self.facts.clone() {
            if let Value::Ratio(sides) = &view.facts[fact].value
                && voted(view.start(fact))
            {
                let sum = sides.iter().try_fold(Number::ZERO, |sum, &side| sum.checked_add(side))?;
                return Some((vec![fact as u32], sum, fact + 1));
            }
            let next = fact + 1;
            if next < self.facts.end
                && view.is_one_of(view.end(fact), &["vote", "votes"])
                && view.between(fact, next).len() <= SIDES_REACH
                && view.is_one_of(view.start(next) - 1, &["to", "against"])
            {
                let sum = self.exactly(fact)?.checked_add(self.exactly(next)?)?;
                return Some((vec![fact as u32, next as u32], sum, next + 1));
            }
        }
        None
    }

    /// How many there are to vote, and whether all of them did.
    fn voters(&self, parts: &[u32]) -> Option<(usize, bool)> {
        let view = self.view;
        self.facts.clone().filter(|&fact| !parts.contains(&(fact as u32)) && self.exactly(fact).is_some()).find_map(
            |fact| {
                let (start, end) = (view.start(fact), view.end(fact));
                let all = view.holds(start.saturating_sub(2).max(self.tokens.start)..start, &["all"]);
                let body = end + 2 < self.tokens.end
                    && view.kind(end) == TokenKind::Hyphen
                    && view.is_one_of(end + 1, &["member", "seat"])
                    && view.holds_any(end + 2..self.tokens.end.min(end + 6), Class::OrganizationWord);
                (all || body).then_some((fact, all))
            },
        )
    }

    /// The number of a count without a hedge.
    fn exactly(&self, fact: usize) -> Option<Number> {
        match &self.view.facts[fact].value {
            Value::Count(quantity) if quantity.hedge == Hedge::None => Some(quantity.value),
            _ => None,
        }
    }
}
