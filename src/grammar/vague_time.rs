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
use super::primitive::{determiner, determines, entry, follows, follows_any, miss, word};
use crate::fact::Value;
use crate::lex::{Class, TokenKind};

/// `phrase | adverb`
pub(super) fn vague_time(tokens: Tokens<'_>) -> Parsed<'_, Value> {
    let (rest, _) = entry(Class::VagueTime).parse(tokens)?;
    const LED: u128 = Class::TimeUnit.bit() | Class::TimeShift.bit() | Class::Degree.bit();
    const OPENED: i64 = determiner::ARTICLE | determiner::POSSESSIVE | determiner::PERSONAL;
    let comparative = word(&["than", "as", "enough", "on", "in"]).parse(rest).is_ok()
        || rest.first().is_some_and(|next| {
            rest.lexicon().is(next.word, Class::RelativeDay) || determines(rest, next, determiner::DEMONSTRATIVE)
        })
        || follows(tokens, &["or", "until", "and"])
        || follows_any(tokens, LED)
        || tokens.before().is_some_and(|before| before.kind == TokenKind::Number || determines(tokens, before, OPENED));
    if comparative { miss() } else { Ok((rest, Value::VagueTime)) }
}
