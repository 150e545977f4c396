//! Columns of a table with a total at their foot.

use rustc_hash::FxHashMap;

use super::{Reader, Total, TotalEvidence};
use crate::fact::{Interval, Number};
use crate::lex::Class;
use crate::markup::{Cell, Place};
use crate::story::quantities::cells;
use crate::story::view::View;

/// Fewer cells above a total are no column.
const FEWEST: usize = 2;

/// The figures of one column, from the top.
#[derive(Default)]
struct Column {
    /// The cells with their figures, and whether their row is called a total.
    cells: Vec<(Cell, usize, bool)>,
    /// Something in it is no plain figure.
    spoiled: bool,
}

/// Every column whose last row is its total. Linear: each cell is looked at once.
pub(super) fn find(view: &View<'_>) -> Vec<Total> {
    if view.document.tables.is_empty() {
        return Vec::new();
    }
    let mut columns: FxHashMap<(u32, u32), Column> = FxHashMap::default();
    let mut fact = 0;
    for (at, block) in view.document.blocks.iter().enumerate() {
        while fact < view.facts.len() && (view.claims[fact].block as usize) < at {
            fact += 1;
        }
        let Place::Cell(cell) = block.place else { continue };
        let of_block =
            (fact..view.facts.len()).take_while(|&fact| view.claims[fact].block as usize == at).take(2).count();
        let column = columns.entry((cell.table, cell.column)).or_default();
        match (cell.row_label, of_block) {
            // The head row and the first column hold labels.
            _ if cell.column_label.is_none() && cell.row == 0 => {}
            (None, _) => column.spoiled = true,
            (Some(label), 1) => column.cells.push((cell, fact, is_total(view, label))),
            (_, 0) if block.span.slice(&view.document.prose).chars().all(|c| !c.is_alphanumeric()) => {}
            _ => column.spoiled = true,
        }
    }
    let mut found: Vec<Total> = columns.into_values().filter_map(|column| total(view, &column)).collect();
    found.sort_unstable_by_key(|total| total.total);
    found
}

/// Whether the label of a row is `Total`, `Grand total` ….
fn is_total(view: &View<'_>, label: u32) -> bool {
    let span = view.document.blocks[label as usize].span;
    let first = view.lexed.tokens.partition_point(|token| token.span().start() < span.start());
    view.lexed.tokens.get(first..).is_some_and(|tokens| view.lexicon.entry(tokens, Class::TotalLabel).is_some())
}

fn total(view: &View<'_>, column: &Column) -> Option<Total> {
    let (&(cell, total, is_total), parts) = column.cells.split_last()?;
    // A total above the last one makes a part of the column a part of another.
    if column.spoiled || !is_total || parts.len() < FEWEST || parts.iter().any(|&(.., is_total)| is_total) {
        return None;
    }
    let reader = Reader { view, facts: 0..view.facts.len(), tokens: 0..0 };
    if parts.iter().any(|&(_, part, _)| !reader.same_unit(total, part)) {
        return None;
    }
    let parts: Vec<u32> = parts.iter().map(|&(_, part, _)| part as u32).collect();
    let sum = reader.sum(&parts)?;
    // What is given in thousands is rounded to them.
    let rounded = cells::scale(view, &cell) != Number::ONE;
    let width = if rounded { Number::ratio(parts.len() as i128, 2)? } else { Number::ZERO };
    Some(Total {
        total: total as u32,
        sum: sum.checked_add(&Interval::closed(-width, width))?,
        stated: reader.sum_value(total)?,
        parts,
        evidence: TotalEvidence::Column,
        closed: true,
    })
}
