//! What forbids to call two figures a conflict.

use super::Anchor;
use super::key::{Key, written};
use crate::claim::{Frame, Part};
use crate::fact::{Hedge, Value};
use crate::story::context::{Stem, shared};
use crate::story::view::View;

/// What forbids a conflict between two figures that otherwise match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blocker {
    /// One of them moves on (`rose to`, `so far`).
    Progress,
    /// Two sources of their own, or words of contrast.
    Sources,
    /// Two places.
    Places,
    /// Two times.
    Times,
    /// Part and whole, or a change.
    Parts,
    /// Plan, forecast, condition, negation.
    Modality,
    /// Different qualifiers.
    Scope,
    /// A rate and a total.
    Rate,
    /// Each, respectively.
    Distributive,
    /// One of them is quoted.
    Quoted,
    /// B11: first, second, another.
    Sequence,
    /// Both stand in one sentence, which tells them apart.
    OneSentence,
    /// Each stands beside names that the other does not have.
    Names,
    /// Entries of one list, table or log, or figures in brackets.
    Entries,
}

impl Blocker {
    /// Every blocker, in the order of the declaration.
    pub const ALL: [Self; 14] = [
        Self::Progress,
        Self::Sources,
        Self::Places,
        Self::Times,
        Self::Parts,
        Self::Modality,
        Self::Scope,
        Self::Rate,
        Self::Distributive,
        Self::Quoted,
        Self::Sequence,
        Self::OneSentence,
        Self::Names,
        Self::Entries,
    ];

    /// The word for it in rules and output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Progress => "progress",
            Self::Sources => "sources",
            Self::Places => "places",
            Self::Times => "times",
            Self::Parts => "parts",
            Self::Modality => "modality",
            Self::Scope => "scope",
            Self::Rate => "rate",
            Self::Distributive => "distributive",
            Self::Quoted => "quoted",
            Self::Sequence => "sequence",
            Self::OneSentence => "one-sentence",
            Self::Names => "names",
            Self::Entries => "entries",
        }
    }

    /// What it means, for people.
    pub(super) const fn reason(self) -> &'static str {
        match self {
            Self::Progress => "one of them moves on",
            Self::Sources => "two sources",
            Self::Places => "two places",
            Self::Times => "two times",
            Self::Parts => "a part, a rest or a change",
            Self::Modality => "a plan, a condition or a bound",
            Self::Scope => "different qualifiers",
            Self::Rate => "a rate and a total",
            Self::Distributive => "each of several",
            Self::Quoted => "a quotation",
            Self::Sequence => "first, second, another",
            Self::OneSentence => "one sentence tells them apart",
            Self::Names => "other names around",
            Self::Entries => "entries of a list",
        }
    }
}

/// Whether a blocker stands between the two figures of a pair.
type Check = fn(&Pair<'_, '_>) -> bool;

/// What is looked at, in this order: the cheap and the frequent first.
const CHECKS: [(Blocker, Check); 16] = [
    (Blocker::OneSentence, |pair| pair.a.sentence == pair.b.sentence),
    (Blocker::Quoted, |pair| pair.either(|key| pair.view.claims[key.fact].quotation.is_some())),
    (Blocker::Entries, |pair| {
        // Contracts and manuals are lists of sentences.
        let clauses = matches!(pair.anchor, Anchor::SameDuty | Anchor::SameSetting);
        pair.either(|key| key.marks().entry || key.marks().listed && !clauses) && !pair.either(|key| key.display)
            || pair.either(|key| key.marks().bracketed)
    }),
    (Blocker::Progress, |pair| pair.either(|key| pair.frame(key).progressing)),
    (Blocker::Parts, |pair| pair.either(|key| pair.frame(key).part != Part::Total)),
    (Blocker::Modality, |pair| pair.differ_in_mood()),
    (Blocker::Scope, |pair| {
        matches!((pair.a.event, pair.b.event), (Some(x), Some(y)) if x != y)
            || pair.either(|key| key.marks().opener || key.marks().compared)
            || matches!(pair.anchor, Anchor::SameDuty | Anchor::SameSetting)
                && pair.either(|key| pair.is_exception(key))
    }),
    (Blocker::Scope, |pair| pair.either(|key| key.marks().designation)),
    (Blocker::Times, |pair| pair.differ_in_time()),
    (Blocker::Scope, |pair| !pair.is_transposed() && pair.either(|key| key.marks().label)),
    (Blocker::Rate, |pair| !pair.is_transposed() && pair.a.marks().rate != pair.b.marks().rate),
    (Blocker::Distributive, |pair| !pair.is_bound() && pair.a.marks().distributive != pair.b.marks().distributive),
    (Blocker::Sequence, |pair| !pair.is_transposed() && pair.either(|key| key.marks().sequence)),
    (Blocker::Places, |pair| !pair.is_transposed() && !pair.b.definite && pair.differ_in_place()),
    (Blocker::Names, |pair| !pair.is_transposed() && pair.anchor != Anchor::SameOwner && pair.differ_in_names()),
    (Blocker::Sources, |pair| !pair.is_transposed() && pair.differ_in_source()),
];

/// The first reason why two figures that match do not contradict each other.
pub(super) fn veto(view: &View<'_>, a: &Key<'_>, b: &Key<'_>, anchor: Anchor) -> Option<Blocker> {
    let pair = Pair { view, a, b, anchor };
    CHECKS.iter().find(|(_, holds)| holds(&pair)).map(|&(blocker, _)| blocker)
}

struct Pair<'k, 'a> {
    view: &'k View<'a>,
    a: &'k Key<'k>,
    b: &'k Key<'k>,
    anchor: Anchor,
}

impl Pair<'_, '_> {
    fn either(&self, holds: impl Fn(&Key<'_>) -> bool) -> bool {
        holds(self.a) || holds(self.b)
    }

    fn frame(&self, key: &Key<'_>) -> &Frame {
        &self.view.claims[key.fact].frame
    }

    /// Digits in another order betray a slip of the pen whatever else stands around.
    fn is_transposed(&self) -> bool {
        self.anchor == Anchor::Transposed
    }

    /// `except that`, `notwithstanding`, `if`: another duty than the rule's.
    fn is_exception(&self, key: &Key<'_>) -> bool {
        let tokens = self.view.tokens_of(key.sentence);
        self.view.holds(
            tokens,
            &[
                "except",
                "notwithstanding",
                "unless",
                "otherwise",
                "instead",
                "additional",
                "extended",
                "if",
                "case",
                "other",
            ],
        )
    }

    /// `Either party`, `each tenant`: whom a duty binds, not how often.
    fn is_bound(&self) -> bool {
        matches!(self.anchor, Anchor::Transposed | Anchor::SameDuty)
    }

    /// One is denied, planned or an upper bound, and the other is not.
    fn differ_in_mood(&self) -> bool {
        if self.either(|key| self.frame(key).negated && !key.definite) {
            return true;
        }
        let bound =
            matches!(self.anchor, Anchor::Transposed | Anchor::SameLimit | Anchor::SameDuty | Anchor::SameSetting);
        let sure = bound || self.either(|key| key.definite);
        if self.frame(self.a).modal != self.frame(self.b).modal && !sure {
            return true;
        }
        let bounded = |key: &Key<'_>| {
            let hedge = written(&self.view.facts[key.fact].value).map(|quantity| quantity.hedge);
            matches!(hedge, Some(Hedge::UpTo | Hedge::LessThan))
        };
        bounded(self.a) != bounded(self.b)
    }

    /// One is long over and the other is not, two dates, or one owner that had so many and has so many.
    fn differ_in_time(&self) -> bool {
        let is_date = |value: &Value| matches!(value, Value::Date(_) | Value::DateRange(_));
        let tenses = matches!((self.a.owner, self.b.owner), (Some(x), Some(y)) if x.past != y.past);
        let past = |key: &Key<'_>| self.view.past[key.sentence];
        past(self.a) != past(self.b) && !self.is_transposed()
            || self.anchor == Anchor::SameOwner && tenses
            || self.differ(is_date, |x, y| !same_date(x, y))
    }

    fn differ_in_place(&self) -> bool {
        self.differ(|value| matches!(value, Value::Place(_)), |x, y| !same_place(x, y))
    }

    fn differ_in_names(&self) -> bool {
        let (x, y) = (self.a.context(), self.b.context());
        let strangers = |x: &[Stem], y: &[Stem]| !x.is_empty() && !y.is_empty() && shared(x, y).next().is_none();
        let own = |x: &[Stem], y: &[Stem]| x.iter().any(|stem| y.binary_search(stem).is_err());
        strangers(&x.names, &y.names) || own(&x.subjects, &y.names) && own(&y.subjects, &x.names) && !self.b.definite
    }

    fn differ_in_source(&self) -> bool {
        let of = |key: &Key<'_>| &self.view.claims[key.fact].attribution;
        let (a, b) = (of(self.a), of(self.b));
        let prose = &self.view.document.prose;
        let two = || matches!((a.source, b.source), (Some(x), Some(y)) if !x.slice(prose).eq_ignore_ascii_case(y.slice(prose)));
        // The text against a source is the common slip, but not where the two are tied by the event alone.
        let one = || self.anchor == Anchor::OneEvent && (a.level >= 3) != (b.level >= 3);
        a.level >= 3 && b.level >= 3 && two() || one()
    }

    /// Whether both sentences hold facts of a kind and none of one agrees with any of the other.
    fn differ(&self, kind: impl Fn(&Value) -> bool, apart: impl Fn(&Value, &Value) -> bool) -> bool {
        let of = |key: &Key<'_>| -> Vec<&Value> {
            let values = self.view.facts_of(key.sentence).map(|fact| &self.view.facts[fact].value);
            values.filter(|value| kind(value)).take(16).collect()
        };
        let (of_a, of_b) = (of(self.a), of(self.b));
        !of_a.is_empty() && !of_b.is_empty() && of_a.iter().all(|x| of_b.iter().all(|y| apart(x, y)))
    }
}

fn same_date(a: &Value, b: &Value) -> bool {
    let calendar = |value: &Value| match value {
        Value::Date(date) => Some((date.calendar.clone(), date.resolved)),
        Value::DateRange(range) => {
            range.low.as_ref().or(range.high.as_ref()).map(|date| (date.calendar.clone(), date.resolved))
        }
        _ => None,
    };
    match (calendar(a), calendar(b)) {
        (Some((_, Some(a))), Some((_, Some(b)))) => a.low <= b.high && b.low <= a.high,
        (Some((a, _)), Some((b, _))) => a == b,
        _ => false,
    }
}

fn same_place(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Place(a), Value::Place(b)) => a.name == b.name || a.country.is_some() && a.country == b.country,
        _ => false,
    }
}
