//! The command line: the only place that knows of arguments, environment, streams and folders.
//!
//! Every command is a thin reading of its arguments over the same calls that the library offers. What cannot
//! be used (a missing file, bytes that are no text, a broken rule) is said on the error stream with its place
//! and a way out; the rest is still done, and the exit code tells.

pub mod arguments;

mod baseline;
mod changed;
mod check;
mod configuration;
mod console;
mod corpus;
mod desk;
mod draw;
mod facts;
mod fix;
mod outputs;
mod progress;
mod read;
mod records;
mod rules;
mod sheet;
mod shell;
mod spool;
mod stet;
mod test;
mod texts;
mod walk;
mod write;

pub use console::{Console, Terminal};
pub use outputs::{FindingFormat, Output, Outputs};

use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

use clap::Parser as _;
use clap::error::ErrorKind;

use arguments::{Arguments, Command, RuleArguments};

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: nothing to report.
    Clean,
    /// 1: findings at or above the level that fails.
    Findings,
    /// 2: something could not be checked.
    Fault,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Runs the program with the arguments and streams of its process.
#[must_use]
pub fn main() -> ExitCode {
    run(std::env::args_os(), Console::of_process()).into()
}

/// Runs the program; the first argument is its name.
pub fn run(arguments: impl IntoIterator<Item = OsString>, mut console: Console) -> Exit {
    let arguments = match parse(arguments.into_iter().collect()) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are answers, not faults; clap knows which stream each belongs on.
            let _ = error.print();
            return if error.use_stderr() { Exit::Fault } else { Exit::Clean };
        }
    };
    console.set_up(&arguments.screen);
    let configuration = &arguments.configuration;
    let done = match &arguments.command {
        Command::Check(command) => check::run(command, configuration, &mut console),
        Command::Facts(command) => facts::run(command, configuration, &mut console),
        Command::Sheet(command) => sheet::run(command, configuration, &mut console),
        Command::Lsp => crate::lsp::run(desk::overlay(configuration, &RuleArguments::default())).map(|()| Exit::Clean),
        Command::Serve(command) => sheet::serve(command, configuration, &mut console),
        Command::Test(command) => test::run(command, configuration, &mut console),
        Command::Explain(command) => rules::explain(command, configuration, &mut console),
        Command::Rules(command) => rules::list(command, configuration, &mut console),
        Command::Init(command) => configuration::init(command, &mut console),
        Command::Config(command) => configuration::keys(command, &mut console),
        Command::Completions(command) => shell::completions(command.shell, &mut console),
        Command::Man => shell::man_page(&mut console),
    };
    match done.and_then(|exit| console.flush().map(|()| exit)) {
        Ok(exit) => exit,
        Err(error) => broken_stream(&mut console, &error),
    }
}

/// Reads the arguments; without a command, paths are texts to check.
fn parse(typed: Vec<OsString>) -> Result<Arguments, clap::Error> {
    Arguments::try_parse_from(&typed).or_else(|error| {
        let mut with_check = typed;
        with_check.insert(with_check.len().min(1), "check".into());
        match Arguments::try_parse_from(with_check) {
            Ok(arguments) if names_texts(&arguments, error.kind()) => Ok(arguments),
            _ => Err(error),
        }
    })
}

/// Whether what stands where a command could stand is a path, or an option of `check`; a misspelt command is none.
fn names_texts(arguments: &Arguments, error: ErrorKind) -> bool {
    let Command::Check(command) = &arguments.command else { return false };
    match command.input.paths.first() {
        Some(path) => {
            path.as_os_str() == "-" || path.exists() || path.components().count() > 1 || path.extension().is_some()
        }
        None => error == ErrorKind::UnknownArgument,
    }
}

/// A reader that has seen enough, as in `copydesk check | head`, is no fault; anything else is.
fn broken_stream(console: &mut Console, error: &io::Error) -> Exit {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Exit::Clean;
    }
    let _ = writeln!(console.errors, "copydesk: {error}");
    Exit::Fault
}
