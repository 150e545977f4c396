//! The whole pipeline on bytes of each format: from the source to what people and programs read.

use std::fmt::Debug;
use std::io::{Cursor, Write as _};

use copydesk::check::fingerprint;
use copydesk::finding::{Finding, Severity};
use copydesk::markup::docx as word;
use copydesk::report::full::Style;
use copydesk::report::sheet::{self, Sheet};
use copydesk::report::{Checked, Texts, checkstyle, facts, full, github, gitlab, grouped, json, junit, rdjson, sarif};
use copydesk::text::{Format, Source, SourceSpan};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::{desk, split, text};

/// Plain text; bytes that are no UTF-8 must be refused with a place inside them.
pub fn plain(bytes: &[u8]) {
    match Source::from_bytes("text", bytes.to_vec()) {
        Ok(source) => holds(&source.with_format(Some(Format::Plain))),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// Markdown, or MDX if the first byte is odd.
pub fn markdown(bytes: &[u8]) {
    let (first, rest) = split(bytes);
    holds_as(if first % 2 == 1 { Format::Mdx } else { Format::Markdown }, rest);
}

/// HTML.
pub fn html(bytes: &[u8]) {
    holds_as(Format::Html, bytes);
}

/// A packed file as it is, or else the bytes as the main part of one, for no fuzzer guesses a checksum. A line with
/// nothing but `---` parts the text, the styles and the footnotes.
pub fn docx(bytes: &[u8]) {
    let packed = if bytes.starts_with(b"PK") { bytes.to_vec() } else { pack(&text(bytes)) };
    match word::source("story.docx", &packed) {
        Ok(source) => holds(&source),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

fn pack(text: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, part) in
        ["word/document.xml", "word/styles.xml", "word/footnotes.xml"].into_iter().zip(text.split("\n---\n"))
    {
        zip.start_file(name, stored).expect("a zip in memory takes any part");
        zip.write_all(part.as_bytes()).expect("memory takes any bytes");
    }
    zip.finish().expect("a zip in memory can be ended").into_inner()
}

fn holds_as(format: Format, bytes: &[u8]) {
    let Ok(source) = Source::new("text", text(bytes)) else { return };
    holds(&source.with_format(Some(format)));
}

/// What holds for every text: every place of every fact and finding is a place of the text, a second run says the same,
/// and everything can be drawn.
fn holds(source: &Source) {
    let desk = desk();
    let story = desk.read(source);
    let prose = &*story.document.prose;
    for fact in &story.facts {
        assert!(!fact.span.slice(prose).is_empty(), "an empty fact {fact:?}");
        within(source, story.document.map.to_source(fact.span), fact);
    }
    let outcome = desk.settle(&story);
    for finding in &outcome.findings {
        is_sound(source, finding);
    }
    assert!(outcome.findings.windows(2).all(|pair| pair[0].order() <= pair[1].order()), "findings are not in order");
    assert_eq!(desk.check(source), outcome.findings, "a second check finds something else");

    let texts = Texts::new([source]);
    let fingerprints = fingerprint::of_all(&outcome.findings, |path| texts.text(path));
    let checked = Checked {
        source,
        texts: &texts,
        findings: &outcome.findings,
        fingerprints: &fingerprints,
        stood: &outcome.stood,
        has_baseline: false,
        known: &[],
        fail_on: Severity::Warning,
    };
    let style = Style::default();
    let mut out = String::new();
    for finding in &outcome.findings {
        full::finding(&mut out, finding, &texts, style);
    }
    facts::table(&mut out, &story, style);
    facts::claims_table(&mut out, &story, style);
    let no_escapes = |out: &str| !out.contains(['\u{1b}', '\u{7}', '\u{9b}']);
    assert!(no_escapes(&out), "an escape sequence of the text reaches the terminal");
    let lines = json::in_lines(outcome.findings.iter().map(|finding| json::finding(finding, &texts)));
    for line in lines.lines() {
        serde_json::from_str::<serde_json::Value>(line).expect("a line of JSON is JSON");
    }
    for draw in
        [github::findings, gitlab::findings, junit::findings, rdjson::findings, sarif::findings, checkstyle::findings]
    {
        let _ = draw(&checked);
    }
    let _ = grouped::findings(&checked, style);
    let sheet = Sheet::new(&story, &outcome.findings);
    for format in sheet::Format::ALL {
        sheet::write(&mut out, &sheet, format);
    }
}

/// Every site and edit of a finding is a place of the text, and the edits of one remedy are in order and apart.
pub(super) fn is_sound(source: &Source, finding: &Finding) {
    assert!(!finding.message.is_empty(), "{finding:?}");
    for site in std::iter::once(&finding.primary).chain(&finding.related) {
        within(source, site.span, finding);
    }
    for remedy in finding.fix.iter().flat_map(|fix| &fix.remedies) {
        let mut end = 0;
        for edit in &remedy.edits {
            within(source, edit.span, finding);
            assert!(edit.span.start() >= end, "edits overlap: {finding:?}");
            end = edit.span.end();
        }
    }
}

fn within(source: &Source, span: SourceSpan, of: &impl Debug) {
    assert!(source.text().get(span.range()).is_some(), "{span:?} is no place of the text: {of:?}");
}
