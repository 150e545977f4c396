use serde_json::{Map, Value as Json};

use crate::fact::Value;

/// Adds the keys of `value`: the parts of a person's name, or the name of a body or place.
pub(super) fn fill(value: &Value, out: &mut Map<String, Json>) {
    let mut add = |key: &str, text: &str| {
        if !text.is_empty() {
            out.insert(key.into(), Json::from(text));
        }
    };
    match value {
        Value::Person(name) => {
            add("name", &name.to_string());
            add("title", &name.title);
            add("first", &name.given);
            add("middle", &name.middle);
            add("last", &name.surname);
            add("suffix", &name.suffix);
            add("nickname", &name.nickname);
            add("role", &name.role);
        }
        Value::Organization(body) => {
            add("name", &body.name);
            add("acronym", &body.acronym);
        }
        Value::Place(place) => {
            add("name", &place.name);
            add("country", place.country.unwrap_or_default());
        }
        _ => {}
    }
}
