//! Which figure counts some of what another one counts, and which percentage says how much that is.

use crate::claim::Claim;
use crate::fact::Fact;
use crate::lex::{Lexed, Lexicon};
use crate::markup::Document;

/// Figures that belong together as in `of the 45 towns, 17, or 38%, …`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proportion {
    /// Index of the fact that counts the part.
    pub part: Option<u32>,
    /// Index of the fact that counts the whole.
    pub whole: u32,
    /// Index of the percentage.
    pub share: Option<u32>,
}

pub(super) fn find(
    document: &Document<'_>,
    lexed: &Lexed,
    lexicon: &Lexicon,
    facts: &[Fact],
    claims: &[Claim],
) -> Vec<Proportion> {
    let _ = (document, lexed, lexicon, facts, claims);
    Vec::new()
}
