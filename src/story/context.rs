//! What stands around a figure, as hashes of stems: its noun phrase, the words to its left and right, the
//! names beside it, and how much each word says.
//!
//! Words are hashed and never copied, and a word weighs the more the fewer sentences of the document have it.

use std::cell::OnceCell;
use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use crate::lex::{Class, TokenKind, WordId};
use crate::story::view::View;

/// Tokens on either side of a figure that can tell what it is about.
const LEFT: usize = 14;
/// Likewise; what is counted stands behind its number.
const RIGHT: usize = 18;
/// Words of the noun phrase behind a figure.
const PHRASE: usize = 8;
/// The most that one word can weigh.
const HEAVIEST: u32 = 6;

/// A folded word without its plural ending.
pub(super) type Stem = u64;

/// The noun phrase behind a figure.
#[derive(Debug, Default, Clone)]
pub(super) struct Phrase {
    /// Stems of its words, in order; the last one is its head.
    pub(super) words: Vec<Stem>,
    /// Where it ends.
    pub(super) end: usize,
}

/// What stands around one figure.
#[derive(Debug, Default, Clone)]
pub(super) struct Context {
    /// Stems of the content words around, the phrase behind it among them, sorted.
    pub(super) words: Vec<Stem>,
    /// Stems of the names around, sorted.
    pub(super) names: Vec<Stem>,
    /// Stems of the names before the figure, sorted: who has so many, or does so much.
    pub(super) subjects: Vec<Stem>,
    /// The two nearest content words before the figure.
    pub(super) lead: Vec<Stem>,
}

/// How much each word of a document says; counted when somebody first asks.
#[derive(Default)]
pub(super) struct Weights {
    counted: OnceCell<FxHashMap<Stem, u32>>,
}

impl Weights {
    /// Nought for a word that stands in one sentence of two, more for rarer ones; `asked` are the words that anybody
    /// will ask about.
    pub(super) fn of(&self, stem: Stem, view: &View<'_>, asked: impl Iterator<Item = Stem>) -> u32 {
        let counted = self.counted.get_or_init(|| count(view, asked));
        let sentences = view.lexed.sentences.len() as u32;
        let with = counted.get(&stem).copied().unwrap_or(1);
        (sentences / with.max(1)).max(1).ilog2().min(HEAVIEST)
    }
}

/// In how many sentences each of the words stands.
fn count(view: &View<'_>, words: impl Iterator<Item = Stem>) -> FxHashMap<Stem, u32> {
    // Sentences, and one more than the last of them.
    let mut counts: FxHashMap<Stem, (u32, u32)> = words.map(|stem| (stem, (0, 0))).collect();
    // A word of the lists is hashed once.
    let mut stems: FxHashMap<WordId, Stem> = FxHashMap::default();
    let mut stem_at = |at: usize| {
        let (word, own) = (view.token(at).word, || stem(view.text(at)));
        if word.is_known() { *stems.entry(word).or_insert_with(own) } else { own() }
    };
    for index in 0..view.lexed.sentences.len() {
        for at in view.tokens_of(index).filter(|&at| is_content(view, at)) {
            if let Some((count, last)) = counts.get_mut(&stem_at(at))
                && *last != index as u32 + 1
            {
                *last = index as u32 + 1;
                *count += 1;
            }
        }
    }
    counts.into_iter().map(|(stem, (count, _))| (stem, count)).collect()
}

/// What stands around a fact in its sentence.
pub(super) fn around(view: &View<'_>, fact: usize) -> Context {
    let tokens = view.tokens_of(view.sentence(fact));
    let (start, end) = (view.start(fact), view.end(fact));
    let mut context = Context::default();
    let window = (start.saturating_sub(LEFT).max(tokens.start)..start).chain(end..tokens.end.min(end + RIGHT));
    for at in window {
        if !is_content(view, at) {
            continue;
        }
        let stem = stem(view.text(at));
        context.words.push(stem);
        if view.token(at).is_capital() && !view.token(at).is_sentence_start() {
            context.names.push(stem);
            if at < start {
                context.subjects.push(stem);
            }
        }
    }
    context.lead = (start.saturating_sub(LEFT).max(tokens.start)..start)
        .rev()
        .filter(|&at| is_content(view, at))
        .take(2)
        .map(|at| self::stem(view.text(at)))
        .collect();
    for list in [&mut context.words, &mut context.names, &mut context.subjects] {
        list.sort_unstable();
        list.dedup();
    }
    context
}

/// Stems of the content words of a sentence, sorted.
pub(super) fn words_of(view: &View<'_>, sentence: usize) -> Vec<Stem> {
    let mut words: Vec<Stem> =
        view.tokens_of(sentence).filter(|&at| is_content(view, at)).map(|at| stem(view.text(at))).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The noun phrase behind a fact: up to its first plural, brackets stepped over.
pub(super) fn phrase(view: &View<'_>, fact: usize) -> Phrase {
    let (end, limit) = (view.end(fact), view.tokens_of(view.sentence(fact)).end);
    let mut phrase = Phrase { end, words: Vec::new() };
    let mut at = end;
    if view.is_one_of(at, &["of"]) && at < limit {
        at += 1;
        while at < limit && view.is_determiner(at) {
            at += 1;
        }
    }
    let mut taken = 0;
    while at < limit && taken < PHRASE {
        match view.kind(at) {
            TokenKind::ParenOpen if taken > 0 => {
                let Some(close) = (at + 1..limit.min(at + 6)).find(|&at| view.kind(at) == TokenKind::ParenClose) else {
                    break;
                };
                at = close;
            }
            TokenKind::Word if ends_phrase(view, at) => break,
            // The pieces of an initialism say nothing.
            TokenKind::Word if view.token(at).span().len() <= 2 => {}
            TokenKind::Word => {
                phrase.words.push(counted_as(view, at));
                phrase.end = at + 1;
                taken += 1;
                let plural = is_plural(view.text(at)) && !view.token(at).is_capital();
                let next_plural = at + 1 < limit
                    && view.kind(at + 1) == TokenKind::Word
                    && !ends_phrase(view, at + 1)
                    && is_plural(view.text(at + 1));
                if plural && !next_plural {
                    break;
                }
            }
            TokenKind::Hyphen if view.token(at).is_glued() => {}
            TokenKind::Period if view.token(at).is_glued() && at + 1 < limit && view.token(at + 1).is_glued() => {}
            _ => break,
        }
        at += 1;
    }
    phrase
}

/// The stem of what a noun is counted as: a fleet of vessels has as many ships.
fn counted_as(view: &View<'_>, at: usize) -> Stem {
    stem(view.lexicon.text(view.token(at).word, Class::CountedSynonym).unwrap_or_else(|| view.text(at)))
}

fn ends_phrase(view: &View<'_>, at: usize) -> bool {
    const ENDS: u128 = Class::FunctionWord.bit() | Class::Auxiliary.bit() | Class::Modal.bit() | Class::Contrast.bit();
    view.lexicon.is_any(view.token(at).word, ENDS)
}

fn is_plural(text: &str) -> bool {
    text.len() > 3 && text.ends_with('s') && !["ss", "us", "is"].iter().any(|ending| text.ends_with(ending))
}

pub(super) fn is_content(view: &View<'_>, at: usize) -> bool {
    const EMPTY: u128 = Class::FunctionWord.bit()
        | Class::Auxiliary.bit()
        | Class::Modal.bit()
        | Class::Month.bit()
        | Class::Weekday.bit()
        | Class::Cardinal.bit()
        | Class::Hedge.bit()
        | Class::Unit.bit()
        | Class::TimeUnit.bit();
    let token = view.token(at);
    token.kind == TokenKind::Word && token.span().len() > 2 && !view.lexicon.is_any(token.word, EMPTY)
}

/// The hash of a word in lower case, without a plural or verbal ending. ASCII folding is enough to compare a
/// word with itself.
pub(super) fn stem(text: &str) -> Stem {
    let bytes = text.as_bytes();
    let mut length = bytes.len() - ending(bytes);
    if length > 3 && bytes[length - 1].eq_ignore_ascii_case(&b'e') {
        length -= 1;
    }
    hash_of_bytes(&bytes[..length])
}

/// The hash of a word in whatever case of ASCII.
pub(super) fn hash_of_word(word: &str) -> u64 {
    hash_of_bytes(word.as_bytes())
}

fn hash_of_bytes(bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    for part in bytes.chunks(8) {
        let mut folded = [0; 8];
        folded[..part.len()].copy_from_slice(part);
        folded.make_ascii_lowercase();
        hasher.write_u64(u64::from_le_bytes(folded));
    }
    hasher.finish()
}

/// How many bytes of a word are a plural or verbal ending, of which three letters and more are left without it.
fn ending(word: &[u8]) -> usize {
    let ends =
        |ending: &[u8]| word.len() > ending.len() + 2 && word[word.len() - ending.len()..].eq_ignore_ascii_case(ending);
    match word.last().map(u8::to_ascii_lowercase) {
        Some(b's') if ends(b"ies") => 3,
        Some(b's') if ends(b"es") => 2,
        Some(b's') if ends(b"ss") || ends(b"us") || ends(b"is") => 0,
        Some(b's') if ends(b"s") => 1,
        Some(b'd') if ends(b"ed") => 2,
        Some(b'g') if ends(b"ing") => 3,
        Some(b'y') if ends(b"y") => 1,
        _ => 0,
    }
}

/// The members of two sorted lists that both have.
pub(super) fn shared<'l>(a: &'l [Stem], b: &'l [Stem]) -> impl Iterator<Item = Stem> + 'l {
    a.iter().copied().filter(|stem| b.binary_search(stem).is_ok())
}
