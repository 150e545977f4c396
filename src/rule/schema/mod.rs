//! The vocabulary of the rule language: the single list of kinds, fields, tests, relations, functions and
//! places, a chapter for each concept.
//!
//! Each entry has a line of doc, from which `copydesk rules words` and the docs are made. A new word is a
//! few lines in its chapter and nothing anywhere else. What takes more than reading a value off the story is
//! computed in `story`, where every rule shares it.

mod arithmetic;
mod calendar;
mod coreference;
mod date;
mod fact;
mod kind;
mod mention;
mod name;
mod plain;
mod quantity;
mod range;
mod text;
mod thing;

pub use kind::{Item, Kind};
pub use thing::{PLACES, REACHES, SCOPES};

pub(super) use kind::{Worth, kind_count, place, places};
pub(super) use mention::MENTION;
pub(super) use text::tokens_in;

use std::hash::{Hash, Hasher};

use super::block::BLOCKS;
use super::value::{Type, Value, Vocabulary};
use crate::story::{Grounds, Story};

/// What every kind is.
pub(super) const THING: &str = "thing";

/// The words that belong to one concept.
struct Chapter {
    kinds: &'static [Kind],
    fields: &'static [Field],
    tests: &'static [Test],
    relations: &'static [Relation],
    functions: &'static [Function],
}

/// Every chapter, in the order of the docs.
static CHAPTERS: &[&Chapter] = &[
    &thing::CHAPTER,
    &fact::CHAPTER,
    &quantity::CHAPTER,
    &range::CHAPTER,
    &arithmetic::CHAPTER,
    &coreference::CHAPTER,
    &date::CHAPTER,
    &calendar::CHAPTER,
    &name::CHAPTER,
    &text::CHAPTER,
    &mention::CHAPTER,
];

/// The pairs, and the pairs turned round.
fn both_ways(pairs: impl Iterator<Item = (u32, u32)>) -> Vec<(u32, u32)> {
    pairs.flat_map(|(left, right)| [(left, right), (right, left)]).collect()
}

/// Every kind.
pub fn kinds() -> impl Iterator<Item = &'static Kind> + Clone {
    CHAPTERS.iter().flat_map(|chapter| chapter.kinds)
}

/// Every field.
pub fn fields() -> impl Iterator<Item = &'static Field> + Clone {
    CHAPTERS.iter().flat_map(|chapter| chapter.fields)
}

/// Every test.
pub fn tests() -> impl Iterator<Item = &'static Test> + Clone {
    CHAPTERS.iter().flat_map(|chapter| chapter.tests)
}

/// Every relation; those of one name differ in what they stand between.
pub fn relations() -> impl Iterator<Item = &'static Relation> + Clone {
    CHAPTERS.iter().flat_map(|chapter| chapter.relations)
}

/// Every function; those of one name differ in what goes in.
pub fn functions() -> impl Iterator<Item = &'static Function> + Clone {
    CHAPTERS.iter().flat_map(|chapter| chapter.functions)
}

/// Something that a thing has: `a.surname`.
#[derive(Debug)]
pub struct Field {
    /// Kind that has it.
    pub on: &'static str,
    /// The word in rules.
    pub name: &'static str,
    /// Its type.
    pub of: FieldType,
    /// One line of doc.
    pub doc: &'static str,
    pub(super) get: Getter,
}

/// Reads a field off the story.
pub(super) type Getter = for<'s> fn(&'s Story<'_>, Item) -> Value<'s>;

/// The type of a field; items by the name of their kind.
#[derive(Debug, Clone, Copy)]
pub enum FieldType {
    /// A thing of that kind.
    Item(&'static str),
    /// A group of things of that kind, or of any.
    Group(&'static str),
    /// A member of the group that went into a function.
    Member,
    /// Any other type.
    Plain(Type),
}

impl FieldType {
    pub(super) fn resolve(self) -> Option<Type> {
        match self {
            Self::Item(name) => Kind::named(name).map(Type::Item),
            Self::Group(_) | Self::Member => None,
            Self::Plain(of) => Some(of),
        }
    }

    /// As messages and docs call it.
    pub(super) fn name(self) -> String {
        match self {
            Self::Group(THING) => "group".to_owned(),
            Self::Group(kind) => format!("group of the kind {kind}"),
            Self::Member => "member".to_owned(),
            Self::Item(name) => name.to_owned(),
            Self::Plain(of) => of.name(),
        }
    }
}

const NUMBER: FieldType = FieldType::Plain(Type::Number);
const INTERVAL: FieldType = FieldType::Plain(Type::Interval);
const DAY: FieldType = FieldType::Plain(Type::Date);
const TEXT: FieldType = FieldType::Plain(Type::Text);
const WORDS: FieldType = FieldType::Plain(Type::Words);
const PERSON: FieldType = FieldType::Item("person");
const QUANTITY: FieldType = FieldType::Item("quantity");

const fn word(vocabulary: &'static Vocabulary) -> FieldType {
    FieldType::Plain(Type::Word(vocabulary))
}

/// A yes or no about a thing: `toll is unsourced`.
#[derive(Debug)]
pub struct Test {
    /// Kind it is about.
    pub on: &'static str,
    /// The word in rules.
    pub name: &'static str,
    /// One line of doc.
    pub doc: &'static str,
    pub(super) holds: ItemTest,
}

/// A test on a thing, or where it stands.
pub(super) type ItemTest = fn(&Story<'_>, Item) -> bool;

/// A test or a place as it is asked of a thing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Question {
    /// Where the test or place is kept: by that two of them are told apart, for two functions can be one in the binary.
    address: usize,
    holds: ItemTest,
}

impl PartialEq for Question {
    fn eq(&self, other: &Self) -> bool {
        self.address == other.address
    }
}

impl Eq for Question {}

impl Hash for Question {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.address.hash(state);
    }
}

impl Question {
    fn new<T>(of: &'static T, holds: ItemTest) -> Self {
        Self { address: std::ptr::from_ref(of).addr(), holds }
    }

    pub(super) fn holds(&self, story: &Story<'_>, item: Item) -> bool {
        (self.holds)(story, item)
    }
}

impl Test {
    pub(super) fn question(&'static self) -> Question {
        Question::new(self, self.holds)
    }
}

impl Place {
    pub(super) fn question(&'static self) -> Question {
        Question::new(self, self.holds)
    }
}

/// What a name of a kind meets: `is sourced`, `in body`.
pub(super) fn question(kind: &Kind, words: &str) -> Option<Question> {
    match words.split_once(' ')? {
        ("is", word) => tests().find(|test| test.name == word && kind.is_a(test.on)).map(Test::question),
        ("in", word) => PLACES.iter().find(|place| place.name == word).map(Place::question),
        _ => None,
    }
}

/// Something between two things or values: `share disjoint percent(part, whole)`.
#[derive(Debug)]
pub struct Relation {
    /// The word in rules.
    pub name: &'static str,
    /// What stands on the left and on the right.
    pub between: (FieldType, FieldType),
    /// One line of doc.
    pub doc: &'static str,
    pub(super) holds: Holds,
}

/// How a relation is decided.
#[derive(Debug, Clone, Copy)]
pub(super) enum Holds {
    /// By looking at the two values.
    Looking(fn(&Story<'_>, &Value<'_>, &Value<'_>) -> bool),
    /// By a list of pairs that the story keeps; a join starts from it.
    Listed(fn(&Story<'_>) -> Vec<(u32, u32)>),
}

/// A value made of others: `percent(part, whole)`.
#[derive(Debug)]
pub struct Function {
    /// The word in rules.
    pub name: &'static str,
    /// What goes in.
    pub of: &'static [FieldType],
    /// What comes out.
    pub gives: FieldType,
    /// One line of doc.
    pub doc: &'static str,
    pub(super) apply: for<'s> fn(&'s Story<'_>, &[Value<'s>]) -> Value<'s>,
}

/// Where a thing stands: `toll in headline`.
#[derive(Debug)]
pub struct Place {
    /// The word in rules.
    pub name: &'static str,
    /// One line of doc.
    pub doc: &'static str,
    pub(super) holds: ItemTest,
}

/// What several things can share: `a, b in same sentence`.
#[derive(Debug)]
pub struct Scope {
    /// The word in rules.
    pub name: &'static str,
    /// One line of doc.
    pub doc: &'static str,
    pub(super) key: fn(&Story<'_>, Item) -> Option<u32>,
}

/// How far things can be apart: `a, b within 2 sentences`.
#[derive(Debug)]
pub struct Reach {
    /// The word in rules.
    pub name: &'static str,
    /// One line of doc.
    pub doc: &'static str,
    pub(super) first: fn(&Story<'_>, Item) -> u32,
    pub(super) end: fn(&Story<'_>, Item) -> u32,
}

/// One word of the rule language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// `block`, `kind`, `field`, `test`, `relation`, `function`, `place`, `scope`, `distance`.
    pub sort: &'static str,
    /// How it is written: `person.surname`, `percent(interval, interval)`.
    pub form: String,
    /// Its type, for what has a value.
    pub of: Option<String>,
    /// One line of doc.
    pub doc: &'static str,
}

/// The whole vocabulary, in the order of the docs.
#[must_use]
pub fn words() -> Vec<Entry> {
    let plain = |sort, form: &str, doc| Entry { sort, form: form.to_owned(), of: None, doc };
    let mut words = Vec::new();
    words.extend(BLOCKS.iter().map(|block| plain("block", block.name, block.doc)));
    words.extend(kinds().map(|kind| plain("kind", kind.name, kind.doc)));
    words.extend(fields().map(|field| Entry {
        sort: "field",
        form: format!("{}.{}", field.on, field.name),
        of: Some(match field.of.resolve() {
            Some(Type::Word(vocabulary)) => (vocabulary.words)().join(", "),
            _ => field.of.name(),
        }),
        doc: field.doc,
    }));
    words.extend(tests().map(|test| plain("test", &format!("{} is {}", test.on, test.name), test.doc)));
    words.extend(relations().map(|relation| {
        let (left, right) = relation.between;
        plain("relation", &format!("{} {} {}", left.name(), relation.name, right.name()), relation.doc)
    }));
    words.extend(functions().map(|function| {
        let of: Vec<String> = function.of.iter().map(|of| of.name()).collect();
        Entry {
            sort: "function",
            form: format!("{}({})", function.name, of.join(", ")),
            of: Some(function.gives.name()),
            doc: function.doc,
        }
    }));
    words.extend(PLACES.iter().map(|place| plain("place", &format!("in {}", place.name), place.doc)));
    words.extend(SCOPES.iter().map(|scope| plain("scope", &format!("in same {}", scope.name), scope.doc)));
    words.extend(REACHES.iter().map(|reach| plain("distance", &format!("within 3 {}", reach.name), reach.doc)));
    words
}

/// Why the story takes the two places of a thing to speak of one, for what has two.
pub(super) fn grounds(story: &Story<'_>, item: Item) -> Option<Grounds> {
    name::grounds(story, item).or_else(|| coreference::grounds(story, item))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_fact_is_a_kind_of_the_rules() {
        for kind in crate::fact::KINDS {
            assert!(Kind::named(kind).is_some_and(|kind| kind.is_a("fact")), "{kind}");
        }
    }

    #[test]
    fn the_vocabulary_hangs_together() {
        let known = |on: &str| on == THING || Kind::named(on).is_some();
        let resolves = |of: FieldType| match of {
            FieldType::Group(on) => known(on),
            FieldType::Member => true,
            _ => of.resolve().is_some(),
        };
        for kind in kinds() {
            assert!(kind.within.is_none_or(known), "{kind:?}");
        }
        for (at, field) in fields().enumerate() {
            assert!(known(field.on) && resolves(field.of), "{field:?}");
            assert!(fields().take(at).all(|other| (other.on, other.name) != (field.on, field.name)), "{field:?}");
        }
        assert!(tests().all(|test| known(test.on)));
        assert!(relations().all(|relation| resolves(relation.between.0) && resolves(relation.between.1)));
        assert!(functions().all(|function| function.of.iter().all(|of| resolves(*of)) && resolves(function.gives)));
        assert!(
            words().iter().all(|word| word.doc.ends_with(['.', '`']) || word.doc.ends_with('…')),
            "a doc is a sentence"
        );
    }
}
