//! What a cue vouches for: where its content begins and ends.

use std::ops::Range;

use super::Reader;
use crate::lex::{Class, TokenKind, Words};

impl Reader<'_> {
    /// What a verb with its source before it vouches for.
    pub(super) fn contents(
        &self,
        cue: &Range<usize>,
        source: &Range<usize>,
        sentence: &Range<usize>,
    ) -> [Range<usize>; 2] {
        let start = self.clause_start(source.start, sentence);
        let detached = source.start > start
            && matches!(
                self.kind(source.start - 1),
                TokenKind::Comma
                    | TokenKind::QuoteClose
                    | TokenKind::QuoteStraight
                    | TokenKind::Question
                    | TokenKind::Exclamation
                    | TokenKind::Dash
            );
        let first_word = (start..source.start).find(|&at| matches!(self.kind(at), TokenKind::Word | TokenKind::Number));
        let adjunct =
            first_word.is_some_and(|at| self.opens_adjunct(at)) && !(start..source.start).any(|at| self.is_quote(at));
        let words =
            (start..source.start).filter(|&at| matches!(self.kind(at), TokenKind::Word | TokenKind::Number)).count();
        let post = detached && words >= 2 && !adjunct;
        let end = self.content_end(cue.end, sentence);
        match (post, self.is_comma(cue.end, sentence)) {
            // K, S said, K
            (true, true) => [start..source.start, cue.end..end],
            // K, S said on Monday.
            (true, false) => {
                [start..source.start, if self.opens_clause(cue.end, sentence) { cue.end..end } else { 0..0 }]
            }
            _ => [self.after_adjuncts(cue, end)..end, 0..0],
        }
    }

    /// Whether a data verb goes on with what it shows: `that`, a figure, a quotation.
    pub(super) fn opens_content(&self, at: usize, sentence: &Range<usize>) -> bool {
        (at..sentence.end.min(at + 4)).any(|at| {
            self.is_one_of(at, &["that"])
                || self.is_quote(at)
                || matches!(self.kind(at), TokenKind::Number | TokenKind::Currency)
        })
    }

    fn opens_clause(&self, at: usize, sentence: &Range<usize>) -> bool {
        at < sentence.end && (self.is_one_of(at, &["that"]) || self.is_quote(at))
    }

    /// `On Monday,`, `In a report,`, `Speaking in Geneva,`: no content of a cue that follows.
    fn opens_adjunct(&self, at: usize) -> bool {
        static OPENERS: Words = Words::new(&[
            "in",
            "on",
            "at",
            "during",
            "after",
            "before",
            "when",
            "while",
            "as",
            "speaking",
            "earlier",
            "later",
            "since",
            "by",
            "for",
            "with",
            "following",
            "despite",
            "asked",
            "responding",
            "meanwhile",
            "although",
            "if",
            "to",
        ]);
        self.is_in(at, &OPENERS)
    }

    /// After `told reporters` and `said on Monday` the content begins; without a mark for it, right after the cue.
    fn after_adjuncts(&self, cue: &Range<usize>, content_end: usize) -> usize {
        let limit = content_end.min(cue.end + 10);
        (cue.end..limit).find(|&at| self.is_one_of(at, &["that"])).unwrap_or(cue.end)
    }

    /// Where content that begins at `from` ends: at a semicolon, or at a comma before a word of contrast.
    pub(super) fn content_end(&self, from: usize, sentence: &Range<usize>) -> usize {
        let mut quoted = false;
        for at in from..sentence.end {
            match self.kind(at) {
                TokenKind::QuoteOpen => quoted = true,
                TokenKind::QuoteClose => quoted = false,
                TokenKind::Semicolon if !quoted => return at,
                TokenKind::Comma if !quoted && at + 1 < sentence.end && self.is(at + 1, Class::Contrast) => return at,
                _ => {}
            }
        }
        sentence.end
    }

    /// Where the clause before `at` begins: after the last semicolon or comma with a word of contrast.
    pub(super) fn clause_start(&self, at: usize, sentence: &Range<usize>) -> usize {
        let breaks = |at: &usize| {
            self.kind(*at) == TokenKind::Semicolon
                || self.kind(*at) == TokenKind::Comma
                    && *at + 1 < sentence.end
                    && (self.is(*at + 1, Class::Contrast) || self.is_one_of(*at + 1, &["and"]))
        };
        (sentence.start..at).rev().find(breaks).map_or(sentence.start, |at| at + 1)
    }
}
