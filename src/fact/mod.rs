//! What a fact can be: values that cannot be wrong, and no parsing.
//!
//! A [`Fact`] is a piece of the prose with a typed [`Value`]. Numbers are kept as written and as exact
//! [`Interval`]s; dates stay as partial as they were written. Nothing here is a float, and nothing here
//! knows how a text is parsed or what is said about the fact.

mod date;
mod interval;
mod name;
mod number;
mod quantity;
mod row;
pub mod spelling;

pub use date::{
    Bound, Calendar, Clock, DateRange, DateTime, Duration, Edge, Grain, Holiday, Meridiem, Moment, PartOfDay,
    PartialDate, Portion, Recurring, Season, TimeUnit, Weekday, YearPart, Zone,
};
pub use interval::{End, Interval};
pub use name::{Organization, PersonName, Place};
pub use number::Number;
pub use quantity::{Bounds, Fraction, Hedge, Measure, Money, Quantity, Range, UnitScale};
pub use row::{COLUMNS, Cell, Row, TABLE_VERSION, language_in};

use crate::text::ProseSpan;

/// A typed fact and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// From the first to the last token of what was written, hedge included.
    pub span: ProseSpan,
    /// Index of its first token.
    pub first_token: u32,
    /// Index one past its last token.
    pub end_token: u32,
    /// What was understood.
    pub value: Value,
}

/// What was understood.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number of things, or a bare number: `15`, `about 2,000`, `two dozen`, `1.2m`.
    Count(Box<Quantity>),
    /// `third`, `21st`.
    Ordinal(Box<Quantity>),
    /// `two-thirds`, `½`, `one in three`, `15 of 45`: part and whole as written.
    Fraction(Box<Fraction>),
    /// `3-2`, `16:9`, `31 to 12` as a score or ratio; never compared as a range.
    Ratio(Box<[Number]>),
    /// `40%`, `nearly 40 percent`; the number is in percent.
    Percent(Box<Quantity>),
    /// `3 percentage points`.
    Points(Box<Quantity>),
    /// `400,000 to 600,000`, `between 3 and 5`, `5-6%`, with what the two ends are measured in.
    Range(Box<Range>),
    /// `$3 million`, `40 cents`.
    Money(Box<Money>),
    /// `12 miles`, `5-km`, `23C`.
    Measure(Box<Measure>),
    /// `43-year-old`, `aged 43`, `, 43,` — in years unless the unit says otherwise.
    Age(Box<Measure>),
    /// A day, month, year, decade, part of a day, or a moment; whole or partial, absolute or relative.
    Date(Box<DateTime>),
    /// A clock time: `9 p.m.`, `14:30 GMT`.
    Time(Box<DateTime>),
    /// From one date or time to another, or an open span: `3-7 May`, `since 1992`.
    DateRange(Box<DateRange>),
    /// `five years`, `90 minutes`.
    Duration(Box<Duration>),
    /// `many`, `several`, `a large portion`: a quantity that is not given.
    VagueQuantity,
    /// `earlier`, `recently`: a time that is not given.
    VagueTime,
    /// `v1.2.3`, `Rust 1.74`.
    Version(Box<str>),
    /// `S4-1`, `COVID-19`, a phone number, a score sheet's label: digits that count nothing.
    Identifier,
    /// A person.
    Person(Box<PersonName>),
    /// A body: company, ministry, party, team.
    Organization(Box<Organization>),
    /// A place.
    Place(Box<Place>),
}

impl Value {
    /// The word for its kind in output and in rules; one of [`KINDS`].
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Count(_) => "count",
            Self::Ordinal(_) => "ordinal",
            Self::Fraction(_) => "fraction",
            Self::Ratio(_) => "ratio",
            Self::Percent(_) => "percent",
            Self::Points(_) => "points",
            Self::Range(_) => "range",
            Self::Money(_) => "money",
            Self::Measure(_) => "measure",
            Self::Age(_) => "age",
            Self::Date(date) if date.is_stretch() => "date_range",
            Self::Date(date) if date.grain() < Grain::Day => "datetime",
            Self::Date(_) => "date",
            Self::Time(_) => "time",
            Self::DateRange(_) => "date_range",
            Self::Duration(_) => "duration",
            Self::VagueQuantity => "vague_quantity",
            Self::VagueTime => "vague_time",
            Self::Version(_) => "version",
            Self::Identifier => "identifier",
            Self::Person(_) => "person",
            Self::Organization(_) => "organization",
            Self::Place(_) => "place",
        }
    }

    /// What a figure can mean, hedge and rounding included; of a range, from its lower to its upper end.
    #[must_use]
    pub fn meant(&self, bounds: &Bounds) -> Option<Interval> {
        match self {
            Self::Range(range) => {
                let (low, high) = (range.low.loose(bounds), range.high.loose(bounds));
                (range.low.value <= range.high.value).then_some(Interval { low: low.low, high: high.high })
            }
            Self::Fraction(fraction) => Some(fraction.loose(bounds)),
            Self::Percent(quantity) | Self::Points(quantity) if quantity.hedge == Hedge::None => {
                // A percentage is a rounded figure to its last digit, also where it is a whole one.
                let half = quantity.half_unit();
                Some(Interval::closed(quantity.value.checked_sub(half)?, quantity.value.checked_add(half)?))
            }
            value => Some(value.quantity()?.loose(bounds)),
        }
    }

    /// The quantity, for the kinds that are one number with a hedge.
    #[must_use]
    pub fn quantity(&self) -> Option<&Quantity> {
        match self {
            Self::Count(quantity) | Self::Ordinal(quantity) | Self::Percent(quantity) | Self::Points(quantity) => {
                Some(quantity)
            }
            Self::Fraction(fraction) => Some(&fraction.share),
            Self::Money(money) => Some(&money.amount),
            Self::Measure(measure) | Self::Age(measure) => Some(&measure.amount),
            _ => None,
        }
    }
}

/// Every kind of fact, as output and rules name it.
pub const KINDS: [&str; 22] = [
    "count",
    "ordinal",
    "fraction",
    "ratio",
    "percent",
    "points",
    "range",
    "money",
    "measure",
    "age",
    "date",
    "time",
    "date_range",
    "duration",
    "datetime",
    "vague_quantity",
    "vague_time",
    "version",
    "identifier",
    "person",
    "organization",
    "place",
];
