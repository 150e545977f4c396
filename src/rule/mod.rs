//! TOML → compiled rules → findings.

use crate::finding::Finding;
use crate::story::Story;

mod builtin;

/// Compiled rules, ready to run.
#[derive(Debug, Default)]
pub struct RuleSet {}

impl RuleSet {
    /// The rules that the binary carries.
    #[must_use]
    pub fn built_in() -> Self {
        let _ = builtin::BUILT_IN;
        Self {}
    }

    /// What the rules have to say about a story, in no order.
    #[must_use]
    pub fn evaluate(&self, story: &Story<'_>) -> Vec<Finding> {
        let _ = story;
        Vec::new()
    }
}
