//! What is wrong with a file of the house, by its text alone: for programs that have the text and no disk.

use std::path::Path;

use super::{facts, names, written};
use crate::rule::RuleSet;
use crate::story::NameList;
use crate::toml_file::Fault;

/// Everything that is wrong with a configuration (`copydesk.toml`), a list of names (`names.toml`) or of facts
/// (`facts.toml`), each with its bytes in the text. The name of the file says which it is; any other is taken for a rule.
/// What the file refers to is not looked at.
///
/// ```
/// let faults = copydesk::config::faults("copydesk.toml", "selct = ['dates']\n");
/// assert_eq!(faults[0].span, 0..5);
/// assert_eq!(faults[0].help.as_deref(), Some("did you mean `select`?"));
/// ```
#[must_use]
pub fn faults(path: &str, text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    match Path::new(path).file_name().and_then(|name| name.to_str()) {
        Some(name) if super::NAMES.contains(&name) => drop(written::read(path, Path::new(path), text, &mut faults)),
        Some("names.toml") => names::read(path, text, &mut NameList::default(), &mut faults),
        Some("facts.toml") => {
            let rules = facts::read(path, text, &mut faults);
            faults.extend(RuleSet::load(&rules).1);
        }
        _ => faults.extend(RuleSet::load(&[(path, text)]).1),
    }
    faults
}
