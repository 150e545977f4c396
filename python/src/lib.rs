//! What the Python package `copydesk` calls. Its users see `copydesk/`, written in Python over this; everything here
//! gives up Python's lock while it reads and judges.

mod batch;
mod checker;
mod corpus;
mod place;
mod record;

use pyo3::create_exception;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

create_exception!(
    copydesk,
    ConfigError,
    PyValueError,
    "A configuration, a rule file or a choice of rules that cannot be used.\n\nIts text is what `copydesk check` prints: \
     the place, what is wrong there, and a way out, for every fault that was found."
);

/// The native part of `copydesk`.
#[pymodule]
mod _native {
    #[pymodule_export]
    use super::ConfigError;
    #[pymodule_export]
    use super::batch::findings_schema;
    #[pymodule_export]
    use super::checker::{Checker, config_toml};
    #[pymodule_export]
    use super::corpus::{blocks_schema, corpus_findings_schema, facts_schema};
}
