//! The files of a house: configuration, names, facts. Every fault of one has a place in it and says something.

use copydesk::config;

use super::{split, text};

/// A file of the kind that the first byte chooses.
pub fn config(bytes: &[u8]) {
    let (first, rest) = split(bytes);
    let name = ["copydesk.toml", "names.toml", "facts.toml"][usize::from(first) % 3];
    for fault in config::faults(name, &text(rest)) {
        assert!(!fault.message.is_empty());
        assert!(fault.source.get(fault.span.clone()).is_some(), "{:?} is no place of the file: {fault}", fault.span);
    }
}
