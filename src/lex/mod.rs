//! From prose to tokens and sentences.
//!
//! Comes in: the prose of a [`Document`]. Goes out: [`Lexed`] — every token with
//! its span, [`TokenKind`], lexicon word and case, and the sentences they form. Each byte is looked at
//! once and case is folded once; the layers after this one compare numbers, not strings. Knows nothing
//! of grammar.

mod hash;
mod house;
mod inflect;
mod landmarks;
mod lexicon;
mod sentence;
mod token;
mod tokenize;
mod word_set;

pub use house::Change;
pub(crate) use inflect::{noun_forms, verb_forms};
pub use landmarks::Landmarks;
pub(crate) use landmarks::take_before;
pub use lexicon::{Class, LexValue, Lexicon, Unit, WordId};
pub use sentence::Sentence;
pub use token::{Token, TokenKind, Words};
pub use word_set::WordSet;

use crate::markup::Document;
use crate::text::ProseSpan;

/// The tokens and sentences of one document.
#[derive(Debug, Default)]
pub struct Lexed {
    /// All tokens of the blocks that are read, in order.
    pub tokens: Vec<Token>,
    /// Sentences in order; each lies inside one block.
    pub sentences: Vec<Sentence>,
    /// Tokens that several readers look for.
    pub landmarks: Landmarks,
}

/// Splits the readable blocks of a document into tokens and sentences.
///
/// ```
/// use copydesk::{lex::{self, Lexicon, TokenKind}, markup, text::Source};
/// let source = Source::new("a.txt", "Gen. Ola Lund arrived at 9 p.m. on May 4. He left.").unwrap();
/// let document = markup::read(&source);
/// let lexed = lex::lex(&document, &Lexicon::default());
/// assert_eq!(lexed.sentences.len(), 2);
/// ```
#[must_use]
pub fn lex(document: &Document<'_>, lexicon: &Lexicon) -> Lexed {
    // One token per five bytes or so of English prose.
    let mut lexed = Lexed { tokens: Vec::with_capacity(document.prose.len() / 5 + 8), ..Lexed::default() };
    let mut stops = Vec::new();
    let mut opaque = document.opaque.as_slice();
    for (index, block) in document.blocks.iter().enumerate() {
        if !block.role.is_read() {
            continue;
        }
        let first = lexed.tokens.len();
        stops.clear();
        let mut rest = block.span;
        while let [stretch, after @ ..] = opaque
            && stretch.start() < block.span.end()
        {
            if rest.start() <= stretch.start() {
                let before = ProseSpan::new(rest.start(), stretch.start());
                tokenize::tokenize(&document.prose, before, lexicon, &mut lexed.tokens, &mut stops);
                let glued = lexed.tokens[first..].last().is_some_and(|token| token.span().end() == stretch.start());
                lexed.tokens.push(Token::opaque(*stretch, glued));
                rest = ProseSpan::new(stretch.end(), block.span.end());
            }
            opaque = after;
        }
        tokenize::tokenize(&document.prose, rest, lexicon, &mut lexed.tokens, &mut stops);
        sentence::split(&mut lexed, first, index as u32, &stops, lexicon);
    }
    lexed.landmarks = Landmarks::of(&document.prose, &lexed.tokens, lexicon);
    lexed
}
