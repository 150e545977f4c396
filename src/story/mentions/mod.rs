//! Facts of many documents that meet in one block, and what they are to each other.
//!
//! Comes in: rows of the facts table. Nothing is known of the documents but what the rows say, so that the same rows
//! give the same pairs wherever they come from. Each row is a paragraph of the story that holds them.

mod correction;
mod near_names;
mod office;
mod read;
mod site;
mod thing;
mod translation;

pub use office::Office;

use crate::fact::Row;
use crate::markup::{Block, Place, Role};
use crate::story::NameList;
use crate::text::{ProseSpan, SourceSpan};

/// The rows of a block.
#[derive(Debug, Default)]
pub struct Mentions<'s> {
    /// In order, one for each paragraph of the story.
    pub rows: Vec<Row>,
    /// What the house says of names.
    pub names: Option<&'s NameList>,
}

impl Mentions<'_> {
    /// The row that holds a place of the prose.
    pub(super) fn at(&self, span: ProseSpan, blocks: &[Block]) -> Option<&Row> {
        let after = blocks.partition_point(|block| block.span.start() <= span.start());
        self.rows.get(after.checked_sub(1)?)
    }
}

/// The bytes of its document where a row stands.
pub(super) fn span(row: &Row) -> SourceSpan {
    let start = u32::try_from(row.start).unwrap_or_default();
    SourceSpan::new(start, u32::try_from(row.end).unwrap_or_default().max(start))
}

/// The words of all rows, a paragraph each.
pub(super) fn laid_out(rows: &[Row]) -> (String, Vec<Block>) {
    let mut prose = String::new();
    let blocks = rows.iter().map(|row| {
        let start = prose.len() as u32;
        prose.push_str(&row.text);
        let span = ProseSpan::new(start, prose.len() as u32);
        prose.push_str("\n\n");
        let role = Role::ALL.into_iter().find(|role| role.name() == row.role).unwrap_or(Role::Body);
        Block { span, role, place: Place::Flow }
    });
    let blocks = blocks.collect();
    (prose, blocks)
}
