//! Runs compiled rules over a story.

use std::ops::ControlFlow;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::allowance::Allowance;
use super::group::{GroupPlan, Groups};
use super::plan::{Plan, Slot};
use super::program::{Condition, Expression, Row, Template};
use super::run::{Context, Run};
use super::schema;
use super::search::Search;
use crate::finding::{self, Applicability, Confidence, Edit, Finding, Fix, Remedy, Severity};
use crate::story::{Grounds, Story};
use crate::text::{ProseSpan, SourceSpan};

/// One way for a rule to fire, compiled.
#[derive(Debug)]
pub(super) struct Case {
    /// The names of the rule first, then those of each `without`.
    pub(super) slots: Vec<Slot>,
    /// What `[groups]` names.
    pub(super) groups: Vec<GroupPlan>,
    pub(super) plan: Plan,
    pub(super) conditions: Vec<Condition>,
    /// Indices of conditions that must hold, in the order of the file, the flag last.
    pub(super) all: Vec<usize>,
    pub(super) flag: Option<usize>,
    pub(super) without: Vec<Without>,
    pub(super) severity: Severity,
    pub(super) confidence: Confidence,
    /// Severities by condition, the worst first.
    pub(super) severity_when: Vec<(Severity, Vec<Condition>)>,
    pub(super) message: Template,
    /// What is reported: the primary place, then the related ones.
    pub(super) sites: Vec<Site>,
    pub(super) help: Option<Template>,
    pub(super) fix: Option<FixPlan>,
}

/// A place to report, and what is said there.
#[derive(Debug)]
pub(super) struct Site {
    pub(super) place: Expression,
    pub(super) label: Option<Template>,
}

/// Things that must not exist beside a row.
#[derive(Debug)]
pub(super) struct Without {
    /// The names of the rule, then its own; its own alone if it says nothing about the others.
    pub(super) slots: Vec<Slot>,
    /// How many of them are names of the rule.
    pub(super) bound: usize,
    pub(super) conditions: Vec<Condition>,
    pub(super) plan: Plan,
}

/// A compiled fix.
#[derive(Debug)]
pub(super) struct FixPlan {
    pub(super) applicability: Applicability,
    pub(super) remedies: Vec<RemedyPlan>,
}

/// A compiled remedy.
#[derive(Debug)]
pub(super) struct RemedyPlan {
    pub(super) title: Template,
    pub(super) target: Expression,
    /// An insertion goes after the target and keeps it.
    pub(super) inserts: bool,
    /// A deletion takes the white space after the target along.
    pub(super) deletes: bool,
    pub(super) with: Template,
    pub(super) when: Vec<Condition>,
}

/// The places of a finding, for telling equal ones.
type Places = Vec<ProseSpan>;

impl Case {
    /// Adds what this case finds; `seen` are the places that earlier cases of the rule have spoken of.
    pub(super) fn evaluate(
        &self,
        run: &Run<'_, '_>,
        rule: &Arc<str>,
        seen: &mut FxHashSet<Places>,
        allowance: &Allowance,
        findings: &mut Vec<Finding>,
    ) {
        if allowance.is_spent() {
            return;
        }
        // Nothing to do where something that the rule needs is absent.
        if self.plan.candidates.iter().any(|of| !run.populations.has(of, 1)) {
            return;
        }
        let groups = Groups::new(&self.groups);
        let context = Context { run, groups: &groups };
        let search = Search::new(context, allowance, &self.slots, 0, &self.conditions, &self.plan);
        let withouts: Vec<Search<'_>> = self
            .without
            .iter()
            .map(|of| Search::new(context, allowance, &of.slots, of.bound, &of.conditions, &of.plan))
            .collect();
        // What says nothing about the names of the rule is asked once for the whole text.
        if !withouts.iter().any(|without| without.bound == 0 && without.exists(&[])) {
            self.report(&search, &withouts, rule, seen, allowance, findings);
        }
        if let Some(place) = allowance.stopped_at() {
            let (path, span) = (run.story.source.name().clone(), run.story.document.map.to_source(place));
            let site = finding::Site { path, span, label: String::new() };
            findings.push(stopped(rule, site, allowance.too_many_candidates()));
        }
    }

    /// Adds the finding of every row for which nothing speaks against it.
    fn report(
        &self,
        search: &Search<'_>,
        withouts: &[Search<'_>],
        rule: &Arc<str>,
        seen: &mut FxHashSet<Places>,
        allowance: &Allowance,
        findings: &mut Vec<Finding>,
    ) {
        search.rows(&mut |row| {
            let exists = withouts.iter().any(|without| without.bound > 0 && without.exists(row));
            let finding = if exists { None } else { self.finding(search.context, rule, row, seen) };
            let Some(finding) = finding else { return ControlFlow::Continue(()) };
            if allowance.may_report() {
                findings.push(finding);
                return ControlFlow::Continue(());
            }
            findings.push(stopped(rule, finding.primary, allowance.too_many_findings()));
            ControlFlow::Break(())
        });
    }

    fn finding(
        &self,
        context: Context<'_>,
        rule: &Arc<str>,
        row: &Row,
        seen: &mut FxHashSet<Places>,
    ) -> Option<Finding> {
        let story = context.story();
        let mut sites: Vec<(ProseSpan, &Site)> = Vec::with_capacity(self.sites.len());
        for (at, site) in self.sites.iter().enumerate() {
            let places = schema::places(story, &site.place.value(context, row));
            // Without a primary place there is nothing to point at.
            if at == 0 && places.is_empty() {
                return None;
            }
            for span in places {
                if sites.iter().all(|(other, _)| *other != span) {
                    sites.push((span, site));
                }
            }
        }
        let mut places: Places = sites.iter().map(|(span, _)| *span).collect();
        places.sort_unstable();
        let flag = self.flag.map(|flag| &self.conditions[flag]);
        let message = self.message.fill(context, row, flag)?;
        if !seen.insert(places) {
            return None;
        }
        let mut sites = sites.into_iter().map(|(span, site)| {
            let (path, span) = story.place(span);
            let label = site.label.as_ref().and_then(|label| label.fill(context, row, flag)).unwrap_or_default();
            finding::Site { path, span, label }
        });
        let primary = sites.next()?;
        let severity = self
            .severity_when
            .iter()
            .find(|(_, conditions)| !conditions.is_empty() && conditions.iter().all(|of| of.holds(context, row)))
            .map_or(self.severity, |(severity, _)| *severity);
        Some(Finding {
            rule: rule.clone(),
            severity,
            confidence: self.confidence,
            message,
            fix: self.fix.as_ref().and_then(|fix| fix.fill(context, row, flag, &primary.path)),
            primary,
            related: sites.collect(),
            help: self.help.as_ref().and_then(|help| help.fill(context, row, flag)),
            trail: self
                .all
                .iter()
                .map(|&of| self.conditions[of].trail(context, row))
                .chain(grounds(story, row))
                .collect(),
        })
    }
}

/// The finding that says where a rule was stopped, and why.
fn stopped(rule: &Arc<str>, place: finding::Site, (message, help): (String, String)) -> Finding {
    Finding {
        rule: rule.clone(),
        severity: Severity::Info,
        confidence: Confidence::High,
        message,
        primary: finding::Site { label: String::new(), ..place },
        related: Vec::new(),
        help: Some(help),
        fix: None,
        trail: Vec::new(),
    }
}

/// The finding that says from which rule on none was run, and why; it stands where the text begins.
pub(super) fn not_run(rule: &Arc<str>, story: &Story<'_>, said: (String, String)) -> Finding {
    let first = story.document.blocks.first().map_or(ProseSpan::new(0, 0), |block| block.span);
    let (path, span) = (story.source.name().clone(), story.document.map.to_source(first));
    stopped(rule, finding::Site { path, span, label: String::new() }, said)
}

/// The reasons of the story for what a row holds, as lines of the trail.
fn grounds<'r>(story: &'r Story<'_>, row: &'r Row) -> impl Iterator<Item = String> + 'r {
    row.iter().filter_map(|item| schema::grounds(story, *item)).flat_map(|Grounds { evidence, against }| {
        let line =
            |lead: &str, reasons: Vec<&str>| (!reasons.is_empty()).then(|| format!("{lead}: {}", reasons.join("; ")));
        [line("evidence", evidence), line("found too light", against)].into_iter().flatten()
    })
}

/// What goes when a passage is deleted: it, and the blanks behind it or, where there are none, before it. A passage
/// that fills its lines takes them along, and the empty lines behind it; no other line break is touched.
fn with_its_space(text: &str, passage: SourceSpan) -> SourceSpan {
    let blanks = [' ', '\t'];
    let breaks = ['\n', '\r'];
    let (before, behind) = (&text[..passage.start() as usize], &text[passage.end() as usize..]);
    let rest = behind.trim_start_matches(blanks);
    let end = text.len() - rest.len();
    let lead = before.trim_end_matches(blanks);
    if !rest.is_empty() && !rest.starts_with(breaks) {
        // Before a comma or a tag there is no blank, so that the one before the passage goes.
        let start = if rest.len() < behind.len() { before.len() } else { lead.len() };
        return SourceSpan::new(start as u32, end as u32);
    }
    if !lead.is_empty() && !lead.ends_with('\n') {
        return SourceSpan::new(lead.len() as u32, end as u32);
    }
    let next = rest.trim_start_matches(breaks);
    if next.is_empty() {
        // The last passage: what ended the text before it ends it still.
        return SourceSpan::new(lead.trim_end_matches(breaks).len() as u32, end as u32);
    }
    SourceSpan::new(lead.len() as u32, (text.len() - next.len()) as u32)
}

impl FixPlan {
    /// `primary` is the document that edits are made in.
    fn fill(&self, context: Context<'_>, row: &Row, flag: Option<&Condition>, primary: &Arc<str>) -> Option<Fix> {
        let remedies = self.remedies.iter().filter_map(|remedy| remedy.fill(context, row, flag, primary));
        let remedies: Vec<Remedy> = remedies.collect();
        (!remedies.is_empty()).then_some(Fix { applicability: self.applicability, remedies })
    }
}

impl RemedyPlan {
    fn fill(&self, context: Context<'_>, row: &Row, flag: Option<&Condition>, primary: &Arc<str>) -> Option<Remedy> {
        let story = context.story();
        if !self.when.iter().all(|of| of.holds(context, row)) {
            return None;
        }
        let place = schema::place(story, &self.target.value(context, row))?;
        let replacement = self.with.fill(context, row, flag)?;
        let (path, target) = story.place(place);
        if !story.mentions.rows.is_empty() {
            // Nothing of another document is changed, and of this one the text is not at hand.
            let is_other = path != *primary || place.slice(&story.document.prose) == replacement;
            let edits = vec![Edit { span: target, replacement }];
            return if is_other { None } else { Some(Remedy { title: self.title.fill(context, row, flag)?, edits }) };
        }
        let text = story.source.text();
        let span = if self.inserts {
            SourceSpan::new(target.end(), target.end())
        } else if self.deletes {
            with_its_space(text, target)
        } else {
            target
        };
        if span.slice(text) == replacement {
            return None;
        }
        Some(Remedy { title: self.title.fill(context, row, flag)?, edits: vec![Edit { span, replacement }] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text without the passage between brackets.
    fn without(marked: &str) -> String {
        let (start, end) = (marked.find('[').unwrap_or_default(), marked.find(']').unwrap_or_default());
        let text = marked.replace(['[', ']'], "");
        let span = with_its_space(&text, SourceSpan::new(start as u32, end as u32 - 1));
        format!("{}{}", &text[..span.start() as usize], &text[span.end() as usize..])
    }

    #[test]
    fn a_deleted_passage_takes_its_space_and_joins_no_paragraphs() {
        assert_eq!(without("He had [had] a boat."), "He had a boat.");
        assert_eq!(without("He went to [to]."), "He went to.");
        assert_eq!(without("They looked at [at]\n\nBoats came."), "They looked at\n\nBoats came.");
        assert_eq!(without("- They looked at [at] \n- Boats came."), "- They looked at\n- Boats came.");
        assert_eq!(without("They looked at [at]"), "They looked at");
        assert_eq!(without("One.\n\n[One.]\n\nTwo.\n"), "One.\n\nTwo.\n");
        assert_eq!(without("One.\r\n\r\n[One.]\r\n\r\n  Two.\r\n"), "One.\r\n\r\n  Two.\r\n");
        assert_eq!(without("One.\n\n[One.]\n"), "One.\n");
        assert_eq!(without("[One.]"), "");
    }
}
