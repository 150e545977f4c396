//! Groups: all things of a kind that share something with a name of the rule, counted and added up.
//!
//! The things of a kind are put into their groups once for a case, and what is asked of a group is worked out
//! once for the group, so that a rule which asks at each of ten thousand things stays linear.

use std::cell::OnceCell;
use std::sync::OnceLock;

use super::amount;
use super::candidates::Candidates;
use super::program::{Condition, Expression, Row};
use super::run::Context;
use super::schema::{Item, Kind};
use super::syntax::Operator;
use super::value::{Value, hash_value};
use crate::fact::Interval;
use crate::story::Story;

/// Most members of a group that a message or report names.
pub(super) const MOST_SHOWN: usize = 12;

/// A group of a rule, compiled.
#[derive(Debug)]
pub(super) struct GroupPlan {
    pub(super) kind: &'static Kind,
    /// What can be a member.
    pub(super) candidates: Candidates,
    /// What each member must meet besides; the member is slot 0.
    pub(super) tests: Vec<Condition>,
    /// What the members share: as it is asked of a member, and of the rule's names.
    pub(super) keys: Vec<(Expression, Expression)>,
}

/// One group: things of one kind, in the order of the text.
#[derive(Debug)]
pub struct Group {
    kind: &'static Kind,
    members: Vec<u32>,
    sum: OnceLock<Value<'static>>,
    lowest: OnceLock<Value<'static>>,
    highest: OnceLock<Value<'static>>,
}

impl PartialEq for Group {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.kind, other.kind) && self.members == other.members
    }
}

impl Group {
    fn new(kind: &'static Kind, members: Vec<u32>) -> Self {
        Self { kind, members, sum: OnceLock::new(), lowest: OnceLock::new(), highest: OnceLock::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.members.len()
    }

    /// The members in the order of the text.
    pub(super) fn items(&self) -> impl DoubleEndedIterator<Item = Item> + '_ {
        self.members.iter().map(|&index| Item { kind: self.kind, index })
    }

    /// What all figures come to; missing if they do not meet in one unit.
    pub(super) fn sum(&self, story: &Story<'_>) -> Value<'static> {
        self.sum.get_or_init(|| self.fold(story, |sum, next| amount::compute(Operator::Plus, &sum, &next))).clone()
    }

    /// The least that any figure can mean.
    pub(super) fn lowest(&self, story: &Story<'_>) -> Value<'static> {
        let low = |value: &Value<'_>| amount::end(value, |values| values.low.number());
        self.lowest.get_or_init(|| self.fold_ends(story, low, |least, next| next.is_below(least))).clone()
    }

    /// The most that any figure can mean.
    pub(super) fn highest(&self, story: &Story<'_>) -> Value<'static> {
        let high = |value: &Value<'_>| amount::end(value, |values| values.high.number());
        self.highest.get_or_init(|| self.fold_ends(story, high, |most, next| most.is_below(next))).clone()
    }

    fn fold(
        &self,
        story: &Story<'_>,
        join: impl Fn(Value<'static>, Value<'static>) -> Value<'static>,
    ) -> Value<'static> {
        self.items().map(|item| item.worth(story)).reduce(join).unwrap_or(Value::Missing)
    }

    /// One end of each figure, and of these the one that no other takes the place of.
    fn fold_ends(
        &self,
        story: &Story<'_>,
        end: impl Fn(&Value<'_>) -> Value<'static>,
        takes_its_place: impl Fn(&Interval, &Interval) -> bool,
    ) -> Value<'static> {
        self.fold(story, |first, next| {
            let (first, next) = (end(&first), end(&next));
            match amount::aligned(&first, &next) {
                Some((held, other)) if takes_its_place(&held, &other) => next,
                Some(_) => first,
                None => Value::Missing,
            }
        })
    }
}

/// The groups of one case, each gathered when it is first asked for.
pub(super) struct Groups<'c> {
    plans: &'c [GroupPlan],
    gathered: Vec<OnceCell<Gathered>>,
    empty: Vec<Group>,
}

/// Groups of one plan under the hash of what they share.
type Gathered = Vec<(u64, Group)>;

impl<'c> Groups<'c> {
    pub(super) fn new(plans: &'c [GroupPlan]) -> Self {
        let empty = plans.iter().map(|plan| Group::new(plan.kind, Vec::new())).collect();
        Self { plans, gathered: plans.iter().map(|_| OnceCell::new()).collect(), empty }
    }

    /// The group that shares with a row what its plan says.
    pub(super) fn of(&self, number: usize, context: Context<'_>, row: &Row) -> &Group {
        let plan = &self.plans[number];
        let groups = self.gathered[number].get_or_init(|| gather(plan, context));
        let key = hash(plan.keys.iter().map(|(_, of_row)| of_row), context, row);
        let found = key.and_then(|key| groups.binary_search_by_key(&key, |(key, _)| *key).ok());
        found.map_or(&self.empty[number], |at| &groups[at].1)
    }
}

fn gather(plan: &GroupPlan, context: Context<'_>) -> Gathered {
    let mut entries: Vec<(u64, u32, u32)> = Vec::new();
    for index in context.run.populations.each(&plan.candidates) {
        let row = [Item { kind: plan.kind, index }];
        if plan.tests.iter().all(|test| test.holds(context, &row))
            && let Some(key) = hash(plan.keys.iter().map(|(of_member, _)| of_member), context, &row)
        {
            entries.push((key, row[0].span(context.story()).start(), index));
        }
    }
    entries.sort_unstable();
    let groups = entries.chunk_by(|a, b| a.0 == b.0);
    groups.map(|group| (group[0].0, Group::new(plan.kind, group.iter().map(|entry| entry.2).collect()))).collect()
}

/// A number that rows share which agree in all of these; `None` where one is missing.
fn hash<'e>(keys: impl Iterator<Item = &'e Expression>, context: Context<'_>, row: &Row) -> Option<u64> {
    let mut hash = 0u64;
    for key in keys {
        let part = hash_value(&key.value(context, row), context.story())?;
        hash = (hash.rotate_left(5) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
    Some(hash)
}
