//! Versions of software, standards and machines.
//!
//! ```text
//! version = ( "v" glued | "version" [ "v" ] | NAME ) NUMBER
//! ```
//!
//! Accepted: `v1.2.3`, `version 2`, `Rust 1.74`, `Python 3.12.1`, `Windows 11`. A name that is also a plain word (`Go`,
//! `Edge`) needs a capital and a dot in the number. The value is the number alone.

use super::boundary::{is_claimed, is_continued};
use super::input::{Parsed, Tokens};
use super::opening::Leaning;
use super::primitive::{Test, miss, word};
use crate::fact::Value;
use crate::lex::{Class, LexValue, TokenKind};

/// A name of the lists wants its number behind it.
pub(super) const LEANING: Leaning =
    Leaning { classes: Class::Versioned.bit(), firm: 0, behind: Class::Versioned.bit(), kinds: &[TokenKind::Number] };

/// `version = ( "v" glued | "version" | NAME ) NUMBER`
pub(super) fn version(tokens: Tokens<'_>) -> Parsed<'_, Value> {
    let Some((length, LexValue::Text(form))) = tokens.entry(Class::Versioned) else {
        return miss();
    };
    let Some(first) = tokens.first().filter(|_| !is_claimed(tokens)) else { return miss() };
    let start = tokens.skip(length);
    let start = if form == "word" { word(&["v"]).skipped(start) } else { start };
    let Some(number) = start.first().filter(|number| number.kind == TokenKind::Number) else { return miss() };
    let text = start.text(number);
    let dotted = text.contains('.');
    let fits = match form {
        "letter" => number.is_glued(),
        "word" => true,
        "dotted" => dotted && first.is_capital(),
        _ => first.is_capital() || tokens.text(first).starts_with('i') || dotted,
    };
    let rest = start.skip(1);
    if !fits || text.contains(',') || is_continued(rest) || text.len() > 16 {
        return miss();
    }
    Ok((rest, Value::Version(text.into())))
}
