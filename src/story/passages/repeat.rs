//! The same block or sentence twice.
//!
//! Compared by words, figures and code, so that white space, case and punctuation do not hide a copy. A block
//! that stands there twice is one repeat, not one for each of its sentences.

use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHasher};

use crate::lex::{Lexed, Token, TokenKind};
use crate::markup::{Document, Role};
use crate::story::context::hash_of_word;
use crate::text::ProseSpan;

/// Shorter texts may well stand twice.
const FEWEST_WORDS: u32 = 8;
/// Likewise of a paragraph or caption that is a sentence, and not the title or an entry.
const FEWEST_OF_BLOCK: u32 = 5;
/// Words of a passage that are looked at before the others.
const SEEN_AT_A_GLANCE: usize = 4;

/// Passages that a text takes up again by mistake, at the most.
const HABIT: usize = 2;

/// Blocks from the top that can be a standfirst or a teaser.
const OPENING_BLOCKS: u32 = 2;

/// Two places with the same words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    /// The first place.
    pub first: ProseSpan,
    /// The later one.
    pub again: ProseSpan,
    /// Roles of the two blocks.
    pub roles: [Role; 2],
    /// Whether nothing but white space stands between.
    pub adjacent: bool,
    /// Whether every byte is the same, and not only the words.
    pub identical: bool,
    /// Whether a whole block is repeated, and not a sentence of one.
    pub whole_block: bool,
    /// How many words.
    pub words: u32,
    /// Whether it is a question: interviews ask several people the same one.
    pub question: bool,
    /// Whether the first place is display text or the opening of the piece, which may well be taken up again.
    pub teaser: bool,
    /// Whether one place is a paragraph of its own and the other a sentence in a longer one: a pull quote.
    pub pulled: bool,
    /// Whether one place stands in a component: of several tabs or editions, a page shows one.
    pub alternative: bool,
    /// Whether the text takes up so many passages again that it does so on purpose, as references and lists of changes do.
    pub habitual: bool,
}

/// Every repeat of a document, in order of the later place. Linear: passages that look alike at a glance are read word
/// for word, and hardly any of a text does.
pub(in crate::story) fn find(document: &Document<'_>, lexed: &Lexed) -> Vec<Repeat> {
    let mut finder = Finder { document, lexed, repeats: Vec::new() };
    let (mut blocks, mut sentences) = finder.passages();
    let repeated = finder.compare(&mut blocks, true);
    if !repeated.is_empty() {
        sentences.retain(|sentence| repeated.binary_search(&sentence.block).is_err());
    }
    finder.compare(&mut sentences, false);
    let mut repeats = finder.repeats;
    let habitual = repeats.iter().filter(|repeat| !repeat.adjacent).count() > HABIT;
    repeats.iter_mut().for_each(|repeat| repeat.habitual = habitual);
    repeats.sort_by_key(|repeat| (repeat.again, repeat.first));
    repeats
}

#[derive(Clone)]
struct Passage {
    tokens: Range<u32>,
    span: ProseSpan,
    block: u32,
    words: u32,
    /// How many words there are, and the first ones: what is seen of it at a glance.
    look: u64,
    /// All of its words and code, read where another passage looks the same.
    hash: Option<u64>,
}

struct Finder<'a> {
    document: &'a Document<'a>,
    lexed: &'a Lexed,
    repeats: Vec<Repeat>,
}

impl Finder<'_> {
    /// The blocks and the sentences that are long enough.
    fn passages(&self) -> (Vec<Passage>, Vec<Passage>) {
        let (mut blocks, mut sentences) = (Vec::new(), Vec::with_capacity(self.lexed.sentences.len()));
        for of_block in self.lexed.sentences.chunk_by(|a, b| a.block == b.block) {
            let (first, last) = (&of_block[0], &of_block[of_block.len() - 1]);
            let mut whole = 0;
            for sentence in of_block {
                let tokens = self.tokens(&sentence.tokens);
                let words = tokens.iter().map(|token| u32::from(is_word(token))).sum();
                sentences.extend(self.passage(sentence.tokens.clone(), sentence.block, words));
                whole += words;
            }
            // A block of one sentence is read already.
            blocks.extend(match (of_block, sentences.last()) {
                ([only], Some(same)) if only.tokens == same.tokens => Some(same.clone()),
                _ => self.passage(first.tokens.start..last.tokens.end, first.block, whole),
            });
        }
        (blocks, sentences)
    }

    fn passage(&self, tokens: Range<u32>, block: u32, words: u32) -> Option<Passage> {
        if words < FEWEST_OF_BLOCK {
            return None;
        }
        let slice = self.tokens(&tokens);
        let span = slice.first()?.span().cover(slice.last()?.span());
        let mut look = FxHasher::default();
        look.write_u32(words);
        slice.iter().filter_map(|token| self.word(token)).take(SEEN_AT_A_GLANCE).for_each(|word| look.write_u64(word));
        Some(Passage { tokens, span, block, words, look: look.finish(), hash: None })
    }

    fn tokens(&self, range: &Range<u32>) -> &[Token] {
        &self.lexed.tokens[range.start as usize..range.end as usize]
    }

    /// All words and code of a passage as a number.
    fn hash(&self, passage: &Passage) -> u64 {
        let mut hasher = FxHasher::default();
        for token in self.tokens(&passage.tokens) {
            if let Some(word) = self.word(token) {
                hasher.write_u64(word);
            } else if token.kind == TokenKind::Opaque {
                hasher.write_u64(self.code(token));
            }
        }
        hasher.finish()
    }

    /// Reads those passages whole that look like another one.
    fn read_alike(&self, passages: &mut [Passage]) {
        let mut with_look: FxHashMap<u64, usize> = FxHashMap::default();
        with_look.reserve(passages.len());
        for again in 0..passages.len() {
            let first = *with_look.entry(passages[again].look).or_insert(again);
            if first != again {
                passages[first].hash = passages[first].hash.or_else(|| Some(self.hash(&passages[first])));
                passages[again].hash = Some(self.hash(&passages[again]));
            }
        }
    }

    /// A word or figure as a number: words that are equal but for case have the same.
    fn word(&self, token: &Token) -> Option<u64> {
        if !is_word(token) {
            return None;
        }
        let span = token.span();
        if token.word.is_known() {
            return Some(u64::from(token.word.number()) << 32 | u64::from(span.len()));
        }
        Some(hash_of_word(span.slice(&self.document.prose)))
    }

    /// Code as a number. It is part of the text but no word of it, and case matters: `-c` is not `-C`.
    fn code(&self, token: &Token) -> u64 {
        let mut code = FxHasher::default();
        code.write(token.span().slice(&self.document.prose).as_bytes());
        code.finish()
    }

    /// Whether a passage is all that its block has, but for who said it.
    fn is_alone(&self, passage: &Passage) -> bool {
        let block = self.document.blocks[passage.block as usize].span;
        let rest = block.len() - passage.span.len();
        rest * 3 < passage.span.len()
    }

    fn is_in_component(&self, passage: &Passage) -> bool {
        let components = &self.document.components;
        if components.is_empty() {
            return false;
        }
        let at = self.document.map.to_source(passage.span).start();
        let after = components.partition_point(|component| component.start() <= at);
        after > 0 && at < components[after - 1].end()
    }

    fn is_display(&self, passage: &Passage) -> bool {
        matches!(
            self.document.blocks[passage.block as usize].role,
            Role::Headline | Role::Standfirst | Role::Heading | Role::ListItem | Role::TableCell
        ) || self.is_line(passage)
    }

    /// A line without a mark at its end: a heading or an entry, whatever the format says.
    fn is_line(&self, passage: &Passage) -> bool {
        let block = self.document.blocks[passage.block as usize].span;
        let text = block.slice(&self.document.prose).trim_end_matches(|c: char| !c.is_alphanumeric() && !is_final(c));
        !text.ends_with(is_final)
    }

    fn words(&self, tokens: &Range<u32>) -> impl Iterator<Item = &str> {
        self.tokens(tokens)
            .iter()
            .filter(|token| is_word(token) || token.kind == TokenKind::Opaque)
            .map(|token| token.span().slice(&self.document.prose))
    }

    /// Records each passage that was there before; returns the blocks of the later ones, in order.
    fn compare(&mut self, passages: &mut [Passage], whole_block: bool) -> Vec<u32> {
        self.read_alike(passages);
        let mut first_with: FxHashMap<u64, usize> = FxHashMap::default();
        let mut repeated = Vec::new();
        for (index, again) in passages.iter().enumerate() {
            let Some(hash) = again.hash else { continue };
            let first = match first_with.entry(hash) {
                std::collections::hash_map::Entry::Vacant(place) => {
                    place.insert(index);
                    continue;
                }
                std::collections::hash_map::Entry::Occupied(place) => &passages[*place.get()],
            };
            let same = self.words(&first.tokens).eq_by_case(self.words(&again.tokens));
            let short = again.words < FEWEST_WORDS && (!whole_block || self.is_line(again));
            if !same || short {
                continue;
            }
            let before = &passages[index - 1];
            let prose = &self.document.prose;
            let between = &prose[before.span.end() as usize..again.span.start() as usize];
            self.repeats.push(Repeat {
                first: first.span,
                again: again.span,
                roles: [first, again].map(|passage| self.document.blocks[passage.block as usize].role),
                adjacent: before.hash == again.hash && between.trim().is_empty(),
                identical: first.span.slice(prose) == again.span.slice(prose),
                whole_block,
                words: again.words,
                question: again.span.slice(prose).trim_end_matches(['"', '”', '*', ')']).ends_with('?'),
                pulled: self.is_alone(first) != self.is_alone(again),
                alternative: [first, again].iter().any(|passage| self.is_in_component(passage)),
                teaser: first.block <= OPENING_BLOCKS || [first, again].iter().any(|passage| self.is_display(passage)),
                habitual: false,
            });
            repeated.push(again.block);
        }
        repeated
    }
}

const fn is_word(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Number)
}

/// Marks at the end of a sentence.
const fn is_final(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | ':')
}

/// Equality of two sequences of words but for ASCII case.
trait EqualWords<'a>: Iterator<Item = &'a str> + Sized {
    fn eq_by_case(mut self, mut other: impl Iterator<Item = &'a str>) -> bool {
        loop {
            match (self.next(), other.next()) {
                (None, None) => return true,
                (Some(a), Some(b)) if a.eq_ignore_ascii_case(b) => {}
                _ => return false,
            }
        }
    }
}

impl<'a, I: Iterator<Item = &'a str>> EqualWords<'a> for I {}
