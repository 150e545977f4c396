//! The places that name a person, and what the work on them shares.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Bearer, Cluster, People, Reading};
use crate::fact::spelling::fold;
use crate::fact::{PersonName, Value};
use crate::lex::{Class, Token};
use crate::markup::Role;

/// A person at one place.
pub(super) struct Mention<'a> {
    pub(super) fact: u32,
    pub(super) name: &'a PersonName,
    pub(super) given: String,
    pub(super) surname: String,
    /// In quotation marks, in a credit line, or in a copy of another block.
    pub(super) borrowed: bool,
    /// Stands in a byline or credit.
    pub(super) credited: bool,
    /// Headline, heading or caption.
    pub(super) display: bool,
    pub(super) sentence: u32,
    pub(super) block: u32,
}

pub(super) struct Desk<'a> {
    pub(super) reading: Reading<'a>,
    pub(super) mentions: Vec<Mention<'a>>,
    pub(super) people: People,
    /// Cluster of each entry of the house's list of names.
    pub(super) by_entry: FxHashMap<u32, u32>,
    /// Clusters by folded surname.
    pub(super) by_surname: FxHashMap<String, Vec<u32>>,
    /// Clusters that an accepted variant ties to an earlier one.
    pub(super) tied: FxHashMap<u32, u32>,
    /// Mention of each fact.
    pub(super) mention_of: FxHashMap<u32, usize>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(reading: Reading<'a>) -> Self {
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
                credited: claim.role == Role::Credit,
                display: matches!(claim.role, Role::Headline | Role::Caption | Role::Standfirst),
                sentence: claim.sentence,
                block: claim.block,
            });
        }
        Self {
            reading,
            mentions,
            people: People { bearers: vec![Bearer::None; reading.facts.len()], ..People::default() },
            by_entry: FxHashMap::default(),
            by_surname: FxHashMap::default(),
            tied: FxHashMap::default(),
            mention_of,
        }
    }

    pub(super) fn mention(&self, fact: u32) -> &Mention<'a> {
        &self.mentions[self.mention_of[&fact]]
    }

    /// The mention that stands for a cluster in a report: the first in the house's own words.
    pub(super) fn spokesman(&self, cluster: &Cluster) -> u32 {
        let own = cluster.mentions.iter().copied().find(|&fact| {
            let mention = self.mention(fact);
            !mention.borrowed && !mention.given.is_empty() && !mention.surname.is_empty()
        });
        own.unwrap_or(cluster.introduction)
    }

    pub(super) fn all_display(&self, cluster: &Cluster) -> bool {
        cluster.mentions.iter().all(|&fact| self.mention(fact).display)
    }

    /// In how many blocks a spelling stands, copies and quotations not counted.
    pub(super) fn blocks(&self, mentions: &[u32]) -> u32 {
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

    pub(super) fn root(&self, id: u32) -> u32 {
        self.tied.get(&id).copied().unwrap_or(id)
    }

    /// Whether a reporting verb follows the mention.
    pub(super) fn is_subject(&self, mention: &Mention<'_>) -> bool {
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
}

/// Given name and surname, as a list of names has them.
pub(super) fn full_name(name: &PersonName) -> String {
    match (name.given.is_empty(), name.surname.is_empty()) {
        (true, _) => name.surname.to_string(),
        (_, true) => name.given.to_string(),
        _ => format!("{} {}", name.given, name.surname),
    }
}
