//! What is wrong inside a string of a rule file.

use std::ops::Range;

/// Something wrong at a place of a string that is still to be found in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Complaint {
    /// Bytes of the string, after its escapes are resolved.
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Complaint {
    pub(super) fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), help: None }
    }

    pub(super) fn help(mut self, help: impl Into<Option<String>>) -> Self {
        self.help = help.into();
        self
    }
}

/// A noun with its article: `an interval`.
pub(super) fn a(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}
