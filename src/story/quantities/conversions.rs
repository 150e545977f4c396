//! One quantity written twice: a measure and its conversion, a number in words and in figures, a sum in two
//! currencies; rates for two periods are in `rates`.
//!
//! ```text
//! conversion   = measure ( "(" | ", or" | "/" ) measure      12 miles (19 km)
//! word-numeral = words "(" figures ")" noun                  thirty (30) days
//!              | figures "(" words ")" noun                  90 (ninety) days
//! exchange     = money "(" money | count old-money "(" money     £600 ($750), 200 marks ($110)
//! ```
//!
//! What has several standards is left alone: gallons and pints, tons, nominal sizes. A temperature may be a
//! reading or a difference, and either conversion is right for it.

use rustc_hash::FxHashMap;

use crate::fact::{Hedge, Interval, Measure, Number, Quantity, UnitScale, Value};
use crate::lex::{Class, LexValue, TokenKind, Unit};
use crate::story::quantities::rates::{self, Periods};
use crate::story::quantities::restatement;
use crate::story::view::View;

/// Share of the value that two standards of one unit may differ by, as a divisor.
const STANDARDS: i64 = 50;
/// Rates that differ by less than this share come from rounding or from two days; as a divisor.
const SPREAD: i64 = 20;
/// Units that differ between countries.
const AMBIGUOUS: [&str; 8] = ["gallon", "pint", "quart", "fluid ounce", "ton", "cup", "barrel", "hundredweight"];

/// In which two forms the quantity is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConversionOf {
    /// A measure in two units.
    Measure,
    /// A number in words and in figures.
    WordNumeral,
    /// A rate for two periods.
    Period,
}

/// One quantity in two forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    /// Index of the fact that stands first.
    pub original: u32,
    /// Index of the fact that restates it.
    pub converted: u32,
    /// Which two forms.
    pub of: ConversionOf,
    /// What the second form as written can mean.
    pub stated: Interval,
    /// What it must be, in its own unit.
    pub expected: Interval,
    /// Of temperatures, what a difference of so many degrees is in that unit.
    pub difference: Option<Interval>,
    /// The same, of the number just as it is written.
    pub plain_difference: Option<Number>,
    /// Of rates, the two periods.
    pub periods: Option<Periods>,
}

/// Two sums in two currencies each, whose rates differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateDrift {
    /// The earlier amount and its conversion.
    pub first: [u32; 2],
    /// The later ones, in the same order of currencies.
    pub again: [u32; 2],
    /// Units of the second currency for one of the first, at the earlier place.
    pub first_rate: Interval,
    /// Likewise at the later place.
    pub again_rate: Interval,
}

/// What stands twice.
#[derive(Debug, Default)]
pub(super) struct Conversions {
    pub(super) pairs: Vec<Conversion>,
    pub(super) drifts: Vec<RateDrift>,
}

/// Linear: each fact is compared with the next one, and each rate with the one before it.
pub(super) fn find(view: &View<'_>) -> Conversions {
    let reader = Reader { view };
    let mut found = Conversions::default();
    let mut rates: FxHashMap<(&str, &str), Exchange> = FxHashMap::default();
    for original in 0..view.facts.len().saturating_sub(1) {
        let converted = original + 1;
        if view.sentence(original) != view.sentence(converted) {
            continue;
        }
        found.pairs.extend(reader.measure(original, converted));
        found.pairs.extend(reader.word_numeral(original, converted));
        found.pairs.extend(rates::restated(view, original, converted));
        if let Some((currencies, exchange)) = reader.exchange(original, converted)
            && let Some(before) = rates.insert(currencies, exchange)
        {
            found.drifts.extend(reader.drift(&before, &exchange));
        }
    }
    found
}

/// An amount in two currencies.
#[derive(Clone, Copy)]
struct Exchange {
    facts: [u32; 2],
    rate: Interval,
}

/// A measured value and how it leads to the base unit.
struct Length {
    unit: &'static str,
    dimension: &'static str,
    scale: UnitScale,
    per: Option<&'static str>,
}

struct Reader<'v, 'a> {
    view: &'v View<'a>,
}

impl<'a> Reader<'_, 'a> {
    fn measure(&self, original: usize, converted: usize) -> Option<Conversion> {
        let (from, to) = (self.length(original)?, self.length(converted)?);
        let differ = from.dimension == to.dimension && from.unit != to.unit && from.per.is_some() == to.per.is_some();
        if !differ || from.per != to.per || restatement::form(self.view, original, converted, 0).is_none() {
            return None;
        }
        if [from.unit, to.unit].iter().any(|unit| AMBIGUOUS.contains(unit))
            || from.dimension == "length" && self.is_nominal(original)
        {
            return None;
        }
        let written = self.values(original, false)?;
        let stated = self.values(converted, true)?;
        let expected = to.scale.from_base(&from.scale.to_base(&written)?)?;
        let per_degree = |value: Number| value.checked_mul(from.scale.factor)?.checked_div(to.scale.factor);
        let amount = self.view.facts[original].value.quantity().map(|quantity| quantity.value);
        let plain_difference = amount.and_then(per_degree).filter(|_| from.dimension == "temperature");
        let (stated, difference) = if from.dimension == "temperature" {
            let difference = written.map(per_degree)?;
            if !difference.is_disjoint(&stated) {
                return None;
            }
            (stated, Some(difference))
        } else {
            (widened(&stated, STANDARDS)?, None)
        };
        Some(Conversion {
            difference,
            plain_difference,
            ..self.pair(original, converted, ConversionOf::Measure, stated, expected)
        })
    }

    fn pair(
        &self,
        original: usize,
        converted: usize,
        of: ConversionOf,
        stated: Interval,
        expected: Interval,
    ) -> Conversion {
        Conversion {
            original: original as u32,
            converted: converted as u32,
            of,
            stated,
            expected,
            difference: None,
            plain_difference: None,
            periods: None,
        }
    }

    fn length(&self, fact: usize) -> Option<Length> {
        match &self.view.facts[fact].value {
            Value::Measure(measure) => Some(self.as_speed(measure).unwrap_or(Length {
                unit: measure.unit,
                dimension: measure.dimension,
                scale: measure.scale,
                per: measure.per,
            })),
            Value::Range(range) if range.of == "measure" => {
                let (unit, scale) = self.unit(range.unit?)?;
                Some(Length { unit: unit.name, dimension: unit.dimension, scale, per: None })
            }
            _ => None,
        }
    }

    /// A length `per hour` or `/s` is a speed, as `mph` and `knots` are; its scale counts the time in.
    fn as_speed(&self, measure: &Measure) -> Option<Length> {
        let (per, _) = self.unit(measure.per?)?;
        let is_speed = measure.dimension == "length" && per.dimension == "time";
        is_speed.then_some(Length { unit: measure.unit, dimension: "speed", scale: measure.scale, per: None })
    }

    fn unit(&self, name: &str) -> Option<(&'static Unit, UnitScale)> {
        let LexValue::Unit(number) = self.view.lexicon.value(self.view.lexicon.word(name), Class::Unit)? else {
            return None;
        };
        let unit = Unit::at(number);
        let ratio = |(numerator, denominator): (i128, i128)| Number::ratio(numerator, denominator);
        Some((unit, UnitScale { factor: ratio(unit.factor)?, shift: ratio(unit.shift)? }))
    }

    /// The values of a measure or range; a conversion may be off by one unit of its last digit, and one
    /// of a single digit by half of that.
    fn values(&self, fact: usize, is_converted: bool) -> Option<Interval> {
        let read = |quantity: &Quantity| -> Option<Interval> {
            let loose = quantity.loose(self.view.bounds);
            let unit = quantity.written_unit;
            let single = quantity.significant_digits() <= 1;
            let coarse =
                if single { leading_unit(quantity.value)?.checked_div(Number::from(2))? } else { Number::ZERO };
            let own = if is_converted { unit.max(coarse) } else { quantity.half_unit() };
            let width = Interval::closed(-own, own);
            let around = Interval::point(quantity.value).checked_add(&width)?;
            Some(match quantity.hedge {
                Hedge::None | Hedge::Exactly => cover(&loose, &around),
                // "Above 30 °C (86 °F)": the bracket says the figure again, and the hedge is for both.
                Hedge::MoreThan | Hedge::AtLeast | Hedge::LessThan | Hedge::UpTo => {
                    cover(&quantity.hedged(Hedge::None).loose(self.view.bounds), &around)
                }
                _ if is_converted => cover(&loose, &around),
                _ => loose,
            })
        };
        match &self.view.facts[fact].value {
            Value::Measure(measure) => read(&measure.amount),
            Value::Range(range) => {
                let (low, high) = (read(&range.low)?, read(&range.high)?);
                (range.low.value <= range.high.value).then_some(Interval { low: low.low, high: high.high })
            }
            _ => None,
        }
    }

    /// `two-by-four`, `9 mm`: sizes that are names.
    fn is_nominal(&self, fact: usize) -> bool {
        let start = self.view.start(fact);
        start > 0 && (self.view.kind(start - 1) == TokenKind::Times || self.view.is_one_of(start - 1, &["x", "by"]))
    }

    /// `thirty (20) days`, `90 (sixty) days`, `one thousand dollars ($10,000)`
    fn word_numeral(&self, first: usize, again: usize) -> Option<Conversion> {
        let view = self.view;
        let (outside, inside, is_money) = match (&view.facts[first].value, &view.facts[again].value) {
            (Value::Count(outside), Value::Count(inside)) => (&**outside, &**inside, false),
            (Value::Money(outside), Value::Money(inside)) if outside.currency == inside.currency => {
                (&outside.amount, &inside.amount, true)
            }
            _ => return None,
        };
        let between = view.between(first, again);
        let bracketed = between.len() == 1 && view.kind(between.start) == TokenKind::ParenOpen;
        let after = view.end(again);
        let tokens = view.tokens_of(view.sentence(first));
        let closes = after < tokens.end && view.kind(after) == TokenKind::ParenClose;
        // A noun goes on behind, so that the bracket is no reference; a sum of money is none.
        let counts = closes
            && (is_money
                || after + 1 < tokens.end
                    && view.kind(after + 1) == TokenKind::Word
                    && !view.token(after + 1).is_glued()
                    && !view.is(after + 1, Class::FunctionWord));
        // A bound is one number, too: `at least £1,000 (one thousand pounds)`.
        let sure = matches!(outside.hedge, Hedge::None | Hedge::Exactly | Hedge::AtLeast | Hedge::UpTo);
        let twice = outside.in_words != inside.in_words && sure && inside.hedge == Hedge::None;
        (bracketed && counts && twice && outside.value > Number::ONE).then(|| {
            let (expected, stated) = (Interval::point(outside.value), Interval::point(inside.value));
            self.pair(first, again, ConversionOf::WordNumeral, stated, expected)
        })
    }

    /// `£600 ($750)`, in the alphabetical order of the two codes.
    fn exchange(&self, original: usize, converted: usize) -> Option<((&'a str, &'a str), Exchange)> {
        let view = self.view;
        let Value::Money(to) = &view.facts[converted].value else { return None };
        let between = view.between(original, converted);
        let (from, source, bracket) = match &view.facts[original].value {
            Value::Money(from) => (&from.amount, from.currency?, between.start),
            Value::Count(from) => {
                let name = view.word_of(between.start, Class::OldMoney)?;
                (&**from, name, between.start + 1)
            }
            _ => return None,
        };
        let target = to.currency?;
        let bracketed = bracket + 1 == between.end && view.kind(bracket) == TokenKind::ParenOpen;
        let plain = |quantity: &Quantity| {
            matches!(quantity.hedge, Hedge::None | Hedge::Exactly) && quantity.value > Number::ZERO
        };
        if source == target || !bracketed || !plain(from) || !plain(&to.amount) {
            return None;
        }
        let value = |quantity: &Quantity| {
            let half = quantity.half_unit();
            let around = Interval::point(quantity.value).checked_add(&Interval::closed(-half, half))?;
            Some(cover(&quantity.loose(view.bounds), &around))
        };
        let (first, second) = (value(from)?, value(&to.amount)?);
        let facts = [original as u32, converted as u32];
        Some(if source < target {
            ((source, target), Exchange { facts, rate: second.checked_div(&first)? })
        } else {
            ((target, source), Exchange { facts: [facts[1], facts[0]], rate: first.checked_div(&second)? })
        })
    }

    /// Whether two rates of one pair of currencies cannot be one, though nothing says that time passed.
    fn drift(&self, before: &Exchange, now: &Exchange) -> Option<RateDrift> {
        let apart = widened(&before.rate, SPREAD)?.is_disjoint(&now.rate);
        let dated = |exchange: &Exchange| {
            let sentence = self.view.sentence(exchange.facts[0] as usize);
            self.view
                .facts_of(sentence)
                .any(|fact| matches!(self.view.facts[fact].value, Value::Date(_) | Value::DateRange(_)))
        };
        (apart && !dated(before) && !dated(now)).then_some(RateDrift {
            first: before.facts,
            again: now.facts,
            first_rate: before.rate,
            again_rate: now.rate,
        })
    }
}

/// The place value of the first digit.
fn leading_unit(value: Number) -> Option<Number> {
    let mut unit = Number::ONE;
    let (ten, value) = (Number::from(10), value.abs());
    if value.is_zero() {
        return Some(unit);
    }
    while unit > value {
        unit = unit.checked_div(ten)?;
    }
    while unit.checked_mul(ten)? <= value {
        unit = unit.checked_mul(ten)?;
    }
    Some(unit)
}

/// The smallest interval that holds both.
pub(super) fn cover(a: &Interval, b: &Interval) -> Interval {
    use crate::fact::End;
    let number = |end: End| end.number();
    let low = match (number(a.low), number(b.low)) {
        (Some(x), Some(y)) => {
            if x <= y {
                a.low
            } else {
                b.low
            }
        }
        _ => End::Unbounded,
    };
    let high = match (number(a.high), number(b.high)) {
        (Some(x), Some(y)) => {
            if x >= y {
                a.high
            } else {
                b.high
            }
        }
        _ => End::Unbounded,
    };
    Interval { low, high }
}

/// Both ends moved outwards by a share of themselves.
fn widened(interval: &Interval, divisor: i64) -> Option<Interval> {
    use crate::fact::End;
    let step = |number: Number| number.abs().checked_div(Number::from(divisor));
    let map = |end: End, up: bool| {
        let Some(number) = end.number() else { return Some(End::Unbounded) };
        let step = step(number)?;
        Some(End::Closed(if up { number.checked_add(step)? } else { number.checked_sub(step)? }))
    };
    Some(Interval { low: map(interval.low, false)?, high: map(interval.high, true)? })
}
