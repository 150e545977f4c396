//! One line for each finding, `path:line:column: severity[rule] message`; for each fact, and for each fault.

use std::fmt::Write as _;

use super::texts::Lines;
use super::{Notice, Texts, facts, visible};
use crate::finding::Finding;
use crate::story::Story;

/// Adds the line of a finding to `out`.
pub fn finding(out: &mut String, finding: &Finding, texts: &Texts<'_>) {
    let path = visible::line(&finding.primary.path);
    let _ = match texts.position(&finding.primary.path, finding.primary.span.start()) {
        Some(at) => write!(out, "{path}:{}:{}: ", at.line, at.column),
        None => write!(out, "{path}: "),
    };
    let _ = writeln!(out, "{}[{}] {}", finding.severity, finding.rule, visible::line(&finding.message));
}

/// Adds a line for each fact of a story to `out`: `path:line:column: kind "as written" = as understood`, and on
/// request what is said about it: `; counts …; source …`.
pub fn facts(out: &mut String, story: &Story<'_>, with_claims: bool) {
    let lines = Lines::new(story.source.text());
    let path = visible::line(story.source.name());
    let claims = with_claims.then(|| facts::Claims::new(story, &lines));
    for (index, fact) in story.facts.iter().enumerate() {
        let at = lines.position(story.document.map.to_source(fact.span).start());
        let written = visible::line(fact.span.slice(&story.document.prose));
        let understood = facts::understood(fact, &story.bounds);
        let kind = fact.value.kind();
        let _ = write!(out, "{path}:{}:{}: {kind} \"{written}\" = {}", at.line, at.column, visible::line(&understood));
        for (what, words) in claims.iter().flat_map(|claims| claims.all(index)).filter(|(_, words)| !words.is_empty()) {
            let _ = write!(out, "; {what} {}", visible::line(&words));
        }
        out.push('\n');
    }
}

/// Adds the line of a fault to `out`.
pub fn notice(out: &mut String, notice: &Notice) {
    let path = visible::line(&notice.path);
    let _ = match (&notice.text, &notice.span) {
        (Some(text), Some(span)) => {
            let at = Lines::new(text).position(text.floor_char_boundary(span.start) as u32);
            write!(out, "{path}:{}:{}: ", at.line, at.column)
        }
        _ => write!(out, "{path}: "),
    };
    let _ = writeln!(out, "fault: {}; {}", visible::line(&notice.message), visible::line(&notice.help));
}
