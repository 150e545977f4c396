//! Dates and times as partial as they were written, and what they were resolved to.
//!
//! Parse what is written, resolve later: a [`DateTime`] keeps `yesterday` as one day back and
//! `November 10` without a year. [`resolve`](crate::story::dates::resolve) fills in the [`Moment`] it names once
//! the day of publication is known. Impossible dates (31 June) and clocks (25:10) are kept: a rule
//! speaks of them.

mod clock;
mod moment;
mod partial;
mod range;
mod unit;
mod words;

pub use clock::{Clock, Meridiem, PartOfDay, Portion, Zone};
pub use moment::{Edge, Moment};
pub use partial::{PartialDate, Season, Weekday, YearPart};
pub use range::{Bound, DateRange, Duration};
pub use unit::{Grain, TimeUnit};

use super::Hedge;

/// A date, a clock time, or both.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DateTime {
    /// How the day is fixed; `None` for a bare clock time or part of the day.
    pub calendar: Option<Calendar>,
    /// `early`, `mid-`, `the end of`.
    pub portion: Option<Portion>,
    /// `morning`, `night`.
    pub part_of_day: Option<PartOfDay>,
    /// The clock.
    pub clock: Option<Clock>,
    /// `about`, `around`.
    pub hedge: Hedge,
    /// Filled in by `story`, where the publication date allows it.
    pub resolved: Option<Moment>,
}

impl DateTime {
    /// A date that the calendar fixes in some way.
    #[must_use]
    pub fn of(calendar: Calendar) -> Self {
        Self { calendar: Some(calendar), ..Self::default() }
    }

    /// What was written of a calendar date, if it was written as one.
    #[must_use]
    pub const fn absolute(&self) -> Option<&PartialDate> {
        match &self.calendar {
            Some(Calendar::Absolute(date)) => Some(date),
            _ => None,
        }
    }

    /// Whether it names a stretch of time that no single ISO 8601 date is: a season, quarter, decade, the end
    /// of a month.
    #[must_use]
    pub const fn is_stretch(&self) -> bool {
        if self.clock.is_some() || self.part_of_day.is_some() {
            return false;
        }
        match &self.calendar {
            Some(Calendar::Decade(_) | Calendar::Century(_)) => true,
            Some(Calendar::Absolute(PartialDate {
                part: Some(YearPart::Season(_) | YearPart::Quarter(_) | YearPart::Half(_)),
                ..
            }))
            | Some(Calendar::Near { what: Recurring::Season(_), .. })
            | Some(
                Calendar::Unit { unit: TimeUnit::Quarter | TimeUnit::Decade | TimeUnit::Century, .. }
                | Calendar::Nth(_, TimeUnit::Quarter, _),
            ) => true,
            Some(
                Calendar::Absolute(PartialDate { day: Some(_), .. })
                | Calendar::Distance { .. }
                | Calendar::From(..)
                | Calendar::Unit { unit: TimeUnit::Day, .. }
                | Calendar::Near {
                    what: Recurring::Weekday(_) | Recurring::Holiday(_) | Recurring::MonthDay(..), ..
                }
                | Calendar::Holiday(..)
                | Calendar::NthWeekday(..),
            ) => false,
            _ => matches!(
                self.portion,
                Some(Portion::Early | Portion::Mid | Portion::Late | Portion::Start | Portion::End)
            ),
        }
    }

    /// The day it names: as written, if complete, else as resolved.
    #[must_use]
    pub fn day(&self) -> Option<PartialDate> {
        match self.absolute() {
            Some(date) if date.complete().is_some() => Some(*date),
            _ => self.resolved.and_then(|moment| moment.day()),
        }
    }

    /// The weekday that was written with it or alone.
    #[must_use]
    pub const fn written_weekday(&self) -> Option<Weekday> {
        match &self.calendar {
            Some(Calendar::Absolute(date) | Calendar::InYear(date, _)) => date.weekday,
            Some(Calendar::Near { what: Recurring::Weekday(weekday), .. }) => Some(*weekday),
            Some(Calendar::NthWeekday(_, weekday, _)) => Some(*weekday),
            _ => None,
        }
    }

    /// How fine it is.
    #[must_use]
    pub fn grain(&self) -> Grain {
        if let Some(clock) = &self.clock {
            return clock.grain();
        }
        if self.part_of_day.is_some() {
            return Grain::PartOfDay;
        }
        let finest = |parts: &[(i32, TimeUnit)]| parts.iter().map(|(_, unit)| unit.grain()).min().unwrap_or(Grain::Day);
        match &self.calendar {
            None => Grain::PartOfDay,
            Some(Calendar::Absolute(date) | Calendar::InYear(date, _)) => match (date.day, date.month, date.part) {
                (Some(_), ..) => Grain::Day,
                (None, Some(_), _) => Grain::Month,
                (None, None, Some(YearPart::Season(_))) => Grain::Season,
                (None, None, Some(YearPart::Quarter(_))) => Grain::Quarter,
                (None, None, Some(YearPart::Half(_))) => Grain::HalfYear,
                (None, None, Some(YearPart::Week(_))) => Grain::Week,
                (None, None, Some(YearPart::Fiscal) | None) => Grain::Year,
            },
            Some(Calendar::Decade(_)) => Grain::Decade,
            Some(Calendar::Century(_)) => Grain::Century,
            Some(Calendar::Unit { unit, .. } | Calendar::Nth(_, unit, _)) => unit.grain(),
            // Counted from a clock, it is another clock: `a day from Friday at 5 p.m.`
            Some(Calendar::From(base, parts)) if base.clock.is_some() => finest(parts).min(base.grain()),
            Some(Calendar::Distance { parts } | Calendar::From(_, parts) | Calendar::Narrative(parts)) => finest(parts),
            Some(Calendar::Near { what, .. }) => match what {
                Recurring::Weekday(_) | Recurring::Holiday(_) | Recurring::MonthDay(..) => Grain::Day,
                Recurring::Month(_) => Grain::Month,
                Recurring::Season(_) => Grain::Season,
            },
            Some(Calendar::Holiday(..) | Calendar::NthWeekday(..)) => Grain::Day,
            Some(Calendar::Now) => Grain::Second,
        }
    }
}

/// How a date or time is fixed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Calendar {
    /// By the calendar, as far as written.
    Absolute(PartialDate),
    /// `the 1980s`, by its first year; `'80s` is taken as the last such decade that was complete in 2020.
    Decade(i16),
    /// `the 19th century`, by its ordinal, negative before Christ.
    Century(i16),
    /// A calendar unit counted from the one the day of writing lies in: `yesterday` is -1 day,
    /// `last month` -1 month, `this year` 0 years.
    Unit {
        /// How many units, negative for the past.
        count: i32,
        /// Of what.
        unit: TimeUnit,
    },
    /// A length of time from the moment of writing: `three days ago`, `in two weeks`.
    Distance {
        /// How far, negative for the past; largest unit first.
        parts: Vec<(i32, TimeUnit)>,
    },
    /// `last Friday` (-1), `next July` (+1), `this summer` or a bare `Tuesday` (0).
    Near {
        /// What comes round.
        what: Recurring,
        /// -1 last, 0 this, +1 next.
        shift: i8,
        /// Whether no word (`this`, `last`) fixed it and it stands bare; then +1 says that its clause
        /// speaks of the future.
        bare: bool,
    },
    /// `November 10 last year`: a day or month without a year, and how many years from the day of writing.
    InYear(PartialDate, i8),
    /// `Christmas 2015`.
    Holiday(Holiday, Option<i16>),
    /// A length of time from another date: `two days after Easter`, `three weeks from tomorrow`.
    From(Box<DateTime>, Vec<(i32, TimeUnit)>),
    /// The nth unit of a longer stretch: `the first week of January`; -1 is the last.
    Nth(i8, TimeUnit, Box<DateTime>),
    /// The nth weekday of a longer stretch: `the last Friday of March`, `Tuesday of next week` (0).
    NthWeekday(i8, Weekday, Box<DateTime>),
    /// From what the story speaks of, not from the day of writing: `the next day`, `that year`,
    /// `two weeks later`.
    Narrative(Vec<(i32, TimeUnit)>),
    /// The moment of writing.
    Now,
}

/// A day or stretch that comes round again and again, named without its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Recurring {
    /// `last Friday`.
    Weekday(Weekday),
    /// `next July`.
    Month(u8),
    /// `this summer`.
    Season(Season),
    /// `last Christmas`.
    Holiday(Holiday),
    /// `next November 5`: month and day.
    MonthDay(u8, u8),
}

/// A holiday with a date of its own each year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holiday {
    /// On the same month and day each year.
    Fixed(u8, u8),
    /// So many days after (or before) Easter Sunday of the western churches.
    Easter(i8),
    /// The nth weekday of a month; -1 is the last.
    Nth(i8, Weekday, u8),
    /// The day so many days after the nth weekday of a month.
    AfterNth(i8, i8, Weekday, u8),
}
