//! Dates of one event, ages against dates, and lengths of time against their ends.
//!
//! ```text
//! life     = NAME "(" … birth "–" death ")"          Ada Quist (2 May 1872 – 23 November 1896)
//! born     = ( NAME | "he" | "she" | start ) … ( "born" | "died" ) … date
//! deadline = topic … ( "deadline" | "close" | "due" | "by" ) … date      Proposals are due on 4 May
//! headline = ( month | year ) noun noun, in headline and body              the June Steering Cycle
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
use crate::lex::{Class, Sentence, TokenKind};
use crate::markup::Role;
use crate::text::ProseSpan;

/// Blocks that can hold the opening of a life.
const OPENING_BLOCKS: u32 = 24;
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
    /// Where the earlier date stands.
    pub a: ProseSpan,
    /// Where the later date stands.
    pub b: ProseSpan,
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
            let (a, b) = (view.facts[a].span, view.facts[b].span);
            found.push(SameEvent { a, b, event, first, again, apart });
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
                until: until as u32,
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
                let (a, b) = (view.facts[a as usize].span, view.facts[b as usize].span);
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
            before,
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
                "opens",
                "opened",
                "next",
                "previous",
                "last",
            ],
        );
        (due || by) && !told_apart
    }

    // ----------------------------------------------------------------------------------- headline

    /// A month or year that the headline names something by, where the body names the same thing by another.
    fn headline(&self, found: &mut Vec<SameEvent>) {
        let view = self.view;
        let sentences = &view.lexed.sentences;
        let in_headline = |sentence: &&Sentence| view.document.blocks[sentence.block as usize].role == Role::Headline;
        let Some(title) = sentences.first().filter(in_headline) else { return };
        let body = sentences.iter().take_while(in_headline).last().map_or(0, |last| last.tokens.end as usize);
        let title = title.tokens.start as usize..title.tokens.end as usize;
        let mut dated = title.filter_map(|at| Some((at, self.month_or_year(at)?, self.named(at + 1)?)));
        let (Some((at, first, name)), None) = (dated.next(), dated.next()) else { return };
        let mut other = None;
        for again_at in body..view.lexed.tokens.len() {
            let Some(again) = self.month_or_year(again_at).filter(|_| self.named(again_at + 1) == Some(name)) else {
                continue;
            };
            // A month beside a year says nothing about it.
            if !first.is_disjoint(&again) {
                return;
            }
            other = other.or(Some((again_at, again)));
        }
        if let Some((again_at, again)) = other {
            let (a, b) = (view.token(at).span(), view.token(again_at).span());
            found.push(SameEvent { a, b, event: EventKind::Headline, first, again, apart: true });
        }
    }

    /// `June`, `2023`: a month or a year by itself.
    fn month_or_year(&self, at: usize) -> Option<PartialDate> {
        let view = self.view;
        let token = view.token(at);
        match token.kind {
            TokenKind::Word if token.is_capital() => {
                let month = u8::try_from(view.lexicon.int(token.word, Class::Month)?).ok()?;
                Some(PartialDate { month: Some(month), ..PartialDate::default() })
            }
            TokenKind::Number if token.span().len() == 4 && !token.is_glued() => {
                let year = view.text(at).parse().ok().filter(|year| (1900..2100).contains(year))?;
                Some(PartialDate { year: Some(year), ..PartialDate::default() })
            }
            _ => None,
        }
    }

    /// Two nouns from `at` on: `Executive Council`.
    fn named(&self, at: usize) -> Option<(Stem, Stem)> {
        let view = self.view;
        let noun = |at: usize| {
            (at < view.lexed.tokens.len()
                && view.is_word(at)
                && !view.token(at).is_sentence_start()
                && !view.is(at, Class::FunctionWord)
                && !view.is(at, Class::Auxiliary)
                && !view.is(at, Class::Month))
            .then(|| stem(view.text(at)))
        };
        Some((noun(at)?, noun(at + 1)?))
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
