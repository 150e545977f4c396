//! From tokens to facts: nom over the token slice, one file per kind of fact, its EBNF on top.
//!
//! [`scan`] walks each sentence once. At each token the first-set table ([`first_set`]) says which
//! productions can start there; the longest match wins, and the walk goes on behind it. Prose never
//! fails to parse: where nothing matches there is no fact. Knows nothing of rules, claims or other
//! sentences — but for names, whose second pass knows the surnames that the document introduced.

mod input;
mod listed;
mod name;
mod organization;
mod place;
mod primitive;

pub use input::{Miss, Parsed, Tokens};

use crate::fact::{Fact, Value};
use crate::lex::{Lexed, Lexicon};

/// One production family: which tokens can start it, and its parser.
struct Family {
    /// Whether `tokens` can begin this kind: a cheap test on the first token.
    starts: fn(Tokens<'_>) -> bool,
    /// The parser; consumes all that belongs to the fact.
    parse: for<'a> fn(Tokens<'a>) -> Parsed<'a, Value>,
}

/// Every family, in order of preference among equally long matches.
const FAMILIES: &[Family] = &[];

/// Every fact of a document, in order of its start.
#[must_use]
pub fn scan(prose: &str, lexed: &Lexed, lexicon: &Lexicon) -> Vec<Fact> {
    let mut facts = Vec::new();
    for sentence in &lexed.sentences {
        let mut tokens = Tokens::new(prose, &lexed.tokens, sentence.tokens.clone(), lexicon);
        while !tokens.is_empty() {
            match longest(tokens) {
                Some((rest, value)) => {
                    facts.push(Fact {
                        span: tokens.span_until(&rest),
                        first_token: tokens.position(),
                        end_token: rest.position(),
                        value,
                    });
                    tokens = rest;
                }
                None => tokens = tokens.skip(1),
            }
        }
    }
    name::scan(prose, lexed, lexicon, facts)
}

fn longest(tokens: Tokens<'_>) -> Option<(Tokens<'_>, Value)> {
    let mut best: Option<(Tokens<'_>, Value)> = None;
    for family in FAMILIES.iter().filter(|family| (family.starts)(tokens)) {
        if let Ok((rest, value)) = (family.parse)(tokens) {
            if rest.position() > best.as_ref().map_or(tokens.position(), |(rest, _)| rest.position()) {
                best = Some((rest, value));
            }
        }
    }
    best
}
