//! The two figures that a change leads from and to.
//!
//! ```text
//! ends = "from" A "to" B | "to" B ( "from" | "against" | "compared with" ) A     to $400 from $320
//!      | B "," ( "up" | "down" | "a" noun ) [ d ] "from" A                       41.7%, down from 58.2%
//!      | B ( "against" | "compared with" ) A "," "a" noun "of" d                 184 against 131, a gain of 40%
//! ```
//!
//! A date may stand between the two. Of several pairs in a sentence only those with a word between them are read, so that
//! no end belongs to another change.

use super::Reader;
use super::change::Direction;
use crate::fact::{Hedge, Interval, Value};
use crate::lex::TokenKind;

/// Words between two ends.
const ENDS_REACH: usize = 6;
/// Words between two ends with a date between them.
const DATED_REACH: usize = 9;
/// Words between the last end and the comma of the apposition that says by how much.
const APPOSITION_REACH: usize = 6;

/// The old and the new figure of a change; of a range, twice the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ends {
    /// Index of the fact with the old figure.
    pub(super) from: usize,
    /// Index of the fact with the new figure.
    pub(super) to: usize,
    /// The word of change that joins the two, where one does; else a verb before them says which way they lead.
    pub(super) word: Option<(usize, Direction)>,
}

impl Reader<'_, '_> {
    /// The only two ends of the sentence.
    pub(super) fn ends(&self) -> Option<Ends> {
        let mut pairs = self.all_ends();
        pairs.next().filter(|_| pairs.next().is_none())
    }

    /// Every pair of ends of the sentence, in order.
    pub(super) fn all_ends(&self) -> impl Iterator<Item = Ends> {
        self.facts
            .clone()
            .filter_map(|fact| self.ends_from(fact))
            .filter(|ends| self.values(ends.from, ends.to).is_some())
    }

    /// The ends of which this is the one that stands first.
    fn ends_from(&self, fact: usize) -> Option<Ends> {
        let view = self.view;
        if let Value::Range(range) = &view.facts[fact].value {
            // "From 20-25% to 5%": the range is one of the ends.
            let goes_on = view.end(fact) < self.tokens.end && view.is_one_of(view.end(fact), &["to"]);
            let opened = range.opener == "from" || self.is_led_by(fact, &["from"]);
            return (opened && !goes_on).then_some(Ends { from: fact, to: fact, word: None });
        }
        if let Some(next) = self.next_figure(fact) {
            let reach = if next == fact + 1 { ENDS_REACH } else { DATED_REACH };
            if view.end(fact) + reach >= view.start(next) {
                if self.is_led_by(fact, &["from"]) && self.is_led_by(next, &["to"]) {
                    return Some(Ends { from: fact, to: next, word: None });
                }
                if self.is_led_by(fact, &["to"]) && (self.is_led_by(next, &["from"]) || self.is_compared(next)) {
                    return Some(Ends { from: next, to: fact, word: None });
                }
                if self.is_compared(next)
                    && let Some((noun, _)) = self.apposed_change(next)
                {
                    return Some(Ends { from: next, to: fact, word: self.direction(noun).map(|way| (noun, way)) });
                }
            }
        }
        self.ends_behind_mark(fact)
    }

    /// `41.7%, down from 58.2%`, `$4.50 (up 12% from $4)`, `40, a fall from 52`: nothing else before the mark may be meant.
    fn ends_behind_mark(&self, from: usize) -> Option<Ends> {
        let view = self.view;
        let mut at = view.start(from).checked_sub(1).filter(|&at| at > self.tokens.start)?;
        if !view.is_one_of(at, &["from"]) {
            return None;
        }
        // The amount of the change may stand between its word and the old figure.
        if let Some(by) = from.checked_sub(1).filter(|by| self.facts.contains(by))
            && view.end(by) == at
        {
            at = view.start(by);
        }
        let word = at.checked_sub(1).filter(|&word| word > self.tokens.start)?;
        let direction = self.direction(word)?;
        let adverb = view.is_one_of(word, &["up", "down"]);
        let mut mark = word - 1;
        while !adverb && mark > self.tokens.start && word - mark <= 2 && view.is_word(mark) {
            mark -= 1;
        }
        let noun = adverb || view.is_determiner(mark + 1);
        if !noun || !matches!(view.kind(mark), TokenKind::Comma | TokenKind::ParenOpen | TokenKind::Dash) {
            return None;
        }
        // What stands before another old figure belongs to that.
        let first = (self.facts.start..from)
            .rev()
            .find(|&fact| self.is_led_by(fact, &["from"]))
            .map_or(self.facts.start, |old| old + 1);
        let mut told =
            (first..from).take_while(|&fact| view.start(fact) < mark).filter(|&fact| self.values(from, fact).is_some());
        let to = told.next().filter(|_| told.next().is_none())?;
        Some(Ends { from, to, word: Some((word, direction)) })
    }

    /// `…, a rise of P`: the noun of change, and the figure in apposition behind `last`.
    pub(super) fn apposed_change(&self, last: usize) -> Option<(usize, usize)> {
        let view = self.view;
        let from = view.end(last);
        let mark = (from..self.tokens.end.min(from + APPOSITION_REACH))
            .find(|&at| matches!(view.kind(at), TokenKind::Comma | TokenKind::Dash | TokenKind::ParenOpen))?;
        let by = (last + 1..self.facts.end).find(|&fact| view.start(fact) > mark)?;
        let of = view.start(by).checked_sub(1).filter(|&of| of > mark + 2 && of <= mark + 4)?;
        let noun = of - 1;
        let names = self.direction(noun).is_some() || view.is_one_of(noun, &["difference", "reduction", "growth"]);
        (view.is_determiner(mark + 1) && view.is_one_of(of, &["of"]) && names).then_some((noun, by))
    }

    /// Whether no figure stands between the two, however many dates do.
    pub(super) fn is_next_figure(&self, a: usize, b: usize) -> bool {
        let (a, b) = (a.min(b), a.max(b));
        (a + 1..b).all(|fact| self.is_date(fact)) && b - a <= 2
    }

    /// The next fact that is no date, with one date between at most.
    fn next_figure(&self, fact: usize) -> Option<usize> {
        (fact + 1..self.facts.end.min(fact + 3)).find(|&next| !self.is_date(next))
    }

    fn is_date(&self, fact: usize) -> bool {
        matches!(self.view.facts[fact].value, Value::Date(_) | Value::DateRange(_))
    }

    fn is_led_by(&self, fact: usize, words: &[&str]) -> bool {
        let start = self.view.start(fact);
        start > self.tokens.start && self.view.is_one_of(start - 1, words)
    }

    /// `against 131`, `compared with 131`.
    fn is_compared(&self, fact: usize) -> bool {
        let start = self.view.start(fact);
        self.is_led_by(fact, &["against", "versus"])
            || start > self.tokens.start + 1
                && self.is_led_by(fact, &["with", "to"])
                && self.view.is_one_of(start - 2, &["compared"])
    }

    /// Old and new figure in one unit.
    pub(super) fn values(&self, from: usize, to: usize) -> Option<(Interval, Interval)> {
        let view = self.view;
        if from == to {
            let Value::Range(range) = &view.facts[from].value else { return None };
            let known = matches!(range.of, "count" | "money" | "percent" | "measure");
            return known.then(|| (self.end(&range.low), self.end(&range.high)));
        }
        let same = match (&view.facts[from].value, &view.facts[to].value) {
            (Value::Percent(_), Value::Percent(_)) => true,
            // "From 2 million tons to 3.1 million": the second end leaves its unit out.
            (Value::Measure(_), Value::Count(count)) => count.scaled && view.claims[to].frame.head.is_none(),
            _ => self.comparable(from, to),
        };
        let value = |fact: usize| match &view.facts[fact].value {
            Value::Percent(quantity) if quantity.hedge == Hedge::None => {
                let half = quantity.half_unit();
                Some(Interval::closed(quantity.value.checked_sub(half)?, quantity.value.checked_add(half)?))
            }
            _ => self.value(fact),
        };
        if same { value(from).zip(value(to)) } else { None }
    }
}
