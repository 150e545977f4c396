//! Words and what they can be.
//!
//! Every file of `rules/lexicon/` is a [`Class`]: a list of words and phrases, some with a value (a month
//! its number, a currency its code). The build script turns them into the tables included below, so that
//! nothing is parsed or allocated at start-up.

use std::borrow::Cow;
use std::sync::Arc;

use super::hash;
use super::house::{Change, HouseWord, HouseWords};
use super::token::Token;

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

/// A word of the lexicon. Inflected forms are words of their own, with the lemma named in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct WordId(u16);

impl WordId {
    /// A word that no list holds.
    pub const UNKNOWN: Self = Self(0);

    /// How many ids the table takes; those of a house's words follow.
    pub(super) const fn in_table() -> u16 {
        WORDS.len() as u16
    }

    pub(super) const fn new(number: u16) -> Self {
        Self(number)
    }

    /// Whether some list holds it.
    #[inline]
    #[must_use]
    pub const fn is_known(self) -> bool {
        self.0 != 0
    }

    /// Its number in the table; no promise between two builds.
    #[inline]
    #[must_use]
    pub const fn number(self) -> u16 {
        self.0
    }
}

/// What a list says about a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LexValue {
    /// It is on the list.
    Listed,
    /// A number: a month's, a number word's.
    Int(i64),
    /// Two ends: `dozens` is 24 to 99.
    Interval(i64, i64),
    /// A name: a currency code, a unit, an event class.
    Text(&'static str),
    /// A unit of measurement, by its number: [`Unit::at`].
    Unit(u16),
}

/// A unit of measurement. A value in it is `(value + shift) * factor` in the base unit of its dimension.
#[derive(Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its name, singular.
    pub name: &'static str,
    /// What it measures: `length`, `mass`, `time`.
    pub dimension: &'static str,
    /// Numerator and denominator.
    pub factor: (i128, i128),
    /// Likewise; nought but for temperatures.
    pub shift: (i128, i128),
    square: Option<u16>,
    cube: Option<u16>,
}

impl Unit {
    /// The unit that [`LexValue::Unit`] names.
    #[must_use]
    pub fn at(number: u16) -> &'static Self {
        &UNITS[usize::from(number)]
    }

    /// Every unit, those of one dimension together.
    #[must_use]
    pub const fn all() -> &'static [Self] {
        UNITS
    }

    /// The unit of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        UNITS.iter().find(|unit| unit.name == name)
    }

    /// The plural of a unit's name: `inches`, `feet`; temperatures have none.
    #[must_use]
    pub fn plural(name: &str) -> Cow<'_, str> {
        match name {
            "celsius" | "fahrenheit" | "hertz" | "siemens" => Cow::Borrowed(name),
            "foot" => Cow::Borrowed("feet"),
            _ if name.ends_with("foot") => format!("{}feet", &name[..name.len() - "foot".len()]).into(),
            _ if name.ends_with("ch") || name.ends_with('s') || name.ends_with('x') => format!("{name}es").into(),
            _ => format!("{name}s").into(),
        }
    }

    /// Bytes of the longest sign.
    pub const LONGEST_SYMBOL: usize = {
        let (mut longest, mut at) = (0, 0);
        while at < SYMBOLS.len() {
            if SYMBOLS[at].0.len() > longest {
                longest = SYMBOLS[at].0.len();
            }
            at += 1;
        }
        longest
    };

    /// The unit that a sign stands for, where its case matters: `MW`, `mL`.
    #[must_use]
    pub fn by_symbol(symbol: &str) -> Option<&'static Self> {
        if symbol.len() > Self::LONGEST_SYMBOL {
            return None;
        }
        let at = SYMBOLS.binary_search_by_key(&symbol, |(symbol, _)| symbol).ok()?;
        Some(Self::at(SYMBOLS[at].1))
    }

    /// The square or cube of a unit of length.
    #[must_use]
    pub fn power(&self, exponent: u8) -> Option<&'static Self> {
        let at = match exponent {
            2 => self.square,
            3 => self.cube,
            _ => None,
        };
        at.map(Self::at)
    }
}

struct Word {
    /// Its spelling, as a range of `TEXTS`.
    text: (u32, u32),
    lemma: u16,
    /// What the lists say of it, as a range of `VALUES`.
    values: (u16, u16),
    /// The phrases that begin with it, as a range of `PHRASES`: by class, longest first.
    phrases: (u16, u16),
    /// The second words of those phrases, as a range of `SECONDS` and `PAIRS`.
    pairs: (u16, u16),
}

impl Word {
    fn text(&self) -> &'static str {
        &TEXTS[self.text.0 as usize..self.text.1 as usize]
    }

    #[inline]
    fn values(&self) -> &'static [(Class, LexValue)] {
        &VALUES[usize::from(self.values.0)..usize::from(self.values.1)]
    }
}

/// What is asked of nearly every word, in a table of its own that stays in the cache.
#[derive(Debug, Default)]
pub(super) struct Sets {
    pub(super) classes: u128,
    /// The classes of the word itself and of the phrases that begin with it.
    pub(super) opens: u128,
}

struct Phrase {
    words: &'static [u16],
    class: Class,
    value: LexValue,
}

/// The built-in word lists, and the words that a house adds to them.
///
/// ```
/// use copydesk::lex::{Class, LexValue, Lexicon};
/// let lexicon = Lexicon::default();
/// let word = lexicon.word("November");
/// assert_eq!(lexicon.value(word, Class::Month), Some(LexValue::Int(11)));
/// ```
#[derive(Debug, Default, Clone)]
pub struct Lexicon {
    /// Words of the house; their ids follow those of the table.
    house: Option<Arc<HouseWords>>,
}

impl Lexicon {
    /// The built-in lists with these changes.
    #[must_use]
    pub fn with(changes: &[Change]) -> Self {
        let house = (!changes.is_empty()).then(|| Arc::new(HouseWords::new(changes)));
        Self { house }
    }

    /// Looks up a word in any case.
    #[must_use]
    pub fn word(&self, text: &str) -> WordId {
        let folded = text.to_lowercase();
        self.find(folded.as_bytes())
    }

    /// Looks up a folded word.
    #[inline]
    pub(super) fn find(&self, folded: &[u8]) -> WordId {
        let of_house = self.house.as_ref().and_then(|house| house.find(folded));
        of_house.unwrap_or_else(|| Self::built_in(folded))
    }

    /// How many words the built-in lists have; their numbers are below.
    pub const WORDS: usize = SETS.len();

    /// The classes of a word of the built-in lists, by its number, and with those of the phrases that it begins.
    #[must_use]
    pub const fn sets_in_table(number: usize) -> (u128, u128) {
        (SETS[number].classes, SETS[number].opens)
    }

    /// The second words of all phrases of the built-in lists, by their numbers, and the classes of those phrases.
    #[must_use]
    pub const fn pairs_in_table() -> (&'static [u16], &'static [u128]) {
        (SECONDS, PAIRS)
    }

    fn built_in(folded: &[u8]) -> WordId {
        let word = Self::built_in_key(hash::key(folded));
        // The key of a longer word is only its beginning.
        if folded.len() <= hash::KEY_BYTES || WORDS[word.0 as usize].text().as_bytes() == folded {
            word
        } else {
            Self::built_in_long(folded)
        }
    }

    /// Looks up a word of at most [`hash::KEY_BYTES`] bytes by its key.
    #[inline]
    pub(super) fn find_key(&self, key: u128) -> WordId {
        match &self.house {
            None => Self::built_in_key(key),
            Some(house) => house.find_key(key).unwrap_or_else(|| Self::built_in_key(key)),
        }
    }

    #[inline]
    fn built_in_key(key: u128) -> WordId {
        let mut slot = hash::slot(key, SLOTS.len());
        loop {
            let id = SLOTS[slot];
            if KEYS[id as usize] == key || id == 0 {
                return WordId(id);
            }
            slot = (slot + 1) & (SLOTS.len() - 1);
        }
    }

    /// Looks up a word that shares its first sixteen bytes with another.
    #[cold]
    fn built_in_long(folded: &[u8]) -> WordId {
        let mut slot = hash::slot(hash::key(folded), SLOTS.len());
        while SLOTS[slot] != 0 {
            let id = SLOTS[slot];
            if WORDS[id as usize].text().as_bytes() == folded {
                return WordId(id);
            }
            slot = (slot + 1) & (SLOTS.len() - 1);
        }
        WordId::UNKNOWN
    }

    #[inline]
    fn sets(&self, word: WordId) -> &Sets {
        match SETS.get(word.0 as usize) {
            Some(sets) => sets,
            None => &self.of_house(word).sets,
        }
    }

    /// A word of the house by its id, which no other lexicon has given.
    #[cold]
    fn of_house(&self, word: WordId) -> &HouseWord {
        static NONE: HouseWord = HouseWord::NONE;
        self.house.as_ref().and_then(|house| house.word(word)).unwrap_or(&NONE)
    }

    /// What phrases are compared by: a word of the table that the house says more of is still that word.
    #[inline]
    fn in_phrases(&self, word: WordId) -> u16 {
        if (word.0 as usize) < WORDS.len() { word.0 } else { self.of_house(word).in_phrases(word) }
    }

    /// The word in the table; the house's own words have nothing there.
    #[inline]
    fn in_table(&self, word: WordId) -> &'static Word {
        WORDS.get(word.0 as usize).unwrap_or_else(|| &WORDS[self.of_house(word).base.0 as usize])
    }

    /// Whether a class holds the word by itself (not only as part of a phrase).
    #[inline]
    #[must_use]
    pub fn is(&self, word: WordId, class: Class) -> bool {
        self.sets(word).classes & class.filter() != 0 && (!class.is_seldom() || self.value(word, class).is_some())
    }

    /// Whether any of several classes holds the word; build the set with [`Class::bit`].
    #[inline]
    #[must_use]
    pub fn is_any(&self, word: WordId, classes: u128) -> bool {
        self.sets(word).classes & classes != 0
    }

    /// Every class of the word, one bit each.
    #[inline]
    #[must_use]
    pub fn classes(&self, word: WordId) -> u128 {
        self.sets(word).classes
    }

    /// Every class that the word, or a phrase beginning with it, belongs to.
    #[inline]
    #[must_use]
    pub fn opens(&self, word: WordId) -> u128 {
        self.sets(word).opens
    }

    /// Whether some phrase begins with the word in a class that does not hold the word itself.
    #[inline]
    #[must_use]
    pub fn begins_phrase(&self, word: WordId) -> bool {
        let sets = self.sets(word);
        sets.opens != sets.classes
    }

    /// Every class of the first token, and of the phrases whose first two words stand here.
    #[inline]
    #[must_use]
    pub fn opens_here(&self, tokens: &[Token]) -> u128 {
        let Some(first) = tokens.first() else { return 0 };
        let sets = self.sets(first.word);
        let phrases = if sets.opens == sets.classes { 0 } else { self.pair(first.word, tokens) };
        sets.classes | phrases
    }

    /// The classes of the phrases that begin with a word and the one behind it.
    #[inline]
    fn pair(&self, first: WordId, tokens: &[Token]) -> u128 {
        let word = self.in_table(first);
        let (from, to) = (word.pairs.0 as usize, word.pairs.1 as usize);
        let is_of_table = (first.0 as usize) < WORDS.len();
        if from == to && is_of_table {
            return 0;
        }
        let second = tokens.get(next_word(tokens, 1)).map_or(0, |token| self.in_phrases(token.word));
        if second == 0 {
            return 0;
        }
        let own = if is_of_table { 0 } else { self.of_house(first).pair(second) };
        own | SECONDS[from..to].binary_search(&second).map_or(0, |at| PAIRS[from + at])
    }

    /// What a class says about the word.
    #[inline]
    #[must_use]
    pub fn value(&self, word: WordId, class: Class) -> Option<LexValue> {
        // Nearly every word is on no list of the kind.
        if self.sets(word).classes & class.filter() == 0 { None } else { self.listed_value(word, class) }
    }

    fn listed_value(&self, word: WordId, class: Class) -> Option<LexValue> {
        let own = if (word.0 as usize) < WORDS.len() {
            None
        } else {
            let own = self.of_house(word);
            if own.is_taken_from(class) {
                return None;
            }
            own.value(class)
        };
        own.or_else(|| self.in_table(word).values().iter().find(|(of, _)| *of == class).map(|(_, value)| *value))
    }

    /// The number a class gives the word.
    #[inline]
    #[must_use]
    pub fn int(&self, word: WordId, class: Class) -> Option<i64> {
        match self.value(word, class)? {
            LexValue::Int(value) => Some(value),
            _ => None,
        }
    }

    /// The name a class gives the word.
    #[inline]
    #[must_use]
    pub fn text(&self, word: WordId, class: Class) -> Option<&'static str> {
        match self.value(word, class)? {
            LexValue::Text(value) => Some(value),
            _ => None,
        }
    }

    /// The lemma: `said` gives `say`. A word without one is its own lemma.
    #[inline]
    #[must_use]
    pub fn lemma(&self, word: WordId) -> WordId {
        match WORDS.get(word.0 as usize) {
            Some(word) => WordId(word.lemma),
            None => self.of_house(word).lemma,
        }
    }

    /// The folded spelling.
    #[must_use]
    pub fn spelling(&self, word: WordId) -> &str {
        match WORDS.get(word.0 as usize) {
            Some(word) => word.text(),
            None => &self.of_house(word).text,
        }
    }

    /// The spelling that the table has; a word that only a house has is empty there.
    #[must_use]
    pub fn spelling_in_table(&self, word: WordId) -> &'static str {
        self.in_table(word).text()
    }

    /// The longest entry of `class` that begins at the first of `tokens`: how many tokens it takes and
    /// its value. Hyphens between words are stepped over, so `cease-fire` matches as the list has it, and so
    /// are possessive endings: `new year day` stands for `New Year's Day`.
    #[inline]
    #[must_use]
    pub fn entry(&self, tokens: &[Token], class: Class) -> Option<(usize, LexValue)> {
        let first = tokens.first()?;
        // Nearly every word opens nothing of the class.
        if self.sets(first.word).opens & class.filter() == 0 { None } else { self.listed_entry(first, tokens, class) }
    }

    fn listed_entry(&self, first: &Token, tokens: &[Token], class: Class) -> Option<(usize, LexValue)> {
        if self.pair(first.word, tokens) & class.filter() != 0 {
            let in_table = self.phrase_in_table(self.in_table(first.word), tokens, class);
            let own = if (first.word.0 as usize) < WORDS.len() { None } else { self.phrase_of_house(tokens, class) };
            let longest = own.into_iter().chain(in_table).max_by_key(|(length, _)| *length);
            if longest.is_some() {
                return longest;
            }
        }
        self.value(first.word, class).map(|value| (1, value))
    }

    fn phrase_in_table(&self, word: &Word, tokens: &[Token], class: Class) -> Option<(usize, LexValue)> {
        let (from, to) = word.phrases;
        let phrases = &PHRASES[from as usize..to as usize];
        let of_class = &phrases[phrases.partition_point(|phrase| (phrase.class as u8) < class as u8)..];
        let mut of_class = of_class.iter().take_while(|phrase| phrase.class == class);
        of_class.find_map(|phrase| Some((self.matches_phrase(tokens, &phrase.words[1..])?, phrase.value)))
    }

    fn phrase_of_house(&self, tokens: &[Token], class: Class) -> Option<(usize, LexValue)> {
        let mut phrases = self.of_house(tokens[0].word).phrases.iter().filter(|phrase| phrase.class == class);
        phrases.find_map(|phrase| Some((self.matches_phrase(tokens, &phrase.behind)?, phrase.value)))
    }

    /// How many tokens a phrase takes, if the words of it that follow the first stand here.
    fn matches_phrase(&self, tokens: &[Token], behind: &[u16]) -> Option<usize> {
        let mut at = 1;
        for &word in behind {
            at = next_word(tokens, at);
            if self.in_phrases(tokens.get(at)?.word) != word {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// Every name that a class gives to some word or phrase, in order.
    pub fn values_of(&self, class: Class) -> impl Iterator<Item = &'static str> {
        NAMES[class as usize].iter().copied()
    }

    /// Everything that the built-in list of a class says of some word or phrase.
    pub fn built_in_values(class: Class) -> impl Iterator<Item = LexValue> {
        let phrases = PHRASES.iter().map(|phrase| (phrase.class, phrase.value));
        VALUES.iter().copied().chain(phrases).filter(move |(of, _)| *of == class).map(|(_, value)| value)
    }

    /// Every word of the built-in list of a class, folded, in the order of the table.
    pub fn words_of(&self, class: Class) -> impl Iterator<Item = &'static str> {
        WORDS.iter().filter(move |word| word.values().iter().any(|(of, _)| *of == class)).map(Word::text)
    }
}

/// Steps over a hyphen or possessive ending inside a phrase.
#[inline]
fn next_word(tokens: &[Token], at: usize) -> usize {
    let joins = tokens.get(at).is_some_and(|token| {
        matches!(token.kind, super::TokenKind::Hyphen | super::TokenKind::Possessive) && token.is_glued()
    });
    at + usize::from(joins)
}

/// A word of the table with the classes of it and of the phrases that begin with it.
pub(super) fn in_table(folded: &[u8]) -> (WordId, &'static Sets) {
    let word = Lexicon::built_in(folded);
    (word, &SETS[word.0 as usize])
}

impl Class {
    /// The class as a bit of a set.
    ///
    /// # Panics
    /// A class that is asked seldom has none: ask [`Lexicon::is`]. In a constant the compiler says so.
    #[inline]
    #[must_use]
    pub const fn bit(self) -> u128 {
        assert!(!self.is_seldom(), "a class that is asked seldom has no bit of its own");
        self.filter()
    }

    /// Whether it shares its bit with the other classes that are asked seldom.
    pub(super) const fn is_seldom(self) -> bool {
        self as u32 >= Self::SELDOM
    }

    /// The bit that every word of the class has, and perhaps some others.
    #[inline]
    pub(crate) const fn filter(self) -> u128 {
        1 << if self.is_seldom() { Self::SELDOM } else { self as u32 }
    }
}
