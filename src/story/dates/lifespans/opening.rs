//! The life that a text opens with: `Ada Quist (2 May 1872 – 23 November 1896)`.

use super::{AgeCheck, AgeEvidence, Reader};
use crate::fact::{Hedge, Interval, Number, PartialDate, Value};
use crate::lex::{Class, TokenKind};
use crate::story::context::{Stem, stem};
use crate::story::dates::events::{EventKind, SameEvent, absolute, both_ends};

/// Blocks that can hold the opening of a life.
const OPENING_BLOCKS: u32 = 24;
/// Words between a name at the head of a sentence and the bracket with the life.
const NAME_REACH: usize = 8;
/// Words between `born` and the day.
const BORN_REACH: usize = 12;

/// The person whom the text opens with.
pub(super) struct Life {
    fact: usize,
    birth: PartialDate,
    death: PartialDate,
    names: Vec<Stem>,
}

impl Reader<'_, '_> {
    /// The first bracket with a birth and a death behind a name.
    pub(super) fn life(&self) -> Option<Life> {
        let view = self.view;
        (0..view.facts.len()).take_while(|&fact| view.claims[fact].block < OPENING_BLOCKS).find_map(|fact| {
            let (birth, death) = both_ends(&view.facts[fact].value)?;
            let years = i32::from(death.year?) - i32::from(birth.year?);
            let tokens = view.tokens_of(view.sentence(fact));
            let open = self.opening(tokens.start, view.start(fact))?;
            let closed = view.end(fact) < tokens.end && view.kind(view.end(fact)) == TokenKind::ParenClose;
            let named = open > tokens.start
                && open - tokens.start <= NAME_REACH
                && view.is_word(open - 1)
                && view.token(open - 1).is_capital();
            if !named || !closed || !(10..=110).contains(&years) {
                return None;
            }
            let names = (tokens.start..open)
                .filter(|&at| view.is_word(at) && view.token(at).is_capital())
                .map(|at| stem(view.text(at)))
                .collect();
            Some(Life { fact, birth, death, names })
        })
    }

    /// The bracket that is open at `at`, those inside it stepped over.
    fn opening(&self, start: usize, at: usize) -> Option<usize> {
        let mut closed = 0;
        for at in (start..at).rev() {
            match self.view.kind(at) {
                TokenKind::ParenClose => closed += 1,
                TokenKind::ParenOpen if closed == 0 => return Some(at),
                TokenKind::ParenOpen => closed -= 1,
                _ => {}
            }
        }
        None
    }

    /// Other places that say when the person was born or died.
    pub(super) fn births(&self, life: &Life, found: &mut Vec<SameEvent>) {
        let view = self.view;
        for fact in 0..view.facts.len() {
            let Some(date) =
                absolute(&view.facts[fact].value).filter(|date| date.year.or(None).is_some() || date.month.is_some())
            else {
                continue;
            };
            let sentence = view.sentence(fact);
            if sentence == view.sentence(life.fact) || view.claims[fact].quotation.is_some() {
                continue;
            }
            let Some((at, event)) = self.birth_word(fact) else { continue };
            if !self.is_about(life, sentence, at) {
                continue;
            }
            let known = if event == EventKind::Birth { life.birth } else { life.death };
            let date = PartialDate { year: settled_year(&date, &known), ..date };
            let (a, b) = if fact < life.fact { (fact, life.fact) } else { (life.fact, fact) };
            let (first, again) = if fact < life.fact { (date, known) } else { (known, date) };
            let apart = known.is_disjoint(&date);
            let (a, b) = (view.facts[a].span, view.facts[b].span);
            found.push(SameEvent { a, b, event, first, again, apart });
        }
    }

    /// `born` or `died` before the date, in its clause.
    pub(super) fn birth_word(&self, fact: usize) -> Option<(usize, EventKind)> {
        let view = self.view;
        let (start, first) = (view.tokens_of(view.sentence(fact)).start, view.start(fact));
        for at in (first.saturating_sub(BORN_REACH).max(start)..first).rev() {
            if view.is_one_of(at, &["born"]) {
                return Some((at, EventKind::Birth));
            }
            if view.is_one_of(at, &["died"]) {
                return Some((at, EventKind::Death));
            }
            let breaks = matches!(
                view.kind(at),
                TokenKind::Semicolon | TokenKind::ParenOpen | TokenKind::ParenClose | TokenKind::Period
            ) || view.is(at, Class::Auxiliary)
                || view.is_one_of(at, &["who", "and", "when", "he", "she"]);
            if breaks {
                return None;
            }
        }
        None
    }

    /// Whether the words before `at` speak of the person: by name, by a pronoun at the head, or not at all.
    fn is_about(&self, life: &Life, sentence: usize, at: usize) -> bool {
        let view = self.view;
        let words = view.tokens_of(sentence).start..at;
        if words.clone().any(|at| view.is(at, Class::KinWord) || view.kind(at) == TokenKind::Possessive) {
            return false;
        }
        words.is_empty()
            || view.is_one_of(words.start, &["he", "she"])
            || words.clone().any(|at| view.is_word(at) && life.names.contains(&stem(view.text(at))))
    }

    /// Ages of the person beside a year, or at death.
    pub(super) fn ages(&self, life: &Life, found: &mut Vec<AgeCheck>) {
        let view = self.view;
        let Some(born) = life.birth.year.map(i64::from) else { return };
        for age in 0..view.facts.len() {
            let amount = match &view.facts[age].value {
                Value::Age(measure) if measure.unit == "year" => &measure.amount,
                Value::Count(count) if self.is_at_age(age) => count,
                _ => continue,
            };
            let sentence = view.sentence(age);
            let plain = amount.hedge == Hedge::None;
            if !plain || view.claims[age].quotation.is_some() || !self.opens_with_person(life, sentence) {
                continue;
            }
            let mut years = view.facts_of(sentence).filter_map(|fact| {
                let year = absolute(&view.facts[fact].value)?.year?;
                Some((fact, i64::from(year)))
            });
            let start = view.tokens_of(sentence).start;
            let died = view.holds(start..view.start(age), &["died"]);
            let (until, year, evidence) = match (years.next(), years.next()) {
                (Some((fact, year)), None) if self.is_at_age(age) => (fact, year, AgeEvidence::Year),
                (None, _) if died => match life.death.year {
                    Some(year) => (life.fact, i64::from(year), AgeEvidence::Death),
                    None => continue,
                },
                _ => continue,
            };
            if year < born {
                continue;
            }
            found.push(AgeCheck {
                age: age as u32,
                birth: life.fact as u32,
                until: Some(until as u32),
                evidence,
                stated: Interval::point(amount.value),
                expected: Interval::closed(Number::from(year - born - 1), Number::from(year - born)),
            });
        }
    }

    /// `aged 23`, `at the age of 23`
    fn is_at_age(&self, age: usize) -> bool {
        let view = self.view;
        let start = view.start(age);
        view.is_one_of(start, &["age", "aged"])
            || start > 1 && view.is_one_of(start - 1, &["of"]) && view.is_one_of(start - 2, &["age"])
    }

    fn opens_with_person(&self, life: &Life, sentence: usize) -> bool {
        let view = self.view;
        let tokens = view.tokens_of(sentence);
        let head = tokens.start..tokens.end.min(tokens.start + 6);
        if head.clone().any(|at| view.is(at, Class::KinWord)) {
            return false;
        }
        view.is_one_of(tokens.start, &["he", "she"])
            || head.clone().any(|at| view.is_word(at) && life.names.contains(&stem(view.text(at))))
    }
}

/// A year of two digits may stand for one of the first century, if the other date says so.
fn settled_year(date: &PartialDate, known: &PartialDate) -> Option<i16> {
    match (date.year, known.year) {
        (Some(year), Some(known)) if known < 100 && year % 100 == known % 100 => Some(known),
        (year, _) => year,
    }
}
