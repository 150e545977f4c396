//! Dates against the day of writing, and years against the numbers that follow from them.
//!
//! ```text
//! relative    = shift [","] ["("] [ "on" | "in" ] date | date [","] ["("] shift      last month, on 14 April
//! anniversary = ( ordinal noun? "anniversary" | "centenary" | … ) … with one founding and one year
//! founding    = ( "founded" | "opened" | … ) ["in"] year | "anniversary of" … year
//! since       = length [","] "since" date                                         for 20 years, since 2010
//! ```
//!
//! A text may be dated a day after it was written, so days may be one off, weeks begin on two days, and `N years
//! ago` is good to a year. Without the day of publication nothing is compared with it.

use crate::fact::{
    Bound, Calendar, DateTime, Edge, Hedge, Interval, Moment, Number, PartialDate, Recurring, TimeUnit, Value,
};
use crate::lex::{Class, TokenKind};
use crate::story::dates::resolve;
use crate::story::view::View;

/// Words from `anniversary of` to the year of what is remembered.
const REMEMBERED_REACH: usize = 8;
/// Words from `founded` to its year.
const FOUNDED_REACH: usize = 3;

/// A time counted from the day of writing, beside the date that says it outright.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelativeDay {
    /// Index of the relative one: `last month`.
    pub relative: u32,
    /// Index of the date beside it.
    pub date: u32,
    /// What the relative one means.
    pub meant: Moment,
    /// The days of the date beside it; of one without a year, in the year that comes nearest.
    pub given: Moment,
    /// Whether no day fits both.
    pub apart: bool,
}

/// A number of years and the two years it follows from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearCount {
    /// Index of the number: `90th`, `20 years`.
    pub number: u32,
    /// Index of the year it is counted from.
    pub from: u32,
    /// Index of the year it is counted to; `None` for the day of publication.
    pub until: Option<u32>,
    /// What sort of number it is.
    pub of: YearCountOf,
    /// The number as written.
    pub stated: Interval,
    /// What the years make it.
    pub expected: Interval,
}

/// What counts the years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearCountOf {
    /// `90th anniversary`, `90-year-old choir, founded in 1924`.
    Anniversary,
    /// `for 20 years, since 2010`.
    Since,
}

impl YearCountOf {
    /// The word for it in rules.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Anniversary => "anniversary",
            Self::Since => "since",
        }
    }
}

/// What the calendar says of dates and years.
#[derive(Debug, Default)]
pub(super) struct Counted {
    pub(super) relative: Vec<RelativeDay>,
    pub(super) counts: Vec<YearCount>,
}

/// Linear: each fact is looked at in the window of its sentence.
pub(super) fn find(view: &View<'_>, published: &PartialDate) -> Counted {
    let reader = Reader { view, published };
    let mut found = Counted::default();
    for fact in 0..view.facts.len() {
        match &view.facts[fact].value {
            Value::Date(date) => found.relative.extend(reader.relative(fact, date)),
            Value::Duration(_) => found.counts.extend(reader.since(fact)),
            Value::Ordinal(_) => found.counts.extend(reader.ordinal(fact)),
            Value::Age(_) => found.counts.extend(reader.old(fact)),
            _ => {}
        }
    }
    found
}

struct Reader<'v, 'a> {
    view: &'v View<'a>,
    published: &'v PartialDate,
}

impl Reader<'_, '_> {
    // ------------------------------------------------------------------------------- relative days

    /// `last month, on 14 April`, `in 2016, five years ago`
    fn relative(&self, fact: usize, date: &DateTime) -> Option<RelativeDay> {
        let view = self.view;
        let meant = date.resolved.filter(|_| date.hedge == Hedge::None && date.portion.is_none())?;
        let reach = Tolerance::of(date.calendar.as_ref()?)?;
        let beside = |other: usize| match &view.facts.get(other)?.value {
            Value::Date(other) if other.portion.is_none() && other.hedge == Hedge::None => other.absolute().copied(),
            _ => None,
        };
        let after = (self.is_apposed(fact, fact + 1)).then(|| beside(fact + 1)).flatten().map(|of| (fact + 1, of));
        let before = || {
            let before = fact.checked_sub(1).filter(|&before| self.is_apposed(before, fact))?;
            beside(before).map(|of| (before, of))
        };
        let (other, written) = after.or_else(before)?;
        (written.year.is_some() || written.month.is_some()).then_some(())?;
        let low = reach.earlier(meant)?;
        let high = reach.later(meant)?;
        // A date without a year is that of whichever year fits.
        let years = match written.year {
            Some(year) => year..=year,
            None => low.year..=high.year,
        };
        let (mut fits, mut given) = (false, None);
        for year in years {
            let moment =
                resolve::written(&DateTime::of(Calendar::Absolute(PartialDate { year: Some(year), ..written })))?;
            fits |= low <= moment.high && moment.low <= high;
            given = Some(moment);
        }
        Some(RelativeDay { relative: fact as u32, date: other as u32, meant, given: given?, apart: !fits })
    }

    /// Whether nothing but a comma or bracket and `on` or `in` stands between two facts of one sentence, and nothing
    /// joins the second one to a third.
    fn is_apposed(&self, a: usize, b: usize) -> bool {
        let view = self.view;
        if b >= view.facts.len() || view.sentence(a) != view.sentence(b) {
            return false;
        }
        let between = view.between(a, b);
        let apposed = (1..=3).contains(&between.len())
            && between.clone().all(|at| {
                matches!(view.kind(at), TokenKind::Comma | TokenKind::ParenOpen | TokenKind::Dash)
                    || view.is_one_of(at, &["on", "in"])
            })
            && matches!(view.kind(between.start), TokenKind::Comma | TokenKind::ParenOpen | TokenKind::Dash);
        let end = view.end(b);
        let goes_on = end < view.tokens_of(view.sentence(b)).end && view.is_one_of(end, &["and", "or", "to"]);
        apposed && !goes_on
    }

    // ----------------------------------------------------------------------------------- since when

    /// `for 20 years, since 2010`
    fn since(&self, fact: usize) -> Option<YearCount> {
        let view = self.view;
        let Value::Duration(length) = &view.facts[fact].value else { return None };
        let [(amount, unit)] = length.parts[..] else { return None };
        let per = match unit {
            TimeUnit::Year => 1,
            TimeUnit::Decade => 10,
            TimeUnit::Century => 100,
            _ => return None,
        };
        let years = amount.checked_mul(Number::from(per)).filter(|_| length.up_to.is_none())?;
        let Value::DateRange(range) = &view.facts.get(fact + 1)?.value else { return None };
        let from = range.low.as_ref().filter(|_| range.bound == Bound::Since)?.absolute()?.year?;
        let between = view.between(fact, fact + 1);
        let joined = view.sentence(fact) == view.sentence(fact + 1)
            && (between.is_empty()
                || between.len() == 1
                    && matches!(view.kind(between.start), TokenKind::Comma | TokenKind::Dash | TokenKind::ParenOpen));
        let tokens = view.tokens_of(view.sentence(fact));
        let led = view.start(fact) > tokens.start
            && view.is_one_of(view.start(fact) - 1, &["for", "after", "over", "spent", "these", "the", "past", "last"]);
        let broken = view.holds(tokens, &["off", "average", "times", "intermittently", "combined"]);
        if !joined || !led || broken {
            return None;
        }
        let elapsed = Number::from(i64::from(self.published.year?) - i64::from(from));
        let stated = match length.hedge {
            Hedge::None | Hedge::Exactly => Interval::point(years),
            hedge => hedged(years, hedge)?,
        };
        let expected = Interval::closed(elapsed.checked_sub(Number::ONE)?, elapsed.checked_add(Number::ONE)?);
        Some(YearCount {
            number: fact as u32,
            from: fact as u32 + 1,
            until: None,
            of: YearCountOf::Since,
            stated,
            expected,
        })
    }

    // ------------------------------------------------------------------------------- anniversaries

    /// `its 90th anniversary`
    fn ordinal(&self, fact: usize) -> Option<YearCount> {
        let view = self.view;
        let Value::Ordinal(number) = &view.facts[fact].value else { return None };
        let tokens = view.tokens_of(view.sentence(fact));
        let end = view.end(fact);
        // "50th wedding anniversary"
        let noun = (end..tokens.end.min(end + 2)).find(|&at| view.is_one_of(at, &["anniversary", "birthday"]))?;
        // "its 25th anniversary tour" may be on the road the year after.
        let behind = noun + 1;
        let goes_on = behind < tokens.end
            && view.is_word(behind)
            && !view.is(behind, Class::FunctionWord)
            && !view.is(behind, Class::Auxiliary)
            && !view.is(behind, Class::Modal)
            && !view.is_one_of(behind, &["falls", "comes", "fell"]);
        if goes_on {
            return None;
        }
        let birthday = view.is_one_of(noun, &["birthday"]);
        let from = self.remembered(noun, tokens.end).or_else(|| self.founding(fact, birthday))?;
        self.anniversary(fact, from, number.value, noun)
    }

    /// `the 90-year-old choir, founded in 1924`
    fn old(&self, fact: usize) -> Option<YearCount> {
        let view = self.view;
        let Value::Age(age) = &view.facts[fact].value else { return None };
        let end = view.end(fact);
        let tokens = view.tokens_of(view.sentence(fact));
        let thing = age.unit == "year"
            && age.amount.hedge == Hedge::None
            && view.is_one_of(end - 1, &["old"])
            && end < tokens.end
            && view.is_word(end)
            && !view.is(end, Class::PersonNoun)
            && !view.is(end, Class::KinWord)
            && !view.is(end, Class::FunctionWord);
        if !thing {
            return None;
        }
        let from = self.founding(fact, false)?;
        // "Started in 1990, the festival continues a 2000-year-old tradition": founding and age must be of one thing.
        let (first, last) = (view.start(from), view.end(from));
        let behind = first > end
            && first - end <= FOUNDED_REACH + 3
            && (end + 1..first).any(|at| view.kind(at) == TokenKind::Comma);
        let before = last < view.start(fact) && view.start(fact) - last <= 2;
        if self.years(fact).len() != 1 || !(behind || before) {
            return None;
        }
        let elapsed = i64::from(self.published.year?) - i64::from(self.year(from)?);
        Some(YearCount {
            number: fact as u32,
            from: from as u32,
            until: None,
            of: YearCountOf::Anniversary,
            stated: Interval::point(age.amount.value),
            expected: Interval::closed(Number::from(elapsed - 1), Number::from(elapsed + 1)),
        })
    }

    fn anniversary(&self, fact: usize, from: usize, number: Number, noun: usize) -> Option<YearCount> {
        let view = self.view;
        let others: Vec<usize> = self.years(fact).into_iter().filter(|&year| year != from).collect();
        let first = i64::from(self.year(from)?);
        let (until, low, high) = match others[..] {
            [until] => {
                let elapsed = i64::from(self.year(until)?) - first;
                (Some(until as u32), elapsed, elapsed)
            }
            // A verb of celebration in the present speaks of the year of publication.
            [] => {
                let before = view.start(fact).saturating_sub(4).max(view.tokens_of(view.sentence(fact)).start);
                if !view.holds_any(before..noun, Class::Marking) {
                    return None;
                }
                let elapsed = i64::from(self.published.year?) - first;
                (None, elapsed - 1, elapsed + 1)
            }
            _ => return None,
        };
        (high > 0).then(|| YearCount {
            number: fact as u32,
            from: from as u32,
            until,
            of: YearCountOf::Anniversary,
            stated: Interval::point(number),
            expected: Interval::closed(Number::from(low), Number::from(high)),
        })
    }

    /// The year in `anniversary of the 1995 flood`, `anniversary of its founding in 1924`.
    fn remembered(&self, noun: usize, end: usize) -> Option<usize> {
        let view = self.view;
        if noun + 1 >= end || !view.is_one_of(noun + 1, &["of", "since"]) {
            return None;
        }
        let limit = (noun + 2..end.min(noun + 2 + REMEMBERED_REACH))
            .find(|&at| {
                !(view.is_word(at) || view.kind(at) == TokenKind::Number || view.kind(at) == TokenKind::Possessive)
            })
            .unwrap_or(end.min(noun + 2 + REMEMBERED_REACH));
        let sentence = view.lexed.sentences.partition_point(|sentence| sentence.tokens.end as usize <= noun);
        let mut years = view
            .facts_of(sentence)
            .filter(|&fact| (noun + 2..limit).contains(&view.start(fact)) && self.year(fact).is_some());
        let first = years.next()?;
        // "of the flood in 1995" remembers 1995; "of the flood falls in 2025" does not.
        let attributive = view.start(first) < limit
            && (view.is_determiner(view.start(first) - 1)
                || view.is_one_of(view.start(first) - 1, &["of"])
                || view.is_one_of(view.start(first) - 1, &["in"])
                    && view.holds(noun + 2..view.start(first), &["founding", "opening", "birth", "death", "creation"]));
        attributive.then_some(first)
    }

    /// The one year behind `founded in` in the sentence.
    fn founding(&self, fact: usize, birthday: bool) -> Option<usize> {
        let view = self.view;
        let start = view.tokens_of(view.sentence(fact)).start;
        let mut found = self.years(fact).into_iter().filter(|&year| {
            let first = view.start(year);
            let before = first.saturating_sub(FOUNDED_REACH).max(start)..first;
            let led = before.clone().rev().find(|&at| !view.is_one_of(at, &["in", "on", "back", "to"]));
            led.is_some_and(|at| if birthday { view.is_one_of(at, &["born"]) } else { view.is(at, Class::Founding) })
        });
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// The dates with a year in the sentence of a fact.
    fn years(&self, fact: usize) -> Vec<usize> {
        let sentence = self.view.sentence(fact);
        self.view.facts_of(sentence).filter(|&other| self.year(other).is_some()).collect()
    }

    /// The year that a date names, in figures or from the day of writing: `this year`, `next May`.
    fn year(&self, fact: usize) -> Option<i16> {
        let Value::Date(date) = &self.view.facts[fact].value else { return None };
        match date.absolute() {
            Some(written) => written.year,
            None => date.resolved.map(|moment| moment.low.year).filter(|_| date.hedge == Hedge::None),
        }
    }
}

/// What a hedged number of years can mean; the words for decades are loose.
fn hedged(years: Number, hedge: Hedge) -> Option<Interval> {
    let fifth = years.checked_div(Number::from(5))?.max(Number::ONE);
    let (low, high) = (years.checked_sub(fifth)?, years.checked_add(fifth)?);
    let endless = Number::from(10_000);
    Some(match hedge {
        Hedge::MoreThan | Hedge::AtLeast => Interval::closed(years, endless),
        Hedge::LessThan | Hedge::UpTo => Interval::closed(Number::ZERO, years),
        Hedge::Nearly => Interval::closed(low, years),
        Hedge::JustOver => Interval::closed(years, high),
        _ => Interval::closed(low, high),
    })
}

/// How far a relative time may be off.
#[derive(Clone, Copy)]
struct Tolerance {
    days: i32,
    years: i16,
}

impl Tolerance {
    /// `None` for what is no time counted from the day of writing, or one that people use in two ways.
    fn of(calendar: &Calendar) -> Option<Self> {
        let unit = match calendar {
            Calendar::Unit { unit, .. } => *unit,
            Calendar::Distance { parts } => match parts[..] {
                [(_, TimeUnit::Year)] => return Some(Self { days: 0, years: 1 }),
                [(_, TimeUnit::Month)] => return Some(Self { days: 31, years: 0 }),
                [(_, TimeUnit::Week)] => return Some(Self { days: 7, years: 0 }),
                [(_, unit)] => unit,
                _ => return None,
            },
            // The last Friday is one of two.
            Calendar::Near { what: Recurring::Month(_), shift, bare: false } if *shift != 0 => {
                return Some(Self { days: 0, years: 0 });
            }
            _ => return None,
        };
        match unit {
            TimeUnit::Day | TimeUnit::Night => Some(Self { days: 1, years: 0 }),
            TimeUnit::Week => Some(Self { days: 2, years: 0 }),
            TimeUnit::Month | TimeUnit::Year => Some(Self { days: 0, years: 0 }),
            _ => None,
        }
    }

    fn earlier(self, moment: Moment) -> Option<Edge> {
        let edge = resolve::days_from(moment.low, -self.days)?;
        Some(Edge { year: edge.year - self.years, ..edge })
    }

    fn later(self, moment: Moment) -> Option<Edge> {
        let edge = resolve::days_from(moment.high, self.days)?;
        Some(Edge { year: edge.year + self.years, ..edge })
    }
}
