//! The noun phrase that names a source, and how good a source it is.

use std::ops::Range;

use super::{LONGEST_SOURCE, Reader, Relation};
use crate::fact::Value;
use crate::lex::{Class, TokenKind, Words};

impl Reader<'_> {
    /// The noun phrase that ends before `end`; an apposition between commas is stepped over to its head.
    pub(super) fn phrase_before(&self, end: usize, sentence: &Range<usize>) -> Range<usize> {
        let mut end = end;
        let mut outer = end;
        if end > sentence.start && self.kind(end - 1) == TokenKind::Comma {
            // "Mara Quist, the police chief, said".
            let inner = end - 1;
            let comma =
                (sentence.start..inner).rev().take(LONGEST_SOURCE).find(|&at| self.kind(at) == TokenKind::Comma);
            let Some(comma) = comma else { return end..end };
            outer = inner;
            end = comma;
        } else if end > sentence.start && self.kind(end - 1) == TokenKind::ParenClose {
            let Some(open) = (sentence.start..end).rev().take(12).find(|&at| self.kind(at) == TokenKind::ParenOpen)
            else {
                return end..end;
            };
            end = open;
        }
        let mut start = end;
        while start > sentence.start && end - start < LONGEST_SOURCE && self.inside_phrase(start - 1) {
            start -= 1;
        }
        self.after_clause(start..end)..outer.max(end)
    }

    /// `The hall was closed and police said`: what joins a clause of its own to the source is no part of it.
    fn after_clause(&self, phrase: Range<usize>) -> usize {
        let is_join = |at: usize| self.is_one_of(at, &["and", "but", "as", "while"]);
        let Some(join) = phrase.clone().rev().find(|&at| is_join(at)) else { return phrase.start };
        let before = phrase.start..join;
        let has_clause = self.has_finite_verb(&before) && !before.clone().any(|at| self.is_relative(at));
        if has_clause { join + 1 } else { phrase.start }
    }

    /// Whether a word of the phrase, its first one aside, reads as a finite verb.
    pub(super) fn has_finite_verb(&self, phrase: &Range<usize>) -> bool {
        const FINITE: u128 = Class::Auxiliary.bit() | Class::Event.bit() | Class::PastTense.bit();
        (phrase.start + 1..phrase.end).any(|at| {
            self.lexicon.is_any(self.token(at).word, FINITE)
                && !self.is(at, Class::EventNoun)
                && !self.reads_as_noun(at, phrase)
        })
    }

    /// The noun phrase that begins at `start`.
    pub(super) fn phrase_after(&self, start: usize, limit: usize) -> Range<usize> {
        let mut end = start;
        while end < limit
            && end - start < LONGEST_SOURCE
            && self.inside_phrase(end)
            && !self.ends_phrase_after(end)
            && (end == start || !self.begins_figure(end))
        {
            end += 1;
        }
        start..end
    }

    /// Whether a figure begins here: `according to the ministry over 345 pilgrims`.
    fn begins_figure(&self, at: usize) -> bool {
        let place = self.facts.partition_point(|fact| (fact.first_token as usize) < at);
        self.facts.get(place).is_some_and(|fact| {
            fact.first_token as usize == at
                && matches!(fact.value, Value::Count(_) | Value::Money(_) | Value::Percent(_) | Value::Range(_))
        })
    }

    fn ends_phrase_after(&self, at: usize) -> bool {
        // "said Roe on Monday", "according to police in Lund who".
        static ENDS: Words =
            Words::new(&["on", "as", "when", "after", "before", "about", "during", "late", "early", "last", "this"]);
        self.is_in(at, &ENDS)
    }

    fn inside_phrase(&self, at: usize) -> bool {
        static OPENS_CLAUSE: Words = Words::new(&["that", "because", "if", "when", "where", "since", "so", "as"]);
        match self.kind(at) {
            TokenKind::Word => {
                !self.is(at, Class::Contrast)
                    && !self.is_in(at, &OPENS_CLAUSE)
                    && (!self.is(at, Class::AttributionVerb)
                        || self.reads_as_noun(at, &(0..usize::MAX))
                        || self.is(at, Class::SourceDocument))
            }
            TokenKind::Number | TokenKind::Hyphen | TokenKind::Possessive | TokenKind::Slash | TokenKind::Ampersand => {
                true
            }
            _ => false,
        }
    }

    /// Whether an entry of the list, a word or several, begins in the phrase.
    pub(super) fn holds(&self, phrase: &Range<usize>, class: Class) -> bool {
        phrase.clone().any(|at| self.lexicon.entry(&self.lexed.tokens[at..phrase.end], class).is_some())
    }

    /// How good a source the noun phrase is, and the person it names; `None` for an empty phrase.
    pub(super) fn level_of(&self, phrase: &Range<usize>, last: Option<&Relation>) -> Option<(u8, Option<u32>)> {
        if phrase.is_empty() {
            return None;
        }
        if phrase.len() <= 2 && self.is(phrase.end - 1, Class::PronounSource) {
            return Some(last.map_or((2, None), |last| (last.level, last.speaker)));
        }
        let from = self.facts.partition_point(|fact| (fact.end_token as usize) <= phrase.start);
        let mut level = 0;
        let mut speaker = None;
        for (offset, fact) in
            self.facts[from..].iter().take_while(|fact| (fact.first_token as usize) < phrase.end).enumerate()
        {
            let of = match fact.value {
                Value::Person(_) => 4,
                Value::Organization(_) => 3,
                Value::Place(_) => 2,
                _ => 0,
            };
            if of == 4 {
                speaker = Some((from + offset) as u32);
            }
            level = level.max(of);
        }
        if self.holds(phrase, Class::SourceBody) || self.holds(phrase, Class::SourceDocument) {
            level = level.max(3);
        }
        for at in phrase.clone() {
            let token = self.token(at);
            if token.kind != TokenKind::Word {
                continue;
            }
            let of = if self.is(at, Class::Nationality) || self.is(at, Class::UnnamedSource) {
                2
            } else if token.is_capital() && !token.is_sentence_start() && !self.is(at, Class::FunctionWord) {
                // A name that no list knows.
                3
            } else {
                0
            };
            level = level.max(of);
        }
        // Any other subject that speaks is somebody, though nobody in particular.
        Some((level.max(2), speaker))
    }
}
