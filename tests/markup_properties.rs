//! What holds for every document, whatever is in it: spans lie inside the source and on characters, verbatim text is the
//! text of the source, blocks are in order and apart, and nothing panics.
#![allow(clippy::unwrap_used)]

/// What holds is said once, for the fuzzer too.
#[path = "../fuzz/src/offset_map.rs"]
#[allow(dead_code, unreachable_pub, reason = "the fuzzer takes bytes, and has it in a crate of its own")]
mod offset_map;

use copydesk::markup;
use copydesk::text::{Format, Source};
use offset_map::holds;
use proptest::prelude::*;

/// Pieces that Markdown is made of, joined at random.
fn markdown() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "15 of 45 towns",
        "é“ß”",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "# ",
        "## ",
        "> ",
        "- ",
        "1. ",
        "   ",
        "    ",
        "\t",
        "*",
        "**",
        "_",
        "`",
        "```\n",
        "~~",
        "[",
        "](u)",
        "![",
        "[^1]",
        "[^1]: ",
        "|",
        "|--|--|\n",
        "| a | b |\n",
        "&amp;",
        "&mdash;",
        "\\",
        "\\*",
        "<b>",
        "</b>",
        "<code>",
        "<br>",
        "<div>\n",
        "</div>\n",
        "<!-- stet a/b: c -->",
        "<!-- x",
        "-->",
        "<!-- copydesk-disable a/b -->",
        "<!-- copydesk-enable -->",
        "{{ x }}",
        "{% if %}",
        "{{",
        "}}",
        "$x^2$",
        "$$",
        "{/* stet a/b */}",
        "{",
        "}",
        "import a\n",
        "<Tag a={1}>",
        "---\n",
        "title: é\n",
        "+++\n",
        "copydesk: {disable: [a/b]}\n",
        "By Anna Lund",
        "![é](a)",
        "<table><tr><td>1<td rowspan=2>2</table>",
        "<li>",
        "\u{1a}",
        "\u{0}",
        "\u{a0}",
        ": def\n",
        "- [x] ",
        "> [!NOTE]\n",
        "<",
        ">",
        "=",
        "***\n",
        "https://a.example/15",
        "<http://b.example>",
        "\u{feff}",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Pieces that HTML is made of, joined at random.
fn html() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "15 of 45 towns",
        "é“ß”",
        " ",
        "\n  ",
        "\r\n",
        "\r",
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<br>",
        "<br/>",
        "<h1>",
        "</h1>",
        "<h2>",
        "<ul>",
        "</ul>",
        "<li>",
        "</li>",
        "<ol start=3>",
        "</ol>",
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "<th>",
        "<td rowspan=3>",
        "<td colspan=2>",
        "<caption>",
        "</caption>",
        "<td hidden>",
        "<blockquote>",
        "</blockquote>",
        "<q>",
        "</q>",
        "<code>",
        "</code>",
        "<pre>",
        "</pre>",
        "<script>",
        "</script>",
        "<style>",
        "</style>",
        "<title>",
        "</title>",
        "<nav>",
        "</nav>",
        "<main>",
        "</main>",
        "<article>",
        "</article>",
        "<time datetime='2024-01-01'>",
        "&amp;",
        "&mdash;",
        "&#233;",
        "&#x;",
        "&notit;",
        "&",
        "&#0;",
        "<",
        ">",
        "<!--",
        "-->",
        "<!-- stet a/b: c -->",
        "<!x>",
        "<![CDATA[x]]>",
        "<meta name=date content='2024&#45;01-01'>",
        "<p class='byline'>",
        "<div hidden>",
        "</div>",
        "<del>",
        "</del>",
        "\u{0}",
        "<textarea>",
        "</textarea>",
        "<a href=\"é&eacute;\">",
        "<svg>",
        "</svg>",
        "<plaintext>",
        "<p lang='",
        "'",
        "\"",
        "<!-- copydesk-disable-next-line a/b -->",
        "<!doctype html>",
        "\u{feff}",
        "<noscript>",
        "</noscript>",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text(text in any::<String>(), format in prop::sample::select(Format::ALL.to_vec())) {
        holds(format, &text);
    }

    #[test]
    fn any_markdown(text in markdown(), mdx in any::<bool>()) {
        holds(if mdx { Format::Mdx } else { Format::Markdown }, &text);
    }

    #[test]
    fn any_html(text in html()) {
        holds(Format::Html, &text);
    }

    #[test]
    fn any_front_matter(text in "[a-z:\\[\\]{}\"'>|#&* \\-\n\té]{0,60}", toml in any::<bool>()) {
        let fence = if toml { "+++" } else { "---" };
        holds(Format::Markdown, &format!("{fence}\n{text}\n{fence}\nBody."));
    }
}

/// Inputs that make a parser's time or stack grow faster than their length.
#[test]
fn long_nestings_end_soon() {
    let many = |piece: &str| piece.repeat(40_000 / piece.len().max(4));
    let started = std::time::Instant::now();
    for piece in [
        "> ",
        "- ",
        "*a ",
        "[",
        "![",
        "`",
        "{{ ",
        "{% comment %}",
        "$a ",
        "$$",
        "<!--",
        "<!-- stet a/b -->\n",
        "{",
        "<A ",
        "<A \"",
        "<div>",
        "<div>\n\n",
        "<li>",
        "<table>",
        "<td>",
        "</i>",
        "</p>",
        "<b>",
        "&",
        "&amp",
        "<ul><li>",
        "[^1]: ",
        "| a ",
        "|--",
        "<time>",
        "<!-- copydesk-disable a/b -->",
        "<!-- copydesk-enable a/c -->",
        "~~",
        "**a",
        "\\",
        "<q>",
        "<script>",
        "<td rowspan=60 colspan=60>",
        "<!-- stet a/b --><li>",
        "{{ `",
        "\n- ",
        "a\n\n",
        "{{ x }}",
        "<p class='byline related'>",
    ] {
        for format in [Format::Plain, Format::Markdown, Format::Mdx, Format::Html] {
            let source = Source::new("text", many(piece)).unwrap().with_format(Some(format));
            let before = started.elapsed();
            let _ = markup::read(&source);
            let took = started.elapsed() - before;
            assert!(took.as_secs() < 10, "{piece:?} as {format:?} took {took:?}");
        }
    }
    for front in ["[", "{a: ", "- ", "a: [", "'", "? ", "&a ", "a:\n  - ", "a = [", "[a.", "x = {a = "] {
        for fence in ["---", "+++"] {
            let text = format!("{fence}\n{}\n{fence}\n", many(front));
            let source = Source::new("a.md", text).unwrap();
            let before = started.elapsed();
            let _ = markup::read(&source);
            let took = started.elapsed() - before;
            assert!(took.as_secs() < 10, "{front:?} took {took:?}");
        }
    }
}
