//! Ids that survive an edit of the story.
//!
//! A tick must never move to a claim that nobody checked, and should not be lost because a comma was moved
//! elsewhere. So an id holds nothing of the place: it is made of the kind, the words as written, what they
//! count, and one word of the sentence — the one whose hash is least. That word stays the same under most
//! edits of the sentence (min-wise hashing) and keeps apart two equal figures in two sentences. Where it does
//! not, both get the whole of their sentence into their id. A changed figure, head noun or event is a new
//! claim, with a new id and no tick.

use super::is_name;
use crate::claim::{Claim, Quotation};
use crate::fact::Fact;
use crate::lex::TokenKind;
use crate::story::Story;

/// Shorter words are mostly function words, which every sentence has.
const SHORTEST_ANCHOR: usize = 4;

/// The id of a fact; of a name, the same for every mention.
pub(super) fn of_fact(story: &Story<'_>, fact: &Fact, claim: &Claim) -> String {
    let mut hash = Hash::new();
    let kind = fact.value.kind();
    hash.add(kind);
    hash.add_folded(fact.span.slice(&story.document.prose));
    if !is_name(kind) {
        hash.add(&claim.frame.head_lemma);
        hash.add(claim.frame.event.unwrap_or_default());
        hash.number(anchor(story, fact, claim));
    }
    hash.into_id()
}

/// The id of a quotation: a single changed word is a changed quotation.
pub(super) fn of_quotation(story: &Story<'_>, quotation: &Quotation) -> String {
    let mut hash = Hash::new();
    hash.add("quotation");
    hash.add_folded(quotation.words.slice(&story.document.prose));
    hash.into_id()
}

/// Tells two claims apart that have one id, by their sentences.
pub(super) fn of_twin(id: &str, sentence: &str) -> String {
    let mut hash = Hash::new();
    hash.add_folded(sentence);
    format!("{id}-{:04x}", hash.finish() & 0xFFFF)
}

/// The least hash among the longer words of the sentence, those of the fact and its head noun apart.
fn anchor(story: &Story<'_>, fact: &Fact, claim: &Claim) -> u64 {
    let tokens = story.lexed.sentences[claim.sentence as usize].tokens.clone();
    (tokens.start..tokens.end)
        .filter(|at| !(fact.first_token..fact.end_token).contains(at))
        .map(|at| &story.lexed.tokens[at as usize])
        .filter(|token| token.kind == TokenKind::Word)
        .filter(|token| !claim.frame.head.is_some_and(|head| head.contains(&token.span())))
        .map(|token| token.span().slice(&story.document.prose))
        .filter(|word| word.len() >= SHORTEST_ANCHOR)
        .map(|word| {
            let mut hash = Hash::new();
            hash.add_folded(word);
            hash.finish()
        })
        .min()
        .unwrap_or(0)
}

/// FNV-1a, 64 bits: the same on every machine and in every version.
struct Hash(u64);

impl Hash {
    const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }

    fn add(&mut self, text: &str) {
        text.bytes().for_each(|byte| self.byte(byte));
        // No text holds this byte, so that `ab`, `c` and `a`, `bc` differ.
        self.byte(0xFF);
    }

    /// Case and the width of white space do not count.
    fn add_folded(&mut self, text: &str) {
        for word in text.split_whitespace() {
            let mut buffer = [0; 4];
            for letter in word.chars().flat_map(char::to_lowercase) {
                letter.encode_utf8(&mut buffer).bytes().for_each(|byte| self.byte(byte));
            }
            self.byte(b' ');
        }
        self.byte(0xFF);
    }

    fn number(&mut self, number: u64) {
        number.to_le_bytes().into_iter().for_each(|byte| self.byte(byte));
    }

    /// Mixes the high bits into the low ones, which FNV alone leaves weak.
    const fn finish(&self) -> u64 {
        let mixed = (self.0 ^ (self.0 >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ (mixed >> 29)
    }

    fn into_id(self) -> String {
        format!("{:010x}", self.finish() & 0xFF_FFFF_FFFF)
    }
}
