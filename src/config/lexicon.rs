//! The words of a house: files that are named as the built-in lists of `rules/lexicon/` are, and add to them.
//!
//! ```toml
//! # lexicon/kin-word.toml
//! list    = ["milk-brother"]
//! inflect = "noun"
//! remove  = ["junior"]
//!
//! # lexicon/role.toml
//! [groups]
//! shared = ["ferry warden"]
//! ```

use std::collections::BTreeMap;
use std::path::Path;

use toml::de::DeValue;

use crate::lex::{Change, Class, LexValue, Lexicon, noun_forms, verb_forms};
use crate::toml_file::{Fault, Node, Quoted, Reader, did_you_mean, listing, ordered};

const TOP: &[&str] = &["about", "source", "list", "groups", "words", "inflect", "irregular", "remove"];
/// Lists whose words are more than words: a unit has a factor, a zone an offset and a name in the code.
const CLOSED: &[Class] = &[Class::Unit, Class::Zone];

/// Reads a file of words; every fault of it is noted, and what is sound holds.
pub(super) fn read(path: &str, text: &str, changes: &mut Vec<Change>, faults: &mut Vec<Fault>) {
    let mut reader = Reader::new(path, text, faults);
    let stem = Path::new(path).file_stem().unwrap_or_default().to_string_lossy();
    let Some(class) = class_of(&stem, &mut reader) else { return };
    let table = reader.parse(text);
    let mut list = List { class, inflect: None, irregular: BTreeMap::new(), changes, reader };
    let entries = ordered(table.get_ref());
    // How words inflect is asked of each of them, wherever it stands.
    for (key, value) in &entries {
        list.forms(key, value);
    }
    for (key, value) in &entries {
        list.entries(key, value);
    }
}

/// The list that a file adds to, by its name.
fn class_of(stem: &str, reader: &mut Reader<'_>) -> Option<Class> {
    let names = Class::ALL.iter().filter(|(class, _)| !CLOSED.contains(class)).map(|(_, name)| *name);
    match Class::ALL.iter().find(|(class, name)| *name == stem && !CLOSED.contains(class)) {
        Some((class, _)) => Some(*class),
        None => {
            let help = did_you_mean(stem, names)
                .unwrap_or_else(|| "a file is called as the list it adds to: role.toml, kin-word.toml".to_owned());
            reader.fault(0..0, format!("there is no list `{stem}` that a house can add to"), Some(help));
            None
        }
    }
}

/// A list that is being added to.
struct List<'f> {
    class: Class,
    inflect: Option<fn(&str) -> Vec<String>>,
    irregular: BTreeMap<String, Vec<String>>,
    changes: &'f mut Vec<Change>,
    reader: Reader<'f>,
}

impl List<'_> {
    fn forms(&mut self, key: &Quoted, value: &Node<'_>) {
        match key.text.as_str() {
            "inflect" => {
                let Some(word) = self.reader.string(value) else { return };
                match word.text.as_str() {
                    "noun" => self.inflect = Some(noun_forms),
                    "verb" => self.inflect = Some(verb_forms),
                    other => {
                        let help =
                            did_you_mean(other, ["noun", "verb"]).unwrap_or_else(|| "known are noun and verb".into());
                        self.reader.fault(word.span, format!("`{other}` is no way to inflect"), Some(help));
                    }
                }
            }
            "irregular" => {
                for (lemma, forms) in self.reader.table(value) {
                    let forms = self.reader.strings(forms).into_iter().map(|form| form.text).collect();
                    self.irregular.insert(lemma.text, forms);
                }
            }
            _ => {}
        }
    }

    fn entries(&mut self, key: &Quoted, value: &Node<'_>) {
        match key.text.as_str() {
            "about" | "source" => drop(self.reader.string(value)),
            "inflect" | "irregular" => {}
            "list" => {
                for word in self.reader.strings(value) {
                    self.add(&word, LexValue::Listed);
                }
            }
            "groups" => {
                for (name, words) in self.reader.table(value) {
                    let words = self.reader.strings(words);
                    let number = name.text.parse().map(LexValue::Int).ok();
                    let Some(group) = number.or_else(|| self.known_value(&name)) else { continue };
                    for word in words {
                        self.add(&word, group);
                    }
                }
            }
            "words" => {
                for (word, value) in self.reader.table(value) {
                    if let Some(value) = self.value(value) {
                        self.add(&word, value);
                    }
                }
            }
            "remove" => {
                for word in self.reader.strings(value) {
                    self.remove(&word);
                }
            }
            _ => self.reader.unknown(key, TOP),
        }
    }

    /// What a list says of a word: a number, `[low, high]`, or one of the names that it has.
    fn value(&mut self, value: &Node<'_>) -> Option<LexValue> {
        let int = |value: &Node<'_>| match value.get_ref() {
            DeValue::Integer(number) => number.as_str().parse().ok(),
            _ => None,
        };
        let found = match value.get_ref() {
            DeValue::String(_) => {
                let name = self.reader.string(value)?;
                return self.known_value(&name);
            }
            DeValue::Integer(_) => int(value).map(LexValue::Int),
            DeValue::Array(ends) if ends.len() == 2 => {
                int(&ends[0]).zip(int(&ends[1])).map(|(low, high)| LexValue::Interval(low, high))
            }
            _ => None,
        };
        if found.is_none() {
            let help = "as in gross = 144, several = [3, 9], or the name of a group".to_owned();
            self.reader.fault(value.span(), "a whole number, two of them or a name is wanted", Some(help));
        }
        found
    }

    /// A name that the list gives to words of its own.
    fn known_value(&mut self, name: &Quoted) -> Option<LexValue> {
        let known: Vec<&str> = Lexicon::default().values_of(self.class).collect();
        if let Some(known) = known.iter().find(|known| **known == name.text) {
            return Some(LexValue::Text(known));
        }
        let help = did_you_mean(&name.text, known.iter().copied()).or_else(|| match known.len() {
            0 => Some("this list has no groups: write the words under `list`".to_owned()),
            1..=16 => Some(format!("known are {}", listing(known.iter().copied()))),
            _ => None,
        });
        self.reader.fault(name.span.clone(), format!("`{}` is no group of this list", name.text), help);
        None
    }

    /// Adds a word with all its forms.
    fn add(&mut self, word: &Quoted, value: LexValue) {
        if !self.is_word(word) {
            return;
        }
        let fits = Lexicon::built_in_values(self.class)
            .any(|known| std::mem::discriminant(&known) == std::mem::discriminant(&value));
        if !fits {
            let help = "see how `rules/lexicon/` writes this list: under `list`, `[groups]` or `[words]`".to_owned();
            self.reader.fault(word.span.clone(), "this list says something else of its words", Some(help));
            return;
        }
        let lemma = word.text.to_lowercase();
        let forms = match (self.irregular.get(&word.text), self.inflect) {
            (Some(forms), _) => forms.clone(),
            (None, Some(inflect)) => inflect(&lemma),
            (None, None) => Vec::new(),
        };
        self.changes.push(Change { class: self.class, word: lemma.clone(), lemma: None, value: Some(value) });
        for form in forms {
            let (word, lemma) = (form.to_lowercase(), Some(lemma.clone()));
            self.changes.push(Change { class: self.class, word, lemma, value: Some(value) });
        }
    }

    fn remove(&mut self, word: &Quoted) {
        if !self.is_word(word) {
            return;
        }
        let lexicon = Lexicon::default();
        let text = word.text.to_lowercase();
        if lexicon.is(lexicon.word(&text), self.class) {
            self.changes.push(Change { class: self.class, word: text, lemma: None, value: None });
            return;
        }
        let help = did_you_mean(&text, lexicon.words_of(self.class));
        self.reader.fault(word.span.clone(), format!("the list has no word `{text}` to take from it"), help);
    }

    fn is_word(&mut self, word: &Quoted) -> bool {
        let is_word = !word.text.trim().is_empty() && word.text.trim() == word.text;
        if !is_word {
            self.reader.fault(word.span.clone(), "a word or phrase is wanted, without space around it", None);
        }
        is_word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str, text: &str) -> (Lexicon, Vec<String>) {
        let (mut changes, mut faults) = (Vec::new(), Vec::new());
        read(path, text, &mut changes, &mut faults);
        (Lexicon::with(&changes), faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn words_are_added_with_their_forms_and_taken_away() {
        let text = "inflect = 'noun'\nlist = ['milkbrother']\nremove = ['uncle']\n";
        let (lexicon, faults) = of("house/kin-word.toml", text);
        assert_eq!(faults, [""; 0]);
        for word in ["milkbrother", "Milkbrothers"] {
            assert!(lexicon.is(lexicon.word(word), Class::KinWord), "{word}");
        }
        assert_eq!(lexicon.lemma(lexicon.word("milkbrothers")), lexicon.word("milkbrother"));
        assert!(!lexicon.is(lexicon.word("uncle"), Class::KinWord));
        let (lexicon, faults) = of("event.toml", "inflect = 'verb'\n[groups]\nkilled = ['garrotte']\n");
        assert_eq!(faults, [""; 0]);
        assert_eq!(lexicon.text(lexicon.word("garrotted"), Class::Event), Some("killed"));
    }

    #[test]
    fn every_fault_is_said_with_its_place() {
        for (path, text, said) in [
            ("kin-wrod.toml", "list = []", "did you mean `kin-word`?"),
            ("unit.toml", "list = []", "there is no list `unit` that a house can add to"),
            ("kin-word.toml", "lst = []", "did you mean `list`?"),
            ("event.toml", "[groups]\nkiled = ['garrotte']", "event.toml:2: `kiled` is no group"),
            ("kin-word.toml", "[words]\nbud = 3", "this list says something else of its words"),
            ("kin-word.toml", "inflect = 'nuon'", "did you mean `noun`?"),
            ("kin-word.toml", "remove = ['milkbrother']", "the list has no word `milkbrother`"),
            ("kin-word.toml", "list = [' ']", "a word or phrase is wanted"),
        ] {
            let (_, faults) = of(path, text);
            assert!(faults.len() == 1 && faults[0].contains(said), "{text}: {faults:?}");
        }
    }
}
