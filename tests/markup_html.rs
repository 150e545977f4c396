//! HTML, construct by construct.
#![cfg(feature = "html")]
#![allow(clippy::unwrap_used)]

use copydesk::markup::{self, Document, Place};
use copydesk::text::{ProseSpan, Source};

fn source(text: &str) -> Source {
    Source::new("a.html", text).unwrap()
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
    document.map.to_source(ProseSpan::new(start, start + words.len() as u32)).slice(text).to_owned()
}

#[test]
fn roles() {
    check(
        "<title>Mill &amp; quay | Post</title><h1>Mill closes</h1><p>Text.<h2>Part</h2><h1>More</h1>",
        &["page: Mill & quay | Post", "headline: Mill closes", "body: Text.", "heading: Part", "heading: More"],
    );
    check("<title>Mill closes</title><p>Text.</p>", &["headline: Mill closes", "body: Text."]);
    check("<figure><img alt='x'><figcaption>The <i>mill</i></figcaption></figure>", &["caption: The mill"]);
    check("<blockquote>One.<p>Two.</blockquote>Three.", &["quote-block: One.", "quote-block: Two.", "body: Three."]);
    check("<pre>x = 99\n  y</pre>", &["code: x = 99\n  y"]);
    check(
        "<h1>Mill</h1><div class='post__byline'>Anna Lund</div><p class='standfirst'>It closed.</p>",
        &["headline: Mill", "credit: Anna Lund", "standfirst: It closed."],
    );
    check("<p>By Anna Lund</p><p>Share this article</p>", &["credit: By Anna Lund", "page: Share this article"]);
    check(
        "<aside class='footnotes'><p>In 2019.</p></aside><div class='footnotes'>In 2020.</div>",
        &["page: In 2019.", "footnote: In 2020."],
    );
}

#[test]
fn what_is_no_text() {
    check(
        "a<script>99</script><style>98</style><span hidden>97 <i>x</i></span><svg><title>96</title></svg> b",
        &["body: a b"],
    );
    check("<p>Listen on <code>port 80</code> to <del>15</del> 17.", &["body: Listen on port 80 to 17."]);
    check("<nav>Home</nav><main><p>Text.</main><p>12 more", &["page: Home", "body: Text.", "page: 12 more"]);
    check("<article>One.</article><p>12 more", &["body: One.", "page: 12 more"]);
    check("<article>One.</article><article>Two.</article>", &["body: One.", "body: Two."]);
}

#[test]
fn lines() {
    check("<p>15<b> of </b>45\n   <span>towns</span></p>", &["body: 15 of 45 towns"]);
    check("one<br>two<br><br>three", &["body: one two", "body: three"]);
    check("R&amp;D&nbsp;&mdash; &#8364;5 &copy &unknown;", &["body: R&D\u{a0}— €5 © &unknown;"]);
    check("<p>She said <q>no</q>.", &["body: She said “no”."]);
    check("5 < 6 & 7 > 6", &["body: 5 < 6 & 7 > 6"]);
    assert_eq!(written("a R&amp;D b", "R&D"), "R&amp;D");
    assert_eq!(written("15 <b>of</b>\n  45 x", "15 of 45"), "15 <b>of</b>\n  45");
    assert_eq!(written("x\r\ny &notit; z", "y ¬it; z"), "y &notit; z");
    assert_eq!(written("é &eacute; <i>ü</i>", "é ü"), "&eacute; <i>ü");
}

#[test]
fn lists_and_tables() {
    let text = "<p>Two go:</p><ul><li>dock<ul><li>crane</ul><li>slip<p>and yard</ul>";
    let source_ = source(text);
    let document = markup::read(&source_);
    let places: Vec<Place> = document.blocks[1..].iter().map(|block| block.place).collect();
    assert_eq!(
        places,
        [
            Place::Item { list: 0, position: 0 },
            Place::Item { list: 1, position: 0 },
            Place::Item { list: 0, position: 1 },
            Place::Item { list: 0, position: 1 },
        ]
    );
    assert_eq!((document.lists[0].items, document.lists[0].lead_in), (2, Some(0)));

    let text = "<table><caption>Berths</caption><tr><th>Quay<th>2022<th>2023<tr><td rowspan=2>North<td>31<td>24\
                <tr><td>11<td>14<tr><th>South<td colspan=2>20</table>";
    let source_ = source(text);
    let document = markup::read(&source_);
    let name = |index: Option<u32>| index.map_or("-", |at| document.blocks[at as usize].span.slice(&document.prose));
    let cells: Vec<String> = document
        .blocks
        .iter()
        .filter_map(|block| match block.place {
            Place::Cell(cell) => Some(format!(
                "{}.{} {} ({}, {})",
                cell.row,
                cell.column,
                block.span.slice(&document.prose),
                name(cell.row_label),
                name(cell.column_label)
            )),
            _ => None,
        })
        .collect();
    assert_eq!(
        cells,
        [
            "0.0 Quay (-, -)",
            "0.1 2022 (-, -)",
            "0.2 2023 (-, -)",
            "1.0 North (-, Quay)",
            "1.1 31 (North, 2022)",
            "1.2 24 (North, 2023)",
            "2.1 11 (North, 2022)",
            "2.2 14 (North, 2023)",
            "3.0 South (-, Quay)",
            "3.1 20 (South, 2022)",
        ]
    );
    assert_eq!(name(document.tables[0].caption), "Berths");
    assert_eq!((document.tables[0].rows, document.tables[0].columns), (4, 3));
}

#[test]
fn metadata() {
    for (text, want) in [
        ("<meta name=date content='2024-03-12'><p>x", Some("2024-03-12")),
        ("<h1>x</h1><time datetime=2024-03-12>12 March</time><p>y", Some("2024-03-12")),
        ("<p>It closed on <time datetime=2024-03-12>12 March</time>.", None),
        ("<p>It closed.</p><time itemprop=datePublished datetime=2024-03-12>", Some("2024-03-12")),
        ("<script type=application/ld+json>{\"datePublished\":\"2024-03-12\"}</script>", None),
    ] {
        let source = source(text);
        let metadata = markup::read(&source).metadata;
        assert_eq!(metadata.iso_date(), want, "{text}");
        if let Some(date) = metadata.date {
            assert_eq!(date.span.slice(text), date.text);
        }
    }
}

#[test]
fn suppressions() {
    for (text, want) in [
        ("<p>One.</p><!-- stet a/b: c --><p>Two.</p>", "Two."),
        ("<p>One <!-- stet a/b: c --> two.</p><p>Three.</p>", "One <!-- stet a/b: c --> two."),
        ("<p><!-- stet a/b: c -->One.</p><p>Three.</p>", "One."),
        ("<!-- stet a/b --><table><caption>C</caption><tr><td>1<td>2</table>3", "C</caption><tr><td>1<td>2"),
        ("<!-- copydesk-disable a/b -->1<!-- copydesk-enable -->2", "1"),
    ] {
        let source = source(text);
        let document = markup::read(&source);
        assert_eq!(document.suppressions.len(), 1, "{text}");
        assert_eq!(document.suppressions[0].scope.slice(text), want, "{text}");
    }
}

#[test]
fn html_in_markdown() {
    let text = "<h1 align=center>Mill</h1>\n\nText with <b>15</b> towns.\n\n<figure>\n<img src=a.jpg>\n\
                <figcaption>The mill in 1990</figcaption>\n</figure>\n\n<!-- stet a/b: c -->\nMore.\n";
    let source = Source::new("a.md", text).unwrap();
    let document = markup::read(&source);
    assert_eq!(
        blocks(&document),
        ["headline: Mill", "body: Text with 15 towns.", "caption: The mill in 1990", "body: More."]
    );
    assert_eq!(document.suppressions[0].scope.slice(text), "More.");
}
