//! Who is who: the people of a document, and spellings that may be slips of one another.
//!
//! A [`Cluster`] is one person under exactly one spelling, marks and joiners aside: mentions with the same
//! given name and surname, with initials or a familiar form that fit (`J. Roe`, `Bill`/`William`), and the
//! bare surnames and given names that only this person bears. Spelling never merges two clusters; a pair
//! that looks like a slip becomes a [`NameVariant`] with its [`Evidence`], and a pair that a [`Veto`] keeps
//! apart is forgotten. Strings propose and context decides, for no measure of two strings tells a misprint
//! from a cousin.
//!
//! Everything is linear in the number of mentions: near spellings meet in a table of deletions, and a
//! bucket of that table holds a fixed number of names.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::claim::Claim;
use crate::fact::spelling::{Key, Sieve, fold, key, near, neighbourhood};
use crate::fact::{Fact, PersonName, Value};
use crate::lex::{Class, Lexed, Lexicon, Token};
use crate::markup::{Document, Role};
use crate::story::Repeat;

/// Names that share a deletion beyond this number are too common to tell slips by.
const BUCKET: usize = 12;

/// The people of a document.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct People {
    /// In order of their first mention.
    pub clusters: Vec<Cluster>,
    /// Whom each fact names, in the order of the facts.
    pub bearers: Vec<Bearer>,
    /// Pairs of spellings that may be one person.
    pub variants: Vec<NameVariant>,
    /// One name with and without its marks, or joined in two ways.
    pub forms: Vec<FormVariant>,
    /// One name with two middle initials or suffixes.
    pub qualifiers: Vec<QualifierConflict>,
    /// Bare surnames that two people bear.
    pub ambiguous: Vec<AmbiguousSurname>,
    /// Bare surnames that nobody introduced before.
    pub unintroduced: Vec<UnintroducedSurname>,
}

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

/// Why two spellings may be one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// S1: surnames equal, given names near.
    SameSurname,
    /// S2: given names equal, surnames near.
    SameGivenName,
    /// S3: a bare surname near exactly one that was introduced before.
    Orphan,
    /// S4: the same office, and one part near.
    SameRole,
    /// S5: both parts near.
    BothNear,
}

/// Why a pair is left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Veto {
    /// V1: both are introduced in full, with given names neither equal nor near.
    DifferentGivenNames,
    /// V2: a word of kinship, or for a namesake, stands in either sentence.
    Kin,
    /// V3: one sentence names both.
    OneSentence,
    /// V4: suffixes or middle initials differ.
    Qualifier,
    /// V5: the two forms of one surname for a woman and a man.
    GenderedSurname,
    /// V6: the text itself remarks on the spelling.
    SpellingRemark,
    /// V7: one spelling stands only in quotations, credits and the like.
    NotOwnWords,
    /// V8: too short to tell.
    Short,
    /// V10: given names of a woman and a man.
    GenderedGivenName,
    /// One is the other with an ending, and nothing shows that they are people.
    Inflection,
    /// One given name is a familiar form of the other.
    FamiliarForm,
    /// Both spellings are well established in the document.
    BothEstablished,
    /// Both spellings are names in common use, and nothing else ties the two people.
    BothCommon,
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

/// How two forms of one name differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormKind {
    /// `Muñoz`, `Munoz`.
    Diacritic,
    /// `Jean-Luc`, `Jean Luc`; `van der Berg`, `Van der Berg`.
    Joiner,
}

/// One name in two forms that fold to the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormVariant {
    /// How they differ.
    pub kind: FormKind,
    /// The first fact with the one form.
    pub a: u32,
    /// The first fact with the other.
    pub b: u32,
    /// The part as written in `a`.
    pub part_a: Box<str>,
    /// The part as written in `b`.
    pub part_b: Box<str>,
    /// The fact with the form to keep: the one with marks, where it is at least as frequent.
    pub preferred: Option<u32>,
}

/// One name with two middle initials or suffixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QualifierConflict {
    /// The earlier fact.
    pub a: u32,
    /// The later fact.
    pub b: u32,
    /// What `a` has.
    pub part_a: Box<str>,
    /// What `b` has.
    pub part_b: Box<str>,
}

/// A bare surname that two people bear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmbiguousSurname {
    /// The bare mention.
    pub fact: u32,
    /// The last full mention of each person it may mean, at most two.
    pub candidates: [u32; 2],
}

/// A bare surname that nobody introduced before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnintroducedSurname {
    /// The bare mention.
    pub fact: u32,
    /// The full mention that comes too late, if there is one.
    pub introduced_late: Option<u32>,
}

/// What the layers before know of the document.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) lexed: &'a Lexed,
    pub(super) lexicon: &'a Lexicon,
    pub(super) facts: &'a [Fact],
    pub(super) claims: &'a [Claim],
    pub(super) repeats: &'a [Repeat],
}

/// Finds the people of a document.
pub(super) fn find(reading: Reading<'_>) -> People {
    let mut desk = Desk::new(reading);
    if desk.mentions.is_empty() {
        return desk.people;
    }
    desk.gather();
    desk.compare();
    desk.attach();
    desk.orphans();
    desk.unintroduced();
    desk.qualifiers();
    desk.forms();
    desk.people.variants.sort_by_key(|variant| (variant.b, variant.a));
    desk.people
}

/// A person at one place.
struct Mention<'a> {
    fact: u32,
    name: &'a PersonName,
    given: String,
    surname: String,
    /// In quotation marks, in a credit line, or in a copy of another block.
    borrowed: bool,
    /// Headline, heading or caption.
    display: bool,
    sentence: u32,
    block: u32,
}

struct Desk<'a> {
    reading: Reading<'a>,
    mentions: Vec<Mention<'a>>,
    people: People,
    /// Cluster by folded given name and surname.
    by_name: FxHashMap<(String, String), u32>,
    /// Clusters by folded surname.
    by_surname: FxHashMap<String, Vec<u32>>,
    /// Clusters that an accepted variant ties to an earlier one.
    tied: FxHashMap<u32, u32>,
    /// Mention of each fact.
    mention_of: FxHashMap<u32, usize>,
}

impl<'a> Desk<'a> {
    fn new(reading: Reading<'a>) -> Self {
        let copies: FxHashSet<u32> = reading
            .repeats
            .iter()
            .filter(|repeat| repeat.whole_block)
            .map(|repeat| {
                reading.document.blocks.partition_point(|block| block.span.end() <= repeat.again.start()) as u32
            })
            .collect();
        let mut mentions = Vec::new();
        let mut mention_of = FxHashMap::default();
        for (index, fact) in reading.facts.iter().enumerate() {
            let Value::Person(name) = &fact.value else { continue };
            let claim = &reading.claims[index];
            mention_of.insert(index as u32, mentions.len());
            mentions.push(Mention {
                fact: index as u32,
                name,
                given: fold(&name.given),
                surname: fold(&name.surname),
                borrowed: claim.quotation.is_some()
                    || matches!(claim.role, Role::Credit | Role::QuoteBlock | Role::Furniture | Role::Code)
                    || copies.contains(&claim.block),
                display: matches!(claim.role, Role::Headline | Role::Caption | Role::Standfirst),
                sentence: claim.sentence,
                block: claim.block,
            });
        }
        Self {
            reading,
            mentions,
            people: People { bearers: vec![Bearer::None; reading.facts.len()], ..People::default() },
            by_name: FxHashMap::default(),
            by_surname: FxHashMap::default(),
            tied: FxHashMap::default(),
            mention_of,
        }
    }

    fn mention(&self, fact: u32) -> &Mention<'a> {
        &self.mentions[self.mention_of[&fact]]
    }

    // ------------------------------------------------------------------------------------------ exact clusters

    /// Every mention in full joins the cluster of its spelling, or opens it.
    fn gather(&mut self) {
        // Other spellings of the given name that mean the same: initial, familiar form, second surname.
        let mut by_alias: FxHashMap<(String, String), u32> = FxHashMap::default();
        for at in 0..self.mentions.len() {
            let mention = &self.mentions[at];
            if mention.given.is_empty() || mention.surname.is_empty() {
                continue;
            }
            let key = (mention.given.clone(), mention.surname.clone());
            let aliases = self.aliases(mention);
            let known =
                self.by_name.get(&key).copied().or_else(|| {
                    aliases.iter().find_map(|alias| by_alias.get(&(alias.clone(), key.1.clone())).copied())
                });
            let cluster = known.unwrap_or_else(|| self.open(at));
            self.by_name.entry(key.clone()).or_insert(cluster);
            for alias in aliases {
                by_alias.entry((alias, key.1.clone())).or_insert(cluster);
            }
            self.join(at, cluster);
        }
    }

    /// What else the given name of a mention may be called, itself and its initial included.
    fn aliases(&self, mention: &Mention<'_>) -> Vec<String> {
        let lexicon = self.reading.lexicon;
        let mut aliases = Vec::new();
        let is_initial = mention.given.chars().count() == 1 || mention.name.given.contains('.');
        if let Some(first) = mention.given.chars().next() {
            // An initial fits any name that begins with it; a full name only meets the initial.
            aliases.push(if is_initial { format!("{first}.") } else { mention.given.clone() });
            if !is_initial && let Some(full) = lexicon.text(lexicon.word(&mention.name.given), Class::Nickname) {
                aliases.extend(full.split(' ').map(str::to_owned));
            }
        }
        // `García Márquez` after `Gabriel García Márquez`.
        if !mention.name.middle.is_empty() && !is_initial {
            aliases.push(fold(&mention.name.middle));
        }
        if !mention.name.nickname.is_empty() {
            aliases.push(fold(&mention.name.nickname));
        }
        aliases
    }

    fn open(&mut self, at: usize) -> u32 {
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

    fn join(&mut self, at: usize, cluster: u32) {
        let mention = &self.mentions[at];
        self.people.bearers[mention.fact as usize] = Bearer::Cluster(cluster);
        let of = &mut self.people.clusters[cluster as usize];
        of.mentions.push(mention.fact);
        let role = normal_role(&mention.name.role);
        if !role.is_empty() && !of.roles.iter().any(|known| **known == *role) && of.roles.len() < 8 {
            of.roles.push(role.into());
        }
    }

    // ------------------------------------------------------------------------------------------ near pairs

    /// Looks at every pair of clusters that are near in one part.
    fn compare(&mut self) {
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
    fn judge(&mut self, a: u32, b: u32) {
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
            preferred: preferred(blocks, first, second),
        };
        self.people.variants.push(variant);
        let root = self.tied.get(&a).copied().unwrap_or(a);
        self.tied.insert(b, root);
    }

    /// The mention that stands for a cluster in a report: the first in the house's own words.
    fn spokesman(&self, cluster: &Cluster) -> u32 {
        let own = cluster.mentions.iter().copied().find(|&fact| {
            let mention = self.mention(fact);
            !mention.borrowed && !mention.given.is_empty() && !mention.surname.is_empty()
        });
        own.unwrap_or(cluster.introduction)
    }

    fn all_display(&self, cluster: &Cluster) -> bool {
        cluster.mentions.iter().all(|&fact| self.mention(fact).display)
    }

    /// In how many blocks a spelling stands, copies and quotations not counted.
    fn blocks(&self, mentions: &[u32]) -> u32 {
        let mut count = 0;
        let mut last = None;
        for mention in mentions.iter().map(|&fact| self.mention(fact)).filter(|mention| !mention.borrowed) {
            if last != Some(mention.block) {
                count += 1;
                last = Some(mention.block);
            }
        }
        count
    }

    /// The first veto that holds, if one does.
    fn veto(&self, a: u32, b: u32, evidence: Evidence, roles: Roles) -> Option<Veto> {
        let (x, y) = (&self.people.clusters[a as usize], &self.people.clusters[b as usize]);
        let lexicon = self.reading.lexicon;
        let own = |cluster: &Cluster| cluster.mentions.iter().any(|&fact| !self.mention(fact).borrowed);
        if !own(x) || !own(y) {
            return Some(Veto::NotOwnWords);
        }
        if self.share_a_sentence(x, y) {
            return Some(Veto::OneSentence);
        }
        let (rare, other) = if x.mentions.len() < y.mentions.len() { (x, y) } else { (y, x) };
        let remarks = self.remarks(&rare.mentions) | self.remarks(&[other.introduction]);
        if remarks & KIN != 0 {
            return Some(Veto::Kin);
        }
        if remarks & SPELLING != 0 {
            return Some(Veto::SpellingRemark);
        }
        let (m, n) = (self.mention(x.introduction).name, self.mention(y.introduction).name);
        if qualifiers_differ(&m.suffix, &n.suffix, lexicon) || middles_differ(&m.middle, &n.middle) {
            return Some(Veto::Qualifier);
        }
        if evidence == Evidence::BothNear && gendered_surnames(&x.surname, &y.surname) {
            return Some(Veto::GenderedSurname);
        }
        if evidence != Evidence::SameGivenName && roles != Roles::Same && self.gendered_given_names(m, n) {
            return Some(Veto::GenderedGivenName);
        }
        if roles != Roles::Same
            && x.mentions.len() > 2
            && y.mentions.len() > 2
            && self.blocks(&x.mentions) > 1
            && self.blocks(&y.mentions) > 1
        {
            return Some(Veto::BothEstablished);
        }
        let listed = |text: &str, class: Class| lexicon.is(lexicon.word(text), class);
        let common = match evidence {
            Evidence::BothNear => {
                listed(&m.surname, Class::Surname) && listed(&n.surname, Class::Surname)
                    || listed(&m.given, Class::GivenName) && listed(&n.given, Class::GivenName)
            }
            _ => false,
        };
        (common && roles != Roles::Same).then_some(Veto::BothCommon)
    }

    fn gendered_given_names(&self, m: &PersonName, n: &PersonName) -> bool {
        let lexicon = self.reading.lexicon;
        let gender = |name: &PersonName| lexicon.text(lexicon.word(&name.given), Class::GivenName);
        matches!((gender(m), gender(n)), (Some("female"), Some("male")) | (Some("male"), Some("female")))
    }

    fn share_a_sentence(&self, x: &Cluster, y: &Cluster) -> bool {
        let (mut left, mut right) = (x.mentions.iter().peekable(), y.mentions.iter().peekable());
        while let (Some(&&i), Some(&&j)) = (left.peek(), right.peek()) {
            match self.mention(i).sentence.cmp(&self.mention(j).sentence) {
                std::cmp::Ordering::Equal => return true,
                std::cmp::Ordering::Less => left.next(),
                std::cmp::Ordering::Greater => right.next(),
            };
        }
        false
    }

    /// Words in the sentences of some mentions that speak against a slip.
    fn remarks(&self, facts: &[u32]) -> u8 {
        let mut found = 0;
        for &fact in facts.iter().take(BUCKET) {
            let sentence = &self.reading.lexed.sentences[self.mention(fact).sentence as usize];
            for token in &self.reading.lexed.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize] {
                let classes = self.reading.lexicon.classes(token.word);
                found |= if classes & Class::KinWord.bit() != 0 { KIN } else { 0 };
                found |= if classes & Class::SpellingRemark.bit() != 0 { SPELLING } else { 0 };
            }
        }
        found
    }

    // ------------------------------------------------------------------------------------------ bare names

    /// Bare surnames and given names join the one cluster that bears them.
    fn attach(&mut self) {
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
                        joins.push((at, Bearer::Orphan));
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
                        && let Some(candidates) = state.candidates().filter(|&pair| !self.is_lopsided(pair))
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

    /// Whether one of two people is the subject of the piece and the other hardly in it.
    fn is_lopsided(&self, pair: [u32; 2]) -> bool {
        let count = |fact: u32| match self.people.bearers[fact as usize] {
            Bearer::Cluster(id) => self.people.clusters[id as usize].mentions.len(),
            _ => 0,
        };
        let (one, other) = (count(pair[0]), count(pair[1]));
        one.max(other) >= 3 * one.min(other)
    }

    fn root(&self, id: u32) -> u32 {
        self.tied.get(&id).copied().unwrap_or(id)
    }

    /// Bare surnames as subjects before anybody of that name was introduced.
    fn unintroduced(&mut self) {
        // A slip of an introduced surname is reported as that.
        let slips = self.people.variants.iter().filter(|variant| variant.kind == VariantKind::OrphanSurname);
        let mut reported: FxHashSet<&str> = slips.map(|variant| self.mention(variant.b).surname.as_str()).collect();
        let mut found = Vec::new();
        for mention in &self.mentions {
            if !mention.given.is_empty() || mention.surname.is_empty() || mention.borrowed || mention.display {
                continue;
            }
            let introduction = match self.people.bearers[mention.fact as usize] {
                Bearer::Orphan => None,
                Bearer::Cluster(id) => {
                    let introduction = self.people.clusters[id as usize].introduction;
                    // A headline does not introduce anybody; the body does.
                    if introduction < mention.fact {
                        continue;
                    }
                    Some(introduction)
                }
                Bearer::None | Bearer::Ambiguous => continue,
            };
            let lexicon = self.reading.lexicon;
            let well_known = lexicon.is(lexicon.word(&mention.name.surname), Class::Surname);
            if !well_known
                && self.is_subject(mention)
                && mention.name.title.is_empty()
                && reported.insert(&mention.surname)
            {
                found.push(UnintroducedSurname { fact: mention.fact, introduced_late: introduction });
            }
        }
        self.people.unintroduced = found;
    }

    /// Whether a reporting verb follows the mention.
    fn is_subject(&self, mention: &Mention<'_>) -> bool {
        let end = self.reading.facts[mention.fact as usize].end_token as usize;
        let lexicon = self.reading.lexicon;
        let speaks = |token: &Token| {
            !token.is_capital()
                && lexicon.is_any(token.word, Class::AttributionVerb.bit() | Class::PersonVerb.bit())
                && lexicon.lemma(token.word) != token.word
        };
        self.reading.lexed.tokens[end..].iter().take(3).take_while(|token| !token.is_sentence_start()).enumerate().any(
            |(ahead, token)| {
                speaks(token)
                    && (ahead == 0
                        || self.reading.lexed.tokens[end..end + ahead]
                            .iter()
                            .all(|between| lexicon.is(between.word, Class::Auxiliary)))
            },
        )
    }

    /// S3: a bare surname that nobody bears, near exactly one that somebody bears.
    fn orphans(&mut self) {
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
    fn judge_orphan(&self, surname: &str, places: &[u32], id: u32) -> Option<NameVariant> {
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
            preferred: preferred(blocks, introduction.fact, fact),
        })
    }

    // ------------------------------------------------------------------------------------------ forms of one name

    /// Middle initials and suffixes that contradict each other under one name.
    fn qualifiers(&mut self) {
        let mut found = Vec::new();
        for cluster in &self.people.clusters {
            let mut middle: Option<&Mention<'_>> = None;
            let mut suffix: Option<&Mention<'_>> = None;
            for mention in cluster.mentions.iter().map(|&fact| self.mention(fact)).filter(|mention| !mention.borrowed) {
                if mention.name.given.is_empty() {
                    continue;
                }
                if !mention.name.middle.is_empty() {
                    match middle {
                        Some(before) if middles_differ(&before.name.middle, &mention.name.middle) => {
                            found.push(QualifierConflict {
                                a: before.fact,
                                b: mention.fact,
                                part_a: before.name.middle.clone(),
                                part_b: mention.name.middle.clone(),
                            });
                            break;
                        }
                        Some(_) => {}
                        None => middle = Some(mention),
                    }
                }
                if !mention.name.suffix.is_empty() {
                    match suffix {
                        Some(before)
                            if qualifiers_differ(&before.name.suffix, &mention.name.suffix, self.reading.lexicon) =>
                        {
                            found.push(QualifierConflict {
                                a: before.fact,
                                b: mention.fact,
                                part_a: before.name.suffix.clone(),
                                part_b: mention.name.suffix.clone(),
                            });
                            break;
                        }
                        Some(_) => {}
                        None => suffix = Some(mention),
                    }
                }
            }
        }
        self.people.qualifiers = found;
    }

    /// One name with and without marks, or joined in two ways.
    fn forms(&mut self) {
        let mut found = Vec::new();
        // Form, fact and cluster of the first mentions that share a folded form.
        type Firsts<'a> = Vec<(&'a str, u32, u32)>;
        let mut first_of: FxHashMap<(u32, bool), Firsts<'_>> = FxHashMap::default();
        let mut order = Vec::new();
        for mention in self.mentions.iter().filter(|mention| !mention.borrowed) {
            let Bearer::Cluster(id) = self.people.bearers[mention.fact as usize] else { continue };
            for (given, part) in [(true, &mention.name.given), (false, &mention.name.surname)] {
                if part.is_empty() || part.chars().all(|c| !c.is_lowercase()) {
                    continue;
                }
                let cluster = &self.people.clusters[id as usize];
                if *fold(part) != **(if given { &cluster.given } else { &cluster.surname }) {
                    continue;
                }
                let forms = first_of.entry((id, given)).or_insert_with(|| {
                    order.push((id, given));
                    Vec::new()
                });
                if let Some((.., count)) = forms.iter_mut().find(|(form, ..)| *form == &**part) {
                    *count += 1;
                } else if forms.len() < BUCKET {
                    forms.push((part, mention.fact, 1));
                }
            }
        }
        for key in order {
            let forms = &first_of[&key];
            let (one, a, count) = forms[0];
            for &(other, b, again) in &forms[1..] {
                let Some(kind) = form_kind(one, other) else { continue };
                if kind == FormKind::Joiner && one.eq_ignore_ascii_case(other) && self.case_says_nothing(a, b) {
                    continue;
                }
                let marked = |text: &str| !text.is_ascii();
                let preferred = match (kind, marked(one), marked(other)) {
                    (FormKind::Diacritic, true, false) if count >= again => Some(a),
                    (FormKind::Diacritic, false, true) if again >= count => Some(b),
                    _ if count >= again + 2 => Some(a),
                    _ if again >= count + 2 => Some(b),
                    _ => None,
                };
                found.push(FormVariant { kind, a, b, part_a: one.into(), part_b: other.into(), preferred });
                break;
            }
        }
        self.people.forms = found;
    }

    /// Whether a difference of capitals is owed to the place: the start of a sentence, or display text.
    fn case_says_nothing(&self, a: u32, b: u32) -> bool {
        [a, b].iter().any(|&fact| {
            let first = self.reading.facts[fact as usize].first_token as usize;
            self.mention(fact).display || self.reading.lexed.tokens[first].is_sentence_start()
        })
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

const KIN: u8 = 1;
const SPELLING: u8 = 2;

/// How the offices of two people relate.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Roles {
    Same,
    Different,
    Unknown,
}

impl Roles {
    fn of(a: &[Box<str>], b: &[Box<str>]) -> Self {
        let ends = |long: &str, short: &str| {
            long.strip_suffix(short).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
        };
        let known = |roles: &[Box<str>]| roles.iter().any(|role| !role.is_empty());
        if !known(a) || !known(b) {
            Self::Unknown
        } else if a.iter().any(|x| b.iter().any(|y| !x.is_empty() && !y.is_empty() && (ends(x, y) || ends(y, x)))) {
            Self::Same
        } else {
            Self::Different
        }
    }
}

/// An office in lower case, without an article and without the words for a past or coming holder.
fn normal_role(role: &str) -> String {
    let folded = role.to_lowercase();
    let mut rest = folded.as_str();
    while let Some(shorter) =
        ["the ", "a ", "an ", "former ", "then ", "new "].iter().find_map(|word| rest.strip_prefix(word))
    {
        rest = shorter;
    }
    rest.to_owned()
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

/// Generations that differ (`Jr.`, `III`); degrees say nothing about the person.
fn qualifiers_differ(a: &str, b: &str, lexicon: &Lexicon) -> bool {
    let generation = |text: &str| {
        let first = text.split([' ', ',']).next().unwrap_or_default().trim_end_matches('.');
        let word = lexicon.word(first);
        (lexicon.text(word, Class::NameSuffix) == Some("generation")).then(|| match fold(first).as_str() {
            "junior" => "jr".to_owned(),
            "senior" => "sr".to_owned(),
            other => other.to_owned(),
        })
    };
    matches!((generation(a), generation(b)), (Some(x), Some(y)) if x != y)
}

/// Middle names that cannot both be right: `D.` and `B.`, but not `David` and `D.`
fn middles_differ(a: &str, b: &str) -> bool {
    let (x, y) = (fold(a), fold(b));
    let short = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() == 1;
    match (x.chars().next(), y.chars().next()) {
        (Some(first), Some(second)) => first != second && (short(a) || short(b)),
        _ => false,
    }
}

/// `Petrov` and `Petrova`, `Zielinski` and `Zielinska`.
fn gendered_surnames(a: &str, b: &str) -> bool {
    const ENDINGS: [(&str, &str); 9] = [
        ("ov", "ova"),
        ("ev", "eva"),
        ("in", "ina"),
        ("yn", "yna"),
        ("ski", "ska"),
        ("sky", "skaya"),
        ("skiy", "skaya"),
        ("cki", "cka"),
        ("is", "iene"),
    ];
    let pair = |x: &str, y: &str| {
        ENDINGS.iter().any(|(his, hers)| {
            x.strip_suffix(his).is_some_and(|stem| y.strip_suffix(hers).is_some_and(|other| stem == other))
        })
    };
    pair(a, b) || pair(b, a)
}

/// One is the other with an ending that makes another surname of it: `Harris`, `Harrison`.
fn productive_suffix(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short).is_some_and(|ending| {
        matches!(
            ending,
            "s" | "son"
                | "sen"
                | "er"
                | "man"
                | "ton"
                | "ov"
                | "ev"
                | "a"
                | "y"
                | "ez"
                | "es"
                | "i"
                | "n"
                | "an"
                | "ian"
                | "ist"
        )
    }) || long.strip_suffix("son").is_some_and(|stem| short.strip_suffix('s') == Some(stem))
}

/// How two spellings that fold to the same differ.
fn form_kind(a: &str, b: &str) -> Option<FormKind> {
    let plain =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect() };
    if a == b {
        None
    } else if plain(a) == plain(b) {
        // The kind of apostrophe is a matter of typography.
        (a.replace('\u{2019}', "'") != b.replace('\u{2019}', "'")).then_some(FormKind::Joiner)
    } else {
        Some(FormKind::Diacritic)
    }
}
