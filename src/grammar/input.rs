//! The token slice as nom reads it.

use std::cell::Cell;
use std::ops::Range;

use nom::error::{ErrorKind, ParseError};
use nom::{IResult, Input, Needed};

use super::cardinal::Cardinal;
use crate::lex::{Class, LexValue, Lexicon, Token, WordSet};
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

/// What all views of a sentence share. Kept apart, so that a view is two registers wide.
pub struct Scope<'a> {
    document: &'a Reading<'a>,
    sentence: u32,
}

/// A document as the grammar reads it: its tokens, and what has been asked of their places before.
pub struct Reading<'a> {
    prose: &'a str,
    all: &'a [Token],
    lexicon: &'a Lexicon,
    opens: [Cell<(Place, u128)>; KEPT],
    numbers: [Cell<Option<(Place, Number)>>; KEPT],
    /// A token of a sentence, the next one behind it that opens a unit of time, if there is one, and where the view ended.
    next_unit: Cell<(u32, u32, u32)>,
}

/// Of how many places the last answers are kept: as many as a production goes to and fro between.
const KEPT: usize = 8;
/// Where a view begins and ends.
type Place = (u32, u32);
/// A number and the place behind it, or none.
type Number = Option<(u32, Cardinal)>;

impl<'a> Reading<'a> {
    /// Of the tokens of a document.
    #[must_use]
    pub fn new(prose: &'a str, all: &'a [Token], lexicon: &'a Lexicon) -> Self {
        const NOWHERE: Place = (u32::MAX, u32::MAX);
        Self {
            prose,
            all,
            lexicon,
            opens: [const { Cell::new((NOWHERE, 0)) }; KEPT],
            numbers: [const { Cell::new(None) }; KEPT],
            next_unit: Cell::new((u32::MAX, 0, 0)),
        }
    }

    /// The prose that the tokens point into.
    #[must_use]
    pub const fn prose(&self) -> &'a str {
        self.prose
    }

    /// The word lists.
    #[must_use]
    pub const fn lexicon(&self) -> &'a Lexicon {
        self.lexicon
    }

    /// Around the sentence that begins with token number `start`.
    #[inline]
    #[must_use]
    pub const fn sentence(&'a self, start: u32) -> Scope<'a> {
        Scope { document: self, sentence: start }
    }
}

impl<'a> Scope<'a> {
    /// The view of some tokens of the sentence, by their numbers in the document.
    #[must_use]
    pub const fn tokens(&'a self, range: Range<u32>) -> Tokens<'a> {
        Tokens { scope: self, from: range.start, to: range.end }
    }
}

/// A view of some tokens of a sentence. Cheap to copy; remembers the tokens around it, so that a
/// production can ask what stands before it.
#[derive(Clone, Copy)]
pub struct Tokens<'a> {
    scope: &'a Scope<'a>,
    from: u32,
    to: u32,
}

impl<'a> Tokens<'a> {
    /// The tokens in view.
    #[inline]
    #[must_use]
    pub fn slice(&self) -> &'a [Token] {
        &self.scope.document.all[self.from as usize..self.to as usize]
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
        (self.from > self.scope.sentence).then(|| &self.scope.document.all[self.from as usize - 1])
    }

    /// The tokens of the sentence before the view, in order.
    #[must_use]
    pub fn behind(&self) -> &'a [Token] {
        &self.scope.document.all[self.scope.sentence as usize..self.from as usize]
    }

    /// The text of a token.
    #[inline]
    #[must_use]
    pub fn text(&self, token: &Token) -> &'a str {
        token.span().slice(self.scope.document.prose)
    }

    /// The word lists.
    #[inline]
    #[must_use]
    pub const fn lexicon(&self) -> &'a Lexicon {
        self.scope.document.lexicon
    }

    /// The prose that the tokens point into.
    #[inline]
    #[must_use]
    pub const fn prose(&self) -> &'a str {
        self.scope.document.prose
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

    /// Every class of the first word, and of the phrases whose first two words stand here.
    #[inline]
    #[must_use]
    pub fn opens(&self) -> u128 {
        match self.first() {
            Some(first) if self.lexicon().begins_phrase(first.word) => self.opens_phrase(),
            Some(first) => self.lexicon().classes(first.word),
            None => 0,
        }
    }

    /// Nearly every production asks this of the word that it may begin with.
    fn opens_phrase(&self) -> u128 {
        let kept = &self.scope.document.opens[self.from as usize % KEPT];
        let (place, opens) = kept.get();
        if place == (self.from, self.to) {
            return opens;
        }
        let opens = self.lexicon().opens_here(self.slice());
        kept.set(((self.from, self.to), opens));
        opens
    }

    /// Whether one of these classes holds the word `ahead` places from the first, or a phrase that stands there.
    #[inline]
    #[must_use]
    pub fn opens_at(&self, ahead: usize, classes: u128) -> bool {
        self.may_open_at(ahead, classes) && self.skip(ahead).opens() & classes != 0
    }

    /// Nearly every word begins nothing of the kind: a glance before more is asked.
    #[inline(always)]
    fn may_open_at(&self, ahead: usize, classes: u128) -> bool {
        self.get(ahead).is_some_and(|token| self.lexicon().opens(token.word) & classes != 0)
    }

    /// The longest entry of a word list that begins here: how many tokens it takes, and its value.
    #[inline(always)]
    #[must_use]
    pub fn entry(&self, class: Class) -> Option<(usize, LexValue)> {
        if self.may_open_at(0, class.filter()) { self.listed(class) } else { None }
    }

    #[inline(never)]
    fn listed(&self, class: Class) -> Option<(usize, LexValue)> {
        if self.opens() & class.filter() != 0 { self.lexicon().entry(self.slice(), class) } else { None }
    }

    /// The number that begins here, by `read` if no production has asked before: half of them begin with one.
    pub(super) fn number(&self, read: impl FnOnce(Self) -> Parsed<'a, Cardinal>) -> Parsed<'a, Cardinal> {
        let kept = &self.scope.document.numbers[self.from as usize % KEPT];
        let number = match kept.get() {
            Some((place, number)) if place == (self.from, self.to) => number,
            _ => {
                let number = read(*self).ok().map(|(rest, number)| (rest.from, number));
                kept.set(Some(((self.from, self.to), number)));
                number
            }
        };
        number.map(|(rest, number)| (Self { from: rest, ..*self }, number)).ok_or(nom::Err::Error(Miss))
    }

    /// How far behind the first token the next unit of time stands, if the view has one: a production asks this of every
    /// token that it may begin with, and all of them up to the unit have one answer.
    pub(super) fn unit_ahead(&self) -> Option<usize> {
        static UNITS: WordSet = WordSet::opening(Class::TimeUnit.bit());
        let kept = &self.scope.document.next_unit;
        let (from, unit, to) = kept.get();
        let unit = if to == self.to && (from..unit).contains(&self.from) {
            unit
        } else {
            let is_unit = |ahead: &usize| {
                UNITS.has(self.slice()[*ahead].word, self.lexicon())
                    && self.skip(*ahead).opens() & Class::TimeUnit.bit() != 0
            };
            let unit = (1..self.slice().len()).find(is_unit).map_or(self.to, |ahead| self.from + ahead as u32);
            kept.set((self.from, unit, self.to));
            unit
        };
        (unit < self.to).then(|| (unit - self.from) as usize)
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
        Self { from: self.from.saturating_sub(count as u32).max(self.scope.sentence), ..*self }
    }

    /// From the first token of this view to the last one before `rest`.
    #[must_use]
    pub fn span_until(&self, rest: &Self) -> ProseSpan {
        let first = self.scope.document.all[self.from as usize].span();
        let last = self.scope.document.all[(rest.from as usize).max(self.from as usize + 1) - 1].span();
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
