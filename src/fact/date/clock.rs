//! Clock times and parts of the day.

use super::{Grain, TimeUnit};

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
