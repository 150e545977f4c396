//! Records: one JSON object a line in, one answer a line out, in the same order, however many there are.

use std::borrow::Cow;
use std::io::{self, BufRead, Read as _};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::arguments::InputArguments;
use super::walk;
use crate::config::{Settled, checked_date, checked_format, checked_locale};
use crate::report::Notice;
use crate::text::{Source, mended};

/// Records that are answered at a time, side by side.
const CHUNK: usize = 256;
/// A chunk is closed early once it holds this many bytes, and no more than these wait to be put into one, so that memory
/// stays bounded.
const CHUNK_BYTES: usize = 16 << 20;
/// Longest line, 64 MiB: a text that fills it has ten million words.
pub(super) const MAX_LINE_BYTES: usize = 64 << 20;

/// A record as it comes in; further keys are nobody's business here.
#[derive(Deserialize)]
#[serde(expecting = "an object with `id` and `text`")]
struct Record<'r> {
    id: Json,
    #[serde(borrow)]
    text: Cow<'r, str>,
    date: Option<String>,
    locale: Option<String>,
    format: Option<String>,
}

/// A record that can be answered.
#[derive(Debug)]
pub(super) struct Asked {
    /// As it was written, a string or a number.
    pub(super) id: Json,
    pub(super) source: Source,
    /// Where its line begins in the input.
    pub(super) start: u64,
}

/// A line that is no record.
#[derive(Debug, Serialize)]
pub(super) struct Broken {
    /// Its number, from 1.
    pub(super) line: usize,
    /// What is wrong with it.
    pub(super) error: String,
}

/// What holds for every record that does not say otherwise.
#[derive(Debug, Clone, Default)]
pub(super) struct Defaults {
    pub(super) date: Option<String>,
    pub(super) locale: Option<String>,
}

impl Defaults {
    /// Those of the command line and the configuration.
    pub(super) fn of(input: &InputArguments, settled: &Settled) -> Self {
        Self { date: input.date.clone(), locale: settled.locale.clone() }
    }
}

/// What is wrong with asking for the records of a file by its name.
pub(super) fn named(input: &InputArguments) -> Option<Notice> {
    let path = input.paths.iter().find(|path| path.as_os_str() != "-")?;
    Some(Notice {
        path: walk::name_of(path),
        text: None,
        span: None,
        message: "records are read from standard input only".into(),
        help: "write `-` instead, and send the file in: `copydesk check --stdin-format ndjson - < FILE`".into(),
    })
}

/// Answers every record: `answer` runs on many threads, `write` gets the answers of each chunk in order. A
/// chunk is what waits to be read, so that a program can ask, wait for the answer, and ask again.
pub(super) fn answer_all<T: Send>(
    input: Box<dyn BufRead + Send>,
    defaults: &Defaults,
    answer: impl Fn(Asked) -> T + Sync,
    mut write: impl FnMut(Vec<Result<T, Broken>>) -> io::Result<()>,
) -> io::Result<()> {
    let (sender, lines) = sync_channel(CHUNK);
    let waiting = Arc::new(Waiting::default());
    let room = Arc::clone(&waiting);
    // Not joined: when the reader of the answers has gone, nobody waits for the next record either.
    std::thread::spawn(move || {
        let mut input = input;
        let mut start = 0;
        for number in 1.. {
            let Some(read) = next_line(&mut input).transpose() else { return };
            let over = read.is_err();
            let line = read.map(|(words, length)| {
                let line = Line { number, start, words };
                start += length;
                line
            });
            room.enter(line.as_ref().map_or(0, Line::bytes));
            if sender.send(line).is_err() || over {
                return;
            }
        }
    });
    while let Some(Chunk { lines: chunk, failure }) = next_chunk(&lines, &waiting) {
        let answers: Vec<_> = chunk
            .into_par_iter()
            .filter_map(|Line { number, start, words }| {
                let asked = words.and_then(|words| parse(&words, number == 1, defaults)).transpose()?;
                Some(
                    asked.map(|asked| answer(Asked { start, ..asked })).map_err(|error| Broken { line: number, error }),
                )
            })
            .collect();
        write(answers)?;
        if let Some(error) = failure {
            return Err(error);
        }
    }
    Ok(())
}

/// A line, or why it is none that can be kept.
struct Line {
    /// From 1.
    number: usize,
    /// Its first byte in the input.
    start: u64,
    words: Result<Vec<u8>, String>,
}

impl Line {
    fn bytes(&self) -> usize {
        self.words.as_ref().map_or(0, Vec::len)
    }
}

/// A line as far as it is kept, and how many bytes it took.
type Read = (Result<Vec<u8>, String>, u64);

/// The next line with its end; `None` after the last one. Of one that is too long nothing is kept.
fn next_line(input: &mut impl BufRead) -> io::Result<Option<Read>> {
    let mut words = Vec::new();
    input.by_ref().take(MAX_LINE_BYTES as u64 + 1).read_until(b'\n', &mut words)?;
    if words.len() > MAX_LINE_BYTES && !words.ends_with(b"\n") {
        let length = words.len() + input.skip_until(b'\n')?;
        let error = format!("a record may have {} MiB, and this line has more", MAX_LINE_BYTES >> 20);
        return Ok(Some((Err(error), length as u64)));
    }
    let length = words.len() as u64;
    Ok((!words.is_empty()).then_some((Ok(words), length)))
}

/// How many bytes of lines have been read and are in no chunk yet.
#[derive(Default)]
struct Waiting {
    bytes: Mutex<usize>,
    fewer: Condvar,
}

impl Waiting {
    /// Waits until there is room for a line; one that is longer than all the room comes alone.
    fn enter(&self, line: usize) {
        let bytes = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = |bytes: &mut usize| *bytes > 0 && *bytes + line > CHUNK_BYTES;
        *self.fewer.wait_while(bytes, is_full).unwrap_or_else(PoisonError::into_inner) += line;
    }

    fn leave(&self, line: usize) {
        *self.bytes.lock().unwrap_or_else(PoisonError::into_inner) -= line;
        self.fewer.notify_one();
    }
}

/// Lines that are worked on together.
#[derive(Default)]
struct Chunk {
    lines: Vec<Line>,
    /// Why there are no more.
    failure: Option<io::Error>,
}

/// Waits for a line and takes those that are there already; `None` at the end.
fn next_chunk(incoming: &Receiver<io::Result<Line>>, waiting: &Waiting) -> Option<Chunk> {
    let mut chunk = Chunk::default();
    let mut bytes = 0;
    let mut next = incoming.recv().ok();
    while let Some(line) = next {
        match line {
            Ok(line) => {
                waiting.leave(line.bytes());
                bytes += line.bytes();
                chunk.lines.push(line);
            }
            Err(error) => {
                chunk.failure = Some(error);
                return Some(chunk);
            }
        }
        next = if chunk.lines.len() < CHUNK && bytes < CHUNK_BYTES { incoming.try_recv().ok() } else { None };
    }
    (!chunk.lines.is_empty()).then_some(chunk)
}

/// The record on a line; `None` on a blank one.
pub(super) fn parse(line: &[u8], is_first: bool, defaults: &Defaults) -> Result<Option<Asked>, String> {
    let line = std::str::from_utf8(line)
        .map_err(|error| format!("not UTF-8: byte {} of the line cannot stand there", error.valid_up_to() + 1))?;
    let line = if is_first { line.strip_prefix('\u{FEFF}').unwrap_or(line) } else { line };
    if line.trim().is_empty() {
        return Ok(None);
    }
    let record: Record<'_> = serde_json::from_str(line).map_err(|error| describe(&error, line))?;
    if !(record.id.is_string() || record.id.is_number()) {
        return Err("`id` must be a string or a number".into());
    }
    let format = record.format.map(|name| checked_format(&name)).transpose()?;
    let date = record.date.map(|date| checked_date(&date)).transpose().map_err(|error| format!("`date`: {error}"))?;
    let locale =
        record.locale.map(|name| checked_locale(&name)).transpose().map_err(|error| format!("`locale`: {error}"))?;
    let name = record.id.as_str().map_or_else(|| record.id.to_string(), str::to_owned);
    let source = Source::new(name, record.text)
        .map_err(|error| error.to_string())?
        .with_date(date.or_else(|| defaults.date.clone()))
        .with_locale(locale.or_else(|| defaults.locale.clone()))
        // An id that looks like a file name says nothing about the text.
        .with_format(Some(format.unwrap_or_default()));
    Ok(Some(Asked { id: record.id, source, start: 0 }))
}

/// The parser's words, without a line number that is always 1.
fn describe(error: &serde_json::Error, line: &str) -> String {
    let mut words = error.to_string();
    if matches!(mended(line.as_bytes()), Cow::Owned(_)) {
        let (_, place) = words.split_once(" at line").unwrap_or_default();
        words = format!("half of a pair of surrogates, such as `\\ud83d`, is no character at line{place}");
    }
    match words.split_once(" at line 1 column ") {
        Some((what, column)) => format!("{what} (byte {column} of the line)"),
        None => words,
    }
}
