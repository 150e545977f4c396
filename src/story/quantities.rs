//! When do two figures speak of the same thing?
//!
//! Silence is the default. Two figures are *the same quantity* only when unit, noun and part agree, an
//! [`Anchor`] ties them together, and no [`Blocker`] stands in the way. Candidates come from an index of the
//! nouns and rare words around the figures; a figure is compared with a fixed number of those before it in
//! its buckets, so that no document makes this quadratic.

use rustc_hash::FxHashMap;

use super::context::{self, Context, Stem, Weights, shared};
use super::view::View;
use crate::claim::Part;
use crate::fact::{Hedge, Number, Value};
use crate::lex::{Class, TokenKind};
use crate::markup::Role;

/// How many earlier figures of a bucket are looked at.
const LOOK_BACK: usize = 6;
/// A bucket with more members than this is a habit of the text and no evidence.
const LONGEST_BUCKET: u32 = 24;
/// What the shared words must weigh together.
const ENOUGH: u32 = 14;
/// Sentences between two figures of one event at the medium level.
const MEDIUM_REACH: usize = 5;
/// A line of fewer words, without a full stop, is an entry and no sentence.
const SHORT_LINE: usize = 12;

/// How sure it is that two figures speak of the same thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// C2: the only event of its class, the same head, near each other.
    Medium,
    /// C1: an anchor ties them together.
    Strong,
}

/// What ties two figures together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// A1: `the 16 workers killed`, after workers were killed before.
    DefiniteMention,
    /// A3: they share a noun and rare words.
    SharedWords,
    /// A4: headline, standfirst or caption against the one figure of that kind in the body.
    Display,
    /// C2: one event, few sentences apart.
    OneEvent,
}

impl Anchor {
    /// The word for it in output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DefiniteMention => "definite-mention",
            Self::SharedWords => "shared-words",
            Self::Display => "display",
            Self::OneEvent => "one-event",
        }
    }
}

/// What forbids a conflict between two figures that otherwise match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blocker {
    /// B1: one of them moves on (`rose to`, `so far`).
    Progress,
    /// B2: two sources of their own, or words of contrast.
    Sources,
    /// B3: two places.
    Places,
    /// B4: two times.
    Times,
    /// B5: part and whole, or a change.
    Parts,
    /// B6: plan, forecast, condition, negation.
    Modality,
    /// B7: different qualifiers.
    Scope,
    /// B8: a rate and a total.
    Rate,
    /// B9: each, respectively.
    Distributive,
    /// B10: one of them is quoted.
    Quoted,
    /// B11: first, second, another.
    Sequence,
    /// Both stand in one sentence, which tells them apart.
    OneSentence,
    /// Each stands beside names that the other does not have.
    Names,
    /// Entries of one list or table, or figures in brackets.
    Entries,
}

/// Two figures that speak of the same thing.
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
    /// What the shared words weigh.
    pub weight: u32,
}

/// Everything that decides whether two figures can be compared at all.
struct Key<'a> {
    fact: usize,
    unit: &'a str,
    event: Option<&'static str>,
    sentence: usize,
    context: Context,
    definite: bool,
    rate: bool,
    distributive: bool,
    sequence: bool,
    /// Words of contrast in the sentence.
    contrast: bool,
    bracketed: bool,
    entry: bool,
    display: bool,
}

/// Every pair of figures that speak of the same thing and may contradict each other, in order of `a`, `b`.
pub(super) fn find(view: &View<'_>) -> Vec<SameQuantity> {
    let reader = Reader { view };
    let keys: Vec<Key<'_>> = (0..view.facts.len()).filter_map(|fact| reader.key(fact)).collect();
    if keys.len() < 2 {
        return Vec::new();
    }
    let contexts: Vec<Context> = keys.iter().map(|key| key.context.clone()).collect();
    let weights = context::weights(view, &contexts);
    let mut pairs = reader.by_shared_words(&keys, &weights);
    reader.by_event(&keys, &mut pairs);
    reader.by_display(&keys, &mut pairs);
    pairs.sort_by_key(|pair| (pair.a, pair.b, std::cmp::Reverse((pair.level, pair.weight))));
    pairs.dedup_by_key(|pair| (pair.a, pair.b));
    pairs
}

struct Reader<'v, 'a> {
    view: &'v View<'a>,
}

impl<'a> Reader<'_, 'a> {
    fn key(&self, fact: usize) -> Option<Key<'a>> {
        let view = self.view;
        let unit = unit_of(&view.facts[fact].value)?;
        let claim = &view.claims[fact];
        if matches!(claim.role, Role::Credit | Role::TableCell) || self.is_small(fact) {
            return None;
        }
        let sentence = view.sentence(fact);
        let tokens = view.tokens_of(sentence);
        let (first, after) = (view.start(fact), view.end(fact));
        let context = context::around(view, fact);
        let near = first.saturating_sub(4).max(tokens.start)..tokens.end.min(context.phrase_end + 4);
        let behind = context.phrase_end;
        let in_sentence = |at: usize| tokens.contains(&at);
        Some(Key {
            fact,
            unit,
            event: claim.frame.event,
            sentence,
            definite: first > tokens.start
                && view.is_one_of(first - 1, &["the", "those", "these", "its", "their", "all"]),
            rate: in_sentence(behind)
                && (view.is_one_of(
                    behind,
                    &["per", "a", "an", "each", "every", "apiece", "daily", "yearly", "annually", "monthly", "weekly"],
                ) || view.kind(behind) == TokenKind::Slash)
                || in_sentence(after) && view.kind(after) == TokenKind::Slash,
            distributive: view
                .holds(near.clone(), &["each", "every", "respectively", "both", "apiece", "either", "average"]),
            sequence: view.holds(
                near,
                &[
                    "another",
                    "second",
                    "third",
                    "additional",
                    "other",
                    "extra",
                    "further",
                    "next",
                    "previous",
                    "last",
                    "former",
                    "original",
                    "originally",
                    "old",
                    "new",
                    "initial",
                    "initially",
                    "latest",
                    "remaining",
                    "now",
                    "then",
                    "later",
                    "currently",
                    "today",
                ],
            ),
            contrast: tokens.clone().any(|at| view.is(at, Class::Contrast)),
            bracketed: first > tokens.start && view.kind(first - 1) == TokenKind::ParenOpen,
            entry: claim.role == Role::ListItem || self.is_entry(sentence),
            display: matches!(claim.role, Role::Headline | Role::Standfirst | Role::Caption),
            context,
        })
    }

    /// `two`, `three`: so many things are so few that a small number tells nothing.
    fn is_small(&self, fact: usize) -> bool {
        match &self.view.facts[fact].value {
            Value::Count(quantity) => {
                self.view.claims[fact].frame.event.is_none()
                    && (quantity.value <= Number::from(4) || quantity.in_words && quantity.value <= Number::from(12))
            }
            Value::Duration(duration) => duration.parts.first().is_none_or(|(number, _)| *number <= Number::from(4)),
            _ => false,
        }
    }

    /// A line without a full stop that is too short for a sentence.
    fn is_entry(&self, sentence: usize) -> bool {
        let tokens = self.view.tokens_of(sentence);
        let last = tokens.end - 1;
        tokens.len() <= SHORT_LINE
            && !matches!(
                self.view.kind(last),
                TokenKind::Period | TokenKind::Question | TokenKind::Exclamation | TokenKind::QuoteClose
            )
    }

    /// A3: pairs that share a noun and rare words.
    fn by_shared_words(&self, keys: &[Key<'_>], weights: &Weights) -> Vec<SameQuantity> {
        let mut buckets: FxHashMap<(&str, Stem), Vec<u32>> = FxHashMap::default();
        let mut pairs = Vec::new();
        let mut others: Vec<u32> = Vec::new();
        for (at, key) in keys.iter().enumerate() {
            let stems = if key.context.phrase.is_empty() || key.unit != "count" {
                &key.context.words
            } else {
                &key.context.phrase
            };
            others.clear();
            for &stem in stems {
                let bucket = buckets.entry((key.unit, stem)).or_default();
                if bucket.len() < LONGEST_BUCKET as usize {
                    others.extend(bucket.iter().rev().take(LOOK_BACK));
                }
                bucket.push(at as u32);
            }
            others.sort_unstable();
            others.dedup();
            for &other in &others {
                let before = &keys[other as usize];
                let Some(weight) = self.weight(before, key, weights) else { continue };
                if self.blocker(before, key, weight).is_none() {
                    pairs.push(SameQuantity {
                        a: before.fact as u32,
                        b: key.fact as u32,
                        level: Level::Strong,
                        anchor: Anchor::SharedWords,
                        weight,
                    });
                }
            }
        }
        pairs
    }

    /// What two contexts share, if it is enough to speak of one thing.
    fn weight(&self, a: &Key<'_>, b: &Key<'_>, weights: &Weights) -> Option<u32> {
        if a.event.is_some() && b.event.is_some() && a.event != b.event {
            return None;
        }
        let counts = a.unit == "count" || a.unit == "duration";
        let (heads, head_weight) = if counts {
            let (x, y) = (&a.context.phrase, &b.context.phrase);
            let (head_a, head_b) = (x.last()?, y.last()?);
            if !(y.contains(head_a) || x.contains(head_b)) && a.unit == "count" {
                return None;
            }
            let both: u32 = x.iter().filter(|stem| y.contains(stem)).map(|&stem| weights.of(stem)).sum();
            (x.len().max(y.len()), both)
        } else {
            (0, 0)
        };
        let _ = heads;
        let words: Vec<Stem> = shared(&a.context.words, &b.context.words).collect();
        let rest: u32 = words.iter().map(|&stem| weights.of(stem)).sum();
        // A noun before the figure counts twice where none stands behind it.
        let led: u32 = if counts {
            0
        } else {
            a.context.before.iter().filter(|stem| b.context.before.contains(stem)).map(|&stem| weights.of(stem)).sum()
        };
        let weight = head_weight + rest + led;
        (words.len() >= 2 && weight >= ENOUGH).then_some(weight)
    }

    /// A1 and C2: figures of one head and event, each compared with the one before it.
    fn by_event(&self, keys: &[Key<'_>], pairs: &mut Vec<SameQuantity>) {
        let mut last: FxHashMap<(&str, &str), usize> = FxHashMap::default();
        let mut count: FxHashMap<(&str, &str), usize> = FxHashMap::default();
        for key in keys {
            if let Some(event) = key.event {
                *count.entry((event, self.head_class(key))).or_default() += 1;
            }
        }
        for (at, key) in keys.iter().enumerate() {
            let Some(event) = key.event else { continue };
            let entry = (event, self.head_class(key));
            let Some(before) = last.insert(entry, at).map(|before| &keys[before]) else { continue };
            if before.unit != key.unit || self.blocker(before, key, 0).is_some() {
                continue;
            }
            let alone = count[&entry] == 2 && key.sentence - before.sentence <= MEDIUM_REACH;
            let (level, anchor) = if key.definite && !before.definite {
                (Level::Strong, Anchor::DefiniteMention)
            } else if alone && !before.display {
                (Level::Medium, Anchor::OneEvent)
            } else {
                continue;
            };
            pairs.push(SameQuantity { a: before.fact as u32, b: key.fact as u32, level, anchor, weight: 0 });
        }
    }

    /// A4: a figure of the display text against the only one of its head and event in the body.
    fn by_display(&self, keys: &[Key<'_>], pairs: &mut Vec<SameQuantity>) {
        let head = |key: &Key<'_>| -> &str { &self.view.claims[key.fact].frame.head_lemma };
        let mut body: FxHashMap<(&str, &str, Option<&str>), (usize, bool)> = FxHashMap::default();
        for (at, key) in keys.iter().enumerate().filter(|(_, key)| !key.display && !head(key).is_empty()) {
            body.entry((key.unit, head(key), key.event)).and_modify(|place| place.1 = false).or_insert((at, true));
        }
        for key in keys.iter().filter(|key| key.display && !head(key).is_empty() && key.event.is_some()) {
            if let Some((at, true)) = body.get(&(key.unit, head(key), key.event)) {
                let other = &keys[*at];
                if self.blocker(key, other, 0).is_none() {
                    let (a, b) = (key.fact.min(other.fact) as u32, key.fact.max(other.fact) as u32);
                    pairs.push(SameQuantity { a, b, level: Level::Strong, anchor: Anchor::Display, weight: 0 });
                }
            }
        }
    }

    fn head_class(&self, key: &Key<'_>) -> &str {
        let frame = &self.view.claims[key.fact].frame;
        if frame.head_lemma.is_empty() || frame.counts_people && matches!(&*frame.head_lemma, "person" | "people") {
            ""
        } else {
            &frame.head_lemma
        }
    }

    /// The first reason why two figures that match do not contradict each other.
    fn blocker(&self, a: &Key<'_>, b: &Key<'_>, weight: u32) -> Option<Blocker> {
        let view = self.view;
        let (claim_a, claim_b) = (&view.claims[a.fact], &view.claims[b.fact]);
        let (frame_a, frame_b) = (&claim_a.frame, &claim_b.frame);
        if a.sentence == b.sentence {
            return Some(Blocker::OneSentence);
        }
        if claim_a.quotation.is_some() || claim_b.quotation.is_some() {
            return Some(Blocker::Quoted);
        }
        if a.entry && b.entry || a.bracketed && b.bracketed || a.entry != b.entry && claim_a.role != claim_b.role {
            return Some(Blocker::Entries);
        }
        if frame_a.progressing || frame_b.progressing {
            return Some(Blocker::Progress);
        }
        if frame_a.part != frame_b.part || !matches!(frame_a.part, Part::Total) {
            return Some(Blocker::Parts);
        }
        if frame_a.modal != frame_b.modal || frame_a.negated || frame_b.negated {
            return Some(Blocker::Modality);
        }
        let one_sided = |fact: usize| {
            matches!(
                view.facts[fact].value.quantity().map(|quantity| quantity.hedge),
                Some(Hedge::UpTo | Hedge::LessThan)
            )
        };
        if one_sided(a.fact) != one_sided(b.fact) {
            return Some(Blocker::Modality);
        }
        if weight == 0
            && frame_a.qualifiers != frame_b.qualifiers
            && !(a.definite && frame_a.qualifiers.is_empty() || b.definite && frame_b.qualifiers.is_empty())
        {
            return Some(Blocker::Scope);
        }
        if a.rate != b.rate {
            return Some(Blocker::Rate);
        }
        if a.distributive != b.distributive {
            return Some(Blocker::Distributive);
        }
        if a.sequence || b.sequence {
            return Some(Blocker::Sequence);
        }
        let (names_a, names_b) = (&a.context.names, &b.context.names);
        if !names_a.is_empty() && !names_b.is_empty() && shared(names_a, names_b).next().is_none() {
            return Some(Blocker::Names);
        }
        if self.differ(a, b, |value| matches!(value, Value::Date(_) | Value::DateRange(_)), |x, y| !same_date(x, y)) {
            return Some(Blocker::Times);
        }
        if self.differ(a, b, |value| matches!(value, Value::Place(_)), |x, y| !same_place(x, y)) {
            return Some(Blocker::Places);
        }
        let prose = &view.document.prose;
        let (source_a, source_b) = (&claim_a.attribution, &claim_b.attribution);
        if source_a.level >= 3 && source_b.level >= 3 {
            if let (Some(x), Some(y)) = (source_a.source, source_b.source) {
                if !x.slice(prose).eq_ignore_ascii_case(y.slice(prose)) {
                    return Some(Blocker::Sources);
                }
            }
        }
        (a.contrast && b.contrast).then_some(Blocker::Sources)
    }

    /// Whether both sentences hold facts of a kind and none of one agrees with any of the other.
    fn differ(
        &self,
        a: &Key<'_>,
        b: &Key<'_>,
        kind: impl Fn(&Value) -> bool,
        apart: impl Fn(&Value, &Value) -> bool,
    ) -> bool {
        let of = |key: &Key<'_>| -> Vec<&Value> {
            self.view
                .facts_of(key.sentence)
                .map(|fact| &self.view.facts[fact].value)
                .filter(|value| kind(value))
                .take(16)
                .collect()
        };
        let (of_a, of_b) = (of(a), of(b));
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

/// What the figure is measured in; `None` for what is never compared.
fn unit_of(value: &Value) -> Option<&str> {
    match value {
        Value::Count(_) => Some("count"),
        Value::Percent(_) => Some("percent"),
        Value::Points(_) => Some("points"),
        Value::Money(money) => Some(money.currency.unwrap_or(&money.unit)),
        Value::Measure(measure) => Some(measure.dimension),
        Value::Duration(duration) => Some(duration.parts.first()?.1.name()),
        Value::Range(range) => Some(range.of),
        _ => None,
    }
}
