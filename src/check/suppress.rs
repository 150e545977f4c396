//! Findings that an editor lets stand, and suppressions that do not do what they say.
//!
//! A finding on two places stands if either is covered. A suppression that meets nothing, names a rule that does
//! not exist, names none at all or gives no reason is a finding of its own, so that they do not pile up.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::finding::{Confidence, Finding, Severity, Site};
use crate::markup::{Suppression, SuppressionKind};
use crate::rule::{RuleSet, nearest_rule};
use crate::text::{Source, SourceSpan};
use crate::toml_file::listing;

/// A rule about suppressions. These are part of the machinery: no TOML file can state them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SuppressRule {
    /// Id.
    pub id: &'static str,
    /// What it finds, in a few words.
    pub title: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// A text in Markdown that it flags.
    pub flags: &'static str,
    /// A text in Markdown that it leaves alone.
    pub passes: &'static str,
}

impl SuppressRule {
    /// Everything about the rule as a page of Markdown, laid out like those of the other rules.
    #[must_use]
    pub fn page(&self) -> String {
        let quoted =
            |text: &str| text.lines().map(|line| format!("> {line}").trim_end().to_owned() + "\n").collect::<String>();
        format!(
            "# {}\n\n{}.\n\n| severity | confidence | fix |\n|---|---|---|\n| {} | high | none |\n\n## Why\n\n{}\n\n\
             ## It flags\n\n{}\n## It leaves alone\n\n{}",
            self.id,
            self.title,
            self.severity,
            self.why,
            quoted(self.flags),
            quoted(self.passes)
        )
    }
}

const UNUSED: SuppressRule = SuppressRule {
    id: "suppress/unused",
    title: "Suppression of nothing",
    why: "What it was written for is gone; the next mistake in the same place would go unseen.",
    severity: Severity::Warning,
    flags: "<!-- stet dates/weekday-mismatch: the day is right -->\n\nThe fair opens on Thursday, 14 March 2024.",
    passes: "<!-- stet dates/weekday-mismatch: quoted from the poster -->\n\nThe fair opens on Monday, 14 March 2024.",
};
const UNKNOWN: SuppressRule = SuppressRule {
    id: "suppress/unknown-rule",
    title: "Suppression of a rule that does not exist",
    why: "A misspelt rule hides nothing, and the reader believes that it does.",
    severity: Severity::Warning,
    flags: "<!-- stet dates/weekday-mismach: quoted from the poster -->\n\nThe fair opens on Monday, 14 March 2024.",
    passes: "<!-- stet dates/weekday-mismatch: quoted from the poster -->\n\nThe fair opens on Monday, 14 March 2024.",
};
const BLANKET: SuppressRule = SuppressRule {
    id: "suppress/blanket",
    title: "Suppression of every rule",
    why: "It hides more than anybody looked at.",
    severity: Severity::Warning,
    flags: "<!-- copydesk-disable-next-line -- quoted from the poster -->\nThe fair opens on Monday, 14 March 2024.",
    passes: "<!-- copydesk-disable-next-line dates/weekday-mismatch -- quoted from the poster -->\nThe fair opens on Monday, 14 March 2024.",
};
const REASONLESS: SuppressRule = SuppressRule {
    id: "suppress/no-reason",
    title: "Suppression without a reason",
    why: "The next editor cannot tell whether it still holds.",
    severity: Severity::Info,
    flags: "<!-- stet dates/weekday-mismatch -->\n\nThe fair opens on Monday, 14 March 2024.",
    passes: "<!-- stet dates/weekday-mismatch: quoted from the poster -->\n\nThe fair opens on Monday, 14 March 2024.",
};
const MALFORMED: SuppressRule = SuppressRule {
    id: "suppress/malformed",
    title: "Comment that is no suppression",
    why: "It begins like one and hides nothing.",
    severity: Severity::Warning,
    flags: "<!-- copydesk-disable-next-lien dates/weekday-mismatch -->\n\nThe fair opens on Thursday, 14 March 2024.",
    passes: "<!-- copydesk is run over this page every night -->\n\nThe fair opens on Thursday, 14 March 2024.",
};

/// The rules about suppressions.
pub const RULES: [SuppressRule; 5] = [BLANKET, MALFORMED, REASONLESS, UNKNOWN, UNUSED];

/// The suppressions of one text.
#[derive(Debug, Clone, Copy)]
pub struct Suppressed<'a> {
    /// Name of the text, as findings give it.
    pub path: &'a Arc<str>,
    /// What its comments and front matter say.
    pub suppressions: &'a [Suppression],
}

/// The rules that a suppression can mean.
#[derive(Debug, Clone, Copy)]
pub struct KnownRules<'a> {
    /// Those that run.
    pub running: &'a RuleSet,
    /// Ids of those that do not run this time.
    pub switched_off: &'a BTreeSet<String>,
}

/// A finding that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stood {
    /// The finding.
    pub finding: Finding,
    /// The comment or setting that lets it stand.
    pub by: Site,
    /// Why.
    pub reason: Option<String>,
}

/// What a configuration lets stand, for texts that cannot hold a comment.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The rules that it is for.
    pub rules: Vec<String>,
    /// Words that a line with one of the places must have; empty for the whole text.
    pub words: String,
    /// Why.
    pub reason: String,
    /// Where that is written.
    pub by: Site,
    /// Whether it has met a finding, in any text; shared by all desks under the configuration.
    pub has_met: Arc<AtomicBool>,
}

impl Standing {
    fn covers(&self, finding: &Finding, source: &Source) -> bool {
        let mut sites = std::iter::once(&finding.primary).chain(&finding.related);
        self.rules.iter().any(|rule| **rule == *finding.rule)
            && (self.words.is_empty()
                || sites
                    .any(|site| site.path == *source.name() && lines(source.text(), site.span).contains(&self.words)))
    }
}

/// The whole lines that a span touches.
fn lines(text: &str, span: SourceSpan) -> &str {
    let (start, end) = (span.start() as usize, span.end() as usize);
    let start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[end..].find('\n').map_or(text.len(), |at| end + at);
    &text[start..end]
}

/// Takes out of the outcome what the configuration lets stand.
pub(super) fn let_stand(outcome: &mut Outcome, standing: &[Standing], source: &Source) {
    if standing.is_empty() {
        return;
    }
    for finding in std::mem::take(&mut outcome.findings) {
        match standing.iter().find(|standing| standing.covers(&finding, source)) {
            Some(standing) => {
                standing.has_met.store(true, Ordering::Relaxed);
                let (by, reason) = (standing.by.clone(), Some(standing.reason.clone()));
                outcome.stood.push(Stood { finding, by, reason });
            }
            None => outcome.findings.push(finding),
        }
    }
}

/// What suppressions leave of the findings.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Findings that nothing covers, then those on the suppressions themselves.
    pub findings: Vec<Finding>,
    /// Findings that stand.
    pub stood: Vec<Stood>,
}

/// Parts the findings on some texts into those that are reported and those that stand.
#[must_use]
pub fn apply(findings: Vec<Finding>, texts: &[Suppressed<'_>], rules: KnownRules<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    // For each suppression which of its rules met a finding; a blanket one has a single place for all.
    let mut met: Vec<Vec<Vec<bool>>> = texts
        .iter()
        .map(|text| text.suppressions.iter().map(|of| vec![false; of.rules.len().max(1)]).collect())
        .collect();
    for finding in findings {
        let mut by = None;
        for (text, met) in texts.iter().zip(&mut met) {
            for (suppression, met) in text.suppressions.iter().zip(met) {
                if !acts(suppression.kind) || !covers(suppression, text.path, &finding) {
                    continue;
                }
                let named = suppression.rules.iter().position(|rule| *rule.id == *finding.rule);
                met[named.unwrap_or_default()] = true;
                by.get_or_insert((text.path, suppression));
            }
        }
        match by {
            Some((path, suppression)) => outcome.stood.push(Stood {
                finding,
                by: Site { path: path.clone(), span: suppression.span, label: String::new() },
                reason: suppression.reason.clone(),
            }),
            None => outcome.findings.push(finding),
        }
    }
    for (text, met) in texts.iter().zip(&met) {
        let judge = Judge { path: text.path, rules };
        for (suppression, met) in text.suppressions.iter().zip(met) {
            judge.judge(suppression, met, &mut outcome.findings);
        }
    }
    outcome.findings.retain(|finding| !rules.switched_off.contains(&*finding.rule));
    outcome
}

const fn acts(kind: SuppressionKind) -> bool {
    !matches!(kind, SuppressionKind::Enable | SuppressionKind::Malformed)
}

/// Whether a suppression means the rule of a finding and covers one of its places.
fn covers(suppression: &Suppression, path: &Arc<str>, finding: &Finding) -> bool {
    suppression.names(&finding.rule) && covers_a_place(suppression, path, finding)
}

/// Whether a suppression covers one of the places of a finding.
fn covers_a_place(suppression: &Suppression, path: &Arc<str>, finding: &Finding) -> bool {
    let inside = |span: SourceSpan| span.overlaps(&suppression.scope) || suppression.scope.contains(&span);
    std::iter::once(&finding.primary).chain(&finding.related).any(|site| site.path == *path && inside(site.span))
}

/// Says what is wrong with suppressions.
struct Judge<'a> {
    path: &'a Arc<str>,
    rules: KnownRules<'a>,
}

impl Judge<'_> {
    fn judge(&self, suppression: &Suppression, met: &[bool], findings: &mut Vec<Finding>) {
        match suppression.kind {
            SuppressionKind::Malformed => {
                let help = "copydesk-disable-next-line, -disable-line, -disable, -enable, -disable-file, or stet";
                let message = "This comment begins with `copydesk-` and is none that copydesk knows";
                findings.push(self.finding(MALFORMED, suppression.span, message.to_owned(), Some(help.to_owned())));
                return;
            }
            SuppressionKind::Enable => {
                let message = "No suppression is open that this could end";
                findings.push(self.finding(UNUSED, suppression.span, message.to_owned(), None));
                return;
            }
            _ => {}
        }
        if suppression.rules.is_empty() {
            let message = "This names no rule, so that it hides every finding it covers";
            let help = "name the rules that it is meant for";
            findings.push(self.finding(BLANKET, suppression.span, message.to_owned(), Some(help.to_owned())));
            if !met[0] {
                let message = "Nothing is found here that this would hide";
                findings.push(self.finding(UNUSED, suppression.span, message.to_owned(), None));
            }
        }
        let mut sound = suppression.rules.is_empty();
        for (rule, met) in suppression.rules.iter().zip(met) {
            // What a rule of a corpus finds is not known from one text.
            let running = self.rules.running.get(&rule.id);
            if running.is_some_and(|rule| rule.block().is_some()) {
                sound = true;
            } else if running.is_some() {
                sound = true;
                if !met {
                    let message = format!("{} finds nothing here that this would hide", rule.id);
                    findings.push(self.finding(UNUSED, rule.span, message, None));
                }
            } else if self.rules.switched_off.contains(&rule.id) || RULES.iter().any(|known| known.id == rule.id) {
                // It does not run, so nobody knows.
                sound = true;
            } else {
                let (message, help) = self.unknown(&rule.id, suppression, findings);
                findings.push(self.finding(UNKNOWN, rule.span, message, help));
            }
        }
        if sound && suppression.reason.as_ref().is_none_or(|reason| reason.trim().is_empty()) {
            let message = "This says no reason why the finding may stand";
            let help = match suppression.kind {
                SuppressionKind::Stet => "write it after a colon: `stet RULE: reason`",
                SuppressionKind::FrontMatter => "write the rule as a key and the reason as its value",
                _ => "write it after two hyphens: `copydesk-disable-line RULE -- reason`",
            };
            findings.push(self.finding(REASONLESS, suppression.span, message.to_owned(), Some(help.to_owned())));
        }
    }

    /// What is wrong with a name that is no rule's, and a way out.
    fn unknown(&self, named: &str, suppression: &Suppression, all: &[Finding]) -> (String, Option<String>) {
        let running = self.rules.running.iter().map(crate::rule::Rule::id);
        let ids: Vec<&str> = running.chain(self.rules.switched_off.iter().map(String::as_str)).collect();
        let group = named.trim_end_matches('/');
        let is_of_group = |id: &str| id.split_once('/').is_some_and(|(of, _)| of == group);
        if !ids.iter().any(|id| is_of_group(id)) {
            let help = nearest_rule(named, &ids).map(|near| format!("did you mean `{near}`?"));
            return (format!("There is no rule “{named}”"), help);
        }
        let covered = all.iter().filter(|finding| covers_a_place(suppression, self.path, finding));
        let found: BTreeSet<&str> = covered.map(|finding| &*finding.rule).filter(|id| is_of_group(id)).collect();
        let help = if found.is_empty() {
            "no rule of the group finds anything here; leave the name out".to_owned()
        } else {
            format!("here it would be {}", listing(found))
        };
        (format!("“{named}” is a group, and a comment has to name the rule"), Some(help))
    }

    fn finding(&self, rule: SuppressRule, span: SourceSpan, message: String, help: Option<String>) -> Finding {
        Finding {
            rule: rule.id.into(),
            severity: rule.severity,
            confidence: Confidence::High,
            message,
            primary: Site { path: self.path.clone(), span, label: String::new() },
            related: Vec::new(),
            help,
            fix: None,
            trail: Vec::new(),
        }
    }
}
