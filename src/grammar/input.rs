//! The token slice as nom reads it.

use std::ops::Range;

use nom::error::{ErrorKind, ParseError};
use nom::{IResult, Input, Needed};

use crate::lex::{Lexicon, Token};
use crate::text::ProseSpan;

/// What a parser returns.
pub type Parsed<'a, T> = IResult<Tokens<'a>, T, Miss>;

/// A production that does not match. In prose a miss is the normal case and no news, so it carries nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Miss;

impl<I> ParseError<I> for Miss {
    fn from_error_kind(_: I, _: ErrorKind) -> Self {
        Self
    }
    fn append(_: I, _: ErrorKind, other: Self) -> Self {
        other
    }
}

impl<I, E> nom::error::FromExternalError<I, E> for Miss {
    fn from_external_error(_: I, _: ErrorKind, _: E) -> Self {
        Self
    }
}

/// A view of some tokens of a sentence. Cheap to copy; remembers the tokens around it, so that a
/// production can ask what stands before it.
#[derive(Clone, Copy)]
pub struct Tokens<'a> {
    prose: &'a str,
    all: &'a [Token],
    from: u32,
    to: u32,
    sentence: u32,
    lexicon: &'a Lexicon,
}

impl<'a> Tokens<'a> {
    /// The tokens `range` of a document; the range is a sentence.
    #[must_use]
    pub fn new(prose: &'a str, all: &'a [Token], range: Range<u32>, lexicon: &'a Lexicon) -> Self {
        Self { prose, all, from: range.start, to: range.end, sentence: range.start, lexicon }
    }

    /// The tokens in view.
    #[inline]
    #[must_use]
    pub fn slice(&self) -> &'a [Token] {
        &self.all[self.from as usize..self.to as usize]
    }

    /// The first token.
    #[inline]
    #[must_use]
    pub fn first(&self) -> Option<&'a Token> {
        self.slice().first()
    }

    /// The token `ahead` places from the first.
    #[inline]
    #[must_use]
    pub fn get(&self, ahead: usize) -> Option<&'a Token> {
        self.slice().get(ahead)
    }

    /// The token before the view, within the sentence.
    #[inline]
    #[must_use]
    pub fn before(&self) -> Option<&'a Token> {
        (self.from > self.sentence).then(|| &self.all[self.from as usize - 1])
    }

    /// The tokens of the sentence before the view, in order.
    #[must_use]
    pub fn behind(&self) -> &'a [Token] {
        &self.all[self.sentence as usize..self.from as usize]
    }

    /// The text of a token.
    #[inline]
    #[must_use]
    pub fn text(&self, token: &Token) -> &'a str {
        token.span().slice(self.prose)
    }

    /// The word lists.
    #[inline]
    #[must_use]
    pub const fn lexicon(&self) -> &'a Lexicon {
        self.lexicon
    }

    /// The prose that the tokens point into.
    #[inline]
    #[must_use]
    pub const fn prose(&self) -> &'a str {
        self.prose
    }

    /// Index of the first token in the document.
    #[inline]
    #[must_use]
    pub const fn position(&self) -> u32 {
        self.from
    }

    /// Where the token before the view ends, or nought.
    #[must_use]
    pub fn end_before(&self) -> u32 {
        self.before().map_or(0, |before| before.span().end())
    }

    /// Whether no token is left.
    #[inline]
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.from == self.to
    }

    /// The view without its first `count` tokens.
    #[inline]
    #[must_use]
    pub fn skip(&self, count: usize) -> Self {
        Self { from: (self.from + count as u32).min(self.to), ..*self }
    }

    /// The view with `count` more tokens at its start, though none before the sentence.
    #[inline]
    #[must_use]
    pub fn back(&self, count: usize) -> Self {
        Self { from: self.from.saturating_sub(count as u32).max(self.sentence), ..*self }
    }

    /// From the first token of this view to the last one before `rest`.
    #[must_use]
    pub fn span_until(&self, rest: &Self) -> ProseSpan {
        let first = self.all[self.from as usize].span();
        let last = self.all[(rest.from as usize).max(self.from as usize + 1) - 1].span();
        first.cover(last)
    }
}

impl<'a> Input for Tokens<'a> {
    type Item = Token;
    type Iter = std::iter::Copied<std::slice::Iter<'a, Token>>;
    type IterIndices = std::iter::Enumerate<Self::Iter>;

    fn input_len(&self) -> usize {
        (self.to - self.from) as usize
    }
    fn take(&self, index: usize) -> Self {
        Self { to: self.from + index as u32, ..*self }
    }
    fn take_from(&self, index: usize) -> Self {
        self.skip(index)
    }
    fn take_split(&self, index: usize) -> (Self, Self) {
        (self.skip(index), self.take(index))
    }
    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.slice().iter().position(|token| predicate(*token))
    }
    fn iter_elements(&self) -> Self::Iter {
        self.slice().iter().copied()
    }
    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }
    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        if self.input_len() >= count { Ok(count) } else { Err(Needed::Unknown) }
    }
}
