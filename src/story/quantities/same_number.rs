//! One number in two units, where one thing is meant: `£12 million for Odu` here, `Odu's €12 million fee` there.
//!
//! ```text
//! money   = amount … name, twice with one number, one name and two currencies
//! measure = measure noun, and noun verb measure, with one number and two units of one dimension
//! ```
//!
//! The two stand in two sentences, and neither beside its conversion. Dollars of several countries are left alone.

use rustc_hash::FxHashMap;

use crate::claim::Part;
use crate::fact::{Hedge, Number, Value};
use crate::lex::{Class, TokenKind};
use crate::story::context::{self, Context, Stem, shared, stem};
use crate::story::view::View;

/// Dollars that a sign or a text does not tell apart.
const DOLLARS: [&str; 6] = ["USD", "CAD", "AUD", "NZD", "HKD", "SGD"];
/// Smaller sums are met by chance.
const SMALLEST_SUM: i64 = 1_000;
/// Figures of one number that are looked at.
const LOOK_BACK: usize = 4;

/// Two figures that differ in the unit only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameNumber {
    /// Index of the earlier one.
    pub a: u32,
    /// Index of the later one.
    pub b: u32,
}

/// A figure with its unit.
struct Unit {
    fact: usize,
    dimension: &'static str,
    unit: &'static str,
}

/// Every such pair, in order of the later one. Linear: a figure is compared with a few of its number.
pub(super) fn find(view: &View<'_>) -> Vec<SameNumber> {
    let reader = Reader { view };
    let mut by_number: FxHashMap<Number, Vec<Unit>> = FxHashMap::default();
    let mut found = Vec::new();
    for fact in 0..view.facts.len() {
        let Some((number, unit)) = reader.unit(fact) else { continue };
        let before = by_number.entry(number).or_default();
        for other in before.iter().rev().take(LOOK_BACK) {
            if reader.is_swapped(other, &unit) {
                found.push(SameNumber { a: other.fact as u32, b: fact as u32 });
            }
        }
        before.push(unit);
    }
    found
}

struct Reader<'v, 'a> {
    view: &'v View<'a>,
}

impl Reader<'_, '_> {
    fn unit(&self, fact: usize) -> Option<(Number, Unit)> {
        let view = self.view;
        let (amount, dimension, unit) = match &view.facts[fact].value {
            Value::Money(money) if money.contradicted_by.is_none() => (&money.amount, "money", money.currency?),
            Value::Measure(measure) if measure.per.is_none() => (&measure.amount, measure.dimension, measure.unit),
            _ => return None,
        };
        let frame = &view.claims[fact].frame;
        let plain = amount.hedge == Hedge::None && frame.part == Part::Total && view.claims[fact].quotation.is_none();
        let large = dimension != "money" || amount.value >= Number::from(SMALLEST_SUM);
        (plain && large && dimension != "temperature" && !self.has_conversion(fact))
            .then_some((amount.value, Unit { fact, dimension, unit }))
    }

    /// Whether another figure of its kind stands beside it.
    fn has_conversion(&self, fact: usize) -> bool {
        let view = self.view;
        let kind = |fact: usize| view.facts.get(fact).map(|fact| fact.value.kind());
        let beside = |a: usize, b: usize| {
            kind(a) == kind(b)
                && kind(a).is_some()
                && view.sentence(a) == view.sentence(b)
                && view.between(a, b).len() <= 2
        };
        beside(fact, fact + 1) || fact > 0 && beside(fact - 1, fact)
    }

    fn is_swapped(&self, a: &Unit, b: &Unit) -> bool {
        let view = self.view;
        let differ = a.dimension == b.dimension && a.unit != b.unit && view.sentence(a.fact) != view.sentence(b.fact);
        if !differ {
            return false;
        }
        if a.dimension == "money" {
            let dollars = [a, b].iter().all(|of| DOLLARS.contains(&of.unit));
            let (first, again) = (context::around(view, a.fact), context::around(view, b.fact));
            // A name that opens a sentence is among the words only.
            let named = |one: &Context, other: &Context| shared(&one.names, &other.words).next().is_some();
            return !dollars && (named(&first, &again) || named(&again, &first));
        }
        let one_thing = |named: &Unit, told: &Unit| {
            self.attributed(named.fact).is_some_and(|noun| self.subject(told.fact) == Some(noun))
        };
        one_thing(a, b) || one_thing(b, a)
    }

    /// The noun of `the 5-km trail`.
    fn attributed(&self, fact: usize) -> Option<Stem> {
        let view = self.view;
        let (start, end) = (view.start(fact), view.end(fact));
        let tokens = view.tokens_of(view.sentence(fact));
        let the = start > tokens.start && view.is_determiner(start - 1);
        let noun = end < tokens.end
            && view.is_word(end)
            && !view.is(end, Class::FunctionWord)
            && !view.is(end, Class::Auxiliary)
            && view.kind(end - 1) != TokenKind::Comma;
        (the && noun).then(|| stem(view.text(end)))
    }

    /// The noun of `the trail runs 5 miles`, `the trail is 5 miles long`.
    fn subject(&self, fact: usize) -> Option<Stem> {
        let view = self.view;
        let start = view.start(fact);
        let first = view.tokens_of(view.sentence(fact)).start;
        let verb = start.checked_sub(1).filter(|&verb| {
            verb > first + 1
                && view.is_one_of(
                    verb,
                    &[
                        "is",
                        "was",
                        "runs",
                        "ran",
                        "measures",
                        "measured",
                        "weighs",
                        "weighed",
                        "stretches",
                        "spans",
                        "covers",
                        "covered",
                    ],
                )
        })?;
        let noun = verb - 1;
        (view.is_word(noun) && view.is_determiner(noun.checked_sub(1)?)).then(|| stem(view.text(noun)))
    }
}
