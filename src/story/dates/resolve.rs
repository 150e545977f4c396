//! Dates against the publication date.
//!
//! Comes in: facts whose dates are as partial as they were written. Goes out: the same facts with
//! [`Moment`]s. Without an anchor nothing relative is resolved and no year is guessed.

use jiff::civil::{self, Weekday as Civil};
use jiff::{Span, ToSpan};

use crate::fact::{
    Calendar, DateRange, DateTime, Edge, Fact, Grain, Hedge, Holiday, Moment, PartialDate, Portion, Recurring, Season,
    TimeUnit, Value, Weekday, YearPart,
};

/// How far from the anchor the nearest date without a year may lie, in days.
const NEAREST: i32 = 183;

/// What dates are resolved against.
#[derive(Debug, Clone, Default)]
pub struct Anchor {
    /// ISO date or date and time of publication; without one nothing relative is resolved and no year is guessed.
    pub date: Option<String>,
    /// `en-US` (month first, the default) or `en-GB` (day first).
    pub locale: Option<String>,
}

impl Anchor {
    /// The moment of publication, if the date is an ISO date or date and time.
    fn moment(&self) -> Option<civil::DateTime> {
        let text = self.date.as_deref()?;
        let date: civil::Date = text.get(..10)?.parse().ok()?;
        let time = text.get(11..19).and_then(|time| time.parse().ok()).unwrap_or(civil::Time::midnight());
        Some(date.to_datetime(time))
    }

    /// The day of publication as far as the date says it: a year, a month or a day.
    pub(in crate::story) fn published(&self) -> PartialDate {
        let text = self.date.as_deref().unwrap_or_default().get(..10).or(self.date.as_deref()).unwrap_or_default();
        let mut parts = text.split('-');
        let mut next = || parts.next().and_then(|part| part.parse::<i16>().ok());
        let year = next().filter(|year| (1000..10_000).contains(year));
        let month = next().and_then(|month| u8::try_from(month).ok()).filter(|_| year.is_some());
        let day = next().and_then(|day| u8::try_from(day).ok()).filter(|_| month.is_some());
        PartialDate { year, month, day, ..PartialDate::default() }
    }

    /// The year of publication.
    pub(in crate::story) fn year(&self) -> Option<i16> {
        self.moment().map(|moment| moment.year())
    }

    /// Whether `04/05/2024` is 4 May.
    #[must_use]
    pub fn is_day_first(&self) -> bool {
        self.locale
            .as_deref()
            .is_some_and(|locale| !locale.eq_ignore_ascii_case("en-US") && !locale.eq_ignore_ascii_case("en"))
    }
}

/// Fills in `resolved` of every date, time and date range that the anchor settles, and reads figures such
/// as `04/05/2024` in the order of the locale.
pub fn resolve(facts: &mut [Fact], anchor: &Anchor) {
    let now = anchor.moment();
    let day_first = anchor.is_day_first();
    for fact in &mut *facts {
        match &mut fact.value {
            Value::Date(date) | Value::Time(date) => resolve_point(date, now, day_first),
            Value::DateRange(range) => resolve_range(range, now, day_first),
            _ => {}
        }
    }
    if let Some(now) = now
        && !facts.iter().any(names_day)
    {
        let timed = anchor.date.as_deref().is_some_and(|date| date.len() > "2020-11-13".len());
        for fact in facts {
            match &mut fact.value {
                Value::Date(date) | Value::Time(date) => date.resolved = today(date, now, timed),
                Value::DateRange(range) => resolve_clocks(range, now),
                _ => {}
            }
        }
    }
}

/// Whether a fact says which day the clocks around it may mean.
fn names_day(fact: &Fact) -> bool {
    let fixed = |date: &DateTime| match &date.calendar {
        Some(Calendar::Nth(_, _, of) | Calendar::NthWeekday(_, _, of)) => the_unit(of).is_none(),
        Some(Calendar::Narrative(_)) if date.portion.is_some() && the_unit(date).is_some() => false,
        Some(Calendar::Narrative(_)) => date.grain() >= Grain::Day,
        calendar => calendar.is_some(),
    };
    match &fact.value {
        Value::Date(date) | Value::Time(date) => fixed(date),
        Value::DateRange(range) => [&range.low, &range.high].into_iter().flatten().any(fixed),
        _ => false,
    }
}

/// The unit of `the year`, `the month`, `the week`, without any word that says which.
fn the_unit(date: &DateTime) -> Option<TimeUnit> {
    match &date.calendar {
        Some(Calendar::Narrative(parts)) => match parts[..] {
            [(0, unit)] => Some(unit),
            _ => None,
        },
        _ => None,
    }
}

/// A clock without a day, in a text that names none: a clock of the day of writing. So it is with `the end of the year`
/// and `the first quarter of the year`, and with `15 minutes later` where the time of writing is known.
fn today(date: &DateTime, now: civil::DateTime, timed: bool) -> Option<Moment> {
    let on = |calendar| span_of(&DateTime { calendar: Some(calendar), ..date.clone() }, Some(now));
    let this = |unit| Calendar::Unit { count: 0, unit };
    match &date.calendar {
        None if date.clock.is_some() => on(this(TimeUnit::Day)),
        Some(Calendar::Narrative(parts)) => match the_unit(date) {
            Some(unit) if date.portion.is_some() => on(this(unit)),
            _ if timed => distance(now, parts),
            _ => date.resolved,
        },
        Some(Calendar::Nth(nth, unit, of)) => match the_unit(of) {
            Some(whole) => on(Calendar::Nth(*nth, *unit, Box::new(DateTime::of(this(whole))))),
            None => date.resolved,
        },
        Some(Calendar::NthWeekday(nth, weekday, of)) => match the_unit(of) {
            Some(whole) => on(Calendar::NthWeekday(*nth, *weekday, Box::new(DateTime::of(this(whole))))),
            None => date.resolved,
        },
        _ => date.resolved,
    }
}

/// `8 p.m. to 11`, `11 p.m. to 2 a.m.`: the end follows the beginning.
fn resolve_clocks(range: &mut DateRange, now: civil::DateTime) {
    for point in [&mut range.low, &mut range.high].into_iter().flatten() {
        point.resolved = today(point, now, false);
        to_instant(point);
    }
    if let (Some(DateTime { resolved: Some(low), .. }), Some(DateTime { resolved: Some(high), .. })) =
        (&range.low, &mut range.high)
        && high.high < low.low
        && let Some(moved) = shifted(*high, 1.day())
    {
        *high = moved;
    }
}

/// The moment that the writing alone settles: a complete date, a month or year, a decade.
#[must_use]
pub(crate) fn written(date: &DateTime) -> Option<Moment> {
    span_of(date, None)
}

/// The same instant some days later, or earlier.
pub(super) fn days_from(edge: Edge, days: i32) -> Option<Edge> {
    Some(to_edge(to_date(edge)?.checked_add(days.days()).ok()?, edge.second))
}

/// The day after.
pub(crate) fn day_after(edge: Edge) -> Option<Edge> {
    Some(to_edge(to_date(edge)?.tomorrow().ok()?, 0))
}

fn resolve_point(date: &mut DateTime, now: Option<civil::DateTime>, day_first: bool) {
    if day_first
        && let Some(Calendar::Absolute(date)) = &mut date.calendar
        && date.ambiguous
    {
        std::mem::swap(&mut date.month, &mut date.day);
    }
    if let Some(Calendar::From(base, _) | Calendar::Nth(_, _, base) | Calendar::NthWeekday(_, _, base)) =
        &mut date.calendar
    {
        resolve_point(base, now, day_first);
    }
    date.resolved = span_of(date, now);
}

fn resolve_range(range: &mut DateRange, now: Option<civil::DateTime>, day_first: bool) {
    for point in [&mut range.low, &mut range.high].into_iter().flatten() {
        resolve_point(point, now, day_first);
        to_instant(point);
    }
    // `from October to date`: the beginning goes before.
    if let (
        Some(DateTime {
            calendar: Some(Calendar::Absolute(PartialDate { year: None, .. })), resolved: Some(from), ..
        }),
        Some(high),
    ) = (&mut range.low, &range.high)
        && high.calendar == Some(Calendar::Now)
        && high.resolved.is_some_and(|to| to.high < from.low)
        && let Some(moved) = shifted(*from, -1.year())
    {
        *from = moved;
    }
    // `from Monday to Friday`, `November to March`: the end follows the beginning.
    if let (Some(low), Some(high)) = (&range.low, &mut range.high)
        && let (Some(from), Some(to)) = (low.resolved, &mut high.resolved)
        && to.high < from.low
    {
        let weeks = to_date(from.low).zip(to_date(to.high)).map_or(0, |(from, to)| ((from - to).get_days() + 6) / 7);
        let step = match &high.calendar {
            // `tomorrow from 10 p.m. to 2 a.m.`
            day if *day == low.calendar && high.clock.is_some() => Some(1.day()),
            Some(Calendar::Near { what: Recurring::Weekday(_), bare: true, .. }) => Some(weeks.weeks()),
            Some(Calendar::Absolute(PartialDate { year: None, month: Some(_), .. })) => Some(1.year()),
            _ => None,
        };
        if let Some(moved) = step.and_then(|step| shifted(*to, step)) {
            *to = moved;
        }
    }
}

/// As the end of a range a clock is an instant: `from 3 to 8 p.m.` is over at eight.
fn to_instant(point: &mut DateTime) {
    if let (Some(_), Some(moment)) = (point.clock, &mut point.resolved) {
        moment.high = moment.low;
    }
}

/// First and last instant of a point in time.
fn span_of(date: &DateTime, now: Option<civil::DateTime>) -> Option<Moment> {
    // `more than two years ago` says which side of the day, and no day.
    if !matches!(date.hedge, Hedge::None | Hedge::Exactly | Hedge::About | Hedge::Between(..)) {
        return None;
    }
    let mut moment = match &date.calendar {
        Some(calendar) => days_of(calendar, now)?,
        None => return None,
    };
    if let Some(clock) = date.clock {
        let second = clock.second_of_day()?;
        moment.low.second = second;
        moment.high = Edge { second: second + last_second(clock.grain()), ..moment.low };
        moment.high.second = moment.high.second.min(86_399);
        return Some(moment);
    }
    if let (Some(portion), true) = (date.portion, date.grain() > Grain::Day) {
        return portion_of(moment, portion, now);
    }
    Some(moment)
}

const fn last_second(grain: Grain) -> u32 {
    match grain {
        Grain::Hour => 3_599,
        Grain::Minute => 59,
        _ => 0,
    }
}

/// The third of a stretch that `early`, `mid` or `late` names; its ends, for `start` and `end`.
fn portion_of(moment: Moment, portion: Portion, now: Option<civil::DateTime>) -> Option<Moment> {
    let today = now.map(|now| to_edge(now.date(), 0));
    match portion {
        Portion::Earlier => {
            let high = today.filter(|today| moment.low <= *today && *today < moment.high).unwrap_or(moment.high);
            return Some(Moment { high: Edge { second: 86_399, ..high }, ..moment });
        }
        Portion::Later => {
            let low = today.filter(|today| moment.low <= *today && *today < moment.high).unwrap_or(moment.low);
            return Some(Moment { low, ..moment });
        }
        _ => {}
    }
    let (low, high) = (to_date(moment.low)?, to_date(moment.high)?);
    // A decade is cut at the turn of a year, anything shorter at that of a day.
    let years = i32::from(high.year() - low.year()) + 1;
    let count = if years < 10 { (high - low).get_days() + 1 } else { years };
    let at = |nth: i32| low.checked_add(if years < 10 { nth.days() } else { nth.years() }).ok();
    let (from, to) = match portion {
        Portion::Early => (0, count / 2),
        Portion::Mid => (count / 3, count - count / 3),
        Portion::Late => (count / 2, count),
        Portion::Start => (0, count / 3),
        Portion::End | Portion::Earlier | Portion::Later => (count - count / 3, count),
    };
    let last = at(to.max(from + 1))?.yesterday().ok()?;
    Some(Moment { year_inferred: moment.year_inferred, ..between(at(from)?, last) })
}

fn days_of(calendar: &Calendar, now: Option<civil::DateTime>) -> Option<Moment> {
    match calendar {
        Calendar::Absolute(date) => absolute(date, now),
        Calendar::InYear(date, shift) => in_year(date, now?.year() + i16::from(*shift)),
        // `the 1800s` are the century, `the 2000s` as yet the decade.
        Calendar::Decade(first) => years_from(*first, if first % 100 == 0 && *first < 2000 { 100 } else { 10 }),
        Calendar::Century(nth) if *nth > 0 => {
            // The 19th century as the desk counts it: the 1800s.
            years_from((*nth - 1) * 100, 100)
        }
        Calendar::Century(_) | Calendar::Narrative(_) => None,
        Calendar::Unit { count, unit } => unit_at(now?.date(), *unit, *count),
        Calendar::Distance { parts } => distance(now?, parts),
        Calendar::Near { what, shift, bare } => near(*what, *shift, *bare, now?.date()),
        Calendar::Holiday(holiday, Some(year)) => one_day(holiday_in(*holiday, *year)?),
        Calendar::Holiday(holiday, None) => {
            let now = now?.date();
            let nearest = nearest(now, |year| holiday_in(*holiday, year))?;
            Some(Moment { year_inferred: true, ..one_day(nearest)? })
        }
        Calendar::From(base, parts) => {
            let from = base.resolved.or_else(|| span_of(base, now))?.low;
            let time = civil::Time::midnight().checked_add(i64::from(from.second).seconds()).ok()?;
            distance(to_date(from)?.to_datetime(time), parts)
        }
        Calendar::Nth(nth, unit, of) => nth_unit(*nth, *unit, of.resolved.or_else(|| span_of(of, now))?),
        Calendar::NthWeekday(nth, weekday, of) => {
            nth_weekday_in(*nth, *weekday, of.resolved.or_else(|| span_of(of, now))?)
        }
        Calendar::Now => {
            let now = now?;
            let edge = Edge { second: second_of(now.time()), ..to_edge(now.date(), 0) };
            Some(Moment { low: edge, high: edge, nominal: None, year_inferred: false })
        }
    }
}

/// So many years from the beginning of one.
fn years_from(first: i16, count: i16) -> Option<Moment> {
    Some(between(civil::Date::new(first, 1, 1).ok()?, civil::Date::new(first + count - 1, 12, 31).ok()?))
}

/// What was written, and the year nearest to the anchor where none was.
fn absolute(date: &PartialDate, now: Option<civil::DateTime>) -> Option<Moment> {
    if date.is_impossible() {
        return None;
    }
    if let (None, None, Some(day)) = (date.year, date.month, date.day) {
        // `the 10th`: of the month that brings it nearest, and on the weekday written with it.
        let now = now?.date();
        let found = (-12..=12)
            .filter_map(|months: i32| now.first_of_month().checked_add(months.months()).ok())
            .filter_map(|month| civil::Date::new(month.year(), month.month(), day as i8).ok())
            .filter(|found| date.weekday.is_none_or(|weekday| of_civil(found.weekday()) == weekday))
            .min_by_key(|found| (*found - now).get_days().abs())?;
        return Some(Moment { year_inferred: true, ..one_day(found)? });
    }
    match date.year {
        Some(year) => in_year(date, civil_year(year)),
        None => {
            let now = now?.date();
            let years = [now.year() - 1, now.year(), now.year() + 1];
            // A weekday written with it settles the year, if one of the three fits.
            let fitting = date.weekday.and_then(|weekday| {
                years.into_iter().filter_map(|year| in_year(date, year)).find(|moment| {
                    to_date(moment.low).is_some_and(|day| {
                        of_civil(day.weekday()) == weekday && (day - now).get_days().abs() <= NEAREST
                    })
                })
            });
            let nearest =
                || years.into_iter().filter_map(|year| in_year(date, year)).min_by_key(|moment| away(moment, now));
            let found = fitting.or_else(nearest)?;
            Some(Moment { year_inferred: true, ..found })
        }
    }
}

fn civil_year(year: i16) -> i16 {
    if year < 0 { year + 1 } else { year }
}

/// How many days a moment lies from a day, nought if the day lies in it.
fn away(moment: &Moment, now: civil::Date) -> i32 {
    match (to_date(moment.low), to_date(moment.high)) {
        (Some(low), Some(high)) => (low - now).get_days().max((now - high).get_days()).max(0),
        _ => i32::MAX,
    }
}

fn in_year(date: &PartialDate, year: i16) -> Option<Moment> {
    let first = |month: u8| civil::Date::new(year, month as i8, 1).ok();
    let months = |from: u8, count: i32| {
        let from = first(from)?;
        Some(between(from, from.checked_add(count.months()).ok()?.yesterday().ok()?))
    };
    match (date.part, date.month, date.day) {
        (_, Some(month), Some(day)) => one_day(civil::Date::new(year, month as i8, day as i8).ok()?),
        (_, Some(month), None) => months(month, 1),
        (Some(YearPart::Quarter(quarter)), ..) => months(quarter * 3 - 2, 3),
        (Some(YearPart::Half(half)), ..) => months(half * 6 - 5, 6),
        (Some(YearPart::Season(season)), ..) => months(season.first_month(), 3),
        (Some(YearPart::Week(week)), ..) => {
            let monday = civil::ISOWeekDate::new(year, week as i8, Civil::Monday).ok()?.date();
            Some(between(monday, monday.checked_add(6.days()).ok()?))
        }
        // Nobody says when a fiscal year begins.
        (Some(YearPart::Fiscal), ..) => None,
        (None, None, None) => months(1, 12),
        (None, None, Some(_)) => None,
    }
}

/// The calendar unit so many units from the one that `day` lies in.
fn unit_at(day: civil::Date, unit: TimeUnit, count: i32) -> Option<Moment> {
    let monday = |day: civil::Date| day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok();
    let stretch =
        |from: civil::Date, length: Span| Some(between(from, from.checked_add(length).ok()?.yesterday().ok()?));
    match unit {
        TimeUnit::Day | TimeUnit::Night => one_day(day.checked_add(count.days()).ok()?),
        TimeUnit::BusinessDay => {
            let mut found = day;
            let step = if count < 0 { -1 } else { 1 };
            for _ in 0..count.abs() {
                loop {
                    found = found.checked_add(step.days()).ok()?;
                    if !matches!(found.weekday(), Civil::Saturday | Civil::Sunday) {
                        break;
                    }
                }
            }
            one_day(found)
        }
        TimeUnit::Week | TimeUnit::Fortnight => {
            let weeks = if unit == TimeUnit::Week { 1 } else { 2 };
            stretch(monday(day)?.checked_add((count * weeks).weeks()).ok()?, weeks.weeks())
        }
        TimeUnit::Weekend => {
            let saturday = monday(day)?.checked_add(count.weeks()).ok()?.checked_add(5.days()).ok()?;
            stretch(saturday, 2.days())
        }
        TimeUnit::Month => stretch(day.first_of_month().checked_add(count.months()).ok()?, 1.month()),
        TimeUnit::Quarter => {
            let first = civil::Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).ok()?;
            stretch(first.checked_add((count * 3).months()).ok()?, 3.months())
        }
        TimeUnit::Year => stretch(day.first_of_year().checked_add(count.years()).ok()?, 1.year()),
        TimeUnit::Decade | TimeUnit::Century => {
            let years = if unit == TimeUnit::Decade { 10 } else { 100 };
            let first = civil::Date::new(day.year() / years * years, 1, 1).ok()?;
            stretch(first.checked_add((count * i32::from(years)).years()).ok()?, i64::from(years).years())
        }
        TimeUnit::Millisecond | TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Millennium => None,
    }
}

/// So far from an instant. Weeks, months and years leave the day open: the span is the week around it, the
/// month or the year it lies in.
fn distance(now: civil::DateTime, parts: &[(i32, TimeUnit)]) -> Option<Moment> {
    let mut at = now;
    for (count, unit) in parts {
        let count = *count;
        let span = match unit {
            TimeUnit::Millisecond => count.milliseconds(),
            TimeUnit::Second => count.seconds(),
            TimeUnit::Minute => count.minutes(),
            TimeUnit::Hour => count.hours(),
            TimeUnit::Day | TimeUnit::Night => count.days(),
            TimeUnit::BusinessDay => {
                let day = to_date(unit_at(at.date(), TimeUnit::BusinessDay, count)?.low)?;
                at = day.to_datetime(at.time());
                continue;
            }
            TimeUnit::Week | TimeUnit::Weekend => count.weeks(),
            TimeUnit::Fortnight => count.checked_mul(2)?.weeks(),
            TimeUnit::Month => count.months(),
            TimeUnit::Quarter => count.checked_mul(3)?.months(),
            TimeUnit::Year => years(count)?,
            TimeUnit::Decade => years(count.checked_mul(10)?)?,
            TimeUnit::Century => years(count.checked_mul(100)?)?,
            TimeUnit::Millennium => years(count.checked_mul(1000)?)?,
        };
        at = at.checked_add(span).ok()?;
    }
    let nominal = Some(to_edge(at.date(), second_of(at.time())));
    let finest = parts.iter().map(|(_, unit)| *unit).min()?;
    let around = match finest.grain() {
        Grain::Second | Grain::Minute | Grain::Hour => {
            let edge = nominal?;
            return Some(Moment { low: edge, high: edge, nominal, year_inferred: false });
        }
        Grain::PartOfDay | Grain::Day => one_day(at.date()),
        Grain::Weekend | Grain::Week => {
            Some(between(at.date().checked_sub(3.days()).ok()?, at.date().checked_add(3.days()).ok()?))
        }
        Grain::Month | Grain::Season | Grain::Quarter | Grain::HalfYear => unit_at(at.date(), TimeUnit::Month, 0),
        Grain::Year | Grain::Decade | Grain::Century => unit_at(at.date(), TimeUnit::Year, 0),
    }?;
    Some(Moment { nominal, ..around })
}

fn years(count: i32) -> Option<Span> {
    (count.abs() < 10_000).then(|| count.years())
}

fn near(what: Recurring, shift: i8, bare: bool, now: civil::Date) -> Option<Moment> {
    match what {
        Recurring::Weekday(weekday) => {
            let offset = i32::from(weekday.to_iso()) - i32::from(now.weekday().to_monday_one_offset());
            let days = match (shift, bare) {
                (1, true) => offset.rem_euclid(7),
                // News speaks of the last such day, today included.
                (_, true) => {
                    if offset > 0 {
                        offset - 7
                    } else {
                        offset
                    }
                }
                // `this Saturday` lies in the week to come, `next` in the calendar week after this one.
                (0, false) => {
                    if offset < 0 {
                        offset + 7
                    } else {
                        offset
                    }
                }
                (-1, false) => {
                    if offset >= 0 {
                        offset - 7
                    } else {
                        offset
                    }
                }
                _ => offset + 7,
            };
            one_day(now.checked_add(days.days()).ok()?)
        }
        Recurring::Month(month) => {
            yearly(shift, now, |year| in_year(&PartialDate { month: Some(month), ..PartialDate::default() }, year))
        }
        Recurring::Season(season) => yearly(shift, now, |year| in_season(season, year)),
        Recurring::Holiday(holiday) => yearly(shift, now, |year| one_day(holiday_in(holiday, year)?)),
        Recurring::MonthDay(month, day) => {
            yearly(shift, now, |year| one_day(civil::Date::new(year, month as i8, day as i8).ok()?))
        }
    }
}

fn in_season(season: Season, year: i16) -> Option<Moment> {
    in_year(&PartialDate { part: Some(YearPart::Season(season)), ..PartialDate::default() }, year)
}

/// `last July` is the latest one that is over, `next July` the first to begin, `this July` the one of this year.
fn yearly(shift: i8, now: civil::Date, find: impl Fn(i16) -> Option<Moment>) -> Option<Moment> {
    let today = to_edge(now, 0);
    let year = now.year();
    match shift {
        0 => find(year),
        -1 => [year, year - 1].into_iter().filter_map(find).find(|moment| moment.high < today),
        _ => [year, year + 1].into_iter().filter_map(find).find(|moment| moment.low > today),
    }
}

/// The year of this, the last or the next year that brings `find` nearest.
fn nearest(now: civil::Date, find: impl Fn(i16) -> Option<civil::Date>) -> Option<civil::Date> {
    [now.year() - 1, now.year(), now.year() + 1]
        .into_iter()
        .filter_map(find)
        .min_by_key(|day| (*day - now).get_days().abs())
}

fn holiday_in(holiday: Holiday, year: i16) -> Option<civil::Date> {
    match holiday {
        Holiday::Fixed(month, day) => civil::Date::new(year, month as i8, day as i8).ok(),
        Holiday::Easter(after) => easter(year)?.checked_add(i64::from(after).days()).ok(),
        Holiday::Nth(nth, weekday, month) => {
            civil::Date::new(year, month as i8, 1).ok()?.nth_weekday_of_month(nth, to_civil(weekday)).ok()
        }
        Holiday::AfterNth(days, nth, weekday, month) => {
            holiday_in(Holiday::Nth(nth, weekday, month), year)?.checked_add(i64::from(days).days()).ok()
        }
    }
}

/// Easter Sunday of the western churches, after the anonymous Gregorian algorithm (Meeus, *Astronomical
/// Algorithms*, chapter 8).
fn easter(year: i16) -> Option<civil::Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    civil::Date::new(year, month as i8, day as i8).ok()
}

/// The nth such unit of a stretch, counted from its beginning, or from its end for -1; for 0 the unit that
/// the stretch lies in.
fn nth_unit(nth: i8, unit: TimeUnit, of: Moment) -> Option<Moment> {
    let (low, high) = (to_date(of.low)?, to_date(of.high)?);
    let moment = match (nth, unit) {
        (0, _) => unit_at(low, unit, 0),
        (..0, TimeUnit::Week) => {
            // A week belongs to the month or year that has its Thursday.
            let week = unit_at(high, TimeUnit::Week, 0)?;
            let thursday = to_date(week.low)?.checked_add(3.days()).ok()?;
            unit_at(high, TimeUnit::Week, i32::from(nth) + 1 - i32::from(thursday > high))
        }
        (..0, _) => unit_at(high, unit, i32::from(nth) + 1),
        (nth, TimeUnit::Week) => {
            let week = unit_at(low, TimeUnit::Week, 0)?;
            let thursday = to_date(week.low)?.checked_add(3.days()).ok()?;
            let first = i32::from(thursday < low);
            unit_at(low, TimeUnit::Week, first + i32::from(nth) - 1)
        }
        (nth, _) => unit_at(low, unit, i32::from(nth) - 1),
    }?;
    Some(Moment { year_inferred: of.year_inferred, ..moment })
}

/// The nth such weekday of a stretch; 0 is the one of a week.
fn nth_weekday_in(nth: i8, weekday: Weekday, of: Moment) -> Option<Moment> {
    let (low, high) = (to_date(of.low)?, to_date(of.high)?);
    let forward = |from: civil::Date| {
        let days = (i64::from(weekday.to_iso()) + 7 - i64::from(from.weekday().to_monday_one_offset())) % 7;
        from.checked_add(days.days()).ok()
    };
    let day = if nth < 0 {
        forward(high.checked_sub(6.days()).ok()?)?
    } else {
        forward(low)?.checked_add(i64::from((nth - 1).max(0)).weeks()).ok()?
    };
    (low <= day && day <= high).then_some(())?;
    Some(Moment { year_inferred: of.year_inferred, ..one_day(day)? })
}

fn shifted(moment: Moment, span: Span) -> Option<Moment> {
    let move_edge = |edge: Edge| {
        let day = to_date(edge)?.checked_add(span).ok()?;
        Some(to_edge(day, edge.second))
    };
    Some(Moment {
        low: move_edge(moment.low)?,
        high: move_edge(moment.high)?,
        nominal: None,
        year_inferred: moment.year_inferred,
    })
}

fn one_day(day: civil::Date) -> Option<Moment> {
    Some(between(day, day))
}

fn between(low: civil::Date, high: civil::Date) -> Moment {
    Moment { low: to_edge(low, 0), high: to_edge(high, 86_399), nominal: None, year_inferred: false }
}

fn to_edge(day: civil::Date, second: u32) -> Edge {
    // The year 0 of the calendar is 1 BC.
    let year = if day.year() <= 0 { day.year() - 1 } else { day.year() };
    Edge { year, month: day.month().unsigned_abs(), day: day.day().unsigned_abs(), second }
}

fn to_date(edge: Edge) -> Option<civil::Date> {
    civil::Date::new(civil_year(edge.year), edge.month as i8, edge.day as i8).ok()
}

fn second_of(time: civil::Time) -> u32 {
    time.hour().unsigned_abs() as u32 * 3_600
        + time.minute().unsigned_abs() as u32 * 60
        + u32::from(time.second().unsigned_abs())
}

fn of_civil(weekday: Civil) -> Weekday {
    Weekday::ALL[usize::from(weekday.to_monday_zero_offset().unsigned_abs())]
}

fn to_civil(weekday: Weekday) -> Civil {
    Civil::from_monday_one_offset(weekday.to_iso() as i8).unwrap_or(Civil::Monday)
}
