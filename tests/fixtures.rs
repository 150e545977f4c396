//! Every built-in rule over every story of `fixtures/`: what it says stands in a snapshot beside the story,
//! so that noise shows in the diff of the change that makes it.

use std::fmt::Write as _;
use std::path::Path;

use copydesk::check::Desk;
use copydesk::text::{LineIndex, Source};

/// One line a finding, with the words it points at.
fn findings(path: &Path) -> String {
    let name = path.file_name().expect("a file").to_string_lossy().into_owned();
    let source = Source::from_bytes(name, std::fs::read(path).expect("readable fixture")).expect("UTF-8");
    let lines = LineIndex::new(source.text());
    let mut out = String::new();
    for finding in Desk::built_in().check(&source) {
        let at = lines.position(source.text(), finding.primary.span.start());
        let _ = writeln!(out, "{}:{} {} {}: {}", at.line, at.column, finding.severity, finding.rule, finding.message);
        for site in &finding.related {
            let at = lines.position(source.text(), site.span.start());
            let _ = writeln!(out, "    and {}:{} {}", at.line, at.column, site.label);
        }
    }
    if out.is_empty() { "nothing found\n".to_owned() } else { out }
}

#[test]
fn every_rule_over_every_story() {
    insta::glob!("../fixtures", "**/*.{txt,md,html}", |path| {
        if path.file_name().is_some_and(|name| name == "README.md") {
            return;
        }
        insta::with_settings!({
            snapshot_path => path.parent().expect("a folder"),
            prepend_module_to_snapshot => false,
            omit_expression => true,
            snapshot_suffix => "",
        }, {
            let stem = path.file_name().expect("a file").to_string_lossy().into_owned();
            insta::assert_snapshot!(stem, findings(path));
        });
    });
}

/// Stories in `clean/` may draw a remark, never a warning.
#[test]
fn clean_stories_draw_no_warning() {
    for entry in std::fs::read_dir("fixtures/clean").expect("fixtures/clean") {
        let path = entry.expect("readable folder").path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let said = findings(&path);
            assert!(!said.contains(" warning ") && !said.contains(" error "), "{}:\n{said}", path.display());
        }
    }
}
