//! Whatever a date or time opens: a point in time, or a stretch from one to another.
//!
//! ```text
//! time = date-range | moment          the longer one; of equally long ones the moment
//! ```
//!
//! The point that begins at a token is read once, and both productions go on from it.

use super::date_range::{JOINTS, date_range};
use super::duration::unit_near;
use super::input::{Parsed, Tokens};
use super::moment::{Start, moment};
use super::opening::Leaning;
use super::primitive::{Test, near, word};
use crate::fact::Value;
use crate::lex::{Class, Token, TokenKind, WordSet};

/// `date-range | moment`
pub(super) fn time(tokens: Tokens<'_>) -> Parsed<'_, Value> {
    let start = Start::read(tokens);
    match (moment(&start), date_range(&start)) {
        (Ok((end, point)), Ok((rest, _))) if rest.position() <= end.position() => Ok((end, point)),
        (_, Ok((rest, range))) => Ok((rest, Value::DateRange(Box::new(range)))),
        (point, Err(_)) => point,
    }
}

/// Words that are a date or time, or their greater part, by themselves.
const ALONE: u128 = Class::Month.bit()
    | Class::Weekday.bit()
    | Class::RelativeDay.bit()
    | Class::Season.bit()
    | Class::Holiday.bit()
    | Class::NamedHour.bit()
    | Class::DecadeWord.bit();

/// Words without one of which, or a figure, near them the openers open nothing.
const NEAR: u128 = ALONE
    | Class::Cardinal.bit()
    | Class::VagueCardinal.bit()
    | Class::Ordinal.bit()
    | Class::TimeUnit.bit()
    | Class::TimePortion.bit()
    | Class::PartOfDay.bit()
    | Class::Meridiem.bit();

/// What can stand right behind a preposition or an amount that opens a date or time.
const NEXT: u128 = NEAR
    | Class::TimeShift.bit()
    | Class::TimeOpener.bit()
    | Class::CalendarOpener.bit()
    | Class::TimeHedge.bit()
    | Class::NumberOpener.bit()
    | Class::DurationOpener.bit();

/// What can stand right behind `the` and its like.
const DATED: u128 = Class::Cardinal.bit()
    | Class::Ordinal.bit()
    | Class::TimeUnit.bit()
    | Class::TimeShift.bit()
    | Class::RelativeDay.bit()
    | Class::PartOfDay.bit()
    | Class::CalendarOpener.bit()
    | Class::Month.bit();

/// The words that open so much else that the one behind them decides.
const OPENERS: u128 = Class::TimeOpener.bit() | Class::CalendarOpener.bit() | Class::DurationOpener.bit();

/// What else opens a date or time beside a length of time.
const OTHER_OPENERS: u128 = Class::TimeOpener.bit() | Class::CalendarOpener.bit();

/// The words that open a date or time and hardly anything else.
const CONTENT: u128 = NEAR | Class::TimeShift.bit() | Class::OpenBound.bit() | Class::TimeHedge.bit();

/// What can stand right behind a number that begins a date, a clock or a length of time, besides names and small words.
const BEHIND: u128 = NEXT
    | Class::FunctionWord.bit()
    | Class::PointLead.bit()
    | Class::Scale.bit()
    | Class::ScaleAbbreviation.bit()
    | Class::LengthFiller.bit()
    | Class::Zone.bit();

/// The words that are numbers.
const NUMBERS: u128 = Class::Cardinal.bit() | Class::VagueCardinal.bit() | Class::Ordinal.bit();

/// `the`, `in`, `all` open a date or time before certain words, and before figures behind a quotation mark perhaps.
pub(super) const LEANING: Leaning = Leaning {
    classes: OPENERS,
    firm: CONTENT,
    behind: NEXT,
    kinds: &[
        TokenKind::Number,
        TokenKind::Fraction,
        TokenKind::QuoteStraight,
        TokenKind::QuoteOpen,
        TokenKind::QuoteClose,
        TokenKind::Dash,
        TokenKind::Minus,
        TokenKind::Period,
        TokenKind::Colon,
        TokenKind::Slash,
        TokenKind::Plus,
        TokenKind::Tilde,
    ],
};

/// A cheap look ahead: words such as `the`, `in`, `one`, `this` open a date only with another word of time or
/// figures near, and `12 people` is no date, whatever follows.
pub(super) fn opens_time(tokens: Tokens<'_>) -> bool {
    let Some(first) = tokens.first() else { return false };
    let next = tokens.get(1);
    match first.kind {
        TokenKind::Number | TokenKind::Fraction => return goes_on(tokens, first, next),
        TokenKind::Word => {}
        // `'90s`
        _ => {
            return next.is_some_and(|next| next.kind == TokenKind::Number)
                && tokens.get(2).is_some_and(Token::is_glued);
        }
    }
    let classes = tokens.opens();
    if classes & ALONE != 0 {
        return classes & ALONE != Class::Month.bit() || !is_verb(tokens, first, next);
    }
    let Some(next) = next else { return false };
    // `the 2016 vote`: figures behind an article begin a date as an ordinal, or as the first of two days.
    if next.kind == TokenKind::Number && next.span().len() > 2 && word(&["the"]).parse_ok(tokens) {
        return tokens.get(2).is_some_and(Token::is_glued);
    }
    let is = |class: Class| classes & class.bit() != 0;
    // `all day`
    if is(Class::DurationOpener) && !is(Class::NumberOpener) && classes & (CONTENT | OTHER_OPENERS) == 0 {
        return tokens.opens_at(1, Class::TimeUnit.bit());
    }
    if classes & CONTENT & !NUMBERS == 0 && next.kind == TokenKind::Word {
        let wanted = match classes & OPENERS {
            _ if classes & NUMBERS != 0 => BEHIND,
            opener if opener == Class::CalendarOpener.bit() => DATED,
            _ => NEXT,
        };
        if !tokens.opens_at(1, wanted) {
            return false;
        }
    }
    static WORDS: WordSet = WordSet::opening(NEAR);
    static PARTS: WordSet = WordSet::opening(Class::PartOfDay.bit());
    // `in two days`, `for a week`, `in the morning`; from one time to another only `from` and `between` open.
    let of_length = is(Class::TimeOpener) && !is(Class::RangeOpener);
    near(tokens, 4, &WORDS, true)
        && (!of_length
            || unit_near(tokens) && !word(&["the"]).parse_ok(tokens.skip(1))
            || near(tokens, 4, &PARTS, false))
}

/// Whether `may` or `march` in small letters is no month: `may be`, `march home`. The month has a day, a year or another
/// month behind it there.
fn is_verb(tokens: Tokens<'_>, first: &Token, next: Option<&Token>) -> bool {
    const BEHIND: u128 = Class::Month.bit()
        | Class::Ordinal.bit()
        | Class::Cardinal.bit()
        | Class::TimeShift.bit()
        | Class::CalendarOpener.bit()
        | Class::TimeLead.bit();
    // `in august` stands by itself.
    !first.is_capital()
        && first.span().len() <= 5
        && tokens.lexicon().int(first.word, Class::DoubtfulMonth).is_some_and(|doubt| doubt & 1 != 0)
        && next.is_some_and(|next| {
            next.kind == TokenKind::Word
                && !next.is_glued()
                && !tokens.opens_at(1, BEHIND)
                && !word(JOINTS).parse_ok(tokens.skip(1))
        })
}

/// Whether figures can be a date, a clock or a length of time before that token.
fn goes_on(tokens: Tokens<'_>, figures: &Token, next: Option<&Token>) -> bool {
    // A year stands alone, and so do `23.04.2022` and the `871` of `(r. 871)`.
    let dot = tokens.before().is_some_and(|before| before.kind == TokenKind::Period);
    let long = figures.span().len() >= if dot { 3 } else { 4 };
    next.map_or(long, |next| match next.kind {
        TokenKind::Word => long || next.is_glued() || next.is_capital() || tokens.opens_at(1, BEHIND),
        TokenKind::Hyphen
        | TokenKind::Dash
        | TokenKind::Slash
        | TokenKind::Colon
        | TokenKind::Number
        | TokenKind::Fraction
        | TokenKind::Tilde
        | TokenKind::Plus => true,
        // `10, tonight`
        TokenKind::Comma => long || tokens.get(2).is_some_and(|day| tokens.lexicon().is(day.word, Class::RelativeDay)),
        _ => long,
    })
}
