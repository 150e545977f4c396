//! `check --corpus`: what the documents say of one thing, side by side, before each is reported on.
//!
//! Every document is read for its facts and checked by itself in one go; its own findings are kept until it is reported
//! on, as long as they fit. It is read again then, for a report shows its words, and understood again only if they did not.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::arguments::{InputArguments, StdinFormat};
use super::progress::Progress;
use super::records::{self, Defaults};
use super::spool::Spool;
use super::texts::CHUNK;
use super::walk::{self, File};
use super::{Console, read};
use crate::check::suppress::Outcome;
use crate::config::{Desks, Settled};
use crate::corpus::{self, Archive, Gathering, LeftOut, Row};
use crate::finding::{Finding, Site};
use crate::report::Notice;
use crate::rule::RuleSet;
use crate::text::Source;

/// Bytes of rows that are held in memory before they go to disk.
const MOST_BYTES: usize = 256 << 20;
/// Bytes of findings on single documents that are kept.
const MOST_KEPT: usize = 128 << 20;
/// What a document takes in a table besides its findings.
const ENTRY: usize = 64;

/// What all documents have given; of a check without `--corpus` nothing.
#[derive(Debug, Default)]
pub(super) struct Compared {
    archive: Archive,
    /// By the hash of their names.
    read: FxHashMap<u64, Read>,
    own: OwnFindings,
    /// Where the documents are, if they are no files.
    records: Option<Spool>,
}

/// A document that was read.
#[derive(Debug, Clone, Copy)]
struct Read {
    /// A number for everything that decides what is found in it.
    content: u64,
    /// A number for its words.
    words: u64,
    /// Where it begins among the records.
    start: u64,
}

/// The findings on documents by themselves, by their content.
#[derive(Debug, Default)]
struct OwnFindings {
    outcomes: FxHashMap<u64, Outcome>,
    bytes: usize,
}

/// What one document gives.
struct Document {
    name: u64,
    read: Read,
    keyed: Vec<(u32, String, Row)>,
    own: Outcome,
}

/// Reads every document and compares them. What cannot be read is left out here; the check itself, which reads each
/// document once more, says so.
pub(super) fn compare(input: &InputArguments, desks: &Arc<Desks>, console: &mut Console) -> Result<Compared, Notice> {
    let are_records = input.stdin_format == StdinFormat::Ndjson;
    if !are_records && input.paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(Notice {
            path: "--corpus".into(),
            text: None,
            span: None,
            message: "one text on standard input is no corpus".into(),
            help: "name files or folders, or send records: `--stdin-format ndjson - < FILE`".into(),
        });
    }
    if let Some(fault) = records::named(input).filter(|_| are_records) {
        return Err(fault);
    }
    let compared = if are_records { of_records(input, desks, console) } else { of_files(input, desks, console) };
    compared.map_err(|error| Notice {
        path: std::env::temp_dir().display().to_string(),
        text: None,
        span: None,
        message: format!("this corpus does not fit into memory, and not here: {error}"),
        help: "set TMPDIR to a folder with more room".into(),
    })
}

fn of_files(input: &InputArguments, desks: &Arc<Desks>, console: &Console) -> io::Result<Compared> {
    let found = walk::find(&input.paths, desks);
    let root = root(&input.paths);
    let comparing = corpus::comparing(desks.house(root).all_rules());
    let mut gathered = Gathered::new(&comparing);
    let mut progress = Progress::new(found.files.len(), console.is_watched());
    for files in found.files.chunks(CHUNK) {
        let documents: Vec<Option<Document>> = files
            .par_iter()
            .map(|file| {
                let settled = desks.for_text(&file.path);
                let source = source(file).ok();
                let source = source.map(|of| of.with_date(input.date.clone()).with_locale(settled.locale.clone()));
                progress.advance();
                source.map(|source| document(&comparing, &settled, &source, 0))
            })
            .collect();
        progress.make_way(|| documents.into_iter().flatten().try_for_each(|document| gathered.add(document)))?;
    }
    progress.end();
    gathered.judge(&desks.for_folder(root), None)
}

fn of_records(input: &InputArguments, desks: &Desks, console: &mut Console) -> io::Result<Compared> {
    let settled = desks.for_folder(Path::new("."));
    let spool = Spool::of(console.take_input(), Defaults::of(input, &settled))?;
    let comparing = corpus::comparing(desks.house(Path::new(".")).all_rules());
    let mut gathered = Gathered::new(&comparing);
    records::answer_all(
        spool.records()?,
        spool.defaults(),
        |asked| document(&comparing, &settled, &asked.source, asked.start),
        |documents| documents.into_iter().flatten().try_for_each(|document| gathered.add(document)),
    )?;
    console.input = spool.records()?;
    gathered.judge(&settled, Some(spool))
}

fn document(comparing: &RuleSet, settled: &Settled, source: &Source, start: u64) -> Document {
    let story = settled.desk.read(source);
    Document {
        name: xxh3_64(source.name().as_bytes()),
        read: Read { content: content(source), words: xxh3_64(source.text().as_bytes()), start },
        keyed: corpus::keyed(comparing, &story.rows(), &settled.desk.rules),
        own: settled.desk.settle(&story),
    }
}

/// A number that only a text with the same name, words and day has.
fn content(source: &Source) -> u64 {
    let mut hash = Xxh3::new();
    let format = source.format.map(|format| format!("{format:?}")).unwrap_or_default();
    let of = |part: &Option<String>| part.clone().unwrap_or_default();
    for part in [source.name(), source.text(), &of(&source.date), &of(&source.locale), &format] {
        hash.update(part.as_bytes());
        // No text holds this byte.
        hash.update(&[0xFF]);
    }
    hash.digest()
}

/// The folder whose configuration says which rules compare: the one that is named, if only one is.
fn root(paths: &[PathBuf]) -> &Path {
    match paths {
        [one] if one.is_dir() => one,
        _ => Path::new("."),
    }
}

fn source(file: &File) -> Result<Source, Notice> {
    read::source(&file.name, file.read()?)
}

/// Documents on their way to be compared.
struct Gathered {
    gathering: Gathering,
    read: FxHashMap<u64, Read>,
    own: OwnFindings,
}

impl Gathered {
    fn new(comparing: &RuleSet) -> Self {
        let gathering = Gathering::new(comparing.clone(), MOST_BYTES);
        Self { gathering, read: FxHashMap::default(), own: OwnFindings::default() }
    }

    /// Takes a document in; the first of each name.
    fn add(&mut self, document: Document) -> io::Result<()> {
        if self.read.contains_key(&document.name) {
            return Ok(());
        }
        self.read.insert(document.name, document.read);
        self.own.keep(document.read.content, document.own);
        self.gathering.add(document.keyed)
    }

    fn judge(self, settled: &Settled, records: Option<Spool>) -> io::Result<Compared> {
        let archive = self.gathering.judge(&settled.desk)?;
        Ok(Compared { archive, read: self.read, own: self.own, records })
    }
}

impl OwnFindings {
    fn keep(&mut self, content: u64, outcome: Outcome) {
        let stood = outcome.stood.iter().map(|stood| &stood.finding);
        let bytes = ENTRY + outcome.findings.iter().chain(stood).map(bytes).sum::<usize>();
        if self.bytes + bytes <= MOST_KEPT {
            self.bytes += bytes;
            self.outcomes.insert(content, outcome);
        }
    }
}

/// What a finding takes in memory, about.
fn bytes(finding: &Finding) -> usize {
    let related = finding.related.iter().map(|site| size_of::<Site>() + site.label.len());
    let remedies = finding.fix.iter().flat_map(|fix| &fix.remedies);
    let fixes = remedies.map(|remedy| ENTRY + remedy.title.len() + remedy.edits.len() * ENTRY);
    size_of::<Finding>() + finding.message.len() * 2 + related.sum::<usize>() + fixes.sum::<usize>()
}

impl Compared {
    /// The findings on a document, by itself and beside the others, and why it was not compared if it was not.
    pub(super) fn outcome(&self, settled: &Settled, source: &Source) -> (Outcome, Option<Notice>) {
        let desk = &settled.desk;
        let content = if self.read.is_empty() { 0 } else { content(source) };
        let own = self.own.outcomes.get(&content).cloned().unwrap_or_else(|| desk.settle(&desk.read(source)));
        match self.read.get(&xxh3_64(source.name().as_bytes())) {
            Some(read) if read.content == content => match self.archive.of(source.name()) {
                Some(across) => (desk.join(own, across.clone(), source), None),
                None => (own, None),
            },
            Some(_) => (own, Some(self.is_another(source.name()))),
            None => (own, None),
        }
    }

    /// Says that another text was compared under this name.
    fn is_another(&self, name: &str) -> Notice {
        let (message, help) = match self.records {
            Some(_) => ("a record before this one has its `id`", "give each record an `id` of its own"),
            None => ("this text changed while it was checked", "check it again"),
        };
        Notice {
            path: name.to_owned(),
            text: None,
            span: None,
            message: format!("{message}: it was compared with no other"),
            help: help.into(),
        }
    }

    /// The other documents that findings of one document speak of, as far as they are still there.
    pub(super) fn others<'f>(&self, document: &str, findings: impl Iterator<Item = &'f Finding>) -> Vec<Source> {
        let sites = findings.flat_map(|finding| &finding.related);
        let mut names: Vec<&str> = sites.map(|site| &*site.path).filter(|path| *path != document).collect();
        names.sort_unstable();
        names.dedup();
        names.into_iter().filter_map(|name| self.document(name)).collect()
    }

    /// A document that was compared, if it is as it was.
    fn document(&self, name: &str) -> Option<Source> {
        let read = self.read.get(&xxh3_64(name.as_bytes()))?;
        let source = match &self.records {
            Some(records) => records.record_at(read.start),
            None => source(&File::new(Path::new(name))).ok(),
        };
        source.filter(|source| xxh3_64(source.text().as_bytes()) == read.words)
    }

    /// Says of which things there was too much.
    pub(super) fn remark(&self, console: &mut Console) -> io::Result<()> {
        for LeftOut { rule, key, facts } in &self.archive.left_out {
            console.remark(&Notice {
                path: rule.clone(),
                text: None,
                span: None,
                message: format!("of “{key}” there are {facts} facts more than are compared"),
                help: "the first ones of each kind were, in the order of the names of their documents".into(),
            })?;
        }
        Ok(())
    }
}
