//! Sets of words, one bit each: what is asked of every token stays in the nearest cache.

use super::lexicon::{Lexicon, SETS, WordId};

const BITS: usize = u64::BITS as usize;

/// The words that some classes hold, or that a phrase of them begins with.
///
/// ```
/// use copydesk::lex::{Class, Lexicon, WordSet};
/// static DAYS: WordSet = WordSet::opening(Class::Weekday.bit() | Class::Holiday.bit());
/// let lexicon = Lexicon::default();
/// let has = |word: &str| DAYS.has(lexicon.word(word), &lexicon);
/// assert!(has("Monday") && has("good") && !has("table")); // Good Friday
/// ```
pub struct WordSet {
    classes: u128,
    bits: [u64; SETS.len() / BITS + 1],
}

impl WordSet {
    /// The words of these classes, [`Class::bit`](super::Class::bit) of each; made at build time for a static.
    #[must_use]
    pub const fn opening(classes: u128) -> Self {
        let mut set = Self { classes, bits: [0; SETS.len() / BITS + 1] };
        let mut word = 0;
        while word < SETS.len() {
            if SETS[word].opens & classes != 0 {
                set.bits[word / BITS] |= 1 << (word % BITS);
            }
            word += 1;
        }
        set
    }

    /// Whether the word is in it; a house's own words are asked for in its lexicon.
    #[inline]
    #[must_use]
    pub fn has(&self, word: WordId, lexicon: &Lexicon) -> bool {
        let number = word.number() as usize;
        if number < SETS.len() {
            self.bits[number / BITS] >> (number % BITS) & 1 != 0
        } else {
            lexicon.opens(word) & self.classes != 0
        }
    }
}
