//! `--fix`, `--unsafe-fixes`, `--diff`: corrected texts, and where they go.

use std::fs;
use std::path::Path;

use similar::TextDiff;

use super::arguments::FixArguments;
use super::texts::Origin;
use super::{walk, write};
use crate::check::Desk;
use crate::finding::Finding;
use crate::fix::{Fixed, Wanted, fix};
use crate::report::Notice;
use crate::text::{Format, Source};

/// What is done with fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Task {
    wanted: Wanted,
    /// Whether the changes are shown instead of made.
    pub(super) is_dry: bool,
}

/// A text after its fixes.
pub(super) struct Corrected {
    pub(super) fixed: Fixed,
    /// What standard output gets in place of a report.
    pub(super) shown: Option<String>,
}

impl Task {
    /// What the arguments ask for, if anything.
    pub(super) fn of(arguments: &FixArguments) -> Option<Self> {
        let wanted = if arguments.unsafe_fixes { Wanted::Unsafe } else { Wanted::Safe };
        (arguments.fix || arguments.diff).then_some(Self { wanted, is_dry: arguments.diff })
    }

    /// Corrects a text, and the file that it came from unless the changes are only shown.
    pub(super) fn run(
        self,
        desk: &Desk,
        source: &Source,
        origin: Origin<'_>,
        is_open: impl Fn(&Finding, &Source) -> bool,
    ) -> Result<Corrected, Notice> {
        let name = source.name();
        if source.format() == Format::Docx {
            return Err(refusal(name, "the words of a packed document cannot be changed in place".into()));
        }
        let copy = source.with_text(source.text()).map_err(|error| refusal(name, error.to_string()))?;
        let fixed = fix(desk, copy, self.wanted, is_open);
        let (before, after) = (source.text(), fixed.source.text());
        let shown = match origin {
            _ if self.is_dry => Some(if before == after { String::new() } else { diff(name, before, after) }),
            Origin::Stdin => Some(after.to_owned()),
            Origin::Record(_) => {
                return Err(refusal(name, "records are not files: their fixes are in the answers".into()));
            }
            Origin::File(path) if before != after => {
                put_in_place(path, before, after)?;
                None
            }
            Origin::File(_) => None,
        };
        Ok(Corrected { fixed, shown })
    }
}

/// Writes a corrected text over the one that it was made from, and over no other.
pub(super) fn put_in_place(path: &Path, before: &str, after: &str) -> Result<(), Notice> {
    let name = walk::name_of(path);
    let now = fs::read(path).map_err(|error| refusal(&name, format!("it cannot be read again: {error}")))?;
    if now != before.as_bytes() {
        return Err(refusal(&name, "it was changed while it was being checked".into()));
    }
    write::replace(path, after.as_bytes()).map_err(|error| refusal(&name, format!("it cannot be written: {error}")))
}

fn refusal(name: &str, why: String) -> Notice {
    Notice {
        path: name.to_owned(),
        text: None,
        span: None,
        message: format!("this text was not fixed: {why}"),
        help: "the file is as it was; leave --fix out to see its findings, or try again".into(),
    }
}

/// The changes in the form that `patch` and `git apply` read.
fn diff(name: &str, before: &str, after: &str) -> String {
    let (old, new) = (format!("a/{name}"), format!("b/{name}"));
    TextDiff::from_lines(before, after).unified_diff().context_radius(3).header(&old, &new).to_string()
}
