//! `--fix`, `--diff` and `--unsafe-fixes` on real files.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use copydesk::check::Desk;
use copydesk::fix::{Wanted, fix};
use copydesk::text::Source;

/// Mixed marks, which have a safe fix; a weekday, which a person must look at.
const STORY: &str = "\u{FEFF}Fog on the quay\r\n\r\n“We heard the engine stop and then nothing at all\", said the mate of \
the ferry.\r\n\r\nOn Tuesday, 4 March 2026, it rained.\r\n";

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fix").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for tests");
    folder
}

/// Exit code, standard output, standard error of `copydesk check` in a folder.
fn check(folder: &Path, arguments: &[&str], input: &str) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.current_dir(folder).arg("check").args(arguments).write_stdin(input);
    let output = command.output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("an exit code"), text(output.stdout), text(output.stderr))
}

#[test]
fn a_safe_fix_changes_its_bytes_and_no_others() {
    let folder = folder("safe");
    fs::write(folder.join("quay.md"), STORY).expect("a file");
    let (code, out, errors) = check(&folder, &["--fix", "quay.md"], "");
    assert_eq!(code, 1, "the weekday is still wrong");
    assert!(out.contains("dates/weekday-mismatch") && !out.contains("quotes/mixed-glyphs"), "{out}");
    assert_eq!(errors, "1 finding fixed in 1 file\n");
    let fixed = fs::read_to_string(folder.join("quay.md")).expect("a file");
    assert_eq!(fixed, STORY.replace('"', "”"), "byte order mark and line ends stay");
    let (_, _, errors) = check(&folder, &["--fix", "quay.md"], "");
    assert_eq!(errors, "0 findings fixed in 0 files\n", "there is nothing left to do");
}

#[test]
fn a_word_that_stands_twice_goes_with_one_space() {
    let folder = folder("twice");
    let cases = [
        ("a.txt", "He paid the the man.\n", "He paid the man.\n"),
        ("b.txt", "They looked at at\n\nBoats came to to.\n", "They looked at\n\nBoats came to.\n"),
        ("c.md", "- to the\n  the town\n- The the quay\n", "- to the\n  town\n- The quay\n"),
        ("d.html", "<p>It paid <b>the</b> the town.</p>\n", "<p>It paid <b>the</b> town.</p>\n"),
    ];
    for (name, text, wanted) in cases {
        fs::write(folder.join(name), text).expect("a file");
        check(&folder, &["--fix", name], "");
        assert_eq!(fs::read_to_string(folder.join(name)).expect("a file"), wanted, "{name}");
    }
}

#[test]
fn a_figure_is_changed_only_if_the_user_asks() {
    let folder = folder("unsafe");
    fs::write(folder.join("quay.md"), STORY).expect("a file");
    let (code, ..) = check(&folder, &["--fix", "--unsafe-fixes", "quay.md"], "");
    assert_eq!(code, 0);
    let fixed = fs::read_to_string(folder.join("quay.md")).expect("a file");
    assert_eq!(fixed, STORY.replace('"', "”").replace("Tuesday", "Wednesday"));
}

#[test]
fn a_diff_changes_nothing_and_applies() {
    let folder = folder("diff");
    fs::write(folder.join("quay.md"), STORY).expect("a file");
    let (code, out, errors) = check(&folder, &["--diff", "quay.md"], "");
    assert_eq!((code, errors.as_str()), (1, "1 finding would be fixed in 1 file\n"));
    assert!(out.starts_with("--- a/quay.md\n+++ b/quay.md\n"), "{out}");
    assert_eq!(fs::read_to_string(folder.join("quay.md")).expect("a file"), STORY);
    fs::write(folder.join("clean.md"), "The quay was empty.\n").expect("a file");
    assert_eq!(check(&folder, &["--diff", "clean.md"], "").0, 0, "nothing would change");
}

#[test]
fn a_text_on_standard_input_comes_back_corrected() {
    let folder = folder("stdin");
    let (code, out, errors) = check(&folder, &["--fix", "-"], STORY);
    assert_eq!((code, out.as_str()), (1, STORY.replace('"', "”").as_str()));
    assert_eq!(errors, "1 finding fixed in 1 file\n");
}

#[test]
fn what_cannot_be_changed_in_place_is_said() {
    let folder = folder("refused");
    let record = "{\"id\":\"a\",\"text\":\"The quay was empty.\"}\n";
    let (code, _, errors) = check(&folder, &["--fix", "--stdin-format", "ndjson", "-"], record);
    assert!(code == 2 && errors.contains("records are not files"), "{errors}");
}

#[cfg(unix)]
#[test]
fn permissions_stay_and_a_link_stays_a_link() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = folder("permissions");
    let file = folder.join("quay.md");
    fs::write(&file, STORY).expect("a file");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("permissions");
    symlink("quay.md", folder.join("link.md")).expect("a link");
    check(&folder, &["--fix", "link.md"], "");
    assert!(fs::read_link(folder.join("link.md")).is_ok(), "the link is one still");
    assert_eq!(fs::metadata(&file).expect("a file").permissions().mode() & 0o777, 0o640);
    assert!(!fs::read_to_string(&file).expect("a file").contains('"'));
    let left: Vec<_> =
        fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect();
    assert_eq!(left.len(), 2, "nothing is left beside them: {left:?}");
}

#[test]
fn what_is_found_stands_with_a_comment_and_the_reason() {
    let folder = folder("stet");
    let story = "---\ntitle: Friday 12 March 2024\n---\n\nThe mill opened on Friday 12 March 2024. It rained.\r\n\r\nNobody came.\n";
    fs::write(folder.join("story.md"), story).expect("a file");
    fs::write(folder.join("plain.txt"), "The mill opened on Friday 12 March 2024.\n").expect("a file");
    let select = ["--select", "dates/weekday-mismatch", "story.md"];
    let (code, _, errors) = check(&folder, &[&["--add-stet=as the minutes say"][..], &select].concat(), "");
    let commented = "12 March 2024. <!-- stet dates/weekday-mismatch: as the minutes say --> It rained.\r\n";
    let text = fs::read_to_string(folder.join("story.md")).expect("a file");
    assert!(text.starts_with("---\ntitle: Friday 12 March 2024\n---\n") && text.contains(commented), "{text}");
    assert!(errors.contains("1 finding let stand in 1 file"), "{errors}");
    // The front matter takes no comment, so that its finding is still reported.
    assert_eq!(code, 1);
    let (_, out, _) = check(&folder, &[&["--output-format", "concise"][..], &select].concat(), "");
    assert!(out.starts_with("story.md:2:") && out.lines().count() == 1, "{out}");

    let (code, out, errors) = check(&folder, &["--add-stet", "--output-format", "concise", "plain.txt"], "");
    assert!(out.starts_with("plain.txt:1:20: error[dates/weekday-mismatch]"), "{out}");
    assert!(code == 2 && errors.contains("its format has no") && errors.contains("[[suppress]]"), "{errors}");
    for reason in ["--add-stet=a --> b", "--add-stet= "] {
        assert_eq!(check(&folder, &[reason, "story.md"], "").0, 2, "{reason}");
    }
}

/// A rule says only so much of a text at a time.
#[test]
fn fixes_without_end_are_made_in_one_run() {
    let mut desk = Desk::built_in();
    desk.rules.retain(|rule| rule.id() == "duplication/repeated-word");
    let text = "Karin saw the the boat.\n".repeat(12_000);
    let fixed = fix(&desk, Source::new("quay.txt", &*text).expect("a source"), Wanted::Safe, |_, _| true);
    assert_eq!((fixed.done.len(), fixed.left), (12_000, 0));
    assert!(*fixed.source.text() == text.replace("the the", "the"), "every word stands once");
}

/// Two fixes that undo each other end, and the run says that something is left.
#[test]
fn fixes_that_undo_each_other_are_given_up_and_that_is_said() {
    let folder = folder("undo");
    fs::create_dir_all(folder.join("rules/house")).expect("a folder");
    fs::write(folder.join("copydesk.toml"), "rules = [\"rules\"]\nselect = [\"house\"]\n").expect("a file");
    for (id, from, to) in [("up", "15", "16"), ("down", "16", "15")] {
        let rule = format!(
            "id = \"house/{id}\"\ntitle = \"Never {from}\"\nwhy = \"To see where it ends.\"\nseverity = \"warning\"\n\
             confidence = \"high\"\n[facts]\na = \"count\"\n[when]\nflag = \"a.value = {from}\"\n[report]\nmessage = \"{{a}}\"\n\
             [fix]\noffered = [{{ title = \"Write {to}\", replace = \"a\", with = \"{to}\" }}]\n[[bad]]\ntext = \"They saw {from} \
             boats.\"\n[[good]]\nnear-miss = true\ntext = \"They saw {to} boats.\"\n"
        );
        fs::write(folder.join(format!("rules/house/{id}.toml")), rule).expect("a file");
    }
    fs::write(folder.join("quay.txt"), "They saw 15 boats.\n").expect("a file");
    let (code, _, errors) = check(&folder, &["--fix", "--unsafe-fixes", "quay.txt"], "");
    assert_eq!((code, &*errors), (1, "10 findings fixed in 1 file; 1 more can be fixed: run this again\n"));
}
