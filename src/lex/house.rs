//! Words that a house adds to the lists, and takes from them.
//!
//! Each gets an id behind those of the table. A word that the table has too keeps all that the table says of it, its
//! part in phrases included; so nothing but the look-up of a word has to know of the house, and that only where
//! there is one.

use rustc_hash::FxHashMap;

use super::hash;
use super::lexicon::{Class, LexValue, Sets, WordId, in_table};

/// One change of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The list.
    pub class: Class,
    /// A word or phrase in small letters; what the list says of it, unless it is taken from the list.
    pub word: String,
    /// The word that it is a form of, if it is another.
    pub lemma: Option<String>,
    /// What the list says of it from now on; nothing if it is taken from the list.
    pub value: Option<LexValue>,
}

/// A word of the house.
#[derive(Debug)]
pub(super) struct HouseWord {
    pub(super) text: String,
    /// The same word in the table, or the unknown one.
    pub(super) base: WordId,
    pub(super) lemma: WordId,
    pub(super) sets: Sets,
    values: Vec<(Class, LexValue)>,
    /// Lists of the table that it is taken from.
    taken: Vec<Class>,
    /// Phrases that begin with it, the longest first.
    pub(super) phrases: Vec<HousePhrase>,
}

/// A phrase of the house.
#[derive(Debug)]
pub(super) struct HousePhrase {
    pub(super) class: Class,
    pub(super) value: LexValue,
    /// The words behind the first, as phrases are compared.
    pub(super) behind: Vec<u16>,
}

impl HouseWord {
    /// No word.
    pub(super) const NONE: Self = Self {
        text: String::new(),
        base: WordId::UNKNOWN,
        lemma: WordId::UNKNOWN,
        sets: Sets { classes: 0, opens: 0 },
        values: Vec::new(),
        taken: Vec::new(),
        phrases: Vec::new(),
    };

    pub(super) fn in_phrases(&self, own: WordId) -> u16 {
        if self.base.is_known() { self.base.number() } else { own.number() }
    }

    pub(super) fn value(&self, class: Class) -> Option<LexValue> {
        self.values.iter().find(|(of, _)| *of == class).map(|(_, value)| *value)
    }

    pub(super) fn is_taken_from(&self, class: Class) -> bool {
        self.taken.contains(&class)
    }

    /// The classes of its phrases whose second word this is.
    pub(super) fn pair(&self, second: u16) -> u128 {
        let of_second = self.phrases.iter().filter(|phrase| phrase.behind.first() == Some(&second));
        of_second.fold(0, |set, phrase| set | phrase.class.filter())
    }
}

/// The words of a house.
#[derive(Debug, Default)]
pub(super) struct HouseWords {
    words: Vec<HouseWord>,
    by_key: FxHashMap<u128, u16>,
    by_text: FxHashMap<String, u16>,
}

impl HouseWords {
    pub(super) fn new(changes: &[Change]) -> Self {
        let mut house = Self::default();
        for change in changes {
            match (change.word.contains([' ', '-']), change.value) {
                (false, value) => house.set(&change.word, change.class, value),
                (true, Some(value)) => house.add_phrase(&change.word, change.class, value),
                // A phrase of the table cannot be taken out of it.
                (true, None) => {}
            }
        }
        for change in changes {
            let Some(lemma) = change.lemma.as_deref().filter(|lemma| !lemma.contains([' ', '-'])) else { continue };
            let lemma = house.id(lemma);
            if let Some(at) = house.position(&change.word) {
                let word = &mut house.words[at];
                if !word.base.is_known() {
                    word.lemma = lemma;
                }
            }
        }
        for word in &mut house.words {
            word.phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.behind.len()));
        }
        house
    }

    pub(super) fn find(&self, folded: &[u8]) -> Option<WordId> {
        let text = std::str::from_utf8(folded).ok()?;
        self.by_text.get(text).map(|&id| WordId::new(id))
    }

    #[cold]
    pub(super) fn find_key(&self, key: u128) -> Option<WordId> {
        self.by_key.get(&key).map(|&id| WordId::new(id))
    }

    pub(super) fn word(&self, word: WordId) -> Option<&HouseWord> {
        self.words.get(usize::from(word.number().checked_sub(WordId::in_table())?))
    }

    fn position(&self, text: &str) -> Option<usize> {
        self.by_text.get(text).map(|id| usize::from(id - WordId::in_table()))
    }

    /// The id that a word has in this lexicon; it gets one if it has none.
    fn id(&mut self, text: &str) -> WordId {
        match in_table(text.as_bytes()).0 {
            word if word.is_known() && self.position(text).is_none() => word,
            _ => {
                let at = self.own(text);
                WordId::new(WordId::in_table().saturating_add(at as u16))
            }
        }
    }

    /// Where a word of the house stands; it is made one if it is none.
    fn own(&mut self, text: &str) -> usize {
        if let Some(at) = self.position(text) {
            return at;
        }
        let (base, sets) = in_table(text.as_bytes());
        let at = self.words.len();
        let id = WordId::in_table().saturating_add(u16::try_from(at).unwrap_or(u16::MAX));
        // A form of a word of the table stays one.
        let lemma = if base.is_known() { super::Lexicon::default().lemma(base) } else { WordId::new(id) };
        self.words.push(HouseWord {
            text: text.to_owned(),
            base,
            lemma,
            sets: Sets { classes: sets.classes, opens: sets.opens },
            ..HouseWord::NONE
        });
        self.by_text.insert(text.to_owned(), id);
        if text.len() <= hash::KEY_BYTES {
            self.by_key.insert(hash::key(text.as_bytes()), id);
        }
        at
    }

    /// Puts a word on a list, or takes it from there.
    fn set(&mut self, text: &str, class: Class, value: Option<LexValue>) {
        let at = self.own(text);
        let word = &mut self.words[at];
        word.values.retain(|(of, _)| *of != class);
        word.taken.retain(|of| *of != class);
        match value {
            Some(value) => {
                word.values.push((class, value));
                word.sets.classes |= class.filter();
                word.sets.opens |= class.filter();
            }
            None => {
                word.taken.push(class);
                // Those that are asked seldom have their bit together.
                if !class.is_seldom() {
                    word.sets.classes &= !class.filter();
                }
            }
        }
    }

    fn add_phrase(&mut self, text: &str, class: Class, value: LexValue) {
        let mut parts = text.split([' ', '-']).filter(|part| !part.is_empty());
        let Some(first) = parts.next() else { return };
        let behind: Vec<u16> = parts
            .map(|part| {
                let id = self.id(part);
                self.word(id).map_or(id.number(), |word| word.in_phrases(id))
            })
            .collect();
        let at = self.own(first);
        let word = &mut self.words[at];
        word.sets.opens |= class.filter();
        word.phrases.push(HousePhrase { class, value, behind });
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Lexicon, lex};
    use super::*;
    use crate::markup;
    use crate::text::Source;

    fn listed(class: Class, word: &str) -> Change {
        Change { class, word: word.to_owned(), lemma: None, value: Some(LexValue::Listed) }
    }

    #[test]
    fn a_house_adds_to_lists_that_are_asked_seldom_and_takes_from_them() {
        let taken = Change { class: Class::Gathering, word: "summit".to_owned(), lemma: None, value: None };
        let house = Lexicon::with(&[taken, listed(Class::Gathering, "moot"), listed(Class::Held, "summit")]);
        let is = |word: &str, class: Class| house.is(house.word(word), class);
        assert!(is("moot", Class::Gathering) && !is("moot", Class::Held));
        assert!(is("summit", Class::Held) && !is("summit", Class::Gathering));
        assert!(Lexicon::default().is(Lexicon::default().word("summit"), Class::Gathering));
    }

    fn entry(lexicon: &Lexicon, text: &str, class: Class) -> Option<usize> {
        let source = Source::new("a.txt", text).expect("a short text");
        let tokens = lex(&markup::read(&source), lexicon).tokens;
        lexicon.entry(&tokens, class).map(|(length, _)| length)
    }

    #[test]
    fn words_of_a_house_are_found_and_those_of_the_table_keep_what_they_are() {
        let house = Lexicon::with(&[
            listed(Class::KinWord, "milk-brother"),
            listed(Class::KinWord, "oldfather"),
            listed(Class::KinWord, "november"),
            listed(Class::KinWord, "an uncommonly long word of kin"),
        ]);
        let plain = Lexicon::default();
        assert!(!plain.word("oldfather").is_known());
        assert!(house.is(house.word("Oldfather"), Class::KinWord));
        assert_eq!(house.spelling(house.word("OLDFATHER")), "oldfather");
        let november = house.word("November");
        assert!(house.is(november, Class::KinWord));
        assert_eq!(house.value(november, Class::Month), plain.value(plain.word("November"), Class::Month));
        assert_eq!(entry(&house, "milk-brother", Class::KinWord), Some(3));
        assert_eq!(entry(&house, "An uncommonly long word of kin", Class::KinWord), Some(6));
        assert_eq!(entry(&house, "An uncommonly long word", Class::KinWord), None);
        assert_eq!(entry(&plain, "milk-brother", Class::KinWord), None);
    }

    #[test]
    fn a_phrase_of_the_table_is_read_whatever_the_house_says_of_its_words() {
        let phrase = "prime minister";
        let house = Lexicon::with(&[listed(Class::KinWord, "prime"), listed(Class::KinWord, "minister")]);
        assert_eq!(entry(&house, phrase, Class::Role), entry(&Lexicon::default(), phrase, Class::Role));
        assert_eq!(entry(&house, phrase, Class::Role), Some(2));
    }

    #[test]
    fn a_word_is_taken_from_a_list() {
        let gone = Change { class: Class::Role, word: "boss".to_owned(), lemma: None, value: None };
        let house = Lexicon::with(&[gone]);
        assert!(Lexicon::default().is(Lexicon::default().word("boss"), Class::Role));
        assert_eq!(entry(&house, "boss", Class::Role), None);
        assert!(house.word("boss").is_known());
    }
}
