//! What a name of a rule can be bound to, as far as each thing is asked by itself.
//!
//! Rules ask the same few questions of a name that they bind: `in body`, `is asserted`, not `in quote`. Each question
//! is put to a thing once for all rules, and only where what was asked before has left it. The answers are one bit for
//! each thing, so that 64 of them are looked at together, and a rule with a name for which nothing is left is done.

use std::cell::{OnceCell, RefCell};

use rustc_hash::FxHashMap;

use super::schema::{Item, Kind, Question, kind_count};
use crate::story::Story;

/// Things of a shelf, one bit for each. Few texts have more than 64 of a kind, which need no room of their own.
#[derive(Default)]
struct Bits {
    first: u64,
    rest: Box<[u64]>,
    /// How many stretches of 64 the shelf has.
    stretches: usize,
}

impl Bits {
    /// Those of so many things for which something holds.
    fn gather(count: usize, holds: impl Fn(u32) -> bool) -> Self {
        let stretch = |of: usize| {
            let things = 0..(count - of * 64).min(64) as u32;
            things.fold(0, |bits, bit| bits | u64::from(holds(of as u32 * 64 + bit)) << bit)
        };
        let stretches = count.div_ceil(64);
        if stretches == 0 {
            return Self::default();
        }
        Self { first: stretch(0), rest: (1..stretches).map(stretch).collect(), stretches }
    }

    fn stretch(&self, of: usize) -> u64 {
        if of == 0 { self.first } else { self.rest[of - 1] }
    }
}

/// What a name can be bound to: things of a kind that give the wanted answer to each question.
#[derive(Debug)]
pub(super) struct Candidates {
    kind: &'static Kind,
    /// The number of the kind.
    number: usize,
    wanted: Vec<(Question, bool)>,
}

impl Candidates {
    /// Everything of a kind.
    pub(super) fn of(kind: &'static Kind) -> Self {
        Self { kind, number: kind.number(), wanted: Vec::new() }
    }

    /// Leaves those that give this answer.
    pub(super) fn narrow(&mut self, question: Question, answer: bool) {
        self.wanted.push((question, answer));
    }
}

/// What 64 neighbours on a shelf answered to a question.
#[derive(Clone, Copy, Default)]
struct Answers {
    asked: u64,
    yes: u64,
}

/// The things of every kind in a story, with what was asked of them.
pub(super) struct Populations<'r, 's> {
    story: &'r Story<'s>,
    /// All things of each kind.
    kinds: Vec<OnceCell<Bits>>,
    /// By the number of a kind, a question and a stretch of 64 things.
    answers: RefCell<FxHashMap<(usize, Question, usize), Answers>>,
}

impl<'r, 's> Populations<'r, 's> {
    pub(super) fn new(story: &'r Story<'s>) -> Self {
        let kinds = std::iter::repeat_with(OnceCell::new).take(kind_count()).collect();
        Self { story, kinds, answers: RefCell::default() }
    }

    /// The candidates in the order of the text.
    pub(super) fn each<'p>(&'p self, of: &'p Candidates) -> impl Iterator<Item = u32> + 'p {
        let stretches = 0..self.all(of).stretches;
        stretches.flat_map(move |stretch| bits(self.stretch(of, stretch)).map(move |bit| stretch as u32 * 64 + bit))
    }

    /// Whether there are so many candidates, at least one.
    pub(super) fn has(&self, of: &Candidates, count: u32) -> bool {
        let mut wanted = count;
        (0..self.all(of).stretches).any(|stretch| {
            wanted = wanted.saturating_sub(self.stretch(of, stretch).count_ones());
            wanted == 0
        })
    }

    /// Whether a thing of the shelf is a candidate.
    pub(super) fn holds(&self, of: &Candidates, index: u32) -> bool {
        self.stretch(of, index as usize / 64) >> (index % 64) & 1 == 1
    }

    /// Every thing of the kind.
    fn all(&self, of: &Candidates) -> &Bits {
        self.kinds[of.number].get_or_init(|| {
            let count = (of.kind.shelf.count)(self.story);
            Bits::gather(count, |index| (of.kind.holds)(self.story, index))
        })
    }

    /// The candidates among 64 neighbours on the shelf.
    fn stretch(&self, of: &Candidates, stretch: usize) -> u64 {
        let mut left = self.all(of).stretch(stretch);
        for (question, answer) in &of.wanted {
            if left == 0 {
                break;
            }
            let yes = self.meeting(of, *question, stretch, left);
            left &= if *answer { yes } else { !yes };
        }
        left
    }

    /// Those of some neighbours, and perhaps some others, for which the answer is yes.
    fn meeting(&self, of: &Candidates, question: Question, stretch: usize, among: u64) -> u64 {
        let mut answers = self.answers.borrow_mut();
        let known = answers.entry((of.number, question, stretch)).or_default();
        for bit in bits(among & !known.asked) {
            let item = Item { kind: of.kind, index: stretch as u32 * 64 + bit };
            known.yes |= u64::from(question.holds(self.story, item)) << bit;
        }
        known.asked |= among;
        known.yes
    }
}

/// The places of the bits that are set, in order.
fn bits(mut left: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let bit = (left != 0).then(|| left.trailing_zeros())?;
        left &= left - 1;
        Some(bit)
    })
}
