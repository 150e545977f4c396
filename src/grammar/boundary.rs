//! Where a number may begin and end: what stands glued to it claims it for something else.

use super::input::Tokens;
use crate::lex::{Class, Token, TokenKind};

/// Whether the number that would begin here belongs to something before it: `COVID-19`, `3/4`, `$`, `10.0`.
pub(super) fn is_claimed(tokens: Tokens<'_>) -> bool {
    let Some(before) = tokens.before().filter(|_| tokens.first().is_some_and(Token::is_glued)) else { return false };
    let note = tokens.text(before) == "[" && (before.is_glued() || is_note(tokens));
    // `1038–40`
    let joined = before.kind == TokenKind::Dash
        && before.is_glued()
        && tokens.back(2).first().is_some_and(|first| first.kind == TokenKind::Number)
        && tokens.text(before) != "—";
    note || joined || !opens(before)
}

/// `the treaty [4, 7–9]`: figures alone up to the closing bracket.
fn is_note(tokens: Tokens<'_>) -> bool {
    let part = |token: &&Token| {
        matches!(token.kind, TokenKind::Number | TokenKind::Comma | TokenKind::Hyphen | TokenKind::Dash)
    };
    let figures = tokens.slice().iter().take(16).take_while(part).count();
    tokens.get(figures).is_some_and(|close| close.kind == TokenKind::ParenClose)
}

/// Marks after which a glued number is free.
const fn opens(before: &Token) -> bool {
    matches!(
        before.kind,
        TokenKind::ParenOpen
            | TokenKind::QuoteOpen
            | TokenKind::QuoteStraight
            | TokenKind::Dash
            | TokenKind::Ellipsis
            | TokenKind::Bullet
            | TokenKind::Mark
            | TokenKind::Tilde
            | TokenKind::Relation
            | TokenKind::Comma
            | TokenKind::Semicolon
    ) || matches!(before.kind, TokenKind::Plus) && !before.is_glued()
}

/// Whether something glued goes on with a number that would end here: letters, `-5`, `/7`, `.1`, `:30`.
pub(super) fn is_continued(rest: Tokens<'_>) -> bool {
    let Some(next) = rest.first().filter(|next| next.is_glued()) else { return false };
    let after = rest.get(1).filter(|after| after.is_glued());
    match next.kind {
        TokenKind::Word
        | TokenKind::Number
        | TokenKind::Fraction
        | TokenKind::At
        | TokenKind::Hash
        | TokenKind::Link
        | TokenKind::Ampersand
        | TokenKind::Degree => true,
        TokenKind::Slash | TokenKind::Colon | TokenKind::Period | TokenKind::Plus | TokenKind::Times => {
            after.is_some_and(|after| matches!(after.kind, TokenKind::Word | TokenKind::Number))
        }
        // `7-Eleven`, `3-D`; `12-member` and `40-odd` go on with a noun.
        TokenKind::Hyphen | TokenKind::Dash | TokenKind::Minus => after.is_some_and(|after| {
            after.kind == TokenKind::Number || after.kind == TokenKind::Word && after.is_capital()
        }),
        // `14(c)`
        TokenKind::ParenOpen => after.is_some_and(|after| after.kind == TokenKind::Word && after.span().len() == 1),
        TokenKind::Other => rest.text(next) != "×",
        _ => false,
    }
}

/// Steps over a hyphen between two parts of a number: `3-million`, `twenty-one`.
pub(super) fn after_hyphen(tokens: Tokens<'_>) -> Tokens<'_> {
    match (tokens.first(), tokens.get(1)) {
        (Some(hyphen), Some(next))
            if hyphen.kind == TokenKind::Hyphen
                && hyphen.is_glued()
                && next.is_glued()
                && next.kind == TokenKind::Word =>
        {
            tokens.skip(1)
        }
        _ => tokens,
    }
}

/// Whether a scale word stands right before.
pub(super) fn ends_in_scale(tokens: Tokens<'_>) -> bool {
    let before =
        |token: &&Token| tokens.lexicon().is_any(token.word, Class::Scale.bit() | Class::ScaleAbbreviation.bit());
    tokens.before().filter(before).is_some()
}

/// Whether a word looks like a plural noun in lower case.
pub(super) fn is_plural(tokens: Tokens<'_>, token: &Token) -> bool {
    let text = tokens.text(token);
    token.kind == TokenKind::Word
        && !token.is_capital()
        && !tokens.lexicon().is(token.word, Class::FunctionWord)
        && (text.len() > 3 && text.ends_with('s') && !text.ends_with("ss")
            || tokens.lexicon().is(token.word, Class::IrregularPlural))
}
