//! What a finding is about, whatever stands around it.
//!
//! A baseline, a SARIF viewer and GitLab all have to know a finding again after the file was edited somewhere
//! else. So a fingerprint holds no line and no offset: only the rule, and what is written at each of the places,
//! with white space folded; and, where findings of several files stand side by side, the file. Findings that share
//! all of these are told apart by counting.

use std::fmt;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::Xxh3;

use crate::finding::{Finding, Site};

/// What a finding is known by: the same in every run, on every machine and in every version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint {
    content: u128,
    /// The same with the path of the file.
    in_file: u128,
    /// Which of the findings with that content in its text, from 1.
    occurrence: u32,
}

impl Fingerprint {
    /// The fingerprint of the content alone, wherever the file is and whichever twin it is: 32 hexadecimal digits.
    #[must_use]
    pub fn content(&self) -> String {
        format!("{:032x}", self.content)
    }
}

impl fmt::Display for Fingerprint {
    /// `…32 digits…:1`, unique among the findings of a run.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}:{}", self.in_file, self.occurrence)
    }
}

/// The fingerprints of the findings of one text, in their order. `text_of` gives the text of a path.
#[must_use]
pub fn of_all<'f, 't>(
    findings: impl IntoIterator<Item = &'f Finding>,
    text_of: impl Fn(&str) -> Option<&'t str>,
) -> Vec<Fingerprint> {
    of_written(findings, |site| text_of(&site.path)?.get(site.span.start() as usize..site.span.end() as usize))
}

/// The same where the texts are far away. `written` gives what stands at a place.
#[must_use]
pub fn of_written<'f, 't>(
    findings: impl IntoIterator<Item = &'f Finding>,
    written: impl Fn(&Site) -> Option<&'t str>,
) -> Vec<Fingerprint> {
    let mut seen: FxHashMap<u128, u32> = FxHashMap::default();
    findings
        .into_iter()
        .map(|finding| {
            let mut hash = content(finding, &written);
            let content = hash.digest128();
            hash.update(finding.primary.path.as_bytes());
            let occurrence = seen.entry(content).or_default();
            *occurrence += 1;
            Fingerprint { content, in_file: hash.digest128(), occurrence: *occurrence }
        })
        .collect()
}

fn content<'t>(finding: &Finding, written: impl Fn(&Site) -> Option<&'t str>) -> Xxh3 {
    let mut hash = Xxh3::new();
    let mut add = |part: &str| {
        hash.update(part.as_bytes());
        // No text holds this byte, so that "a" + "bc" is not "ab" + "c".
        hash.update(&[0xFF]);
    };
    add(&finding.rule);
    for site in std::iter::once(&finding.primary).chain(&finding.related) {
        if site.path != finding.primary.path {
            add(&site.path);
        }
        for word in written(site).unwrap_or_default().split_whitespace() {
            add(word);
        }
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Confidence, Severity};
    use crate::text::SourceSpan;

    fn finding(start: u32, end: u32) -> Finding {
        Finding {
            rule: "dates/weekday-mismatch".into(),
            severity: Severity::Error,
            confidence: Confidence::High,
            message: String::new(),
            primary: Site { path: "quay.md".into(), span: SourceSpan::new(start, end), label: String::new() },
            related: Vec::new(),
            help: None,
            fix: None,
            trail: Vec::new(),
        }
    }

    #[test]
    fn an_edit_elsewhere_and_a_new_line_break_change_nothing() {
        let before = of_all(&[finding(0, 14)], |_| Some("Monday 4 March was dry."));
        let after = of_all(&[finding(10, 24)], |_| Some("It rained.Monday\n4 March was dry."));
        assert_eq!(before, after);
    }

    #[test]
    fn what_is_written_counts() {
        let text = |_: &str| Some("Monday 4 March, Monday 5 March, Monday 4 March");
        let all = of_all(&[finding(0, 14), finding(16, 30), finding(32, 46)], text);
        assert_eq!(all[0].content(), all[2].content());
        assert_ne!(all[0].content(), all[1].content());
        let mut shown: Vec<_> = all.iter().map(ToString::to_string).collect();
        shown.dedup();
        assert_eq!(shown.len(), 3, "the number of the occurrence tells twins apart");
    }

    #[test]
    fn the_value_is_the_same_in_every_version() {
        let fingerprint = of_all(&[finding(0, 6)], |_| Some("Monday"))[0];
        assert_eq!(fingerprint.to_string(), "b62518a517cd0ec3f8cc59ff33a05679:1");
    }
}
