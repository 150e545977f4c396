//! The document as a whole: everything that rules can ask about.
//!
//! Comes in: a source, read through every layer before. Goes out: the [`Story`] — facts, claims,
//! quotations, people and their spellings, repeated blocks. Hard relations between two places (same
//! person, same quantity, the same block twice) are settled here once, each with its evidence; rules only
//! call them by name.

pub mod resolve;

pub mod organizations;
pub mod people;

mod quantities;
mod repeat;
mod typography;

pub use organizations::Organizations;
pub use people::People;
pub use quantities::{Anchor as QuantityAnchor, Blocker, Level, SameQuantity};
pub use repeat::Repeat;
pub use resolve::Anchor;
pub use typography::MixedMarks;

use crate::claim::{self, Claim, Quotation};
use crate::fact::{Bounds, Fact};
use crate::grammar;
use crate::lex::{self, Lexed, Lexicon};
use crate::markup::{self, Document};
use crate::text::Source;

/// A document, understood.
#[derive(Debug)]
pub struct Story<'s> {
    /// The source it was read from.
    pub source: &'s Source,
    /// Prose, blocks and the way back to the source.
    pub document: Document<'s>,
    /// Tokens and sentences.
    pub lexed: Lexed,
    /// Word lists it was read with.
    pub lexicon: &'s Lexicon,
    /// Widths of hedges and rounding.
    pub bounds: Bounds,
    /// Facts in order of their start.
    pub facts: Vec<Fact>,
    /// One claim for each fact.
    pub claims: Vec<Claim>,
    /// Quotations in order.
    pub quotations: Vec<Quotation>,
    /// Blocks and sentences that stand there more than once.
    pub repeats: Vec<Repeat>,
    /// Pairs of figures that speak of the same thing.
    pub same_quantities: Vec<SameQuantity>,
    /// Who is who, and names spelled in two ways.
    pub people: People,
    /// Names of bodies, places and things that disagree.
    pub organizations: Organizations,
    /// Both styles of quotation marks in one text.
    pub mixed_marks: Option<MixedMarks>,
}

impl<'s> Story<'s> {
    /// Reads a source through every layer.
    ///
    /// ```
    /// use copydesk::{fact::Bounds, lex::Lexicon, story::Story, text::Source};
    /// let source = Source::new("a.txt", "Mayor Ola Lund said 40 boats sank.").unwrap();
    /// let lexicon = Lexicon::default();
    /// let story = Story::read(&source, &lexicon, Bounds::default());
    /// assert_eq!(story.claims.len(), story.facts.len());
    /// ```
    #[must_use]
    pub fn read(source: &'s Source, lexicon: &'s Lexicon, bounds: Bounds) -> Self {
        let document = markup::read(source);
        let lexed = lex::lex(&document, lexicon);
        let mut facts = grammar::scan(&document.prose, &lexed, lexicon);
        resolve::resolve(&mut facts, &Anchor { date: source.date.clone(), locale: source.locale.clone() });
        let claim::Claims { claims, quotations } = claim::read(&document, &lexed, lexicon, &facts);
        let repeats = repeat::find(&document, &lexed);
        let same_quantities = quantities::find(&document, &lexed, lexicon, &facts, &claims);
        let names = people::Reading {
            document: &document,
            lexed: &lexed,
            lexicon,
            facts: &facts,
            claims: &claims,
            repeats: &repeats,
        };
        let people = people::find(names);
        let organizations = organizations::find(names, &people);
        let mixed_marks = typography::mixed_marks(&document, &lexed, &quotations);
        Self {
            source,
            document,
            lexed,
            lexicon,
            bounds,
            facts,
            claims,
            quotations,
            repeats,
            same_quantities,
            people,
            organizations,
            mixed_marks,
        }
    }
}
