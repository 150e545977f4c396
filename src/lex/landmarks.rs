//! Where the few tokens stand that several readers look for: one walk over a text finds them all.

use super::lexicon::{Class, Lexicon};
use super::{Token, TokenKind, WordSet};
use crate::text::ProseSpan;

/// The words that may open a cue which attributes: `said`, `according to`, `estimate`.
static CUES: WordSet = WordSet::opening(
    Class::AttributionPreposition.bit()
        | Class::Weasel.bit()
        | Class::AttributionVerb.bit()
        | Class::DocumentVerb.bit()
        | Class::AttributionNoun.bit(),
);

/// Bytes of a version at the least: `1.2.3`.
const SHORTEST_VERSION: u32 = 5;

/// Indices of tokens, each list in the order of the text.
#[derive(Debug, Default)]
pub struct Landmarks {
    /// Words with a capital.
    pub capitals: Vec<u32>,
    /// Words that may open a cue which attributes, of the classes `Landmarks::CUES`.
    pub cues: Vec<u32>,
    /// Words before another one with the same number in the lists and the same length.
    pub twins: Vec<u32>,
    /// Numbers and words that may be versions: `1.2.3`, `v1.2.3`.
    pub versions: Vec<u32>,
    /// Quotation marks.
    pub quotation_marks: Vec<u32>,
    /// Possessive endings.
    pub possessives: Vec<u32>,
    /// Colons.
    pub colons: Vec<u32>,
}

impl Landmarks {
    /// The classes of the words in `cues`.
    pub(crate) const CUES: u128 = CUES.classes();

    /// Finds them.
    pub(super) fn of(prose: &str, tokens: &[Token], lexicon: &Lexicon) -> Self {
        let mut found = Self::default();
        found.capitals.reserve(tokens.len() / 8);
        found.cues.reserve(tokens.len() / 8);
        let mut before = &Token::opaque(ProseSpan::new(0, 0), false);
        for (at, token) in (0..).zip(tokens) {
            if token.kind == TokenKind::Word {
                if token.word == before.word && is_twin(before, token) {
                    found.twins.push(at - 1);
                }
                found.word(at, token, prose, lexicon);
            } else {
                found.mark(at, token);
            }
            before = token;
        }
        found
    }

    fn mark(&mut self, at: u32, token: &Token) {
        match token.kind {
            TokenKind::Number if token.span().len() >= SHORTEST_VERSION => self.versions.push(at),
            TokenKind::QuoteOpen | TokenKind::QuoteClose | TokenKind::QuoteStraight => self.quotation_marks.push(at),
            TokenKind::Possessive => self.possessives.push(at),
            TokenKind::Colon => self.colons.push(at),
            _ => {}
        }
    }

    #[inline]
    fn word(&mut self, at: u32, token: &Token, prose: &str, lexicon: &Lexicon) {
        if token.is_capital() {
            self.capitals.push(at);
        }
        if CUES.has(token.word, lexicon) {
            self.cues.push(at);
        } else if !token.word.is_known() && token.span().len() > SHORTEST_VERSION {
            let is_marked = matches!(prose.as_bytes()[token.span().start() as usize], b'v' | b'V');
            if is_marked {
                self.versions.push(at);
            }
        }
    }
}

/// Whether a word is as long as the word before it.
fn is_twin(before: &Token, word: &Token) -> bool {
    before.kind == TokenKind::Word && before.span().len() == word.span().len()
}

/// Takes off a list what stands before a token.
pub(crate) fn take_before<'l>(list: &mut &'l [u32], end: u32) -> &'l [u32] {
    let (before, rest) = list.split_at(list.iter().take_while(|&&at| at < end).count());
    *list = rest;
    before
}
