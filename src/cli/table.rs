//! A facts table that goes into a file which is no text.

use std::io;

use crate::fact::Row;

/// Takes the rows of one document after another.
pub(super) trait Table {
    /// The rows of the next document.
    fn add(&mut self, rows: Vec<Row>) -> io::Result<()>;
    /// The end of the file.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

#[cfg(feature = "parquet")]
impl<W: io::Write + Send> Table for crate::report::facts_table::parquet::Writer<W> {
    fn add(&mut self, rows: Vec<Row>) -> io::Result<()> {
        self.add(rows)
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        (*self).finish()
    }
}
