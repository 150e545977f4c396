//! Facts for people: a table of what was written and how it was understood.

mod understood;

pub use understood::understood;

use std::fmt::Write as _;

use owo_colors::Style as Ink;

use super::full::Style;
use super::texts::Lines;
use super::visible;
use crate::story::Story;

/// Blanks between two columns of the table.
const GAP: usize = 2;
/// No column of the table is worth more than this.
const WIDEST_COLUMN: usize = 60;
const HEADINGS: [&str; 4] = ["place", "kind", "as written", "as understood"];

/// Adds the table of a story's facts to `out`.
pub fn table(out: &mut String, story: &Story<'_>, style: Style) {
    let lines = Lines::new(story.source.text());
    let rows: Vec<[String; 4]> = story
        .facts
        .iter()
        .map(|fact| {
            let at = lines.position(story.document.map.to_source(fact.span).start());
            [
                format!("{}:{}", at.line, at.column),
                fact.value.kind().replace('_', " "),
                visible::line(fact.span.slice(&story.document.prose)).into_owned(),
                visible::line(&understood(fact, &story.bounds)).into_owned(),
            ]
        })
        .collect();
    let count = if rows.len() == 1 { "1 fact".to_owned() } else { format!("{} facts", rows.len()) };
    let _ = writeln!(out, "{}: {count}", style.paint(Ink::new().bold(), &visible::line(story.source.name())));
    if rows.is_empty() {
        return;
    }
    let widths = fit(&rows, style.width);
    let heading = row(&HEADINGS.map(str::to_owned), &widths);
    let _ = writeln!(out, "\n{}", style.paint(Ink::new().dimmed(), &heading));
    for cells in &rows {
        let broken: Vec<Vec<String>> = cells
            .iter()
            .zip(widths)
            .map(|(cell, columns)| visible::wrap(cell, columns).lines().map(str::to_owned).collect())
            .collect();
        for line in 0..broken.iter().map(Vec::len).max().unwrap_or_default() {
            let cells = std::array::from_fn(|column| broken[column].get(line).cloned().unwrap_or_default());
            let _ = writeln!(out, "{}", row(&cells, &widths));
        }
    }
}

fn row(cells: &[String; 4], widths: &[usize; 4]) -> String {
    let mut line = String::new();
    for (at, (cell, &columns)) in cells.iter().zip(widths).enumerate() {
        let shown = visible::clip(cell, columns);
        let pad = " ".repeat(columns - visible::width(&shown).min(columns));
        // Places are numbers and stand to the right.
        if at == 0 {
            line.push_str(&pad);
            line.push_str(&shown);
        } else {
            line.push_str(&" ".repeat(GAP));
            line.push_str(&shown);
            line.push_str(&pad);
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// Widths of the columns: what they need, or what the terminal has, shared out between the last two.
fn fit(rows: &[[String; 4]], width: usize) -> [usize; 4] {
    let mut widths = HEADINGS.map(visible::width);
    for cells in rows {
        for (needed, cell) in widths.iter_mut().zip(cells) {
            *needed = (*needed).max(visible::width(cell)).min(WIDEST_COLUMN);
        }
    }
    let room = width.saturating_sub(widths[0] + widths[1] + 3 * GAP).max(20);
    if widths[2] + widths[3] > room {
        let half = room / 2;
        if widths[3] <= half {
            widths[2] = room - widths[3];
        } else if widths[2] <= half {
            widths[3] = room - widths[2];
        } else {
            (widths[2], widths[3]) = (half, room - half);
        }
    }
    widths
}
