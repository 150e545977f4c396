//! Every rule against the examples of the catalogue that the rules were designed from, where it lies beside the
//! checkout. Its texts are no part of the project; what is known to disagree is listed in `tests/catalogue/`, by
//! rule and number, with the reason. Anything else that disagrees fails, and so does a line that is no longer
//! true; `UPDATE_DOCS=1` takes such lines out.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own files has failed")]
#![allow(clippy::print_stdout, reason = "what disagrees is for whoever runs it")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use copydesk::check::Desk;
use copydesk::corpus;
use copydesk::fact::Bounds;
use copydesk::markup::{self, Block, Document, Place, Role};
use copydesk::rule::{Rule, RuleSet};
use copydesk::story::Story;
use copydesk::text::{ProseSpan, Source};
use jiff::civil::Date;
use serde::Deserialize;

#[derive(Deserialize)]
struct Catalogue {
    rule: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    id: String,
    flags: Vec<String>,
    passes: Vec<String>,
}

/// Rule, then example (`flags 1`), then the reason.
type Known = BTreeMap<String, BTreeMap<String, String>>;

/// The catalogue lies in a folder `shared` beside the checkout or beside a folder that holds it.
fn catalogue() -> Option<Catalogue> {
    let folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(1);
    let path = folders.map(|folder| folder.join("shared/rules-catalogue.toml")).find(|path| path.is_file())?;
    Some(toml::from_str(&fs::read_to_string(path).unwrap()).unwrap())
}

fn tables() -> Vec<(PathBuf, Known)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/catalogue");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), toml::from_str(&fs::read_to_string(path).unwrap()).unwrap())).collect()
}

#[test]
fn the_rules_agree_with_the_catalogue_save_where_a_reason_is_given() {
    let Some(catalogue) = catalogue() else { return };
    // Every rule by its own name, those too that are off by default.
    let (desk, rules) = (Desk::built_in(), RuleSet::built_in());
    let mut wrong: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut right = 0;
    for entry in &catalogue.rule {
        for (kind, texts, wanted) in [("flags", &entry.flags, true), ("passes", &entry.passes, false)] {
            for (at, text) in texts.iter().enumerate() {
                if rules.get(&entry.id).is_some_and(|rule| speaks(&desk, rule, text)) == wanted {
                    right += 1;
                } else {
                    wrong.entry(entry.id.clone()).or_default().insert(format!("{kind} {}", at + 1));
                }
            }
        }
    }
    let tables = tables();
    let known: BTreeSet<(&String, &String)> = tables
        .iter()
        .flat_map(|(_, known)| known)
        .flat_map(|(rule, examples)| examples.keys().map(move |example| (rule, example)))
        .collect();
    let found: BTreeSet<(&String, &String)> =
        wrong.iter().flat_map(|(rule, examples)| examples.iter().map(move |example| (rule, example))).collect();
    println!("{right} examples agree, {} disagree", found.len());
    for (rule, examples) in &wrong {
        println!("{rule}: {}", examples.iter().map(|of| said(of)).collect::<Vec<_>>().join(", "));
    }
    if env::var_os("UPDATE_DOCS").is_some() {
        return tables.iter().for_each(|(path, known)| shrink(path, known, &found));
    }
    let mut complaints = String::new();
    for (rule, example) in found.difference(&known) {
        let _ = writeln!(complaints, "{rule}, {}: new", said(example));
    }
    for (rule, example) in known.difference(&found) {
        let _ = writeln!(complaints, "{rule}, {example}: agrees now, take the line out of tests/catalogue/");
    }
    assert!(complaints.is_empty(), "\n{complaints}");
}

fn said(example: &str) -> String {
    let outcome = if example.starts_with("flags") { "missed" } else { "noisy" };
    format!("{example} {outcome}")
}

/// Writes a table anew without what agrees by now.
fn shrink(path: &Path, known: &Known, found: &BTreeSet<(&String, &String)>) {
    let mut out = String::new();
    for (rule, examples) in known {
        let still: Vec<_> = examples.iter().filter(|(example, _)| found.contains(&(rule, example))).collect();
        if still.is_empty() {
            continue;
        }
        let _ = writeln!(out, "{}[\"{rule}\"]", if out.is_empty() { "" } else { "\n" });
        for (example, reason) in still {
            let _ = writeln!(out, "\"{example}\" = {reason:?}");
        }
    }
    if out.is_empty() { fs::remove_file(path).unwrap() } else { fs::write(path, out).unwrap() }
}

/// Whether the rule finds anything in any document of an example, or between them.
fn speaks(desk: &Desk, rule: &Rule, example: &str) -> bool {
    if rule.block().is_some() {
        let rows = documents(example).into_iter().enumerate().flat_map(|(at, document)| {
            let name = format!("{at}-{}", document.name);
            corpus::facts(desk, &Source::new(name, document.words).unwrap().with_date(document.date))
        });
        return !rule.evaluate_corpus(rows.collect(), &desk.lexicon, &desk.names).is_empty();
    }
    documents(example).into_iter().any(|document| {
        let source = Source::new("example.txt", document.words).unwrap().with_date(document.date);
        let read = if document.is_directed {
            Document { prose: source.text().into(), blocks: document.blocks, ..Document::default() }
        } else {
            markup::read(&source)
        };
        !rule.evaluate(&Story::of(&source, read, &desk.lexicon, Bounds::default())).is_empty()
    })
}

#[derive(Default)]
struct Example {
    /// What the example calls it: `2019.md`.
    name: String,
    words: String,
    blocks: Vec<Block>,
    date: Option<String>,
    /// Whether the example says which part has which role; without that, roles are found as in a file.
    is_directed: bool,
}

impl Example {
    /// Adds paragraphs of one role.
    fn add(&mut self, role: Role, words: &str) {
        for paragraph in paragraphs(words) {
            if !self.words.is_empty() {
                self.words.push_str("\n\n");
            }
            let start = self.words.len() as u32;
            self.words.push_str(&paragraph);
            let span = ProseSpan::new(start, self.words.len() as u32);
            self.blocks.push(Block { span, role, place: Place::Flow });
        }
    }
}

/// Takes an example apart by its stage directions: `(headline)`, `(dated 2 June)`, `(a.md)`, `[new paragraph]`.
fn documents(example: &str) -> Vec<Example> {
    let mut text = example.trim();
    // A bracket at the end is a comment for the reader of the catalogue, or says what the whole is.
    let mut directed = None;
    if let Some((before, comment)) = text.strip_suffix(')').and_then(|of| of.rsplit_once('(')) {
        text = before.trim();
        directed = direction(comment).and_then(|of| of.role);
    }
    let mut role = directed.unwrap_or(Role::Body);
    let mut documents = vec![Example { is_directed: directed.is_some(), ..Example::default() }];
    let mut start = 0;
    let mut search = 0;
    while let Some(open) = text[search..].find('(').map(|at| at + search) {
        let Some(close) = text[open..].find(')').map(|at| at + open) else { break };
        search = close;
        let Some(direction) = direction(&text[open + 1..close]) else { continue };
        documents.last_mut().unwrap().add(role, &text[start..open]);
        start = close + 1;
        if direction.document && !documents.last().unwrap().words.is_empty() {
            documents.push(Example::default());
        }
        if direction.document {
            documents.last_mut().unwrap().name = text[open + 1..close].to_owned();
        }
        role = direction.role.unwrap_or(Role::Body);
        documents.last_mut().unwrap().is_directed |= direction.role.is_some();
        if direction.date.is_some() {
            documents.last_mut().unwrap().date = direction.date;
        }
    }
    documents.last_mut().unwrap().add(role, &text[start..]);
    documents
}

#[derive(Default)]
struct Direction {
    role: Option<Role>,
    document: bool,
    date: Option<String>,
}

fn direction(words: &str) -> Option<Direction> {
    let role = |role| Some(Direction { role: Some(role), ..Direction::default() });
    match words {
        "headline" => role(Role::Headline),
        "body" | "text" | "same file, body" => role(Role::Body),
        "caption" => role(Role::Caption),
        "credit" => role(Role::Credit),
        "pull quote" => role(Role::QuoteBlock),
        "README" | "a" | "b" | "a body" => Some(Direction { document: true, ..Direction::default() }),
        _ if words.ends_with(".md") => Some(Direction { document: true, ..Direction::default() }),
        _ if words == "table" || words.starts_with("table,") => role(Role::TableCell),
        _ => {
            let date = words.strip_prefix("dated ").or_else(|| words.strip_prefix("front matter date: "))?;
            Some(Direction { date: Some(publication(date)?.to_string()), ..Direction::default() })
        }
    }
}

/// `2025-06-02`, `2 June 2025`; a day alone is that of some year, a year alone stands for a day in its middle.
fn publication(words: &str) -> Option<Date> {
    let written = [words.to_owned(), format!("{words} 2025"), format!("1 July {words}")];
    written.iter().find_map(|of| of.parse().ok().or_else(|| Date::strptime("%d %B %Y", of).ok()))
}

/// `...` between sentences stands for other text; inside quotation marks it stands for itself.
fn paragraphs(words: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let broken = words.replace("[new paragraph]", "\n\n").replace("[20 pages later]", "\n\n");
    for (at, part) in broken.split("...").enumerate() {
        if at > 0 {
            let before = out.last_mut().unwrap();
            if before.matches('"').count() % 2 == 1 {
                before.push_str("...");
            } else {
                out.push(String::new());
            }
        }
        out.last_mut().unwrap().push_str(part);
    }
    out.iter()
        .flat_map(|part| part.split("\n\n"))
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}

#[test]
fn an_example_is_taken_apart_by_its_stage_directions() {
    let read = |example: &str| -> Vec<Vec<(Role, String)>> {
        let documents = documents(example).into_iter();
        documents
            .map(|document| {
                let blocks = document.blocks.iter();
                blocks.map(|block| (block.role, block.span.slice(&document.words).to_owned())).collect()
            })
            .collect()
    };
    let part = |role, words: &str| (role, words.to_owned());
    assert_eq!(
        read("(headline) Mill shuts (body) It shut. ... It cost 30 (or 40) jobs. (a comment)"),
        [[
            part(Role::Headline, "Mill shuts"),
            part(Role::Body, "It shut."),
            part(Role::Body, "It cost 30 (or 40) jobs.")
        ]]
    );
    assert_eq!(read("(a.md) One. (b.md) Two."), [[part(Role::Body, "One.")], [part(Role::Body, "Two.")]]);
    assert_eq!(read("\"We ... stay,\" she said."), [[part(Role::Body, "\"We ... stay,\" she said.")]]);
    assert_eq!(read("Mill shuts (headline)"), [[part(Role::Headline, "Mill shuts")]]);
    let dated = |direction: &str| documents(&format!("({direction}) Moe is 62."))[0].date.clone().unwrap();
    assert_eq!(dated("dated 2024"), "2024-07-01");
    assert_eq!(dated("dated 2 June"), "2025-06-02");
    assert_eq!(dated("dated 2 June 2024"), "2024-06-02");
    assert_eq!(dated("front matter date: 2020-11-13"), "2020-11-13");
}
