//! Which facts of many documents meet: the keys that `[corpus]` of a rule can name.
//!
//! A key is computed from a row alone. Rows with one key meet in one block, wherever that happens: in the memory of
//! one machine, or behind the shuffle of many.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::Xxh3;

use super::Rule;
use crate::fact::Row;
use crate::fact::spelling::fold;
use crate::finding::Finding;
use crate::lex::Lexicon;
use crate::story::{NameList, Story};
use crate::text::Source;

/// Counts below this stand in too many documents to say anything.
const LEAST_COUNT: usize = 3;

/// Rows of a block that say the same and are compared; what stands in every document of an archive makes no more work
/// than this.
pub const MOST_ALIKE: usize = 1_000;
/// Rows of a block that are compared at all.
pub const MOST_COMPARED: usize = 200_000;

/// A way to bring facts of many documents together.
#[derive(Debug)]
pub struct Block {
    /// The word in rules.
    pub name: &'static str,
    /// One line of doc.
    pub doc: &'static str,
    keys: fn(&Row) -> Vec<String>,
}

/// Every block, in the order of the docs.
#[rustfmt::skip]
pub static BLOCKS: &[Block] = &[
    Block { name: "name", doc: "People with one given name, and people with one surname.", keys: names },
    Block { name: "thing", doc: "Facts about one thing that the text names: how long a bridge is, how many live in a town, when it was founded.", keys: thing },
    Block { name: "site", doc: "What the pages of one folder, and of its `docs/`, say of one setting or of the version that is needed.", keys: site },
    Block { name: "figure", doc: "Figures of one value and unit, whatever they count: where a correction and the copy of a mistake meet.", keys: figure },
    Block { name: "translation", doc: "Numbers of a document and of its translation: `x.md` and `x.de.md`.", keys: translation },
];

impl Block {
    /// The block of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        BLOCKS.iter().find(|block| block.name == name)
    }

    /// The keys of the blocks that a row belongs to; none if no rule with this block looks at it.
    #[must_use]
    pub fn keys(&self, row: &Row) -> Vec<String> {
        (self.keys)(row)
    }
}

fn names(row: &Row) -> Vec<String> {
    let (given, surname) = (fold(&row.name_given), fold(&row.name_surname));
    // An initial stands for too many names, and a bare surname means nothing across documents.
    if given.chars().count() < 2 || surname.is_empty() {
        return Vec::new();
    }
    vec![format!("given {given}"), format!("surname {surname}")]
}

/// A figure that is known again: a measure, a sum, or a count of three digits and more, with what is counted.
fn figure(row: &Row) -> Vec<String> {
    let digits = row.text.bytes().filter(u8::is_ascii_digit).count();
    let is_known_again = match row.kind.as_str() {
        "measure" | "money" => true,
        "count" => digits >= LEAST_COUNT,
        _ => false,
    };
    if !is_known_again || row.head.is_empty() || row.low.is_empty() || row.high.is_empty() {
        return Vec::new();
    }
    vec![format!("{} {} {} {}", row.low, row.high, row.unit, row.head)]
}

fn translation(row: &Row) -> Vec<String> {
    if !row.text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    vec![row.original()]
}

fn thing(row: &Row) -> Vec<String> {
    let is_named = ["size ", "count ", "year "].iter().any(|sort| row.block_key.starts_with(sort));
    if is_named { vec![row.block_key.clone()] } else { Vec::new() }
}

/// Folders that hold the pages of what lies around them.
const PAGES: [&str; 5] = ["docs", "doc", "documentation", "guide", "wiki"];

/// The folder of the document; pages in `docs/` belong to the folder around it too.
fn site(row: &Row) -> Vec<String> {
    if !["requires ", "setting "].iter().any(|sort| row.block_key.starts_with(sort)) {
        return Vec::new();
    }
    let folder = row.folder();
    let mut folders = vec![folder];
    if let Some(inner) = folder.strip_suffix('/') {
        let (around, name) = inner.rfind('/').map_or(("", inner), |at| (&folder[..=at], &inner[at + 1..]));
        folders.extend(PAGES.contains(&name).then_some(around));
    }
    folders.into_iter().map(|folder| format!("{folder} {}", row.block_key)).collect()
}

/// Puts the rows of a block into their order, each once, and takes out what there is too much of. Gives back how many
/// those are. Done twice it is the same as once.
pub fn thin(rows: &mut Vec<Row>) -> usize {
    rows.sort_unstable();
    rows.dedup();
    let mut thinner = Thinner::default();
    if rows.len() > MOST_ALIKE {
        rows.retain(|row| thinner.takes(row));
    }
    thinner.left_out
}

/// Takes the rows of a block in their order: of those that say the same the first [`MOST_ALIKE`], and
/// [`MOST_COMPARED`] in all.
#[derive(Debug, Default)]
pub struct Thinner {
    alike: FxHashMap<u64, usize>,
    taken: usize,
    /// How many it did not take.
    pub left_out: usize,
}

impl Thinner {
    /// Whether the row is compared.
    pub fn takes(&mut self, row: &Row) -> bool {
        let alike = self.alike.entry(said(row)).or_default();
        let takes = *alike < MOST_ALIKE && self.taken < MOST_COMPARED;
        *alike += usize::from(takes);
        self.taken += usize::from(takes);
        self.left_out += usize::from(!takes);
        takes
    }
}

/// A number that rows share which say the same, wherever they say it.
fn said(row: &Row) -> u64 {
    let mut hash = Xxh3::new();
    for part in [&row.kind, &row.low, &row.high, &row.unit, &row.date, &row.name_folded, &row.head, &row.block_key] {
        hash.update(part.as_bytes());
        // No text holds this byte, so that "a" + "bc" is not "ab" + "c".
        hash.update(&[0xFF]);
    }
    hash.digest()
}

impl Rule {
    /// What a rule of a corpus has to say about the rows of one block, in the order of [`Finding::order`]; nothing if
    /// it is a rule of one text.
    #[must_use]
    pub fn evaluate_block(&self, rows: Vec<Row>, lexicon: &Lexicon, names: &NameList) -> Vec<Finding> {
        if self.block.is_none() {
            return Vec::new();
        }
        let mut findings = self.tell_of_rows(rows, lexicon, names, |story| self.evaluate(story));
        findings.sort_by(|a, b| a.order().cmp(&b.order()));
        findings
    }

    /// The same for the rows of any number of documents: brought together, compared, and each finding once.
    #[must_use]
    pub fn evaluate_corpus(&self, rows: Vec<Row>, lexicon: &Lexicon, names: &NameList) -> Vec<Finding> {
        let blocks = self.blocks_of(rows).into_values();
        let mut findings: Vec<Finding> = blocks.flat_map(|rows| self.evaluate_block(rows, lexicon, names)).collect();
        findings.sort_by(|a, b| a.order().cmp(&b.order()));
        findings.dedup();
        findings
    }

    /// Rows under the keys of this rule.
    pub(super) fn blocks_of(&self, rows: Vec<Row>) -> BTreeMap<String, Vec<Row>> {
        let mut blocks: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        for (row, block) in rows.iter().flat_map(|row| self.block.map(|block| (row, block))) {
            for key in block.keys(row) {
                blocks.entry(key).or_default().push(row.clone());
            }
        }
        blocks
    }

    /// Asks the story that the rows of a block make; one row alone makes none.
    pub(super) fn tell_of_rows<T: Default>(
        &self,
        mut rows: Vec<Row>,
        lexicon: &Lexicon,
        names: &NameList,
        ask: impl FnOnce(&Story<'_>) -> T,
    ) -> T {
        thin(&mut rows);
        let Ok(nowhere) = Source::new("corpus", "") else { return T::default() };
        if rows.len() < 2 { T::default() } else { ask(&Story::of_rows(&nowhere, rows, lexicon, names)) }
    }
}
