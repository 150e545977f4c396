//! The program as it is called: exit codes, streams, bad input, records.

mod program;

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Stdio;

use program::{PARADE, copydesk, folder, harbour, run, run_in};

fn run_with_input(arguments: &[&str], input: impl Into<Vec<u8>>) -> (i32, String, String) {
    let mut command = copydesk(arguments);
    command.write_stdin(input);
    run(command)
}

const RECORDS: [&str; 4] = ["--stdin-format", "ndjson", "--output-format", "json-lines"];

fn records(verb: &str, input: impl Into<Vec<u8>>) -> (i32, Vec<serde_json::Value>, String) {
    let arguments = [&[verb][..], &RECORDS, &["-"]].concat();
    let (code, out, errors) = run_with_input(&arguments, input);
    (code, out.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect(), errors)
}

#[test]
fn a_text_without_a_doubt_is_clean() {
    let (code, out, errors) = run_with_input(&["check", "-"], "The quay was empty.\n");
    assert_eq!((code, out.as_str(), errors.as_str()), (0, "Nothing found in 1 file\n", ""));
    let (code, out, _) = run_with_input(&["check", "--quiet", "-"], "The quay was empty.\n");
    assert_eq!((code, out.as_str()), (0, ""));
}

#[test]
fn what_cannot_be_checked_is_said_and_the_rest_is_checked() {
    let folder = folder("cannot-be-checked");
    fs::create_dir(folder.join("pictures")).expect("a folder");
    fs::write(folder.join("pictures/quay.jpeg"), b"\xFF\xD8").expect("a file");
    fs::write(folder.join("latin.txt"), b"Two caf\xE9s closed.").expect("a file");
    fs::write(folder.join("wide.txt"), b"\xFF\xFET\0w\0o\0").expect("a file");
    fs::write(folder.join("fine.txt"), "The quay was empty.").expect("a file");
    let mut command = copydesk(&["check", "pictures", "latin.txt", "wide.txt", "nowhere.txt", "fine.txt"]);
    command.current_dir(&folder);
    let (code, out, errors) = run(command);
    assert_eq!((code, out.as_str()), (2, "Nothing found in 1 file, and 4 faults\n"));
    insta::with_settings!({ snapshot_path => "command", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("cannot-be-checked", errors);
    });
}

#[test]
fn wrong_arguments_are_faults_and_help_is_not() {
    for arguments in [
        &["check", "--fail-on", "catastrophe"][..],
        &["check", "--date", "12 March 2024"],
        &["check", "--output-format", "yaml"],
        &["chekc"],
        &[],
    ] {
        let (code, out, errors) = run(copydesk(arguments));
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(!errors.is_empty(), "{arguments:?}");
    }
    let (code, out, errors) = run(copydesk(&["check", "--help"]));
    assert_eq!((code, errors.as_str()), (0, ""));
    assert!(out.contains("--fail-on"));
}

#[test]
fn the_exit_code_says_whether_there_are_findings_at_or_above_a_level() {
    let folder = harbour("levels", PARADE);
    for (more, code) in [
        (&[][..], 1),
        (&["--fail-on", "warning"], 1),
        (&["--fail-on", "info"], 1),
        (&["--fail-on", "error"], 0),
        (&["--exit-zero"], 0),
        (&["--exit-zero", "nowhere.txt"], 2),
        (&["--min-confidence", "high"], 0),
        (&["--min-confidence", "medium"], 1),
        (&["--select", "house"], 1),
        (&["--select", "quotes"], 0),
        (&["--ignore", "house/parade"], 0),
        (&["--select", "quotes", "--extend-select", "house"], 1),
        (&["--ignore", "house/parad"], 2),
    ] {
        let arguments = [&["check", "--rules", "rules", "story.txt"][..], more].concat();
        let (got, out, errors) = run_in(&folder, &arguments);
        assert_eq!(got, code, "{arguments:?}\n{out}{errors}");
        assert_eq!(errors.is_empty(), code != 2, "{arguments:?}\n{errors}");
    }
}

#[test]
fn every_format_of_findings() {
    let folder = harbour("formats", PARADE);
    let mut shown = String::new();
    for format in ["full", "concise", "json", "json-lines"] {
        let arguments =
            ["check", "--rules", "rules", "--select", "house", "--output-format", format, "--explain", "story.txt"];
        let (code, out, errors) = run_in(&folder, &arguments);
        assert_eq!((code, errors.as_str()), (1, ""));
        shown.push_str(&format!("--- {format}\n{out}"));
    }
    insta::with_settings!({ snapshot_path => "command", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("findings", shown);
    });
}

#[test]
fn a_broken_rule_is_shown_and_the_others_run() {
    let folder = harbour("broken-rule", PARADE);
    let broken = PARADE.replace("house/parade", "house/broken").replace("\"count\"", "\"cuont\"");
    fs::write(folder.join("rules/house/broken.toml"), broken).expect("a file");
    let (code, out, errors) =
        run_in(&folder, &["check", "--rules", "rules", "--output-format", "concise", "story.txt"]);
    assert_eq!(code, 2);
    assert!(out.starts_with("story.txt:3:14: warning[house/parade] 75"), "{out}");
    assert!(errors.starts_with("rules/house/broken.toml:9:10: fault: `cuont`"), "{errors}");
}

#[test]
fn rules_are_listed_explained_and_tested() {
    let folder = harbour("about-rules", PARADE);
    let (code, out, _) = run_in(&folder, &["rules", "--rules", "rules", "--output-format", "json"]);
    let rules: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let parade = rules["rules"].as_array().expect("a list").iter().find(|rule| rule["id"] == "house/parade");
    assert_eq!((code, &parade.expect("listed")["confidence"]), (0, &"medium".into()));
    for name in ["explain", "rule"] {
        let (code, out, _) = run_in(&folder, &[name, "house/parade", "--rules", "rules"]);
        assert_eq!((code, out.lines().next()), (0, Some("# house/parade")));
    }
    let (code, _, errors) = run_in(&folder, &["explain", "parade", "--rules", "rules"]);
    assert!(code == 2 && errors.contains("did you mean `house/parade`?"), "{errors}");
    assert_eq!(run_in(&folder, &["test", "rules"]), (0, "1 rule, 2 texts, all passed\n".into(), String::new()));
    let (code, _, errors) = run_in(&folder, &["test", "--filter", "no-such-rule"]);
    assert!(code == 2 && errors.contains("nothing was tested"), "{errors}");

    fs::write(folder.join("rules/house/parade.toml"), PARADE.replace("> 60", "> 61")).expect("a file");
    let (code, out, _) = run_in(&folder, &["test", "rules"]);
    assert!(
        code == 1 && out.contains("house/parade, bad text 1: missed") && out.ends_with("2 texts, 1 failed\n"),
        "{out}"
    );
}

#[test]
fn a_folder_is_searched_for_texts_and_a_named_file_is_read_whatever_it_is_called() {
    let folder = folder("searched");
    for name in ["b.md", "a.txt", "sub/c.HTML", "notes.rst", ".hidden.txt"] {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, "Ten boats sank.").expect("a file");
    }
    let names = |paths: &[&str]| {
        let arguments = [&["facts", "--output-format", "json-lines"][..], paths].concat();
        let mut command = copydesk(&arguments);
        command.current_dir(&folder);
        let (code, out, errors) = run(command);
        assert_eq!((code, errors.as_str()), (0, ""), "{paths:?}");
        let mut names: Vec<String> = out
            .lines()
            .map(|line| {
                let fact: serde_json::Value = serde_json::from_str(line).expect("JSON");
                fact["path"].as_str().expect("a path").to_owned()
            })
            .collect();
        names.dedup();
        names
    };
    assert_eq!(names(&[]), ["a.txt", "b.md", "sub/c.HTML"]);
    assert_eq!(names(&["sub", "./a.txt", "a.txt"]), ["a.txt", "sub/c.HTML"]);
    assert_eq!(names(&["notes.rst"]), ["notes.rst"]);
}

#[test]
fn the_same_bytes_come_out_for_any_number_of_threads_and_any_order_of_paths() {
    let folder = folder("threads");
    for number in 0..40 {
        let text = format!("Mayor Ada Okafor counted {number} boats.\n\nAbout {} sank.\n", number * 3);
        fs::write(folder.join(format!("{number}.txt")), text).expect("a file");
    }
    let mut answers = Vec::new();
    for (threads, paths) in [("1", ["1.txt", "."]), ("2", [".", "7.txt"]), ("8", ["0.txt", "."])] {
        let mut command = copydesk(&["facts", paths[0], paths[1]]);
        command.current_dir(&folder).env("RAYON_NUM_THREADS", threads);
        answers.push(run(command));
    }
    assert!(answers[0].1.lines().count() > 80);
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
}

#[test]
fn a_byte_order_mark_counts_in_offsets_and_not_in_columns() {
    let (_, out, _) = run_with_input(&["facts", "--output-format", "json-lines", "-"], "\u{FEFF}40 boats sank.");
    let fact: serde_json::Value = serde_json::from_str(out.lines().next().expect("a fact")).expect("JSON");
    assert_eq!((&fact["start"], &fact["line"], &fact["column"]), (&3.into(), &1.into(), &1.into()), "{fact}");
}

#[test]
fn every_format_of_facts() {
    let text = "Two ferries sank\n\nSome 40 boats lay along 12 miles of quay.";
    let mut shown = String::new();
    for format in ["full", "concise", "json", "json-lines"] {
        let (code, out, errors) =
            run_with_input(&["facts", "--stdin-filename", "quay.md", "--output-format", format, "-"], text);
        assert_eq!((code, errors.as_str()), (0, ""));
        shown.push_str(&format!("--- {format}\n{out}"));
    }
    insta::with_settings!({ snapshot_path => "command", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("facts", shown);
    });
}

#[test]
fn what_is_said_about_each_fact() {
    let text = "Fire kills 18 at mill\n\nThe fire killed 18 workers on Monday, fire chief Mara Quist said. She told \
                reporters that 12 of the 40 men on the night shift had escaped.\n\nThe mill owes some $3 million, \
                according to court papers. \"We counted 30 exits,\" Quist said.\n";
    let mut shown = String::new();
    for (format, width) in [("full", "80"), ("full", "200"), ("concise", "80"), ("json-lines", "80")] {
        let options = ["facts", "--claims", "--stdin-filename", "mill.txt", "--output-format", format];
        let (code, out, errors) = run_with_input(&[&options[..], &["--width", width, "-"]].concat(), text);
        assert_eq!((code, errors.as_str()), (0, ""));
        shown.push_str(&format!("--- {format} {width}\n{out}"));
    }
    insta::with_settings!({ snapshot_path => "command", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("claims", shown);
    });
}

#[test]
fn a_record_is_answered_by_a_line_with_its_id() {
    let input =
        "\u{FEFF}{\"id\": \"a\", \"text\": \"About 40 boats sank.\", \"topic\": 7}\n\n{\"id\": 2, \"text\": \"\"}";
    let (code, answers, errors) = records("facts", input);
    assert_eq!((code, errors.as_str()), (0, ""));
    assert_eq!(answers[0]["id"], "a");
    assert_eq!(answers[0]["facts"][0]["kind"], "count");
    assert_eq!(answers[0]["facts"][0]["text"], "About 40");
    assert_eq!((&answers[0]["facts"][0]["start"], &answers[0]["facts"][0]["end"]), (&0.into(), &8.into()));
    assert_eq!(answers[1], serde_json::json!({"id": 2, "facts": []}));
    assert_eq!(records("check", input).1[1], serde_json::json!({"id": 2, "findings": []}));
}

#[test]
fn a_broken_record_is_answered_in_its_place_and_the_rest_goes_on() {
    let mut input = Vec::new();
    for line in [
        &br#"{"id": 1, "text": "Ten boats."}"#[..],
        b"no JSON",
        br#"{"id": 3}"#,
        br#"{"id": {"x": 1}, "text": "Ten boats."}"#,
        b"{\"id\": 5, \"text\": \"\xFF\"}",
        br#"{"id": 6, "text": "Ten boats.", "date": "2024-02-30"}"#,
        br#"{"id": 7, "text": "Ten boats.", "format": "docx"}"#,
        br#"{"id": 8, "text": "Ten boats.", "date": "2024-02-29T10:00:00", "locale": "en-GB", "format": "markdown"}"#,
    ] {
        input.extend_from_slice(line);
        input.push(b'\n');
    }
    let (code, answers, errors) = records("check", input);
    assert_eq!(code, 2);
    assert!(errors.contains("6 lines are no records"), "{errors}");
    assert_eq!(answers.len(), 8);
    assert_eq!((&answers[0]["id"], &answers[7]["id"]), (&1.into(), &8.into()));
    for (answer, (line, error)) in answers[1..7].iter().zip([
        (2, "expected ident"),
        (3, "missing field `text`"),
        (4, "`id` must be a string or a number"),
        (5, "not UTF-8: byte 20 of the line"),
        (6, "`date`: `2024-02-30` is no date"),
        (7, "unknown `format` `docx`"),
    ]) {
        assert_eq!(answer["line"], line);
        assert!(answer["error"].as_str().expect("an error").contains(error), "{answer} has no {error:?}");
    }
}

#[test]
fn records_are_answered_while_the_sender_waits() {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .arg("facts")
        .args(RECORDS)
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("a pipe");
    let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
    for id in 0..3 {
        writeln!(input, "{{\"id\": {id}, \"text\": \"Ten boats sank.\"}}").expect("it still reads");
        let mut answer = String::new();
        output.read_line(&mut answer).expect("an answer before the next question");
        assert!(answer.starts_with(&format!("{{\"id\":{id},")), "{answer}");
    }
    drop(input);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn a_reader_that_has_seen_enough_is_no_fault() {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .arg("facts")
        .args(RECORDS)
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("a pipe");
    let line = "{\"id\": 1, \"text\": \"Ten boats sank.\"}\n";
    // Nobody reads any more; the program finds out when it answers, and then it takes no more questions.
    drop(child.stdout.take());
    while input.write_all(line.as_bytes()).is_ok() {}
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn records_come_from_standard_input_only() {
    let (code, out, errors) = run(copydesk(&["check", "--stdin-format", "ndjson", "feed.ndjson"]));
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(errors.contains("standard input only"), "{errors}");
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let with = |arguments: &[&str], variable: Option<&str>| {
        let mut command = copydesk(arguments);
        if let Some(variable) = variable {
            command.env(variable, "1");
        }
        run(command).2.contains('\u{1b}')
    };
    assert!(!with(&["check", "nowhere.txt"], None), "not a terminal");
    assert!(with(&["check", "--color", "always", "nowhere.txt"], None));
    assert!(with(&["check", "--color", "always", "nowhere.txt"], Some("NO_COLOR")), "asked for on the command line");
    assert!(!with(&["check", "--color", "never", "nowhere.txt"], Some("CLICOLOR_FORCE")));
}

#[test]
fn paths_alone_are_checked() {
    let folder = harbour("paths-alone", PARADE);
    for arguments in [
        &["story.txt", "--rules", "rules"][..],
        &["--rules", "rules", "story.txt"],
        &["--rules", "rules"],
        &["--output-format", "concise", "--rules", "rules", "."],
    ] {
        let (code, out, errors) = run_in(&folder, arguments);
        assert_eq!((code, errors.as_str()), (1, ""), "{arguments:?}");
        assert!(out.contains("house/parade"), "{arguments:?}\n{out}");
    }
    for (arguments, said) in [
        (&["chekc"][..], "'check'"),
        (&["nowhere.txt"], "there is no such file"),
        (&["--rulez", "rules"], "--rulez"),
        (&["--quiet"], "Usage"),
    ] {
        let (code, _, errors) = run_in(&folder, arguments);
        assert!(code == 2 && errors.contains(said), "{arguments:?}\n{errors}");
    }
}

#[test]
fn rules_are_counted_where_that_is_asked_for() {
    let folder = harbour("statistics", PARADE);
    fs::write(folder.join("other.txt"), "They counted 75 boats.\n").expect("a file");
    let arguments = ["check", "--rules", "rules", "--select", "house", "--statistics"];
    let (code, out, errors) = run_in(&folder, &arguments);
    let shown = "count  severity  rule\n    2  warning   house/parade\n2 warnings in 2 files\n";
    assert_eq!((code, out.as_str(), errors.as_str()), (1, shown, ""));
    let (_, out, _) = run_in(&folder, &[&arguments[..], &["--output-format", "json"]].concat());
    let statistics: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(
        statistics["statistics"],
        serde_json::json!([{"rule": "house/parade", "severity": "warning", "count": 2}])
    );
    // A report in a file is whole.
    let (_, _, _) =
        run_in(&folder, &[&arguments[..], &["--output-format", "concise", "--output-file", "all.log"]].concat());
    assert_eq!(fs::read_to_string(folder.join("all.log")).expect("a report").lines().count(), 2);
}

#[test]
fn nothing_to_check_is_said_and_is_a_fault_only_where_something_was_named() {
    let folder = folder("nothing");
    let (code, out, errors) = run_in(&folder, &["check"]);
    assert_eq!((code, out.as_str()), (0, ""));
    assert!(errors.contains("no text in this folder"), "{errors}");
    assert_eq!(run_in(&folder, &["check", "."]).0, 2);
}

#[test]
fn what_a_run_did_is_said_to_those_who_ask() {
    let folder = harbour("verbose", PARADE);
    fs::write(folder.join("copydesk.toml"), "rules = ['rules']\n").expect("a file");
    let (_, _, errors) = run_in(&folder, &["check", "--verbose"]);
    assert!(errors.starts_with("read 1 file under copydesk.toml in "), "{errors}");
}

/// Whatever lies in a folder, each thing that cannot be read is named, and the rest is checked.
#[cfg(unix)]
#[test]
fn nothing_in_a_folder_stops_a_run_or_is_left_out_in_silence() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let folder = harbour("odd-files", PARADE);
    let write = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).expect("a file");
    fs::create_dir(folder.join("sub")).expect("a folder");
    symlink("nowhere.md", folder.join("broken.md")).expect("a link");
    symlink("nowhere.png", folder.join("broken.png")).expect("a link");
    symlink("self.md", folder.join("self.md")).expect("a link");
    symlink("..", folder.join("sub/round")).expect("a link");
    symlink("../story.txt", folder.join("sub/linked.txt")).expect("a link");
    let made = std::process::Command::new("mkfifo").arg(folder.join("pipe.txt")).status().expect("mkfifo starts");
    assert!(made.success());
    write("nul.txt", b"They\0 counted 75\0 boats.\n");
    write("latin.txt", b"Caf\xE9.\n");
    write("long.txt", format!("{} They counted 75 boats.", "Rain fell. ".repeat(100_000)).as_bytes());
    write("endless.txt", "boats".repeat(200_000).as_bytes());
    write("locked.txt", b"They counted 75 boats.\n");
    fs::set_permissions(folder.join("locked.txt"), fs::Permissions::from_mode(0o000)).expect("permissions");
    let is_locked = fs::read(folder.join("locked.txt")).is_err();

    let arguments = ["check", "--rules", "rules", "--select", "house", "--output-format", "concise"];
    let (code, out, errors) = run_in(&folder, &arguments);
    assert_eq!(code, 2, "{out}{errors}");
    for checked in ["story.txt:3:14:", "sub/linked.txt:3:14:", "long.txt:1:1100015:"] {
        assert!(out.contains(checked), "{checked}\n{out}");
    }
    for said in [
        "broken.md: fault: this cannot be read: it is a link to something that is not there",
        "self.md: fault: this cannot be read: Too many levels",
        "pipe.txt: fault: this cannot be read: it is no file but a pipe",
        "note: sub/round: this link to a folder is not followed",
        "latin.txt:1:4: fault: not UTF-8",
    ] {
        assert!(errors.contains(said), "{said}\n{errors}");
    }
    assert!(!errors.contains("broken.png"), "{errors}");
    // Whoever runs the tests as root may read everything.
    assert_eq!(errors.contains("locked.txt: fault: this file may not be read"), is_locked, "{errors}");
    let (code, _, errors) = run_in(&folder, &["check", "pipe.txt"]);
    assert!(code == 2 && errors.contains("no file but a pipe"), "{errors}");
}

#[test]
fn a_text_that_is_too_long_is_named_with_the_limit() {
    let folder = folder("too-long");
    let long = fs::File::create(folder.join("long.txt")).expect("a file");
    // Nothing is written: a file with a hole is as long as it says.
    long.set_len(5 << 30).expect("a file with a hole");
    fs::write(folder.join("story.txt"), "The quay was empty.").expect("a file");
    let (code, out, errors) = run_in(&folder, &["check"]);
    assert_eq!((code, out.as_str()), (2, "Nothing found in 1 file, and 1 fault\n"));
    assert!(errors.contains("one text may have 256 MiB, and this has more"), "{errors}");
}

#[test]
fn findings_in_lines_that_have_changed_are_told_from_the_others() {
    let folder = harbour("changed", PARADE);
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"];
        let done = std::process::Command::new("git").current_dir(&folder).args(identity).args(arguments).output();
        assert!(done.expect("git starts").status.success(), "{arguments:?}");
    };
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).expect("a file");
    write("old.txt", "They counted 75 boats.\n\nRain fell.\n");
    git(&["init", "--quiet", "--initial-branch", "main"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message", "One"]);
    let found = |more: &[&str]| {
        let arguments = [&["check", "--rules", "rules", "--select", "house", "--output-format", "concise"][..], more];
        let (_, out, errors) = run_in(&folder, &arguments.concat());
        assert_eq!(errors, "", "{more:?}");
        out.lines().map(|line| line.split(": ").next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found(&["--changed"]), [""; 0]);
    write("old.txt", "They counted 75 boats.\n\nRain fell.\n\nThen they counted 80 boats.\n");
    write("new.txt", "They counted 90 boats.\n");
    assert_eq!(found(&["--changed"]), ["new.txt:1:14", "old.txt:5:19"]);
    git(&["checkout", "--quiet", "-b", "work"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message", "Two"]);
    assert_eq!(found(&["--changed"]), [""; 0]);
    assert_eq!(found(&["--changed", "--since", "main"]), ["new.txt:1:14", "old.txt:5:19"]);
    let (code, _, errors) = run_in(&folder, &["check", "--changed", "--since", "nowhere"]);
    assert!(code == 2 && errors.contains("--changed: fatal: Not a valid object name nowhere"), "{errors}");
}

#[test]
fn shells_and_man_are_told_of_the_command_line() {
    for (shell, said) in [("bash", "_copydesk()"), ("zsh", "#compdef copydesk"), ("fish", "complete -c copydesk")] {
        let (code, out, errors) = run(copydesk(&["completions", shell]));
        assert!(code == 0 && errors.is_empty() && out.contains(said) && out.contains("fail-on"), "{shell}");
    }
    let (code, page, _) = run(copydesk(&["man"]));
    assert_eq!(code, 0);
    for said in [".TH copydesk", ".SH COPYDESK CHECK", "fail\\-on"] {
        assert!(page.contains(said), "{said}");
    }
}
