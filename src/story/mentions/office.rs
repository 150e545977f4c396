//! Offices of people in different documents, however they are put.

/// Words that only join the others.
const JOINING: [&str; 6] = ["of", "the", "for", "and", "a", "at"];

/// The words of an office, without those that join them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Office<'t>(Vec<&'t str>);

impl<'t> Office<'t> {
    /// That of a title in small letters: `mayor of norhaven`.
    #[must_use]
    pub fn of(title: &'t str) -> Self {
        let words = title.split(|c: char| !(c.is_alphanumeric() || c == '-'));
        let mut words: Vec<&str> = words.filter(|word| !word.is_empty() && !JOINING.contains(word)).collect();
        words.sort_unstable();
        words.dedup();
        Self(words)
    }

    /// Whether it says more than what it is: the mayor of where.
    #[must_use]
    pub const fn says_whose(&self) -> bool {
        self.0.len() > 1
    }

    /// Whether both are one office: the same words, or one says less. Without any word there is no office.
    #[must_use]
    pub fn is_that_of(&self, other: &Self) -> bool {
        let (fewer, more) = if self.0.len() <= other.0.len() { (self, other) } else { (other, self) };
        !fewer.0.is_empty() && fewer.0.iter().all(|word| more.0.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_is_one_however_it_is_put() {
        for (one, other, wanted) in [
            ("mayor of norhaven", "norhaven mayor", true),
            ("mayor", "the mayor of norhaven", true),
            ("mayor of norhaven", "mayor of elmsund", false),
            ("deputy mayor", "mayor of norhaven", false),
            ("", "mayor", false),
        ] {
            assert_eq!(Office::of(one).is_that_of(&Office::of(other)), wanted, "{one}; {other}");
        }
    }
}
