//! Figures of a table, against the sentence that speaks of the same row and column.
//!
//! A sentence speaks of a cell if it holds every content word of both its labels and one figure that the cell
//! can be compared with. A caption or label `in thousands` scales the cells. Where two cells fit a sentence,
//! it speaks of neither.

use rustc_hash::FxHashMap;

use crate::fact::{Interval, Number, Value};
use crate::lex::{Class, TokenKind};
use crate::markup::{Cell, Place, Role};
use crate::story::context::{Stem, stem};
use crate::story::view::View;

/// Cells of one row label that are looked at.
const MOST_CELLS: usize = 64;
/// Tokens of a row or column label; a paragraph in a cell labels nothing.
const LONGEST_LABEL: usize = 40;
/// Bytes of a caption in which its scale is looked for.
const CAPTION_REACH: usize = 400;

/// A cell and the figure that speaks of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellFigure {
    /// Index of the fact in the cell.
    pub cell: u32,
    /// Index of the fact in the sentence.
    pub figure: u32,
    /// What the cell can mean, scaled.
    pub cell_value: Interval,
    /// What the figure can mean.
    pub figure_value: Interval,
}

/// A cell with a figure and its labels.
struct Entry {
    fact: usize,
    row: Vec<Stem>,
    column: Vec<Stem>,
    value: Interval,
}

/// Every figure with its cell, in order of the figure. Linear: sentences are looked up by the first word of each
/// row label.
pub(super) fn find(view: &View<'_>) -> Vec<CellFigure> {
    if view.document.tables.is_empty() {
        return Vec::new();
    }
    let reader = Reader { view };
    let mut by_word: FxHashMap<Stem, Vec<Entry>> = FxHashMap::default();
    for entry in (0..view.facts.len()).filter_map(|fact| reader.entry(fact)) {
        let entries = by_word.entry(entry.row[0]).or_default();
        if entries.len() < MOST_CELLS {
            entries.push(entry);
        }
    }
    let mut found = Vec::new();
    for sentence in 0..view.lexed.sentences.len() {
        found.extend(reader.sentence(sentence, &by_word));
    }
    found
}

struct Reader<'v, 'a> {
    view: &'v View<'a>,
}

impl Reader<'_, '_> {
    /// The only figure of a cell, with its labels.
    fn entry(&self, fact: usize) -> Option<Entry> {
        let view = self.view;
        let claim = &view.claims[fact];
        let block = &view.document.blocks[claim.block as usize];
        let Place::Cell(cell) = block.place else { return None };
        let mut figures = view.facts_of(view.sentence(fact));
        let alone = figures.next() == Some(fact) && figures.next().is_none();
        if !alone {
            return None;
        }
        let (row, column) = (cell.row_label?, cell.column_label);
        let scale = scale(view, &cell);
        let value = self.value(fact)?.checked_mul(&Interval::point(scale))?;
        let row = self.words(row);
        (!row.is_empty()).then(|| Entry {
            fact,
            row,
            column: column.map(|column| self.words(column)).unwrap_or_default(),
            value,
        })
    }

    /// Stems of the words of a label, and of its numbers, for a year is a label too; none of what is too long for one.
    fn words(&self, block: u32) -> Vec<Stem> {
        let view = self.view;
        let span = view.document.blocks[block as usize].span;
        let first = view.lexed.tokens.partition_point(|token| token.span().start() < span.start());
        let end = view.lexed.tokens.partition_point(|token| token.span().end() <= span.end());
        let says = |&at: &usize| match view.kind(at) {
            TokenKind::Number => true,
            TokenKind::Word => {
                view.text(at).len() > 2
                    && !view.is(at, Class::FunctionWord)
                    && !view.is_one_of(at, &["thousands", "millions", "billions", "total", "number"])
            }
            _ => false,
        };
        if end - first > LONGEST_LABEL {
            return Vec::new();
        }
        (first..end).filter(says).map(|at| stem(view.text(at))).collect()
    }

    /// The one cell that a sentence of the prose speaks of, with the one figure that can be compared.
    fn sentence(&self, sentence: usize, by_word: &FxHashMap<Stem, Vec<Entry>>) -> Option<CellFigure> {
        let view = self.view;
        let block = &view.document.blocks[view.lexed.sentences[sentence].block as usize];
        if !matches!(block.role, Role::Body | Role::Standfirst) {
            return None;
        }
        let words: Vec<Stem> = view
            .tokens_of(sentence)
            .filter(|&at| matches!(view.kind(at), TokenKind::Word | TokenKind::Number))
            .map(|at| stem(view.text(at)))
            .collect();
        let mut fitting = words
            .iter()
            .filter_map(|word| by_word.get(word))
            .flatten()
            .filter(|entry| entry.row.iter().chain(&entry.column).all(|word| words.contains(word)));
        let entry = fitting.next()?;
        if fitting.any(|other| other.fact != entry.fact) {
            return None;
        }
        let mut figures = view.facts_of(sentence).filter(|&fact| self.value(fact).is_some());
        let figure = figures.next().filter(|_| figures.next().is_none())?;
        let claim = &view.claims[figure];
        let told = claim.quotation.is_none() && !claim.frame.modal && !claim.frame.progressing;
        (told && self.same_unit(entry.fact, figure)).then_some(CellFigure {
            cell: entry.fact as u32,
            figure: figure as u32,
            cell_value: entry.value,
            figure_value: self.value(figure)?,
        })
    }

    /// What a figure can mean; a year is a label and no figure.
    fn value(&self, fact: usize) -> Option<Interval> {
        match &self.view.facts[fact].value {
            Value::Count(_) | Value::Money(_) | Value::Percent(_) | Value::Measure(_) => self.view.loose(fact),
            _ => None,
        }
    }

    /// A bare number of a table can be anything; else both are of one kind and unit.
    fn same_unit(&self, cell: usize, figure: usize) -> bool {
        match (&self.view.facts[cell].value, &self.view.facts[figure].value) {
            (Value::Count(_), Value::Count(_) | Value::Money(_)) | (Value::Percent(_), Value::Percent(_)) => true,
            (Value::Money(a), Value::Money(b)) => a.currency == b.currency,
            (Value::Measure(a), Value::Measure(b)) => a.unit == b.unit,
            _ => false,
        }
    }
}

/// `in thousands`, `($ millions)` in the caption or the label of the column.
pub(super) fn scale(view: &View<'_>, cell: &Cell) -> Number {
    let table = &view.document.tables[cell.table as usize];
    let says = |block: u32, word: &str| {
        let span = view.document.blocks[block as usize].span;
        let words = span.slice(&view.document.prose);
        words[..words.floor_char_boundary(CAPTION_REACH)].to_ascii_lowercase().contains(word)
    };
    let blocks = || [table.caption, cell.column_label].into_iter().flatten();
    let scales = [("thousands", 1_000), ("millions", 1_000_000), ("billions", 1_000_000_000)];
    let scale = scales.into_iter().find(|(word, _)| blocks().any(|block| says(block, word)));
    Number::from(scale.map_or(1, |(_, scale)| scale))
}
