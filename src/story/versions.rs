//! Versions and editions that a release note, an advisory or a call names in two ways.
//!
//! ```text
//! announced = product VERSION            in the headline, or beside `released`, `announce` in the first paragraphs
//! headline  = product … VERSION          the text tells another version and never the announced one
//! upgrade   = ( "upgrade" | "get" | … ) product [ "to" ] VERSION      of the announced line, and not announced
//! edition   = NAME YEAR in the headline, "this year" … NAME ANOTHER-YEAR in the text
//! ```

use crate::lex::{Sentence, TokenKind};
use crate::markup::Role;
use crate::story::context::{Stem, stem};
use crate::story::view::View;
use crate::text::ProseSpan;

/// Blocks behind the headline in which a release is announced.
const ANNOUNCED_IN: u32 = 4;
/// Words between product and version.
const PRODUCT_REACH: usize = 3;
/// Words between the verb of an instruction and the version it is for.
const INSTRUCTION_REACH: usize = 7;
/// Versions that one note announces at the most.
const MOST_ANNOUNCED: usize = 16;

/// Which two places disagree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VersionEvidence {
    /// The headline announces a version that the text does not know.
    Headline,
    /// The reader is told to get a version of the announced line that was not announced.
    Upgrade,
    /// The text calls this year's edition by another year than the headline.
    Edition,
}

impl VersionEvidence {
    /// Every evidence, in the order of the declaration.
    pub const ALL: [Self; 3] = [Self::Headline, Self::Upgrade, Self::Edition];

    /// The word for it in rules and output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Upgrade => "upgrade",
            Self::Edition => "edition",
        }
    }
}

/// Two versions of one product where one is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionConflict {
    /// The version that is announced.
    pub announced: ProseSpan,
    /// The version that the text tells instead.
    pub told: ProseSpan,
    /// Which two places disagree.
    pub evidence: VersionEvidence,
}

/// The conflicts of a document, in order of the version told. Linear: a few looks at each token.
pub(super) fn find(view: &View<'_>) -> Vec<VersionConflict> {
    let may_be = view.lexed.landmarks.versions.iter().map(|&at| at as usize);
    let versions = may_be.filter(|&at| parts(view, at).is_some()).collect();
    let reader = Reader { view, versions };
    let mut found: Vec<VersionConflict> = Vec::new();
    if !reader.versions.is_empty() {
        found.extend(reader.headline());
        found.extend(reader.upgrade());
    }
    found.extend(reader.edition());
    found.sort_by_key(|conflict| conflict.told.start());
    found.dedup_by_key(|conflict| conflict.told);
    found
}

/// A version that is announced, and the words of its product.
struct Announced {
    at: usize,
    product: Vec<Stem>,
}

struct Reader<'v, 'a> {
    view: &'v View<'a>,
    /// The tokens that are versions, in order.
    versions: Vec<usize>,
}

impl Reader<'_, '_> {
    /// The first sentence, if it is the headline.
    fn title(&self) -> Option<&Sentence> {
        self.view.lexed.sentences.first().filter(|sentence| self.is_headline(sentence))
    }

    fn is_headline(&self, sentence: &Sentence) -> bool {
        self.view.document.blocks[sentence.block as usize].role == Role::Headline
    }

    /// The versions of a sentence.
    fn versions_of(&self, sentence: &Sentence) -> impl Iterator<Item = usize> + '_ {
        let tokens = tokens(sentence);
        let first = self.versions.partition_point(|&at| at < tokens.start);
        self.versions[first..].iter().copied().take_while(move |&at| at < tokens.end)
    }

    fn conflict(&self, announced: usize, told: usize, evidence: VersionEvidence) -> VersionConflict {
        let span = |at: usize| self.view.token(at).span();
        VersionConflict { announced: span(announced), told: span(told), evidence }
    }

    /// The one version of the headline, which the text never names.
    fn headline(&self) -> Option<VersionConflict> {
        let view = self.view;
        let title = self.title()?;
        let last = title.block + ANNOUNCED_IN;
        let mut versions = self.versions_of(title);
        let announced = versions.next()?;
        if versions.next().is_some() || announced == title.tokens.start as usize || !view.is_word(announced - 1) {
            return None;
        }
        let product = stem(view.text(announced - 1));
        let mut told = None;
        for sentence in view.lexed.sentences.iter().skip_while(|sentence| self.is_headline(sentence)) {
            for at in self.versions_of(sentence) {
                if digits(view, at) == digits(view, announced) {
                    return None;
                }
                let start = at.saturating_sub(PRODUCT_REACH).max(sentence.tokens.start as usize);
                let of_product = (start..at).any(|at| view.is_word(at) && stem(view.text(at)) == product);
                if told.is_none() && sentence.block <= last && of_product && parts(view, at) == parts(view, announced) {
                    told = Some(at);
                }
            }
        }
        Some(self.conflict(announced, told?, VersionEvidence::Headline))
    }

    /// The first instruction to get a version of an announced line that was not announced.
    fn upgrade(&self) -> Option<VersionConflict> {
        let announced = self.announced();
        if announced.is_empty() {
            return None;
        }
        let view = self.view;
        view.lexed.sentences.iter().find_map(|sentence| {
            let told = self.versions_of(sentence).next().filter(|&at| self.is_instruction(sentence, at))?;
            if announced.iter().any(|version| digits(view, version.at) == digits(view, told)) {
                return None;
            }
            let words = self.product(sentence, told, INSTRUCTION_REACH);
            let of_line = announced.iter().find(|version| {
                line(view, version.at) == line(view, told)
                    && version.product.iter().any(|word| words.contains(word))
                    && version.at < told
            })?;
            Some(self.conflict(of_line.at, told, VersionEvidence::Upgrade))
        })
    }

    /// The versions of the headline and of the first paragraphs that announce.
    fn announced(&self) -> Vec<Announced> {
        let view = self.view;
        let first = view.lexed.sentences.iter().take_while(|sentence| sentence.block <= ANNOUNCED_IN);
        let mut found: Vec<Announced> = Vec::new();
        for sentence in first.filter(|sentence| self.versions_of(sentence).next().is_some()) {
            let tokens = tokens(sentence);
            let announces = self.is_headline(sentence)
                || view.holds(tokens.clone(), &["released", "release", "announce", "announcing", "available"])
                    && !view.holds(tokens, &["previous", "previously", "earlier", "last", "since", "from"]);
            if !announces {
                continue;
            }
            let mut product = Vec::new();
            for at in self.versions_of(sentence) {
                if product.is_empty() {
                    product = self.product(sentence, at, PRODUCT_REACH);
                }
                if found.len() < MOST_ANNOUNCED {
                    found.push(Announced { at, product: product.clone() });
                }
            }
        }
        found
    }

    /// Stems of the words before a version that can be the name of its product.
    fn product(&self, sentence: &Sentence, version: usize, reach: usize) -> Vec<Stem> {
        let view = self.view;
        let start = version.saturating_sub(reach).max(sentence.tokens.start as usize);
        (start..version)
            .filter(|&at| view.is_word(at) && view.text(at).len() > 2)
            .filter(|&at| !view.is_one_of(at, &["version", "versions", "release", "announcing", "the", "and"]))
            .map(|at| stem(view.text(at)))
            .collect()
    }

    /// `getting rustup 1.22.0`, `update the gem to version 6.6.3`; not `upgrade from 1.22.0`.
    fn is_instruction(&self, sentence: &Sentence, version: usize) -> bool {
        let view = self.view;
        let start = version.saturating_sub(INSTRUCTION_REACH).max(sentence.tokens.start as usize);
        let verb = (start..version).rev().find(|&at| {
            view.is_one_of(
                at,
                &[
                    "get",
                    "getting",
                    "install",
                    "installing",
                    "upgrade",
                    "upgrading",
                    "update",
                    "updating",
                    "download",
                    "downloading",
                ],
            )
        });
        let Some(verb) = verb else { return false };
        !view.holds(verb..version, &["from", "before", "since", "than", "prior"])
            && !(verb..version).any(|at| matches!(view.kind(at), TokenKind::Comma | TokenKind::Semicolon))
            && (verb == sentence.tokens.start as usize
                || !view.is_one_of(verb - 1, &["the", "this", "an", "a", "last", "previous"]))
    }

    /// `GSoC 2023` in the headline, `this year … the gsoc-2022 tag` in the text.
    fn edition(&self) -> Option<VersionConflict> {
        let view = self.view;
        let title = self.title()?;
        let editions = |sentence: &Sentence| {
            let start = sentence.tokens.start as usize;
            tokens(sentence).filter_map(move |at| {
                year(view, at)?;
                let hyphen = at > start && view.kind(at - 1) == TokenKind::Hyphen;
                let name = at.checked_sub(if hyphen { 2 } else { 1 }).filter(|&name| name >= start)?;
                view.is_word(name).then(|| (at, stem(view.text(name))))
            })
        };
        let mut named = editions(title).filter(|&(at, _)| {
            let name = at - 1;
            view.is_word(name) && view.token(name).is_capital()
        });
        let (announced, name) = named.next().filter(|_| named.next().is_none())?;
        let told = view.lexed.sentences.iter().skip(1).find_map(|sentence| {
            let tokens = tokens(sentence);
            let this_year = tokens
                .clone()
                .any(|at| at + 1 < tokens.end && view.is_one_of(at, &["this"]) && view.is_one_of(at + 1, &["year"]));
            if !this_year {
                return None;
            }
            editions(sentence).find(|&(at, of)| of == name && year(view, at) != year(view, announced)).map(|(at, _)| at)
        })?;
        Some(self.conflict(announced, told, VersionEvidence::Edition))
    }
}

fn tokens(sentence: &Sentence) -> std::ops::Range<usize> {
    sentence.tokens.start as usize..sentence.tokens.end as usize
}

/// The digits and points of a version, without a leading `v`.
fn digits<'a>(view: &View<'a>, at: usize) -> &'a str {
    let text = view.text(at);
    text.strip_prefix(['v', 'V']).unwrap_or(text)
}

/// How many parts a version has: three or more.
fn parts(view: &View<'_>, at: usize) -> Option<usize> {
    let text = digits(view, at);
    let plain = text.as_bytes().first().is_some_and(u8::is_ascii_digit)
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let parts = if plain { text.split('.').count() } else { 0 };
    (parts >= 3).then_some(parts)
}

/// The first two parts of a version: patches of one line share them.
fn line<'a>(view: &View<'a>, at: usize) -> Option<&'a str> {
    let text = digits(view, at);
    let (second, _) = text.match_indices('.').nth(1)?;
    Some(&text[..second])
}

/// A token that is a year of our time.
fn year(view: &View<'_>, at: usize) -> Option<u16> {
    let text = view.text(at);
    let year = text.parse().ok().filter(|_| view.kind(at) == TokenKind::Number && text.len() == 4)?;
    (1990..2100).contains(&year).then_some(year)
}
