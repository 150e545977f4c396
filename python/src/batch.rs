//! Documents in Arrow batches; rows of findings or facts out.
//!
//! Rows are structs, and the order of their fields is that of the columns: engines that move batches about compare
//! types and places, and not every one of them compares names.

use arrow_array::RecordBatch;
use arrow_pyarrow::PyArrowType;
use arrow_schema::{FieldRef, Schema};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_arrow::schema::{SchemaLike as _, TracingOptions};

use crate::checker::{Checker, Document};
use crate::record::FindingRecord;

/// A finding as a row, or a document that could not be read: then all but `id` and `fault` is null.
#[derive(Debug, Default, Serialize, Deserialize)]
struct FindingRow {
    id: Option<String>,
    finding: Option<i32>,
    rule: Option<String>,
    severity: Option<String>,
    confidence: Option<String>,
    message: Option<String>,
    str_start: Option<i32>,
    str_end: Option<i32>,
    byte_start: Option<i32>,
    byte_end: Option<i32>,
    line: Option<i32>,
    column: Option<i32>,
    text: Option<String>,
    help: Option<String>,
    related: Option<String>,
    fixes: Option<String>,
    fingerprint: Option<String>,
    fault: Option<String>,
}

/// A document as a row.
#[derive(Debug, Deserialize)]
pub(crate) struct DocumentRow<'a> {
    pub(crate) id: Option<&'a str>,
    text: Option<&'a str>,
    date: Option<&'a str>,
    locale: Option<&'a str>,
    format: Option<&'a str>,
}

/// The columns of a batch of findings.
#[pyfunction]
pub(crate) fn findings_schema() -> PyResult<PyArrowType<Schema>> {
    schema::<FindingRow>()
}

/// The columns of a kind of rows.
pub(crate) fn schema<T: DeserializeOwned>() -> PyResult<PyArrowType<Schema>> {
    Ok(PyArrowType(Schema::new(fields::<T>().map_err(error)?)))
}

/// The findings on a batch of documents; with `parallel` on all cores.
pub(crate) fn findings(checker: &Checker, documents: &RecordBatch, parallel: bool) -> PyResult<RecordBatch> {
    let answer = |document: &DocumentRow<'_>| match document.document().and_then(|of| checker.findings_of(&of)) {
        Ok(findings) => findings
            .into_iter()
            .enumerate()
            .map(|(number, finding)| FindingRow::of(document.id, number, finding))
            .collect(),
        Err(fault) => vec![FindingRow::of_fault(document.id, fault)],
    };
    each_row(documents, parallel, answer)
}

/// The rows that each document of a batch gives, as one batch.
pub(crate) fn each_row<T: Serialize + DeserializeOwned + Send>(
    documents: &RecordBatch,
    parallel: bool,
    answer: impl Fn(&DocumentRow<'_>) -> Vec<T> + Sync + Send,
) -> PyResult<RecordBatch> {
    let documents: Vec<DocumentRow<'_>> = serde_arrow::from_record_batch(documents).map_err(error)?;
    let rows: Vec<Vec<T>> =
        if parallel { documents.par_iter().map(answer).collect() } else { documents.iter().map(answer).collect() };
    batch(&rows.into_iter().flatten().collect::<Vec<T>>())
}

/// Rows as a batch.
pub(crate) fn batch<T: Serialize + DeserializeOwned>(rows: &[T]) -> PyResult<RecordBatch> {
    serde_arrow::to_record_batch(&fields::<T>().map_err(error)?, &rows).map_err(error)
}

pub(crate) fn fields<T: DeserializeOwned>() -> serde_arrow::Result<Vec<FieldRef>> {
    Vec::<FieldRef>::from_type::<T>(TracingOptions::default().strings_as_large_utf8(false))
}

pub(crate) fn error(error: serde_arrow::Error) -> PyErr {
    PyValueError::new_err(error.to_string())
}

impl<'a> DocumentRow<'a> {
    pub(crate) fn document(&self) -> Result<Document<'a>, String> {
        Ok(Document {
            name: self.id.ok_or("`id` is null")?,
            text: self.text.ok_or("`text` is null")?,
            date: self.date,
            locale: self.locale,
            // An id that looks like a file name says nothing about the text.
            format: self.format.or(Some("plain")),
        })
    }
}

impl FindingRow {
    fn of(id: Option<&str>, number: usize, finding: FindingRecord) -> Self {
        let FindingRecord { rule, severity, confidence, message, place, related, help, fixes, fingerprint } = finding;
        Self {
            id: id.map(str::to_owned),
            finding: i32::try_from(number).ok(),
            rule: Some(rule),
            severity: Some(severity.to_owned()),
            confidence: Some(confidence.to_owned()),
            message: Some(message),
            str_start: i32::try_from(place.str_start).ok(),
            str_end: i32::try_from(place.str_end).ok(),
            byte_start: i32::try_from(place.byte_start).ok(),
            byte_end: i32::try_from(place.byte_end).ok(),
            line: i32::try_from(place.line).ok(),
            column: i32::try_from(place.column).ok(),
            text: Some(place.text),
            help,
            related: serde_json::to_string(&related).ok(),
            fixes: serde_json::to_string(&fixes).ok(),
            fingerprint: Some(fingerprint),
            fault: None,
        }
    }

    fn of_fault(id: Option<&str>, fault: String) -> Self {
        Self { id: id.map(str::to_owned), fault: Some(fault), ..Self::default() }
    }
}
