//! Numbers in figures, with the scale behind them.
//!
//! ```text
//! figures    = mantissa ( glued-scale | { scale } [ "and a half" ] [ below ] | exponent )
//! mantissa   = NUMBER [ part ] | part | NUMBER { blank three-digits }
//! part       = fraction-sign | NUMBER "/" NUMBER
//! below      = [ "and" ] cardinal [ "hundred" ]                  behind a hundred or thousand
//! exponent   = "e" [ sign ] NUMBER | "×" "10" "^" [ sign ] NUMBER
//! ```
//!
//! Accepted: `15`, `1,234.5`, `12,34,567`, `3 250 000 €`, `3½`, `3 1/2`, `1.2m`, `4 bn`, `2.33k`, `100 thousand`, `1.3e6`.
//! Refused: a leading nought (`007`), groups that no style makes (`1,3`), `9/11` (no usual denominator), and short scales
//! that may be anything else: `3M` is a firm, `4K` a screen, `a 5K` a race, a `5m` wall has metres.

use super::boundary::{after_hyphen, ends_in_scale, is_claimed, is_plural};
use super::cardinal::Cardinal;
use super::input::{Parsed, Tokens};
use super::number_word::{and_a_half, tenth_of, words};
use super::primitive::{Test, miss, word};
use crate::fact::{Number, Quantity};
use crate::lex::{Class, Token, TokenKind};

/// `figures = mantissa ( glued-scale | { scale } | exponent )`, where nothing before claims the digits.
pub(super) fn figures(tokens: Tokens<'_>) -> Parsed<'_, Cardinal> {
    if is_claimed(tokens) {
        return miss();
    }
    unsigned_figures(tokens)
}

/// Figures that may be glued to a sign before them.
pub(super) fn unsigned_figures(tokens: Tokens<'_>) -> Parsed<'_, Cardinal> {
    let Some((mut rest, mut number)) = mantissa(tokens) else { return miss() };
    if let Some((after, scale)) = exponent(rest) {
        let Some((value, written_unit)) =
            number.quantity.value.checked_mul(scale).zip(number.quantity.written_unit.checked_mul(scale))
        else {
            return miss();
        };
        number.quantity = Quantity { value, written_unit, scaled: true, ..number.quantity };
        return Ok((after, Cardinal { bare: false, ..number }));
    }
    if let Some((after, scale)) = scale_abbreviation(rest) {
        number = scaled(number, scale).map_or_else(miss, Ok)?;
        rest = after;
    } else {
        let mut last = 1;
        while let Some((after, scale)) = scale_word(rest) {
            number = scaled(number, scale).map_or_else(miss, Ok)?;
            (rest, last) = (after, scale);
        }
        // `3 million and a half`
        if last >= 1_000_000
            && let Some((after, half)) = and_a_half(rest, 0, last)
        {
            let Some(value) = number.quantity.value.checked_add(half) else { return miss() };
            number.quantity = Quantity { value, written_unit: tenth_of(last), ..number.quantity };
            rest = after;
        }
    }
    while let Some((after, value, scale)) = below_scale(rest, &number) {
        number.quantity.value = value;
        number.scale = scale;
        rest = after;
    }
    Ok((rest, number))
}

/// `3 hundred and 21`, `4 thousand 3 hundred`: what goes on below a hundred or thousand that stands behind figures,
/// and its own scale.
fn below_scale<'a>(tokens: Tokens<'a>, number: &Cardinal) -> Option<(Tokens<'a>, Number, Number)> {
    let spoken = number.scale == Number::from(100) || number.scale == Number::from(1_000);
    if !spoken || !number.quantity.value.is_integer() || !ends_in_scale(tokens) {
        return None;
    }
    let start = word(&["and"]).skipped(tokens);
    let first = start.first()?;
    let (mut rest, mut below) = match first.kind {
        TokenKind::Number if !first.is_glued() => mantissa(start)?,
        TokenKind::Word if start.lexicon().is(first.word, Class::Cardinal) => words(start).ok()?,
        _ => return None,
    };
    if let Some((after, 100)) = scale_word(rest) {
        (rest, below) = (after, scaled(below, 100)?);
    }
    let fits =
        below.quantity.value.is_integer() && below.quantity.value < number.scale && !below.quantity.value.is_zero();
    let value = number.quantity.value.checked_add(below.quantity.value)?;
    fits.then_some((rest, value, below.scale))
}

/// `NUMBER [ fraction-sign | NUMBER "/" NUMBER ] | fraction-sign | NUMBER "/" NUMBER | NUMBER { three digits }`
pub(super) fn mantissa(tokens: Tokens<'_>) -> Option<(Tokens<'_>, Cardinal)> {
    let first = tokens.first()?;
    let text = tokens.text(first);
    let share = |whole: Number, numerator: i128, denominator: i128| {
        let value = Number::ratio(numerator, denominator)?.checked_add(whole)?;
        let written_unit = Number::ratio(1, denominator)?;
        Some(Cardinal::plain(Quantity { value, written_unit, ..Quantity::whole(0) }))
    };
    if first.kind == TokenKind::Fraction {
        let (numerator, denominator) = fraction_parts(text)?;
        return Some((tokens.skip(1), share(Number::ZERO, numerator, denominator)?));
    }
    if first.kind != TokenKind::Number {
        return None;
    }
    if let Some((rest, numerator, denominator)) = slash(tokens) {
        return Some((rest, share(Number::ZERO, numerator, denominator)?));
    }
    if let Some((rest, quantity)) = spaced_groups(tokens) {
        return Some((rest, Cardinal::plain(quantity)));
    }
    let quantity = digits(text)?;
    let bare = text.bytes().all(|byte| byte.is_ascii_digit());
    let rest = tokens.skip(1);
    if bare {
        let part = rest.first().filter(|next| next.kind == TokenKind::Fraction).map(|next| rest.text(next));
        if let Some((numerator, denominator)) = part.and_then(fraction_parts) {
            return Some((rest.skip(1), share(quantity.value, numerator, denominator)?));
        }
        if let Some((rest, numerator, denominator)) = behind_whole(rest).and_then(slash) {
            return Some((rest, share(quantity.value, numerator, denominator)?));
        }
    }
    Some((rest, Cardinal { bare, ..Cardinal::plain(quantity) }))
}

/// Where the fraction of `3 1/2` and `3-1/2` would stand.
pub(super) fn behind_whole(tokens: Tokens<'_>) -> Option<Tokens<'_>> {
    let next = tokens.first()?;
    match next.kind {
        TokenKind::Number if !next.is_glued() => Some(tokens),
        TokenKind::Hyphen if next.is_glued() => Some(tokens.skip(1)),
        _ => None,
    }
}

/// `NUMBER "/" NUMBER`, proper, and with a denominator that is in use: `9/11` is a day.
pub(super) fn slash(tokens: Tokens<'_>) -> Option<(Tokens<'_>, i128, i128)> {
    let (slash, second) = (tokens.get(1)?, tokens.get(2)?);
    let shape = slash.kind == TokenKind::Slash
        && second.kind == TokenKind::Number
        && slash.is_glued() == second.is_glued()
        && tokens.first()?.kind == TokenKind::Number;
    if !shape {
        return None;
    }
    let part = |text: &str| text.parse::<u32>().ok().filter(|part| *part > 0 && !text.starts_with('0')).map(i128::from);
    let (numerator, denominator) = (part(tokens.text(tokens.first()?))?, part(tokens.text(second))?);
    let usual = matches!(denominator, 2 | 3 | 4 | 5 | 6 | 8 | 10 | 12 | 16 | 20 | 32 | 64 | 100 | 1_000);
    let rest = tokens.skip(3);
    // `3/8ths`
    let suffix = rest.first().is_some_and(|next| next.is_glued()) && word(&["ths", "th", "rds", "s"]).parse_ok(rest);
    let rest = if suffix { rest.skip(1) } else { rest };
    let date = rest.first().is_some_and(|next| next.kind == TokenKind::Slash && next.is_glued() == slash.is_glued());
    (usual && numerator < denominator && !date).then_some((rest, numerator, denominator))
}

/// Groups of three digits with blanks between them: two and more of them, or one with a currency or unit
/// before or behind.
fn spaced_groups(tokens: Tokens<'_>) -> Option<(Tokens<'_>, Quantity)> {
    let plain = |token: &Token| {
        let text = tokens.text(token);
        token.kind == TokenKind::Number && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let first = tokens.first().filter(|first| plain(first) && first.span().len() <= 3)?;
    let mut value = tokens.text(first).parse::<i128>().ok()?;
    let mut rest = tokens.skip(1);
    let mut groups = 0;
    while let Some(next) = rest
        .first()
        .filter(|next| plain(next) && next.span().len() == 3 && next.span().start() == rest.end_before() + 1)
    {
        value = value * 1_000 + rest.text(next).parse::<i128>().ok()?;
        rest = rest.skip(1);
        groups += 1;
        if groups > 8 {
            return None;
        }
    }
    let lexicon = tokens.lexicon();
    let money = Class::Currency.bit() | Class::CurrencyCode.bit() | Class::CurrencySign.bit();
    let settled = groups > 1
        || groups == 1
            && (tokens.before().is_some_and(|before| lexicon.is_any(before.word, money))
                || rest.first().is_some_and(|next| lexicon.opens(next.word) & (money | Class::Unit.bit()) != 0));
    let starts = !tokens.text(first).starts_with('0');
    (settled && starts)
        .then(|| (rest, Quantity { value: Number::ratio(value, 1).unwrap_or(Number::ZERO), ..Quantity::whole(0) }))
}

/// `exponent = glued "e" [ sign ] NUMBER | ( "×" | "x" ) "10" "^" [ sign ] NUMBER`
fn exponent(tokens: Tokens<'_>) -> Option<(Tokens<'_>, Number)> {
    let first = tokens.first()?;
    let text = tokens.text(first);
    let start = if first.kind == TokenKind::Word && first.is_glued() && matches!(text, "e" | "E") {
        tokens.skip(1)
    } else if first.kind == TokenKind::Times || first.kind == TokenKind::Word && matches!(text, "x" | "X") {
        let ten = tokens.get(1).is_some_and(|ten| tokens.text(ten) == "10");
        let caret = tokens.get(2).is_some_and(|caret| caret.is_glued() && tokens.text(caret) == "^");
        if !ten || !caret {
            return None;
        }
        tokens.skip(3)
    } else {
        return None;
    };
    let sign = start.first().filter(|sign| sign.is_glued())?;
    let (negative, start) = match sign.kind {
        TokenKind::Hyphen | TokenKind::Minus => (true, start.skip(1)),
        TokenKind::Plus => (false, start.skip(1)),
        _ => (false, start),
    };
    let digits = start.first().filter(|digits| digits.kind == TokenKind::Number && digits.is_glued())?;
    let exponent: i32 = start.text(digits).parse().ok()?;
    Some((start.skip(1), Number::power_of_ten(if negative { -exponent } else { exponent })?))
}

fn scaled(number: Cardinal, scale: i64) -> Option<Cardinal> {
    let factor = Number::from(scale);
    let quantity = number.quantity;
    Some(Cardinal {
        quantity: Quantity {
            value: quantity.value.checked_mul(factor)?,
            // A dozen is as exact as twelve.
            written_unit: if scale < 1_000 && quantity.written_unit == Number::ONE {
                Number::ONE
            } else {
                quantity.written_unit.checked_mul(factor)?
            },
            scaled: quantity.scaled || scale >= 1_000,
            ..quantity
        },
        scale: number.scale.checked_mul(factor)?,
        bare: false,
        article: number.article,
    })
}

/// The value of the digits of a token: groups of three, or of two and a last one of three as in India, or
/// no groups; no leading nought but before a decimal point.
pub(super) fn digits(text: &str) -> Option<Quantity> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    if decimals.contains('.') || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let bytes = whole.as_bytes();
    if bytes.len() > 1 && bytes[0] == b'0' || !well_grouped(whole) {
        return None;
    }
    let value = if text.is_ascii() {
        Number::parse(text)?
    } else {
        // Thin and no-break spaces between the groups.
        let plain: String = text.chars().filter(char::is_ascii).collect();
        Number::parse(&plain)?
    };
    let written_unit = Number::power_of_ten(-i32::try_from(decimals.len()).ok()?)?;
    Some(Quantity { value, written_unit, ..Quantity::whole(0) })
}

fn well_grouped(whole: &str) -> bool {
    let mut groups = whole.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty());
    let Some(first) = groups.next() else { return true };
    if first.len() == whole.len() {
        return true;
    }
    let Some(last) = whole.rsplit(|c: char| !c.is_ascii_digit()).next() else { return false };
    let mut count = 1;
    let mut threes = true;
    let mut twos = true;
    for group in groups {
        count += 1;
        threes &= group.len() == 3;
        twos &= group.len() == 2 || group.as_ptr() == last.as_ptr();
    }
    last.len() == 3 && count > 1 && (threes && first.len() <= 3 || twos && first.len() <= 2)
}

/// Numerator and denominator of a character such as `½`.
pub(super) fn fraction_parts(text: &str) -> Option<(i128, i128)> {
    Some(match text {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅚" => (5, 6),
        "⅐" => (1, 7),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        "⅑" => (1, 9),
        "⅒" => (1, 10),
        _ => return None,
    })
}

/// `k`, `m`, `bn`: glued to the figures, or after a blank where it is longer than one letter.
fn scale_abbreviation(tokens: Tokens<'_>) -> Option<(Tokens<'_>, i64)> {
    let first = tokens.first().filter(|first| first.kind == TokenKind::Word)?;
    let scale = tokens.lexicon().int(first.word, Class::ScaleAbbreviation)?;
    let text = tokens.text(first);
    // Bankers' millions; elsewhere millimetres.
    if matches!(text, "mm" | "MM") && !tokens.back(2).first().is_some_and(|sign| sign.kind == TokenKind::Currency) {
        return None;
    }
    let length = text.trim_end_matches('.').len();
    if !first.is_glued() {
        let spaced = length > 1 || text == "k" && is_sum(tokens);
        return spaced.then(|| (tokens.skip(1), scale));
    }
    let rest = tokens.skip(1);
    let settled = match text {
        // Nobody pays in metres: `€41m from €38m`.
        "m" => is_money(tokens) || is_million(rest),
        // Tonnes, bytes and tesla are as likely.
        "b" | "t" | "T" => is_sum(tokens),
        // `3M` is a firm, `4K` a screen, `a 5K` a race; `10M` is a number.
        "M" | "B" | "k" | "K" => {
            let several = tokens.before().is_some_and(|figures| figures.span().len() > 1);
            is_sum(tokens)
                || rest.first().is_some_and(|next| !next.is_glued() && is_plural(rest, next))
                || several && matches!(text, "M" | "B") && !is_named_by_article(tokens) && is_million(rest)
                || text == "k"
                    && !is_named_by_article(tokens)
                    && !rest.first().is_some_and(|next| next.is_glued() && next.kind == TokenKind::Slash)
        }
        _ => true,
    };
    settled.then_some((rest, scale))
}

/// Whether a currency sign stands before the figures that `tokens` follow, or they have a decimal point.
fn is_sum(tokens: Tokens<'_>) -> bool {
    tokens.back(2).first().is_some_and(|sign| sign.kind == TokenKind::Currency)
        || tokens.before().is_some_and(|figures| tokens.text(figures).contains('.'))
}

/// Whether the sign or code of a currency stands before the figures that `tokens` follow.
fn is_money(tokens: Tokens<'_>) -> bool {
    tokens.position() >= 2
        && tokens.back(2).first().is_some_and(|sign| {
            sign.kind == TokenKind::Currency
                || sign.is_all_caps() && tokens.lexicon().is(sign.word, Class::CurrencyCode)
        })
}

/// Whether an article or `the` stands before the figures: `a 10k on Sunday`.
fn is_named_by_article(tokens: Tokens<'_>) -> bool {
    tokens.position() >= 2 && word(&["a", "the", "this", "first", "every"]).parse_ok(tokens.back(2))
}

/// `5m` is five million before a plural, a preposition or the end; before anything else it may be metres.
fn is_million(rest: Tokens<'_>) -> bool {
    let Some(next) = rest.first() else { return true };
    match next.kind {
        TokenKind::Word => {
            let lexicon = rest.lexicon();
            !next.is_glued()
                && !lexicon.is(next.word, Class::Extent)
                && (lexicon.is(next.word, Class::FunctionWord)
                    || lexicon.is(next.word, Class::Currency)
                    || is_plural(rest, next))
        }
        TokenKind::Slash | TokenKind::Times | TokenKind::Other | TokenKind::Number => !next.is_glued(),
        _ => true,
    }
}

/// A scale word, after a blank or a hyphen.
pub(super) fn scale_word(tokens: Tokens<'_>) -> Option<(Tokens<'_>, i64)> {
    let tokens = after_hyphen(tokens);
    let first = tokens.first().filter(|first| first.kind == TokenKind::Word)?;
    let scale = tokens.lexicon().int(first.word, Class::Scale)?;
    (!first.is_glued() || tokens.before().is_some_and(|before| before.kind == TokenKind::Hyphen))
        .then(|| (tokens.skip(1), scale))
}
