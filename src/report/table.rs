//! A table that fits the terminal: its last columns share what the others leave, and break into lines.

use std::fmt::Write as _;

use owo_colors::Style as Ink;

use super::full::Style;
use super::visible;

/// Blanks between two columns.
const GAP: usize = 2;
/// No column is worth more than this.
const WIDEST_COLUMN: usize = 72;
/// Columns that share the room are never narrower than this on the average.
const LEAST_ROOM: usize = 10;

/// Adds a table to `out`. A column whose first cell begins with a digit stands to the right, as figures do.
/// The last two columns share what the others leave.
pub fn draw<const N: usize>(out: &mut String, headings: [&str; N], rows: &[[String; N]], style: Style) {
    draw_sharing(out, headings, rows, 2, style);
}

/// Like [`draw`], with the last `flexible` columns sharing the room.
pub fn draw_sharing<const N: usize>(
    out: &mut String,
    headings: [&str; N],
    rows: &[[String; N]],
    flexible: usize,
    style: Style,
) {
    let widths = fit(headings, rows, flexible, style.width);
    let to_the_right: [bool; N] = std::array::from_fn(|column| {
        rows.first().is_some_and(|row| row[column].starts_with(|first: char| first.is_ascii_digit())) && column == 0
    });
    let heading = line(&headings.map(str::to_owned), &widths, &to_the_right);
    let _ = writeln!(out, "{}", style.paint(Ink::new().dimmed(), &heading));
    for row in rows {
        let cells: [Vec<String>; N] = std::array::from_fn(|column| {
            visible::wrap(&row[column], widths[column]).lines().map(str::to_owned).collect()
        });
        for at in 0..cells.iter().map(Vec::len).max().unwrap_or_default() {
            let cells = std::array::from_fn(|column| cells[column].get(at).cloned().unwrap_or_default());
            let _ = writeln!(out, "{}", line(&cells, &widths, &to_the_right));
        }
    }
}

fn line<const N: usize>(cells: &[String; N], widths: &[usize; N], to_the_right: &[bool; N]) -> String {
    let mut line = String::new();
    for (column, cell) in cells.iter().enumerate() {
        let shown = visible::clip(cell, widths[column]);
        let pad = " ".repeat(widths[column].saturating_sub(visible::width(&shown)));
        if column > 0 {
            line.push_str(&" ".repeat(GAP));
        }
        if to_the_right[column] {
            line.push_str(&pad);
            line.push_str(&shown);
        } else {
            line.push_str(&shown);
            line.push_str(&pad);
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// What each column needs, or what the terminal leaves for the last ones.
fn fit<const N: usize>(headings: [&str; N], rows: &[[String; N]], flexible: usize, width: usize) -> [usize; N] {
    let mut widths = headings.map(visible::width);
    for row in rows {
        for (needed, cell) in widths.iter_mut().zip(row) {
            *needed = (*needed).max(visible::width(&visible::line(cell))).min(WIDEST_COLUMN);
        }
    }
    let (firm, sharing) = widths.split_at_mut(N.saturating_sub(flexible));
    let taken: usize = firm.iter().map(|width| width + GAP).sum();
    let gaps = sharing.len().saturating_sub(1) * GAP;
    share(sharing, width.saturating_sub(taken + gaps).max(LEAST_ROOM * sharing.len()));
    widths
}

/// Narrows columns until they fit the room: those that need less than an equal share keep what they need.
fn share(widths: &mut [usize], room: usize) {
    let mut narrowest_first: Vec<usize> = (0..widths.len()).collect();
    narrowest_first.sort_by_key(|&column| widths[column]);
    let mut left = room;
    for (at, &column) in narrowest_first.iter().enumerate() {
        let equal = left / (widths.len() - at);
        widths[column] = widths[column].min(equal);
        left -= widths[column];
    }
}
