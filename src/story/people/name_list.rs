//! What a house knows of names: how they are written, which forms it accepts, and who is not who.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::fact::spelling::fold;

/// The names of a house. Clustering takes forms of one entry for one person without a word, never takes two
/// entries for slips of one another, and prefers the spelling of an entry where a text has two.
///
/// Names are compared without regard to case, marks, apostrophes, hyphens and spaces.
///
/// ```
/// use copydesk::story::NameList;
/// let mut names = NameList::default();
/// names.add("Katrin Solberg", ["Kathrin Solberg"]);
/// names.tell_apart("Sean Doyle", "Shaun Doyle");
/// assert_eq!(names.canonical("kathrin solberg"), Some("Katrin Solberg"));
/// assert!(names.are_one("Kathrin Solberg", "Katrin Solberg"));
/// assert!(names.are_distinct("Shaun Doyle", "Sean Doyle"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameList {
    entries: Vec<Box<str>>,
    by_form: FxHashMap<String, u32>,
    apart: FxHashSet<(String, String)>,
}

impl NameList {
    /// Adds a name as the house writes it, with other spellings and names of the same bearer that it accepts.
    /// A form that an earlier entry has already stays with that one.
    pub fn add<'n>(&mut self, name: &'n str, aliases: impl IntoIterator<Item = &'n str>) {
        let entry = self.entries.len() as u32;
        self.entries.push(name.into());
        for form in std::iter::once(name).chain(aliases) {
            self.by_form.entry(fold(form)).or_insert(entry);
        }
    }

    /// Says of two names that are easily taken for one that they are borne by two.
    pub fn tell_apart(&mut self, a: &str, b: &str) {
        self.apart.insert(in_order(fold(a), fold(b)));
    }

    /// Whether the house has said nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.apart.is_empty()
    }

    /// How the house writes the bearer of this name, if it knows it.
    #[must_use]
    pub fn canonical(&self, written: &str) -> Option<&str> {
        Some(&*self.entries[self.entry(written)? as usize])
    }

    /// Whether both are forms of one entry.
    #[must_use]
    pub fn are_one(&self, a: &str, b: &str) -> bool {
        self.entry(a).is_some_and(|entry| self.entry(b) == Some(entry))
    }

    /// Whether the house tells them apart, or has an entry for each.
    #[must_use]
    pub fn are_distinct(&self, a: &str, b: &str) -> bool {
        let entries = || matches!((self.entry(a), self.entry(b)), (Some(one), Some(other)) if one != other);
        !self.is_empty() && (entries() || self.apart.contains(&in_order(fold(a), fold(b))))
    }

    /// The number of the entry that a name is a form of.
    pub(super) fn entry(&self, written: &str) -> Option<u32> {
        if self.by_form.is_empty() {
            return None;
        }
        self.by_form.get(&fold(written)).copied()
    }
}

fn in_order(a: String, b: String) -> (String, String) {
    if a <= b { (a, b) } else { (b, a) }
}
