//! A whole that is split up: each of it falls to one part and to no other.
//!
//! Pupils may have a dog and a cat, so that most parts of one whole say nothing about their sum. Those of a vote, of
//! the living and the dead, of men and women do, and `the other four` says that nobody is left.

use super::{Reader, Total, TotalEvidence};
use crate::fact::Value;
use crate::lex::{Class, TokenKind};

/// Words behind a part in which it says what became of it.
const PART_REACH: usize = 6;

impl Reader<'_, '_> {
    /// `Of the nine members, five voted yes, three voted no and two abstained`.
    pub(super) fn partition(&self, sentence: usize) -> Option<Total> {
        let view = self.view;
        let (total, first) = self.split_up(sentence)?;
        let stated = self.sum_value(total)?;
        let mut parts = Vec::new();
        let mut ways: Vec<(&str, &str)> = Vec::new();
        let mut closed = false;
        for fact in first..self.facts.end {
            // The share of a part in its bracket.
            if matches!(view.facts[fact].value, Value::Percent(_))
                && view.kind(view.start(fact) - 1) == TokenKind::ParenOpen
            {
                continue;
            }
            if !matches!(view.facts[fact].value, Value::Count(_)) {
                return None;
            }
            let next = if fact + 1 < self.facts.end { view.start(fact + 1) } else { self.tokens.end };
            let behind = view.end(fact)..next.min(view.end(fact) + PART_REACH);
            let rest =
                view.start(fact) > self.tokens.start && view.is_one_of(view.start(fact) - 1, &["other", "remaining"]);
            let way = behind.clone().find_map(|at| self.way(at));
            if !(way.is_some() || rest || self.is_bare(fact)) {
                return None;
            }
            closed |= rest;
            ways.extend(way);
            parts.push(fact as u32);
        }
        let one_way = ways.len() == parts.len()
            && ways.windows(2).all(|pair| pair[0].0 == pair[1].0)
            && (1..ways.len()).all(|at| ways[..at].iter().all(|other| other.1 != ways[at].1));
        let sum = self.sum(&parts)?;
        let speaks = parts.len() >= 2 && (closed || one_way);
        speaks.then_some(Total { total: total as u32, parts, evidence: TotalEvidence::Partition, sum, stated, closed })
    }

    /// No noun of its own stands behind it: `five left`, `three of them`.
    fn is_bare(&self, fact: usize) -> bool {
        let view = self.view;
        view.claims[fact].frame.head.is_none_or(|head| {
            let text = head.slice(&view.document.prose);
            let behind = view.token(view.end(fact).min(self.tokens.end - 1)).span() == head;
            behind && !text.ends_with('s') && !view.claims[fact].frame.counts_people
        })
    }

    /// The whole, and the first fact that may be a part of it.
    fn split_up(&self, sentence: usize) -> Option<(usize, usize)> {
        let view = self.view;
        let opening = self.facts.start;
        if self.is_of_opener(opening) {
            let comma = view.between(opening, opening + 1).any(|at| view.kind(at) == TokenKind::Comma);
            return comma.then_some((opening, opening + 1));
        }
        let of = |at: usize| view.is_one_of(at, &["of"]) && at + 1 < self.tokens.end;
        // "nine people, of whom five were men"
        let whom = |at: usize| of(at) && view.is_one_of(at + 1, &["whom", "which"]);
        if view.between(opening, opening + 1).any(whom) {
            return Some((opening, opening + 1));
        }
        // "Of these, five were men"
        let first = self.tokens.start;
        if of(first)
            && view.is_one_of(first + 1, &["them", "these", "those"])
            && first + 2 < self.tokens.end
            && view.kind(first + 2) == TokenKind::Comma
        {
            let before = view.sentence_before(sentence)?;
            let mut counts = view.facts_of(before).filter(|&fact| matches!(view.facts[fact].value, Value::Count(_)));
            return counts.next().filter(|_| counts.next().is_none()).map(|total| (total, opening));
        }
        None
    }

    /// The way of splitting that a word belongs to, and which part it makes.
    fn way(&self, at: usize) -> Option<(&'static str, &'static str)> {
        let view = self.view;
        let word = view.token(at).word;
        if let Some(sort) = view.lexicon.text(word, Class::PersonSort) {
            return Some(("sort", sort));
        }
        let outcome = view.lexicon.text(word, Class::Outcome)?;
        Some((outcome.split_once(' ')?.0, outcome))
    }
}
