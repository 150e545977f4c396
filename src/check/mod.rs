//! The pipeline: from sources to findings in order.

pub mod baseline;
pub mod fingerprint;
pub mod suppress;

use std::collections::{BTreeMap, BTreeSet};

use crate::fact::Bounds;
use crate::finding::{Finding, Severity};
use crate::lex::Lexicon;
use crate::markup;
use crate::rule::tester::Bench;
use crate::rule::{Rule, RuleSet};
use crate::story::{NameList, Story};
use crate::text::Source;

/// Everything a check needs besides the text: build it once, use it for every text and on every thread.
#[derive(Debug, Default)]
pub struct Desk {
    /// Word lists.
    pub lexicon: Lexicon,
    /// Rules.
    pub rules: RuleSet,
    /// Widths of hedges and rounding.
    pub bounds: Bounds,
    /// Names that the house knows.
    pub names: NameList,
    /// Ids of rules that exist and do not run; a suppression of one is neither unknown nor unused.
    pub switched_off: BTreeSet<String>,
    /// What the configuration lets stand in this text.
    pub standing: Vec<suppress::Standing>,
    /// How bad the findings of a rule are here, by its id, where that is not left to the rule.
    pub severities: BTreeMap<String, Severity>,
}

impl Desk {
    /// The desk with the built-in rules and lists, without the rules that have to be asked for by name.
    #[must_use]
    pub fn built_in() -> Self {
        let mut rules = RuleSet::built_in();
        let off = |rule: &&Rule| rule.is_off_by_default();
        let switched_off: BTreeSet<String> = rules.iter().filter(off).map(|rule| rule.id().to_owned()).collect();
        rules.retain(|rule| !switched_off.contains(rule.id()));
        Self { rules, switched_off, ..Self::default() }
    }

    /// Understands a text without judging it.
    #[must_use]
    pub fn read<'s>(&'s self, source: &'s Source) -> Story<'s> {
        Story::with_names(source, markup::read(source), &self.lexicon, self.bounds, &self.names)
    }

    /// Every finding on a text, in the order of [`Finding::order`].
    #[must_use]
    pub fn check(&self, source: &Source) -> Vec<Finding> {
        self.judge(&self.read(source))
    }

    /// Every finding on a story that is already read, in the order of [`Finding::order`].
    #[must_use]
    pub fn judge(&self, story: &Story<'_>) -> Vec<Finding> {
        self.settle(story).findings
    }

    /// The same, with the findings that comments and front matter let stand.
    #[must_use]
    pub fn settle(&self, story: &Story<'_>) -> suppress::Outcome {
        let mut outcome = suppress::Outcome { findings: self.rules.evaluate(story), stood: Vec::new() };
        let suppressions = story.document.suppressions.as_slice();
        if !suppressions.is_empty() {
            let text = suppress::Suppressed { path: story.source.name(), suppressions };
            let rules = suppress::KnownRules { running: &self.rules, switched_off: &self.switched_off };
            outcome = suppress::apply(outcome.findings, &[text], rules);
        }
        self.put_in_order(outcome, story.source)
    }

    /// What was found in a text by itself, with what was found of it across documents.
    #[must_use]
    pub fn join(
        &self,
        mut outcome: suppress::Outcome,
        across: suppress::Outcome,
        source: &Source,
    ) -> suppress::Outcome {
        outcome.findings.extend(across.findings);
        outcome.stood.extend(across.stood);
        self.put_in_order(outcome, source)
    }

    /// Lets stand what the configuration says, with the severities of the house, in the order of [`Finding::order`].
    fn put_in_order(&self, mut outcome: suppress::Outcome, source: &Source) -> suppress::Outcome {
        suppress::let_stand(&mut outcome, &self.standing, source);
        let stood = outcome.stood.iter_mut().map(|stood| &mut stood.finding);
        for finding in outcome.findings.iter_mut().chain(stood) {
            finding.severity = self.severities.get(&*finding.rule).copied().unwrap_or(finding.severity);
        }
        outcome.findings.sort_by(|a, b| a.order().cmp(&b.order()));
        outcome.stood.sort_by(|a, b| a.finding.order().cmp(&b.finding.order()));
        outcome
    }
}

impl Bench for Desk {
    fn rules(&self) -> &RuleSet {
        &self.rules
    }

    fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    fn bounds(&self) -> Bounds {
        self.bounds
    }
}
