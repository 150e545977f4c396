//! Units of time, and how fine a date or time is.

use crate::fact::Number;

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
