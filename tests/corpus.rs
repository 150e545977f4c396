//! Many documents: the three functions over rows, and `check --corpus` as it is called.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own text has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use copydesk::check::Desk;
use copydesk::corpus::{self, Row};
use copydesk::finding::Finding;
use copydesk::rule::MOST_ALIKE;
use copydesk::text::Source;
use serde_json::{Value as Json, json};
use tempfile::TempDir;

const BRIDGES: [(&str, &str); 3] = [
    ("a.md", "The Norhaven bridge is 1,204 m long.\n"),
    ("b.md", "It rained.\n\nThe 1,240-metre Norhaven bridge was opened in May.\n"),
    ("c/d.md", "# Bridges\n\nThe Norhaven bridge is 1,204 metres long.\n"),
];

fn rows(desk: &Desk, documents: &[(&str, &str)]) -> Vec<Row> {
    let read = |(name, text): &(&str, &str)| corpus::facts(desk, &Source::new(*name, *text).unwrap());
    documents.iter().flat_map(read).collect()
}

/// What every rule that compares documents says of these rows.
fn check(desk: &Desk, rows: &[Row]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in desk.rules.iter().filter(|rule| rule.block().is_some()) {
        let mut blocks: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        for row in rows {
            for key in corpus::block_keys(rule, row) {
                blocks.entry(key).or_default().push(row.clone());
            }
        }
        findings.extend(blocks.into_values().flat_map(|rows| corpus::check_block(desk, rule, rows).findings));
    }
    findings
}

#[test]
fn rows_in_any_order_and_from_any_store_give_the_same_findings() {
    let desk = Desk::built_in();
    let mut rows = rows(&desk, &BRIDGES);
    let findings = check(&desk, &rows);
    assert_eq!(findings.len(), 1);
    assert_eq!((&*findings[0].primary.path, &*findings[0].related[0].path), ("b.md", "a.md"));
    rows.reverse();
    assert_eq!(check(&desk, &rows), findings);
    let lines: Vec<String> = rows.iter().map(|row| serde_json::to_string(row).unwrap()).collect();
    let stored: Vec<Row> = lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(stored, rows);
    assert_eq!(check(&desk, &stored), findings);
    // Each row twice, as a job gives it that was begun anew.
    assert_eq!(check(&desk, &[rows.clone(), rows].concat()), findings);
}

#[test]
fn what_stands_in_every_document_is_cut_and_the_rest_is_compared() {
    let desk = Desk::built_in();
    let rule = desk.rules.get("corpus/figure-drift").unwrap();
    let mut all = rows(&desk, &BRIDGES[1..2]);
    for number in 0..MOST_ALIKE + 7 {
        all.extend(rows(&desk, &[(&format!("z{number:05}.md"), "The Norhaven bridge is 1,204 m long.")]));
    }
    all.retain(|row| !corpus::block_keys(rule, row).is_empty());
    let block = corpus::check_block(&desk, rule, all);
    assert_eq!(block.left_out, 7);
    assert_eq!(block.findings.len(), 1);
    assert_eq!(&*block.findings[0].primary.path, "b.md");
}

fn folder(documents: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in documents {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn copydesk(folder: &Path, arguments: &[&str], threads: &str) -> Output {
    let mut command = Command::cargo_bin("copydesk").unwrap();
    command.current_dir(folder).env("RAYON_NUM_THREADS", threads).args(arguments).output().unwrap()
}

fn concise(folder: &Path) -> String {
    let output = copydesk(folder, &["check", "--corpus", "--select", "corpus", "--output-format", "concise"], "2");
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_same_bytes_come_out_with_any_threads_and_any_order_of_paths() {
    let folder = folder(&BRIDGES);
    let run = |paths: &[&str], threads| {
        let arguments = [&["check", "--corpus", "--output-format", "json"], paths].concat();
        let output = copydesk(folder.path(), &arguments, threads);
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stdout).unwrap()
    };
    let one = run(&["a.md", "b.md", "c"], "1");
    assert!(one.contains(r#""path":"a.md""#) && one.contains(r#""path":"b.md""#), "{one}");
    assert_eq!(run(&["c", "b.md", "a.md"], "8"), one);
    assert_eq!(run(&["."], "3"), one);
}

#[test]
fn both_files_are_shown() {
    let folder = folder(&BRIDGES);
    let output = copydesk(folder.path(), &["check", "--corpus"], "2");
    let shown = String::from_utf8(output.stdout).unwrap();
    for words in ["b.md:3:5", "The 1,240-metre Norhaven bridge", "a.md:1:24", "The Norhaven bridge is 1,204 m long."] {
        assert!(shown.contains(words), "{words} in {shown}");
    }
}

#[test]
fn a_comment_in_either_file_lets_it_stand() {
    let stet = "<!-- stet corpus/figure-drift: each as it was then -->\n\n";
    let (a, b) = (BRIDGES[0], BRIDGES[1]);
    assert!(concise(folder(&[a, b]).path()).contains("corpus/figure-drift"));
    let first = format!("{stet}{}", a.1);
    assert_eq!(concise(folder(&[("a.md", &first), b]).path()), "");
    let second = b.1.replace("The 1,240", &format!("{stet}The 1,240"));
    assert_eq!(concise(folder(&[a, ("b.md", &second)]).path()), "");
}

#[test]
fn settings_of_either_file_hold() {
    let (a, b) = (BRIDGES[0], BRIDGES[1]);
    for name in ["a.md", "b.md"] {
        let off = format!("[per-file-ignores]\n\"{name}\" = [\"corpus/figure-drift\"]\n");
        let folder = folder(&[a, b, ("copydesk.toml", &off)]);
        let output = copydesk(folder.path(), &["check", "--corpus", "--output-format", "concise"], "2");
        assert_eq!(String::from_utf8(output.stdout).unwrap(), "", "{name}");
    }
}

#[test]
fn a_suppression_of_a_rule_over_documents_is_not_unused_in_a_single_one() {
    let text = format!("<!-- stet corpus/figure-drift: as it was then -->\n\n{}", BRIDGES[0].1);
    let found = Desk::built_in().check(&Source::new("a.md", text).unwrap());
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn one_text_on_standard_input_is_no_corpus() {
    let output = copydesk(folder(&BRIDGES).path(), &["check", "--corpus", "-"], "2");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("is no corpus"));
}

/// What `check --corpus` answers to records, a line for each, and what it says on standard error.
fn answered(records: &[Json], arguments: &[&str]) -> (Vec<Json>, String) {
    let input: String = records.iter().map(|record| format!("{record}\n")).collect();
    let arguments = [&["check", "--corpus", "--stdin-format", "ndjson", "--output-format", "json-lines"], arguments];
    let mut command = Command::cargo_bin("copydesk").unwrap();
    let output = command.args(arguments.concat()).arg("-").write_stdin(input).output().unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    (lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect(), errors)
}

#[test]
fn records_are_compared_as_files_are() {
    let texts = [BRIDGES[0], BRIDGES[1], ("x", "It was Monday, 14 March 2024.")];
    let records = texts.map(|(id, text)| json!({ "id": id, "text": text, "format": "markdown" }));
    let (answers, errors) = answered(&records, &[]);
    assert_eq!(errors, "");
    assert_eq!(answers.iter().map(|answer| &answer["id"]).collect::<Vec<_>>(), ["a.md", "b.md", "x"]);
    let rules = |answer: &Json| -> Vec<String> {
        answer["findings"].as_array().unwrap().iter().map(|of| of["rule"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(rules(&answers[0]), [""; 0]);
    assert_eq!(rules(&answers[1]), ["corpus/figure-drift"]);
    assert_eq!(rules(&answers[2]), ["dates/weekday-mismatch"]);
    let finding = &answers[1]["findings"][0];
    assert_eq!(finding["primary"], json!({ "start": 16, "end": 27, "line": 3, "column": 5 }));
    assert_eq!(
        finding["related"],
        json!([{ "path": "a.md", "start": 23, "end": 30, "line": 1, "column": 24, "label": "1,204 m here" }])
    );
    // The same texts as files say the same.
    assert!(concise(folder(&BRIDGES[..2]).path()).starts_with("b.md:3:5: warning[corpus/figure-drift]"));
}

#[test]
fn two_records_with_one_id_are_not_mixed_up() {
    let (one, two) = (BRIDGES[1].1, "Short.");
    let records = [
        json!({ "id": "b", "text": one }),
        json!({ "id": "a", "text": BRIDGES[0].1 }),
        json!({ "id": "b", "text": two }),
    ];
    let (answers, errors) = answered(&records, &["--select", "corpus"]);
    let counts: Vec<usize> = answers.iter().map(|answer| answer["findings"].as_array().unwrap().len()).collect();
    assert_eq!(counts, [1, 0, 0]);
    assert!(errors.contains("a record before this one has its `id`"), "{errors}");
}

#[test]
fn a_line_that_is_no_record_has_its_answer_and_the_rest_is_compared() {
    let records = [json!({ "id": 1, "text": BRIDGES[0].1 }), json!("none"), json!({ "id": 2, "text": BRIDGES[1].1 })];
    let (answers, _) = answered(&records, &["--select", "corpus"]);
    assert_eq!(answers[1]["line"], 2);
    assert_eq!(answers[2]["findings"][0]["related"][0]["path"], "1");
}

#[test]
fn the_table_has_a_row_for_each_fact_in_order() {
    let folder = folder(&BRIDGES);
    let output = copydesk(folder.path(), &["facts", "--output-format", "table", "-o", "facts.ndjson", "."], "2");
    assert!(output.status.success() && output.stdout.is_empty());
    let text = fs::read_to_string(folder.path().join("facts.ndjson")).unwrap();
    let stored: Vec<Row> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(stored, rows(&Desk::built_in(), &BRIDGES));
    let bridge = stored.iter().find(|row| row.kind == "measure").unwrap();
    assert_eq!(
        (&*bridge.low, &*bridge.unit, &*bridge.block_key),
        ("1203.5", "metre", "size norhaven bridge length long")
    );
}

#[test]
fn parquet_gives_back_the_rows() {
    use copydesk::corpus::{COLUMNS, Cell, TABLE_VERSION};
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    let folder = folder(&BRIDGES);
    let output = copydesk(folder.path(), &["facts", "--output-format", "parquet", "-o", "facts.parquet", "."], "2");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let reader = SerializedFileReader::new(fs::File::open(folder.path().join("facts.parquet")).unwrap()).unwrap();
    let metadata = reader.metadata().file_metadata().key_value_metadata().unwrap();
    let version = metadata.iter().find(|of| of.key == "copydesk.facts").and_then(|of| of.value.clone());
    assert_eq!(version, Some(TABLE_VERSION.to_string()));
    let wanted = rows(&Desk::built_in(), &BRIDGES);
    let stored: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
    assert_eq!(stored.len(), wanted.len());
    for (stored, wanted) in stored.iter().zip(&wanted) {
        let wanted = COLUMNS.iter().map(|(name, cell)| {
            let field = match cell {
                Cell::Text(of) => Field::Str(of(wanted).to_owned()),
                Cell::Whole(of) => Field::Int(of(wanted)),
            };
            ((*name).to_owned(), field)
        });
        assert_eq!(
            stored.get_column_iter().map(|(name, field)| (name.clone(), field.clone())).collect::<Vec<_>>(),
            wanted.collect::<Vec<_>>()
        );
    }
}
