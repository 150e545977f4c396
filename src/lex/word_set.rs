//! Sets of words, one bit each: what is asked of every token stays in the nearest cache.

use super::lexicon::{Lexicon, SETS, WordId};

const BITS: usize = u64::BITS as usize;
/// One bit for every id that there can be, so that no look-up has to be checked against the end.
const CHUNKS: usize = (u16::MAX as usize + 1) / BITS;

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
    /// Those of a house's own words are all set: which classes they have only its lexicon knows.
    bits: [u64; CHUNKS],
}

impl WordSet {
    /// The words of these classes, [`Class::bit`](super::Class::bit) of each; made at build time for a static.
    #[must_use]
    pub const fn opening(classes: u128) -> Self {
        let mut set = Self { classes, bits: [0; CHUNKS] };
        let mut word = 0;
        while word < CHUNKS * BITS {
            if word >= SETS.len() || SETS[word].opens & classes != 0 {
                set.bits[word / BITS] |= 1 << (word % BITS);
            }
            word += 1;
        }
        set
    }

    /// The classes that it was made of.
    #[inline]
    #[must_use]
    pub const fn classes(&self) -> u128 {
        self.classes
    }

    /// Whether the word is in it; a house's own words are asked for in its lexicon.
    #[inline]
    #[must_use]
    pub fn has(&self, word: WordId, lexicon: &Lexicon) -> bool {
        let number = word.number() as usize;
        self.bits[number / BITS] >> (number % BITS) & 1 != 0
            && (number < SETS.len() || lexicon.opens(word) & self.classes != 0)
    }
}
