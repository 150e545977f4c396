//! The desk that the arguments ask for, and what is wrong with the rules that they name.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::arguments::RuleArguments;
use super::selection::Selection;
use super::walk;
use crate::check::{Desk, suppress};
use crate::report::Notice;
use crate::rule::{Fault, Rule, RuleSet};

/// A desk with the rules that run, and what is wrong with the others.
#[derive(Default)]
pub(super) struct Furnished {
    pub(super) desk: Desk,
    /// Path and text of every rule file that was named.
    pub(super) files: Vec<(String, String)>,
    pub(super) faults: Vec<Notice>,
}

/// The desk with the rules of these folders over the built-in ones, of which only those asked for run.
pub(super) fn furnish(arguments: &RuleArguments) -> Furnished {
    let mut furnished = with_rules_of(&arguments.folders);
    let selection = Selection::new(arguments);
    let desk = &mut furnished.desk;
    let ids: Vec<&str> = desk.rules.iter().map(Rule::id).chain(suppress::RULES.map(|rule| rule.id)).collect();
    furnished.faults.extend(selection.unknown(&ids));
    desk.switched_off = ids.into_iter().filter(|id| !selection.allows(id)).map(str::to_owned).collect();
    desk.rules.retain(|rule| selection.allows(rule.id()));
    furnished
}

/// The desk with the rules of these folders over the built-in ones.
pub(super) fn with_rules_of(folders: &[PathBuf]) -> Furnished {
    let mut furnished = Furnished::default();
    for folder in folders {
        read_rules(folder, &mut furnished);
    }
    furnished.files.sort();
    let (rules, faults) = RuleSet::load(&furnished.files);
    furnished.desk.rules = rules;
    furnished.faults.extend(faults.iter().map(shown));
    furnished
}

fn read_rules(folder: &Path, furnished: &mut Furnished) {
    let before = (furnished.files.len(), furnished.faults.len());
    for entry in WalkBuilder::new(folder).standard_filters(false).build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                furnished.faults.push(fault(folder, format!("these rules cannot be read: {error}")));
                continue;
            }
        };
        let path = entry.path();
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        if !is_file || path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        match std::fs::read_to_string(path) {
            Ok(text) => furnished.files.push((walk::name_of(path), text)),
            Err(error) => furnished.faults.push(fault(path, format!("this rule file cannot be read: {error}"))),
        }
    }
    if (furnished.files.len(), furnished.faults.len()) == before {
        furnished.faults.push(fault(folder, "there is no rule file here".into()));
    }
}

fn fault(path: &Path, message: String) -> Notice {
    Notice {
        path: walk::name_of(path),
        text: None,
        span: None,
        message,
        help: "rules are files that end in .toml, one rule each, in a folder of any depth".into(),
    }
}

/// A fault of a rule file as it is reported.
fn shown(fault: &Fault) -> Notice {
    Notice {
        path: fault.path.to_string(),
        text: Some(fault.source.to_string()),
        span: Some(fault.span.clone()),
        message: fault.message.clone(),
        help: fault.help.clone().unwrap_or_else(|| "`copydesk rules words` lists what a rule can say".into()),
    }
}
