//! Fixes of findings → a corrected text.
//!
//! Comes in: a desk, a text, and which fixes are wanted. Goes out: the text with them applied, and what was
//! done. A fix may uncover or settle another finding, so that the text is checked again until nothing is left to
//! do. Knows nothing of files: whoever calls writes.

use std::collections::BTreeMap;

use crate::check::{Desk, suppress::Outcome};
use crate::finding::{Applicability, Edit, Finding};
use crate::rule;
use crate::text::Source;

/// Rounds after which two fixes that undo each other are left alone.
const ROUNDS: usize = 10;

/// Which fixes are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Those that change no figure, date or name.
    Safe,
    /// Those too that have a single candidate, whatever it changes.
    Unsafe,
}

/// A text after its fixes.
#[derive(Debug)]
pub struct Fixed {
    /// The corrected text; the given one if nothing was done.
    pub source: Source,
    /// Rule and title of everything that was done, in the order of doing.
    pub done: Vec<(String, String)>,
    /// How many wanted fixes are left, because fixes undo one another or are without end; another call goes on with them.
    pub left: usize,
    /// What is still found.
    pub outcome: Outcome,
}

/// Applies every wanted fix to a text. `is_open` says which findings may be touched: one that is known from a
/// baseline or not shown is no business of a fix.
///
/// ```
/// use copydesk::{check::Desk, fix::{Wanted, fix}, text::Source};
/// let desk = Desk::built_in();
/// let story = "“We heard the engine stop and then nothing at all\", said the mate of the ferry.\n";
/// let source = Source::new("quay.txt", story).unwrap();
/// let fixed = fix(&desk, source, Wanted::Safe, |_, _| true);
/// assert_eq!(fixed.source.text(), story.replace('"', "”"));
/// assert_eq!(fixed.done.len(), 1);
/// ```
#[must_use]
pub fn fix(desk: &Desk, source: Source, wanted: Wanted, is_open: impl Fn(&Finding, &Source) -> bool) -> Fixed {
    let outcome = desk.settle(&desk.read(&source));
    let mut fixed = Fixed { source, done: Vec::new(), left: 0, outcome };
    // A rule says no more than this at a time, and goes on when it has been put right: such a round undoes nothing, and
    // there are as many as if each byte were put right once.
    let most = rule::most_findings(fixed.source.text().len());
    let (mut rounds, mut full_rounds) = (ROUNDS, 1 + fixed.source.text().len() / most);
    loop {
        let is_open = |finding: &Finding| is_open(finding, &fixed.source);
        let chosen = choose(&fixed.outcome.findings, wanted, is_open, fixed.source.text());
        fixed.left = chosen.len();
        let rounds = if fixed.outcome.findings.len() > most { &mut full_rounds } else { &mut rounds };
        if *rounds == 0 {
            break;
        }
        *rounds -= 1;
        let Some(text) = apply(fixed.source.text(), chosen.iter().flat_map(|choice| choice.edits)) else { break };
        // A correction that makes a text too long to be read is none.
        let Ok(source) = fixed.source.with_text(text) else { break };
        fixed.done.extend(chosen.iter().map(|choice| (choice.rule.to_owned(), choice.title.to_owned())));
        fixed.outcome = desk.settle(&desk.read(&source));
        fixed.source = source;
    }
    fixed
}

/// A remedy that is applied.
struct Choice<'f> {
    rule: &'f str,
    title: &'f str,
    edits: &'f [Edit],
}

/// The remedies that can be applied together: first come, first served, and none that touches the same bytes.
fn choose<'f>(
    findings: &'f [Finding],
    wanted: Wanted,
    is_open: impl Fn(&Finding) -> bool,
    text: &str,
) -> Vec<Choice<'f>> {
    // Start and end of what is spoken for.
    let mut taken: BTreeMap<u32, u32> = BTreeMap::new();
    let mut chosen = Vec::new();
    for finding in findings.iter().filter(|finding| is_open(finding)) {
        let Some(fix) = &finding.fix else { continue };
        let [remedy] = &fix.remedies[..] else { continue };
        if fix.applicability != Applicability::Safe && wanted == Wanted::Safe {
            continue;
        }
        let spans = || remedy.edits.iter().map(|edit| (edit.span.start(), edit.span.end()));
        let is_free =
            |(start, end): (u32, u32)| taken.range(..=end).next_back().is_none_or(|(_, &last_end)| last_end < start);
        let changes = remedy.edits.iter().any(|edit| edit.span.slice(text) != edit.replacement);
        if changes && spans().all(is_free) {
            taken.extend(spans());
            chosen.push(Choice { rule: &finding.rule, title: &remedy.title, edits: &remedy.edits });
        }
    }
    chosen
}

/// The text with edits that do not touch one another; `None` if there is no edit.
fn apply<'e>(text: &str, edits: impl Iterator<Item = &'e Edit>) -> Option<String> {
    let mut edits: Vec<&Edit> = edits.collect();
    if edits.is_empty() {
        return None;
    }
    edits.sort_by_key(|edit| edit.span);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        out.push_str(&text[done..edit.span.start() as usize]);
        out.push_str(&edit.replacement);
        done = edit.span.end() as usize;
    }
    out.push_str(&text[done..]);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Confidence, Fix, Remedy, Severity, Site};
    use crate::text::SourceSpan;

    fn finding(applicability: Applicability, remedies: &[&[(u32, u32, &str)]]) -> Finding {
        let remedy = |edits: &&[(u32, u32, &str)]| Remedy {
            title: "Do it".into(),
            edits: edits
                .iter()
                .map(|&(start, end, with)| Edit { span: SourceSpan::new(start, end), replacement: with.into() })
                .collect(),
        };
        Finding {
            rule: "quotes/mixed-glyphs".into(),
            severity: Severity::Info,
            confidence: Confidence::High,
            message: String::new(),
            primary: Site { path: "quay.txt".into(), span: SourceSpan::new(0, 1), label: String::new() },
            related: Vec::new(),
            help: None,
            fix: Some(Fix { applicability, remedies: remedies.iter().map(remedy).collect() }),
            trail: Vec::new(),
        }
    }

    fn fixed(text: &str, findings: &[Finding], wanted: Wanted) -> Option<String> {
        let chosen = choose(findings, wanted, |_| true, text);
        apply(text, chosen.iter().flat_map(|choice| choice.edits))
    }

    #[test]
    fn edits_that_touch_wait_for_the_next_round() {
        let first = finding(Applicability::Safe, &[&[(4, 7, "two"), (8, 9, "")]]);
        let touching = finding(Applicability::Safe, &[&[(7, 8, "-")]]);
        let free = finding(Applicability::Safe, &[&[(0, 1, "A")]]);
        let all = [first, touching, free];
        assert_eq!(fixed("the one b.", &all, Wanted::Safe).as_deref(), Some("Ahe two ."));
    }

    #[test]
    fn only_the_asked_one_of_one_candidate_is_applied() {
        let offered = [finding(Applicability::Offered, &[&[(0, 3, "Two")]])];
        assert_eq!(fixed("One boat", &offered, Wanted::Safe), None);
        assert_eq!(fixed("One boat", &offered, Wanted::Unsafe).as_deref(), Some("Two boat"));
        let either = [finding(Applicability::Offered, &[&[(0, 3, "Two")], &[(0, 3, "Ten")]])];
        assert_eq!(fixed("One boat", &either, Wanted::Unsafe), None, "nobody has chosen");
    }

    #[test]
    fn a_fix_that_changes_nothing_is_not_done() {
        assert_eq!(fixed("One boat", &[finding(Applicability::Safe, &[&[(0, 3, "One")]])], Wanted::Safe), None);
    }
}
