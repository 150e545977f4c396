//! Words that may be a name, and what the rest of the document says of them.
//!
//! Most words with a capital that wait here are no names in the end, so that only their places are kept; one that is
//! a name is read again.

use std::borrow::Cow;
use std::cell::OnceCell;

use nom::Input as _;
use rustc_hash::{FxHashMap, FxHashSet};

use super::neighbours::role_beside;
use super::person::person;
use super::{Style, fact, with_role};
use crate::fact::spelling::{Key, LEFT_OUT, Look, fold, near, neighbourhood};
use crate::fact::{Fact, PersonName, Value};
use crate::grammar::input::{self, Tokens};
use crate::text::ProseSpan;

/// A word, or several, that may be a name: it depends on what the rest of the document introduces.
pub(super) struct Waiting {
    /// The first token of its sentence, and one past the last.
    pub(super) sentence: (u32, u32),
    /// The first token of the name, and one past the last that no figure took.
    pub(super) free: (u32, u32),
    pub(super) style: Style,
    /// How many tokens it has, and how many words are in them.
    pub(super) length: usize,
    pub(super) words: usize,
    /// Whether its own neighbours are enough.
    pub(super) vouched: bool,
}

impl Waiting {
    /// What was read at `free`, of which the `length` first tokens may be a name.
    pub(super) fn new(sentence: Tokens<'_>, free: Tokens<'_>, style: Style, length: usize) -> Self {
        let range = |tokens: Tokens<'_>| (tokens.position(), tokens.position() + tokens.input_len() as u32);
        Self { sentence: range(sentence), free: range(free), style, length, words: 1, vouched: false }
    }
}

/// What a document introduced under a word.
#[derive(Clone, Copy, Default)]
struct Introduced {
    surname: bool,
    given: bool,
}

/// What waits, and what it waits for.
#[derive(Default)]
pub(super) struct Settlement {
    waiting: Vec<Waiting>,
    introduced: FxHashMap<String, Introduced>,
}

impl Settlement {
    /// Keeps what is no name by itself.
    pub(super) fn wait(&mut self, waiting: Waiting) {
        self.waiting.push(waiting);
    }

    /// Notes a full name, which later mentions may shorten.
    pub(super) fn introduce(&mut self, name: &PersonName) {
        if !name.surname.is_empty() {
            let surname = name.surname.to_lowercase();
            if let Some((_, last)) = surname.rsplit_once(' ') {
                self.introduced.entry(last.to_owned()).or_default().surname = true;
            }
            self.introduced.entry(surname).or_default().surname = true;
        }
        if !name.given.is_empty() {
            let given = name.given.to_lowercase();
            let known = self.introduced.entry(given).or_default();
            known.given = true;
            known.surname |= !name.order_known;
        }
    }

    /// Adds the names among the words that waited.
    pub(super) fn settle(&self, document: &input::Reading<'_>, found: &mut Vec<Fact>) {
        // Made when a word asks that nothing else vouches for.
        let mut slips = None;
        let mut key = String::new();
        for waiting in &self.waiting {
            if !waiting.vouched && self.introduced.is_empty() {
                continue;
            }
            let scope = document.sentence(waiting.sentence.0);
            let tokens = scope.tokens(waiting.free.0..waiting.free.1);
            let end = tokens.skip(waiting.length);
            let role = || {
                let tokens = scope.tokens(waiting.free.0..waiting.sentence.1);
                role_beside(tokens, tokens.skip(waiting.length))
            };
            if waiting.words > 1 {
                self.settle_full(waiting, tokens, role, &mut slips, found);
                continue;
            }
            key.clear();
            fold_case(tokens.span_until(&end).slice(tokens.prose()), &mut key);
            let known = self.introduced.get(key.as_str()).copied().unwrap_or_default();
            let unknown = tokens.first().is_some_and(|first| !first.word.is_known());
            let accepted = waiting.vouched
                || known.surname
                || known.given
                || unknown && slips.get_or_insert_with(|| Slips::of(found)).has(&key);
            if !accepted {
                continue;
            }
            let Some(reading) = person(tokens, waiting.style) else { continue };
            let mut name = with_role(reading.name(tokens), role(), tokens);
            let given_only = known.given && !known.surname && name.given.is_empty() && name.title.is_empty();
            if given_only || known.surname && name.surname.is_empty() {
                std::mem::swap(&mut name.surname, &mut name.given);
            }
            found.push(fact(tokens, end, Value::Person(Box::new(name))));
        }
    }

    /// Two words that nothing vouched for are a name when the surname was introduced, or all but introduced;
    /// else the first of them may be a bare surname before a capitalized word that is none (`Dahl Quits`).
    fn settle_full(
        &self,
        waiting: &Waiting,
        tokens: Tokens<'_>,
        role: impl Fn() -> Option<ProseSpan>,
        slips: &mut Option<Slips>,
        found: &mut Vec<Fact>,
    ) {
        let introduced = |part: &str| self.introduced.get(&part.to_lowercase()).copied().unwrap_or_default();
        let Some(reading) = person(tokens, waiting.style) else { return };
        let name = reading.name(tokens);
        let surname = introduced(&name.surname).surname;
        let mut is_slip = || slips.get_or_insert_with(|| Slips::of(found)).has(&name.surname);
        let slip = introduced(&name.given).given && is_slip();
        let bare = introduced(&name.given).surname;
        if surname && !bare || slip {
            let name = with_role(name, role(), tokens);
            found.push(fact(tokens, tokens.skip(waiting.length), Value::Person(Box::new(name))));
        } else if bare {
            let word = tokens.first().map_or("", |first| tokens.text(first));
            let name = PersonName { surname: word.into(), order_known: true, ..PersonName::default() };
            found.push(fact(tokens, tokens.skip(1), Value::Person(Box::new(name))));
        }
    }
}

/// Adds a word in small letters.
fn fold_case(word: &str, into: &mut String) {
    if word.is_ascii() {
        into.push_str(word);
        into.make_ascii_lowercase();
    } else {
        into.extend(word.chars().flat_map(char::to_lowercase));
    }
}

/// Surnames that full names introduced, under every spelling with a letter or two left out.
struct Slips {
    /// Folded, each with its look.
    surnames: Vec<(String, Look)>,
    keys: OnceCell<FxHashMap<Key, u32>>,
}

impl Slips {
    /// With more surnames than this the table is asked at once.
    const FEW: usize = 32;

    fn of(found: &[Fact]) -> Self {
        let mut surnames = Vec::new();
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        for fact in found {
            let Value::Person(name) = &fact.value else { continue };
            if !name.surname.is_empty() && !name.given.is_empty() && seen.insert(&name.surname) {
                let surname = fold(&name.surname);
                let look = Look::of(&surname);
                surnames.push((surname, look));
            }
        }
        Self { surnames, keys: OnceCell::new() }
    }

    /// Whether a word may be a slip of an introduced surname: `Okafro` after `Ada Okafor`.
    fn has(&self, word: &str) -> bool {
        if self.surnames.is_empty() {
            return false;
        }
        let plain = word.bytes().all(|byte| byte.is_ascii_lowercase());
        let folded = if plain { Cow::Borrowed(word) } else { Cow::Owned(fold(word)) };
        let own = Look::of(&folded);
        let resembles = |(_, look): &(String, Look)| look.resembles(own, LEFT_OUT);
        if self.surnames.len() <= Self::FEW && !self.surnames.iter().any(resembles) {
            return false;
        }
        let keys = self.keys.get_or_init(|| {
            let mut keys = FxHashMap::default();
            for (at, (surname, _)) in (0_u32..).zip(&self.surnames) {
                neighbourhood(surname, |key| {
                    keys.entry(key).or_insert(at);
                });
            }
            keys
        });
        let mut found = false;
        neighbourhood(&folded, |key| {
            found |= keys.get(&key).is_some_and(|&at| near(&self.surnames[at as usize].0, &folded));
        });
        found
    }
}
