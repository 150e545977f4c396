//! A count, what each of them costs or measures, and what all of them do.

use super::{Product, Reader};
use crate::fact::Value;
use crate::lex::{Class, TokenKind};

/// Words between the amount for one and the amount for all.
const TOTAL_REACH: usize = 8;

impl Reader<'_, '_> {
    /// `40 buses at $310,000 each, for $12.4 million`
    pub(super) fn product(&self) -> Option<Product> {
        let view = self.view;
        let mut found = None;
        for each in self.facts.clone().skip(1) {
            if !matches!(view.facts[each].value, Value::Money(_) | Value::Measure(_)) || !self.is_each(each) {
                continue;
            }
            let count = each - 1;
            let between = view.between(count, each);
            let counted = matches!(view.facts[count].value, Value::Count(_))
                && between.len() <= 8
                && between.clone().next_back().is_some_and(|at| view.is_one_of(at, &["at", "for", "costing", "worth"]))
                && !between.clone().any(|at| view.kind(at) == TokenKind::Semicolon);
            let Some(total) = self.total_of(count, each) else { continue };
            if counted && found.replace((count, each, total)).is_some() {
                return None;
            }
        }
        let (count, each, total) = found?;
        let extra = ["plus", "fee", "fees", "discount", "minimum", "tax", "annually", "year"];
        if view.holds(self.tokens.clone(), &extra) { None } else { self.multiplied(count, each, total) }
    }

    /// The only other amount of that unit, where the words lead from one to the other: `…, which brought in $600`,
    /// `$600 for 40 tickets at $15 each`.
    fn total_of(&self, count: usize, each: usize) -> Option<usize> {
        let view = self.view;
        let mut totals = self.facts.clone().filter(|&fact| fact != each && self.same_unit(each, fact));
        let total = totals.next().filter(|_| totals.next().is_none())?;
        let leads = |at: usize| view.is(at, Class::ComesTo) || view.is_one_of(at, &["for", "total", "all", "is"]);
        let meant = if total > each {
            let between = view.between(each, total);
            between.len() <= TOTAL_REACH && (between.start..view.end(total)).any(leads)
        } else {
            let between = view.between(total, count);
            total + 1 == count
                && (1..=3).contains(&between.len())
                && view.is_one_of(between.start, &["for", "from", "on", "by"])
                && between.clone().all(|at| view.is_word(at))
        };
        meant.then_some(total)
    }

    fn multiplied(&self, count: usize, each: usize, total: usize) -> Option<Product> {
        let view = self.view;
        Some(Product {
            count: count as u32,
            each: each as u32,
            total: total as u32,
            stated: view.loose(total)?,
            expected: view.loose(count)?.checked_mul(&view.loose(each)?)?,
        })
    }

    /// `each of the 12 crates weighs 25 kg; together they weigh 300 kg`
    pub(super) fn together(&self) -> Option<Product> {
        let view = self.view;
        let [count, each, total] = self.facts.clone().collect::<Vec<_>>()[..] else { return None };
        let opens = view.start(count).checked_sub(3).filter(|&at| at >= self.tokens.start).is_some_and(|at| {
            view.is_one_of(at, &["each"]) && view.is_one_of(at + 1, &["of"]) && view.is_determiner(at + 2)
        });
        let summed = view.holds(view.between(each, total), &["together", "all", "altogether"]);
        let counted = matches!(view.facts[count].value, Value::Count(_));
        if !opens || !summed || !counted || !self.same_unit(each, total) {
            return None;
        }
        self.multiplied(count, each, total)
    }

    fn is_each(&self, fact: usize) -> bool {
        let after = self.view.end(fact);
        after < self.tokens.end
            && (self.view.is_one_of(after, &["each", "apiece"])
                || after + 1 < self.tokens.end
                    && self.view.is_one_of(after, &["a", "per"])
                    && self.view.is_one_of(after + 1, &["piece", "unit", "item", "head"]))
    }
}
