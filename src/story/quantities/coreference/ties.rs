//! What ties two figures together.

use rustc_hash::FxHashMap;

use super::key::{Key, in_base, is_apart, written};
use super::slip::{Slip, significant, slip};
use super::veto::{Blocker, veto};
use super::{Anchor, Level, SameQuantity};
use crate::fact::{Hedge, Quantity, Value};
use crate::lex::{Class, TokenKind};
use crate::story::context::{Stem, Weights, shared};
use crate::story::view::View;
use crate::story::wording::{self, Beside};

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
/// Likewise where the names around are the same, and a word before the figure.
const SAME_THEME: u32 = 16;
/// Names that make a theme.
const THEME_NAMES: usize = 2;
/// Words that a limit of time shares with its second mention, where the two before it are not the same.
const LIMIT_WORDS: usize = 4;
/// Words that the clauses of one obligation share, its noun among them.
const DUTY_WORDS: usize = 3;
/// Sentences between a sum and one that points back to it.
const SUM_REACH: usize = 6;
/// Sentences between two figures of one event at the medium level.
const MEDIUM_REACH: usize = 5;

/// Every pair that is tied, in no order, perhaps by several anchors.
pub(super) fn find(view: &View<'_>, keys: &[Key<'_>]) -> Vec<SameQuantity> {
    let reader = Reader { view, keys, weights: Weights::default() };
    let mut pairs = Vec::new();
    reader.by_noun(&mut pairs);
    reader.by_owner(&mut pairs);
    reader.by_digits(&mut pairs);
    reader.by_limit(&mut pairs);
    reader.by_duty(&mut pairs);
    reader.by_setting(&mut pairs);
    reader.by_sum(&mut pairs);
    reader.by_wording(&mut pairs);
    reader.by_event(&mut pairs);
    reader.by_display(&mut pairs);
    pairs
}

/// Figures of one noun or event.
#[derive(Default)]
struct Bucket {
    members: Vec<u32>,
    /// One fact for each of the values that cannot be one, three at the most.
    values: Vec<usize>,
}

impl Bucket {
    /// More than two values that cannot be one: no slip, but a series.
    fn is_series(&self) -> bool {
        self.values.len() > 2
    }
}

/// What is owned, and by whom.
fn owned<'k>(key: &'k Key<'_>) -> Option<((&'k str, &'k str), Stem, u64)> {
    let owner = key.owner.filter(|_| !key.small)?;
    Some((key.unit, *key.phrase.words.last()?, owner.words))
}

struct Reader<'k, 'v, 'a> {
    view: &'v View<'a>,
    keys: &'k [Key<'a>],
    /// Counting words takes a look at the whole text, which most texts never need.
    weights: Weights,
}

impl Reader<'_, '_, '_> {
    /// Counts of one noun that share words, where the text has two figures for that noun at the
    /// most; more of them are a series.
    fn by_noun(&self, pairs: &mut Vec<SameQuantity>) {
        let head = |key: &Key<'_>| key.phrase.words.last().copied().filter(|_| self.counts_things(key));
        for bucket in self.buckets(head) {
            for (before, key) in self.pairs_in(&bucket) {
                let Some((weight, anchor)) = self.tie(before, key) else { continue };
                // One of several: only the same words or names all around make it the same one.
                if bucket.is_series() && weight < SAME_NOUN && !self.has_same_theme(before, key, weight) {
                    continue;
                }
                let mut pair = self.pair(before, key, Level::Strong, anchor, weight);
                if pair.veto == Some(Blocker::Names) && weight >= UNMISTAKABLE && !bucket.is_series() {
                    pair.outweighed = pair.veto.take();
                }
                pairs.push(pair);
            }
        }
    }

    /// The figures that share a key with another one; most share it with none.
    fn buckets<'k, K: Ord>(&'k self, key_of: impl Fn(&'k Key<'_>) -> Option<K>) -> Vec<Bucket> {
        let keys = self.keys.iter().enumerate();
        self.grouped(keys.filter_map(|(at, key)| Some((key_of(key)?, at as u32))).collect())
    }

    fn grouped<K: Ord>(&self, mut entries: Vec<(K, u32)>) -> Vec<Bucket> {
        entries.sort_unstable();
        let groups = entries.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1);
        groups.map(|group| self.bucket(group.iter().map(|&(_, at)| at))).collect()
    }

    fn bucket(&self, members: impl Iterator<Item = u32>) -> Bucket {
        let mut bucket = Bucket::default();
        members.for_each(|at| self.put(&mut bucket, at as usize));
        bucket
    }

    /// Each figure of a bucket with those before it, as many as are looked at.
    fn pairs_in<'b>(&'b self, bucket: &'b Bucket) -> impl Iterator<Item = (&'b Key<'b>, &'b Key<'b>)> {
        let key = |&at: &u32| &self.keys[at as usize];
        bucket.members.iter().enumerate().flat_map(move |(place, at)| {
            let before = &bucket.members[place.saturating_sub(LOOK_BACK)..place];
            before.iter().map(move |other| (key(other), key(at)))
        })
    }

    /// Each figure of a bucket with the one before it.
    fn neighbours_in<'b>(&'b self, bucket: &'b Bucket) -> impl Iterator<Item = (&'b Key<'b>, &'b Key<'b>)> {
        bucket.members.windows(2).map(|two| (&self.keys[two[0] as usize], &self.keys[two[1] as usize]))
    }

    /// Things are counted in whole numbers; what has decimals is measured in a unit that nobody knows.
    fn counts_things(&self, key: &Key<'_>) -> bool {
        let whole = |quantity: &Quantity| quantity.scaled || quantity.value.is_integer();
        key.unit.0 == "count" && !key.small && self.view.facts[key.fact].value.quantity().is_none_or(whole)
    }

    /// Figures of one noun with one owner, each compared with the one before it.
    fn by_owner(&self, pairs: &mut Vec<SameQuantity>) {
        for bucket in self.buckets(owned).iter().filter(|bucket| !bucket.is_series()) {
            for (before, key) in self.neighbours_in(bucket) {
                if before.phrase.words == key.phrase.words {
                    pairs.push(self.pair(before, key, Level::Strong, Anchor::SameOwner, 0));
                }
            }
        }
    }

    /// The figures of a bucket before one of them, as many as are looked at.
    fn before<'b>(&'b self, bucket: &'b Bucket, at: usize) -> impl Iterator<Item = &'b Key<'b>> {
        let place = bucket.members.partition_point(|&other| (other as usize) < at);
        bucket.members[place.saturating_sub(LOOK_BACK)..place].iter().map(|&other| &self.keys[other as usize])
    }

    /// How many words stand around both.
    fn shared(&self, a: &Key<'_>, b: &Key<'_>) -> usize {
        shared(&a.context().words, &b.context().words).count()
    }

    /// What the words say that stand around both: for this the text is counted, which few pairs are worth.
    fn weight(&self, a: &Key<'_>, b: &Key<'_>) -> u32 {
        let asked = || self.keys.iter().flat_map(|key| &key.context().words).copied();
        shared(&a.context().words, &b.context().words).map(|stem| self.weights.of(stem, self.view, asked())).sum()
    }

    /// One limit of time: the same unit, the same preposition, and the same words before it, or many around it.
    fn by_limit(&self, pairs: &mut Vec<SameQuantity>) {
        for bucket in self.buckets(|key| Some((key.unit, key.limit?))) {
            for (before, key) in self.pairs_in(&bucket) {
                let (x, y) = (before.context(), key.context());
                let same_lead = x.lead.len() == 2 && x.lead == y.lead;
                if !same_lead && self.shared(before, key) < LIMIT_WORDS {
                    continue;
                }
                let weight = self.weight(before, key);
                if same_lead || weight >= SAME_NOUN {
                    pairs.push(self.pair(before, key, Level::Strong, Anchor::SameLimit, weight));
                }
            }
        }
    }

    /// Adds a key to a bucket, and its value to those that cannot be one.
    fn put(&self, bucket: &mut Bucket, at: usize) {
        bucket.members.push(at as u32);
        let fact = self.keys[at].fact;
        if !bucket.is_series() && bucket.values.iter().all(|&value| is_apart(self.view, value, fact)) {
            bucket.values.push(fact);
        }
    }

    /// What two counts of one noun share, and whether it is enough.
    fn tie(&self, a: &Key<'_>, b: &Key<'_>) -> Option<(u32, Anchor)> {
        let (x, y) = (a.context(), b.context());
        let (phrase_a, phrase_b) = (&a.phrase.words, &b.phrase.words);
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
        let far = b.sentence - a.sentence >= 2
            || self.view.lexed.sentences[a.sentence].block != self.view.lexed.sentences[b.sentence].block;
        if !(far || both >= 2) || self.shared(a, b) < 2 {
            return None;
        }
        let weight = self.weight(a, b);
        let (anchor, enough) = if b.definite && !own_b {
            (Anchor::DefiniteMention, POINTING_BACK)
        } else if both >= 2 {
            (Anchor::SharedWords, SAME_PHRASE)
        } else if self.has_same_theme(a, b, weight) {
            (Anchor::SharedWords, SAME_THEME)
        } else {
            (Anchor::SharedWords, SAME_NOUN)
        };
        (weight >= enough).then_some((weight, anchor))
    }

    /// Both stand beside the same names, and a word right before the one stands before the other.
    fn has_same_theme(&self, a: &Key<'_>, b: &Key<'_>, weight: u32) -> bool {
        let (x, y) = (a.context(), b.context());
        weight >= SAME_THEME
            && shared(&x.names, &y.names).take(THEME_NAMES).count() == THEME_NAMES
            && x.lead.iter().any(|stem| y.lead.contains(stem))
    }

    /// The same digits in another order, beside the same noun: 1,345 and 1,354.
    fn by_digits(&self, pairs: &mut Vec<SameQuantity>) {
        for bucket in self.buckets(|key| Some((key.unit, self.digits(key).filter(|_| !key.small)?))) {
            for (before, key) in self.pairs_in(&bucket) {
                let Some(slip @ (Slip::Transposed | Slip::Scale)) = slip(self.view, before.fact, key.fact) else {
                    continue;
                };
                let (x, y) = (before.context(), key.context());
                let head = before.phrase.words.last();
                let head = head.is_some() && head == key.phrase.words.last();
                let led = x.lead.iter().any(|stem| y.lead.contains(stem));
                let count = self.shared(before, key);
                let weight = || self.weight(before, key);
                let counted = !matches!(self.view.facts[key.fact].value, Value::Measure(_));
                let tied = || {
                    counted && (head || led) && count >= 2 && weight() >= POINTING_BACK
                        || self.measures_one_thing(before, key)
                };
                match slip {
                    Slip::Transposed if tied() => {
                        pairs.push(self.pair(before, key, Level::Strong, Anchor::Transposed, weight()));
                    }
                    // "The $3.4 million bill", after a cost of $3.4 billion: the same digits point back.
                    Slip::Scale if counted && key.definite && count >= 1 => {
                        pairs.push(self.pair(before, key, Level::Strong, Anchor::DefiniteMention, weight()));
                    }
                    _ => {}
                }
            }
        }
    }

    /// Whether a measure belongs to one thing in both places: `the 8,568-metre Mount X`, `X is 8,586 metres high`.
    fn measures_one_thing(&self, a: &Key<'_>, b: &Key<'_>) -> bool {
        let leads =
            |x: &Key<'_>, y: &Key<'_>| x.phrase.words.last().is_some_and(|last| y.context().lead.contains(last));
        matches!(self.view.facts[a.fact].value, Value::Measure(_)) && (leads(a, b) || leads(b, a))
    }

    /// How often each digit is in a figure of two digits and more, packed; only for what is counted, paid or
    /// measured.
    fn digits(&self, key: &Key<'_>) -> Option<u64> {
        let fact = &self.view.facts[key.fact].value;
        let quantity = match fact {
            Value::Count(quantity) | Value::Percent(quantity) => quantity,
            Value::Money(money) => &money.amount,
            Value::Measure(measure) => &measure.amount,
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

    /// One obligation: the same noun, and the words of the clause around it.
    fn by_duty(&self, pairs: &mut Vec<SameQuantity>) {
        for bucket in self.buckets(|key| Some((key.unit, key.duty?))).iter().filter(|bucket| !bucket.is_series()) {
            for (before, key) in self.neighbours_in(bucket) {
                let count = self.shared(before, key);
                let fewer = before.context().words.len().min(key.context().words.len());
                // Two of three words are as good as three of many.
                if count >= DUTY_WORDS || count + 1 == DUTY_WORDS && fewer <= DUTY_WORDS {
                    pairs.push(self.pair(before, key, Level::Strong, Anchor::SameDuty, self.weight(before, key)));
                }
            }
        }
    }

    /// One setting by name, each value compared with the one before it.
    fn by_setting(&self, pairs: &mut Vec<SameQuantity>) {
        let mut by_setting: FxHashMap<_, usize> = FxHashMap::default();
        for (at, key) in self.keys.iter().enumerate() {
            let Some(setting) = key.setting else { continue };
            if let Some(before) = by_setting.insert((key.unit, setting), at) {
                let before = &self.keys[before];
                // "Files over 20 MB" names the limit itself.
                let apart = !self.is_like(before.fact, key.fact);
                pairs.push(SameQuantity { apart, ..self.pair(before, key, Level::Strong, Anchor::SameSetting, 0) });
            }
        }
    }

    /// `the $22 billion`: a sum that points back to one before it.
    fn by_sum(&self, pairs: &mut Vec<SameQuantity>) {
        let view = self.view;
        let mut sums: FxHashMap<(&str, &str), Vec<u32>> = FxHashMap::default();
        for (at, key) in self.keys.iter().enumerate() {
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
                    .filter(|&other| key.sentence - self.keys[other as usize].sentence <= SUM_REACH)
                    .collect();
                let same = near.iter().find(|&&other| self.is_like(self.keys[other as usize].fact, key.fact));
                if let Some(&other) = same.or_else(|| near.first()) {
                    let before = &self.keys[other as usize];
                    let mut pair = self.pair(before, key, Level::Strong, Anchor::DefiniteMention, 0);
                    pair.outweighed = pair.veto.take();
                    pairs.push(pair);
                }
            }
            before.push(at as u32);
        }
    }

    /// One statement made twice: the same words on both sides of the figures.
    fn by_wording(&self, pairs: &mut Vec<SameQuantity>) {
        let told = (0..).zip(self.keys).filter(|(_, key)| !key.small && !self.numbers_a_heading(key));
        let entries = told.flat_map(|(at, key)| {
            wording::beside(self.view, key.fact).map(move |beside: Beside| ((key.unit, beside), at))
        });
        let buckets = self.grouped(entries.collect());
        // A figure is in two buckets at the most.
        let mut members: Vec<(u32, &Bucket)> =
            buckets.iter().flat_map(|bucket| bucket.members.iter().map(move |&at| (at, bucket))).collect();
        members.sort_by_key(|(at, _)| *at);
        for of_key in members.chunk_by(|a, b| a.0 == b.0) {
            let at = of_key[0].0 as usize;
            let key = &self.keys[at];
            if of_key.iter().any(|(_, bucket)| bucket.is_series()) {
                continue;
            }
            for before in of_key.iter().flat_map(|(_, bucket)| self.before(bucket, at)) {
                let apart = is_apart(self.view, before.fact, key.fact) && !self.is_like(before.fact, key.fact);
                let moulded = self.has_others(before) && self.has_others(key);
                if apart && !moulded && wording::is_same(self.view, before.fact, key.fact) {
                    pairs.push(self.pair(before, key, Level::Strong, Anchor::SameWording, 0));
                }
            }
        }
    }

    /// `7. Next steps`: the figure that a sentence begins with is the number of the step.
    fn numbers_a_heading(&self, key: &Key<'_>) -> bool {
        let view = self.view;
        let (tokens, end) = (view.tokens_of(key.sentence), view.end(key.fact));
        view.start(key.fact) == tokens.start
            && end < tokens.end
            && matches!(view.kind(end), TokenKind::Period | TokenKind::ParenClose)
    }

    /// Whether the sentence has more figures in the same unit: `70% came from the guild, and 30% from others`.
    fn has_others(&self, key: &Key<'_>) -> bool {
        let kind = std::mem::discriminant(&self.view.facts[key.fact].value);
        let alike = |&fact: &usize| std::mem::discriminant(&self.view.facts[fact].value) == kind;
        self.view.facts_of(key.sentence).filter(alike).nth(1).is_some()
    }

    /// Figures of one head and event, each compared with the one before it.
    fn by_event(&self, pairs: &mut Vec<SameQuantity>) {
        let buckets = self.buckets(|key| Some((key.event?, self.head_class(key))));
        let buckets = buckets.iter().filter(|bucket| !bucket.is_series());
        for (bucket, (before, key)) in buckets.flat_map(|of| self.neighbours_in(of).map(move |two| (of, two))) {
            if before.unit != key.unit {
                continue;
            }
            let (level, anchor) = if key.definite && !before.definite {
                (Level::Strong, Anchor::DefiniteMention)
            } else if bucket.members.len() == 2 && key.sentence - before.sentence <= MEDIUM_REACH && !before.display {
                (Level::Medium, Anchor::OneEvent)
            } else {
                continue;
            };
            let qualified = |key: &Key<'_>| &self.view.claims[key.fact].frame.qualifiers;
            let fits = qualified(before) == qualified(key)
                || key.definite && qualified(key).is_empty()
                || before.definite && qualified(before).is_empty();
            let alone = anchor != Anchor::OneEvent || self.is_alone(before) && self.is_alone(key);
            if fits && alone {
                pairs.push(self.pair(before, key, level, anchor, 0));
            }
        }
    }

    /// Whether no other count stands in the sentence, which might be a part or a sum, and nothing is denied.
    fn is_alone(&self, key: &Key<'_>) -> bool {
        let view = self.view;
        let counts = view.facts_of(key.sentence).filter(|&fact| matches!(view.facts[fact].value, Value::Count(_)));
        let behind = view.end(key.fact)..view.tokens_of(key.sentence).end.min(key.phrase.end + 4);
        counts.count() == 1 && !behind.into_iter().any(|at| view.is(at, Class::Negation))
    }

    /// A figure of the display text against the only one of its head and event in the body.
    fn by_display(&self, pairs: &mut Vec<SameQuantity>) {
        let head = |key: &Key<'_>| -> &str { &self.view.claims[key.fact].frame.head_lemma };
        if !self.keys.iter().any(|key| key.display && key.event.is_some()) {
            return;
        }
        let mut body: FxHashMap<_, Bucket> = FxHashMap::default();
        for (at, key) in self.keys.iter().enumerate().filter(|(_, key)| !key.display && !head(key).is_empty()) {
            self.put(body.entry((key.unit.0, head(key), key.event)).or_default(), at);
        }
        for key in self.keys.iter().filter(|key| key.display && !head(key).is_empty() && key.event.is_some()) {
            let Some(bucket) = body.get(&(key.unit.0, head(key), key.event)) else { continue };
            if let [only] = bucket.values[..] {
                let Some(other) = self.before(bucket, usize::MAX).find(|other| other.fact == only) else { continue };
                let (a, b) = if key.fact < other.fact { (key, other) } else { (other, key) };
                pairs.push(self.pair(a, b, Level::Strong, Anchor::Display, 0));
            }
        }
    }

    /// The noun of what an event happens to; none for people in general and for nouns of the event itself, so that
    /// 18 people killed, 18 deaths and 18 victims are one.
    fn head_class(&self, key: &Key<'_>) -> &str {
        let frame = &self.view.claims[key.fact].frame;
        let Some(head) = frame.head else { return "" };
        let word = self.view.lexicon.word(head.slice(&self.view.document.prose));
        let synonym = self.view.lexicon.text(word, Class::CountedSynonym);
        if synonym == Some("person") || self.view.lexicon.is(word, Class::EventNoun) {
            return "";
        }
        synonym.unwrap_or(&frame.head_lemma)
    }

    fn pair(&self, a: &Key<'_>, b: &Key<'_>, level: Level, anchor: Anchor, weight: u32) -> SameQuantity {
        let apart = is_apart(self.view, a.fact, b.fact);
        let slip = if apart { slip(self.view, a.fact, b.fact) } else { None };
        let veto = veto(self.view, a, b, anchor);
        SameQuantity { a: a.fact as u32, b: b.fact as u32, level, anchor, veto, weight, outweighed: None, apart, slip }
    }

    /// Whether two figures are alike as written, whatever one-sided hedge stands before them.
    fn is_like(&self, a: usize, b: usize) -> bool {
        let plain = |fact: usize| {
            let value = &self.view.facts[fact].value;
            let quantity = written(value)?;
            let hedge = if quantity.hedge == Hedge::About { Hedge::About } else { Hedge::None };
            in_base(value, quantity.hedged(hedge).loose(self.view.bounds))
        };
        matches!((plain(a), plain(b)), (Some(x), Some(y)) if !x.is_disjoint(&y))
    }
}
