//! Ages.
//!
//! ```text
//! age = cardinal [ "-" ] TIME-UNIT [ "-" ] ( "old" | "olds" ) | cardinal TIME-UNIT "of age"
//!     | cardinal ( "yo" | "y/o" )
//!     | ( "aged" | "age" | "ages" ) ( cardinal | range )
//!     | NAME "," NUMBER ","                                   (the pass over names)
//! ```
//!
//! Accepted: `43-year-old`, `a three-month-old baby`, `10 years old`, `6 weeks of age`, `aged 43`, `ages 5 to 12`.
//! The value is in the unit written; the dimension is `age`.

use super::cardinal::{after_hyphen, cardinal, is_continued};
use super::hedge::hedge;
use super::input::{Parsed, Tokens};
use super::primitive::{Test, miss, word};
use super::quantity::under;
use crate::fact::{Measure, Number, Quantity, UnitScale, Value};
use crate::lex::{Token, TokenKind};

/// The age that `amount` is, in years, months, weeks or days.
pub(super) fn age(amount: Quantity, unit: &'static str) -> Measure {
    let per_year = match unit {
        "month" => 12,
        "week" => 52,
        "day" => 365,
        _ => 1,
    };
    let factor = Number::ratio(1, per_year).unwrap_or(Number::ONE);
    Measure { amount, unit, per: None, dimension: "age", scale: UnitScale { factor, shift: Number::ZERO } }
}

/// `[ "-" ] ( "old" | "olds" ) | "of age"`, behind a unit of time.
pub(super) fn old(tokens: Tokens<'_>) -> Option<Tokens<'_>> {
    let start = after_hyphen(tokens);
    if word(&["old", "olds"]).parse_ok(start) {
        return Some(start.skip(1));
    }
    (word(&["of"]).parse_ok(tokens) && word(&["age"]).parse_ok(tokens.skip(1))).then(|| tokens.skip(2))
}

/// `"yo" | "y/o"`, behind a number.
pub(super) fn years_old_abbreviated(tokens: Tokens<'_>) -> Option<Tokens<'_>> {
    if word(&["yo", "yos"]).parse_ok(tokens) {
        return Some(tokens.skip(1));
    }
    let slash = |token: &Token| token.kind == TokenKind::Slash && token.is_glued();
    (word(&["y"]).parse_ok(tokens) && tokens.get(1).is_some_and(slash) && word(&["o"]).parse_ok(tokens.skip(2)))
        .then(|| tokens.skip(3))
}

/// `( "aged" | "age" | "ages" ) cardinal`
pub(super) fn aged(tokens: Tokens<'_>) -> Parsed<'_, Value> {
    let (start, _) = nom::Parser::parse(&mut word(&["aged", "age", "ages"]), tokens)?;
    let (start, lead) = hedge(start);
    let (rest, number) = cardinal(start)?;
    let plausible = (Number::ZERO..Number::from(130)).contains(&number.quantity.value);
    if is_continued(rest) || !plausible {
        return miss();
    }
    Ok((rest, Value::Age(Box::new(age(under(number.quantity, lead), "year")))))
}
