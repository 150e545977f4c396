//! What people see: the full report of an invented story, drawn for several terminals.

#[path = "report/story.rs"]
mod story;

use std::sync::Arc;

use copydesk::check::fingerprint;
use copydesk::check::suppress::Stood;
use copydesk::finding::{Confidence, Finding, Severity, Site};
use copydesk::report::full::{self, Counts, Style};
use copydesk::report::{
    Checked, Frame, Notice, Texts, checkstyle, concise, github, gitlab, grouped, json, junit, rdjson, sarif,
};
use copydesk::rule::RuleSet;
use copydesk::text::{Source, SourceSpan};
use proptest::prelude::*;
use unicode_width::UnicodeWidthChar as _;

fn report(style: Style) -> String {
    let source = story::source();
    let texts = Texts::new([&source]);
    let mut out = String::new();
    let mut counts = Counts { texts: 1, ..Counts::default() };
    for finding in story::findings() {
        full::finding(&mut out, &finding, &texts, style);
        out.push('\n');
        counts.add(finding.severity);
    }
    out + &full::summary(&counts, "file", "Nothing found", 0, style) + "\n"
}

fn assert_snapshot(name: &str, shown: String) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("report");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, shown));
}

fn columns(line: &str) -> usize {
    line.chars().map(|character| character.width().unwrap_or(0)).sum()
}

#[test]
fn at_80_columns() {
    let shown = report(Style { width: 80, ..Style::default() });
    let too_wide: Vec<_> = shown.lines().filter(|line| columns(line) > 80).collect();
    assert!(too_wide.is_empty(), "{too_wide:#?}");
    assert_snapshot("full-80", shown);
}

#[test]
fn at_200_columns() {
    assert_snapshot("full-200", report(Style { width: 200, explain: true, ..Style::default() }));
}

#[test]
fn in_colour() {
    let shown = report(Style { colour: true, ..Style::default() });
    // Colour changes nothing but colour.
    let mut plain = String::new();
    let mut pieces = shown.split('\u{1b}');
    plain.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        plain.push_str(piece.split_once('m').expect("a colour ends in m").1);
    }
    assert_eq!(plain, report(Style::default()));
    assert_snapshot("full-colour", shown.replace('\u{1b}', "ESC"));
}

#[test]
fn with_ascii_frames() {
    let shown = report(Style { ascii: true, ..Style::default() });
    assert!(!shown.contains(['│', '╭', '─', '·', '→']), "{shown}");
}

#[test]
fn one_line_for_each_finding() {
    let source = story::source();
    let texts = Texts::new([&source]);
    let mut out = String::new();
    for finding in story::findings() {
        concise::finding(&mut out, &finding, &texts);
    }
    assert_snapshot("concise", out);
}

/// A whole document: one text with the findings of the story, the last of which stands, and one fault.
fn document(frame: &Frame, draw: impl Fn(&Checked<'_>) -> String) -> String {
    let source = story::source();
    let texts = Texts::new([&source]);
    let mut findings = story::findings();
    let last = findings.pop().expect("findings");
    let by = Site { path: story::PATH.into(), span: SourceSpan::new(0, 3), label: String::new() };
    let stood = [Stood { finding: last, by, reason: Some("the mayor's own words".into()) }];
    let known = findings.split_off(findings.len() - 1);
    let drawn = draw(&Checked {
        source: &source,
        texts: &texts,
        fingerprints: &fingerprint::of_all(&findings, |path| texts.text(path)),
        findings: &findings,
        stood: &stood,
        has_baseline: true,
        known: &known,
        fail_on: Severity::Warning,
    });
    let fault = Notice {
        path: "stories/ärger & co.txt".into(),
        text: None,
        span: None,
        message: "not UTF-8: byte 0xE9 cannot stand here".into(),
        help: "save it as UTF-8, 100% of it".into(),
    };
    let (first, last) = if frame.is_list { ("\n", "\n") } else { ("", "") };
    [&*frame.opening, first, &drawn, last, &(frame.closing)(&[fault])].concat()
}

#[test]
fn formats_of_programs_give_the_findings_that_people_see() {
    let style = Style::default();
    let sarif = document(&sarif::frame(&RuleSet::default()), sarif::findings);
    let parsed: serde_json::Value = serde_json::from_str(&sarif).expect("SARIF is JSON");
    assert_snapshot("sarif", serde_json::to_string_pretty(&parsed).expect("plain data"));
    assert_snapshot("grouped", document(&Frame::plain(), |checked| grouped::findings(checked, style)));
    assert_snapshot("github", document(&github::frame(), github::findings));
    assert_snapshot("gitlab", document(&gitlab::frame(), gitlab::findings));
    assert_snapshot("junit", document(&junit::frame(), junit::findings));
    assert_snapshot("rdjson", document(&rdjson::frame(), rdjson::findings));
    assert_snapshot("checkstyle", document(&checkstyle::frame(), checkstyle::findings));
}

#[test]
fn json_has_offsets_of_bytes_and_columns_of_characters() {
    let source = story::source();
    let texts = Texts::new([&source]);
    let findings = story::findings();
    let weekday = findings.iter().find(|finding| &*finding.rule == "dates/weekday-mismatch").expect("in the story");
    let written = serde_json::to_string_pretty(&json::finding(weekday, &texts)).expect("plain data");
    assert_snapshot("json", written);
    for finding in &findings {
        let value = serde_json::to_value(json::finding(finding, &texts)).expect("plain data");
        let place = |key: &str| value["primary"][key].as_u64().expect("a number") as usize;
        let before = &story::STORY[..place("start")];
        assert_eq!(place("line"), before.matches('\n').count() + 1);
        assert_eq!(place("column"), before.rsplit('\n').next().unwrap_or_default().chars().count() + 1);
    }
}

#[test]
fn numbers_of_the_summary_agree_with_their_nouns() {
    let summary = |errors, warnings, infos, texts| {
        full::summary(&Counts { errors, warnings, infos, texts }, "file", "Nothing found", 0, Style::default())
    };
    assert_eq!(summary(1, 0, 0, 1), "1 error in 1 file");
    assert_eq!(summary(3, 5, 7, 1), "3 errors, 5 warnings, 7 infos in 1 file");
    assert_eq!(summary(0, 1, 1_234, 12_000), "1 warning, 1,234 infos in 12,000 files");
    assert_eq!(summary(0, 0, 0, 2), "Nothing found in 2 files");
    let with_faults =
        full::summary(&Counts { texts: 2, ..Counts::default() }, "file", "Nothing new found", 3, Style::default());
    assert_eq!(with_faults, "Nothing new found in 2 files, and 3 faults");
}

#[test]
fn faults_show_their_place_and_a_way_out() {
    let text = "id = \"sums/total\"\nseverity = \"eror\"\n";
    let at = text.find("\"eror\"").expect("it is there");
    let notice = Notice {
        path: "house/sums/total.toml".into(),
        text: Some(text.into()),
        span: Some(at..at + 6),
        message: "unknown severity `eror`".into(),
        help: "did you mean `error`?".into(),
    };
    let mut drawn = String::new();
    full::notice(&mut drawn, &notice, Style::default());
    let missing = Notice { path: "storys".into(), text: None, span: None, ..notice.clone() };
    full::notice(&mut drawn, &missing, Style::default());
    concise::notice(&mut drawn, &notice);
    assert_snapshot("faults", drawn);
}

#[test]
fn a_text_cannot_speak_to_the_terminal() {
    let source = Source::new("a\u{1b}[2J.txt", "Ten \u{1b}[31mred\u{202E} boats\u{7} sank.").expect("short");
    let site = Site { path: source.name().clone(), span: SourceSpan::new(4, 12), label: "\u{1b}[1m".into() };
    let finding = Finding { message: "“\u{1b}[31mred” \u{9b}0m".into(), ..bare(site) };
    let texts = Texts::new([&source]);
    let mut out = String::new();
    full::finding(&mut out, &finding, &texts, Style::default());
    concise::finding(&mut out, &finding, &texts);
    let told: Vec<char> =
        out.chars().filter(|&shown| shown.is_control() && shown != '\n' || shown == '\u{202E}').collect();
    assert!(told.is_empty(), "{told:?} in\n{out}");
}

fn bare(primary: Site) -> Finding {
    Finding {
        rule: Arc::from("numbers/bare"),
        severity: Severity::Warning,
        confidence: Confidence::Low,
        message: "a message".into(),
        primary,
        related: Vec::new(),
        help: None,
        fix: None,
        trail: Vec::new(),
    }
}

/// A text of words, blanks, line breaks, wide and combining characters.
fn any_text() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop_oneof![
            8 => "[a-zA-Z]{1,9}",
            6 => Just(" ".to_owned()),
            1 => prop::sample::select(vec!["\n", "\r\n", "\n\n", "\t", "日本語", "e\u{301}", "👩‍🚒", "\u{FEFF}", "\u{1b}", "—"])
                .prop_map(str::to_owned),
        ],
        1..240,
    )
    .prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_places_in_any_text_are_drawn_inside_the_terminal(
        text in any_text(),
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..4),
        label in "[a-z ]{0,60}",
        width in 60usize..220,
    ) {
        let boundaries: Vec<u32> =
            text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
        let source = Source::new("a.txt", text.clone()).expect("short");
        let mut sites = places.iter().map(|(a, b)| {
            let (a, b) = (boundaries[a.index(boundaries.len())], boundaries[b.index(boundaries.len())]);
            Site { path: source.name().clone(), span: SourceSpan::new(a.min(b), a.max(b)), label: label.clone() }
        });
        let mut finding = bare(sites.next().expect("at least one"));
        finding.related = sites.collect();
        let sites = 1 + finding.related.len();
        let texts = Texts::new([&source]);
        let mut out = String::new();
        full::finding(&mut out, &finding, &texts, Style { width, ..Style::default() });
        prop_assert!(!out.contains("Failed"), "{out}");
        for line in out.lines() {
            prop_assert!(columns(line) <= width, "{} columns in {line:?}\n{out}", columns(line));
        }
        if !label.trim().is_empty() {
            prop_assert_eq!(out.matches("╰── ").count() + out.matches("╰─┤ ").count(), sites, "{}", out);
        }
    }
}
