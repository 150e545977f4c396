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
}

impl Row {
    /// The folder of the document, with its `/`; empty if it lies in none.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.doc.rfind('/').map_or("", |at| &self.doc[..=at])
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
