//! Figures that say one thing twice, side by side, and figures that count some of what another counts.
//!
//! ```text
//! restatement = figure [ noun ] ( "(" figure ")" | "," "or" figure stop )
//! proportion  = "of" [ determiner ] whole … "," part
//! stop        = "," | ";" | "." | ")" | dash | end
//! ```
//!
//! `15 of them (33%)`, `12 miles (19 km)`, `17, or nearly 40%, have no doctor`; `of the 45 towns surveyed, 17
//! …` at the head of a sentence. Only neighbouring facts are looked at, so both lists are linear.

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

/// A count of some of what another fact counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proportion {
    /// Index of the fact that counts the part.
    pub part: u32,
    /// Index of the fact that counts the whole.
    pub whole: u32,
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

/// Every proportion of a document, in order.
pub(super) fn proportions(document: &Document<'_>, lexed: &Lexed, facts: &[Fact], claims: &[Claim]) -> Vec<Proportion> {
    let mut found = Vec::new();
    for index in 0..facts.len().saturating_sub(1) {
        let (whole, part) = (&facts[index], &facts[index + 1]);
        let sentence = &lexed.sentences[claims[index].sentence as usize].tokens;
        let same_sentence = claims[index].sentence == claims[index + 1].sentence;
        if !same_sentence || !is_count(whole) || !is_count(part) {
            continue;
        }
        // `of`, at the most one word such as `the`, then the whole: nothing else before it in the sentence.
        let opening = &lexed.tokens[sentence.start as usize..whole.first_token as usize];
        let opens = matches!(opening, [of] | [of, _] if is(document, of, "of"));
        let between = &lexed.tokens[whole.end_token as usize..part.first_token as usize];
        let one_comma = between.last().is_some_and(|last| last.kind == TokenKind::Comma)
            && between.iter().filter(|token| token.kind == TokenKind::Comma).count() == 1;
        let (of_whole, of_part) = (&claims[index].frame.head_lemma, &claims[index + 1].frame.head_lemma);
        if opens && one_comma && (of_part.is_empty() || of_part == of_whole) {
            found.push(Proportion { part: index as u32 + 1, whole: index as u32 });
        }
    }
    found
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

const fn is_count(fact: &Fact) -> bool {
    matches!(fact.value, Value::Count(_))
}

fn is_figure(fact: &Fact) -> bool {
    matches!(fact.value, Value::Range(_)) || fact.value.quantity().is_some() && !matches!(fact.value, Value::Ordinal(_))
}
