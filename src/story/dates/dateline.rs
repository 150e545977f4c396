//! The day of publication where the text itself says it, in a line of its own near its top.
//!
//! ```text
//! dateline = [ "By" NAME ] [ "published" | "updated" | … ] [ "on" ] DATE [ TIME ]      Published 4 March 2026
//! ```

use crate::fact::{Fact, Value};
use crate::lex::{Lexed, TokenKind};
use crate::markup::{Document, Place};

/// Blocks at the top of a text in which its dateline may stand.
const BLOCKS: u32 = 6;
/// Words of a line that is no sentence.
const LONGEST: usize = 16;
/// Words in small letters that a dateline may have.
const WORDS: [&str; 12] =
    ["by", "published", "updated", "posted", "modified", "last", "first", "on", "at", "and", "court", "reporter"];

/// The day as an ISO date; of two, the first one.
pub(in crate::story) fn stated(document: &Document<'_>, lexed: &Lexed, facts: &[Fact]) -> Option<String> {
    let mut fact = 0;
    for sentence in lexed.sentences.iter().take_while(|sentence| sentence.block < BLOCKS) {
        while facts.get(fact).is_some_and(|other| other.first_token < sentence.tokens.start) {
            fact += 1;
        }
        let within = facts[fact..].iter().take_while(|other| other.first_token < sentence.tokens.end);
        let whole = sentence.tokens.len() <= LONGEST
            && matches!(document.blocks[sentence.block as usize].place, Place::Flow)
            && is_line(document, lexed, sentence.tokens.start as usize..sentence.tokens.end as usize, facts, fact);
        if whole && let Some(day) = within.into_iter().find_map(day) {
            return Some(day);
        }
    }
    None
}

/// Whether nothing but names, dates and the words of a dateline stands there, and no full stop at the end.
fn is_line(
    document: &Document<'_>,
    lexed: &Lexed,
    tokens: std::ops::Range<usize>,
    facts: &[Fact],
    first: usize,
) -> bool {
    let mut fact = first;
    tokens.clone().all(|at| {
        while facts.get(fact).is_some_and(|other| other.end_token as usize <= at) {
            fact += 1;
        }
        let token = &lexed.tokens[at];
        let dated = facts.get(fact).is_some_and(|other| {
            other.first_token as usize <= at
                && matches!(other.value, Value::Date(_) | Value::Time(_) | Value::Person(_) | Value::Organization(_))
        });
        let text = token.span().slice(&document.prose);
        let named = || token.is_capital() || WORDS.iter().any(|word| text.eq_ignore_ascii_case(word));
        match token.kind {
            _ if dated => true,
            TokenKind::Word => named(),
            TokenKind::Comma | TokenKind::Colon | TokenKind::Dash | TokenKind::Other => true,
            _ => false,
        }
    })
}

fn day(fact: &Fact) -> Option<String> {
    let Value::Date(date) = &fact.value else { return None };
    let date = date.absolute().filter(|date| !date.is_impossible() && !date.ambiguous)?;
    Some(format!("{:04}-{:02}-{:02}", date.year?, date.month?, date.day?))
}
