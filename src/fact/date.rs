//! Dates and times as partial as they were written, and what they were resolved to.
//!
//! Parse what is written, resolve later: a [`DateTime`] keeps `yesterday` as one day back and
//! `November 10` without a year. [`resolve`](crate::story::dates::resolve) fills in the [`Moment`] it names once
//! the day of publication is known. Impossible dates (31 June) and clocks (25:10) are kept: a rule
//! speaks of them.

use jiff::civil;

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

    /// Its ISO number, 1 to 7.
    #[must_use]
    pub const fn to_iso(self) -> u8 {
        self as u8 + 1
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

/// A season of the northern year: spring is March to May, winter December to February.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February.
    Winter,
}

impl Season {
    /// All four, spring first.
    pub const ALL: [Self; 4] = [Self::Spring, Self::Summer, Self::Autumn, Self::Winter];

    /// Its first month.
    #[must_use]
    pub const fn first_month(self) -> u8 {
        self as u8 * 3 + 3
    }
}

/// A stretch of a year that is no month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum YearPart {
    /// `the second quarter`, `Q2`: 1 to 4.
    Quarter(u8),
    /// `the first half of 2020`, `H1`: 1 or 2.
    Half(u8),
    /// `summer 2020`.
    Season(Season),
    /// `week 31`, counted as in ISO 8601.
    Week(u8),
    /// `fiscal 2021`, `the 2021 school year`: a year with months of its own, which nothing tells us.
    Fiscal,
}

/// What was written of a calendar date. Impossible ones (31 June) are kept: a rule speaks of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct PartialDate {
    /// Year, where written; years before Christ are negative, and there is no year 0. Two digits are
    /// completed: 00 to 49 to the 2000s, 50 to 99 to the 1900s.
    pub year: Option<i16>,
    /// A stretch of the year, where one is written instead of a month.
    pub part: Option<YearPart>,
    /// Month, 1 to 12, or an impossible one.
    pub month: Option<u8>,
    /// Day of the month.
    pub day: Option<u8>,
    /// Weekday written with it.
    pub weekday: Option<Weekday>,
    /// Written in figures that can be read day first or month first: `04/05/2024`. Month first stands in
    /// the fields until the locale is known.
    pub ambiguous: bool,
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

    /// Whether no calendar has such a day: 31 June, 29 February of a common year, month 13. Without a
    /// year, 29 February is possible.
    ///
    /// ```
    /// use copydesk::fact::PartialDate;
    /// let june = PartialDate { month: Some(6), day: Some(31), ..PartialDate::default() };
    /// assert!(june.is_impossible());
    /// let leap = PartialDate { month: Some(2), day: Some(29), ..PartialDate::default() };
    /// assert!(!leap.is_impossible());
    /// assert!(PartialDate { year: Some(2023), ..leap }.is_impossible());
    /// ```
    #[must_use]
    pub fn is_impossible(&self) -> bool {
        let Some(month) = self.month else { return self.day.is_some_and(|day| !(1..=31).contains(&day)) };
        if !(1..=12).contains(&month) {
            return true;
        }
        // A leap year, where none is written.
        let longest =
            civil::Date::new(self.civil_year().unwrap_or(2000), month as i8, 1).map(civil::Date::days_in_month);
        self.day.is_some_and(|day| day == 0 || longest.is_ok_and(|longest| day > longest.unsigned_abs()))
    }

    /// The weekday that the calendar gives a complete and possible date (proleptic Gregorian).
    ///
    /// ```
    /// use copydesk::fact::{PartialDate, Weekday};
    /// let date = PartialDate { year: Some(2024), month: Some(3), day: Some(14), ..PartialDate::default() };
    /// assert_eq!(date.calendar_weekday(), Some(Weekday::Thursday));
    /// ```
    #[must_use]
    pub fn calendar_weekday(&self) -> Option<Weekday> {
        Weekday::from_iso(i64::from(self.civil()?.weekday().to_monday_one_offset()))
    }

    /// Days from this date to `other`, both complete and possible; negative if `other` lies before.
    #[must_use]
    pub fn days_until(&self, other: &Self) -> Option<i32> {
        Some((other.civil()? - self.civil()?).get_days())
    }

    /// Completed years from this date to `other`, as ages are counted: 1 May 1990 to 14 March 2024 is 33.
    ///
    /// ```
    /// use copydesk::fact::PartialDate;
    /// let date = |year, month, day| PartialDate { year: Some(year), month: Some(month), day: Some(day), ..PartialDate::default() };
    /// assert_eq!(date(1990, 5, 1).whole_years_until(&date(2024, 3, 14)), Some(33));
    /// assert_eq!(date(1990, 3, 14).whole_years_until(&date(2024, 3, 14)), Some(34));
    /// ```
    #[must_use]
    pub fn whole_years_until(&self, other: &Self) -> Option<i32> {
        let (from, to) = (self.civil()?, other.civil()?);
        let years = i32::from(to.year()) - i32::from(from.year());
        let not_yet = (to.month(), to.day()) < (from.month(), from.day());
        Some(years - i32::from(not_yet))
    }

    /// Whether the two cannot be the same day, compared as far as both are written: May 2020 and 9 May 2020
    /// are not disjoint, 8 May and 9 May are, 8 May and 2020 are not.
    ///
    /// ```
    /// use copydesk::fact::PartialDate;
    /// let eighth = PartialDate { month: Some(5), day: Some(8), ..PartialDate::default() };
    /// let ninth = PartialDate { day: Some(9), year: Some(2020), ..eighth };
    /// assert!(eighth.is_disjoint(&ninth));
    /// assert!(!PartialDate { day: None, ..eighth }.is_disjoint(&ninth));
    /// ```
    #[must_use]
    pub fn is_disjoint(&self, other: &Self) -> bool {
        fn differ<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
            matches!((a, b), (Some(a), Some(b)) if a != b)
        }
        differ(self.year, other.year)
            || differ(self.month, other.month)
            || self.month.is_some() == other.month.is_some() && differ(self.day, other.day)
            || differ(self.months(), other.months())
                && matches!((self.months(), other.months()), (Some(a), Some(b)) if a.1 < b.0 || b.1 < a.0)
    }

    /// First and last month that it can lie in, counted from January; a winter ends with month 14.
    fn months(&self) -> Option<(u8, u8)> {
        match (self.month, self.part) {
            (Some(month), _) => Some((month, month)),
            (None, Some(YearPart::Quarter(quarter))) => Some((quarter * 3 - 2, quarter * 3)),
            (None, Some(YearPart::Half(half))) => Some((half * 6 - 5, half * 6)),
            _ => None,
        }
    }

    /// The year as the proleptic calendar counts it, with a year 0.
    fn civil_year(&self) -> Option<i16> {
        self.year.map(|year| if year < 0 { year + 1 } else { year })
    }

    pub(crate) fn civil(&self) -> Option<civil::Date> {
        let (_, month, day) = self.complete()?;
        civil::Date::new(self.civil_year()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }
}

/// Before or after noon, as written with a clock time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meridiem {
    /// `a.m.`
    Am,
    /// `p.m.`
    Pm,
}

/// A time zone as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Zone {
    /// Its name in the lexicon, or nothing for a bare offset.
    pub name: &'static str,
    /// Minutes east of UTC; `None` where it depends on the time of year (`ET`).
    pub offset: Option<i16>,
}

/// A clock time, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Clock {
    /// Hour as written: 0 to 24, 1 to 12 with `a.m.` or `p.m.`, or an impossible one.
    pub hour: u8,
    /// Minute, where written.
    pub minute: Option<u8>,
    /// Second, where written.
    pub second: Option<u8>,
    /// `a.m.`, `p.m.`, or what the part of the day tells (`seven in the evening`).
    pub meridiem: Option<Meridiem>,
    /// Whether the hour can be before or after noon: `half past seven`, `at 6`.
    pub twelve_hour: bool,
    /// The zone, where written.
    pub zone: Option<Zone>,
}

impl Clock {
    /// Whether no clock shows it: 25:10, 14:30 p.m., 13 a.m.
    #[must_use]
    pub fn is_impossible(&self) -> bool {
        self.minute.is_some_and(|minute| minute > 59)
            || self.second.is_some_and(|second| second > 60)
            || match self.meridiem {
                Some(_) => !(1..=12).contains(&self.hour),
                None => self.hour > 24 || self.hour == 24 && self.minute.unwrap_or(0) > 0,
            }
    }

    /// Seconds since midnight; `None` if it is impossible. A twelve-hour clock counts as before noon.
    #[must_use]
    pub fn second_of_day(&self) -> Option<u32> {
        if self.is_impossible() {
            return None;
        }
        let hour = match self.meridiem {
            Some(Meridiem::Am) => self.hour % 12,
            Some(Meridiem::Pm) => self.hour % 12 + 12,
            None => self.hour,
        };
        Some(
            u32::from(hour) * 3_600
                + u32::from(self.minute.unwrap_or(0)) * 60
                + u32::from(self.second.unwrap_or(0)).min(59),
        )
    }

    /// The clock so many hours, minutes and seconds later, on the same day or the next; `None` for longer units.
    ///
    /// ```
    /// use copydesk::fact::{Clock, Meridiem, TimeUnit};
    /// let ten = Clock { hour: 10, meridiem: Some(Meridiem::Am), ..Clock::default() };
    /// let later = ten.after(&[(3, TimeUnit::Hour), (30, TimeUnit::Minute)]).unwrap();
    /// assert_eq!(later.second_of_day(), Some(13 * 3_600 + 30 * 60));
    /// ```
    #[must_use]
    pub fn after(&self, parts: &[(i32, TimeUnit)]) -> Option<Self> {
        let mut second = i64::from(self.second_of_day()?);
        let mut grain = self.grain();
        for (count, unit) in parts {
            if unit.grain() > Grain::Hour || *unit == TimeUnit::Millisecond {
                return None;
            }
            second += i64::from(*count) * i64::try_from(unit.seconds().to_integer()?).ok()?;
            grain = grain.min(unit.grain());
        }
        let second = u32::try_from(second.rem_euclid(86_400)).ok()?;
        Some(Self {
            hour: (second / 3_600) as u8,
            minute: (grain <= Grain::Minute).then_some((second / 60 % 60) as u8),
            second: (grain == Grain::Second).then_some((second % 60) as u8),
            meridiem: None,
            ..*self
        })
    }

    /// How fine it is.
    #[must_use]
    pub const fn grain(&self) -> Grain {
        match (self.minute, self.second) {
            (_, Some(_)) => Grain::Second,
            (Some(_), None) => Grain::Minute,
            (None, None) => Grain::Hour,
        }
    }
}

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartOfDay {
    /// From midnight, and from 6, to noon.
    Morning,
    /// From noon to 18.
    Afternoon,
    /// From 18 to 22.
    Evening,
    /// From 20 to midnight and beyond.
    Night,
    /// Daylight: `daytime`, `midday`.
    Day,
}

impl PartOfDay {
    /// All of them, in the order of their numbers in the lexicon, from 1.
    pub const ALL: [Self; 5] = [Self::Morning, Self::Afternoon, Self::Evening, Self::Night, Self::Day];

    /// English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Morning => "morning",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
            Self::Night => "night",
            Self::Day => "daytime",
        }
    }
}

/// Which portion of a day, month, year or decade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Portion {
    /// `early 2010`, `early on November 10`.
    Early,
    /// `mid-November`, `the middle of 2007`.
    Mid,
    /// `late July`.
    Late,
    /// `the beginning of May`, `the start of 2008`.
    Start,
    /// `the end of March`.
    End,
    /// `earlier this month`: up to the day of writing.
    Earlier,
    /// `later this year`: from the day of writing on.
    Later,
}

impl Portion {
    /// All of them, in the order of their numbers in the lexicon, from 1.
    pub const ALL: [Self; 7] = [Self::Early, Self::Mid, Self::Late, Self::Start, Self::End, Self::Earlier, Self::Later];

    /// The word for it in output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Early => "early",
            Self::Mid => "mid",
            Self::Late => "late",
            Self::Start => "start",
            Self::End => "end",
            Self::Earlier => "earlier",
            Self::Later => "later",
        }
    }
}

/// Units of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeUnit {
    /// A thousandth of a second.
    Millisecond,
    /// 1 s.
    Second,
    /// 60 s.
    Minute,
    /// 3,600 s.
    Hour,
    /// 86,400 s.
    Day,
    /// A night; as long as a day when counted.
    Night,
    /// Monday to Friday.
    BusinessDay,
    /// Saturday and Sunday.
    Weekend,
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
    /// A thousand years.
    Millennium,
}

impl TimeUnit {
    /// All of them, in the order of their numbers in the lexicon, from 1.
    pub const ALL: [Self; 16] = [
        Self::Millisecond,
        Self::Second,
        Self::Minute,
        Self::Hour,
        Self::Day,
        Self::Night,
        Self::BusinessDay,
        Self::Weekend,
        Self::Week,
        Self::Fortnight,
        Self::Month,
        Self::Quarter,
        Self::Year,
        Self::Decade,
        Self::Century,
        Self::Millennium,
    ];

    /// From its number in the lexicon, 1 to 16.
    #[must_use]
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.get(usize::try_from(number - 1).ok()?).copied()
    }

    /// English name, singular.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Millisecond => "millisecond",
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Night => "night",
            Self::BusinessDay => "business day",
            Self::Weekend => "weekend",
            Self::Week => "week",
            Self::Fortnight => "fortnight",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
            Self::Millennium => "millennium",
        }
    }

    /// English name, singular or plural.
    #[must_use]
    pub const fn name_of(self, one: bool) -> &'static str {
        if one {
            return self.name();
        }
        match self {
            Self::Millisecond => "milliseconds",
            Self::Second => "seconds",
            Self::Minute => "minutes",
            Self::Hour => "hours",
            Self::Day => "days",
            Self::Night => "nights",
            Self::BusinessDay => "business days",
            Self::Weekend => "weekends",
            Self::Week => "weeks",
            Self::Fortnight => "fortnights",
            Self::Month => "months",
            Self::Quarter => "quarters",
            Self::Year => "years",
            Self::Decade => "decades",
            Self::Century => "centuries",
            Self::Millennium => "millennia",
        }
    }

    /// Its length, a month counted as 30 days and a year as 365.
    #[must_use]
    pub fn seconds(self) -> Number {
        let whole = match self {
            Self::Millisecond => return Number::ratio(1, 1_000).unwrap_or(Number::ZERO),
            Self::Second => 1,
            Self::Minute => 60,
            Self::Hour => 3_600,
            Self::Day | Self::Night | Self::BusinessDay => 86_400,
            Self::Weekend => 2 * 86_400,
            Self::Week => 7 * 86_400,
            Self::Fortnight => 14 * 86_400,
            Self::Month => 30 * 86_400,
            Self::Quarter => 90 * 86_400,
            Self::Year => 365 * 86_400,
            Self::Decade => 3_650 * 86_400,
            Self::Century => 36_500 * 86_400,
            Self::Millennium => 365_000 * 86_400,
        };
        Number::from(whole)
    }

    /// The grain of one such unit in the calendar.
    #[must_use]
    pub const fn grain(self) -> Grain {
        match self {
            Self::Millisecond | Self::Second => Grain::Second,
            Self::Minute => Grain::Minute,
            Self::Hour => Grain::Hour,
            Self::Night => Grain::PartOfDay,
            Self::Day | Self::BusinessDay => Grain::Day,
            Self::Weekend => Grain::Weekend,
            Self::Week | Self::Fortnight => Grain::Week,
            Self::Month => Grain::Month,
            Self::Quarter => Grain::Quarter,
            Self::Year => Grain::Year,
            Self::Decade => Grain::Decade,
            Self::Century | Self::Millennium => Grain::Century,
        }
    }
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
    /// Of a distance (`five years ago`), the instant exactly so far away; the span around it is as wide as the
    /// unit, since the words name no day.
    pub nominal: Option<Edge>,
    /// Whether the year is inferred and not written.
    pub year_inferred: bool,
}

impl Moment {
    /// Whether the two share no instant.
    #[must_use]
    pub fn is_disjoint(&self, other: &Self) -> bool {
        self.high < other.low || other.high < self.low
    }

    /// The one day it lies in, if it lies in one.
    #[must_use]
    pub fn day(&self) -> Option<PartialDate> {
        let Edge { year, month, day, .. } = self.low;
        ((year, month, day) == (self.high.year, self.high.month, self.high.day)).then(|| PartialDate {
            year: Some(year),
            month: Some(month),
            day: Some(day),
            ..PartialDate::default()
        })
    }
}

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

/// How a range of dates is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// `3-7 May`, `from Monday to Friday`, `between 2010 and 2015`: both ends belong to it.
    Both,
    /// `since 1992`, `starting Monday`, `2018 or later`: from its beginning on.
    Since,
    /// `after 1992`: from its end on.
    After,
    /// `until Friday`, `no later than 1 May`: up to it.
    Until,
    /// `before 1992`: up to its beginning.
    Before,
    /// `the past three years`, `the next five days`: a length of time that begins or ends with the day of
    /// writing.
    Length,
}

/// From one date or time to another, or open on one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateRange {
    /// Where it begins.
    pub low: Option<DateTime>,
    /// Where it ends; both ends belong to the range.
    pub high: Option<DateTime>,
    /// How it is bounded.
    pub bound: Bound,
}

/// A length of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duration {
    /// How much of each unit, largest first: `2 hours 30 minutes`.
    pub parts: Vec<(Number, TimeUnit)>,
    /// The longer end of `two to three weeks`, in the unit of the only part.
    pub up_to: Option<Number>,
    /// The hedge.
    pub hedge: Hedge,
}

impl Duration {
    /// Its length in seconds, a month counted as 30 days and a year as 365; of a range, the shorter end.
    #[must_use]
    pub fn seconds(&self) -> Option<Number> {
        self.parts
            .iter()
            .try_fold(Number::ZERO, |sum, (number, unit)| sum.checked_add(number.checked_mul(unit.seconds())?))
    }
}
