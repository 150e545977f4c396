//! How what is drawn for each text becomes one document.

use super::Notice;

/// What stands around and between the texts of one output.
///
/// Texts are drawn side by side and written in order, so that a document of any length is never held in memory:
/// a format says what comes before the first, whether entries are joined as a list, and what comes after the last.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Before everything.
    pub opening: String,
    /// Whether the entries are those of a JSON array: joined by commas, each text on lines of its own.
    pub is_list: bool,
    /// After everything; it gets what could not be used, for formats that have a place for it.
    pub closing: fn(&[Notice]) -> String,
}

impl Frame {
    /// Texts one after another with nothing around them.
    #[must_use]
    pub fn plain() -> Self {
        Self { opening: String::new(), is_list: false, closing: |_| String::new() }
    }

    /// A JSON array between `opening`, which ends in `[`, and what `closing` gives, which begins with `]`.
    #[must_use]
    pub fn list(opening: impl Into<String>, closing: fn(&[Notice]) -> String) -> Self {
        Self { opening: opening.into(), is_list: true, closing }
    }
}
