//! From a byte offset to a line and a column, when something is reported.

/// A place as people and editors count it; everything from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line.
    pub line: u32,
    /// Column in characters (Unicode scalar values).
    pub column: u32,
}

/// Bytes between two samples of the number of characters before them: few, for every fact asks twice for its place.
const SAMPLE: usize = 128;

/// Where the lines of a text begin. Built once per text, and only when there is something to report.
///
/// A byte order mark at the start of a file is counted in offsets, for it is there, but not in columns, for
/// no editor shows it.
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
    /// Characters before every [`SAMPLE`]th byte, so that a column in a very long line costs no walk along it.
    characters: Vec<u32>,
    has_mark: bool,
}

impl LineIndex {
    /// Finds the lines of `text`; `\n` ends a line, a `\r` before it belongs to the line.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let starts =
            std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1)).collect();
        let mut characters = vec![0];
        let mut before = 0;
        for chunk in text.as_bytes().chunks_exact(SAMPLE) {
            before += u32::from(count_in_sample(chunk));
            characters.push(before);
        }
        Self { starts, characters, has_mark: text.starts_with('\u{FEFF}') }
    }

    /// Line and column of a byte offset.
    ///
    /// # Panics
    /// If `offset` is not on a character boundary of `text`, the text the index was built from.
    #[must_use]
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        assert!(text.is_char_boundary(offset as usize), "offset {offset} is inside a character");
        let mut before = self.characters_before(text, offset) - self.characters_before(text, self.starts[line]);
        if line == 0 && self.has_mark && before > 0 {
            before -= 1;
        }
        Position { line: line as u32 + 1, column: before + 1 }
    }

    /// Line of a byte offset, from 1, and how many bytes of that line stand before it.
    #[must_use]
    pub fn line_and_bytes(&self, offset: u32) -> (u32, u32) {
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        (line as u32 + 1, offset - self.starts[line])
    }

    /// How many characters stand before a byte offset, a byte order mark among them.
    ///
    /// # Panics
    /// If `offset` is behind the end of `text`, the text the index was built from.
    #[must_use]
    pub fn characters_before(&self, text: &str, offset: u32) -> u32 {
        let sample = offset as usize / SAMPLE;
        self.characters[sample] + count_characters(&text.as_bytes()[sample * SAMPLE..offset as usize])
    }

    /// Bytes of a line (from 1), without its line end.
    #[must_use]
    pub fn line_range(&self, text: &str, line: u32) -> std::ops::Range<usize> {
        let start = self.starts[line as usize - 1] as usize;
        let end = self.starts.get(line as usize).map_or(text.len(), |&next| next as usize);
        let body = text[start..end].trim_end_matches(['\n', '\r']);
        start..start + body.len()
    }
}

/// As [`count_characters`]; so few bytes are counted in one, which is done for many at once.
fn count_in_sample(bytes: &[u8]) -> u8 {
    const { assert!(SAMPLE <= u8::MAX as usize) }
    bytes.iter().map(|byte| u8::from(byte & 0b1100_0000 != 0b1000_0000)).sum()
}

/// How many characters begin in these bytes; they need not begin or end between two characters.
fn count_characters(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0b1100_0000 != 0b1000_0000).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_offset_has_the_column_that_a_walk_along_the_line_gives() {
        let texts = [
            String::new(),
            "a".repeat(SAMPLE),
            "\u{FEFF}Übermut tut 3\u{301} gut.\r\n日本語\n\n".repeat(90),
            "日本語の長い一行".repeat(500),
        ];
        for text in &texts {
            let lines = LineIndex::new(text);
            let mut expected = Position { line: 1, column: 1 };
            for (offset, character) in text.char_indices().chain([(text.len(), ' ')]) {
                assert_eq!(lines.position(text, offset as u32), expected, "offset {offset}");
                match character {
                    '\n' => expected = Position { line: expected.line + 1, column: 1 },
                    '\u{FEFF}' if offset == 0 => {}
                    _ => expected.column += 1,
                }
            }
        }
    }
}
