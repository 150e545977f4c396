//! Whole numbers as dates, clocks and lengths of time have them.
//!
//! ```text
//! cardinal = digits | tens [["-"] unit] | unit
//! ordinal  = digits ("st" | "nd" | "rd" | "th") | tens ["-"] ordinal-word | ordinal-word
//! year     = digit digit digit digit | century-word tens-word …
//! ```
//!
//! Accepted: `7`, `29`, `twenty nine`, `twenty-nine`; `10th`, `third`, `twenty-third`; `1996`,
//! `nineteen ninety-six`, `two thousand and five`. Refused: `1,996` as a year.

use nom::Parser;
use nom::combinator::verify;
use nom::sequence::preceded;

use super::input::{Parsed, Tokens};
use super::primitive::{glued, int, kind, miss, opt, word};
use crate::lex::{Class, TokenKind};

/// `digits | tens [["-"] unit] | unit`, below a hundred thousand.
pub(super) fn cardinal(tokens: Tokens<'_>) -> Parsed<'_, i64> {
    digits(tokens).map(|(rest, (value, _))| (rest, value)).or_else(|_| cardinal_words(tokens))
}

/// `digits`: a number of up to five figures without any mark; with how many figures it has.
pub(super) fn digits(tokens: Tokens<'_>) -> Parsed<'_, (i64, usize)> {
    let (rest, number) = kind(TokenKind::Number).parse(tokens)?;
    let text = tokens.text(number);
    if text.len() > 5 {
        return miss();
    }
    text.parse().map_or_else(|_| miss(), |value| Ok((rest, (value, text.len()))))
}

/// `tens [["-"] unit] | unit`
pub(super) fn cardinal_words(tokens: Tokens<'_>) -> Parsed<'_, i64> {
    let (rest, first) = int(Class::Cardinal).parse(tokens)?;
    if first < 20 {
        return Ok((rest, first));
    }
    let (rest, unit) = opt(unit_after(Class::Cardinal)).parse(rest)?;
    Ok((rest, first + unit.unwrap_or(0)))
}

/// `digits ("st" | "nd" | "rd" | "th") | tens ["-"] ordinal-word | ordinal-word`
pub(super) fn ordinal(tokens: Tokens<'_>) -> Parsed<'_, i64> {
    match tokens.slice() {
        [figures, ending, ..] if figures.kind == TokenKind::Number => {
            let ends = ending.is_glued()
                && ending.kind == TokenKind::Word
                && matches!(tokens.text(ending), "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH");
            return if ends { digits(tokens).map(|(rest, (value, _))| (rest.skip(1), value)) } else { miss() };
        }
        [first, ..] if first.kind == TokenKind::Word => {}
        _ => return miss(),
    }
    if let Ok((rest, value)) = int(Class::Ordinal).parse(tokens) {
        return Ok((rest, value));
    }
    let (rest, tens) = verify(int(Class::Cardinal), |tens| *tens >= 20).parse(tokens)?;
    let (rest, unit) = unit_after(Class::Ordinal).parse(rest)?;
    Ok((rest, tens + unit))
}

/// `digit digit digit digit`, not grouped, or a year in words.
pub(super) fn year(tokens: Tokens<'_>) -> Parsed<'_, i16> {
    match digits(tokens) {
        Ok((rest, (value @ 1000..=2999, 4))) => Ok((rest, value as i16)),
        Ok(_) => miss(),
        Err(_) => year_words(tokens),
    }
}

/// `century-word tens-word [unit-word] | "two thousand" ["and" cardinal]`
fn year_words(tokens: Tokens<'_>) -> Parsed<'_, i16> {
    let (rest, first) = cardinal_words(tokens)?;
    if first == 2 {
        let (rest, _) = word(&["thousand"]).parse(rest)?;
        let (rest, more) =
            opt(preceded(opt(word(&["and"])), verify(cardinal_words, |more| *more < 100))).parse(rest)?;
        return Ok((rest, (2000 + more.unwrap_or(0)) as i16));
    }
    if !(11..=20).contains(&first) {
        return miss();
    }
    let (rest, _) = opt(kind(TokenKind::Hyphen)).parse(rest)?;
    let (rest, hundred) = opt(word(&["hundred"])).parse(rest)?;
    if hundred.is_some() {
        let (rest, more) = opt(preceded(opt(word(&["and"])), cardinal_words)).parse(rest)?;
        return Ok((rest, (first * 100 + more.unwrap_or(0)) as i16));
    }
    let (rest, more) = verify(cardinal_words, |more| (10..100).contains(more)).parse(rest)?;
    Ok((rest, (first * 100 + more) as i16))
}

fn unit_after<'a>(class: Class) -> impl Parser<Tokens<'a>, Output = i64, Error = super::input::Miss> {
    preceded(opt(glued(TokenKind::Hyphen)), verify(int(class), |unit| (1..10).contains(unit)))
}
