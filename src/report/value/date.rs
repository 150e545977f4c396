//! The JSON of dates, times, ranges and durations: ISO 8601 for what is known, TIMEX3 for what was written.

use serde_json::{Map, Value as Json};

use crate::fact::{
    Bound, Calendar, DateRange, DateTime, Duration, Edge, Grain, Hedge, Moment, PartOfDay, PartialDate, Portion,
    Recurring, Season, TimeUnit, Value, YearPart,
};

/// Adds the keys of `value`.
pub(super) fn fill(value: &Value, out: &mut Map<String, Json>) {
    match value {
        Value::Date(date) | Value::Time(date) => fill_point(date, out),
        Value::DateRange(range) => fill_range(range, out),
        Value::Duration(duration) => fill_duration(duration, out),
        _ => {}
    }
}

/// `iso` where a single day, month, year or instant is known, else `low` and `high`; `timex` as written.
fn fill_point(date: &DateTime, out: &mut Map<String, Json>) {
    if let Some(timex) = timex(date) {
        out.insert("timex".into(), timex.into());
    }
    let readings = readings(date);
    match readings.as_slice() {
        [] => {}
        [one] => {
            out.insert("iso".into(), one.as_str().into());
        }
        several => {
            out.insert("iso_any".into(), several.to_vec().into());
        }
    }
    let span = date.resolved.or_else(|| written_span(date));
    if let Some(moment) = span {
        if readings.is_empty() || matches!(date.calendar, Some(Calendar::Distance { .. })) {
            out.insert("low".into(), edge(moment.low, date.clock.is_some()).into());
            out.insert("high".into(), edge(moment.high, date.clock.is_some()).into());
        }
        if moment.year_inferred {
            out.insert("year_inferred".into(), true.into());
        }
    }
    if let Some(weekday) = date.written_weekday() {
        out.insert("weekday".into(), weekday.name().into());
    }
    if let Some(part) = date.part_of_day {
        out.insert("part_of_day".into(), part.name().into());
    }
    if let Some(portion) = date.portion {
        out.insert("portion".into(), portion.name().into());
    }
    if let Some(zone) = date.clock.and_then(|clock| clock.zone) {
        if !zone.name.is_empty() {
            out.insert("zone".into(), zone.name.to_uppercase().into());
        }
        if let Some(offset) = zone.offset {
            out.insert("tz_offset_min".into(), offset.into());
        }
    }
    if date.absolute().is_some_and(|date| date.ambiguous) {
        out.insert("ambiguous".into(), true.into());
    }
    hedge(date.hedge, out);
}

/// ISO forms of what the point can be; more than one for a clock of twelve hours.
fn readings(date: &DateTime) -> Vec<String> {
    if date.is_stretch() {
        return Vec::new();
    }
    let day = match (&date.calendar, date.resolved) {
        (Some(Calendar::Distance { parts } | Calendar::From(_, parts) | Calendar::Narrative(parts)), Some(moment))
            if date.clock.is_none() =>
        {
            // The nominal instant; the bounds are in `low` and `high`.
            let clock = parts.iter().any(|(_, unit)| unit.grain() < Grain::Day);
            return vec![edge(moment.nominal.unwrap_or(moment.low), clock)];
        }
        (Some(Calendar::Now), Some(moment)) => return vec![edge(moment.low, true)],
        (_, Some(moment)) => whole(moment, date.grain()),
        (Some(Calendar::Absolute(written)), None) => iso(written),
        _ => None,
    };
    let Some(clock) = date.clock else { return day.into_iter().collect() };
    let Some(second) = clock.second_of_day() else { return Vec::new() };
    if date.calendar.is_some() && day.is_none() {
        return Vec::new();
    }
    let mut seconds = vec![second];
    if clock.twelve_hour && clock.meridiem.is_none() {
        seconds.push((second + 43_200) % 86_400);
    }
    let day = day.unwrap_or_default();
    seconds.into_iter().map(|second| format!("{day}T{}", time_of(second))).collect()
}

/// The ISO form of a moment that is exactly one unit of its grain.
fn whole(moment: Moment, grain: Grain) -> Option<String> {
    let Edge { year, month, day, second } = moment.low;
    match grain {
        Grain::Year => Some(format!("{year:04}")),
        Grain::Month => Some(format!("{year:04}-{month:02}")),
        Grain::Day | Grain::PartOfDay | Grain::Hour | Grain::Minute | Grain::Second
            if (year, month, day) == (moment.high.year, moment.high.month, moment.high.day) =>
        {
            let _ = second;
            Some(format!("{year:04}-{month:02}-{day:02}"))
        }
        _ => None,
    }
}

/// The ISO form of a date as written; `--11-10` without its year.
fn iso(date: &PartialDate) -> Option<String> {
    if date.part.is_some() {
        return None;
    }
    match (date.year, date.month, date.day) {
        (Some(year), None, None) => Some(year_of(year)),
        (Some(year), Some(month), None) => Some(format!("{}-{month:02}", year_of(year))),
        (Some(year), Some(month), Some(day)) => Some(format!("{}-{month:02}-{day:02}", year_of(year))),
        (None, Some(month), None) => Some(format!("--{month:02}")),
        (None, Some(month), Some(day)) => Some(format!("--{month:02}-{day:02}")),
        _ => None,
    }
}

fn year_of(year: i16) -> String {
    if year < 0 { format!("-{:04}", year.unsigned_abs()) } else { format!("{year:04}") }
}

/// First and last day of a decade, century, quarter, half or season whose year is written.
fn written_span(date: &DateTime) -> Option<Moment> {
    crate::story::dates::resolve::written(date)
}

fn edge(edge: Edge, clock: bool) -> String {
    let Edge { year, month, day, second } = edge;
    let day = format!("{}-{month:02}-{day:02}", year_of(year));
    if clock { format!("{day}T{}", time_of(second)) } else { day }
}

fn time_of(second: u32) -> String {
    format!("{:02}:{:02}:{:02}", second / 3_600, second / 60 % 60, second % 60)
}

/// What was written, with X for what was not: `XXXX-11-10`, `XXXX-WXX-2T21`, `P3D`.
fn timex(date: &DateTime) -> Option<String> {
    let mut text = match &date.calendar {
        None => String::new(),
        Some(Calendar::Absolute(date)) => absolute_timex(date)?,
        Some(Calendar::Near { what: Recurring::Weekday(weekday), bare: true, .. }) => {
            format!("XXXX-WXX-{}", weekday.to_iso())
        }
        Some(Calendar::Now) => return Some("PRESENT_REF".into()),
        Some(_) => return None,
    };
    if let Some(clock) = &date.clock {
        let second = clock.second_of_day()?;
        text.push_str(&match clock.grain() {
            Grain::Hour => format!("T{:02}", second / 3_600),
            Grain::Minute => format!("T{:02}:{:02}", second / 3_600, second / 60 % 60),
            _ => format!("T{}", time_of(second)),
        });
    } else if let Some(part) = date.part_of_day {
        text.push_str(match part {
            PartOfDay::Morning => "TMO",
            PartOfDay::Afternoon => "TAF",
            PartOfDay::Evening => "TEV",
            PartOfDay::Night => "TNI",
            PartOfDay::Day => "TDT",
        });
    }
    (!text.is_empty()).then_some(text)
}

fn absolute_timex(date: &PartialDate) -> Option<String> {
    let year = date.year.map_or_else(|| "XXXX".to_owned(), year_of);
    Some(match (date.part, date.month, date.day) {
        (Some(YearPart::Season(season)), ..) => {
            let code = match season {
                Season::Spring => "SP",
                Season::Summer => "SU",
                Season::Autumn => "FA",
                Season::Winter => "WI",
            };
            if date.year.is_some() { format!("{year}-{code}") } else { code.to_owned() }
        }
        (Some(YearPart::Quarter(quarter)), ..) => format!("{year}-Q{quarter}"),
        (Some(YearPart::Half(half)), ..) => format!("{year}-H{half}"),
        (Some(YearPart::Week(week)), ..) => format!("{year}-W{week:02}"),
        (Some(YearPart::Fiscal), ..) => format!("FY{year}"),
        (None, Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
        (None, Some(month), None) => format!("{year}-{month:02}"),
        (None, None, Some(day)) => match date.weekday {
            Some(weekday) => format!("XXXX-WXX-{}", weekday.to_iso()),
            None => format!("XXXX-XX-{day:02}"),
        },
        (None, None, None) => date.year.map(year_of)?,
    })
}

/// `(T17,T18:30,PT1H30M)`, where two clocks are written without their day.
fn hours_timex(range: &DateRange) -> Option<String> {
    let (low, high) = (range.low.as_ref()?, range.high.as_ref()?);
    if low.calendar.is_some() || high.calendar.is_some() {
        return None;
    }
    let (from, to) = (low.clock?.second_of_day()?, high.clock?.second_of_day()?);
    let length = (to + 86_400 - from) % 86_400;
    let mut text = format!("({},{},PT", timex(low)?, timex(high)?);
    for (count, unit) in [(length / 3_600, 'H'), (length / 60 % 60, 'M'), (length % 60, 'S')] {
        if count > 0 {
            text.push_str(&format!("{count}{unit}"));
        }
    }
    Some(text + ")")
}

/// The one end of an open range as written; `bound` says which side of it is meant.
fn open_timex(range: &DateRange) -> Option<String> {
    match (&range.low, &range.high) {
        (Some(point), None) | (None, Some(point)) => timex(point),
        _ => None,
    }
}

/// `low` and `high` of both ends, where they are known.
fn fill_range(range: &DateRange, out: &mut Map<String, Json>) {
    if let Some(timex) = hours_timex(range).or_else(|| open_timex(range)) {
        out.insert("timex".into(), timex.into());
    }
    // `the past three years` ends with the day of writing, `the past three hours` with the minute.
    let fine = |point: &Option<DateTime>| point.as_ref().is_none_or(|point| point.grain() < Grain::Day);
    let clock = fine(&range.low) && fine(&range.high);
    let bound = |point: &Option<DateTime>, upper: bool| {
        let point = point.as_ref()?;
        match point.resolved.or_else(|| written_span(point)) {
            // After a day, and over the next days, means from the following day on.
            Some(moment)
                if !upper
                    && !clock
                    && (range.bound == Bound::After || range.bound == Bound::Length && is_now(point)) =>
            {
                Some(edge(crate::story::dates::resolve::day_after(moment.high)?, false))
            }
            Some(moment) => {
                let outer = if upper || range.bound == Bound::After { moment.high } else { moment.low };
                Some(edge(moment.nominal.unwrap_or(outer), clock))
            }
            None => readings(point).into_iter().next(),
        }
    };
    let low = bound(&range.low, false);
    // Before a date means up to its beginning, before the end of a year up to the end.
    let ends = range.high.as_ref().is_some_and(|high| high.portion == Some(Portion::End));
    let high = bound(&range.high, range.bound != Bound::Before || ends);
    if let Some(low) = low {
        out.insert("low".into(), low.into());
    }
    if let Some(high) = high {
        out.insert("high".into(), high.into());
    }
    if range.bound == Bound::Before {
        out.insert("high_exclusive".into(), true.into());
    }
    let name = match range.bound {
        Bound::Both => return,
        Bound::Since => "since",
        Bound::After => "after",
        Bound::Until => "until",
        Bound::Before => "before",
        Bound::Length => "length",
    };
    out.insert("bound".into(), name.into());
}

fn is_now(point: &DateTime) -> bool {
    matches!(point.calendar, Some(Calendar::Now))
}

/// `seconds`, `number` and `unit` of a single part, `timex`.
fn fill_duration(duration: &Duration, out: &mut Map<String, Json>) {
    if let Some(seconds) = duration.seconds() {
        out.insert("seconds".into(), seconds.to_plain().into());
    }
    if let [(number, unit)] = duration.parts.as_slice() {
        match duration.up_to {
            Some(high) => {
                out.insert("low".into(), number.to_plain().into());
                out.insert("high".into(), high.to_plain().into());
            }
            None => {
                out.insert("number".into(), number.to_plain().into());
            }
        }
        out.insert("unit".into(), unit.name().into());
    }
    let (mut days, mut clock) = (String::new(), String::new());
    for (number, unit) in &duration.parts {
        let (to, times, sign) = match unit {
            TimeUnit::Millisecond => return hedge(duration.hedge, out),
            TimeUnit::Second => (&mut clock, 1, "S"),
            TimeUnit::Minute => (&mut clock, 1, "M"),
            TimeUnit::Hour => (&mut clock, 1, "H"),
            TimeUnit::Day | TimeUnit::Night => (&mut days, 1, "D"),
            TimeUnit::BusinessDay => (&mut days, 1, "BD"),
            TimeUnit::Weekend => (&mut days, 1, "WE"),
            TimeUnit::Week => (&mut days, 1, "W"),
            TimeUnit::Fortnight => (&mut days, 2, "W"),
            TimeUnit::Month => (&mut days, 1, "M"),
            TimeUnit::Quarter => (&mut days, 3, "M"),
            TimeUnit::Year => (&mut days, 1, "Y"),
            TimeUnit::Decade => (&mut days, 10, "Y"),
            TimeUnit::Century => (&mut days, 100, "Y"),
            TimeUnit::Millennium => (&mut days, 1_000, "Y"),
        };
        let Some(number) = number.checked_mul(crate::fact::Number::from(times)) else { return };
        to.push_str(&number.to_plain());
        to.push_str(sign);
    }
    let clock = if clock.is_empty() { clock } else { format!("T{clock}") };
    out.insert("timex".into(), format!("P{days}{clock}").into());
    hedge(duration.hedge, out);
}

fn hedge(hedge: Hedge, out: &mut Map<String, Json>) {
    if hedge != Hedge::None {
        out.insert("hedge".into(), hedge.name().into());
    }
}
