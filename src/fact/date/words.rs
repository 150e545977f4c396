//! Dates, times and lengths of time as an editor reads them: what is not written is not guessed.

use std::fmt::{self, Display, Formatter};

use crate::fact::{
    Bound, Calendar, Clock, DateRange, DateTime, Duration, Edge, Grain, Hedge, Holiday, Moment, Number, PartialDate,
    Recurring, Season, TimeUnit, Weekday, YearPart,
};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `10 November 2020, 21:00 GMT`; resolved where it is, else as written.
impl Display for DateTime {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.hedge != Hedge::None {
            write!(f, "{} ", self.hedge.name())?;
        }
        match (&self.calendar, &self.resolved) {
            // What is written in full is said as written, with its weekday.
            (Some(calendar), moment) if moment.is_none() || self.portion.is_none() && is_full(calendar) => {
                if let Some(portion) = self.portion {
                    write!(f, "{} ", portion.name())?;
                }
                write!(f, "{calendar}")?;
            }
            (Some(_), Some(moment)) => resolved(moment, self.grain(), self.clock.is_some(), f)?,
            _ => {}
        }
        let comma = if self.calendar.is_some() { ", " } else { "" };
        match (&self.clock, self.part_of_day) {
            (Some(clock), _) => write!(f, "{comma}{clock}"),
            (None, Some(part)) => write!(f, "{comma}{}", part.name()),
            (None, None) => Ok(()),
        }
    }
}

/// Whether the writing alone settles it.
const fn is_full(calendar: &Calendar) -> bool {
    matches!(
        calendar,
        Calendar::Absolute(PartialDate { year: Some(_), .. }) | Calendar::Decade(_) | Calendar::Century(_)
    )
}

/// The days of a moment; the time of day where no clock is written.
fn resolved(moment: &Moment, grain: Grain, clock: bool, f: &mut Formatter<'_>) -> fmt::Result {
    let (low, high) = (moment.low, moment.high);
    let one_day = (low.year, low.month, low.day) == (high.year, high.month, high.day);
    match grain {
        Grain::Month if low.month == high.month && low.year == high.year && low.day == 1 && high.day >= 28 => {
            write!(f, "{} {}", month(low.month), low.year)?
        }
        Grain::Year if low.year == high.year && low.month == 1 && high.month == 12 => write!(f, "{}", low.year)?,
        _ if one_day => {
            low.fmt(f)?;
            // The moment of publication has a clock only where one is given.
            if grain < Grain::PartOfDay && !clock && (low.second, high.second) != (0, 0) {
                write!(f, ", {:02}:{:02}", low.second / 3_600, low.second / 60 % 60)?;
            }
        }
        _ => {
            low.fmt(f)?;
            f.write_str(" to ")?;
            high.fmt(f)?;
        }
    }
    f.write_str(if moment.year_inferred { ", year inferred" } else { "" })
}

/// The days from the first to the last; a whole month or year by its name.
impl Display for Moment {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (low, high) = (self.low, self.high);
        let whole = |first: (u8, u8), last: (u8, u8)| {
            low.year == high.year && (low.month, low.day) == first && (high.month, high.day) == last
        };
        if whole((1, 1), (12, 31)) {
            year(low.year, f)
        } else if low.day == 1 && high.day >= 28 && whole((low.month, 1), (low.month, high.day)) {
            write!(f, "{} ", month(low.month))?;
            year(low.year, f)
        } else if (low.year, low.month, low.day) == (high.year, high.month, high.day) {
            low.fmt(f)
        } else {
            write!(f, "{low} to {high}")
        }
    }
}

/// The day of the edge: `10 November 2020`.
impl Display for Edge {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ", self.day, month(self.month))?;
        year(self.year, f)
    }
}

fn year(year: i16, f: &mut Formatter<'_>) -> fmt::Result {
    if year < 0 { write!(f, "{} BC", year.unsigned_abs()) } else { write!(f, "{year}") }
}

fn month(number: u8) -> &'static str {
    MONTHS.get(usize::from(number).wrapping_sub(1)).copied().unwrap_or("month unknown")
}

/// `Tuesday, 10 November 2020`, as far as written.
impl Display for PartialDate {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut gap = "";
        let mut part = |f: &mut Formatter<'_>, text: fmt::Arguments<'_>| {
            f.write_str(gap)?;
            gap = " ";
            f.write_fmt(text)
        };
        if let Some(weekday) = self.weekday {
            part(f, format_args!("{}", weekday.name()))?;
        }
        match (self.day, self.month) {
            (Some(day), Some(number)) => part(f, format_args!("{day} {}", month(number)))?,
            (None, Some(number)) => part(f, format_args!("{}", month(number)))?,
            (Some(day), None) => part(f, format_args!("day {day} of the month"))?,
            (None, None) => {}
        }
        match self.part {
            Some(YearPart::Quarter(quarter)) => part(f, format_args!("quarter {quarter}"))?,
            Some(YearPart::Half(half)) => part(f, format_args!("half {half}"))?,
            Some(YearPart::Week(week)) => part(f, format_args!("week {week}"))?,
            Some(YearPart::Season(season)) => part(f, format_args!("{}", season_name(season)))?,
            Some(YearPart::Fiscal) => part(f, format_args!("fiscal year"))?,
            None => {}
        }
        match self.year {
            Some(number) => {
                part(f, format_args!(""))?;
                year(number, f)
            }
            None => Ok(()),
        }
    }
}

const fn season_name(season: Season) -> &'static str {
    match season {
        Season::Spring => "spring",
        Season::Summer => "summer",
        Season::Autumn => "autumn",
        Season::Winter => "winter",
    }
}

impl Display for Calendar {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absolute(date) => write!(f, "{date}"),
            Self::InYear(date, shift) => {
                write!(
                    f,
                    "{date} of {} year",
                    match shift {
                        ..0 => "last",
                        0 => "this",
                        1.. => "next",
                    }
                )
            }
            Self::Decade(first) => write!(f, "the {first}s"),
            Self::Century(nth) => write!(f, "century {}{}", nth.unsigned_abs(), if *nth < 0 { " BC" } else { "" }),
            Self::Unit { count: 0, unit } => write!(f, "the {} of writing", unit.name()),
            Self::Unit { count, unit } => {
                lengths(&[(count.abs(), *unit)], f)?;
                write!(f, " {} that of writing", if *count < 0 { "before" } else { "after" })
            }
            Self::Distance { parts } => {
                lengths(parts, f)?;
                f.write_str(if is_past(parts) { " before the writing" } else { " after the writing" })
            }
            Self::Near { what, shift, .. } => {
                f.write_str(match shift {
                    ..0 => "last ",
                    0 => "the nearest ",
                    1.. => "next ",
                })?;
                match what {
                    Recurring::Weekday(weekday) => f.write_str(weekday.name()),
                    Recurring::Month(number) => f.write_str(month(*number)),
                    Recurring::Season(season) => f.write_str(season_name(*season)),
                    Recurring::Holiday(holiday) => write!(f, "{holiday}"),
                    Recurring::MonthDay(number, day) => write!(f, "{day} {}", month(*number)),
                }
            }
            Self::Holiday(holiday, Some(number)) => {
                write!(f, "{holiday} ")?;
                year(*number, f)
            }
            Self::Holiday(holiday, None) => write!(f, "{holiday}"),
            Self::From(base, parts) => {
                lengths(parts, f)?;
                write!(f, " {} {base}", if is_past(parts) { "before" } else { "after" })
            }
            Self::Nth(0, unit, of) => write!(f, "the {} of {of}", unit.name()),
            Self::Nth(-1, unit, of) => write!(f, "the last {} of {of}", unit.name()),
            Self::Nth(nth, unit, of) => write!(f, "{} {nth} of {of}", unit.name()),
            Self::NthWeekday(0, weekday, of) => write!(f, "{} of {of}", weekday.name()),
            Self::NthWeekday(-1, weekday, of) => write!(f, "the last {} of {of}", weekday.name()),
            Self::NthWeekday(nth, weekday, of) => write!(f, "{} number {nth} of {of}", weekday.name()),
            Self::Narrative(parts) if parts.iter().all(|(count, _)| *count == 0) => {
                write!(f, "the same {}", parts.first().map_or("day", |(_, unit)| unit.name()))
            }
            Self::Narrative(parts) => {
                lengths(parts, f)?;
                f.write_str(if is_past(parts) { " before that" } else { " after that" })
            }
            Self::Now => f.write_str("the time of writing"),
        }
    }
}

fn is_past(parts: &[(i32, TimeUnit)]) -> bool {
    parts.iter().any(|(count, _)| *count < 0)
}

fn lengths(parts: &[(i32, TimeUnit)], f: &mut Formatter<'_>) -> fmt::Result {
    for (at, (count, unit)) in parts.iter().enumerate() {
        let count = count.unsigned_abs();
        write!(f, "{}{count} {}", if at > 0 { " " } else { "" }, unit.name_of(count == 1))?;
    }
    Ok(())
}

impl Display for Holiday {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Fixed(number, day) => write!(f, "{day} {}", month(number)),
            Self::Easter(0) => f.write_str("Easter Sunday"),
            Self::Easter(days) => {
                let side = if days < 0 { "before" } else { "after" };
                write!(f, "{} {side} Easter Sunday", DaysAway(days.unsigned_abs()))
            }
            Self::Nth(nth, weekday, number) => f.write_str(&nth_weekday(nth, weekday, number)),
            Self::AfterNth(days, nth, weekday, number) => {
                write!(f, "{} after {}", DaysAway(days.unsigned_abs()), nth_weekday(nth, weekday, number))
            }
        }
    }
}

/// `the day`, `49 days`
struct DaysAway(u8);

impl Display for DaysAway {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.0 == 1 { f.write_str("the day") } else { write!(f, "{} days", self.0) }
    }
}

/// `the second Monday of June`, `the last Monday of May`
fn nth_weekday(nth: i8, weekday: Weekday, number: u8) -> String {
    let which = match nth {
        -1 => "last",
        1 => "first",
        2 => "second",
        3 => "third",
        4 => "fourth",
        _ => "fifth",
    };
    format!("the {which} {} of {}", weekday.name(), month(number))
}

/// `21:00 GMT`, `9:00 p.m.`, `7:30 a.m. or p.m.`.
impl Display for Clock {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.second_of_day() {
            Some(second) => write!(f, "{:02}:{:02}", second / 3_600, second / 60 % 60)?,
            None => write!(f, "{}:{:02}", self.hour, self.minute.unwrap_or(0))?,
        }
        if let Some(second) = self.second {
            write!(f, ":{second:02}")?;
        }
        if self.twelve_hour {
            f.write_str(" (before or after noon)")?;
        }
        match self.zone {
            Some(zone) if !zone.name.is_empty() => write!(f, " {}", zone.name.to_uppercase()),
            Some(zone) => {
                let offset = zone.offset.unwrap_or(0);
                let (hours, minutes) = (offset.unsigned_abs() / 60, offset.unsigned_abs() % 60);
                write!(f, " UTC{}{hours:02}:{minutes:02}", if offset < 0 { '-' } else { '+' })
            }
            None => Ok(()),
        }
    }
}

/// `1992 to 1995`, `since 1992`, `before Friday`.
impl Display for DateRange {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match (&self.low, &self.high, self.bound) {
            // A quarter has a first and a last day of its own.
            (
                Some(low @ DateTime { resolved: Some(from), .. }),
                Some(high @ DateTime { resolved: Some(to), .. }),
                Bound::Both,
            ) if (low.is_stretch() || high.is_stretch()) && low.grain().max(high.grain()) < Grain::Year => {
                write!(f, "{} to {}", from.low, to.high)
            }
            (Some(low), Some(high), _) => write!(f, "{low} to {high}"),
            (Some(low), None, Bound::After) => write!(f, "after {low}"),
            (Some(low), None, _) => write!(f, "since {low}"),
            (None, Some(high), Bound::Before) => write!(f, "before {high}"),
            (None, Some(high), _) => write!(f, "until {high}"),
            (None, None, _) => Ok(()),
        }
    }
}

/// `2 hours 30 minutes`, `about 5 years`, `2 to 3 weeks`.
impl Display for Duration {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.hedge {
            Hedge::None => {}
            Hedge::Between(low, high) => write!(f, "between {low} and {high}, at least ")?,
            hedge => write!(f, "{} ", hedge.name())?,
        }
        for (at, (number, unit)) in self.parts.iter().enumerate() {
            let gap = if at > 0 { " " } else { "" };
            match self.up_to {
                Some(high) => write!(f, "{gap}{number} to {high} {}", unit.name_of(false))?,
                None => write!(f, "{gap}{number} {}", unit.name_of(*number == Number::ONE))?,
            }
        }
        Ok(())
    }
}
