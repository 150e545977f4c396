//! Bare surnames that leave the reader guessing.

use rustc_hash::FxHashSet;

use super::mentions::{Desk, Mention};
use super::{Bearer, VariantKind};
use crate::fact::spelling::fold;
use crate::lex::{Class, Token, TokenKind};

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
            // A plural that speaks is a group: `Maintainers said`.
            let plural = mention.surname.ends_with('s')
                && !self.reading.lexicon.is(self.reading.lexicon.word(&mention.name.surname), Class::Surname);
            if !plural
                && (self.is_speaker(mention) || introduction.is_some_and(|full| self.is_later(full, mention)))
                && mention.name.title.is_empty()
                && mention.name.role.is_empty()
                && reported.insert(&mention.surname)
            {
                found.push(UnintroducedSurname { fact: mention.fact, introduced_late: introduction });
            }
        }
        let elsewhere = self.placed(found.iter().map(|bare| self.mention(bare.fact).surname.as_str()));
        found.retain(|bare| !elsewhere.contains(&self.mention(bare.fact).surname));
        self.people.unintroduced = found;
    }

    /// Whether the full name comes in a later sentence of the running text, with its office or title, and the bare
    /// one is not part of another name: not `the Churchill Lab`.
    fn is_later(&self, full: u32, bare: &Mention<'_>) -> bool {
        let next = self.reading.lexed.tokens.get(self.reading.facts[bare.fact as usize].end_token as usize);
        let alone =
            next.is_none_or(|next| !next.is_capital() && next.kind != TokenKind::ParenOpen || next.is_sentence_start());
        let full = self.mention(full);
        let lexicon = self.reading.lexicon;
        let presented = (!full.name.role.is_empty() || !full.name.title.is_empty())
            && lexicon.is(lexicon.word(&full.name.given), Class::GivenName);
        alone && presented && full.sentence > bare.sentence && !full.borrowed && !full.display
    }

    /// Which of the names are those of a place or a people somewhere: `between Merrow and Kell`, `Kellish forces`.
    fn placed<'n>(&self, names: impl Iterator<Item = &'n str>) -> FxHashSet<String> {
        let mut asked: FxHashSet<&str> = names.collect();
        let mut found = FxHashSet::default();
        if asked.is_empty() {
            return found;
        }
        let tokens = &self.reading.lexed.tokens;
        let text = |at: usize| tokens[at].span().slice(&self.reading.document.prose);
        for (at, token) in tokens.iter().enumerate().skip(1) {
            if token.kind != TokenKind::Word || !token.is_capital() {
                continue;
            }
            let word = fold(text(at));
            let people =
                ["ish", "ian", "ians", "ese", "an", "ans", "i"].iter().find_map(|ending| word.strip_suffix(ending));
            let joined = text(at - 1) == "and" && (at.saturating_sub(4)..at).any(|before| text(before) == "between");
            let led = joined
                || matches!(text(at - 1), "in" | "between" | "across" | "into" | "near" | "outside" | "throughout");
            let place = people.or(led.then_some(word.as_str()));
            if let Some(name) = place.and_then(|name| asked.take(name)) {
                found.insert(name.to_owned());
            }
        }
        found
    }

    /// Whether a mention is the subject of a verb of speech, before it or behind it, and no part of a larger phrase:
    /// not `Matt Collar from Allmusic noted`.
    fn is_speaker(&self, mention: &Mention<'_>) -> bool {
        let lexicon = self.reading.lexicon;
        let tokens = &self.reading.lexed.tokens;
        let fact = &self.reading.facts[mention.fact as usize];
        let (first, end) = (fact.first_token as usize, fact.end_token as usize);
        // Bodies report and announce; who said or told something is a person.
        let past = |token: &Token| {
            let lemma = lexicon.lemma(token.word);
            let speech = matches!(lexicon.spelling(lemma), "say" | "tell" | "add") && lemma != token.word;
            speech && !token.span().slice(&self.reading.document.prose).ends_with('s') && !token.is_capital()
        };
        let before = first.checked_sub(1).map(|at| &tokens[at]).filter(|_| !tokens[first].is_sentence_start());
        let free = match before {
            // `'Nuff said`: what a mark is glued to is no name.
            Some(token) => token.kind != TokenKind::Word && !tokens[first].is_glued() || past(token),
            None => first == 0 || !tokens[first].is_glued(),
        };
        let behind = tokens.get(end).is_some_and(|next| past(next) && !next.is_sentence_start());
        let ends = tokens.get(end).is_none_or(|next| next.kind != TokenKind::Word || next.is_sentence_start());
        free && (behind || before.is_some_and(past) && ends)
    }
}
