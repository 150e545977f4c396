//! Percentages and percentage points, behind a number.
//!
//! ```text
//! percent = [ "wt" | "vol" | "mol" ] "%" | "‰" | [ "-" ] ( "percent" | "per cent" | "pct" | "pc" )
//! points  = [ "-" ] ( "percentage point" [ "s" ] | "basis point" [ "s" ] )
//! ```
//!
//! Accepted: `40%`, `40 %`, `40 percent`, `a 40-percent share`, `3 percentage points`, `25 basis points` (a quarter
//! of a point). Bare `points` are a score.

use super::boundary::after_hyphen;
use super::input::Tokens;
use super::primitive::{Test, kind, word};
use crate::lex::{Class, LexValue, TokenKind};

/// What a number counts, in hundredths of the whole.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Share {
    /// Hundredths.
    Percent,
    /// Thousandths.
    PerMille,
    /// Differences of two percentages.
    Points,
    /// Hundredths of a point.
    BasisPoints,
}

/// `percent | points`
pub(super) fn share(tokens: Tokens<'_>) -> Option<(Tokens<'_>, Share)> {
    let first = tokens.first()?;
    if first.kind == TokenKind::Percent {
        let share = if tokens.text(first) == "%" { Share::Percent } else { Share::PerMille };
        return Some((tokens.skip(1), share));
    }
    // `20 wt%` and `5 vol.%` are hundredths of a weight or volume.
    if word(&["wt", "wt.", "vol", "vol.", "mol"]).parse_ok(tokens) {
        let sign = kind(TokenKind::Period).skipped(tokens.skip(1));
        return kind(TokenKind::Percent).parse_ok(sign).then(|| (sign.skip(1), Share::Percent));
    }
    let start = after_hyphen(tokens);
    let (length, value) = start.entry(Class::Percent)?;
    let share = match value {
        LexValue::Text("points") => Share::Points,
        LexValue::Text("basis-points") => Share::BasisPoints,
        _ => Share::Percent,
    };
    Some((start.skip(length), share))
}
