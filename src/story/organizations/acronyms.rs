//! Abbreviations that stand for two names, names with two abbreviations, and letters that do not fit.

use rustc_hash::FxHashMap;

use super::{AcronymConflict, AcronymFault};
use crate::fact::Value;
use crate::fact::spelling::fold;
use crate::story::people::Reading;

/// Every abbreviation that disagrees with its name or with itself.
pub(super) fn find(reading: Reading<'_>) -> Vec<AcronymConflict> {
    let mut by_acronym: FxHashMap<&str, (u32, String)> = FxHashMap::default();
    let mut by_name: FxHashMap<String, (u32, &str)> = FxHashMap::default();
    let mut found = Vec::new();
    for (index, fact) in reading.facts.iter().enumerate() {
        let Value::Organization(body) = &fact.value else { continue };
        if body.acronym.is_empty() || reading.claims[index].quotation.is_some() {
            continue;
        }
        let index = index as u32;
        let name = fold(&body.name);
        if !fits(&body.name, &body.acronym) {
            // A bracket that fits the name in nothing at all is a remark and no abbreviation.
            if partly_fits(&body.name, &body.acronym) {
                found.push(AcronymConflict { fault: AcronymFault::Letters, a: index, b: index });
            }
            continue;
        }
        match by_acronym.get(&*body.acronym) {
            // `Goldman's Program Office` is the Program Office with its owner.
            Some((_, other)) if other.ends_with(&name) || name.ends_with(other.as_str()) => {}
            Some((first, _)) => {
                found.push(AcronymConflict { fault: AcronymFault::TwoExpansions, a: *first, b: index });
            }
            None => {
                by_acronym.insert(&body.acronym, (index, name.clone()));
            }
        }
        match by_name.get(&name) {
            Some((first, other)) if *other != &*body.acronym => {
                found.push(AcronymConflict { fault: AcronymFault::TwoAcronyms, a: *first, b: index });
            }
            Some(_) => {}
            None => {
                by_name.insert(name, (index, &body.acronym));
            }
        }
    }
    found
}

/// Whether the letters of the abbreviation stand in this order at the beginnings of words, or inside them
/// after a beginning that counts.
fn fits(name: &str, acronym: &str) -> bool {
    let mut wanted = acronym.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).peekable();
    for word in name.split([' ', '-', '/', '&']) {
        for c in word.chars().flat_map(char::to_lowercase) {
            match wanted.peek() {
                Some(&next) if next == c => {
                    wanted.next();
                }
                Some(_) => {}
                None => return true,
            }
        }
    }
    wanted.peek().is_none()
}

/// Whether the first letters agree and another one does, so that it was meant for this name.
fn partly_fits(name: &str, acronym: &str) -> bool {
    let initials: Vec<char> =
        name.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect();
    let letters: Vec<char> = acronym.chars().collect();
    letters.len() == initials.len()
        && letters.first() == initials.first()
        && letters.iter().zip(&initials).filter(|(a, b)| a != b).count() == 1
}
