//! From the paths on the command line to the files to read.

use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::{self, Desks};
use crate::report::Notice;
use crate::text::MAX_SOURCE_BYTES;

/// What there is to read.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Files in the order of their names, each once.
    pub(super) files: Vec<File>,
    /// Whether standard input was named.
    pub(super) stdin: bool,
    /// What could not be found.
    pub(super) faults: Vec<Notice>,
    /// What is worth a word and no fault.
    pub(super) remarks: Vec<Notice>,
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
    if paths.is_empty() {
        let here = Path::new(".");
        search(here, desks, &mut found);
        if found.files.is_empty() && found.faults.is_empty() {
            found.remarks.push(empty(here));
        }
    }
    for path in paths {
        if path.as_os_str() == "-" {
            found.stdin = true;
        } else if path.is_dir() {
            let before = (found.files.len(), found.faults.len());
            search(path, desks, &mut found);
            if (found.files.len(), found.faults.len()) == before {
                found.faults.push(empty(path));
            }
        } else {
            match File::named(path) {
                Ok(file) => found.files.push(file),
                Err(fault) => found.faults.push(fault),
            }
        }
    }
    found.files.sort();
    found.files.dedup_by(|a, b| a.name == b.name);
    let mut folders: Vec<&Path> = found.files.iter().map(|file| file.path.parent().unwrap_or(&file.path)).collect();
    folders.dedup();
    for folder in folders {
        // Read here and in this order, so that its faults are told in the same order every time.
        let _ = desks.house(folder);
    }
    found
}

fn search(folder: &Path, desks: &Arc<Desks>, found: &mut Found) {
    for entry in config::texts_in(folder, desks) {
        match entry {
            config::Found::Text(path) => found.files.push(File::new(&path)),
            config::Found::LinkedFolder(path) => found.remarks.push(Notice {
                path: name_of(&path),
                text: None,
                span: None,
                message: "this link to a folder is not followed".into(),
                help: "name it on the command line, or leave it out with `extend-exclude` in copydesk.toml".into(),
            }),
            config::Found::Unreadable { path, why } => found.faults.push(Notice {
                path: name_of(&path),
                text: None,
                span: None,
                message: format!("this cannot be read: {why}"),
                help: "check it and its permissions, or leave it out with `extend-exclude` in copydesk.toml".into(),
            }),
        }
    }
}

fn empty(folder: &Path) -> Notice {
    Notice {
        path: name_of(folder),
        text: None,
        span: None,
        message: "no text in this folder".into(),
        help: "files that end in .txt, .md, .mdx, .html or the like are read, but for those that .gitignore or the \
               configuration leave out; a file with another ending is read if it is named itself"
            .into(),
    }
}

fn missing(path: &Path) -> Notice {
    let is_link = path.is_symlink();
    let message = if is_link { "this link leads nowhere" } else { "there is no such file or folder" };
    let help = if is_link {
        "what it points at is gone, or points back at it; name the file itself"
    } else {
        "check the spelling; paths count from the folder that the command runs in"
    };
    Notice { path: name_of(path), text: None, span: None, message: message.into(), help: help.into() }
}

impl File {
    pub(super) fn new(path: &Path) -> Self {
        Self { name: name_of(path), path: path.to_owned() }
    }

    /// A file that was named. A pipe, a socket or a device might never end, and says so; only what a shell opens for
    /// a program, as in `copydesk check <(pandoc a.odt)`, is sure to.
    pub(super) fn named(path: &Path) -> Result<Self, Notice> {
        if !path.exists() {
            return Err(missing(path));
        }
        let is_open = ["/dev/fd", "/proc/self/fd"].iter().any(|folder| path.starts_with(folder));
        if is_open || path == Path::new("/dev/stdin") || path.is_file() {
            return Ok(Self::new(path));
        }
        let (message, help) = if path.is_dir() {
            ("this is a folder", "name one of the files in it, or `-` for standard input")
        } else {
            (
                "this is no file but a pipe, a socket or a device",
                "send what comes out of it to standard input, and name that `-`",
            )
        };
        Err(Notice { path: name_of(path), text: None, span: None, message: message.into(), help: help.into() })
    }

    /// The bytes of the file; no more of one that is too long than it takes to see that.
    pub(super) fn read(&self) -> Result<Vec<u8>, Notice> {
        let read = std::fs::File::open(&self.path).and_then(|file| {
            let length = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
            // One byte more than a text may have is enough to see that it has too many.
            let mut bytes = Vec::with_capacity(if length <= MAX_SOURCE_BYTES { length } else { 0 });
            file.take(MAX_SOURCE_BYTES as u64 + 1).read_to_end(&mut bytes)?;
            Ok(bytes)
        });
        read.map_err(|error| Notice {
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
