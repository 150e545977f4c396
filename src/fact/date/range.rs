//! From one point in time to another, and lengths of time.

use super::{DateTime, TimeUnit};
use crate::fact::{Hedge, Number};

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
