//! Why the story takes two places to speak of one thing.

/// What spoke for a pair, and what spoke against it and did not prevail: each reason in the words that
/// `check --explain` shows, the strongest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grounds {
    /// What ties the two.
    pub evidence: Vec<&'static str>,
    /// What was weighed and found too light.
    pub against: Vec<&'static str>,
}
