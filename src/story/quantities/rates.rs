//! One rate told for two periods.
//!
//! ```text
//! restated-rate = rate ( "(" | ", or" | "/" ) rate      £24,000 a year (£2,000 a month)
//! rate          = figure [ noun ] period                600 cars a day, or 4,200 a week
//! period        = ( "a" | "an" | "per" | "each" | "every" | "/" ) time-unit
//! ```
//!
//! A week has five or seven days and a day eight hours or 24, depending on what is counted, so that most periods go into
//! one another between so many and so many times, and only a figure outside of all that is wrong.

use crate::fact::{Interval, Number, Quantity, TimeUnit, Value};
use crate::lex::{Class, LexValue, TokenKind};
use crate::story::quantities::conversions::{Conversion, ConversionOf, cover};
use crate::story::quantities::restatement::{self, Form};
use crate::story::view::View;

/// Two periods that one rate is told for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Periods {
    /// That of the figure that stands first.
    pub original: TimeUnit,
    /// That of the other one.
    pub converted: TimeUnit,
    /// What the first figure is multiplied by for the second.
    pub times: Interval,
}

/// Words of the noun between a figure and its period.
const LONGEST_NOUN: usize = 2;

/// How often at least and at most the second period goes into the first; of what is worked or open, and of all there is.
const TIMES: [(TimeUnit, TimeUnit, i64, i64); 15] = [
    (TimeUnit::Minute, TimeUnit::Second, 60, 60),
    (TimeUnit::Hour, TimeUnit::Second, 3_600, 3_600),
    (TimeUnit::Hour, TimeUnit::Minute, 60, 60),
    (TimeUnit::Day, TimeUnit::Hour, 6, 24),
    (TimeUnit::Week, TimeUnit::Hour, 30, 168),
    (TimeUnit::Week, TimeUnit::Day, 5, 7),
    (TimeUnit::Month, TimeUnit::Day, 20, 31),
    (TimeUnit::Month, TimeUnit::Week, 4, 5),
    (TimeUnit::Quarter, TimeUnit::Month, 3, 3),
    (TimeUnit::Year, TimeUnit::Hour, 1_500, 8_784),
    (TimeUnit::Year, TimeUnit::Day, 220, 366),
    (TimeUnit::Year, TimeUnit::Week, 46, 53),
    (TimeUnit::Year, TimeUnit::Month, 12, 12),
    (TimeUnit::Year, TimeUnit::Quarter, 4, 4),
    (TimeUnit::Decade, TimeUnit::Year, 10, 10),
];

/// The rate that the two figures tell, each for its own period.
pub(super) fn restated(view: &View<'_>, original: usize, converted: usize) -> Option<Conversion> {
    let (from, to) = same_sort(&view.facts[original].value, &view.facts[converted].value)?;
    let (first, again) = (Rate::read(view, original)?, Rate::read(view, converted)?);
    let form = restatement::form(view, original, converted, first.end - view.end(original))?;
    let mark = view.kind(first.end);
    let is_told_again = match form {
        Form::Bracket => {
            mark == TokenKind::ParenOpen && is_closed(view, converted, again.end, &[TokenKind::ParenClose])
        }
        Form::Or => {
            matches!(mark, TokenKind::Comma | TokenKind::Dash) && is_closed(view, converted, again.end, CLOSING)
        }
        Form::Slash => false,
    };
    if !is_told_again || again.noun.is_some_and(|noun| first.noun != Some(noun)) {
        return None;
    }
    let times = times(first.period, again.period)?;
    let written = Interval::point(to.value);
    let last_digit = to.written_unit;
    let stated = cover(&to.loose(view.bounds), &written.checked_add(&Interval::closed(-last_digit, last_digit))?);
    Some(Conversion {
        original: original as u32,
        converted: converted as u32,
        of: ConversionOf::Period,
        stated,
        expected: from.loose(view.bounds).checked_mul(&times)?,
        difference: None,
        plain_difference: None,
        periods: Some(Periods { original: first.period, converted: again.period, times }),
    })
}

/// What may stand behind a rate that is told again between two commas.
const CLOSING: &[TokenKind] = &[TokenKind::Comma, TokenKind::Dash, TokenKind::Semicolon, TokenKind::Period];

fn is_closed(view: &View<'_>, fact: usize, end: usize, marks: &[TokenKind]) -> bool {
    let sentence = view.tokens_of(view.sentence(fact)).end;
    if end >= sentence { marks.contains(&TokenKind::Period) } else { marks.contains(&view.kind(end)) }
}

/// The amounts of two figures that can be a rate of one thing.
fn same_sort<'v>(from: &'v Value, to: &'v Value) -> Option<(&'v Quantity, &'v Quantity)> {
    let is_one = match (from, to) {
        (Value::Money(from), Value::Money(to)) => from.currency.is_some() && from.currency == to.currency,
        (Value::Measure(from), Value::Measure(to)) => from.unit == to.unit && from.per.is_none() && to.per.is_none(),
        (Value::Count(_), Value::Count(_)) => true,
        _ => false,
    };
    is_one.then(|| from.quantity().zip(to.quantity()))?
}

/// What stands behind a figure: `cars a day`.
struct Rate<'a> {
    noun: Option<&'a str>,
    period: TimeUnit,
    /// One past its last token.
    end: usize,
}

impl<'a> Rate<'a> {
    fn read(view: &View<'a>, fact: usize) -> Option<Self> {
        let (start, end) = (view.end(fact), view.tokens_of(view.sentence(fact)).end);
        let opens = |at: &usize| {
            view.is_one_of(*at, &["a", "an", "per", "each", "every"]) || view.kind(*at) == TokenKind::Slash
        };
        let opener = (start..end).take(LONGEST_NOUN + 1).find(opens)?;
        let noun = (start..opener).next_back();
        let is_plain = (start..opener).all(|at| view.is_word(at) && !view.is(at, Class::FunctionWord));
        let unit = view.lexed.tokens.get(opener + 1).filter(|_| is_plain && opener + 1 < end)?.word;
        let Some(LexValue::Int(number)) = view.lexicon.value(unit, Class::TimeUnit) else { return None };
        Some(Self { noun: noun.map(|at| view.text(at)), period: TimeUnit::from_number(number)?, end: opener + 2 })
    }
}

/// What a rate for the first period is multiplied by for the second.
fn times(first: TimeUnit, again: TimeUnit) -> Option<Interval> {
    let entry = |long: TimeUnit, short: TimeUnit| TIMES.iter().find(|of| of.0 == long && of.1 == short);
    if let Some(&(.., least, most)) = entry(again, first) {
        return Some(Interval::closed(Number::from(least), Number::from(most)));
    }
    let &(.., least, most) = entry(first, again)?;
    Some(Interval::closed(Number::ratio(1, most.into())?, Number::ratio(1, least.into())?))
}
