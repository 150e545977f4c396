//! What a text says twice, promises or defines, whatever its figures and names: passages, terms, references.

mod quoted_twice;
mod references;
mod repeat;
mod repeated_words;
mod terms;
mod typography;

pub use quoted_twice::QuotedTwice;
pub use references::Reference;
pub use repeat::Repeat;
pub(super) use repeat::find as repeats;
pub use repeated_words::RepeatedWord;
pub use terms::{DefinedTerm, TermFault};
pub use typography::MixedMarks;

use crate::claim::Quotation;
use crate::story::view::View;

/// What the passages of a text say of one another.
#[derive(Debug, Default)]
pub struct Passages {
    /// Blocks and sentences that stand there more than once.
    pub repeats: Vec<Repeat>,
    /// Words that stand twice in a row.
    pub repeated_words: Vec<RepeatedWord>,
    /// Quotations that stand at two places.
    pub quoted_twice: Vec<QuotedTwice>,
    /// Terms that are defined twice or never used.
    pub terms: Vec<DefinedTerm>,
    /// References that lead nowhere.
    pub lost_references: Vec<Reference>,
    /// Both styles of quotation marks in one text.
    pub mixed_marks: Option<MixedMarks>,
}

/// Sets the passages of a story side by side; its repeats are known, for people are read with them.
pub(super) fn find(view: &View<'_>, quotations: &[Quotation], repeats: Vec<Repeat>) -> Passages {
    let (document, lexed) = (view.document, view.lexed);
    Passages {
        repeats,
        repeated_words: repeated_words::find(view),
        quoted_twice: quoted_twice::find(document, lexed, quotations),
        terms: terms::find(view),
        lost_references: references::find(view),
        mixed_marks: typography::mixed_marks(view, quotations),
    }
}
