//! Figures of the headline, against those of the text.
//!
//! A headline is a promise: each of its figures has a *twin* in the text, a figure of the same unit that can mean
//! the same. `More than 13` has twins up to half as much again, for no headline makes 30 of it. Where no twin
//! exists and the text has exactly one value for the same noun or event, that one is meant. Sums and measures seldom
//! have a noun of their own in a headline; of them, the one of the sentence that says nearly the same words is meant.

use rustc_hash::FxHashMap;

use crate::claim::Part;
use crate::fact::{End, Hedge, Interval, Number, Quantity, Value};
use crate::lex::TokenKind;
use crate::markup::Role;
use crate::story::context::{self, Stem};
use crate::story::view::View;

/// Figures of the headline that are looked up.
const MOST_FIGURES: usize = 8;
/// A figure of the headline may be rounded by a tenth.
const ROUNDING: i64 = 10;
/// Content words that a headline shares with the sentence that tells the same.
const SHARED_WORDS: usize = 3;
/// Sentences that are set beside a headline.
const SENTENCES: usize = 12;

/// A figure of the headline without a twin, and the one that is meant in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeadlineFigure {
    /// Index of the fact in the headline.
    pub figure: u32,
    /// Index of the fact in the text.
    pub told: u32,
}

/// What is counted: the unit, and its noun or event.
type Topic<'a> = (&'a str, Option<Stem>, Option<&'static str>);

/// Every figure of the headline that the text contradicts. Linear: one look at each figure for each of the few
/// in the headline.
pub(super) fn find(view: &View<'_>) -> Vec<HeadlineFigure> {
    let figures: Vec<usize> = (0..view.facts.len())
        .take_while(|&fact| view.claims[fact].role == Role::Headline)
        .filter(|&fact| view.facts[fact].value.quantity().is_some())
        .take(MOST_FIGURES)
        .collect();
    let told = |figure| if promises(view, figure) { contradicted(view, figure) } else { None };
    figures.into_iter().filter_map(|figure| told(figure).or_else(|| reworded(view, figure))).collect()
}

/// A sum or measure of the headline that stands nowhere in the text, with the only one of its unit in the first sentence
/// that shares the words of the headline.
fn reworded(view: &View<'_>, figure: usize) -> Option<HeadlineFigure> {
    let of = amount_unit(&view.facts[figure].value)?;
    let promised = view.facts[figure].value.quantity()?;
    let (meant, plain) = (rounded(promised, view)?, promised.loose(view.bounds));
    // What is written as coarsely as in the headline was not rounded for it.
    let coarse = |value: &Value| value.quantity().is_some_and(|told| told.written_unit >= promised.written_unit);
    let headline = view.sentence(figure);
    let alone = view.facts_of(headline).filter(|&fact| amount_unit(&view.facts[fact].value) == Some(of)).count() == 1;
    if !alone || view.claims[figure].quotation.is_some() || view.claims[figure].frame.part != Part::Total {
        return None;
    }
    let words = context::words_of(view, headline);
    let mut told: Option<usize> = None;
    let mut sentences = 0;
    for fact in figure + 1..view.facts.len() {
        let value = &view.facts[fact].value;
        let same = match value {
            Value::Range(range) => range.of == of.0,
            value => amount_unit(value) == Some(of),
        };
        if !same {
            continue;
        }
        // "Gusts of up to 94mph" are 94mph in a headline.
        let meant_here = match value.quantity() {
            Some(quantity) if quantity.hedge == Hedge::UpTo => quantity.hedged(Hedge::None).loose(view.bounds),
            _ => view.loose(fact)?,
        };
        if !meant_here.is_disjoint(if coarse(value) { &plain } else { &meant }) {
            return None;
        }
        let sentence = view.sentence(fact);
        let plain = view.claims[fact].role == Role::Body
            && view.claims[fact].quotation.is_none()
            && view.claims[fact].frame.part == Part::Total
            && value.quantity().is_some();
        if told.is_some() || !plain || sentences == SENTENCES {
            continue;
        }
        sentences += 1;
        let only =
            view.facts_of(sentence).filter(|&other| amount_unit(&view.facts[other].value) == Some(of)).count() == 1;
        if only && context::shared(&words, &context::words_of(view, sentence)).count() >= SHARED_WORDS {
            told = Some(fact);
        }
    }
    Some(HeadlineFigure { figure: figure as u32, told: told? as u32 })
}

/// Of sums and measures, what they are counted in.
fn amount_unit(value: &Value) -> Option<(&str, &str)> {
    match value {
        Value::Money(money) => Some(("money", money.currency.unwrap_or(&money.unit))),
        Value::Measure(measure) => Some(("measure", measure.unit)),
        _ => None,
    }
}

/// Whether a figure of the headline says how much or how many: no label, no year, no plan, no quotation.
fn promises(view: &View<'_>, fact: usize) -> bool {
    let claim = &view.claims[fact];
    let start = view.start(fact);
    let first = view.tokens_of(view.sentence(fact)).start;
    let named = start > first
        && view.is_word(start - 1)
        && view.token(start - 1).is_capital()
        && view.kind(start) == TokenKind::Number
        && view.token(start).is_glued();
    let frame = &claim.frame;
    unit(&view.facts[fact].value).is_some()
        && claim.quotation.is_none()
        && !(frame.modal || frame.negated || frame.progressing)
        && frame.part == Part::Total
        && !named
}

fn contradicted(view: &View<'_>, figure: usize) -> Option<HeadlineFigure> {
    let value = &view.facts[figure].value;
    let (of, meant) = (unit(value)?, rounded(value.quantity()?, view)?);
    let topic = topic(view, figure);
    if topic.1.is_none() && topic.2.is_none() {
        return None;
    }
    let mut told: Option<usize> = None;
    let mut sums: FxHashMap<u32, Interval> = FxHashMap::default();
    for fact in figure + 1..view.facts.len() {
        let role = view.claims[fact].role;
        if role == Role::Headline {
            continue;
        }
        let Some(twin) = twin(view, fact) else { continue };
        let same_unit = match &view.facts[fact].value {
            Value::Range(range) => range.of == of.0 || range.unit.is_some_and(|unit| unit == of.1),
            value => unit(value) == Some(of),
        };
        if !same_unit {
            continue;
        }
        // A figure of the headline may add up those of a sentence.
        let sum = sums.entry(view.claims[fact].sentence).or_insert(Interval::point(Number::ZERO));
        *sum = sum.checked_add(&twin)?;
        if !twin.is_disjoint(&meant) || !sum.is_disjoint(&meant) {
            return None;
        }
        let plain = matches!(role, Role::Body | Role::Standfirst) && view.claims[fact].frame.part == Part::Total;
        if plain && is_same_topic(topic, self::topic(view, fact)) {
            // Two values: nobody can say which one is meant.
            if told.is_some_and(|told| twin_of(view, told).is_none_or(|other| other.is_disjoint(&twin))) {
                return None;
            }
            told = told.or(Some(fact));
        }
    }
    let told = told.filter(|&told| view.claims[told].quotation.is_none() && !view.claims[told].frame.modal)?;
    Some(HeadlineFigure { figure: figure as u32, told: told as u32 })
}

fn topic<'a>(view: &View<'a>, fact: usize) -> Topic<'a> {
    let frame = &view.claims[fact].frame;
    let noun = context::phrase(view, fact).words.last().copied();
    // People are killed, whatever they are called.
    let noun = if frame.event.is_some() && frame.counts_people { None } else { noun };
    let of = unit(&view.facts[fact].value).map_or("", |(of, _)| of);
    (of, noun, frame.event)
}

/// The same event, or the same noun without two events; a figure without a noun fits the people of its event.
fn is_same_topic(a: Topic<'_>, b: Topic<'_>) -> bool {
    match (a.2, b.2) {
        (Some(x), Some(y)) => x == y && (a.1.is_none() || b.1.is_none() || a.1 == b.1),
        _ => a.1.is_some() && a.1 == b.1,
    }
}

/// What a figure of the headline can mean, rounded as headlines are.
fn rounded(quantity: &Quantity, view: &View<'_>) -> Option<Interval> {
    let meant = capped(quantity, quantity.loose(view.bounds))?;
    if quantity.significant_digits() > 2 {
        return Some(meant);
    }
    let width = quantity.value.abs().checked_div(Number::from(ROUNDING))?;
    meant.checked_add(&Interval::closed(-width, width))
}

/// What a figure of the text can stand for in a headline.
fn twin(view: &View<'_>, fact: usize) -> Option<Interval> {
    twin_of(view, fact)
}

fn twin_of(view: &View<'_>, fact: usize) -> Option<Interval> {
    match view.facts[fact].value.quantity() {
        Some(quantity) => capped(quantity, view.loose(fact)?),
        None => view.loose(fact),
    }
}

/// `At least 13` is up to half as much again, and `up to 13` at least half.
fn capped(quantity: &Quantity, meant: Interval) -> Option<Interval> {
    let half = quantity.value.checked_div(Number::from(2))?;
    Some(match quantity.hedge {
        Hedge::MoreThan | Hedge::AtLeast => Interval { high: End::Closed(quantity.value.checked_add(half)?), ..meant },
        Hedge::UpTo | Hedge::LessThan => Interval { low: End::Closed(half), ..meant },
        _ => meant,
    })
}

/// What a figure is measured in, for those that headlines promise.
fn unit(value: &Value) -> Option<(&str, &str)> {
    match value {
        Value::Count(quantity) if quantity.value >= Number::from(5) => Some(("count", "")),
        Value::Percent(_) => Some(("percent", "")),
        Value::Money(money) => Some(("money", money.currency.unwrap_or(&money.unit))),
        _ => None,
    }
}
