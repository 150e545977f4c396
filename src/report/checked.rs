//! A text, what was found in it, and where in the file that is.

use super::Texts;
use crate::check::fingerprint::Fingerprint;
use crate::check::suppress::Stood;
use crate::finding::{Finding, Severity, Site};
use crate::text::{Position, Source, SourceSpan};

/// What checking one text gave, as the formats want it.
#[derive(Debug)]
pub struct Checked<'a> {
    /// The text.
    pub source: &'a Source,
    /// Every text that a finding here points into.
    pub texts: &'a Texts<'a>,
    /// What is reported, in order.
    pub findings: &'a [Finding],
    /// One for each finding.
    pub fingerprints: &'a [Fingerprint],
    /// What comments and front matter let stand.
    pub stood: &'a [Stood],
    /// Whether there is a baseline.
    pub has_baseline: bool,
    /// What it knows already.
    pub known: &'a [Finding],
    /// The least severity that fails the run.
    pub fail_on: Severity,
}

/// A place as people and their tools count: lines and columns from 1, columns in characters, the end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) start: Position,
    pub(super) end: Position,
}

impl Checked<'_> {
    /// Where a site lies; the start of the text if nobody knows its lines.
    pub(super) fn region(&self, site: &Site) -> Region {
        region(self.texts, &site.path, site.span)
    }
}

/// Where a span of a text lies.
pub(super) fn region(texts: &Texts<'_>, path: &str, span: SourceSpan) -> Region {
    let start_of_text = Position { line: 1, column: 1 };
    let at = |offset| texts.position(path, offset).unwrap_or(start_of_text);
    Region { start: at(span.start()), end: at(span.end()) }
}
