//! When do two figures speak of the same thing?
//!
//! Silence is the default. Two figures are *the same quantity* only when unit, noun and part agree, an
//! [`Anchor`] ties them together (`ties`), and no [`Blocker`] stands in the way (`veto`). Candidates come from
//! an index of the nouns, owners and rare words around the figures; a figure is compared with a fixed number of
//! those before it in its buckets, so that no document makes this quadratic. Two figures of one noun and nothing
//! more are no pair: a rule asks for them by `a.head = b.head`.

mod key;
mod log;
mod slip;
mod ties;
mod veto;

pub(in crate::story) use key::setting_words;
pub use slip::Slip;
pub use veto::Blocker;

use crate::story::Grounds;
use crate::story::view::View;

/// How sure it is that two figures speak of the same thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The only event of its class, the same head, near each other.
    Medium,
    /// An anchor ties them together.
    Strong,
}

impl Level {
    /// The word for it in rules and output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Medium => "medium",
            Self::Strong => "strong",
        }
    }
}

/// What ties two figures together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// `the 16 workers killed`, after workers were killed before.
    DefiniteMention,
    /// `the fleet has 1,345 trucks`, `the fleet's 1,354 trucks`.
    SameOwner,
    /// They share a noun and rare words.
    SharedWords,
    /// The same limit of time in the same words: `wash for 20 seconds`, `within 30 days of notice`.
    SameLimit,
    /// One obligation in two clauses: `30 days' notice`, `60 days after notice`.
    SameDuty,
    /// One setting by name: `the upload limit is 25 MB`, `20 MB, the upload limit`.
    SameSetting,
    /// The same words on both sides.
    SameWording,
    /// Digits in another order beside the same noun.
    Transposed,
    /// Headline, standfirst or caption against the one figure of that kind in the body.
    Display,
    /// One event, few sentences apart.
    OneEvent,
}

impl Anchor {
    /// Every anchor, in the order of the declaration.
    pub const ALL: [Self; 10] = [
        Self::DefiniteMention,
        Self::SameOwner,
        Self::SharedWords,
        Self::SameLimit,
        Self::SameDuty,
        Self::SameSetting,
        Self::SameWording,
        Self::Transposed,
        Self::Display,
        Self::OneEvent,
    ];

    /// The word for it in rules and output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DefiniteMention => "definite-mention",
            Self::SameOwner => "same-owner",
            Self::SharedWords => "shared-words",
            Self::SameLimit => "same-limit",
            Self::SameDuty => "same-duty",
            Self::SameSetting => "same-setting",
            Self::SameWording => "same-wording",
            Self::Transposed => "transposed",
            Self::Display => "display",
            Self::OneEvent => "one-event",
        }
    }

    /// What it means, for people.
    const fn reason(self) -> &'static str {
        match self {
            Self::DefiniteMention => "the later figure points back, as `the 16 workers` does",
            Self::SameOwner => "one owner has them both times",
            Self::SharedWords => "the same noun and the same rare words or names around both",
            Self::SameLimit => "a limit of time in the same words",
            Self::SameDuty => "one obligation in two clauses",
            Self::SameSetting => "one setting by name",
            Self::SameWording => "the same words stand around both",
            Self::Transposed => "the same digits in another order beside the same words",
            Self::Display => "the only figure of that noun and event in the text",
            Self::OneEvent => "the only two figures of one event, a few sentences apart",
        }
    }
}

/// Two figures that speak of the same thing, or seem to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameQuantity {
    /// Index of the earlier fact.
    pub a: u32,
    /// Index of the later fact.
    pub b: u32,
    /// How sure.
    pub level: Level,
    /// Why.
    pub anchor: Anchor,
    /// What forbids to call the two a conflict, if anything does.
    pub veto: Option<Blocker>,
    /// What the shared words weigh.
    pub weight: u32,
    /// What stood against it and was outweighed by what ties the two.
    pub outweighed: Option<Blocker>,
    /// Whether no value fits both.
    pub apart: bool,
    /// What slip of the pen would explain it.
    pub slip: Option<Slip>,
}

impl SameQuantity {
    /// The reasons, in words.
    #[must_use]
    pub fn grounds(&self) -> Grounds {
        let slip = self.slip.filter(|_| self.anchor != Anchor::Transposed);
        let evidence = [self.anchor.reason()].into_iter().chain(slip.map(Slip::reason)).collect();
        Grounds { evidence, against: self.outweighed.map(Blocker::reason).into_iter().collect() }
    }
}

/// Pairs of figures, those that nothing stands against and the others.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// In order of `a`, `b`, each pair once.
    pub(super) same: Vec<SameQuantity>,
    /// Likewise, with their vetoes.
    pub(super) vetoed: Vec<SameQuantity>,
}

/// Every pair of figures that some anchor ties together.
pub(super) fn find(view: &View<'_>) -> Pairs {
    let keys: Vec<key::Key<'_>> = (0..view.facts.len()).filter_map(|fact| key::read(view, fact)).collect();
    if keys.len() < 2 {
        return Pairs::default();
    }
    let mut all = ties::find(view, &keys);
    if all.iter().any(|pair| pair.veto.is_none()) {
        let log = log::Log::of(view);
        for pair in all.iter_mut().filter(|pair| pair.veto.is_none() && log.parts(view, pair.a, pair.b)) {
            pair.veto = Some(Blocker::Entries);
        }
    }
    all.sort_by_key(|pair| (pair.a, pair.b, pair.veto.is_some(), std::cmp::Reverse((pair.level, pair.weight))));
    all.dedup_by_key(|pair| (pair.a, pair.b));
    let (same, vetoed) = all.into_iter().partition(|pair| pair.veto.is_none());
    Pairs { same, vetoed }
}
