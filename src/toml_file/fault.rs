//! What is wrong with a file, where, and a way out.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A fault in a file: a place inside it, what is wrong there, and a way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub path: Arc<str>,
    /// Its whole text, so that a report can show the line.
    pub source: Arc<str>,
    /// Bytes of that text.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write instead, where that is known.
    pub help: Option<String>,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = 1 + self.source[..self.span.start.min(self.source.len())].matches('\n').count();
        write!(f, "{}:{line}: {}", self.path, self.message)?;
        self.help.as_ref().map_or(Ok(()), |help| write!(f, " ({help})"))
    }
}

impl std::error::Error for Fault {}

/// `did you mean ...?`, if one of the known words is near enough to have been meant.
pub(crate) fn did_you_mean<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<String> {
    nearest(word, known).map(|near| format!("did you mean `{near}`?"))
}

/// The known word with the fewest slips between it and `word`.
fn nearest<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    nearest_of(word, known.into_iter().map(|candidate| (candidate, candidate)))
}

/// What the known word with the fewest slips between it and `word` stands for: at most one slip in three letters,
/// and one letter is not taken for another.
pub(crate) fn nearest_of<'w, T>(word: &str, known: impl IntoIterator<Item = (&'w str, T)>) -> Option<T> {
    let letters = word.chars().count();
    let most = (letters / 3).max(1).min(letters.saturating_sub(1));
    known
        .into_iter()
        // What differs so much in length is far away: a key of a megabyte is compared with nothing.
        .filter(|(candidate, _)| candidate.chars().count().abs_diff(letters) <= most)
        .map(|(candidate, meant)| (strsim::osa_distance(word, candidate), meant))
        .filter(|(slips, _)| *slips <= most)
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, meant)| meant)
}

/// A list as a sentence has it: `a`, `b` and `c`.
pub(crate) fn listing<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match words.as_slice() {
        [] => "none".to_owned(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
