//! Head noun, event, part and qualifiers of a quantity (`rules.md` 6.1).

use crate::fact::Fact;
use crate::lex::{Lexed, Lexicon};
use crate::markup::Document;
use crate::text::ProseSpan;

/// Which part of a whole a figure stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// The thing itself.
    #[default]
    Total,
    /// Some of it: `12 of the 40`, `including 12`.
    Part,
    /// What is left: `the remaining 12`.
    Remainder,
    /// On top of it: `another 12`.
    Additional,
    /// By how much it changed: `rose by 12`.
    Change,
}

/// What a quantity measures.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Frame {
    /// The noun that heads the measured phrase: `soldiers` in `2,000 Russian soldiers`.
    pub head: Option<ProseSpan>,
    /// Its lemma, folded; empty where there is no head.
    pub head_lemma: Box<str>,
    /// Content words between figure and head, lemmas, in order.
    pub qualifiers: Vec<Box<str>>,
    /// Event class from the governing verb, the head or a participle: `killed`, `displaced`.
    pub event: Option<&'static str>,
    /// Total, part, remainder ….
    pub part: Part,
    /// Under a modal, a condition, a forecast or a plan.
    pub modal: bool,
    /// Under a negation.
    pub negated: bool,
    /// Next to a word of progress: `rose to`, `so far`, `as of`.
    pub progressing: bool,
    /// A limit, setting or instruction and not a report: `must have 8 to 64 characters`.
    pub specification: bool,
}

pub(super) fn read(
    document: &Document<'_>,
    lexed: &Lexed,
    lexicon: &Lexicon,
    facts: &[Fact],
    index: usize,
    sentence: usize,
) -> Frame {
    let _ = (document, lexed, lexicon, facts, index, sentence);
    Frame::default()
}
