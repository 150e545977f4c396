//! The piece of a text that is shown around a finding's sites.
//!
//! A newsroom paragraph is one line of 800 characters, so a line is never shown whole unless it fits. An
//! excerpt is cut between words, says `…` where it was cut, and knows the true line and column. It is a text
//! of its own, already in the form a terminal shows, so that whoever draws it needs no arithmetic.

use std::ops::Range;

use super::texts::Lines;
use super::visible::{self, glyph, width, width_of};
use crate::text::{Position, SourceSpan};

/// Columns of text that are kept on either side of a site, if there is any.
const CONTEXT: usize = 10;
/// A label is given this much room beside its site before it is broken into lines.
const LABEL_ROOM: usize = 32;
/// What a drawn label has before its first letter: `╰── `.
const LABEL_INDENT: usize = 4;

/// A site of a finding, in the text at hand.
#[derive(Debug, Clone)]
pub(super) struct Site<'f> {
    pub(super) span: SourceSpan,
    pub(super) label: &'f str,
    /// Whether it is the one that the finding is about.
    pub(super) is_primary: bool,
}

/// One line as shown, with its sites.
#[derive(Debug)]
pub(super) struct Row {
    /// Of the primary site, or of the first one.
    pub(super) position: Position,
    /// What is shown.
    pub(super) text: String,
    /// In order of their place.
    pub(super) marks: Vec<Mark>,
}

/// A site in a [`Row`].
#[derive(Debug)]
pub(super) struct Mark {
    /// Bytes of the row's text.
    pub(super) range: Range<usize>,
    /// Broken into lines that fit beside the site; empty if there is nothing to say.
    pub(super) label: String,
    pub(super) is_primary: bool,
}

/// Cuts an excerpt around every site. Sites of one line that fit beside each other share a row; the row with
/// the primary site is the first, the others follow in the order of the text.
pub(super) fn rows(lines: &Lines<'_>, sites: &[Site<'_>], columns: usize) -> Vec<Row> {
    let columns = columns.max(4 * CONTEXT);
    let mut sites: Vec<Site<'_>> = sites.to_vec();
    let primary = sites.iter().find(|site| site.is_primary).map(|site| site.span);
    // A site without words that lies over the primary one would only be the same excerpt once more.
    sites.retain(|site| {
        site.is_primary || !site.label.is_empty() || !primary.is_some_and(|primary| primary.overlaps(&site.span))
    });
    sites.sort_by_key(|site| (site.span, !site.is_primary));
    let mut rows: Vec<Row> = Vec::new();
    let mut rest = sites.as_slice();
    while !rest.is_empty() {
        let count = 1 + (1..rest.len()).take_while(|&next| shares_row(lines, &rest[..=next], columns)).count();
        rows.push(row(lines, &rest[..count], columns));
        rest = &rest[count..];
    }
    rows.sort_by_key(|row| !row.marks.iter().any(|mark| mark.is_primary));
    rows
}

/// Whether the last of the sites can be drawn in one row with those before it. Sites that overlap cannot:
/// they would be underlined as if they stood beside each other.
fn shares_row(lines: &Lines<'_>, sites: &[Site<'_>], columns: usize) -> bool {
    let [earlier @ .., last] = sites else { return false };
    let (Some(first), Some(before)) = (earlier.first(), earlier.last()) else { return false };
    if last.span.start() < before.span.end() || region(lines, last.span) != region(lines, first.span) {
        return false;
    }
    let whole = first.span.cover(last.span);
    whole.len() as usize <= 4 * columns && width_in_terminal(whole.slice(lines.text)) + 2 * CONTEXT <= columns
}

fn width_in_terminal(text: &str) -> usize {
    text.chars().filter_map(glyph).map(width_of).sum()
}

/// The bytes of the lines that a span touches.
fn region(lines: &Lines<'_>, span: SourceSpan) -> Range<usize> {
    let (first, last) = (lines.position(span.start()).line, lines.position(span.end()).line);
    let index = lines.index();
    index.line_range(lines.text, first).start..index.line_range(lines.text, last).end.max(span.end() as usize)
}

/// Characters as they will stand in the terminal.
#[derive(Debug, Default)]
struct Cells {
    cells: Vec<char>,
}

impl Cells {
    fn push(&mut self, text: &str) {
        let mut after_break = false;
        for character in text.chars() {
            // A line break with the indentation of the next line is one blank.
            if character == '\n' {
                after_break = true;
            } else if after_break && matches!(character, ' ' | '\t') {
                continue;
            } else {
                after_break = false;
            }
            self.cells.extend(glyph(character));
        }
    }

    fn width(&self, range: Range<usize>) -> usize {
        self.cells[range].iter().map(|&cell| width_of(cell)).sum()
    }

    /// The first cell from which on what lies before `end` fits into `columns`, at the beginning of a word.
    fn start_for(&self, end: usize, columns: usize) -> usize {
        let mut start = end;
        let mut used = 0;
        while start > 0 && used + width_of(self.cells[start - 1]) <= columns {
            start -= 1;
            used += width_of(self.cells[start]);
        }
        if start == 0 {
            return 0;
        }
        let is_word_start = |&at: &usize| self.cells[at - 1] == ' ' && self.cells[at] != ' ';
        (start..end).find(is_word_start).unwrap_or_else(|| {
            // Writing without blanks is cut between any two characters, though not before a combining one.
            let cut = (start..end).find(|&at| width_of(self.cells[at]) > 0).unwrap_or(end);
            if end - cut > CONTEXT { cut } else { end }
        })
    }

    /// The last cell up to which what lies behind `start` fits into `columns`, at the end of a word.
    fn end_for(&self, start: usize, columns: usize) -> usize {
        let mut end = start;
        let mut used = 0;
        while end < self.cells.len() && used + width_of(self.cells[end]) <= columns {
            used += width_of(self.cells[end]);
            end += 1;
        }
        if end == self.cells.len() {
            return end;
        }
        let is_word_end = |&at: &usize| self.cells[at] == ' ' && self.cells[at - 1] != ' ';
        (start.max(1)..=end).rev().find(is_word_end).unwrap_or(if end - start > CONTEXT { end } else { start })
    }
}

fn row(lines: &Lines<'_>, sites: &[Site<'_>], columns: usize) -> Row {
    let text = lines.text;
    let region = region(lines, sites[0].span);
    let (first, last) = (sites[0].span.range(), sites[sites.len() - 1].span.range());
    // More bytes than any row can show: a line of a gigabyte costs no more than one of a kilobyte.
    let reach = 8 * columns;
    let from = text.ceil_char_boundary(region.start.max(first.start.saturating_sub(reach)));
    let until = text.floor_char_boundary(region.end.min(last.end + reach));

    let mut cells = Cells::default();
    let lead = &text[from..first.start];
    cells.push(if from == region.start { lead.trim_start() } else { lead });
    let mut spans = Vec::with_capacity(sites.len());
    let mut end = first.start;
    for site in sites {
        let span = site.span.range();
        cells.push(&text[end..span.start]);
        let start = cells.cells.len();
        push_site(&mut cells, &text[span.clone()], columns - 2 * CONTEXT);
        spans.push(start..cells.cells.len());
        end = span.end;
    }
    let tail = &text[end..until.max(end)];
    cells.push(if until == region.end { tail.trim_end() } else { tail });

    let cut = Cut { before: from > region.start, after: until < region.end };
    let shown = window(&cells, &spans, sites, columns, cut);
    let primary = sites.iter().find(|site| site.is_primary).unwrap_or(&sites[0]);
    render(&cells, &spans, sites, columns, &shown, lines.position(primary.span.start()))
}

/// A site as it is shown: whole, or its beginning and its end with `…` between them.
fn push_site(cells: &mut Cells, text: &str, columns: usize) {
    let reach = 8 * columns;
    let too_long = text.len() > 2 * reach;
    if !too_long && width_in_terminal(text) <= columns {
        return cells.push(text);
    }
    let mut head = Cells::default();
    head.push(if too_long { &text[..text.floor_char_boundary(reach)] } else { text });
    let mut tail = Cells::default();
    tail.push(if too_long { &text[text.ceil_char_boundary(text.len() - reach)..] } else { text });
    let room = columns.saturating_sub(3);
    let kept = head.end_for(0, room * 2 / 3);
    let from = tail.start_for(tail.cells.len(), room - head.width(0..kept));
    cells.cells.extend_from_slice(&head.cells[..kept]);
    cells.push(" … ");
    cells.cells.extend_from_slice(&tail.cells[from..]);
}

/// Whether there is more of the lines than the cells hold.
#[derive(Debug, Clone, Copy)]
struct Cut {
    before: bool,
    after: bool,
}

/// The cells that are shown, and whether something before and behind them is not.
#[derive(Debug)]
struct Window {
    cells: Range<usize>,
    cut: Cut,
}

fn window(cells: &Cells, spans: &[Range<usize>], sites: &[Site<'_>], columns: usize, cut: Cut) -> Window {
    let (start, end) = (spans[0].start, spans[spans.len() - 1].end);
    let core = cells.width(start..end);
    let (before, after) = (cells.width(0..start), cells.width(end..cells.cells.len()));
    // A site near the right edge leaves no room for its label, so the text moves to the left.
    let left_most = spans
        .iter()
        .zip(sites)
        .map(|(span, site)| {
            let middle = (cells.width(start..span.start) + cells.width(start..span.end)) / 2;
            columns.saturating_sub(middle + LABEL_INDENT + width(site.label).min(LABEL_ROOM))
        })
        .min()
        .unwrap_or(columns);
    if !cut.before && !cut.after && before <= left_most && before + core + after <= columns {
        return Window { cells: 0..cells.cells.len(), cut };
    }
    let budget = columns.saturating_sub(core);
    let left = before.min(left_most).min((budget / 2).max(budget.saturating_sub(after)));
    let from = if left == before && !cut.before { 0 } else { cells.start_for(start, left.saturating_sub(2)) };
    let used = cells.width(from..start) + if from > 0 || cut.before { 2 } else { 0 };
    let right = budget.saturating_sub(used);
    let until =
        if after <= right && !cut.after { cells.cells.len() } else { cells.end_for(end, right.saturating_sub(2)) };
    Window {
        cells: from..until,
        cut: Cut { before: cut.before || from > 0, after: cut.after || until < cells.cells.len() },
    }
}

fn render(
    cells: &Cells,
    spans: &[Range<usize>],
    sites: &[Site<'_>],
    columns: usize,
    shown: &Window,
    position: Position,
) -> Row {
    let mut text = String::new();
    if shown.cut.before {
        // A blank after the mark says that whole words are missing.
        let between_words = shown.cells.start == 0 || cells.cells[shown.cells.start - 1] == ' ';
        text.push_str(if between_words { "… " } else { "…" });
    }
    let mut offsets = Vec::with_capacity(shown.cells.len() + 1);
    for &cell in &cells.cells[shown.cells.clone()] {
        offsets.push(text.len());
        text.push(cell);
    }
    offsets.push(text.len());
    if shown.cut.after {
        let between_words = cells.cells.get(shown.cells.end).is_none_or(|&next| next == ' ');
        text.push_str(if between_words { " …" } else { "…" });
    }
    let marks = spans
        .iter()
        .zip(sites)
        .map(|(span, site)| {
            let range = offsets[span.start - shown.cells.start]..offsets[span.end - shown.cells.start];
            let middle = (width(&text[..range.start]) + width(&text[..range.end])) / 2;
            let room = columns.saturating_sub(middle + LABEL_INDENT).max(2 * CONTEXT);
            Mark { range, label: visible::wrap(site.label, room), is_primary: site.is_primary }
        })
        .collect::<Vec<_>>();
    if marks.iter().any(|mark| mark.range.start == text.len()) {
        // There must be something to point at behind the last letter.
        text.push(' ');
    }
    Row { position, text, marks }
}
