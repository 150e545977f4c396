//! What was written of a calendar date: year, season, month, day, weekday, as far as they are there.

use jiff::civil;

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
