//! What expressions of the rule language can be, and what they are when a rule runs.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::amount::Unit;
use super::group::Group;
use super::schema::{Item, Kind};
use crate::fact::{Interval, Moment, Number};
use crate::story::Story;
use crate::text::ProseSpan;

/// A closed set of words that a field can have.
#[derive(Debug)]
pub struct Vocabulary {
    /// What it is called in messages: `event class`.
    pub name: &'static str,
    /// Its words.
    pub words: fn() -> Vec<&'static str>,
}

/// The type of an expression.
#[derive(Debug, Clone, Copy)]
pub enum Type {
    /// A thing of the story.
    Item(&'static Kind),
    /// Things of one kind.
    Group(&'static Kind),
    /// An exact number.
    Number,
    /// All values a figure can mean.
    Interval,
    /// A stretch of time.
    Date,
    /// Words that stand in the text at a known place.
    Words,
    /// Words without a place.
    Text,
    /// One of a closed set of words.
    Word(&'static Vocabulary),
}

impl Type {
    /// As messages and docs call it.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Item(kind) => kind.name.to_owned(),
            Self::Group(kind) => format!("group of the kind {}", kind.name),
            Self::Number => "number".to_owned(),
            Self::Interval => "interval".to_owned(),
            Self::Date => "day".to_owned(),
            Self::Words => "words".to_owned(),
            Self::Text => "text".to_owned(),
            Self::Word(vocabulary) => vocabulary.name.to_owned(),
        }
    }
}

/// What an expression is for one choice of items. Missing operands make every predicate false: where
/// something cannot be settled, nothing is said.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'s> {
    /// Not there or not settled.
    Missing,
    /// A thing of the story.
    Item(Item),
    /// Things of one kind.
    Group(&'s Group),
    /// An exact number.
    Number(Number),
    /// All values a figure can mean, without a unit.
    Interval(Interval),
    /// All values a figure can mean, in a unit, which is boxed so that all other values stay small.
    Amount(Interval, Box<Unit>),
    /// From the first to the last instant.
    Date(Moment),
    /// Words at a place of the prose.
    Words(ProseSpan),
    /// Words without a place.
    Text(Cow<'s, str>),
}

impl<'s> Value<'s> {
    /// The value of a text that may be empty, which is as good as missing.
    #[must_use]
    pub fn text(text: &'s str) -> Self {
        if text.is_empty() { Self::Missing } else { Self::Text(Cow::Borrowed(text)) }
    }

    /// The value of a word of a closed set.
    #[must_use]
    pub const fn word(word: &'static str) -> Value<'static> {
        Value::Text(Cow::Borrowed(word))
    }

    /// The value of a whole number.
    #[must_use]
    pub fn whole(number: impl Into<i64>) -> Value<'static> {
        Value::Number(Number::from(number.into()))
    }

    pub(super) fn as_str<'v>(&'v self, story: &'v Story<'_>) -> Option<&'v str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Words(span) => Some(span.slice(&story.document.prose)),
            _ => None,
        }
    }

    pub(super) fn as_interval(&self) -> Option<Interval> {
        match self {
            Self::Number(number) => Some(Interval::point(*number)),
            Self::Interval(interval) | Self::Amount(interval, _) => Some(*interval),
            _ => None,
        }
    }
}

impl<'s, T: Into<Value<'s>>> From<Option<T>> for Value<'s> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Missing, Into::into)
    }
}

impl From<Number> for Value<'_> {
    fn from(number: Number) -> Self {
        Self::Number(number)
    }
}

impl From<Interval> for Value<'_> {
    fn from(interval: Interval) -> Self {
        Self::Interval(interval)
    }
}

impl From<Moment> for Value<'_> {
    fn from(moment: Moment) -> Self {
        Self::Date(moment)
    }
}

impl From<Item> for Value<'_> {
    fn from(item: Item) -> Self {
        Self::Item(item)
    }
}

impl From<ProseSpan> for Value<'_> {
    fn from(span: ProseSpan) -> Self {
        Self::Words(span)
    }
}

impl From<&'static str> for Value<'_> {
    fn from(text: &'static str) -> Self {
        Self::text(text)
    }
}

/// Letters as `=` compares them: without case, marks and the way an apostrophe or hyphen is drawn.
fn folded(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).map(|c| match c {
        '’' | '‘' | 'ʼ' => '\'',
        '‐' | '‑' | '–' => '-',
        'ı' => 'i',
        'ł' => 'l',
        'ø' => 'o',
        'đ' => 'd',
        other => other,
    })
}

/// Whether two texts are equal without regard to case, marks and glyphs.
pub(super) fn same_text(left: &str, right: &str) -> bool {
    // Most texts differ in their first letter.
    let differ = |left: &u8, right: &u8| {
        left.is_ascii_alphabetic() && right.is_ascii_alphabetic() && !left.eq_ignore_ascii_case(right)
    };
    if left.as_bytes().first().zip(right.as_bytes().first()).is_some_and(|(left, right)| differ(left, right)) {
        return false;
    }
    left.eq_ignore_ascii_case(right) || !(left.is_ascii() && right.is_ascii()) && folded(left).eq(folded(right))
}

/// A number that equal texts share.
pub(super) fn hash_text(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    if text.is_ascii() {
        for byte in text.bytes() {
            hasher.write_u8(byte.to_ascii_lowercase());
        }
    } else {
        let mut buffer = [0; 4];
        for c in folded(text) {
            for byte in c.encode_utf8(&mut buffer).bytes() {
                hasher.write_u8(byte);
            }
        }
    }
    hasher.finish()
}

/// A number that values share which `=` finds equal; `None` for a missing one, which equals nothing.
pub(super) fn hash_value(value: &Value<'_>, story: &Story<'_>) -> Option<u64> {
    let mut hasher = FxHasher::default();
    match value {
        Value::Missing | Value::Group(_) => return None,
        Value::Item(item) => item.index.hash(&mut hasher),
        Value::Number(number) => Interval::point(*number).hash(&mut hasher),
        Value::Interval(interval) | Value::Amount(interval, _) => interval.hash(&mut hasher),
        Value::Date(moment) => (moment.low, moment.high).hash(&mut hasher),
        Value::Words(_) | Value::Text(_) => return value.as_str(story).map(hash_text),
    }
    Some(hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_equal_without_case_marks_and_glyphs() {
        for (left, right) in [("Muñoz", "MUNOZ"), ("O’Brien", "o'brien"), ("Łódź", "Lodz")] {
            assert!(same_text(left, right), "{left} {right}");
            assert_eq!(hash_text(left), hash_text(right), "{left} {right}");
        }
        assert!(!same_text("Vance", "Vanse"));
    }
}
