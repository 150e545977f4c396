//! Entries of a log: a list of changes, a diary, minutes. Each has a heading with its date or version, and figures of its
//! own.

use crate::fact::Value;
use crate::markup::Role;
use crate::story::view::View;

/// The blocks of the headings that begin an entry, in order.
pub(super) struct Log(Vec<u32>);

impl Log {
    pub(super) fn of(view: &View<'_>) -> Self {
        let begins = |&fact: &usize| {
            view.claims[fact].role == Role::Heading
                && matches!(view.facts[fact].value, Value::Date(_) | Value::DateRange(_) | Value::Version(_))
        };
        let mut headings: Vec<u32> = (0..view.facts.len()).filter(begins).map(|fact| view.claims[fact].block).collect();
        headings.dedup();
        Self(headings)
    }

    /// Whether two facts stand in two entries.
    pub(super) fn parts(&self, view: &View<'_>, a: u32, b: u32) -> bool {
        let entry = |fact: u32| {
            let block = view.claims[fact as usize].block;
            self.0.partition_point(|&heading| heading <= block).checked_sub(1)
        };
        matches!((entry(a), entry(b)), (Some(a), Some(b)) if a != b)
    }
}
