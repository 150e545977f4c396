//! Records that are read more than once: standard input, kept in a temporary file.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _, Seek, SeekFrom, Write as _};
use std::sync::Mutex;

use super::records::{self, Defaults};
use crate::text::Source;

/// A file without a name that the system removes.
#[derive(Debug)]
pub(super) struct Spool {
    /// Read from one place at a time.
    file: Mutex<BufReader<File>>,
    /// For whoever reads all of it.
    whole: File,
    defaults: Defaults,
}

impl Spool {
    /// Keeps everything that comes.
    ///
    /// # Errors
    /// If it cannot be read, or the disk does not take it.
    pub(super) fn of(mut input: impl BufRead, defaults: Defaults) -> io::Result<Self> {
        let mut kept = tempfile::NamedTempFile::new()?;
        io::copy(&mut input, &mut kept)?;
        kept.flush()?;
        let file = Mutex::new(BufReader::new(kept.reopen()?));
        Ok(Self { file, whole: kept.reopen()?, defaults })
    }

    /// All records from the first on, as they came.
    ///
    /// # Errors
    /// If the file cannot be read any more.
    pub(super) fn records(&self) -> io::Result<Box<dyn BufRead + Send>> {
        let mut whole = self.whole.try_clone()?;
        whole.rewind()?;
        Ok(Box::new(BufReader::new(whole)))
    }

    /// What a record without a date or a locale has.
    pub(super) const fn defaults(&self) -> &Defaults {
        &self.defaults
    }

    /// The record that begins at a byte.
    pub(super) fn record_at(&self, start: u64) -> Option<Source> {
        let mut line = Vec::new();
        {
            let mut file = self.file.lock().ok()?;
            file.seek(SeekFrom::Start(start)).ok()?;
            file.by_ref().take(records::MAX_LINE_BYTES as u64).read_until(b'\n', &mut line).ok()?;
        }
        records::parse(&line, start == 0, &self.defaults).ok().flatten().map(|asked| asked.source)
    }
}
