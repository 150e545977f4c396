//! The life of the person that a portrait or an obituary is of.
//!
//! ```text
//! portrait = the only person of the first of the opening blocks that names one
//! born     = "Born" date … ( "he" | "she" | NAME )  |  ( "he" | "she" | NAME ) … "born" date
//! then     = year "," "when" ( "he" | "she" ) "was" N      the flood of 1953, when she was 18,
//!          | year "," ( "at" | "aged" ) N                  until she retired in 2000, at 65
//! died     = ( "dies" | "died" | "dead" ) [","] ( "at" | "aged" ) N
//!          | … "died" … "." ( "He" | "She" ) "was" N "."
//! ```
//!
//! A pronoun is the person's only where the paragraph has named nobody else before.

use std::ops::Range;

use super::{AgeCheck, AgeEvidence, Reader, SameAge, age_on};
use crate::fact::{Interval, Number, PartialDate, Value};
use crate::lex::{Class, TokenKind};
use crate::story::dates::events::{EventKind, absolute};
use crate::story::people::Bearer;

/// Blocks among which the first one with a person is the opening.
const OPENING_BLOCKS: u32 = 6;

/// Whom the text is about, and what it says of the beginning and end of that life.
pub(super) struct Portrait {
    pub(super) cluster: u32,
    pub(super) birth: Option<(usize, PartialDate)>,
    death: Option<(usize, PartialDate)>,
    /// For each block, its first token that names somebody else.
    strangers: Vec<usize>,
}

impl Reader<'_, '_> {
    pub(super) fn portrait(&self) -> Option<Portrait> {
        let cluster = self.opening_person()?;
        let mut portrait = Portrait { cluster, birth: None, death: None, strangers: self.strangers(cluster) };
        for fact in 0..self.view.facts.len() {
            let Some(date) = absolute(&self.view.facts[fact].value) else { continue };
            let Some((_, event)) = self.birth_word(fact).filter(|(at, _)| self.speaks_of(&portrait, fact, *at)) else {
                continue;
            };
            match event {
                EventKind::Birth if portrait.birth.is_none() => {
                    portrait.birth = Some((fact, date)).filter(|(_, date)| date.year.is_some());
                }
                EventKind::Death if portrait.death.is_none() => {
                    portrait.death = self.resolved(fact).map(|date| (fact, date));
                }
                _ => {}
            }
        }
        Some(portrait)
    }

    /// What the years and the death make of the ages told, and the ages at death of one another.
    pub(super) fn portrait_ages(&self, portrait: &Portrait, checks: &mut Vec<AgeCheck>, pairs: &mut Vec<SameAge>) {
        let view = self.view;
        let mut at_death: Option<(usize, Number)> = None;
        for age in 0..view.facts.len() {
            let Some(years) = self.plain_years(age).filter(|_| view.claims[age].quotation.is_none()) else { continue };
            if view.start(age) >= portrait.strangers[view.claims[age].block as usize] {
                continue;
            }
            if let Some(year) = self.year_of_age(age) {
                checks.extend(self.check(portrait, age, years, year, AgeEvidence::Year));
            } else if self.is_age_at_death(age) {
                if let Some(death) = portrait.death {
                    checks.extend(self.check(portrait, age, years, death, AgeEvidence::Death));
                }
                if let Some((before, told)) = at_death.replace((age, years)) {
                    let apart = told != years;
                    pairs.push(SameAge { a: before as u32, b: age as u32, of_person: true, apart });
                }
            }
        }
    }

    fn opening_person(&self) -> Option<u32> {
        let view = self.view;
        let first = (0..view.facts.len())
            .take_while(|&fact| view.claims[fact].block < OPENING_BLOCKS)
            .find(|&fact| self.is_person(fact))?;
        let block = view.claims[first].block;
        let mut named = (first..view.facts.len())
            .take_while(|&fact| view.claims[fact].block == block)
            .filter(|&fact| self.is_person(fact))
            .map(|fact| self.cluster(fact));
        let cluster = named.next()??;
        named.all(|other| other == Some(cluster)).then_some(cluster)
    }

    fn strangers(&self, cluster: u32) -> Vec<usize> {
        let view = self.view;
        let mut strangers = vec![usize::MAX; view.document.blocks.len()];
        for fact in (0..view.facts.len()).filter(|&fact| self.is_person(fact)) {
            let (start, bearer) = (view.start(fact), self.people.bearers.get(fact));
            // A bare name that nobody bears is a town as often as not: `at her home in Lund`.
            let town = bearer == Some(&Bearer::Orphan) && start > 0 && view.is_one_of(start - 1, &["in", "at", "near"]);
            if self.cluster(fact) != Some(cluster) && !town {
                let first = &mut strangers[view.claims[fact].block as usize];
                *first = (*first).min(start);
            }
        }
        strangers
    }

    /// Whether the one who was born or died, by the word at `at`, is the person.
    fn speaks_of(&self, portrait: &Portrait, fact: usize, at: usize) -> bool {
        let view = self.view;
        let tokens = view.tokens_of(view.sentence(fact));
        let stranger = portrait.strangers[view.claims[fact].block as usize];
        if at >= stranger || view.claims[fact].quotation.is_some() || self.is_of_kin(tokens.start..at) {
            return false;
        }
        let subject = if at == tokens.start { view.end(fact)..tokens.end.min(stranger) } else { tokens.start..at };
        view.holds(subject.clone(), &["he", "she"])
            || view
                .facts_of(view.sentence(fact))
                .any(|of| subject.contains(&view.start(of)) && self.cluster(of) == Some(portrait.cluster))
    }

    /// Whether somebody's relative is the subject that these words lead up to, or something of somebody's; what stands
    /// between commas before says more of the person.
    fn is_of_kin(&self, words: Range<usize>) -> bool {
        let view = self.view;
        words.clone().any(|at| view.is(at, Class::KinWord))
            || words
                .rev()
                .take_while(|&at| view.kind(at) != TokenKind::Comma)
                .any(|at| view.kind(at) == TokenKind::Possessive)
    }

    /// The day of a date, a year that the text leaves out included.
    fn resolved(&self, fact: usize) -> Option<PartialDate> {
        let Value::Date(date) = &self.view.facts[fact].value else { return None };
        let written = *date.absolute()?;
        let year = written.year.or_else(|| date.resolved.map(|moment| moment.low.year))?;
        Some(PartialDate { year: Some(year), ..written })
    }

    fn check(
        &self,
        portrait: &Portrait,
        age: usize,
        years: Number,
        (until, date): (usize, PartialDate),
        evidence: AgeEvidence,
    ) -> Option<AgeCheck> {
        let (birth, born) = portrait.birth?;
        Some(AgeCheck {
            age: age as u32,
            birth: birth as u32,
            until: Some(until as u32),
            evidence,
            stated: Interval::point(years),
            expected: age_on(&born, &date)?,
        })
    }

    /// The word before the figure of an age: `at`, `aged`, which may be part of the fact, or `was`.
    fn age_lead(&self, age: usize) -> usize {
        let start = self.view.start(age);
        if self.view.is_one_of(start, &["aged", "age"]) { start } else { start.saturating_sub(1) }
    }

    /// Whether the clause ends with the age.
    fn is_closed(&self, age: usize) -> bool {
        let view = self.view;
        let end = view.end(age);
        end >= view.tokens_of(view.sentence(age)).end
            || matches!(
                view.kind(end),
                TokenKind::Comma | TokenKind::Period | TokenKind::Semicolon | TokenKind::ParenClose | TokenKind::Dash
            )
    }

    /// `1953, when she was 18,`, `in 2000, at 65.`
    fn year_of_age(&self, age: usize) -> Option<(usize, PartialDate)> {
        let view = self.view;
        let fact = age.checked_sub(1).filter(|&before| view.sentence(before) == view.sentence(age))?;
        let date = absolute(&view.facts[fact].value).filter(|date| date.year.is_some())?;
        let tokens = view.tokens_of(view.sentence(age));
        let lead = self.age_lead(age);
        let told = if view.is_one_of(lead, &["was"]) {
            lead >= tokens.start + 2
                && view.is_one_of(lead - 1, &["he", "she"])
                && view.is_one_of(lead - 2, &["when"])
                && self.follows(fact, lead - 2)
        } else {
            let subject = tokens.start..view.start(fact);
            view.is_one_of(lead, &["at", "aged"])
                && self.follows(fact, lead)
                && view.kind(lead - 1) == TokenKind::Comma
                && (view.holds(subject.clone(), &["he", "she"])
                    || view
                        .facts_of(view.sentence(age))
                        .any(|of| subject.contains(&view.start(of)) && self.is_person(of)))
                && !self.is_of_kin(subject)
        };
        (told && self.is_closed(age)).then_some((fact, date))
    }

    fn is_person(&self, fact: usize) -> bool {
        matches!(self.view.facts[fact].value, Value::Person(_))
    }

    /// Whether a word stands right behind a fact, a comma aside.
    fn follows(&self, fact: usize, at: usize) -> bool {
        let end = self.view.end(fact);
        at == end || at == end + 1 && self.view.kind(end) == TokenKind::Comma
    }

    /// `dies at 91`, `died, aged 91`, `… died on Monday. She was 91.`
    fn is_age_at_death(&self, age: usize) -> bool {
        let view = self.view;
        let sentence = view.sentence(age);
        let tokens = view.tokens_of(sentence);
        let lead = self.age_lead(age);
        let dies = &["died", "dies", "dead"];
        if view.is_one_of(lead, &["at", "aged"]) {
            let verb = (tokens.start..lead).rev().find(|&at| view.kind(at) != TokenKind::Comma);
            return self.is_closed(age)
                && verb.is_some_and(|verb| view.is_one_of(verb, dies) && !self.is_of_kin(tokens.start..verb));
        }
        let alone = view.is_one_of(lead, &["was"])
            && lead == tokens.start + 1
            && view.is_one_of(tokens.start, &["he", "she"])
            && self.is_closed(age)
            && view.end(age) + 1 >= tokens.end;
        alone
            && view.sentence_before(sentence).is_some_and(|before| {
                let mut words = view.tokens_of(before);
                let verb = words.clone().find(|&at| view.is_one_of(at, dies));
                verb.is_some_and(|verb| {
                    !self.is_of_kin(words.start..verb) && words.all(|at| !view.is_one_of(at, &["when"]))
                })
            })
    }
}
