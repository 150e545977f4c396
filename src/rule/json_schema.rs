//! The JSON schema of a rule file, for editors that complete keys; made from the tables that the reader uses.

use serde_json::{Map, Value as Json, json};

use super::block::BLOCKS;
use super::raw;
use super::schema::{PLACES, kinds};

/// The schema as a JSON document.
pub(super) fn document() -> String {
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A rule of copydesk",
        "description": "What to look at, when to speak, what to say, and the texts that prove it.",
        "type": "object",
        "additionalProperties": false,
        "properties": properties(raw::TOP),
        "required": ["id"],
        // A rule that builds on another may leave the rest to it.
        "anyOf": [
            { "required": ["extends"] },
            { "required": ["title", "why", "severity", "bad", "good"] },
        ],
        "definitions": {
            "case": object(raw::CASE, "One way for the rule to speak."),
            "conditions": object(raw::WHEN, "When the rule speaks."),
            "without": required(object(raw::WITHOUT, "Things that must not exist."), &["facts"]),
            "report": object(raw::REPORT, "What it says."),
            "fix": object(raw::FIX, "What can be done about it."),
            "corpus": corpus(),
            "document": required(object(raw::DOCUMENT, "One of the documents of a text."), &["path", "text"]),
            "remedy": required(object(raw::REMEDY, "One change."), &["title"]),
            "text": object(raw::TEXT, "A text that proves the rule."),
            "kind": {
                "description": "What a name stands for.",
                "oneOf": kinds().map(|kind| json!({ "const": kind.name, "description": kind.doc })).collect::<Vec<_>>(),
            },
            "place": {
                "oneOf": PLACES.iter().map(|of| json!({ "const": of.name, "description": of.doc })).collect::<Vec<_>>(),
            },
            "names": names(false),
            "groups": names(true),
        },
    });
    // A value of maps, lists and texts always has a JSON form.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

fn properties(keys: &[&str]) -> Map<String, Json> {
    keys.iter().map(|key| ((*key).to_owned(), property(key))).collect()
}

fn object(keys: &[&str], description: &str) -> Json {
    json!({
        "description": description,
        "type": "object",
        "additionalProperties": false,
        "properties": properties(keys),
    })
}

fn required(mut object: Json, keys: &[&str]) -> Json {
    object["required"] = json!(keys);
    object
}

/// `[corpus]`: what brings the facts of many documents together.
fn corpus() -> Json {
    let mut table = required(object(raw::CORPUS, "What makes it a rule of many documents."), &["block"]);
    let blocks = BLOCKS.iter().map(|block| json!({ "const": block.name, "description": block.doc }));
    table["properties"]["block"] = json!({ "oneOf": blocks.collect::<Vec<_>>() });
    table
}

fn defined(name: &str) -> Json {
    json!({ "$ref": format!("#/definitions/{name}") })
}

fn list_of(items: Json) -> Json {
    json!({ "type": "array", "items": items })
}

fn one_or_more(items: &Json) -> Json {
    json!({ "anyOf": [items, list_of(items.clone())] })
}

/// `[facts]`, or `[groups]`: each name a kind, or a table with a kind and what it demands.
fn names(are_groups: bool) -> Json {
    let text = json!({ "type": "string" });
    let value = json!({ "anyOf": [one_or_more(&text), { "type": "integer" }] });
    let mut table = Map::new();
    table.insert("kind".into(), defined("kind"));
    table.insert("in".into(), one_or_more(&defined("place")));
    if are_groups {
        table.insert("by".into(), described(one_or_more(&text), "The fields that the members share."));
        table.insert("with".into(), described(text, "The name that they share them with."));
    }
    let name = json!({ "anyOf": [
        defined("kind"),
        { "type": "object", "properties": table, "additionalProperties": value },
    ] });
    json!({ "type": "object", "additionalProperties": name })
}

fn described(mut schema: Json, description: &str) -> Json {
    schema["description"] = json!(description);
    schema
}

/// What a key takes and what it is for. One name means one thing in every table that has it.
fn property(key: &str) -> Json {
    let text = || json!({ "type": "string" });
    let texts = || list_of(text());
    let (schema, description) = match key {
        "id" => (json!({ "type": "string", "pattern": "^[a-z0-9-]+/[a-z0-9-]+$" }), "Group and name, as in its path."),
        "extends" => (text(), "The rule that it builds on."),
        "title" => (text(), "What it finds, or what a fix is called in a menu, in one line."),
        "severity" => (json!({ "enum": ["error", "warning", "info"] }), "How bad it is."),
        "confidence" => (json!({ "enum": ["high", "medium", "low"] }), "How sure it is."),
        "why" => (text(), "Why that matters."),
        "source" => (text(), "Where the convention comes from."),
        "tags" => (texts(), "Words to find it by."),
        "outranks" => (texts(), "Rules that are silent where it speaks."),
        "corpus" => (defined("corpus"), "What makes it a rule of many documents."),
        "block" => (text(), "Which facts meet."),
        "documents" => (list_of(defined("document")), "The documents, for a rule of many."),
        "copies" => {
            (json!({ "type": "integer", "minimum": 1, "maximum": 100 }), "In how many documents the text stands.")
        }
        "path" => (text(), "What the document is called."),
        "facts" => (defined("names"), "Names, and the kind of thing that each stands for."),
        "groups" => (defined("groups"), "Names for all things of a kind that share something."),
        "when" => (json!({ "anyOf": [defined("conditions"), texts()] }), "What must hold and what must not."),
        "without" => (list_of(defined("without")), "Things that must not exist."),
        "report" => (defined("report"), "What it says."),
        "fix" => (defined("fix"), "What can be done about it."),
        "case" => (list_of(defined("case")), "Another way for the rule to speak."),
        "bad" => (list_of(defined("text")), "Texts that it must flag."),
        "good" => (list_of(defined("text")), "Texts that it must leave alone."),
        "all" => (list_of(one_or_more(&text())), "Each must hold; of a list within the list, one."),
        "none" => (texts(), "If any of these holds, the rule keeps quiet."),
        "flag" => (text(), "One more that must hold; its sides are {left} and {right} in messages."),
        "all-remove" | "none-remove" => (texts(), "Conditions of the rule that is extended to do without."),
        "message" => (text(), "One sentence; braces hold names, fields and functions."),
        "primary" => (text(), "The place to point at."),
        "also" => (texts(), "Other places to show."),
        "labels" => (json!({ "type": "object", "additionalProperties": text() }), "What to say at a place."),
        "help" => (text(), "What to do about it."),
        "error-when" | "warning-when" | "info-when" => (texts(), "This severity, if all of these hold."),
        "safe" => (defined("remedy"), "A change that may be made without asking."),
        "offered" => (list_of(defined("remedy")), "Changes to choose from."),
        "replace" | "delete" | "after" => (text(), "The place that is changed."),
        "with" | "insert" => (text(), "The words that come there."),
        "date" => (text(), "The day of the piece, YYYY-MM-DD."),
        "locale" => (text(), "The locale of the piece."),
        "at" => (text(), "The words that must be pointed at."),
        "findings" => (json!({ "type": "integer", "minimum": 1 }), "How many findings there must be."),
        "near-miss" => (json!({ "type": "boolean" }), "It differs from a bad text only in what matters."),
        "note" => (text(), "For the reader of the page."),
        part if raw::PARTS.contains(&part) => (one_or_more(&text()), "Blocks of that role, in the order of the page."),
        unknown => unreachable!("`{unknown}` is read and not described"),
    };
    match schema.get("$ref") {
        // What stands beside a reference is not read.
        Some(_) => json!({ "allOf": [schema], "description": description }),
        None => described(schema, description),
    }
}
