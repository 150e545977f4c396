//! What speaks against it.

use super::evidence::Roles;
use super::mentions::{Desk, full_name};
use super::{BUCKET, Cluster, Evidence};
use crate::fact::PersonName;
use crate::fact::spelling::fold;
use crate::lex::{Class, Lexicon};

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
    /// V9: the house says that they are two.
    House,
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

pub(super) const KIN: u8 = 1;
pub(super) const SPELLING: u8 = 2;

impl Desk<'_> {
    /// The first veto that holds, if one does.
    pub(super) fn veto(&self, a: u32, b: u32, evidence: Evidence, roles: Roles) -> Option<Veto> {
        let (x, y) = (&self.people.clusters[a as usize], &self.people.clusters[b as usize]);
        let lexicon = self.reading.lexicon;
        let own = |cluster: &Cluster| cluster.mentions.iter().any(|&fact| !self.mention(fact).borrowed);
        if !own(x) || !own(y) {
            return Some(Veto::NotOwnWords);
        }
        let (m, n) = (self.mention(x.introduction).name, self.mention(y.introduction).name);
        if self.reading.names.are_distinct(&full_name(m), &full_name(n)) {
            return Some(Veto::House);
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

    pub(super) fn gendered_given_names(&self, m: &PersonName, n: &PersonName) -> bool {
        let lexicon = self.reading.lexicon;
        let gender = |name: &PersonName| lexicon.text(lexicon.word(&name.given), Class::GivenName);
        matches!((gender(m), gender(n)), (Some("female"), Some("male")) | (Some("male"), Some("female")))
    }

    pub(super) fn share_a_sentence(&self, x: &Cluster, y: &Cluster) -> bool {
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
    pub(super) fn remarks(&self, facts: &[u32]) -> u8 {
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
}

/// Generations that differ (`Jr.`, `III`); degrees say nothing about the person.
pub(super) fn qualifiers_differ(a: &str, b: &str, lexicon: &Lexicon) -> bool {
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
pub(super) fn middles_differ(a: &str, b: &str) -> bool {
    let (x, y) = (fold(a), fold(b));
    let short = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() == 1;
    match (x.chars().next(), y.chars().next()) {
        (Some(first), Some(second)) => first != second && (short(a) || short(b)),
        _ => false,
    }
}

/// `Petrov` and `Petrova`, `Zielinski` and `Zielinska`.
pub(super) fn gendered_surnames(a: &str, b: &str) -> bool {
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
pub(super) fn productive_suffix(a: &str, b: &str) -> bool {
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
