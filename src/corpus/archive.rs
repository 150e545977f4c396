//! What the rules say of many documents: the rules that compare them, and the findings of each document.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use rayon::prelude::*;

use super::shuffle::{Keyed, Shuffle};
use super::{Block, Row, block_keys, check_block};
use crate::check::Desk;
use crate::check::suppress::Outcome;
use crate::rule::{Rule, RuleSet};

/// Rows that are judged side by side; bounds how many blocks are held at once.
const ROWS_AT_A_TIME: usize = 20_000;

/// The rules among these that compare documents.
#[must_use]
pub fn comparing(rules: &RuleSet) -> RuleSet {
    let mut rules = rules.clone();
    rules.retain(|rule| rule.block().is_some());
    rules
}

/// The rows of a document under their keys and the numbers of the rules that compare them: what [`Gathering::add`]
/// takes. Only rules that run for the document look at it.
#[must_use]
pub fn keyed(comparing: &RuleSet, rows: &[Row], running: &RuleSet) -> Vec<(u32, String, Row)> {
    let rules = (0_u32..).zip(comparing.iter()).filter(|(_, rule)| running.get(rule.id()).is_some());
    let rules: Vec<(u32, &Rule)> = rules.collect();
    let mut keyed = Vec::new();
    for row in rows {
        for &(number, rule) in &rules {
            keyed.extend(block_keys(rule, row).into_iter().map(|key| (number, key, row.clone())));
        }
    }
    keyed
}

/// Gathers the rows of many documents.
#[derive(Debug)]
pub struct Gathering {
    rules: RuleSet,
    shuffle: Shuffle,
}

/// A block that had more facts than are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Id of the rule.
    pub rule: String,
    /// The key of the block.
    pub key: String,
    /// How many facts were not compared.
    pub facts: usize,
}

/// Every finding across documents, by the document of its primary place.
#[derive(Debug, Default)]
pub struct Archive {
    findings: BTreeMap<Arc<str>, Outcome>,
    /// Blocks of which not everything was compared.
    pub left_out: Vec<LeftOut>,
    /// How often memory was full and rows went to disk.
    pub spilled: usize,
}

impl Gathering {
    /// Gathers for rules that compare documents, in about so many bytes of memory.
    #[must_use]
    pub const fn new(comparing: RuleSet, most_bytes: usize) -> Self {
        Self { rules: comparing, shuffle: Shuffle::new(most_bytes) }
    }

    /// Takes the rows of a document in.
    ///
    /// # Errors
    /// If memory is full and the disk does not take them.
    pub fn add(&mut self, keyed: Vec<(u32, String, Row)>) -> io::Result<()> {
        keyed.into_iter().try_for_each(|(rule, key, row)| self.shuffle.add(rule, key, row))
    }

    /// What the rules have to say. `desk` has the word lists and names; `advance` is told how many blocks are done.
    ///
    /// # Errors
    /// If what went to disk does not come back.
    pub fn judge(self, desk: &Desk) -> io::Result<Archive> {
        let mut archive = Archive { spilled: self.shuffle.spilled(), ..Archive::default() };
        let rules: Vec<&Rule> = self.rules.iter().collect();
        let mut held: Vec<Keyed> = Vec::new();
        let mut rows = 0;
        for block in self.shuffle.blocks()? {
            let block = block?;
            rows += block.rows.len();
            held.push(block);
            if rows > ROWS_AT_A_TIME {
                archive.judge(desk, &rules, std::mem::take(&mut held));
                rows = 0;
            }
        }
        archive.judge(desk, &rules, held);
        archive.settle();
        Ok(archive)
    }
}

impl Archive {
    fn judge(&mut self, desk: &Desk, rules: &[&Rule], blocks: Vec<Keyed>) {
        let judged: Vec<(u32, String, Block)> = blocks
            .into_par_iter()
            .map(|Keyed { rule, key, rows, left_out }| {
                let block = check_block(desk, rules[rule as usize], rows);
                (rule, key, Block { left_out: block.left_out + left_out, ..block })
            })
            .collect();
        for (rule, key, block) in judged {
            if block.left_out > 0 {
                let rule = rules[rule as usize].id().to_owned();
                self.left_out.push(LeftOut { rule, key, facts: block.left_out });
            }
            for finding in block.findings {
                self.findings.entry(finding.primary.path.clone()).or_default().findings.push(finding);
            }
            for stood in block.stood {
                self.findings.entry(stood.finding.primary.path.clone()).or_default().stood.push(stood);
            }
        }
    }

    /// Puts everything into order and drops what two keys have led to.
    fn settle(&mut self) {
        for outcome in self.findings.values_mut() {
            outcome.findings.sort_by(|a, b| a.order().cmp(&b.order()));
            outcome.findings.dedup();
            outcome.stood.sort_by(|a, b| a.finding.order().cmp(&b.finding.order()));
            outcome.stood.dedup();
        }
    }

    /// What was found at places of a document.
    #[must_use]
    pub fn of(&self, document: &str) -> Option<&Outcome> {
        self.findings.get(document)
    }
}
