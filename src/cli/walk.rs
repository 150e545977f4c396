//! From the paths on the command line to the files to read.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::{self, Desks};
use crate::report::Notice;

/// What there is to read.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Files in the order of their names, each once.
    pub(super) files: Vec<File>,
    /// Whether standard input was named.
    pub(super) stdin: bool,
    /// What could not be found.
    pub(super) faults: Vec<Notice>,
}

/// A file and what it is called in reports.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) path: PathBuf,
}

/// Finds the files that the paths stand for. A folder is searched for texts, as `.gitignore` and the configuration
/// allow; a file that is named is taken whatever it is called. The configuration of every file is read.
pub(super) fn find(paths: &[PathBuf], desks: &Arc<Desks>) -> Found {
    let mut found = Found::default();
    for path in paths {
        if path.as_os_str() == "-" {
            found.stdin = true;
        } else if path.is_dir() {
            search(path, desks, &mut found);
        } else if path.exists() {
            found.files.push(File::new(path));
        } else {
            found.faults.push(missing(path));
        }
    }
    found.files.sort();
    found.files.dedup_by(|a, b| a.name == b.name);
    for file in &found.files {
        // Read here and in this order, so that its faults are told in the same order every time.
        let _ = desks.house(file.path.parent().unwrap_or(&file.path));
    }
    found
}

fn search(folder: &Path, desks: &Arc<Desks>, found: &mut Found) {
    let before = (found.files.len(), found.faults.len());
    for path in config::texts_in(folder, desks) {
        match path {
            Ok(path) => found.files.push(File::new(&path)),
            Err(error) => found.faults.push(Notice {
                path: name_of(folder),
                text: None,
                span: None,
                message: format!("part of this folder cannot be searched: {error}"),
                help: "check its permissions, or leave it out by naming the other folders".into(),
            }),
        }
    }
    if (found.files.len(), found.faults.len()) == before {
        found.faults.push(Notice {
            path: name_of(folder),
            text: None,
            span: None,
            message: "no text in this folder".into(),
            help: "files that end in .txt, .md, .mdx, .html or the like are read, but for those that .gitignore \
                   names; a file with another ending is read if it is named itself"
                .into(),
        });
    }
}

fn missing(path: &Path) -> Notice {
    Notice {
        path: name_of(path),
        text: None,
        span: None,
        message: "there is no such file or folder".into(),
        help: "check the spelling; paths count from the folder that the command runs in".into(),
    }
}

impl File {
    fn new(path: &Path) -> Self {
        Self { name: name_of(path), path: path.to_owned() }
    }

    /// The bytes of the file.
    pub(super) fn read(&self) -> Result<Vec<u8>, Notice> {
        std::fs::read(&self.path).map_err(|error| Notice {
            path: self.name.clone(),
            text: None,
            span: None,
            message: match error.kind() {
                ErrorKind::PermissionDenied => "this file may not be read".into(),
                ErrorKind::NotFound => "this file is gone".into(),
                _ => format!("this file cannot be read: {error}"),
            },
            help: "check its permissions and whether it is still there".into(),
        })
    }
}

/// A path as it is reported: relative as it was given, with `/` on every system.
pub(super) fn name_of(path: &Path) -> String {
    let path = path.strip_prefix(".").ok().filter(|rest| !rest.as_os_str().is_empty()).unwrap_or(path);
    let name = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { name.into_owned() } else { name.replace(std::path::MAIN_SEPARATOR, "/") }
}
