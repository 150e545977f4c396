//! Places of a text as Python counts them.

use copydesk::text::{LineIndex, SourceSpan};
use pyo3::prelude::*;
use serde::Serialize;

/// A place in a text: a dict in Python.
#[derive(Debug, IntoPyObject, Serialize)]
pub(crate) struct Place {
    /// Index into Python's `str`, which counts code points.
    pub(crate) str_start: u32,
    pub(crate) str_end: u32,
    /// Offset into the text as UTF-8.
    pub(crate) byte_start: u32,
    pub(crate) byte_end: u32,
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) text: String,
}

/// Makes places of the spans of one text.
pub(crate) struct Places<'t> {
    text: &'t str,
    lines: LineIndex,
}

impl<'t> Places<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, lines: LineIndex::new(text) }
    }

    pub(crate) fn of(&self, span: SourceSpan) -> Place {
        let position = self.lines.position(self.text, span.start());
        Place {
            str_start: self.lines.characters_before(self.text, span.start()),
            str_end: self.lines.characters_before(self.text, span.end()),
            byte_start: span.start(),
            byte_end: span.end(),
            line: position.line,
            column: position.column,
            text: span.slice(self.text).to_owned(),
        }
    }
}
