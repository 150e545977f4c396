//! The texts that findings point into.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::text::{LineIndex, Position, Source};

/// Looks up sources by name and turns offsets into positions; lines are counted on first use only.
#[derive(Debug, Default)]
pub struct Texts<'s> {
    texts: FxHashMap<&'s str, Lines<'s>>,
}

/// A text and where its lines begin.
#[derive(Debug)]
pub(super) struct Lines<'s> {
    pub(super) text: &'s str,
    index: OnceLock<LineIndex>,
}

impl<'s> Texts<'s> {
    /// The texts of these sources.
    #[must_use]
    pub fn new(sources: impl IntoIterator<Item = &'s Source>) -> Self {
        Self { texts: sources.into_iter().map(|source| (source.name().as_ref(), Lines::new(source.text()))).collect() }
    }

    /// Line and column of an offset; `None` if the text is not among these.
    #[must_use]
    pub fn position(&self, path: &str, offset: u32) -> Option<Position> {
        self.get(path).map(|lines| lines.position(offset))
    }

    /// Line of an offset and column in bytes, both from 1; `None` if the text is not among these.
    #[must_use]
    pub fn line_and_byte(&self, path: &str, offset: u32) -> Option<(u32, u32)> {
        let (line, before) = self.get(path)?.index().line_and_bytes(offset);
        Some((line, before + 1))
    }

    /// The text of that name.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&'s str> {
        self.get(path).map(|lines| lines.text)
    }

    pub(super) fn get(&self, path: &str) -> Option<&Lines<'s>> {
        self.texts.get(path)
    }
}

impl<'s> Lines<'s> {
    pub(super) fn new(text: &'s str) -> Self {
        Self { text, index: OnceLock::new() }
    }

    pub(super) fn index(&self) -> &LineIndex {
        self.index.get_or_init(|| LineIndex::new(self.text))
    }

    pub(super) fn position(&self, offset: u32) -> Position {
        self.index().position(self.text, offset)
    }
}
