//! What the relations of a story look around with: sentences, the facts of each, the words beside a figure.
//!
//! Everything here is a look at a bounded window, so that what is built on it stays linear.

use std::ops::Range;

use crate::claim::Claim;
use crate::fact::{Bounds, Fact, Interval, Value};
use crate::lex::{Class, Lexed, Lexicon, Token, TokenKind};
use crate::markup::Document;

/// Articles, possessives and demonstratives, as [`Class::Determiner`] numbers them.
const DETERMINERS: i64 = 1 | 2 | 4 | 16;

/// The layers below, with an index of the facts of each sentence.
pub(super) struct View<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) lexed: &'a Lexed,
    pub(super) lexicon: &'a Lexicon,
    pub(super) bounds: &'a Bounds,
    pub(super) facts: &'a [Fact],
    pub(super) claims: &'a [Claim],
    /// For each sentence, whether it tells of what is long over.
    pub(super) past: &'a [bool],
    /// First fact of each sentence, and one past the last at the end.
    first_facts: Vec<u32>,
}

impl<'a> View<'a> {
    pub(super) fn new(
        document: &'a Document<'a>,
        lexed: &'a Lexed,
        lexicon: &'a Lexicon,
        bounds: &'a Bounds,
        facts: &'a [Fact],
        claims: &'a [Claim],
        past: &'a [bool],
    ) -> Self {
        let mut first_facts = vec![0; lexed.sentences.len() + 1];
        for claim in claims {
            first_facts[claim.sentence as usize + 1] += 1;
        }
        for at in 1..first_facts.len() {
            first_facts[at] += first_facts[at - 1];
        }
        Self { document, lexed, lexicon, bounds, facts, claims, past, first_facts }
    }

    /// The facts of a sentence.
    pub(super) fn facts_of(&self, sentence: usize) -> Range<usize> {
        self.first_facts[sentence] as usize..self.first_facts[sentence + 1] as usize
    }

    /// How many facts of a sentence are figures, dates and times and no names.
    pub(super) fn figures_in(&self, sentence: usize) -> usize {
        let is_name = |value: &Value| matches!(value, Value::Person(_) | Value::Organization(_) | Value::Place(_));
        self.facts[self.facts_of(sentence)].iter().filter(|fact| !is_name(&fact.value)).count()
    }

    /// The tokens of a sentence.
    pub(super) fn tokens_of(&self, sentence: usize) -> Range<usize> {
        let tokens = &self.lexed.sentences[sentence].tokens;
        tokens.start as usize..tokens.end as usize
    }

    /// The sentence before, if it stands in the same block.
    pub(super) fn sentence_before(&self, sentence: usize) -> Option<usize> {
        let before = sentence.checked_sub(1)?;
        (self.lexed.sentences[before].block == self.lexed.sentences[sentence].block).then_some(before)
    }

    pub(super) fn token(&self, at: usize) -> &'a Token {
        &self.lexed.tokens[at]
    }

    pub(super) fn kind(&self, at: usize) -> TokenKind {
        self.lexed.tokens[at].kind
    }

    pub(super) fn text(&self, at: usize) -> &'a str {
        self.lexed.tokens[at].span().slice(&self.document.prose)
    }

    /// Whether the token is one of these words, in any case.
    pub(super) fn is_one_of(&self, at: usize, words: &[&str]) -> bool {
        let token = self.lexed.tokens.get(at).filter(|token| token.kind == TokenKind::Word);
        token.is_some_and(|token| token.is_one_of(&self.document.prose, words))
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.kind(at) == TokenKind::Word
    }

    pub(super) fn is(&self, at: usize, class: Class) -> bool {
        self.lexicon.is(self.lexed.tokens[at].word, class)
    }

    pub(super) fn is_determiner(&self, at: usize) -> bool {
        self.is_determiner_of(at, DETERMINERS)
    }

    /// Whether the token is a determiner of one of these groups of the lexicon.
    pub(super) fn is_determiner_of(&self, at: usize, groups: i64) -> bool {
        at < self.lexed.tokens.len()
            && self.lexicon.int(self.lexed.tokens[at].word, Class::Determiner).is_some_and(|group| group & groups != 0)
    }

    /// The word as the lists have it, without its ending; empty for one that no list holds.
    pub(super) fn lemma(&self, at: usize) -> &'a str {
        let word = self.lexed.tokens[at].word;
        let lemma = self.lexicon.lemma(word);
        self.lexicon.spelling(if lemma.is_known() { lemma } else { word })
    }

    /// Whether one of these words stands in the range.
    pub(super) fn holds(&self, range: Range<usize>, words: &[&str]) -> bool {
        range.into_iter().any(|at| self.is_one_of(at, words))
    }

    /// Whether a word of the class stands in the range.
    pub(super) fn holds_any(&self, range: Range<usize>, class: Class) -> bool {
        range.into_iter().any(|at| at < self.lexed.tokens.len() && self.is(at, class))
    }

    /// The word of a class at a place, folded.
    pub(super) fn word_of(&self, at: usize, class: Class) -> Option<&'a str> {
        let word = self.lexed.tokens.get(at)?.word;
        self.lexicon.is(word, class).then(|| self.lexicon.spelling(word))
    }

    /// First token of a fact.
    pub(super) fn start(&self, fact: usize) -> usize {
        self.facts[fact].first_token as usize
    }

    /// One past the last token of a fact.
    pub(super) fn end(&self, fact: usize) -> usize {
        self.facts[fact].end_token as usize
    }

    /// Between two facts, the tokens that belong to neither.
    pub(super) fn between(&self, a: usize, b: usize) -> Range<usize> {
        self.end(a)..self.start(b).max(self.end(a))
    }

    pub(super) fn sentence(&self, fact: usize) -> usize {
        self.claims[fact].sentence as usize
    }

    /// What a figure can mean in a conflict; of a range, from its lower to its upper end.
    pub(super) fn loose(&self, fact: usize) -> Option<Interval> {
        self.facts[fact].value.meant(self.bounds)
    }
}
