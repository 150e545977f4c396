//! One thing that happened, and the dates it is given.
//!
//! ```text
//! happened    = subject verb … date | date "," subject verb        the museum opened in 1987
//! topic       = NAME … verb … date, in the first sentence          Holm Yard is a shipyard founded in 1898
//! announced   = "the" noun … ( "held" | "takes place" | … ) … "on" date     the workshop will be held on 14 May
//! attributive = "the" date event-noun                              the 9 May collapse
//! told        = date and the same words around it
//! ```
//!
//! Two places speak of one event if verb and subject are the same words, or all around the two dates, and the text has
//! two dates for it and no third: three of them are a series. What was planned, moved or done again has every right to two dates.

use rustc_hash::FxHashMap;

use crate::fact::{Hedge, PartialDate, Value};
use crate::lex::{Class, TokenKind};
use crate::markup::Role;
use crate::story::context::{Stem, stem};
use crate::story::dates::events::{EventKind, SameEvent};
use crate::story::view::View;
use crate::story::wording::{self, Beside};

/// Words between the verb and its date.
const DATE_REACH: usize = 8;
/// Words of a subject.
const LONGEST_SUBJECT: usize = 5;
/// Earlier occurrences of a verb that a later one is compared with.
const LOOK_BACK: usize = 8;
/// Days between two dates of one thing that a slip of the pen explains.
const SLIP: i32 = 2;
/// Words between a gathering and its date.
const HELD_REACH: usize = 12;

/// A date and what happened on it.
struct Occurrence<'a> {
    fact: usize,
    date: PartialDate,
    what: &'a str,
    subject: Vec<Stem>,
    /// The subject is what the text is about.
    topic: bool,
}

/// Pairs of dates of one event, in order of the later one. Linear: each date is compared with a fixed number of those
/// before it.
pub(super) fn find(view: &View<'_>) -> Vec<SameEvent> {
    let lead = view.lexed.sentences.iter().position(|sentence| {
        view.document.blocks[sentence.block as usize].role == Role::Body && sentence.tokens.len() > SHORTEST_LEAD
    });
    let reader = Reader { view, lead };
    let mut found = Vec::new();
    let happened: Vec<Occurrence<'_>> = (0..view.facts.len()).filter_map(|fact| reader.happened(fact)).collect();
    let named: Vec<Occurrence<'_>> = (0..view.facts.len()).filter_map(|fact| reader.attributive(fact)).collect();
    let announced: Vec<Occurrence<'_>> = (0..view.facts.len()).filter_map(|fact| reader.announced(fact)).collect();
    let any: Slip = |_, _| true;
    let lists = [(&happened, any), (&named, is_near as Slip), (&announced, is_one_part as Slip)];
    for (list, is_slip) in lists {
        let mut by_verb: Vec<&Occurrence<'_>> = list.iter().collect();
        by_verb.sort_by_key(|occurrence| (occurrence.what, occurrence.fact));
        for (at, again) in by_verb.iter().enumerate() {
            let of_one = |other: &&&Occurrence<'_>| other.is_of(again);
            let before = by_verb[at.saturating_sub(LOOK_BACK)..at].iter().filter(of_one);
            let after = by_verb[at + 1..].iter().take(LOOK_BACK).filter(of_one);
            let apart = |other: &&&Occurrence<'_>| other.date.is_disjoint(&again.date);
            let Some(first) = before.clone().find(apart) else { continue };
            let series = before.chain(after).any(|other| apart(&other) && other.date.is_disjoint(&first.date));
            let slip = is_slip(&first.date, &again.date);
            if !series && slip && view.sentence(first.fact) != view.sentence(again.fact) {
                found.push(SameEvent {
                    a: view.facts[first.fact].span,
                    b: view.facts[again.fact].span,
                    event: EventKind::Occurrence,
                    first: first.date,
                    again: again.date,
                    apart: true,
                });
            }
        }
    }
    reader.told_twice(&mut found);
    found
}

impl Occurrence<'_> {
    fn is_of(&self, other: &Self) -> bool {
        if self.what != other.what {
            return false;
        }
        match (self.topic, other.topic) {
            (false, false) | (true, true) => self.subject == other.subject,
            (true, false) => other.subject.iter().all(|stem| self.subject.contains(stem)),
            (false, true) => self.subject.iter().all(|stem| other.subject.contains(stem)),
        }
    }
}

struct Reader<'v, 'a> {
    view: &'v View<'a>,
    /// The sentence that the text begins with, behind bylines and datelines.
    lead: Option<usize>,
}

impl<'a> Reader<'_, 'a> {
    fn date(&self, fact: usize) -> Option<PartialDate> {
        let view = self.view;
        let Value::Date(date) = &view.facts[fact].value else { return None };
        let plain = date.hedge == Hedge::None
            && date.portion.is_none()
            && view.claims[fact].quotation.is_none()
            && matches!(view.claims[fact].role, Role::Body | Role::Standfirst | Role::Caption | Role::Headline);
        date.absolute()
            .filter(|date| plain && (date.year.is_some() || date.month.is_some() && date.day.is_some()))
            .copied()
    }

    /// `the museum opened in 1987`, `On 18 July 1991, the battalion was established`
    fn happened(&self, fact: usize) -> Option<Occurrence<'a>> {
        let view = self.view;
        let date = self.date(fact)?;
        let (verb, what) = self.verb_before(fact).or_else(|| self.verb_after(fact))?;
        let tokens = view.tokens_of(view.sentence(fact));
        // The month of May is no modal.
        let modal = |at: usize| view.is(at, Class::Modal) && !view.token(at).is_capital();
        if view.holds_any(tokens.clone(), Class::SecondDate) || tokens.clone().any(modal) {
            return None;
        }
        let (subject, topic) = match self.subject(verb) {
            Some(subject) => (subject, false),
            None => (self.topic(fact)?, true),
        };
        Some(Occurrence { fact, date, what, subject, topic })
    }

    /// `On 26 June 2007 the band released a special edition of the album`, and the same in April.
    fn told_twice(&self, found: &mut Vec<SameEvent>) {
        let view = self.view;
        let dates = || (0..view.facts.len()).filter_map(|fact| Some((fact, self.full_date(fact)?)));
        let mut told: FxHashMap<Beside, Vec<(usize, PartialDate)>> = FxHashMap::default();
        for (fact, date) in dates() {
            for beside in wording::beside(view, fact) {
                told.entry(beside).or_default().push((fact, date));
            }
        }
        for (fact, date) in dates() {
            let twice = wording::beside(view, fact).filter_map(|beside| match told[&beside][..] {
                [(first, of_first), (again, _)] if again == fact => Some((first, of_first)),
                _ => None,
            });
            let mut apart = twice.filter(|(first, of_first)| {
                let two = view.sentence(*first) != view.sentence(fact);
                two && of_first.is_disjoint(&date) && wording::is_same(view, *first, fact)
            });
            if let Some((first, of_first)) = apart.next() {
                let (a, b) = (view.facts[first].span, view.facts[fact].span);
                found.push(SameEvent { a, b, event: EventKind::Occurrence, first: of_first, again: date, apart: true });
            }
        }
    }

    /// A day of the calendar without a clock, and not in brackets: `sessions on 2 June at 6pm` are several.
    fn full_date(&self, fact: usize) -> Option<PartialDate> {
        let view = self.view;
        let Value::Date(date) = &view.facts[fact].value else { return None };
        let (start, first) = (view.tokens_of(view.sentence(fact)).start, view.start(fact));
        let bracketed = first > start && view.kind(first - 1) == TokenKind::ParenOpen;
        self.date(fact).filter(|day| day.day.is_some() && date.clock.is_none() && !bracketed)
    }

    fn once(&self, at: usize) -> Option<&'a str> {
        self.view.word_of(at, Class::Once)
    }

    fn verb_before(&self, fact: usize) -> Option<(usize, &'a str)> {
        let view = self.view;
        let (start, first) = (view.tokens_of(view.sentence(fact)).start, view.start(fact));
        // "in 1987", "on 9 May": another preposition makes another point of it.
        let led = first > start && view.is_one_of(first - 1, &["in", "on"]);
        for at in (first.saturating_sub(DATE_REACH).max(start)..first).rev().filter(|_| led) {
            if let Some(what) = self.once(at) {
                return Some((at, what));
            }
            let breaks = !(view.is_word(at) || view.kind(at) == TokenKind::Possessive)
                || view.is(at, Class::Auxiliary)
                || view.is(at, Class::PastTense)
                || view
                    .is_one_of(at, &["and", "but", "when", "while", "after", "before", "who", "which", "that", "to"]);
            if breaks {
                return None;
            }
        }
        None
    }

    fn verb_after(&self, fact: usize) -> Option<(usize, &'a str)> {
        let view = self.view;
        let tokens = view.tokens_of(view.sentence(fact));
        let end = view.end(fact);
        let opens = view.start(fact) <= tokens.start + 1 && view.is_one_of(tokens.start, &["in", "on"]);
        if !opens || end >= tokens.end || view.kind(end) != TokenKind::Comma {
            return None;
        }
        (end + 1..tokens.end.min(end + 1 + DATE_REACH))
            .take_while(|&at| view.is_word(at) || view.kind(at) == TokenKind::Possessive)
            .find_map(|at| Some((at, self.once(at)?)))
    }

    /// The words of the noun phrase right before the verb, if it is a definite one.
    fn subject(&self, verb: usize) -> Option<Vec<Stem>> {
        let view = self.view;
        let start = view.tokens_of(view.lexed.sentences.partition_point(|of| of.tokens.end as usize <= verb)).start;
        let mut at = verb;
        while at > start && (view.is(at - 1, Class::Auxiliary) || view.is_one_of(at - 1, &["been", "was", "were"])) {
            at -= 1;
        }
        let mut words = Vec::new();
        while at > start && words.len() < LONGEST_SUBJECT {
            let before = at - 1;
            // `is a shipyard founded in 1898`: what the sentence is about was founded.
            if view.is_one_of(before, &["a", "an"]) {
                return None;
            }
            if view.is_determiner(before) {
                words.sort_unstable();
                return (!words.is_empty()).then_some(words);
            }
            let numbered = view.kind(before) == TokenKind::Number;
            if !numbered && (!view.is_word(before) || view.is(before, Class::FunctionWord)) {
                break;
            }
            words.push(stem(view.text(before)));
            at = before;
        }
        let named = at < verb && view.token(at).is_capital();
        let led_astray = at > start && view.is_one_of(at - 1, &["of", "in", "for", "by", "with", "from", "and", "at"]);
        words.sort_unstable();
        (named && !led_astray && !words.is_empty()).then_some(words)
    }

    /// The name that the first sentence of the text opens with.
    fn topic(&self, fact: usize) -> Option<Vec<Stem>> {
        let view = self.view;
        let first = self.lead?;
        if view.sentence(fact) != first {
            return None;
        }
        let tokens = view.tokens_of(first);
        let named = |at: &usize| view.is_word(*at) && (view.token(*at).is_capital() || view.is_determiner(*at));
        let mut name: Vec<Stem> =
            tokens.take_while(named).filter(|&at| !view.is_determiner(at)).map(|at| stem(view.text(at))).collect();
        name.sort_unstable();
        (!name.is_empty()).then_some(name)
    }

    /// `the workshop will be held on 14 May`
    fn announced(&self, fact: usize) -> Option<Occurrence<'a>> {
        let view = self.view;
        let date = self.date(fact).filter(|date| date.day.is_some())?;
        let (start, first) = (view.tokens_of(view.sentence(fact)).start, view.start(fact));
        let on = first > start && view.is_one_of(first - 1, &["on"]);
        if !on {
            return None;
        }
        let before = first.saturating_sub(HELD_REACH).max(start)..first;
        let noun_at = before.clone().rev().find(|&at| view.is(at, Class::Gathering))?;
        let what = view.word_of(noun_at, Class::Gathering)?;
        let told = view.holds_any(noun_at + 1..first, Class::Held) && (noun_at + 1..first).all(|at| view.is_word(at));
        let sentence = view.tokens_of(view.sentence(fact));
        if !told || view.holds_any(sentence.clone(), Class::SecondDate) || view.holds_any(sentence, Class::OtherDate) {
            return None;
        }
        let subject = self.subject(noun_at + 1)?;
        Some(Occurrence { fact, date, what, subject, topic: false })
    }

    /// `the 9 May collapse`
    fn attributive(&self, fact: usize) -> Option<Occurrence<'a>> {
        let view = self.view;
        let date = self.date(fact).filter(|date| date.day.is_some())?;
        let tokens = view.tokens_of(view.sentence(fact));
        let (start, end) = (view.start(fact), view.end(fact));
        let what = view.word_of(end, Class::DayEvent).filter(|_| end < tokens.end)?;
        let the = start > tokens.start && view.is_one_of(start - 1, &["the", "that", "this"]);
        (the && !view.holds_any(tokens, Class::SecondDate)).then_some(Occurrence {
            fact,
            date,
            what,
            subject: Vec::new(),
            topic: false,
        })
    }
}

/// Tokens of a first sentence that is more than a title.
const SHORTEST_LEAD: usize = 8;

/// Whether a difference between two dates can be a slip of the pen.
type Slip = fn(&PartialDate, &PartialDate) -> bool;

/// Either the day or the month is the same.
fn is_one_part(first: &PartialDate, again: &PartialDate) -> bool {
    let years = first.year.zip(again.year).is_none_or(|(first, again)| first == again);
    years && (first.day == again.day) != (first.month == again.month)
}

/// Few days apart, or the same day of two months.
fn is_near(first: &PartialDate, again: &PartialDate) -> bool {
    let year = first.year.or(again.year).or(Some(2024));
    let of = |date: &PartialDate| PartialDate { year: date.year.or(year), ..*date };
    let near = of(first).days_until(&of(again)).is_some_and(|days| days.abs() <= SLIP);
    near || first.day == again.day && first.month != again.month
}
