//! One time on two clocks.
//!
//! ```text
//! pair = clock ( zone | "in" City ) ( "(" | "/" | "," | "or" ) clock zone      8 a.m. in Nairobi (0500 GMT)
//! ```
//!
//! Offsets are those of the IANA time zone database, as jiff brings it along. Where the day is not known, every
//! difference counts that the two zones have on some day of the year. Letters such as EST and CET are read as they
//! are and as the time of their region, summer or winter, because people write them either way; a city counts if the
//! database names a zone after it.

use jiff::civil;
use jiff::tz::{Offset, TimeZone, TimeZoneDatabase};

use crate::fact::{Bound, Clock, DateTime, Hedge, PartialDate, Value, Zone};
use crate::lex::TokenKind;
use crate::story::view::View;

/// Minutes of a day.
const DAY: i32 = 24 * 60;
/// Tokens between two clocks that say one time.
const PAIR_REACH: usize = 6;
/// The year whose days are asked where none is known.
const ANY_YEAR: i16 = 2024;

/// A time and the same time in another zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZonePair {
    /// Index of the time that stands first.
    pub time: u32,
    /// Index of its conversion.
    pub converted: u32,
    /// What the clock of the second zone shows then: `05:00`, or `11:00 or 12:00` where the season decides.
    pub expected: Box<str>,
    /// What it shows as the text has it, in the same form.
    pub stated: Box<str>,
    /// Whether it shows another time.
    pub apart: bool,
}

/// Every time with its conversion. Linear: each clock is compared with the next one.
pub(super) fn find(view: &View<'_>, published: &PartialDate) -> Vec<ZonePair> {
    let reader = Reader { view, published };
    (1..view.facts.len()).filter_map(|fact| reader.pair(fact - 1, fact)).collect()
}

struct Reader<'v, 'a> {
    view: &'v View<'a>,
    published: &'v PartialDate,
}

impl Reader<'_, '_> {
    fn pair(&self, first: usize, second: usize) -> Option<ZonePair> {
        let view = self.view;
        // A place may be a fact of its own between the two.
        let (first, between) = match &view.facts[first].value {
            Value::Place(_) | Value::Person(_) | Value::Organization(_) => {
                (first.checked_sub(1)?, view.end(first.checked_sub(1)?)..view.start(second))
            }
            _ => (first, view.between(first, second)),
        };
        if view.sentence(first) != view.sentence(second) || between.is_empty() || between.len() > PAIR_REACH {
            return None;
        }
        let (from, to) = (self.clock(first)?, self.clock(second)?);
        let (clock, again) = (from.clock?, to.clock?);
        let targets = zones_of(&again.zone?);
        let sources = match clock.zone {
            Some(zone) => {
                let joined = match between.len() {
                    1 => {
                        matches!(view.kind(between.start), TokenKind::ParenOpen | TokenKind::Slash)
                            || view.is_one_of(between.start, &["or"])
                    }
                    2 => view.kind(between.start) == TokenKind::Comma && view.is_one_of(between.start + 1, &["or"]),
                    _ => false,
                };
                joined.then(|| zones_of(&zone))?
            }
            None => {
                let opened = view.kind(between.end - 1) == TokenKind::ParenOpen;
                let city = between.start + 1..between.end - 1;
                let named = view.is_one_of(between.start, &["in"])
                    && !city.is_empty()
                    && city.clone().all(|at| view.is_word(at) && view.token(at).is_capital());
                (opened && named).then(|| {
                    let words: Vec<&str> = city.map(|at| view.text(at)).collect();
                    zone_of_city(&words.join("_")).into_iter().collect()
                })?
            }
        };
        let hedged = from.hedge != Hedge::None || to.hedge != Hedge::None;
        let (minute, stated) = (minute_of(&clock)?, minute_of(&again)?);
        let mut differences: Vec<i32> = Vec::new();
        for (source, target) in sources.iter().flat_map(|source| targets.iter().map(move |target| (source, target))) {
            differences.extend(self.differences(first, source, target)?);
        }
        differences.sort_unstable();
        differences.dedup();
        // A clock without a.m. or p.m. may be of either half of the day.
        let round = if clock.twelve_hour || again.twelve_hour { DAY / 2 } else { DAY };
        let apart = differences.iter().all(|difference| (minute + difference - stated).rem_euclid(round) != 0);
        let shown: Vec<String> =
            differences.iter().map(|difference| (minute + difference).rem_euclid(DAY)).map(shown_clock).collect();
        (!hedged && !differences.is_empty()).then(|| ZonePair {
            time: first as u32,
            converted: second as u32,
            expected: shown.join(" or ").into(),
            stated: shown_clock(stated).into(),
            apart,
        })
    }

    /// A clock time, or the beginning of a stretch of them.
    fn clock(&self, fact: usize) -> Option<&DateTime> {
        match &self.view.facts[fact].value {
            Value::Date(date) | Value::Time(date) => date.clock.is_some().then_some(date),
            Value::DateRange(range) if range.bound == Bound::Since => {
                range.low.as_ref().filter(|low| low.clock.is_some())
            }
            _ => None,
        }
    }

    /// By how many minutes the second zone can be ahead of the first, in order.
    fn differences(&self, fact: usize, source: &TimeZone, target: &TimeZone) -> Option<Vec<i32>> {
        let view = self.view;
        let day = view.facts_of(view.sentence(fact)).find_map(|fact| match &view.facts[fact].value {
            Value::Date(date) => date.resolved.and_then(|moment| moment.day()).and_then(|day| day.civil()),
            _ => None,
        });
        let difference = |day: civil::Date| {
            let noon = |zone: &TimeZone| Some(day.at(12, 0, 0, 0).to_zoned(zone.clone()).ok()?.offset().seconds() / 60);
            Some(noon(target)? - noon(source)?)
        };
        if let Some(day) = day {
            return Some(vec![difference(day)?]);
        }
        let first = civil::Date::new(self.published.year.unwrap_or(ANY_YEAR), 1, 1).ok()?;
        let days = first.series(jiff::Span::new().days(1)).take_while(|day| day.year() == first.year());
        let mut found: Vec<i32> = days.filter_map(difference).collect();
        found.sort_unstable();
        found.dedup();
        Some(found)
    }
}

fn shown_clock(minute: i32) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

fn minute_of(clock: &Clock) -> Option<i32> {
    i32::try_from(clock.second_of_day()? / 60).ok()
}

/// The zones that letters name: the one of just this offset, and the region's.
fn zones_of(zone: &Zone) -> Vec<TimeZone> {
    let region = match zone.name.to_ascii_lowercase().as_str() {
        "et" | "est" | "edt" | "eastern" | "eastern time" => Some("America/New_York"),
        "ct" | "cst" | "cdt" | "central time" => Some("America/Chicago"),
        "mt" | "mst" | "mdt" | "mountain time" => Some("America/Denver"),
        "pt" | "pst" | "pdt" | "pacific time" => Some("America/Los_Angeles"),
        "cet" | "cest" => Some("Europe/Berlin"),
        "eet" | "eest" => Some("Europe/Helsinki"),
        "bst" => Some("Europe/London"),
        "aest" | "aedt" => Some("Australia/Sydney"),
        "nzst" | "nzdt" => Some("Pacific/Auckland"),
        _ => None,
    };
    let fixed = zone.offset.and_then(|minutes| Offset::from_seconds(i32::from(minutes) * 60).ok());
    let region = region.and_then(|region| TimeZoneDatabase::bundled().get(region).ok());
    fixed.map(TimeZone::fixed).into_iter().chain(region).collect()
}

/// The zone that the database names after a city: `New_York`.
fn zone_of_city(city: &str) -> Option<TimeZone> {
    let database = TimeZoneDatabase::bundled();
    let name = database.available().find(|name| {
        let name = name.as_str();
        name.contains('/') && !name.starts_with("Etc/") && name.rsplit('/').next() == Some(city)
    })?;
    database.get(name.as_str()).ok()
}
