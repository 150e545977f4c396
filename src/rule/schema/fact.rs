//! Facts of any kind, and what their claims say: noun, event, source, frame.

use std::sync::LazyLock;

use super::kind::{Item, Kind, Shelf, Worth, item_of};
use super::quantity::figure;
use super::{Chapter, Field, FieldType, NUMBER, TEXT, Test, WORDS, word};
use crate::claim::Claim;
use crate::fact::{Fact, Value as Of};
use crate::lex::{Class, Lexicon, TokenKind};
use crate::markup::Role;
use crate::rule::value::{Value, Vocabulary};
use crate::story::Story;

/// The words of this chapter.
pub(super) static CHAPTER: Chapter =
    Chapter { kinds: KINDS, fields: FIELDS, tests: TESTS, relations: &[], functions: &[] };

#[rustfmt::skip]
static KINDS: &[Kind] = &[
    Kind { name: "fact", within: None, doc: "Any fact.", shelf: &FACTS, holds: |_, _| true, worth: Worth::Figure(figure) },
    fact_kind("version", "fact", is!(Of::Version(_)), Worth::None, "`v1.2.3`, `Rust 1.74`."),
    fact_kind("identifier", "fact", is!(Of::Identifier), Worth::None, "Digits that count nothing: `S4-1`, a phone number."),
];

#[rustfmt::skip]
static FIELDS: &[Field] = &[
    Field { on: "fact", name: "level", of: NUMBER, doc: "How good its source is: 0 none, 1 hidden (`reportedly`), 2 unnamed, 3 a body or document, 4 a person, 5 witnessed or linked.", get: |story, item| Value::whole(claim(story, item.index).attribution.level) },
    Field { on: "fact", name: "source", of: WORDS, doc: "The words that name its source.", get: |story, item| claim(story, item.index).attribution.source.into() },
    Field { on: "fact", name: "cue", of: WORDS, doc: "The word that attributes it: `said`, `according to`.", get: |story, item| claim(story, item.index).attribution.cue.into() },
    Field { on: "fact", name: "claim", of: word(&CLAIM), doc: "What kind of claim its source makes, a group of `@attribution-verb`, or `hidden`.", get: |story, item| claim_kind(claim(story, item.index).attribution.claim) },
    Field { on: "fact", name: "reach", of: word(&REACH), doc: "How its source reaches it: `direct` in its own sentence, `soft` from one before it, `list` from the lead-in of its list, `lead` from a lead that opens with it, `body` to a headline or caption from the same figure in the body.", get: |story, item| Value::word(claim(story, item.index).attribution.carry.name()) },
    Field { on: "fact", name: "quotation", of: FieldType::Item("quotation"), doc: "The quotation that holds it.", get: |story, item| item.quotation(story).map_or(Value::Missing, |index| item_of("quotation", index)) },
    Field { on: "fact", name: "head", of: TEXT, doc: "The noun that is counted or measured, as its lemma: `soldier`.", get: |story, item| Value::text(&claim(story, item.index).frame.head_lemma) },
    Field { on: "fact", name: "head-words", of: WORDS, doc: "The noun that is counted or measured, as it stands.", get: |story, item| claim(story, item.index).frame.head.into() },
    Field { on: "fact", name: "event", of: word(&EVENT), doc: "What happens to what is counted: `killed`, `displaced`.", get: |story, item| claim(story, item.index).frame.event.into() },
    Field { on: "fact", name: "part", of: word(&PART), doc: "Which part of the whole it stands for.", get: |story, item| Value::word(claim(story, item.index).frame.part.name()) },
];

#[rustfmt::skip]
static TESTS: &[Test] = &[
    Test { on: "fact", name: "unsourced", doc: "No source, or one that stays hidden (`reportedly`).", holds: |story, item| claim(story, item.index).attribution.level < 2 },
    Test { on: "fact", name: "sourced", doc: "A body, document or person is named as the source.", holds: |story, item| claim(story, item.index).attribution.level >= 3 },
    Test { on: "fact", name: "anonymous", doc: "The source is there and has no name.", holds: |story, item| claim(story, item.index).attribution.level == 2 },
    Test { on: "fact", name: "asserted", doc: "The text says it in its own voice: it is not quoted, negated, planned, possible or prescribed.", holds: is_asserted },
    Test { on: "fact", name: "modal", doc: "Under a modal, a condition, a forecast or a plan.", holds: |story, item| claim(story, item.index).frame.modal },
    Test { on: "fact", name: "negated", doc: "Under a negation.", holds: |story, item| claim(story, item.index).frame.negated },
    Test { on: "fact", name: "progressing", doc: "Beside a word of progress: `rose to`, `so far`, `as of`.", holds: |story, item| claim(story, item.index).frame.progressing },
    Test { on: "fact", name: "specification", doc: "A limit, setting or instruction and not a report.", holds: |story, item| claim(story, item.index).frame.specification },
    Test { on: "fact", name: "after-name", doc: "The word before it begins with a capital and belongs to a name: `the Evening Sun, August 16`.", holds: is_after_name },
    Test { on: "fact", name: "of-people", doc: "Counts people.", holds: |story, item| claim(story, item.index).frame.counts_people },
    Test { on: "fact", name: "headed", doc: "Has a noun that it counts.", holds: |story, item| claim(story, item.index).frame.head.is_some() },
];

static EVENT: Vocabulary = Vocabulary { name: "event", words: || EVENTS.clone() };
static EVENTS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let lexicon = Lexicon::default();
    let classes = [Class::Event, Class::EventNoun];
    let mut events: Vec<&str> = classes.into_iter().flat_map(|class| lexicon.values_of(class)).collect();
    events.sort_unstable();
    events.dedup();
    events
});
static PART: Vocabulary =
    Vocabulary { name: "part", words: || vec!["total", "part", "remainder", "additional", "change"] };
pub(super) static CLAIM: Vocabulary = Vocabulary {
    name: "claim",
    words: || vec!["neutral", "claim", "concede", "certain", "expect", "urge", "data", "hidden"],
};
static REACH: Vocabulary = Vocabulary { name: "reach", words: || vec!["direct", "soft", "list", "lead", "body"] };

pub(super) static FACTS: Shelf = Shelf {
    count: |story| story.facts.len(),
    span: |story, index| story.facts[index as usize].span,
    sentence: |story, index| story.claims[index as usize].sentence,
    block: |story, index| story.claims[index as usize].block,
};

pub(super) const fn fact_kind(
    name: &'static str,
    within: &'static str,
    holds: fn(&Story<'_>, u32) -> bool,
    worth: Worth,
    doc: &'static str,
) -> Kind {
    Kind { name, within: Some(within), doc, shelf: &FACTS, holds, worth }
}

macro_rules! is {
    ($pattern:pat) => {
        |story, index| matches!(fact(story, index).value, $pattern)
    };
}

pub(super) use is;

pub(super) fn fact<'s>(story: &'s Story<'_>, index: u32) -> &'s Fact {
    &story.facts[index as usize]
}

pub(super) fn claim<'s>(story: &'s Story<'_>, index: u32) -> &'s Claim {
    &story.claims[index as usize]
}

pub(super) fn is_asserted(story: &Story<'_>, item: Item) -> bool {
    let claim = claim(story, item.index);
    let frame = &claim.frame;
    let quoted = claim.quotation.is_some() || claim.role == Role::QuoteBlock;
    !(quoted || frame.modal || frame.negated || frame.specification)
}

pub(super) fn is_after_name(story: &Story<'_>, item: Item) -> bool {
    let first = fact(story, item.index).first_token as usize;
    let before = first.checked_sub(1).map(|at| &story.lexed.tokens[at]);
    // A paper is called the Sun, hardly ever the Sunday.
    let short = story.lexed.tokens[first].span().len() <= 4;
    before.is_some_and(|token| {
        short
            && token.kind == TokenKind::Word
            && token.is_capital()
            && !story.lexicon.is(token.word, Class::FunctionWord)
    })
}

pub(super) fn claim_kind(claim: &'static str) -> Value<'static> {
    if claim.is_empty() { Value::Missing } else { Value::word(claim) }
}
