//! Figures as they are written, what they can mean, and arithmetic with it.

use std::borrow::Cow;

use super::fact::{claim, fact, fact_kind, is};
use super::kind::{Item, Kind, Worth};
use super::thing::group;
use super::{
    Chapter, Field, FieldType, Function, Holds, INTERVAL, NUMBER, QUANTITY, Relation, TEXT, Test, WORDS, word,
};
use crate::fact::{self, Interval, Number, Range, Value as Of};
use crate::lex::{self, Token, TokenKind};
use crate::rule::amount::{self, Unit, aligned};
use crate::rule::value::{Value, Vocabulary, same_text};
use crate::story::Story;

/// The words of this chapter.
pub(super) static CHAPTER: Chapter =
    Chapter { kinds: KINDS, fields: FIELDS, tests: TESTS, relations: RELATIONS, functions: FUNCTIONS };

#[rustfmt::skip]
static KINDS: &[Kind] = &[
    fact_kind("quantity", "fact", |story, index| is_quantity(&fact(story, index).value), Worth::Figure(figure), "Any figure: count, fraction, percent, points, range, money, measure or age."),
    fact_kind("count", "quantity", is!(Of::Count(_)), Worth::Figure(figure), "A number of things: `15`, `about 2,000`, `two dozen`."),
    fact_kind("ordinal", "fact", is!(Of::Ordinal(_)), Worth::Figure(figure), "`third`, `21st`."),
    fact_kind("fraction", "quantity", is!(Of::Fraction(_)), Worth::Figure(figure), "`two-thirds`, `one in three`, `15 of 45`."),
    fact_kind("ratio", "fact", is!(Of::Ratio(_)), Worth::None, "A score or ratio: `3-2`, `16:9`."),
    fact_kind("percent", "quantity", is!(Of::Percent(_)), Worth::Figure(figure), "A percentage, in percent: `nearly 40%`."),
    fact_kind("points", "quantity", is!(Of::Points(_)), Worth::Figure(figure), "`3 percentage points`."),
    fact_kind("range", "quantity", is!(Of::Range(_)), Worth::Figure(figure), "`400,000 to 600,000`, `between 3 and 5`."),
    fact_kind("money", "quantity", is!(Of::Money(_)), Worth::Figure(figure), "A sum in units of its currency: `$3 million`."),
    fact_kind("measure", "quantity", is!(Of::Measure(_)), Worth::Figure(figure), "A measure in its unit as written: `12 miles`."),
    fact_kind("age", "quantity", is!(Of::Age(_)), Worth::Figure(figure), "An age: `43-year-old`, `aged 43`."),
    fact_kind("vague_quantity", "fact", is!(Of::VagueQuantity), Worth::None, "A quantity that is not given: `many`, `a large portion`."),
];

#[rustfmt::skip]
static FIELDS: &[Field] = &[
    Field { on: "quantity", name: "value", of: NUMBER, doc: "The number as written, without its hedge; a range has none.", get: |story, item| quantity(story, item).map(|quantity| quantity.value).into() },
    Field { on: "quantity", name: "hedge", of: word(&HEDGE), doc: "What the words around it do to it.", get: |story, item| hedge(&fact(story, item.index).value).map_or(Value::Missing, |hedge| Value::word(hedge.name())) },
    Field { on: "quantity", name: "hedge-words", of: WORDS, doc: "The hedging words before it.", get: hedge_words },
    Field { on: "quantity", name: "unit", of: TEXT, doc: "Currency code or name of the unit.", get: |story, item| unit(&fact(story, item.index).value).into() },
    Field { on: "quantity", name: "digits", of: NUMBER, doc: "How many digits from the first to the last that is not nought.", get: |story, item| quantity(story, item).map(|quantity| Number::from(i64::from(quantity.significant_digits()))).into() },
    Field { on: "quantity", name: "phrase", of: WORDS, doc: "The figure with the noun that it counts.", get: |story, item| { let span = item.span(story); claim(story, item.index).frame.head.map_or(span, |head| span.cover(head)).into() } },
    Field { on: "range", name: "low", of: NUMBER, doc: "The end that is written first.", get: |story, item| range(story, item).map(|range| range.low.value).into() },
    Field { on: "range", name: "high", of: NUMBER, doc: "The end that is written second.", get: |story, item| range(story, item).map(|range| range.high.value).into() },
    Field { on: "range", name: "of", of: word(&MEASURED), doc: "What the ends are.", get: |story, item| range(story, item).map(|range| range.of).into() },
    Field { on: "range", name: "opener", of: word(&OPENER), doc: "The word that opens it.", get: |story, item| range(story, item).map(|range| range.opener).into() },
    Field { on: "range", name: "joiner", of: TEXT, doc: "What joins the ends: `to`, `and`, `-`.", get: |story, item| range(story, item).map(|range| range.joiner).into() },
    Field { on: "money", name: "currency", of: TEXT, doc: "Its currency as a code: `EUR`.", get: |story, item| unit(&fact(story, item.index).value).into() },
    Field { on: "money", name: "contradicted-by", of: TEXT, doc: "A second currency that the writing names: `$40 million euros`.", get: |story, item| match &fact(story, item.index).value { Of::Money(money) => money.contradicted_by.into(), _ => Value::Missing } },
    Field { on: "measure", name: "dimension", of: TEXT, doc: "`length`, `mass` ….", get: |story, item| match &fact(story, item.index).value { Of::Measure(measure) => measure.dimension.into(), _ => Value::Missing } },
];

#[rustfmt::skip]
static TESTS: &[Test] = &[
    Test { on: "quantity", name: "hedged", doc: "Has a hedge of any kind.", holds: |story, item| hedge(&fact(story, item.index).value).is_some_and(|hedge| hedge != fact::Hedge::None) },
    Test { on: "quantity", name: "approximate", doc: "Hedged by `about`, `some`, `an estimated` ….", holds: |story, item| hedge(&fact(story, item.index).value) == Some(fact::Hedge::About) },
    Test { on: "quantity", name: "hedged-twice", doc: "Has two hedges: `an estimated roughly 90`, `some 200 or so`; of a range, one before it and one on its end, or any approximate one.", holds: |story, item| is_hedged_twice(&fact(story, item.index).value) },
    Test { on: "fraction", name: "counted", doc: "Made of two counts: `15 of the 45`.", holds: |story, item| matches!(&fact(story, item.index).value, Of::Fraction(fraction) if fraction.counted) },
    Test { on: "quantity", name: "in-words", doc: "Written in words.", holds: |story, item| quantity(story, item).is_some_and(|quantity| quantity.in_words) },
    Test { on: "range", name: "reversed", doc: "The end written first is the larger one.", holds: |story, item| range(story, item).is_some_and(|range| range.low.value > range.high.value) },
    Test { on: "range", name: "elliptical", doc: "Scale word or unit stands after the second end only.", holds: |story, item| range(story, item).is_some_and(|range| range.elliptical) },
];

#[rustfmt::skip]
static RELATIONS: &[Relation] = &[
    Relation { name: "disjoint", between: (INTERVAL, INTERVAL), doc: "No value fits both, even with hedges and rounding.", holds: Holds::Looking(|_, left, right| intervals(left, right, Interval::is_disjoint)) },
    Relation { name: "overlaps", between: (INTERVAL, INTERVAL), doc: "Some value fits both.", holds: Holds::Looking(|_, left, right| intervals(left, right, |left, right| !left.is_disjoint(right))) },
    Relation { name: "inside", between: (INTERVAL, INTERVAL), doc: "Every value on the left fits the right.", holds: Holds::Looking(|_, left, right| intervals(left, right, Interval::is_inside)) },
];

#[rustfmt::skip]
static FUNCTIONS: &[Function] = &[
    Function { name: "percent", of: &[INTERVAL, INTERVAL], gives: INTERVAL, doc: "What percentage the first is of the second.", apply: |_, of| two(of, |part, whole| part.checked_mul(&hundred())?.checked_div(whole)) },
    Function { name: "change", of: &[INTERVAL, INTERVAL], gives: INTERVAL, doc: "By how many percent the first must change to be the second.", apply: |_, of| two(of, |old, new| new.checked_mul(&hundred())?.checked_div(old)?.checked_sub(&hundred())) },
    Function { name: "lowest", of: &[INTERVAL], gives: INTERVAL, doc: "The lower end of what a figure can mean.", apply: |_, of| amount::end(&of[0], |values| values.low.number()) },
    Function { name: "highest", of: &[INTERVAL], gives: INTERVAL, doc: "The upper end of what a figure can mean.", apply: |_, of| amount::end(&of[0], |values| values.high.number()) },
    Function { name: "written-like", of: &[INTERVAL, QUANTITY], gives: TEXT, doc: "The middle of what a figure can mean, as it would stand in the place of another one: in its unit or currency, and as finely.", apply: written_like },
    Function { name: "sum", of: &[FIGURES], gives: INTERVAL, doc: "What the figures of a group come to.", apply: |story, of| group(of).map_or(Value::Missing, |group| group.sum(story)) },
    Function { name: "lowest", of: &[FIGURES], gives: INTERVAL, doc: "The least that any figure of a group can mean.", apply: |story, of| group(of).map_or(Value::Missing, |group| group.lowest(story)) },
    Function { name: "highest", of: &[FIGURES], gives: INTERVAL, doc: "The most that any figure of a group can mean.", apply: |story, of| group(of).map_or(Value::Missing, |group| group.highest(story)) },
    Function { name: "convert", of: &[INTERVAL, word(&UNIT)], gives: INTERVAL, doc: "The figure in another unit of its dimension: `convert(depth, 'metre')`.", apply: |story, of| of[1].as_str(story).and_then(Unit::named).map_or(Value::Missing, |unit| amount::converted(&of[0], unit)) },
    Function { name: "round-down", of: &[INTERVAL], gives: INTERVAL, doc: "The largest whole number that is not above the lower end.", apply: |_, of| amount::end(&of[0], |values| Number::ratio(values.low.number()?.floor(), 1)) },
    Function { name: "round-up", of: &[INTERVAL], gives: INTERVAL, doc: "The smallest whole number that is not below the upper end.", apply: |_, of| amount::end(&of[0], |values| Number::ratio(-(-values.high.number()?).floor(), 1)) },
];

const FIGURES: FieldType = FieldType::Group("quantity");

static UNIT: Vocabulary =
    Vocabulary { name: "unit", words: || lex::Unit::all().iter().map(|unit| unit.name).collect() };
static HEDGE: Vocabulary = Vocabulary {
    name: "hedge",
    words: || {
        vec![
            "none",
            "exactly",
            "about",
            "nearly",
            "just-over",
            "more-than",
            "at-least",
            "up-to",
            "less-than",
            "plus-minus",
            "between",
        ]
    },
};
static MEASURED: Vocabulary =
    Vocabulary { name: "measured", words: || vec!["count", "percent", "money", "measure", "age", "duration"] };
static OPENER: Vocabulary = Vocabulary { name: "opener", words: || vec!["between", "from"] };

pub(super) const fn is_quantity(value: &fact::Value) -> bool {
    matches!(
        value,
        Of::Count(_)
            | Of::Fraction(_)
            | Of::Percent(_)
            | Of::Points(_)
            | Of::Range(_)
            | Of::Money(_)
            | Of::Measure(_)
            | Of::Age(_)
    )
}

pub(super) fn quantity<'s>(story: &'s Story<'_>, item: Item) -> Option<&'s fact::Quantity> {
    fact(story, item.index).value.quantity()
}

pub(super) fn range<'s>(story: &'s Story<'_>, item: Item) -> Option<&'s Range> {
    match &fact(story, item.index).value {
        Of::Range(range) => Some(range),
        _ => None,
    }
}

/// What a figure can mean in a conflict.
pub(super) fn figure(story: &Story<'_>, index: u32) -> Value<'static> {
    let Some(values) = story.figure(index as usize) else { return Value::Missing };
    Unit::of(&fact(story, index).value).map_or(Value::Interval(values), |unit| Value::Amount(values, unit.into()))
}

pub(super) fn hedge(value: &fact::Value) -> Option<fact::Hedge> {
    match value {
        Of::Range(range) => Some(range.hedge),
        _ => value.quantity().map(|quantity| quantity.hedge),
    }
}

pub(super) fn is_hedged_twice(value: &fact::Value) -> bool {
    match value {
        Of::Range(range) => range.hedge == fact::Hedge::About || range.low.hedged_twice || range.high.hedged_twice,
        _ => value.quantity().is_some_and(|quantity| quantity.hedged_twice),
    }
}

/// The words from the start of the figure to its first digit, currency sign or opening word.
pub(super) fn hedge_words<'s>(story: &'s Story<'_>, item: Item) -> Value<'s> {
    let of = fact(story, item.index);
    let in_words = match &of.value {
        Of::Range(range) => range.low.in_words,
        value => value.quantity().is_none_or(|quantity| quantity.in_words),
    };
    if in_words || hedge(&of.value).is_none_or(|hedge| hedge == fact::Hedge::None) {
        return Value::Missing;
    }
    let opener = range(story, item).map_or("", |range| range.opener);
    let tokens = &story.lexed.tokens[of.first_token as usize..of.end_token as usize];
    let is_figure = |token: &Token| {
        matches!(token.kind, TokenKind::Number | TokenKind::Currency | TokenKind::Fraction | TokenKind::Minus)
            || !opener.is_empty() && same_text(token.span().slice(&story.document.prose), opener)
    };
    match tokens.iter().position(is_figure) {
        Some(length) if length > 0 => tokens[0].span().cover(tokens[length - 1].span()).into(),
        _ => Value::Missing,
    }
}

pub(super) fn unit(value: &fact::Value) -> Option<&'static str> {
    match value {
        Of::Money(money) => money.currency,
        Of::Measure(measure) | Of::Age(measure) => Some(measure.unit),
        Of::Range(range) => range.unit,
        _ => None,
    }
}

/// `$600` where the figure reads `about $800`, `12.4 million euros` where it reads `14.2 million euros`.
fn written_like<'s>(story: &'s Story<'_>, of: &[Value<'s>]) -> Value<'s> {
    let (Some(values), Value::Item(item)) = (of[0].as_interval(), &of[1]) else { return Value::Missing };
    if let Some(range) = range(story, *item) {
        let decimals = decimals_of(range.low.written_unit);
        let ends = values.map(|number| Some(number.rounded(decimals))).unwrap_or(values);
        return Value::Text(Cow::Owned(range.unit.map_or_else(|| ends.to_string(), |unit| format!("{ends} {unit}"))));
    }
    let middle = || {
        let (low, high) = (values.low.number()?, values.high.number()?);
        low.checked_add(high)?.checked_div(Number::from(2))
    };
    let Some(number) = middle() else { return Value::Missing };
    // Of a length of time, the number alone.
    let Some(quantity) = quantity(story, *item) else { return Value::Text(Cow::Owned(number.to_string())) };
    let written = in_the_writing(story, *item, number, quantity).unwrap_or_else(|| {
        let decimals = decimals_of(quantity.written_unit);
        let number = number.rounded(decimals);
        match &fact(story, item.index).value {
            Of::Money(money) => format!("{} {number}", money.currency.unwrap_or(&money.unit)),
            value => unit(value).map_or_else(|| number.to_string(), |unit| format!("{number} {unit}")),
        }
    });
    Value::Text(Cow::Owned(written))
}

/// The text of a figure of one number without its hedge, with another number in the place of its own.
fn in_the_writing(story: &Story<'_>, item: Item, number: Number, quantity: &fact::Quantity) -> Option<String> {
    let of = fact(story, item.index);
    let tokens = &story.lexed.tokens[of.first_token as usize..of.end_token as usize];
    let mut numbers = tokens.iter().filter(|token| token.kind == TokenKind::Number);
    let digits = numbers.next().filter(|_| numbers.next().is_none())?.span();
    let prose = &*story.document.prose;
    let shown = Number::parse(&digits.slice(prose).replace(',', ""))?;
    // What one of the digits stands for: a million in `14.2 million`.
    let scale = quantity.value.checked_div(shown)?;
    let decimals = decimals_of(quantity.written_unit.checked_div(scale)?);
    let mut number = number.checked_div(scale)?;
    // As finely as the figure is written, or as it takes to tell the two apart.
    number = (decimals..decimals + 3).map(|decimals| number.rounded(decimals)).find(|rounded| *rounded != shown)?;
    let start = match hedge_words(story, item) {
        Value::Words(hedge) => hedge.end(),
        _ => of.span.start(),
    };
    let (lead, unit) =
        (&prose[start as usize..digits.start() as usize], &prose[digits.end() as usize..of.span.end() as usize]);
    Some(format!("{}{number}{unit}", lead.trim_start()))
}

/// How many places a unit of the last digit has behind the point.
fn decimals_of(written_unit: Number) -> u32 {
    (0..6).find(|&places| Number::power_of_ten(-places).is_some_and(|unit| unit <= written_unit)).unwrap_or(6) as u32
}

pub(super) fn intervals(left: &Value<'_>, right: &Value<'_>, holds: fn(&Interval, &Interval) -> bool) -> bool {
    aligned(left, right).is_some_and(|(left, right)| holds(&left, &right))
}

pub(super) fn hundred() -> Interval {
    Interval::point(Number::from(100))
}

pub(super) fn two<'s>(of: &[Value<'s>], apply: fn(&Interval, &Interval) -> Option<Interval>) -> Value<'s> {
    aligned(&of[0], &of[1]).and_then(|(left, right)| apply(&left, &right)).into()
}
