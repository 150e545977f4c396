//! The calendar, as far as rules ask for it.

use crate::fact::{Edge, Moment, PartialDate, Weekday};

/// Whether no calendar has the date. Without a year, 29 February is possible.
pub(super) fn is_impossible(date: &PartialDate) -> bool {
    let Some(month) = date.month else { return false };
    let Some(days) = days_in(date.year.unwrap_or(2000), month) else { return true };
    date.day.is_some_and(|day| day == 0 || day > days)
}

/// The day of a date that is written in full.
pub(super) fn day(date: &PartialDate) -> Option<Moment> {
    let (year, month, day) = date.complete()?;
    if is_impossible(date) {
        return None;
    }
    let edge = |second| Edge { year, month, day, second };
    Some(Moment { low: edge(0), high: edge(86_399), year_inferred: false })
}

/// The weekday of a stretch that lies within one day. Before 1753 the English calendar was another one.
pub(super) fn weekday(moment: &Moment) -> Option<Weekday> {
    let (low, high) = (moment.low, moment.high);
    if (low.year, low.month, low.day) != (high.year, high.month, high.day) || low.year < 1753 {
        return None;
    }
    let date = jiff::civil::Date::new(low.year, i8::try_from(low.month).ok()?, i8::try_from(low.day).ok()?).ok()?;
    Weekday::from_iso(i64::from(date.weekday().to_monday_one_offset()))
}

fn days_in(year: i16, month: u8) -> Option<u8> {
    let first = jiff::civil::Date::new(year, i8::try_from(month).ok()?, 1).ok()?;
    u8::try_from(first.days_in_month()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: Option<i16>, month: u8, day: u8) -> PartialDate {
        PartialDate { year, month: Some(month), day: Some(day), weekday: None }
    }

    #[test]
    fn leap_days_need_a_leap_year() {
        for (of, impossible) in [
            (date(None, 2, 29), false),
            (date(Some(2024), 2, 29), false),
            (date(Some(2023), 2, 29), true),
            (date(Some(1900), 2, 29), true),
            (date(None, 6, 31), true),
            (date(None, 13, 1), true),
            (date(None, 1, 0), true),
            (date(None, 12, 31), false),
        ] {
            assert_eq!(is_impossible(&of), impossible, "{of:?}");
        }
    }

    #[test]
    fn weekdays_are_those_of_the_calendar() {
        let of = |of: PartialDate| day(&of).and_then(|day| weekday(&day));
        assert_eq!(of(date(Some(2020), 11, 10)), Some(Weekday::Tuesday));
        assert_eq!(of(date(Some(2024), 2, 29)), Some(Weekday::Thursday));
        assert_eq!(of(date(Some(1700), 2, 28)), None);
        assert_eq!(of(date(Some(2023), 2, 29)), None);
    }
}
