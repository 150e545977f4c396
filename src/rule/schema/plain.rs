//! What figures come to just as they are written, as an editor with a pocket calculator has it.
//!
//! Rules decide by intervals, in which hedges and rounding have their place; a message says one number. Where
//! that number cannot be had, or is not one of those that the interval holds, the interval itself is said.

use super::fact::fact;
use super::quantity::hundred;
use crate::fact::{Interval, Measure, Number, Value as Of};
use crate::rule::value::Value;
use crate::story::{Change, ChangeOf, Conversion, PercentChange, Periods, Product, Proportion, ShareSum, Story};

/// The percentage that the counts make.
pub(super) fn proportion<'s>(story: &Story<'_>, of: &Proportion) -> Value<'s> {
    let part = written(story, of.part);
    let share = if of.part == of.whole {
        part
    } else {
        part.zip(written(story, of.whole)).and_then(|(part, whole)| part.checked_div(whole))
    };
    said(share.and_then(in_percent), of.expected)
}

/// By how many percent the old figure changes, without a sign.
pub(super) fn percent_change<'s>(story: &Story<'_>, of: &PercentChange) -> Value<'s> {
    let change = ends(story, of.from, of.to).and_then(|(old, new)| new.checked_sub(old)?.checked_div(old));
    said(change.and_then(in_percent).map(Number::abs), of.expected)
}

/// The difference of two percentages, in points.
pub(super) fn points<'s>(story: &Story<'_>, of: &PercentChange) -> Value<'s> {
    let Some(points) = of.points.filter(|_| of.of == ChangeOf::Percentages) else { return of.points.into() };
    let difference = ends(story, of.from, of.to).and_then(|(old, new)| new.checked_sub(old));
    said(difference.map(Number::abs), points)
}

/// How many times the old figure the new one is.
pub(super) fn ratio<'s>(story: &Story<'_>, of: &Change) -> Value<'s> {
    let Some(ratio) = of.ratio else { return Value::Missing };
    said(ends(story, of.from, of.to).and_then(|(old, new)| new.checked_div(old)), ratio)
}

/// What percentages of one list come to.
pub(super) fn share_sum<'s>(story: &Story<'_>, of: &ShareSum) -> Value<'s> {
    let mut sum = Some(Number::ZERO);
    for &share in &of.shares {
        sum = sum.zip(written(story, share)).and_then(|(sum, share)| sum.checked_add(share));
    }
    said(sum, of.sum)
}

/// A count times the amount for one.
pub(super) fn product<'s>(story: &Story<'_>, of: &Product) -> Value<'s> {
    let both = written(story, of.count).zip(written(story, of.each));
    said(both.and_then(|(count, each)| count.checked_mul(each)), of.expected)
}

/// The first form in the unit of the second.
pub(super) fn conversion<'s>(story: &Story<'_>, of: &Conversion) -> Value<'s> {
    let measure = |index| match &fact(story, index).value {
        Of::Measure(measure) => Some(measure),
        _ => None,
    };
    let converted = match &of.periods {
        Some(Periods { times, .. }) if times.low == times.high => {
            written(story, of.original).zip(times.low.number()).and_then(|(rate, times)| rate.checked_mul(times))
        }
        Some(_) => None,
        None => measure(of.original).zip(measure(of.converted)).and_then(|(from, to)| in_unit_of(from, to)),
    };
    said(converted, of.expected)
}

fn in_unit_of(from: &Measure, to: &Measure) -> Option<Number> {
    if from.dimension != to.dimension || from.per != to.per {
        return None;
    }
    to.scale.from_base(&from.scale.to_base(&Interval::point(from.amount.value))?)?.low.number()
}

/// A figure without its hedge; of a range, nothing.
fn written(story: &Story<'_>, index: u32) -> Option<Number> {
    fact(story, index).value.quantity().map(|quantity| quantity.value)
}

/// The old and the new figure, which may be the two ends of one range.
fn ends(story: &Story<'_>, from: u32, to: u32) -> Option<(Number, Number)> {
    match &fact(story, from).value {
        Of::Range(range) if from == to => Some((range.low.value, range.high.value)),
        _ => written(story, from).zip(written(story, to)),
    }
}

fn in_percent(share: Number) -> Option<Number> {
    hundred().low.number()?.checked_mul(share)
}

/// The number, if the interval holds it; else the interval.
fn said<'s>(number: Option<Number>, interval: Interval) -> Value<'s> {
    match number {
        Some(number) if Interval::point(number).is_inside(&interval) => number.into(),
        _ => interval.into(),
    }
}
