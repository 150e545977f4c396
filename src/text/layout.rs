//! What a container said about the text that was taken out of it.

/// What one line of an extracted text was in its container. Each paragraph is one line, so that a line number is the
/// number of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum LineKind {
    /// A paragraph.
    #[default]
    Body,
    /// The title of the document.
    Title,
    /// The subtitle.
    Subtitle,
    /// A heading of this level, from 1.
    Heading(u8),
    /// The words under a picture or table.
    Caption,
    /// A quotation set apart.
    Quote,
    /// An item of a list.
    Item {
        /// Number of the list.
        list: u32,
        /// How deep it stands, from 0.
        level: u8,
    },
    /// A paragraph in a cell.
    Cell {
        /// Number of the table, from 0.
        table: u32,
        /// Row, from 0.
        row: u32,
        /// Column, from 0.
        column: u32,
        /// Whether the row names the columns.
        is_head: bool,
    },
    /// A note at the foot.
    Footnote,
}
