//! The prose of a document as a reader of a format writes it: text with its origin, block by block.

use std::borrow::Cow;
use std::ops::Range;

use super::suppress::{self, Comment};
use super::{Block, Document, List, Metadata, OffsetMap, Place, Role, Table};
use crate::text::{ProseSpan, SourceSpan};

/// Blocks are kept apart in the prose by a blank line.
const BLOCK_BREAK: &str = "\n\n";

/// Prose under construction. At any time at most one block is open; it begins with its first text.
pub(super) struct Flow<'s> {
    source: &'s str,
    prose: String,
    map: OffsetMap,
    /// Where the open block begins.
    start: Option<usize>,
    opaque: Vec<ProseSpan>,
    comments: Vec<Comment<'s>>,
    pub(super) blocks: Vec<Block>,
    pub(super) lists: Vec<List>,
    pub(super) tables: Vec<Table>,
}

impl<'s> Flow<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self {
            source,
            prose: String::with_capacity(source.len()),
            map: OffsetMap::default(),
            start: None,
            opaque: Vec::new(),
            comments: Vec::new(),
            blocks: Vec::new(),
            lists: Vec::new(),
            tables: Vec::new(),
        }
    }

    /// The whole source, for slices that live as long as it does.
    #[cfg(feature = "html")]
    pub(super) const fn source(&self) -> &'s str {
        self.source
    }

    /// The prose of a span.
    pub(super) fn text(&self, span: ProseSpan) -> &str {
        span.slice(&self.prose)
    }

    /// Whether the open block has no text yet.
    pub(super) const fn is_blank(&self) -> bool {
        self.start.is_none()
    }

    /// Text of the source as it stands there.
    pub(super) fn verbatim(&mut self, range: Range<usize>) {
        let mut text = &self.source[range.clone()];
        if self.start.is_none() {
            text = text.trim_start();
        } else if self.prose.ends_with(' ') {
            // Something between two blanks was left out.
            text = text.trim_start_matches(' ');
        }
        if text.is_empty() {
            return;
        }
        self.begin();
        self.map.push_verbatim(self.prose.len() as u32, text.len() as u32, (range.end - text.len()) as u32);
        self.prose.push_str(text);
    }

    /// Text that stands for a stretch of the source as a whole: an entity, a line break.
    pub(super) fn atomic(&mut self, text: &str, range: Range<usize>) {
        if text.is_empty() || self.start.is_none() && text.trim_start().is_empty() {
            return;
        }
        self.begin();
        self.map.atomic(self.prose.len() as u32, text.len() as u32, span_of(&range));
        self.prose.push_str(text);
    }

    /// White space of the source: one blank, but none where a blank or nothing stands before.
    pub(super) fn blank(&mut self, range: Range<usize>) {
        if self.start.is_none() || self.prose.ends_with([' ', '\n', '\t']) {
            return;
        }
        if &self.source[range.clone()] == " " { self.verbatim(range) } else { self.atomic(" ", range) }
    }

    /// Text of the source that is one token for the layers after this one.
    pub(super) fn opaque(&mut self, range: Range<usize>) {
        let whole = &self.source[range.clone()];
        let text = whole.trim();
        let from = range.start + (whole.len() - whole.trim_start().len());
        self.opaque_as(text, from..from + text.len());
    }

    /// One token that reads `text` and stands for a stretch of the source.
    pub(super) fn opaque_as(&mut self, text: &str, range: Range<usize>) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        self.begin();
        let start = self.prose.len();
        if self.source[range.clone()] == *text {
            self.verbatim(range)
        } else {
            self.atomic(text, range)
        }
        self.opaque.push(ProseSpan::new(start as u32, self.prose.len() as u32));
    }

    /// A comment, whose place decides what it covers.
    pub(super) fn comment(&mut self, text: &'s str, at: usize, span: Range<usize>, inside: bool) {
        if suppress::may_be_directive(text) {
            let block = self.blocks.len() as u32;
            self.comments.push(Comment { text, at: at as u32, span: span_of(&span), block, inside });
        }
    }

    /// Ends the open block, and tells where its text stands, if it has any.
    pub(super) fn close(&mut self) -> Option<ProseSpan> {
        let start = self.start.take()?;
        let text = self.prose[start..].trim_end();
        (!text.is_empty()).then(|| ProseSpan::new(start as u32, (start + text.len()) as u32))
    }

    /// Ends the open block and keeps it, if it has any text. Returns its index.
    pub(super) fn close_as(&mut self, role: Role, place: Place) -> Option<u32> {
        let span = self.close()?;
        Some(self.keep(span, role, place))
    }

    /// Keeps a block that was closed.
    pub(super) fn keep(&mut self, span: ProseSpan, role: Role, place: Place) -> u32 {
        self.blocks.push(Block { span, role, place });
        self.blocks.len() as u32 - 1
    }

    /// Whether the text of a block stands in a later one too; an ellipsis at its end does not count.
    pub(super) fn says_later(&self, block: u32) -> bool {
        let span = self.blocks[block as usize].span;
        let text = self.text(span).trim_end_matches(['…', '.', ' ']);
        !text.is_empty() && self.prose[span.end() as usize..].contains(text)
    }

    /// The document, with its suppressions resolved to what they cover.
    pub(super) fn finish(self, metadata: Metadata) -> Document<'s> {
        let Self { source, prose, map, blocks, lists, tables, opaque, comments, .. } = self;
        let suppressions = suppress::resolve(source, &comments, &metadata, &blocks, &lists, &map);
        Document {
            prose: Cow::Owned(prose),
            map,
            blocks,
            lists,
            tables,
            opaque,
            metadata,
            suppressions,
            ..Document::default()
        }
    }

    fn begin(&mut self) {
        if self.start.is_none() {
            if !self.prose.is_empty() {
                self.prose.push_str(BLOCK_BREAK);
            }
            self.start = Some(self.prose.len());
        }
    }
}

fn span_of(range: &Range<usize>) -> SourceSpan {
    SourceSpan::new(range.start as u32, range.end as u32)
}
