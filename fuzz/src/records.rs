//! Records as a program sends them: every line that is not blank has one answer, in its place.

use std::io::{self, Cursor, Write};
use std::sync::{Arc, Mutex, PoisonError};

use copydesk::cli::{self, Console};
use serde_json::Value as Json;

/// The bytes as standard input of `check --stdin-format ndjson`.
pub fn records(bytes: &[u8]) {
    let (output, errors) = (Memory::default(), Memory::default());
    let console =
        Console::new(Box::new(Cursor::new(bytes.to_vec())), Box::new(output.clone()), Box::new(errors.clone()));
    let arguments =
        ["copydesk", "check", "--isolated", "--stdin-format", "ndjson", "--output-format", "json-lines", "-"];
    cli::run(arguments.map(Into::into), console);
    let lines: Vec<&[u8]> = bytes.split(|&byte| byte == b'\n').collect();
    let is_blank = |(at, line): (usize, &&[u8])| {
        std::str::from_utf8(line).is_ok_and(|line| {
            (if at == 0 { line.strip_prefix('\u{FEFF}').unwrap_or(line) } else { line }).trim().is_empty()
        })
    };
    let asked = lines.iter().enumerate().filter(|&line| !is_blank(line)).count();
    let answers = output.taken();
    let answers: Vec<Json> =
        answers.lines().map(|line| serde_json::from_str(line).expect("an answer is a line of JSON")).collect();
    assert_eq!(answers.len(), asked, "records and answers: {answers:?}, {}", errors.taken());
    let mut last = 0;
    for answer in &answers {
        if let Some(line) = answer["line"].as_u64() {
            assert!(line > last && line as usize <= lines.len() && answer["error"].is_string(), "{answer}");
            last = line;
        } else {
            assert!(
                answer["findings"].is_array() && (answer["id"].is_string() || answer["id"].is_number()),
                "{answer}"
            );
        }
    }
}

/// A stream that can be read when the run is over.
#[derive(Clone, Default)]
struct Memory(Arc<Mutex<Vec<u8>>>);

impl Memory {
    fn taken(&self) -> String {
        String::from_utf8(self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()).expect("output is UTF-8")
    }
}

impl Write for Memory {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
