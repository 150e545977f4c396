//! Which facts speak of one thing: mentions of one person, and figures of the same quantity.

use crate::story::Story;
use crate::story::people::Bearer;

/// The facts of a story, sorted into the things they speak of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clusters {
    /// For each fact, the first one that speaks of the same.
    first: Vec<u32>,
    /// For each fact that is the first of its thing, how many speak of it.
    mentions: Vec<u32>,
}

/// A thing that several facts speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cluster {
    /// The first fact that speaks of it.
    pub first: u32,
    /// How many do, the first among them.
    pub mentions: u32,
}

impl Clusters {
    /// Sorts the facts of a story.
    #[must_use]
    pub fn of(story: &Story<'_>) -> Self {
        let mut sorting = Self { first: (0..story.facts.len() as u32).collect(), mentions: Vec::new() };
        for (fact, bearer) in story.people.bearers.iter().enumerate() {
            if let Bearer::Cluster(cluster) = bearer
                && let Some(&first) = story.people.clusters[*cluster as usize].mentions.first()
            {
                sorting.join(fact as u32, first);
            }
        }
        for pair in &story.quantities.same {
            sorting.join(pair.a, pair.b);
        }
        let first: Vec<u32> = (0..story.facts.len() as u32).map(|fact| sorting.first_of(fact)).collect();
        let mut mentions = vec![0; first.len()];
        for &first in &first {
            mentions[first as usize] += 1;
        }
        Self { first, mentions }
    }

    /// What a fact speaks of; `None` where no other fact speaks of the same.
    #[must_use]
    pub fn holding(&self, fact: usize) -> Option<Cluster> {
        let first = self.first[fact];
        let mentions = self.mentions[first as usize];
        (mentions > 1).then_some(Cluster { first, mentions })
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.first_of(a), self.first_of(b));
        self.first[a.max(b) as usize] = a.min(b);
    }

    /// Follows the links to the first one, and halves the way for whoever comes next.
    fn first_of(&mut self, fact: u32) -> u32 {
        let mut at = fact;
        while self.first[at as usize] != at {
            let next = self.first[at as usize];
            self.first[at as usize] = self.first[next as usize];
            at = next;
        }
        at
    }
}
