//! Numbers of a document and of its translation, compared as figures alone, since words and the marks between digits
//! are those of each language.
//!
//! The numbers that only one of two versions has are set side by side; where one is a slip of the other, it is a slip
//! of the translation. What is simply missing says nothing: a translation leaves out and spells out.

use std::collections::BTreeMap;

use super::Mentions;

/// Numbers that the two versions must share before a difference counts.
const LEAST_SHARED: usize = 2;
/// Digits of a number that is known again.
const LEAST_DIGITS: usize = 3;

/// The digits of a number, and the row that holds it.
type Numbers = BTreeMap<String, u32>;

impl Mentions<'_> {
    /// Rows with a number that is a slip of one in the other version: the row of the longer name first, which is that
    /// of the translation.
    #[must_use]
    pub fn mistranslated(&self) -> Vec<(u32, u32)> {
        let mut versions: BTreeMap<&str, Numbers> = BTreeMap::new();
        for (at, row) in (0_u32..).zip(&self.rows) {
            let numbers = versions.entry(&row.doc).or_default();
            for number in numbers_of(&row.text) {
                numbers.entry(number).or_insert(at);
            }
        }
        // The original has the shortest name.
        let mut versions: Vec<(&str, Numbers)> = versions.into_iter().collect();
        versions.sort_by_key(|(name, _)| (name.len(), *name));
        let Some(((_, original), translations)) = versions.split_first() else { return Vec::new() };
        translations.iter().flat_map(|(_, translation)| slips(translation, original)).collect()
    }
}

/// Numbers of `one` that `other` does not have, each with the only number of `other` that it can be a slip of.
fn slips(one: &Numbers, other: &Numbers) -> Vec<(u32, u32)> {
    let shared = one.keys().filter(|number| other.contains_key(*number)).count();
    if shared < LEAST_SHARED {
        return Vec::new();
    }
    let lone = |of: &Numbers, than: &Numbers| -> Vec<(String, u32)> {
        of.iter()
            .filter(|(number, _)| number.len() >= LEAST_DIGITS && !than.contains_key(*number))
            .map(|(number, row)| (number.clone(), *row))
            .collect()
    };
    let (here, there) = (lone(one, other), lone(other, one));
    let mut pairs = Vec::new();
    for (number, row) in &here {
        let mut candidates = there.iter().filter(|(of, _)| is_slip(number, of));
        if let (Some((_, partner)), None) = (candidates.next(), candidates.next()) {
            pairs.push((*row, *partner));
        }
    }
    pairs
}

/// As many digits, and one of them another or two neighbours swapped.
fn is_slip(one: &str, other: &str) -> bool {
    one.len() == other.len() && strsim::osa_distance(one, other) == 1
}

/// The digits of each number of a text, without the marks between them.
fn numbers_of(text: &str) -> Vec<String> {
    let mut numbers = Vec::new();
    let mut current = String::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let joins = |next: Option<&char>| next.is_some_and(char::is_ascii_digit);
        if character.is_ascii_digit() {
            current.push(character);
        } else if !(matches!(character, '.' | ',' | '\'' | '’' | '\u{a0}' | '\u{202f}') && joins(characters.peek())) {
            numbers.extend((!current.is_empty()).then(|| std::mem::take(&mut current)));
        }
    }
    numbers.extend((!current.is_empty()).then_some(current));
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_its_digits_in_any_language() {
        assert_eq!(numbers_of("1,204.5 m"), numbers_of("1.204,5 Meter"));
        assert_eq!(numbers_of("3 March 2024"), ["3", "2024"]);
        assert_eq!(numbers_of("12–14"), ["12", "14"]);
    }
}
