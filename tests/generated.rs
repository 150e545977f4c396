//! Files that are made from the code and committed. `UPDATE_DOCS=1 cargo test --test generated` rewrites them.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Stdio;

use clap::CommandFactory as _;
use copydesk::cli::arguments::Arguments;

fn assert_up_to_date(path: &str, expected: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::create_dir_all(file.parent().expect("a folder")).expect("the folder can be made");
        fs::write(&file, expected).expect("the file can be written");
    }
    let committed = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        committed == expected,
        "{path} is not what the code says: run `UPDATE_DOCS=1 cargo test --test generated` and commit it"
    );
}

/// The help of every command as it is printed at 80 columns.
fn command_line() -> String {
    let mut page = String::from(
        "# The command line\n\n\
         Made from the program itself; `copydesk help COMMAND` prints the same.\n\n",
    );
    let mut command = Arguments::command().term_width(80);
    command.build();
    section(&mut page, &mut command, "##");
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names.iter().filter(|name| *name != "help") {
        let sub = command.find_subcommand_mut(name).expect("listed");
        section(&mut page, sub, "##");
    }
    page.push_str(EXIT_CODES);
    page
}

fn section(page: &mut String, command: &mut clap::Command, level: &str) {
    let name = command.get_bin_name().unwrap_or("copydesk").to_owned();
    let help = command.render_long_help().to_string();
    let help: String = help.lines().map(|line| line.trim_end().to_owned() + "\n").collect();
    let _ = write!(page, "{level} {name}\n\n```text\n{}\n```\n\n", help.trim_end());
}

const EXIT_CODES: &str = "\
## Exit codes

| Code | Meaning |
|---|---|
| 0 | Everything was checked, and nothing at or above `--fail-on` was found. |
| 1 | Something was found. |
| 2 | Something could not be checked: a wrong argument, a missing file, bytes that are no text, a broken rule. \
What could be checked was. |

These codes are stable. Findings and facts go to standard output, everything else to standard error.
";

#[test]
fn the_page_of_the_command_line() {
    assert_up_to_date("docs/cli.md", &command_line());
}

#[test]
fn the_schema_of_the_configuration() {
    assert_up_to_date("docs/copydesk.schema.json", &copydesk::config::schema::document());
}

/// A page whose screens are what the program shows, and whose listings are what the files hold. Each stands between a
/// line `<!-- made from the program: ARGUMENTS -->`, `… the program in FOLDER: ARGUMENTS < FILE -->` or
/// `<!-- made from the file: PATH -->`, and a line `<!-- end -->`.
fn filled(page: &str) -> String {
    let mut out = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        let order = line.strip_prefix("<!-- made from the ").and_then(|rest| rest.strip_suffix(" -->"));
        let Some((maker, what)) = order.and_then(|order| order.split_once(": ")) else { continue };
        out.push_str(&match maker {
            "file" => listing(what),
            "program" => screen(".", what),
            _ => screen(maker.strip_prefix("program in ").expect("a program or a file"), what),
        });
        out.push_str("<!-- end -->\n");
        assert!(lines.any(|line| line == "<!-- end -->"), "{line} has no end");
    }
    out
}

fn listing(path: &str) -> String {
    let content =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path).replace("\r\n", "\n");
    let language = Path::new(path).extension().and_then(|extension| extension.to_str()).unwrap_or("text");
    format!("```{language}\n{content}```\n")
}

fn screen(folder: &str, command: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let (arguments, input) = command.split_once(" < ").unwrap_or((command, ""));
    let input = if input.is_empty() { Stdio::null() } else { fs::File::open(folder.join(input)).expect(input).into() };
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(arguments.split(' '))
        .args(["--width", "80", "--color", "never"])
        .current_dir(folder)
        .stdin(input)
        .output()
        .expect("the program starts");
    let shown = String::from_utf8(output.stdout).expect("UTF-8");
    format!("```console\n$ copydesk {command}\n{shown}```\n")
}

#[test]
fn the_screens_of_the_pages() {
    for page in
        ["README.md", "docs/guide/archive.md", "docs/guide/ci.md", "docs/guide/editor.md", "docs/guide/rule-author.md"]
    {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).expect(page);
        assert_up_to_date(page, &filled(&text.replace("\r\n", "\n")));
    }
}
