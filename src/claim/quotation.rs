//! Quotations and their marks.

use crate::lex::Lexed;
use crate::markup::Document;
use crate::text::ProseSpan;

/// How a quotation mark is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyph {
    /// `“ ”`
    CurlyDouble,
    /// `‘ ’`
    CurlySingle,
    /// `"`
    StraightDouble,
    /// `'`
    StraightSingle,
    /// `« »`
    Guillemet,
    /// `„ “`
    Low,
}

/// A stretch in quotation marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Quotation {
    /// Marks included.
    pub span: ProseSpan,
    /// The words alone.
    pub words: ProseSpan,
    /// How many words.
    pub word_count: u32,
    /// Index of its block.
    pub block: u32,
    /// Index of the sentence it begins in.
    pub sentence: u32,
    /// Opening mark.
    pub open: Glyph,
    /// Closing mark; `None` where the quotation runs on into the next paragraph or is never closed.
    pub close: Option<Glyph>,
    /// Whether the next paragraph opens with a mark again, so that the missing one is right.
    pub continues: bool,
    /// Index of the person fact who speaks, where one is found.
    pub speaker: Option<u32>,
    /// Level of the source that speaks, 0 to 5 as in attribution.
    pub level: u8,
}

pub(super) fn find(document: &Document<'_>, lexed: &Lexed) -> Vec<Quotation> {
    let _ = (document, lexed);
    Vec::new()
}

/// The quotation that holds a span.
pub(super) fn holding(quotations: &[Quotation], span: ProseSpan) -> Option<u32> {
    let after = quotations.partition_point(|quotation| quotation.span.start() <= span.start());
    let index = after.checked_sub(1)?;
    quotations[index].span.contains(&span).then_some(index as u32)
}
