//! Pairs of spellings that may be one person.

use rustc_hash::{FxHashMap, FxHashSet};

use super::comparison::{self, Verdict};
use super::evidence::{Roles, normal_role};
use super::mentions::{Desk, Mention, full_name};
use super::vetoes::{KIN, SPELLING, gendered_surnames, productive_suffix};
use super::{BUCKET, Bearer, Cluster, Evidence, Veto};
use crate::fact::spelling::{Key, LEFT_OUT, Look, Sieve, key, near, neighbourhood, sound};
use crate::story::Grounds;

/// Letters of a name that is too short for near ones, and long enough to know it by its letters.
const SHORT: usize = 4;

/// What kind of part differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VariantKind {
    /// One surname, two near given names.
    GivenName,
    /// One given name, two near surnames; or both parts near.
    Surname,
    /// A bare surname near the one somebody introduced.
    OrphanSurname,
}

/// How sure the pair is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Worth a look.
    Info,
    /// Likely one person.
    Warning,
    /// One person as far as the text tells.
    Error,
}

/// Two spellings that may be one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameVariant {
    /// What differs.
    pub kind: VariantKind,
    /// The fact with the one spelling, the earlier of the two.
    pub a: u32,
    /// The fact with the other.
    pub b: u32,
    /// The part that differs, as written in `a`.
    pub part_a: Box<str>,
    /// The part that differs, as written in `b`.
    pub part_b: Box<str>,
    /// Why they may be one, the strongest reason first.
    pub evidence: Vec<Evidence>,
    /// What speaks against it and was found too light.
    pub against: Vec<Veto>,
    /// Whether one stands in a headline or caption and the other in the body.
    pub display: bool,
    /// In how many independent blocks each spelling stands.
    pub blocks: [u32; 2],
    /// How sure.
    pub strength: Strength,
    /// The fact whose spelling prevails, where one does.
    pub preferred: Option<u32>,
}

impl NameVariant {
    /// The reasons, in words.
    #[must_use]
    pub fn grounds(&self) -> Grounds {
        Grounds {
            evidence: self.evidence.iter().map(|reason| reason.name()).collect(),
            against: self.against.iter().map(|veto| veto.name()).collect(),
        }
    }
}

/// Two near spellings that are taken for two people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptApart {
    /// The fact with the one spelling, the earlier of the two.
    pub a: u32,
    /// The fact with the other.
    pub b: u32,
    /// Why they might have been one.
    pub evidence: Evidence,
    /// Why they are not, at least one reason.
    pub vetoes: Vec<Veto>,
}

impl Desk<'_> {
    /// Looks at every pair of clusters that are near in one part.
    pub(super) fn compare(&mut self) {
        // Given names that are near under one surname, and near surnames under any given name.
        let keys = |cluster: &Cluster, visit: &mut dyn FnMut(Key)| {
            let own = key(&cluster.surname);
            neighbourhood(&cluster.given, |given| visit(given ^ own.rotate_left(32)));
            visit(key(&sound(&cluster.given)) ^ own.rotate_left(24));
            visit(key(&sound(&cluster.surname)) ^ key(&cluster.given).rotate_left(40));
            neighbourhood(&cluster.surname, |surname| {
                if surname != own || cluster.surname.len() > 4 {
                    visit(surname);
                }
            });
            // A short name has no near ones, but under one office two letters may have changed places.
            for role in &cluster.roles {
                for (short, other) in [(&cluster.given, &cluster.surname), (&cluster.surname, &cluster.given)] {
                    if short.len() <= 4 {
                        visit(key(role).rotate_left(16) ^ key(other).rotate_left(48));
                    }
                }
            }
        };
        let clusters = with_a_like(&self.people.clusters);
        if clusters.is_empty() {
            return;
        }
        let mut sieve = Sieve::for_words(4 * clusters.len());
        for (_, cluster) in &clusters {
            keys(cluster, &mut |key| sieve.note(key));
        }
        let mut table: FxHashMap<Key, Vec<u32>> = FxHashMap::default();
        let mut pairs: FxHashSet<(u32, u32)> = FxHashSet::default();
        let mut order = Vec::new();
        for (id, cluster) in clusters {
            keys(cluster, &mut |key| {
                if !sieve.has_twice(key) {
                    return;
                }
                let bucket = table.entry(key).or_default();
                for &other in bucket.iter() {
                    if other != id && pairs.insert((other, id)) {
                        order.push((other, id));
                    }
                }
                if bucket.len() < BUCKET && bucket.last() != Some(&id) {
                    bucket.push(id);
                }
            });
        }
        for (a, b) in order {
            self.judge(a, b);
        }
    }

    /// Weighs one pair of clusters.
    fn judge(&mut self, a: u32, b: u32) {
        let (x, y) = (&self.people.clusters[a as usize], &self.people.clusters[b as usize]);
        let names = [x, y].map(|of| (self.mention(of.introduction).name, [&*of.given, &*of.surname]));
        let mut letters = comparison::people(names[0], names[1], self.reading.lexicon);
        let roles = Roles::of(&x.roles, &y.roles);
        if roles == Roles::Same && letters.vetoes == [Veto::Short] && is_small_slip(names[0].1, names[1].1) {
            letters.evidence.push(Evidence::SameRole);
        }
        let Some(&evidence) = letters.evidence.first().filter(|_| letters.verdict != Verdict::Same) else { return };
        let (against, decisive): (Vec<Veto>, Vec<Veto>) = letters
            .vetoes
            .into_iter()
            .chain(self.context_vetoes(a, b))
            .partition(|veto| roles == Roles::Same && veto.yields_to_office());
        let (first, second) = (self.spokesman(x), self.spokesman(y));
        if !decisive.is_empty() && decisive != [Veto::GenderedGivenName] {
            self.people.apart.push(KeptApart { a: first, b: second, evidence, vetoes: decisive });
            return;
        }
        let display = self.all_display(x) != self.all_display(y);
        let strength = match (roles, display, evidence) {
            _ if !decisive.is_empty() => Strength::Info,
            (Roles::Same, ..) | (_, true, _) => Strength::Error,
            (Roles::Different, _, Evidence::SameGivenName) => Strength::Info,
            _ => Strength::Warning,
        };
        let kind = if x.surname == y.surname { VariantKind::GivenName } else { VariantKind::Surname };
        let blocks = [self.blocks(&x.mentions), self.blocks(&y.mentions)];
        let (fa, fb) = (self.mention(first), self.mention(second));
        let part = |mention: &Mention<'_>| -> Box<str> {
            if kind == VariantKind::GivenName { mention.name.given.clone() } else { mention.name.surname.clone() }
        };
        let mut reasons = vec![evidence];
        if roles == Roles::Same && evidence != Evidence::SameRole {
            reasons.push(Evidence::SameRole);
        }
        let variant = NameVariant {
            kind,
            a: first,
            b: second,
            part_a: part(fa),
            part_b: part(fb),
            evidence: reasons,
            against: if decisive.is_empty() { against } else { decisive },
            display,
            blocks,
            strength,
            preferred: self.listed(first, second).or_else(|| preferred(blocks, first, second)),
        };
        self.people.variants.push(variant);
        let root = self.tied.get(&a).copied().unwrap_or(a);
        self.tied.insert(b, root);
    }

    /// A bare surname that nobody bears, near exactly one that somebody bears.
    pub(super) fn orphans(&mut self) {
        // One finding for each spelling: the first place of it.
        let mut forms: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        let mut order = Vec::new();
        for mention in &self.mentions {
            if self.people.bearers[mention.fact as usize] == Bearer::Orphan && !mention.borrowed {
                // `Allan said`: what looks like a given name is used as a surname too.
                let bare = if mention.surname.is_empty() { &mention.given } else { &mention.surname };
                let places = forms.entry(bare).or_default();
                if places.is_empty() {
                    order.push(bare.as_str());
                }
                places.push(mention.fact);
            }
        }
        if order.is_empty() {
            return;
        }
        let mut sieve = Sieve::for_words(order.len());
        let keys = |surname: &str, visit: &mut dyn FnMut(Key)| {
            neighbourhood(surname, &mut *visit);
            // A short name has no near ones, but its letters may have changed places.
            if surname.len() == SHORT {
                visit(key(&letters(surname)).rotate_left(16));
            }
        };
        for surname in &order {
            keys(surname, &mut |key| sieve.note(key));
        }
        let mut table: FxHashMap<Key, Vec<u32>> = FxHashMap::default();
        for (id, cluster) in (0_u32..).zip(&self.people.clusters) {
            keys(&cluster.surname, &mut |key| {
                if sieve.has(key) {
                    let bucket = table.entry(key).or_default();
                    if bucket.len() < BUCKET && bucket.last() != Some(&id) {
                        bucket.push(id);
                    }
                }
            });
        }
        let mut found = Vec::new();
        let mut kept_apart = Vec::new();
        for surname in order {
            let mut near_to: Vec<u32> = Vec::new();
            let titled = || !self.mention(forms[surname][0]).name.title.is_empty();
            keys(surname, &mut |key| {
                for &id in table.get(&key).into_iter().flatten() {
                    let other = &*self.people.clusters[id as usize].surname;
                    let close = near(surname, other) || is_rearranged(surname, other) && titled();
                    if !near_to.contains(&id) && close {
                        near_to.push(id);
                    }
                }
            });
            // Of several bearers of one surname, or of one person under two spellings, the most frequent stands for all.
            let mentions = |id: u32| self.people.clusters[id as usize].mentions.len();
            near_to.sort_unstable_by_key(|&id| (self.root(id), std::cmp::Reverse(mentions(id)), id));
            near_to.dedup_by_key(|id| self.root(*id));
            near_to.sort_by_key(|&id| (std::cmp::Reverse(mentions(id)), id));
            if let Some(&first) = near_to.first() {
                let one = &self.people.clusters[first as usize].surname;
                near_to.retain(|&id| id == first || self.people.clusters[id as usize].surname != *one);
            }
            if let [id] = near_to[..] {
                match self.judge_orphan(surname, &forms[surname], id) {
                    Some(Ok(variant)) => found.push(variant),
                    Some(Err(apart)) => kept_apart.push(apart),
                    None => {}
                }
            }
        }
        self.people.variants.extend(found);
        self.people.apart.extend(kept_apart);
    }

    /// Weighs a bare surname against the one cluster it is near to.
    pub(super) fn judge_orphan(
        &self,
        surname: &str,
        places: &[u32],
        id: u32,
    ) -> Option<Result<NameVariant, KeptApart>> {
        let cluster = &self.people.clusters[id as usize];
        let fact = *places.first()?;
        let orphan = self.mention(fact);
        let introduction = self.mention(self.spokesman(cluster));
        if cluster.mentions.first().is_none_or(|&first| fact < first) {
            return None;
        }
        let lexicon = self.reading.lexicon;
        let person_like = !orphan.name.title.is_empty() || !orphan.name.role.is_empty() || self.is_subject(orphan);
        let written = if orphan.name.surname.is_empty() { &orphan.name.given } else { &orphan.name.surname };
        // A name in its own right, or the name of something else, is no slip of another without a cue.
        let taken = lexicon.word(written).is_known();
        let shares = taken && cluster.mentions.iter().any(|&fact| self.mention(fact).sentence == orphan.sentence);
        let remarks = self.remarks(places) | self.remarks(&[cluster.introduction]) & SPELLING;
        let productive = productive_suffix(surname, &cluster.surname);
        let gendered = gendered_surnames(surname, &cluster.surname);
        let vetoes: Vec<Veto> = [
            (Veto::NotOwnWords, cluster.mentions.iter().all(|&fact| self.mention(fact).borrowed)),
            (Veto::House, self.reading.names.are_distinct(&full_name(introduction.name), written)),
            (Veto::OneSentence, shares),
            (Veto::Kin, remarks & KIN != 0),
            (Veto::SpellingRemark, remarks & SPELLING != 0),
            (Veto::OwnRight, taken && !person_like),
            (Veto::BothEstablished, places.len() > 2 && 2 * places.len() > cluster.mentions.len() && !person_like),
            (Veto::GenderedSurname, gendered),
            (Veto::Inflection, productive),
        ]
        .into_iter()
        .filter_map(|(veto, holds)| holds.then_some(veto))
        .collect();
        let light = |veto: &Veto| person_like && matches!(veto, Veto::GenderedSurname | Veto::Inflection);
        if !vetoes.iter().all(light) {
            let evidence = Evidence::Orphan;
            return Some(Err(KeptApart { a: introduction.fact, b: fact, evidence, vetoes }));
        }
        let blocks = [self.blocks(&cluster.mentions), self.blocks(places)];
        let same_role = Roles::of(&cluster.roles, &[normal_role(&orphan.name.role).into()]) == Roles::Same;
        let strength = match (vetoes.is_empty(), same_role) {
            (false, _) => Strength::Info,
            (true, true) => Strength::Error,
            (true, false) => Strength::Warning,
        };
        Some(Ok(NameVariant {
            kind: VariantKind::OrphanSurname,
            a: introduction.fact,
            b: fact,
            part_a: introduction.name.surname.clone(),
            part_b: written.clone(),
            evidence: if same_role { vec![Evidence::SameRole, Evidence::Orphan] } else { vec![Evidence::Orphan] },
            against: vetoes,
            display: introduction.display != orphan.display,
            blocks,
            strength,
            preferred: self.listed(introduction.fact, fact).or_else(|| preferred(blocks, introduction.fact, fact)),
        }))
    }

    /// The one of two facts whose spelling the house has on its list.
    fn listed(&self, a: u32, b: u32) -> Option<u32> {
        let is_listed = |fact: u32| self.reading.names.entry(&full_name(self.mention(fact).name)).is_some();
        match (is_listed(a), is_listed(b)) {
            (true, false) => Some(a),
            (false, true) => Some(b),
            _ => None,
        }
    }
}

/// The people whose names resemble another's at a glance, with their numbers; hardly any do, and of many all are taken.
fn with_a_like(clusters: &[Cluster]) -> Vec<(u32, &Cluster)> {
    const MANY: usize = 128;
    let all = (0_u32..).zip(clusters);
    if clusters.len() > MANY {
        return all.collect();
    }
    let surnames: Vec<Look> = clusters.iter().map(|cluster| Look::of(&cluster.surname)).collect();
    let resembles = |a: usize, b: usize| {
        let (x, y) = (&clusters[a], &clusters[b]);
        surnames[a].resembles(surnames[b], LEFT_OUT)
            || x.given == y.given
            || x.given == y.surname
            || x.surname == y.given
    };
    all.filter(|&(id, _)| (0..clusters.len()).any(|other| other != id as usize && resembles(id as usize, other)))
        .collect()
}

/// The spelling that stands in at least two more independent blocks.
const fn preferred(blocks: [u32; 2], a: u32, b: u32) -> Option<u32> {
    if blocks[0] >= blocks[1] + 2 {
        Some(a)
    } else if blocks[1] >= blocks[0] + 2 {
        Some(b)
    } else {
        None
    }
}

/// Two short names of the same letters, in another order or another one doubled: `Osei` and `Osie`, `Maas` and `Mass`.
fn is_rearranged(a: &str, b: &str) -> bool {
    a.len() == SHORT && b.len() == SHORT && a != b && a.as_bytes()[0] == b.as_bytes()[0] && letters(a) == letters(b)
}

/// The letters of a name, each once, in the order of the alphabet.
fn letters(name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    letters.into_iter().collect()
}

/// Two neighbours swapped or a letter doubled in one part, the other part equal: a slip in a short name too.
fn is_small_slip(a: [&str; 2], b: [&str; 2]) -> bool {
    let (x, y) = match (a[0] == b[0], a[1] == b[1]) {
        (true, false) => (a[1], b[1]),
        (false, true) => (a[0], b[0]),
        _ => return false,
    };
    let swapped = x.len() == y.len() && {
        let differing: Vec<(char, char)> = x.chars().zip(y.chars()).filter(|(c, d)| c != d).collect();
        matches!(differing[..], [(a, b), (c, d)] if a == d && b == c)
    };
    swapped || comparison::is_doubled(x, y)
}
