//! Texts, rules and files that were made to be slow or large: time grows with the text and no faster, and a limit that is
//! met is named.

#![cfg(all(feature = "program", feature = "html", feature = "docx"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot read its own text has failed")]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use copydesk::check::Desk;
use copydesk::config::{Desks, Overlay, faults};
use copydesk::markup::docx;
use copydesk::page::Question;
use copydesk::rule::RuleSet;
use copydesk::text::{Format, Source};
use zip::write::{SimpleFileOptions, ZipWriter};

/// How much longer the long text is.
const LONGER: usize = 8;
/// A linear check takes eight times as long for it, and a quadratic one sixty-four times.
const MOST: u32 = 24;
/// Less than this is no measurement.
const LEAST: Duration = Duration::from_millis(4);

/// A desk with every rule, those that have to be asked for among them.
fn desk() -> Desk {
    Desk { rules: RuleSet::built_in(), ..Desk::default() }
}

/// What this thread has computed so far: other programs on the machine do not count, where the system tells them apart.
fn computed() -> Duration {
    static STARTED: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let started = *STARTED.get_or_init(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next().and_then(|first| first.parse().ok()));
    nanoseconds.map_or_else(|| started.elapsed(), Duration::from_nanos)
}

/// Whether `check` takes time by the length of what is made for it: each at a length and at eight times that length, in
/// bytes more or less.
fn assert_linear<T>(made: &[(&str, &dyn Fn(usize) -> T)], check: impl Fn(T)) {
    let time = |made: T| {
        let before = computed();
        check(made);
        computed() - before
    };
    let mut slow = Vec::new();
    for (what, make) in made {
        let short = 6_000;
        // A measurement that something disturbed is taken again.
        let is_linear = (0..3).any(|_| {
            let one = time(make(short)).max(LEAST);
            let all = time(make(short * LONGER));
            let is_linear = all < one * MOST;
            if !is_linear {
                slow.push(format!("{what}: {short} bytes {one:?}, {LONGER} times that {all:?}"));
            }
            is_linear
        });
        if is_linear {
            slow.retain(|line| !line.starts_with(&format!("{what}:")));
        }
    }
    assert!(slow.is_empty(), "{slow:#?}");
}

/// Checks texts of a format with every rule.
fn check(format: Format) -> impl Fn(String) {
    let desk = desk();
    move |text| drop(desk.check(&Source::new("text", text).unwrap().with_format(Some(format))))
}

/// A piece again and again, to a length.
fn many(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes / piece.len() + 1)
}

/// A name that differs from its neighbours in one letter.
fn near_name(number: usize) -> String {
    let mut name = String::from("Kar");
    let mut rest = number;
    for _ in 0..4 {
        name.push(char::from(b'a' + (rest % 26) as u8));
        rest /= 26;
    }
    name + "sson"
}

fn near_names(bytes: usize) -> String {
    let mut text = String::new();
    let mut number = 0;
    while text.len() < bytes {
        let _ = write!(text, "Jonas {} said so. ", near_name(number));
        number += 1;
    }
    text
}

#[test]
fn prose_of_any_kind_takes_time_by_its_length() {
    let nested = |open: &str, close: &str, bytes: usize| {
        let depth = bytes / (open.len() + close.len());
        format!("{}words{} he said.", open.repeat(depth), close.repeat(depth))
    };
    assert_linear(
        &[
            ("one number of digits", &|bytes| format!("The mill had {} looms.", "9".repeat(bytes))),
            ("digits in threes", &|bytes| format!("The mill had 1{} looms.", ",000".repeat(bytes / 4))),
            ("digits behind the point", &|bytes| format!("It grew 0.{} percent.", "3".repeat(bytes))),
            ("number words", &|bytes| many("twenty-one million ", bytes)),
            ("quotes in quotes", &|bytes| nested("“‘", "’”", bytes)),
            ("quotes that never close", &|bytes| many("“‘", bytes)),
            ("straight quotes", &|bytes| many("\"'a", bytes)),
            ("parentheses", &|bytes| nested("(", ")", bytes)),
            ("one name", &|bytes| many("Jonas Feld ", bytes)),
            ("one name, one sentence each", &|bytes| many("Jonas Feld said so. ", bytes)),
            ("one surname", &|bytes| many("Feld said. ", bytes)),
            ("near names", &near_names),
            ("all capitals", &|bytes| many("JONAS FELD SAID THAT 15 OF 45 BOATS OF THE EU HAD CROSSED. ", bytes)),
            ("one word", &|bytes| format!("A {} of boats.", "a".repeat(bytes))),
            ("one word, again and again", &|bytes| many("had ", bytes)),
            ("right to left", &|bytes| many("\u{5d0}\u{5d1}\u{202e} 15 \u{661}\u{662} \u{202c}", bytes)),
            ("marks on one letter", &|bytes| format!("Jonas Fe{}ld said so.", "\u{301}".repeat(bytes / 2))),
            ("marks on every letter", &|bytes| many("F\u{301}e\u{301}l\u{301}d\u{301} said ", bytes)),
            ("look-alikes", &|bytes| many("Jonas Fеld, Jоnas Feld and Jonas Fеlԁ said so. ", bytes)),
            ("joiners", &|bytes| many("1\u{200d}5\u{200b} of\u{feff} ", bytes)),
            ("dashes", &|bytes| many("1-", bytes)),
            ("slashes", &|bytes| many("1/", bytes)),
            ("colons", &|bytes| many("12:", bytes)),
            ("points", &|bytes| many("1.", bytes)),
            ("initials", &|bytes| many("J. ", bytes)),
            ("currency signs", &|bytes| many("$", bytes)),
            ("months", &|bytes| many("May ", bytes)),
            ("dates", &|bytes| many("On Monday, 4 March 2024, ", bytes)),
            ("a list of names", &|bytes| many("Ada Okafor, ", bytes)),
            ("a list of figures", &|bytes| many("15 boats, ", bytes)),
            ("shares", &|bytes| many("15 of 45 boats, a third, ", bytes)),
            ("ranges", &|bytes| many("from 3 to 5 to ", bytes)),
            ("said that he said that", &|bytes| many("Feld said that Okafor said that ", bytes)),
            ("according to", &|bytes| many("according to ", bytes)),
            ("hedges", &|bytes| many("about nearly more than ", bytes)),
            ("empty lines", &|bytes| many("\n", bytes)),
            ("one-word paragraphs", &|bytes| many("15\n\n", bytes)),
            ("one paragraph again and again", &|bytes| many("Feld counted 15 of the 45 boats on the quay.\n\n", bytes)),
        ],
        check(Format::Plain),
    );
}

#[test]
fn markup_of_any_kind_takes_time_by_its_length() {
    let lists = |bytes: usize| {
        let mut text = String::new();
        let mut level = 0;
        while text.len() < bytes {
            let _ = writeln!(text, "{}- 15 boats", "  ".repeat(level % 90));
            level += 1;
        }
        text
    };
    assert_linear(
        &[
            ("quotes in quotes", &|bytes| format!("{}15 boats\n", "> ".repeat(bytes / 2))),
            ("lists in lists", &lists),
            ("lists on one line", &|bytes| format!("{}15 boats\n", "- ".repeat(bytes / 2))),
            ("emphasis", &|bytes| many("*a **b ", bytes)),
            ("links", &|bytes| many("[15](", bytes)),
            ("footnotes", &|bytes| many("[^1]", bytes)),
            ("rows", &|bytes| format!("|a|b|\n|-|-|\n{}", many("|Ostvik|15|\n", bytes))),
            ("cells", &|bytes| format!("{}\n{}\n", many("|15", bytes / 2), many("|-", bytes / 2))),
            ("headings", &|bytes| many("# 15 boats\n", bytes)),
            ("characters by name", &|bytes| many("&amp;&mdash;", bytes)),
            ("suppressions", &|bytes| many("<!-- stet dates/weekday: so -->\n", bytes)),
            ("aliases in the front matter", &|bytes| {
                format!("---\na: &a [x, x]\nb: &b [{}*a]\ntitle: Fares\n---\n15 boats\n", "*a, ".repeat(bytes / 4))
            }),
            ("lists in the front matter", &|bytes| format!("---\na: {}\n---\n15 boats\n", "[".repeat(bytes))),
            ("lists in TOML front matter", &|bytes| format!("+++\na = {}\n+++\n15 boats\n", "[".repeat(bytes))),
        ],
        check(Format::Markdown),
    );
    assert_linear(
        &[
            ("characters by name", &|bytes| many("<p>&amp;&CounterClockwiseContourIntegral;&#233;", bytes)),
            ("one character by number", &|bytes| format!("<p>&#{};", "9".repeat(bytes))),
            ("elements in elements", &|bytes| many("<div><b>15 ", bytes)),
            ("tables in tables", &|bytes| many("<table><tr><td>15", bytes)),
            ("wide cells", &|bytes| many("<table><tr><td rowspan=60000 colspan=60000>15", bytes)),
            ("attributes", &|bytes| format!("<p {}>15", many("a=b ", bytes))),
            ("ends without a start", &|bytes| many("</b></p>", bytes)),
        ],
        check(Format::Html),
    );
}

/// A document of Word's, packed: its body, and its styles.
fn packed(body: &str, styles: &str) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("word/document.xml", format!("<w:document><w:body>{body}</w:body></w:document>")),
        ("word/styles.xml", format!("<w:styles>{styles}</w:styles>")),
        ("word/footnotes.xml", "<w:footnotes><w:footnote><w:p/></w:footnote></w:footnotes>".to_owned()),
    ] {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Text of a paragraph of Word's.
fn run_of(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

#[test]
fn packed_documents_of_any_kind_take_time_by_their_length() {
    let body = |body: String| packed(&body, "");
    let paragraph = |text: &str| format!("<w:p>{}</w:p>", run_of(text));
    let row = |text: &str| format!("<w:tr><w:tc>{}</w:tc></w:tr>", paragraph(text));
    let deep =
        format!("{}{}{}", "<w:tbl><w:tr><w:tc>".repeat(80), paragraph("15"), "</w:tc></w:tr></w:tbl>".repeat(80));
    let desk = desk();
    let attributes = |bytes: usize| (0..bytes / 9).map(|number| format!(" a{number}=\"\"")).collect::<String>();
    assert_linear(
        &[
            ("empty paragraphs", &|bytes| body(many("<w:p/>", bytes))),
            ("one-word paragraphs", &|bytes| body(many(&paragraph("15"), bytes))),
            ("one paragraph", &|bytes| body(format!("<w:p>{}</w:p>", run_of(&many("15 of 45 boats, ", bytes))))),
            ("runs of one letter", &|bytes| body(format!("<w:p>{}</w:p>", many(&run_of("1"), bytes)))),
            ("breaks", &|bytes| body(format!("<w:p>{}</w:p>", many("<w:br/>", bytes)))),
            ("paragraphs whose end is deleted", &|bytes| {
                body(many(&format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>", run_of("15 ")), bytes))
            }),
            ("tables in tables", &|bytes| body(many(&deep, bytes))),
            ("rows", &|bytes| body(format!("<w:tbl>{}</w:tbl>", many(&row("15"), bytes)))),
            ("cells", &|bytes| {
                let cell = format!("<w:tc><w:tcPr><w:gridSpan w:val=\"64\"/></w:tcPr>{}</w:tc>", paragraph("15"));
                body(format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", many(&cell, bytes)))
            }),
            ("items, each of another list", &|bytes| {
                let item =
                    |number: usize| format!("<w:p><w:pPr><w:numId w:val=\"{number}\"/></w:pPr>{}</w:p>", run_of("15"));
                body((1..=bytes / 60).map(item).collect())
            }),
            ("attributes", &|bytes| body(format!("<w:p><w:pPr><w:pStyle{}/></w:pPr></w:p>", attributes(bytes)))),
            ("characters by name", &|bytes| body(format!("<w:p>{}</w:p>", run_of(&many("&amp;&#233;&none;", bytes))))),
            ("comments", &|bytes| body(many("<!-- 15 -->", bytes))),
            ("a style of many levels", &|bytes| {
                let levels = many("<w:outlineLvl w:val=\"1\"/>", bytes / 2);
                packed("<w:p/>", &format!("<w:style w:styleId=\"{}\">{levels}</w:style>", "a".repeat(bytes / 2)))
            }),
        ],
        |bytes: Vec<u8>| drop(desk.check(&docx::source("text", &bytes).unwrap())),
    );
}

#[test]
fn packed_documents_without_end_are_refused_with_the_limit() {
    let refused = |body: &str| docx::source("text", &packed(body, "")).unwrap_err().to_string();
    assert_eq!(
        refused(&"<w:p/>".repeat(1_000_001)),
        "word/document.xml comes to more than 1000000 paragraphs, which no article needs"
    );
    assert_eq!(refused(&"<w:p>".repeat(300)), "word/document.xml nests its elements deeper than 256");
    let words = run_of(&"15 boats ".repeat((64 << 20) / 9));
    assert_eq!(
        refused(&format!("<w:p>{words}</w:p>")),
        "word/document.xml unpacks to more than 64 MiB, which no article needs"
    );
    // What a document says of itself is not looked up, so that nothing grows out of it.
    let bomb = "<!DOCTYPE a [<!ENTITY a \"15 15\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
    let source = docx::source("text", &packed(&format!("{bomb}<w:p>{}</w:p>", run_of("a&b;c")), "")).unwrap();
    assert_eq!(source.text().trim_end(), "ac");
}

#[test]
fn a_million_digits_are_one_number_that_nobody_reads() {
    let text = format!("The mill had {} looms and 15 of 45 boats.", "7".repeat(1_000_000));
    let source = Source::new("text", text).unwrap();
    let desk = desk();
    let story = desk.read(&source);
    assert!(story.facts.iter().all(|fact| fact.span.range().len() < 1_000), "the digits are no value");
    assert!(story.facts.iter().any(|fact| fact.span.slice(&story.document.prose) == "15 of 45"));
}

/// What grows with the text is measured above, on texts of a length that a test has time for; these are as long as any.
#[test]
fn texts_of_full_length_are_read_to_their_end() {
    let last = "Karin Holt saw 15 of 45 boats.";
    let desk = desk();
    for (what, format, text) in [
        ("quotes in quotes", Format::Plain, format!("{}words{}\n\n{last}", "“‘".repeat(10_000), "’”".repeat(10_000))),
        ("one name", Format::Plain, format!("{}\n\n{last}", "Jonas Feld came. ".repeat(100_000))),
        ("quotes in quotes", Format::Markdown, format!("{}words\n\n{last}", "> ".repeat(10_000))),
        ("lists on one line", Format::Markdown, format!("{}words\n\n{last}", "- ".repeat(10_000))),
        ("elements in elements", Format::Html, format!("{}<p>{last}", "<div><blockquote>".repeat(10_000))),
        (
            "a document that names its own characters",
            Format::Html,
            format!(
                "<!DOCTYPE html [<!ENTITY a \"15\"><!ENTITY b \"&a;&a;\">]><p>{}</p><p>{last}",
                "&b;".repeat(10_000)
            ),
        ),
    ] {
        let source = Source::new("text", text).unwrap().with_format(Some(format));
        let before = computed();
        let story = desk.read(&source);
        let took = computed() - before;
        assert!(took < Duration::from_secs(60), "{what}: {took:?}");
        assert!(story.document.prose.len() <= source.text().len(), "{what} grows");
        let read = story.facts.iter().any(|fact| fact.span.slice(&story.document.prose) == "15 of 45");
        assert!(read, "{what}: the last paragraph is not read");
    }
}

#[test]
fn near_names_without_end_are_cut_off_and_that_is_said() {
    let text = near_names(128_000);
    let most = 1_000 + text.len() / 1_000;
    let findings = desk().check(&Source::new("text", text).unwrap());
    let mut rules: Vec<&str> = findings.iter().map(|finding| &*finding.rule).collect();
    rules.sort_unstable();
    for of_rule in rules.chunk_by(|one, other| one == other) {
        assert!(of_rule.len() <= most + 1, "{}: {}", of_rule[0], of_rule.len());
    }
    let said: Vec<&str> = findings
        .iter()
        .filter(|finding| finding.message.ends_with("which is the most for a text of this length"))
        .map(|finding| &*finding.rule)
        .collect();
    assert!(!said.is_empty(), "{} findings, and no limit is named", findings.len());
}

/// Eight names that nothing but the sentence ties together.
const EXPLOSIVE: &str = r#"
id = "house/explosive"
title = "Everything with everything"
why = "To see where it ends."
severity = "info"
confidence = "low"

[facts]
a = "count"
b = "count"
c = "count"
d = "count"
e = "count"
f = "count"
g = "count"
h = "count"

[when]
all = ["a, b, c, d, e, f, g, h in same sentence", "a > 1000000"]

[report]
message = "{a}, {b}, {c}, {d}, {e}, {f}, {g}, {h}"

[[bad]]
text = "They counted 15 boats."
[[good]]
near-miss = true
text = "They counted boats."
"#;

#[test]
fn a_rule_that_tries_everything_is_stopped_and_that_is_said() {
    let flag = EXPLOSIVE.replace("\"a > 1000000\"", "\"h > g\", \"g > f\", \"f > h\"");
    for rule in [EXPLOSIVE, &flag] {
        let (mut rules, faults) = RuleSet::load(&[("house/explosive.toml", rule)]);
        assert!(faults.is_empty(), "{faults:#?}");
        rules.retain(|rule| rule.id() == "house/explosive");
        let desk = Desk { rules, ..Desk::default() };
        let text = format!("They counted {} lamps.", "15 boats, 16 hives, ".repeat(100));
        let findings = desk.check(&Source::new("text", text).unwrap());
        let last = findings.iter().find(|finding| finding.message.contains("candidates for its names"));
        if rule == EXPLOSIVE {
            assert!(findings.is_empty(), "what can be asked of one name alone is asked first: {findings:?}");
        } else {
            assert!(last.is_some_and(|finding| finding.help.is_some()), "{findings:?}");
        }
    }
}

#[test]
fn rules_that_say_everything_are_stopped_together_and_that_is_said() {
    let rule = |number: usize| {
        let text = format!(
            "id = 'house/r{number}'\ntitle = 'Every count'\nwhy = 'To see where it ends.'\nseverity = 'info'\n\
             confidence = 'low'\n[facts]\na = 'count'\n[when]\nall = ['a.value > 0']\n[report]\nmessage = '{{a}}'\n\
             [[bad]]\ntext = 'They counted 15 boats.'\n[[good]]\nnear-miss = true\ntext = 'They counted boats.'\n"
        );
        (format!("house/r{number}.toml"), text)
    };
    let files: Vec<(String, String)> = (100..200).map(rule).collect();
    let (mut rules, faults) = RuleSet::load(&files);
    assert!(faults.is_empty(), "{faults:#?}");
    rules.retain(|rule| rule.id().starts_with("house/"));
    let text = "They counted 15 boats. ".repeat(1_100);
    let most = 50 * (1_000 + text.len() / 1_000);
    let findings = Desk { rules, ..Desk::default() }.check(&Source::new("text", text).unwrap());
    assert!((most..most + 1_200).contains(&findings.len()), "{}", findings.len());
    let said = findings.iter().find(|finding| finding.message.starts_with("The rules before this one have"));
    assert!(said.is_some_and(|finding| &*finding.rule == "house/r150" && finding.help.is_some()), "{said:?}");
}

#[test]
fn facts_of_a_house_take_time_by_their_number_and_have_an_end() {
    let facts = |count: usize| -> String {
        let fact = |number: usize| {
            format!(
                "[[fact]]\nid = 'f{number}'\nabout = 'Ostvik'\nfigure = {number}\nnouns = ['boat']\nsource = 'us'\n"
            )
        };
        (0..count).map(fact).collect()
    };
    assert_linear(&[("facts", &|bytes| facts(bytes / 10))], |text: String| {
        assert!(faults("facts.toml", &text).is_empty(), "sound facts");
    });
    let found = faults("facts.toml", &facts(10_001));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].message, "a file may have 10000 facts, and this has more");
}

#[test]
fn files_of_a_house_that_nest_without_end_are_refused_soon() {
    for name in ["rule.toml", "copydesk.toml", "names.toml", "facts.toml"] {
        for (open, close) in [("[", "]"), ("{a=", "}"), ("[{a=", "}]")] {
            for text in [
                format!("a = {}{}", open.repeat(50_000), close.repeat(50_000)),
                format!("a = {}", open.repeat(50_000)),
                format!("[{}a]", "a.".repeat(50_000)),
                format!("{}a = 1", "a.".repeat(50_000)),
                "[[a]]\n".repeat(20_000),
            ] {
                let before = computed();
                assert!(!faults(name, &text).is_empty(), "{name} {:?}", &text[..40]);
                let took = computed() - before;
                assert!(took < Duration::from_secs(10), "{name} {:?} took {took:?}", &text[..40]);
            }
        }
    }
}

#[test]
fn a_file_with_faults_without_end_names_the_first_and_that_there_are_more() {
    let keys: String = (0..50_000).map(|number| format!("selct{number} = 1\n")).collect();
    let long = format!("{} = 1\n", "s".repeat(1_000_000));
    for (name, text, most) in [("copydesk.toml", &keys, 100), ("names.toml", &keys, 100), ("copydesk.toml", &long, 1)] {
        let before = computed();
        let found = faults(name, text);
        assert_eq!(found.len(), most, "{name}");
        if most > 1 {
            assert_eq!(found[most - 1].message, "there are more faults from here on");
        }
        let took = computed() - before;
        assert!(took < Duration::from_secs(10), "{name} took {took:?}");
    }
}

#[test]
fn names_that_are_told_apart_each_from_each_are_few() {
    let names: Vec<String> = (0..101).map(|number| format!("'Sean {}'", near_name(number))).collect();
    let found = faults("names.toml", &format!("distinct = [[{}]]\n", names.join(", ")));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].message.contains("100 names"), "{found:?}");
    assert!(faults("names.toml", &format!("distinct = [[{}]]\n", names[1..].join(", "))).is_empty());
}

#[test]
fn rules_that_build_on_one_another_without_end_are_refused() {
    let rule = |number: usize| {
        let extends = if number == 0 { "dates/weekday-mismatch".into() } else { format!("house/r{}", number - 1) };
        (format!("house/r{number}.toml"), format!("id = 'house/r{number}'\nextends = '{extends}'\n"))
    };
    let files: Vec<(String, String)> = (0..3_000).map(rule).collect();
    let (rules, faults) = RuleSet::load(&files[..10]);
    assert!(faults.is_empty() && rules.get("house/r9").is_some(), "{:?}", faults.first());
    let before = computed();
    let (rules, faults) = RuleSet::load(&files);
    assert!(faults.iter().any(|fault| fault.message == "rules build on one another more than 16 deep"));
    assert!(rules.get("house/r9").is_some() && rules.get("house/r2999").is_none());
    let took = computed() - before;
    assert!(took < Duration::from_secs(20), "{took:?}");
}

/// Exit code, standard output and standard error of the program.
fn run(arguments: &[&str], input: &[&[u8]]) -> (Option<i32>, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    for piece in input {
        stdin.write_all(piece).unwrap();
    }
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

const RECORDS: [&str; 7] = ["check", "--isolated", "--stdin-format", "ndjson", "--output-format", "json-lines", "-"];

#[test]
fn a_line_without_end_is_refused_with_the_limit_and_the_next_one_is_read() {
    let megabyte = vec![b'a'; 1 << 20];
    let mut input: Vec<&[u8]> = vec![b"{\"id\": 1, \"text\": \""];
    input.extend(std::iter::repeat_n(&megabyte[..], 65));
    input.push(b"\"}\n{\"id\": 2, \"text\": \"15 boats\"}\n");
    let (code, output, errors) = run(&RECORDS, &input);
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!(lines.len(), 2, "{output}");
    assert_eq!(lines[0], r#"{"line":1,"error":"a record may have 64 MiB, and this line has more"}"#);
    assert!(lines[1].starts_with(r#"{"id":2,"#), "{}", lines[1]);
    assert_eq!(code, Some(2), "{errors}");
}

#[test]
fn half_of_a_pair_in_a_record_is_named_and_nothing_else_is_lost() {
    let input = br#"{"id": 1, "text": "a \ud83d b"}
{"id": 2, "text": "a \ud83d\ude00 b"}
"#;
    let (_, output, _) = run(&RECORDS, &[input]);
    let lines: Vec<&str> = output.lines().collect();
    assert!(lines[0].starts_with(r#"{"line":1,"error":"#) && lines[0].contains("surrogate"), "{output}");
    assert!(lines[1].starts_with(r#"{"id":2,"#), "{output}");
}

#[test]
fn half_of_a_pair_in_the_page_is_one_code_unit() {
    let desks = Desks::new(Overlay { isolated: true, ..Overlay::default() });
    let settled = desks.for_folder(std::path::Path::new("."));
    let asked = br#"{"text": "\ud83d 15 of 45 boats", "format": "text", "name": "a"}"#;
    let answer = Question::Check.answer(asked, &settled).unwrap();
    let answer: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!((&answer["facts"][0]["text"], &answer["facts"][0]["start"]), (&"15 of 45".into(), &2.into()));
}

/// A configuration comes with a repository, and can do nothing but describe.
#[cfg(unix)]
#[test]
fn a_configuration_that_names_a_device_or_a_pipe_reads_neither() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("adversarial-device");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    assert!(Command::new("mkfifo").arg(folder.join("pipe.toml")).status().unwrap().success());
    let configuration = folder.join("copydesk.toml");
    let story = folder.join("story.txt");
    std::fs::write(&story, "15 of 45 boats.").unwrap();
    for key in
        ["extend = \"/dev/zero\"", "names = [\"/dev/zero\"]", "facts = [\"pipe.toml\"]", "extend = \"pipe.toml\""]
    {
        std::fs::write(&configuration, format!("{key}\n")).unwrap();
        let (code, _, errors) = run(&["check", "--width", "200", story.to_str().unwrap()], &[]);
        assert_eq!(code, Some(2), "{key}: {errors}");
        assert!(errors.contains("no ordinary file"), "{key}: {errors}");
    }
}

/// What a repository can hold or a shell can name, and what is no text: each ends soon, with a word that helps.
#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_read_or_written_is_named() {
    use std::os::unix::fs::symlink;
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("adversarial-files");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let at = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let write = |name: &str, text: &[u8]| std::fs::write(folder.join(name), text).unwrap();
    write("story.txt", b"15 of 45 boats.\n");
    write("other.txt", b"15 of 45 boats.\n");
    write("utf16.toml", b"\xff\xfes\0e\0");
    symlink("loop", folder.join("loop")).unwrap();
    symlink("/dev/zero", folder.join("endless.json")).unwrap();
    symlink("/dev/zero", folder.join("other.txt.findings")).unwrap();
    std::fs::create_dir(folder.join("below")).unwrap();
    write("below/story.txt", b"15 of 45 boats.\n");
    symlink("copydesk.toml", folder.join("below/copydesk.toml")).unwrap();

    let cases: &[(&[&str], &str)] = &[
        (&["check", &at("loop")], "this link leads nowhere"),
        (&["check", &at("gone")], "there is no such file or folder"),
        (&["check", "/dev/zero"], "no file but a pipe, a socket or a device"),
        (&["sheet", "/dev/zero"], "no file but a pipe, a socket or a device"),
        (&["sheet", &at("")], "this is a folder"),
        (&["check", "--baseline", &at("endless.json"), &at("story.txt")], "this is no ordinary file"),
        (&["check", "--config", &at("utf16.toml"), &at("story.txt")], "it is not UTF-8"),
        (&["check", &at("below/story.txt")], "copydesk.toml: this configuration cannot be read"),
        (&["test", &at("other.txt")], "other.txt.findings: these findings cannot be read"),
        (
            &["check", "--output-format", "json", "--output-file", "/dev/full", &at("story.txt")],
            "/dev/full cannot be written: No space left",
        ),
        (&["check", "--output-file", &at("gone/a"), &at("story.txt")], "this report cannot be written"),
    ];
    for (arguments, said) in cases {
        let (code, output, errors) = run(arguments, &[]);
        let errors = errors.replace("\n  │ ", " ");
        assert!(code == Some(2) && errors.contains(said), "{arguments:?}: {code:?} {output}{errors}");
    }
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    let output = command.args(["facts", "--isolated"]).arg(folder.join("story.txt")).stdout(full).output().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(errors.contains("standard output cannot be written: No space left"), "{errors}");
    assert_eq!(output.status.code(), Some(2));
}

/// What a repository tells git to start is not started for the sake of `--changed`.
#[cfg(unix)]
#[test]
fn a_repository_has_nothing_run_by_asking_what_changed() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("adversarial-repository");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=Mira Sand", "-c", "user.email=mira@example.org"];
        assert!(Command::new("git").current_dir(&folder).args(identity).args(arguments).status().unwrap().success());
    };
    git(&["init", "--quiet"]);
    std::fs::write(folder.join(".gitattributes"), "*.txt diff=story\n").unwrap();
    std::fs::write(folder.join("story.txt"), "15 of 45 boats.\n").unwrap();
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message", "One"]);
    std::fs::write(folder.join("story.txt"), "16 of 45 boats.\nOn Tuesday, 4 March 2026, it rained.\n").unwrap();
    git(&["config", "diff.story.textconv", "touch textconv; cat"]);
    git(&["config", "diff.external", "touch external; true"]);
    git(&["config", "core.fsmonitor", "touch fsmonitor; true"]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    let output = command.current_dir(&folder).args(["check", "--isolated", "--changed"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    for started in ["textconv", "external", "fsmonitor"] {
        assert!(!folder.join(started).exists(), "{started} was started");
    }
}
