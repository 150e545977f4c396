//! Bare surnames that leave the reader guessing.

use rustc_hash::FxHashSet;

use super::mentions::Desk;
use super::{Bearer, VariantKind};
use crate::lex::Class;

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

impl Desk<'_> {
    /// Bare surnames as subjects before anybody of that name was introduced.
    pub(super) fn unintroduced(&mut self) {
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
}
