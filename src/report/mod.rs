//! Findings, facts and faults → output, one file per format.
//!
//! Comes in: what the layers before have understood and found, and the texts that it points into. Goes out:
//! text, in colour or not, or JSON. Nothing here looks for a string in a source: every place is a span that
//! was carried here from the parser. Knows nothing of files, terminals and streams.

pub mod checkstyle;
pub mod concise;
pub mod facts;
pub mod facts_table;
pub mod full;
pub mod github;
pub mod gitlab;
pub mod grouped;
pub mod json;
pub mod junit;
pub mod rdjson;
pub mod sarif;
pub mod sheet;
pub mod statistics;
pub mod table;
pub mod value;

mod checked;
mod excerpt;
mod frame;
mod texts;
mod visible;
mod xml;

pub use checked::Checked;
pub use frame::Frame;
pub use texts::Texts;

use std::sync::Arc;

/// Something that could not be used: a rule file, a configuration, a source, an argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// File or argument at fault.
    pub path: String,
    /// Its text, where there is one to point into; shared by all that is wrong with it.
    pub text: Option<Arc<str>>,
    /// The bytes of `text` that are at fault.
    pub span: Option<std::ops::Range<usize>>,
    /// What is wrong.
    pub message: String,
    /// The way out.
    pub help: String,
}
