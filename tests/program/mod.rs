//! The program, run in a folder of its own.

#![allow(dead_code, reason = "each test file uses the part that it needs")]

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// A folder of its own for a test, empty at the start.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for tests");
    folder
}

pub(crate) fn copydesk(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.args(arguments).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

/// Exit code, standard output, standard error.
pub(crate) fn run(mut command: Command) -> (i32, String, String) {
    let output = command.output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("an exit code"), text(output.stdout), text(output.stderr))
}

/// A house rule of no great use, so that nothing here depends on the built-in ones.
pub(crate) const PARADE: &str = r#"
id         = "house/parade"
title      = "More boats than the harbour holds"
why        = "The harbour holds 60."
severity   = "warning"
confidence = "medium"

[facts]
boats = "count"

[when]
flag = "boats.value > 60"

[report]
message = "{boats} is more than 60"

[[bad]]
text = "They counted 61 boats."
[[good]]
text = "They counted 60 boats."
near-miss = true
"#;

/// A folder with a story that the house rule flags, and the rule.
pub(crate) fn harbour(name: &str, rule: &str) -> PathBuf {
    let folder = folder(name);
    fs::create_dir_all(folder.join("rules/house")).expect("a folder");
    fs::write(folder.join("rules/house/parade.toml"), rule).expect("a file");
    fs::write(folder.join("story.txt"), "The quay\n\nThey counted 75 boats.\n").expect("a file");
    folder
}

pub(crate) fn run_in(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = copydesk(arguments);
    command.current_dir(folder);
    run(command)
}
