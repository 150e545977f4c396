//! Figures that say one thing twice, side by side.
//!
//! ```text
//! restatement = figure [ noun ] ( "(" figure ")" | "," "or" figure stop )
//! stop        = "," | ";" | "." | ")" | dash | end
//! ```
//!
//! `15 of them (33%)`, `12 miles (19 km)`, `17, or nearly 40%, have no doctor`. Only neighbouring facts are looked
//! at, so the list is linear.

use crate::claim::Claim;
use crate::fact::{Fact, Value};
use crate::lex::{Lexed, Token, TokenKind};
use crate::markup::Document;

/// Words that may stand between a figure and what restates it: its noun and a word or two around that.
const LONGEST_NOUN: usize = 3;

/// Two figures side by side that say one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Restatement {
    /// Index of the fact that stands first.
    pub figure: u32,
    /// Index of the one that says it again.
    pub again: u32,
}

/// Every restatement of a document, in order.
pub(super) fn restatements(
    document: &Document<'_>,
    lexed: &Lexed,
    facts: &[Fact],
    claims: &[Claim],
) -> Vec<Restatement> {
    let restates = |index: usize| {
        let (figure, again) = (&facts[index], &facts[index + 1]);
        if claims[index].sentence != claims[index + 1].sentence || !is_figure(figure) || !is_figure(again) {
            return false;
        }
        let between = lexed.tokens.get(figure.end_token as usize..again.first_token as usize).unwrap_or_default();
        let nouns = between.iter().take_while(|token| token.kind == TokenKind::Word).count();
        let end = lexed.sentences[claims[index].sentence as usize].tokens.end;
        let after = lexed.tokens[..end as usize].get(again.end_token as usize);
        nouns <= LONGEST_NOUN
            && match &between[nouns..] {
                [open] if open.kind == TokenKind::ParenOpen => {
                    after.is_some_and(|after| after.kind == TokenKind::ParenClose)
                }
                [comma, or] if comma.kind == TokenKind::Comma && is(document, or, "or") => {
                    after.is_none_or(|after| is_stop(after.kind))
                }
                _ => false,
            }
    };
    (0..facts.len().saturating_sub(1))
        .filter(|&index| restates(index))
        .map(|index| Restatement { figure: index as u32, again: index as u32 + 1 })
        .collect()
}

fn is(document: &Document<'_>, token: &Token, word: &str) -> bool {
    token.kind == TokenKind::Word && token.span().slice(&document.prose).eq_ignore_ascii_case(word)
}

const fn is_stop(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Comma | TokenKind::Semicolon | TokenKind::Period | TokenKind::ParenClose | TokenKind::Dash
    )
}

fn is_figure(fact: &Fact) -> bool {
    matches!(fact.value, Value::Range(_)) || fact.value.quantity().is_some() && !matches!(fact.value, Value::Ordinal(_))
}
