//! Findings that a house knew of on the day it began to check, so that only new ones are reported.
//!
//! An entry is the fingerprint of a finding's content and how many findings have it: no line and no offset, so
//! that it still holds when the file is edited elsewhere. Of findings with one fingerprint the first ones are
//! known and the rest are new.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::fingerprint::{self, Fingerprint};
use crate::finding::Finding;

/// Version of the file.
const VERSION: u32 = 1;

/// What a baseline knows an entry by; files are sorted by it, so that a merge conflict is a small one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    path: String,
    rule: String,
    fingerprint: String,
}

/// What is written to the file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    findings: Vec<Entry>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: String,
    rule: String,
    fingerprint: String,
    count: u32,
    /// For whoever reads the file; nothing is compared with it.
    message: String,
}

/// Why a file is no baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    /// What is wrong.
    pub message: String,
    /// Where, in bytes of the file.
    pub span: Range<usize>,
}

/// Known findings. Shared by all threads of a run: what each text meets comes back as a [`Met`].
#[derive(Debug, Clone, Default)]
pub struct Baseline {
    entries: BTreeMap<Key, Known>,
}

#[derive(Debug, Clone, Default)]
struct Known {
    count: u32,
    message: String,
}

/// The findings of one text, parted by a baseline.
#[derive(Debug, Default)]
pub struct Parted {
    /// Findings that the baseline does not know.
    pub new: Vec<Finding>,
    /// Findings that it knows.
    pub known: Vec<Finding>,
    /// All of them, as entries of the baseline that this text would have today.
    pub met: Met,
}

/// Entries that the findings of some texts would make.
#[derive(Debug, Default)]
pub struct Met {
    entries: BTreeMap<Key, Known>,
}

impl Met {
    /// Takes in those of another text.
    pub fn add(&mut self, other: Self) {
        for (key, known) in other.entries {
            let entry = self.entries.entry(key).or_default();
            entry.count += known.count;
            entry.message = known.message;
        }
    }
}

impl Baseline {
    /// Reads the file that [`Baseline::to_json`] writes.
    ///
    /// # Errors
    /// If it is no such file, with the place.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let file: File = serde_json::from_str(text).map_err(|error| {
            let at = offset(text, error.line(), error.column());
            let message = error.to_string();
            let end = message.rfind(" at line ").unwrap_or(message.len());
            Malformed { message: message[..end].to_owned(), span: at..at }
        })?;
        if file.version != VERSION {
            let at = text.find("\"version\"").unwrap_or_default();
            let message = format!("version {} is not {VERSION}, which this copydesk reads", file.version);
            return Err(Malformed { message, span: at..at + "\"version\"".len() });
        }
        let mut entries: BTreeMap<Key, Known> = BTreeMap::new();
        for Entry { path, rule, fingerprint, count, message } in file.findings {
            let known = entries.entry(Key { path, rule, fingerprint }).or_default();
            known.count = known.count.saturating_add(count);
            known.message = message;
        }
        Ok(Self { entries })
    }

    /// Knows from now on exactly what was met in the texts that were checked; what it knows of others stays.
    pub fn take_over(&mut self, met: Met, is_checked: impl Fn(&str) -> bool) {
        self.entries.retain(|key, _| !is_checked(&key.path));
        self.entries.extend(met.entries);
    }

    /// How many findings it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.values().map(|known| known.count as usize).sum()
    }

    /// Whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Parts the findings of one text, in their order. `path` is what the baseline calls the text, the same
    /// from wherever the command is run; `text_of` gives the text of a path that a finding names.
    #[must_use]
    pub fn part<'t>(&self, path: &str, findings: Vec<Finding>, text_of: impl Fn(&str) -> Option<&'t str>) -> Parted {
        let mut parted = Parted::default();
        let prints = fingerprint::of_all(&findings, text_of);
        for (finding, print) in findings.into_iter().zip(prints) {
            let key = key(path, &finding, print);
            let entry = parted.met.entries.entry(key.clone()).or_default();
            entry.count += 1;
            entry.message.clone_from(&finding.message);
            let allowed = self.entries.get(&key).map_or(0, |known| known.count);
            if entry.count <= allowed { parted.known.push(finding) } else { parted.new.push(finding) }
        }
        parted
    }

    /// Whether there is an entry for a finding, however many it stands for.
    #[must_use]
    pub fn knows<'t>(&self, path: &str, finding: &Finding, text_of: impl Fn(&str) -> Option<&'t str>) -> bool {
        let prints = fingerprint::of_all([finding], text_of);
        prints.iter().any(|print| self.entries.contains_key(&key(path, finding, *print)))
    }

    /// Takes out what was not met in the texts of these paths, and returns how many findings that were.
    pub fn prune(&mut self, met: &Met, is_checked: impl Fn(&str) -> bool) -> usize {
        let mut gone = 0;
        self.entries.retain(|key, known| {
            if !is_checked(&key.path) {
                return true;
            }
            let left = met.entries.get(key).map_or(0, |met| met.count).min(known.count);
            gone += (known.count - left) as usize;
            known.count = left;
            left > 0
        });
        gone
    }

    /// The file: sorted, one entry a line.
    #[must_use]
    pub fn to_json(&self) -> String {
        let entries: Vec<String> = self
            .entries
            .iter()
            .map(|(key, known)| {
                let entry = Entry {
                    path: key.path.clone(),
                    rule: key.rule.clone(),
                    fingerprint: key.fingerprint.clone(),
                    count: known.count,
                    message: known.message.clone(),
                };
                serde_json::to_string(&entry).unwrap_or_default()
            })
            .collect();
        let (before, after) = if entries.is_empty() { ("", "") } else { ("\n", "\n") };
        format!("{{\"version\":{VERSION},\"findings\":[{before}{}{after}]}}\n", entries.join(",\n"))
    }
}

fn key(path: &str, finding: &Finding, print: Fingerprint) -> Key {
    Key { path: path.to_owned(), rule: finding.rule.to_string(), fingerprint: print.content() }
}

/// The byte at a line and column that serde counts from 1, the column in bytes.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    text.floor_char_boundary((before + column.saturating_sub(1)).min(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Confidence, Severity, Site};
    use crate::text::SourceSpan;

    fn findings(text: &str, wanted: &str) -> Vec<Finding> {
        let found = |(at, word): (usize, &str)| Finding {
            rule: "numbers/vague-quantity".into(),
            severity: Severity::Info,
            confidence: Confidence::High,
            message: "How many?".into(),
            primary: Site {
                path: "quay.md".into(),
                span: SourceSpan::new(at as u32, (at + word.len()) as u32),
                label: String::new(),
            },
            related: Vec::new(),
            help: None,
            fix: None,
            trail: Vec::new(),
        };
        text.match_indices(wanted).map(found).collect()
    }

    fn part(baseline: &Baseline, text: &str) -> Parted {
        baseline.part("quay.md", findings(text, "dozens of boats"), |_| Some(text))
    }

    fn of(met: Met) -> Baseline {
        let mut baseline = Baseline::default();
        baseline.take_over(met, |_| true);
        baseline
    }

    #[test]
    fn what_was_there_is_known_and_one_more_is_new() {
        let before = "They saw dozens of boats.";
        let written = of(part(&Baseline::default(), before).met).to_json();
        let baseline = Baseline::parse(&written).expect("what it wrote itself");
        assert_eq!(baseline.len(), 1);
        let after = part(&baseline, "New above. They saw dozens\u{20}of boats, and then dozens of boats.");
        assert_eq!((after.known.len(), after.new.len()), (1, 1));
        assert!(after.known[0].primary.span.start() < after.new[0].primary.span.start());
    }

    #[test]
    fn what_is_gone_is_pruned_but_only_where_it_was_looked_for() {
        let mut baseline = of(part(&Baseline::default(), "dozens of boats, dozens of boats").met);
        let now = part(&baseline, "dozens of boats").met;
        assert_eq!(baseline.clone().prune(&now, |path| path == "pier.md"), 0);
        assert_eq!(baseline.prune(&now, |path| path == "quay.md"), 1);
        assert_eq!(baseline.len(), 1);
    }

    #[test]
    fn what_is_no_baseline_is_said_with_its_place() {
        let broken = Baseline::parse("{\"version\":1,\n\"findings\":[{\"path\":3}]}").expect_err("a path is a string");
        assert_eq!(broken.span.start, "{\"version\":1,\n\"findings\":[{\"path\":".len());
        assert!(broken.message.starts_with("invalid type: integer `3`"), "{}", broken.message);
        let newer = Baseline::parse("{\"version\":2,\"findings\":[]}").expect_err("another version");
        assert_eq!(newer.message, "version 2 is not 1, which this copydesk reads");
    }
}
