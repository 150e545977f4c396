//! Runs compiled rules over a story.

use std::cell::OnceCell;
use std::ops::ControlFlow;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::plan::{Check, KeySide, Plan, Slot, Step, Via};
use super::program::{Condition, Expression, Row, Template};
use super::schema::{self, Holds, Item, kinds, relations};
use super::value::{Value, hash_value};
use crate::finding::{self, Applicability, Confidence, Edit, Finding, Fix, Remedy, Severity};
use crate::story::Story;
use crate::text::{ProseSpan, SourceSpan};

/// How many partners with the same key are tried for an item on either side: those that stand nearest. A
/// text of ten thousand equal facts in one sentence stays linear by this.
const NEAREST: usize = 16;

/// One way for a rule to fire, compiled.
#[derive(Debug)]
pub(super) struct Case {
    /// The names of the rule first, then those of each `without`.
    pub(super) slots: Vec<Slot>,
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

/// Items that a relation pairs.
type Pairs = Vec<(u32, u32)>;

/// What is shared by all rules that run over one story.
pub(super) struct Run<'r, 's> {
    pub(super) story: &'r Story<'s>,
    populations: Vec<OnceCell<Vec<u32>>>,
    /// Of each relation: its pairs sorted by the left item, and turned round and sorted by the right one.
    pairs: Vec<OnceCell<[Pairs; 2]>>,
}

impl<'r, 's> Run<'r, 's> {
    pub(super) fn new(story: &'r Story<'s>) -> Self {
        Self {
            story,
            populations: kinds().map(|_| OnceCell::new()).collect(),
            pairs: relations().map(|_| OnceCell::new()).collect(),
        }
    }

    /// The pairs that the story lists for a relation, sorted.
    pub(super) fn pairs(&self, relation: usize) -> &[(u32, u32)] {
        &self.both_ways(relation)[0]
    }

    fn both_ways(&self, relation: usize) -> &[Pairs; 2] {
        self.pairs[relation].get_or_init(|| {
            let Some(Holds::Listed(list)) = relations().nth(relation).map(|of| of.holds) else {
                return Default::default();
            };
            let mut pairs = list(self.story);
            pairs.sort_unstable();
            pairs.dedup();
            let mut turned: Vec<(u32, u32)> = pairs.iter().map(|&(left, right)| (right, left)).collect();
            turned.sort_unstable();
            [pairs, turned]
        })
    }

    /// Whether the story has nothing of a kind.
    pub(super) fn lacks(&self, kind: &str) -> bool {
        schema::Kind::named(kind).is_some_and(|kind| self.population(kind).is_empty())
    }

    /// Every item of a kind, in the order of the text.
    fn population(&self, kind: &'static schema::Kind) -> &[u32] {
        let at = kinds().position(|of| std::ptr::eq(of, kind)).unwrap_or_default();
        self.populations[at].get_or_init(|| {
            let count = (kind.shelf.count)(self.story) as u32;
            (0..count).filter(|&index| (kind.holds)(self.story, index)).collect()
        })
    }

    /// Calls `found` with every row that a plan finds.
    fn search(
        &self,
        search: &Search<'_>,
        step: usize,
        row: &mut Vec<Item>,
        found: &mut dyn FnMut(&Row) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let Some(current) = search.plan.steps.get(step) else { return found(row) };
        match &current.via {
            Via::Walk => {
                let kind = search.slots[current.slot].kind;
                for &index in self.population(kind) {
                    row[current.slot] = Item { kind, index };
                    if self.holds(search, &current.alone, row) {
                        self.go_on(search, step, None, row, found)?;
                    }
                }
            }
            Via::Pairs { relation, right } => {
                for &(left, other) in self.pairs(*relation) {
                    if self.put(search, current.slot, left, row)
                        && self.put(search, *right, other, row)
                        && self.holds(search, &current.alone, row)
                    {
                        self.go_on(search, step, Some(*right), row, found)?;
                    }
                }
            }
            Via::Partners { relation, bound, forward } => {
                let with = row[*bound].index;
                let pairs = &self.both_ways(*relation)[usize::from(!forward)];
                let from = pairs.partition_point(|pair| pair.0 < with);
                for &(_, other) in pairs[from..].iter().take_while(|pair| pair.0 == with) {
                    if self.put(search, current.slot, other, row) && self.holds(search, &current.alone, row) {
                        self.go_on(search, step, None, row, found)?;
                    }
                }
            }
            Via::Lookup { near, .. } => {
                let Some(hash) = self.key(search, current, false, row) else { return ControlFlow::Continue(()) };
                let index = search.indices[step].get_or_init(|| self.index(search, current));
                let start = row[*near].span(self.story).start();
                let kind = search.slots[current.slot].kind;
                let from = index.partition_point(|entry| entry.0 < hash);
                let group = &index[from..];
                let group = &group[..group.partition_point(|entry| entry.0 == hash)];
                let middle = group.partition_point(|entry| entry.1 < start);
                let nearest = middle.saturating_sub(NEAREST)..group.len().min(middle + NEAREST + 1);
                for &(_, _, index) in &group[nearest] {
                    row[current.slot] = Item { kind, index };
                    self.go_on(search, step, None, row, found)?;
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// Whether a search that goes on from `row` finds anything.
    fn exists(&self, search: &Search<'_>, row: &Row) -> bool {
        let Some(last) = search.slots.last() else { return false };
        let mut longer = row.to_vec();
        longer.resize(search.slots.len(), Item { kind: last.kind, index: 0 });
        self.search(search, 0, &mut longer, &mut |_| ControlFlow::Break(())).is_break()
    }

    /// Asks what can be asked now, and binds the next slot.
    fn go_on(
        &self,
        search: &Search<'_>,
        step: usize,
        second: Option<usize>,
        row: &mut Vec<Item>,
        found: &mut dyn FnMut(&Row) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let current = &search.plan.steps[step];
        let earlier = || {
            let steps = search.plan.steps[..step].iter();
            (0..search.bound).chain(steps.flat_map(|step| match step.via {
                Via::Pairs { right, .. } => [step.slot, right],
                _ => [step.slot, step.slot],
            }))
        };
        // No thing is bound to two names.
        let twice = earlier().any(|slot| row[slot] == row[current.slot])
            || second.is_some_and(|second| {
                row[second] == row[current.slot] || earlier().any(|slot| row[slot] == row[second])
            });
        if twice || !self.holds(search, &current.beside, row) {
            return ControlFlow::Continue(());
        }
        self.search(search, step + 1, row, found)
    }

    /// Binds a slot if the item is of its kind.
    fn put(&self, search: &Search<'_>, slot: usize, index: u32, row: &mut [Item]) -> bool {
        let kind = search.slots[slot].kind;
        row[slot] = Item { kind, index };
        (kind.holds)(self.story, index)
    }

    fn holds(&self, search: &Search<'_>, checks: &[Check], row: &Row) -> bool {
        checks.iter().all(|check| search.conditions[check.condition].holds(self, row) == check.wanted)
    }

    /// Every item of a step's kind under its key: hash, start, index; sorted.
    fn index(&self, search: &Search<'_>, step: &Step) -> Vec<(u64, u32, u32)> {
        let kind = search.slots[step.slot].kind;
        let mut row = vec![Item { kind, index: 0 }; search.slots.len()];
        let mut entries = Vec::new();
        for &index in self.population(kind) {
            row[step.slot] = Item { kind, index };
            if !self.holds(search, &step.alone, &row) {
                continue;
            }
            if let Some(hash) = self.key(search, step, true, &row) {
                entries.push((hash, row[step.slot].span(self.story).start(), index));
            }
        }
        entries.sort_unstable();
        entries
    }

    /// The key of a row, from the side of the new slot or from that of the bound ones.
    fn key(&self, search: &Search<'_>, step: &Step, new: bool, row: &Row) -> Option<u64> {
        let Via::Lookup { keys, .. } = &step.via else { return None };
        let mut hash = 0u64;
        for key in keys {
            let side = KeySide::of(&search.conditions[key.condition], if new { key.new } else { key.bound })?;
            let part = match side {
                KeySide::Value(expression) => hash_value(&expression.value(self.story, row), self.story)?,
                KeySide::Scope(expression, scope) => match expression.value(self.story, row) {
                    Value::Item(item) => u64::from(scope(self.story, item)?),
                    _ => return None,
                },
            };
            hash = (hash.rotate_left(5) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
        Some(hash)
    }
}

/// A plan with what it runs on.
struct Search<'p> {
    slots: &'p [Slot],
    bound: usize,
    conditions: &'p [Condition],
    plan: &'p Plan,
    /// The index of each step that looks up, made when it is first asked for.
    indices: Vec<OnceCell<Vec<(u64, u32, u32)>>>,
}

impl<'p> Search<'p> {
    fn new(slots: &'p [Slot], bound: usize, conditions: &'p [Condition], plan: &'p Plan) -> Self {
        Self { slots, bound, conditions, plan, indices: plan.steps.iter().map(|_| OnceCell::new()).collect() }
    }
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
        findings: &mut Vec<Finding>,
    ) {
        let Some(first) = self.slots.first() else { return };
        // Nothing to do where something that the rule needs is absent.
        if self.slots.iter().any(|slot| run.population(slot.kind).is_empty()) {
            return;
        }
        let search = Search::new(&self.slots, 0, &self.conditions, &self.plan);
        let withouts: Vec<Search<'_>> =
            self.without.iter().map(|of| Search::new(&of.slots, of.bound, &of.conditions, &of.plan)).collect();
        // What says nothing about the names of the rule is asked once for the whole text.
        if withouts.iter().any(|without| without.bound == 0 && run.exists(without, &[])) {
            return;
        }
        let mut row = vec![Item { kind: first.kind, index: 0 }; self.slots.len()];
        let _ = run.search(&search, 0, &mut row, &mut |row| {
            let exists = withouts.iter().any(|without| without.bound > 0 && run.exists(without, row));
            if !exists {
                findings.extend(self.finding(run, rule, row, seen));
            }
            ControlFlow::Continue(())
        });
    }

    fn finding(&self, run: &Run<'_, '_>, rule: &Arc<str>, row: &Row, seen: &mut FxHashSet<Places>) -> Option<Finding> {
        let story = run.story;
        let mut sites: Vec<(ProseSpan, &Site)> = Vec::with_capacity(self.sites.len());
        for (at, site) in self.sites.iter().enumerate() {
            match schema::place(story, &site.place.value(story, row)) {
                Some(span) if sites.iter().all(|(other, _)| *other != span) => sites.push((span, site)),
                // Without a primary place there is nothing to point at.
                None if at == 0 => return None,
                _ => {}
            }
        }
        let mut places: Places = sites.iter().map(|(span, _)| *span).collect();
        places.sort_unstable();
        let flag = self.flag.map(|flag| &self.conditions[flag]);
        let message = self.message.fill(story, row, flag)?;
        if !seen.insert(places) {
            return None;
        }
        let mut sites = sites.into_iter().map(|(span, site)| finding::Site {
            path: story.source.name().clone(),
            span: story.document.map.to_source(span),
            label: site.label.as_ref().and_then(|label| label.fill(story, row, flag)).unwrap_or_default(),
        });
        let severity = self
            .severity_when
            .iter()
            .find(|(_, conditions)| !conditions.is_empty() && conditions.iter().all(|of| of.holds(run, row)))
            .map_or(self.severity, |(severity, _)| *severity);
        Some(Finding {
            rule: rule.clone(),
            severity,
            confidence: self.confidence,
            message,
            primary: sites.next()?,
            related: sites.collect(),
            help: self.help.as_ref().and_then(|help| help.fill(story, row, flag)),
            fix: self.fix.as_ref().and_then(|fix| fix.fill(run, row, flag)),
            trail: self.all.iter().map(|&of| self.conditions[of].trail(run, row)).collect(),
        })
    }
}

impl FixPlan {
    fn fill(&self, run: &Run<'_, '_>, row: &Row, flag: Option<&Condition>) -> Option<Fix> {
        let remedies: Vec<Remedy> = self.remedies.iter().filter_map(|remedy| remedy.fill(run, row, flag)).collect();
        (!remedies.is_empty()).then_some(Fix { applicability: self.applicability, remedies })
    }
}

impl RemedyPlan {
    fn fill(&self, run: &Run<'_, '_>, row: &Row, flag: Option<&Condition>) -> Option<Remedy> {
        let story = run.story;
        if !self.when.iter().all(|of| of.holds(run, row)) {
            return None;
        }
        let target = story.document.map.to_source(schema::place(story, &self.target.value(story, row))?);
        let text = story.source.text();
        let span = if self.inserts {
            SourceSpan::new(target.end(), target.end())
        } else if self.deletes {
            let rest = &text[target.end() as usize..];
            let blank = rest.len() - rest.trim_start().len();
            SourceSpan::new(target.start(), target.end() + blank as u32)
        } else {
            target
        };
        let replacement = self.with.fill(story, row, flag)?;
        if span.slice(text) == replacement {
            return None;
        }
        Some(Remedy { title: self.title.fill(story, row, flag)?, edits: vec![Edit { span, replacement }] })
    }
}
