//! What a rule has to say about a place in a text.

use std::fmt;
use std::sync::Arc;

use crate::text::SourceSpan;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Style, vagueness, or a weak key: worth a look.
    Info,
    /// Two places that can hardly both be right.
    Warning,
    /// Arithmetic or logic that cannot hold.
    Error,
}

impl Severity {
    /// The word for it in rules and output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The severity of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Info, Self::Warning, Self::Error].into_iter().find(|severity| severity.name() == name)
    }
}

/// How sure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// A hint.
    Low,
    /// Rests on a reading of the context.
    Medium,
    /// Rests on what is written.
    High,
}

impl Confidence {
    /// The word for it in rules and output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// The confidence of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Low, Self::Medium, Self::High].into_iter().find(|confidence| confidence.name() == name)
    }
}

/// A place that a finding points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Name of the source: a path, a record id, `-`.
    pub path: Arc<str>,
    /// Bytes of that source.
    pub span: SourceSpan,
    /// What is said there, in a few words; may be empty.
    pub label: String,
}

/// One change of a fix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the primary site's source to replace.
    pub span: SourceSpan,
    /// What to put there.
    pub replacement: String,
}

/// One way to put it right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// What it does, as a menu item: `Write “Emmanuel” here too`.
    pub title: String,
    /// Edits that do not overlap, in order.
    pub edits: Vec<Edit>,
}

/// Whether a fix may be applied without a person who chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applicability {
    /// Typography and adjacent duplicates: changes no figure, date or name.
    Safe,
    /// Candidates for a person to choose from.
    Offered,
}

impl Applicability {
    /// The word for it in output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Offered => "offered",
        }
    }
}

/// What can be done about a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Whether it needs a person.
    pub applicability: Applicability,
    /// At least one; a safe fix has exactly one.
    pub remedies: Vec<Remedy>,
}

/// A doubt about a text: one primary site, any number of related ones, and the reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Id of the rule: `names/orphan-surname`.
    pub rule: Arc<str>,
    /// How bad it is.
    pub severity: Severity,
    /// How sure it is.
    pub confidence: Confidence,
    /// One sentence with the values and the arithmetic.
    pub message: String,
    /// Where.
    pub primary: Site,
    /// The other places, such as the other member of a pair.
    pub related: Vec<Site>,
    /// What an editor can do.
    pub help: Option<String>,
    /// Edits, if there are any.
    pub fix: Option<Fix>,
    /// The predicates that held, with their values, in the order of the rule.
    pub trail: Vec<String>,
}

impl Finding {
    /// What findings are sorted by: file, place, severity (errors first), rule, message.
    #[must_use]
    pub fn order(&self) -> impl Ord + '_ {
        (&self.primary.path, self.primary.span, std::cmp::Reverse(self.severity), &self.rule, &self.message)
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
