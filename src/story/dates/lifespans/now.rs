//! Ages on the day of publication.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{AgeCheck, AgeEvidence, Reader, age_on};
use crate::fact::{Hedge, Interval, Number, PartialDate, Value};
use crate::lex::TokenKind;
use crate::story::dates::events::{EventKind, absolute};

impl Reader<'_, '_> {
    /// Ages on the day of publication of people whose birth the text gives.
    pub(super) fn ages_now(&self, found: &mut Vec<AgeCheck>) {
        let view = self.view;
        if self.published.year.is_none() {
            return;
        }
        let mut born: FxHashMap<u32, (usize, PartialDate)> = FxHashMap::default();
        for fact in 0..view.facts.len() {
            let Some(date) = absolute(&view.facts[fact].value).filter(|date| date.year.is_some()) else { continue };
            let Some((at, EventKind::Birth)) = self.birth_word(fact) else { continue };
            if view.claims[fact].quotation.is_some() {
                continue;
            }
            if at == view.tokens_of(view.sentence(fact)).start {
                found.extend(self.age_behind(fact, &date));
            }
            if let Some(cluster) = self.born_person(fact, at) {
                born.entry(cluster).or_insert((fact, date));
            }
        }
        let spoken_of: FxHashSet<u32> = found.iter().map(|check| check.age).collect();
        for age in 0..view.facts.len() {
            let Some((cluster, years)) = self.age_of_person(age) else { continue };
            let Some((birth, date)) = born.get(&cluster) else { continue };
            // "was 19 when she sailed" is another time, and so is what another date of the sentence says.
            let tokens = view.tokens_of(view.sentence(age));
            let told_apart = view.holds(tokens, &["then", "when", "was", "were", "had", "would", "ago"])
                || view.facts_of(view.sentence(age)).any(|fact| {
                    fact != *birth && absolute(&view.facts[fact].value).is_some_and(|date| date.year.is_some())
                });
            if !told_apart && view.claims[age].quotation.is_none() && !spoken_of.contains(&(age as u32)) {
                found.extend(self.age_now(age, years, *birth, date));
            }
        }
        found.sort_by_key(|check| check.age);
    }

    fn age_now(&self, age: usize, years: Number, birth: usize, date: &PartialDate) -> Option<AgeCheck> {
        Some(AgeCheck {
            age: age as u32,
            birth: birth as u32,
            until: None,
            evidence: AgeEvidence::Published,
            stated: Interval::point(years),
            expected: age_on(date, self.published)?,
        })
    }

    /// `Born in 1961, Moe is 62`, `Born on 1 May 1990, Ode, 33, won`
    fn age_behind(&self, birth: usize, date: &PartialDate) -> Option<AgeCheck> {
        let view = self.view;
        let tokens = view.tokens_of(view.sentence(birth));
        let end = view.end(birth);
        let comma = |at: usize| at < tokens.end && view.kind(at) == TokenKind::Comma;
        let name = (end + 1..tokens.end.min(end + 5))
            .take_while(|&at| view.is_word(at) && view.token(at).is_capital())
            .last()
            .filter(|_| comma(end))?;
        let age = view.facts_of(view.sentence(birth)).find(|&fact| view.start(fact) > name)?;
        let years = match &view.facts[age].value {
            Value::Age(measure) if measure.unit == "year" => &measure.amount,
            Value::Count(count) => count,
            _ => return None,
        };
        let between = name + 1..view.start(age);
        let apposed = between.len() == 1 && comma(between.start) && comma(view.end(age));
        let told = between.len() == 1 && view.is_one_of(between.start, &["is", "turns"]) && {
            let end = view.end(age);
            end >= tokens.end || !view.is_word(end) || view.is_one_of(end, &["and", "but", "this", "years"])
        };
        let other_year = view
            .facts_of(view.sentence(birth))
            .any(|fact| fact != birth && absolute(&view.facts[fact].value).is_some_and(|date| date.year.is_some()));
        ((apposed || told) && !other_year && years.hedge == Hedge::None)
            .then(|| self.age_now(age, years.value, birth, date))?
    }

    /// Whose birth it is: `Dana Fell was born in 1990`, `Dana Fell (born 1990)`.
    fn born_person(&self, fact: usize, born: usize) -> Option<u32> {
        let view = self.view;
        let sentence = view.facts_of(view.sentence(fact));
        let person = sentence
            .rev()
            .find(|&person| matches!(view.facts[person].value, Value::Person(_)) && view.end(person) <= born)?;
        let joined = (view.end(person)..born).all(|at| {
            matches!(view.kind(at), TokenKind::Comma | TokenKind::ParenOpen)
                || view.is_one_of(at, &["was", "who", "is"])
        });
        self.cluster(person).filter(|_| joined)
    }
}
