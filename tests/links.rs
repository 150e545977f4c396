//! Every link between the pages leads somewhere, on the shelf and in the book that `docs/build` makes of `docs/`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All Markdown pages below a folder, by their paths from the root.
fn pages(folder: &str, found: &mut BTreeSet<PathBuf>) {
    for entry in fs::read_dir(root().join(folder)).expect(folder) {
        let entry = entry.expect("an entry");
        let path = Path::new(folder).join(entry.file_name());
        if entry.file_name() == "node_modules" {
            continue;
        }
        if entry.path().is_dir() {
            pages(path.to_str().expect("UTF-8"), found);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.insert(path);
        }
    }
}

struct Page {
    links: Vec<String>,
    anchors: BTreeSet<String>,
}

fn read(path: &Path) -> Page {
    let text = fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut page = Page { links: Vec::new(), anchors: BTreeSet::new() };
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                page.links.push(dest_url.to_string())
            }
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => page.anchors.extend(heading.take().map(|words| anchor(&words))),
            Event::Text(words) | Event::Code(words) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&words);
                }
            }
            _ => {}
        }
    }
    page
}

/// What GitHub and mdbook make of a heading: letters and digits, in lower case, with hyphens for spaces.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|letter| letter.is_alphanumeric() || "-_ ".contains(*letter));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

/// `docs/guide/../rules` is `docs/rules`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        if part == Component::ParentDir {
            plain.pop();
        } else {
            plain.push(part);
        }
    }
    plain
}

#[test]
fn every_link_leads_somewhere() {
    let mut all: BTreeSet<PathBuf> =
        ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"].map(PathBuf::from).into();
    pages("docs", &mut all);
    let mut dead = Vec::new();
    let mut seen = 0;
    for path in &all {
        for link in read(path).links {
            if link.is_empty() || link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            seen += 1;
            let (file, fragment) = link.split_once('#').unwrap_or((&link, ""));
            let target =
                if file.is_empty() { path.clone() } else { plain(&path.parent().expect("a folder").join(file)) };
            // The book holds nothing but what lies in `docs/`, and shows no folders.
            let is_out = path.starts_with("docs") && !target.starts_with("docs");
            let is_there = root().join(&target).is_file() || !path.starts_with("docs") && root().join(&target).exists();
            let has_anchor = fragment.is_empty() || is_there && read(&target).anchors.contains(fragment);
            if is_out || !is_there || !has_anchor {
                dead.push(format!("{}: {link}", path.display()));
            }
        }
    }
    assert_eq!(dead, Vec::<String>::new());
    assert!(seen > 100, "only {seen} links were found");
}

#[test]
fn the_book_has_every_page() {
    let mut all = BTreeSet::new();
    pages("docs", &mut all);
    let summary = Path::new("docs/SUMMARY.md");
    let listed: BTreeSet<PathBuf> = read(summary).links.iter().map(|link| Path::new("docs").join(link)).collect();
    all.remove(summary);
    let missing: Vec<_> = all.difference(&listed).collect();
    assert_eq!(missing, Vec::<&PathBuf>::new());
}
