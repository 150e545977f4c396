//! Which configuration holds for a text, and what it extends.

use std::fs::File;
use std::io::{self, ErrorKind, Read as _};
use std::path::{Component, Path, PathBuf};

use super::written::{self, Written};
use crate::report::Notice;
use crate::toml_file::Fault;

/// The names of a configuration, the first one first.
pub const NAMES: [&str; 2] = ["copydesk.toml", ".copydesk.toml"];

/// The configuration nearest to a folder: in it, or in the first folder above it that has one, up to the folder of
/// the repository. The path is absolute.
#[must_use]
pub fn nearest(folder: &Path) -> Option<PathBuf> {
    for folder in folder.ancestors() {
        if let Some(file) = NAMES.iter().map(|name| folder.join(name)).find(|file| is_taken(file)) {
            return Some(file);
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

/// Whether a name is taken by anything but a folder: a link that leads nowhere is a configuration too, and a fault.
fn is_taken(file: &Path) -> bool {
    file.symlink_metadata().is_ok_and(|of| !of.is_dir())
}

/// Longest file of a house, 16 MiB: a list of half a million names.
const MAX_BYTES: u64 = 16 << 20;

/// The text of a file that a configuration names. A device or a pipe is none, for a configuration comes with a
/// repository, and reading one of these may never end.
pub(crate) fn read(path: &Path) -> io::Result<String> {
    read_at_most(path, MAX_BYTES)
}

/// The text of a file that is no device and no pipe, and no longer than that.
pub(crate) fn read_at_most(path: &Path, bytes: u64) -> io::Result<String> {
    // Asked before it is opened, which would wait for the other end of a pipe.
    if !path.metadata()?.is_file() {
        return Err(io::Error::other("this is no ordinary file"));
    }
    let mut text = String::new();
    match File::open(path)?.take(bytes + 1).read_to_string(&mut text) {
        Ok(_) if text.len() as u64 <= bytes => Ok(text),
        Ok(_) => Err(io::Error::other(format!("it may have {} MiB, and has more", bytes >> 20))),
        Err(error) if error.kind() == ErrorKind::InvalidData => Err(io::Error::new(error.kind(), "it is not UTF-8")),
        Err(error) => Err(error),
    }
}

/// How many configurations may build on one another.
const MOST_EXTENDED: usize = 16;

/// A configuration with all that it extends.
#[derive(Debug, Default)]
pub(super) struct Loaded {
    pub(super) written: Written,
    /// Every file that has a part in it, the nearest first.
    pub(super) files: Vec<PathBuf>,
    pub(super) faults: Vec<Notice>,
}

/// Reads a configuration and what it extends; `given` is its text where it is no file.
pub(super) fn load(path: &Path, given: Option<&str>) -> Loaded {
    let mut loaded = Loaded::default();
    let mut next = Some((path.to_owned(), None::<written::Said>));
    let mut chain: Vec<Written> = Vec::new();
    while let Some((path, said)) = next.take() {
        let known = path.canonicalize().unwrap_or_else(|_| path.clone());
        if loaded.files.iter().any(|file| file.canonicalize().is_ok_and(|file| file == known)) {
            if let Some(said) = said {
                let help = Some("take this line out, or the one that leads back here".to_owned());
                loaded.faults.push(notice(&said.fault("this configuration extends itself", help)));
            }
            break;
        }
        let given = given.filter(|_| said.is_none());
        let text = match given.map_or_else(|| read(&path), |text| Ok(text.to_owned())) {
            Ok(text) => text,
            Err(error) => {
                loaded.faults.push(unreadable(&path, said.as_ref(), &error));
                break;
            }
        };
        let mut faults = Vec::new();
        let written = written::read(&shown(&path), &path, &text, &mut faults);
        loaded.faults.extend(faults.iter().map(notice));
        loaded.files.push(path);
        next = written.extend.as_ref().map(|said| (said.path(), Some(said.clone())));
        if let Some((_, Some(said))) = next.take_if(|_| loaded.files.len() > MOST_EXTENDED) {
            let message = format!("configurations build on one another more than {MOST_EXTENDED} deep");
            loaded.faults.push(notice(&said.fault(message, Some("take this line out".to_owned()))));
        }
        chain.push(written);
    }
    loaded.written = chain.into_iter().rev().reduce(|base, own| own.over(base)).unwrap_or_default();
    loaded
}

fn unreadable(path: &Path, said: Option<&written::Said>, error: &std::io::Error) -> Notice {
    let help = "a path counts from the folder of the file that it is written in".to_owned();
    match said {
        Some(said) => notice(&said.fault(format!("{} cannot be read: {error}", shown(path)), Some(help))),
        None => Notice {
            path: shown(path),
            text: None,
            span: None,
            message: format!("this configuration cannot be read: {error}"),
            help: match error.kind() {
                ErrorKind::InvalidData => "save it as UTF-8".into(),
                _ => "check what stands there; without `--config` the nearest copydesk.toml is taken".into(),
            },
        },
    }
}

/// A fault as it is reported.
pub(super) fn notice(fault: &Fault) -> Notice {
    Notice {
        path: fault.path.to_string(),
        text: Some(fault.source.clone()),
        span: Some(fault.span.clone()),
        message: fault.message.clone(),
        help: fault.help.clone().unwrap_or_else(|| "`copydesk config` lists every key and what it takes".into()),
    }
}

/// A path as it is reported: from the folder that the program runs in, where it is below it.
#[must_use]
pub fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let path = path.strip_prefix(here).or_else(|_| path.strip_prefix(".")).unwrap_or(path);
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

/// A path from the root, without `.` and `..`, of which no part need exist.
#[must_use]
pub fn absolute(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    // The disk is not asked, so that patterns meet the names that are typed.
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if !absolute.components().any(|part| part == Component::ParentDir) {
        return absolute;
    }
    let mut plain = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}
