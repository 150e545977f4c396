//! A fact as a row of the facts table: what is left of it when its document is far away.

use serde::{Deserialize, Serialize};

use super::{End, Interval, Number};

/// Version of the facts table. A column that is added at the end leaves it as it is; any other change makes a new one.
pub const TABLE_VERSION: u32 = 1;

/// One fact of one document, as plain text and whole numbers.
///
/// What a column has nothing for is empty or nought and never missing, so that the same row comes back from NDJSON,
/// Parquet and Arrow. The order of the fields is the order of the columns.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Row {
    /// Name of the document: its path, or the id of its record.
    pub doc: String,
    /// Number of the fact in its document, from 0.
    pub fact: i32,
    /// What it is: one of [`KINDS`](super::KINDS).
    pub kind: String,
    /// As written.
    pub text: String,
    /// First byte in the document.
    pub start: i32,
    /// One past the last byte.
    pub end: i32,
    /// Line, from 1.
    pub line: i32,
    /// Column, from 1, in characters.
    pub column: i32,
    /// What the paragraph is for: `headline`, `body`, `caption` ….
    pub role: String,
    /// The least that a figure can mean, as a plain decimal, hedge and rounding included; empty if it has no lower end.
    pub low: String,
    /// The most that it can mean; empty if it has no upper end.
    pub high: String,
    /// What it is measured in: a unit of the lexicon, with `/` and another if it is one for each of the other, or the
    /// code of a currency.
    pub unit: String,
    /// The noun that is counted or measured, as its lemma.
    pub head: String,
    /// What happens to what is counted: `killed`; of a figure in a correction `corrected` or `misstated`.
    pub event: String,
    /// The day that it means, `YYYY-MM-DD`; of several days the first and the last, with `/` between.
    pub date: String,
    /// Given name of a person, as written.
    pub name_given: String,
    /// Surname of a person, as written.
    pub name_surname: String,
    /// Given name and surname without case, marks and joiners, with a space between; of other names the whole.
    pub name_folded: String,
    /// Office or honorific of a person, in small letters.
    pub title: String,
    /// How good the source of the fact is, 0 to 5.
    pub attribution_level: i32,
    /// The words that name the source.
    pub source: String,
    /// 1 inside a quotation, 0 outside.
    pub in_quote: i32,
    /// What the fact is about, where the text says it by name: facts with one key can be compared.
    pub block_key: String,
    /// The day on which the document was published, `YYYY-MM-DD` as far as it is known.
    pub published: String,
    /// Ids of the corpus rules that a comment lets stand here, with spaces between; `*` for all.
    pub stet: String,
    /// First character in the document, counted in code points as Python does.
    pub char_start: i32,
    /// One past the last character.
    pub char_end: i32,
}

/// What a column of the facts table holds.
#[derive(Debug, Clone, Copy)]
pub enum Cell {
    /// Text.
    Text(fn(&Row) -> &str),
    /// A whole number.
    Whole(fn(&Row) -> i32),
}

/// The columns of the facts table with their names, in order.
pub const COLUMNS: [(&str, Cell); 27] = [
    ("doc", Cell::Text(|row| &row.doc)),
    ("fact", Cell::Whole(|row| row.fact)),
    ("kind", Cell::Text(|row| &row.kind)),
    ("text", Cell::Text(|row| &row.text)),
    ("start", Cell::Whole(|row| row.start)),
    ("end", Cell::Whole(|row| row.end)),
    ("line", Cell::Whole(|row| row.line)),
    ("column", Cell::Whole(|row| row.column)),
    ("role", Cell::Text(|row| &row.role)),
    ("low", Cell::Text(|row| &row.low)),
    ("high", Cell::Text(|row| &row.high)),
    ("unit", Cell::Text(|row| &row.unit)),
    ("head", Cell::Text(|row| &row.head)),
    ("event", Cell::Text(|row| &row.event)),
    ("date", Cell::Text(|row| &row.date)),
    ("name_given", Cell::Text(|row| &row.name_given)),
    ("name_surname", Cell::Text(|row| &row.name_surname)),
    ("name_folded", Cell::Text(|row| &row.name_folded)),
    ("title", Cell::Text(|row| &row.title)),
    ("attribution_level", Cell::Whole(|row| row.attribution_level)),
    ("source", Cell::Text(|row| &row.source)),
    ("in_quote", Cell::Whole(|row| row.in_quote)),
    ("block_key", Cell::Text(|row| &row.block_key)),
    ("published", Cell::Text(|row| &row.published)),
    ("stet", Cell::Text(|row| &row.stet)),
    ("char_start", Cell::Whole(|row| row.char_start)),
    ("char_end", Cell::Whole(|row| row.char_end)),
];

impl Row {
    /// The folder of the document, with its `/`; empty if it lies in none.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.doc.rfind('/').map_or("", |at| &self.doc[..=at])
    }

    /// The name of the document without the language in it: `guide/x.md` for `guide/x.de.md` and for itself.
    #[must_use]
    pub fn original(&self) -> String {
        match language_in(&self.doc) {
            Some((name, _, extension)) => format!("{name}.{extension}"),
            None => self.doc.clone(),
        }
    }

    /// All values that a figure can mean, in its own unit. Which end is open is not kept: both count in.
    #[must_use]
    pub fn figure(&self) -> Option<Interval> {
        let end = |text: &str| match text {
            "" => Some(End::Unbounded),
            text => {
                let (sign, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
                let number = Number::parse(digits)?;
                Some(End::Closed(if sign { -number } else { number }))
            }
        };
        if self.low.is_empty() && self.high.is_empty() {
            return None;
        }
        Some(Interval { low: end(&self.low)?, high: end(&self.high)? })
    }

    /// Whether a comment lets the findings of a rule stand here.
    #[must_use]
    pub fn lets_stand(&self, rule: &str) -> bool {
        self.stet.split(' ').any(|of| of == rule || of == "*")
    }
}

/// The name, the language and the extension of a document whose path says in which language it is: `guide/x.de.md`.
#[must_use]
pub fn language_in(doc: &str) -> Option<(&str, &str, &str)> {
    let (rest, extension) = doc.rsplit_once('.')?;
    let (name, language) = rest.rsplit_once('.').filter(|(_, language)| is_language(language))?;
    Some((name, language, extension))
}

/// `de`, `pt-BR`, `zh_Hant`.
fn is_language(text: &str) -> bool {
    let (language, region) = text.split_once(['-', '_']).unwrap_or((text, ""));
    language.len() == 2
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && region.len() <= 4
        && region.bytes().all(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_are_those_that_serde_writes_and_in_its_order() {
        let written = serde_json::to_value(Row::default()).expect("a row of texts and numbers");
        let keys: Vec<&String> = written.as_object().expect("an object").keys().collect();
        assert_eq!(keys, COLUMNS.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    }
}
