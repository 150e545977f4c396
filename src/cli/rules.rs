//! Commands about the rules themselves: `test`, `explain`, `rules`.

use std::io;

use super::arguments::{ExplainArguments, RulesArguments, TestArguments};
use super::{Console, Exit};

pub(super) fn test(command: &TestArguments, console: &mut Console) -> io::Result<Exit> {
    let _ = (command, console);
    Ok(Exit::Clean)
}

pub(super) fn explain(command: &ExplainArguments, console: &mut Console) -> io::Result<Exit> {
    let _ = (command, console);
    Ok(Exit::Clean)
}

pub(super) fn list(command: &RulesArguments, console: &mut Console) -> io::Result<Exit> {
    let _ = (command, console);
    Ok(Exit::Clean)
}
