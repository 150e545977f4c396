//! How a fact was bound: what a date was counted from, what one end of a range lent the other, what a hedge or
//! rounding did to a figure.

use crate::fact::{
    Bound, Bounds, Calendar, DateRange, DateTime, Fact, Hedge, Interval, Measure, PartialDate, Quantity, Range, Value,
};
use crate::story::dates::resolve::Anchor;

/// How the fact came to its meaning, in a few words; nothing where the writing alone says it.
#[must_use]
pub fn binding(fact: &Fact, bounds: &Bounds, anchor: &Anchor) -> String {
    let mut notes = Vec::new();
    match &fact.value {
        Value::Count(of) => quantity(of, of.loose(bounds), &mut notes),
        Value::Percent(of) | Value::Points(of) => quantity(of, of.exact(bounds), &mut notes),
        Value::Money(money) => quantity(&money.amount, money.amount.loose(bounds), &mut notes),
        Value::Measure(of) | Value::Age(of) => measure(of, bounds, &mut notes),
        Value::Fraction(fraction) if fraction.counted => notes.push("a part counted out of a whole".to_owned()),
        Value::Fraction(fraction) if fraction.share.hedge == Hedge::None => {
            notes.push("the name of a share, which rounds".to_owned());
        }
        Value::Fraction(fraction) => quantity(&fraction.share, fraction.share.loose(bounds), &mut notes),
        Value::Range(of) => range(of, &mut notes),
        Value::Date(date) | Value::Time(date) => point(date, anchor, &mut notes),
        Value::DateRange(range) => stretch(range, anchor, &mut notes),
        Value::Person(name) if !name.order_known && !name.given.is_empty() => {
            notes.push("which part is the surname is not certain".to_owned());
        }
        _ => {}
    }
    notes.dedup();
    notes.join("; ")
}

fn quantity(quantity: &Quantity, meant: Interval, notes: &mut Vec<String>) {
    match quantity.hedge {
        Hedge::None if !quantity.is_to_the_unit() && meant != Interval::point(quantity.value) => {
            notes.push("rounded to its last digit".to_owned());
        }
        Hedge::None => {}
        Hedge::Between(..) => notes.push("the word names an interval".to_owned()),
        hedge => notes.push(format!("hedge: {}", hedge.name().replace('-', " "))),
    }
    if quantity.hedged_twice {
        notes.push("hedged twice".to_owned());
    }
}

fn measure(measure: &Measure, bounds: &Bounds, notes: &mut Vec<String>) {
    quantity(&measure.amount, measure.amount.loose(bounds), notes);
}

fn range(range: &Range, notes: &mut Vec<String>) {
    if range.elliptical {
        notes.push("scale or unit of one end serves both".to_owned());
    }
    if range.hedge != Hedge::None {
        notes.push(format!("hedge: {}", range.hedge.name().replace('-', " ")));
    }
}

fn stretch(range: &DateRange, anchor: &Anchor, notes: &mut Vec<String>) {
    if range.bound == Bound::Length {
        let way = if matches!(&range.low, Some(low) if low.calendar == Some(Calendar::Now)) { "from" } else { "up to" };
        notes.push(format!("counted {way} {}", day_of(anchor)));
        return;
    }
    for end in [&range.low, &range.high].into_iter().flatten() {
        point(end, anchor, notes);
    }
}

fn point(date: &DateTime, anchor: &Anchor, notes: &mut Vec<String>) {
    let Some(calendar) = &date.calendar else { return };
    match calendar {
        Calendar::Absolute(written) => absolute(written, date, anchor, notes),
        Calendar::Decade(_) | Calendar::Century(_) | Calendar::Holiday(_, Some(_)) => {}
        Calendar::Narrative(_) => notes.push("counted from what the story told before".to_owned()),
        Calendar::From(base, _) | Calendar::Nth(_, _, base) | Calendar::NthWeekday(_, _, base) => {
            point(base, anchor, notes);
        }
        Calendar::Now => notes.push(day_of(anchor)),
        Calendar::InYear(..)
        | Calendar::Unit { .. }
        | Calendar::Distance { .. }
        | Calendar::Near { .. }
        | Calendar::Holiday(_, None) => notes.push(match date.resolved {
            Some(_) => format!("{calendar}, counted from {}", day_of(anchor)),
            None => no_day(anchor),
        }),
    }
}

fn absolute(written: &PartialDate, date: &DateTime, anchor: &Anchor, notes: &mut Vec<String>) {
    if written.is_impossible() {
        notes.push("no calendar has this day".to_owned());
    } else if date.resolved.is_some_and(|moment| moment.year_inferred) {
        notes.push(format!("no year written: nearest to {}", day_of(anchor)));
    } else if written.year.is_none() && date.resolved.is_none() {
        notes.push(no_day(anchor));
    }
    if written.ambiguous {
        let order = if anchor.is_day_first() { "day first" } else { "month first" };
        notes.push(format!("figures read {order}, as the locale has it"));
    }
}

fn day_of(anchor: &Anchor) -> String {
    match anchor.date.as_deref() {
        Some(date) => format!("{}, the publication date", date.get(..10).unwrap_or(date)),
        None => "the publication date".to_owned(),
    }
}

fn no_day(anchor: &Anchor) -> String {
    match anchor.date {
        Some(_) => "not settled by the publication date".to_owned(),
        None => "not resolved: no publication date is known (see --date)".to_owned(),
    }
}
