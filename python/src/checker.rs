//! A desk that Python can hold.

use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use arrow_pyarrow::PyArrowType;
use copydesk::check::Desk;
use copydesk::config::{Desks, Overlay, Settled, checked_date, checked_format, checked_locale};
use copydesk::corpus::Row;
use copydesk::finding::{Confidence, Finding};
use copydesk::report::Notice;
use copydesk::report::full::{self, Style};
use copydesk::rule::Rule;
use copydesk::text::Source;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::ConfigError;
use crate::record::{self, FactRecord, FindingRecord};
use crate::{batch, corpus};

/// Rules and word lists, read once and used for every text, on every thread.
#[pyclass(frozen, module = "copydesk._native")]
pub(crate) struct Checker {
    desks: Desks,
    /// What holds for texts without a path.
    settled: Settled,
}

/// A text and what is said of it outside; `None` where nothing is said.
pub(crate) struct Document<'a> {
    pub(crate) name: &'a str,
    pub(crate) text: &'a str,
    pub(crate) date: Option<&'a str>,
    pub(crate) locale: Option<&'a str>,
    pub(crate) format: Option<&'a str>,
}

impl Document<'_> {
    fn source(&self, locale: Option<&str>) -> Result<Source, String> {
        let date = self.date.map(checked_date).transpose()?;
        let locale = self.locale.map(checked_locale).transpose()?.or_else(|| locale.map(str::to_owned));
        let format = self.format.map(checked_format).transpose()?;
        let source = Source::new(self.name, self.text).map_err(|error| error.to_string())?;
        Ok(source.with_date(date).with_locale(locale).with_format(format))
    }
}

#[pymethods]
impl Checker {
    #[new]
    #[pyo3(signature = (*, config, config_toml, rules, select, ignore))]
    fn new(
        py: Python<'_>,
        config: Option<PathBuf>,
        config_toml: Option<String>,
        rules: Vec<PathBuf>,
        select: Vec<String>,
        ignore: Vec<String>,
    ) -> PyResult<Self> {
        let overlay = Overlay {
            // Only what is said here decides: not the folder that a notebook happens to run in.
            isolated: config.is_none() && config_toml.is_none(),
            config,
            config_text: config_toml,
            rules,
            select,
            ignore,
            ..Overlay::default()
        };
        py.detach(|| {
            let desks = Desks::new(overlay);
            let settled = desks.for_folder(Path::new(""));
            let faults = desks.take_faults();
            if faults.is_empty() { Ok(Self { desks, settled }) } else { Err(ConfigError::new_err(drawn(faults))) }
        })
    }

    /// Findings on a text.
    #[pyo3(signature = (text, *, date, locale, format, path))]
    fn check(
        &self,
        py: Python<'_>,
        text: &str,
        date: Option<&str>,
        locale: Option<&str>,
        format: Option<&str>,
        path: Option<&str>,
    ) -> PyResult<Vec<FindingRecord>> {
        py.detach(|| {
            let settled = self.settled_for(path);
            let source = source(text, date, locale, format, path, &settled)?;
            Ok(record::findings(&source, &shown_findings(&settled, &source)))
        })
    }

    /// Facts of a text.
    #[pyo3(signature = (text, *, date, locale, format, path))]
    fn facts(
        &self,
        py: Python<'_>,
        text: &str,
        date: Option<&str>,
        locale: Option<&str>,
        format: Option<&str>,
        path: Option<&str>,
    ) -> PyResult<Vec<FactRecord>> {
        py.detach(|| {
            let settled = self.settled_for(path);
            let source = source(text, date, locale, format, path, &settled)?;
            Ok(record::facts(&settled.desk.read(&source)))
        })
    }

    /// Findings on a batch of documents.
    #[pyo3(signature = (documents, *, parallel))]
    fn check_batch(
        &self,
        py: Python<'_>,
        documents: PyArrowType<RecordBatch>,
        parallel: bool,
    ) -> PyResult<PyArrowType<RecordBatch>> {
        py.detach(|| batch::findings(self, &documents.0, parallel)).map(PyArrowType)
    }

    /// Facts of a batch of documents.
    #[pyo3(signature = (documents, *, parallel))]
    fn facts_batch(
        &self,
        py: Python<'_>,
        documents: PyArrowType<RecordBatch>,
        parallel: bool,
    ) -> PyResult<PyArrowType<RecordBatch>> {
        py.detach(|| corpus::facts(self, &documents.0, parallel)).map(PyArrowType)
    }

    /// Facts under the keys of the blocks in which rules compare them.
    fn keyed(&self, py: Python<'_>, facts: PyArrowType<RecordBatch>) -> PyResult<PyArrowType<RecordBatch>> {
        py.detach(|| corpus::keyed(self, &facts.0)).map(PyArrowType)
    }

    /// The same without what is too much to be compared.
    #[staticmethod]
    fn thinned(py: Python<'_>, blocks: PyArrowType<Vec<RecordBatch>>) -> PyResult<PyArrowType<RecordBatch>> {
        py.detach(|| corpus::thinned(&blocks.0)).map(PyArrowType)
    }

    /// Findings across the documents of whole blocks.
    fn check_blocks(
        &self,
        py: Python<'_>,
        blocks: PyArrowType<Vec<RecordBatch>>,
    ) -> PyResult<PyArrowType<RecordBatch>> {
        py.detach(|| corpus::check(self, &blocks.0)).map(PyArrowType)
    }

    /// Ids of the rules that run.
    #[getter]
    fn rules(&self) -> Vec<&str> {
        self.settled.desk.rules.iter().map(Rule::id).collect()
    }
}

impl Checker {
    /// A document that has no path of its own.
    pub(crate) fn findings_of(&self, document: &Document<'_>) -> Result<Vec<FindingRecord>, String> {
        let source = document.source(self.settled.locale.as_deref())?;
        Ok(record::findings(&source, &shown_findings(&self.settled, &source)))
    }

    /// The rows of the facts table of a document that has no path of its own.
    pub(crate) fn rows_of(&self, document: &Document<'_>) -> Result<Vec<Row>, String> {
        let source = document.source(self.settled.locale.as_deref())?;
        Ok(copydesk::corpus::facts(&self.settled.desk, &source))
    }

    pub(crate) fn all_rules(&self) -> impl Iterator<Item = &Rule> {
        self.settled.desk.rules.iter()
    }

    pub(crate) fn desk(&self) -> &Desk {
        &self.settled.desk
    }

    pub(crate) fn min_confidence(&self) -> Confidence {
        self.settled.min_confidence
    }

    fn settled_for(&self, path: Option<&str>) -> Settled {
        path.map_or_else(|| self.settled.clone(), |path| self.desks.for_text(Path::new(path)))
    }
}

fn source(
    text: &str,
    date: Option<&str>,
    locale: Option<&str>,
    format: Option<&str>,
    path: Option<&str>,
    settled: &Settled,
) -> PyResult<Source> {
    // Without a path nothing says what the text is, and a guess would be one.
    let format = format.or_else(|| path.is_none().then_some("plain"));
    let document = Document { name: path.unwrap_or("-"), text, date, locale, format };
    document.source(settled.locale.as_deref()).map_err(PyValueError::new_err)
}

fn shown_findings(settled: &Settled, source: &Source) -> Vec<Finding> {
    let mut findings = settled.desk.check(source);
    findings.retain(|finding| finding.confidence >= settled.min_confidence);
    findings
}

fn drawn(faults: Vec<Notice>) -> String {
    let mut out = String::from("\n");
    for mut fault in faults {
        // An option of the command line is an argument here.
        fault.path = fault.path.trim_start_matches("--").to_owned();
        full::notice(&mut out, &fault, Style::default());
    }
    out
}

/// The TOML of a configuration that is given as a JSON object.
#[pyfunction]
pub(crate) fn config_toml(config: &str) -> PyResult<String> {
    let table: toml::Table = serde_json::from_str(config)
        .map_err(|error| ConfigError::new_err(format!("this is no configuration: {error}")))?;
    toml::to_string(&table).map_err(|error| ConfigError::new_err(error.to_string()))
}
