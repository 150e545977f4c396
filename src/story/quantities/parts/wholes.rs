//! Parts with the whole that they belong to.

use super::{PartWhole, Reader};
use crate::claim::Part;
use crate::fact::Value;
use crate::lex::{Class, TokenKind};

/// Words between a whole and the part with `of them`.
const OF_THEM_REACH: usize = 10;

impl Reader<'_, '_> {
    /// `Of the 40 delegates, 52`, `52 of the 40`, `nine people, including 11 children`.
    pub(super) fn part(&self, whole: usize) -> Option<PartWhole> {
        let view = self.view;
        let count = |fact: usize| self.facts.contains(&fact) && matches!(view.facts[fact].value, Value::Count(_));
        if !count(whole) || view.claims[whole].frame.part == Part::Change {
            return None;
        }
        // Asked only of a fact that has one behind it.
        let opened = || {
            self.is_of_opener(whole) && self.is_next_part(whole) || self.is_included(whole) || self.is_of_them(whole)
        };
        let part = if count(whole + 1) && opened() {
            whole + 1
        } else if whole > self.facts.start && count(whole - 1) && self.is_part_of(whole - 1, whole) {
            whole - 1
        } else {
            return None;
        };
        Some(PartWhole {
            part: part as u32,
            whole: whole as u32,
            part_value: view.loose(part)?,
            whole_value: view.loose(whole)?,
        })
    }

    /// `Of the N …,` at the head of the sentence.
    pub(super) fn is_of_opener(&self, whole: usize) -> bool {
        let view = self.view;
        let mut at = self.tokens.start;
        if view.is_one_of(at, &["out"]) {
            at += 1;
        }
        at < view.start(whole)
            && view.is_one_of(at, &["of"])
            && view.start(whole) - at <= 3
            && (at + 1..view.start(whole)).all(|at| view.is_determiner(at))
    }

    /// The part follows the comma of the opener at once, and without a noun of its own, or with the same.
    fn is_next_part(&self, whole: usize) -> bool {
        let view = self.view;
        let between = view.between(whole, whole + 1);
        let Some(comma) = between.clone().find(|&at| view.kind(at) == TokenKind::Comma) else { return false };
        let direct = between.end - comma <= 3;
        let (of_part, of_whole) = (&view.claims[whole + 1].frame, &view.claims[whole].frame);
        let fits = of_part.head_lemma.is_empty()
            || of_part.head_lemma == of_whole.head_lemma
            || view.end(whole + 1) < self.tokens.end
                && (view.is(view.end(whole + 1), Class::Auxiliary) || view.is(view.end(whole + 1), Class::Event));
        direct && fits && !of_whole.head_lemma.is_empty()
    }

    /// `nine people were rescued, including 11 children`
    fn is_included(&self, whole: usize) -> bool {
        let view = self.view;
        let between = view.between(whole, whole + 1);
        let included = between.len() <= 10
            && between.clone().any(|at| {
                view.is_one_of(at, &["including", "among"])
                    && (at + 1..between.end)
                        .all(|at| view.is_determiner(at) || view.is_one_of(at, &["them", "at", "least", "some"]))
            });
        let (of_part, of_whole) = (&view.claims[whole + 1].frame, &view.claims[whole].frame);
        // A family is more people than it is families.
        let group = of_whole
            .head
            .is_some_and(|head| view.lexicon.is(view.lexicon.word(head.slice(&view.document.prose)), Class::GroupNoun));
        let kin = of_part.counts_people && of_whole.counts_people
            || !of_part.head_lemma.is_empty() && of_part.head_lemma == of_whole.head_lemma;
        included && kin && !group
    }

    /// `40 homes, 52 of them to let`, `the 40 pupils, eight of whom are ill`
    fn is_of_them(&self, whole: usize) -> bool {
        let view = self.view;
        let (between, after) = (view.between(whole, whole + 1), view.end(whole + 1));
        let them = after + 1 < self.tokens.end
            && view.is_one_of(after, &["of"])
            && view.is_one_of(after + 1, &["them", "whom", "which"]);
        let apposed = between.clone().next_back().is_some_and(|at| view.kind(at) == TokenKind::Comma);
        let plain = between.len() <= OF_THEM_REACH
            && between.clone().filter(|&at| view.kind(at) == TokenKind::Comma).count() == 1
            && !between.clone().any(|at| matches!(view.kind(at), TokenKind::Semicolon | TokenKind::Colon));
        // Of ten families 30 people may be ill.
        let group = view.claims[whole]
            .frame
            .head
            .is_some_and(|head| view.lexicon.is(view.lexicon.word(head.slice(&view.document.prose)), Class::GroupNoun));
        them && apposed && plain && !group && !view.claims[whole].frame.head_lemma.is_empty()
    }

    /// `52 of the 40 delegates`
    fn is_part_of(&self, part: usize, whole: usize) -> bool {
        let view = self.view;
        let between = view.between(part, whole);
        let Some(first) = between.clone().next() else { return false };
        view.is_one_of(first, &["of"])
            && between.len() == 2
            && view.is_determiner(first + 1)
            && (!view.claims[whole].frame.head_lemma.is_empty() || self.is_subject(whole))
            && !matches!(view.facts[part].value.quantity(), Some(quantity) if quantity.scaled)
    }

    /// A verb stands right behind the figure: `nine of the eight are ill`.
    fn is_subject(&self, whole: usize) -> bool {
        let after = self.view.end(whole);
        after < self.tokens.end && self.view.is(after, Class::Auxiliary)
    }
}
