//! A sum that is spent part by part, until `the remaining` or `the rest` closes it.

use super::{Reader, Total, TotalEvidence};
use crate::claim::Part;
use crate::fact::{Hedge, Interval, Number, Value};
use crate::lex::{Class, TokenKind};
use crate::markup::Role;

/// Sentences before the one with the remainder that may hold the total.
const SENTENCES: usize = 3;
/// How near the sum is to the total that is meant, as a divisor of it.
const NEAR: i64 = 4;
/// Figures that are looked at.
const FIGURES: usize = 8;

impl Reader<'_, '_> {
    /// `The plan costs £18m. The council borrows £11m and has £4.5m; the remaining £2.5m is to come from a grant.`
    ///
    /// Which figure is the total is not said, so that nothing is if any of them is the sum of those behind it, and one is
    /// meant if it alone is nearly that.
    pub(super) fn remainder(&self, sentence: usize) -> Option<Total> {
        let view = self.view;
        let rest = self.facts.clone().find(|&fact| self.is_remainder(fact))?;
        let first = self.first_sentence(sentence);
        let mut before: Vec<usize> = (view.facts_of(first).start..rest)
            .rev()
            .filter(|&fact| self.same_unit(fact, rest) && view.claims[fact].quotation.is_none())
            .take(FIGURES)
            .collect();
        before.reverse();
        let mut meant = None;
        for (at, &total) in before.iter().enumerate() {
            let parts: Vec<u32> = before[at + 1..].iter().chain([&rest]).map(|&part| part as u32).collect();
            if parts.len() < 3 || view.claims[total].frame.part != Part::Total {
                continue;
            }
            let (sum, stated) = self.spent(total, &parts)?;
            if !sum.is_disjoint(&stated) {
                return None;
            }
            if self.is_near(total, &sum, NEAR) && meant.replace((total, parts, sum, stated)).is_some() {
                return None;
            }
        }
        let (total, parts, sum, stated) = meant?;
        let evidence = TotalEvidence::Remainder;
        Some(Total { total: total as u32, parts, evidence, sum, stated, closed: true })
    }

    /// `Rescuers found 17 of the 23 miners. The other eight are feared dead.`
    pub(super) fn others(&self, sentence: usize) -> Option<Total> {
        let view = self.view;
        let rest = self.facts.start;
        let (start, after) = (view.start(rest), view.end(rest));
        let led = start == self.tokens.start + 2
            && view.is_one_of(start - 1, &["other", "remaining"])
            && view.is_one_of(start - 2, &["the"]);
        let Value::Count(left) = &view.facts[rest].value else { return None };
        let bare = after < self.tokens.end && view.is(after, Class::Auxiliary);
        if !led || !bare || left.hedge != Hedge::None {
            return None;
        }
        let mut counts = view
            .facts_of(view.sentence_before(sentence)?)
            .filter(|&fact| matches!(view.facts[fact].value, Value::Count(_) | Value::Fraction(_)));
        let total = counts.next().filter(|_| counts.next().is_none())?;
        let Value::Fraction(of) = &view.facts[total].value else { return None };
        let known = of.counted && of.share.hedge == Hedge::None && of.denominator > Number::from(2);
        let sum = Interval::point(of.numerator.checked_add(left.value)?);
        known.then_some(Total {
            total: total as u32,
            parts: vec![rest as u32],
            evidence: TotalEvidence::Remainder,
            sum,
            stated: Interval::point(of.denominator),
            closed: true,
        })
    }

    /// What the parts come to, and what the total can mean: sums are rounded to the coarsest of them.
    pub(super) fn spent(&self, total: usize, parts: &[u32]) -> Option<(Interval, Interval)> {
        let view = self.view;
        let written = |fact: usize| view.facts[fact].value.quantity();
        let known = |fact: usize| written(fact).is_some_and(|quantity| quantity.hedge == Hedge::None);
        let all = || parts.iter().map(|&part| part as usize).chain([total]);
        let add = |sum: Interval, part: Interval| sum.checked_add(&part);
        if !all().all(known) {
            let sum =
                parts.iter().try_fold(Interval::point(Number::ZERO), |sum, &part| add(sum, view.loose(part as usize)?));
            return sum.zip(view.loose(total));
        }
        let coarsest = all().filter_map(|fact| Some(written(fact)?.written_unit)).max()?;
        let as_coarse =
            all().filter(|&fact| written(fact).is_some_and(|quantity| quantity.written_unit == coarsest)).count();
        // Each of them may be off by half of that; all of them hardly ever are by as much.
        let width = coarsest.checked_mul(Number::ratio(1 + as_coarse.min(4) as i128, 4)?)?;
        let mut sum = Number::ZERO;
        for part in parts {
            sum = sum.checked_add(written(*part as usize)?.value)?;
        }
        let whole = written(total)?.value;
        Some((Interval::point(sum), Interval::closed(whole.checked_sub(width)?, whole.checked_add(width)?)))
    }

    /// `the remaining £2.5m`, `the other £2.5m`, `the rest, some £2.5m`: of sums and measures alone, for people are counted
    /// in many ways.
    fn is_remainder(&self, fact: usize) -> bool {
        let view = self.view;
        let start = view.start(fact);
        if !matches!(view.facts[fact].value, Value::Money(_) | Value::Measure(_)) || start < self.tokens.start + 2 {
            return false;
        }
        let last = start - 1;
        view.is_one_of(last, &["remaining", "other"]) && view.is_determiner(last - 1)
            || matches!(view.kind(last), TokenKind::Comma | TokenKind::ParenOpen | TokenKind::Dash)
                && view.is_one_of(last - 1, &["rest", "remainder", "balance"])
    }

    /// The first sentence that may hold the total: of this block, or of the one before it in the body.
    fn first_sentence(&self, sentence: usize) -> usize {
        let view = self.view;
        let block = |at: usize| view.lexed.sentences[at].block;
        let in_reach = |&at: &usize| {
            let apart = block(sentence) - block(at);
            apart == 0 || apart == 1 && view.document.blocks[block(at) as usize].role == Role::Body
        };
        (sentence.saturating_sub(SENTENCES)..=sentence).find(in_reach).unwrap_or(sentence)
    }
}
