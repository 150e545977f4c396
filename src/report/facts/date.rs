//! Dates, times and lengths of time in words; what is not written is not guessed, and `????` stands for it.

use std::fmt::Write as _;

use crate::fact::{
    Bound, Calendar, Clock, DateRange, DateTime, Duration, Edge, Grain, Hedge, Holiday, Meridiem, Moment, Number,
    PartialDate, Recurring, Season, TimeUnit, YearPart,
};

pub(super) fn duration_words(duration: &Duration) -> String {
    let mut words = hedge(duration.hedge);
    let parts: Vec<_> = duration
        .parts
        .iter()
        .map(|(count, unit)| {
            let longest = duration.up_to.unwrap_or(*count);
            let figures = duration.up_to.map_or_else(|| count.to_string(), |up_to| format!("{count} to {up_to}"));
            format!("{figures} {}", unit_word(*unit, longest == Number::ONE))
        })
        .collect();
    words.push_str(&parts.join(" "));
    words
}

pub(super) fn date_range_words(range: &DateRange) -> String {
    let end = |date: &Option<DateTime>| date.as_ref().map(date_words).unwrap_or_default();
    let (low, high) = (end(&range.low), end(&range.high));
    match (range.bound, low.is_empty(), high.is_empty()) {
        (Bound::Since, false, _) => format!("{low} or later"),
        (Bound::After, false, _) => format!("after {low}"),
        (Bound::Until, _, false) => format!("{high} or earlier"),
        (Bound::Before, _, false) => format!("before {high}"),
        (_, false, true) => format!("from {low} on"),
        (_, true, false) => format!("up to {high}"),
        _ => format!("{low} to {high}"),
    }
}

pub(super) fn date_words(date: &DateTime) -> String {
    let mut words = hedge(date.hedge);
    if let Some(moment) = &date.resolved {
        words.push_str(&moment_words(moment, date.grain()));
        return words;
    }
    let mut parts = Vec::new();
    if let Some(portion) = date.portion {
        parts.push(format!("{} in", portion.name()));
    }
    parts.extend(date.calendar.as_ref().map(calendar_words));
    parts.extend(date.part_of_day.map(|part| part.name().to_owned()));
    parts.extend(date.clock.as_ref().map(clock_words));
    words.push_str(&parts.join(" "));
    words
}

fn calendar_words(calendar: &Calendar) -> String {
    match calendar {
        Calendar::Absolute(date) => partial_date(date),
        Calendar::Decade(first) => format!("{first} to {}", first + 9),
        Calendar::Century(number @ ..0) => format!("the {} century before Christ", nth(-number)),
        Calendar::Century(number) => format!("the {} century", nth(*number)),
        Calendar::Unit { count, unit } => {
            let name = unit.name();
            match count {
                0 => format!("the {name} of writing"),
                -1 => format!("the {name} before that of writing"),
                1 => format!("the {name} after that of writing"),
                _ => distance(&[(*count, *unit)], "that of writing"),
            }
        }
        Calendar::Distance { parts } => distance(parts, "writing"),
        Calendar::Near { what, shift, bare } => {
            let which = match (shift, bare) {
                (..0, _) => "last ",
                (0, true) => "",
                (0, false) => "this ",
                (1.., _) => "next ",
            };
            format!("{which}{}", recurring(*what))
        }
        Calendar::Holiday(holiday, year) => {
            let year = year.map_or_else(|| "????".to_owned(), |year| year_words(year));
            format!("{} {year}", holiday_words(*holiday))
        }
        Calendar::From(date, parts) => distance(parts, &date_words(date)),
        Calendar::Nth(number, unit, date) => {
            format!("the {} {} of {}", nth(i16::from(*number)), unit.name(), date_words(date))
        }
        Calendar::NthWeekday(0, weekday, date) => format!("{} of {}", weekday.name(), date_words(date)),
        Calendar::NthWeekday(number, weekday, date) => {
            format!("the {} {} of {}", nth(i16::from(*number)), weekday.name(), date_words(date))
        }
        Calendar::Narrative(parts) => distance(parts, "what the story speaks of"),
        Calendar::Now => "the moment of writing".to_owned(),
    }
}

/// `3 days before writing`, `2 weeks 1 day after 2024-03-12`.
fn distance(parts: &[(i32, TimeUnit)], from: &str) -> String {
    let length: Vec<_> = parts
        .iter()
        .map(|(count, unit)| format!("{} {}", count.unsigned_abs(), unit_word(*unit, count.unsigned_abs() == 1)))
        .collect();
    let direction = match parts.first() {
        Some((..0, _)) => "before",
        Some((0, _)) | None => return format!("the same time as {from}"),
        Some((1.., _)) => "after",
    };
    format!("{} {direction} {from}", length.join(" "))
}

fn recurring(what: Recurring) -> String {
    match what {
        Recurring::Weekday(weekday) => weekday.name().to_owned(),
        Recurring::Month(month) => format!("month {month}"),
        Recurring::Season(season) => season_word(season).to_owned(),
        Recurring::Holiday(holiday) => holiday_words(holiday),
        Recurring::MonthDay(month, day) => format!("????-{month:02}-{day:02}"),
    }
}

fn holiday_words(holiday: Holiday) -> String {
    let of_month = |number: i8, day: &str, month: u8| format!("the {} {day} of month {month} in", nth(number.into()));
    match holiday {
        Holiday::Fixed(month, day) => format!("month {month}, day {day} in"),
        Holiday::Easter(0) => "Easter Sunday".to_owned(),
        Holiday::Easter(days) => distance(&[(days.into(), TimeUnit::Day)], "Easter Sunday"),
        Holiday::Nth(number, weekday, month) => of_month(number, weekday.name(), month),
        Holiday::AfterNth(days, number, weekday, month) => {
            distance(&[(days.into(), TimeUnit::Day)], &of_month(number, weekday.name(), month))
        }
    }
}

/// `2024-03-12`, `????-03-12`, `Tuesday 2024-03-12`, `second quarter of 2024`.
fn partial_date(date: &PartialDate) -> String {
    let mut words = String::new();
    if let Some(weekday) = date.weekday {
        let _ = write!(words, "{} ", weekday.name());
    }
    let year = date.year.map_or_else(|| "????".to_owned(), year_words);
    match date.part {
        Some(YearPart::Quarter(number)) => return format!("the {} quarter of {year}", nth(number.into())),
        Some(YearPart::Half(number)) => return format!("the {} half of {year}", nth(number.into())),
        Some(YearPart::Season(season)) => return format!("{} {year}", season_word(season)),
        Some(YearPart::Week(number)) => return format!("week {number} of {year}"),
        Some(YearPart::Fiscal) => return format!("{year}, from a month that is not written"),
        None => {}
    }
    // A weekday by itself has no year that could be missing.
    if date.weekday.is_some() && date.year.is_none() && date.month.is_none() && date.day.is_none() {
        return words.trim_end().to_owned();
    }
    words.push_str(&year);
    if date.month.is_some() || date.day.is_some() {
        let _ = match date.month {
            Some(month) => write!(words, "-{month:02}"),
            None => write!(words, "-??"),
        };
    }
    if let Some(day) = date.day {
        let _ = write!(words, "-{day:02}");
    }
    if date.ambiguous {
        words.push_str(", or day and month the other way round");
    }
    words
}

fn year_words(year: i16) -> String {
    if year < 0 { format!("{} before Christ", year.unsigned_abs()) } else { format!("{year:04}") }
}

fn moment_words(moment: &Moment, grain: Grain) -> String {
    let (low, high) = (moment.low, moment.high);
    let day = |edge: Edge| format!("{:04}-{:02}-{:02}", edge.year, edge.month, edge.day);
    let mut words = match grain {
        Grain::Second | Grain::Minute | Grain::Hour | Grain::PartOfDay if day(low) == day(high) => {
            format!("{} {}", day(low), clock_range(low.second, high.second, grain))
        }
        Grain::Day => day(low),
        Grain::Month => format!("{:04}-{:02}", low.year, low.month),
        Grain::Year => format!("{:04}", low.year),
        _ => format!("{} to {}", day(low), day(high)),
    };
    if moment.year_inferred {
        words.push_str(", year inferred");
    }
    words
}

fn clock_range(low: u32, high: u32, grain: Grain) -> String {
    let time = |second: u32| format!("{:02}:{:02}", second / 3600, second / 60 % 60);
    match grain {
        Grain::Second => format!("{}:{:02}", time(low), low % 60),
        Grain::Minute => time(low),
        _ => format!("{} to {}", time(low), time(high)),
    }
}

fn clock_words(clock: &Clock) -> String {
    let mut words = format!("{}:{:02}", clock.hour, clock.minute.unwrap_or(0));
    if let Some(second) = clock.second {
        let _ = write!(words, ":{second:02}");
    }
    match clock.meridiem {
        Some(Meridiem::Am) => words.push_str(" a.m."),
        Some(Meridiem::Pm) => words.push_str(" p.m."),
        None if clock.twelve_hour => words.push_str(" a.m. or p.m."),
        None => {}
    }
    if let Some(zone) = clock.zone {
        match zone.offset {
            Some(offset) => {
                let sign = if offset < 0 { '-' } else { '+' };
                let (hours, minutes) = (offset.unsigned_abs() / 60, offset.unsigned_abs() % 60);
                let _ = write!(words, " UTC{sign}{hours:02}:{minutes:02}");
            }
            None => {
                let _ = write!(words, " {}", zone.name);
            }
        }
    }
    words
}

fn hedge(hedge: Hedge) -> String {
    if hedge == Hedge::None { String::new() } else { format!("{} ", hedge.name()) }
}

fn unit_word(unit: TimeUnit, is_one: bool) -> String {
    let name = unit.name();
    match (is_one, name.strip_suffix('y').filter(|stem| stem.ends_with('r'))) {
        (true, _) => name.to_owned(),
        // `century` is the only unit that ends so.
        (false, Some(stem)) => format!("{stem}ies"),
        (false, None) => format!("{name}s"),
    }
}

const fn season_word(season: Season) -> &'static str {
    match season {
        Season::Spring => "spring",
        Season::Summer => "summer",
        Season::Autumn => "autumn",
        Season::Winter => "winter",
    }
}

fn nth(number: i16) -> String {
    let suffix = match (number.unsigned_abs() % 10, number.unsigned_abs() % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    match number {
        -1 => "last".to_owned(),
        ..0 => format!("{}{suffix} last", number.unsigned_abs()),
        _ => format!("{number}{suffix}"),
    }
}
