//! The pages that are made from the rules are those that the rules make. `UPDATE_DOCS=1` writes them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use copydesk::check::suppress;
use copydesk::rule::{self, RuleSet};

fn wanted() -> BTreeMap<PathBuf, String> {
    let rules = RuleSet::built_in();
    let mut index = String::from(
        "# Rules\n\nMade from `rules/`. `copydesk explain RULE` prints the page of a rule, `copydesk test` runs its texts.\n\n\
         | rule | severity | what it finds |\n|---|---|---|\n",
    );
    let mut pages = BTreeMap::new();
    for rule in rules.iter() {
        index += &format!("| [{0}]({0}.md) | {1} | {2} |\n", rule.id(), rule.severity(), rule.title());
        pages.insert(PathBuf::from(format!("{}.md", rule.id())), rule.page());
    }
    for rule in suppress::RULES {
        index += &format!("| [{0}]({0}.md) | {1} | {2} |\n", rule.id, rule.severity, rule.title);
        pages.insert(PathBuf::from(format!("{}.md", rule.id)), rule.page());
    }
    pages.insert("README.md".into(), index);
    pages.insert("words.md".into(), rule::words_page());
    pages
}

fn found(folder: &Path, below: &Path, pages: &mut BTreeMap<PathBuf, String>) {
    for entry in fs::read_dir(folder.join(below)).into_iter().flatten() {
        let name = below.join(entry.expect("readable docs").file_name());
        if folder.join(&name).is_dir() {
            found(folder, &name, pages);
        } else {
            pages.insert(name.clone(), fs::read_to_string(folder.join(&name)).expect("readable docs"));
        }
    }
}

#[test]
fn the_pages_of_the_rules_are_up_to_date() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    let wanted = wanted();
    if env::var_os("UPDATE_DOCS").is_some() {
        let _ = fs::remove_dir_all(&folder);
        for (name, page) in &wanted {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("readable docs");
            fs::write(path, page).expect("readable docs");
        }
    }
    let mut pages = BTreeMap::new();
    found(&folder, Path::new(""), &mut pages);
    let names = |pages: &BTreeMap<PathBuf, String>| pages.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&pages), names(&wanted), "run the test with UPDATE_DOCS=1");
    for (name, page) in &wanted {
        assert!(pages[name] == *page, "docs/rules/{} is stale: run the test with UPDATE_DOCS=1", name.display());
    }
}

/// `docs/SUMMARY.md`, the contents of the book: what is written above the line, and below it a page for each rule.
#[test]
fn the_contents_of_the_book_list_every_rule() {
    const LINE: &str = "<!-- below this line: made from the rules -->\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/SUMMARY.md");
    let committed = fs::read_to_string(&path).expect("readable docs").replace("\r\n", "\n");
    let (written, _) = committed.split_once(LINE).expect("the line");
    let mut contents = format!("{written}{LINE}\n- [The rules](rules/README.md)\n");
    let mut group = None;
    for page in wanted().keys() {
        let (Some(folder), Some(name)) = (page.parent().and_then(Path::to_str), page.file_stem()) else { continue };
        if folder.is_empty() {
            continue;
        }
        if group.as_deref() != Some(folder) {
            contents += &format!("  - [{folder}]()\n");
            group = Some(folder.to_owned());
        }
        contents += &format!("    - [{0}](rules/{folder}/{0}.md)\n", name.display());
    }
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &contents).expect("writable docs");
    }
    let committed = fs::read_to_string(&path).expect("readable docs").replace("\r\n", "\n");
    assert!(committed == contents, "docs/SUMMARY.md is stale: run the test with UPDATE_DOCS=1");
}

/// `docs/rule-schema.json`, for editors.
#[test]
fn the_json_schema_of_rule_files_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rule-schema.json");
    let schema = rule::json_schema();
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &schema).expect("writable docs");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == schema, "docs/rule-schema.json is stale: run the test with UPDATE_DOCS=1");
}

/// Every built-in rule, by a validator that knows nothing of this program. Without one there is nothing to ask.
#[test]
fn every_built_in_rule_meets_the_json_schema() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Ok(output) = Command::new("python3").arg("tests/rule_schema.py").current_dir(root).output() else { return };
    // 77: the validator is not installed here.
    assert!(
        output.status.success() || output.status.code() == Some(77),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}
