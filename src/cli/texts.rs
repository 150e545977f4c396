//! Every text that the arguments name, worked on side by side and answered in order.
//!
//! `check` and `facts` differ in what they draw for one text and in nothing else: where texts come from, how
//! their output is joined, and what happens to those that cannot be read is settled here for both.

use std::io::{self, BufRead, Read as _, Write};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::Value as Json;

use super::arguments::{InputArguments, OutputFormat, StdinFormat};
use super::records::{self, Broken};
use super::{Console, read, walk};
use crate::config::{Desks, Settled};
use crate::report::full::Counts;
use crate::report::{Notice, json};
use crate::text::Source;

/// Files that are worked on at a time; bounds how many texts are held at once.
const CHUNK: usize = 256;

/// What one text gave.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// Findings or facts in the output format; entries of a JSON array are joined by commas.
    pub(super) text: String,
    /// How many findings.
    pub(super) counts: Counts,
    /// Whether one is bad enough for exit code 1.
    pub(super) fails: bool,
}

/// What all texts gave.
#[derive(Debug, Default)]
pub(super) struct Total {
    pub(super) counts: Counts,
    pub(super) fails: bool,
    /// Texts, records and folders that could not be used.
    pub(super) faults: usize,
}

/// The array of a JSON document that entries go into.
#[derive(Debug, Clone, Copy)]
pub(super) enum List {
    Findings,
    Facts,
}

/// Draws every text and writes it in order; `draw` runs on many threads.
pub(super) fn answer(
    input: &InputArguments,
    desks: Desks,
    format: OutputFormat,
    list: List,
    console: &mut Console,
    draw: impl Fn(&Settled, &Source, Option<&Json>) -> Drawn + Sync,
) -> io::Result<Total> {
    let stdin = console.take_input();
    let mut writer = Writer { console, format, has_entries: false, total: Total::default(), broken: 0 };
    if format == OutputFormat::Json {
        let list = match list {
            List::Findings => "findings",
            List::Facts => "facts",
        };
        write!(writer.console.output, "{{\"version\":{},\"{list}\":[", json::VERSION)?;
    }
    match input.stdin_format {
        StdinFormat::Text => of_files(input, desks, stdin, &mut writer, draw)?,
        StdinFormat::Ndjson => of_records(input, &desks, stdin, &mut writer, draw)?,
    }
    if format == OutputFormat::Json {
        let end = if writer.has_entries { "\n]}\n" } else { "]}\n" };
        writer.console.output.write_all(end.as_bytes())?;
    }
    writer.console.output.flush()?;
    writer.finish()
}

fn of_files(
    input: &InputArguments,
    desks: Desks,
    mut stdin: Box<dyn BufRead + Send>,
    writer: &mut Writer<'_>,
    draw: impl Fn(&Settled, &Source, Option<&Json>) -> Drawn + Sync,
) -> io::Result<()> {
    let draw = |name: &str, settled: &Settled, bytes: Vec<u8>| {
        let source = read::source(name, bytes)?;
        Ok(draw(settled, &source.with_date(input.date.clone()).with_locale(settled.locale.clone()), None))
    };
    let desks = Arc::new(desks);
    let found = walk::find(&input.paths(), &desks);
    let of_stdin = found.stdin.then(|| match &input.stdin_filename {
        Some(name) => desks.for_text(Path::new(name)),
        None => desks.for_folder(Path::new(".")),
    });
    if found.files.is_empty() && !found.stdin {
        // What is wrong with the configuration and the arguments is said even if there is nothing to check.
        let _ = desks.house(Path::new("."));
    }
    for fault in desks.take_faults().iter().chain(&found.faults) {
        writer.fault(fault)?;
    }
    if let Some(settled) = of_stdin {
        let mut bytes = Vec::new();
        stdin.read_to_end(&mut bytes)?;
        writer.write(draw(input.stdin_filename.as_deref().unwrap_or("-"), &settled, bytes))?;
    }
    for files in found.files.chunks(CHUNK) {
        let results: Vec<_> = files
            .par_iter()
            .map(|file| file.read().and_then(|bytes| draw(&file.name, &desks.for_text(&file.path), bytes)))
            .collect();
        for result in results {
            writer.write(result)?;
        }
    }
    Ok(())
}

fn of_records(
    input: &InputArguments,
    desks: &Desks,
    stdin: Box<dyn BufRead + Send>,
    writer: &mut Writer<'_>,
    draw: impl Fn(&Settled, &Source, Option<&Json>) -> Drawn + Sync,
) -> io::Result<()> {
    if let Some(path) = input.paths.iter().find(|path| path.as_os_str() != "-") {
        return writer.fault(&Notice {
            path: walk::name_of(path),
            text: None,
            span: None,
            message: "records are read from standard input only".into(),
            help: "write `-` instead, and send the file in: `copydesk check --stdin-format ndjson - < FILE`".into(),
        });
    }
    let settled = desks.for_folder(Path::new("."));
    for fault in desks.take_faults() {
        writer.fault(&fault)?;
    }
    let defaults = records::Defaults { date: input.date.clone(), locale: settled.locale.clone() };
    records::answer_all(
        stdin,
        &defaults,
        |asked| draw(&settled, &asked.source, Some(&asked.id)),
        |answers| {
            for answer in answers {
                match answer {
                    Ok(drawn) => writer.write(Ok(drawn))?,
                    Err(broken) => writer.broken(&broken)?,
                }
            }
            // Whoever sent the records may be waiting for these before the next ones.
            writer.console.output.flush()
        },
    )
}

/// Joins what is drawn, and counts.
struct Writer<'c> {
    console: &'c mut Console,
    format: OutputFormat,
    has_entries: bool,
    total: Total,
    broken: usize,
}

impl Writer<'_> {
    fn write(&mut self, result: Result<Drawn, Notice>) -> io::Result<()> {
        let drawn = match result {
            Ok(drawn) => drawn,
            Err(fault) => return self.fault(&fault),
        };
        self.total.counts += drawn.counts;
        self.total.fails |= drawn.fails;
        let output = &mut self.console.output;
        if self.format == OutputFormat::Json && !drawn.text.is_empty() {
            output.write_all(if self.has_entries { b",\n" } else { b"\n" })?;
            self.has_entries = true;
        }
        output.write_all(drawn.text.as_bytes())
    }

    fn fault(&mut self, fault: &Notice) -> io::Result<()> {
        self.total.faults += 1;
        self.console.fault(fault, self.format)
    }

    /// A broken record is answered in its place where answers are lines, and said on standard error otherwise.
    fn broken(&mut self, broken: &Broken) -> io::Result<()> {
        if self.format == OutputFormat::JsonLines {
            self.total.faults += 1;
            self.broken += 1;
            return writeln!(self.console.output, "{}", to_json(broken));
        }
        self.fault(&Notice {
            path: format!("line {} of standard input", broken.line),
            text: None,
            span: None,
            message: broken.error.clone(),
            help: BROKEN_HELP.into(),
        })
    }

    fn finish(self) -> io::Result<Total> {
        if self.broken > 0 {
            let noun = if self.broken == 1 { "line is no record" } else { "lines are no records" };
            let notice = Notice {
                path: "standard input".into(),
                text: None,
                span: None,
                message: format!("{} {noun}; each has an answer with its number and `error`", self.broken),
                help: BROKEN_HELP.into(),
            };
            self.console.fault(&notice, self.format)?;
        }
        Ok(self.total)
    }
}

const BROKEN_HELP: &str = "a record is one JSON object on one line: {\"id\": …, \"text\": …}, with `date`, `locale` and `format` if they are known";

/// Structs of strings and numbers always have a JSON form.
pub(super) fn to_json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Entries of a JSON array.
pub(super) fn joined(entries: impl Iterator<Item = impl Serialize>) -> String {
    entries.map(|entry| to_json(&entry)).collect::<Vec<_>>().join(",\n")
}

/// One JSON object a line.
pub(super) fn in_lines(entries: impl Iterator<Item = impl Serialize>) -> String {
    entries.map(|entry| to_json(&entry) + "\n").collect()
}
