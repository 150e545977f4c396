//! The real article that copydesk was built around, where it lies beside the checkout. It belongs to its
//! publisher and is no part of the project; without it there is nothing to test here.

use std::path::PathBuf;

use copydesk::check::Desk;
use copydesk::text::{LineIndex, Source};

/// Rule, line, and words that the finding points at: what an editor must be told.
const MUST: &[(&str, u32, &str)] = &[
    ("names/given-name-variant", 21, "Emanuel"),
    ("names/orphan-surname", 43, "Buldbuloglu"),
    ("duplication/repeated-block", 22, "French President"),
    ("attribution/unattributed-toll", 13, "more than 2,000"),
    ("attribution/unattributed-estimate", 19, "400,000 to 600,000"),
    ("ranges/vague-range", 19, "400,000 to 600,000"),
    ("numbers/double-hedge", 19, "some 400,000 to 600,000"),
    ("quotes/mixed-glyphs", 43, "\""),
    ("quotes/mixed-glyphs", 45, "\""),
    ("structure/missing-full-stop", 24, "12"),
    ("dates/vague-time", 43, "Earlier"),
    ("numbers/vague-quantity", 13, "many"),
    ("structure/page-furniture", 1, "Accessibility links"),
    ("structure/page-furniture", 27, "please wait"),
    ("structure/page-furniture", 50, "16x9 Image"),
];

/// Rules that may speak besides; every other finding is a false alarm.
const MAY: &[&str] = &[
    "quotes/mixed-glyphs",
    "attribution/anonymous-only",
    "attribution/source-conflict",
    "numbers/vague-quantity",
    "dates/vague-time",
    "structure/caption-conflict",
];

fn article() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/seed");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    files.into_iter().find(|path| path.extension().is_some_and(|extension| extension == "txt"))
}

#[test]
fn the_real_article() {
    let Some(path) = article() else { return };
    let source = Source::from_bytes("article", std::fs::read(path).expect("readable")).expect("UTF-8");
    let text = source.text();
    let lines = LineIndex::new(text);
    let said: Vec<(String, u32, String)> = Desk::built_in()
        .check(&source)
        .iter()
        .map(|finding| {
            let span = finding.primary.span;
            (finding.rule.to_string(), lines.position(text, span.start()).line, span.slice(text).to_owned())
        })
        .collect();
    let is = |of: &(&str, u32, &str), finding: &(String, u32, String)| {
        finding.0 == of.0 && finding.1 == of.1 && finding.2.contains(of.2)
    };
    for must in MUST {
        assert!(said.iter().any(|finding| is(must, finding)), "not found: {must:?}\n{said:#?}");
    }
    for finding in &said {
        let known = MUST.iter().any(|must| is(must, finding)) || MAY.contains(&finding.0.as_str());
        assert!(known, "a false alarm: {finding:?}");
    }
}
