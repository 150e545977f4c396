//! Markdown, construct by construct.
#![allow(clippy::unwrap_used)]

use copydesk::markup::{self, Document, Place, Role};
use copydesk::text::{Format, Source};

fn source(text: &str) -> Source {
    Source::new("a.md", text).unwrap()
}

/// Blocks as `role: prose`.
fn blocks(document: &Document<'_>) -> Vec<String> {
    document
        .blocks
        .iter()
        .map(|block| format!("{}: {}", block.role.name(), block.span.slice(&document.prose)))
        .collect()
}

fn check(text: &str, want: &[&str]) {
    let source = source(text);
    assert_eq!(blocks(&markup::read(&source)), want, "{text}");
}

/// What the source holds where the prose says `words`.
fn written(text: &str, words: &str) -> String {
    let source = source(text);
    let document = markup::read(&source);
    let start = document.prose.find(words).unwrap() as u32;
    let span = copydesk::text::ProseSpan::new(start, start + words.len() as u32);
    document.map.to_source(span).slice(text).to_owned()
}

#[test]
fn headings() {
    check("# A\n\nText.\n\n# B\n\n## C", &["headline: A", "body: Text.", "heading: B", "heading: C"]);
    check("Setext\n===\n\nText.", &["headline: Setext", "body: Text."]);
    check("## Only a second level\n\nText.", &["heading: Only a second level", "body: Text."]);
    check("# Head {#id .class}", &["headline: Head"]);
    let source = source("### Deep");
    assert_eq!(markup::read(&source).blocks[0].place, Place::Heading(3));
}

#[test]
fn front_matter_gives_what_the_body_lacks() {
    check("---\ntitle: The mill\n---\n\nIt closed.", &["headline: The mill", "body: It closed."]);
    check(
        "---\ntitle: The mill\n---\n\n# The mill closes\n\nText.",
        &["page: The mill", "headline: The mill closes", "body: Text."],
    );
    check(
        "---\ntitle: The mill\n---\n\nText.\n\n# Part one",
        &["headline: The mill", "body: Text.", "heading: Part one"],
    );
    check(
        "---\ndescription: It closed in May...\n---\n\nIt closed in May, they said.",
        &["page: It closed in May...", "body: It closed in May, they said."],
    );
    check("+++\ntitle = \"The mill\"\n+++\nText.", &["headline: The mill", "body: Text."]);
}

#[test]
fn standfirst_caption_and_credit() {
    check(
        "# Mill closes\n\nBy Anna Lund\n\n*After 90 years it is over.*\n\nText here, *stressed*.",
        &[
            "headline: Mill closes",
            "credit: By Anna Lund",
            "standfirst: After 90 years it is over.",
            "body: Text here, stressed.",
        ],
    );
    check("![The mill](a.jpg)\n*The mill in 1990.*", &["caption: The mill in 1990.", "caption: The mill"]);
    check(
        "![The mill](a.jpg)\n\n*The mill in 1990.*\n\n*Not so.*",
        &["caption: The mill", "caption: The mill in 1990.", "caption: Not so."],
    );
    check("**Background**\n\nText.", &["heading: Background", "body: Text."]);
    check("Figure 3: Births by month", &["caption: Figure 3: Births by month"]);
    check("Share this article\n\nText.", &["furniture: Share this article", "body: Text."]);
}

#[test]
fn inline_marks() {
    check(
        "A **bold** [link](http://x.org \"15\") and ![alt](y.png) end.",
        &["body: A bold link and end.", "caption: alt"],
    );
    check("R&amp;D &mdash; 15\\*3", &["body: R&D — 15*3"]);
    check("one\ntwo  \nthree\\\nfour", &["body: one two three four"]);
    check("about ~~15~~ 17 people", &["body: about 17 people"]);
    check("died.[^1]\n\nMore.\n\n[^1]: In 2019.", &["body: died.", "body: More.", "footnote: In 2019."]);
    check("- [x] done\n- [ ] not", &["list-item: done", "list-item: not"]);
    check("5<sup>th</sup> <!-- note --> of <del>May</del> June<br>2024", &["body: 5th of June 2024"]);
    assert_eq!(written("R&amp;D rose", "R&D"), "R&amp;D");
    assert_eq!(written("say **15 of 45** towns", "15 of 45 towns"), "15 of 45** towns");
    assert_eq!(written("> a 15\n> b", "15 b"), "15\n> b");
}

#[test]
fn code_is_opaque() {
    let text = "Listen on `port 8080` or <kbd>F5</kbd>, {{ site.x }} times.\n\n```\n99\n```\n\n    77\n";
    let source = source(text);
    let document = markup::read(&source);
    let opaque: Vec<&str> = document.opaque.iter().map(|span| span.slice(&document.prose)).collect();
    assert_eq!(opaque, ["port 8080", "F5", "{{ site.x }}"]);
    assert_eq!(blocks(&document)[1..], ["code: 99", "code: 77"]);
    let lexed = copydesk::lex::lex(&document, &copydesk::lex::Lexicon::default());
    let words: Vec<&str> = lexed.tokens.iter().map(|token| token.span().slice(&document.prose)).collect();
    assert_eq!(words, ["Listen", "on", "port 8080", "or", "F5", ",", "{{ site.x }}", "times", "."]);
}

#[test]
fn lists() {
    let text = "Three things go:\n\n1. the dock\n2. the slip\n   - its crane\n\n   and its winch\n3. the shed\n";
    let source = source(text);
    let document = markup::read(&source);
    let places: Vec<Place> = document.blocks.iter().map(|block| block.place).collect();
    assert_eq!(
        places,
        [
            Place::Flow,
            Place::Item { list: 0, position: 0 },
            Place::Item { list: 0, position: 1 },
            Place::Item { list: 1, position: 0 },
            Place::Item { list: 0, position: 1 },
            Place::Item { list: 0, position: 2 },
        ]
    );
    assert_eq!(
        (document.lists[0].items, document.lists[0].lead_in, document.lists[0].first_number),
        (3, Some(0), Some(1))
    );
    assert_eq!((document.lists[1].items, document.lists[1].lead_in, document.lists[1].level), (1, Some(2), 1));
}

#[test]
fn quotations() {
    check(
        "> Not *once*.\n>\n> > In two years.\n\nText.",
        &["quote-block: Not once.", "quote-block: In two years.", "body: Text."],
    );
    check("> [!NOTE]\n> The author's own.", &["body: The author's own."]);
}

#[test]
fn tables() {
    let text = "| Berths | 2022 | 2023 |\n|--|--|--|\n| North \\| West | 31 | |\n| South | 20 | 19 |\n";
    let source = source(text);
    let document = markup::read(&source);
    let cells: Vec<String> = document
        .blocks
        .iter()
        .map(|block| {
            let Place::Cell(cell) = block.place else { panic!("{block:?}") };
            assert_eq!(block.role, Role::TableCell);
            let name = |index: Option<u32>| {
                index.map_or("-", |index| document.blocks[index as usize].span.slice(&document.prose))
            };
            let text = block.span.slice(&document.prose);
            format!("{}.{} {text} ({}, {})", cell.row, cell.column, name(cell.row_label), name(cell.column_label))
        })
        .collect();
    assert_eq!(
        cells,
        [
            "0.0 Berths (-, -)",
            "0.1 2022 (-, -)",
            "0.2 2023 (-, -)",
            "1.0 North | West (-, Berths)",
            "1.1 31 (North | West, 2022)",
            "2.0 South (-, Berths)",
            "2.1 20 (South, 2022)",
            "2.2 19 (South, 2023)",
        ]
    );
    assert_eq!((document.tables[0].rows, document.tables[0].columns), (3, 3));
}

#[test]
fn mdx() {
    let text = "import A from 'a'\n\n<Note n={5}>\n\nText {x} here.\n\n</Note>\n\n{/* stet a/b: c */}\nMore.\n";
    let source = Source::new("a.mdx", text).unwrap();
    assert_eq!(source.format(), Format::Mdx);
    let document = markup::read(&source);
    assert_eq!(blocks(&document), ["body: Text {x} here.", "body: More."]);
    assert_eq!(document.suppressions[0].scope.slice(text), "More.");
}

#[test]
fn suppressions() {
    for (text, want) in [
        ("One.\n\n<!-- stet a/b: c -->\nTwo.\n\nThree.", "Two."),
        ("One.\n\nTwo <!-- stet a/b: c --> end.\n\nThree.", "Two <!-- stet a/b: c --> end."),
        ("One.\n\nTwo ends. <!-- stet a/b: c -->\n\nThree.", "Two ends."),
        ("<!-- stet a/b: c --> Two *ends*.\n\nThree.", "Two *ends"),
        ("<!-- copydesk-disable-next-line a/b -->\n\n- one\n  - two\n- three\n\nFour.", "one\n  - two\n- three"),
        ("- one\n- two <!-- stet a/b -->\n- three", "two"),
        ("One\ntwo <!-- copydesk-disable-line a/b -->\nthree", "two <!-- copydesk-disable-line a/b -->"),
        ("One\ntwo <!-- copydesk-disable-next-line a/b -->\nthree\nfour", "three"),
        ("<!-- copydesk-disable a/b -->\nOne.\n\n<!-- copydesk-enable a/b -->\nTwo.", "\nOne.\n\n"),
        ("<!-- copydesk-disable a/b -->\nOne.", "\nOne."),
        ("> <!-- stet a/b -->\n> One.", "One."),
        ("| a | b |\n|--|--|\n| 1 <!-- stet a/b --> | 2 |", "1"),
    ] {
        let source = source(text);
        let document = markup::read(&source);
        assert_eq!(document.suppressions.len(), 1, "{text}");
        let suppression = &document.suppressions[0];
        assert_eq!(suppression.rules[0].span.slice(text), "a/b", "{text}");
        assert_eq!(suppression.scope.slice(text).trim_end_matches(['*', '.']), want.trim_end_matches('.'), "{text}");
    }
    let code = source("`<!-- stet a/b -->` and\n\n```\n<!-- stet a/b -->\n```\n");
    assert!(markup::read(&code).suppressions.is_empty());
}
