//! Changes from one figure to another: by how many percent, in which direction, how many times over.
//!
//! ```text
//! percent  = verb … p [ "," ] ends                 rose 25%, to $400 from $320
//!          | ends "," "a" noun "of" p              rose to $400 from $320, an increase of 25%
//! change   = verb … ends                           fell from 4,100 to 5,300
//!          | ends "," "a" noun "of" d              down from 58.2% to 41.7%, a fall of 16.5 points
//! multiple = ( "doubled" | "tripled" | … ) … ends  tripled, from 2 million to 6.1 million
//! ```
//!
//! What the ends are, `ends` knows; differences without a direction are read in `margin`.

use super::ends::Ends;
use super::{Reader, hundred};
use crate::fact::{End, Hedge, Interval, Number, Quantity, Value};
use crate::lex::{Class, TokenKind};
use crate::text::ProseSpan;

/// Words between a verb of change and the first of its ends.
const VERB_REACH: usize = 8;
/// How the ends of a change are measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeOf {
    /// Figures of any kind but percentages.
    Figures,
    /// Percentages, whose difference is in points.
    Percentages,
}

/// A percentage of change with the figures it leads from and to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PercentChange {
    /// Index of the percentage.
    pub percent: u32,
    /// Index of the fact with the old figure.
    pub from: u32,
    /// Index of the fact with the new figure; of a range, the same.
    pub to: u32,
    /// What the ends are.
    pub of: ChangeOf,
    /// What the percentage as written can mean.
    pub stated: Interval,
    /// By how many percent the old figure must change to be the new one, without its sign.
    pub expected: Interval,
    /// Of percentages, the difference in points.
    pub points: Option<Interval>,
}

/// Which way a verb of change leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// `rose`, `grew`, `doubled`.
    Up,
    /// `fell`, `shrank`, `halved`.
    Down,
    /// `a difference of`, `a majority of`: by how much two figures are apart, and no more.
    Apart,
}

impl Direction {
    /// The word for it in rules and output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Apart => "apart",
        }
    }
}

/// A verb of change with the figures it leads from and to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The verb.
    pub verb: ProseSpan,
    /// Which way it leads.
    pub direction: Direction,
    /// Index of the fact with the old figure.
    pub from: u32,
    /// Index of the fact with the new figure; of a range, the same.
    pub to: u32,
    /// What the old figure can mean.
    pub old: Interval,
    /// What the new figure can mean.
    pub new: Interval,
    /// How many times the old figure the verb makes the new one: 2 for `doubled`, with its hedge.
    pub multiple: Option<Interval>,
    /// How many times the old figure the new one is.
    pub ratio: Option<Interval>,
    /// Index of the fact that says by how much: `fell $3 to $18 from $22`.
    pub by: Option<u32>,
    /// By how much the two figures differ, as finely as that is written.
    pub difference: Option<Interval>,
}

impl Reader<'_, '_> {
    /// The verbs of change of the sentence, each with both its ends: the only pair, or those that a word joins.
    pub(super) fn changes(&self, found: &mut Vec<Change>) {
        let before = found.len();
        match self.ends() {
            Some(ends) => found.extend(self.change(ends)),
            None => {
                found.extend(self.all_ends().filter(|ends| ends.word.is_some()).filter_map(|ends| self.change(ends)))
            }
        }
        if found.len() == before {
            found.extend(self.margin());
        }
    }

    fn change(&self, ends: Ends) -> Option<Change> {
        let view = self.view;
        let Ends { from, to, .. } = ends;
        if self.tokens.clone().any(|at| view.is(at, Class::LowerIsBetter)) {
            return None;
        }
        let (old, new) = self.values(from, to)?;
        let (at, direction) = ends.word.or_else(|| self.verb_before(view.start(from.min(to))))?;
        // "84 per pound": the more of them, the less there is.
        let inverse = [from, to].iter().any(|&fact| view.is_one_of(view.end(fact), &["per"]));
        if inverse {
            return None;
        }
        let by = self.amount_of_change(at, from, to);
        Some(Change {
            verb: view.token(at).span(),
            direction,
            from: from as u32,
            to: to as u32,
            old,
            new,
            multiple: self.multiple(at),
            ratio: new.checked_div(&old),
            by: by.map(|by| by as u32),
            difference: by.and_then(|by| self.difference(by, from, to)),
        })
    }

    /// The nearest verb of change before the ends.
    fn verb_before(&self, first: usize) -> Option<(usize, Direction)> {
        let view = self.view;
        let window = first.saturating_sub(VERB_REACH).max(self.tokens.start)..first;
        let (at, direction) = window
            .rev()
            .take_while(|&at| view.kind(at) != TokenKind::Semicolon)
            .find_map(|at| Some((at, self.direction(at)?)))?;
        // "the rise", "fell short", "up to": no verb of these ends.
        let is_noun = at > self.tokens.start && (view.is_determiner(at - 1) || view.is_one_of(at - 1, &["of", "no"]));
        let goes_on = view.is_one_of(at + 1, &["short", "behind", "ill", "asleep", "apart"]);
        let denied = (at.saturating_sub(3).max(self.tokens.start)..at).any(|at| view.is(at, Class::Negation));
        (!is_noun && !goes_on && !denied).then_some((at, direction))
    }

    /// Which way a verb of change leads.
    pub(super) fn direction(&self, at: usize) -> Option<Direction> {
        match self.view.lexicon.text(self.view.token(at).word, Class::Change)? {
            "up" => Some(Direction::Up),
            "down" => Some(Direction::Down),
            _ => None,
        }
    }

    /// The figure right behind the verb, in the unit of the ends: `fell $3 to $18 from $22`, `down two points, from 41%`;
    /// or the one in apposition behind them: `down from 41% to 38%, a fall of three points`.
    fn amount_of_change(&self, verb: usize, from: usize, to: usize) -> Option<usize> {
        let view = self.view;
        let led =
            |&by: &usize| view.start(by) == verb + 1 || view.start(by) == verb + 2 && view.is_one_of(verb + 1, &["by"]);
        let behind_verb = self.facts.clone().find(|&fact| view.start(fact) > verb).filter(led);
        let by = behind_verb
            .filter(|&by| by != from && by != to)
            .or_else(|| self.apposed_change(from.max(to)).map(|(_, by)| by))?;
        let points = || {
            matches!(view.facts[by].value, Value::Points(_))
                || matches!(view.facts[by].value, Value::Count(_)) && view.is_one_of(view.end(by), &["point", "points"])
        };
        let same_unit = if self.in_percent(from) {
            points()
        } else if from == to {
            matches!((&view.facts[by].value, &view.facts[from].value), (Value::Count(_), Value::Range(range)) if range.of == "count")
        } else {
            self.comparable(by, to)
        };
        same_unit.then_some(by)
    }

    /// By how much two figures differ as they stand there, as finely as `by` is written.
    pub(super) fn difference(&self, by: usize, from: usize, to: usize) -> Option<Interval> {
        let facts = self.view.facts;
        let (old, new) = match &facts[from].value {
            Value::Range(range) if from == to => (&range.low, &range.high),
            value => (value.quantity()?, facts[to].value.quantity()?),
        };
        let plain = |quantity: &Quantity| matches!(quantity.hedge, Hedge::None | Hedge::Exactly);
        let by = facts[by].value.quantity()?;
        if ![old, new, by].into_iter().all(plain) {
            return None;
        }
        let (of_ends, of_by) = (old.written_unit.max(new.written_unit), by.written_unit);
        // "Rose $3 to $21.70 from $18.40", "rose $3.30 to $22 from $18": one side is rounded.
        let width = if of_by > of_ends {
            by.half_unit()
        } else if of_ends > of_by {
            of_ends
        } else {
            Number::ZERO
        };
        let difference = new.value.checked_sub(old.value)?.abs();
        Some(Interval::closed(difference.checked_sub(width)?, difference.checked_add(width)?))
    }

    /// How many times over a verb says: `doubled`, `more than tripled`, `nearly halved`.
    fn multiple(&self, verb: usize) -> Option<Interval> {
        // How many times over it is, and how near to that it may be, in twentieths.
        let (times, (low, high)) = match self.view.lemma(verb) {
            "double" => (Number::from(2), (38, 42)),
            "triple" => (Number::from(3), (50, 70)),
            "quadruple" => (Number::from(4), (70, 90)),
            "halve" => (Number::ratio(1, 2)?, (9, 11)),
            _ => return None,
        };
        let after = |words: &[&str], reach: usize| {
            self.view.holds(verb.saturating_sub(reach).max(self.tokens.start)..verb, words)
        };
        let down = times < Number::ONE;
        if after(&["nearly", "almost"], 1) {
            let short = Number::ratio(if down { 23 } else { 17 }, 20)?.checked_mul(times)?;
            return Some(if down { Interval::above(times, short) } else { Interval::below(short, times) });
        }
        if after(&["more", "over", "least"], 2) {
            let times = End::Closed(times);
            let (low, high) = if down { (End::Open(Number::ZERO), times) } else { (times, End::Unbounded) };
            return Some(Interval { low, high });
        }
        let about = after(&["about", "roughly", "approximately"], 1);
        (!about).then_some(Interval::closed(Number::ratio(low, 20)?, Number::ratio(high, 20)?))
    }

    /// The one percentage of change of the sentence, with both its ends.
    pub(super) fn percent_change(&self) -> Option<PercentChange> {
        let view = self.view;
        let blocked =
            ["annually", "annualized", "annualised", "adjusted", "average", "compound", "per", "each", "every"];
        let Ends { from, to, word } = self.ends()?;
        let mut changes = self.facts.clone().filter(|&fact| {
            fact != from
                && fact != to
                && matches!(view.facts[fact].value, Value::Percent(_))
                && self.speaks_of_change(fact)
        });
        let percent = changes.next()?;
        let close = self.is_next_figure(percent, from) || self.is_next_figure(percent, to);
        // "Profit rose 10% on sales of $30m, up from $25m": the percentage before the two is of something else.
        let close = close && (word.is_none() || percent > from.min(to));
        if changes.next().is_some() || !close || view.holds(self.tokens.clone(), &blocked) {
            return None;
        }
        let (old, new) = self.values(from, to)?;
        let difference = new.checked_mul(&hundred())?.checked_div(&old)?.checked_sub(&hundred())?;
        let of = if self.in_percent(from) { ChangeOf::Percentages } else { ChangeOf::Figures };
        let points = (of == ChangeOf::Percentages).then(|| new.checked_sub(&old).map(magnitude)).flatten();
        Some(PercentChange {
            percent: percent as u32,
            from: from as u32,
            to: to as u32,
            of,
            stated: self.stated(percent)?,
            expected: magnitude(difference),
            points,
        })
    }

    fn speaks_of_change(&self, percent: usize) -> bool {
        let view = self.view;
        let (start, after) = (view.start(percent), view.end(percent));
        let window = start.saturating_sub(5).max(self.tokens.start)..start;
        let before = window.clone().any(|at| view.is(at, Class::Change));
        let behind = (after..self.tokens.end.min(after + 3)).any(|at| view.is(at, Class::Change));
        let of = after < self.tokens.end && view.is_one_of(after, &["of"]);
        (before || behind) && !of
    }

    fn in_percent(&self, fact: usize) -> bool {
        match &self.view.facts[fact].value {
            Value::Percent(_) => true,
            Value::Range(range) => range.of == "percent",
            _ => false,
        }
    }
}

/// An interval of changes without their sign, where it has one sign; else from nought to the larger end.
fn magnitude(change: Interval) -> Interval {
    let negate = |end: End| match end {
        End::Closed(number) => End::Closed(-number),
        End::Open(number) => End::Open(-number),
        End::Unbounded => End::Unbounded,
    };
    let below = |end: End| end.number().is_none_or(Number::is_negative);
    match (below(change.low), change.high.number().is_some_and(Number::is_negative)) {
        (true, true) => Interval { low: negate(change.high), high: negate(change.low) },
        (true, false) => {
            let (low, high) = (negate(change.low), change.high);
            let larger = match (low.number(), high.number()) {
                (Some(a), Some(b)) => {
                    if a > b {
                        low
                    } else {
                        high
                    }
                }
                _ => End::Unbounded,
            };
            Interval { low: End::Closed(Number::ZERO), high: larger }
        }
        _ => change,
    }
}
