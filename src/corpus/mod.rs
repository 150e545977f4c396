//! Many documents: *map, shuffle, check*.
//!
//! Comes in: documents, one at a time. Goes out: [`facts`], each document's facts as rows of the facts table;
//! [`block_keys`], under which rows meet that a rule compares; [`check_block`], what a rule has to say about the rows
//! under one key. The three know nothing of each other but the rows, which are plain text and numbers, so that the
//! shuffle between them can be anybody's: the memory and disk of one machine, or Spark. Rows in any order, from any
//! store, give the same findings.
//!
//! ```
//! use std::collections::BTreeMap;
//! use copydesk::{check::Desk, corpus::{self, Row}, text::Source};
//!
//! let desk = Desk::built_in();
//! let rule = desk.rules.get("corpus/figure-drift").unwrap();
//! let texts = [("a.md", "The Norhaven bridge is 1,204 m long."), ("b.md", "The 1,240-metre Norhaven bridge opened.")];
//!
//! let mut blocks: BTreeMap<String, Vec<Row>> = BTreeMap::new();
//! for (name, text) in texts {
//!     for row in corpus::facts(&desk, &Source::new(name, text).unwrap()) {
//!         for key in corpus::block_keys(rule, &row) {
//!             blocks.entry(key).or_default().push(row.clone());
//!         }
//!     }
//! }
//! let found: Vec<_> = blocks.into_values().flat_map(|rows| corpus::check_block(&desk, rule, rows).findings).collect();
//! assert_eq!(&*found[0].primary.path, "b.md");
//! assert_eq!(&*found[0].related[0].path, "a.md");
//! ```

#[cfg(feature = "program")]
mod archive;
#[cfg(feature = "program")]
mod shuffle;

pub use crate::fact::{COLUMNS, Cell, Row, TABLE_VERSION};
#[cfg(feature = "program")]
pub use archive::{Archive, Gathering, LeftOut, comparing, keyed};

use crate::check::Desk;
use crate::check::suppress::Stood;
use crate::finding::{Finding, Site};
use crate::rule::{Rule, thin};
use crate::text::Source;

/// What a rule says about the rows of one block.
#[derive(Debug, Default)]
pub struct Block {
    /// What is reported, in the order of [`Finding::order`].
    pub findings: Vec<Finding>,
    /// What a comment lets stand at one of its places.
    pub stood: Vec<Stood>,
    /// Rows that were too many of a kind and were not compared.
    pub left_out: usize,
}

/// The facts of a document as rows of the facts table, in the order of the text.
#[must_use]
pub fn facts(desk: &Desk, source: &Source) -> Vec<Row> {
    desk.read(source).rows()
}

/// The keys of the blocks in which a rule compares a row: none if the rule does not look at it, or is no rule of a
/// corpus; several if the row can meet others in several ways.
#[must_use]
pub fn block_keys(rule: &Rule, row: &Row) -> Vec<String> {
    rule.block().map(|block| block.keys(row)).unwrap_or_default()
}

/// What a rule has to say about the rows under one of its keys, in whatever order they come.
///
/// Findings that several keys of a row lead to come once for each key; whoever joins the blocks drops the repeats.
#[must_use]
pub fn check_block(desk: &Desk, rule: &Rule, mut rows: Vec<Row>) -> Block {
    let left_out = thin(&mut rows);
    let standing: Vec<Row> = rows.iter().filter(|row| row.lets_stand(rule.id())).cloned().collect();
    let mut block = Block { left_out, ..Block::default() };
    for mut finding in rule.evaluate_block(rows, &desk.lexicon, &desk.names) {
        finding.severity = desk.severities.get(rule.id()).copied().unwrap_or(finding.severity);
        match let_stand_at(&finding, &standing) {
            Some(by) => block.stood.push(Stood { finding, by, reason: None }),
            None => block.findings.push(finding),
        }
    }
    block
}

/// The place of a finding that a comment covers.
fn let_stand_at(finding: &Finding, standing: &[Row]) -> Option<Site> {
    let mut sites = std::iter::once(&finding.primary).chain(&finding.related);
    let covers = |site: &&Site| {
        let start = i32::try_from(site.span.start()).unwrap_or(i32::MAX);
        standing.iter().any(|row| *row.doc == *site.path && row.start == start)
    };
    sites.find(covers).cloned()
}
