//! What the text puts in order, against the order of its dates.
//!
//! ```text
//! backwards = date "–" earlier-date                                     19 October – 2 October
//! ordered   = date … ( "after" | "before" | "following" ) date noun     the truce of 10 November came after the 12 November raid
//! later     = date … length "later" [","] ["on"] date                   on 3 May; four days later, on 9 May
//!           | year … year "," length "later"                            built in 1962 and shut in 2004, 42 years later
//! term      = date … "for" length … ( "ending" | "until" | … ) date     from 1 October 2026 for 24 months, ending on …
//! ```
//!
//! Both dates stand there in full, or both without a year; nothing is inferred. A range that goes from one year
//! into the next without saying so is none that runs backwards.

use crate::fact::{Bound, Calendar, Hedge, Interval, Number, PartialDate, TimeUnit, Value};
use crate::lex::{Class, TokenKind};
use crate::story::view::View;
use crate::text::ProseSpan;

/// Words between a date and the word that puts it before or after another.
const ORDER_REACH: usize = 6;
/// Words between the length of a term and either of its ends.
const TERM_REACH: usize = 6;
/// Years before this one may be of another era or calendar.
const FIRST_YEAR: i16 = 1000;

/// Two dates in an order that the text denies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateOrder {
    /// Where the date stands that the text puts first.
    pub first: ProseSpan,
    /// Where the date stands that the text puts second.
    pub second: ProseSpan,
    /// What puts them in order: `range`, `after`, `before`.
    pub by: &'static str,
    /// Whether the second one is the earlier one.
    pub conflicts: bool,
}

/// A length of time between two dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lapse {
    /// Index of the length: `four days later`.
    pub length: u32,
    /// Index of the date it is counted from.
    pub from: u32,
    /// Index of the date it leads to.
    pub until: u32,
    /// The unit it is counted in, in the plural.
    pub unit: &'static str,
    /// The length as written, and one more or less where people count in two ways.
    pub stated: Interval,
    /// What the two dates make it.
    pub expected: Interval,
}

/// What stands in an order.
#[derive(Debug, Default)]
pub(super) struct Sequence {
    pub(super) orders: Vec<DateOrder>,
    pub(super) lapses: Vec<Lapse>,
}

/// Linear: each date is compared with the one before it.
pub(super) fn find(view: &View<'_>) -> Sequence {
    let reader = Reader { view };
    let mut found = Sequence::default();
    for fact in 0..view.facts.len() {
        found.orders.extend(reader.backwards(fact));
        found.orders.extend(reader.ordered(fact));
        found.lapses.extend(reader.later(fact));
        found.lapses.extend(reader.term(fact));
    }
    found
}

struct Reader<'v, 'a> {
    view: &'v View<'a>,
}

impl Reader<'_, '_> {
    /// `19 October – 2 October`
    fn backwards(&self, fact: usize) -> Option<DateOrder> {
        let Value::DateRange(range) = &self.view.facts[fact].value else { return None };
        let (low, high) = (range.low.as_ref()?.absolute()?, range.high.as_ref()?.absolute()?);
        // "Friday 30 – Sunday 1 June" begins in May.
        let months = (self.view.start(fact)..self.view.end(fact)).filter(|&at| self.view.is(at, Class::Month)).count();
        let conflicts = range.bound == Bound::Both && months != 1 && runs_backwards(low, high);
        let span = self.view.facts[fact].span;
        conflicts.then_some(DateOrder { first: span, second: span, by: "range", conflicts })
    }

    /// `the truce of 10 November came after the 12 November offensive`
    fn ordered(&self, fact: usize) -> Option<DateOrder> {
        let view = self.view;
        // The second date may be read as `after the 12 November`.
        let (second, bound) = match &view.facts[fact].value {
            Value::Date(date) => (*date.absolute()?, None),
            Value::DateRange(range) if matches!(range.bound, Bound::After | Bound::Before) => {
                (*range.low.as_ref().or(range.high.as_ref())?.absolute()?, Some(range.bound))
            }
            _ => return None,
        };
        let before = fact.checked_sub(1).filter(|&before| view.sentence(before) == view.sentence(fact))?;
        let Value::Date(date) = &view.facts[before].value else { return None };
        let first = *date.absolute()?;
        if !self.names_thing(before) || !self.names_thing(fact) || date.hedge != Hedge::None {
            return None;
        }
        let between = view.between(before, fact);
        let word = |at: usize| {
            if view.is_one_of(at, &["after", "following"]) {
                Some("after")
            } else if view.is_one_of(at, &["before", "preceded"]) {
                Some("before")
            } else {
                None
            }
        };
        let by = match bound {
            Some(Bound::After) => "after",
            Some(_) => "before",
            None => between.clone().rev().find_map(word)?,
        };
        let tokens = view.tokens_of(view.sentence(fact));
        let plain = between.len() <= ORDER_REACH
            && between
                .clone()
                .all(|at| view.is_word(at) && !view.is(at, Class::Modal) && !view.is(at, Class::Negation))
            && !view.holds_any(tokens, Class::Unsettled);
        let whole = first.day.is_some()
            && second.day.is_some()
            && first.month.is_some()
            && second.month.is_some()
            && first.year.is_some() == second.year.is_some();
        if !plain || !whole {
            return None;
        }
        // Without years, December and January are neighbours.
        let (a, b) = (order(&first)?, order(&second)?);
        if first.year.is_none() && first.month != second.month && first.month?.abs_diff(second.month?) > 6 {
            return None;
        }
        let (earlier, later, spans) = match by {
            "after" => (b, a, [fact, before]),
            _ => (a, b, [before, fact]),
        };
        let [first, second] = spans.map(|fact| self.day_words(fact));
        Some(DateOrder { first, second, by, conflicts: later < earlier })
    }

    /// The words of the day itself, without the `after the` that may be read with it.
    fn day_words(&self, fact: usize) -> ProseSpan {
        let view = self.view;
        let led = |at: &usize| view.is_determiner(*at) || view.is_one_of(*at, &["after", "following", "before"]);
        let start = (view.start(fact)..view.end(fact)).find(|at| !led(at)).unwrap_or(view.start(fact));
        view.token(start).span().cover(view.token(view.end(fact) - 1).span())
    }

    /// `the truce of 10 November`, `the 12 November offensive`
    fn names_thing(&self, fact: usize) -> bool {
        let view = self.view;
        let (start, end) = (view.start(fact), view.end(fact));
        let tokens = view.tokens_of(view.sentence(fact));
        let before =
            |words: &[&str]| start > tokens.start && view.is_one_of(start - 1, words) || view.is_one_of(start, words);
        let noun = end < tokens.end
            && view.is_word(end)
            && !view.is(end, Class::FunctionWord)
            && !view.is(end, Class::Auxiliary)
            && !view.is(end, Class::Modal);
        let led =
            start > tokens.start && view.is_determiner(start - 1) || (start..end).any(|at| view.is_determiner(at));
        before(&["of"]) || led && noun
    }

    /// `four days later, on 9 May`, counted from the date before it
    fn later(&self, fact: usize) -> Option<Lapse> {
        let view = self.view;
        let Value::Date(date) = &view.facts[fact].value else { return None };
        let Some(Calendar::Narrative(parts)) = &date.calendar else { return None };
        let [(count, unit)] = parts[..] else { return None };
        let told = view.is_one_of(view.end(fact) - 1, &["later"]) && count > 0 && date.hedge == Hedge::None;
        if !told {
            return None;
        }
        if unit == TimeUnit::Year
            && let Some(lapse) = self.years_later(fact, count)
        {
            return Some(lapse);
        }
        let until = fact + 1;
        if until >= view.facts.len() || view.sentence(until) != view.sentence(fact) {
            return None;
        }
        let between = view.between(fact, until);
        let apposed = between.len() <= 2
            && between.clone().all(|at| {
                matches!(view.kind(at), TokenKind::Comma | TokenKind::ParenOpen) || view.is_one_of(at, &["on", "in"])
            });
        let from = fact.checked_sub(1)?;
        let near = view.sentence(from) == view.sentence(fact)
            || view.sentence_before(view.sentence(fact)) == Some(view.sentence(from))
                && view.facts_of(view.sentence(from)).filter(|&other| self.date(other).is_some()).count() == 1;
        if !apposed || !near {
            return None;
        }
        let (first, second) = (self.date(from)?, self.date(until)?);
        let (expected, slack, name) = match unit {
            TimeUnit::Day | TimeUnit::Night => (self.days(&first, &second)?, Number::ONE, "days"),
            TimeUnit::Week => {
                let days = self.days(&first, &second)?;
                (days.checked_div(Number::from(7))?, Number::ratio(3, 4)?, "weeks")
            }
            TimeUnit::Year => {
                let years = i64::from(second.year?) - i64::from(first.year?);
                (Number::from(years), Number::ONE, "years")
            }
            _ => return None,
        };
        let count = Number::from(i64::from(count));
        Some(Lapse {
            length: fact as u32,
            from: from as u32,
            until: until as u32,
            unit: name,
            stated: Interval::closed(count.checked_sub(slack)?, count.checked_add(slack)?),
            expected: Interval::point(expected),
        })
    }

    /// `built in 1962 and shut in 2004, 42 years later`: the only two dates of the sentence.
    fn years_later(&self, fact: usize, count: i32) -> Option<Lapse> {
        let view = self.view;
        let (from, until) = (fact.checked_sub(2)?, fact - 1);
        let sentence = view.sentence(fact);
        let dates = view.facts_of(sentence).filter(|&other| matches!(view.facts[other].value, Value::Date(_))).count();
        let between = view.between(until, fact);
        let apposed = between.len() == 1 && matches!(view.kind(between.start), TokenKind::Comma | TokenKind::Dash);
        if dates != 3 || !apposed || view.sentence(from) != sentence {
            return None;
        }
        let years = i64::from(self.date(until)?.year?) - i64::from(self.date(from)?.year?);
        let count = Number::from(i64::from(count));
        (years > 0).then_some(Lapse {
            length: fact as u32,
            from: from as u32,
            until: until as u32,
            unit: "years",
            stated: Interval::closed(count.checked_sub(Number::ONE)?, count.checked_add(Number::ONE)?),
            expected: Interval::point(Number::from(years)),
        })
    }

    /// `starts on 1 October 2026 and runs for 24 months, ending on 30 September 2028`
    fn term(&self, fact: usize) -> Option<Lapse> {
        let view = self.view;
        let Value::Duration(length) = &view.facts[fact].value else { return None };
        let [(count, unit)] = length.parts[..] else { return None };
        let (from, until) = (fact.checked_sub(1)?, fact + 1);
        let one_sentence = until < view.facts.len()
            && view.sentence(from) == view.sentence(fact)
            && view.sentence(until) == view.sentence(fact);
        if !one_sentence || length.hedge != Hedge::None || length.up_to.is_some() {
            return None;
        }
        let (led, ended) = (view.between(from, fact), view.between(fact, until));
        let runs = led.len() <= TERM_REACH
            && led.end > led.start
            && view.is_one_of(led.end - 1, &["for", "lasts", "of"])
            && ended.len() <= TERM_REACH
            && view.holds(ended, &["ending", "ends", "until", "expiring", "expires", "finishing", "closing"]);
        let (first, last) = (self.date(from)?, self.date(until)?);
        let (months, per, name) = match unit {
            TimeUnit::Month => (months(&first, &last)?, 1, "months"),
            TimeUnit::Year => (months(&first, &last)?, 12, "years"),
            _ => return None,
        };
        let expected = months.checked_div(Number::from(per))?;
        // A day more or less, and whichever of the two ends people count.
        let slack = Number::ratio(1, per.into())?;
        runs.then_some(Lapse {
            length: fact as u32,
            from: from as u32,
            until: until as u32,
            unit: name,
            stated: Interval::closed(count.checked_sub(slack)?, count.checked_add(slack)?),
            expected: Interval::point(expected),
        })
    }

    fn date(&self, fact: usize) -> Option<PartialDate> {
        match &self.view.facts[fact].value {
            Value::Date(date) if date.hedge == Hedge::None => date.absolute().copied(),
            _ => None,
        }
    }

    /// Days between two days; of two without a year, within one.
    fn days(&self, first: &PartialDate, second: &PartialDate) -> Option<Number> {
        let year = first.year.or(second.year);
        let leap = Some(if first.month? <= 2 { 2023 } else { 2024 });
        let of = |date: &PartialDate| PartialDate { year: date.year.or(year).or(leap), ..*date };
        let days = of(first).days_until(&of(second))?;
        // From December into January.
        let days = if days < 0 && second.year.is_none() { days + 365 } else { days };
        (days >= 0).then(|| Number::from(i64::from(days)))
    }
}

/// Months from one day to another, to the nearest one.
fn months(first: &PartialDate, last: &PartialDate) -> Option<Number> {
    let count = |date: &PartialDate| Some(i64::from(date.year?) * 12 + i64::from(date.month?));
    let whole = count(last)? - count(first)?;
    let days = i64::from(last.day?) - i64::from(first.day?);
    let months = whole + i64::from(days > 15) - i64::from(days < -15);
    (months >= 0).then(|| Number::from(months))
}

/// Year, month and day as far as written, for two dates that are written alike.
fn order(date: &PartialDate) -> Option<(i16, u8, u8)> {
    (!date.is_impossible()).then(|| (date.year.unwrap_or(0), date.month.unwrap_or(0), date.day.unwrap_or(0)))
}

/// Whether the end lies before the beginning, with no new year between that would explain it.
fn runs_backwards(low: &PartialDate, high: &PartialDate) -> bool {
    match (low.year, high.year) {
        (Some(from), Some(to)) => {
            let alike = low.month.is_some() == high.month.is_some() && low.day.is_some() == high.day.is_some();
            from >= FIRST_YEAR && to >= FIRST_YEAR && (from > to || from == to && alike && order(high) < order(low))
        }
        // A year that begins on the 15th ends on the 14th.
        (None, None) => match (low.day, high.day) {
            (Some(from), Some(to)) => low.month.is_some() && low.month == high.month && to + 1 < from,
            _ => false,
        },
        _ => false,
    }
}
