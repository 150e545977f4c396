//! The texts in a folder.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::{DirEntry, WalkBuilder};

use super::Desks;

/// Something in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A text.
    Text(PathBuf),
    /// A link to a folder, which is not followed: there it might go round in circles, or lead out of the house.
    LinkedFolder(PathBuf),
    /// What should be a text or a folder and cannot be read.
    Unreadable {
        /// Where it is.
        path: PathBuf,
        /// Why.
        why: String,
    },
}

/// Every text in a folder and those in it, as `.gitignore` and the configurations on the way allow, in the order of
/// their names in each folder.
pub fn texts_in(folder: &Path, desks: &Arc<Desks>) -> impl Iterator<Item = Found> {
    let (outside, inside) = (Arc::clone(desks), Arc::clone(desks));
    let mut walk = WalkBuilder::new(folder);
    // So that whatever is said of the folder is said in the same order every time.
    walk.sort_by_file_name(Ord::cmp);
    walk.filter_entry(move |entry| {
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        entry.depth() == 0 || !outside.house(folder_of(entry.path())).excludes(entry.path(), is_folder)
    });
    let folder = folder.to_owned();
    walk.build().filter_map(move |entry| match entry {
        Ok(entry) => found(entry, &inside),
        Err(error) => Some(unreadable(&error, &folder)),
    })
}

fn found(entry: DirEntry, desks: &Desks) -> Option<Found> {
    let kind = entry.file_type()?;
    if kind.is_dir() {
        return None;
    }
    let is_text = || desks.house(folder_of(entry.path())).includes(entry.path());
    if kind.is_file() {
        return is_text().then(|| Found::Text(entry.into_path()));
    }
    let why = match fs::metadata(entry.path()) {
        Ok(target) if target.is_dir() => return Some(Found::LinkedFolder(entry.into_path())),
        Ok(target) if target.is_file() => return is_text().then(|| Found::Text(entry.into_path())),
        Ok(_) => "it is no file but a pipe, a socket or a device".to_owned(),
        Err(error) if error.kind() == ErrorKind::NotFound => "it is a link to something that is not there".to_owned(),
        Err(error) => error.to_string(),
    };
    is_text().then(|| Found::Unreadable { path: entry.into_path(), why })
}

fn unreadable(error: &ignore::Error, folder: &Path) -> Found {
    let mut path = folder;
    let mut cause = error;
    loop {
        match cause {
            ignore::Error::WithPath { path: at, err } => (path, cause) = (at, err),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => cause = err,
            _ => return Found::Unreadable { path: path.to_owned(), why: cause.to_string() },
        }
    }
}

/// The folder that a file is in.
fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(path)
}
