//! How often each rule spoke.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::full::Style;
use super::{json, table};
use crate::finding::{Finding, Severity};

/// Findings counted by rule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statistics {
    rules: BTreeMap<Arc<str>, Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    count: usize,
    /// The worst one.
    severity: Severity,
}

impl Statistics {
    /// Counts one more.
    pub fn add(&mut self, finding: &Finding) {
        self.count(&finding.rule, 1, finding.severity);
    }

    /// The same as a table, the most frequent rule first.
    pub fn table(&self, out: &mut String, style: Style) {
        let rows: Vec<[String; 3]> = self
            .in_order()
            .map(|(rule, entry)| [entry.count.to_string(), entry.severity.name().to_owned(), rule.to_string()])
            .collect();
        if !rows.is_empty() {
            table::draw(out, ["count", "severity", "rule"], &rows, style);
        }
    }

    /// The same as JSON.
    #[must_use]
    pub fn json(&self) -> String {
        let rules: Vec<Json> = self
            .in_order()
            .map(
                |(rule, entry)| json!({"rule": rule.as_ref(), "severity": entry.severity.name(), "count": entry.count}),
            )
            .collect();
        format!("{}\n", json!({"version": json::VERSION, "statistics": rules}))
    }

    fn count(&mut self, rule: &Arc<str>, count: usize, severity: Severity) {
        let entry = self.rules.entry(rule.clone()).or_insert(Entry { count: 0, severity });
        entry.count += count;
        entry.severity = entry.severity.max(severity);
    }

    fn in_order(&self) -> impl Iterator<Item = (&Arc<str>, &Entry)> {
        let mut rules: Vec<_> = self.rules.iter().collect();
        // Equal ones stay in the order of their ids.
        rules.sort_by_key(|(_, entry)| std::cmp::Reverse(entry.count));
        rules.into_iter()
    }
}

impl std::ops::AddAssign for Statistics {
    fn add_assign(&mut self, other: Self) {
        for (rule, entry) in other.rules {
            self.count(&rule, entry.count, entry.severity);
        }
    }
}
