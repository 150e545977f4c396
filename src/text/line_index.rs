//! From a byte offset to a line and a column, when something is reported.

/// A place as people and editors count it; everything from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line.
    pub line: u32,
    /// Column in characters (Unicode scalar values).
    pub column: u32,
}

/// Where the lines of a text begin. Built once per text, and only when there is something to report.
///
/// ```
/// use copydesk::text::LineIndex;
/// let text = "Ein Wort.\nÜber 15 Orte.";
/// let lines = LineIndex::new(text);
/// let at = lines.position(text, text.find("15").unwrap() as u32);
/// assert_eq!((at.line, at.column), (2, 6));
/// ```
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Finds the lines of `text`; `\n` ends a line, a `\r` before it belongs to the line.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let starts =
            std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1)).collect();
        Self { starts }
    }

    /// Line and column of a byte offset.
    ///
    /// # Panics
    /// If `offset` is not on a character boundary of `text`, the text the index was built from.
    #[must_use]
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        let before = &text[self.starts[line] as usize..offset as usize];
        Position { line: line as u32 + 1, column: before.chars().count() as u32 + 1 }
    }

    /// Bytes of a line (from 1), without its line end.
    #[must_use]
    pub fn line_range(&self, text: &str, line: u32) -> std::ops::Range<usize> {
        let start = self.starts[line as usize - 1] as usize;
        let end = self.starts.get(line as usize).map_or(text.len(), |&next| next as usize);
        let body = text[start..end].trim_end_matches(['\n', '\r']);
        start..start + body.len()
    }

    /// How many lines there are; an empty text has one.
    #[must_use]
    pub fn line_count(&self) -> u32 {
        self.starts.len() as u32
    }
}
