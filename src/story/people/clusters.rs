//! Who is meant: mentions of one spelling are one person, and bare names join whom they can only mean.

use rustc_hash::FxHashMap;

use super::AmbiguousSurname;
use super::evidence::normal_role;
use super::mentions::{Desk, Mention, full_name};
use crate::fact::spelling::{Key, fold, key};
use crate::lex::Class;

/// Sentences for which a reader has two bearers of one surname in mind.
const AMBIGUOUS_REACH: u32 = 3;

/// Whom a fact names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bearer {
    /// It is no person.
    None,
    /// The cluster of that index.
    Cluster(u32),
    /// Several clusters bear the name.
    Ambiguous,
    /// A bare name that no cluster bears.
    Orphan,
}

/// One person under one spelling.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cluster {
    /// Facts that name the person, in order.
    pub mentions: Vec<u32>,
    /// The first mention with a given name.
    pub introduction: u32,
    /// Folded given name.
    pub given: Box<str>,
    /// Folded surname, particles included.
    pub surname: Box<str>,
    /// Offices as written beside the mentions, in lower case, each once.
    pub roles: Vec<Box<str>>,
}

impl Desk<'_> {
    /// Every mention in full joins the cluster of its spelling, or opens it.
    pub(super) fn gather(&mut self) {
        // Other spellings of the given name that mean the same: initial, familiar form, second surname.
        let mut by_alias: FxHashMap<(Key, Key), u32> = FxHashMap::default();
        let mut by_name: FxHashMap<(Key, Key), u32> = FxHashMap::default();
        let names = self.reading.names;
        for at in 0..self.mentions.len() {
            let mention = &self.mentions[at];
            if mention.given.is_empty() || mention.surname.is_empty() {
                continue;
            }
            let (given, surname) = (key(&mention.given), key(&mention.surname));
            let aliases = self.aliases(mention);
            let entry = if names.is_empty() { None } else { names.entry(&full_name(mention.name)) };
            let known = by_name
                .get(&(given, surname))
                .or_else(|| self.by_entry.get(&entry?))
                .or_else(|| aliases.iter().find_map(|&alias| by_alias.get(&(alias, surname))))
                .copied();
            let cluster = known.unwrap_or_else(|| self.open(at));
            if let Some(entry) = entry {
                self.by_entry.entry(entry).or_insert(cluster);
            }
            by_name.entry((given, surname)).or_insert(cluster);
            for alias in aliases {
                by_alias.entry((alias, surname)).or_insert(cluster);
            }
            self.join(at, cluster);
        }
    }

    /// What else the given name of a mention may be called, itself and its initial included.
    fn aliases(&self, mention: &Mention<'_>) -> Vec<Key> {
        let lexicon = self.reading.lexicon;
        let mut aliases = Vec::new();
        let is_initial = mention.given.chars().count() == 1 || mention.name.given.contains('.');
        if let Some(first) = mention.given.chars().next() {
            // An initial fits any name that begins with it; a full name only meets the initial.
            aliases.push(if is_initial { key(&format!("{first}.")) } else { key(&mention.given) });
            if !is_initial && let Some(full) = lexicon.text(lexicon.word(&mention.name.given), Class::Nickname) {
                aliases.extend(full.split(' ').map(key));
            }
        }
        let middle = fold(&mention.name.middle);
        // `García Márquez` after `Gabriel García Márquez`; `Robert F. Dale` is not `John F. Dale`.
        if middle.chars().count() > 1 && !is_initial {
            // `Jean Luc Moreau` after `Jean-Luc Moreau`.
            aliases.push(key(&(mention.given.clone() + &middle)));
            aliases.push(key(&middle));
        }
        if !mention.name.nickname.is_empty() {
            aliases.push(key(&fold(&mention.name.nickname)));
        }
        aliases
    }

    pub(super) fn open(&mut self, at: usize) -> u32 {
        let mention = &self.mentions[at];
        let id = self.people.clusters.len() as u32;
        self.people.clusters.push(Cluster {
            mentions: Vec::new(),
            introduction: mention.fact,
            given: mention.given.as_str().into(),
            surname: mention.surname.as_str().into(),
            roles: Vec::new(),
        });
        self.by_surname.entry(mention.surname.clone()).or_default().push(id);
        // `Vega` for `de la Vega`.
        if let Some((_, last)) = mention.name.surname.rsplit_once(' ') {
            let last = fold(last);
            if last != mention.surname {
                self.by_surname.entry(last).or_default().push(id);
            }
        }
        id
    }

    pub(super) fn join(&mut self, at: usize, cluster: u32) {
        let mention = &self.mentions[at];
        self.people.bearers[mention.fact as usize] = Bearer::Cluster(cluster);
        let of = &mut self.people.clusters[cluster as usize];
        of.mentions.push(mention.fact);
        let role = normal_role(&mention.name.role);
        if !role.is_empty() && !of.roles.iter().any(|known| **known == *role) && of.roles.len() < 8 {
            of.roles.push(role.into());
        }
    }

    /// Bare surnames and given names join the one cluster that bears them.
    pub(super) fn attach(&mut self) {
        let mut by_given: FxHashMap<&str, (u32, bool)> = FxHashMap::default();
        for (id, cluster) in self.people.clusters.iter().enumerate() {
            let entry = by_given.entry(&cluster.given).or_insert((id as u32, true));
            entry.1 &= entry.0 == id as u32 || self.root(id as u32) == self.root(entry.0);
        }
        let mut joins = Vec::new();
        // For each surname that several people bear: who was named in full since the last bare mention.
        let mut since: FxHashMap<String, Since> = FxHashMap::default();
        for (at, mention) in self.mentions.iter().enumerate() {
            match (mention.given.is_empty(), mention.surname.is_empty()) {
                (false, false) => {
                    if let Bearer::Cluster(id) = self.people.bearers[mention.fact as usize]
                        && self.by_surname.get(&mention.surname).is_some_and(|bearers| bearers.len() > 1)
                    {
                        since.entry(mention.surname.clone()).or_default().name(self.root(id), mention.fact);
                    }
                }
                (true, false) => {
                    let Some(bearers) = self.by_surname.get(&mention.surname) else {
                        let entry = self.reading.names.entry(&mention.name.surname);
                        let listed = entry.and_then(|entry| self.by_entry.get(&entry));
                        joins.push((at, listed.map_or(Bearer::Orphan, |&id| Bearer::Cluster(id))));
                        continue;
                    };
                    let root = self.root(bearers[0]);
                    if bearers.iter().all(|&id| self.root(id) == root) {
                        // Spellings that may be one person: the bare name joins the one that prevails.
                        let id = bearers.iter().copied().max_by_key(|&id| {
                            (self.people.clusters[id as usize].mentions.len(), std::cmp::Reverse(id))
                        });
                        joins.push((at, Bearer::Cluster(id.unwrap_or(root))));
                        continue;
                    }
                    let state = since.entry(mention.surname.clone()).or_default();
                    let bearer = state.bare();
                    if let (None, false, true, false) =
                        (bearer, mention.borrowed, mention.name.title.is_empty(), mention.display)
                        && let Some(candidates) =
                            state.candidates().filter(|&pair| !self.is_lopsided(pair) && self.is_between(pair, at))
                    {
                        self.people.ambiguous.push(AmbiguousSurname { fact: mention.fact, candidates });
                    }
                    joins.push((at, bearer.map_or(Bearer::Ambiguous, Bearer::Cluster)));
                }
                (false, true) => {
                    let bearer = match by_given.get(mention.given.as_str()) {
                        Some((id, true)) => Bearer::Cluster(*id),
                        Some(_) => Bearer::Ambiguous,
                        None => Bearer::Orphan,
                    };
                    joins.push((at, bearer));
                }
                (true, true) => {}
            }
        }
        for (at, bearer) in joins {
            match bearer {
                Bearer::Cluster(id) => self.join(at, id),
                other => self.people.bearers[self.mentions[at].fact as usize] = other,
            }
        }
        for cluster in &mut self.people.clusters {
            cluster.mentions.sort_unstable();
        }
    }

    /// Whether two people were last named in one sentence, shortly before a bare mention of their surname, and both
    /// are surely people.
    fn is_between(&self, pair: [u32; 2], bare: usize) -> bool {
        let lexicon = self.reading.lexicon;
        let [one, other] = pair.map(|fact| self.mention(fact));
        let bare = self.mentions[bare].sentence;
        let named = |given: &str| lexicon.is(lexicon.word(given), Class::GivenName);
        one.sentence == other.sentence
            && bare > one.sentence
            && bare - one.sentence <= AMBIGUOUS_REACH
            && named(&one.name.given)
            && named(&other.name.given)
    }

    /// Whether one of two people is the subject of the piece and the other hardly in it.
    pub(super) fn is_lopsided(&self, pair: [u32; 2]) -> bool {
        let count = |fact: u32| match self.people.bearers[fact as usize] {
            Bearer::Cluster(id) => self.people.clusters[id as usize].mentions.len(),
            _ => 0,
        };
        let (one, other) = (count(pair[0]), count(pair[1]));
        one.max(other) >= 3 * one.min(other)
    }
}

/// Who was named in full under a surname since its last bare mention.
#[derive(Default)]
struct Since {
    /// The last two people named in full, the latest first, with the fact.
    last: [Option<(u32, u32)>; 2],
    /// How many different people were named since the last bare mention.
    fresh: u32,
    meant: Option<u32>,
}

impl Since {
    fn name(&mut self, person: u32, fact: u32) {
        match self.last[0] {
            Some((latest, _)) if latest == person => {
                self.last[0] = Some((person, fact));
                self.fresh = self.fresh.max(1);
            }
            latest => {
                self.last = [Some((person, fact)), latest];
                self.fresh += 1;
            }
        }
    }

    /// Whom a bare mention means, if that is clear.
    fn bare(&mut self) -> Option<u32> {
        let nearest = self.last[0].map(|(person, _)| person);
        let clear = match self.fresh {
            0 => self.meant,
            1 if self.meant.is_none_or(|meant| Some(meant) == nearest) => nearest,
            _ => None,
        };
        self.fresh = 0;
        self.meant = clear.or(nearest);
        clear
    }

    fn candidates(&self) -> Option<[u32; 2]> {
        match self.last {
            [Some((_, later)), Some((_, earlier))] => Some([earlier, later]),
            _ => None,
        }
    }
}
