//! A file in place of another: whole or not at all, whatever happens while it is written.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use tempfile::Builder;

/// Puts `bytes` in place of the file at `path`, or makes it.
///
/// They are written beside it and moved over it in one step, so that a reader, a crash or a full disk meets the
/// old file or the new one and never a part. Permissions stay; a link stays a link, and what it points at changes.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = Builder::new();
    builder.prefix(".copydesk-").suffix(".tmp");
    let old = fs::metadata(&target).ok();
    #[cfg(unix)]
    if old.is_none() {
        // As a file made in the ordinary way; the reader's umask takes away what it must.
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut beside = builder.tempfile_in(folder)?;
    beside.write_all(bytes)?;
    if let Some(old) = old {
        beside.as_file().set_permissions(old.permissions())?;
    }
    beside.as_file().sync_all()?;
    beside.persist(&target).map_err(|error| error.error)?;
    Ok(())
}
