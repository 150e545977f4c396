//! The vocabulary of the rule language: the single list of kinds, fields, tests, relations, functions and
//! places.
//!
//! Each entry has a line of doc, from which `copydesk rules words` and the docs are made. A new word is a
//! few lines here and nothing anywhere else. What takes more than reading a value off the story is computed
//! in `story`, where every rule shares it.

use std::fmt;
use std::sync::LazyLock;

use super::value::{Type, Value, Vocabulary, same_text};
use crate::claim::{Carry, Claim, Glyph, Quotation};
use crate::fact::{self, DateTime, Edge, Fact, Interval, Moment, Number, PartialDate, PersonName, Range, spelling};
use crate::lex::{Class, Lexicon, Sentence, Token, TokenKind};
use crate::markup::{Block, Role};
use crate::story::organizations::{AcronymConflict, AcronymFault, ProperKind, ProperVariant, Tie};
use crate::story::people::{Bearer, Evidence, FormKind, NameVariant, Strength, VariantKind};
use crate::story::{
    AgeCheck, ChangeOf, Conversion, ConversionOf, Level, PartWhole, PercentChange, Product, Proportion, QuantityAnchor,
    RateDrift, RoleConflict, SameAge, SameEvent, SameQuantity, ShareSum, Slip, SpanCheck, Story, Total,
    VersionConflict,
};
use crate::text::ProseSpan;

// ---------------------------------------------------------------------------------------------- kinds

/// A sort of thing that a rule can bind a name to.
pub struct Kind {
    /// The word in rules.
    pub name: &'static str,
    /// The wider kind whose fields and tests it shares.
    pub within: Option<&'static str>,
    /// One line of doc.
    pub doc: &'static str,
    pub(super) shelf: &'static Shelf,
    /// Whether the item of that index on the shelf is of this kind.
    pub(super) holds: fn(&Story<'_>, u32) -> bool,
    pub(super) worth: Worth,
}

/// What stands for an item where a figure or a day is wanted.
pub(super) enum Worth {
    None,
    Figure(fn(&Story<'_>, u32) -> Option<Interval>),
    Day(fn(&Story<'_>, u32) -> Option<Moment>),
}

/// Where the items of a kind are kept.
pub(super) struct Shelf {
    pub(super) count: fn(&Story<'_>) -> usize,
    span: fn(&Story<'_>, u32) -> ProseSpan,
    sentence: fn(&Story<'_>, u32) -> u32,
    block: fn(&Story<'_>, u32) -> u32,
}

/// A thing of the story.
#[derive(Clone, Copy)]
pub struct Item {
    pub(super) kind: &'static Kind,
    pub(super) index: u32,
}

impl Item {
    /// Where it stands.
    #[must_use]
    pub fn span(self, story: &Story<'_>) -> ProseSpan {
        (self.kind.shelf.span)(story, self.index)
    }

    pub(super) fn sentence(self, story: &Story<'_>) -> u32 {
        (self.kind.shelf.sentence)(story, self.index)
    }

    pub(super) fn block(self, story: &Story<'_>) -> u32 {
        (self.kind.shelf.block)(story, self.index)
    }

    fn role(self, story: &Story<'_>) -> Option<Role> {
        story.document.blocks.get(self.block(story) as usize).map(|block| block.role)
    }

    fn quotation(self, story: &Story<'_>) -> Option<u32> {
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

impl Kind {
    /// The kind of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.name == name)
    }

    /// Whether fields and tests `on` a kind are fields and tests of this one.
    pub(super) fn is_a(&self, on: &str) -> bool {
        on == THING || self.name == on || self.within.and_then(Self::named).is_some_and(|wider| wider.is_a(on))
    }

    /// Whether a text has one of these at the most.
    pub(super) fn is_single(&self) -> bool {
        std::ptr::eq(self.shelf, &DOCUMENT)
    }
}

static FACTS: Shelf = Shelf {
    count: |story| story.facts.len(),
    span: |story, index| story.facts[index as usize].span,
    sentence: |story, index| story.claims[index as usize].sentence,
    block: |story, index| story.claims[index as usize].block,
};

static QUOTATIONS: Shelf = Shelf {
    count: |story| story.quotations.len(),
    span: |story, index| quotation(story, index).span,
    sentence: |story, index| quotation(story, index).sentence,
    block: |story, index| quotation(story, index).block,
};

static BLOCKS: Shelf = Shelf {
    count: |story| story.document.blocks.len(),
    span: |story, index| story.document.blocks[index as usize].span,
    sentence: |story, index| sentence_at(story, story.document.blocks[index as usize].span),
    block: |_, index| index,
};

static SENTENCES: Shelf = Shelf {
    count: |story| story.lexed.sentences.len(),
    span: sentence_span,
    sentence: |_, index| index,
    block: |story, index| story.lexed.sentences[index as usize].block,
};

static REPEATS: Shelf = Shelf {
    count: |story| story.repeats.len(),
    span: |story, index| story.repeats[index as usize].again,
    sentence: |story, index| sentence_at(story, story.repeats[index as usize].again),
    block: |story, index| block_at(story, story.repeats[index as usize].again),
};

static PROPER_VARIANTS: Shelf = Shelf {
    count: |story| story.organizations.variants.len(),
    span: |story, index| story.organizations.variants[index as usize].b,
    sentence: |story, index| sentence_at(story, story.organizations.variants[index as usize].b),
    block: |story, index| block_at(story, story.organizations.variants[index as usize].b),
};

static ACRONYM_CONFLICTS: Shelf = Shelf {
    count: |story| story.organizations.acronyms.len(),
    span: |story, index| fact(story, story.organizations.acronyms[index as usize].b).span,
    sentence: |story, index| claim(story, story.organizations.acronyms[index as usize].b).sentence,
    block: |story, index| claim(story, story.organizations.acronyms[index as usize].b).block,
};

/// A shelf of findings of the story about two names; its place is the later one.
macro_rules! names_shelf {
    ($name:ident, $list:ident, $later:ident) => {
        static $name: Shelf = Shelf {
            count: |story| story.people.$list.len(),
            span: |story, index| fact(story, story.people.$list[index as usize].$later).span,
            sentence: |story, index| claim(story, story.people.$list[index as usize].$later).sentence,
            block: |story, index| claim(story, story.people.$list[index as usize].$later).block,
        };
    };
}

names_shelf!(VARIANTS, variants, b);
names_shelf!(FORMS, forms, b);
names_shelf!(QUALIFIERS, qualifiers, b);
names_shelf!(AMBIGUOUS, ambiguous, fact);
names_shelf!(UNINTRODUCED, unintroduced, fact);

/// A shelf of findings of the story about figures; its place is that of a fact.
macro_rules! figures_shelf {
    ($name:ident, $list:ident, $at:expr) => {
        static $name: Shelf = Shelf {
            count: |story| story.$list.len(),
            span: |story, index| fact(story, $at(&story.$list[index as usize])).span,
            sentence: |story, index| claim(story, $at(&story.$list[index as usize])).sentence,
            block: |story, index| claim(story, $at(&story.$list[index as usize])).block,
        };
    };
}

/// A shelf of findings of the story about words at a place.
macro_rules! words_shelf {
    ($name:ident, $list:ident, $at:expr) => {
        static $name: Shelf = Shelf {
            count: |story| story.$list.iter().count(),
            span: |story, index| story.$list.iter().nth(index as usize).map_or_else(nowhere, $at),
            sentence: |story, index| {
                sentence_at(story, story.$list.iter().nth(index as usize).map_or_else(nowhere, $at))
            },
            block: |story, index| block_at(story, story.$list.iter().nth(index as usize).map_or_else(nowhere, $at)),
        };
    };
}

const fn nowhere() -> ProseSpan {
    ProseSpan::new(0, 0)
}

figures_shelf!(PROPORTIONS, proportions, |of: &Proportion| of.share);
figures_shelf!(CHANGES, changes, |of: &PercentChange| of.percent);
figures_shelf!(SHARE_SUMS, share_sums, |of: &ShareSum| of.shares[0]);
figures_shelf!(TOTALS, totals, |of: &Total| of.total);
figures_shelf!(PARTS, parts, |of: &PartWhole| of.part);
figures_shelf!(PRODUCTS, products, |of: &Product| of.total);
figures_shelf!(CONVERSIONS, conversions, |of: &Conversion| of.converted);
figures_shelf!(RATE_DRIFTS, rate_drifts, |of: &RateDrift| of.again[1]);
figures_shelf!(SAME_FIGURES, same_quantities, |of: &SameQuantity| of.b);
figures_shelf!(SILENCED_FIGURES, vetoed_quantities, |of: &SameQuantity| of.b);
figures_shelf!(AGE_CHECKS, age_checks, |of: &AgeCheck| of.age);
figures_shelf!(SAME_AGES, same_ages, |of: &SameAge| of.b);
figures_shelf!(SPAN_CHECKS, span_checks, |of: &SpanCheck| of.duration);
words_shelf!(SAME_EVENTS, same_events, |of: &SameEvent| of.b);
words_shelf!(TITLE_CONFLICTS, role_conflicts, |of: &RoleConflict| of.odd_title);
words_shelf!(VERSION_CONFLICTS, version_conflicts, |of: &VersionConflict| of.told);

/// Runs of furniture, each under the index of its first block.
static FURNITURE: Shelf = Shelf {
    count: |story| story.document.blocks.len(),
    span: |story, index| {
        let run = furniture_run(story, index);
        run.iter().fold(run[0].span, |span, block| span.cover(block.span))
    },
    sentence: |story, index| sentence_at(story, story.document.blocks[index as usize].span),
    block: |_, index| index,
};

static DOCUMENT: Shelf = Shelf {
    count: |_| 1,
    span: |story, _| ProseSpan::new(0, story.document.prose.len() as u32),
    sentence: |_, _| 0,
    block: |_, _| 0,
};

const fn fact_kind(
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

use fact::Value as Of;

/// Every kind.
#[rustfmt::skip]
pub static KINDS: &[Kind] = &[
    Kind { name: "fact", within: None, doc: "Any fact.", shelf: &FACTS, holds: |_, _| true, worth: Worth::Figure(figure) },
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
    fact_kind("date", "fact", |story, index| matches!(fact(story, index).value.kind(), "date" | "datetime"), Worth::Day(day), "A day, month or year, whole or partial, with or without a clock time: `14 March`, `last week`."),
    fact_kind("datetime", "date", |story, index| fact(story, index).value.kind() == "datetime", Worth::Day(day), "A date with a clock time or part of the day: `Tuesday night`."),
    fact_kind("time", "fact", is!(Of::Time(_)), Worth::Day(day), "A clock time: `9 p.m.`"),
    fact_kind("date_range", "fact", |story, index| fact(story, index).value.kind() == "date_range", Worth::None, "From one date or time to another: `3-7 May`, `since 1992`."),
    fact_kind("opening-day", "date", |story, index| end_day(story, index, true).is_some(), Worth::Day(opening_day), "The first day of a date range that is written as a date of its own: `Monday, 6 May` of `Monday, 6 May to Friday, 10 May`."),
    fact_kind("closing-day", "date", |story, index| end_day(story, index, false).is_some(), Worth::Day(closing_day), "The last day of such a range."),
    fact_kind("duration", "fact", is!(Of::Duration(_)), Worth::None, "A length of time: `five years`."),
    fact_kind("vague_quantity", "fact", is!(Of::VagueQuantity), Worth::None, "A quantity that is not given: `many`, `a large portion`."),
    fact_kind("vague_time", "fact", is!(Of::VagueTime), Worth::None, "A time that is not given: `earlier`, `recently`."),
    fact_kind("version", "fact", is!(Of::Version(_)), Worth::None, "`v1.2.3`, `Rust 1.74`."),
    fact_kind("identifier", "fact", is!(Of::Identifier), Worth::None, "Digits that count nothing: `S4-1`, a phone number."),
    fact_kind("person", "fact", is!(Of::Person(_)), Worth::None, "A person's name at one place."),
    fact_kind("organization", "fact", is!(Of::Organization(_)), Worth::None, "A body's name at one place."),
    fact_kind("place", "fact", is!(Of::Place(_)), Worth::None, "A place's name."),
    Kind { name: "quotation", within: None, doc: "A stretch in quotation marks.", shelf: &QUOTATIONS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "paragraph", within: None, doc: "A block of the text: paragraph, heading, list item, caption.", shelf: &BLOCKS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "sentence", within: None, doc: "A sentence.", shelf: &SENTENCES, holds: |_, _| true, worth: Worth::None },
    Kind { name: "proper-variant", within: None, doc: "One proper word in two spellings; its place is the spelling that does not prevail.", shelf: &PROPER_VARIANTS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "acronym-conflict", within: None, doc: "An abbreviation that disagrees with its name or with itself; its place is the later one.", shelf: &ACRONYM_CONFLICTS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "repeat", within: None, doc: "A block or sentence that stands there again; its place is the later one.", shelf: &REPEATS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "spelling-variant", within: None, doc: "Two spellings of what seems to be one person's name; its place is the later one.", shelf: &VARIANTS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "form-variant", within: None, doc: "One name in two forms that differ in marks, hyphens, spaces or capitals only; its place is the later one.", shelf: &FORMS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "qualifier-conflict", within: None, doc: "One name with two middle initials or suffixes; its place is the later one.", shelf: &QUALIFIERS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "ambiguous-surname", within: None, doc: "A bare surname that two people of the text bear.", shelf: &AMBIGUOUS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "unintroduced-surname", within: None, doc: "A bare surname that nobody introduced before.", shelf: &UNINTRODUCED, holds: |_, _| true, worth: Worth::None },
    Kind { name: "proportion", within: None, doc: "A share with the part and the whole that it speaks of; its place is the share.", shelf: &PROPORTIONS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "percent-change", within: None, doc: "A percentage of change with the figures that it leads from and to; its place is the percentage.", shelf: &CHANGES, holds: |_, _| true, worth: Worth::None },
    Kind { name: "share-sum", within: None, doc: "Percentages of one list; its place is the first.", shelf: &SHARE_SUMS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "total", within: None, doc: "A total with its parts; its place is the total.", shelf: &TOTALS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "part-pair", within: None, doc: "A part with its whole; its place is the part.", shelf: &PARTS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "product", within: None, doc: "A count, the amount for one and the amount for all; its place is the last.", shelf: &PRODUCTS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "conversion", within: None, doc: "A quantity in two forms, side by side; its place is the second.", shelf: &CONVERSIONS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "rate-drift", within: None, doc: "Two conversions between two currencies at two rates; its place is the later one.", shelf: &RATE_DRIFTS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "figure-pair", within: None, doc: "Two figures that speak of the same thing; its place is the later one.", shelf: &SAME_FIGURES, holds: |_, _| true, worth: Worth::None },
    Kind { name: "silenced-pair", within: None, doc: "Two figures that seem to speak of the same thing, but something stands against it; its place is the later one.", shelf: &SILENCED_FIGURES, holds: |_, _| true, worth: Worth::None },
    Kind { name: "date-pair", within: None, doc: "Two dates of one event; its place is the later one.", shelf: &SAME_EVENTS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "age-check", within: None, doc: "An age with the dates that it follows from; its place is the age.", shelf: &AGE_CHECKS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "age-pair", within: None, doc: "Two ages of one person or thing; its place is the later one.", shelf: &SAME_AGES, holds: |_, _| true, worth: Worth::None },
    Kind { name: "span-check", within: None, doc: "A length of time with its two ends; its place is the length.", shelf: &SPAN_CHECKS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "title-conflict", within: None, doc: "One person under two titles that nobody has at once; its place is the rarer title.", shelf: &TITLE_CONFLICTS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "version-conflict", within: None, doc: "A version told in two ways, in the headline and the text, or announced and in an instruction; its place is the later one.", shelf: &VERSION_CONFLICTS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "furniture", within: None, doc: "A run of lines that belong to the page and not to the piece.", shelf: &FURNITURE, holds: starts_furniture, worth: Worth::None },
    Kind { name: "document", within: None, doc: "The text as a whole.", shelf: &DOCUMENT, holds: |_, _| true, worth: Worth::None },
];

/// What every kind is.
pub(super) const THING: &str = "thing";

// --------------------------------------------------------------------------------------------- fields

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
    /// Any other type.
    Plain(Type),
}

impl FieldType {
    pub(super) fn resolve(self) -> Option<Type> {
        match self {
            Self::Item(name) => Kind::named(name).map(Type::Item),
            Self::Plain(of) => Some(of),
        }
    }
}

const NUMBER: FieldType = FieldType::Plain(Type::Number);
const TEXT: FieldType = FieldType::Plain(Type::Text);
const PERSON: FieldType = FieldType::Item("person");
const WORDS: FieldType = FieldType::Plain(Type::Words);
const fn word(vocabulary: &'static Vocabulary) -> FieldType {
    FieldType::Plain(Type::Word(vocabulary))
}

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
static ROLE: Vocabulary = Vocabulary { name: "role", words: || Role::ALL.iter().map(|role| role.name()).collect() };
static WEEKDAY: Vocabulary =
    Vocabulary { name: "weekday", words: || fact::Weekday::ALL.iter().map(|day| day.name()).collect() };
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
static REACH: Vocabulary = Vocabulary { name: "reach", words: || vec!["direct", "soft"] };
static MEASURED: Vocabulary =
    Vocabulary { name: "measured", words: || vec!["count", "percent", "money", "measure", "age", "duration"] };
static OPENER: Vocabulary = Vocabulary { name: "opener", words: || vec!["between", "from"] };
static GLYPH: Vocabulary = Vocabulary { name: "glyph", words: || vec!["curly", "straight", "guillemet", "low"] };
static DIFFERENCE: Vocabulary = Vocabulary { name: "difference", words: || vec!["given", "surname", "orphan"] };
static PROPER_KIND: Vocabulary =
    Vocabulary { name: "proper kind", words: || vec!["person", "organization", "place", "other"] };
static TIE: Vocabulary =
    Vocabulary { name: "tie", words: || vec!["neighbour", "frequency", "listed", "coined", "marks"] };
static ACRONYM_FAULT: Vocabulary =
    Vocabulary { name: "fault of an abbreviation", words: || vec!["two names", "two abbreviations", "letters"] };
static STRENGTH: Vocabulary = Vocabulary { name: "strength", words: || vec!["error", "warning", "info"] };
static EVIDENCE: Vocabulary = Vocabulary {
    name: "evidence",
    words: || vec!["same surname", "same given name", "bare surname", "same office", "both names near"],
};
static FORM: Vocabulary = Vocabulary {
    name: "form",
    words: || vec!["counted", "opener", "relative", "whole", "vote", "named", "list", "summed", "of-them", "stretch"],
};
static CONVERSION: Vocabulary = Vocabulary { name: "conversion", words: || vec!["measure", "word-numeral"] };
static ANCHOR: Vocabulary =
    Vocabulary { name: "anchor", words: || QuantityAnchor::ALL.iter().map(|anchor| anchor.name()).collect() };
static LEVEL: Vocabulary = Vocabulary { name: "level", words: || vec!["medium", "strong"] };
static VETO: Vocabulary = Vocabulary {
    name: "veto",
    words: || {
        vec![
            "progress",
            "sources",
            "places",
            "times",
            "parts",
            "modality",
            "scope",
            "rate",
            "distributive",
            "quoted",
            "sequence",
            "one-sentence",
            "names",
            "entries",
        ]
    },
};
static VERSION_EVIDENCE: Vocabulary =
    Vocabulary { name: "evidence of a version", words: || vec!["headline", "upgrade", "edition"] };
static SLIP: Vocabulary = Vocabulary { name: "slip", words: || vec!["transposed", "one-digit", "scale"] };
static OCCASION: Vocabulary = Vocabulary { name: "occasion", words: || vec!["birth", "death", "deadline", "headline"] };
static GRAIN: Vocabulary = Vocabulary {
    name: "grain",
    words: || {
        vec![
            "second",
            "minute",
            "hour",
            "part-of-day",
            "day",
            "weekend",
            "week",
            "month",
            "season",
            "quarter",
            "half-year",
            "year",
            "decade",
            "century",
        ]
    },
};

/// Every field.
#[rustfmt::skip]
pub static FIELDS: &[Field] = &[
    Field { on: THING, name: "words", of: WORDS, doc: "The words as they stand there.", get: |story, item| item.span(story).into() },
    Field { on: THING, name: "sentence", of: FieldType::Item("sentence"), doc: "The sentence it begins in.", get: |story, item| item_of("sentence", item.sentence(story)) },
    Field { on: THING, name: "paragraph", of: FieldType::Item("paragraph"), doc: "The paragraph, heading, caption … that it begins in.", get: |story, item| item_of("paragraph", item.block(story)) },
    Field { on: THING, name: "word-count", of: NUMBER, doc: "How many words.", get: |story, item| Value::whole(word_count(story, item.span(story))) },
    Field { on: THING, name: "first-word", of: WORDS, doc: "Its first word.", get: |story, item| tokens_in(story, item.span(story)).iter().find(|token| is_word(token)).map(Token::span).into() },
    Field { on: THING, name: "previous-word", of: WORDS, doc: "The word before it in the sentence.", get: previous_word },
    Field { on: THING, name: "next-word", of: WORDS, doc: "The word after it in the sentence.", get: next_word },
    Field { on: "fact", name: "level", of: NUMBER, doc: "How good its source is: 0 none, 1 hidden (`reportedly`), 2 unnamed, 3 a body or document, 4 a person, 5 witnessed or linked.", get: |story, item| Value::whole(claim(story, item.index).attribution.level) },
    Field { on: "fact", name: "source", of: WORDS, doc: "The words that name its source.", get: |story, item| claim(story, item.index).attribution.source.into() },
    Field { on: "fact", name: "cue", of: WORDS, doc: "The word that attributes it: `said`, `according to`.", get: |story, item| claim(story, item.index).attribution.cue.into() },
    Field { on: "fact", name: "reach", of: word(&REACH), doc: "How its source reaches it: `direct` in its own sentence, `soft` from one before it.", get: |story, item| Value::word(reach(claim(story, item.index).attribution.carry)) },
    Field { on: "fact", name: "quotation", of: FieldType::Item("quotation"), doc: "The quotation that holds it.", get: |story, item| item.quotation(story).map_or(Value::Missing, |index| item_of("quotation", index)) },
    Field { on: "fact", name: "head", of: TEXT, doc: "The noun that is counted or measured, as its lemma: `soldier`.", get: |story, item| Value::text(&claim(story, item.index).frame.head_lemma) },
    Field { on: "fact", name: "head-words", of: WORDS, doc: "The noun that is counted or measured, as it stands.", get: |story, item| claim(story, item.index).frame.head.into() },
    Field { on: "fact", name: "event", of: word(&EVENT), doc: "What happens to what is counted: `killed`, `displaced`.", get: |story, item| claim(story, item.index).frame.event.into() },
    Field { on: "fact", name: "part", of: word(&PART), doc: "Which part of the whole it stands for.", get: |story, item| Value::word(claim(story, item.index).frame.part.name()) },
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
    Field { on: "date", name: "year", of: NUMBER, doc: "Its year as written.", get: |story, item| partial(story, item).and_then(|date| date.year).map(|year| Number::from(i64::from(year))).into() },
    Field { on: "date", name: "month", of: NUMBER, doc: "Its month as written, 1 to 12.", get: |story, item| partial(story, item).and_then(|date| date.month).map(|month| Number::from(i64::from(month))).into() },
    Field { on: "date", name: "day", of: NUMBER, doc: "Its day of the month as written.", get: |story, item| partial(story, item).and_then(|date| date.day).map(|day| Number::from(i64::from(day))).into() },
    Field { on: "date", name: "weekday", of: word(&WEEKDAY), doc: "The weekday written with it.", get: |story, item| date_time(story, item).and_then(DateTime::written_weekday).map(fact::Weekday::name).into() },
    Field { on: "date", name: "weekday-word", of: WORDS, doc: "The weekday written with it, as it stands.", get: weekday_word },
    Field { on: "date", name: "grain", of: word(&GRAIN), doc: "How fine it is.", get: |story, item| date_time(story, item).map(|date| grain(date.grain())).into() },
    Field { on: "person", name: "given", of: TEXT, doc: "Given name, or its initial.", get: |story, item| person(story, item).map_or(Value::Missing, |name| Value::text(&name.given)) },
    Field { on: "person", name: "middle", of: TEXT, doc: "Middle names and initials.", get: |story, item| person(story, item).map_or(Value::Missing, |name| Value::text(&name.middle)) },
    Field { on: "person", name: "surname", of: TEXT, doc: "Surname with its particles.", get: |story, item| person(story, item).map_or(Value::Missing, |name| Value::text(&name.surname)) },
    Field { on: "person", name: "title", of: TEXT, doc: "Honorific: `Dr.`", get: |story, item| person(story, item).map_or(Value::Missing, |name| Value::text(&name.title)) },
    Field { on: "person", name: "suffix", of: TEXT, doc: "`Jr.`, `III`.", get: |story, item| person(story, item).map_or(Value::Missing, |name| Value::text(&name.suffix)) },
    Field { on: "person", name: "role", of: TEXT, doc: "Office beside the name: `French President`.", get: |story, item| person(story, item).map_or(Value::Missing, |name| Value::text(&name.role)) },
    Field { on: "person", name: "who", of: NUMBER, doc: "A number that all mentions of one person share, under exactly one spelling.", get: |story, item| match story.people.bearers.get(item.index as usize) { Some(Bearer::Cluster(cluster)) => Value::whole(*cluster), _ => Value::Missing } },
    Field { on: "organization", name: "acronym", of: TEXT, doc: "The short form in brackets.", get: |story, item| match &fact(story, item.index).value { Of::Organization(body) => Value::text(&body.acronym), _ => Value::Missing } },
    Field { on: "place", name: "country", of: TEXT, doc: "Code of the country it is.", get: |story, item| match &fact(story, item.index).value { Of::Place(place) => place.country.into(), _ => Value::Missing } },
    Field { on: "quotation", name: "open", of: word(&GLYPH), doc: "How its opening mark is drawn.", get: |story, item| quotation(story, item.index).open.map(Glyph::name).into() },
    Field { on: "quotation", name: "close", of: word(&GLYPH), doc: "How its closing mark is drawn.", get: |story, item| quotation(story, item.index).close.map(Glyph::name).into() },
    Field { on: "quotation", name: "open-mark", of: WORDS, doc: "Its opening mark.", get: |story, item| mark(story, item, true) },
    Field { on: "quotation", name: "close-mark", of: WORDS, doc: "Its closing mark.", get: |story, item| mark(story, item, false) },
    Field { on: "quotation", name: "fitting-close", of: TEXT, doc: "The closing mark that fits the opening one.", get: |story, item| quotation(story, item.index).open.map(closing).into() },
    Field { on: "quotation", name: "inside", of: WORDS, doc: "The words between the marks.", get: |story, item| quotation(story, item.index).words.into() },
    Field { on: "quotation", name: "speaker", of: FieldType::Item("person"), doc: "Who speaks, where it is settled.", get: |story, item| quotation(story, item.index).speaker.map_or(Value::Missing, |index| item_of("person", index)) },
    Field { on: "quotation", name: "level", of: NUMBER, doc: "How good the source is that speaks, 0 to 5.", get: |story, item| Value::whole(quotation(story, item.index).level) },
    Field { on: "paragraph", name: "role", of: word(&ROLE), doc: "What it is for.", get: |story, item| Value::word(block(story, item).role.name()) },
    Field { on: "paragraph", name: "number", of: NUMBER, doc: "Its number in the text, from 1; headings and captions count.", get: |_, item| Value::whole(item.index + 1) },
    Field { on: "paragraph", name: "sentence-count", of: NUMBER, doc: "How many sentences.", get: |story, item| Value::whole(sentences_in(story, item.index).len() as i64) },
    Field { on: "paragraph", name: "last-word", of: WORDS, doc: "Its last word.", get: |story, item| tokens_in(story, item.span(story)).iter().rfind(|token| is_word(token)).map(Token::span).into() },
    Field { on: "proper-variant", name: "usual", of: WORDS, doc: "The first place of the spelling that prevails.", get: |story, item| proper(story, item).a.into() },
    Field { on: "proper-variant", name: "odd", of: WORDS, doc: "The first place of the other spelling.", get: |story, item| proper(story, item).b.into() },
    Field { on: "proper-variant", name: "usual-count", of: NUMBER, doc: "In how many places the spelling stands that prevails.", get: |story, item| Value::whole(proper(story, item).counts[0]) },
    Field { on: "proper-variant", name: "odd-count", of: NUMBER, doc: "In how many places the other one stands.", get: |story, item| Value::whole(proper(story, item).counts[1]) },
    Field { on: "proper-variant", name: "names", of: word(&PROPER_KIND), doc: "What the word names.", get: |story, item| Value::word(proper_kind(proper(story, item).kind)) },
    Field { on: "proper-variant", name: "tie", of: word(&TIE), doc: "What ties the two spellings.", get: |story, item| Value::word(tie(proper(story, item).tie)) },
    Field { on: "proper-variant", name: "strength", of: word(&STRENGTH), doc: "How sure it is that one thing is meant.", get: |story, item| Value::word(strength(proper(story, item).strength)) },
    Field { on: "acronym-conflict", name: "first", of: FieldType::Item("organization"), doc: "The name that gives it first.", get: |story, item| item_of("organization", acronym(story, item).a) },
    Field { on: "acronym-conflict", name: "again", of: FieldType::Item("organization"), doc: "The name that gives it otherwise.", get: |story, item| item_of("organization", acronym(story, item).b) },
    Field { on: "acronym-conflict", name: "fault", of: word(&ACRONYM_FAULT), doc: "What is wrong with it.", get: |story, item| Value::word(acronym_fault(acronym(story, item).fault)) },
    Field { on: "repeat", name: "first", of: WORDS, doc: "The first place.", get: |story, item| story.repeats[item.index as usize].first.into() },
    Field { on: "repeat", name: "first-paragraph", of: FieldType::Item("paragraph"), doc: "The paragraph of the first place.", get: |story, item| item_of("paragraph", block_at(story, story.repeats[item.index as usize].first)) },
    Field { on: "repeat", name: "again", of: WORDS, doc: "The later place.", get: |story, item| story.repeats[item.index as usize].again.into() },
    Field { on: "repeat", name: "length", of: NUMBER, doc: "How many words are repeated.", get: |story, item| Value::whole(story.repeats[item.index as usize].words) },
    Field { on: "spelling-variant", name: "first", of: PERSON, doc: "The name at its first place.", get: |story, item| item_of("person", variant(story, item).a) },
    Field { on: "spelling-variant", name: "again", of: PERSON, doc: "The name at the later place, spelled another way.", get: |story, item| item_of("person", variant(story, item).b) },
    Field { on: "spelling-variant", name: "first-part", of: TEXT, doc: "The part that differs, as first written.", get: |story, item| Value::text(&variant(story, item).part_a) },
    Field { on: "spelling-variant", name: "again-part", of: TEXT, doc: "The part that differs, as written later.", get: |story, item| Value::text(&variant(story, item).part_b) },
    Field { on: "spelling-variant", name: "first-place", of: WORDS, doc: "Where the part that differs stands first.", get: |story, item| part_place(story, variant(story, item).a, &variant(story, item).part_a) },
    Field { on: "spelling-variant", name: "again-place", of: WORDS, doc: "Where the part that differs stands later.", get: |story, item| part_place(story, variant(story, item).b, &variant(story, item).part_b) },
    Field { on: "spelling-variant", name: "preferred", of: PERSON, doc: "The name with the spelling that prevails in the text, if one does.", get: |story, item| variant(story, item).preferred.map_or(Value::Missing, |index| item_of("person", index)) },
    Field { on: "spelling-variant", name: "difference", of: word(&DIFFERENCE), doc: "Which part differs; `orphan` is a bare surname that nobody introduced.", get: |story, item| Value::word(difference(variant(story, item).kind)) },
    Field { on: "spelling-variant", name: "strength", of: word(&STRENGTH), doc: "How sure it is that it is one person.", get: |story, item| Value::word(strength(variant(story, item).strength)) },
    Field { on: "spelling-variant", name: "evidence", of: word(&EVIDENCE), doc: "Why it should be one person.", get: |story, item| Value::word(evidence(variant(story, item).evidence)) },
    Field { on: "form-variant", name: "first", of: PERSON, doc: "The name at its first place.", get: |story, item| item_of("person", story.people.forms[item.index as usize].a) },
    Field { on: "form-variant", name: "again", of: PERSON, doc: "The name at the later place.", get: |story, item| item_of("person", story.people.forms[item.index as usize].b) },
    Field { on: "form-variant", name: "first-part", of: TEXT, doc: "The part that differs, as first written.", get: |story, item| Value::text(&story.people.forms[item.index as usize].part_a) },
    Field { on: "form-variant", name: "again-part", of: TEXT, doc: "The part that differs, as written later.", get: |story, item| Value::text(&story.people.forms[item.index as usize].part_b) },
    Field { on: "form-variant", name: "preferred", of: PERSON, doc: "The name with the form to keep, if one is.", get: |story, item| story.people.forms[item.index as usize].preferred.map_or(Value::Missing, |index| item_of("person", index)) },
    Field { on: "qualifier-conflict", name: "first", of: PERSON, doc: "The name at its first place.", get: |story, item| item_of("person", story.people.qualifiers[item.index as usize].a) },
    Field { on: "qualifier-conflict", name: "again", of: PERSON, doc: "The name at the later place.", get: |story, item| item_of("person", story.people.qualifiers[item.index as usize].b) },
    Field { on: "qualifier-conflict", name: "first-part", of: TEXT, doc: "The initial or suffix, as first written.", get: |story, item| Value::text(&story.people.qualifiers[item.index as usize].part_a) },
    Field { on: "qualifier-conflict", name: "again-part", of: TEXT, doc: "The initial or suffix, as written later.", get: |story, item| Value::text(&story.people.qualifiers[item.index as usize].part_b) },
    Field { on: "ambiguous-surname", name: "one", of: PERSON, doc: "The last full mention of one person it may mean.", get: |story, item| item_of("person", story.people.ambiguous[item.index as usize].candidates[0]) },
    Field { on: "ambiguous-surname", name: "other", of: PERSON, doc: "The last full mention of the other one.", get: |story, item| item_of("person", story.people.ambiguous[item.index as usize].candidates[1]) },
    Field { on: "unintroduced-surname", name: "introduced", of: PERSON, doc: "The full mention that comes too late, if there is one.", get: |story, item| story.people.unintroduced[item.index as usize].introduced_late.map_or(Value::Missing, |index| item_of("person", index)) },
    Field { on: "proportion", name: "share", of: QUANTITY, doc: "The percentage, or the fraction in words.", get: |story, item| item_of("quantity", story.proportions[item.index as usize].share) },
    Field { on: "proportion", name: "part", of: QUANTITY, doc: "What counts the part.", get: |story, item| item_of("quantity", story.proportions[item.index as usize].part) },
    Field { on: "proportion", name: "whole", of: QUANTITY, doc: "What counts the whole; of a fraction or a vote, the same as the part.", get: |story, item| item_of("quantity", story.proportions[item.index as usize].whole) },
    Field { on: "proportion", name: "stated", of: INTERVAL, doc: "What the share as written can mean, in percent.", get: |story, item| story.proportions[item.index as usize].stated.into() },
    Field { on: "proportion", name: "expected", of: INTERVAL, doc: "What it must be, in percent.", get: |story, item| story.proportions[item.index as usize].expected.into() },
    Field { on: "proportion", name: "evidence", of: word(&FORM), doc: "The form that ties them.", get: |story, item| Value::word(story.proportions[item.index as usize].evidence.name()) },
    Field { on: "percent-change", name: "percent", of: QUANTITY, doc: "The percentage.", get: |story, item| item_of("quantity", story.changes[item.index as usize].percent) },
    Field { on: "percent-change", name: "from", of: QUANTITY, doc: "The old figure; of a range, the range.", get: |story, item| item_of("quantity", story.changes[item.index as usize].from) },
    Field { on: "percent-change", name: "to", of: QUANTITY, doc: "The new figure; of a range, the range.", get: |story, item| item_of("quantity", story.changes[item.index as usize].to) },
    Field { on: "percent-change", name: "stated", of: INTERVAL, doc: "What the percentage as written can mean.", get: |story, item| story.changes[item.index as usize].stated.into() },
    Field { on: "percent-change", name: "expected", of: INTERVAL, doc: "By how many percent the old figure must change to be the new one, without a sign.", get: |story, item| story.changes[item.index as usize].expected.into() },
    Field { on: "percent-change", name: "points", of: INTERVAL, doc: "Of percentages, the difference in points.", get: |story, item| story.changes[item.index as usize].points.into() },
    Field { on: "share-sum", name: "first", of: QUANTITY, doc: "The first percentage.", get: |story, item| item_of("quantity", story.share_sums[item.index as usize].shares[0]) },
    Field { on: "share-sum", name: "last", of: QUANTITY, doc: "The last percentage.", get: |story, item| story.share_sums[item.index as usize].shares.last().map_or(Value::Missing, |&last| item_of("quantity", last)) },
    Field { on: "share-sum", name: "count", of: NUMBER, doc: "How many percentages.", get: |story, item| Value::whole(story.share_sums[item.index as usize].shares.len() as i64) },
    Field { on: "share-sum", name: "sum", of: INTERVAL, doc: "What they come to, rounding included.", get: |story, item| story.share_sums[item.index as usize].sum.into() },
    Field { on: "total", name: "whole", of: QUANTITY, doc: "The total.", get: |story, item| item_of("quantity", story.totals[item.index as usize].total) },
    Field { on: "total", name: "first", of: FieldType::Item("fact"), doc: "The first part.", get: |story, item| story.totals[item.index as usize].parts.first().map_or(Value::Missing, |&part| item_of("fact", part)) },
    Field { on: "total", name: "last", of: FieldType::Item("fact"), doc: "The last part.", get: |story, item| story.totals[item.index as usize].parts.last().map_or(Value::Missing, |&part| item_of("fact", part)) },
    Field { on: "total", name: "sum", of: INTERVAL, doc: "What the parts come to.", get: |story, item| story.totals[item.index as usize].sum.into() },
    Field { on: "total", name: "stated", of: INTERVAL, doc: "What the total as written can mean.", get: |story, item| story.totals[item.index as usize].stated.into() },
    Field { on: "total", name: "evidence", of: word(&FORM), doc: "The form that ties them.", get: |story, item| Value::word(story.totals[item.index as usize].evidence.name()) },
    Field { on: "part-pair", name: "part", of: QUANTITY, doc: "What counts the part.", get: |story, item| item_of("quantity", story.parts[item.index as usize].part) },
    Field { on: "part-pair", name: "whole", of: QUANTITY, doc: "What counts the whole.", get: |story, item| item_of("quantity", story.parts[item.index as usize].whole) },
    Field { on: "part-pair", name: "part-value", of: INTERVAL, doc: "What the part can mean.", get: |story, item| story.parts[item.index as usize].part_value.into() },
    Field { on: "part-pair", name: "whole-value", of: INTERVAL, doc: "What the whole can mean.", get: |story, item| story.parts[item.index as usize].whole_value.into() },
    Field { on: "product", name: "count", of: QUANTITY, doc: "How many.", get: |story, item| item_of("quantity", story.products[item.index as usize].count) },
    Field { on: "product", name: "each", of: QUANTITY, doc: "The amount for one.", get: |story, item| item_of("quantity", story.products[item.index as usize].each) },
    Field { on: "product", name: "total", of: QUANTITY, doc: "The amount for all.", get: |story, item| item_of("quantity", story.products[item.index as usize].total) },
    Field { on: "product", name: "stated", of: INTERVAL, doc: "What the amount for all can mean.", get: |story, item| story.products[item.index as usize].stated.into() },
    Field { on: "product", name: "expected", of: INTERVAL, doc: "What it must be.", get: |story, item| story.products[item.index as usize].expected.into() },
    Field { on: "conversion", name: "original", of: QUANTITY, doc: "The form that stands first.", get: |story, item| item_of("quantity", story.conversions[item.index as usize].original) },
    Field { on: "conversion", name: "converted", of: QUANTITY, doc: "The form that restates it.", get: |story, item| item_of("quantity", story.conversions[item.index as usize].converted) },
    Field { on: "conversion", name: "stated", of: INTERVAL, doc: "What the second form can mean.", get: |story, item| story.conversions[item.index as usize].stated.into() },
    Field { on: "conversion", name: "expected", of: INTERVAL, doc: "What it must be, in its own unit.", get: |story, item| story.conversions[item.index as usize].expected.into() },
    Field { on: "conversion", name: "of", of: word(&CONVERSION), doc: "Which two forms.", get: |story, item| Value::word(match story.conversions[item.index as usize].of { ConversionOf::Measure => "measure", ConversionOf::WordNumeral => "word-numeral" }) },
    Field { on: "rate-drift", name: "first", of: QUANTITY, doc: "The earlier sum.", get: |story, item| item_of("quantity", story.rate_drifts[item.index as usize].first[0]) },
    Field { on: "rate-drift", name: "first-converted", of: QUANTITY, doc: "The earlier sum in the other currency.", get: |story, item| item_of("quantity", story.rate_drifts[item.index as usize].first[1]) },
    Field { on: "rate-drift", name: "again", of: QUANTITY, doc: "The later sum.", get: |story, item| item_of("quantity", story.rate_drifts[item.index as usize].again[0]) },
    Field { on: "rate-drift", name: "again-converted", of: QUANTITY, doc: "The later sum in the other currency.", get: |story, item| item_of("quantity", story.rate_drifts[item.index as usize].again[1]) },
    Field { on: "rate-drift", name: "first-rate", of: INTERVAL, doc: "Units of the second currency for one of the first, at the earlier place.", get: |story, item| story.rate_drifts[item.index as usize].first_rate.into() },
    Field { on: "rate-drift", name: "again-rate", of: INTERVAL, doc: "Likewise at the later place.", get: |story, item| story.rate_drifts[item.index as usize].again_rate.into() },
    Field { on: "figure-pair", name: "first", of: QUANTITY, doc: "The earlier figure.", get: |story, item| item_of("quantity", story.same_quantities[item.index as usize].a) },
    Field { on: "figure-pair", name: "again", of: QUANTITY, doc: "The later figure.", get: |story, item| item_of("quantity", story.same_quantities[item.index as usize].b) },
    Field { on: "figure-pair", name: "anchor", of: word(&ANCHOR), doc: "What ties the two together.", get: |story, item| Value::word(story.same_quantities[item.index as usize].anchor.name()) },
    Field { on: "figure-pair", name: "slip", of: word(&SLIP), doc: "The slip of the pen that would explain the difference.", get: |story, item| story.same_quantities[item.index as usize].slip.map(Slip::name).into() },
    Field { on: "figure-pair", name: "level", of: word(&LEVEL), doc: "How sure it is: `strong` has an anchor, `medium` one event and few sentences between.", get: |story, item| Value::word(story.same_quantities[item.index as usize].level.name()) },
    Field { on: "figure-pair", name: "weight", of: NUMBER, doc: "What the words say that stand around both: rare ones weigh more.", get: |story, item| Value::whole(story.same_quantities[item.index as usize].weight) },
    Field { on: "silenced-pair", name: "first", of: QUANTITY, doc: "The earlier figure.", get: |story, item| item_of("quantity", story.vetoed_quantities[item.index as usize].a) },
    Field { on: "silenced-pair", name: "again", of: QUANTITY, doc: "The later figure.", get: |story, item| item_of("quantity", story.vetoed_quantities[item.index as usize].b) },
    Field { on: "silenced-pair", name: "anchor", of: word(&ANCHOR), doc: "What ties the two together.", get: |story, item| Value::word(story.vetoed_quantities[item.index as usize].anchor.name()) },
    Field { on: "silenced-pair", name: "veto", of: word(&VETO), doc: "What stands against a conflict.", get: |story, item| story.vetoed_quantities[item.index as usize].veto.map(|veto| veto.name()).into() },
    Field { on: "date-pair", name: "first", of: WORDS, doc: "The earlier date.", get: |story, item| story.same_events[item.index as usize].a.into() },
    Field { on: "date-pair", name: "again", of: WORDS, doc: "The later date.", get: |story, item| story.same_events[item.index as usize].b.into() },
    Field { on: "date-pair", name: "event", of: word(&OCCASION), doc: "What happened on it.", get: |story, item| Value::word(story.same_events[item.index as usize].event.name()) },
    Field { on: "age-check", name: "age", of: QUANTITY, doc: "The age.", get: |story, item| item_of("quantity", story.age_checks[item.index as usize].age) },
    Field { on: "age-check", name: "birth", of: FieldType::Item("fact"), doc: "The date of birth.", get: |story, item| item_of("fact", story.age_checks[item.index as usize].birth) },
    Field { on: "age-check", name: "until", of: FieldType::Item("fact"), doc: "The year or the death.", get: |story, item| item_of("fact", story.age_checks[item.index as usize].until) },
    Field { on: "age-check", name: "stated", of: INTERVAL, doc: "The age as written.", get: |story, item| story.age_checks[item.index as usize].stated.into() },
    Field { on: "age-check", name: "expected", of: INTERVAL, doc: "What it can be.", get: |story, item| story.age_checks[item.index as usize].expected.into() },
    Field { on: "age-pair", name: "first", of: QUANTITY, doc: "The earlier age.", get: |story, item| item_of("quantity", story.same_ages[item.index as usize].a) },
    Field { on: "age-pair", name: "again", of: QUANTITY, doc: "The later age.", get: |story, item| item_of("quantity", story.same_ages[item.index as usize].b) },
    Field { on: "span-check", name: "duration", of: FieldType::Item("fact"), doc: "The length of time.", get: |story, item| item_of("fact", story.span_checks[item.index as usize].duration) },
    Field { on: "span-check", name: "ends", of: FieldType::Item("fact"), doc: "Its two ends.", get: |story, item| item_of("fact", story.span_checks[item.index as usize].ends) },
    Field { on: "span-check", name: "stated", of: INTERVAL, doc: "The length in years.", get: |story, item| story.span_checks[item.index as usize].stated.into() },
    Field { on: "span-check", name: "expected", of: INTERVAL, doc: "What the ends make it.", get: |story, item| story.span_checks[item.index as usize].expected.into() },
    Field { on: "title-conflict", name: "usual", of: PERSON, doc: "A mention under the usual title.", get: |story, item| item_of("person", story.role_conflicts[item.index as usize].usual) },
    Field { on: "title-conflict", name: "odd", of: PERSON, doc: "The mention under the other title.", get: |story, item| item_of("person", story.role_conflicts[item.index as usize].odd) },
    Field { on: "title-conflict", name: "usual-title", of: WORDS, doc: "The usual title.", get: |story, item| story.role_conflicts[item.index as usize].usual_title.into() },
    Field { on: "title-conflict", name: "odd-title", of: WORDS, doc: "The other title.", get: |story, item| story.role_conflicts[item.index as usize].odd_title.into() },
    Field { on: "version-conflict", name: "announced", of: WORDS, doc: "The version that is announced.", get: |story, item| story.version_conflicts[item.index as usize].announced.into() },
    Field { on: "version-conflict", name: "told", of: WORDS, doc: "The version that the text tells instead.", get: |story, item| story.version_conflicts[item.index as usize].told.into() },
    Field { on: "version-conflict", name: "evidence", of: word(&VERSION_EVIDENCE), doc: "Which two places disagree.", get: |story, item| Value::word(story.version_conflicts[item.index as usize].evidence.name()) },
    Field { on: "furniture", name: "lines", of: NUMBER, doc: "How many lines.", get: |story, item| Value::whole(furniture_run(story, item.index).len() as i64) },
    Field { on: "document", name: "main-marks", of: word(&GLYPH), doc: "The style of quotation mark and apostrophe that most have, where both stand in the text.", get: |story, _| story.mixed_marks.as_ref().map(|mixed| mixed.majority).into() },
    Field { on: "document", name: "main-mark-count", of: NUMBER, doc: "How many marks have it.", get: |story, _| story.mixed_marks.as_ref().map(|mixed| Number::from(i64::from(mixed.majority_count))).into() },
    Field { on: "document", name: "odd-mark-count", of: NUMBER, doc: "How many have the other style.", get: |story, _| story.mixed_marks.as_ref().map(|mixed| Number::from(i64::from(mixed.minority_count))).into() },
    Field { on: "document", name: "odd-mark", of: WORDS, doc: "The first mark of the other style.", get: |story, _| story.mixed_marks.as_ref().map(|mixed| first_mark(story, mixed.first_minority)).into() },
    Field { on: "document", name: "main-mark", of: WORDS, doc: "The first mark of the style that most have.", get: |story, _| story.mixed_marks.as_ref().map(|mixed| first_mark(story, mixed.first_majority)).into() },
];

// ---------------------------------------------------------------------------------------------- tests

/// A yes or no about a thing: `toll is unsourced`.
#[derive(Debug)]
pub struct Test {
    /// Kind it is about.
    pub on: &'static str,
    /// The word in rules.
    pub name: &'static str,
    /// One line of doc.
    pub doc: &'static str,
    pub(super) holds: fn(&Story<'_>, Item) -> bool,
}

/// Every test.
#[rustfmt::skip]
pub static TESTS: &[Test] = &[
    Test { on: "fact", name: "unsourced", doc: "No source, or one that stays hidden (`reportedly`).", holds: |story, item| claim(story, item.index).attribution.level < 2 },
    Test { on: "fact", name: "sourced", doc: "A body, document or person is named as the source.", holds: |story, item| claim(story, item.index).attribution.level >= 3 },
    Test { on: "fact", name: "anonymous", doc: "The source is there and has no name.", holds: |story, item| claim(story, item.index).attribution.level == 2 },
    Test { on: "fact", name: "asserted", doc: "The text says it in its own voice: it is not quoted, negated, planned, possible or prescribed.", holds: is_asserted },
    Test { on: "fact", name: "modal", doc: "Under a modal, a condition, a forecast or a plan.", holds: |story, item| claim(story, item.index).frame.modal },
    Test { on: "fact", name: "negated", doc: "Under a negation.", holds: |story, item| claim(story, item.index).frame.negated },
    Test { on: "fact", name: "progressing", doc: "Beside a word of progress: `rose to`, `so far`, `as of`.", holds: |story, item| claim(story, item.index).frame.progressing },
    Test { on: "fact", name: "specification", doc: "A limit, setting or instruction and not a report.", holds: |story, item| claim(story, item.index).frame.specification },
    Test { on: "fact", name: "after-name", doc: "The word before it begins with a capital and belongs to a name: `the Evening Sun, August 16`.", holds: is_after_name },
    Test { on: THING, name: "opening", doc: "Nothing stands before it in its sentence but marks.", holds: is_opening },
    Test { on: "quantity", name: "hedged", doc: "Has a hedge of any kind.", holds: |story, item| hedge(&fact(story, item.index).value).is_some_and(|hedge| hedge != fact::Hedge::None) },
    Test { on: "quantity", name: "approximate", doc: "Hedged by `about`, `some`, `an estimated` ….", holds: |story, item| hedge(&fact(story, item.index).value) == Some(fact::Hedge::About) },
    Test { on: "quantity", name: "hedged-twice", doc: "Has two hedges: `an estimated roughly 90`, `some 200 or so`; of a range, one before it and one on its end, or any approximate one.", holds: |story, item| is_hedged_twice(&fact(story, item.index).value) },
    Test { on: "fact", name: "of-people", doc: "Counts people.", holds: |story, item| claim(story, item.index).frame.counts_people },
    Test { on: "fact", name: "headed", doc: "Has a noun that it counts.", holds: |story, item| claim(story, item.index).frame.head.is_some() },
    Test { on: "fraction", name: "counted", doc: "Made of two counts: `15 of the 45`.", holds: |story, item| matches!(&fact(story, item.index).value, Of::Fraction(fraction) if fraction.counted) },
    Test { on: "time", name: "impossible", doc: "No clock shows it: 25:10, 14:30 p.m.", holds: |story, item| date_time(story, item).and_then(|time| time.clock).is_some_and(|clock| clock.is_impossible()) },
    Test { on: "quantity", name: "in-words", doc: "Written in words.", holds: |story, item| quantity(story, item).is_some_and(|quantity| quantity.in_words) },
    Test { on: "range", name: "reversed", doc: "The end written first is the larger one.", holds: |story, item| range(story, item).is_some_and(|range| range.low.value > range.high.value) },
    Test { on: "range", name: "elliptical", doc: "Scale word or unit stands after the second end only.", holds: |story, item| range(story, item).is_some_and(|range| range.elliptical) },
    Test { on: "date", name: "impossible", doc: "No calendar has it: 31 June.", holds: |story, item| partial(story, item).is_some_and(|date| date.is_impossible()) },
    Test { on: "date", name: "year-inferred", doc: "Its year is not written and was inferred from the date of the piece.", holds: |story, item| date_time(story, item).and_then(|date| date.resolved).is_some_and(|moment| moment.year_inferred) },
    Test { on: "date", name: "attributive", doc: "Names a thing and is no time of its own: `the May 9 fire`.", holds: attributive },
    Test { on: "date", name: "absolute", doc: "Fixed by the calendar and not by the day of writing.", holds: |story, item| partial(story, item).is_some() },
    Test { on: "person", name: "bare-surname", doc: "Only a surname stands there.", holds: |story, item| person(story, item).is_some_and(PersonName::is_bare_surname) },
    Test { on: "spelling-variant", name: "of-one-office", doc: "Both names bear the same office.", holds: |story, item| variant(story, item).same_role },
    Test { on: "spelling-variant", name: "in-display", doc: "One stands in a headline or caption and the other in the body.", holds: |story, item| variant(story, item).display },
    Test { on: "form-variant", name: "of-marks", doc: "The forms differ in marks: `Muñoz`, `Munoz`.", holds: |story, item| story.people.forms[item.index as usize].kind == FormKind::Diacritic },
    Test { on: "form-variant", name: "of-joiners", doc: "The forms differ in hyphens, spaces, apostrophes or capitals.", holds: |story, item| story.people.forms[item.index as usize].kind == FormKind::Joiner },
    Test { on: "unintroduced-surname", name: "introduced-late", doc: "The full name comes after it.", holds: |story, item| story.people.unintroduced[item.index as usize].introduced_late.is_some() },
    Test { on: "quotation", name: "unbalanced", doc: "A mark is missing, and not because the next paragraph goes on with the quotation.", holds: |story, item| quotation(story, item.index).is_unbalanced() },
    Test { on: "quotation", name: "unopened", doc: "Only a closing mark stands there.", holds: |story, item| quotation(story, item.index).open.is_none() },
    Test { on: "quotation", name: "mixed", doc: "It opens in one style and closes in another.", holds: |story, item| quotation(story, item.index).is_mixed() },
    Test { on: "paragraph", name: "unended", doc: "Ends in a word, without a mark; the number of a footnote is no word.", holds: |story, item| tokens_in(story, item.span(story)).last().is_some_and(|last| is_word(last) && !last.is_dotted() && !last.is_glued()) },
    Test { on: "paragraph", name: "sentence-shaped", doc: "Its last sentence begins with a capital and has a finite verb.", holds: is_sentence_shaped },
    Test { on: "percent-change", name: "of-percentages", doc: "Both ends are percentages, so that their difference is in points.", holds: |story, item| story.changes[item.index as usize].of == ChangeOf::Percentages },
    Test { on: "share-sum", name: "closed", doc: "The text says that they are all there is.", holds: |story, item| story.share_sums[item.index as usize].closed },
    Test { on: "total", name: "closed", doc: "The parts are all there is, so that they may not come to less.", holds: |story, item| story.totals[item.index as usize].closed },
    Test { on: "figure-pair", name: "apart", doc: "No value fits both.", holds: |story, item| story.same_quantities[item.index as usize].apart },
    Test { on: "figure-pair", name: "strong", doc: "More than one event ties the two together.", holds: |story, item| story.same_quantities[item.index as usize].level == Level::Strong },
    Test { on: "date-pair", name: "apart", doc: "No day fits both.", holds: |story, item| story.same_events[item.index as usize].apart },
    Test { on: "age-pair", name: "apart", doc: "They differ by more than a birthday.", holds: |story, item| story.same_ages[item.index as usize].apart },
    Test { on: "age-pair", name: "of-person", doc: "They are a person's and not a thing's.", holds: |story, item| story.same_ages[item.index as usize].of_person },
    Test { on: "repeat", name: "adjacent", doc: "Nothing but white space stands between the two places.", holds: |story, item| story.repeats[item.index as usize].adjacent },
    Test { on: "repeat", name: "question", doc: "It is a question, which may be put to several people.", holds: |story, item| story.repeats[item.index as usize].question },
    Test { on: "repeat", name: "teaser", doc: "One of the two is display text or the opening of the piece.", holds: |story, item| story.repeats[item.index as usize].teaser },
    Test { on: "repeat", name: "whole", doc: "A whole block is repeated and not a sentence of one.", holds: |story, item| story.repeats[item.index as usize].whole_block },
    Test { on: "repeat", name: "identical", doc: "Every byte is the same and not only the words.", holds: |story, item| story.repeats[item.index as usize].identical },
];

// ------------------------------------------------------------------------------------ relations

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

const INTERVAL: FieldType = FieldType::Plain(Type::Interval);
const DAY: FieldType = FieldType::Plain(Type::Date);
const QUANTITY: FieldType = FieldType::Item("quantity");

fn intervals(left: &Value<'_>, right: &Value<'_>, holds: fn(&Interval, &Interval) -> bool) -> bool {
    left.as_interval().zip(right.as_interval()).is_some_and(|(left, right)| holds(&left, &right))
}

fn days(left: &Value<'_>, right: &Value<'_>, holds: fn(&Moment, &Moment) -> bool) -> bool {
    matches!((left, right), (Value::Date(left), Value::Date(right)) if holds(left, right))
}

fn spans(story: &Story<'_>, left: &Value<'_>, right: &Value<'_>, holds: fn(ProseSpan, ProseSpan) -> bool) -> bool {
    place(story, left).zip(place(story, right)).is_some_and(|(left, right)| holds(left, right))
}

/// The pairs, and the pairs turned round.
fn both_ways(pairs: impl Iterator<Item = (u32, u32)>) -> Vec<(u32, u32)> {
    pairs.flat_map(|(left, right)| [(left, right), (right, left)]).collect()
}

/// Every relation; those of one name differ in what they stand between.
#[rustfmt::skip]
pub static RELATIONS: &[Relation] = &[
    Relation { name: "disjoint", between: (INTERVAL, INTERVAL), doc: "No value fits both, even with hedges and rounding.", holds: Holds::Looking(|_, left, right| intervals(left, right, Interval::is_disjoint)) },
    Relation { name: "disjoint", between: (DAY, DAY), doc: "No instant fits both.", holds: Holds::Looking(|_, left, right| days(left, right, Moment::is_disjoint)) },
    Relation { name: "overlaps", between: (INTERVAL, INTERVAL), doc: "Some value fits both.", holds: Holds::Looking(|_, left, right| intervals(left, right, |left, right| !left.is_disjoint(right))) },
    Relation { name: "inside", between: (INTERVAL, INTERVAL), doc: "Every value on the left fits the right.", holds: Holds::Looking(|_, left, right| intervals(left, right, Interval::is_inside)) },
    Relation { name: "earlier-than", between: (DAY, DAY), doc: "Ends before the other begins.", holds: Holds::Looking(|_, left, right| days(left, right, |left, right| left.high < right.low)) },
    Relation { name: "later-than", between: (DAY, DAY), doc: "Begins after the other ends.", holds: Holds::Looking(|_, left, right| days(left, right, |left, right| right.high < left.low)) },
    Relation { name: "before", between: (WORDS, WORDS), doc: "Stands earlier in the text.", holds: Holds::Looking(|story, left, right| spans(story, left, right, |left, right| left.end() <= right.start())) },
    Relation { name: "after", between: (WORDS, WORDS), doc: "Stands later in the text.", holds: Holds::Looking(|story, left, right| spans(story, left, right, |left, right| right.end() <= left.start())) },
    Relation { name: "spelled-as", between: (TEXT, TEXT), doc: "Letter for letter the same; `=` ignores case, marks and the glyphs of apostrophes and hyphens.", holds: Holds::Looking(|story, left, right| left.as_str(story).is_some_and(|left| right.as_str(story) == Some(left))) },
    Relation { name: "near", between: (TEXT, TEXT), doc: "Few slips apart, for the length of the word, and not the same.", holds: Holds::Looking(|story, left, right| left.as_str(story).zip(right.as_str(story)).is_some_and(|(left, right)| spelling::near(&spelling::fold(left), &spelling::fold(right)))) },
    Relation { name: "spelling-variant", between: (PERSON, PERSON), doc: "Two spellings of what seems to be one person's name.", holds: Holds::Listed(|story| both_ways(story.people.variants.iter().map(|of| (of.a, of.b)))) },
    Relation { name: "same-quantity", between: (QUANTITY, QUANTITY), doc: "Speaks of the same thing, tied to it by more than the noun.", holds: Holds::Listed(|story| both_ways(story.same_quantities.iter().filter(|pair| pair.level == Level::Strong).map(|pair| (pair.a, pair.b)))) },
    Relation { name: "near-quantity", between: (QUANTITY, QUANTITY), doc: "Speaks of the same thing, as far as one can tell.", holds: Holds::Listed(|story| both_ways(story.same_quantities.iter().map(|pair| (pair.a, pair.b)))) },
    Relation { name: "part-of", between: (QUANTITY, QUANTITY), doc: "Counts some of what the other counts: `of the 45 towns, 17 …`.", holds: Holds::Listed(|story| story.parts.iter().map(|of| (of.part, of.whole)).chain(story.proportions.iter().map(|of| (of.part, of.whole))).collect()) },
    Relation { name: "restates", between: (QUANTITY, QUANTITY), doc: "Stands beside the other and says it once more: `17, or 38%,`, `12 miles (19 km)`.", holds: Holds::Listed(|story| both_ways(story.restatements.iter().map(|of| (of.figure, of.again)))) },
    Relation { name: "share-of", between: (FieldType::Item("percent"), QUANTITY), doc: "Is the share of what the other counts: `40% of the 45`.", holds: Holds::Listed(|story| story.proportions.iter().map(|of| (of.share, of.whole)).collect()) },
    Relation { name: "share-for", between: (FieldType::Item("percent"), QUANTITY), doc: "Says of the other what share of the whole it is: `17, or 38%`.", holds: Holds::Listed(|story| story.proportions.iter().map(|of| (of.share, of.part)).collect()) },
];

// ------------------------------------------------------------------------------------ functions

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

/// Every function.
#[rustfmt::skip]
pub static FUNCTIONS: &[Function] = &[
    Function { name: "percent", of: &[INTERVAL, INTERVAL], gives: INTERVAL, doc: "What percentage the first is of the second.", apply: |_, of| two(of, |part, whole| part.checked_mul(&hundred())?.checked_div(whole)) },
    Function { name: "change", of: &[INTERVAL, INTERVAL], gives: INTERVAL, doc: "By how many percent the first must change to be the second.", apply: |_, of| two(of, |old, new| new.checked_mul(&hundred())?.checked_div(old)?.checked_sub(&hundred())) },
    Function { name: "lowest", of: &[INTERVAL], gives: NUMBER, doc: "The lower end of what a figure can mean.", apply: |_, of| of[0].as_interval().and_then(|interval| interval.low.number()).into() },
    Function { name: "highest", of: &[INTERVAL], gives: NUMBER, doc: "The upper end of what a figure can mean.", apply: |_, of| of[0].as_interval().and_then(|interval| interval.high.number()).into() },
    Function { name: "weekday", of: &[DAY], gives: word(&WEEKDAY), doc: "The weekday of a day.", apply: |_, of| match of[0] { Value::Date(moment) => moment.day().and_then(|day| day.calendar_weekday()).map(fact::Weekday::name).into(), _ => Value::Missing } },
    Function { name: "edits", of: &[TEXT, TEXT], gives: NUMBER, doc: "How many letters must be added, dropped, changed or swapped to get from one text to the other.", apply: |story, of| of[0].as_str(story).zip(of[1].as_str(story)).map(|(left, right)| Number::from(strsim::osa_distance(left, right) as i64)).into() },
];

fn hundred() -> Interval {
    Interval::point(Number::from(100))
}

fn two<'s>(of: &[Value<'s>], apply: fn(&Interval, &Interval) -> Option<Interval>) -> Value<'s> {
    of[0].as_interval().zip(of[1].as_interval()).and_then(|(left, right)| apply(&left, &right)).into()
}

// ------------------------------------------------------------------------------ places, scopes

/// Where a thing stands: `toll in headline`.
#[derive(Debug)]
pub struct Place {
    /// The word in rules.
    pub name: &'static str,
    /// One line of doc.
    pub doc: &'static str,
    pub(super) holds: fn(&Story<'_>, Item) -> bool,
}

macro_rules! role {
    ($name:literal, $doc:literal, $($role:ident)|+) => {
        Place { name: $name, doc: $doc, holds: |story, item| matches!(item.role(story), $(Some(Role::$role))|+) }
    };
}

/// Every place.
#[rustfmt::skip]
pub static PLACES: &[Place] = &[
    role!("headline", "The title of the piece.", Headline),
    role!("standfirst", "The paragraph under the headline.", Standfirst),
    role!("heading", "A heading inside the piece.", Heading),
    role!("body", "Running prose.", Body),
    role!("caption", "The words under a picture, table or chart.", Caption),
    role!("credit", "Who wrote or photographed it.", Credit),
    role!("list-item", "An item of a list.", ListItem),
    role!("table-cell", "A cell of a table.", TableCell),
    role!("quote-block", "A quotation set as a block.", QuoteBlock),
    role!("furniture", "Navigation and other leftovers of the page.", Furniture),
    role!("code", "Program text.", Code),
    role!("display", "Headline, standfirst or caption.", Headline | Standfirst | Caption),
    role!("prose", "Body, headline, standfirst or caption.", Body | Headline | Standfirst | Caption),
    Place { name: "quote", doc: "Inside quotation marks, or in a quotation set as a block.", holds: |story, item| item.role(story) == Some(Role::QuoteBlock) || item.quotation(story).is_some() },
];

/// What several things can share: `a, b in same sentence`.
#[derive(Debug)]
pub struct Scope {
    /// The word in rules.
    pub name: &'static str,
    /// One line of doc.
    pub doc: &'static str,
    pub(super) key: fn(&Story<'_>, Item) -> Option<u32>,
}

/// Every scope.
#[rustfmt::skip]
pub static SCOPES: &[Scope] = &[
    Scope { name: "sentence", doc: "They begin in one sentence.", key: |story, item| Some(item.sentence(story)) },
    Scope { name: "paragraph", doc: "They begin in one paragraph, heading, caption ….", key: |story, item| Some(item.block(story)) },
    Scope { name: "quote", doc: "They stand in one quotation.", key: |story, item| item.quotation(story) },
];

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

/// Every unit of distance.
#[rustfmt::skip]
pub static REACHES: &[Reach] = &[
    Reach { name: "sentences", doc: "Sentences: 0 is the same one.", first: |story, item| item.sentence(story), end: |story, item| item.sentence(story) },
    Reach { name: "paragraphs", doc: "Paragraphs: 0 is the same one.", first: |story, item| item.block(story), end: |story, item| item.block(story) },
    Reach { name: "words", doc: "Words and marks between the two.", first: |story, item| token_at(story, item.span(story).start()) as u32, end: |story, item| token_at(story, item.span(story).end()) as u32 },
];

// ----------------------------------------------------------------------------------------------- docs

/// One word of the rule language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// `kind`, `field`, `test`, `relation`, `function`, `place`, `scope`, `distance`.
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
    let name = |of: FieldType| of.resolve().map_or_else(String::new, Type::name);
    let mut words = Vec::new();
    words.extend(KINDS.iter().map(|kind| plain("kind", kind.name, kind.doc)));
    words.extend(FIELDS.iter().map(|field| Entry {
        sort: "field",
        form: format!("{}.{}", field.on, field.name),
        of: Some(match field.of.resolve() {
            Some(Type::Word(vocabulary)) => (vocabulary.words)().join(", "),
            _ => name(field.of),
        }),
        doc: field.doc,
    }));
    words.extend(TESTS.iter().map(|test| plain("test", &format!("{} is {}", test.on, test.name), test.doc)));
    words.extend(RELATIONS.iter().map(|relation| {
        let (left, right) = relation.between;
        plain("relation", &format!("{} {} {}", name(left), relation.name, name(right)), relation.doc)
    }));
    words.extend(FUNCTIONS.iter().map(|function| {
        let of: Vec<String> = function.of.iter().map(|of| name(*of)).collect();
        Entry {
            sort: "function",
            form: format!("{}({})", function.name, of.join(", ")),
            of: Some(name(function.gives)),
            doc: function.doc,
        }
    }));
    words.extend(PLACES.iter().map(|place| plain("place", &format!("in {}", place.name), place.doc)));
    words.extend(SCOPES.iter().map(|scope| plain("scope", &format!("in same {}", scope.name), scope.doc)));
    words.extend(REACHES.iter().map(|reach| plain("distance", &format!("within 3 {}", reach.name), reach.doc)));
    words
}

// ------------------------------------------------------------------------------ reading the story

fn variant<'s>(story: &'s Story<'_>, item: Item) -> &'s NameVariant {
    &story.people.variants[item.index as usize]
}

/// Where a part of a name stands within the name.
fn part_place<'s>(story: &'s Story<'_>, index: u32, part: &str) -> Value<'s> {
    let span = fact(story, index).span;
    let words = span.slice(&story.document.prose);
    let starts = tokens_in(story, span).iter().map(|token| (token.span().start() - span.start()) as usize);
    let at = starts.into_iter().find(|&at| words[at..].starts_with(part));
    at.map(|at| ProseSpan::new(span.start() + at as u32, span.start() + (at + part.len()) as u32)).into()
}

const fn difference(kind: VariantKind) -> &'static str {
    match kind {
        VariantKind::GivenName => "given",
        VariantKind::Surname => "surname",
        VariantKind::OrphanSurname => "orphan",
    }
}

fn proper<'s>(story: &'s Story<'_>, item: Item) -> &'s ProperVariant {
    &story.organizations.variants[item.index as usize]
}

fn acronym<'s>(story: &'s Story<'_>, item: Item) -> &'s AcronymConflict {
    &story.organizations.acronyms[item.index as usize]
}

const fn proper_kind(kind: ProperKind) -> &'static str {
    match kind {
        ProperKind::Person => "person",
        ProperKind::Organization => "organization",
        ProperKind::Place => "place",
        ProperKind::Other => "other",
    }
}

const fn tie(tie: Tie) -> &'static str {
    match tie {
        Tie::Neighbour => "neighbour",
        Tie::Frequency => "frequency",
        Tie::Listed => "listed",
        Tie::Coined => "coined",
        Tie::Marks => "marks",
    }
}

const fn acronym_fault(fault: AcronymFault) -> &'static str {
    match fault {
        AcronymFault::TwoExpansions => "two names",
        AcronymFault::TwoAcronyms => "two abbreviations",
        AcronymFault::Letters => "letters",
    }
}

const fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Error => "error",
        Strength::Warning => "warning",
        Strength::Info => "info",
    }
}

const fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::SameSurname => "same surname",
        Evidence::SameGivenName => "same given name",
        Evidence::Orphan => "bare surname",
        Evidence::SameRole => "same office",
        Evidence::BothNear => "both names near",
    }
}

pub(super) fn item_of(kind: &str, index: u32) -> Value<'static> {
    Kind::named(kind).map_or(Value::Missing, |kind| Value::Item(Item { kind, index }))
}

/// Where a value stands, if it stands anywhere.
pub(super) fn place(story: &Story<'_>, value: &Value<'_>) -> Option<ProseSpan> {
    match value {
        Value::Item(item) => Some(item.span(story)),
        Value::Words(span) => Some(*span),
        _ => None,
    }
}

fn fact<'s>(story: &'s Story<'_>, index: u32) -> &'s Fact {
    &story.facts[index as usize]
}

fn claim<'s>(story: &'s Story<'_>, index: u32) -> &'s Claim {
    &story.claims[index as usize]
}

fn quotation<'s>(story: &'s Story<'_>, index: u32) -> &'s Quotation {
    &story.quotations[index as usize]
}

fn block<'s>(story: &'s Story<'_>, item: Item) -> &'s Block {
    &story.document.blocks[item.index as usize]
}

const fn is_quantity(value: &fact::Value) -> bool {
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

fn quantity<'s>(story: &'s Story<'_>, item: Item) -> Option<&'s fact::Quantity> {
    fact(story, item.index).value.quantity()
}

fn range<'s>(story: &'s Story<'_>, item: Item) -> Option<&'s Range> {
    match &fact(story, item.index).value {
        Of::Range(range) => Some(range),
        _ => None,
    }
}

fn person<'s>(story: &'s Story<'_>, item: Item) -> Option<&'s PersonName> {
    match &fact(story, item.index).value {
        Of::Person(name) => Some(name),
        _ => None,
    }
}

fn date_time<'s>(story: &'s Story<'_>, item: Item) -> Option<&'s DateTime> {
    match &fact(story, item.index).value {
        Of::Date(date) | Of::Time(date) => Some(date),
        Of::DateRange(_) => end_day(story, item.index, item.kind.name == "opening-day"),
        _ => None,
    }
}

/// One end of a date range.
fn end_day<'s>(story: &'s Story<'_>, index: u32, opening: bool) -> Option<&'s DateTime> {
    match &fact(story, index).value {
        Of::DateRange(range) if opening => range.low.as_ref(),
        Of::DateRange(range) => range.high.as_ref(),
        _ => None,
    }
}

fn partial<'s>(story: &'s Story<'_>, item: Item) -> Option<&'s PartialDate> {
    date_time(story, item)?.absolute()
}

/// What a figure can mean in a conflict.
fn figure(story: &Story<'_>, index: u32) -> Option<Interval> {
    let value = &fact(story, index).value;
    if let Of::Range(range) = value {
        let (low, high) = (range.low.loose(&story.bounds), range.high.loose(&story.bounds));
        return (range.low.value <= range.high.value).then_some(Interval { low: low.low, high: high.high });
    }
    if let Of::Fraction(fraction) = value {
        return Some(fraction.loose(&story.bounds));
    }
    let quantity = value.quantity()?;
    if matches!(value, Of::Percent(_) | Of::Points(_)) && quantity.hedge == fact::Hedge::None {
        // A percentage is a rounded figure to its last digit, also where it is a whole one.
        let half = quantity.half_unit();
        return Some(Interval::closed(quantity.value.checked_sub(half)?, quantity.value.checked_add(half)?));
    }
    Some(quantity.loose(&story.bounds))
}

/// Whether a date stands between an article or possessive and a noun.
fn attributive(story: &Story<'_>, item: Item) -> bool {
    let fact = fact(story, item.index);
    let tokens = &story.lexed.tokens;
    let before = (fact.first_token as usize).checked_sub(1).map(|at| &tokens[at]);
    let opened = before.is_some_and(|token| {
        token.kind == TokenKind::Possessive
            || ["the", "a", "an", "this", "that"]
                .iter()
                .any(|article| token.span().slice(&story.document.prose).eq_ignore_ascii_case(article))
    });
    let noun = tokens.get(fact.end_token as usize).is_some_and(|token| {
        token.kind == TokenKind::Word
            && !story.lexicon.is_any(token.word, Class::FunctionWord.bit() | Class::Auxiliary.bit())
    });
    opened && noun
}

/// The days that a date can mean: the resolved ones, or those of a date that is written in full.
fn day(story: &Story<'_>, index: u32) -> Option<Moment> {
    let (Of::Date(date) | Of::Time(date)) = &fact(story, index).value else { return None };
    day_of(date)
}

fn opening_day(story: &Story<'_>, index: u32) -> Option<Moment> {
    day_of(end_day(story, index, true)?)
}

fn closing_day(story: &Story<'_>, index: u32) -> Option<Moment> {
    day_of(end_day(story, index, false)?)
}

fn day_of(date: &DateTime) -> Option<Moment> {
    let written = || {
        let (year, month, day) = date.absolute().filter(|date| !date.is_impossible())?.complete()?;
        let edge = |second| Edge { year, month, day, second };
        Some(Moment { low: edge(0), high: edge(86_399), nominal: None, year_inferred: false })
    };
    date.resolved.or_else(written)
}

fn hedge(value: &fact::Value) -> Option<fact::Hedge> {
    match value {
        Of::Range(range) => Some(range.hedge),
        _ => value.quantity().map(|quantity| quantity.hedge),
    }
}

fn is_hedged_twice(value: &fact::Value) -> bool {
    match value {
        Of::Range(range) => range.hedge == fact::Hedge::About || range.low.hedged_twice || range.high.hedged_twice,
        _ => value.quantity().is_some_and(|quantity| quantity.hedged_twice),
    }
}

/// The words from the start of the figure to its first digit, currency sign or opening word.
fn hedge_words<'s>(story: &'s Story<'_>, item: Item) -> Value<'s> {
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

fn unit(value: &fact::Value) -> Option<&'static str> {
    match value {
        Of::Money(money) => money.currency,
        Of::Measure(measure) | Of::Age(measure) => Some(measure.unit),
        Of::Range(range) => range.unit,
        _ => None,
    }
}

const fn reach(carry: Carry) -> &'static str {
    match carry {
        Carry::Direct => "direct",
        Carry::Soft => "soft",
    }
}

const fn grain(grain: fact::Grain) -> &'static str {
    match grain {
        fact::Grain::Second => "second",
        fact::Grain::Minute => "minute",
        fact::Grain::Hour => "hour",
        fact::Grain::PartOfDay => "part-of-day",
        fact::Grain::Day => "day",
        fact::Grain::Weekend => "weekend",
        fact::Grain::Week => "week",
        fact::Grain::Month => "month",
        fact::Grain::Season => "season",
        fact::Grain::Quarter => "quarter",
        fact::Grain::HalfYear => "half-year",
        fact::Grain::Year => "year",
        fact::Grain::Decade => "decade",
        fact::Grain::Century => "century",
    }
}

const fn closing(open: Glyph) -> &'static str {
    match open {
        Glyph::CurlyDouble => "”",
        Glyph::CurlySingle => "’",
        Glyph::StraightDouble => "\"",
        Glyph::StraightSingle => "'",
        Glyph::Guillemet => "»",
        Glyph::Low => "“",
    }
}

fn mark<'s>(story: &'s Story<'_>, item: Item, opening: bool) -> Value<'s> {
    let of = quotation(story, item.index);
    match (opening, of.open.is_some(), of.close.is_some()) {
        (true, true, _) => ProseSpan::new(of.span.start(), of.words.start()).into(),
        (false, _, true) => ProseSpan::new(of.words.end(), of.span.end()).into(),
        _ => Value::Missing,
    }
}

/// The mark that a quotation or possessive begins with.
fn first_mark(story: &Story<'_>, span: ProseSpan) -> ProseSpan {
    let length = span.slice(&story.document.prose).chars().next().map_or(0, char::len_utf8);
    ProseSpan::new(span.start(), span.start() + length as u32)
}

fn starts_furniture(story: &Story<'_>, index: u32) -> bool {
    let is = |index: usize| story.document.blocks[index].role == Role::Furniture;
    is(index as usize) && (index == 0 || !is(index as usize - 1))
}

fn furniture_run<'s>(story: &'s Story<'_>, index: u32) -> &'s [Block] {
    let rest = &story.document.blocks[index as usize..];
    let end = rest.iter().position(|block| block.role != Role::Furniture).unwrap_or(rest.len());
    &rest[..end]
}

/// Index of the first token that ends after an offset.
fn token_at(story: &Story<'_>, offset: u32) -> usize {
    story.lexed.tokens.partition_point(|token| token.span().end() <= offset)
}

/// The tokens that lie inside a span.
pub(super) fn tokens_in<'s>(story: &'s Story<'_>, span: ProseSpan) -> &'s [Token] {
    let tokens = &story.lexed.tokens;
    let first = tokens.partition_point(|token| token.span().start() < span.start());
    let end = tokens.partition_point(|token| token.span().end() <= span.end());
    tokens.get(first..end).unwrap_or_default()
}

const fn is_word(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Number)
}

fn word_count(story: &Story<'_>, span: ProseSpan) -> i64 {
    tokens_in(story, span).iter().filter(|token| is_word(token)).count() as i64
}

fn previous_word<'s>(story: &'s Story<'_>, item: Item) -> Value<'s> {
    let Some(sentence) = story.lexed.sentences.get(item.sentence(story) as usize) else { return Value::Missing };
    let first = story.lexed.tokens.partition_point(|token| token.span().start() < item.span(story).start());
    let before = story.lexed.tokens.get(sentence.tokens.start as usize..first).unwrap_or_default();
    before.last().filter(|token| is_word(token)).map(Token::span).into()
}

fn next_word<'s>(story: &'s Story<'_>, item: Item) -> Value<'s> {
    let Some(sentence) = story.lexed.sentences.get(item.sentence(story) as usize) else { return Value::Missing };
    let end = token_at(story, item.span(story).end());
    let after = story.lexed.tokens.get(end..sentence.tokens.end as usize).unwrap_or_default();
    after.first().filter(|token| is_word(token)).map(Token::span).into()
}

/// The sentences of a block.
fn sentences_in<'s>(story: &'s Story<'_>, block: u32) -> &'s [Sentence] {
    let sentences = &story.lexed.sentences;
    let first = sentences.partition_point(|sentence| sentence.block < block);
    let end = sentences.partition_point(|sentence| sentence.block <= block);
    &sentences[first..end]
}

fn is_asserted(story: &Story<'_>, item: Item) -> bool {
    let claim = claim(story, item.index);
    let frame = &claim.frame;
    let quoted = claim.quotation.is_some() || claim.role == Role::QuoteBlock;
    !(quoted || frame.modal || frame.negated || frame.specification)
}

fn is_opening(story: &Story<'_>, item: Item) -> bool {
    let Some(sentence) = story.lexed.sentences.get(item.sentence(story) as usize) else { return false };
    let tokens = &story.lexed.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize];
    let start = item.span(story).start();
    tokens.iter().find(|token| is_word(token)).is_some_and(|first| first.span().start() >= start)
}

fn weekday_word<'s>(story: &'s Story<'_>, item: Item) -> Value<'s> {
    let mut weekdays =
        tokens_in(story, item.span(story)).iter().filter(|token| story.lexicon.is(token.word, Class::Weekday));
    let word = if item.kind.name == "closing-day" { weekdays.next_back() } else { weekdays.next() };
    word.map(Token::span).into()
}

fn is_after_name(story: &Story<'_>, item: Item) -> bool {
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

fn sentence_span(story: &Story<'_>, index: u32) -> ProseSpan {
    let tokens = &story.lexed.sentences[index as usize].tokens;
    let (first, last) = (tokens.start as usize, tokens.end as usize - 1);
    story.lexed.tokens[first].span().cover(story.lexed.tokens[last].span())
}

/// Index of the sentence that holds the start of a span, or of the next one.
fn sentence_at(story: &Story<'_>, span: ProseSpan) -> u32 {
    let token = story.lexed.tokens.partition_point(|token| token.span().end() <= span.start()) as u32;
    story.lexed.sentences.partition_point(|sentence| sentence.tokens.end <= token) as u32
}

/// Index of the block that holds the start of a span.
fn block_at(story: &Story<'_>, span: ProseSpan) -> u32 {
    story.document.blocks.partition_point(|block| block.span.start() <= span.start()).saturating_sub(1) as u32
}

/// Whether the last sentence of a block reads like one: a capital at its start, words in lower case after
/// it, and an auxiliary, modal or reporting verb.
fn is_sentence_shaped(story: &Story<'_>, item: Item) -> bool {
    let Some(last) = sentences_in(story, item.block(story)).last() else { return false };
    let tokens = &story.lexed.tokens[last.tokens.start as usize..last.tokens.end as usize];
    let words: Vec<&Token> = tokens.iter().filter(|token| is_word(token)).collect();
    let verbs = [Class::Auxiliary, Class::Modal, Class::AttributionVerb, Class::Event];
    let set = verbs.iter().fold(0, |set, class| set | class.bit());
    words.first().is_some_and(|first| first.is_capital())
        && words.iter().skip(1).filter(|word| !word.is_capital()).count() * 2 > words.len()
        && words.iter().any(|word| !word.is_capital() && story.lexicon.is_any(word.word, set))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_fact_is_a_kind_of_the_rules() {
        for kind in fact::KINDS {
            assert!(Kind::named(kind).is_some_and(|kind| kind.is_a("fact")), "{kind}");
        }
    }

    #[test]
    fn the_vocabulary_hangs_together() {
        let known = |on: &str| on == THING || Kind::named(on).is_some();
        let resolves = |of: FieldType| of.resolve().is_some();
        for kind in KINDS {
            assert!(kind.within.is_none_or(known), "{kind:?}");
        }
        for (at, field) in FIELDS.iter().enumerate() {
            assert!(known(field.on) && resolves(field.of), "{field:?}");
            assert!(FIELDS[..at].iter().all(|other| (other.on, other.name) != (field.on, field.name)), "{field:?}");
        }
        assert!(TESTS.iter().all(|test| known(test.on)));
        assert!(RELATIONS.iter().all(|relation| resolves(relation.between.0) && resolves(relation.between.1)));
        assert!(
            FUNCTIONS.iter().all(|function| function.of.iter().all(|of| resolves(*of)) && resolves(function.gives))
        );
        assert!(
            words().iter().all(|word| word.doc.ends_with(['.', '`']) || word.doc.ends_with('…')),
            "a doc is a sentence"
        );
    }
}
