//! Every text that the arguments name, worked on side by side and answered in order.
//!
//! `check` and `facts` differ in what they draw for one text and in nothing else: where texts come from, how
//! their output is joined, and what happens to those that cannot be read is settled here for both.

use std::fs::File;
use std::io::{self, BufRead, BufWriter, Read as _, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use rayon::prelude::*;
use serde_json::Value as Json;

use super::arguments::{InputArguments, StdinFormat};
use super::console::Named;
use super::progress::Progress;
use super::records::{self, Broken};
use super::{Console, read, walk};
use crate::config::{self, Desks, Settled};
use crate::fact::Row;
use crate::report::facts_table::parquet;
use crate::report::full::{Counts, counted};
use crate::report::json::to_json;
use crate::report::statistics::Statistics;
use crate::report::{Frame, Notice};
use crate::text::{MAX_SOURCE_BYTES, Source};

/// Files that are worked on at a time; bounds how many texts are held at once.
pub(super) const CHUNK: usize = 256;

/// Where a text comes from.
#[derive(Debug, Clone, Copy)]
pub(super) enum Origin<'a> {
    /// The file at that path.
    File(&'a Path),
    /// Standard input, all of it.
    Stdin,
    /// The record with that id.
    Record(&'a Json),
}

/// What one text gave.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// Findings or facts, one for each [`Sink`]; entries of a JSON array are joined by commas.
    pub(super) texts: Vec<String>,
    /// How many findings.
    pub(super) counts: Counts,
    /// How many of each rule.
    pub(super) statistics: Statistics,
    /// Whether one is bad enough for exit code 1.
    pub(super) fails: bool,
    /// How many were put right.
    pub(super) fixed: usize,
    /// How many another run would put right.
    pub(super) left: usize,
    /// Rows of the facts table, for a sink that takes them.
    pub(super) rows: Vec<Row>,
    /// What could not be done with the text, though it was read.
    pub(super) fault: Option<Notice>,
}

/// What all texts gave.
#[derive(Debug, Default)]
pub(super) struct Total {
    pub(super) counts: Counts,
    pub(super) statistics: Statistics,
    pub(super) fails: bool,
    /// Findings that were put right, and in how many texts.
    pub(super) fixed: (usize, usize),
    /// Findings that another run would put right.
    pub(super) left: usize,
    /// Texts, records and folders that could not be used.
    pub(super) faults: usize,
    /// Whether the rules and settings were all that they say to be.
    pub(super) is_by_the_rules: bool,
}

/// One of the documents that a run writes.
pub(super) struct Sink {
    /// The file it goes to; standard output if there is none.
    file: Option<BufWriter<Named<File>>>,
    frame: Frame,
    /// Whether each record is answered by one line.
    answers_lines: bool,
    has_entries: bool,
    /// Takes rows in place of texts.
    table: Option<parquet::Writer<BufWriter<Named<File>>>>,
}

impl Sink {
    /// A document on standard output.
    pub(super) const fn shown(frame: Frame, answers_lines: bool) -> Self {
        Self { file: None, frame, answers_lines, has_entries: false, table: None }
    }

    /// A document in a new file, or in place of the old one.
    pub(super) fn file(path: &Path, frame: Frame, answers_lines: bool) -> Result<Self, Notice> {
        Ok(Self { file: Some(BufWriter::new(create(path)?)), ..Self::shown(frame, answers_lines) })
    }

    /// The facts table in a new file, or in place of the old one.
    pub(super) fn table(path: &Path) -> Result<Self, Notice> {
        let file = BufWriter::new(create(path)?);
        let table = parquet::Writer::new(file).map_err(|error| unwritable(path, &error))?;
        Ok(Self { table: Some(table), ..Self::shown(Frame::plain(), false) })
    }

    fn open(&mut self, console: &mut Console) -> io::Result<()> {
        let opening = std::mem::take(&mut self.frame.opening);
        self.stream(console).write_all(opening.as_bytes())
    }

    fn write(&mut self, text: &str, console: &mut Console) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        let (is_list, has_entries) = (self.frame.is_list, self.has_entries);
        self.has_entries = true;
        let stream = self.stream(console);
        if is_list {
            stream.write_all(if has_entries { b",\n" } else { b"\n" })?;
        }
        stream.write_all(text.as_bytes())
    }

    fn close(&mut self, faults: &[Notice], console: &mut Console) -> io::Result<()> {
        if let Some(table) = self.table.take() {
            return table.finish();
        }
        let closing = (self.frame.closing)(faults);
        let ends_line = self.frame.is_list && self.has_entries;
        let stream = self.stream(console);
        if ends_line {
            stream.write_all(b"\n")?;
        }
        stream.write_all(closing.as_bytes())?;
        stream.flush()
    }

    fn stream<'s>(&'s mut self, console: &'s mut Console) -> &'s mut dyn Write {
        match &mut self.file {
            Some(file) => file,
            None => &mut console.output,
        }
    }
}

fn create(path: &Path) -> Result<Named<File>, Notice> {
    File::create(path).map(|file| Named::new(walk::name_of(path), file)).map_err(|error| unwritable(path, &error))
}

fn unwritable(path: &Path, error: &io::Error) -> Notice {
    Notice {
        path: walk::name_of(path),
        text: None,
        span: None,
        message: format!("this report cannot be written: {error}"),
        help: "name a file in a folder that exists and may be written to".into(),
    }
}

/// Draws every text and writes it in order into every sink; `draw` runs on many threads.
pub(super) fn answer(
    input: &InputArguments,
    desks: &Arc<Desks>,
    sinks: Vec<Sink>,
    console: &mut Console,
    draw: impl Fn(&Settled, &Source, Origin<'_>) -> Result<Drawn, Notice> + Sync,
) -> io::Result<Total> {
    let stdin = console.take_input();
    let mut writer = Writer { console, sinks, faults: Vec::new(), total: Total::default(), broken: 0 };
    for sink in &mut writer.sinks {
        sink.open(writer.console)?;
    }
    match input.stdin_format {
        StdinFormat::Text => of_files(input, desks, stdin, &mut writer, draw)?,
        StdinFormat::Ndjson => of_records(input, desks, stdin, &mut writer, draw)?,
    }
    writer.finish()
}

fn of_files(
    input: &InputArguments,
    desks: &Arc<Desks>,
    stdin: Box<dyn BufRead + Send>,
    writer: &mut Writer<'_>,
    draw: impl Fn(&Settled, &Source, Origin<'_>) -> Result<Drawn, Notice> + Sync,
) -> io::Result<()> {
    let draw = |name: &str, settled: &Settled, bytes: Vec<u8>, origin: Origin<'_>| {
        let source = read::source(name, bytes)?;
        draw(settled, &source.with_date(input.date.clone()).with_locale(settled.locale.clone()), origin)
    };
    let started = Instant::now();
    let found = walk::find(&input.paths, desks);
    let of_stdin = found.stdin.then(|| match &input.stdin_filename {
        Some(name) => desks.for_text(Path::new(name)),
        None => desks.for_folder(Path::new(".")),
    });
    if found.files.is_empty() && !found.stdin {
        // What is wrong with the configuration and the arguments is said even if there is nothing to check.
        let _ = desks.house(Path::new("."));
    }
    let of_settings = desks.take_faults();
    writer.total.is_by_the_rules = of_settings.is_empty();
    for fault in of_settings.iter().chain(&found.faults) {
        writer.fault(fault)?;
    }
    for remark in &found.remarks {
        writer.console.remark(remark)?;
    }
    if let Some(settled) = of_stdin {
        let mut bytes = Vec::new();
        stdin.take(MAX_SOURCE_BYTES as u64 + 1).read_to_end(&mut bytes)?;
        writer.write(draw(input.stdin_filename.as_deref().unwrap_or("-"), &settled, bytes, Origin::Stdin))?;
    }
    let mut progress = Progress::new(found.files.len(), writer.console.is_watched());
    for files in found.files.chunks(CHUNK) {
        let results: Vec<_> = files
            .par_iter()
            .map(|file| {
                let settled = desks.for_text(&file.path);
                let origin = Origin::File(&file.path);
                let drawn = file.read().and_then(|bytes| draw(&file.name, &settled, bytes, origin));
                progress.advance();
                drawn
            })
            .collect();
        progress.make_way(|| {
            results.into_iter().try_for_each(|result| writer.write(result))?;
            writer.console.output.flush()
        })?;
    }
    progress.end();
    for idle in desks.idle_suppressions() {
        writer.console.remark(&idle)?;
    }
    if writer.console.verbose {
        let names: Vec<String> = desks.configurations().iter().map(|path| config::shown(path)).collect();
        let names = if names.is_empty() { "no configuration".to_owned() } else { names.join(", ") };
        let files = counted(found.files.len() + usize::from(found.stdin), "file");
        let seconds = started.elapsed().as_secs_f64();
        writeln!(writer.console.errors, "read {files} under {names} in {seconds:.2} s")?;
    }
    Ok(())
}

fn of_records(
    input: &InputArguments,
    desks: &Desks,
    stdin: Box<dyn BufRead + Send>,
    writer: &mut Writer<'_>,
    draw: impl Fn(&Settled, &Source, Origin<'_>) -> Result<Drawn, Notice> + Sync,
) -> io::Result<()> {
    if let Some(fault) = records::named(input) {
        return writer.fault(&fault);
    }
    let settled = desks.for_folder(Path::new("."));
    for fault in desks.take_faults() {
        writer.fault(&fault)?;
    }
    let defaults = records::Defaults::of(input, &settled);
    records::answer_all(
        stdin,
        &defaults,
        |asked| draw(&settled, &asked.source, Origin::Record(&asked.id)),
        |answers| {
            for answer in answers {
                match answer {
                    Ok(drawn) => writer.write(drawn)?,
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
    sinks: Vec<Sink>,
    /// What could not be used so far.
    faults: Vec<Notice>,
    total: Total,
    broken: usize,
}

impl Writer<'_> {
    fn write(&mut self, result: Result<Drawn, Notice>) -> io::Result<()> {
        let mut drawn = match result {
            Ok(drawn) => drawn,
            Err(fault) => return self.fault(&fault),
        };
        self.total.counts += drawn.counts;
        self.total.statistics += drawn.statistics;
        self.total.fails |= drawn.fails;
        self.total.fixed.0 += drawn.fixed;
        self.total.fixed.1 += usize::from(drawn.fixed > 0);
        self.total.left += drawn.left;
        for (sink, text) in self.sinks.iter_mut().zip(&drawn.texts) {
            sink.write(text, self.console)?;
        }
        for table in self.sinks.iter_mut().filter_map(|sink| sink.table.as_mut()) {
            table.add(std::mem::take(&mut drawn.rows))?;
        }
        drawn.fault.map_or(Ok(()), |fault| self.fault(&fault))
    }

    fn fault(&mut self, fault: &Notice) -> io::Result<()> {
        self.total.faults += 1;
        self.faults.push(fault.clone());
        self.console.fault(fault)
    }

    /// A broken record is answered in its place where answers are lines, and said on standard error otherwise.
    fn broken(&mut self, broken: &Broken) -> io::Result<()> {
        let mut answered = false;
        for sink in self.sinks.iter_mut().filter(|sink| sink.answers_lines) {
            sink.write(&(to_json(broken) + "\n"), self.console)?;
            answered = true;
        }
        if answered {
            self.total.faults += 1;
            self.broken += 1;
            return Ok(());
        }
        self.fault(&Notice {
            path: format!("line {} of standard input", broken.line),
            text: None,
            span: None,
            message: broken.error.clone(),
            help: BROKEN_HELP.into(),
        })
    }

    fn finish(mut self) -> io::Result<Total> {
        for sink in &mut self.sinks {
            sink.close(&self.faults, self.console)?;
        }
        if self.broken > 0 {
            let noun = if self.broken == 1 { "line is no record" } else { "lines are no records" };
            let notice = Notice {
                path: "standard input".into(),
                text: None,
                span: None,
                message: format!("{} {noun}; each has an answer with its number and `error`", self.broken),
                help: BROKEN_HELP.into(),
            };
            self.console.fault(&notice)?;
        }
        Ok(self.total)
    }
}

const BROKEN_HELP: &str = "a record is one JSON object on one line: {\"id\": …, \"text\": …}, with `date`, `locale` and `format` if they are known";
