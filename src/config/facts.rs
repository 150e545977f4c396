//! The facts of a house: `facts.toml`.
//!
//! ```toml
//! [[fact]]
//! id     = "ostvik-inhabitants"
//! about  = "Ostvik"
//! figure = 41_200
//! nouns  = ["inhabitant", "resident"]
//! source = "the register of 1 January 2024"
//!
//! [[fact]]
//! id    = "ostvik-bridge"
//! about = "Ostvik bridge"
//! date  = 1987-06-30
//! with  = ["opened", "opening"]
//! ```
//!
//! Each is turned into a rule of the house's own, `facts/ostvik-inhabitants`, in the language of all others, so that
//! it can be explained, switched off and let stand like them.

use toml::de::DeValue;

use crate::fact::Number;
use crate::lex::{Class, Lexicon, Unit};
use crate::text::LineIndex;
use crate::toml_file::{Fault, Node, Quoted, Reader, did_you_mean, ordered};

const TOP: &[&str] = &["fact"];
const FACT: &[&str] =
    &["id", "about", "figure", "percent", "money", "measure", "date", "nouns", "currency", "unit", "with", "source"];

/// Most facts of a file. A fact takes some 40 kB once it is a rule.
const MOST_FACTS: usize = 10_000;

/// Path and text of a rule for each fact of a file; every fault of it is noted, and what is sound comes back.
pub(super) fn read(path: &str, text: &str, faults: &mut Vec<Fault>) -> Vec<(String, String)> {
    let mut reader = Reader::new(path, text, faults);
    let table = reader.parse(text);
    let lines = LineIndex::new(text);
    let mut rules = Vec::new();
    for (key, value) in ordered(table.get_ref()) {
        if key.text != "fact" {
            reader.unknown(&key, TOP);
            continue;
        }
        for (number, table) in reader.tables(value).into_iter().enumerate() {
            if number == MOST_FACTS {
                let help =
                    Some("each is a rule of its own; name several files, each for the texts that it is for".to_owned());
                reader.fault(table.span(), format!("a file may have {MOST_FACTS} facts, and this has more"), help);
                break;
            }
            let (line, _) = lines.line_and_bytes(table.span().start as u32);
            rules.extend(fact(table, &format!("{path}:{line}"), &mut reader));
        }
    }
    rules
}

/// What a fact says, as it is written.
#[derive(Default)]
struct Entry {
    id: Option<Quoted>,
    about: Option<Quoted>,
    source: Option<Quoted>,
    /// The key that holds the value.
    key: Option<&'static str>,
    /// The value as it is written.
    value: Option<String>,
    nouns: Vec<Quoted>,
    with: Vec<Quoted>,
    currency: Option<Quoted>,
    unit: Option<Quoted>,
}

/// The keys that hold a value, and what else each needs.
const VALUES: &[(&str, Option<&str>)] = &[
    ("figure", Some("nouns")),
    ("percent", None),
    ("money", Some("currency")),
    ("measure", Some("unit")),
    ("date", Some("with")),
];

fn fact(table: &Node<'_>, place: &str, reader: &mut Reader<'_>) -> Option<(String, String)> {
    let mut entry = Entry::default();
    for (key, value) in reader.table(table) {
        match key.text.as_str() {
            "id" => entry.id = reader.string(value).filter(|id| is_id(id, reader)),
            "about" => entry.about = reader.string(value),
            "source" => entry.source = reader.string(value),
            "nouns" => entry.nouns = reader.strings(value),
            "with" => entry.with = reader.strings(value),
            "currency" => entry.currency = reader.string(value).filter(|code| is_currency(code, reader)),
            "unit" => entry.unit = reader.string(value).filter(|unit| is_unit(unit, reader)),
            name => match VALUES.iter().find(|(value, _)| *value == name) {
                Some((name, _)) => {
                    entry.key = Some(name);
                    entry.value = if *name == "date" { date(value, reader) } else { number(value, reader) };
                }
                None => reader.unknown(&key, FACT),
            },
        }
    }
    if !is_whole(&entry, table, reader) {
        return None;
    }
    let place = match &entry.source {
        Some(source) => format!("{place}, {}", source.text),
        None => place.to_owned(),
    };
    let id = &entry.id.as_ref()?.text;
    Some((format!("facts/{id}.toml"), rule(&entry, &place)?))
}

/// Whether a fact has all that it needs.
fn is_whole(entry: &Entry, table: &Node<'_>, reader: &mut Reader<'_>) -> bool {
    let needed = VALUES.iter().find(|(name, _)| entry.key == Some(name)).and_then(|(_, needed)| *needed);
    let has = |name: &str| match name {
        "id" => entry.id.is_some(),
        "about" => entry.about.is_some(),
        "nouns" => !entry.nouns.is_empty(),
        "with" => !entry.with.is_empty(),
        "currency" => entry.currency.is_some(),
        "unit" => entry.unit.is_some(),
        _ => entry.key.is_some(),
    };
    let mut is_whole = true;
    for name in ["id", "about", "figure"].into_iter().chain(needed) {
        if !has(name) {
            is_whole = false;
            let help = "a fact has `id`, `about`, and `figure` with `nouns`, `percent`, `money` with `currency`, \
                        `measure` with `unit`, or `date` with `with`";
            reader.fault(table.span(), format!("`{name}` is missing"), Some(help.to_owned()));
        }
    }
    is_whole && entry.value.is_some()
}

fn is_id(id: &Quoted, reader: &mut Reader<'_>) -> bool {
    let is_id = !id.text.is_empty()
        && id.text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !is_id {
        reader.fault(id.span.clone(), "an id has small letters, digits and hyphens", None);
    }
    is_id
}

fn is_currency(code: &Quoted, reader: &mut Reader<'_>) -> bool {
    let classes = [Class::Currency, Class::CurrencyCode, Class::CurrencySign];
    let lexicon = Lexicon::default();
    let known: Vec<&str> = classes.into_iter().flat_map(|class| lexicon.values_of(class)).collect();
    let is_known = known.contains(&code.text.as_str());
    if !is_known {
        let help = did_you_mean(&code.text, known).or_else(|| Some("a code is wanted: USD, EUR, GBP".to_owned()));
        reader.fault(code.span.clone(), format!("`{}` is no currency that copydesk knows", code.text), help);
    }
    is_known
}

fn is_unit(unit: &Quoted, reader: &mut Reader<'_>) -> bool {
    let is_known = Unit::named(&unit.text).is_some();
    if !is_known {
        let help = did_you_mean(&unit.text, Unit::all().iter().map(|unit| unit.name));
        let help = help.or_else(|| Some("the name in the singular is wanted: mile, kilogram, celsius".to_owned()));
        reader.fault(unit.span.clone(), format!("`{}` is no unit that copydesk knows", unit.text), help);
    }
    is_known
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

/// `1987-06-30` as TOML writes days, or a year alone.
fn date(value: &Node<'_>, reader: &mut Reader<'_>) -> Option<String> {
    let written = reader.source()[value.span()].to_owned();
    let is_date = match value.get_ref() {
        DeValue::Datetime(of) => of.date.is_some() && of.time.is_none(),
        DeValue::Integer(_) => written.len() == 4 && written.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    };
    if !is_date {
        let help = "as in date = 1987-06-30, or date = 1987 for a year".to_owned();
        reader.fault(value.span(), "a day or a year is wanted", Some(help));
    }
    is_date.then_some(written)
}

/// What a rule of a fact asks of the figure or date.
struct Question {
    kind: &'static str,
    /// What makes it one that the house speaks of.
    of: Vec<String>,
    /// Each way to be another than the house knows.
    flags: Vec<String>,
    /// The value in words.
    known: String,
    /// The words after a figure of another value, for the texts of the rule.
    behind: String,
}

fn question(entry: &Entry) -> Option<Question> {
    let written = entry.value.as_ref()?;
    let number = written.replace('_', "");
    let grouped = written.replace('_', ",");
    let text = |of: &Option<Quoted>| of.as_ref().map(|of| of.text.clone()).unwrap_or_default();
    let disjoint = vec![format!("figure disjoint {number}")];
    Some(match entry.key? {
        "percent" => Question {
            kind: "percent",
            of: Vec::new(),
            flags: disjoint,
            known: format!("{grouped}%"),
            behind: "%".to_owned(),
        },
        "money" => Question {
            kind: "money",
            of: vec![format!("figure.currency = '{}'", text(&entry.currency))],
            flags: disjoint,
            known: format!("{} {grouped}", text(&entry.currency)),
            behind: String::new(),
        },
        "measure" => Question {
            kind: "measure",
            of: Vec::new(),
            flags: measured(&number, &text(&entry.unit))?,
            known: format!("{grouped} {}", Unit::plural(&text(&entry.unit))),
            behind: format!(" {}", Unit::plural(&text(&entry.unit))),
        },
        "date" => {
            let parts = ["year", "month", "day"].into_iter().zip(number.split('-'));
            let flags = parts.map(|(part, value)| format!("figure.{part} != {}", value.trim_start_matches('0')));
            Question {
                kind: "date",
                of: vec!["figure is absolute".to_owned()],
                flags: flags.collect(),
                known: number.clone(),
                behind: String::new(),
            }
        }
        _ => {
            let noun = entry.nouns.first().map(|noun| format!(" {}s", noun.text)).unwrap_or_default();
            Question { kind: "count", of: Vec::new(), flags: disjoint, known: grouped, behind: noun }
        }
    })
}

/// A measure is one of many that are rounded to the last digit of the house's, in whatever unit the text has.
fn measured(number: &str, unit: &str) -> Option<Vec<String>> {
    let decimals = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let half = Number::power_of_ten(-i32::try_from(decimals).ok()?)?.checked_div(Number::from(2))?;
    let value = Number::parse(number)?;
    let (low, high) = (value.checked_sub(half)?, value.checked_add(half)?);
    let figure = format!("convert(figure, '{unit}')");
    let above = format!("lowest({figure}) > {}", high.to_plain());
    // Nothing is written that is below a measure of nought.
    let below = (!low.is_negative()).then(|| format!("highest({figure}) < {}", low.to_plain()));
    Some(std::iter::once(above).chain(below).collect())
}

/// The rule that a fact stands for.
fn rule(entry: &Entry, place: &str) -> Option<String> {
    let Question { kind, of, flags, known, behind } = question(entry)?;
    let (id, about) = (&entry.id.as_ref()?.text, &entry.about.as_ref()?.text);
    let head = match entry.nouns.as_slice() {
        [] => String::new(),
        nouns => format!(", head = [{}]", list(nouns, quoted)),
    };
    let mut conditions = vec![format!("figure.sentence.words mentions '{}'", about.replace('\'', "’"))];
    conditions.extend(of);
    if !entry.with.is_empty() {
        let words = list(&entry.with, |word| format!("'{}'", word.replace('\'', "’")));
        conditions.push(format!("figure.sentence has [{words}]"));
    }
    let conditions: Vec<String> = conditions.iter().map(|condition| quoted(condition)).collect();
    let conditions = conditions.join(", ");
    let message =
        quoted(&format!("The text says {{figure}}, and the house has {known} ({})", place.replace(['{', '}'], "")));
    let mut out = format!(
        "id = \"facts/{id}\"\ntitle = {}\nwhy = {}\nseverity = \"warning\"\nconfidence = \"medium\"\n\n\
         [facts]\nfigure = {{ kind = \"{kind}\"{head}, is = \"asserted\" }}\n",
        quoted(&format!("Something else of {about} than the house knows")),
        quoted(&format!("The house has {known} ({place}).")),
    );
    let (mut when, mut report) = ("when", "report");
    for flag in &flags {
        if when == "case.when" {
            out.push_str("\n[[case]]\n");
        }
        out.push_str(&format!(
            "\n[{when}]\nall = [{conditions}]\nnone = [\"figure is progressing\", \"figure in quote\"]\nflag = {}\n",
            quoted(flag)
        ));
        if when == "when" {
            out.push_str(&alone(kind, &head));
        }
        out.push_str(&format!(
            "\n[{report}]\nmessage = {message}\nhelp = \"Check which is right; if the house is wrong, correct its file.\"\n"
        ));
        (when, report) = ("case.when", "case.report");
    }
    let with = entry.with.first().map(|word| format!(" {}", word.text)).unwrap_or_default();
    out.push_str(&format!(
        "\n[[bad]]\ntext = {}\n[[good]]\nnear-miss = true\ntext = {}\n",
        quoted(&format!("{about}{with}: 1{known}{behind}.")),
        quoted(&format!("{about}{with}: {known}{behind}.")),
    ));
    Some(out)
}

/// Nothing else of the kind, and no date, stands in the sentence: nobody knows which of two is meant.
fn alone(kind: &str, head: &str) -> String {
    let mut kinds = vec![("other", format!("{kind}\"{head}"))];
    if kind != "date" {
        kinds.push(("day", "date\"".to_owned()));
    }
    kinds.push(("days", "date_range\"".to_owned()));
    let mut out = String::new();
    for (name, kind) in kinds {
        out.push_str(&format!(
            "\n[[without]]\nfacts = {{ {name} = {{ kind = \"{kind} }} }}\nall = [\"figure, {name} in same sentence\"]\n"
        ));
    }
    out
}

fn list(words: &[Quoted], write: impl Fn(&str) -> String) -> String {
    words.iter().map(|word| write(&word.text)).collect::<Vec<_>>().join(", ")
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
