//! Where the few tokens stand that several readers look for: one walk over a text finds them all.

use super::lexicon::{Class, Lexicon, WordId};
use super::{Token, TokenKind, WordSet};

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
        // What words have in common that stand twice in a row; of what is no word, nothing.
        const NO_WORD: (WordId, u32) = (WordId::UNKNOWN, 0);
        let mut before = NO_WORD;
        for (at, token) in (0..).zip(tokens) {
            if token.kind == TokenKind::Word {
                let look = (token.word, token.span().len());
                if look == before {
                    found.twins.push(at - 1);
                }
                before = look;
                found.word(at, token, prose, lexicon);
                continue;
            }
            before = NO_WORD;
            match token.kind {
                TokenKind::Number if token.span().len() >= SHORTEST_VERSION => found.versions.push(at),
                TokenKind::QuoteOpen | TokenKind::QuoteClose | TokenKind::QuoteStraight => {
                    found.quotation_marks.push(at);
                }
                TokenKind::Possessive => found.possessives.push(at),
                TokenKind::Colon => found.colons.push(at),
                _ => {}
            }
        }
        found
    }

    #[inline]
    fn word(&mut self, at: u32, token: &Token, prose: &str, lexicon: &Lexicon) {
        if token.is_capital() {
            self.capitals.push(at);
        }
        if !token.word.is_known() {
            let is_marked = matches!(prose.as_bytes()[token.span().start() as usize], b'v' | b'V');
            if is_marked && token.span().len() > SHORTEST_VERSION {
                self.versions.push(at);
            }
        } else if CUES.has(token.word, lexicon) {
            self.cues.push(at);
        }
    }
}

/// Takes off a list what stands before a token.
pub(crate) fn take_before<'l>(list: &mut &'l [u32], end: u32) -> &'l [u32] {
    let (before, rest) = list.split_at(list.iter().take_while(|&&at| at < end).count());
    *list = rest;
    before
}
