//! Figures with what they count, so that no rule compares miles with kilograms or pounds with euros.
//!
//! Two amounts meet in one unit: those of one dimension are converted, exactly, and others never meet, so
//! that a condition on them is false. A plain number meets everything as it is.

use super::syntax::Operator;
use super::value::Value;
use crate::fact::{self, Interval, Number, Row, UnitScale, Value as Of};
use crate::lex::{self, Class, Lexicon};

/// What a figure is counted in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    /// `count`, `percent`, `money`, `length` ….
    dimension: &'static str,
    /// Its name in the lexicon or the code of the currency; empty where the dimension says it all.
    name: &'static str,
    /// The unit that it is counted against: `hour`.
    per: Option<&'static str>,
    /// How it leads to the base unit of its dimension.
    scale: Option<UnitScale>,
}

impl Unit {
    const fn plain(dimension: &'static str) -> Self {
        Self { dimension, name: "", per: None, scale: None }
    }

    /// The unit of the lexicon with that name.
    pub(super) fn named(name: &str) -> Option<Self> {
        let unit = lex::Unit::named(name)?;
        let ratio = |(over, under)| Number::ratio(over, under);
        let scale = UnitScale { factor: ratio(unit.factor)?, shift: ratio(unit.shift)? };
        Some(Self { dimension: unit.dimension, name: unit.name, per: None, scale: Some(scale) })
    }

    /// What a row of the facts table is counted in, if it is a figure.
    pub(super) fn of_row(row: &Row, lexicon: &Lexicon) -> Option<Self> {
        let (name, per) = row.unit.split_once('/').map_or((row.unit.as_str(), None), |(name, per)| (name, Some(per)));
        Some(match row.kind.as_str() {
            "money" => {
                let codes = [Class::CurrencyCode, Class::Currency];
                let code = codes.into_iter().flat_map(|class| lexicon.values_of(class)).find(|code| *code == name)?;
                Self { name: code, ..Self::plain("money") }
            }
            "percent" | "points" | "count" | "fraction" | "version" | "date" => {
                Self::plain(fact::KINDS.into_iter().find(|kind| *kind == row.kind)?)
            }
            "range" if name.is_empty() => Self::plain("count"),
            "range" if name == "percent" => Self::plain("percent"),
            _ => {
                let per = match per {
                    Some(per) => Some(lex::Unit::named(per)?.name),
                    None => None,
                };
                Self { per, ..Self::named(name)? }
            }
        })
    }

    /// What a fact is counted in, if it is a figure.
    pub(super) fn of(value: &Of) -> Option<Self> {
        Some(match value {
            Of::Money(money) => Self { name: money.currency.unwrap_or_default(), ..Self::plain("money") },
            Of::Measure(measure) | Of::Age(measure) => Self::of_measure(measure),
            Of::Range(range) => {
                let name = range.unit.unwrap_or_default();
                Self::named(name).unwrap_or(Self { name, ..Self::plain(range.of) })
            }
            Of::Count(_) | Of::Fraction(_) | Of::Percent(_) | Of::Points(_) => Self::plain(value.kind()),
            _ => return None,
        })
    }

    const fn of_measure(measure: &fact::Measure) -> Self {
        Self { dimension: measure.dimension, name: measure.unit, per: measure.per, scale: Some(measure.scale) }
    }

    /// Values in `other`, in this unit; `None` where the two do not meet.
    pub(super) fn convert(&self, values: &Interval, other: &Self) -> Option<Interval> {
        if self.dimension != other.dimension || self.per != other.per {
            return None;
        }
        if self.name == other.name {
            return Some(*values);
        }
        self.scale?.from_base(&other.scale?.to_base(values)?)
    }
}

/// What two figures can mean, both in the unit of the first.
pub(super) fn aligned(left: &Value<'_>, right: &Value<'_>) -> Option<(Interval, Interval)> {
    let (of_left, of_right) = both(left, right)?;
    match (unit(left), unit(right)) {
        (Some(left), Some(right)) => Some((of_left, left.convert(&of_right, &right)?)),
        _ => Some((of_left, of_right)),
    }
}

/// The figure in another unit of its dimension.
pub(super) fn converted<'s>(value: &Value<'_>, to: Unit) -> Value<'s> {
    let (Some(values), Some(from)) = (value.as_interval(), unit(value)) else { return Value::Missing };
    to.convert(&values, &from).map_or(Value::Missing, |values| Value::Amount(values, to.into()))
}

/// A value made of one end of a figure, in the same unit.
pub(super) fn end<'s>(value: &Value<'_>, of: impl Fn(&Interval) -> Option<Number>) -> Value<'s> {
    let Some(number) = value.as_interval().and_then(|values| of(&values)) else { return Value::Missing };
    amount(Interval::point(number), unit(value))
}

/// Exact arithmetic. Sums keep the unit; a product keeps the one unit that it has, as `12 boats at $40` are
/// dollars; a quotient of one dimension is a plain number.
pub(super) fn compute<'s>(operator: Operator, left: &Value<'_>, right: &Value<'_>) -> Value<'s> {
    if let (Value::Number(left), Value::Number(right)) = (left, right) {
        return match operator {
            Operator::Plus => left.checked_add(*right),
            Operator::Minus => left.checked_sub(*right),
            Operator::Times => left.checked_mul(*right),
            Operator::Over => left.checked_div(*right),
        }
        .into();
    }
    let (of_left, of_right) = (unit(left), unit(right));
    let either = of_left.or(of_right);
    let (values, unit) = match operator {
        Operator::Plus => (aligned(left, right).and_then(|(left, right)| left.checked_add(&right)), either),
        Operator::Minus => (aligned(left, right).and_then(|(left, right)| left.checked_sub(&right)), either),
        Operator::Times => {
            let unit = match (of_left, of_right) {
                (Some(count), Some(unit)) | (Some(unit), Some(count)) if count.dimension == "count" => Some(unit),
                (Some(_), Some(_)) => None,
                _ => either,
            };
            (both(left, right).and_then(|(left, right)| left.checked_mul(&right)), unit)
        }
        Operator::Over => match aligned(left, right) {
            Some((left, right)) => (left.checked_div(&right), of_left.filter(|_| of_right.is_none())),
            None => {
                let unit = of_left.filter(|_| of_right.is_some_and(|unit| unit.dimension == "count"));
                (both(left, right).and_then(|(left, right)| left.checked_div(&right)), unit)
            }
        },
    };
    values.map_or(Value::Missing, |values| amount(values, unit))
}

fn both(left: &Value<'_>, right: &Value<'_>) -> Option<(Interval, Interval)> {
    left.as_interval().zip(right.as_interval())
}

fn unit(value: &Value<'_>) -> Option<Unit> {
    match value {
        Value::Amount(_, unit) => Some(**unit),
        _ => None,
    }
}

fn amount<'s>(values: Interval, unit: Option<Unit>) -> Value<'s> {
    unit.map_or(Value::Interval(values), |unit| Value::Amount(values, unit.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(number: i64, unit: &str) -> Value<'static> {
        Value::Amount(Interval::point(Number::from(number)), Unit::named(unit).expect("a unit").into())
    }

    #[test]
    fn amounts_meet_in_one_unit_or_not_at_all() {
        let (mile, kilometre, kilogram) = (point(1, "mile"), point(2, "kilometre"), point(1, "kilogram"));
        let (left, right) = aligned(&kilometre, &mile).expect("lengths");
        assert!(left.is_disjoint(&right) && right.low.number() == Number::parse("1.609344"));
        assert_eq!(aligned(&mile, &kilogram), None);
        assert_eq!(
            aligned(&mile, &Value::Number(Number::from(3))).map(|(_, right)| right),
            Some(Interval::point(Number::from(3)))
        );
    }

    #[test]
    fn arithmetic_keeps_the_unit_or_refuses() {
        let (metre, kilometre, kilogram) = (point(500, "metre"), point(1, "kilometre"), point(1, "kilogram"));
        assert_eq!(compute(Operator::Plus, &metre, &kilometre), point(1_500, "metre"));
        assert_eq!(compute(Operator::Minus, &metre, &kilogram), Value::Missing);
        let share = compute(Operator::Over, &metre, &kilometre);
        assert_eq!(share, Value::Interval(Interval::point(Number::ratio(1, 2).expect("a half"))));
        assert_eq!(compute(Operator::Times, &metre, &Value::Number(Number::from(2))), point(1_000, "metre"));
    }
}
