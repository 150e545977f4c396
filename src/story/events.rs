//! Dates of one event, ages against dates, and lengths of time against their ends.
//!
//! ```text
//! life     = NAME "(" … birth "–" death ")"          Ada Quist (2 May 1872 – 23 November 1896)
//! born     = ( NAME | "he" | "she" | start ) … ( "born" | "died" ) … date
//! deadline = topic … ( "deadline" | "close" | "due" | "by" ) … date      Proposals are due on 4 May
//! headline = date noun noun, in the headline and in the body             the June Steering Cycle
//! aged     = ( NAME | "he" | "she" ) … year … ( "aged" | "at the age of" ) N
//! thing    = N "-year-old" noun, twice with one noun
//! span     = N "years" … ( first "–" last | "from" first "to" last )
//! ```
//!
//! Only the person whom the text opens with has a life here: whose birth another sentence speaks of is not for
//! word lists to say. A topic with three dates is a calendar, and no conflict.

use rustc_hash::FxHashMap;

use super::context::{Stem, stem};
use super::people::{Bearer, People};
use super::view::View;
use crate::fact::{Bound, DateTime, Hedge, Interval, Number, PartialDate, TimeUnit, Value};
use crate::lex::{Class, TokenKind};
use crate::markup::Role;

/// Blocks that can hold the opening of a life.
const OPENING_BLOCKS: u32 = 7;
/// Words between a name at the head of a sentence and the bracket with the life.
const NAME_REACH: usize = 8;
/// Words between `born` and the day.
const BORN_REACH: usize = 12;
/// Words before a date that can make it a deadline.
const DEADLINE_REACH: usize = 14;
/// Words between a length of time and its ends.
const SPAN_REACH: usize = 5;

/// What happened on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventKind {
    /// The person whom the text opens with was born.
    Birth,
    /// Likewise died.
    Death,
    /// Something is due.
    Deadline,
    /// The headline names it by its date.
    Headline,
}

impl EventKind {
    /// The word for it in output and rules.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Birth => "birth",
            Self::Death => "death",
            Self::Deadline => "deadline",
            Self::Headline => "headline",
        }
    }
}

/// Two dates of one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameEvent {
    /// Index of the earlier fact.
    pub a: u32,
    /// Index of the later fact.
    pub b: u32,
    /// What happened.
    pub event: EventKind,
    /// The earlier date.
    pub first: PartialDate,
    /// The later date.
    pub again: PartialDate,
    /// Whether no day fits both.
    pub apart: bool,
}

/// What an age is checked against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgeEvidence {
    /// A year named beside it.
    Year,
    /// The death.
    Death,
}

/// An age with the dates it follows from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgeCheck {
    /// Index of the age.
    pub age: u32,
    /// Index of the fact with the birth.
    pub birth: u32,
    /// Index of the fact with the year or death; of a bracket with both, the same.
    pub until: u32,
    /// What it is checked against.
    pub evidence: AgeEvidence,
    /// The age as written.
    pub stated: Interval,
    /// What it can be.
    pub expected: Interval,
}

/// Two ages of one person or thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameAge {
    /// Index of the earlier age.
    pub a: u32,
    /// Index of the later one.
    pub b: u32,
    /// Whether it is a person's.
    pub of_person: bool,
    /// Whether they differ by more than a birthday.
    pub apart: bool,
}

/// A length of time with its two ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpanCheck {
    /// Index of the length.
    pub duration: u32,
    /// Index of the fact with both ends.
    pub ends: u32,
    /// The length as written, in its unit.
    pub stated: Interval,
    /// What the ends make it.
    pub expected: Interval,
}

/// What dates have to do with each other.
#[derive(Debug, Default)]
pub(super) struct Events {
    pub(super) same: Vec<SameEvent>,
    pub(super) ages: Vec<AgeCheck>,
    pub(super) same_ages: Vec<SameAge>,
    pub(super) spans: Vec<SpanCheck>,
}

/// Linear: each date and age is looked at once, in the window of its sentence.
pub(super) fn find(view: &View<'_>, people: &People) -> Events {
    let reader = Reader { view, people };
    let mut found = Events::default();
    if let Some(life) = reader.life() {
        reader.births(&life, &mut found.same);
        reader.ages(&life, &mut found.ages);
    }
    reader.deadlines(&mut found.same);
    reader.headline(&mut found.same);
    reader.same_ages(&mut found.same_ages);
    reader.spans(&mut found.spans);
    found.same.sort_by_key(|pair| (pair.b, pair.a));
    found.same.dedup_by_key(|pair| (pair.b, pair.a));
    found
}

/// The person whom the text opens with.
struct Life {
    fact: usize,
    birth: PartialDate,
    death: PartialDate,
    names: Vec<Stem>,
}

struct Reader<'v, 'a> {
    view: &'v View<'a>,
    people: &'v People,
}

impl Reader<'_, '_> {
    // -------------------------------------------------------------------------------------- lives

    /// The first bracket with a birth and a death behind a name.
    fn life(&self) -> Option<Life> {
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
    fn births(&self, life: &Life, found: &mut Vec<SameEvent>) {
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
            found.push(SameEvent { a: a as u32, b: b as u32, event, first, again, apart });
        }
    }

    /// `born` or `died` before the date, in its clause.
    fn birth_word(&self, fact: usize) -> Option<(usize, EventKind)> {
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
    fn ages(&self, life: &Life, found: &mut Vec<AgeCheck>) {
        let view = self.view;
        let Some(born) = life.birth.year.map(i64::from) else { return };
        for age in 0..view.facts.len() {
            let Value::Age(measure) = &view.facts[age].value else { continue };
            let sentence = view.sentence(age);
            let plain = measure.amount.hedge == Hedge::None && measure.unit == "year";
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
                until: until as u32,
                evidence,
                stated: Interval::point(measure.amount.value),
                expected: Interval::closed(Number::from(year - born - 1), Number::from(year - born)),
            });
        }
    }

    /// `aged 23`, `at the age of 23`
    fn is_at_age(&self, age: usize) -> bool {
        let view = self.view;
        let start = view.start(age);
        view.is_one_of(start, &["age", "aged"]) || start > 0 && view.is_one_of(start - 1, &["of"])
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

    // ---------------------------------------------------------------------------------- deadlines

    /// Deadlines of one topic: `applications close on 4 May`, `apply by 5 May`.
    fn deadlines(&self, found: &mut Vec<SameEvent>) {
        let view = self.view;
        let mut topics: FxHashMap<&'static str, Vec<(u32, PartialDate)>> = FxHashMap::default();
        for fact in 0..view.facts.len() {
            let Some(date) =
                due_date(&view.facts[fact].value).filter(|date| date.month.is_some() && date.day.is_some())
            else {
                continue;
            };
            if view.claims[fact].quotation.is_some() || !self.is_due(fact) {
                continue;
            }
            let tokens = view.tokens_of(view.sentence(fact));
            let mut of_fact: Vec<&'static str> =
                tokens.filter_map(|at| view.lexicon.text(view.token(at).word, Class::DeadlineTopic)).collect();
            of_fact.sort_unstable();
            of_fact.dedup();
            for topic in of_fact {
                topics.entry(topic).or_default().push((fact as u32, date));
            }
        }
        let mut lists: Vec<(&str, Vec<(u32, PartialDate)>)> = topics.into_iter().collect();
        lists.sort_unstable_by_key(|(topic, _)| *topic);
        for (_, dates) in lists {
            let Some(&(a, first)) = dates.first() else { continue };
            let differs = |date: &PartialDate| first.is_disjoint(date);
            let others: Vec<&(u32, PartialDate)> = dates.iter().filter(|(_, date)| differs(date)).collect();
            // A third date makes it a calendar.
            let Some(&&(b, again)) = others.first() else { continue };
            let calendar = others.iter().any(|(_, date)| again.is_disjoint(date));
            if !calendar && view.sentence(a as usize) != view.sentence(b as usize) {
                found.push(SameEvent { a, b, event: EventKind::Deadline, first, again, apart: true });
            }
        }
    }

    /// Whether the words before the date make it a deadline, and nothing tells it from another one.
    fn is_due(&self, fact: usize) -> bool {
        let view = self.view;
        let tokens = view.tokens_of(view.sentence(fact));
        let first = view.start(fact);
        let before = first.saturating_sub(DEADLINE_REACH).max(tokens.start)..first;
        let due =
            before.clone().any(|at| view.is_one_of(at, &["deadline", "close", "closes", "closing", "closed", "due"]));
        let by = (before.end > before.start && view.is_one_of(before.end - 1, &["by", "until", "before"])
            || view.is_one_of(first, &["by", "until", "before"]))
            && before.clone().any(|at| {
                view.is_one_of(at, &["apply", "submit", "register", "applications", "submissions", "registration"])
            });
        let told_apart = view.holds(
            tokens,
            &[
                "extended",
                "new",
                "early",
                "first",
                "second",
                "third",
                "round",
                "rounds",
                "originally",
                "revised",
                "phase",
                "bird",
                "open",
                "opens",
                "opened",
                "next",
                "scholarship",
                "previous",
                "last",
                "workshop",
            ],
        );
        (due || by) && !told_apart
    }

    // ----------------------------------------------------------------------------------- headline

    /// A date that the headline names something by, where the body names the same thing by another.
    fn headline(&self, found: &mut Vec<SameEvent>) {
        let view = self.view;
        let is_date = |fact: &usize| matches!(view.facts[*fact].value, Value::Date(_));
        let mut dates =
            (0..view.facts.len()).take_while(|&fact| view.claims[fact].role == Role::Headline).filter(is_date);
        let (Some(title), None) = (dates.next(), dates.next()) else { return };
        let Some(date) = absolute(&view.facts[title].value).filter(|date| date.day.is_none()) else { return };
        let Some(named) = self.named(title) else { return };
        let mut other = None;
        for fact in (title + 1..view.facts.len()).filter(is_date) {
            let Some(of_body) = absolute(&view.facts[fact].value) else { continue };
            if view.claims[fact].role == Role::Headline || self.named(fact) != Some(named) {
                continue;
            }
            if !date.is_disjoint(&of_body) {
                return;
            }
            other = other.or(Some((fact, of_body)));
        }
        if let Some((fact, again)) = other {
            found.push(SameEvent {
                a: title as u32,
                b: fact as u32,
                event: EventKind::Headline,
                first: date,
                again,
                apart: true,
            });
        }
    }

    /// The two words behind a date that it tells from others: `2023 Executive Council`.
    fn named(&self, fact: usize) -> Option<(Stem, Stem)> {
        let view = self.view;
        let end = view.end(fact);
        let tokens = view.tokens_of(view.sentence(fact));
        let noun = |at: usize| {
            (at < tokens.end && view.is_word(at) && !view.is(at, Class::FunctionWord) && !view.is(at, Class::Auxiliary))
                .then(|| stem(view.text(at)))
        };
        Some((noun(end)?, noun(end + 1)?))
    }

    // --------------------------------------------------------------------------------------- ages

    /// Ages of one thing (`our ten-year-old system`) and of one person (`Dana Fell, 34,`).
    fn same_ages(&self, found: &mut Vec<SameAge>) {
        let view = self.view;
        let mut things: FxHashMap<Stem, usize> = FxHashMap::default();
        let mut persons: FxHashMap<u32, usize> = FxHashMap::default();
        for age in 0..view.facts.len() {
            let Value::Age(measure) = &view.facts[age].value else { continue };
            let plain = measure.amount.hedge == Hedge::None && measure.unit == "year";
            if !plain || view.claims[age].quotation.is_some() {
                continue;
            }
            let before = if let Some(cluster) = self.bearer(age) {
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
            let value = |fact: usize| view.facts[fact].value.quantity().map(|quantity| quantity.value);
            let years = value(before).zip(value(age)).and_then(|(a, b)| a.checked_sub(b)).map(Number::abs);
            let apart = years.is_some_and(|years| years > Number::ONE);
            found.push(SameAge { a: before as u32, b: age as u32, of_person, apart });
        }
    }

    /// Whose age it is: `Dana Fell, 34,` and nothing else.
    fn bearer(&self, age: usize) -> Option<u32> {
        let view = self.view;
        let person = age.checked_sub(1).filter(|&fact| matches!(view.facts[fact].value, Value::Person(_)))?;
        let between = view.between(person, age);
        let tokens = view.tokens_of(view.sentence(age));
        let comma = |at: usize| at < tokens.end && view.kind(at) == TokenKind::Comma;
        let enclosed = view.sentence(person) == view.sentence(age)
            && between.len() == 1
            && comma(between.start)
            && (comma(view.end(age)) || view.end(age) + 1 >= tokens.end);
        match self.people.bearers.get(person) {
            Some(Bearer::Cluster(cluster)) if enclosed => Some(*cluster),
            _ => None,
        }
    }

    /// The noun behind `N-year-old`, unless it is one for people.
    fn old_thing(&self, age: usize) -> Option<Stem> {
        let view = self.view;
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

    // -------------------------------------------------------------------------------------- spans

    /// `the five-year plan (2011–2015)`, `twelve years, from 1990 to 2002`.
    fn spans(&self, found: &mut Vec<SpanCheck>) {
        let view = self.view;
        for duration in 0..view.facts.len() {
            let Value::Duration(length) = &view.facts[duration].value else { continue };
            let [(years, TimeUnit::Year)] = length.parts[..] else { continue };
            if length.hedge != Hedge::None || length.up_to.is_some() || view.claims[duration].quotation.is_some() {
                continue;
            }
            let near = [duration.checked_sub(1), Some(duration + 1)];
            for ends in near.into_iter().flatten().filter(|&fact| fact < view.facts.len()) {
                if view.sentence(ends) != view.sentence(duration) {
                    continue;
                }
                let gap = if ends > duration { view.between(duration, ends) } else { view.between(ends, duration) };
                let Some((low, high)) = both_ends(&view.facts[ends].value) else { continue };
                let (Some(first), Some(last)) = (low.year, high.year) else { continue };
                let average =
                    view.holds(gap.start..gap.end + 3, &["average", "mean", "old", "later", "earlier", "ago"]);
                let difference = i64::from(last) - i64::from(first);
                if gap.len() > SPAN_REACH || average || difference < 0 {
                    continue;
                }
                found.push(SpanCheck {
                    duration: duration as u32,
                    ends: ends as u32,
                    stated: Interval::point(years),
                    expected: Interval::closed(Number::from(difference), Number::from(difference + 1)),
                });
            }
        }
    }
}

/// The calendar date of a date fact, as written.
fn absolute(value: &Value) -> Option<PartialDate> {
    match value {
        Value::Date(date) => date.absolute().copied(),
        _ => None,
    }
}

/// The date that something is due: itself, or the end of `until 4 May`.
fn due_date(value: &Value) -> Option<PartialDate> {
    match value {
        Value::DateRange(range) if matches!(range.bound, Bound::Until | Bound::Before) => {
            range.high.as_ref().or(range.low.as_ref()).and_then(DateTime::absolute).copied()
        }
        _ => absolute(value),
    }
}

fn both_ends(value: &Value) -> Option<(PartialDate, PartialDate)> {
    match value {
        Value::DateRange(range) if range.bound == Bound::Both => {
            Some((*range.low.as_ref()?.absolute()?, *range.high.as_ref()?.absolute()?))
        }
        _ => None,
    }
}

/// A year of two digits may stand for one of the first century, if the other date says so.
fn settled_year(date: &PartialDate, known: &PartialDate) -> Option<i16> {
    match (date.year, known.year) {
        (Some(year), Some(known)) if known < 100 && year % 100 == known % 100 => Some(known),
        (year, _) => year,
    }
}
