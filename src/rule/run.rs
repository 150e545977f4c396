//! What the rules share that run over one story: the items of each kind, the pairs of each relation.

use std::cell::OnceCell;

use super::candidates::Populations;
use super::group::Groups;
use super::schema::{Holds, relations};
use crate::story::Story;

/// Items that a relation pairs.
type Pairs = Vec<(u32, u32)>;

/// What is shared by all rules that run over one story.
pub(super) struct Run<'r, 's> {
    pub(super) story: &'r Story<'s>,
    pub(super) populations: Populations<'r, 's>,
    /// Of each relation: its pairs sorted by the left item, and turned round and sorted by the right one.
    pairs: Vec<OnceCell<[Pairs; 2]>>,
}

impl<'r, 's> Run<'r, 's> {
    pub(super) fn new(story: &'r Story<'s>) -> Self {
        Self { story, populations: Populations::new(story), pairs: relations().map(|_| OnceCell::new()).collect() }
    }

    /// The pairs that the story lists for a relation, sorted.
    pub(super) fn pairs(&self, relation: usize) -> &[(u32, u32)] {
        &self.both_ways(relation)[0]
    }

    pub(super) fn both_ways(&self, relation: usize) -> &[Pairs; 2] {
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
}

/// What the conditions of one case are asked of.
#[derive(Clone, Copy)]
pub(super) struct Context<'c> {
    pub(super) run: &'c Run<'c, 'c>,
    pub(super) groups: &'c Groups<'c>,
}

impl<'c> Context<'c> {
    /// The story.
    pub(super) const fn story(&self) -> &'c Story<'c> {
        self.run.story
    }
}
