//! Half-open byte ranges that know which text they belong to.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

/// Marks a span as a range of the source file's bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InSource {}

/// Marks a span as a range of the plain prose's bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InProse {}

/// A half-open range of bytes, `start <= end`, of the text named by `Text`.
///
/// The two texts cannot be confused: only [`OffsetMap`](crate::markup::OffsetMap) turns a
/// [`ProseSpan`] into a [`SourceSpan`].
///
/// ```
/// use copydesk::text::ProseSpan;
/// let span = ProseSpan::new(4, 9);
/// assert_eq!(span.slice("Not 2,000 of them"), "2,000");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span<Text> {
    start: u32,
    end: u32,
    text: PhantomData<Text>,
}

/// A span of the source file.
pub type SourceSpan = Span<InSource>;
/// A span of the plain prose.
pub type ProseSpan = Span<InProse>;

impl<Text> Span<Text> {
    /// The bytes from `start` up to, not including, `end`.
    ///
    /// # Panics
    /// If `end` lies before `start`.
    #[inline]
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        assert!(start <= end, "a span ends before it starts");
        Self { start, end, text: PhantomData }
    }

    /// First byte.
    #[inline]
    #[must_use]
    pub const fn start(&self) -> u32 {
        self.start
    }

    /// One past the last byte.
    #[inline]
    #[must_use]
    pub const fn end(&self) -> u32 {
        self.end
    }

    /// Length in bytes.
    #[inline]
    #[must_use]
    pub const fn len(&self) -> u32 {
        self.end - self.start
    }

    /// Whether no byte lies inside.
    #[inline]
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// As an index range.
    #[inline]
    #[must_use]
    pub const fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text of the span.
    #[inline]
    #[must_use]
    pub fn slice<'t>(&self, text: &'t str) -> &'t str {
        &text[self.range()]
    }

    /// The smallest span that holds both.
    #[inline]
    #[must_use]
    pub fn cover(&self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Whether `other` lies wholly inside.
    #[inline]
    #[must_use]
    pub const fn contains(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether a byte is shared.
    #[inline]
    #[must_use]
    pub const fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl<Text> fmt::Debug for Span<Text> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
