//! Two ages of one person or thing.

use rustc_hash::FxHashMap;

use super::{Reader, SameAge};
use crate::fact::{Hedge, Number, Value};
use crate::lex::{Class, TokenKind};
use crate::story::context::{Stem, stem};

impl Reader<'_, '_> {
    /// Ages of one thing (`our ten-year-old system`) and of one person (`Dana Fell, 34,`).
    pub(super) fn same_ages(&self, found: &mut Vec<SameAge>) {
        let view = self.view;
        let mut things: FxHashMap<Stem, usize> = FxHashMap::default();
        let mut persons: FxHashMap<u32, usize> = FxHashMap::default();
        for age in 0..view.facts.len() {
            if view.claims[age].quotation.is_some() {
                continue;
            }
            let before = if let Some((cluster, _)) = self.age_of_person(age) {
                persons.insert(cluster, age).map(|before| (before, true))
            } else if let Some(noun) = self.old_thing(age) {
                things.insert(noun, age).map(|before| (before, false))
            } else {
                None
            };
            let Some((before, of_person)) = before.filter(|(before, _)| view.sentence(*before) != view.sentence(age))
            else {
                continue;
            };
            found.push(self.same_age(before, age, of_person));
        }
        self.known_ages(&persons, found);
        found.sort_by_key(|pair| (pair.b, pair.a));
    }

    /// `the 34-year-old`, of the only person whose age the text gives.
    fn known_ages(&self, persons: &FxHashMap<u32, usize>, found: &mut Vec<SameAge>) {
        let view = self.view;
        let mut persons = persons.values();
        let (Some(&person), None) = (persons.next(), persons.next()) else { return };
        let mut others = (0..view.facts.len()).filter(|&age| {
            let of_years = matches!(&view.facts[age].value, Value::Age(measure) if measure.unit == "year");
            of_years && self.age_of_person(age).is_none()
        });
        // Another age in the text may be somebody else's, to whom the next one points back.
        let (Some(age), None) = (others.next(), others.next()) else { return };
        let Value::Age(measure) = &view.facts[age].value else { return };
        let (start, end) = (view.start(age), view.end(age));
        let tokens = view.tokens_of(view.sentence(age));
        let points_back =
            start > tokens.start && view.is_one_of(start - 1, &["the"]) && view.is_one_of(end - 1, &["old"]);
        let alone = end >= tokens.end
            || !view.is_word(end)
            || view.is(end, Class::AttributionVerb)
            || view.is(end, Class::Auxiliary)
            || view.is(end, Class::PastTense)
            || view.is(end, Class::Modal);
        let plain = measure.amount.hedge == Hedge::None && view.claims[age].quotation.is_none();
        if age > person && points_back && alone && plain && view.sentence(age) != view.sentence(person) {
            found.push(self.same_age(person, age, true));
        }
    }

    fn same_age(&self, a: usize, b: usize, of_person: bool) -> SameAge {
        let value = |fact: usize| self.view.facts[fact].value.quantity().map(|quantity| quantity.value);
        let years = value(a).zip(value(b)).and_then(|(a, b)| a.checked_sub(b)).map(Number::abs);
        let apart = years.is_some_and(|years| years > Number::ONE);
        SameAge { a: a as u32, b: b as u32, of_person, apart }
    }

    /// Whose age it is, and how many years: `Dana Fell, 34,`, `Fell, 34,`, `the 9-year-old boy, Tim Ode,`.
    pub(super) fn age_of_person(&self, age: usize) -> Option<(u32, Number)> {
        let spelled = matches!(&self.view.facts[age].value, Value::Count(count) if count.in_words);
        let years = self.plain_years(age).filter(|_| !spelled)?;
        let person = self.named_before(age).or_else(|| self.named_behind(age))?;
        Some((self.cluster(person)?, years))
    }

    /// `Dana Fell, 34,` and nothing else
    fn named_before(&self, age: usize) -> Option<usize> {
        let view = self.view;
        let person = age.checked_sub(1).filter(|&fact| matches!(view.facts[fact].value, Value::Person(_)))?;
        let between = view.between(person, age);
        let tokens = view.tokens_of(view.sentence(age));
        let comma = |at: usize| at < tokens.end && view.kind(at) == TokenKind::Comma;
        let closed =
            comma(view.end(age)) || matches!(view.facts[age].value, Value::Age(_)) && view.end(age) + 1 >= tokens.end;
        let enclosed = view.sentence(person) == view.sentence(age)
            && between.len() == 1
            && comma(between.start)
            && closed
            && !self.goes_on_as_date(age);
        enclosed.then_some(person)
    }

    /// `Lund, 12, and 14 March`: whether the figure belongs to a list.
    fn goes_on_as_date(&self, age: usize) -> bool {
        let next = self.view.facts.get(age + 1).filter(|next| {
            matches!(next.value, Value::Count(_)) && next.first_token as usize == self.view.end(age) + 1
        });
        next.is_some()
    }

    /// `the 9-year-old boy, Tim Ode,`
    fn named_behind(&self, age: usize) -> Option<usize> {
        let view = self.view;
        let end = view.end(age);
        let tokens = view.tokens_of(view.sentence(age));
        let person = age + 1;
        let named = matches!(view.facts[age].value, Value::Age(_))
            && view.is_one_of(end - 1, &["old"])
            && person < view.facts.len()
            && matches!(view.facts[person].value, Value::Person(_))
            && view.sentence(person) == view.sentence(age);
        let gap = end..view.start(person.min(view.facts.len() - 1)).max(end);
        let apposed = named
            && gap.len() <= 2
            && gap.start < gap.end
            && view.is(gap.start, Class::PersonNoun)
            && gap.clone().skip(1).all(|at| view.kind(at) == TokenKind::Comma)
            && view.start(age) > tokens.start
            && view.is_determiner(view.start(age) - 1);
        apposed.then_some(person)
    }

    /// The noun behind `N-year-old`, unless it is one for people.
    fn old_thing(&self, age: usize) -> Option<Stem> {
        let view = self.view;
        let Value::Age(measure) = &view.facts[age].value else { return None };
        if measure.unit != "year" || measure.amount.hedge != Hedge::None {
            return None;
        }
        let end = view.end(age);
        let tokens = view.tokens_of(view.sentence(age));
        let old = end > tokens.start && view.is_one_of(end - 1, &["old"]);
        let noun = end < tokens.end
            && view.is_word(end)
            && !view.token(end).is_capital()
            && !view.is(end, Class::FunctionWord)
            && !view.is(end, Class::Auxiliary)
            && !view.is(end, Class::PersonNoun)
            && !view.is(end, Class::KinWord);
        (old && noun).then(|| stem(view.text(end)))
    }
}
