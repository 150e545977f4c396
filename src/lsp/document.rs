//! A text that is open in the editor, and its positions.

use gen_lsp_types::{Position, Range, TextDocumentContentChangeEvent};

use crate::text::{Format, SourceSpan, Utf16Index};

/// What a position's `character` counts; agreed on at the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, which every client knows.
    Utf16,
}

/// An open text.
#[derive(Debug)]
pub(super) struct Document {
    /// The text as the editor has it.
    pub(super) text: String,
    /// The editor's number for this state of it.
    pub(super) version: i32,
    /// How it is marked up, as far as the editor's language id tells.
    pub(super) format: Option<Format>,
}

impl Document {
    /// Applies changes in their order; each counts from the text that the one before left.
    pub(super) fn change(&mut self, changes: Vec<TextDocumentContentChangeEvent>, encoding: Encoding) {
        for change in changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(change) => {
                    let start = offset_of(&self.text, change.range.start, encoding);
                    let end = offset_of(&self.text, change.range.end, encoding).max(start);
                    self.text.replace_range(start..end, &change.text);
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(change) => {
                    self.text = change.text;
                }
            }
        }
    }
}

/// The byte offset of one position. [`Lines`] answers many, but reads the whole text first, which is too much for each
/// key in a long one.
fn offset_of(text: &str, position: Position, encoding: Encoding) -> usize {
    let Some(start) = line_starts(text).nth(position.line as usize) else { return text.len() };
    let line = text[start..].split(['\n', '\r']).next().unwrap_or_default();
    let mut units = 0;
    let before = line.chars().take_while(|letter| {
        units += if encoding == Encoding::Utf8 { letter.len_utf8() } else { letter.len_utf16() };
        units <= position.character as usize
    });
    start + before.map(char::len_utf8).sum::<usize>()
}

/// Lines end at a line feed, at a carriage return, or at both, which are one line end.
fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let ends =
        memchr::memchr2_iter(b'\n', b'\r', bytes).filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
    std::iter::once(0).chain(ends.map(|at| at + 1))
}

/// The format that an editor's language id stands for.
pub(super) fn format_of(language: &str) -> Option<Format> {
    match language {
        "markdown" | "gfm" => Some(Format::Markdown),
        "mdx" => Some(Format::Mdx),
        "html" | "xhtml" => Some(Format::Html),
        "plaintext" | "text" => Some(Format::Plain),
        _ => None,
    }
}

/// Byte offsets of a text as positions of the protocol, and back.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<u32>,
    utf16: Option<Utf16Index>,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str, encoding: Encoding) -> Self {
        let starts = line_starts(text).map(|start| start as u32).collect();
        // Where all is ASCII, bytes and code units are the same.
        let needs_index = encoding == Encoding::Utf16 && !text.is_ascii();
        Self { text, starts, utf16: needs_index.then(|| Utf16Index::new(text)) }
    }

    pub(super) fn position(&self, offset: u32) -> Position {
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        let start = self.starts[line];
        let character = match &self.utf16 {
            Some(index) => index.units_before(self.text, offset) - index.units_before(self.text, start),
            None => offset - start,
        };
        Position { line: line as u32, character }
    }

    pub(super) fn range(&self, span: SourceSpan) -> Range {
        Range { start: self.position(span.start()), end: self.position(span.end()) }
    }

    /// The offset of a position; what lies behind the end of a line or of the text is that end.
    pub(super) fn offset(&self, position: Position) -> u32 {
        let Some(&start) = self.starts.get(position.line as usize) else { return self.text.len() as u32 };
        let end = self.line_end(position.line);
        let offset = match &self.utf16 {
            Some(index) => {
                let units = index.units_before(self.text, start).saturating_add(position.character);
                index.offset_of(self.text, units)
            }
            None => start.saturating_add(position.character),
        };
        let mut offset = offset.min(end);
        while !self.text.is_char_boundary(offset as usize) {
            offset -= 1;
        }
        offset
    }

    /// The bytes of a range; one whose ends are swapped is empty.
    pub(super) fn span(&self, range: Range) -> SourceSpan {
        let start = self.offset(range.start);
        SourceSpan::new(start, self.offset(range.end).max(start))
    }

    fn line_end(&self, line: u32) -> u32 {
        let start = self.starts[line as usize] as usize;
        let end = self.starts.get(line as usize + 1).map_or(self.text.len(), |&next| next as usize);
        (start + self.text[start..end].trim_end_matches(['\n', '\r']).len()) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn positions_count_in_the_encoding_that_was_agreed_on() {
        let text = "Über 𝟛 Orte\r\nzwei\n";
        let utf16 = Lines::new(text, Encoding::Utf16);
        let utf8 = Lines::new(text, Encoding::Utf8);
        let orte = text.find("Orte").unwrap() as u32;
        assert_eq!(utf16.position(orte), at(0, 8));
        assert_eq!(utf8.position(orte), at(0, 11));
        assert_eq!(utf16.offset(at(0, 8)), orte);
        assert_eq!(utf8.offset(at(0, 11)), orte);
        assert_eq!(utf16.offset(at(0, 99)), 15, "the end of the line, before its line end");
        assert_eq!(utf8.offset(at(0, 1)), 0, "inside a character: its start");
        assert_eq!(utf16.offset(at(7, 0)), text.len() as u32);
        assert_eq!(utf16.position(text.len() as u32), at(2, 0));
    }

    #[test]
    fn one_position_is_found_as_many_are() {
        let text = "Über 𝟛 Orte\r\nzwei\r\rdrei\n";
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            let lines = Lines::new(text, encoding);
            for position in (0..7).flat_map(|line| (0..20).map(move |character| at(line, character))) {
                assert_eq!(offset_of(text, position, encoding), lines.offset(position) as usize, "{position:?}");
            }
        }
    }

    #[test]
    fn a_carriage_return_alone_ends_a_line_too() {
        let lines = Lines::new("a\rb\r\rc\r\nd\n", Encoding::Utf16);
        let starts: Vec<u32> = (0..6).map(|line| lines.offset(at(line, 0))).collect();
        assert_eq!(starts, [0, 2, 4, 5, 8, 10]);
        assert_eq!(lines.offset(at(3, 9)), 6, "before the carriage return");
    }

    #[test]
    fn changes_build_on_each_other() {
        let mut document = Document { text: "one\ntwo ü three\n".into(), version: 1, format: None };
        let partial = |start, end, text: &str| {
            serde_json::from_value(serde_json::json!({
                "range": { "start": start, "end": end }, "text": text
            }))
            .unwrap()
        };
        document.change(
            vec![
                partial(at(1, 4), at(1, 5), "and 𝟛"),
                partial(at(1, 10), at(1, 16), "!"),
                partial(at(9, 0), at(9, 0), "end"),
            ],
            Encoding::Utf16,
        );
        assert_eq!(document.text, "one\ntwo and 𝟛!\nend");
    }
}
