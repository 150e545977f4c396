//! Whatever a date or time opens: a point in time, or a stretch from one to another.
//!
//! ```text
//! time = date-range | moment          the longer one; of equally long ones the moment
//! ```
//!
//! The point that begins at a token is read once, and both productions go on from it.

use super::date_range::date_range;
use super::input::{Parsed, Tokens};
use super::moment::{Start, moment};
use super::primitive::{miss, near};
use crate::fact::Value;
use crate::lex::{Class, TokenKind};

/// `date-range | moment`
pub(super) fn time(tokens: Tokens<'_>) -> Parsed<'_, Value> {
    if !opens_time(tokens) {
        return miss();
    }
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

/// The words that open a date or time and hardly anything else.
const CONTENT: u128 = NEAR | Class::TimeShift.bit() | Class::OpenBound.bit() | Class::TimeHedge.bit();

/// A cheap look ahead: words such as `the`, `in`, `one`, `this` open a date only with another word of time or
/// figures near.
fn opens_time(tokens: Tokens<'_>) -> bool {
    let Some(first) = tokens.first() else { return false };
    let lexicon = tokens.lexicon();
    let classes = lexicon.opens(first.word);
    if first.kind != TokenKind::Word || classes & ALONE != 0 {
        return true;
    }
    let Some(next) = tokens.get(1) else { return false };
    if classes & OPENERS != 0 && classes & CONTENT == 0 && next.kind == TokenKind::Word {
        let wanted = if classes & OPENERS == Class::CalendarOpener.bit() { DATED } else { NEXT };
        if lexicon.opens(next.word) & wanted == 0 {
            return false;
        }
    }
    near(tokens, 4, NEAR, true)
}
