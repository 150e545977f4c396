//! Sums of money.
//!
//! ```text
//! prefix   = [ LETTERS ] SIGN | CODE [ "." ]             "$" "US$" "€" "USD" "Rs."
//! suffix   = SIGN | CODE [ SCALE ] | MULTIPLE | [ "-" ] CURRENCY | [ "-" ] PART
//!                                                        "5 €" "350 GBP" "3 euros" "40 cents" "50p" "12 MEUR"
//! money    = [ "-" ] prefix figures [ CODE | CURRENCY ] | cardinal suffix [ [ "and" ] cardinal PART | hundredths ]
//! hundredths = cardinal from 10 to 99, where the sum ends behind it      "15 dollars 50"
//! MULTIPLE = ( "K" | "T" | "M" | "B" ) CODE, in one word: thousands, millions, billions
//! ```
//!
//! Accepted: `$3 million`, `a $3-million bid`, `US$ 3`, `C$1.5bn`, `€5,50`, `Rs 300`, `GBP 350`, `5 euros`,
//! `5 million Hong Kong dollars`, `thirteen dollars and forty-five cents`, `15 dollars 50`, `40 cents`, `50p`,
//! `120 MSEK`. Refused as one sum: `15 dollars 50 times`.
//! `$40 million euros` keeps the contradiction. `5 pounds` is a weight, unless `sterling` or a sum in another
//! currency in brackets follows, and `5 million pounds` money, unless `of` follows.

use super::boundary::{after_hyphen, ends_in_scale, is_claimed};
use super::cardinal::{Cardinal, cardinal};
use super::figures::unsigned_figures;
use super::input::Tokens;
use super::primitive::{Test, word};
use crate::fact::{Number, Quantity};
use crate::lex::{Class, LexValue, TokenKind};
use crate::text::ProseSpan;

/// What money is counted in.
#[derive(Clone, Copy)]
pub(super) struct Currency {
    /// ISO 4217, where one currency is meant.
    pub code: Option<&'static str>,
    /// The sign or word as written.
    pub written: ProseSpan,
    /// A second currency behind the sum that is another one.
    pub contradicted_by: Option<&'static str>,
    /// Whether it is a hundredth: cents, pence.
    pub is_part: bool,
    /// Whether it stands before the number.
    pub leads: bool,
}

/// `prefix figures [ CODE | CURRENCY ]`
pub(super) fn prefixed(tokens: Tokens<'_>) -> Option<(Tokens<'_>, Cardinal, Currency)> {
    let loss = is_loss(tokens);
    let (start, mut currency) = prefix(if loss { tokens.skip(1) } else { tokens })?;
    let (mut rest, mut number) = amount_after(start)?;
    if loss {
        number.quantity.value = -number.quantity.value;
    }
    if let Some((after, second)) = second_currency(rest) {
        match (currency.code, second) {
            (Some(first), Some(second)) if first != second => {
                // `$5 Canadian` and `$5 CAD` say which dollar.
                if first == "USD" && second.ends_with('D') {
                    currency.code = Some(second);
                } else {
                    currency.contradicted_by = Some(second);
                }
            }
            (None, second) => currency.code = second,
            _ => {}
        }
        rest = after;
    }
    Some((rest, number, currency))
}

/// `-$5`: a minus with a sign glued to it and nothing before it that it could join.
fn is_loss(tokens: Tokens<'_>) -> bool {
    let [minus, sign, ..] = tokens.slice() else { return false };
    matches!(minus.kind, TokenKind::Hyphen | TokenKind::Minus)
        && sign.kind == TokenKind::Currency
        && sign.is_glued()
        && !minus.is_glued()
}

/// `prefix = [ LETTERS ] SIGN | CODE [ "." ]`
fn prefix(tokens: Tokens<'_>) -> Option<(Tokens<'_>, Currency)> {
    let first = tokens.first()?;
    let lexicon = tokens.lexicon();
    if first.kind == TokenKind::Currency {
        // `CUC$5`: letters that nobody listed make it another currency; a number before it, an end of its own.
        let foreign = first.is_glued() && tokens.before().is_some_and(|before| before.kind == TokenKind::Word);
        let code = lexicon.text(first.word, Class::CurrencySign).filter(|code| !code.is_empty() && !foreign);
        return Some((tokens.skip(1), Currency::new(code, first.span(), true)));
    }
    if first.kind != TokenKind::Word || is_claimed(tokens) {
        return None;
    }
    // `a $5 fee` is no Australian one.
    if let Some(code) = lexicon.text(first.word, Class::CurrencyPrefix)
        && let Some(sign) = tokens.get(1).filter(|next| next.kind == TokenKind::Currency && tokens.text(next) == "$")
        && (sign.is_glued() || first.is_all_caps() && first.span().len() > 1 || first.is_dotted())
    {
        return Some((tokens.skip(2), Currency::new(Some(code), first.span().cover(sign.span()), true)));
    }
    if lexicon.is(first.word, Class::CurrencyCode) {
        let mark = tokens.get(1)?;
        // `Rs. 300`; a code of three capitals ends its sentence there.
        let dot = mark.kind == TokenKind::Period && mark.is_glued() && !first.is_all_caps();
        let figures = if mark.kind == TokenKind::Currency || dot { 2 } else { 1 };
        let follows = tokens.get(figures).is_some_and(|next| next.kind == TokenKind::Number);
        if follows && is_written_code(tokens) {
            let code = lexicon.text(first.word, Class::CurrencyCode);
            return Some((tokens.skip(figures), Currency::new(code, first.span(), true)));
        }
    }
    None
}

/// `MULTIPLE`: how many units of which currency a word such as `MSEK` counts.
fn multiple(tokens: Tokens<'_>) -> Option<(i64, &'static str)> {
    let first = tokens.first().filter(|first| !first.word.is_known() && first.span().len() == 4)?;
    let (letter, code) = tokens.text(first).split_at_checked(1)?;
    let scale = match letter {
        "K" | "k" | "T" => 1_000,
        "M" => 1_000_000,
        "B" => 1_000_000_000,
        _ => return None,
    };
    let lexicon = tokens.lexicon();
    let capitals = code.bytes().all(|byte| byte.is_ascii_uppercase());
    Some((scale, lexicon.text(lexicon.word(code), Class::CurrencyCode).filter(|_| capitals)?))
}

/// A code in capitals, or one of the few with a small letter: `Rs`, `Tk`.
fn is_written_code(tokens: Tokens<'_>) -> bool {
    tokens.first().is_some_and(|first| {
        first.is_all_caps() && first.span().len() >= 3 || first.is_capital() && first.span().len() <= 3
    })
}

/// The figures behind a sign. A comma before two digits is a decimal one here: `€5,50`.
fn amount_after(tokens: Tokens<'_>) -> Option<(Tokens<'_>, Cardinal)> {
    if let Ok((rest, number)) = unsigned_figures(tokens) {
        return Some((rest, number));
    }
    let first = tokens.first()?;
    match first.kind {
        TokenKind::Number => decimal_comma(tokens),
        TokenKind::Hyphen | TokenKind::Minus if tokens.get(1)?.is_glued() => {
            let (rest, mut number) = unsigned_figures(tokens.skip(1)).ok()?;
            number.quantity.value = -number.quantity.value;
            Some((rest, number))
        }
        _ => None,
    }
}

fn decimal_comma(tokens: Tokens<'_>) -> Option<(Tokens<'_>, Cardinal)> {
    let first = tokens.first()?;
    let (whole, cents) = tokens.text(first).split_once(',')?;
    if cents.len() != 2 || !cents.bytes().chain(whole.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let hundredth = Number::power_of_ten(-2)?;
    let value = Number::parse(whole)?.checked_add(Number::parse(cents)?.checked_mul(hundredth)?)?;
    let quantity = Quantity { value, written_unit: hundredth, ..Quantity::whole(0) };
    Some((tokens.skip(1), Cardinal::plain(quantity)))
}

/// A currency code or word behind a sum that already has a sign: `$5 USD`, `$40 million euros`, `$3 Canadian`.
fn second_currency(tokens: Tokens<'_>) -> Option<(Tokens<'_>, Option<&'static str>)> {
    let first = tokens.first().filter(|first| first.kind == TokenKind::Word)?;
    let lexicon = tokens.lexicon();
    if lexicon.is(first.word, Class::CurrencyCode) && first.is_all_caps() && first.span().len() == 3 {
        return Some((tokens.skip(1), lexicon.text(first.word, Class::CurrencyCode)));
    }
    let (rest, code) = currency_word(tokens)?;
    // `$5 won him a prize`: only a word that cannot be a verb.
    (!word(&["won", "real", "mark"]).parse_ok(tokens)).then_some((rest, code))
}

/// `suffix [ [ "and" ] cardinal PART ]`, behind `number`.
pub(super) fn suffixed<'a>(tokens: Tokens<'a>, number: &mut Cardinal) -> Option<(Tokens<'a>, Currency)> {
    if let Some((scale, code)) = multiple(tokens) {
        *number = number.times(scale)?;
        return Some((tokens.skip(1), Currency::new(Some(code), tokens.first()?.span(), false)));
    }
    let (rest, currency) = suffix(tokens, number.scale >= Number::from(1_000_000))?;
    if currency.is_part {
        return Some((rest, currency));
    }
    // `75 USD million`
    if number.scale == Number::ONE
        && let Some((rest, scale)) = scale_behind(rest)
    {
        *number = number.times(scale)?;
        return Some((rest, currency));
    }
    if !number.quantity.value.is_integer() {
        return Some((rest, currency));
    }
    let Some((after, cents)) = hundredths(rest) else { return Some((rest, currency)) };
    let hundredth = Number::power_of_ten(-2)?;
    number.quantity.value = number.quantity.value.checked_add(cents.checked_mul(hundredth)?)?;
    number.quantity.written_unit = hundredth;
    Some((after, currency))
}

/// `[ "and" ] cardinal PART | cardinal`, where the sum ends behind it.
fn hundredths(tokens: Tokens<'_>) -> Option<(Tokens<'_>, Number)> {
    let joined = word(&["and"]).skipped(tokens);
    let (after, small) = cardinal(joined).ok()?;
    let cents = small.quantity.value;
    if cents.is_negative() || cents >= Number::from(100) || !cents.is_integer() {
        return None;
    }
    if let Some((after, _)) = suffix(after, false).filter(|(_, part)| part.is_part) {
        return Some((after, cents));
    }
    let spoken = joined.position() == tokens.position() && cents >= Number::from(10) && !small.article;
    (spoken && small.scale == Number::ONE && ends_sum(after)).then_some((after, cents))
}

/// Whether nothing is counted behind a sum: its clause ends, or `more`, `each`, `apiece` follows.
fn ends_sum(rest: Tokens<'_>) -> bool {
    rest.first().is_none_or(|next| match next.kind {
        TokenKind::Period
        | TokenKind::Comma
        | TokenKind::Semicolon
        | TokenKind::ParenClose
        | TokenKind::QuoteClose
        | TokenKind::Question
        | TokenKind::Exclamation => true,
        _ => word(&["more", "each", "apiece"]).parse_ok(rest),
    })
}

/// A scale word behind a code: `USD million`.
fn scale_behind(rest: Tokens<'_>) -> Option<(Tokens<'_>, i64)> {
    let code = rest.before().filter(|code| code.is_all_caps() && code.span().len() == 3)?;
    let scale = rest.lexicon().int(rest.first()?.word, Class::Scale).filter(|scale| *scale >= 1_000)?;
    (code.kind == TokenKind::Word).then(|| (rest.skip(1), scale))
}

/// `suffix = SIGN | CODE | [ "-" ] CURRENCY | [ "-" ] PART`
fn suffix(tokens: Tokens<'_>, is_large: bool) -> Option<(Tokens<'_>, Currency)> {
    let first = tokens.first()?;
    let lexicon = tokens.lexicon();
    if first.kind == TokenKind::Currency {
        // The sign of the next sum: `10 $30`.
        if tokens.get(1).is_some_and(|next| next.is_glued() && next.kind == TokenKind::Number) {
            return None;
        }
        let is_part = lexicon.is(first.word, Class::CurrencyPart);
        let class = if is_part { Class::CurrencyPart } else { Class::CurrencySign };
        let code = lexicon.text(first.word, class).filter(|code| !code.is_empty());
        return Some((tokens.skip(1), Currency { is_part, ..Currency::new(code, first.span(), false) }));
    }
    let start = after_hyphen(tokens);
    let first = start.first().filter(|first| first.kind == TokenKind::Word)?;
    if lexicon.is(first.word, Class::CurrencyCode) && (first.is_all_caps() || lexicon.is(first.word, Class::LowerCode))
    {
        let code = lexicon.text(first.word, Class::CurrencyCode);
        return Some((start.skip(1), Currency::new(code, first.span(), false)));
    }
    if let Some((length, LexValue::Text(code))) = start.entry(Class::CurrencyPart) {
        // A lone `p` only where it is glued: `50p`.
        if first.span().len() > 1 || first.is_glued() && start.text(first) == "p" {
            let rest = start.skip(length);
            let code = Some(code).filter(|code| !code.is_empty());
            return Some((rest, Currency { is_part: true, ..Currency::new(code, start.span_until(&rest), false) }));
        }
    }
    if word(&["pound", "pounds"]).parse_ok(start) && !word(&["sterling"]).parse_ok(start.skip(1)) {
        let rest = start.skip(1);
        // Millions of pounds are money, unless they are pounds of something.
        if is_large && !word(&["of"]).parse_ok(rest) {
            return Some((rest, Currency::new(Some("GBP"), first.span(), false)));
        }
        let in_brackets = rest.first().is_some_and(|next| next.kind == TokenKind::ParenOpen)
            && prefix(rest.skip(1)).is_some_and(|(_, currency)| currency.code != Some("GBP"));
        return in_brackets.then(|| (rest, Currency::new(Some("GBP"), first.span(), false)));
    }
    let (rest, code) = currency_word(start)?;
    // `the 5 won by`: the Korean won only behind a scale word or figures from a hundred on is left to the reader.
    if word(&["won", "real"]).parse_ok(start) && !ends_in_scale(tokens) {
        return None;
    }
    Some((rest, Currency::new(code, start.span_until(&rest), false)))
}

fn currency_word(tokens: Tokens<'_>) -> Option<(Tokens<'_>, Option<&'static str>)> {
    match tokens.entry(Class::Currency)? {
        (length, LexValue::Text(code)) => Some((tokens.skip(length), Some(code).filter(|code| !code.is_empty()))),
        _ => None,
    }
}

impl Currency {
    fn new(code: Option<&'static str>, written: ProseSpan, leads: bool) -> Self {
        Self { code, written, contradicted_by: None, is_part: false, leads }
    }
}
