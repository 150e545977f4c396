//! The facts table and the rules that compare documents, batch by batch: facts of documents, facts under the keys of
//! their blocks, what the rules say of blocks. The shuffle between these is somebody else's.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::{ArrayRef, Int32Array, RecordBatch, StringArray};
use arrow_pyarrow::PyArrowType;
use arrow_schema::{DataType, Field, FieldRef, Schema};
use copydesk::check::fingerprint::{self, Fingerprint};
use copydesk::corpus::{self, Row};
use copydesk::finding::{Applicability, Finding, Site};
use copydesk::rule::{Rule, thin};
use copydesk::text::SourceSpan;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use crate::batch::{self, each_row, error};
use crate::checker::Checker;

/// The kind of a row that stands for a document that could not be read; its text says why.
const FAULT: &str = "fault";

/// Columns that stand before those of the facts table where facts lie under the keys of their blocks.
const KEYS: [(&str, DataType); 3] =
    [("rule", DataType::Utf8), ("block", DataType::Utf8), ("left_out", DataType::Int32)];

/// A finding across documents as a row, or what could not be read or compared: then `fault` says so.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct CorpusFindingRow {
    id: Option<String>,
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

/// Under which key a row of facts lies.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
struct Key {
    rule: String,
    block: String,
}

/// How many rows were left out on the way of those that this one came with.
#[derive(Debug, Deserialize)]
struct LeftOut {
    left_out: usize,
}

/// The rows under each key, and how many of them are no longer there.
#[derive(Debug, Default)]
struct Blocks(BTreeMap<Key, (Vec<Row>, usize)>);

/// The columns of the facts table.
#[pyfunction]
pub(crate) fn facts_schema() -> PyResult<PyArrowType<Schema>> {
    batch::schema::<Row>()
}

/// The columns of facts under the keys of their blocks.
#[pyfunction]
pub(crate) fn blocks_schema() -> PyResult<PyArrowType<Schema>> {
    Ok(PyArrowType(Schema::new(block_fields()?)))
}

/// The columns of findings across documents.
#[pyfunction]
pub(crate) fn corpus_findings_schema() -> PyResult<PyArrowType<Schema>> {
    batch::schema::<CorpusFindingRow>()
}

/// The rows of the facts table of a batch of documents.
pub(crate) fn facts(checker: &Checker, documents: &RecordBatch, parallel: bool) -> PyResult<RecordBatch> {
    each_row(documents, parallel, |document| {
        document.document().and_then(|of| checker.rows_of(&of)).unwrap_or_else(|fault| {
            let doc = document.id.unwrap_or_default().to_owned();
            vec![Row { doc, kind: FAULT.to_owned(), text: fault, ..Row::default() }]
        })
    })
}

/// Puts facts under the keys of their blocks, once for each; a fact that no rule compares is left behind.
pub(crate) fn keyed(checker: &Checker, facts: &RecordBatch) -> PyResult<RecordBatch> {
    let rules: Vec<&Rule> = checker.all_rules().filter(|rule| rule.block().is_some()).collect();
    let mut blocks = Blocks::default();
    for row in serde_arrow::from_record_batch::<Vec<Row>>(facts).map_err(error)? {
        if row.kind == FAULT {
            // It has no rule, and goes through to the findings.
            blocks.add(Key { rule: String::new(), block: row.doc.clone() }, row, 0);
            continue;
        }
        for rule in &rules {
            for block in corpus::block_keys(rule, &row) {
                blocks.add(Key { rule: rule.id().to_owned(), block }, row.clone(), 0);
            }
        }
    }
    blocks.thinned().batch()
}

/// Takes out of every block what is too much to be compared, so that a name in every document does not meet in one place.
pub(crate) fn thinned(blocks: &[RecordBatch]) -> PyResult<RecordBatch> {
    Blocks::of(blocks)?.thinned().batch()
}

/// What the rules say of whole blocks, sorted and each once.
pub(crate) fn check(checker: &Checker, blocks: &[RecordBatch]) -> PyResult<RecordBatch> {
    let mut found = Vec::new();
    for (key, (rows, left_out)) in Blocks::of(blocks)?.0 {
        match checker.all_rules().find(|rule| rule.id() == key.rule) {
            Some(rule) => found.extend(check_block(checker, rule, &key.block, rows, left_out)),
            None => found.extend(rows.into_iter().map(CorpusFindingRow::of_fault)),
        }
    }
    found.sort_unstable();
    found.dedup();
    batch::batch(&found)
}

fn check_block(checker: &Checker, rule: &Rule, key: &str, rows: Vec<Row>, left_out: usize) -> Vec<CorpusFindingRow> {
    let places = Places(rows.iter().map(|row| ((row.doc.clone(), row.start, row.end), row.clone())).collect());
    let block = corpus::check_block(checker.desk(), rule, rows);
    let left_out = block.left_out + left_out;
    let findings = block.findings.iter().filter(|finding| finding.confidence >= checker.min_confidence());
    let shown: Vec<&Finding> = findings.collect();
    let mut found: Vec<CorpusFindingRow> = shown
        .chunk_by(|a, b| a.primary.path == b.primary.path)
        .flat_map(|of_document| of_document.iter().zip(places.fingerprints(of_document)))
        .map(|(finding, fingerprint)| CorpusFindingRow::of(finding, fingerprint, &places))
        .collect();
    if left_out > 0 {
        found.push(CorpusFindingRow {
            rule: Some(rule.id().to_owned()),
            fault: Some(format!("of “{key}” there are {left_out} facts more than are compared")),
            ..CorpusFindingRow::default()
        });
    }
    found
}

impl Blocks {
    fn of(batches: &[RecordBatch]) -> PyResult<Self> {
        let mut blocks = Self::default();
        for batch in batches {
            let keys: Vec<Key> = serde_arrow::from_record_batch(batch).map_err(error)?;
            let counts: Vec<LeftOut> = serde_arrow::from_record_batch(batch).map_err(error)?;
            let rows: Vec<Row> = serde_arrow::from_record_batch(batch).map_err(error)?;
            for ((key, LeftOut { left_out }), row) in keys.into_iter().zip(counts).zip(rows) {
                blocks.add(key, row, left_out);
            }
        }
        Ok(blocks)
    }

    fn add(&mut self, key: Key, row: Row, left_out: usize) {
        let (rows, already) = self.0.entry(key).or_default();
        rows.push(row);
        *already += left_out;
    }

    fn thinned(mut self) -> Self {
        for (_, (rows, left_out)) in self.0.iter_mut().filter(|(key, _)| !key.rule.is_empty()) {
            *left_out += thin(rows);
        }
        self
    }

    /// The rows behind their keys; how many were left out stands at the first row of a block.
    fn batch(self) -> PyResult<RecordBatch> {
        let (mut keys, mut counts, mut all) = (Vec::new(), Vec::new(), Vec::new());
        for (key, (rows, left_out)) in self.0 {
            counts.extend(
                (0..rows.len()).map(|at| if at == 0 { i32::try_from(left_out).unwrap_or(i32::MAX) } else { 0 }),
            );
            keys.extend(std::iter::repeat_n(key, rows.len()));
            all.extend(rows);
        }
        let mut columns: Vec<ArrayRef> = vec![
            Arc::new(StringArray::from_iter_values(keys.iter().map(|key| &key.rule))),
            Arc::new(StringArray::from_iter_values(keys.iter().map(|key| &key.block))),
            Arc::new(Int32Array::from(counts)),
        ];
        columns.extend(batch::batch(&all)?.columns().iter().cloned());
        RecordBatch::try_new(Arc::new(Schema::new(block_fields()?)), columns)
            .map_err(|error| PyValueError::new_err(error.to_string()))
    }
}

fn block_fields() -> PyResult<Vec<FieldRef>> {
    let mut fields: Vec<FieldRef> =
        KEYS.into_iter().map(|(name, kind)| Arc::new(Field::new(name, kind, false))).collect();
    fields.extend(batch::fields::<Row>().map_err(error)?);
    Ok(fields)
}

/// The rows of a block by document and place.
struct Places(BTreeMap<(String, i32, i32), Row>);

impl Places {
    fn row(&self, path: &str, span: SourceSpan) -> Option<&Row> {
        self.0.get(&(path.to_owned(), i32::try_from(span.start()).ok()?, i32::try_from(span.end()).ok()?))
    }

    /// What the findings on one document are known by.
    fn fingerprints(&self, findings: &[&Finding]) -> Vec<Fingerprint> {
        let written = |site: &Site| self.row(&site.path, site.span).map(|row| row.text.as_str());
        fingerprint::of_written(findings.iter().copied(), written)
    }

    fn json(&self, path: &str, span: SourceSpan) -> Json {
        let row = self.row(path, span);
        json!({
            "str_start": row.map(|row| row.char_start), "str_end": row.map(|row| row.char_end),
            "byte_start": span.start(), "byte_end": span.end(),
            "line": row.map(|row| row.line), "column": row.map(|row| row.column), "text": row.map(|row| &row.text),
        })
    }

    fn related(&self, site: &Site) -> Json {
        with(self.json(&site.path, site.span), [("id", &*site.path), ("label", &site.label)])
    }
}

impl CorpusFindingRow {
    fn of(finding: &Finding, fingerprint: Fingerprint, places: &Places) -> Self {
        let span = finding.primary.span;
        let row = places.row(&finding.primary.path, span);
        Self {
            id: Some(finding.primary.path.to_string()),
            rule: Some(finding.rule.to_string()),
            severity: Some(finding.severity.name().to_owned()),
            confidence: Some(finding.confidence.name().to_owned()),
            message: Some(finding.message.clone()),
            str_start: row.map(|row| row.char_start),
            str_end: row.map(|row| row.char_end),
            byte_start: i32::try_from(span.start()).ok(),
            byte_end: i32::try_from(span.end()).ok(),
            line: row.map(|row| row.line),
            column: row.map(|row| row.column),
            text: row.map(|row| row.text.clone()),
            help: finding.help.clone(),
            related: Some(finding.related.iter().map(|site| places.related(site)).collect::<Json>().to_string()),
            fixes: Some(fixes(finding, places).to_string()),
            fingerprint: Some(fingerprint.to_string()),
            fault: None,
        }
    }

    fn of_fault(row: Row) -> Self {
        Self { id: Some(row.doc), fault: Some(row.text), ..Self::default() }
    }
}

/// A JSON object with further texts in it.
fn with<const N: usize>(mut object: Json, texts: [(&str, &str); N]) -> Json {
    for (key, text) in texts {
        object[key] = text.into();
    }
    object
}

fn fixes(finding: &Finding, places: &Places) -> Json {
    let Some(fix) = &finding.fix else { return json!([]) };
    let remedy = |remedy: &copydesk::finding::Remedy| {
        let edits: Json = remedy
            .edits
            .iter()
            .map(|edit| with(places.json(&finding.primary.path, edit.span), [("replacement", &edit.replacement)]))
            .collect();
        json!({ "title": remedy.title, "is_safe": fix.applicability == Applicability::Safe, "edits": edits })
    };
    fix.remedies.iter().map(remedy).collect()
}
