//! `check --corpus`: what the documents say of one thing, side by side, before each is checked by itself.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::arguments::{InputArguments, StdinFormat};
use super::progress::Progress;
use super::texts::CHUNK;
use super::walk::{self, File};
use super::{Console, read};
use crate::config::Desks;
use crate::corpus::{self, Archive, Gathering, LeftOut};
use crate::finding::Finding;
use crate::report::Notice;
use crate::text::Source;

/// Bytes of rows that are held in memory before they go to disk.
const MOST_BYTES: usize = 256 << 20;

/// Reads every document for its facts and compares them. What cannot be read is left out here; the check itself,
/// which reads each document once more, says so.
pub(super) fn compare(input: &InputArguments, desks: Desks, console: &mut Console) -> Result<Archive, Notice> {
    if input.stdin_format == StdinFormat::Ndjson || input.paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(Notice {
            path: "--corpus".into(),
            text: None,
            span: None,
            message: "standard input cannot be read twice, and a corpus is".into(),
            help: "name files or folders; records in a store go through the Python package".into(),
        });
    }
    gather(input, desks, console).map_err(|error| Notice {
        path: std::env::temp_dir().display().to_string(),
        text: None,
        span: None,
        message: format!("the facts of this corpus do not fit into memory, and not here: {error}"),
        help: "set TMPDIR to a folder with more room".into(),
    })
}

fn gather(input: &InputArguments, desks: Desks, console: &mut Console) -> io::Result<Archive> {
    let desks = Arc::new(desks);
    let found = walk::find(&input.paths, &desks);
    let root = root(&input.paths);
    let mut gathering = Gathering::new(desks.house(root).all_rules(), MOST_BYTES);
    let mut progress = Progress::new(found.files.len(), console.is_watched());
    for files in found.files.chunks(CHUNK) {
        let read: Vec<_> = files
            .par_iter()
            .map(|file| {
                let settled = desks.for_text(&file.path);
                let keyed = source(file).map(|source| {
                    let source = source.with_date(input.date.clone()).with_locale(settled.locale.clone());
                    gathering.keyed(&corpus::facts(&settled.desk, &source), &settled.desk.rules)
                });
                progress.advance();
                keyed.unwrap_or_default()
            })
            .collect();
        progress.make_way(|| read.into_iter().try_for_each(|keyed| gathering.add(keyed)))?;
    }
    progress.end();
    gathering.judge(&desks.for_folder(root).desk)
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

/// The other documents that findings of one document speak of, as far as they are still there.
pub(super) fn others<'f>(document: &str, findings: impl Iterator<Item = &'f Finding>) -> Vec<Source> {
    let mut names: Vec<&str> = findings
        .flat_map(|finding| &finding.related)
        .map(|site| &*site.path)
        .filter(|path| *path != document)
        .collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().filter_map(|name| source(&File::new(Path::new(name))).ok()).collect()
}

/// Says of which things there was too much.
pub(super) fn remark(left_out: &[LeftOut], console: &mut Console) -> io::Result<()> {
    for LeftOut { rule, key, facts } in left_out {
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
