//! Dates of one event, and lengths of time against their ends.
//!
//! ```text
//! deadline = topic … ( "deadline" | "close" | "due" | "by" ) … date      Proposals are due on 4 May
//! headline = ( month | year ) noun noun, in headline and body              the June Steering Cycle
//! span     = N ( "years" | "days" | "minutes" … ) … ( first "–" last | "from" first "to" last )
//! ```
//!
//! A topic with three dates is a calendar, and no conflict. Births and deaths are in `lifespans`, what happens once
//! in `occurrences`.

use rustc_hash::FxHashMap;

use crate::fact::{Bound, DateTime, Hedge, Interval, Number, PartialDate, TimeUnit, Value};
use crate::lex::{Class, Sentence, TokenKind};
use crate::markup::Role;
use crate::story::context::{Stem, stem};
use crate::story::dates::lifespans::{self, AgeCheck, SameAge};
use crate::story::dates::occurrences;
use crate::story::people::People;
use crate::story::view::View;
use crate::text::ProseSpan;

/// Words before a date that can make it a deadline.
const DEADLINE_REACH: usize = 14;
/// Words between a length of time and its ends.
const SPAN_REACH: usize = 5;
/// Tokens of a sentence that is no entry of a list.
const SHORTEST_SENTENCE: usize = 8;
/// Stands for a year that is not written, so that 29 February is a day.
const A_LEAP_YEAR: i16 = 2024;

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
    /// What happens once: `opened`, `the 9 May collapse`.
    Occurrence,
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
            Self::Occurrence => "occurrence",
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
    /// The unit of both, in the plural.
    pub unit: &'static str,
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
pub(super) fn find(view: &View<'_>, people: &People, published: &PartialDate) -> Events {
    let reader = Reader { view };
    let lifespans::Lifespans { same, ages, same_ages } = lifespans::find(view, people, published);
    let mut found = Events { same, ages, same_ages, spans: Vec::new() };
    reader.deadlines(&mut found.same);
    reader.headline(&mut found.same);
    found.same.extend(occurrences::find(view));
    found.spans.extend((0..view.facts.len()).filter_map(|length| reader.span(length)));
    found.same.sort_by_key(|pair| (pair.b, pair.a));
    found.same.dedup_by_key(|pair| (pair.b, pair.a));
    found
}

struct Reader<'v, 'a> {
    view: &'v View<'a>,
}

impl Reader<'_, '_> {
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
            let named = self.named(again_at + 1) == Some(name) && self.in_full_sentence(again_at);
            let Some(again) = self.month_or_year(again_at).filter(|_| named) else {
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

    /// Whether a token stands in a sentence with its mark, and not in a line of a list of links.
    fn in_full_sentence(&self, at: usize) -> bool {
        let view = self.view;
        let sentence = view.lexed.sentences.partition_point(|sentence| sentence.tokens.end as usize <= at);
        let tokens = view.tokens_of(sentence);
        let marks = [TokenKind::Period, TokenKind::Question, TokenKind::Exclamation, TokenKind::Colon];
        tokens.len() >= SHORTEST_SENTENCE && tokens.rev().take(3).any(|at| marks.contains(&view.kind(at)))
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

    // -------------------------------------------------------------------------------------- spans

    /// `the five-year plan (2011–2015)`, `twelve years, from 1990 to 2002`, `a 90-minute film from 8:00 to 9:30`
    fn span(&self, duration: usize) -> Option<SpanCheck> {
        let view = self.view;
        let Value::Duration(length) = &view.facts[duration].value else { return None };
        let [(amount, unit)] = length.parts[..] else { return None };
        if length.hedge != Hedge::None || length.up_to.is_some() || view.claims[duration].quotation.is_some() {
            return None;
        }
        let near = [duration.checked_sub(1), Some(duration + 1)];
        near.into_iter().flatten().filter(|&fact| fact < view.facts.len()).find_map(|ends| {
            let gap = if ends > duration { view.between(duration, ends) } else { view.between(ends, duration) };
            let average = view.holds(
                gap.start..gap.end + 3,
                &["average", "mean", "old", "later", "earlier", "ago", "each", "every", "within", "sessions", "slots"],
            );
            // "the Thirty Years War"
            let named = view.token(view.end(duration) - 1).is_capital()
                && !view.token(view.start(duration)).is_sentence_start();
            if view.sentence(ends) != view.sentence(duration) || gap.len() > SPAN_REACH || average || named {
                return None;
            }
            let (stated, expected, unit) = ends_of(&view.facts[ends].value, amount, unit)?;
            let (duration, ends) = (duration as u32, ends as u32);
            Some(SpanCheck { duration, ends, stated: Interval::point(stated), expected, unit })
        })
    }
}

/// A length and what two ends make it, both in one unit.
fn ends_of(ends: &Value, amount: Number, unit: TimeUnit) -> Option<(Number, Interval, &'static str)> {
    match unit {
        TimeUnit::Year => {
            let (low, high) = both_ends(ends)?;
            let years = i64::from(high.year?) - i64::from(low.year?);
            (years >= 0).then(|| (amount, either(years), "years"))
        }
        TimeUnit::Day => {
            let (low, high) = both_ends(ends)?;
            let year = low.year.or(high.year).or(Some(A_LEAP_YEAR));
            let dated = |date: PartialDate| PartialDate { year: date.year.or(year), ..date };
            let days = dated(low).days_until(&dated(high))?;
            (days >= 0).then(|| (amount, either(i64::from(days)), "days"))
        }
        TimeUnit::Minute | TimeUnit::Hour => {
            let minutes = amount.checked_mul(Number::from(if unit == TimeUnit::Hour { 60 } else { 1 }))?;
            let Value::DateRange(range) = ends else { return None };
            let clock = |end: &Option<DateTime>| {
                let end = end.as_ref().filter(|end| end.hedge == Hedge::None)?;
                end.clock?.second_of_day().map(|second| i64::from(second / 60))
            };
            let lapse = (clock(&range.high)? - clock(&range.low)?).rem_euclid(24 * 60);
            let both = range.bound == Bound::Both && minutes < Number::from(24 * 60);
            both.then(|| (minutes, Interval::point(Number::from(lapse)), "minutes"))
        }
        _ => None,
    }
}

/// A difference, or with both ends counted one more.
fn either(difference: i64) -> Interval {
    Interval::closed(Number::from(difference), Number::from(difference + 1))
}

/// The calendar date of a date fact, as written.
pub(super) fn absolute(value: &Value) -> Option<PartialDate> {
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

pub(super) fn both_ends(value: &Value) -> Option<(PartialDate, PartialDate)> {
    match value {
        Value::DateRange(range) if range.bound == Bound::Both => {
            Some((*range.low.as_ref()?.absolute()?, *range.high.as_ref()?.absolute()?))
        }
        _ => None,
    }
}
