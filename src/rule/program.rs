//! Compiled conditions and templates: what is left of a rule's strings when it runs.
//!
//! Names are slots of a row, fields are function pointers, literals are values. Nothing here can fail: what
//! is missing or does not fit makes a condition false.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::amount::{aligned, compute};
use super::group::{Group, MOST_SHOWN};
use super::run::Context;
use super::schema::{self, Getter, Item, Question};
use super::syntax::{Comparator, Operator};
use super::value::{Value, same_text};
use crate::fact::{Interval, Number};
use crate::lex::{Class, LexValue};
use crate::story::Story;

/// The items that the names of a rule are bound to, by slot. Slots that are not bound yet hold anything.
pub(super) type Row = [Item];

/// Something that has a value for each row.
#[derive(Debug)]
pub(super) enum Expression {
    /// The item itself.
    Slot(usize),
    /// What a group of the rule holds; the slot is the name that it hangs on.
    Group { number: usize, slot: usize },
    /// A field of an item.
    Field(Box<Expression>, Getter),
    /// The same for every row.
    Literal(Value<'static>),
    /// A function of other values.
    Call(for<'s> fn(&'s Story<'_>, &[Value<'s>]) -> Value<'s>, Box<[Expression]>),
    /// The figure or day that an item stands for.
    Worth(Box<Expression>),
    /// Exact arithmetic.
    Arithmetic(Operator, Box<(Expression, Expression)>),
}

impl Expression {
    /// Its value; a text that the rule names is lent and not copied.
    pub(super) fn value<'c>(&'c self, context: Context<'c>, row: &Row) -> Value<'c> {
        let story = context.story();
        match self {
            Self::Slot(slot) => Value::Item(row[*slot]),
            Self::Group { number, .. } => Value::Group(context.groups.of(*number, context, row)),
            Self::Field(of, get) => of.item(context, row).map_or(Value::Missing, |item| get(story, item)),
            Self::Literal(Value::Text(text)) => Value::Text(Cow::Borrowed(text)),
            Self::Literal(value) => value.clone(),
            Self::Call(apply, arguments) => match &**arguments {
                [one] => apply(story, &[one.value(context, row)]),
                [one, other] => apply(story, &[one.value(context, row), other.value(context, row)]),
                more => {
                    let values: Vec<Value<'c>> = more.iter().map(|argument| argument.value(context, row)).collect();
                    apply(story, &values)
                }
            },
            Self::Worth(of) => of.item(context, row).map_or(Value::Missing, |item| item.worth(story)),
            Self::Arithmetic(operator, sides) => {
                compute(*operator, &sides.0.value(context, row), &sides.1.value(context, row))
            }
        }
    }

    /// The thing that it is; nearly always one that a name is bound to.
    fn item(&self, context: Context<'_>, row: &Row) -> Option<Item> {
        match self {
            Self::Slot(slot) => Some(row[*slot]),
            _ => match self.value(context, row) {
                Value::Item(item) => Some(item),
                _ => None,
            },
        }
    }

    /// Whether it is the same whatever the names are bound to.
    pub(super) const fn is_literal(&self) -> bool {
        matches!(self, Self::Literal(_))
    }
}

/// Words to look for.
#[derive(Debug)]
pub(super) enum List {
    Texts(Texts),
    /// Numbers.
    Numbers(Box<[Number]>),
    /// A word list of the lexicon.
    Lexicon(Class),
}

/// Texts to look for, each as its words.
#[derive(Debug)]
pub(super) struct Texts {
    texts: Box<[Box<[Box<str>]>]>,
    /// The first letters of the first words and their lengths, one bit each: hardly any word of a sentence has both.
    letters: u32,
    lengths: u64,
}

impl Texts {
    pub(super) fn new(texts: Vec<Box<[Box<str>]>>) -> Self {
        let (mut letters, mut lengths) = (0, 0);
        for first in texts.iter().filter_map(|words| words.first()) {
            // What has marks can equal what has none, and is then of another length.
            let (letter, length) = if first.is_ascii() { Self::look(first) } else { (u32::MAX, u64::MAX) };
            letters |= letter;
            lengths |= length;
        }
        Self { texts: texts.into(), letters, lengths }
    }

    const fn look(word: &str) -> (u32, u64) {
        let letter = match word.as_bytes().first() {
            Some(letter) => 1 << (*letter & 31),
            None => u32::MAX,
        };
        (letter, 1 << (word.len() & 63))
    }

    /// The texts, if one of them may begin with a word.
    fn beginning_with(&self, word: &str) -> &[Box<[Box<str>]>] {
        let (letter, length) = Self::look(word);
        let none = (self.letters & letter == 0 || self.lengths & length == 0) && word.is_ascii();
        if none { &[] } else { &self.texts }
    }
}

/// One condition, compiled.
#[derive(Debug)]
pub(super) enum Predicate {
    /// At least one of several.
    Either(Box<[Condition]>),
    Compare {
        comparator: Comparator,
        left: Expression,
        right: Expression,
    },
    Looking {
        holds: fn(&Story<'_>, &Value<'_>, &Value<'_>) -> bool,
        left: Expression,
        right: Expression,
    },
    /// Two slots that a relation of the story must list; the number is the relation's in `schema::relations`.
    Listed {
        relation: usize,
        left: usize,
        right: usize,
    },
    Member {
        of: Expression,
        list: List,
    },
    Has {
        of: Expression,
        list: List,
    },
    Test {
        every: bool,
        subjects: Box<[(Expression, Question)]>,
    },
    Same {
        subjects: Box<[Expression]>,
        key: fn(&Story<'_>, Item) -> Option<u32>,
    },
    Within {
        subjects: Box<[Expression]>,
        count: u32,
        first: fn(&Story<'_>, Item) -> u32,
        end: fn(&Story<'_>, Item) -> u32,
    },
}

/// A predicate with what a plan has to know of it.
#[derive(Debug)]
pub(super) struct Condition {
    pub(super) predicate: Predicate,
    /// As written.
    pub(super) text: Box<str>,
    /// Which slots it looks at, one bit each.
    pub(super) slots: u32,
    /// How dear it is, for the order among conditions that can be asked at the same time.
    pub(super) cost: u32,
    /// The two sides as written, where it has two that are no literals, for the trail.
    pub(super) sides: Vec<(Box<str>, usize)>,
}

impl Condition {
    /// Whether it holds for a row.
    pub(super) fn holds(&self, context: Context<'_>, row: &Row) -> bool {
        let story = context.story();
        match &self.predicate {
            Predicate::Either(either) => either.iter().any(|of| of.holds(context, row)),
            Predicate::Compare { comparator, left, right } => {
                compare(story, *comparator, &left.value(context, row), &right.value(context, row))
            }
            Predicate::Looking { holds, left, right } => {
                let (left, right) = (left.value(context, row), right.value(context, row));
                left != Value::Missing && right != Value::Missing && holds(story, &left, &right)
            }
            Predicate::Listed { relation, left, right } => {
                context.run.pairs(*relation).binary_search(&(row[*left].index, row[*right].index)).is_ok()
            }
            Predicate::Member { of, list } => is_member(story, &of.value(context, row), list),
            Predicate::Has { of, list } => has(story, &of.value(context, row), list),
            Predicate::Test { every, subjects } => {
                let mut held = subjects
                    .iter()
                    .map(|(subject, asked)| subject.item(context, row).is_some_and(|item| asked.holds(story, item)));
                if *every { held.all(|held| held) } else { held.any(|held| held) }
            }
            Predicate::Same { subjects, key } => {
                let mut keys =
                    subjects.iter().map(|subject| subject.item(context, row).and_then(|item| key(story, item)));
                let Some(Some(first)) = keys.next() else { return false };
                keys.all(|key| key == Some(first))
            }
            Predicate::Within { subjects, count, first, end } => {
                let items: Option<Vec<Item>> = subjects.iter().map(|subject| subject.item(context, row)).collect();
                items.is_some_and(|items| {
                    items.windows(2).all(|pair| {
                        let [left, right] = [pair[0], pair[1]].map(|item| (first(story, item), end(story, item)));
                        let apart = if left.0 <= right.0 {
                            right.0.saturating_sub(left.1)
                        } else {
                            left.0.saturating_sub(right.1)
                        };
                        apart <= *count
                    })
                })
            }
        }
    }

    /// The expressions on its two sides.
    pub(super) const fn operands(&self) -> Option<(&Expression, &Expression)> {
        match &self.predicate {
            Predicate::Compare { left, right, .. } | Predicate::Looking { left, right, .. } => Some((left, right)),
            _ => None,
        }
    }

    /// As a line of the trail: the condition as written, with the value of each side behind it.
    pub(super) fn trail(&self, context: Context<'_>, row: &Row) -> String {
        let story = context.story();
        if let Predicate::Either(either) = &self.predicate {
            let held = either.iter().find(|of| of.holds(context, row));
            return held.map_or_else(|| self.text.to_string(), |held| held.trail(context, row));
        }
        let operands: Vec<&Expression> = match &self.predicate {
            Predicate::Compare { left, right, .. } | Predicate::Looking { left, right, .. } => vec![left, right],
            Predicate::Member { of, .. } => vec![of],
            _ => Vec::new(),
        };
        let mut line = String::new();
        let mut rest = &*self.text;
        for (text, operand) in &self.sides {
            // The left side begins the condition and the right one ends it.
            let parted = if *operand == 0 { rest.split_once(&**text) } else { rest.rsplit_once(&**text) };
            let Some((before, behind)) = operands.get(*operand).and(parted) else { continue };
            let value = operands[*operand].value(context, row);
            let _ = write!(line, "{before}{text} ({})", shown(story, &value, Some(TRAIL_DECIMALS)));
            rest = behind;
        }
        line + rest
    }
}

/// Order and equality; an interval compares as certain only if every value of it does.
fn compare(story: &Story<'_>, comparator: Comparator, left: &Value<'_>, right: &Value<'_>) -> bool {
    if left.as_interval().is_some() && right.as_interval().is_some() {
        let Some((left, right)) = aligned(left, right) else { return false };
        let at_most = |low: &Interval, high: &Interval| {
            low.high.number().zip(high.low.number()).is_some_and(|(low, high)| low <= high)
        };
        return match comparator {
            Comparator::Equal => left == right,
            Comparator::Unequal => left != right,
            Comparator::Less => left.is_below(&right),
            Comparator::AtMost => at_most(&left, &right),
            Comparator::Greater => right.is_below(&left),
            Comparator::AtLeast => at_most(&right, &left),
        };
    }
    let equal = match (left, right) {
        (Value::Item(left), Value::Item(right)) => left == right,
        (Value::Date(left), Value::Date(right)) => left.low == right.low && left.high == right.high,
        _ => match left.as_str(story).zip(right.as_str(story)) {
            Some((left, right)) => same_text(left, right),
            None => return false,
        },
    };
    match comparator {
        Comparator::Equal => equal,
        Comparator::Unequal => !equal,
        _ => false,
    }
}

fn is_member(story: &Story<'_>, value: &Value<'_>, list: &List) -> bool {
    match (list, value) {
        (List::Numbers(numbers), Value::Number(number)) => numbers.contains(number),
        (List::Texts(texts), _) => value.as_str(story).is_some_and(|found| {
            let first = found.split_whitespace().next().unwrap_or_default();
            texts.beginning_with(first).iter().any(|words| {
                let mut parts = found.split_whitespace();
                words.iter().all(|word| parts.next().is_some_and(|part| same_text(part, word)))
                    && parts.next().is_none()
            })
        }),
        (List::Lexicon(class), Value::Words(span)) => {
            let tokens = schema::tokens_in(story, *span);
            story.lexicon.entry(tokens, *class).is_some_and(|(length, _)| length == tokens.len())
        }
        (List::Lexicon(class), Value::Text(text)) => story.lexicon.is(story.lexicon.word(text), *class),
        _ => false,
    }
}

fn has(story: &Story<'_>, value: &Value<'_>, list: &List) -> bool {
    let Some(span) = schema::place(story, value) else { return false };
    let tokens = schema::tokens_in(story, span);
    let prose = &story.document.prose;
    (0..tokens.len()).any(|at| match list {
        List::Lexicon(class) => matches!(
            story.lexicon.entry(&tokens[at..], *class),
            Some((_, LexValue::Listed | LexValue::Int(_) | LexValue::Text(_)))
        ),
        List::Texts(texts) => texts.beginning_with(tokens[at].span().slice(prose)).iter().any(|words| {
            words.iter().enumerate().all(|(ahead, word)| {
                tokens.get(at + ahead).is_some_and(|token| same_text(token.span().slice(prose), word))
            })
        }),
        List::Numbers(_) => false,
    })
}

/// Decimals of a value in a trail.
const TRAIL_DECIMALS: u32 = 4;
/// Longest text that a message quotes, in characters.
const LONGEST_QUOTE: usize = 80;

/// A value as a message has it.
pub(super) fn shown<'s>(story: &'s Story<'_>, value: &Value<'s>, decimals: Option<u32>) -> Cow<'s, str> {
    let round = |number: Number| decimals.map_or(number, |decimals| number.rounded(decimals));
    match value {
        Value::Missing => Cow::Borrowed("unknown"),
        Value::Number(number) => Cow::Owned(round(*number).to_string()),
        Value::Interval(interval) | Value::Amount(interval, _) => {
            Cow::Owned(interval.map(|number| Some(round(number))).unwrap_or(*interval).to_string())
        }
        Value::Date(moment) => Cow::Owned(moment.to_string()),
        Value::Text(text) => text.clone(),
        Value::Group(group) => Cow::Owned(listed(story, group)),
        Value::Item(_) | Value::Words(_) => schema::place(story, value)
            .map_or(Cow::Borrowed("unknown"), |span| excerpt(span.slice(&story.document.prose))),
    }
}

/// `18%, 26% and 40%`
fn listed(story: &Story<'_>, group: &Group) -> String {
    let shown: Vec<Cow<'_, str>> =
        group.items().take(MOST_SHOWN).map(|item| excerpt(item.span(story).slice(&story.document.prose))).collect();
    let more = group.len() - shown.len();
    match shown.as_slice() {
        _ if more > 0 => format!("{} and {more} more", shown.join(", ")),
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => shown.concat(),
    }
}

/// White space made single, and the middle of something long left out.
fn excerpt(text: &str) -> Cow<'_, str> {
    let plain = !text.contains("  ") && !text.contains(['\n', '\r', '\t']);
    let count = text.chars().take(LONGEST_QUOTE + 1).count();
    if plain && count <= LONGEST_QUOTE {
        return Cow::Borrowed(text);
    }
    let mut short = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        length += word.chars().count() + 1;
        if length > LONGEST_QUOTE && !short.is_empty() {
            short.push_str(" …");
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.extend(word.chars().take(LONGEST_QUOTE));
    }
    Cow::Owned(short)
}

/// A message with named values, compiled.
#[derive(Debug, Default)]
pub(super) struct Template {
    pub(super) pieces: Vec<Piece>,
}

/// A part of a template.
#[derive(Debug)]
pub(super) enum Piece {
    Text(Box<str>),
    Value(Box<Expression>, Option<u32>),
    /// Left or right side of the flag.
    Side(bool, Option<u32>),
}

impl Template {
    /// The message for a row; `None` if a value that it names is missing.
    pub(super) fn fill(&self, context: Context<'_>, row: &Row, flag: Option<&Condition>) -> Option<String> {
        let story = context.story();
        let mut out = String::new();
        for piece in &self.pieces {
            let (value, decimals) = match piece {
                Piece::Text(text) => {
                    out.push_str(text);
                    continue;
                }
                Piece::Value(expression, decimals) => (expression.value(context, row), *decimals),
                Piece::Side(left, decimals) => {
                    let (first, second) = flag?.operands()?;
                    (if *left { first } else { second }.value(context, row), *decimals)
                }
            };
            if value == Value::Missing {
                return None;
            }
            out.push_str(&shown(story, &value, decimals));
        }
        Some(out)
    }
}
