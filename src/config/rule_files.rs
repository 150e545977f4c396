//! The rule files of a house.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::find::{self, shown};
use crate::report::Notice;
use crate::rule::{Fault, RuleSet};

/// The rules of some files and folders over the built-in ones.
#[derive(Debug, Default)]
pub struct RuleFiles {
    /// The built-in rules and those of the house.
    pub rules: RuleSet,
    /// Path and text of every rule file that was named.
    pub files: Vec<(String, String)>,
    /// What is wrong with them.
    pub faults: Vec<Notice>,
}

/// Loads the rules of these files and folders, and those whose path and text are given, over the built-in ones.
#[must_use]
pub fn load_rules(paths: &[PathBuf], written: Vec<(String, String)>) -> RuleFiles {
    let mut loaded = RuleFiles { files: written, ..RuleFiles::default() };
    for path in paths {
        read(path, &mut loaded);
    }
    loaded.files.sort();
    loaded.files.dedup();
    let (rules, faults) = RuleSet::load(&loaded.files);
    loaded.rules = rules;
    loaded.faults.extend(faults.iter().map(notice));
    loaded
}

/// Whether there is a rule file in a folder.
#[must_use]
pub fn holds_rules(folder: &Path) -> bool {
    let mut entries = WalkBuilder::new(folder).standard_filters(false).build().filter_map(Result::ok);
    entries.any(|entry| entry.path().extension().is_some_and(|extension| extension == "toml"))
}

fn read(folder: &Path, loaded: &mut RuleFiles) {
    let before = (loaded.files.len(), loaded.faults.len());
    for entry in WalkBuilder::new(folder).standard_filters(false).build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                loaded.faults.push(fault(folder, format!("these rules cannot be read: {error}")));
                continue;
            }
        };
        let path = entry.path();
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        if !is_file || path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        match find::read(path) {
            Ok(text) => loaded.files.push((shown(path), text)),
            Err(error) => loaded.faults.push(fault(path, format!("this rule file cannot be read: {error}"))),
        }
    }
    if (loaded.files.len(), loaded.faults.len()) == before {
        loaded.faults.push(fault(folder, "there is no rule file here".into()));
    }
}

fn fault(path: &Path, message: String) -> Notice {
    Notice {
        path: shown(path),
        text: None,
        span: None,
        message,
        help: "rules are files that end in .toml, one rule each, in a folder of any depth".into(),
    }
}

/// A fault of a rule file as it is reported.
fn notice(fault: &Fault) -> Notice {
    let help = fault.help.clone().unwrap_or_else(|| "`copydesk rules words` lists what a rule can say".into());
    Notice { help, ..super::find::notice(fault) }
}
