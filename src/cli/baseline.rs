//! `--baseline`, `--write-baseline`, `--prune-baseline`: the file of known findings around a run.

use std::collections::BTreeSet;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::arguments::BaselineArguments;
use super::{Console, walk, write};
use crate::check::baseline::{Baseline, Met};
use crate::config::{self, absolute};
use crate::finding::Finding;
use crate::report::full::counted;
use crate::report::{Notice, Texts};
use crate::text::{MAX_SOURCE_BYTES, Source};

/// The baseline of a run, and what the run met of it.
pub(super) struct Kept {
    baseline: Baseline,
    path: PathBuf,
    /// The folder of the file, from the root: names of texts in it are relative to this.
    folder: PathBuf,
    task: Task,
    tally: Mutex<Tally>,
}

/// What happens to the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Task {
    Read,
    Write,
    Prune,
}

/// What the texts of a run gave, in no order.
#[derive(Default)]
struct Tally {
    met: Met,
    checked: BTreeSet<String>,
}

impl Kept {
    /// The baseline that the arguments name, if any.
    pub(super) fn open(arguments: &BaselineArguments) -> Result<Option<Self>, Notice> {
        let Some(path) = arguments.baseline.clone() else { return Ok(None) };
        let task = match (arguments.write_baseline, arguments.prune_baseline) {
            (true, _) => Task::Write,
            (_, true) => Task::Prune,
            _ => Task::Read,
        };
        let baseline = match config::read_at_most(&path, MAX_SOURCE_BYTES as u64) {
            Ok(text) => Baseline::parse(&text).map_err(|malformed| Notice {
                path: walk::name_of(&path),
                span: Some(malformed.span),
                message: format!("this is no baseline: {}", malformed.message),
                help: "take it from version control again, or write a new one with --write-baseline".into(),
                text: Some(text.into()),
            })?,
            Err(error) if error.kind() == ErrorKind::NotFound && task == Task::Write => Baseline::default(),
            Err(error) => {
                return Err(Notice {
                    path: walk::name_of(&path),
                    text: None,
                    span: None,
                    message: format!("this baseline cannot be read: {error}"),
                    help: "--write-baseline makes it from what is found today".into(),
                });
            }
        };
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        Ok(Some(Self { baseline, folder: absolute(&folder), path, task, tally: Mutex::default() }))
    }

    /// Parts the findings of a text into the new ones and the known ones.
    pub(super) fn part(&self, name: &str, findings: Vec<Finding>, texts: &Texts<'_>) -> (Vec<Finding>, Vec<Finding>) {
        let name = self.name_of(name);
        let mut parted = self.baseline.part(&name, findings, |path| texts.text(path));
        let mut tally = self.tally.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        tally.met.add(parted.met);
        tally.checked.insert(name);
        if self.task == Task::Write {
            // What is written down now is known from now on.
            parted.known.append(&mut parted.new);
        }
        (parted.new, parted.known)
    }

    /// Whether a finding is one that the baseline knows; which of several twins it is does not matter.
    pub(super) fn knows(&self, finding: &Finding, source: &Source) -> bool {
        self.baseline.knows(&self.name_of(source.name()), finding, |_| Some(source.text()))
    }

    /// What the baseline calls a text: its path from the baseline's folder, wherever the command was run.
    fn name_of(&self, name: &str) -> String {
        let path = absolute(Path::new(name));
        path.strip_prefix(&self.folder).map_or_else(|_| name.to_owned(), walk::name_of)
    }

    /// Writes what the task asks for, and says what became of the baseline. Where rules or settings were at fault,
    /// what was found is not all that they would find, and the file stays as it is.
    pub(super) fn close(self, is_by_the_rules: bool, console: &mut Console) -> io::Result<Result<(), Notice>> {
        if !is_by_the_rules && self.task != Task::Read {
            return Ok(Err(Notice {
                path: walk::name_of(&self.path),
                text: None,
                span: None,
                message: "this baseline was left as it is, because of the faults in rules or settings".into(),
                help: "mend them and run the command again".into(),
            }));
        }
        let Tally { met, checked } = self.tally.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut baseline = self.baseline;
        let name = walk::name_of(&self.path);
        let is_checked = |path: &str| checked.contains(path);
        let findings = |count: usize| counted(count, "finding");
        let said = match self.task {
            Task::Read => match baseline.prune(&met, is_checked) {
                0 => return Ok(Ok(())),
                1 => format!("1 finding of {name} is gone; --prune-baseline takes it out"),
                gone => format!("{gone} findings of {name} are gone; --prune-baseline takes them out"),
            },
            Task::Prune => {
                let gone = baseline.prune(&met, is_checked);
                format!("{} taken out of {name}, {} left", findings(gone), baseline.len())
            }
            Task::Write => {
                baseline.take_over(met, is_checked);
                format!("{} written to {name}", findings(baseline.len()))
            }
        };
        if self.task != Task::Read
            && let Err(error) = write::replace(&self.path, baseline.to_json().as_bytes())
        {
            return Ok(Err(Notice {
                path: name,
                text: None,
                span: None,
                message: format!("this baseline cannot be written: {error}"),
                help: "name a file in a folder that exists and may be written to".into(),
            }));
        }
        if !console.quiet {
            writeln!(console.errors, "{said}")?;
        }
        Ok(Ok(()))
    }
}
