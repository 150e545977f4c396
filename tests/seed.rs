//! The real article that copydesk was built around, where it lies beside the checkout. It belongs to its
//! publisher and is no part of the project; without it there is nothing to test here.

use std::path::PathBuf;

use copydesk::check::Desk;
use copydesk::text::{LineIndex, Source};

/// Rule, line and column of what an editor must be told; the words stay with the article.
const MUST: &[(&str, u32, u32)] = &[
    ("structure/page-furniture", 1, 1),
    ("attribution/unattributed-toll", 13, 39),
    ("numbers/vague-quantity", 13, 123),
    ("attribution/unattributed-estimate", 19, 109),
    ("ranges/vague-range", 19, 109),
    ("numbers/double-hedge", 19, 109),
    ("names/given-name-variant", 21, 18),
    ("duplication/repeated-block", 22, 1),
    ("structure/missing-full-stop", 24, 367),
    ("structure/page-furniture", 27, 1),
    ("dates/vague-time", 43, 1),
    ("quotes/mixed-glyphs", 43, 150),
    ("names/orphan-surname", 43, 152),
    ("quotes/mixed-glyphs", 45, 74),
    ("structure/page-furniture", 50, 3),
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
    let said: Vec<(String, u32, u32)> = Desk::built_in()
        .check(&source)
        .iter()
        .map(|finding| {
            let at = lines.position(text, finding.primary.span.start());
            (finding.rule.to_string(), at.line, at.column)
        })
        .collect();
    let is = |of: &(&str, u32, u32), finding: &(String, u32, u32)| {
        finding.0 == of.0 && (finding.1, finding.2) == (of.1, of.2)
    };
    for must in MUST {
        assert!(said.iter().any(|finding| is(must, finding)), "not found: {must:?}\n{said:#?}");
    }
    for finding in &said {
        let known = MUST.iter().any(|must| is(must, finding)) || MAY.contains(&finding.0.as_str());
        assert!(known, "a false alarm: {finding:?}");
    }
}
