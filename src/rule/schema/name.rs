//! People, bodies and places, and names that disagree.

use super::fact::{claim, fact, fact_kind, is};
use super::kind::{Item, Kind, Shelf, Worth, block_at, item_of, nowhere, sentence_at, words_shelf};
use super::text::tokens_in;
use super::{Chapter, Field, FieldType, Holds, NUMBER, PERSON, Relation, TEXT, Test, WORDS, both_ways, word};
use crate::fact::{PersonName, Value as Of};
use crate::rule::value::{Value, Vocabulary};
use crate::story::organizations::{AcronymConflict, AcronymFault, ProperKind, ProperVariant, Tie};
use crate::story::people::{Bearer, Evidence, FormKind, NameVariant, Strength, VariantKind};
use crate::story::{Grounds, OfficePair, RoleConflict, Story};
use crate::text::ProseSpan;

/// The words of this chapter.
pub(super) static CHAPTER: Chapter =
    Chapter { kinds: KINDS, fields: FIELDS, tests: TESTS, relations: RELATIONS, functions: &[] };

#[rustfmt::skip]
static KINDS: &[Kind] = &[
    fact_kind("person", "fact", is!(Of::Person(_)), Worth::None, "A person's name at one place."),
    fact_kind("organization", "fact", is!(Of::Organization(_)), Worth::None, "A body's name at one place."),
    fact_kind("place", "fact", is!(Of::Place(_)), Worth::None, "A place's name."),
    Kind { name: "proper-variant", within: None, doc: "One proper word in two spellings; its place is the spelling that does not prevail.", shelf: &PROPER_VARIANTS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "acronym-conflict", within: None, doc: "An abbreviation that disagrees with its name or with itself; its place is the later one.", shelf: &ACRONYM_CONFLICTS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "spelling-variant", within: None, doc: "Two spellings of what seems to be one person's name; its place is the later one.", shelf: &VARIANTS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "form-variant", within: None, doc: "One name in two forms that differ in marks, hyphens, spaces or capitals only; its place is the later one.", shelf: &FORMS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "qualifier-conflict", within: None, doc: "One name with two middle initials or suffixes; its place is the later one.", shelf: &QUALIFIERS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "ambiguous-surname", within: None, doc: "A bare surname that two people of the text bear.", shelf: &AMBIGUOUS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "unintroduced-surname", within: None, doc: "A bare surname that nobody introduced before.", shelf: &UNINTRODUCED, holds: |_, _| true, worth: Worth::None },
    Kind { name: "display-name", within: None, doc: "A person or body that a headline, standfirst or caption names and the text does not.", shelf: &DISPLAYED, holds: |_, _| true, worth: Worth::None },
    Kind { name: "title-conflict", within: None, doc: "One person under two titles that nobody has at once; its place is the rarer title.", shelf: &TITLE_CONFLICTS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "two-holders", within: None, doc: "One office with two holders; its place is the later one.", shelf: &TWO_HOLDERS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "incumbency-drift", within: None, doc: "An office that one person held in one place and holds in another; its place is the later one.", shelf: &INCUMBENCY, holds: |_, _| true, worth: Worth::None },
];

#[rustfmt::skip]
static FIELDS: &[Field] = &[
    Field { on: "person", name: "given", of: TEXT, doc: "Given name, or its initial.", get: |story, item| person(story, item).map_or(Value::Missing, |name| Value::text(&name.given)) },
    Field { on: "person", name: "middle", of: TEXT, doc: "Middle names and initials.", get: |story, item| person(story, item).map_or(Value::Missing, |name| Value::text(&name.middle)) },
    Field { on: "person", name: "surname", of: TEXT, doc: "Surname with its particles.", get: |story, item| person(story, item).map_or(Value::Missing, |name| Value::text(&name.surname)) },
    Field { on: "person", name: "title", of: TEXT, doc: "Honorific: `Dr.`", get: |story, item| person(story, item).map_or(Value::Missing, |name| Value::text(&name.title)) },
    Field { on: "person", name: "suffix", of: TEXT, doc: "`Jr.`, `III`.", get: |story, item| person(story, item).map_or(Value::Missing, |name| Value::text(&name.suffix)) },
    Field { on: "person", name: "role", of: TEXT, doc: "Office beside the name: `French President`.", get: |story, item| person(story, item).map_or(Value::Missing, |name| Value::text(&name.role)) },
    Field { on: "person", name: "who", of: NUMBER, doc: "A number that all mentions of one person share, under exactly one spelling.", get: |story, item| match story.people.bearers.get(item.index as usize) { Some(Bearer::Cluster(cluster)) => Value::whole(*cluster), _ => Value::Missing } },
    Field { on: "organization", name: "acronym", of: TEXT, doc: "The short form in brackets.", get: |story, item| match &fact(story, item.index).value { Of::Organization(body) => Value::text(&body.acronym), _ => Value::Missing } },
    Field { on: "place", name: "country", of: TEXT, doc: "Code of the country it is.", get: |story, item| match &fact(story, item.index).value { Of::Place(place) => place.country.into(), _ => Value::Missing } },
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
    Field { on: "spelling-variant", name: "first", of: PERSON, doc: "The name at its first place.", get: |story, item| item_of("person", variant(story, item).a) },
    Field { on: "spelling-variant", name: "again", of: PERSON, doc: "The name at the later place, spelled another way.", get: |story, item| item_of("person", variant(story, item).b) },
    Field { on: "spelling-variant", name: "first-part", of: TEXT, doc: "The part that differs, as first written.", get: |story, item| Value::text(&variant(story, item).part_a) },
    Field { on: "spelling-variant", name: "again-part", of: TEXT, doc: "The part that differs, as written later.", get: |story, item| Value::text(&variant(story, item).part_b) },
    Field { on: "spelling-variant", name: "first-place", of: WORDS, doc: "Where the part that differs stands first.", get: |story, item| part_place(story, variant(story, item).a, &variant(story, item).part_a) },
    Field { on: "spelling-variant", name: "again-place", of: WORDS, doc: "Where the part that differs stands later.", get: |story, item| part_place(story, variant(story, item).b, &variant(story, item).part_b) },
    Field { on: "spelling-variant", name: "preferred", of: PERSON, doc: "The name with the spelling that prevails in the text, if one does.", get: |story, item| variant(story, item).preferred.map_or(Value::Missing, |index| item_of("person", index)) },
    Field { on: "spelling-variant", name: "difference", of: word(&DIFFERENCE), doc: "Which part differs; `orphan` is a bare surname that nobody introduced.", get: |story, item| Value::word(difference(variant(story, item).kind)) },
    Field { on: "spelling-variant", name: "strength", of: word(&STRENGTH), doc: "How sure it is that it is one person.", get: |story, item| Value::word(strength(variant(story, item).strength)) },
    Field { on: "spelling-variant", name: "evidence", of: word(&EVIDENCE), doc: "Why it should be one person.", get: |story, item| variant(story, item).evidence.first().map(|reason| reason.name()).into() },
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
    Field { on: "display-name", name: "name", of: FieldType::Item("fact"), doc: "The name.", get: |story, item| item_of("fact", story.people.display[item.index as usize].fact) },
    Field { on: "display-name", name: "meant", of: PERSON, doc: "The person of the text with a name that is near, if there is just one.", get: |story, item| story.people.display[item.index as usize].meant.map_or(Value::Missing, |index| item_of("person", index)) },
    Field { on: "title-conflict", name: "usual", of: PERSON, doc: "A mention under the usual title.", get: |story, item| item_of("person", story.roles.conflicts[item.index as usize].usual) },
    Field { on: "title-conflict", name: "odd", of: PERSON, doc: "The mention under the other title.", get: |story, item| item_of("person", story.roles.conflicts[item.index as usize].odd) },
    Field { on: "title-conflict", name: "usual-title", of: WORDS, doc: "The usual title.", get: |story, item| story.roles.conflicts[item.index as usize].usual_title.into() },
    Field { on: "title-conflict", name: "odd-title", of: WORDS, doc: "The other title.", get: |story, item| story.roles.conflicts[item.index as usize].odd_title.into() },
    Field { on: "two-holders", name: "first", of: PERSON, doc: "The person at the earlier mention of the office.", get: |story, item| item_of("person", story.roles.two_holders[item.index as usize].first) },
    Field { on: "two-holders", name: "first-office", of: WORDS, doc: "The office as written there.", get: |story, item| story.roles.two_holders[item.index as usize].first_office.into() },
    Field { on: "two-holders", name: "again", of: PERSON, doc: "The person at the later one.", get: |story, item| item_of("person", story.roles.two_holders[item.index as usize].again) },
    Field { on: "two-holders", name: "again-office", of: WORDS, doc: "The office as written there.", get: |story, item| story.roles.two_holders[item.index as usize].again_office.into() },
    Field { on: "incumbency-drift", name: "first", of: PERSON, doc: "The person at the earlier mention of the office.", get: |story, item| item_of("person", story.roles.incumbency[item.index as usize].first) },
    Field { on: "incumbency-drift", name: "first-office", of: WORDS, doc: "The office as written there.", get: |story, item| story.roles.incumbency[item.index as usize].first_office.into() },
    Field { on: "incumbency-drift", name: "again", of: PERSON, doc: "The person at the later one.", get: |story, item| item_of("person", story.roles.incumbency[item.index as usize].again) },
    Field { on: "incumbency-drift", name: "again-office", of: WORDS, doc: "The office as written there.", get: |story, item| story.roles.incumbency[item.index as usize].again_office.into() },
];

#[rustfmt::skip]
static TESTS: &[Test] = &[
    Test { on: "person", name: "bare-surname", doc: "Only a surname stands there.", holds: |story, item| person(story, item).is_some_and(PersonName::is_bare_surname) },
    Test { on: "spelling-variant", name: "of-one-office", doc: "Both names bear the same office.", holds: |story, item| variant(story, item).evidence.contains(&Evidence::SameRole) },
    Test { on: "spelling-variant", name: "in-display", doc: "One stands in a headline or caption and the other in the body.", holds: |story, item| variant(story, item).display },
    Test { on: "form-variant", name: "of-marks", doc: "The forms differ in marks: `Muñoz`, `Munoz`.", holds: |story, item| story.people.forms[item.index as usize].kind == FormKind::Diacritic },
    Test { on: "form-variant", name: "of-joiners", doc: "The forms differ in hyphens, spaces, apostrophes or capitals.", holds: |story, item| story.people.forms[item.index as usize].kind == FormKind::Joiner },
    Test { on: "unintroduced-surname", name: "introduced-late", doc: "The full name comes after it.", holds: |story, item| story.people.unintroduced[item.index as usize].introduced_late.is_some() },
];

#[rustfmt::skip]
static RELATIONS: &[Relation] = &[
    Relation { name: "spelling-variant", between: (PERSON, PERSON), doc: "Two spellings of what seems to be one person's name.", holds: Holds::Listed(|story| both_ways(story.people.variants.iter().map(|of| (of.a, of.b)))) },
];

static DIFFERENCE: Vocabulary = Vocabulary { name: "difference", words: || vec!["given", "surname", "orphan"] };
static PROPER_KIND: Vocabulary =
    Vocabulary { name: "proper kind", words: || vec!["person", "organization", "place", "other"] };
static TIE: Vocabulary = Vocabulary {
    name: "tie",
    words: || vec!["neighbour", "frequency", "listed", "coined", "marks", "place", "one place"],
};
static ACRONYM_FAULT: Vocabulary =
    Vocabulary { name: "fault of an abbreviation", words: || vec!["two names", "two abbreviations", "letters"] };
static STRENGTH: Vocabulary = Vocabulary { name: "strength", words: || vec!["error", "warning", "info"] };
static EVIDENCE: Vocabulary =
    Vocabulary { name: "evidence", words: || Evidence::ALL.iter().map(|reason| reason.name()).collect() };

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
names_shelf!(DISPLAYED, display, fact);

words_shelf!(TITLE_CONFLICTS, roles.conflicts, |of: &RoleConflict| of.odd_title);
words_shelf!(TWO_HOLDERS, roles.two_holders, |of: &OfficePair| of.again_office);
words_shelf!(INCUMBENCY, roles.incumbency, |of: &OfficePair| of.again_office);

fn person<'s>(story: &'s Story<'_>, item: Item) -> Option<&'s PersonName> {
    match &fact(story, item.index).value {
        Of::Person(name) => Some(name),
        _ => None,
    }
}

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
        Tie::Place => "place",
        Tie::OnePlace => "one place",
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

/// Why the story holds two places to be one name.
pub(super) fn grounds(story: &Story<'_>, item: Item) -> Option<Grounds> {
    std::ptr::eq(item.kind.shelf, &VARIANTS).then(|| variant(story, item).grounds())
}
