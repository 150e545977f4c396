//! Pairs of spellings that may be one person.

use rustc_hash::{FxHashMap, FxHashSet};

use super::evidence::{Roles, normal_role};
use super::mentions::{Desk, Mention, full_name};
use super::vetoes::{gendered_surnames, productive_suffix};
use super::{BUCKET, Bearer, Cluster, Evidence};
use crate::fact::spelling::{Key, Sieve, key, near, neighbourhood};

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
    /// Why they may be one.
    pub evidence: Evidence,
    /// Whether both bear the same office.
    pub same_role: bool,
    /// Whether one stands in a headline or caption and the other in the body.
    pub display: bool,
    /// In how many independent blocks each spelling stands.
    pub blocks: [u32; 2],
    /// How sure.
    pub strength: Strength,
    /// The fact whose spelling prevails, where one does.
    pub preferred: Option<u32>,
}

impl Desk<'_> {
    /// Looks at every pair of clusters that are near in one part.
    pub(super) fn compare(&mut self) {
        // Given names that are near under one surname, and near surnames under any given name.
        let keys = |cluster: &Cluster, visit: &mut dyn FnMut(Key)| {
            let own = key(&cluster.surname);
            neighbourhood(&cluster.given, |given| visit(given ^ own.rotate_left(32)));
            neighbourhood(&cluster.surname, |surname| {
                if surname != own || cluster.surname.len() > 4 {
                    visit(surname);
                }
            });
        };
        let clusters = &self.people.clusters;
        if clusters.len() < 2 {
            return;
        }
        let mut sieve = Sieve::for_words(2 * clusters.len());
        for cluster in clusters {
            keys(cluster, &mut |key| sieve.note(key));
        }
        let mut table: FxHashMap<Key, Vec<u32>> = FxHashMap::default();
        let mut pairs: FxHashSet<(u32, u32)> = FxHashSet::default();
        let mut order = Vec::new();
        for (id, cluster) in (0_u32..).zip(clusters) {
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
    pub(super) fn judge(&mut self, a: u32, b: u32) {
        let (x, y) = (&self.people.clusters[a as usize], &self.people.clusters[b as usize]);
        let same_surname = x.surname == y.surname;
        let same_given = x.given == y.given;
        let (evidence, kind) = match (same_surname, same_given) {
            (true, false) if near(&x.given, &y.given) => (Evidence::SameSurname, VariantKind::GivenName),
            (false, true) if near(&x.surname, &y.surname) => (Evidence::SameGivenName, VariantKind::Surname),
            (false, false) if near(&x.surname, &y.surname) && near(&x.given, &y.given) => {
                (Evidence::BothNear, VariantKind::Surname)
            }
            _ => return,
        };
        let roles = Roles::of(&x.roles, &y.roles);
        if self.veto(a, b, evidence, roles).is_some() {
            return;
        }
        let (x, y) = (&self.people.clusters[a as usize], &self.people.clusters[b as usize]);
        let display = self.all_display(x) != self.all_display(y);
        let strength = match (roles, display, evidence) {
            (Roles::Same, ..) | (_, true, _) => Strength::Error,
            (Roles::Different, _, Evidence::SameGivenName) => Strength::Info,
            _ => Strength::Warning,
        };
        let blocks = [self.blocks(&x.mentions), self.blocks(&y.mentions)];
        let (first, second) = (self.spokesman(x), self.spokesman(y));
        let (fa, fb) = (self.mention(first), self.mention(second));
        let part = |mention: &Mention<'_>| -> Box<str> {
            if kind == VariantKind::GivenName { mention.name.given.clone() } else { mention.name.surname.clone() }
        };
        let variant = NameVariant {
            kind,
            a: first,
            b: second,
            part_a: part(fa),
            part_b: part(fb),
            evidence,
            same_role: roles == Roles::Same,
            display,
            blocks,
            strength,
            preferred: self.listed(first, second).or_else(|| preferred(blocks, first, second)),
        };
        self.people.variants.push(variant);
        let root = self.tied.get(&a).copied().unwrap_or(a);
        self.tied.insert(b, root);
    }

    /// S3: a bare surname that nobody bears, near exactly one that somebody bears.
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
        for surname in &order {
            neighbourhood(surname, |key| sieve.note(key));
        }
        let mut table: FxHashMap<Key, Vec<u32>> = FxHashMap::default();
        for (id, cluster) in (0_u32..).zip(&self.people.clusters) {
            neighbourhood(&cluster.surname, |key| {
                if sieve.has(key) {
                    let bucket = table.entry(key).or_default();
                    if bucket.len() < BUCKET && bucket.last() != Some(&id) {
                        bucket.push(id);
                    }
                }
            });
        }
        let mut found = Vec::new();
        for surname in order {
            let mut near_to: Vec<u32> = Vec::new();
            neighbourhood(surname, |key| {
                for &id in table.get(&key).into_iter().flatten() {
                    if !near_to.contains(&id) && near(surname, &self.people.clusters[id as usize].surname) {
                        near_to.push(id);
                    }
                }
            });
            near_to.sort_unstable();
            near_to.dedup_by_key(|id| self.root(*id));
            if let [id] = near_to[..] {
                found.extend(self.judge_orphan(surname, &forms[surname], id));
            }
        }
        self.people.variants.extend(found);
    }

    /// Weighs a bare surname against the one cluster it is near to.
    pub(super) fn judge_orphan(&self, surname: &str, places: &[u32], id: u32) -> Option<NameVariant> {
        let cluster = &self.people.clusters[id as usize];
        let fact = *places.first()?;
        let orphan = self.mention(fact);
        let introduction = self.mention(self.spokesman(cluster));
        let own = cluster.mentions.iter().any(|&fact| !self.mention(fact).borrowed);
        if cluster.mentions.first().is_none_or(|&first| fact < first) || !own {
            return None;
        }
        let lexicon = self.reading.lexicon;
        let person_like = !orphan.name.title.is_empty() || !orphan.name.role.is_empty() || self.is_subject(orphan);
        let written = if orphan.name.surname.is_empty() { &orphan.name.given } else { &orphan.name.surname };
        let word = lexicon.word(written);
        // A name in its own right, or the name of something else, is no slip of another without a cue.
        let taken = word.is_known();
        if taken && !person_like {
            return None;
        }
        let shares = taken && cluster.mentions.iter().any(|&fact| self.mention(fact).sentence == orphan.sentence);
        let remarks = self.remarks(places) | self.remarks(&[cluster.introduction]);
        if shares || remarks != 0 {
            return None;
        }
        let blocks = [self.blocks(&cluster.mentions), self.blocks(places)];
        let productive = productive_suffix(surname, &cluster.surname);
        if !person_like && (productive || places.len() > 2 || gendered_surnames(surname, &cluster.surname)) {
            return None;
        }
        if self.reading.names.are_distinct(&full_name(introduction.name), written) {
            return None;
        }
        let same_role = Roles::of(&cluster.roles, &[normal_role(&orphan.name.role).into()]) == Roles::Same;
        let strength = match (productive || gendered_surnames(surname, &cluster.surname), same_role) {
            (true, _) => Strength::Info,
            (false, true) => Strength::Error,
            (false, false) => Strength::Warning,
        };
        Some(NameVariant {
            kind: VariantKind::OrphanSurname,
            a: introduction.fact,
            b: fact,
            part_a: introduction.name.surname.clone(),
            part_b: written.clone(),
            evidence: if same_role { Evidence::SameRole } else { Evidence::Orphan },
            same_role,
            display: introduction.display != orphan.display,
            blocks,
            strength,
            preferred: self.listed(introduction.fact, fact).or_else(|| preferred(blocks, introduction.fact, fact)),
        })
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
