//! The same block or sentence twice.
//!
//! Compared by words and figures, so that white space, case and punctuation do not hide a copy. A block
//! that stands there twice is one repeat, not one for each of its sentences. A word that stands there twice in a row
//! is a repeat of its own.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHasher};

use crate::lex::{Class, Lexed, Lexicon, Token, TokenKind};
use crate::markup::{Document, Role};
use crate::text::ProseSpan;

/// Shorter texts may well stand twice.
const FEWEST_WORDS: u32 = 8;
/// Likewise of a paragraph or caption that is a sentence, and not the title or an entry.
const FEWEST_OF_BLOCK: u32 = 5;

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
}

/// Words that stand twice in a row in good prose: `all that had had been undone`.
const MAY_STAND_TWICE: [&str; 22] = [
    "had", "that", "is", "was", "her", "in", "on", "so", "no", "do", "as", "you", "out", "up", "over", "very", "much",
    "many", "far", "too", "never", "more",
];

/// A word that stands twice in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepeatedWord {
    /// The first place.
    pub first: ProseSpan,
    /// The second place.
    pub again: ProseSpan,
    /// Whether it is one of the small words that never mean anything by it: `the`, `of`.
    pub function_word: bool,
}

/// Every word twice in a row with nothing but white space between; names and small children may.
pub(super) fn words(document: &Document<'_>, lexed: &Lexed, lexicon: &Lexicon) -> Vec<RepeatedWord> {
    let text = |token: &Token| token.span().slice(&document.prose);
    let in_one_sentence = |at: usize| {
        let sentence = lexed.sentences.partition_point(|sentence| sentence.tokens.end as usize <= at);
        lexed
            .sentences
            .get(sentence)
            .is_some_and(|sentence| (sentence.tokens.start as usize..sentence.tokens.end as usize - 1).contains(&at))
    };
    let pairs = lexed.tokens.windows(2).enumerate();
    let repeated = pairs.filter(|&(at, pair)| {
        let [first, again] = pair else { return false };
        first.kind == TokenKind::Word
            && again.kind == TokenKind::Word
            && first.word == again.word
            && text(first).eq_ignore_ascii_case(text(again))
            && !again.is_capital()
            // "Then Will will show it"
            && (!first.is_capital() || first.is_sentence_start())
            // "fees for for-profit schools"
            && lexed.tokens.get(at + 2).is_none_or(|next| next.kind != TokenKind::Hyphen || !next.is_glued())
            && text(first).len() > 1
            && document.prose[first.span().end() as usize..again.span().start() as usize].trim().is_empty()
            && first.span().end() < again.span().start()
            && !MAY_STAND_TWICE.iter().any(|word| text(again).eq_ignore_ascii_case(word))
            && in_one_sentence(at)
    });
    repeated
        .map(|(_, pair)| RepeatedWord {
            first: pair[0].span(),
            again: pair[1].span(),
            function_word: lexicon.is_any(pair[1].word, Class::FunctionWord.bit() | Class::Auxiliary.bit()),
        })
        .collect()
}

/// Every repeat of a document, in order of the later place. Linear: each text is hashed once.
pub(super) fn find(document: &Document<'_>, lexed: &Lexed) -> Vec<Repeat> {
    let mut finder = Finder { document, lexed, repeats: Vec::new() };
    let blocks = finder.blocks();
    let repeated = finder.compare(&blocks, true);
    let sentences: Vec<Passage> = lexed
        .sentences
        .iter()
        .filter(|sentence| repeated.binary_search(&sentence.block).is_err())
        .filter_map(|sentence| finder.passage(sentence.tokens.clone(), sentence.block))
        .collect();
    finder.compare(&sentences, false);
    let mut repeats = finder.repeats;
    repeats.sort_by_key(|repeat| (repeat.again, repeat.first));
    repeats
}

struct Passage {
    tokens: Range<u32>,
    span: ProseSpan,
    block: u32,
    words: u32,
    hash: u64,
}

struct Finder<'a> {
    document: &'a Document<'a>,
    lexed: &'a Lexed,
    repeats: Vec<Repeat>,
}

impl Finder<'_> {
    fn blocks(&self) -> Vec<Passage> {
        let mut passages = Vec::new();
        let mut rest = self.lexed.sentences.as_slice();
        while let [first, ..] = rest {
            let count = rest.iter().take_while(|sentence| sentence.block == first.block).count();
            passages.extend(self.passage(first.tokens.start..rest[count - 1].tokens.end, first.block));
            rest = &rest[count..];
        }
        passages
    }

    fn passage(&self, tokens: Range<u32>, block: u32) -> Option<Passage> {
        let slice = &self.lexed.tokens[tokens.start as usize..tokens.end as usize];
        let mut hasher = FxHasher::default();
        let mut words = 0;
        for word in self.words(&tokens) {
            for byte in word.bytes() {
                hasher.write_u8(byte.to_ascii_lowercase());
            }
            ' '.hash(&mut hasher);
            words += 1;
        }
        let span = slice.first()?.span().cover(slice.last()?.span());
        (words >= FEWEST_OF_BLOCK).then(|| Passage { tokens, span, block, words, hash: hasher.finish() })
    }

    /// Whether a passage is all that its block has, but for who said it.
    fn is_alone(&self, passage: &Passage) -> bool {
        let block = self.document.blocks[passage.block as usize].span;
        let rest = block.len() - passage.span.len();
        rest * 3 < passage.span.len()
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
        self.lexed.tokens[tokens.start as usize..tokens.end as usize]
            .iter()
            .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
            .map(|token| token.span().slice(&self.document.prose))
    }

    /// Records each passage that was there before; returns the blocks of the later ones, in order.
    fn compare(&mut self, passages: &[Passage], whole_block: bool) -> Vec<u32> {
        let mut first_with: FxHashMap<u64, usize> = FxHashMap::default();
        let mut repeated = Vec::new();
        for (index, again) in passages.iter().enumerate() {
            let first = match first_with.entry(again.hash) {
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
                teaser: first.block <= OPENING_BLOCKS || [first, again].iter().any(|passage| self.is_display(passage)),
            });
            repeated.push(again.block);
        }
        repeated
    }
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
