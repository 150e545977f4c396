//! The JSON of a fact's value: one shape per kind, all figures as decimal strings, never floats.

mod date;
mod name;
mod number;

use serde_json::{Map, Value as Json};

use crate::fact::{Fact, Value};

/// The `value` object of a fact in machine output.
#[must_use]
pub fn to_json(fact: &Fact) -> Json {
    let mut out = Map::new();
    match &fact.value {
        Value::Count(_)
        | Value::Ordinal(_)
        | Value::Fraction(_)
        | Value::Ratio(_)
        | Value::Percent(_)
        | Value::Points(_)
        | Value::Range(_)
        | Value::Money(_)
        | Value::Measure(_)
        | Value::Age(_) => number::fill(&fact.value, &mut out),
        Value::Date(_) | Value::Time(_) | Value::DateRange(_) | Value::Duration(_) => date::fill(&fact.value, &mut out),
        Value::Person(_) | Value::Organization(_) | Value::Place(_) => name::fill(&fact.value, &mut out),
        Value::VagueQuantity | Value::VagueTime | Value::Identifier => {}
        Value::Version(version) => {
            out.insert("version".into(), Json::from(version.as_ref()));
        }
    }
    Json::Object(out)
}
