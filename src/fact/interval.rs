//! Intervals with open, closed and missing ends.

use std::fmt;

use super::Number;

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum End {
    /// The number itself belongs to the interval.
    Closed(Number),
    /// Everything up to, not including, the number.
    Open(Number),
    /// No end on this side.
    Unbounded,
}

impl End {
    /// The number at the end, if there is one.
    #[must_use]
    pub const fn number(self) -> Option<Number> {
        match self {
            Self::Closed(number) | Self::Open(number) => Some(number),
            Self::Unbounded => None,
        }
    }
}

/// All values a figure can mean.
///
/// ```
/// use copydesk::fact::{Interval, Number};
/// let nearly_40 = Interval::below(Number::from(36), Number::from(40));
/// assert!(nearly_40.is_disjoint(&Interval::point(Number::from(40))));
/// assert!(!nearly_40.is_disjoint(&Interval::point(Number::from(36))));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    /// Lower end.
    pub low: End,
    /// Upper end.
    pub high: End,
}

impl Interval {
    /// `[value, value]`
    #[must_use]
    pub const fn point(value: Number) -> Self {
        Self { low: End::Closed(value), high: End::Closed(value) }
    }

    /// `[low, high]`
    #[must_use]
    pub const fn closed(low: Number, high: Number) -> Self {
        Self { low: End::Closed(low), high: End::Closed(high) }
    }

    /// `[low, high)`
    #[must_use]
    pub const fn below(low: Number, high: Number) -> Self {
        Self { low: End::Closed(low), high: End::Open(high) }
    }

    /// `(low, high]`
    #[must_use]
    pub const fn above(low: Number, high: Number) -> Self {
        Self { low: End::Open(low), high: End::Closed(high) }
    }

    /// Whether no value lies in both.
    #[must_use]
    pub fn is_disjoint(&self, other: &Self) -> bool {
        self.is_below(other) || other.is_below(self)
    }

    /// Whether every value here is less than every value there.
    #[must_use]
    pub fn is_below(&self, other: &Self) -> bool {
        match (self.high, other.low) {
            (End::Unbounded, _) | (_, End::Unbounded) => false,
            (End::Closed(high), End::Closed(low)) => high < low,
            (End::Closed(high) | End::Open(high), End::Open(low) | End::Closed(low)) => high <= low,
        }
    }

    /// Whether every value here lies there too.
    #[must_use]
    pub fn is_inside(&self, other: &Self) -> bool {
        let low = match (self.low, other.low) {
            (_, End::Unbounded) => true,
            (End::Unbounded, _) => false,
            (End::Closed(inner), End::Open(outer)) => inner > outer,
            (End::Closed(inner) | End::Open(inner), End::Closed(outer) | End::Open(outer)) => inner >= outer,
        };
        let high = match (self.high, other.high) {
            (_, End::Unbounded) => true,
            (End::Unbounded, _) => false,
            (End::Closed(inner), End::Open(outer)) => inner < outer,
            (End::Closed(inner) | End::Open(inner), End::Closed(outer) | End::Open(outer)) => inner <= outer,
        };
        low && high
    }

    /// Both ends moved by the monotone increasing function `f`; `None` if a result does not fit.
    #[must_use]
    pub fn map(&self, f: impl Fn(Number) -> Option<Number>) -> Option<Self> {
        let end = |end| {
            Some(match end {
                End::Closed(number) => End::Closed(f(number)?),
                End::Open(number) => End::Open(f(number)?),
                End::Unbounded => End::Unbounded,
            })
        };
        Some(Self { low: end(self.low)?, high: end(self.high)? })
    }

    /// Combines lower with `low_with` and upper with `high_with` by `f`; an open end stays open.
    #[must_use]
    pub fn combine(low: (End, End), high: (End, End), f: impl Fn(Number, Number) -> Option<Number>) -> Option<Self> {
        let end = |(a, b): (End, End)| {
            Some(match (a, b) {
                (End::Unbounded, _) | (_, End::Unbounded) => End::Unbounded,
                (End::Closed(a), End::Closed(b)) => End::Closed(f(a, b)?),
                (End::Closed(a) | End::Open(a), End::Closed(b) | End::Open(b)) => End::Open(f(a, b)?),
            })
        };
        Some(Self { low: end(low)?, high: end(high)? })
    }

    /// Sum of two intervals.
    #[must_use]
    pub fn checked_add(&self, other: &Self) -> Option<Self> {
        Self::combine((self.low, other.low), (self.high, other.high), Number::checked_add)
    }

    /// Difference of two intervals.
    #[must_use]
    pub fn checked_sub(&self, other: &Self) -> Option<Self> {
        Self::combine((self.low, other.high), (self.high, other.low), Number::checked_sub)
    }

    /// Whether both ends are positive or nought, so that products and quotients keep their order.
    #[must_use]
    pub fn is_non_negative(&self) -> bool {
        self.low.number().is_some_and(|low| !low.is_negative())
    }

    /// Product of two intervals of numbers not below nought.
    #[must_use]
    pub fn checked_mul(&self, other: &Self) -> Option<Self> {
        if !(self.is_non_negative() && other.is_non_negative()) {
            return None;
        }
        Self::combine((self.low, other.low), (self.high, other.high), Number::checked_mul)
    }

    /// Quotient of two intervals of numbers not below nought; `None` where the divisor can be nought.
    #[must_use]
    pub fn checked_div(&self, other: &Self) -> Option<Self> {
        let divisor = other.low.number()?;
        if !self.is_non_negative() || divisor.is_negative() || divisor.is_zero() {
            return None;
        }
        // Dividing by an endless upper end leaves nought as the lower one.
        let low = if other.high == End::Unbounded {
            (End::Open(Number::ZERO), End::Closed(Number::ONE))
        } else {
            (self.low, other.high)
        };
        Self::combine(low, (self.high, other.low), Number::checked_div)
    }
}

/// As an editor reads it: `36 to just under 40`, `more than 2,000`, `15`.
impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.low, self.high) {
            (End::Closed(low), End::Closed(high)) if low == high => write!(f, "{low}"),
            (End::Closed(low), End::Closed(high)) => write!(f, "{low} to {high}"),
            (End::Closed(low), End::Open(high)) => write!(f, "{low} to just under {high}"),
            (End::Open(low), End::Closed(high)) => write!(f, "just over {low} to {high}"),
            (End::Open(low), End::Open(high)) => write!(f, "between {low} and {high}"),
            (End::Closed(low), End::Unbounded) => write!(f, "{low} or more"),
            (End::Open(low), End::Unbounded) => write!(f, "more than {low}"),
            (End::Unbounded, End::Closed(high)) => write!(f, "{high} at most"),
            (End::Unbounded, End::Open(high)) => write!(f, "less than {high}"),
            (End::Unbounded, End::Unbounded) => f.write_str("any number"),
        }
    }
}
