//! Dates and times as partial as they were written, and what they were resolved to.

use super::{Hedge, Number};

/// A day of the week; Monday is the first, as in ISO 8601.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weekday {
    /// Day 1.
    Monday,
    /// Day 2.
    Tuesday,
    /// Day 3.
    Wednesday,
    /// Day 4.
    Thursday,
    /// Day 5.
    Friday,
    /// Day 6.
    Saturday,
    /// Day 7.
    Sunday,
}

impl Weekday {
    /// All seven, Monday first.
    pub const ALL: [Self; 7] =
        [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];

    /// From its ISO number, 1 to 7.
    #[must_use]
    pub fn from_iso(number: i64) -> Option<Self> {
        Self::ALL.get(usize::try_from(number - 1).ok()?).copied()
    }

    /// English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Monday => "Monday",
            Self::Tuesday => "Tuesday",
            Self::Wednesday => "Wednesday",
            Self::Thursday => "Thursday",
            Self::Friday => "Friday",
            Self::Saturday => "Saturday",
            Self::Sunday => "Sunday",
        }
    }
}

/// How fine a date or time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// To the second.
    Second,
    /// To the minute.
    Minute,
    /// To the hour.
    Hour,
    /// Morning, afternoon, evening, night.
    PartOfDay,
    /// A day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// A week.
    Week,
    /// A month.
    Month,
    /// Spring, summer, autumn, winter.
    Season,
    /// A quarter of a year.
    Quarter,
    /// Half a year.
    HalfYear,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// What was written of a calendar date. Impossible ones (31 June) are kept: a rule speaks of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct PartialDate {
    /// Year, where written; two digits are completed to the nearest century.
    pub year: Option<i16>,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day of the month.
    pub day: Option<u8>,
    /// Weekday written with it.
    pub weekday: Option<Weekday>,
}

impl PartialDate {
    /// Year, month and day, if all are there.
    #[must_use]
    pub const fn complete(&self) -> Option<(i16, u8, u8)> {
        match (self.year, self.month, self.day) {
            (Some(year), Some(month), Some(day)) => Some((year, month, day)),
            _ => None,
        }
    }
}

/// A clock time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Clock {
    /// 0 to 24.
    pub hour: u8,
    /// Minute, where written.
    pub minute: Option<u8>,
    /// Second, where written.
    pub second: Option<u8>,
    /// Minutes east of UTC, where a zone is written.
    pub offset: Option<i16>,
}

/// Units of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeUnit {
    /// 1 s.
    Second,
    /// 60 s.
    Minute,
    /// 3,600 s.
    Hour,
    /// 86,400 s.
    Day,
    /// Monday to Friday.
    BusinessDay,
    /// Seven days.
    Week,
    /// Two weeks.
    Fortnight,
    /// A calendar month.
    Month,
    /// Three months.
    Quarter,
    /// A calendar year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// How a date or time is fixed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Calendar {
    /// By the calendar, as far as written.
    Absolute(PartialDate),
    /// From the day of writing: `yesterday` is -1 day, `in two weeks` +2 weeks, `last month` -1 month.
    Relative {
        /// How many units, negative for the past.
        count: i64,
        /// Of what.
        unit: TimeUnit,
    },
    /// A weekday near the day of writing: `Tuesday`, `last Friday` (-1), `next Monday` (+1).
    RelativeWeekday {
        /// Which.
        weekday: Weekday,
        /// -1 last, 0 this or bare, +1 next.
        shift: i8,
    },
    /// The day of writing itself.
    Now,
}

/// One edge of a resolved span: local, without a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edge {
    /// Year.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
    /// Seconds since midnight.
    pub second: u32,
}

/// A date or time that was resolved: from the first to the last instant of its grain, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Moment {
    /// First instant.
    pub low: Edge,
    /// Last instant.
    pub high: Edge,
    /// Whether the year is inferred and not written.
    pub year_inferred: bool,
}

/// A date, a clock time, or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateTime {
    /// How the day is fixed; `None` for a bare clock time.
    pub calendar: Option<Calendar>,
    /// The clock.
    pub clock: Option<Clock>,
    /// How fine it is.
    pub grain: Grain,
    /// `about`, `before`, `after`, `early in` ….
    pub hedge: Hedge,
    /// Filled in by `story`, where the publication date allows it.
    pub resolved: Option<Moment>,
}

/// A length of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duration {
    /// How much of each unit, largest first: `2 hours 30 minutes`.
    pub parts: Vec<(Number, TimeUnit)>,
    /// The hedge.
    pub hedge: Hedge,
}
