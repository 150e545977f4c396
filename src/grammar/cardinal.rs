//! Cardinal numbers, without what stands around them.
//!
//! ```text
//! cardinal   = [ sign ] figures | words | vague
//! figures    = mantissa ( glued-scale | { scale } [ "and a half" ] | exponent )
//! mantissa   = NUMBER [ part ] | part | NUMBER { blank three-digits }
//! part       = fraction-sign | NUMBER "/" NUMBER
//! exponent   = "e" [ sign ] NUMBER | "×" "10" "^" [ sign ] NUMBER
//! words      = [ "a" | "an" ] group { [ "and" ] group } [ "point" digit { digit } ] [ "and a half" ]
//! group      = below-a-hundred [ "hundred" [ [ "and" ] below-a-hundred ] ] { scale }
//! half       = "half a" scale | "a quarter of a" scale
//! vague      = "dozens" | "several" [ scale ] | "a few" [ scale ] | "tens of thousands"
//! ```
//!
//! Accepted: `15`, `1,234.5`, `12,34,567`, `1.2m`, `4 bn`, `2.33k`, `3½ million`, `three hundred and twelve`,
//! `two and a half million`, `two dozen`, `half a million`, `hundreds of thousands`.
//! Refused, because the digits count nothing: a number glued to letters or to another number by `-`, `/`,
//! `.`, `:` (`COVID-19`, `S4-1`, `10.0.0.1`, `24/7`), one with a leading nought (`007`), and groups of digits that
//! no style makes (`1,3`).

use super::input::{Parsed, Tokens};
use super::primitive::{Test, miss, word};
use crate::fact::{Hedge, Number, Quantity};
use crate::lex::{Class, LexValue, Token, TokenKind};

/// A number and the scale word it ended with.
#[derive(Clone, Copy)]
pub(super) struct Cardinal {
    /// The value, without the hedge around it; the hedge is `Between` for `dozens` and its kin.
    pub quantity: Quantity,
    /// The last scale word: a million in `2.3 million`, one where there is none.
    pub scale: Number,
    /// Whether it is bare figures, without comma, decimals, scale or sign: what a year looks like.
    pub bare: bool,
    /// Whether it was begun by an article: `a hundred`, `half a million`.
    pub article: bool,
}

impl Cardinal {
    /// A number without a scale word.
    pub(super) fn plain(quantity: Quantity) -> Self {
        Self { quantity, scale: Number::ONE, bare: false, article: false }
    }

    /// The same number with the scale word of another: 26 of `between $26 and $31 million`.
    pub(super) fn scaled_like(&self, other: &Self) -> Option<Self> {
        Some(Self {
            quantity: Quantity {
                value: self.quantity.value.checked_mul(other.scale)?,
                written_unit: self.quantity.written_unit.checked_mul(other.scale)?,
                scaled: other.quantity.scaled,
                ..self.quantity
            },
            scale: other.scale,
            bare: false,
            ..*self
        })
    }

    /// The number before its scale word.
    pub(super) fn mantissa(&self) -> Number {
        self.quantity.value.checked_div(self.scale).unwrap_or(self.quantity.value)
    }
}

/// `cardinal = [ sign ] figures | words | vague`
pub(super) fn cardinal(tokens: Tokens<'_>) -> Parsed<'_, Cardinal> {
    let Some(first) = tokens.first() else { return miss() };
    match first.kind {
        TokenKind::Number | TokenKind::Fraction => figures(tokens),
        TokenKind::Word if word(&["minus", "negative"]).parse_ok(tokens) => minus(tokens),
        TokenKind::Word => words(tokens),
        TokenKind::Hyphen | TokenKind::Minus => negative(tokens),
        _ => miss(),
    }
}

/// `( "minus" | "negative" ) cardinal`, where nothing is subtracted from.
fn minus(tokens: Tokens<'_>) -> Parsed<'_, Cardinal> {
    let number_before = tokens.before().is_some_and(|before| {
        matches!(before.kind, TokenKind::Number | TokenKind::Fraction)
            || tokens.lexicon().is_any(before.word, Class::Cardinal.bit() | Class::Scale.bit())
    });
    let start = tokens.skip(1);
    if number_before || start.first().is_some_and(Token::is_glued) {
        return miss();
    }
    let (rest, mut number) = match start.first().map(|first| first.kind) {
        Some(TokenKind::Number) => figures(start),
        Some(TokenKind::Word) if start.lexicon().opens(start.slice()[0].word) & Class::Cardinal.bit() != 0 => {
            words(start)
        }
        _ => miss(),
    }?;
    number.quantity.value = -number.quantity.value;
    number.bare = false;
    Ok((rest, number))
}

/// A minus sign with figures glued to it, and nothing glued before.
fn negative(tokens: Tokens<'_>) -> Parsed<'_, Cardinal> {
    if tokens.first().is_some_and(Token::is_glued) && tokens.before().is_some_and(|before| !opens(before)) {
        return miss();
    }
    if !tokens.get(1).is_some_and(|next| next.kind == TokenKind::Number && next.is_glued()) {
        return miss();
    }
    let (rest, mut number) = unsigned_figures(tokens.skip(1))?;
    number.quantity.value = -number.quantity.value;
    number.bare = false;
    Ok((rest, number))
}

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
        if let Some((after, half)) = and_a_half(rest, 0, last).filter(|_| last >= 1_000_000) {
            let Some(value) = number.quantity.value.checked_add(half) else { return miss() };
            number.quantity = Quantity { value, written_unit: tenth_of(last), ..number.quantity };
            rest = after;
        }
    }
    Ok((rest, number))
}

/// `NUMBER [ fraction-sign | NUMBER "/" NUMBER ] | fraction-sign | NUMBER "/" NUMBER | NUMBER { three digits }`
fn mantissa(tokens: Tokens<'_>) -> Option<(Tokens<'_>, Cardinal)> {
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
            written_unit: quantity.written_unit.checked_mul(factor)?,
            // A dozen is as exact as twelve.
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
    let length = text.trim_end_matches('.').len();
    if !first.is_glued() {
        return (length > 1).then(|| (tokens.skip(1), scale));
    }
    let rest = tokens.skip(1);
    let settled = match text {
        "m" => is_million(rest),
        // Tonnes, bytes and tesla are as likely.
        "b" | "t" | "T" => is_sum(tokens),
        // `3M` is a firm, `4K` a screen, `a 5K` a race.
        "M" | "B" | "k" | "K" => {
            is_sum(tokens)
                || rest.first().is_some_and(|next| !next.is_glued() && is_plural(rest, next))
                || text == "k"
                    && !is_named_by_article(tokens)
                    && !rest.first().is_some_and(|next| next.is_glued() && next.kind == TokenKind::Slash)
        }
        _ => true,
    };
    settled.then_some((rest, scale))
}

/// Whether a currency sign stands before the figures that `tokens` follow.
fn is_sum(tokens: Tokens<'_>) -> bool {
    tokens.back(2).first().is_some_and(|sign| sign.kind == TokenKind::Currency)
        || tokens.before().is_some_and(|figures| tokens.text(figures).contains('.'))
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

/// Whether a word looks like a plural noun in lower case.
pub(super) fn is_plural(tokens: Tokens<'_>, token: &Token) -> bool {
    let text = tokens.text(token);
    token.kind == TokenKind::Word
        && !token.is_capital()
        && !tokens.lexicon().is(token.word, Class::FunctionWord)
        && (text.len() > 3 && text.ends_with('s') && !text.ends_with("ss")
            || tokens.lexicon().is(token.word, Class::IrregularPlural))
}

/// A scale word, after a blank or a hyphen.
fn scale_word(tokens: Tokens<'_>) -> Option<(Tokens<'_>, i64)> {
    let tokens = after_hyphen(tokens);
    let first = tokens.first().filter(|first| first.kind == TokenKind::Word)?;
    let scale = tokens.lexicon().int(first.word, Class::Scale)?;
    (!first.is_glued() || tokens.before().is_some_and(|before| before.kind == TokenKind::Hyphen))
        .then(|| (tokens.skip(1), scale))
}

/// Steps over a hyphen between two parts of a number: `3-million`, `twenty-one`.
pub(super) fn after_hyphen(tokens: Tokens<'_>) -> Tokens<'_> {
    match (tokens.first(), tokens.get(1)) {
        (Some(hyphen), Some(next))
            if hyphen.kind == TokenKind::Hyphen
                && hyphen.is_glued()
                && next.is_glued()
                && next.kind == TokenKind::Word =>
        {
            tokens.skip(1)
        }
        _ => tokens,
    }
}

/// `words = [ "a" ] group { [ "and" ] group } [ "point" … ] [ "and a half" ]`
fn words(tokens: Tokens<'_>) -> Parsed<'_, Cardinal> {
    if is_claimed(tokens) {
        return miss();
    }
    words_anywhere(tokens)
}

/// Number words that may be glued to something before them.
pub(super) fn words_anywhere(tokens: Tokens<'_>) -> Parsed<'_, Cardinal> {
    let Some(first) = tokens.first() else { return miss() };
    let lexicon = tokens.lexicon();
    let opens = lexicon.opens(first.word);
    if opens & Class::VagueCardinal.bit() != 0 {
        if let Ok(found) = vague(tokens) {
            return Ok(found);
        }
    }
    if lexicon.is(first.word, Class::Cardinal) || lexicon.is(first.word, Class::Scale) {
        return spelled(tokens, false);
    }
    if opens & Class::NumberOpener.bit() == 0 {
        return miss();
    }
    if let Ok(found) = part_of_scale(tokens) {
        return Ok(found);
    }
    // `a hundred`, `a dozen`.
    let second = tokens.skip(1);
    match second.first() {
        Some(next) if word(&["a", "an"]).parse_ok(tokens) && lexicon.is(next.word, Class::Scale) => {
            spelled(second, true)
        }
        _ => miss(),
    }
}

/// `half = "half a" scale | "a quarter of a" scale | "half" scale`
fn part_of_scale(tokens: Tokens<'_>) -> Parsed<'_, Cardinal> {
    let start = word(&["a", "an"]).skipped(tokens);
    let (numerator, denominator, rest) = if word(&["half"]).parse_ok(start) {
        (1, 2, start.skip(1))
    } else if word(&["quarter"]).parse_ok(start) {
        (1, 4, word(&["of"]).skipped(start.skip(1)))
    } else {
        return miss();
    };
    let rest = after_hyphen(word(&["a", "an"]).skipped(after_hyphen(rest)));
    let Some(next) = rest.first() else { return miss() };
    if rest.lexicon().is_any(next.word, Class::Unit.bit() | Class::Percent.bit()) && denominator == 2 {
        // `half a mile`, `a half-hour`.
        let value = Number::ratio(numerator, denominator).unwrap_or(Number::ONE);
        let written_unit = tenth_of(1);
        let quantity = Quantity { value, written_unit, in_words: true, ..Quantity::whole(0) };
        return Ok((rest, Cardinal { article: true, ..Cardinal::plain(quantity) }));
    }
    let Some(scale) = rest.lexicon().int(next.word, Class::Scale) else { return miss() };
    let Some(share) = Number::ratio(numerator, denominator) else { return miss() };
    let Some(value) = Number::from(scale).checked_mul(share) else { return miss() };
    let quantity = Quantity {
        value,
        written_unit: if scale >= 1_000_000 { tenth_of(scale) } else { Number::ONE },
        scaled: scale >= 1_000_000,
        in_words: true,
        ..Quantity::whole(0)
    };
    Ok((rest.skip(1), Cardinal { scale: Number::from(scale), article: true, ..Cardinal::plain(quantity) }))
}

/// The last digit of a half, as `2.5` has it.
fn tenth_of(scale: i64) -> Number {
    Number::ratio(i128::from(scale), 10).unwrap_or(Number::ONE)
}

/// `vague = "dozens" | "several" [ scale ] | "a few" [ scale ] …`
fn vague(tokens: Tokens<'_>) -> Parsed<'_, Cardinal> {
    let Some((length, LexValue::Interval(mut low, mut high))) =
        tokens.lexicon().entry(tokens.slice(), Class::VagueCardinal)
    else {
        return miss();
    };
    let mut rest = tokens.skip(length);
    // `the couple`, `two scores`: only with `of` do these words count.
    let counts = low != high && low != 40
        || word(&["of"]).parse_ok(rest)
        || low == high && rest.first().is_some_and(|next| is_plural(rest, next));
    if !counts {
        return miss();
    }
    let mut scale = 1;
    let after = if word(&["of"]).parse_ok(rest) { rest.skip(1) } else { rest };
    if let Some((after, factor)) = scale_word(after) {
        (low, high) = (low.saturating_mul(factor), high.saturating_mul(factor));
        scale = factor;
        rest = after;
    }
    let written = if low == high { low } else { 0 };
    let hedge = Hedge::Between(Number::from(low), Number::from(high));
    let quantity = Quantity { in_words: true, scaled: scale >= 1_000_000, ..Quantity::whole(written) }.hedged(hedge);
    Ok((rest, Cardinal { scale: Number::from(scale), article: true, ..Cardinal::plain(quantity) }))
}

/// The words of a number as far as they join in good order.
struct Spelling {
    /// What the scale words so far have closed.
    closed: i128,
    /// What is still below the next scale word.
    open: i128,
    /// A further word must be less than this.
    room: i128,
    /// The last scale word was this, from a thousand on.
    last: i128,
    words: usize,
}

impl Spelling {
    /// Takes `value` as the next word below a hundred, if it fits behind what is there.
    fn add(&mut self, value: i128) -> bool {
        if value >= self.room {
            return false;
        }
        self.open += value;
        self.room = if value >= 20 && value % 10 == 0 { 10 } else { 0 };
        self.words += 1;
        true
    }

    fn scale(&mut self, factor: i128) -> bool {
        let open = if self.words == 0 { 1 } else { self.open };
        if factor < 1_000 {
            // `twelve hundred`, `three hundred`, `two dozen`; never `hundred hundred`.
            if open == 0 || open >= 100 || self.room == 100 && self.words > 0 {
                return false;
            }
            self.open = open * factor;
            self.room = if factor == 100 { 100 } else { 0 };
        } else if factor < self.last {
            if open == 0 {
                return false;
            }
            self.closed += open * factor;
            self.open = 0;
            self.room = factor.min(1_000);
            self.last = factor;
        } else {
            // `five thousand million`, `two million million`.
            let Some(closed) = (self.closed + self.open).checked_mul(factor).filter(|closed| *closed < 1 << 100) else {
                return false;
            };
            if closed == 0 {
                return false;
            }
            self.closed = closed;
            self.open = 0;
            self.room = factor.min(1_000);
            self.last = factor;
        }
        self.words += 1;
        true
    }
}

fn spelled(tokens: Tokens<'_>, article: bool) -> Parsed<'_, Cardinal> {
    let lexicon = tokens.lexicon();
    let mut spelling = Spelling { closed: 0, open: 0, room: 1_000, last: i128::MAX, words: 0 };
    let mut rest = tokens;
    let mut scale = 1;
    loop {
        let start = if spelling.words > 0 {
            let joined = after_hyphen(rest);
            // `and` joins only what follows a hundred or a scale word.
            if word(&["and"]).parse_ok(joined) && spelling.room >= 100 { after_hyphen(joined.skip(1)) } else { joined }
        } else {
            rest
        };
        let Some(token) = start.first().filter(|token| token.kind == TokenKind::Word) else { break };
        let joined_by_and = start.position() > after_hyphen(rest).position();
        if let Some(value) = lexicon.int(token.word, Class::Cardinal) {
            // `six million and two thirds`
            let parts = |name: &Token| {
                name.kind == TokenKind::Word
                    && lexicon.is(name.word, Class::Denominator)
                    && start.text(name).ends_with('s')
            };
            let fraction = joined_by_and && after_hyphen(start.skip(1)).first().is_some_and(parts);
            if fraction || spelling.words > 0 && value == 0 || !spelling.add(i128::from(value)) {
                break;
            }
            scale = 1;
        } else if let Some(factor) = lexicon.int(token.word, Class::Scale) {
            if joined_by_and || !spelling.scale(i128::from(factor)) {
                break;
            }
            scale = factor;
        } else {
            break;
        }
        rest = start.skip(1);
    }
    if spelling.words == 0 {
        return miss();
    }
    let Some(mut value) = Number::ratio(spelling.closed + spelling.open, 1) else { return miss() };
    let (mut written_unit, mut is_scaled) = (Number::ONE, false);
    if let Some((after, decimals, unit)) = decimals(rest) {
        let Some(sum) = value.checked_add(decimals) else { return miss() };
        (rest, value, written_unit) = (after, sum, unit);
    } else if let Some((after, half)) = and_a_half(rest, spelling.open, scale) {
        let Some(sum) = value.checked_add(half) else { return miss() };
        (rest, value, written_unit) = (after, sum, tenth_of(1));
        if scale >= 1_000 {
            (written_unit, is_scaled) = (tenth_of(scale), scale >= 1_000_000);
        }
    }
    while let Some((after, factor)) = scale_word(rest) {
        // Only after decimals or a half: all other scale words are taken above.
        if written_unit == Number::ONE {
            break;
        }
        let factor_number = Number::from(factor);
        let (Some(product), Some(unit)) = (value.checked_mul(factor_number), written_unit.checked_mul(factor_number))
        else {
            return miss();
        };
        (rest, value, written_unit, scale) = (after, product, unit, factor);
        is_scaled = factor >= 1_000_000;
    }
    if scale >= 1_000_000 && written_unit == Number::ONE {
        (written_unit, is_scaled) = (Number::from(scale), true);
    }
    // `nineteen eighty-four` and `twenty twenty` are years, and `one two three` counts nothing.
    let next = after_hyphen(rest);
    if next.first().is_some_and(|next| lexicon.is(next.word, Class::Cardinal) && spelling.open >= 10 && scale == 1) {
        return miss();
    }
    let quantity = Quantity { value, written_unit, scaled: is_scaled, in_words: true, ..Quantity::whole(0) };
    Ok((rest, Cardinal { scale: Number::from(scale), article, ..Cardinal::plain(quantity) }))
}

/// `"point" digit { digit }`: `nine point nought four`.
fn decimals(tokens: Tokens<'_>) -> Option<(Tokens<'_>, Number, Number)> {
    if !word(&["point"]).parse_ok(tokens) {
        return None;
    }
    let lexicon = tokens.lexicon();
    let mut rest = tokens.skip(1);
    let (mut mantissa, mut places) = (0i128, 0);
    while let Some(digit) = rest.first().and_then(|next| lexicon.int(next.word, Class::Cardinal)) {
        if digit > 9 || places >= 12 {
            break;
        }
        mantissa = mantissa * 10 + i128::from(digit);
        places += 1;
        rest = rest.skip(1);
    }
    let power = 10i128.pow(places);
    (places > 0).then_some((rest, Number::ratio(mantissa, power)?, Number::ratio(1, power)?))
}

/// `and a half` after a number below ten (`two and a half million`) or after a scale word, whose half it is
/// (`a million and a half`).
fn and_a_half(tokens: Tokens<'_>, open: i128, scale: i64) -> Option<(Tokens<'_>, Number)> {
    let whole = scale == 1 && open < 100 || scale >= 1_000_000 && open == 0;
    let matches =
        whole && word(&["and"]).parse_ok(tokens) && word(&["a", "one"]).parse_ok(after_hyphen(tokens.skip(1)));
    let third = after_hyphen(after_hyphen(tokens.skip(1)).skip(1));
    let half = word(&["half"]).parse_ok(third) && (scale == 1 || scale_word(third.skip(1)).is_none());
    (matches && half).then_some((third.skip(1), Number::ratio(i128::from(scale), 2)?))
}

/// Whether a scale word stands right before.
pub(super) fn ends_in_scale(tokens: Tokens<'_>) -> bool {
    let before =
        |token: &&Token| tokens.lexicon().is_any(token.word, Class::Scale.bit() | Class::ScaleAbbreviation.bit());
    tokens.before().filter(before).is_some()
}

/// Whether the number that would begin here belongs to something before it: `COVID-19`, `3/4`, `$`, `10.0`.
pub(super) fn is_claimed(tokens: Tokens<'_>) -> bool {
    let Some(before) = tokens.before().filter(|_| tokens.first().is_some_and(Token::is_glued)) else { return false };
    // `the treaty.[4]`
    let note = before.kind == TokenKind::ParenOpen && before.is_glued() && tokens.text(before) == "[";
    note || !opens(before)
}

/// Marks after which a glued number is free.
const fn opens(before: &Token) -> bool {
    matches!(
        before.kind,
        TokenKind::ParenOpen
            | TokenKind::QuoteOpen
            | TokenKind::QuoteStraight
            | TokenKind::Dash
            | TokenKind::Ellipsis
            | TokenKind::Bullet
            | TokenKind::Mark
            | TokenKind::Tilde
            | TokenKind::Relation
            | TokenKind::Comma
            | TokenKind::Semicolon
    ) || matches!(before.kind, TokenKind::Plus) && !before.is_glued()
}

/// Whether something glued goes on with a number that would end here: letters, `-5`, `/7`, `.1`, `:30`.
pub(super) fn is_continued(rest: Tokens<'_>) -> bool {
    let Some(next) = rest.first().filter(|next| next.is_glued()) else { return false };
    let after = rest.get(1).filter(|after| after.is_glued());
    match next.kind {
        TokenKind::Word
        | TokenKind::Number
        | TokenKind::Fraction
        | TokenKind::At
        | TokenKind::Hash
        | TokenKind::Ampersand
        | TokenKind::Degree => true,
        TokenKind::Slash | TokenKind::Colon | TokenKind::Period | TokenKind::Plus | TokenKind::Times => {
            after.is_some_and(|after| matches!(after.kind, TokenKind::Word | TokenKind::Number))
        }
        // `7-Eleven`, `3-D`; `12-member` and `40-odd` go on with a noun.
        TokenKind::Hyphen => after.is_some_and(|after| {
            after.kind == TokenKind::Number || after.kind == TokenKind::Word && after.is_capital()
        }),
        TokenKind::Other => rest.text(next) != "×",
        _ => false,
    }
}
