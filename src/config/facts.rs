//! The facts of a house: `facts.toml`.
//!
//! ```toml
//! [[fact]]
//! id     = "ostvik-inhabitants"
//! about  = "Ostvik"
//! figure = 41_200
//! nouns  = ["inhabitant", "resident"]
//! source = "the register of 1 January 2024"
//! ```
//!
//! Each is turned into a rule of the house's own, `facts/ostvik-inhabitants`, in the language of all others, so that
//! it can be explained, switched off and let stand like them.

use toml::de::DeValue;

use crate::toml_file::{Fault, Node, Quoted, Reader, ordered};

const TOP: &[&str] = &["fact"];
const FACT: &[&str] = &["id", "about", "figure", "nouns", "percent", "source"];

/// Path and text of a rule for each fact of a file; every fault of it is noted, and what is sound comes back.
pub(super) fn read(path: &str, text: &str, faults: &mut Vec<Fault>) -> Vec<(String, String)> {
    let mut reader = Reader::new(path, text, faults);
    let table = reader.parse(text);
    let mut rules = Vec::new();
    for (key, value) in ordered(table.get_ref()) {
        if key.text != "fact" {
            reader.unknown(&key, TOP);
            continue;
        }
        for table in reader.tables(value) {
            rules.extend(fact(table, path, &mut reader));
        }
    }
    rules
}

fn fact(table: &Node<'_>, path: &str, reader: &mut Reader<'_>) -> Option<(String, String)> {
    let (mut id, mut about, mut figure, mut nouns, mut source) = (None, None, None, Vec::new(), None);
    let mut is_percent = false;
    for (key, value) in reader.table(table) {
        match key.text.as_str() {
            "id" => id = reader.string(value).filter(|id| is_id(id, reader)),
            "about" => about = reader.string(value),
            "source" => source = reader.string(value),
            "nouns" => nouns = reader.strings(value),
            "figure" => figure = number(value, reader),
            "percent" => {
                is_percent = true;
                figure = number(value, reader);
            }
            _ => reader.unknown(&key, FACT),
        }
    }
    // A share needs no noun to be told from other figures of the sentence.
    let has_nouns = is_percent || !nouns.is_empty();
    for (name, is_given) in
        [("id", id.is_some()), ("about", about.is_some()), ("figure", figure.is_some()), ("nouns", has_nouns)]
    {
        if !is_given {
            let help = "a fact has `id`, `about`, `nouns`, and `figure` or `percent`".to_owned();
            reader.fault(table.span(), format!("`{name}` is missing"), Some(help));
        }
    }
    if !has_nouns {
        return None;
    }
    let line = 1 + reader.source()[..table.span().start].matches('\n').count();
    let place = match source {
        Some(source) => format!("{path}:{line}, {}", source.text),
        None => format!("{path}:{line}"),
    };
    let id = id?.text;
    Some((format!("facts/{id}.toml"), rule(&id, &about?.text, &figure?, &nouns, is_percent, &place)))
}

fn is_id(id: &Quoted, reader: &mut Reader<'_>) -> bool {
    let is_id = !id.text.is_empty()
        && id.text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !is_id {
        reader.fault(id.span.clone(), "an id has small letters, digits and hyphens", None);
    }
    is_id
}

/// A number as it is written, with the marks that TOML allows between its digits.
fn number(value: &Node<'_>, reader: &mut Reader<'_>) -> Option<String> {
    if !matches!(value.get_ref(), DeValue::Integer(_) | DeValue::Float(_)) {
        reader.fault(value.span(), format!("a number is wanted, not {}", value.get_ref().type_str()), None);
        return None;
    }
    let written = reader.source()[value.span()].to_owned();
    let is_plain = written.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'_'));
    if !is_plain {
        reader.fault(value.span(), "a number in plain digits is wanted", None);
    }
    is_plain.then_some(written)
}

/// The rule that a fact stands for.
fn rule(id: &str, about: &str, figure: &str, nouns: &[Quoted], is_percent: bool, place: &str) -> String {
    let number = figure.replace('_', "");
    let figure = figure.replace('_', ",");
    let kind = if is_percent { "percent" } else { "count" };
    let head = match nouns {
        [] => String::new(),
        nouns => {
            let nouns: Vec<String> = nouns.iter().map(|noun| quoted(&noun.text)).collect();
            format!(", head = [{}]", nouns.join(", "))
        }
    };
    let unit = nouns.first().map_or_else(|| "%".to_owned(), |noun| format!(" {}s", noun.text));
    let condition = quoted(&format!("figure.sentence.words mentions '{}'", about.replace('\'', "’")));
    format!(
        r#"id = "facts/{id}"
title = {title}
why = {why}
severity = "warning"
confidence = "medium"

[facts]
figure = {{ kind = "{kind}"{head}, is = "asserted" }}

[when]
all = [{condition}]
none = ["figure is progressing", "figure in quote"]
flag = "figure disjoint {number}"

[[without]]
facts = {{ other = {{ kind = "{kind}"{head} }} }}
all = ["figure, other in same sentence"]

[[without]]
facts = {{ day = "date" }}
all = ["figure, day in same sentence"]

[[without]]
facts = {{ days = "date_range" }}
all = ["figure, days in same sentence"]

[report]
message = {message}

[[bad]]
text = {bad}
[[good]]
near-miss = true
text = {good}
"#,
        bad = quoted(&format!("{about} has {number}1{unit}.")),
        good = quoted(&format!("{about} has {figure}{unit}.")),
        title = quoted(&format!("Another figure for {about} than the house knows")),
        why = quoted(&format!("The house has {figure} ({place}).")),
        message = quoted(&format!("{{figure}} here, {figure} in {}", place.replace(['{', '}'], ""))),
    )
}

/// A text as a string of TOML.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            character if character.is_control() => out.push(' '),
            character => out.push(character),
        }
    }
    out.push('"');
    out
}
