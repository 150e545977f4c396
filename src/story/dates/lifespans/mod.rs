//! Lives: births, deaths and ages against dates and against each other.
//!
//! ```text
//! life     = NAME "(" … birth "–" death ")"          Ada Quist (2 May 1872 – 23 November 1896)
//! born     = ( NAME | "he" | "she" | start ) … ( "born" | "died" ) … date
//! aged     = ( NAME | "he" | "she" ) … year … ( "aged" | "at the age of" ) N
//! person   = NAME "," N ","                           Dana Fell, 34,  ·  the 9-year-old boy, Tim Ode,
//! lived    = "born" … date … "died" … date … "aged" N      Rook, who was born in 1948, died in 2019 aged 71
//! now      = "born" … date … NAME ( "," N "," | "is" N )   Born in 1961, Moe is 62, in a text of a known day
//! thing    = N "-year-old" noun, twice with one noun
//! known    = "the" N "-year-old", where the text gives the age of one person only
//! ```
//!
//! Only the person whom the text opens with has a life here, by a bracket or as whom it is about (`portrait`): whose
//! birth another sentence speaks of is not for word lists to say.

mod lived;
mod now;
mod opening;
mod pairs;
mod portrait;

use crate::fact::{Hedge, Interval, Number, PartialDate, Value};
use crate::story::dates::events::SameEvent;
use crate::story::people::{Bearer, People};
use crate::story::view::View;

/// What an age is checked against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgeEvidence {
    /// A year named beside it.
    Year,
    /// The death.
    Death,
    /// The day of publication.
    Published,
}

impl AgeEvidence {
    /// The word for it in rules.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Death => "death",
            Self::Published => "published",
        }
    }
}

/// An age with the dates it follows from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgeCheck {
    /// Index of the age.
    pub age: u32,
    /// Index of the fact with the birth.
    pub birth: u32,
    /// Index of the fact with the year or death; of a bracket with both, the same; `None` for the day of publication.
    pub until: Option<u32>,
    /// What it is checked against.
    pub evidence: AgeEvidence,
    /// The age as written.
    pub stated: Interval,
    /// What it can be.
    pub expected: Interval,
}

/// Two ages of one person or thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameAge {
    /// Index of the earlier age.
    pub a: u32,
    /// Index of the later one.
    pub b: u32,
    /// Whether it is a person's.
    pub of_person: bool,
    /// Whether they differ by more than a birthday.
    pub apart: bool,
}

/// What is said of lives.
#[derive(Debug, Default)]
pub(super) struct Lifespans {
    pub(super) same: Vec<SameEvent>,
    pub(super) ages: Vec<AgeCheck>,
    pub(super) same_ages: Vec<SameAge>,
}

/// Linear: each date and age is looked at once, in the window of its sentence.
pub(super) fn find(view: &View<'_>, people: &People, published: &PartialDate) -> Lifespans {
    let reader = Reader { view, people, published };
    let mut found = Lifespans::default();
    let portrait = match reader.life() {
        Some(life) => {
            reader.births(&life, &mut found.same);
            reader.ages(&life, &mut found.ages);
            None
        }
        None => reader.portrait(),
    };
    reader.ages_now(&mut found.ages);
    reader.ages_lived(&mut found.ages);
    reader.same_ages(&mut found.same_ages);
    if let Some(portrait) = portrait {
        reader.portrait_ages(&portrait, &mut found.ages, &mut found.same_ages);
    }
    found
}

struct Reader<'v, 'a> {
    view: &'v View<'a>,
    people: &'v People,
    published: &'v PartialDate,
}

impl Reader<'_, '_> {
    /// Whom a name means, if that is one person.
    fn cluster(&self, fact: usize) -> Option<u32> {
        match self.people.bearers.get(fact) {
            Some(Bearer::Cluster(cluster)) => Some(*cluster),
            _ => None,
        }
    }

    /// The years of an age, or of a bare number that can be one.
    fn plain_years(&self, fact: usize) -> Option<Number> {
        let amount = match &self.view.facts[fact].value {
            Value::Age(measure) if measure.unit == "year" => &measure.amount,
            Value::Count(count) if count.written_unit == Number::ONE => count,
            _ => return None,
        };
        let plain = amount.hedge == Hedge::None && (Number::ONE..Number::from(120)).contains(&amount.value);
        plain.then_some(amount.value)
    }
}

/// How old somebody is on a day; to the year where one of the two days is not known, and either way within some days
/// of the birthday.
pub(super) fn age_on(birth: &PartialDate, on: &PartialDate) -> Option<Interval> {
    let years = i64::from(on.year?) - i64::from(birth.year?);
    let near_birthday =
        birth.month == on.month && birth.day.zip(on.day).is_some_and(|(born, now)| born.abs_diff(now) <= 3);
    let (low, high) = match birth.whole_years_until(on).map(i64::from) {
        Some(whole) if !near_birthday => (whole, whole),
        _ => (years - 1, years),
    };
    (high >= 0).then(|| Interval::closed(Number::from(low), Number::from(high)))
}
