//! What a date or time was resolved to.

use super::PartialDate;

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
