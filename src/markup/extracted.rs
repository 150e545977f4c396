//! Text that was taken out of a container: each line is a paragraph, and its kind is known.
//!
//! The prose is the extracted text itself; a place in the source is a place in that text, and its line is the number of
//! the paragraph. Where the author used no title and no heading, roles are read off the shape of the lines as in plain
//! text.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::furniture::is_furniture;
use super::suppress;
use super::{Block, Cell, Document, List, Metadata, OffsetMap, Place, Role, Table, plain};
use crate::text::{LineKind, ProseSpan};

/// Reads the lines of `text`, of which `layout` has one entry each; lines beyond it are paragraphs.
pub(super) fn read<'s>(text: &'s str, layout: &[LineKind]) -> Document<'s> {
    let mut document = Document { prose: Cow::Borrowed(text), ..Document::default() };
    let mut comments = Vec::new();
    let mut lists = BTreeMap::new();
    let mut open = OpenList::default();
    let mut labels = Labels::default();
    let mut start = 0;
    for (line, kind) in text.split('\n').zip(layout.iter().copied().chain(std::iter::repeat(LineKind::Body))) {
        let from = start + (line.len() - line.trim_start().len());
        let words = line.trim();
        start += line.len() + 1;
        if words.is_empty() {
            continue;
        }
        let span = ProseSpan::new(from as u32, (from + words.len()) as u32);
        let index = document.blocks.len() as u32;
        if plain::is_comment(words) {
            comments.extend(plain::comment(text, span, index));
            continue;
        }
        let place = match kind {
            LineKind::Item { list, level } => open.place(list, level, index, &mut lists, &mut document.lists),
            LineKind::Cell { table, row, column, is_head } => {
                if document.tables.len() <= table as usize {
                    document.tables.resize(table as usize + 1, Table::default());
                }
                labels.place(Cell { table, row, column, row_label: None, column_label: None }, is_head, index)
            }
            LineKind::Heading(level) => Place::Heading(level),
            LineKind::Title => Place::Heading(1),
            _ => Place::Flow,
        };
        if let Place::Cell(cell) = place {
            let table = &mut document.tables[cell.table as usize];
            table.rows = table.rows.max(cell.row + 1);
            table.columns = table.columns.max(cell.column + 1);
        }
        if !matches!(place, Place::Item { .. }) {
            open = OpenList::default();
        }
        let role = if kind == LineKind::Body && is_furniture(words) { Role::Furniture } else { role(kind) };
        document.blocks.push(Block { span, role, place });
    }
    assign_roles(text, &mut document.blocks);
    document.suppressions = suppress::resolve(
        text,
        &comments,
        &Metadata::default(),
        &document.blocks,
        &document.lists,
        &OffsetMap::identity(),
    );
    document
}

const fn role(kind: LineKind) -> Role {
    match kind {
        LineKind::Body => Role::Body,
        LineKind::Title => Role::Headline,
        LineKind::Subtitle => Role::Standfirst,
        LineKind::Heading(_) => Role::Heading,
        LineKind::Caption => Role::Caption,
        LineKind::Quote => Role::QuoteBlock,
        LineKind::Item { .. } => Role::ListItem,
        LineKind::Cell { .. } => Role::TableCell,
        LineKind::Footnote => Role::Footnote,
    }
}

/// Finds the headline among the headings, or reads every role off the lines if there is no heading at all.
fn assign_roles(text: &str, blocks: &mut [Block]) {
    if blocks.iter().any(|block| block.role == Role::Headline) {
        return plain::assign_paragraph_roles(text, blocks);
    }
    if blocks.iter().all(|block| block.role != Role::Heading) {
        return plain::assign_roles(text, blocks);
    }
    if let Some(heading) = blocks.iter_mut().find(|block| block.place == Place::Heading(1)) {
        heading.role = Role::Headline;
    }
    plain::assign_paragraph_roles(text, blocks);
}

/// The lists that the current item stands in, outermost first: number and level in the container, index here.
#[derive(Default)]
struct OpenList {
    around: Vec<(u32, u8, u32)>,
}

impl OpenList {
    /// The place of an item; begins a list where the number is new or the level deeper.
    fn place(
        &mut self,
        number: u32,
        level: u8,
        block: u32,
        known: &mut BTreeMap<(u32, u8), u32>,
        lists: &mut Vec<List>,
    ) -> Place {
        while self.around.last().is_some_and(|&(of, deep, _)| deep > level || deep == level && of != number) {
            self.around.pop();
        }
        let index = match self.around.last() {
            Some(&(of, deep, index)) if (of, deep) == (number, level) => index,
            _ => {
                // Numbering that goes on after a paragraph in between is one list.
                let index = *known.entry((number, level)).or_insert_with(|| {
                    let lead_in = block.checked_sub(1);
                    lists.push(List { lead_in, items: 0, level: self.around.len() as u32, first_number: None });
                    lists.len() as u32 - 1
                });
                self.around.push((number, level, index));
                index
            }
        };
        let list = &mut lists[index as usize];
        list.items += 1;
        Place::Item { list: index, position: list.items - 1 }
    }
}

/// The labels of the current table.
#[derive(Default)]
struct Labels {
    table: Option<u32>,
    row: Option<(u32, u32)>,
    columns: BTreeMap<u32, u32>,
}

impl Labels {
    fn place(&mut self, cell: Cell, is_head: bool, block: u32) -> Place {
        if self.table != Some(cell.table) {
            *self = Self { table: Some(cell.table), ..Self::default() };
        }
        let row_label = self.row.filter(|&(row, _)| row == cell.row && cell.column > 0).map(|(_, block)| block);
        let column_label = self.columns.get(&cell.column).copied();
        if is_head {
            self.columns.entry(cell.column).or_insert(block);
            return Place::Cell(cell);
        }
        if cell.column == 0 && self.row.is_none_or(|(row, _)| row != cell.row) {
            self.row = Some((cell.row, block));
        }
        Place::Cell(Cell { row_label, column_label, ..cell })
    }
}
