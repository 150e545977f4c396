//! Choices of rules for a kind of text: configurations that the binary carries.
//!
//! A profile is a file of `rules/profile/`, written like any configuration and extended like one: what a house
//! writes takes the place of what its profile says.

use std::path::Path;

use super::written::{self, Written};

/// Every profile: its name, its path in the repository, its text.
const PROFILES: [(&str, &str, &str); 4] = [
    ("docs", "rules/profile/docs.toml", include_str!("../../rules/profile/docs.toml")),
    ("legal", "rules/profile/legal.toml", include_str!("../../rules/profile/legal.toml")),
    ("news", "rules/profile/news.toml", include_str!("../../rules/profile/news.toml")),
    ("science", "rules/profile/science.toml", include_str!("../../rules/profile/science.toml")),
];

/// The names of the profiles, in order.
pub const NAMES: &[&str] = &["docs", "legal", "news", "science"];

/// What a profile says; that none has a fault is for a test to see.
pub(super) fn named(name: &str) -> Option<Written> {
    let (_, path, text) = PROFILES.iter().find(|(of, ..)| *of == name)?;
    Some(written::read(path, Path::new(path), text, &mut Vec::new()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Desks, Overlay};

    #[test]
    fn every_profile_is_a_sound_configuration_of_rules_that_exist() {
        assert!(PROFILES.iter().map(|(name, ..)| name).eq(NAMES));
        for (name, path, text) in PROFILES {
            let mut faults = Vec::new();
            written::read(path, Path::new(path), text, &mut faults);
            assert!(faults.is_empty(), "{name}: {faults:?}");
            let desks = Desks::new(Overlay { isolated: true, profile: Some(name.to_owned()), ..Overlay::default() });
            let desk = desks.for_folder(Path::new("")).desk;
            let faults = desks.take_faults();
            assert!(faults.is_empty(), "{name}: {faults:?}");
            assert!(!desk.switched_off.is_empty() && desk.rules.iter().count() > 20, "{name}");
        }
    }
}
