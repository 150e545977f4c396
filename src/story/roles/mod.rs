//! Roles and who holds them: one person under two titles, one office with two holders, an office that is held in
//! one place and was held in another.

mod holder;
mod office;
mod title;

pub use holder::OfficePair;
pub use title::RoleConflict;

use crate::story::people::People;
use crate::story::view::View;

/// What the offices of a document say against each other.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Roles {
    /// People under two titles.
    pub conflicts: Vec<RoleConflict>,
    /// Offices of one holder that two people hold.
    pub two_holders: Vec<OfficePair>,
    /// Offices that one person held and holds.
    pub incumbency: Vec<OfficePair>,
}

/// Reads the offices of a document. Linear: one look at each person, and a bounded one at those of one office.
pub(super) fn find(view: &View<'_>, people: &People) -> Roles {
    let offices: Vec<office::Office> = (0..view.facts.len()).filter_map(|index| office::of(view, index)).collect();
    let mut conflicts = title::find(view, people);
    conflicts.extend(holder::rank_conflicts(people, &offices));
    conflicts.sort_by_key(|conflict| (conflict.odd, conflict.usual));
    conflicts.dedup_by_key(|conflict| conflict.odd);
    Roles {
        conflicts,
        two_holders: holder::two_holders(view, people, &offices),
        incumbency: holder::incumbency(view, people, &offices),
    }
}
