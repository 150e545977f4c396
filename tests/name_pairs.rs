//! Pairs of written names against their labels, where the labelled pairs lie beside the project.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own data has failed")]
#![allow(clippy::print_stdout, reason = "what was skipped or disagrees is shown to whoever runs the test")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use copydesk::lex::Lexicon;
use copydesk::story::NameList;
use copydesk::story::people::{Verdict, compare};

#[test]
fn labelled_pairs_of_names() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/eval/consist/dev/name_pairs.jsonl");
    let Ok(pairs) = std::fs::read_to_string(&path) else {
        println!("skipped: there is no {}", path.display());
        return;
    };
    let (lexicon, house) = (Lexicon::default(), NameList::default());
    let mut counts: BTreeMap<String, [u32; 2]> = BTreeMap::new();
    for line in pairs.lines().filter(|line| !line.trim().is_empty()) {
        let pair: serde_json::Value = serde_json::from_str(line).unwrap();
        let field = |name: &str| pair[name].as_str().unwrap();
        let comparison = compare(field("a"), field("b"), &lexicon, &house);
        let variant = comparison.verdict == Verdict::Variant;
        let count = counts.entry(field("label").to_owned()).or_default();
        count[usize::from(!variant)] += 1;
        if (field("label") == "variant") != variant {
            println!("{}: {} | {}: {comparison:?}", field("label"), field("a"), field("b"));
        }
    }
    let share = |label: &str| counts.get(label).map_or(0.0, |[said, other]| f64::from(*said) / f64::from(said + other));
    println!("called variants: {counts:?}");
    assert!(share("variant") >= 0.85, "of variants {}", share("variant"));
    assert!(share("different") <= 0.10, "of different names {}", share("different"));
}
