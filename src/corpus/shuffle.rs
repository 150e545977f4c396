//! The shuffle on one machine: rows under their keys, in memory as long as they fit, and on disk beyond that.
//!
//! Rows are sorted in runs of bounded size; a run that is full goes to a temporary file without a name, and all runs
//! are merged in the end. So the blocks come in one order, whatever the order of the documents and however much
//! memory there is.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, ErrorKind, Read, Seek, Write};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::Row;
use crate::rule::Thinner;

/// What an entry takes besides its words.
const ENTRY: usize = size_of::<Entry>();

/// A row under one of its keys.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Entry {
    rule: u32,
    key: String,
    row: Row,
}

/// The rows under one key of one rule.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Keyed {
    /// Number of the rule, as it was added.
    pub(super) rule: u32,
    /// The key.
    pub(super) key: String,
    /// In order, each once.
    pub(super) rows: Vec<Row>,
    /// Rows that were too many of a kind.
    pub(super) left_out: usize,
}

/// Takes rows in any order and gives them back by key.
#[derive(Debug)]
pub(super) struct Shuffle {
    held: Vec<Entry>,
    bytes: usize,
    most_bytes: usize,
    runs: Vec<File>,
}

impl Shuffle {
    /// Holds about so many bytes in memory.
    #[must_use]
    pub(super) const fn new(most_bytes: usize) -> Self {
        Self { held: Vec::new(), bytes: 0, most_bytes, runs: Vec::new() }
    }

    /// How many runs had to go to disk.
    #[must_use]
    pub(super) const fn spilled(&self) -> usize {
        self.runs.len()
    }

    /// Adds a row under a key of a rule.
    ///
    /// # Errors
    /// If the disk is needed and does not take it.
    pub(super) fn add(&mut self, rule: u32, key: String, row: Row) -> io::Result<()> {
        self.bytes += ENTRY + key.len() + row.text.len() * 2 + row.doc.len() * 2;
        self.held.push(Entry { rule, key, row });
        if self.bytes > self.most_bytes { self.spill() } else { Ok(()) }
    }

    fn spill(&mut self) -> io::Result<()> {
        self.held.par_sort_unstable();
        let mut file = BufWriter::new(tempfile::tempfile()?);
        let mut bytes = Vec::new();
        for entry in self.held.drain(..) {
            bytes.clear();
            bytes = postcard::to_extend(&entry, bytes).map_err(io::Error::other)?;
            let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
            file.write_all(&length.to_le_bytes())?;
            file.write_all(&bytes)?;
        }
        let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        self.runs.push(file);
        self.bytes = 0;
        Ok(())
    }

    /// The rows by rule and key, in the order of both.
    ///
    /// # Errors
    /// If what went to disk does not come back.
    pub(super) fn blocks(mut self) -> io::Result<Blocks> {
        self.held.par_sort_unstable();
        let mut runs: Vec<Run> = self.runs.into_iter().map(|file| Run::Disk(BufReader::new(file))).collect();
        runs.push(Run::Memory(self.held.into_iter()));
        let mut heads = BinaryHeap::new();
        for (at, run) in runs.iter_mut().enumerate() {
            heads.extend(run.next()?.map(|entry| Reverse((entry, at))));
        }
        Ok(Blocks { runs, heads })
    }
}

/// A sorted run.
#[derive(Debug)]
enum Run {
    Memory(std::vec::IntoIter<Entry>),
    Disk(BufReader<File>),
}

impl Run {
    fn next(&mut self) -> io::Result<Option<Entry>> {
        match self {
            Self::Memory(entries) => Ok(entries.next()),
            Self::Disk(file) => {
                let mut length = [0; 4];
                match file.read_exact(&mut length) {
                    Ok(()) => {}
                    Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
                    Err(error) => return Err(error),
                }
                let mut bytes = vec![0; u32::from_le_bytes(length) as usize];
                file.read_exact(&mut bytes)?;
                postcard::from_bytes(&bytes).map(Some).map_err(io::Error::other)
            }
        }
    }
}

/// Blocks one after another; only the current one is held.
#[derive(Debug)]
pub(super) struct Blocks {
    runs: Vec<Run>,
    heads: BinaryHeap<Reverse<(Entry, usize)>>,
}

impl Blocks {
    fn pop(&mut self) -> io::Result<Option<Entry>> {
        let Some(Reverse((entry, run))) = self.heads.pop() else { return Ok(None) };
        self.heads.extend(self.runs[run].next()?.map(|next| Reverse((next, run))));
        Ok(Some(entry))
    }

    /// The next block.
    fn block(&mut self) -> io::Result<Option<Keyed>> {
        let Some(Entry { rule, key, row }) = self.pop()? else { return Ok(None) };
        let mut thinner = Thinner::default();
        let mut rows: Vec<Row> = thinner.takes(&row).then_some(row).into_iter().collect();
        while let Some(Reverse((next, _))) = self.heads.peek() {
            if next.rule != rule || next.key != key {
                break;
            }
            let Some(Entry { row, .. }) = self.pop()? else { break };
            if rows.last() != Some(&row) && thinner.takes(&row) {
                rows.push(row);
            }
        }
        Ok(Some(Keyed { rule, key, rows, left_out: thinner.left_out }))
    }
}

impl Iterator for Blocks {
    type Item = io::Result<Keyed>;

    fn next(&mut self) -> Option<Self::Item> {
        self.block().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(doc: &str, fact: i32) -> Row {
        Row { doc: doc.to_owned(), fact, text: "a mention".to_owned(), ..Row::default() }
    }

    fn all(most_bytes: usize, rows: &[(u32, &str, Row)]) -> (usize, Vec<Keyed>) {
        let mut shuffle = Shuffle::new(most_bytes);
        for (rule, key, row) in rows {
            shuffle.add(*rule, (*key).to_owned(), row.clone()).expect("a disk");
        }
        (shuffle.spilled(), shuffle.blocks().expect("a disk").map(|block| block.expect("a disk")).collect())
    }

    #[test]
    fn blocks_are_the_same_in_any_order_and_with_any_memory() {
        let mut rows = Vec::new();
        for at in 0..500 {
            rows.push((at % 2, ["x", "y", "z"][at as usize % 3], row(&format!("{}.md", at % 7), at as i32)));
        }
        let (spilled, in_memory) = all(usize::MAX, &rows);
        assert_eq!((spilled, in_memory.len()), (0, 6));
        rows.reverse();
        let (spilled, on_disk) = all(10_000, &rows);
        assert!(spilled > 10, "{spilled}");
        assert_eq!(in_memory, on_disk);
        assert!(on_disk.iter().all(|block| block.rows.is_sorted()));
        assert_eq!(on_disk.iter().map(|block| block.rows.len()).sum::<usize>(), 500);
    }

    #[test]
    fn what_stands_in_every_document_is_cut_and_said() {
        let rows: Vec<_> =
            (0..crate::rule::MOST_ALIKE + 5).map(|at| (0, "x", row(&format!("{at:05}.md"), 0))).collect();
        let (_, blocks) = all(100_000, &rows);
        assert_eq!((blocks[0].rows.len(), blocks[0].left_out), (crate::rule::MOST_ALIKE, 5));
        assert_eq!(blocks[0].rows[0].doc, "00000.md");
    }
}
