//! Kinds of things, and the things themselves: where they are kept and where they stand.

use std::fmt;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::fact::FACTS;
use super::mention::{self, MENTIONS};
use super::text::DOCUMENT;
use super::{THING, kinds};
use crate::fact::Moment;
use crate::markup::Role;
use crate::rule::group::MOST_SHOWN;
use crate::rule::value::Value;
use crate::story::Story;
use crate::text::ProseSpan;

/// A sort of thing that a rule can bind a name to.
pub struct Kind {
    /// The word in rules.
    pub name: &'static str,
    /// The wider kind whose fields and tests it shares.
    pub within: Option<&'static str>,
    /// One line of doc.
    pub doc: &'static str,
    pub(in crate::rule) shelf: &'static Shelf,
    /// Whether the item of that index on the shelf is of this kind.
    pub(in crate::rule) holds: fn(&Story<'_>, u32) -> bool,
    pub(in crate::rule) worth: Worth,
}

/// What stands for an item where a figure or a day is wanted.
pub(in crate::rule) enum Worth {
    None,
    Figure(fn(&Story<'_>, u32) -> Value<'static>),
    Day(fn(&Story<'_>, u32) -> Option<Moment>),
}

/// Where the items of a kind are kept.
pub(in crate::rule) struct Shelf {
    pub(in crate::rule) count: fn(&Story<'_>) -> usize,
    pub(super) span: fn(&Story<'_>, u32) -> ProseSpan,
    pub(super) sentence: fn(&Story<'_>, u32) -> u32,
    pub(super) block: fn(&Story<'_>, u32) -> u32,
}

/// A thing of the story.
#[derive(Clone, Copy)]
pub struct Item {
    pub(in crate::rule) kind: &'static Kind,
    pub(in crate::rule) index: u32,
}

impl Item {
    /// Where it stands.
    #[must_use]
    pub fn span(self, story: &Story<'_>) -> ProseSpan {
        (self.kind.shelf.span)(story, self.index)
    }

    pub(in crate::rule) fn sentence(self, story: &Story<'_>) -> u32 {
        (self.kind.shelf.sentence)(story, self.index)
    }

    pub(in crate::rule) fn block(self, story: &Story<'_>) -> u32 {
        (self.kind.shelf.block)(story, self.index)
    }

    /// The figure or day that it stands for.
    pub(in crate::rule) fn worth(self, story: &Story<'_>) -> Value<'static> {
        match self.kind.worth {
            Worth::Figure(figure) => figure(story, self.index),
            Worth::Day(day) => day(story, self.index).into(),
            Worth::None => Value::Missing,
        }
    }

    pub(super) fn role(self, story: &Story<'_>) -> Option<Role> {
        story.document.blocks.get(self.block(story) as usize).map(|block| block.role)
    }

    pub(super) fn quotation(self, story: &Story<'_>) -> Option<u32> {
        if std::ptr::eq(self.kind.shelf, &MENTIONS) {
            return (mention::row(story, self).in_quote != 0).then_some(self.index);
        }
        if std::ptr::eq(self.kind.shelf, &FACTS) {
            return story.claims[self.index as usize].quotation;
        }
        let span = self.span(story);
        let after = story.quotations.partition_point(|quotation| quotation.span.start() <= span.start());
        let index = after.checked_sub(1)?;
        story.quotations[index].span.contains(&span).then_some(index as u32)
    }
}

impl PartialEq for Item {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.kind.shelf, other.kind.shelf) && self.index == other.index
    }
}

impl fmt::Debug for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind.name, self.index)
    }
}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

static BY_NAME: LazyLock<FxHashMap<&'static str, &'static Kind>> =
    LazyLock::new(|| kinds().map(|kind| (kind.name, kind)).collect());
/// The number of each kind under its address, which is hashed sooner than its name.
static NUMBERS: LazyLock<FxHashMap<usize, usize>> =
    LazyLock::new(|| kinds().enumerate().map(|(number, kind)| (kind.address(), number)).collect());

impl Kind {
    /// The kind of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        BY_NAME.get(name).copied()
    }

    /// Its number among all kinds, of which there are [`kind_count`].
    pub(in crate::rule) fn number(&self) -> usize {
        NUMBERS.get(&self.address()).copied().unwrap_or_default()
    }

    fn address(&self) -> usize {
        std::ptr::from_ref(self).addr()
    }

    /// Whether fields and tests `on` a kind are fields and tests of this one.
    pub(in crate::rule) fn is_a(&self, on: &str) -> bool {
        on == THING || self.name == on || self.within.and_then(Self::named).is_some_and(|wider| wider.is_a(on))
    }

    /// Whether a text has one of these at the most.
    pub(in crate::rule) fn is_single(&self) -> bool {
        std::ptr::eq(self.shelf, &DOCUMENT)
    }
}

/// How many kinds there are.
pub(in crate::rule) fn kind_count() -> usize {
    NUMBERS.len()
}

pub(in crate::rule) fn item_of(kind: &str, index: u32) -> Value<'static> {
    Kind::named(kind).map_or(Value::Missing, |kind| Value::Item(Item { kind, index }))
}

/// Where a value stands: nowhere, at one place, or, of a group, at the places of its members.
pub(in crate::rule) fn places(story: &Story<'_>, value: &Value<'_>) -> Vec<ProseSpan> {
    match value {
        Value::Group(group) => group.items().take(MOST_SHOWN).map(|item| item.span(story)).collect(),
        value => place(story, value).into_iter().collect(),
    }
}

/// Where a value stands, if it stands anywhere.
pub(in crate::rule) fn place(story: &Story<'_>, value: &Value<'_>) -> Option<ProseSpan> {
    match value {
        Value::Item(item) => Some(item.span(story)),
        Value::Words(span) => Some(*span),
        _ => None,
    }
}

/// A shelf of findings of the story about figures; its place is that of a fact.
macro_rules! figures_shelf {
    ($name:ident, $($list:ident).+, $at:expr) => {
        static $name: Shelf = Shelf {
            count: |story| story.$($list).+.len(),
            span: |story, index| fact(story, $at(&story.$($list).+[index as usize])).span,
            sentence: |story, index| claim(story, $at(&story.$($list).+[index as usize])).sentence,
            block: |story, index| claim(story, $at(&story.$($list).+[index as usize])).block,
        };
    };
}

/// A shelf of findings of the story about words at a place.
macro_rules! words_shelf {
    ($name:ident, $($list:ident).+, $at:expr) => {
        static $name: Shelf = Shelf {
            count: |story| story.$($list).+.iter().count(),
            span: |story, index| story.$($list).+.iter().nth(index as usize).map_or_else(nowhere, $at),
            sentence: |story, index| {
                sentence_at(story, story.$($list).+.iter().nth(index as usize).map_or_else(nowhere, $at))
            },
            block: |story, index| block_at(story, story.$($list).+.iter().nth(index as usize).map_or_else(nowhere, $at)),
        };
    };
}

pub(super) const fn nowhere() -> ProseSpan {
    ProseSpan::new(0, 0)
}

pub(in crate::rule) use {figures_shelf, words_shelf};

/// Index of the sentence that holds the start of a span, or of the next one.
pub(super) fn sentence_at(story: &Story<'_>, span: ProseSpan) -> u32 {
    let token = story.lexed.tokens.partition_point(|token| token.span().end() <= span.start()) as u32;
    story.lexed.sentences.partition_point(|sentence| sentence.tokens.end <= token) as u32
}

/// Index of the block that holds the start of a span.
pub(super) fn block_at(story: &Story<'_>, span: ProseSpan) -> u32 {
    story.document.blocks.partition_point(|block| block.span.start() <= span.start()).saturating_sub(1) as u32
}
