//! The desk that the arguments ask for.

use super::arguments::RuleArguments;
use super::selection::Selection;
use crate::check::Desk;
use crate::report::Notice;

/// A desk with its rules, which of them run, and what is wrong with the others.
pub(super) struct Furnished {
    pub(super) desk: Desk,
    pub(super) selection: Selection,
    pub(super) faults: Vec<Notice>,
}

pub(super) fn furnish(arguments: &RuleArguments) -> Furnished {
    Furnished { desk: Desk::built_in(), selection: Selection::new(arguments), faults: Vec::new() }
}
