//! What people did, against the years they lived, and brothers and sisters against each other.
//!
//! ```text
//! milestone  = NAME "," "who died in" year "at" N "," … ( "degree" | "married" | … ) … year
//! after death = NAME "," "who died in" year "," verb … year         Ames, who died in 1962, wrote to us in 1964
//! siblings   = N "," … "his" ( "older" | "younger" ) "brother" NAME "," N ","
//! ```

use crate::fact::{Hedge, Interval, Number, Value};
use crate::lex::{Class, TokenKind};
use crate::story::dates::events::absolute;
use crate::story::view::View;

/// The words of a milestone, and the first and last year of life that one believes it of.
const MILESTONES: [(&str, &[&str], i64, i64); 3] = [
    ("degree", &["degree", "graduated", "doctorate", "diploma", "bachelor"], 15, 95),
    ("marriage", &["married", "wed"], 14, 105),
    ("service", &["enlisted", "conscripted", "drafted"], 14, 75),
];

/// A life event and the age at which it happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// Index of the date of the event.
    pub date: u32,
    /// Index of the date that the age follows from.
    pub life: u32,
    /// `degree`, `marriage`, `service`.
    pub what: &'static str,
    /// How old the person was.
    pub age: Interval,
    /// The ages at which one believes it.
    pub plausible: Interval,
}

/// A date of something that a person did, and that of the person's death.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AfterDeath {
    /// Index of the date of the death.
    pub death: u32,
    /// Index of the date of the act.
    pub act: u32,
    /// Whether the act is the later one.
    pub conflicts: bool,
}

/// Two ages of brothers or sisters, one of whom is called the older.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiblingAges {
    /// Index of the age of the one who is called older.
    pub older: u32,
    /// Index of the other age.
    pub younger: u32,
    /// Whether the older one is the younger one.
    pub conflicts: bool,
}

/// What is said of people and years.
#[derive(Debug, Default)]
pub(super) struct Milestones {
    pub(super) milestones: Vec<Milestone>,
    pub(super) after_death: Vec<AfterDeath>,
    pub(super) siblings: Vec<SiblingAges>,
}

/// Linear: each figure is looked at in the window of its sentence.
pub(super) fn find(view: &View<'_>) -> Milestones {
    let reader = Reader { view };
    let mut found = Milestones::default();
    for fact in 0..view.facts.len() {
        if view.claims[fact].quotation.is_some() {
            continue;
        }
        found.milestones.extend(reader.milestone(fact));
        found.after_death.extend(reader.after_death(fact));
        found.siblings.extend(reader.siblings(fact));
    }
    found
}

struct Reader<'v, 'a> {
    view: &'v View<'a>,
}

impl Reader<'_, '_> {
    /// The year of `NAME, who died in 1962`.
    fn died(&self, fact: usize) -> Option<i64> {
        let view = self.view;
        let year = absolute(&view.facts[fact].value)?.year?;
        let tokens = view.tokens_of(view.sentence(fact));
        let start = view.start(fact);
        let led = start >= tokens.start + 4
            && view.is_one_of(start - 1, &["in", "on"])
            && view.is_one_of(start - 2, &["died"])
            && view.is_one_of(start - 3, &["who"])
            && view.kind(start - 4) == TokenKind::Comma;
        led.then(|| i64::from(year))
    }

    /// The only other year of the sentence, behind the fact.
    fn other_year(&self, fact: usize) -> Option<(usize, i64)> {
        let view = self.view;
        let mut years = view
            .facts_of(view.sentence(fact))
            .filter(|&other| other != fact)
            .filter_map(|other| absolute(&view.facts[other].value)?.year.map(|year| (other, i64::from(year))));
        let first = years.next().filter(|(other, _)| *other > fact)?;
        years.next().is_none().then_some(first)
    }

    /// `Doe, who died in 2001 at 80, took her degree in 1943`
    fn milestone(&self, fact: usize) -> Option<Milestone> {
        let view = self.view;
        let died = self.died(fact)?;
        let at = fact + 1;
        let amount = match &view.facts.get(at)?.value {
            Value::Age(measure) if measure.unit == "year" => &measure.amount,
            Value::Count(count) => count,
            _ => return None,
        };
        let between = view.between(fact, at);
        let aged = amount.hedge == Hedge::None
            && (between.is_empty()
                || between.end - between.start <= 4 && view.is_one_of(between.start, &["at", "aged"]));
        let (date, year) = self.other_year(fact)?;
        let rest = view.end(at)..view.tokens_of(view.sentence(fact)).end;
        if !aged
            || view.holds_any(rest.clone(), Class::MilestoneExcuse)
            || rest.clone().any(|at| view.is(at, Class::KinWord))
        {
            return None;
        }
        let (what, _, low, high) = MILESTONES.into_iter().find(|(_, words, ..)| view.holds(rest.clone(), words))?;
        let born = Number::from(died).checked_sub(amount.value)?;
        let age = Number::from(year).checked_sub(born)?;
        Some(Milestone {
            date: date as u32,
            life: fact as u32,
            what,
            age: Interval::closed(age, age.checked_add(Number::ONE)?),
            plausible: Interval::closed(Number::from(low), Number::from(high)),
        })
    }

    /// `Ames, who died in 1962, wrote to the Times in 1964`
    fn after_death(&self, fact: usize) -> Option<AfterDeath> {
        let view = self.view;
        let died = self.died(fact)?;
        let (act, year) = self.other_year(fact)?;
        let tokens = view.tokens_of(view.sentence(fact));
        let verb = view.end(fact) + 1;
        let acts = verb < tokens.end
            && view.kind(verb - 1) == TokenKind::Comma
            && (view.is(verb, Class::PastTense) || view.is(verb, Class::PersonVerb))
            && !view.is(verb, Class::OutlivingVerb);
        let (start, end) = (view.start(act), view.end(act));
        let dated = view.is_one_of(start - 1, &["in", "on"]) && !view.is_one_of(end, &["edition", "version"]);
        (acts && dated && !view.holds_any(tokens, Class::MilestoneExcuse)).then_some(AfterDeath {
            death: fact as u32,
            act: act as u32,
            conflicts: year > died,
        })
    }

    /// `Ray, 42, and his younger brother Lee, 38, farm together`
    fn siblings(&self, fact: usize) -> Option<SiblingAges> {
        let view = self.view;
        let years = |fact: usize| match &view.facts[fact].value {
            Value::Age(measure) if measure.unit == "year" && measure.amount.hedge == Hedge::None => {
                Some(measure.amount.value)
            }
            Value::Count(count) if count.hedge == Hedge::None && !count.in_words => Some(count.value),
            _ => None,
        };
        let tokens = view.tokens_of(view.sentence(fact));
        let enclosed = |fact: usize| {
            let (start, end) = (view.start(fact), view.end(fact));
            start > tokens.start
                && view.kind(start - 1) == TokenKind::Comma
                && end < tokens.end
                && matches!(view.kind(end), TokenKind::Comma | TokenKind::Period)
        };
        let first = years(fact).filter(|_| enclosed(fact))?;
        let next = (fact + 1..view.facts.len().min(fact + 4))
            .find(|&next| view.sentence(next) == view.sentence(fact) && years(next).is_some() && enclosed(next))?;
        let second = years(next)?;
        let gap = view.end(fact)..view.start(next);
        let kin = gap.clone().find(|&at| {
            view.is_one_of(at, &["brother", "sister"])
                && at >= gap.start + 2
                && view.is_one_of(at - 2, &["his", "her", "their"])
        })?;
        let conflict = |older: usize, younger: usize, conflicts: bool| {
            Some(SiblingAges { older: older as u32, younger: younger as u32, conflicts })
        };
        if view.is_one_of(kin - 1, &["older", "elder", "big"]) {
            conflict(next, fact, second < first)
        } else if view.is_one_of(kin - 1, &["younger", "little", "baby"]) {
            conflict(fact, next, first < second)
        } else {
            None
        }
    }
}
