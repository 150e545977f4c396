//! Fractions: parts of a whole, with part and whole as written.
//!
//! ```text
//! fraction = hedge ( sign | slashed | mixed | named | half | odds | counted | quotient )
//! sign     = "½"
//! slashed  = [ NUMBER ] NUMBER "/" NUMBER
//! mixed    = cardinal "and" named
//! named    = ( "a" | cardinal ) [ "-" ] DENOMINATOR [ "s" ]
//! half     = "half" ( "of" | determiner | end )
//! odds     = cardinal ( "in" [ "every" ] | "out of" [ "every" ] ) cardinal
//! counted  = cardinal "of" [ determiner ] cardinal
//! quotient = number ( "over" | "divided" "by" | "/" ) number      one of them at least in words
//! ```
//!
//! Accepted: `½`, `1/2`, `3 1/2`, `two-thirds`, `two and three eighths`, `a third of the`, `about a quarter`, `half the
//! town`, `one in three`, `four in 10`, `nine out of 10`, `15 of the 45`,
//! `five over seven`.
//! Refused: `a third man` (an ordinal), `the second half`, `half-brother`, `9/11` and `24/7` (no usual denominator, or
//! improper), `two in 10 days`, `12 in 2020`, `one of the men`, `ten over three years`.

use super::boundary::{after_hyphen, is_claimed, is_continued, is_plural};
use super::cardinal::{Cardinal, cardinal};
use super::figures::{behind_whole, digits, fraction_parts, slash};
use super::hedge::{afterthought, hedge};
use super::input::{Parsed, Tokens};
use super::number_word::words_anywhere;
use super::ordinal;
use super::primitive::{Test, determiner, determines, is_definite, may_be_number, miss, word};
use super::quantity::{is_year, under};
use crate::fact::{Fraction, Hedge, Number, Quantity, Value};
use crate::lex::{Class, Token, TokenKind};

/// A fraction as it was read.
struct Part {
    whole: Number,
    numerator: Number,
    denominator: Number,
    counted: bool,
}

/// `fraction = hedge ( sign | slashed | mixed | named | half | odds | counted | quotient )`
pub(super) fn fraction(tokens: Tokens<'_>) -> Parsed<'_, Value> {
    let (start, lead) = hedge(tokens);
    let hedged = lead.hedge != Hedge::None;
    let Some(first) = start.first().filter(|_| may_be_number(start) && !is_claimed(start)) else { return miss() };
    let found = match first.kind {
        TokenKind::Fraction => sign(start),
        TokenKind::Number => slashed(start).or_else(|| numbered(start, hedged)),
        TokenKind::Word => {
            half(start, hedged).or_else(|| named_by_article(start, hedged)).or_else(|| numbered(start, hedged))
        }
        _ => None,
    };
    let Some((rest, part)) = found.filter(|(rest, _)| !is_continued(*rest)) else { return miss() };
    let Some(value) = part.numerator.checked_div(part.denominator).and_then(|share| share.checked_add(part.whole))
    else {
        return miss();
    };
    // The name of a share is good to a point or so, whatever its denominator.
    let Some(written_unit) = Number::power_of_ten(-2) else { return miss() };
    let in_words = first.kind == TokenKind::Word;
    let mut share = under(Quantity { value, written_unit, in_words, ..Quantity::whole(0) }, lead);
    let rest = match afterthought(rest) {
        Some((rest, hedge)) => {
            share.hedged_twice |= hedged;
            share.hedge = if hedged { share.hedge } else { hedge };
            rest
        }
        None => rest,
    };
    let (numerator, denominator) = (part.numerator, part.denominator);
    Ok((rest, Value::Fraction(Box::new(Fraction { share, numerator, denominator, counted: part.counted }))))
}

/// `sign = "½"`
fn sign(tokens: Tokens<'_>) -> Option<(Tokens<'_>, Part)> {
    let (numerator, denominator) = fraction_parts(tokens.text(tokens.first()?))?;
    Some((tokens.skip(1), Part::named(Number::ZERO, numerator, denominator)?))
}

/// `slashed = [ NUMBER ] NUMBER "/" NUMBER`
fn slashed(tokens: Tokens<'_>) -> Option<(Tokens<'_>, Part)> {
    if let Some((rest, numerator, denominator)) = slash(tokens) {
        return Some((rest, Part::named(Number::ZERO, numerator, denominator)?));
    }
    let whole = digits(tokens.text(tokens.first()?))?.value;
    let (rest, numerator, denominator) = behind_whole(tokens.skip(1)).and_then(slash)?;
    Some((rest, Part::named(whole, numerator, denominator)?))
}

/// `half = "half" ( "of" | determiner | end )`, behind anything but what makes it a period of play.
fn half(tokens: Tokens<'_>, hedged: bool) -> Option<(Tokens<'_>, Part)> {
    let start = word(&["a", "one"]).skipped(tokens);
    if !word(&["half"]).parse_ok(start) {
        return None;
    }
    let lexicon = tokens.lexicon();
    let rest = start.skip(1);
    let period = tokens.before().is_some_and(|before| {
        lexicon.is_any(before.word, Class::Ordinal.bit() | Class::HalfOpener.bit()) || before.kind == TokenKind::Number
    });
    let followed = match rest.first() {
        None => true,
        Some(next) => match next.kind {
            TokenKind::Word => {
                lexicon.is(next.word, Class::FunctionWord) && !word(&["a", "an", "past", "to"]).parse_ok(rest)
            }
            TokenKind::Hyphen | TokenKind::Number | TokenKind::Slash => false,
            _ => hedged || start.position() > tokens.position(),
        },
    };
    let settled = followed && (hedged || !period);
    if settled { Some((rest, Part::named(Number::ZERO, 1, 2)?)) } else { None }
}

/// `named = "a" DENOMINATOR`: only where it is no ordinal.
fn named_by_article(tokens: Tokens<'_>, hedged: bool) -> Option<(Tokens<'_>, Part)> {
    if !word(&["a"]).parse_ok(tokens) {
        return None;
    }
    let name = tokens.get(1)?;
    let denominator = tokens.lexicon().int(name.word, Class::Denominator).filter(|parts| *parts > 2)?;
    let rest = tokens.skip(2);
    // `cut by a third`, but `two men and a third`
    let by = tokens.before().is_some() && word(&["by", "up", "down", "than"]).parse_ok(tokens.back(1));
    let share = by
        || tokens.behind().is_empty() && rest.is_empty()
        || word(&["of"]).parse_ok(rest)
        || hedged
        || word(&["more", "less", "fewer", "higher", "lower"]).parse_ok(rest);
    if share { Some((rest, Part::named(Number::ZERO, 1, i128::from(denominator))?)) } else { None }
}

/// `cardinal` and what can follow it in a fraction.
fn numbered(tokens: Tokens<'_>, hedged: bool) -> Option<(Tokens<'_>, Part)> {
    let (rest, number) = cardinal(tokens).ok()?;
    let counts = number.quantity.value.is_integer()
        && number.quantity.hedge == Hedge::None
        && !number.quantity.value.is_negative();
    if !counts || !goes_on(rest) {
        return None;
    }
    named(rest, &number, hedged)
        .or_else(|| mixed(rest, &number))
        .or_else(|| odds(rest, &number))
        .or_else(|| counted(tokens, rest, &number))
        .or_else(|| quotient(rest, &number))
}

/// Whether what stands behind a number can make a fraction of it: most numbers have a noun there.
fn goes_on(rest: Tokens<'_>) -> bool {
    const BEHIND: u128 =
        Class::Denominator.bit() | Class::Ordinal.bit() | Class::Cardinal.bit() | Class::FunctionWord.bit();
    rest.first().is_some_and(|next| {
        next.kind != TokenKind::Word
            || rest.lexicon().opens(next.word) & BEHIND != 0
            || word(&["divided"]).parse_ok(rest)
    })
}

/// `quotient = number ( "over" | "divided" "by" | "/" ) number`, behind the first number; nothing is counted behind it.
fn quotient<'a>(tokens: Tokens<'a>, part: &Cardinal) -> Option<(Tokens<'a>, Part)> {
    let start = match tokens.first()?.kind {
        TokenKind::Slash => tokens.skip(1),
        TokenKind::Word if word(&["over"]).parse_ok(tokens) => tokens.skip(1),
        TokenKind::Word if word(&["divided"]).parse_ok(tokens) && word(&["by"]).parse_ok(tokens.skip(1)) => {
            tokens.skip(2)
        }
        _ => return None,
    };
    let (rest, whole) = words_anywhere(start).or_else(|_| cardinal(start)).ok()?;
    let spoken = part.quantity.in_words || whole.quantity.in_words;
    let ends = rest.first().is_none_or(|next| {
        next.kind != TokenKind::Word && next.kind != TokenKind::Hyphen
            || rest.lexicon().is(next.word, Class::FunctionWord)
    });
    let (numerator, denominator) = (part.quantity.value, whole.quantity.value);
    let settled = ends && spoken && !whole.article && denominator.is_integer() && denominator > Number::ONE;
    settled.then_some((rest, Part { whole: Number::ZERO, numerator, denominator, counted: false }))
}

/// `named = cardinal [ "-" ] DENOMINATOR [ "s" ]`, behind the cardinal.
fn named<'a>(tokens: Tokens<'a>, number: &Cardinal, hedged: bool) -> Option<(Tokens<'a>, Part)> {
    let start = after_hyphen(tokens);
    let hyphen = start.position() > tokens.position();
    let name = start.first().filter(|name| name.kind == TokenKind::Word)?;
    let numerator = number.quantity.value.to_integer().filter(|numerator| *numerator > 0)?;
    let plural = start.text(name).ends_with('s');
    if let Some(parts) = start.lexicon().int(name.word, Class::Denominator) {
        let rest = start.skip(1);
        // `three quarters` of a year, and `1 second` are no fractions.
        let settled = hyphen || hedged || rest.is_empty() || parts != 4 || word(&["of"]).parse_ok(rest);
        let agrees = plural == (numerator > 1);
        return if settled && agrees && (number.quantity.in_words || numerator < i128::from(parts) * 100) {
            Some((rest, Part::named(Number::ZERO, numerator, i128::from(parts))?))
        } else {
            None
        };
    }
    // `one twenty-fifth`
    let (rest, parts) = ordinal::compound(start)?;
    (numerator == 1 && number.quantity.in_words && rest.position() > start.position() + 1)
        .then(|| Part::named(Number::ZERO, numerator, parts).map(|part| (rest, part)))?
}

/// `mixed = cardinal "and" named`
fn mixed<'a>(tokens: Tokens<'a>, whole: &Cardinal) -> Option<(Tokens<'a>, Part)> {
    if !word(&["and"]).parse_ok(tokens) {
        return None;
    }
    let start = tokens.skip(1);
    let (rest, part) = match cardinal(start) {
        Ok((rest, number)) => named(rest, &number, false)?,
        Err(_) => named_by_article(start, true)?,
    };
    // `six million and two thirds` is two thirds of a million more.
    let numerator =
        part.numerator.checked_mul(if whole.scale >= Number::from(1_000) { whole.scale } else { Number::ONE })?;
    Some((rest, Part { whole: whole.quantity.value, numerator, ..part }))
}

/// `odds = cardinal ( "in" | "out of" ) [ "every" ] cardinal`
fn odds<'a>(tokens: Tokens<'a>, part: &Cardinal) -> Option<(Tokens<'a>, Part)> {
    let out_of = word(&["out"]).parse_ok(tokens) && word(&["of"]).parse_ok(tokens.skip(1));
    if !out_of && !word(&["in"]).parse_ok(tokens) {
        return None;
    }
    let start = word(&["every", "each"]).skipped(tokens.skip(if out_of { 2 } else { 1 }));
    let every = start.position() > tokens.position() + if out_of { 2 } else { 1 };
    let start = if out_of { word(&["the", "a", "all"]).skipped(start) } else { start };
    let (rest, whole) = cardinal(start).ok()?;
    let (numerator, denominator) = (part.quantity.value, whole.quantity.value);
    let round = [3, 4, 5, 10, 20, 100, 1_000, 10_000, 100_000, 1_000_000].map(Number::from);
    let lexicon = tokens.lexicon();
    let measured = rest.first().is_some_and(|next| {
        matches!(next.kind, TokenKind::Percent | TokenKind::Currency | TokenKind::Hyphen)
            || lexicon.opens(next.word)
                & (Class::Unit.bit() | Class::Percent.bit() | Class::Month.bit() | Class::Games.bit())
                != 0
    });
    let likely = out_of || every || numerator == Number::ONE || round.contains(&denominator);
    let proper = numerator < denominator || out_of && numerator == denominator;
    if !likely || !proper || measured || is_year(&whole) && !out_of || !denominator.is_integer() {
        return None;
    }
    Some((rest, Part { whole: Number::ZERO, numerator, denominator, counted: true }))
}

/// `counted = cardinal "of" [ determiner ] cardinal`, from `first` on and behind the first cardinal.
fn counted<'a>(first: Tokens<'a>, tokens: Tokens<'a>, part: &Cardinal) -> Option<(Tokens<'a>, Part)> {
    if !word(&["of"]).parse_ok(tokens) {
        return None;
    }
    // `Part 1 of 3`
    let number_of = part.bare
        && first.before().is_some_and(|before| {
            before.is_capital() && !tokens.lexicon().is(before.word, Class::FunctionWord)
                || tokens.lexicon().is(before.word, Class::Label)
        });
    if number_of {
        return None;
    }
    let behind = tokens.skip(1);
    let whole = |first: &Token| determines(behind, first, determiner::WHOLE);
    let opened = is_definite(behind) || behind.first().is_some_and(whole) || word(&["some"]).parse_ok(behind);
    let start = if opened { behind.skip(1) } else { behind };
    let (rest, whole) = cardinal(start).ok()?;
    let (numerator, denominator) = (part.quantity.value, whole.quantity.value);
    let lexicon = tokens.lexicon();
    let measured = rest.first().is_some_and(|next| {
        matches!(next.kind, TokenKind::Percent | TokenKind::Currency | TokenKind::Hyphen)
            || lexicon.opens(next.word) & (Class::Unit.bit() | Class::Percent.bit() | Class::Month.bit()) != 0
    });
    let year = is_year(&whole) && !rest.first().is_some_and(|next| is_plural(rest, next));
    // `one of five issues` is a member, not a share.
    let member = numerator == Number::ONE && part.quantity.in_words;
    let proper = numerator <= denominator && !numerator.is_zero() && denominator.is_integer() && !member;
    let settled =
        proper && !measured && !year && whole.quantity.hedge == Hedge::None && part.scale < Number::from(1_000);
    settled.then_some((rest, Part { whole: Number::ZERO, numerator, denominator, counted: true }))
}

impl Part {
    fn named(whole: Number, numerator: i128, denominator: i128) -> Option<Self> {
        Some(Self {
            whole,
            numerator: Number::ratio(numerator, 1)?,
            denominator: Number::ratio(denominator, 1).filter(|denominator| !denominator.is_zero())?,
            counted: false,
        })
    }
}
