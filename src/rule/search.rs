//! Finds every row of items that a plan leads to.

use std::cell::OnceCell;
use std::ops::ControlFlow;

use super::allowance::Allowance;
use super::plan::{Check, KeySide, Plan, Slot, Step, Via};
use super::program::{Condition, Row};
use super::run::Context;
use super::schema::Item;
use super::value::{Value, hash_value};

/// How many partners with the same key are tried for an item on either side: those that stand nearest. A
/// text of ten thousand equal facts in one sentence stays linear by this.
const NEAREST: usize = 16;

/// A plan with what it runs on.
pub(super) struct Search<'p> {
    pub(super) context: Context<'p>,
    allowance: &'p Allowance,
    slots: &'p [Slot],
    pub(super) bound: usize,
    conditions: &'p [Condition],
    plan: &'p Plan,
    /// The index of each step that looks up, made when it is first asked for: hash, start, index.
    indices: Vec<OnceCell<Vec<(u64, u32, u32)>>>,
}

impl<'p> Search<'p> {
    pub(super) fn new(
        context: Context<'p>,
        allowance: &'p Allowance,
        slots: &'p [Slot],
        bound: usize,
        conditions: &'p [Condition],
        plan: &'p Plan,
    ) -> Self {
        let indices = plan.steps.iter().map(|_| OnceCell::new()).collect();
        Self { context, allowance, slots, bound, conditions, plan, indices }
    }

    /// Calls `found` with every row.
    pub(super) fn rows(&self, found: &mut dyn FnMut(&Row) -> ControlFlow<()>) {
        let Some(first) = self.slots.first() else { return };
        let mut row = vec![Item { kind: first.kind, index: 0 }; self.slots.len()];
        let _ = self.search(0, &mut row, found);
    }

    /// Calls `found` with every row that a plan finds.
    fn search(
        &self,
        step: usize,
        row: &mut Vec<Item>,
        found: &mut dyn FnMut(&Row) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let Some(current) = self.plan.steps.get(step) else { return found(row) };
        match &current.via {
            Via::Walk => {
                let kind = self.slots[current.slot].kind;
                for index in self.candidates(current.slot) {
                    row[current.slot] = Item { kind, index };
                    self.try_one(row[current.slot])?;
                    if self.holds(&current.alone, row) {
                        self.go_on(step, None, row, found)?;
                    }
                }
            }
            Via::Pairs { relation, right } => {
                for &(left, other) in self.context.run.pairs(*relation) {
                    self.try_one(Item { kind: self.slots[current.slot].kind, index: left })?;
                    if self.put(current.slot, left, row)
                        && self.put(*right, other, row)
                        && self.holds(&current.alone, row)
                    {
                        self.go_on(step, Some(*right), row, found)?;
                    }
                }
            }
            Via::Partners { relation, bound, forward } => {
                let with = row[*bound].index;
                let pairs = &self.context.run.both_ways(*relation)[usize::from(!forward)];
                let from = pairs.partition_point(|pair| pair.0 < with);
                for &(_, other) in pairs[from..].iter().take_while(|pair| pair.0 == with) {
                    self.try_one(row[*bound])?;
                    if self.put(current.slot, other, row) && self.holds(&current.alone, row) {
                        self.go_on(step, None, row, found)?;
                    }
                }
            }
            Via::Lookup { near, .. } => {
                let Some(hash) = self.key(current, false, row) else { return ControlFlow::Continue(()) };
                let index = self.indices[step].get_or_init(|| self.index(current));
                let start = row[*near].span(self.context.story()).start();
                let kind = self.slots[current.slot].kind;
                let from = index.partition_point(|entry| entry.0 < hash);
                let group = &index[from..];
                let group = &group[..group.partition_point(|entry| entry.0 == hash)];
                let middle = group.partition_point(|entry| entry.1 < start);
                let nearest = middle.saturating_sub(NEAREST)..group.len().min(middle + NEAREST + 1);
                for &(_, _, index) in &group[nearest] {
                    row[current.slot] = Item { kind, index };
                    self.try_one(row[current.slot])?;
                    self.go_on(step, None, row, found)?;
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// Breaks off if the rule has tried enough.
    fn try_one(&self, candidate: Item) -> ControlFlow<()> {
        if self.allowance.may_try(|| candidate.span(self.context.story())) {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    }

    /// Whether a search that goes on from `row` finds anything, or is broken off: where nobody knows, the rule is silent.
    pub(super) fn exists(&self, row: &Row) -> bool {
        let Some(last) = self.slots.last() else { return false };
        let mut longer = row.to_vec();
        longer.resize(self.slots.len(), Item { kind: last.kind, index: 0 });
        self.search(0, &mut longer, &mut |_| ControlFlow::Break(())).is_break()
    }

    /// Asks what can be asked now, and binds the next slot.
    fn go_on(
        &self,
        step: usize,
        second: Option<usize>,
        row: &mut Vec<Item>,
        found: &mut dyn FnMut(&Row) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let current = &self.plan.steps[step];
        let earlier = || {
            let steps = self.plan.steps[..step].iter();
            (0..self.bound).chain(steps.flat_map(|step| match step.via {
                Via::Pairs { right, .. } => [step.slot, right],
                _ => [step.slot, step.slot],
            }))
        };
        // No thing is bound to two names.
        let twice = earlier().any(|slot| row[slot] == row[current.slot])
            || second.is_some_and(|second| {
                row[second] == row[current.slot] || earlier().any(|slot| row[slot] == row[second])
            });
        if twice || !self.holds(&current.beside, row) {
            return ControlFlow::Continue(());
        }
        self.search(step + 1, row, found)
    }

    /// Binds a slot if the item is a candidate for it.
    fn put(&self, slot: usize, index: u32, row: &mut [Item]) -> bool {
        row[slot] = Item { kind: self.slots[slot].kind, index };
        self.context.run.populations.holds(&self.plan.candidates[slot], index)
    }

    fn candidates(&self, slot: usize) -> impl Iterator<Item = u32> + 'p {
        self.context.run.populations.each(&self.plan.candidates[slot])
    }

    fn holds(&self, checks: &[Check], row: &Row) -> bool {
        checks.iter().all(|check| self.conditions[check.condition].holds(self.context, row) == check.wanted)
    }

    /// Every item of a step's kind under its key: hash, start, index; sorted.
    fn index(&self, step: &Step) -> Vec<(u64, u32, u32)> {
        let kind = self.slots[step.slot].kind;
        let mut row = vec![Item { kind, index: 0 }; self.slots.len()];
        let mut entries = Vec::new();
        for index in self.candidates(step.slot) {
            row[step.slot] = Item { kind, index };
            if !self.holds(&step.alone, &row) {
                continue;
            }
            if let Some(hash) = self.key(step, true, &row) {
                entries.push((hash, row[step.slot].span(self.context.story()).start(), index));
            }
        }
        entries.sort_unstable();
        entries
    }

    /// The key of a row, from the side of the new slot or from that of the bound ones.
    fn key(&self, step: &Step, new: bool, row: &Row) -> Option<u64> {
        let Via::Lookup { keys, .. } = &step.via else { return None };
        let mut hash = 0u64;
        for key in keys {
            let side = KeySide::of(&self.conditions[key.condition], if new { key.new } else { key.bound })?;
            let part = match side {
                KeySide::Value(expression) => hash_value(&expression.value(self.context, row), self.context.story())?,
                KeySide::Scope(expression, scope) => match expression.value(self.context, row) {
                    Value::Item(item) => u64::from(scope(self.context.story(), item)?),
                    _ => return None,
                },
            };
            hash = (hash.rotate_left(5) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
        Some(hash)
    }
}
