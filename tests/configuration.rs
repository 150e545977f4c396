//! `copydesk.toml`: which one holds, what it says, and what is said when it is wrong.

mod program;

use std::fs;
use std::path::{Path, PathBuf};

use copydesk::config::{Desks, Overlay};
use program::{PARADE, folder, run_in};

/// A folder with the house rule, some files, and a story that the rule flags in each file whose name ends in `.txt`.
fn house(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = folder(name);
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    write(".git/HEAD", "ref: refs/heads/main\n");
    write("rules/house/parade.toml", PARADE);
    for (path, text) in files {
        write(path, if path.ends_with(".txt") { "They counted 75 boats.\n" } else { text });
    }
    folder
}

/// The findings of a run, each as `FILE SEVERITY`, of the house rule alone.
fn found(folder: &Path, more: &[&str]) -> Vec<String> {
    let arguments = [&["check", "--output-format", "json-lines"][..], more].concat();
    let (_, out, errors) = run_in(folder, &arguments);
    assert_eq!(errors, "", "{more:?}");
    out.lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
        .filter(|finding| finding["rule"] == "house/parade")
        .map(|finding| {
            let text = |key: &str| finding[key].as_str().expect("a text");
            format!("{} {}", text("path"), text("severity"))
        })
        .collect()
}

#[test]
fn the_nearest_configuration_holds_and_no_other() {
    let folder = house(
        "config-nearest",
        &[
            ("copydesk.toml", "rules = ['rules']\n"),
            ("a.txt", ""),
            ("wire/.copydesk.toml", "select = ['dates']\n"),
            ("wire/b.txt", ""),
            ("sport/copydesk.toml", "extend = '../copydesk.toml'\n[severity]\nhouse = 'info'\n"),
            ("sport/deep/c.txt", ""),
        ],
    );
    assert_eq!(found(&folder, &[]), ["a.txt warning", "sport/deep/c.txt info"]);
    assert_eq!(found(&folder.join("sport/deep"), &["../../a.txt", "c.txt"]), ["../../a.txt warning", "c.txt info"]);
    assert_eq!(found(&folder, &["--config", "sport/copydesk.toml", "wire"]), ["wire/b.txt info"]);
    assert_eq!(found(&folder, &["--isolated"]), Vec::<String>::new());
    assert_eq!(found(&folder, &["--isolated", "--rules", "rules", "wire"]), ["wire/b.txt warning"]);
}

#[test]
fn what_it_selects_is_chosen_for_each_file() {
    let folder = house(
        "config-select",
        &[
            (
                "copydesk.toml",
                "rules = ['rules']\nselect = ['dates']\nextend-select = ['house']\n\
                 [per-file-ignores]\n'letters/**' = ['house/parade']\n\
                 [[overrides]]\nfiles = ['wire/']\nignore = ['house']\n\
                 [[overrides]]\nfiles = ['wire/own.txt']\nselect = ['ALL']\n",
            ),
            ("a.txt", ""),
            ("letters/b.txt", ""),
            ("wire/c.txt", ""),
            ("wire/own.txt", ""),
        ],
    );
    assert_eq!(found(&folder, &[]), ["a.txt warning", "wire/own.txt warning"]);
    // What is typed goes over what is written, but for the files that a rule is not for.
    assert_eq!(found(&folder, &["--select", "house"]), ["a.txt warning", "wire/c.txt warning", "wire/own.txt warning"]);
    assert_eq!(found(&folder, &["--ignore", "house"]), Vec::<String>::new());
}

#[test]
fn it_says_which_files_are_texts() {
    let text = "They counted 75 boats.\n";
    let folder = house(
        "config-files",
        &[
            (
                "copydesk.toml",
                "rules = ['rules']\ninclude = ['*.txt', '*.copy']\nextend-exclude = ['drafts/', '/top.txt']\n",
            ),
            ("a.txt", ""),
            ("b.copy", text),
            ("c.md", text),
            ("top.txt", ""),
            ("sub/top.txt", ""),
            ("sub/drafts/d.txt", ""),
            ("node_modules/e.txt", ""),
        ],
    );
    assert_eq!(found(&folder, &[]), ["a.txt warning", "b.copy warning", "sub/top.txt warning"]);
    // Whoever names a file or a folder wants it.
    assert_eq!(
        found(&folder, &["c.md", "sub/drafts", "top.txt"]),
        ["c.md warning", "sub/drafts/d.txt warning", "top.txt warning"]
    );
    let (code, out, _) = run_in(&folder, &["check", "--show-files"]);
    assert_eq!((code, out.as_str()), (0, "a.txt\nb.copy\nsub/top.txt\n"));
}

#[test]
fn it_says_what_fails_and_how_sure_a_finding_must_be() {
    for (line, code) in [("", 1), ("fail-on = 'error'", 0), ("min-confidence = 'high'", 0), ("ignore = ['house']", 0)] {
        let written = format!("rules = ['rules']\n{line}\n");
        let folder = house("config-levels", &[("copydesk.toml", &written), ("a.txt", "")]);
        assert_eq!(run_in(&folder, &["check"]).0, code, "{line}");
    }
    let folder = house("config-levels", &[("copydesk.toml", "rules = ['rules']\nfail-on = 'error'\n"), ("a.txt", "")]);
    assert_eq!(run_in(&folder, &["check", "--fail-on", "warning"]).0, 1);
}

#[test]
fn the_locale_is_that_of_the_house_or_of_some_of_its_files() {
    let folder = house(
        "config-locale",
        &[
            ("copydesk.toml", "locale = 'en-GB'\n[[overrides]]\nfiles = ['wire/**']\nlocale = 'en-US'\n"),
            ("a.md", "It closed on 3/4/2024.\n"),
            ("wire/b.md", "It closed on 3/4/2024.\n"),
        ],
    );
    let (_, out, _) = run_in(&folder, &["facts", "--output-format", "concise"]);
    assert!(out.contains("a.md:1:14: date \"3/4/2024\" = 3 April 2024"), "{out}");
    assert!(out.contains("wire/b.md:1:14: date \"3/4/2024\" = 4 March 2024"), "{out}");
}

#[test]
fn every_fault_is_shown_in_one_run_and_the_rest_holds() {
    let folder = house(
        "config-faults",
        &[
            (
                "copydesk.toml",
                "rules = ['rules']\nselct = ['dates']\nfail-on = 'eror'\nlocale = 3\nignore = ['dates/weekday-mismach']\n\
                 extend-exclude = ['{a']\n\n[severity]\n\"house/parade\" = 'error'\nnomes = 'info'\n\n[[overrides]]\nlocal = 'en-GB'\n",
            ),
            ("a.txt", ""),
        ],
    );
    let (code, out, errors) = run_in(&folder, &["check", "--output-format", "concise"]);
    assert_eq!(code, 2);
    assert!(out.contains("a.txt:1:14: error[house/parade]"), "{out}");
    insta::with_settings!({ snapshot_path => "configuration", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("faults", errors);
        insta::assert_snapshot!("fault-as-drawn", run_in(&folder, &["check", "--select", "house"]).2);
    });
}

#[test]
fn a_setting_that_would_mean_nothing_is_a_fault() {
    for (written, said) in [
        ("locale = 'de'\n", "copydesk.toml:1:10: fault: `de` is no locale of English; write `en-US`"),
        ("locale = 'en-BG'\n", "`en-BG` is no locale of English; did you mean `en-GB`?"),
        ("exclude = ['[a']\n", "copydesk.toml:1:12: fault: this is no pattern: `[` is never closed"),
        ("exclude = ['./drafts']\n", "`./` matches nothing"),
        ("[[overrides]]\nfiles = ['../wire/**']\n", "copydesk.toml:2:10: fault: this is no pattern: `..` matches"),
    ] {
        let folder = house("config-empty", &[("copydesk.toml", written), ("a.txt", "")]);
        let (code, _, errors) = run_in(&folder, &["check", "--output-format", "concise"]);
        assert!(code == 2 && errors.contains(said), "{errors}");
    }
    let folder = house("config-empty", &[("a.txt", "")]);
    let (code, _, errors) = run_in(&folder, &["check", "--locale", "en_UK"]);
    assert!(code == 2 && errors.contains("did you mean `en-GB`?"), "{errors}");
}

#[test]
fn what_cannot_be_extended_is_said() {
    for (written, said) in [
        ("extend = 'copydesk.toml'\n", "extends itself"),
        ("extend = 'gone.toml'\n", "gone.toml cannot be read"),
        ("rules = ['gone']\n", "these rules cannot be read"),
    ] {
        let folder = house("config-extend", &[("copydesk.toml", written), ("a.txt", "")]);
        let (code, out, errors) = run_in(&folder, &["check"]);
        assert!(code == 2 && errors.contains(said) && out.contains("Nothing found in 1 file"), "{out}{errors}");
    }
    let folder = house("config-extend", &[("a.txt", "")]);
    let (code, _, errors) = run_in(&folder, &["check", "--config", "gone.toml"]);
    assert!(code == 2 && errors.contains("gone.toml: this configuration cannot be read"), "{errors}");
}

#[test]
fn it_is_begun_listed_and_shown() {
    let folder = house("config-commands", &[("a.txt", "")]);
    let (code, out, _) = run_in(&folder, &["init"]);
    assert_eq!((code, out.lines().count()), (0, 1));
    let written = fs::read_to_string(folder.join("copydesk.toml")).expect("it is written");
    assert!(written.contains("#select = ["), "{written}");
    let (code, _, errors) = run_in(&folder, &["init"]);
    assert!(code == 2 && errors.contains("there already"), "{errors}");

    let (code, out, _) = run_in(&folder, &["config", "fail-on"]);
    assert!(code == 0 && out.contains("\"error\" | \"warning\" | \"info\""), "{out}");
    let (code, _, errors) = run_in(&folder, &["config", "fail"]);
    assert!(code == 2 && errors.contains("no key of that name"), "{errors}");

    fs::write(folder.join("copydesk.toml"), "rules = ['rules']\nignore = ['house']\n").expect("a file");
    let (code, out, errors) = run_in(&folder, &["check", "--show-settings"]);
    assert_eq!((code, errors.as_str()), (0, ""));
    assert!(out.starts_with("a.txt\n  configuration   copydesk.toml\n"), "{out}");
    let off = out.lines().find(|line| line.contains("switched off"));
    assert!(off.is_some_and(|line| line.ends_with("house/parade")), "{out}");
    // Rules of the house are explained where they hold.
    assert_eq!(run_in(&folder, &["explain", "house/parade"]).0, 0);
}

#[test]
fn the_names_of_the_house_are_known() {
    let story = "Katrin Solberg, the harbour master, spoke on Monday.\n\nSolberg said the quay was safe. \
                 Kathrin Solberg, the harbour master, will speak again.\n";
    let variants = |files: &[(&str, &str)]| {
        let folder = house("config-names", files);
        let (code, out, errors) = run_in(&folder, &["check", "--select", "names", "--output-format", "concise"]);
        assert_eq!(errors, "", "{code}");
        out.lines().count()
    };
    assert_eq!(variants(&[("story.md", story)]), 1);
    let known = "[[name]]\nname = 'Katrin Solberg'\naliases = ['Kathrin Solberg']\n";
    let apart = "distinct = [['Katrin Solberg', 'Kathrin Solberg']]\n";
    for names in [known, apart] {
        let files = [("story.md", story), ("copydesk.toml", "names = ['names.toml']\n"), ("names.toml", names)];
        assert_eq!(variants(&files), 0, "{names}");
    }
}

#[test]
fn findings_stand_in_files_that_cannot_hold_a_comment() {
    let table =
        "rules = ['rules']\n[[suppress]]\nfiles = ['reports/']\nrules = ['house/parade']\nreason = 'as minuted'\n";
    let found = |more: &str, line: &str| {
        let written = format!("{table}{more}");
        let folder = house("config-suppress", &[("copydesk.toml", &written), ("a.txt", ""), ("reports/b.txt", "")]);
        fs::write(folder.join("reports/b.txt"), line).expect("a file");
        let (_, out, errors) = run_in(&folder, &["check", "--select", "house", "--output-format", "concise"]);
        (out.lines().map(|line| line.split(':').next().unwrap_or_default().to_owned()).collect::<Vec<_>>(), errors)
    };
    let flagged = "The quay.\nThey counted 75 boats.\n";
    assert_eq!(found("", flagged), (vec!["a.txt".to_owned()], String::new()));
    assert_eq!(found("words = 'counted 75'\n", flagged), (vec!["a.txt".to_owned()], String::new()));
    let (files, _) = found("words = 'The quay'\n", flagged);
    assert_eq!(files, ["a.txt", "reports/b.txt"]);
    let (files, errors) = found("", "They counted 5 boats.\n");
    assert_eq!(files, ["a.txt"]);
    assert!(errors.starts_with("note: copydesk.toml: nothing is found any more"), "{errors}");

    let folder = house(
        "config-suppress",
        &[("copydesk.toml", "[[suppress]]\nfiles = ['a.txt']\nreason = ' '\n"), ("a.txt", "")],
    );
    let (code, _, errors) = run_in(&folder, &["check"]);
    assert!(code == 2 && errors.contains("`rules` is missing") && errors.contains("`reason` is missing"), "{errors}");
}

#[test]
fn sums_measures_and_dates_that_the_house_knows_are_found() {
    let facts = "[[fact]]\nid = 'quay'\nabout = 'Ostvik quay'\nmoney = 22_000_000\ncurrency = 'EUR'\nwith = ['cost']\n\
                 [[fact]]\nid = 'tunnel'\nabout = 'Ostvik tunnel'\nmeasure = 12\nunit = 'mile'\n\
                 [[fact]]\nid = 'bridge'\nabout = 'Ostvik bridge'\ndate = 1987-06-30\nwith = ['opened']\n";
    for (text, found) in [
        ("The Ostvik quay cost €27 million.", "The text says €27 million, and the house has EUR 22,000,000"),
        ("The Ostvik quay cost €22 million.", ""),
        ("The Ostvik quay cost $27 million.", ""),
        ("The Ostvik tunnel is 30 km long.", "The text says 30 km, and the house has 12 miles"),
        ("The Ostvik tunnel is 19 km long.", ""),
        ("The Ostvik bridge opened in 1988.", "The text says 1988, and the house has 1987-06-30"),
        ("The Ostvik bridge opened on 30 July 1987.", "The text says 30 July 1987, and the house has 1987-06-30"),
        ("The Ostvik bridge opened on 30 June 1987.", ""),
        ("The Ostvik bridge was mended in 1988.", ""),
    ] {
        let files = [("copydesk.toml", "facts = ['facts.toml']\n"), ("facts.toml", facts), ("a.md", text)];
        let folder = house("config-known", &files);
        let (_, out, errors) = run_in(&folder, &["check", "--select", "facts", "--output-format", "concise"]);
        assert_eq!(errors, "", "{text}");
        assert!(if found.is_empty() { out.is_empty() } else { out.contains(found) }, "{text}: {out}");
    }
    let wrong =
        "[[fact]]\nid = 'a'\nabout = 'b'\nmeasure = 3\nunit = 'mlie'\n[[fact]]\nid = 'c'\nabout = 'd'\ndate = 'June'\n";
    let files = [("copydesk.toml", "facts = ['facts.toml']\n"), ("facts.toml", wrong), ("a.md", "Ostvik.\n")];
    let (code, _, errors) = run_in(&house("config-known", &files), &["check"]);
    assert_eq!(code, 2);
    for said in ["did you mean `mile`?", "a day or a year is wanted", "`with` is missing"] {
        assert!(errors.contains(said), "{said}\n{errors}");
    }
}

#[test]
fn words_of_the_house_are_on_the_lists() {
    let rule = "id = 'house/kin'\ntitle = 'Kin'\nwhy = 'Say who.'\nseverity = 'info'\n[facts]\nline = 'sentence'\n\
                [when]\nflag = \"line has @kin-word\"\n[report]\nmessage = 'Kin'\n[[bad]]\ntext = 'Her milkbrothers came.'\n\
                [[good]]\nnear-miss = true\ntext = 'Her uncle came.'\n";
    let words = "inflect = 'noun'\nlist = ['milkbrother']\nremove = ['uncle']\n";
    let folder = house(
        "config-words",
        &[
            ("copydesk.toml", "rules = ['rules']\nlexicon = ['words/kin-word.toml']\n"),
            ("rules/house/kin.toml", rule),
            ("words/kin-word.toml", words),
            ("a.md", "Her milkbrother came.\n\nHer uncle left.\n"),
        ],
    );
    let (code, out, errors) = run_in(&folder, &["check", "--select", "house/kin", "--output-format", "concise"]);
    assert_eq!((code, out.as_str(), errors.as_str()), (0, "a.md:1:1: info[house/kin] Kin\n", ""));
    let (code, out, _) = run_in(&folder, &["test", "rules"]);
    assert!(code == 0 && out.contains("all passed"), "{out}");
    fs::write(folder.join("words/kin-word.toml"), "lst = []\n").expect("a file");
    let (code, _, errors) = run_in(&folder, &["check", "--output-format", "concise"]);
    assert!(code == 2 && errors.contains("words/kin-word.toml:1:1: fault: `lst` is no key here"), "{errors}");
}

#[test]
fn a_figure_that_the_house_knows_better_is_found() {
    let facts = "[[fact]]\nid = 'ostvik-inhabitants'\nabout = 'Ostvik'\nfigure = 41_200\nnouns = ['inhabitant', 'resident']\n\
                 source = 'the register'\n";
    let found = |text: &str| {
        let files = [("copydesk.toml", "facts = ['facts.toml']\n"), ("facts.toml", facts), ("a.md", text)];
        let folder = house("config-facts", &files);
        let (_, out, errors) = run_in(&folder, &["check", "--select", "facts", "--output-format", "concise"]);
        assert_eq!(errors, "");
        let (code, tested, _) = run_in(&folder, &["explain", "facts/ostvik-inhabitants"]);
        assert!(code == 0 && tested.contains("41200"), "{tested}");
        out
    };
    let expected = "a.md:1:12: warning[facts/ostvik-inhabitants] The text says 42,900, and the house has 41,200 \
                    (facts.toml:1, the register)\n";
    assert_eq!(found("Ostvik has 42,900 inhabitants and one ferry.\n"), expected);
    for silent in [
        "Ostvik has about 41,000 residents and one ferry.\n",
        "Nordby has 42,900 inhabitants and one ferry.\n",
        "Ostvik had 12,900 inhabitants in 1950.\n",
        "Ostvik counted 42,900 passengers.\n",
        "Ostvik may have 60,000 inhabitants one day.\n",
        "Between them, Ostvik with 41,200 inhabitants and Nordby with 12,000 inhabitants have one ferry.\n",
    ] {
        assert_eq!(found(silent), "", "{silent}");
    }
    let wrong = "[[fact]]\nid = 'A b'\nabuot = 'Ostvik'\nfigure = 'many'\n";
    let files = [("copydesk.toml", "facts = ['facts.toml']\n"), ("facts.toml", wrong), ("a.md", "Ostvik.\n")];
    let (code, _, errors) = run_in(&house("config-facts", &files), &["check"]);
    assert_eq!(code, 2);
    for said in ["small letters", "did you mean `about`?", "a number is wanted", "`nouns` is missing"] {
        assert!(errors.contains(said), "{said}\n{errors}");
    }
}

/// A program that calls the library can have its settings in memory.
#[test]
fn the_text_of_a_configuration_holds_without_a_file() {
    let settled = |text: &str| {
        let overlay = Overlay { config_text: Some(text.to_owned()), ..Overlay::default() };
        let desks = Desks::new(overlay);
        (desks.for_folder(Path::new("")), desks.take_faults())
    };
    let (dates, faults) = settled("select = ['dates']\n");
    assert_eq!(faults, []);
    assert!(dates.desk.rules.iter().all(|rule| rule.id().starts_with("dates/")));
    assert!(dates.desk.rules.iter().count() > 1);
    let (_, faults) = settled("slect = ['dates']\n");
    assert_eq!((faults[0].path.as_str(), faults[0].span.clone()), ("config", Some(0..5)));
}
