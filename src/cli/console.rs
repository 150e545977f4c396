//! The streams of a run, and what the terminal can show.

use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal as _, Read, Write};

use anstream::{AutoStream, ColorChoice};

use super::arguments::{Colour, ScreenArguments};
use crate::report::full::Style;
use crate::report::{Notice, concise, full};

/// Columns where there is no terminal that could tell.
const DEFAULT_WIDTH: usize = 80;
/// Bytes that are gathered before they are written.
const BUFFER: usize = 64 << 10;

/// Where a run reads and writes.
pub struct Console {
    /// Standard input.
    pub input: Box<dyn BufRead + Send>,
    /// Standard output: findings and facts.
    pub output: Box<dyn Write>,
    /// Standard error: what could not be used.
    pub errors: Box<dyn Write>,
    /// What can be shown.
    pub terminal: Terminal,
    /// Whether the summary is left out.
    pub(super) quiet: bool,
    /// Whether more is said of the run.
    pub(super) verbose: bool,
    /// Whether what could not be used is said in one line each.
    pub(super) is_concise: bool,
}

/// What can be shown.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// Columns.
    pub width: usize,
    /// Whether standard output takes colours.
    pub colour: bool,
    /// Whether standard error takes colours.
    pub error_colour: bool,
    /// Whether only ASCII frames can be drawn.
    pub ascii: bool,
    /// Whether standard error is a terminal.
    pub is_watched: bool,
}

impl Console {
    /// The streams of this process.
    #[must_use]
    pub fn of_process() -> Self {
        let has_colour = |choice| choice != ColorChoice::Never;
        let columns = terminal_size::terminal_size().map(|(columns, _)| usize::from(columns.0));
        Self {
            input: Box::new(BufReader::with_capacity(BUFFER, Named::new("standard input", io::stdin()))),
            output: Box::new(BufWriter::with_capacity(BUFFER, Named::new("standard output", io::stdout()))),
            errors: Box::new(io::stderr()),
            terminal: Terminal {
                width: columns.unwrap_or(DEFAULT_WIDTH),
                colour: has_colour(AutoStream::choice(&io::stdout())),
                error_colour: has_colour(AutoStream::choice(&io::stderr())),
                is_watched: io::stderr().is_terminal(),
                ascii: std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb"),
            },
            quiet: false,
            verbose: false,
            is_concise: false,
        }
    }

    /// Streams to and from memory, for tests and for programs that have the command in them.
    #[must_use]
    pub fn new(input: Box<dyn BufRead + Send>, output: Box<dyn Write>, errors: Box<dyn Write>) -> Self {
        let terminal =
            Terminal { width: DEFAULT_WIDTH, colour: false, error_colour: false, ascii: false, is_watched: false };
        Self { input, output, errors, terminal, quiet: false, verbose: false, is_concise: false }
    }

    /// Lets the arguments overrule what was found out.
    pub(super) fn set_up(&mut self, screen: &ScreenArguments) {
        match screen.color {
            Colour::Auto => {}
            Colour::Always => (self.terminal.colour, self.terminal.error_colour) = (true, true),
            Colour::Never => (self.terminal.colour, self.terminal.error_colour) = (false, false),
        }
        self.terminal.width = screen.width.unwrap_or(self.terminal.width);
        self.quiet = screen.quiet;
        self.verbose = screen.verbose;
    }

    /// Whether a person watches standard error.
    pub(super) const fn is_watched(&self) -> bool {
        self.terminal.is_watched && !self.quiet
    }

    /// How findings are drawn on standard output.
    pub(super) fn style(&self) -> Style {
        let Terminal { width, colour, ascii, .. } = self.terminal;
        Style { width, colour, ascii, explain: false }
    }

    /// How faults are drawn on standard error.
    pub(super) fn error_style(&self) -> Style {
        Style { colour: self.terminal.error_colour, ..self.style() }
    }

    /// Says on standard error what could not be used; in one line where findings have one line.
    pub(super) fn fault(&mut self, notice: &Notice) -> io::Result<()> {
        let mut drawn = String::new();
        if self.is_concise {
            concise::notice(&mut drawn, notice);
        } else {
            full::notice(&mut drawn, notice, self.error_style());
            drawn.push('\n');
        }
        self.errors.write_all(drawn.as_bytes())
    }

    /// Says on standard error what is worth a word and no fault.
    pub(super) fn remark(&mut self, notice: &Notice) -> io::Result<()> {
        if self.quiet {
            return Ok(());
        }
        let mut drawn = String::new();
        full::remark(&mut drawn, notice, self.error_style());
        self.errors.write_all(drawn.as_bytes())
    }

    /// Shows on standard output a text that did not do what its rule says.
    pub(super) fn show_failure(&mut self, notice: &Notice) -> io::Result<()> {
        let mut drawn = String::new();
        full::notice(&mut drawn, notice, self.style());
        writeln!(self.output, "{drawn}")
    }

    /// Takes standard input out of the console; a second call finds it empty.
    pub(super) fn take_input(&mut self) -> Box<dyn BufRead + Send> {
        std::mem::replace(&mut self.input, Box::new(io::empty()))
    }

    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.output.flush()?;
        self.errors.flush()
    }
}

/// A stream whose faults say which one it is.
pub(super) struct Named<S> {
    name: String,
    stream: S,
}

impl<S> Named<S> {
    pub(super) fn new(name: impl Into<String>, stream: S) -> Self {
        Self { name: name.into(), stream }
    }

    fn say(&self, what: &str, error: &io::Error) -> io::Error {
        io::Error::new(error.kind(), format!("{} cannot be {what}: {error}", self.name))
    }
}

impl<S: Read> Read for Named<S> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.stream.read(bytes).map_err(|error| self.say("read", &error))
    }
}

impl<S: Write> Write for Named<S> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.write(bytes).map_err(|error| self.say("written", &error))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush().map_err(|error| self.say("written", &error))
    }
}
