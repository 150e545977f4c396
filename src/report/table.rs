//! A table that fits the terminal: the last two columns share what the others leave, and break into lines.

use std::fmt::Write as _;

use owo_colors::Style as Ink;

use super::full::Style;
use super::visible;

/// Blanks between two columns.
const GAP: usize = 2;
/// No column is worth more than this.
const WIDEST_COLUMN: usize = 72;
/// The last two columns are never narrower than this together.
const LEAST_ROOM: usize = 20;

/// Adds a table to `out`. A column whose first cell begins with a digit stands to the right, as figures do.
pub fn draw<const N: usize>(out: &mut String, headings: [&str; N], rows: &[[String; N]], style: Style) {
    let widths = fit(headings, rows, style.width);
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

/// What each column needs, or what the terminal leaves for the last two.
fn fit<const N: usize>(headings: [&str; N], rows: &[[String; N]], width: usize) -> [usize; N] {
    let mut widths = headings.map(visible::width);
    for row in rows {
        for (needed, cell) in widths.iter_mut().zip(row) {
            *needed = (*needed).max(visible::width(&visible::line(cell))).min(WIDEST_COLUMN);
        }
    }
    let [firm @ .., left, right] = widths.as_mut_slice() else { return widths };
    let taken: usize = firm.iter().map(|width| width + GAP).sum();
    let room = width.saturating_sub(taken + GAP).max(LEAST_ROOM);
    if *left + *right > room {
        let half = room / 2;
        if *right <= half {
            *left = room - *right;
        } else if *left <= half {
            *right = room - *left;
        } else {
            (*left, *right) = (half, room - half);
        }
    }
    widths
}
