//! In which order the names of a rule are bound, and how the candidates for each are found.
//!
//! A name is bound by walking its kind, by a list of pairs that the story keeps, or by looking up what has
//! the same key as the names bound before it: an equality, or a shared sentence or paragraph. A rule whose
//! names hang together by none of these is refused when it is loaded, so no rule is quadratic in the length
//! of a text.

use super::candidates::Candidates;
use super::program::{Condition, Expression, Predicate};
use super::schema::{Item, Kind, Question};
use super::syntax::Comparator;
use crate::story::Story;

/// A name of a rule.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) name: Box<str>,
    pub(super) kind: &'static Kind,
}

/// How all slots are bound.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// What each slot can be bound to, as far as it is asked of that one alone; of the slots that are bound already,
    /// anything.
    pub(super) candidates: Vec<Candidates>,
    pub(super) steps: Vec<Step>,
}

/// Binds one slot, or two at once.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) slot: usize,
    pub(super) via: Via,
    /// What can be asked of the item alone, beyond what its candidates meet.
    pub(super) alone: Vec<Check>,
    /// What can be asked once it stands beside the others.
    pub(super) beside: Vec<Check>,
}

/// A condition, and whether it must hold or must not.
#[derive(Debug, Clone, Copy)]
pub(super) struct Check {
    pub(super) condition: usize,
    pub(super) wanted: bool,
}

/// Where candidates come from.
#[derive(Debug)]
pub(super) enum Via {
    /// Everything of the kind.
    Walk,
    /// Every pair of a relation: the left one goes to the step's slot, the right one to this.
    Pairs { relation: usize, right: usize },
    /// What a relation pairs with a slot that is bound; `forward` if that one stands on the left.
    Partners { relation: usize, bound: usize, forward: bool },
    /// What has the same keys, nearest first; without keys, what stands nearest.
    Lookup { near: usize, keys: Vec<Key> },
}

/// Two operands of a condition that must be equal: one over slots that are bound, one over the slot to bind.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) condition: usize,
    pub(super) bound: usize,
    pub(super) new: usize,
}

/// What a key is on one side.
pub(super) enum KeySide<'p> {
    Value(&'p Expression),
    Scope(&'p Expression, fn(&Story<'_>, Item) -> Option<u32>),
}

impl<'p> KeySide<'p> {
    /// Operand number `at` of a condition that demands equality.
    pub(super) fn of(condition: &'p Condition, at: usize) -> Option<Self> {
        match &condition.predicate {
            Predicate::Compare { left, right, .. } => Some(Self::Value(if at == 0 { left } else { right })),
            Predicate::Same { subjects, key } => Some(Self::Scope(subjects.get(at)?, *key)),
            _ => None,
        }
    }
}

/// Plans the slots from `bound` on. `Err` is the slot that hangs on nothing.
pub(super) fn plan(
    slots: &[Slot],
    bound: usize,
    conditions: &[Condition],
    all: &[usize],
    none: &[usize],
) -> Result<Plan, usize> {
    let mut candidates: Vec<Candidates> = slots.iter().map(|slot| Candidates::of(slot.kind)).collect();
    let everything = (1u32 << slots.len()) - 1;
    let mut seen = (1u32 << bound) - 1;
    let mut steps: Vec<Step> = Vec::new();
    while seen != everything {
        let open = (0..slots.len()).filter(|slot| seen & (1 << slot) == 0);
        let (slot, via) = open
            .map(|slot| (slot, via(slots, slot, seen, conditions, all)))
            .filter_map(|(slot, via)| Some((slot, via?)))
            // The narrowest way in first; among equals, the name with the most conditions on itself.
            .min_by_key(|(slot, via)| {
                let alone = all.iter().filter(|&&of| conditions[of].slots == 1 << slot).count();
                (width(via, slots[*slot].kind), usize::MAX - alone, *slot)
            })
            .ok_or_else(|| (0..slots.len()).find(|slot| seen & (1 << slot) == 0).unwrap_or_default())?;
        let before = seen;
        seen |= 1 << slot;
        if let Via::Pairs { right, .. } = via {
            seen |= 1 << right;
        }
        let mut step = Step { slot, via, alone: Vec::new(), beside: Vec::new() };
        for (list, wanted) in [(all, true), (none, false)] {
            for &condition in list {
                let of = conditions[condition].slots;
                if of & !seen != 0 || of & !before == 0 {
                    continue;
                }
                if let Some(asked) = asked_of_each(&conditions[condition].predicate, wanted, bound) {
                    asked.into_iter().for_each(|(slot, question)| candidates[slot].narrow(question, wanted));
                    continue;
                }
                let check = Check { condition, wanted };
                if of == 1 << slot { step.alone.push(check) } else { step.beside.push(check) }
            }
        }
        let cost = |check: &Check| (conditions[check.condition].cost, check.condition);
        step.alone.sort_by_key(cost);
        step.beside.sort_by_key(cost);
        steps.push(step);
    }
    Ok(Plan { candidates, steps })
}

/// What a condition asks of each of some slots from `bound` on, if it asks no more than that.
pub(super) fn asked_of_each(predicate: &Predicate, wanted: bool, bound: usize) -> Option<Vec<(usize, Question)>> {
    let Predicate::Test { every, subjects } = predicate else { return None };
    // That none of several may meet it is asked of each; that not all of them may is not.
    let of_each = *every == wanted || subjects.len() == 1;
    let asked = subjects.iter().map(|(subject, question)| match subject {
        Expression::Slot(slot) if of_each && *slot >= bound => Some((*slot, *question)),
        _ => None,
    });
    asked.collect()
}

fn width(via: &Via, kind: &Kind) -> u8 {
    match via {
        Via::Partners { .. } => 0,
        Via::Pairs { .. } => 1,
        Via::Walk if kind.is_single() => 1,
        Via::Lookup { keys, .. } if !keys.is_empty() => 2,
        Via::Lookup { .. } => 3,
        Via::Walk => 4,
    }
}

/// The narrowest way to candidates for `slot` when those of `seen` are bound.
fn via(slots: &[Slot], slot: usize, seen: u32, conditions: &[Condition], all: &[usize]) -> Option<Via> {
    for &of in all {
        let Predicate::Listed { relation, left, right } = conditions[of].predicate else { continue };
        if left == slot && seen & (1 << right) != 0 {
            return Some(Via::Partners { relation, bound: right, forward: false });
        }
        if right == slot && seen & (1 << left) != 0 {
            return Some(Via::Partners { relation, bound: left, forward: true });
        }
        if left == slot && seen & (1 << right) == 0 && left != right {
            return Some(Via::Pairs { relation, right });
        }
    }
    if seen == 0 || slots[slot].kind.is_single() {
        return Some(Via::Walk);
    }
    let mut keys = Vec::new();
    let mut near = None;
    for &of in all {
        let condition = &conditions[of];
        if condition.slots & (1 << slot) == 0 {
            continue;
        }
        let only_new = |expression: &Expression| slots_of(expression) == 1 << slot;
        let is_bound = |expression: &Expression| {
            let of = slots_of(expression);
            of != 0 && of & !seen == 0
        };
        let mut key = |bound: usize, new: usize, anchor: &Expression| {
            keys.push(Key { condition: of, bound, new });
            near = near.or(Some(slots_of(anchor).trailing_zeros() as usize));
        };
        match &condition.predicate {
            Predicate::Compare { comparator: Comparator::Equal, left, right } => {
                if only_new(right) && is_bound(left) {
                    key(0, 1, left);
                } else if only_new(left) && is_bound(right) {
                    key(1, 0, right);
                }
            }
            Predicate::Same { subjects, .. } => {
                let new = subjects.iter().position(only_new);
                let bound = subjects.iter().position(is_bound);
                if let (Some(new), Some(bound)) = (new, bound) {
                    key(bound, new, &subjects[bound]);
                }
            }
            Predicate::Within { subjects, .. } => {
                let anchor = subjects.iter().find(|subject| is_bound(subject));
                near = near.or(anchor.map(|anchor| slots_of(anchor).trailing_zeros() as usize));
            }
            _ => {}
        }
    }
    Some(Via::Lookup { near: near?, keys })
}

/// Which slots an expression looks at, one bit each.
pub(super) fn slots_of(expression: &Expression) -> u32 {
    match expression {
        Expression::Slot(slot) => 1 << slot,
        Expression::Field(of, _) | Expression::Worth(of) => slots_of(of),
        Expression::Literal(_) => 0,
        Expression::Group { slot, .. } => 1 << slot,
        Expression::Call(_, arguments) => arguments.iter().fold(0, |slots, argument| slots | slots_of(argument)),
        Expression::Arithmetic(_, sides) => slots_of(&sides.0) | slots_of(&sides.1),
    }
}
