//! Totals and their parts, parts and their wholes, counts and what each of them costs.
//!
//! ```text
//! list    = T noun ( ":" | "–" ) part { "," part } "and" part   14 people: six children, five adults and a driver
//! bracket = T … "(" part { "," part } ["and"] part ")"           31 died (14 in the north and 17 in the south)
//! summed  = part { "," part } "and" part "," "a total of" T     3 men and 4 women, a total of 7
//! sorted  = T people ( "," | "(" ) part { "," part } "and" part        14 survivors, nine men and five women
//! split   = ( "of" T noun "," | T noun "," "of whom" ) part { "," part }  Of the nine, five voted yes and four voted no
//! column  = cells of a table above a cell of the row `Total`
//! of-them = T noun … a "of them" … b "of them"                  10 users; 6 of them left and 4 of them stayed
//! stretch = T noun … a "of" … ( "and" | "followed by" ) b "of"   a five-month trial, two months of … and three of …
//! vote    = a "-" b [ "with" c "abstentions" ] "all" T           voted 31-12 with four abstentions; all 47
//! rest    = T … part … part … "the remaining" part              £18m … £11m … £4.5m. The remaining £2.5m
//! arms    = T … "(n = " part ")" … "(n = " part ")"              240 patients … (n = 118) … (n = 122)
//! product = n noun "at" u "each" … T                            40 buses at $310,000 each, for $12.4 million
//!         | "each of the" n noun … u … "together" … T           each of the 12 crates weighs 25 kg; together 300 kg
//! ```
//!
//! A list counts only if each of its members begins with a figure (or `a`), so that nothing is left out.

mod bracket;
mod columns;
mod partition;
mod products;
mod remainder;
mod totals;
mod votes;
mod wholes;

use std::ops::Range;

use crate::fact::{Hedge, Interval, Number, Quantity, Value};
use crate::story::view::View;

/// A slip leaves the sum this near to the total, as a divisor of it.
const NEAR: i64 = 10;

/// Which form ties the parts to their total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TotalEvidence {
    /// A list behind a colon or dash.
    List,
    /// Men and women behind a comma: `14 people, nine men and five women`.
    Apposition,
    /// `31 died (14 in the north and 17 in the south)`
    Bracket,
    /// `Of the nine, five voted yes and four voted no`
    Partition,
    /// A column of a table above its total.
    Column,
    /// `…, a total of T`
    Summed,
    /// `a of them … b of them`
    OfThem,
    /// Stretches of time one after the other.
    Stretch,
    /// Votes for, against and abstained.
    Vote,
    /// Sums, the last of which is what remains.
    Remainder,
}

impl TotalEvidence {
    /// Every form, in the order of the declaration.
    pub const ALL: [Self; 10] = [
        Self::List,
        Self::Apposition,
        Self::Bracket,
        Self::Partition,
        Self::Column,
        Self::Summed,
        Self::OfThem,
        Self::Stretch,
        Self::Vote,
        Self::Remainder,
    ];

    /// The word for it in output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Apposition => "apposition",
            Self::Bracket => "bracket",
            Self::Partition => "partition",
            Self::Column => "column",
            Self::Summed => "summed",
            Self::OfThem => "of-them",
            Self::Stretch => "stretch",
            Self::Vote => "vote",
            Self::Remainder => "remainder",
        }
    }
}

/// A total with its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// Index of the fact with the total.
    pub total: u32,
    /// Indexes of the facts with the parts, in order.
    pub parts: Vec<u32>,
    /// The form that ties them.
    pub evidence: TotalEvidence,
    /// What the parts come to.
    pub sum: Interval,
    /// What the total as written can mean.
    pub stated: Interval,
    /// Whether the parts are all there is; else they may come to less.
    pub closed: bool,
}

/// A part with the whole it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartWhole {
    /// Index of the fact that counts the part.
    pub part: u32,
    /// Index of the fact that counts the whole.
    pub whole: u32,
    /// What the part can mean.
    pub part_value: Interval,
    /// What the whole can mean.
    pub whole_value: Interval,
}

/// A count, what one of it costs or measures, and the stated product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Product {
    /// Index of the fact that counts.
    pub count: u32,
    /// Index of the fact with the amount for one.
    pub each: u32,
    /// Index of the fact with the total.
    pub total: u32,
    /// What the total as written can mean.
    pub stated: Interval,
    /// What it must be.
    pub expected: Interval,
}

/// What adds up, and what does not.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) totals: Vec<Total>,
    pub(super) parts: Vec<PartWhole>,
    pub(super) products: Vec<Product>,
}

/// Linear: each sentence is looked at once, together with the one before it.
pub(super) fn find(view: &View<'_>) -> Parts {
    let mut found = Parts::default();
    for sentence in 0..view.lexed.sentences.len() {
        let (facts, figures) = (view.facts_of(sentence), view.figures_in(sentence));
        if figures == 0 {
            continue;
        }
        let reader = Reader { view, facts: facts.clone(), tokens: view.tokens_of(sentence) };
        found.totals.extend(reader.vote(sentence));
        found.totals.extend(reader.remainder(sentence).or_else(|| reader.others(sentence)));
        if facts.len() < 2 {
            continue;
        }
        // The whole of a partition may stand in the sentence before; all else takes two figures here.
        if figures < 2 {
            found.totals.extend(reader.partition(sentence));
            continue;
        }
        for total in facts.clone() {
            found.totals.extend(
                reader
                    .list(total)
                    .or_else(|| reader.apposition(total))
                    .or_else(|| reader.bracket(total))
                    .or_else(|| reader.alike(total)),
            );
            found.totals.extend(reader.summed(total));
        }
        found.totals.extend(reader.of_them(sentence).or_else(|| reader.partition(sentence)));
        found.totals.extend(reader.stretch());
        found.totals.extend(reader.arms());
        for whole in facts.clone() {
            found.parts.extend(reader.part(whole));
        }
        found.products.extend(reader.product().or_else(|| reader.together()));
    }
    found.totals.extend(columns::find(view));
    found.totals.sort_by_key(|total| total.total);
    found
}

struct Reader<'v, 'a> {
    view: &'v View<'a>,
    facts: Range<usize>,
    tokens: Range<usize>,
}

impl Reader<'_, '_> {
    /// What a member of a sum can mean: counts, money and measures without a hedge.
    fn sum_value(&self, fact: usize) -> Option<Interval> {
        let plain = |quantity: &Quantity| {
            let half = quantity.half_unit();
            let known = matches!(quantity.hedge, Hedge::None | Hedge::Exactly);
            let exact = quantity.value.is_integer() && !quantity.scaled;
            known.then(|| {
                if exact {
                    return Some(Interval::point(quantity.value));
                }
                let width = Interval::closed(-half, half);
                Interval::point(quantity.value).checked_add(&width)
            })?
        };
        match &self.view.facts[fact].value {
            Value::Count(quantity) => plain(quantity),
            Value::Money(money) => plain(&money.amount),
            Value::Measure(measure) => plain(&measure.amount),
            Value::Percent(quantity) if quantity.hedge == Hedge::None => {
                let half = quantity.half_unit();
                Interval::point(quantity.value).checked_add(&Interval::closed(-half, half))
            }
            Value::Duration(duration) => match duration.parts[..] {
                [(length, _)] if duration.hedge == Hedge::None && duration.up_to.is_none() => {
                    Some(Interval::point(length))
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether a sum lies so near to a total, as a divisor of it, that a slip explains the difference.
    fn is_near(&self, total: usize, sum: &Interval, near: i64) -> bool {
        let within = || {
            let whole = self.view.facts[total].value.quantity()?.value;
            let slip = whole.checked_div(Number::from(near))?;
            let around = Interval::closed(whole.checked_sub(slip)?, whole.checked_add(slip)?);
            Some(!around.is_disjoint(sum))
        };
        within().unwrap_or(false)
    }

    fn same_unit(&self, a: usize, b: usize) -> bool {
        match (&self.view.facts[a].value, &self.view.facts[b].value) {
            (Value::Count(_), Value::Count(_)) | (Value::Percent(_), Value::Percent(_)) => true,
            (Value::Money(a), Value::Money(b)) => a.currency == b.currency && a.currency.is_some(),
            (Value::Measure(a), Value::Measure(b)) => a.unit == b.unit && a.per == b.per,
            (Value::Duration(a), Value::Duration(b)) => {
                matches!((&a.parts[..], &b.parts[..]), ([(_, a)], [(_, b)]) if a == b)
            }
            _ => false,
        }
    }

    fn sum(&self, parts: &[u32]) -> Option<Interval> {
        parts
            .iter()
            .try_fold(Interval::point(Number::ZERO), |sum, &part| sum.checked_add(&self.sum_value(part as usize)?))
    }
}
