//! From a source to plain prose: blocks with roles, and the map back.
//!
//! Comes in: a [`Source`]. Goes out: a [`Document`] — the prose, its
//! [`Block`]s in reading order, each with a [`Role`], and the [`OffsetMap`] that leads every byte of the
//! prose back to the source. Knows nothing of facts.

mod component;
#[cfg(feature = "docx")]
pub mod docx;
mod extracted;
mod flow;
mod furniture;
#[cfg(feature = "html")]
mod html;
mod line;
mod markdown;
mod mask;
mod metadata;
mod offset_map;
mod plain;
mod suppress;

pub use crate::text::Format;
pub use metadata::{Disabled, Entry, Metadata};
pub use offset_map::OffsetMap;
pub use suppress::{NamedRule, Suppression, SuppressionKind, stet_comment};

use std::borrow::Cow;

use crate::text::{ProseSpan, Source, SourceSpan};

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
    /// A note at the foot of the piece.
    Footnote,
    /// Program text; never read for facts.
    Code,
    /// Navigation, players, share lines and other leftovers of a page that stand among the text as if they were part of
    /// it; never read for facts.
    Furniture,
    /// What the markup itself sets apart from the piece (`nav`, `footer`, the window title), or what another block
    /// says already (a picture's text beside its caption); never read for facts, and nothing is wrong with it.
    Page,
}

impl Role {
    /// Every role, in the order of the declaration.
    pub const ALL: [Self; 13] = [
        Self::Headline,
        Self::Standfirst,
        Self::Heading,
        Self::Body,
        Self::Caption,
        Self::Credit,
        Self::ListItem,
        Self::TableCell,
        Self::QuoteBlock,
        Self::Footnote,
        Self::Code,
        Self::Furniture,
        Self::Page,
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
            Self::Footnote => "footnote",
            Self::Code => "code",
            Self::Furniture => "furniture",
            Self::Page => "page",
        }
    }

    /// Whether facts are read from it.
    #[must_use]
    pub const fn is_read(self) -> bool {
        !matches!(self, Self::Code | Self::Furniture | Self::Page)
    }
}

/// A paragraph, heading, list item, cell, caption ….
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Where it stands in the prose, without surrounding white space.
    pub span: ProseSpan,
    /// What it is for.
    pub role: Role,
    /// Where it stands in a structure, if it is part of one.
    pub place: Place,
}

/// The place of a block in a structure. It says nothing of the role: a paragraph quoted inside a list has the
/// role of a quotation and the place of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// In the run of the text.
    #[default]
    Flow,
    /// A heading of this level, from 1.
    Heading(u8),
    /// Part of an item of a list; an item with several paragraphs has several blocks.
    Item {
        /// Index in [`Document::lists`].
        list: u32,
        /// Which item of the list, from 0.
        position: u32,
    },
    /// Part of a cell of a table.
    Cell(Cell),
}

/// A cell of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Index in [`Document::tables`].
    pub table: u32,
    /// Row, from 0; a head row counts.
    pub row: u32,
    /// Column, from 0.
    pub column: u32,
    /// Index of the block that names the row: the first cell of the row, where this is not it.
    pub row_label: Option<u32>,
    /// Index of the block that names the column: the cell of the head row, where there is one.
    pub column_label: Option<u32>,
}

/// A list as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct List {
    /// Index of the block right before it, which may announce it: `There are three reasons:`.
    pub lead_in: Option<u32>,
    /// How many items it has, those of lists inside it not counted.
    pub items: u32,
    /// How many lists it stands in.
    pub level: u32,
    /// First number, if it is numbered.
    pub first_number: Option<u64>,
}

/// A table as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Table {
    /// Index of the block of its caption.
    pub caption: Option<u32>,
    /// Rows, the head row counted.
    pub rows: u32,
    /// Columns of the widest row.
    pub columns: u32,
}

/// A source, understood as prose.
#[derive(Debug, Default)]
pub struct Document<'s> {
    /// The plain prose; for plain text it is the source itself, borrowed.
    pub prose: Cow<'s, str>,
    /// Leads a span of the prose back to the source.
    pub map: OffsetMap,
    /// Blocks in reading order; they never overlap.
    pub blocks: Vec<Block>,
    /// Lists in order of their first item.
    pub lists: Vec<List>,
    /// Tables in order.
    pub tables: Vec<Table>,
    /// Stretches of the prose that no grammar looks into, in order: inline code, template tags, formulas. The
    /// words stay in the prose, so that the text around them is not drawn together, and each stretch is one
    /// token: a port or a version in a command is no count of anything.
    pub opaque: Vec<ProseSpan>,
    /// What stands between the tags of a component or of a template, in order and apart: pages show it at times only,
    /// as one of several tabs or editions.
    pub components: Vec<SourceSpan>,
    /// Title, date, authors and settings from the front matter or the head of the page.
    pub metadata: Metadata,
    /// Comments that let a finding stand.
    pub suppressions: Vec<Suppression>,
}

/// Reads a source in its [format](Source::format).
///
/// ```
/// use copydesk::{markup, text::Source};
/// let source = Source::new("a.md", "# Mill closes\n\nThe mill closed in *May* after 90&nbsp;years.\n").unwrap();
/// let document = markup::read(&source);
/// assert_eq!(document.blocks[0].role.name(), "headline");
/// assert_eq!(document.blocks[1].span.slice(&document.prose), "The mill closed in May after 90\u{a0}years.");
/// ```
#[must_use]
pub fn read(source: &Source) -> Document<'_> {
    if let Some(layout) = &source.layout {
        return extracted::read(source.text(), layout);
    }
    match source.format() {
        Format::Markdown => markdown::read(source.text(), markdown::Dialect::CommonMark),
        Format::Mdx => markdown::read(source.text(), markdown::Dialect::Mdx),
        #[cfg(feature = "html")]
        Format::Html => html::read(source.text()),
        _ => plain::read(source.text()),
    }
}
