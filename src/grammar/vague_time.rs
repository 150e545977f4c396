//! Times that are not given: `earlier`, `recently`, `in recent years`.
//!
//! ```text
//! vague-time = phrase of the list | adverb [","]     where the adverb dates a claim
//! ```
//!
//! Refused: comparisons (`earlier than planned`, `two weeks earlier`, `the earlier talks`, `as soon as`,
//! `too soon`), and an adverb that a date follows (`earlier on Tuesday`).

use nom::Parser;

use super::input::{Parsed, Tokens};
use super::primitive::{entry, follows, miss, word};
use crate::fact::Value;
use crate::lex::{Class, TokenKind};

/// `phrase | adverb`
pub(super) fn vague_time(tokens: Tokens<'_>) -> Parsed<'_, Value> {
    let (rest, _) = entry(Class::VagueTime).parse(tokens)?;
    let comparative = word(&["than", "as", "on", "in", "this", "that", "today", "enough"]).parse(rest).is_ok()
        || follows(
            tokens,
            &[
                "as", "too", "so", "how", "the", "an", "a", "his", "her", "their", "its", "our", "sooner", "no", "or",
                "even", "much", "until", "and",
            ],
        )
        || tokens.before().is_some_and(|before| {
            before.kind == TokenKind::Number
                || tokens.lexicon().is_any(before.word, Class::TimeUnit.bit() | Class::TimeShift.bit())
        });
    if comparative { miss() } else { Ok((rest, Value::VagueTime)) }
}
