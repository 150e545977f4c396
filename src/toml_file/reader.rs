//! The values of a TOML file with their places, and the faults of their shape.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::fault::{Fault, did_you_mean, listing};

/// A string of the file, with its quotation marks in the span.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Quoted {
    pub(crate) text: String,
    pub(crate) span: Range<usize>,
}

/// Faults of one file that are listed; who has mended these sees the next ones.
const MOST_FAULTS: usize = 100;

/// Reads the shape of a file and gathers its faults.
pub(crate) struct Reader<'f> {
    path: Arc<str>,
    source: Arc<str>,
    faults: &'f mut Vec<Fault>,
    noted: usize,
}

/// A value with its place.
pub(crate) type Node<'a> = Spanned<DeValue<'a>>;

impl<'f> Reader<'f> {
    pub(crate) fn new(path: &str, source: &str, faults: &'f mut Vec<Fault>) -> Self {
        Self { path: path.into(), source: source.into(), faults, noted: 0 }
    }

    /// Notes a fault at a place of the file; of too many, that there are more.
    pub(crate) fn fault(&mut self, span: Range<usize>, message: impl Into<String>, help: Option<String>) {
        self.noted += 1;
        let (message, help) = match self.noted.cmp(&MOST_FAULTS) {
            Ordering::Less => (message.into(), help),
            Ordering::Equal => {
                ("there are more faults from here on".to_owned(), Some("mend those before it".to_owned()))
            }
            Ordering::Greater => return,
        };
        // A place in what is not TOML may end inside a character.
        let source = self.source.clone();
        let span = source.floor_char_boundary(span.start)..source.ceil_char_boundary(span.end.min(source.len()));
        self.faults.push(Fault { path: self.path.clone(), source, span, message, help });
    }

    /// The text of the file.
    pub(crate) const fn source(&self) -> &Arc<str> {
        &self.source
    }

    /// The tables of the file; what is not TOML is noted, and the rest is there.
    pub(crate) fn parse<'a>(&mut self, source: &'a str) -> Spanned<DeTable<'a>> {
        let (table, errors) = DeTable::parse_recoverable(source);
        for error in errors {
            let span = error.span().unwrap_or(0..source.len().min(1));
            self.fault(span, format!("this is not TOML: {}", error.message()), None);
        }
        table
    }

    pub(crate) fn fault_count(&self) -> usize {
        self.faults.len()
    }

    /// Notes a key that means nothing, with the nearest of those that do.
    pub(crate) fn unknown(&mut self, key: &Quoted, known: &[&str]) {
        let help = did_you_mean(&key.text, known.iter().copied())
            .or_else(|| Some(format!("the keys here are {}", listing(known.iter().copied()))));
        self.fault(key.span.clone(), format!("`{}` is no key here", key.text), help);
    }

    pub(crate) fn string(&mut self, value: &Node<'_>) -> Option<Quoted> {
        match value.get_ref() {
            DeValue::String(text) => Some(Quoted { text: text.to_string(), span: value.span() }),
            other => {
                self.fault(value.span(), format!("a string is wanted, not {}", other.type_str()), None);
                None
            }
        }
    }

    pub(crate) fn strings(&mut self, value: &Node<'_>) -> Vec<Quoted> {
        match value.get_ref() {
            DeValue::Array(array) => array.iter().filter_map(|value| self.string(value)).collect(),
            other => {
                self.fault(value.span(), format!("a list of strings is wanted, not {}", other.type_str()), None);
                Vec::new()
            }
        }
    }

    pub(crate) fn strings_or_one(&mut self, value: &Node<'_>) -> Vec<Quoted> {
        match value.get_ref() {
            DeValue::String(_) => self.string(value).into_iter().collect(),
            _ => self.strings(value),
        }
    }

    /// The entries of a table in the order of the file.
    pub(crate) fn table<'a>(&mut self, value: &'a Node<'a>) -> Vec<(Quoted, &'a Node<'a>)> {
        match value.get_ref() {
            DeValue::Table(table) => ordered(table),
            other => {
                self.fault(value.span(), format!("a table is wanted, not {}", other.type_str()), None);
                Vec::new()
            }
        }
    }

    pub(crate) fn tables<'a>(&mut self, value: &'a Node<'a>) -> Vec<&'a Node<'a>> {
        match value.get_ref() {
            DeValue::Array(array) => array.iter().collect(),
            other => {
                self.fault(value.span(), format!("a list of tables is wanted, not {}", other.type_str()), None);
                Vec::new()
            }
        }
    }
}

/// The entries of a table in the order of the file.
pub(crate) fn ordered<'a>(table: &'a DeTable<'a>) -> Vec<(Quoted, &'a Node<'a>)> {
    let mut entries: Vec<(Quoted, &Node<'_>)> = table
        .iter()
        .map(|(key, value): (&Spanned<DeString<'_>>, _)| {
            (Quoted { text: key.get_ref().to_string(), span: key.span() }, value)
        })
        .collect();
    entries.sort_by_key(|(key, _)| key.span.start);
    entries
}
