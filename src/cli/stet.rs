//! `--add-stet`: what is found today stands, each finding with a comment beside it that says why.

use std::collections::BTreeSet;

use super::fix::put_in_place;
use super::texts::Origin;
use crate::check::Desk;
use crate::check::suppress::Outcome;
use crate::finding::Finding;
use crate::markup::{self, stet_comment};
use crate::report::Notice;
use crate::report::sheet::Sheet;
use crate::text::Source;

/// A text with its comments.
pub(super) struct Stood {
    pub(super) source: Source,
    /// How many findings stand that did not stand before.
    pub(super) count: usize,
    /// What is still found.
    pub(super) outcome: Outcome,
    /// Why no comment was written, where there is something that one would be for.
    pub(super) refused: Option<Notice>,
}

/// Writes a comment behind the sentence of each finding that `shows` lets through, into the file itself.
///
/// A place that takes no comment, such as front matter, is left alone, and its finding is reported as before.
pub(super) fn add(
    desk: &Desk,
    source: &Source,
    origin: Origin<'_>,
    reason: &str,
    shows: impl Fn(&Finding) -> bool,
) -> Result<Stood, Notice> {
    let name = source.name();
    let Origin::File(path) = origin else { return Err(refusal(name, "only a file can be written to".into())) };
    let story = desk.read(source);
    let outcome = desk.settle(&story);
    let sheet = Sheet::new(&story, &outcome.findings);
    let mut comments: BTreeSet<(u32, String)> = BTreeSet::new();
    for finding in outcome.findings.iter().filter(|finding| shows(finding) && *finding.primary.path == **name) {
        if let Some(comment) = stet_comment(&finding.rule, reason, source.format()) {
            comments.insert((sheet.end_of_sentence(finding), comment));
        }
    }
    if comments.is_empty() {
        let has_comments = stet_comment("", reason, source.format()).is_some();
        let is_refused = !has_comments && outcome.findings.iter().any(shows);
        let refused = is_refused.then(|| refusal(name, "its format has no comments".into()));
        return Ok(Stood { source: source.clone(), count: 0, outcome, refused });
    }
    // Where none is read, as in front matter, a comment would change the text and let nothing stand.
    let are_read = |comments: &BTreeSet<(u32, String)>| {
        source.with_text(insert(source.text(), comments)).is_ok_and(|text| {
            markup::read(&text).suppressions.len() == story.document.suppressions.len() + comments.len()
        })
    };
    if !are_read(&comments) {
        comments.retain(|comment| are_read(&BTreeSet::from([comment.clone()])));
    }
    let text = insert(source.text(), &comments);
    let checked = source.with_text(text).map_err(|error| refusal(name, error.to_string()))?;
    let before = outcome.findings.len();
    let outcome = desk.settle(&desk.read(&checked));
    put_in_place(path, source.text(), checked.text())?;
    let count = before.saturating_sub(outcome.findings.len());
    Ok(Stood { source: checked, count, outcome, refused: None })
}

/// The text with each comment at its place.
fn insert(text: &str, comments: &BTreeSet<(u32, String)>) -> String {
    let mut out = String::with_capacity(text.len() + comments.len() * 64);
    let mut done = 0;
    for (at, comment) in comments {
        out.push_str(&text[done..*at as usize]);
        out.push_str(comment);
        done = *at as usize;
    }
    out.push_str(&text[done..]);
    out
}

/// A reason that a comment can hold.
pub(super) fn checked_reason(reason: &str) -> Result<String, String> {
    let reason = reason.trim();
    let ends_comment = ["--", "*/", "\n", "\r"].iter().any(|mark| reason.contains(mark));
    if reason.is_empty() || ends_comment {
        return Err("a reason is one line without `--` and `*/`".to_owned());
    }
    Ok(reason.to_owned())
}

fn refusal(name: &str, why: String) -> Notice {
    Notice {
        path: name.to_owned(),
        text: None,
        span: None,
        message: format!("no comment was written into this text: {why}"),
        help: "let its findings stand with [[suppress]] in copydesk.toml; `copydesk config suppress` says how".into(),
    }
}
