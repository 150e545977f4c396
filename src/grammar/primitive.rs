//! Small parsers that every production shares.

use nom::Parser;

use super::input::{Miss, Parsed, Tokens};
use crate::lex::{Class, LexValue, Token, TokenKind};

/// A miss.
pub(super) const fn miss<T>() -> Result<T, nom::Err<Miss>> {
    Err(nom::Err::Error(Miss))
}

/// Any one token that passes the test.
pub(super) fn token<'a>(
    test: impl Fn(Tokens<'a>, &Token) -> bool,
) -> impl Parser<Tokens<'a>, Output = &'a Token, Error = Miss> {
    move |tokens: Tokens<'a>| match tokens.first() {
        Some(first) if test(tokens, first) => Ok((tokens.skip(1), first)),
        _ => miss(),
    }
}

/// One token of a kind.
pub(super) fn kind<'a>(wanted: TokenKind) -> impl Parser<Tokens<'a>, Output = &'a Token, Error = Miss> {
    token(move |_, token| token.kind == wanted)
}

/// One token of a kind with nothing before it.
pub(super) fn glued<'a>(wanted: TokenKind) -> impl Parser<Tokens<'a>, Output = &'a Token, Error = Miss> {
    token(move |_, token| token.kind == wanted && token.is_glued())
}

/// One of the given words, in any case.
pub(super) fn word<'a>(wanted: &'static [&'static str]) -> impl Parser<Tokens<'a>, Output = &'a Token, Error = Miss> {
    token(move |tokens, token| {
        let length = token.span().len() as usize;
        token.kind == TokenKind::Word
            && wanted.iter().any(|word| {
                // Most candidates differ in length or in the first letter.
                word.len() == length && {
                    let text = &tokens.prose().as_bytes()[token.span().range()];
                    text[0] | 0x20 == word.as_bytes()[0] && text.eq_ignore_ascii_case(word.as_bytes())
                }
            })
    })
}

/// The longest entry of a word list that begins here, with its value.
pub(super) fn entry<'a>(class: Class) -> impl Parser<Tokens<'a>, Output = LexValue, Error = Miss> {
    move |tokens: Tokens<'a>| match tokens.lexicon().entry(tokens.slice(), class) {
        Some((length, value)) => Ok((tokens.skip(length), value)),
        None => miss(),
    }
}

/// A single word of a list, with its number.
pub(super) fn int<'a>(class: Class) -> impl Parser<Tokens<'a>, Output = i64, Error = Miss> {
    entry(class).map_opt(|value| match value {
        LexValue::Int(value) => Some(value),
        _ => None,
    })
}

/// What `parser` reads, if it is there.
pub(super) fn opt<'a, T>(
    mut parser: impl Parser<Tokens<'a>, Output = T, Error = Miss>,
) -> impl FnMut(Tokens<'a>) -> Parsed<'a, Option<T>> {
    move |tokens| match parser.parse(tokens) {
        Ok((rest, value)) => Ok((rest, Some(value))),
        Err(_) => Ok((tokens, None)),
    }
}

/// Whether the word before the view is one of the given ones.
pub(super) fn follows(tokens: Tokens<'_>, words: &[&str]) -> bool {
    tokens.before().is_some_and(|before| {
        before.kind == TokenKind::Word && words.iter().any(|word| tokens.text(before).eq_ignore_ascii_case(word))
    })
}

/// What the longest of several parsers reads; the first of equally long ones.
pub(super) fn longest<'a, T>(tokens: Tokens<'a>, parsers: &[for<'b> fn(Tokens<'b>) -> Parsed<'b, T>]) -> Parsed<'a, T> {
    let mut best: Option<(Tokens<'a>, T)> = None;
    for parser in parsers {
        if let Ok((rest, value)) = parser(tokens)
            && best.as_ref().is_none_or(|(known, _)| rest.position() > known.position())
        {
            best = Some((rest, value));
        }
    }
    best.ok_or(nom::Err::Error(Miss))
}

/// Questions to a small parser whose output is of no interest.
pub(super) trait Test<'a> {
    /// Whether it matches here.
    fn parse_ok(self, tokens: Tokens<'a>) -> bool;
    /// The place behind it if it matches here, else this place.
    fn skipped(self, tokens: Tokens<'a>) -> Tokens<'a>;
}

impl<'a, T, P: Parser<Tokens<'a>, Output = T, Error = Miss>> Test<'a> for P {
    fn parse_ok(mut self, tokens: Tokens<'a>) -> bool {
        self.parse(tokens).is_ok()
    }
    fn skipped(mut self, tokens: Tokens<'a>) -> Tokens<'a> {
        self.parse(tokens).map_or(tokens, |(rest, _)| rest)
    }
}

/// Whether one of the `reach` tokens behind the first is a number, or a word of one of the classes: what
/// common words want near them before a production is entered.
pub(super) fn near(tokens: Tokens<'_>, reach: usize, classes: u128, numbers: bool) -> bool {
    tokens.slice().iter().skip(1).take(reach).any(|token| {
        numbers && matches!(token.kind, TokenKind::Number | TokenKind::Fraction)
            || tokens.lexicon().opens(token.word) & classes != 0
    })
}
