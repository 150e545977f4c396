//! The same block or sentence twice.

use crate::lex::Lexed;
use crate::markup::Document;
use crate::text::ProseSpan;

/// Two places with the same words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    /// The first place.
    pub first: ProseSpan,
    /// The later one.
    pub again: ProseSpan,
    /// Whether nothing but white space stands between.
    pub adjacent: bool,
    /// Whether every byte is the same, and not only the words.
    pub identical: bool,
    /// How many words.
    pub words: u32,
}

pub(super) fn find(document: &Document<'_>, lexed: &Lexed) -> Vec<Repeat> {
    let _ = (document, lexed);
    Vec::new()
}
