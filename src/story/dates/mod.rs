//! Dates: what day each one names, and where they, the ages and the lengths of time in a text disagree.

pub mod resolve;

mod calendar;
mod dateline;
mod events;
mod history;
mod lifespans;
mod milestones;
mod occurrences;
mod sequence;
mod zones;

pub use calendar::{RelativeDay, YearCount, YearCountOf};
pub(super) use dateline::stated as stated_day;
pub use events::{EventKind, SameEvent, SpanCheck};
pub(super) use history::past_sentences;
pub use lifespans::{AgeCheck, AgeEvidence, SameAge};
pub use milestones::{AfterDeath, Milestone, SiblingAges};
pub use sequence::{DateOrder, Lapse};
pub use zones::ZonePair;

use crate::fact::PartialDate;
use crate::story::people::People;
use crate::story::view::View;

/// What the dates of a text say of one another.
#[derive(Debug, Default)]
pub struct Dates {
    /// Pairs of dates of one event.
    pub same_events: Vec<SameEvent>,
    /// Ages with the dates they follow from.
    pub age_checks: Vec<AgeCheck>,
    /// Pairs of ages of one person or thing.
    pub same_ages: Vec<SameAge>,
    /// Lengths of time with their ends.
    pub span_checks: Vec<SpanCheck>,
    /// Times counted from the day of writing, beside their dates.
    pub relative_days: Vec<RelativeDay>,
    /// Numbers of years with the years they follow from.
    pub year_counts: Vec<YearCount>,
    /// Dates that the text puts in order.
    pub orders: Vec<DateOrder>,
    /// Lengths of time between two dates.
    pub lapses: Vec<Lapse>,
    /// Times on two clocks.
    pub zone_pairs: Vec<ZonePair>,
    /// Life events with the ages at which they happened.
    pub milestones: Vec<Milestone>,
    /// What people did, with the dates of their deaths.
    pub after_death: Vec<AfterDeath>,
    /// Ages of brothers and sisters.
    pub siblings: Vec<SiblingAges>,
}

/// Sets the dates of a story side by side; they are resolved already.
pub(super) fn find(view: &View<'_>, people: &People, published: &PartialDate) -> Dates {
    let events::Events { same: same_events, ages: age_checks, same_ages, spans: span_checks } =
        events::find(view, people, published);
    let calendar::Counted { relative: relative_days, counts: year_counts } = calendar::find(view, published);
    let sequence::Sequence { orders, lapses } = sequence::find(view);
    let milestones::Milestones { milestones, after_death, siblings } = milestones::find(view);
    Dates {
        same_events,
        age_checks,
        same_ages,
        span_checks,
        relative_days,
        year_counts,
        orders,
        lapses,
        zone_pairs: zones::find(view, published),
        milestones,
        after_death,
        siblings,
    }
}
