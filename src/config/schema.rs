//! The JSON schema of a configuration, for editors; made from the table of keys.

use serde_json::{Map, Value as Json, json};

use super::keys::{KEYS, Key, Takes};

/// The schema as a JSON document.
#[must_use]
pub fn document() -> String {
    let mut schema = object_of(KEYS);
    let head = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "copydesk.toml",
        "description": "What a house has decided: which rules run on which texts, and what they know.",
    });
    if let (Json::Object(head), Json::Object(body)) = (head, schema.take()) {
        schema = Json::Object(head.into_iter().chain(body).collect());
    }
    // A value of maps, lists and texts always has a JSON form.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

fn object_of(keys: &[Key]) -> Json {
    let properties: Map<String, Json> = keys.iter().map(|key| (key.name.to_owned(), value_of(key))).collect();
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn value_of(key: &Key) -> Json {
    let text = || json!({ "type": "string" });
    let texts = || json!({ "type": "array", "items": text() });
    let mut schema = match key.takes {
        Takes::Path | Takes::Locale | Takes::Text => text(),
        Takes::Paths | Takes::Rules | Takes::Patterns => texts(),
        Takes::OneOf(words) => json!({ "enum": words }),
        Takes::RuleTo(words) => json!({ "type": "object", "additionalProperties": { "enum": words } }),
        Takes::PatternToRules => json!({ "type": "object", "additionalProperties": texts() }),
        Takes::Tables(keys) => {
            let mut table = object_of(keys);
            let required: Vec<&str> = keys.iter().filter(|key| key.required).map(|key| key.name).collect();
            table["required"] = json!(required);
            json!({ "type": "array", "items": table })
        }
    };
    schema["description"] = json!(key.doc);
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_in_the_schema_and_others_are_refused() {
        let schema: Json = serde_json::from_str(&document()).unwrap();
        assert_eq!(schema["additionalProperties"], false);
        for key in KEYS {
            assert!(schema["properties"][key.name]["description"].is_string(), "{}", key.name);
        }
    }
}
