//! From a source to plain prose: blocks with roles, and the map back.
//!
//! Comes in: a [`Source`]. Goes out: a [`Document`] — the prose, its
//! [`Block`]s in reading order, each with a [`Role`], and the [`OffsetMap`] that leads every byte of the
//! prose back to the source. Knows nothing of facts.

mod furniture;
mod offset_map;
mod plain;

pub use offset_map::OffsetMap;

use std::borrow::Cow;

use crate::text::{ProseSpan, Source};

/// What a block is for in the piece. Rules name roles in `in headline`, `in body`, ….
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The title of the piece.
    Headline,
    /// The paragraph under the headline that sums the piece up.
    Standfirst,
    /// A heading inside the piece.
    Heading,
    /// Running prose.
    Body,
    /// The words under a picture, table or chart.
    Caption,
    /// Who wrote or photographed it, agencies used.
    Credit,
    /// One item of a list.
    ListItem,
    /// One cell of a table.
    TableCell,
    /// A quotation set as a block.
    QuoteBlock,
    /// Program text; never read for facts.
    Code,
    /// Navigation, players, share lines and other leftovers of the page; never read for facts.
    Furniture,
}

impl Role {
    /// Every role, in the order of the declaration.
    pub const ALL: [Self; 11] = [
        Self::Headline,
        Self::Standfirst,
        Self::Heading,
        Self::Body,
        Self::Caption,
        Self::Credit,
        Self::ListItem,
        Self::TableCell,
        Self::QuoteBlock,
        Self::Code,
        Self::Furniture,
    ];

    /// The word for it in rules and output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Standfirst => "standfirst",
            Self::Heading => "heading",
            Self::Body => "body",
            Self::Caption => "caption",
            Self::Credit => "credit",
            Self::ListItem => "list-item",
            Self::TableCell => "table-cell",
            Self::QuoteBlock => "quote-block",
            Self::Code => "code",
            Self::Furniture => "furniture",
        }
    }

    /// Whether facts are read from it.
    #[must_use]
    pub const fn is_read(self) -> bool {
        !matches!(self, Self::Code | Self::Furniture)
    }
}

/// A paragraph, heading, list item, cell, caption ….
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Where it stands in the prose, without surrounding white space.
    pub span: ProseSpan,
    /// What it is for.
    pub role: Role,
}

/// A source, understood as prose.
#[derive(Debug)]
pub struct Document<'s> {
    /// The plain prose; for plain text it is the source itself, borrowed.
    pub prose: Cow<'s, str>,
    /// Leads a span of the prose back to the source.
    pub map: OffsetMap,
    /// Blocks in reading order; they never overlap.
    pub blocks: Vec<Block>,
}

/// Reads a source as the format its name says (`.md` and so on); anything else is plain text.
///
/// ```
/// use copydesk::{markup, text::Source};
/// let source = Source::new("a.txt", "Mill closes\n\nThe mill closed in May after 90 years.\n").unwrap();
/// let document = markup::read(&source);
/// assert_eq!(document.blocks[0].role.name(), "headline");
/// assert_eq!(document.blocks[1].span.slice(&document.prose), "The mill closed in May after 90 years.");
/// ```
#[must_use]
pub fn read(source: &Source) -> Document<'_> {
    plain::read(source.text())
}
