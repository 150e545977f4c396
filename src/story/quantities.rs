//! When do two figures speak of the same thing? (`rules.md` 6)
//!
//! Silence is the default. Two figures are *the same quantity* only when unit, head noun, event, part and
//! scope agree and an [`Anchor`] ties them together, and no [`Blocker`] stands in the way. Candidates come
//! from an index of rare words around the figures, so that no document makes this quadratic.

use rustc_hash::FxHashMap;

use crate::claim::{Claim, Part};
use crate::fact::{Fact, Hedge, Value};
use crate::lex::{Class, Lexed, Lexicon, Token, TokenKind};
use crate::markup::{Document, Role};

/// Tokens on either side of a figure that can tell what it is about.
const CONTEXT: usize = 14;
/// A word in more sentences than this says little about any one figure.
const RARE_IN_SENTENCES: u32 = 5;
/// A candidate list longer than this is a habit of the text and no evidence.
const LONGEST_BUCKET: usize = 8;
/// Shared rare words that anchor a pair.
const SHARED_WORDS: usize = 2;
/// Sentences between two figures of one event at the medium level.
const MEDIUM_REACH: u32 = 5;

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
    /// A3: they share rare words.
    SharedWords,
    /// A4: headline, standfirst or caption against the one figure of that kind in the body.
    Display,
    /// C2: one event, few sentences apart.
    OneEvent,
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
    /// B6: plan, forecast, condition, negation, specification.
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
}

/// Everything that decides whether two figures can be compared at all.
struct Key<'a> {
    fact: u32,
    unit: &'a str,
    head: &'a str,
    event: Option<&'static str>,
    sentence: u32,
    words: Vec<u32>,
    definite: bool,
    rate: bool,
    distributive: bool,
    sequence: bool,
    /// Words of contrast in the clause.
    contrast: bool,
    quoted: bool,
    display: bool,
}

/// Every pair of figures that speak of the same thing and may contradict each other, in order of `a`, `b`.
pub(super) fn find(
    document: &Document<'_>,
    lexed: &Lexed,
    lexicon: &Lexicon,
    facts: &[Fact],
    claims: &[Claim],
) -> Vec<SameQuantity> {
    let finder = Finder { document, lexed, lexicon, facts, claims };
    let words = finder.rare_words();
    let keys: Vec<Key<'_>> = (0..facts.len()).filter_map(|index| finder.key(index, &words)).collect();
    let mut pairs = finder.by_shared_words(&keys);
    finder.by_event(&keys, &mut pairs);
    finder.by_display(&keys, &mut pairs);
    pairs.sort_by_key(|pair| (pair.a, pair.b, std::cmp::Reverse(pair.level)));
    pairs.dedup_by_key(|pair| (pair.a, pair.b));
    pairs
}

struct Finder<'a> {
    document: &'a Document<'a>,
    lexed: &'a Lexed,
    lexicon: &'a Lexicon,
    facts: &'a [Fact],
    claims: &'a [Claim],
}

/// Folded content words of the document with the number of sentences they stand in.
struct RareWords {
    /// For each token, the id of its folded word, or 0 for function words, figures and marks.
    of_token: Vec<u32>,
    /// Sentences of each word.
    sentences: Vec<u32>,
}

impl RareWords {
    fn is_rare(&self, word: u32) -> bool {
        word != 0 && self.sentences[word as usize] <= RARE_IN_SENTENCES
    }
}

impl<'a> Finder<'a> {
    fn rare_words(&self) -> RareWords {
        let mut ids: FxHashMap<String, u32> = FxHashMap::default();
        let mut of_token = vec![0; self.lexed.tokens.len()];
        let mut sentences = vec![0];
        let mut last_sentence = vec![u32::MAX];
        for (index, sentence) in self.lexed.sentences.iter().enumerate() {
            for at in sentence.tokens.start as usize..sentence.tokens.end as usize {
                let token = &self.lexed.tokens[at];
                if !self.is_content(token) {
                    continue;
                }
                let mut folded = token.span().slice(&self.document.prose).to_lowercase();
                if folded.len() > 4 && folded.ends_with('s') && !folded.ends_with("ss") {
                    folded.pop();
                }
                let next = sentences.len() as u32;
                let id = *ids.entry(folded).or_insert(next);
                if id == next {
                    sentences.push(0);
                    last_sentence.push(u32::MAX);
                }
                if last_sentence[id as usize] != index as u32 {
                    last_sentence[id as usize] = index as u32;
                    sentences[id as usize] += 1;
                }
                of_token[at] = id;
            }
        }
        RareWords { of_token, sentences }
    }

    fn is_content(&self, token: &Token) -> bool {
        const EMPTY: u128 = Class::FunctionWord.bit()
            | Class::Auxiliary.bit()
            | Class::Modal.bit()
            | Class::Month.bit()
            | Class::Weekday.bit();
        token.kind == TokenKind::Word && token.span().len() > 2 && !self.lexicon.is_any(token.word, EMPTY)
    }

    fn key(&self, index: usize, words: &RareWords) -> Option<Key<'a>> {
        let fact = &self.facts[index];
        let claim = &self.claims[index];
        let unit = unit_of(&fact.value)?;
        let frame = &claim.frame;
        if frame.specification && matches!(fact.value, Value::Range(_)) || claim.role == Role::Credit {
            return None;
        }
        let sentence = self.lexed.sentences[claim.sentence as usize].tokens.clone();
        let (start, end) = (sentence.start as usize, sentence.end as usize);
        let first = fact.first_token as usize;
        let after = fact.end_token as usize;
        let head_span = frame.head;
        let mut around: Vec<u32> = (first.saturating_sub(CONTEXT).max(start)..first)
            .chain(after..(after + CONTEXT).min(end))
            .filter(|&at| head_span.is_none_or(|head| head != self.lexed.tokens[at].span()))
            .map(|at| words.of_token[at])
            .filter(|&word| words.is_rare(word))
            .collect();
        around.sort_unstable();
        around.dedup();
        let text = |at: usize| self.lexed.tokens[at].span().slice(&self.document.prose);
        let is_one_of = |at: usize, list: &[&str]| {
            (start..end).contains(&at) && list.iter().any(|word| text(at).eq_ignore_ascii_case(word))
        };
        let near = first.saturating_sub(4).max(start)..(after + 6).min(end);
        let head_end = head_span.map_or(after, |head| {
            (after..end).find(|&at| self.lexed.tokens[at].span() == head).map_or(after, |at| at + 1)
        });
        Some(Key {
            fact: index as u32,
            unit,
            head: &frame.head_lemma,
            event: frame.event,
            sentence: claim.sentence,
            words: around,
            definite: first > start && is_one_of(first - 1, &["the", "those", "these", "its", "their", "all"]),
            rate: is_one_of(
                head_end,
                &["per", "a", "an", "each", "every", "apiece", "daily", "yearly", "annually", "monthly", "weekly"],
            ) || (start..end).contains(&head_end) && self.lexed.tokens[head_end].kind == TokenKind::Slash,
            distributive: near
                .clone()
                .any(|at| is_one_of(at, &["each", "every", "respectively", "both", "apiece", "either"])),
            sequence: near.clone().any(|at| {
                is_one_of(
                    at,
                    &[
                        "another",
                        "second",
                        "third",
                        "first",
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
                    ],
                )
            }),
            contrast: (start..end).any(|at| self.lexicon.is(self.lexed.tokens[at].word, Class::Contrast)),
            quoted: claim.quotation.is_some(),
            display: matches!(claim.role, Role::Headline | Role::Standfirst | Role::Caption),
        })
    }

    /// A3: pairs that share rare words around the same head.
    fn by_shared_words(&self, keys: &[Key<'_>]) -> Vec<SameQuantity> {
        let mut buckets: FxHashMap<(&str, &str, u32), Vec<u32>> = FxHashMap::default();
        for (at, key) in keys.iter().enumerate().filter(|(_, key)| !key.head.is_empty()) {
            for &word in &key.words {
                buckets.entry((key.unit, key.head, word)).or_default().push(at as u32);
            }
        }
        let mut pairs = Vec::new();
        let mut shared: FxHashMap<u32, usize> = FxHashMap::default();
        for (at, key) in keys.iter().enumerate().filter(|(_, key)| !key.head.is_empty()) {
            shared.clear();
            for &word in &key.words {
                let Some(bucket) =
                    buckets.get(&(key.unit, key.head, word)).filter(|bucket| bucket.len() <= LONGEST_BUCKET)
                else {
                    continue;
                };
                for &other in bucket.iter().filter(|&&other| other > at as u32) {
                    *shared.entry(other).or_default() += 1;
                }
            }
            let mut others: Vec<u32> =
                shared.iter().filter(|(_, count)| **count >= SHARED_WORDS).map(|(other, _)| *other).collect();
            others.sort_unstable();
            for other in others {
                let other = &keys[other as usize];
                if self.blocker(key, other).is_none() && same_event(key, other) {
                    pairs.push(SameQuantity {
                        a: key.fact,
                        b: other.fact,
                        level: Level::Strong,
                        anchor: Anchor::SharedWords,
                    });
                }
            }
        }
        pairs
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
            if let Some(before) = last.insert(entry, at).map(|before| &keys[before]) {
                let alone = count[&entry] == 2 && key.sentence - before.sentence <= MEDIUM_REACH;
                if self.blocker(before, key).is_none() && before.unit == key.unit {
                    if key.definite && !before.definite {
                        pairs.push(SameQuantity {
                            a: before.fact,
                            b: key.fact,
                            level: Level::Strong,
                            anchor: Anchor::DefiniteMention,
                        });
                    } else if alone && !before.display {
                        pairs.push(SameQuantity {
                            a: before.fact,
                            b: key.fact,
                            level: Level::Medium,
                            anchor: Anchor::OneEvent,
                        });
                    }
                }
            }
        }
    }

    /// A4: a figure of the display text against the only one of its head and event in the body.
    fn by_display(&self, keys: &[Key<'_>], pairs: &mut Vec<SameQuantity>) {
        let mut body: FxHashMap<(&str, &str, Option<&str>), (usize, bool)> = FxHashMap::default();
        for (at, key) in keys.iter().enumerate().filter(|(_, key)| !key.display && !key.head.is_empty()) {
            body.entry((key.unit, key.head, key.event)).and_modify(|place| place.1 = false).or_insert((at, true));
        }
        for key in keys.iter().filter(|key| key.display && !key.head.is_empty() && key.event.is_some()) {
            if let Some((at, true)) = body.get(&(key.unit, key.head, key.event)) {
                let other = &keys[*at];
                if self.blocker(key, other).is_none() {
                    let (a, b) = (key.fact.min(other.fact), key.fact.max(other.fact));
                    pairs.push(SameQuantity { a, b, level: Level::Strong, anchor: Anchor::Display });
                }
            }
        }
    }

    fn head_class<'k>(&self, key: &'k Key<'_>) -> &'k str {
        if key.head.is_empty()
            || self.claims[key.fact as usize].frame.counts_people && matches!(key.head, "person" | "people")
        {
            ""
        } else {
            key.head
        }
    }

    /// The first reason why two figures that match do not contradict each other.
    fn blocker(&self, a: &Key<'_>, b: &Key<'_>) -> Option<Blocker> {
        let (claim_a, claim_b) = (&self.claims[a.fact as usize], &self.claims[b.fact as usize]);
        let (frame_a, frame_b) = (&claim_a.frame, &claim_b.frame);
        if a.sentence == b.sentence {
            return Some(Blocker::OneSentence);
        }
        if a.quoted || b.quoted {
            return Some(Blocker::Quoted);
        }
        if frame_a.progressing || frame_b.progressing {
            return Some(Blocker::Progress);
        }
        if frame_a.part != frame_b.part || frame_a.part != Part::Total {
            return Some(Blocker::Parts);
        }
        if frame_a.modal != frame_b.modal || frame_a.negated || frame_b.negated {
            return Some(Blocker::Modality);
        }
        let one_sided = |fact: u32| {
            matches!(
                self.facts[fact as usize].value.quantity().map(|quantity| quantity.hedge),
                Some(Hedge::UpTo | Hedge::LessThan)
            )
        };
        if one_sided(a.fact) || one_sided(b.fact) {
            return Some(Blocker::Modality);
        }
        if frame_a.qualifiers != frame_b.qualifiers
            && !(a.definite && frame_a.qualifiers.is_empty() || b.definite && frame_b.qualifiers.is_empty())
        {
            return Some(Blocker::Scope);
        }
        if a.rate != b.rate {
            return Some(Blocker::Rate);
        }
        if a.distributive || b.distributive {
            return Some(Blocker::Distributive);
        }
        if a.sequence || b.sequence {
            return Some(Blocker::Sequence);
        }
        if self.differ(a, b, |value| matches!(value, Value::Date(_) | Value::DateRange(_)), |x, y| !same_date(x, y)) {
            return Some(Blocker::Times);
        }
        if self.differ(a, b, |value| matches!(value, Value::Place(_)), |x, y| !same_place(x, y)) {
            return Some(Blocker::Places);
        }
        let prose = &self.document.prose;
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
            let sentence = self.claims[key.fact as usize].sentence;
            let at = key.fact as usize;
            let before = self.claims[..at].iter().rev().take_while(|claim| claim.sentence == sentence).count();
            let after = self.claims[at..].iter().take_while(|claim| claim.sentence == sentence).count();
            self.facts[at - before..at + after]
                .iter()
                .map(|fact| &fact.value)
                .filter(|value| kind(value))
                .take(16)
                .collect()
        };
        let (of_a, of_b) = (of(a), of(b));
        !of_a.is_empty() && !of_b.is_empty() && of_a.iter().all(|x| of_b.iter().all(|y| apart(x, y)))
    }
}

fn same_event(a: &Key<'_>, b: &Key<'_>) -> bool {
    a.event == b.event || a.event.is_none() || b.event.is_none()
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
        Value::Duration(_) => Some("duration"),
        Value::Range(range) => Some(range.of),
        _ => None,
    }
}
