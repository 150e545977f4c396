//! How much one rule may do with one text.
//!
//! A rule that a stranger wrote, or a text that was made for it, must not hold up the rest: the work of a rule grows with
//! the text and no faster, and so does what it has to say. Where a rule is stopped, a finding of its own says so.

use std::cell::Cell;

use crate::story::Story;
use crate::text::ProseSpan;

/// Findings of one rule on the shortest text; nobody reads so many.
const FINDINGS: usize = 1_000;
/// Bytes of the text that allow one finding more.
const BYTES_A_FINDING: usize = 1_000;
/// Candidates for its names that a rule may try on the shortest text …
const CANDIDATES: u64 = 1_000_000;
/// … and on each byte of the text besides; no built-in rule tries a tenth of it.
const CANDIDATES_A_BYTE: u64 = 100;

/// Findings of one rule on a text of so many bytes.
pub(crate) const fn most_findings(bytes: usize) -> usize {
    FINDINGS + bytes / BYTES_A_FINDING
}

/// How many rules may say all that they may on one text; the house's own can be thousands.
const RULES_WITHOUT_END: usize = 50;

/// Findings of all rules on a text of so many bytes, after which no further rule is run.
pub(super) const fn most_findings_of_all(bytes: usize) -> usize {
    RULES_WITHOUT_END * most_findings(bytes)
}

/// What is said, and what can be done, where the rules together had too much to say.
pub(super) fn too_many_of_all(most: usize) -> (String, String) {
    (
        format!("The rules before this one have {most} findings and more, the most for a text of this length"),
        "put these right, or leave some of the rules out, and check again; this rule and those whose ids come after \
         its own were not run"
            .to_owned(),
    )
}

/// What is left of what one rule may do with one text.
pub(super) struct Allowance {
    findings: Cell<usize>,
    candidates: Cell<u64>,
    most_findings: usize,
    most_candidates: u64,
    /// The candidate that was one too many.
    stopped_at: Cell<Option<ProseSpan>>,
}

impl Allowance {
    pub(super) fn new(story: &Story<'_>) -> Self {
        let bytes = story.document.prose.len();
        let most_findings = most_findings(bytes);
        let most_candidates = CANDIDATES + bytes as u64 * CANDIDATES_A_BYTE;
        Self {
            findings: Cell::new(most_findings),
            candidates: Cell::new(most_candidates),
            most_findings,
            most_candidates,
            stopped_at: Cell::new(None),
        }
    }

    /// Whether one candidate more may be tried; `place` is where it stands.
    pub(super) fn may_try(&self, place: impl Fn() -> ProseSpan) -> bool {
        let left = self.candidates.get();
        if left == 0 {
            self.stopped_at.set(self.stopped_at.get().or_else(|| Some(place())));
        }
        self.candidates.set(left.saturating_sub(1));
        left > 0
    }

    /// Whether there is room for one finding more.
    pub(super) fn may_report(&self) -> bool {
        let left = self.findings.get();
        self.findings.set(left.saturating_sub(1));
        left > 0
    }

    /// Whether the rule is done with this text.
    pub(super) const fn is_spent(&self) -> bool {
        self.candidates.get() == 0 || self.findings.get() == 0
    }

    /// Where the rule was stopped while it searched, if it was.
    pub(super) const fn stopped_at(&self) -> Option<ProseSpan> {
        self.stopped_at.get()
    }

    /// What is said, and what can be done, where the rule had too much to say.
    pub(super) fn too_many_findings(&self) -> (String, String) {
        let most = self.most_findings;
        (
            format!("This rule has {most} findings before this one, which is the most for a text of this length"),
            "put these right and check again; what comes after this place was not looked at by this rule".to_owned(),
        )
    }

    /// What is said, and what can be done, where the rule had too much to try.
    pub(super) fn too_many_candidates(&self) -> (String, String) {
        let most = self.most_candidates;
        (
            format!(
                "This rule was stopped here after {most} candidates for its names, the most for a text of this length"
            ),
            "tie the names of the rule together by more conditions, such as `one, other in same sentence`".to_owned(),
        )
    }
}
