//! What a fact was understood to mean, in words.

use std::fmt::Write as _;

use crate::fact::{
    Bounds, Fact, Fraction, Hedge, Interval, Measure, Money, Number, PersonName, Quantity, Range, Value,
};
use crate::lex::Unit;

/// What a fact was understood to mean, in words an editor can check; hedges and rounding are spelt out.
#[must_use]
pub fn understood(fact: &Fact, bounds: &Bounds) -> String {
    match &fact.value {
        Value::Count(quantity) => quantity_words(quantity, bounds, ""),
        Value::Ordinal(quantity) => format!("number {}", quantity.value),
        Value::Fraction(fraction) => fraction_words(fraction, bounds),
        Value::Ratio(parts) => parts.iter().map(Number::to_string).collect::<Vec<_>>().join(" : "),
        // Nobody takes `100%` for a number rounded to tens.
        Value::Percent(quantity) => number_words(quantity, quantity.exact(bounds), "%"),
        Value::Points(quantity) => number_words(quantity, quantity.exact(bounds), " percentage points"),
        Value::Range(range) => range_words(range),
        Value::Money(money) => money_words(money, bounds),
        Value::Measure(measure) => measure_words(measure, bounds),
        Value::Age(measure) => format!("{} old", measure_words(measure, bounds)),
        Value::Date(date) | Value::Time(date) => date.to_string(),
        Value::DateRange(range) => range.to_string(),
        Value::Duration(duration) => duration.to_string(),
        Value::VagueQuantity => "no figure given".to_owned(),
        Value::VagueTime => "no time given".to_owned(),
        Value::Version(version) => format!("version {version}"),
        Value::Identifier => "a label, counts nothing".to_owned(),
        Value::Person(name) => person_words(name),
        Value::Organization(body) if body.acronym.is_empty() => body.name.to_string(),
        Value::Organization(body) => format!("{} ({})", body.name, body.acronym),
        Value::Place(place) => place
            .country
            .map_or_else(|| place.name.to_string(), |country| format!("{} (country {country})", place.name)),
    }
}

fn quantity_words(quantity: &Quantity, bounds: &Bounds, unit: &str) -> String {
    number_words(quantity, quantity.loose(bounds), unit)
}

/// The number with its hedge, and what it can mean where that is more than itself.
fn number_words(quantity: &Quantity, meant: Interval, unit: &str) -> String {
    let value = format!("{}{unit}", quantity.value);
    match quantity.hedge {
        // These say all there is to say; the interval would only repeat it.
        Hedge::MoreThan => return format!("more than {value}"),
        Hedge::AtLeast => return format!("{value} or more"),
        Hedge::UpTo => return format!("{value} at most"),
        Hedge::LessThan => return format!("less than {value}"),
        Hedge::Between(..) => return format!("{meant}{unit}"),
        _ => {}
    }
    if quantity.is_to_the_unit() || meant == Interval::point(quantity.value) {
        value
    } else {
        format!("{value}, meaning {meant}")
    }
}

fn fraction_words(fraction: &Fraction, bounds: &Bounds) -> String {
    let percent = |share: Number| share.checked_mul(Number::from(100)).map(|share| share.rounded(1));
    let mut words = format!("{} of {}", fraction.numerator, fraction.denominator);
    if let Some(share) = percent(fraction.share.value) {
        let _ = write!(words, ", {share}%");
    }
    let meant = fraction.loose(bounds);
    if let Some(meant) = meant.map(percent).filter(|_| meant != Interval::point(fraction.share.value)) {
        let _ = write!(words, ", meaning {meant}%");
    }
    words
}

fn range_words(range: &Range) -> String {
    let unit = match (range.of, range.unit) {
        ("percent", _) => "%".to_owned(),
        ("measure" | "age" | "duration", Some(unit)) => format!(" {}", Unit::plural(unit)),
        (_, Some(unit)) => format!(" {unit}"),
        _ => String::new(),
    };
    let hedge = if range.hedge == Hedge::None { String::new() } else { format!("{} ", range.hedge.name()) };
    format!("{hedge}{} to {}{unit}", range.low.value, range.high.value)
}

fn money_words(money: &Money, bounds: &Bounds) -> String {
    let currency = money.currency.unwrap_or(&money.unit);
    let words = quantity_words(&money.amount, bounds, &format!(" {currency}"));
    match money.contradicted_by {
        Some(other) => format!("{words}, or {other}?"),
        None => words,
    }
}

fn measure_words(measure: &Measure, bounds: &Bounds) -> String {
    let unit = if measure.amount.value == Number::ONE { measure.unit.into() } else { Unit::plural(measure.unit) };
    quantity_words(&measure.amount, bounds, &format!(" {unit}"))
}

fn person_words(name: &PersonName) -> String {
    let mut words = Vec::new();
    for (what, part) in [
        ("title", &name.title),
        ("given", &name.given),
        ("middle", &name.middle),
        ("surname", &name.surname),
        ("suffix", &name.suffix),
        ("called", &name.nickname),
        ("role", &name.role),
    ] {
        if !part.is_empty() {
            words.push(format!("{what} {part}"));
        }
    }
    words.join(", ")
}
