//! The way back from plain prose to the source.

use crate::text::{ProseSpan, SourceSpan};

/// Maps spans of the prose to spans of the source.
///
/// Made of pieces in prose order. A *verbatim* piece has the same bytes on both sides and may be entered
/// anywhere. An *atomic* one (an entity such as `&mdash;`, a soft line break) is mapped as a whole: its
/// two sides differ in length, so there is no meaning in half of it.
///
/// ```
/// use copydesk::markup::OffsetMap;
/// use copydesk::text::{ProseSpan, SourceSpan};
/// // Source `a &amp; b`, prose `a & b`.
/// let mut map = OffsetMap::default();
/// map.verbatim(0, 2);
/// map.atomic(2, 1, SourceSpan::new(2, 7));
/// map.push_verbatim(3, 2, 7);
/// assert_eq!(map.to_source(ProseSpan::new(2, 3)), SourceSpan::new(2, 7));
/// assert_eq!(map.to_source(ProseSpan::new(4, 5)), SourceSpan::new(8, 9));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OffsetMap {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    prose: u32,
    source: u32,
    prose_len: u32,
    source_len: u32,
    verbatim: bool,
}

impl OffsetMap {
    /// Prose and source are the same text.
    #[must_use]
    pub fn identity() -> Self {
        Self { pieces: Vec::new() }
    }

    /// Adds `len` bytes that stand at the same offset on both sides.
    pub fn verbatim(&mut self, at: u32, len: u32) {
        self.push_verbatim(at, len, at);
    }

    /// Adds `len` bytes of prose at `prose` that stand unchanged at `source`.
    pub fn push_verbatim(&mut self, prose: u32, len: u32, source: u32) {
        if let Some(last) = self.pieces.last_mut()
            && last.verbatim
            && last.prose + last.prose_len == prose
            && last.source + last.source_len == source
        {
            last.prose_len += len;
            last.source_len += len;
            return;
        }
        self.pieces.push(Piece { prose, source, prose_len: len, source_len: len, verbatim: true });
    }

    /// Adds `len` bytes of prose at `prose` that stand for the whole of `source`.
    pub fn atomic(&mut self, prose: u32, len: u32, source: SourceSpan) {
        self.pieces.push(Piece {
            prose,
            source: source.start(),
            prose_len: len,
            source_len: source.len(),
            verbatim: false,
        });
    }

    /// Every piece in order: prose, source, and whether it is verbatim. None for the identity.
    pub fn pieces(&self) -> impl Iterator<Item = (ProseSpan, SourceSpan, bool)> {
        self.pieces.iter().map(|piece| {
            (
                ProseSpan::new(piece.prose, piece.prose + piece.prose_len),
                SourceSpan::new(piece.source, piece.source + piece.source_len),
                piece.verbatim,
            )
        })
    }

    /// The smallest stretch of the source that holds everything the prose span stands for.
    #[must_use]
    pub fn to_source(&self, span: ProseSpan) -> SourceSpan {
        if self.pieces.is_empty() {
            return SourceSpan::new(span.start(), span.end());
        }
        let start = self.start_of(span.start());
        if span.is_empty() {
            return SourceSpan::new(start, start);
        }
        SourceSpan::new(start, self.end_of(span.end()).max(start))
    }

    fn start_of(&self, prose: u32) -> u32 {
        let index = self.pieces.partition_point(|piece| piece.prose <= prose).saturating_sub(1);
        let piece = &self.pieces[index];
        let into = prose.saturating_sub(piece.prose);
        match (into >= piece.prose_len, piece.verbatim) {
            // In a gap between pieces (a block break): the next piece begins there.
            (true, _) => self.pieces.get(index + 1).map_or(piece.source + piece.source_len, |next| next.source),
            (false, true) => piece.source + into,
            (false, false) => piece.source,
        }
    }

    fn end_of(&self, prose: u32) -> u32 {
        let index = self.pieces.partition_point(|piece| piece.prose < prose).saturating_sub(1);
        let piece = &self.pieces[index];
        let into = prose.saturating_sub(piece.prose);
        if piece.verbatim && into < piece.prose_len { piece.source + into } else { piece.source + piece.source_len }
    }
}
