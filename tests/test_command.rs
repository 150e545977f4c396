//! `copydesk test` as a desk uses it: the texts of its rules, and stories whose findings are on record.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own files has failed")]

mod program;

use std::fs;

use program::{PARADE, harbour, run_in};

#[test]
fn the_texts_of_a_rule_are_run_and_what_fails_is_shown_at_its_place() {
    let folder = harbour("test-texts", PARADE);
    let (code, out, errors) = run_in(&folder, &["test", "rules"]);
    assert_eq!((code, out.as_str(), errors.as_str()), (0, "1 rule, 2 texts, all passed\n", ""));
    let broken = PARADE.replace("61 boats", "59 boats").replace("counted 60 boats", "counted 600 boats");
    fs::write(folder.join("rules/house/parade.toml"), broken).unwrap();
    let (code, out, _) = run_in(&folder, &["test", "rules"]);
    assert_eq!(code, 1);
    assert!(out.contains("bad text 1: missed: nothing was flagged") && out.contains("good text 1: noisy:"), "{out}");
    assert!(out.contains("rules/house/parade.toml:17:1"), "{out}");
}

#[test]
fn a_filter_that_fits_nothing_is_a_fault() {
    let folder = harbour("test-filter", PARADE);
    assert_eq!(run_in(&folder, &["test", "rules", "--filter", "parade"]).0, 0);
    let (code, _, errors) = run_in(&folder, &["test", "rules", "--filter", "parrot"]);
    assert!(code == 2 && errors.contains("nothing was tested"), "{code} {errors}");
}

#[test]
fn coverage_names_a_case_that_no_bad_text_makes_speak() {
    let case = "[[case]]\n[case.when]\nflag = \"boats.value > 1000\"\n[case.report]\nmessage = \"{boats} is absurd\"\n\n[[bad]]";
    let folder = harbour("test-coverage", &PARADE.replace("[[bad]]", case));
    assert_eq!(run_in(&folder, &["test", "rules"]).0, 0);
    let (code, out, _) = run_in(&folder, &["test", "rules", "--coverage"]);
    assert!(code == 1 && out.contains("house/parade, case 2: no bad text makes it speak"), "{code} {out}");
}

#[test]
fn stories_are_compared_with_the_findings_on_record() {
    let folder = harbour("test-stories", PARADE);
    let all = |flags: &[&str]| run_in(&folder, &[&["test", "."], flags].concat());
    let (code, out, _) = all(&[]);
    assert!(code == 0 && out.contains("1 text without findings on record"), "{code} {out}");
    assert!(all(&["--update"]).1.contains("story.txt.findings: written"));
    let record = fs::read_to_string(folder.join("story.txt.findings")).unwrap();
    assert_eq!(record, "story.txt:3:14: warning[house/parade] 75 is more than 60\n");
    assert_eq!(all(&[]).1, "1 rule, 2 texts, 1 story, all passed\n");
    fs::write(folder.join("story.txt"), "The quay\n\nThey counted 85 boats.\n").unwrap();
    let (code, out, _) = all(&[]);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(code, 1);
    assert!(
        lines[0].ends_with("story.txt: 1 gone, 1 new")
            && lines[1..3]
                == [
                    "- story.txt:3:14: warning[house/parade] 75 is more than 60",
                    "+ story.txt:3:14: warning[house/parade] 85 is more than 60"
                ],
        "{out}"
    );
    assert_eq!(all(&["--update"]).0, 0);
    assert_eq!(all(&[]).0, 0);
}

#[test]
fn a_broken_rule_is_a_fault_and_the_stories_are_still_compared() {
    let folder = harbour("test-broken", &PARADE.replace("boats.value", "boats.valeu"));
    run_in(&folder, &["test", ".", "--update"]);
    let (code, out, errors) = run_in(&folder, &["test", "."]);
    assert!(code == 2 && errors.contains("did you mean `value`?") && out.contains("1 story"), "{code} {out} {errors}");
}
