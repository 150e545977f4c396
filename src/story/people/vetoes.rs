//! What speaks against one person under two spellings.

use super::mentions::{Desk, full_name};
use super::{BUCKET, Cluster};
use crate::fact::spelling::fold;
use crate::lex::{Class, Lexicon};

/// Why two spellings are taken for two names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Veto {
    /// A part of one name is neither equal nor near to that of the other.
    DifferentNames,
    /// A word of kinship, or for a namesake, stands in either sentence.
    Kin,
    /// One sentence names both.
    OneSentence,
    /// Suffixes or middle initials differ.
    Qualifier,
    /// The two forms of one surname for a woman and a man.
    GenderedSurname,
    /// The text itself remarks on the spelling.
    SpellingRemark,
    /// One spelling stands only in quotations, credits and the like.
    NotOwnWords,
    /// Too short to tell.
    Short,
    /// The house says that they are two.
    House,
    /// Given names of a woman and a man.
    GenderedGivenName,
    /// V11: one is the other with an ending that makes another name or word of it.
    Inflection,
    /// Both spellings are well established in the document.
    BothEstablished,
    /// Both spellings are names in common use, and nothing else ties the two people.
    BothCommon,
    /// The other spelling is a word or a name in its own right.
    OwnRight,
    /// They begin with letters that are not written for one sound.
    FirstLetter,
}

impl Veto {
    /// Every one.
    pub const ALL: [Self; 15] = [
        Self::DifferentNames,
        Self::Kin,
        Self::OneSentence,
        Self::Qualifier,
        Self::GenderedSurname,
        Self::SpellingRemark,
        Self::NotOwnWords,
        Self::Short,
        Self::House,
        Self::GenderedGivenName,
        Self::Inflection,
        Self::BothEstablished,
        Self::BothCommon,
        Self::OwnRight,
        Self::FirstLetter,
    ];

    /// The words for it in output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DifferentNames => "other parts of the names differ",
            Self::Kin => "a word for kin beside them",
            Self::OneSentence => "one sentence names both",
            Self::Qualifier => "another middle initial or suffix",
            Self::GenderedSurname => "surnames of a woman and a man",
            Self::SpellingRemark => "the text remarks on the spelling",
            Self::NotOwnWords => "only in quotations or credits",
            Self::Short => "too short to tell",
            Self::House => "the house tells them apart",
            Self::GenderedGivenName => "given names of a woman and a man",
            Self::Inflection => "an ending makes another name of it",
            Self::BothEstablished => "both spellings stand there often",
            Self::BothCommon => "both are names in common use",
            Self::OwnRight => "a word or name in its own right",
            Self::FirstLetter => "other first letters",
        }
    }

    /// Whether it rests on the two spellings alone and not on what the text says.
    pub(in crate::story) const fn is_of_letters(self) -> bool {
        !matches!(
            self,
            Self::Kin
                | Self::OneSentence
                | Self::SpellingRemark
                | Self::House
                | Self::Qualifier
                | Self::GenderedSurname
        )
    }

    /// Whether the same office outweighs it.
    pub(super) const fn yields_to_office(self) -> bool {
        matches!(self, Self::GenderedGivenName | Self::BothCommon | Self::BothEstablished | Self::Short)
    }
}

pub(super) const KIN: u8 = 1;
pub(super) const SPELLING: u8 = 2;

impl Desk<'_> {
    /// What the text around two people says against their being one.
    pub(super) fn context_vetoes(&self, a: u32, b: u32) -> Vec<Veto> {
        let (x, y) = (&self.people.clusters[a as usize], &self.people.clusters[b as usize]);
        let own = |cluster: &Cluster| {
            cluster.mentions.iter().any(|&fact| !self.mention(fact).borrowed || self.mention(fact).credited)
        };
        let (m, n) = (self.mention(x.introduction).name, self.mention(y.introduction).name);
        let (rare, other) = if x.mentions.len() < y.mentions.len() { (x, y) } else { (y, x) };
        let remarks = self.remarks(&rare.mentions) | self.remarks(&[other.introduction]);
        let established = |of: &Cluster| of.mentions.len() > 2 && self.blocks(&of.mentions) > 1;
        let holds = [
            (Veto::House, self.reading.names.are_distinct(&full_name(m), &full_name(n))),
            (Veto::NotOwnWords, !own(x) || !own(y)),
            (Veto::OneSentence, self.share_a_sentence(x, y)),
            (Veto::Kin, remarks & KIN != 0),
            (Veto::SpellingRemark, remarks & SPELLING != 0),
            (Veto::BothEstablished, established(x) && established(y)),
        ];
        holds.into_iter().filter_map(|(veto, holds)| holds.then_some(veto)).collect()
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
    // `Erdmann` doubles a letter of `Erdman`.
    let doubles = |ending: &str| ending.len() == 1 && short.ends_with(ending);
    long.strip_prefix(short).filter(|ending| !doubles(ending)).is_some_and(|ending| {
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

/// Two words of one family, or a word and its opposite: `Administration`, `Administrator`; `York`, `Yorker`.
pub(super) fn is_derived(a: &str, b: &str) -> bool {
    const ENDINGS: [&str; 24] = [
        "", "e", "y", "s", "es", "ed", "er", "or", "ee", "ing", "ion", "ions", "ation", "ator", "ate", "al", "ally",
        "ic", "ics", "ism", "ist", "ity", "ive", "ment",
    ];
    let shared = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    (4..=shared).rev().any(|stem| match (a.get(stem..), b.get(stem..)) {
        (Some(x), Some(y)) => ENDINGS.contains(&x) && ENDINGS.contains(&y),
        _ => false,
    })
}
