//! A baseline over the life of a file: written, met, outlived, pruned.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

const STORY: &str = "On Tuesday, 4 March 2026, it rained.\n";

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("baseline").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("content")).expect("a folder for tests");
    fs::write(folder.join("content/quay.md"), STORY).expect("a file");
    folder
}

/// Exit code, standard output, standard error of `copydesk check` in a folder.
fn check(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    let output = command.current_dir(folder).arg("check").args(arguments).output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("an exit code"), text(output.stdout), text(output.stderr))
}

#[test]
fn what_is_known_is_not_reported_and_what_is_new_is() {
    let folder = folder("known");
    let (code, _, errors) = check(&folder, &["content", "--baseline", "known.json", "--write-baseline"]);
    assert_eq!((code, errors.as_str()), (0, "1 finding written to known.json\n"));

    let longer = format!("It was a dry year.\n\n{STORY}\nOn Monday, 4 March 2026, it snowed.\n");
    fs::write(folder.join("content/quay.md"), longer).expect("a file");
    let (code, out, _) = check(&folder, &["content", "--baseline", "known.json", "--output-format", "concise"]);
    assert_eq!(code, 1);
    assert_eq!(out.lines().count(), 1, "{out}");
    assert!(out.starts_with("content/quay.md:5:4: error[dates/weekday-mismatch] “Monday, 4 March 2026”"), "{out}");
}

#[test]
fn it_is_not_written_while_rules_or_settings_are_at_fault() {
    let folder = folder("at-fault");
    check(&folder, &["content", "--baseline", "known.json", "--write-baseline"]);
    let before = fs::read_to_string(folder.join("known.json")).expect("a file");
    for task in ["--write-baseline", "--prune-baseline"] {
        let (code, _, errors) = check(&folder, &["content", "--baseline", "known.json", task, "--select", "nomes"]);
        assert!(code == 2 && errors.contains("was left as it is"), "{errors}");
        assert_eq!(fs::read_to_string(folder.join("known.json")).expect("a file"), before);
    }
    let (code, out, _) = check(&folder, &["content", "--baseline", "known.json"]);
    assert_eq!((code, out.as_str()), (0, "Nothing new found in 1 file\n"));
}

#[test]
fn it_holds_from_wherever_the_command_is_run() {
    let folder = folder("elsewhere");
    check(&folder, &["content", "--baseline", "known.json", "--write-baseline"]);
    let (code, ..) = check(&folder.join("content"), &[".", "--baseline", "../known.json"]);
    assert_eq!(code, 0);
}

#[test]
fn what_is_gone_is_said_and_taken_out_when_asked() {
    let folder = folder("gone");
    fs::write(folder.join("content/pier.md"), STORY).expect("a file");
    check(&folder, &["content", "--baseline", "known.json", "--write-baseline"]);
    fs::write(folder.join("content/quay.md"), "It was dry.\n").expect("a file");
    let (code, _, errors) = check(&folder, &["content", "--baseline", "known.json"]);
    assert_eq!((code, errors.as_str()), (0, "1 finding of known.json is gone; --prune-baseline takes it out\n"));
    let (_, _, errors) = check(&folder, &["content/quay.md", "--baseline", "known.json", "--prune-baseline"]);
    assert_eq!(errors, "1 finding taken out of known.json, 1 left\n", "the other file was not looked at");
    let (code, ..) = check(&folder, &["content", "--baseline", "known.json"]);
    assert_eq!(code, 0);
}

#[test]
fn sarif_shows_what_is_known_as_suppressed() {
    let folder = folder("sarif");
    check(&folder, &["content", "--baseline", "known.json", "--write-baseline"]);
    let (_, out, _) = check(&folder, &["content", "--baseline", "known.json", "--output-format", "sarif"]);
    let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let result = &report["runs"][0]["results"][0];
    assert_eq!(result["baselineState"], "unchanged");
    assert_eq!(result["suppressions"][0]["kind"], "external");
}

#[test]
fn what_is_no_baseline_is_a_fault() {
    let folder = folder("fault");
    let (code, _, errors) = check(&folder, &["content", "--baseline", "none.json"]);
    assert!(code == 2 && errors.contains("--write-baseline makes it"), "{errors}");
    fs::write(folder.join("known.json"), "{\"version\":1,\"findings\":[7]}").expect("a file");
    let (code, _, errors) = check(&folder, &["content", "--baseline", "known.json"]);
    assert!(code == 2 && errors.contains("known.json:1:26"), "{errors}");
}

#[test]
fn several_reports_of_one_run_agree() {
    let folder = folder("reports");
    let (code, out, _) = check(
        &folder,
        &[
            "content",
            "--output-format=concise",
            "--output-format=json",
            "--output-file=report.json",
            "--output-format=junit",
            "--output-file=report.xml",
        ],
    );
    assert_eq!((code, out.lines().count()), (1, 1), "{out}");
    let report = fs::read_to_string(folder.join("report.json")).expect("a report");
    let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    assert_eq!(report["findings"].as_array().map(Vec::len), Some(1));
    assert!(fs::read_to_string(folder.join("report.xml")).expect("a report").contains("failures=\"1\""));
}
