//! From one clock time to another, with the day they belong to.
//!
//! ```text
//! clock-range = day-hours | hours-day
//! day-hours   = dated [day-part] [","] ["at"] hours
//! hours-day   = hours [[","] ["on" | "of"] (day | in-the-part)]
//! hours       = ["from" | "between"] end joint end       one end at least more than a bare hour, or the part of the day
//! end         = clock | hour | hour minute-words | hour "." digit digit       the last only beside an "a.m." or "p.m."
//! day-open    = dated bound clock
//! ```
//!
//! Accepted: `11:05 AM - 12:50 PM`, `9-5 p.m.`, `8 p.m. to 11`, `10 - 11 at night`, `Monday 1-3 p.m.`, `between 3:30-4:30pm`, `9.30-4.30pm`,
//! `tomorrow from 10 a.m. to noon`, `Thursday before 5 p.m.`. Refused: `7 - 8`, `Monday 3-1`, a player's lines.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::verify;
use nom::sequence::preceded;

use super::clock::{clock, may_be_hour, meridiem};
use super::date::{ends, is_content};
use super::date_range::{JOINTS, joint, open_bound};
use super::input::{Parsed, Tokens};
use super::moment::{Start, dated, hour_and_minute, part_phrase, whole_hour};
use super::part_of_day::{at_night, day_part, in_part, in_the_part};
use super::primitive::{kind, miss, opt, word};
use crate::fact::{Bound, Clock, DateRange, DateTime, Grain, Meridiem, PartOfDay};
use crate::lex::{Class, TokenKind};

/// Two clock times, before the day that they belong to is known.
struct Hours {
    low: Clock,
    high: Clock,
    /// Whether something says that they are hours: a minute, `a.m.`, `from`.
    told: bool,
    /// Whether both are more than a bare hour.
    full: bool,
}

/// `dated [day-part] [","] ["at"] hours`: `Monday 1-3 p.m.`, `yesterday afternoon from 3 to 5`.
pub(super) fn day_hours<'a>(start: &Start<'a>) -> Parsed<'a, DateRange> {
    let (rest, day) = day_of(start)?;
    let (rest, part) = opt(day_part).parse(rest)?;
    let part = part.map(|(_, part)| part).or(day.part_of_day);
    let (rest, _) = (opt(kind(TokenKind::Comma)), opt(word(&["at"]))).parse(rest)?;
    let (rest, hours) = hours(rest)?;
    if hours.told || part.is_some() { Ok((rest, hours.on(day, part))) } else { miss() }
}

/// `hours [[","] ["on" | "of"] (day | in-the-part)]`: `9 a.m. to 5 p.m. on Monday`, `10 to 11 at night`.
pub(super) fn hours_day(tokens: Tokens<'_>) -> Parsed<'_, DateRange> {
    if !may_be_hour(tokens, JOINTS) {
        return miss();
    }
    let (rest, hours) = hours(tokens)?;
    if let Ok((rest, part)) = alt((in_the_part, at_night)).parse(rest) {
        return Ok((rest, hours.on(&DateTime::default(), Some(part))));
    }
    let day = preceded(
        (opt(kind(TokenKind::Comma)), opt(word(&["on", "of"]))),
        verify(alt((part_phrase, dated)), |day| day.grain() <= Grain::Day && day.clock.is_none()),
    )
    .parse(rest);
    if let Ok((rest, day)) = day {
        let (rest, part) = opt(day_part).parse(rest)?;
        let part = part.map(|(_, part)| part).or(day.part_of_day);
        return if hours.told || part.is_some() { Ok((rest, hours.on(&day, part))) } else { miss() };
    }
    if hours.told && hours.full && !is_row(rest) { Ok((rest, hours.on(&DateTime::default(), None))) } else { miss() }
}

/// `["from" | "between"] end joint end`
fn hours(tokens: Tokens<'_>) -> Parsed<'_, Hours> {
    let (rest, opener) = opt(word(&["from", "between"])).parse(tokens)?;
    let between = opener.is_some_and(|opener| tokens.text(opener).eq_ignore_ascii_case("between"));
    let dotted_end = dotted_hour(rest).ok();
    let is_dotted = dotted_end.is_some();
    let (rest, mut low) = dotted_end.map_or_else(|| end(rest), Ok)?;
    let (rest, _) = match joint(rest) {
        Err(_) if between => word(&["and"]).map(|_| ()).parse(rest)?,
        found => found?,
    };
    let (rest, mut high) = end(rest)?;
    if is_dotted && high.meridiem.is_none() {
        return miss();
    }
    let bare = |clock: &Clock| clock.meridiem.is_none() && clock.minute.is_none();
    let told = opener.is_some() || !bare(&low) || !bare(&high);
    share_parts(&mut low, &mut high);
    let full = [low, high].iter().all(|clock| clock.meridiem.is_some() || clock.minute.is_some() || !clock.twelve_hour);
    Ok((rest, Hours { low, high, told, full }))
}

/// `hour "." digit digit`: the `9.30` of `9.30-4.30pm`.
fn dotted_hour(tokens: Tokens<'_>) -> Parsed<'_, Clock> {
    let (rest, number) = kind(TokenKind::Number).parse(tokens)?;
    let Some((hour, minute)) = tokens.text(number).split_once('.') else { return miss() };
    match (hour.parse(), minute.parse(), minute.len()) {
        (Ok(hour @ 1..=12), Ok(minutes @ 0..=59), 2) if meridiem(rest).is_err() => {
            Ok((rest, Clock { hour, minute: Some(minutes), twelve_hour: true, ..Clock::default() }))
        }
        _ => miss(),
    }
}

/// `clock | hour minute-words | hour`, the latter where nothing follows that it would count.
fn end(tokens: Tokens<'_>) -> Parsed<'_, Clock> {
    if let Ok(found) = clock(tokens) {
        return Ok(found);
    }
    let (rest, clock) = alt((hour_and_minute, whole_hour)).parse(tokens)?;
    let day = Class::RelativeDay.bit() | Class::Weekday.bit() | Class::Month.bit();
    if rest.first().is_some_and(|next| {
        is_content(rest, next) && !rest.lexicon().is_any(next.word, day) || next.is_glued() && !ends(next)
    }) {
        return miss();
    }
    Ok((rest, clock))
}

/// What only one end says holds for both: the `pm` of `3-5 pm`, the zone. `8 p.m. to 11` ends in the evening,
/// `10 a.m. to 2` after noon.
pub(super) fn share_parts(low: &mut Clock, high: &mut Clock) {
    let twelve = |clock: &Clock| clock.meridiem.is_none() && (1..=12).contains(&clock.hour);
    let later = high.hour % 12 > low.hour % 12 || high.hour == low.hour && high.minute > low.minute;
    match (low.meridiem, high.meridiem) {
        (None, Some(_)) if twelve(low) && (low.hour % 12, low.minute) <= (high.hour % 12, high.minute) => {
            low.meridiem = high.meridiem
        }
        // `9.30-4.30pm` begins before noon, `11-2am` the evening before.
        (None, Some(half)) if twelve(low) && low.twelve_hour => {
            low.meridiem = Some(other_half(half));
        }
        (Some(half), None) if twelve(high) && high.twelve_hour => {
            high.meridiem = Some(if later { half } else { other_half(half) });
        }
        // `from 10:30 to 3`: an end before its beginning lies after noon.
        (None, None) if twelve(low) && twelve(high) && high.twelve_hour && !later && low.hour < 12 => {
            low.meridiem = low.twelve_hour.then_some(Meridiem::Am);
            high.meridiem = Some(Meridiem::Pm);
        }
        _ => {}
    }
    for clock in [&mut *low, &mut *high] {
        clock.twelve_hour &= clock.meridiem.is_none();
    }
    low.zone = low.zone.or(high.zone);
}

const fn other_half(half: Meridiem) -> Meridiem {
    match half {
        Meridiem::Am => Meridiem::Pm,
        Meridiem::Pm => Meridiem::Am,
    }
}

/// Whether another clock follows, as in the lines of a player.
fn is_row(rest: Tokens<'_>) -> bool {
    rest.first().is_some_and(|next| next.kind == TokenKind::Number)
        && rest.get(1).is_some_and(|mark| mark.kind == TokenKind::Colon && mark.is_glued())
}

impl Hours {
    /// The range on a day, or on none that is named, in a part of it perhaps.
    fn on(&self, day: &DateTime, part: Option<PartOfDay>) -> DateRange {
        let at = |clock| {
            let part_of_day = if day.calendar.is_some() { part } else { None };
            Some(DateTime { clock: Some(in_part(clock, part)), part_of_day, ..day.clone() })
        };
        DateRange { low: at(self.low), high: at(self.high), bound: Bound::Both }
    }
}

/// `dated bound clock`: `Thursday before 5 p.m.`
pub(super) fn day_open<'a>(start: &Start<'a>) -> Parsed<'a, DateRange> {
    let (rest, day) = day_of(start)?;
    let (rest, bound) = open_bound(rest)?;
    let (rest, _) = opt(word(&["around", "about"])).parse(rest)?;
    let (rest, clock) = clock(rest)?;
    let (rest, part) = opt(alt((in_the_part, at_night))).parse(rest)?;
    let clock = in_part(clock, part.or(day.part_of_day));
    Ok((rest, bound.of(DateTime { clock: Some(clock), ..day.clone() })))
}

/// The day that begins here.
fn day_of<'a, 'b>(start: &'b Start<'a>) -> Result<(Tokens<'a>, &'b DateTime), nom::Err<super::input::Miss>> {
    match &start.dated {
        Some((rest, day)) if day.grain() <= Grain::Day => Ok((*rest, day)),
        _ => miss(),
    }
}
