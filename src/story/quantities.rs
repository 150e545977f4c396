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
use crate::fact::{Hedge, Number, Quantity, Value};
use crate::lex::{Class, TokenKind};
use crate::markup::Role;

/// How many earlier figures of a bucket are looked at.
const LOOK_BACK: usize = 8;
/// What the shared words must weigh where the later figure points back: `the 16 workers`.
const POINTING_BACK: u32 = 4;
/// Likewise where noun and modifier are the same.
const SAME_PHRASE: u32 = 10;
/// From here on, other names around say nothing any more.
const UNMISTAKABLE: u32 = 16;
/// Likewise where only the noun is the same.
const SAME_NOUN: u32 = 24;
/// Sentences between a sum and one that points back to it.
const SUM_REACH: usize = 6;
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
    /// Digits in another order beside the same noun.
    Transposed,
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
            Self::Transposed => "transposed",
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
    /// Whether no value fits both.
    pub apart: bool,
    /// What slip of the pen would explain it.
    pub slip: Option<Slip>,
}

/// What turns one figure into another without anybody meaning it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// The same digits in another order.
    Transposed,
    /// One digit of three or more.
    OneDigit,
    /// Thousand, million and billion mixed up.
    Scale,
}

impl Slip {
    /// The word for it in output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Transposed => "transposed",
            Self::OneDigit => "one-digit",
            Self::Scale => "scale",
        }
    }
}

/// Everything that decides whether two figures can be compared at all.
struct Key<'a> {
    fact: usize,
    unit: (&'a str, &'a str),
    event: Option<&'static str>,
    sentence: usize,
    context: Context,
    /// The word right before the figure is an article, a possessive or `all`.
    definite: bool,
    /// `Of the 12 who answered,` opens the sentence: a base of its own.
    opener: bool,
    /// A name right before it: `Section 12`, `Fortune 100`.
    label: bool,
    rate: bool,
    distributive: bool,
    sequence: bool,
    compared: bool,
    bracketed: bool,
    entry: bool,
    display: bool,
    /// A small number of things, which tells nothing unless an event does.
    small: bool,
}

/// Every pair of figures that speak of the same thing and may contradict each other, in order of `a`, `b`.
pub(super) fn find(view: &View<'_>) -> Vec<SameQuantity> {
    let reader = Reader { view };
    let keys: Vec<Key<'_>> = (0..view.facts.len()).filter_map(|fact| reader.key(fact)).collect();
    if keys.len() < 2 {
        return Vec::new();
    }
    // Counting words takes a look at the whole text, which most texts never need.
    let weights = Weights::new(view, keys.iter().map(|key| &key.context));
    let mut pairs = Vec::new();
    reader.by_noun(&keys, &weights, &mut pairs);
    reader.by_digits(&keys, &weights, &mut pairs);
    reader.by_sum(&keys, &mut pairs);
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
        if matches!(claim.role, Role::Credit | Role::TableCell) {
            return None;
        }
        let sentence = view.sentence(fact);
        let tokens = view.tokens_of(sentence);
        let (first, after) = (view.start(fact), view.end(fact));
        let context = context::around(view, fact);
        let behind = context.phrase_end;
        let near = first.saturating_sub(4).max(tokens.start)..tokens.end.min(behind + 4);
        let phrase = first.saturating_sub(3).max(tokens.start)..tokens.end.min(behind);
        let in_sentence = |at: usize| tokens.contains(&at);
        let before = |at: usize| first.checked_sub(at).filter(|&at| in_sentence(at));
        let is_before = |at: usize, words: &[&str]| before(at).is_some_and(|at| view.is_one_of(at, words));
        let mut open = 0_usize;
        for at in tokens.start..first {
            match view.kind(at) {
                TokenKind::ParenOpen => open += 1,
                TokenKind::ParenClose => open = open.saturating_sub(1),
                _ => {}
            }
        }
        Some(Key {
            fact,
            unit,
            event: claim.frame.event,
            sentence,
            definite: is_before(1, &["the", "those", "these", "its", "their", "our", "all"]),
            opener: view.is_one_of(tokens.start, &["of", "among"]) && first - tokens.start <= 3
                || is_before(2, &["of"])
                    && before(3).is_some_and(|at| {
                        matches!(view.kind(at), TokenKind::Colon | TokenKind::Semicolon | TokenKind::Comma)
                    }),
            label: view.kind(first) == TokenKind::Number
                && before(1).is_some_and(|at| {
                    view.token(at).is_capital() && !view.token(at).is_sentence_start() && view.is_word(at)
                }),
            rate: in_sentence(behind)
                && (view.is_one_of(
                    behind,
                    &["per", "a", "an", "each", "every", "apiece", "daily", "yearly", "annually", "monthly", "weekly"],
                ) || view.kind(behind) == TokenKind::Slash)
                || in_sentence(after) && view.kind(after) == TokenKind::Slash,
            distributive: view
                .holds(near.clone(), &["each", "every", "respectively", "both", "apiece", "either", "average", "per"]),
            compared: view.holds(near, &["compared", "while", "whereas", "times", "time", "instead"]),
            sequence: view.holds(
                phrase,
                &[
                    "another",
                    "first",
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
            bracketed: open > 0,
            entry: claim.role == Role::ListItem || self.is_entry(sentence),
            display: matches!(claim.role, Role::Headline | Role::Standfirst | Role::Caption),
            small: self.is_small(fact),
            context,
        })
    }

    fn is_small(&self, fact: usize) -> bool {
        match &self.view.facts[fact].value {
            Value::Count(quantity) => {
                quantity.value <= Number::from(4) || quantity.in_words && quantity.value <= Number::from(12)
            }
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

    /// A1 and A3: counts of one noun that share words, where the text has two figures for that noun at the
    /// most; more of them are a series.
    fn by_noun(&self, keys: &[Key<'_>], weights: &Weights<'_, '_>, pairs: &mut Vec<SameQuantity>) {
        let mut by_head: FxHashMap<Stem, Vec<u32>> = FxHashMap::default();
        let counts = keys.iter().enumerate().filter(|(_, key)| key.unit.0 == "count" && !key.small);
        for (at, key) in counts {
            if let Some(&head) = key.context.phrase.last() {
                by_head.entry(head).or_default().push(at as u32);
            }
        }
        // Asked once for each noun: a text may count one noun ten thousand times.
        by_head.retain(|_, bucket| bucket.len() >= 2 && !self.is_series(keys, bucket));
        for (at, key) in keys.iter().enumerate().filter(|(_, key)| key.unit.0 == "count" && !key.small) {
            let Some(bucket) = key.context.phrase.last().and_then(|head| by_head.get(head)) else { continue };
            let place = bucket.partition_point(|&other| (other as usize) < at);
            for &other in bucket[place.saturating_sub(LOOK_BACK)..place].iter() {
                let before = &keys[other as usize];
                let Some((weight, anchor)) = self.tie(before, key, weights) else { continue };
                let free = match self.blocker(before, key, anchor) {
                    None => true,
                    Some(blocker) => blocker == Blocker::Names && weight >= UNMISTAKABLE,
                };
                if free {
                    pairs.push(self.pair(before, key, Level::Strong, anchor, weight));
                }
            }
        }
    }

    /// More than two values that cannot be one.
    fn is_series(&self, keys: &[Key<'_>], bucket: &[u32]) -> bool {
        let mut values: Vec<usize> = Vec::with_capacity(3);
        for &at in bucket {
            let fact = keys[at as usize].fact;
            if values.iter().all(|&value| self.is_apart(value, fact)) {
                values.push(fact);
                if values.len() > 2 {
                    return true;
                }
            }
        }
        false
    }

    /// What two counts of one noun share, and whether it is enough.
    fn tie(&self, a: &Key<'_>, b: &Key<'_>, weights: &Weights<'_, '_>) -> Option<(u32, Anchor)> {
        let (x, y) = (&a.context, &b.context);
        let (phrase_a, phrase_b) = (&x.phrase, &y.phrase);
        // A modifier that the other lacks makes it another thing, unless the figure points back.
        let has_own = |phrase: &[Stem], other: &[Stem], names: &[Stem]| {
            phrase[..phrase.len() - 1].iter().any(|stem| !other.contains(stem) && names.binary_search(stem).is_err())
        };
        let own_a = has_own(phrase_a, phrase_b, &x.names);
        let own_b = has_own(phrase_b, phrase_a, &y.names);
        if own_a && own_b || (own_a || own_b) && !(a.definite || b.definite) {
            return None;
        }
        let both = phrase_a.iter().filter(|stem| phrase_b.contains(stem)).count();
        let (count, weight) =
            shared(&x.words, &y.words).fold((0, 0), |(count, sum), stem| (count + 1, sum + weights.of(stem)));
        let far = b.sentence - a.sentence >= 2
            || self.view.lexed.sentences[a.sentence].block != self.view.lexed.sentences[b.sentence].block;
        let (anchor, enough) = if b.definite && !own_b {
            (Anchor::DefiniteMention, POINTING_BACK)
        } else if both >= 2 {
            (Anchor::SharedWords, SAME_PHRASE)
        } else {
            (Anchor::SharedWords, SAME_NOUN)
        };
        (count >= 2 && weight >= enough && (far || both >= 2)).then_some((weight, anchor))
    }

    /// The same digits in another order, beside the same noun: 1,345 and 1,354.
    fn by_digits(&self, keys: &[Key<'_>], weights: &Weights<'_, '_>, pairs: &mut Vec<SameQuantity>) {
        let mut by_digits: FxHashMap<((&str, &str), u64), Vec<u32>> = FxHashMap::default();
        for (at, key) in keys.iter().enumerate().filter(|(_, key)| !key.small) {
            let Some(digits) = self.digits(key) else { continue };
            let bucket = by_digits.entry((key.unit, digits)).or_default();
            for &other in bucket.iter().rev().take(LOOK_BACK) {
                let before = &keys[other as usize];
                let (x, y) = (&before.context, &key.context);
                let head = x.phrase.last().is_some() && x.phrase.last() == y.phrase.last();
                let led = x.lead.iter().any(|stem| y.lead.contains(stem));
                let (count, weight) =
                    shared(&x.words, &y.words).fold((0, 0), |(count, sum), stem| (count + 1, sum + weights.of(stem)));
                let tied = (head || led) && count >= 2 && weight >= POINTING_BACK;
                if tied
                    && slip(self.view, before.fact, key.fact) == Some(Slip::Transposed)
                    && self.blocker(before, key, Anchor::Transposed).is_none()
                {
                    pairs.push(self.pair(before, key, Level::Strong, Anchor::Transposed, weight));
                }
            }
            bucket.push(at as u32);
        }
    }

    /// How often each digit is in a figure of two digits and more, packed; only for what is counted or paid.
    fn digits(&self, key: &Key<'_>) -> Option<u64> {
        let fact = &self.view.facts[key.fact].value;
        let quantity = match fact {
            Value::Count(quantity) | Value::Percent(quantity) => quantity,
            Value::Money(money) => &money.amount,
            _ => return None,
        };
        let mut rest = significant(quantity)?;
        let mut packed = 0_u64;
        let mut length = 0;
        while rest > 0 {
            packed = packed.checked_add(1 << (6 * (rest % 10)))?;
            rest /= 10;
            length += 1;
        }
        (length >= 2).then_some(packed)
    }

    /// `the $22 billion`: a sum that points back to one before it.
    fn by_sum(&self, keys: &[Key<'_>], pairs: &mut Vec<SameQuantity>) {
        let view = self.view;
        let mut sums: FxHashMap<(&str, &str), Vec<u32>> = FxHashMap::default();
        for (at, key) in keys.iter().enumerate() {
            if !matches!(view.facts[key.fact].value, Value::Money(_)) {
                continue;
            }
            let before = sums.entry(key.unit).or_default();
            let first = view.start(key.fact);
            let end = view.end(key.fact);
            let tokens = view.tokens_of(key.sentence);
            let points = first > tokens.start && view.is_one_of(first - 1, &["the", "that", "this", "those", "these"]);
            // Nothing behind it that would tell it from other sums.
            let bare = end >= tokens.end
                || matches!(
                    view.kind(end),
                    TokenKind::Period
                        | TokenKind::Comma
                        | TokenKind::Semicolon
                        | TokenKind::ParenClose
                        | TokenKind::Question
                );
            if points && bare && view.claims[key.fact].quotation.is_none() {
                let near: Vec<u32> = before
                    .iter()
                    .rev()
                    .take(LOOK_BACK)
                    .copied()
                    .filter(|&other| key.sentence - keys[other as usize].sentence <= SUM_REACH)
                    .collect();
                let same = near.iter().find(|&&other| self.is_like(keys[other as usize].fact, key.fact));
                if let Some(&other) = same.or_else(|| near.first()) {
                    let before = &keys[other as usize];
                    pairs.push(self.pair(before, key, Level::Strong, Anchor::DefiniteMention, 0));
                }
            }
            before.push(at as u32);
        }
    }

    /// A1 and C2: figures of one head and event, each compared with the one before it.
    fn by_event(&self, keys: &[Key<'_>], pairs: &mut Vec<SameQuantity>) {
        let mut by_event: FxHashMap<(&str, &str), Vec<u32>> = FxHashMap::default();
        for (at, key) in keys.iter().enumerate() {
            if let Some(event) = key.event {
                by_event.entry((event, self.head_class(key))).or_default().push(at as u32);
            }
        }
        for (at, key) in keys.iter().enumerate() {
            let Some(bucket) = key.event.and_then(|event| by_event.get(&(event, self.head_class(key)))) else {
                continue;
            };
            let place = bucket.partition_point(|&other| (other as usize) < at);
            let Some(before) = place.checked_sub(1).map(|place| &keys[bucket[place] as usize]) else { continue };
            if before.unit != key.unit || self.is_series(keys, bucket) {
                continue;
            }
            let (level, anchor) = if key.definite && !before.definite {
                (Level::Strong, Anchor::DefiniteMention)
            } else if bucket.len() == 2 && key.sentence - before.sentence <= MEDIUM_REACH && !before.display {
                (Level::Medium, Anchor::OneEvent)
            } else {
                continue;
            };
            let qualified = |key: &Key<'_>| &self.view.claims[key.fact].frame.qualifiers;
            let fits = qualified(before) == qualified(key)
                || key.definite && qualified(key).is_empty()
                || before.definite && qualified(before).is_empty();
            let alone = anchor != Anchor::OneEvent || self.is_alone(before) && self.is_alone(key);
            if fits && alone && self.blocker(before, key, anchor).is_none() {
                pairs.push(self.pair(before, key, level, anchor, 0));
            }
        }
    }

    /// Whether no other count stands in the sentence, which might be a part or a sum, and nothing is denied.
    fn is_alone(&self, key: &Key<'_>) -> bool {
        let view = self.view;
        let counts = view.facts_of(key.sentence).filter(|&fact| matches!(view.facts[fact].value, Value::Count(_)));
        let behind = view.end(key.fact)..view.tokens_of(key.sentence).end.min(key.context.phrase_end + 4);
        counts.count() == 1 && !behind.into_iter().any(|at| view.is(at, Class::Negation))
    }

    /// A4: a figure of the display text against the only one of its head and event in the body.
    fn by_display(&self, keys: &[Key<'_>], pairs: &mut Vec<SameQuantity>) {
        let head = |key: &Key<'_>| -> &str { &self.view.claims[key.fact].frame.head_lemma };
        let mut body: FxHashMap<(&str, &str, Option<&str>), (usize, bool)> = FxHashMap::default();
        for (at, key) in keys.iter().enumerate().filter(|(_, key)| !key.display && !head(key).is_empty()) {
            body.entry((key.unit.0, head(key), key.event)).and_modify(|place| place.1 = false).or_insert((at, true));
        }
        for key in keys.iter().filter(|key| key.display && !head(key).is_empty() && key.event.is_some()) {
            if let Some((at, true)) = body.get(&(key.unit.0, head(key), key.event)) {
                let other = &keys[*at];
                let (a, b) = if key.fact < other.fact { (key, other) } else { (other, key) };
                if self.blocker(a, b, Anchor::Display).is_none() {
                    pairs.push(self.pair(a, b, Level::Strong, Anchor::Display, 0));
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

    fn pair(&self, a: &Key<'_>, b: &Key<'_>, level: Level, anchor: Anchor, weight: u32) -> SameQuantity {
        let apart = self.is_apart(a.fact, b.fact);
        let slip = if apart { slip(self.view, a.fact, b.fact) } else { None };
        SameQuantity { a: a.fact as u32, b: b.fact as u32, level, anchor, weight, apart, slip }
    }

    /// Whether two sums are alike as written, whatever one-sided hedge stands before them.
    fn is_like(&self, a: usize, b: usize) -> bool {
        let written = |fact: usize| {
            let quantity = self.view.facts[fact].value.quantity()?;
            let hedge = if quantity.hedge == Hedge::About { Hedge::About } else { Hedge::None };
            Some(quantity.hedged(hedge).loose(self.view.bounds))
        };
        matches!((written(a), written(b)), (Some(x), Some(y)) if !x.is_disjoint(&y))
    }

    /// Whether no value fits both. Two figures under the same one-sided hedge are compared without it: nobody
    /// calls one thing `more than 180` here and `more than 230` there.
    fn is_apart(&self, a: usize, b: usize) -> bool {
        let view = self.view;
        let hedged = |fact: usize| view.facts[fact].value.quantity();
        if let (Some(x), Some(y)) = (hedged(a), hedged(b)) {
            let one_sided = matches!(
                x.hedge,
                Hedge::MoreThan | Hedge::AtLeast | Hedge::UpTo | Hedge::LessThan | Hedge::Nearly | Hedge::JustOver
            );
            if one_sided && x.hedge == y.hedge {
                return x.hedged(Hedge::None).loose(view.bounds).is_disjoint(&y.hedged(Hedge::None).loose(view.bounds));
            }
        }
        match (view.loose(a), view.loose(b)) {
            (Some(x), Some(y)) => x.is_disjoint(&y),
            _ => false,
        }
    }

    /// The first reason why two figures that match do not contradict each other.
    fn blocker(&self, a: &Key<'_>, b: &Key<'_>, anchor: Anchor) -> Option<Blocker> {
        let view = self.view;
        let (claim_a, claim_b) = (&view.claims[a.fact], &view.claims[b.fact]);
        let (frame_a, frame_b) = (&claim_a.frame, &claim_b.frame);
        if a.sentence == b.sentence {
            return Some(Blocker::OneSentence);
        }
        if claim_a.quotation.is_some() || claim_b.quotation.is_some() {
            return Some(Blocker::Quoted);
        }
        if (a.entry || b.entry) && !(a.display || b.display) || a.bracketed || b.bracketed {
            return Some(Blocker::Entries);
        }
        if frame_a.progressing || frame_b.progressing {
            return Some(Blocker::Progress);
        }
        if frame_a.part != Part::Total || frame_b.part != Part::Total {
            return Some(Blocker::Parts);
        }
        if frame_a.negated && !a.definite || frame_b.negated && !b.definite {
            return Some(Blocker::Modality);
        }
        if frame_a.modal != frame_b.modal && !(a.definite || b.definite) && anchor != Anchor::Transposed {
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
        if a.event.is_some() && b.event.is_some() && a.event != b.event {
            return Some(Blocker::Scope);
        }
        if self.differ(a, b, |value| matches!(value, Value::Date(_) | Value::DateRange(_)), |x, y| !same_date(x, y)) {
            return Some(Blocker::Times);
        }
        if a.opener || b.opener || a.compared || b.compared {
            return Some(Blocker::Scope);
        }
        // Digits in another order betray a slip of the pen whatever else stands around.
        if anchor == Anchor::Transposed {
            return None;
        }
        if a.label || b.label {
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
        if self.differ(a, b, |value| matches!(value, Value::Place(_)), |x, y| !same_place(x, y)) && !b.definite {
            return Some(Blocker::Places);
        }
        let (x, y) = (&a.context, &b.context);
        let strangers = |x: &[Stem], y: &[Stem]| !x.is_empty() && !y.is_empty() && shared(x, y).next().is_none();
        let own = |x: &[Stem], y: &[Stem]| x.iter().any(|stem| y.binary_search(stem).is_err());
        if strangers(&x.names, &y.names) || own(&x.subjects, &y.names) && own(&y.subjects, &x.names) && !b.definite {
            return Some(Blocker::Names);
        }
        let prose = &view.document.prose;
        let (source_a, source_b) = (&claim_a.attribution, &claim_b.attribution);
        if source_a.level >= 3
            && source_b.level >= 3
            && let (Some(x), Some(y)) = (source_a.source, source_b.source)
            && !x.slice(prose).eq_ignore_ascii_case(y.slice(prose))
        {
            return Some(Blocker::Sources);
        }
        None
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

/// The digits of a figure from the first to the last that is not nought.
fn significant(quantity: &Quantity) -> Option<u64> {
    let units = quantity.value.abs().checked_div(quantity.written_unit)?.floor();
    let mut digits = u64::try_from(units).ok()?;
    while digits != 0 && digits % 10 == 0 {
        digits /= 10;
    }
    Some(digits)
}

/// What slip of the pen would turn one figure into the other.
fn slip(view: &View<'_>, a: usize, b: usize) -> Option<Slip> {
    let (x, y) = (view.facts[a].value.quantity()?, view.facts[b].value.quantity()?);
    let ratio = x.value.max(y.value).checked_div(x.value.min(y.value))?;
    if [1_000, 1_000_000, 1_000_000_000].map(Number::from).contains(&ratio) {
        return Some(Slip::Scale);
    }
    let (x, y) = (significant(x)?.to_string(), significant(y)?.to_string());
    if x.len() != y.len() || x.len() < 2 || x == y {
        return None;
    }
    let sorted = |text: &str| {
        let mut bytes = text.as_bytes().to_vec();
        bytes.sort_unstable();
        bytes
    };
    if sorted(&x) == sorted(&y) {
        return Some(Slip::Transposed);
    }
    let differ = x.bytes().zip(y.bytes()).filter(|(x, y)| x != y).count();
    (differ == 1 && x.len() >= 3).then_some(Slip::OneDigit)
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

/// What the figure is measured in, and per what; `None` for what is never compared.
fn unit_of(value: &Value) -> Option<(&str, &str)> {
    Some(match value {
        Value::Count(_) => ("count", ""),
        Value::Percent(_) => ("percent", ""),
        Value::Points(_) => ("points", ""),
        Value::Money(money) => (money.currency.unwrap_or(&money.unit), ""),
        Value::Measure(measure) => (measure.dimension, measure.per.unwrap_or_default()),
        Value::Range(range) => (range.of, range.unit.unwrap_or_default()),
        _ => return None,
    })
}
