//! The facts table: one row for each fact of any number of documents, for data frames, databases and Spark.

#[cfg(feature = "program")]
pub mod parquet;

use super::json::in_lines;
use crate::fact::Row;

/// Rows as NDJSON: one object a line, its keys in the order of the columns.
#[must_use]
pub fn lines(rows: &[Row]) -> String {
    in_lines(rows.iter())
}
