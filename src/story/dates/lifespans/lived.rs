//! A life told in one sentence: birth, death and the age between them.

use super::{AgeCheck, AgeEvidence, Reader, age_on};
use crate::fact::{Hedge, Interval, PartialDate, Value};

/// Words between `born` or `died` and its date.
const VERB_REACH: usize = 4;
/// Words between the date of the death and the age.
const AGE_REACH: usize = 3;

impl Reader<'_, '_> {
    /// `Rook, who was born in 1948, died in 2019 aged 71`: the only dates and the only age of the sentence.
    pub(super) fn ages_lived(&self, found: &mut Vec<AgeCheck>) {
        let view = self.view;
        for age in 2..view.facts.len() {
            if !matches!(view.facts[age].value, Value::Age(_)) {
                continue;
            }
            let (birth, death) = (age - 2, age - 1);
            let facts = view.facts_of(view.sentence(age));
            let dates = facts.clone().filter(|&fact| matches!(view.facts[fact].value, Value::Date(_))).count();
            let ages = facts.clone().filter(|&fact| matches!(view.facts[fact].value, Value::Age(_))).count();
            let told = facts.contains(&birth)
                && (dates, ages) == (2, 1)
                && self.stands_behind(birth, "born")
                && self.stands_behind(death, "died")
                && view.between(death, age).len() <= AGE_REACH
                && view.claims[age].quotation.is_none();
            let Some((stated, born, died)) = told.then(|| self.lived(age, birth, death)).flatten() else { continue };
            let Some(expected) = age_on(&born, &died) else { continue };
            if found.iter().any(|check| check.age == age as u32) {
                continue;
            }
            found.push(AgeCheck {
                age: age as u32,
                birth: birth as u32,
                until: Some(death as u32),
                evidence: AgeEvidence::Death,
                stated,
                expected,
            });
        }
    }

    fn lived(&self, age: usize, birth: usize, death: usize) -> Option<(Interval, PartialDate, PartialDate)> {
        let day = |fact: usize| match &self.view.facts[fact].value {
            Value::Date(date) if date.hedge == Hedge::None => date.absolute().copied(),
            _ => None,
        };
        Some((Interval::point(self.plain_years(age)?), day(birth)?, day(death)?))
    }

    fn stands_behind(&self, date: usize, verb: &str) -> bool {
        let view = self.view;
        let start = view.start(date);
        let first = view.tokens_of(view.sentence(date)).start;
        view.holds(start.saturating_sub(VERB_REACH).max(first)..start, &[verb])
    }
}
