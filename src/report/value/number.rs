//! Numbers, ranges, money, measures and ages.

use serde_json::{Map, Value as Json};

use crate::fact::{Bounds, Hedge, Interval, Measure, Money, Number, Quantity, Range, Value};

/// Adds the keys of `value`: `number` is the value as written, `low` and `high` what it can mean.
pub(super) fn fill(value: &Value, out: &mut Map<String, Json>) {
    match value {
        Value::Count(quantity) | Value::Ordinal(quantity) => amount(quantity, out),
        Value::Percent(quantity) | Value::Points(quantity) => {
            understood(quantity, quantity.exact(&Bounds::default()), out);
        }
        Value::Fraction(fraction) => {
            insert(out, "numerator", fraction.numerator);
            insert(out, "denominator", fraction.denominator);
            understood(&fraction.share, fraction.loose(&Bounds::default()), out);
        }
        Value::Ratio(parts) => {
            let parts = parts.iter().map(|part| Json::from(part.to_plain())).collect();
            out.insert("parts".into(), Json::Array(parts));
        }
        Value::Range(of) => range(of, out),
        Value::Money(of) => money(of, out),
        Value::Measure(of) | Value::Age(of) => measure(of, out),
        _ => {}
    }
}

fn amount(quantity: &Quantity, out: &mut Map<String, Json>) {
    understood(quantity, quantity.loose(&Bounds::default()), out);
}

fn understood(quantity: &Quantity, loose: Interval, out: &mut Map<String, Json>) {
    let named = matches!(quantity.hedge, Hedge::Between(low, high) if low != high);
    out.insert("number".into(), if named { Json::Null } else { Json::from(quantity.value.to_plain()) });
    out.insert("low".into(), loose.low.number().map_or(Json::Null, |low| Json::from(low.to_plain())));
    out.insert("high".into(), loose.high.number().map_or(Json::Null, |high| Json::from(high.to_plain())));
    out.insert("hedge".into(), Json::from(quantity.hedge.name()));
    if quantity.hedged_twice {
        out.insert("hedged_twice".into(), Json::from(true));
    }
}

fn range(range: &Range, out: &mut Map<String, Json>) {
    insert(out, "low", range.low.value);
    insert(out, "high", range.high.value);
    out.insert("low_inclusive".into(), Json::from(range.low_inclusive));
    out.insert("high_inclusive".into(), Json::from(range.high_inclusive));
    out.insert("of".into(), Json::from(range.of));
    if let Some(unit) = range.unit {
        out.insert("unit".into(), Json::from(unit));
    }
    out.insert("hedge".into(), Json::from(range.hedge.name()));
}

/// Cents and pence keep their own figure in `number`; `amount` is then in units of the currency.
fn money(money: &Money, out: &mut Map<String, Json>) {
    let hundred = Number::from(100);
    let hundreds = |number: Number| number.checked_mul(hundred).unwrap_or(number);
    let written = match money.is_part {
        true => Quantity {
            value: hundreds(money.amount.value),
            written_unit: hundreds(money.amount.written_unit),
            ..money.amount
        },
        false => money.amount,
    };
    amount(&written, out);
    out.insert("currency".into(), money.currency.map_or(Json::Null, Json::from));
    out.insert("unit".into(), Json::from(money.unit.as_ref()));
    if let Some(other) = money.contradicted_by {
        out.insert("contradicted_by".into(), Json::from(other));
    }
    if money.is_part {
        insert(out, "amount", money.amount.value);
    }
}

fn measure(measure: &Measure, out: &mut Map<String, Json>) {
    amount(&measure.amount, out);
    out.insert("unit".into(), Json::from(measure.unit));
    if let Some(per) = measure.per {
        out.insert("per".into(), Json::from(per));
    }
    out.insert("dimension".into(), Json::from(measure.dimension));
}

fn insert(out: &mut Map<String, Json>, key: &str, number: Number) {
    out.insert(key.into(), Json::from(number.to_plain()));
}
