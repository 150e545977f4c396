//! What a text demands of the reader's machine and how it is set: facts of one site, which every page of it repeats.
//!
//! ```text
//! requirement = ( "requires" | "needs" | … ) … VERSION | VERSION "or" ( "later" | "newer" | … )      in the present
//! setting     = word … ( "limit" | "timeout" | … ) ( "is" | "defaults to" | … ) FIGURE
//! ```
//!
//! Logs of changes, release notes and pages about moving from one version to the next tell what was, and are left out.

use crate::fact::Value;
use crate::fact::spelling::fold;
use crate::story::quantities;
use crate::story::view::View;

/// Words between the verb and the version.
const REACH: usize = 4;
const VERBS: [&str; 5] = ["requires", "require", "needs", "need", "needed"];
const LATER: [&str; 5] = ["later", "newer", "higher", "above", "up"];
/// Words of a sentence about several versions.
const OTHER_TIMES: [&str; 9] =
    ["from", "previously", "formerly", "before", "until", "dropped", "upgrade", "migrate", "version"];
/// Words in the path of a page that tells what was.
const HISTORY: [&str; 7] = ["change", "release", "history", "news", "migrat", "upgrad", "archive"];

/// The key of a requirement or a setting.
pub(super) fn key(view: &View<'_>, fact: usize, doc: &str) -> Option<String> {
    let doc = doc.to_lowercase();
    if HISTORY.iter().any(|word| doc.contains(word)) {
        return None;
    }
    match &view.facts[fact].value {
        Value::Version(_) => requirement(view, fact),
        Value::Measure(_) | Value::Duration(_) => {
            let words = quantities::setting_words(view, fact)?;
            let words: Vec<String> = words.map(|at| fold(view.text(at))).collect();
            Some(format!("setting {}", words.join(" ")))
        }
        _ => None,
    }
}

fn requirement(view: &View<'_>, fact: usize) -> Option<String> {
    let tokens = view.tokens_of(view.sentence(fact));
    let (start, end) = (view.start(fact), view.end(fact));
    let demanded = view.holds(start.saturating_sub(REACH).max(tokens.start)..start, &VERBS);
    let is_plus = end < tokens.end && view.text(end) == "+";
    let or_later =
        is_plus || end + 1 < tokens.end && view.is_one_of(end, &["or", "and"]) && view.is_one_of(end + 1, &LATER);
    if !demanded && !or_later || view.holds(tokens, &OTHER_TIMES) {
        return None;
    }
    let written = view.facts[fact].span.slice(&view.document.prose);
    let product = fold(written.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.'));
    (product.len() > 1).then(|| format!("requires {product}"))
}
