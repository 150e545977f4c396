//! The order of the layers, kept by reading the `crate::` paths of the sources.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Every layer, in the order in which data passes through them. A layer may name those before it.
const LAYERS: [&str; 20] = [
    "text",
    "toml_file",
    "markup",
    "lex",
    "fact",
    "grammar",
    "claim",
    "story",
    "finding",
    "rule",
    "check",
    "fix",
    "report",
    "config",
    "corpus",
    "page",
    "lsp",
    "serve",
    "cli",
    "main",
];

/// Layers that may name fewer than all before them, and why.
const NARROWER: [(&str, &[&str], &str); 3] = [
    ("markup", &["text"], "markup knows nothing of words"),
    ("fact", &["text"], "values know nothing of how they are parsed"),
    ("finding", &["text"], "a finding can be handed to anyone, so it drags nothing along"),
];

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// `src/report/json.rs` belongs to `report`, `src/check.rs` to `check`.
fn layer_of(path: &Path) -> String {
    let first = path.components().next().expect("a relative path").as_os_str().to_string_lossy().into_owned();
    first.strip_suffix(".rs").map(str::to_owned).unwrap_or(first)
}

/// First segments of all `crate::` paths in code; comments may point wherever they help the reader.
fn named(code: &str) -> BTreeSet<String> {
    let code: String =
        code.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| [line, "\n"]).collect();
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        // `$crate::` and `some_crate::` are other things.
        if code[..at].ends_with(|before: char| before.is_alphanumeric() || "_$".contains(before)) {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => names.extend(top_of_group(group)),
            None => names.extend(identifier(rest)),
        }
    }
    names
}

fn identifier(text: &str) -> Option<String> {
    let end = text.find(|character: char| !character.is_alphanumeric() && character != '_').unwrap_or(text.len());
    (end > 0).then(|| text[..end].to_owned())
}

/// `text::Span, fact::{Fact, Value}}` names `text` and `fact`.
fn top_of_group(group: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut depth = 0;
    let mut start = 0;
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' | ',' if depth == 0 => {
                names.extend(identifier(group[start..at].trim_start()));
                start = at + 1;
                if character == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    names
}

#[test]
fn no_layer_names_a_later_one() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    let mut wrong = Vec::new();
    for path in &files {
        let relative = path.strip_prefix(&src).expect("inside src");
        let layer = layer_of(relative);
        if layer == "lib" {
            continue;
        }
        let Some(place) = LAYERS.iter().position(|&name| name == layer) else {
            wrong.push(format!(
                "src/{} belongs to no layer: give `{layer}` its place in LAYERS of tests/layers.rs and in ARCHITECTURE.md",
                relative.display()
            ));
            continue;
        };
        let code = fs::read_to_string(path).expect("a source file");
        for other in named(&code) {
            let Some(other_place) = LAYERS.iter().position(|&name| name == other) else { continue };
            let narrower = NARROWER.iter().find(|(name, ..)| *name == layer);
            if other_place > place {
                wrong.push(format!(
                    "src/{}: `{layer}` names `{other}`, which comes later: move what both need into a layer before \
                     `{layer}`, or pass it in as an argument",
                    relative.display()
                ));
            } else if let Some((_, allowed, why)) = narrower
                && other != layer
                && !allowed.contains(&other.as_str())
            {
                wrong.push(format!(
                    "src/{}: `{layer}` names `{other}`, but may name {allowed:?} only, because {why}",
                    relative.display()
                ));
            }
        }
    }
    assert!(files.len() > LAYERS.len(), "the sources were not found");
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn paths_are_read_from_code_and_not_from_comments() {
    let code = "use crate::text::Span;\nuse crate::{fact::{Fact, Value}, lex};\n/// [x](crate::cli::main)\n\
                fn f() -> crate::story::Story { $crate::report::x() }";
    assert_eq!(named(code).into_iter().collect::<Vec<_>>(), ["fact", "lex", "story", "text"]);
}
