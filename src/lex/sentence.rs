//! Where sentences end.
//!
//! Newspaper prose defeats the plain rules of UAX 29 at `Dr. Smith`, `Nov. 9`, `J. Roe`, and the reverse at
//! `the U.S. He left`; the tokens already know which dots belong to a word, so this pass decides on them.

use std::ops::Range;

use super::lexicon::{Class, Lexicon};
use super::{Lexed, Token, TokenKind};

/// A sentence: a range of tokens inside one block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens, final mark and closing quotation marks included.
    pub tokens: Range<u32>,
    /// Index of its block in the document.
    pub block: u32,
}

/// Longest sentence, in tokens. Prose has none so long; a table or a list without stops has, and the layers
/// that look around inside a sentence must stay linear on it.
const LONGEST_SENTENCE: usize = 400;

/// Cuts the tokens from `first` on, all of one block, into sentences. `stops` are the indices of those that
/// [may end one](Token::may_end_sentence).
pub(super) fn split(lexed: &mut Lexed, first: usize, block: u32, stops: &[u32], lexicon: &Lexicon) {
    let mut start = first;
    for &stop in stops {
        let stop = stop as usize;
        // A mark that closes the sentence before ends none of its own.
        if stop < start {
            continue;
        }
        start = cut(lexed, start..stop, block);
        if let Some(end) = sentence_end(&lexed.tokens, stop, lexicon) {
            push(lexed, start..end, block);
            start = end;
        }
    }
    start = cut(lexed, start..lexed.tokens.len(), block);
    push(lexed, start..lexed.tokens.len(), block);
}

/// Cuts what is longer than any sentence, and tells where the rest begins.
fn cut(lexed: &mut Lexed, tokens: Range<usize>, block: u32) -> usize {
    let mut start = tokens.start;
    while tokens.end - start >= LONGEST_SENTENCE {
        push(lexed, start..start + LONGEST_SENTENCE, block);
        start += LONGEST_SENTENCE;
    }
    start
}

fn push(lexed: &mut Lexed, tokens: Range<usize>, block: u32) {
    if tokens.is_empty() {
        return;
    }
    let opening =
        lexed.tokens[tokens.clone()].iter_mut().find(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number));
    if let Some(token) = opening {
        token.set_sentence_start();
    }
    lexed.sentences.push(Sentence { tokens: tokens.start as u32..tokens.end as u32, block });
}

/// The index after the sentence that the token at `at` ends, if it ends one.
fn sentence_end(tokens: &[Token], at: usize, lexicon: &Lexicon) -> Option<usize> {
    let token = &tokens[at];
    let firm = match token.kind {
        TokenKind::Question | TokenKind::Exclamation | TokenKind::Period => true,
        TokenKind::Ellipsis => false,
        TokenKind::Word if token.is_dotted() => false,
        _ => return None,
    };
    let mut end = at + 1;
    while let Some(next) = tokens.get(end) {
        let closes = match next.kind {
            TokenKind::QuoteClose
            | TokenKind::ParenClose
            | TokenKind::Question
            | TokenKind::Exclamation
            | TokenKind::Ellipsis => true,
            TokenKind::QuoteStraight | TokenKind::Period => next.is_glued(),
            _ => false,
        };
        if !closes {
            break;
        }
        end += 1;
    }
    let Some(next) = tokens.get(end) else { return Some(end) };
    if next.kind == TokenKind::Number && token.kind == TokenKind::Period && abbreviates(&tokens[..at], lexicon) {
        return None;
    }
    if next.is_glued() && next.kind != TokenKind::QuoteOpen {
        return None;
    }
    let opens = match next.kind {
        TokenKind::Word => next.is_capital(),
        TokenKind::Number | TokenKind::Currency => firm,
        TokenKind::QuoteOpen
        | TokenKind::QuoteStraight
        | TokenKind::ParenOpen
        | TokenKind::Bullet
        | TokenKind::Dash => {
            tokens.get(end + 1).is_some_and(|word| word.is_capital() || word.kind == TokenKind::Number)
        }
        _ => false,
    };
    if !opens {
        return None;
    }
    if firm || token.kind == TokenKind::Ellipsis {
        return Some(end);
    }
    // A word with its own dot: an abbreviation before a name never ends a sentence; the others do when
    // what follows can hardly go on with it.
    if lexicon.is(token.word, Class::HonorificAbbreviation)
        || is_initial(token) && !lexicon.is(next.word, Class::FunctionWord)
    {
        return None;
    }
    lexicon.is(next.word, Class::FunctionWord).then_some(end)
}

/// Whether the tokens before a dot end in an abbreviation that a figure follows: `No. 5`, `Fig. 3`, `(b. 1931)`. Behind
/// figures a letter is a unit: `It rose by 5 m. 12 men worked on it.`
fn abbreviates(before: &[Token], lexicon: &Lexicon) -> bool {
    let [earlier @ .., last] = before else { return false };
    match lexicon.int(last.word, Class::FigureAbbreviation) {
        Some(1) => true,
        Some(_) => !last.is_capital() && earlier.last().is_none_or(|earlier| earlier.kind != TokenKind::Number),
        None => false,
    }
}

fn is_initial(token: &Token) -> bool {
    token.span().len() == 2
}
