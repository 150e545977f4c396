//! The texts in a folder.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;

use super::Desks;

/// Every text in a folder and those in it, as `.gitignore` and the configurations on the way allow, in no order.
///
/// Links are not followed, so that no loop is possible.
pub fn texts_in(folder: &Path, desks: &Arc<Desks>) -> impl Iterator<Item = Result<PathBuf, ignore::Error>> {
    let (outside, inside) = (Arc::clone(desks), Arc::clone(desks));
    let mut walk = WalkBuilder::new(folder);
    walk.filter_entry(move |entry| {
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        entry.depth() == 0 || !outside.house(folder_of(entry.path())).excludes(entry.path(), is_folder)
    });
    walk.build().filter_map(move |entry| match entry {
        Ok(entry) => {
            let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
            let is_text = is_file && inside.house(folder_of(entry.path())).includes(entry.path());
            is_text.then(|| Ok(entry.into_path()))
        }
        Err(error) => Some(Err(error)),
    })
}

/// The folder that a file is in.
fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(path)
}
