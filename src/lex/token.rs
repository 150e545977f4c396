//! One token.

use super::WordId;
use crate::text::ProseSpan;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum TokenKind {
    /// Letters, with inner apostrophes (`don't`, `O'Brien`); initialisms and abbreviations keep their dots
    /// (`U.S.`, `Dr.`, `J.`).
    Word,
    /// Digits with inner commas and dots that are followed by a digit: `400,000`, `1.2`, `10.0.0.1`.
    Number,
    /// A fraction character: `½`.
    Fraction,
    /// `'s`, `’s`, or the bare apostrophe after a plural.
    Possessive,
    /// `-` and its Unicode twins, one character.
    Hyphen,
    /// `–`, `—`, or a run of two and more hyphens.
    Dash,
    /// `−`, the minus sign.
    Minus,
    /// `.`
    Period,
    /// `…` or a run of two and more periods.
    Ellipsis,
    /// `?`
    Question,
    /// `!`
    Exclamation,
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// `:`
    Colon,
    /// `/` or `⁄`
    Slash,
    /// `“ ‘ « „`
    QuoteOpen,
    /// `” ’ »`, where it is no apostrophe.
    QuoteClose,
    /// `"` or `'`
    QuoteStraight,
    /// `(`, `[` or `{`
    ParenOpen,
    /// `)`, `]` or `}`
    ParenClose,
    /// `%` or `‰`
    Percent,
    /// `$ € £ ¥ ₹ …`
    Currency,
    /// `°`
    Degree,
    /// `+` or `±`
    Plus,
    /// `×`
    Times,
    /// `=`, `<`, `>`, `≤`, `≥`
    Relation,
    /// `~` or `≈`
    Tilde,
    /// `&`
    Ampersand,
    /// `@`
    At,
    /// `#` or `№`
    Hash,
    /// `*`, `†`, `‡`
    Mark,
    /// `•` and its kin.
    Bullet,
    /// A web or mail address, one token.
    Link,
    /// Inline code, a template tag, a formula: one token, whatever is in it.
    Opaque,
    /// Anything else.
    Other,
}

impl TokenKind {
    /// How many kinds there are.
    pub const COUNT: usize = Self::Other as usize + 1;
}

/// Words in small letters that many tokens are compared with: most of these have another length or first letter.
#[derive(Debug)]
pub struct Words {
    words: &'static [&'static str],
    lengths: u32,
    letters: u32,
}

impl Words {
    /// The list, with what its words have in common; made at build time for a constant.
    #[must_use]
    pub const fn new(words: &'static [&'static str]) -> Self {
        let mut list = Self { words, lengths: 0, letters: 0 };
        let mut at = 0;
        while at < words.len() {
            let word = words[at].as_bytes();
            list.lengths |= 1 << (word.len() & 31);
            list.letters |= 1 << (word[0] & 31);
            at += 1;
        }
        list
    }

    #[inline]
    const fn may_hold(&self, text: &[u8]) -> bool {
        match text.first() {
            // A capital has the last five bits of the small letter.
            Some(first) => self.lengths >> (text.len() & 31) & self.letters >> (*first & 31) & 1 != 0,
            None => false,
        }
    }
}

/// A token of the prose: 12 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    start: u32,
    end: u32,
    /// The word in the lexicon, or [`WordId::UNKNOWN`].
    pub word: WordId,
    /// What it is made of.
    pub kind: TokenKind,
    flags: u8,
}

const GLUED: u8 = 1;
const CAPITAL: u8 = 2;
const ALL_CAPS: u8 = 4;
const DOTTED: u8 = 8;
const SENTENCE_START: u8 = 16;

impl Token {
    pub(super) fn new(start: usize, end: usize, kind: TokenKind, word: WordId, glued: bool) -> Self {
        Self { start: start as u32, end: end as u32, word, kind, flags: if glued { GLUED } else { 0 } }
    }

    /// A stretch of the prose that the document calls opaque.
    pub(super) const fn opaque(span: ProseSpan, glued: bool) -> Self {
        let flags = if glued { GLUED } else { 0 };
        Self { start: span.start(), end: span.end(), word: WordId::UNKNOWN, kind: TokenKind::Opaque, flags }
    }

    pub(super) fn set_capital(&mut self, all: bool) {
        self.flags |= CAPITAL | if all { ALL_CAPS } else { 0 };
    }

    pub(super) fn set_dotted(&mut self, end: usize) {
        self.end = end as u32;
        self.flags |= DOTTED;
    }

    pub(super) fn set_sentence_start(&mut self) {
        self.flags |= SENTENCE_START;
    }

    /// Whether a sentence can end at it: at a final mark, or at a word with a dot of its own.
    #[inline]
    pub(super) const fn may_end_sentence(&self) -> bool {
        const ENDS: u64 = 1 << TokenKind::Question as u32
            | 1 << TokenKind::Exclamation as u32
            | 1 << TokenKind::Period as u32
            | 1 << TokenKind::Ellipsis as u32;
        ENDS >> self.kind as u32 & 1 != 0 || self.is_dotted()
    }

    /// Where it stands.
    #[inline]
    #[must_use]
    pub const fn span(&self) -> ProseSpan {
        ProseSpan::new(self.start, self.end)
    }

    /// Whether it is one of these words, in any case of ASCII.
    #[inline]
    #[must_use]
    pub fn is_one_of(&self, prose: &str, words: &[&str]) -> bool {
        let text = &prose.as_bytes()[self.start as usize..self.end as usize];
        // Nearly every word has another length, which is seen without a call.
        words.iter().any(|word| word.len() == text.len() && text.eq_ignore_ascii_case(word.as_bytes()))
    }

    /// Whether it is one of many words, in any case of ASCII.
    #[inline]
    #[must_use]
    pub fn is_in(&self, prose: &str, words: &Words) -> bool {
        let text = &prose.as_bytes()[self.start as usize..self.end as usize];
        words.may_hold(text) && self.is_one_of(prose, words.words)
    }

    /// Whether nothing stands between the token before and this one.
    #[inline]
    #[must_use]
    pub const fn is_glued(&self) -> bool {
        self.flags & GLUED != 0
    }

    /// Whether its first letter is a capital.
    #[inline]
    #[must_use]
    pub const fn is_capital(&self) -> bool {
        self.flags & CAPITAL != 0
    }

    /// Whether it has two letters or more, all capitals.
    #[inline]
    #[must_use]
    pub const fn is_all_caps(&self) -> bool {
        self.flags & ALL_CAPS != 0
    }

    /// Whether it is an initial, initialism or abbreviation that ends in its own dot.
    #[inline]
    #[must_use]
    pub const fn is_dotted(&self) -> bool {
        self.flags & DOTTED != 0
    }

    /// Whether it is the first word of its sentence, where a capital says nothing.
    #[inline]
    #[must_use]
    pub const fn is_sentence_start(&self) -> bool {
        self.flags & SENTENCE_START != 0
    }
}
