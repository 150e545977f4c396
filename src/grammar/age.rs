//! Ages.
//!
//! ```text
//! age = cardinal [ "-" ] TIME-UNIT [ "-" ] ( "old" | "olds" ) | cardinal TIME-UNIT "of age"
//!     | cardinal ( "yo" | "y/o" )
//!     | ( "aged" | "age" | "ages" ) ( cardinal | range )
//!     | CAPITALIZED CAPITALIZED "," NUMBER ","
//!     | ( "turned" | "turns" | "turn" | "turning" ) NUMBER | ( "died" | "dies" | "dead" ) "at" NUMBER      nothing counted behind
//! ```
//!
//! Accepted: `43-year-old`, `a three-month-old baby`, `10 years old`, `6 weeks of age`, `aged 43`, `ages 5 to 12`, `Dana Fell, 34, was freed`,
//! `she turned 50 on Friday`, `he died at 91`. Refused: `turned 50 pages`, `died at 91 Marl Lane`,
//! `the number of dead at 14`.
//! The value is in the unit written; the dimension is `age`.

use nom::Parser;

use super::boundary::{after_hyphen, is_continued};
use super::cardinal::{Cardinal, cardinal};
use super::hedge::{afterthought, hedge};
use super::input::{Parsed, Tokens};
use super::primitive::{Test, follows, miss, word};
use super::quantity::under;
use super::range::{self, Read};
use crate::fact::{Measure, Number, Quantity, UnitScale, Value};
use crate::lex::{Class, Token, TokenKind};

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

/// `( "aged" | "age" | "ages" ) hedge ( range | cardinal )`
pub(super) fn aged(tokens: Tokens<'_>) -> Parsed<'_, Value> {
    let (start, _) = word(&["aged", "age", "ages"]).parse(tokens)?;
    // "at the age of 43"
    let start = word(&["of"]).skipped(start);
    let (start, lead) = hedge(start);
    let plausible = |years: Number| (Number::ZERO..Number::from(130)).contains(&years);
    if let Read::Range(rest, Value::Range(mut range)) = range::range(start, lead) {
        let years = range.of == "count" || range.of == "duration" && range.unit == Some("year");
        if years && plausible(range.low.value) && plausible(range.high.value) && !is_continued(rest) {
            (range.of, range.unit) = ("age", Some("year"));
            return Ok((rest, Value::Range(range)));
        }
    }
    let (rest, number) = cardinal(start)?;
    if is_continued(rest) || !plausible(number.quantity.value) {
        return miss();
    }
    let (rest, number) = match afterthought(rest) {
        Some((rest, hedge)) => (rest, number.quantity.hedged(hedge)),
        None => (rest, under(number.quantity, lead)),
    };
    Ok((rest, Value::Age(Box::new(age(number, "year")))))
}

/// Whether a bare number is the age that a verb before it gives somebody: `turned 50`, `died at 91`.
pub(super) fn follows_verb(start: Tokens<'_>, rest: Tokens<'_>, number: &Cardinal) -> bool {
    let lived = word(&["died", "dies", "dead"]);
    // "put the number of dead at 14" counts them.
    let counted = || start.behind().len() > 2 && word(&["of", "the", "and"]).parse_ok(start.back(3));
    let told = follows(start, &["turned", "turns", "turn", "turning"])
        || follows(start, &["at"]) && start.behind().len() > 1 && lived.parse_ok(start.back(2)) && !counted();
    let ends = |next: &Token| match next.kind {
        TokenKind::Word => {
            !next.is_glued()
                && !next.is_capital()
                && rest.lexicon().is(next.word, Class::FunctionWord)
                && !word(&["of", "per", "degrees"]).parse_ok(rest)
        }
        TokenKind::Period
        | TokenKind::Comma
        | TokenKind::Semicolon
        | TokenKind::ParenClose
        | TokenKind::QuoteClose
        | TokenKind::Question
        | TokenKind::Exclamation => true,
        TokenKind::Dash => !next.is_glued(),
        _ => false,
    };
    told && number.quantity.value.is_integer()
        && number.scale == Number::ONE
        && (Number::ONE..Number::from(120)).contains(&number.quantity.value)
        && rest.first().is_none_or(ends)
}

/// Whether a bare number is the age behind a name: `Dana Fell, 34, was freed`.
///
/// Two words with capitals and a comma before it, a comma or a bracket behind.
pub(super) fn follows_name(start: Tokens<'_>, rest: Tokens<'_>, number: &Cardinal) -> bool {
    let behind = start.behind();
    let [.., given, surname, comma] = behind else { return false };
    let lexicon = start.lexicon();
    let named = |token: &Token| {
        token.kind == TokenKind::Word
            && token.is_capital()
            && !lexicon.is_any(token.word, Class::FunctionWord.bit() | Class::Month.bit() | Class::Weekday.bit())
    };
    let years = number.quantity.value;
    number.bare
        && comma.kind == TokenKind::Comma
        && named(surname)
        && !surname.is_glued()
        && named(given)
        && (Number::ONE..Number::from(120)).contains(&years)
        && rest.first().is_some_and(|next| next.kind == TokenKind::Comma)
        && !rest.get(1).is_some_and(|next| next.kind == TokenKind::Number || next.is_capital() && !next.is_dotted())
}
