//! Who says so (`rules.md` 4).

use super::Quotation;
use crate::fact::Fact;
use crate::lex::{Lexed, Lexicon};
use crate::markup::Document;
use crate::text::ProseSpan;

/// How an attribution reaches a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Carry {
    /// The cue governs the figure in its own sentence.
    #[default]
    Direct,
    /// The sentence goes on in the words of the source before it, with a cue of its own (`he added`).
    Carried,
    /// Same paragraph as an attributed sentence, without a cue.
    Soft,
}

/// The source of a figure and how good it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attribution {
    /// 0 none, 1 hidden (`reportedly`), 2 unnamed or a metonym, 3 a named body or document, 4 a named
    /// person, 5 witnessed or linked.
    pub level: u8,
    /// The source's words.
    pub source: Option<ProseSpan>,
    /// The word that attributes: `said`, `according to`.
    pub cue: Option<ProseSpan>,
    /// What is attributed.
    pub content: Option<ProseSpan>,
    /// How it reaches the figure.
    pub carry: Carry,
}

pub(super) fn read(
    document: &Document<'_>,
    lexed: &Lexed,
    lexicon: &Lexicon,
    facts: &[Fact],
    quotations: &[Quotation],
) -> Vec<Attribution> {
    let _ = (document, lexed, lexicon, quotations);
    vec![Attribution::default(); facts.len()]
}
