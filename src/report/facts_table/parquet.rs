//! The facts table as Parquet: every column required, strings as UTF-8 and numbers as INT32, packed with gzip.

use std::io::{self, Write};
use std::sync::Arc;

use ::parquet::basic::{Compression, ConvertedType, GzipLevel, Repetition, Type as Physical};
use ::parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
use ::parquet::errors::{ParquetError, Result};
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::types::Type;

use crate::fact::{COLUMNS, Cell, Row, TABLE_VERSION};

/// Rows of a group: what readers take in at once, and what is held here until it is written.
const GROUP: usize = 50_000;
/// The key of the file's metadata that has the version of the table.
pub const VERSION_KEY: &str = "copydesk.facts";

/// Writes rows into a file, group by group.
pub struct Writer<W: Write + Send> {
    file: SerializedFileWriter<W>,
    held: Vec<Row>,
}

impl<W: Write + Send> Writer<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// If nothing can be written.
    pub fn new(out: W) -> io::Result<Self> {
        let version = KeyValue::new(VERSION_KEY.to_owned(), TABLE_VERSION.to_string());
        let properties = WriterProperties::builder()
            .set_compression(Compression::GZIP(GzipLevel::default()))
            .set_created_by(concat!("copydesk ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_key_value_metadata(Some(vec![version]));
        let schema = Arc::new(schema().map_err(broken)?);
        let file = SerializedFileWriter::new(out, schema, Arc::new(properties.build())).map_err(broken)?;
        Ok(Self { file, held: Vec::new() })
    }

    /// Adds rows behind those that are there.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn add(&mut self, rows: Vec<Row>) -> io::Result<()> {
        self.held.extend(rows);
        if self.held.len() >= GROUP { self.write().map_err(broken) } else { Ok(()) }
    }

    /// Writes what is left, and the end of the file.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        if !self.held.is_empty() {
            self.write().map_err(broken)?;
        }
        self.file.close().map(|_| ()).map_err(broken)
    }

    fn write(&mut self) -> Result<()> {
        let mut group = self.file.next_row_group()?;
        for (_, cell) in &COLUMNS {
            let Some(mut column) = group.next_column()? else { break };
            match cell {
                Cell::Text(of) => {
                    let values: Vec<ByteArray> = self.held.iter().map(|row| of(row).into()).collect();
                    column.typed::<ByteArrayType>().write_batch(&values, None, None)?;
                }
                Cell::Whole(of) => {
                    let values: Vec<i32> = self.held.iter().map(of).collect();
                    column.typed::<Int32Type>().write_batch(&values, None, None)?;
                }
            }
            column.close()?;
        }
        group.close()?;
        self.held.clear();
        Ok(())
    }
}

fn schema() -> Result<Type> {
    let column = |(name, cell): &(&str, Cell)| {
        let of = match cell {
            Cell::Text(_) => {
                Type::primitive_type_builder(name, Physical::BYTE_ARRAY).with_converted_type(ConvertedType::UTF8)
            }
            Cell::Whole(_) => Type::primitive_type_builder(name, Physical::INT32),
        };
        of.with_repetition(Repetition::REQUIRED).build().map(Arc::new)
    };
    let columns = COLUMNS.iter().map(column).collect::<Result<Vec<_>>>()?;
    Type::group_type_builder("facts").with_fields(columns).build()
}

fn broken(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => io::Error::other(error),
        error => io::Error::other(error),
    }
}
