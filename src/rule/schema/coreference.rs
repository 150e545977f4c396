//! Two places that speak of one thing: two figures, headline and text, table and text, two versions, a reference and
//! what it leads to.

use super::fact::{claim, fact};
use super::kind::{Item, Kind, Shelf, Worth, block_at, figures_shelf, item_of, nowhere, sentence_at, words_shelf};
use super::{Chapter, Field, Holds, INTERVAL, NUMBER, QUANTITY, Relation, TEXT, Test, WORDS, both_ways, word};
use crate::rule::value::{Value, Vocabulary};
use crate::story::{
    Blocker, CellFigure, DefinedTerm, DesignationSlip, Grounds, HeadlineFigure, Level, QuantityAnchor, Reference,
    SameQuantity, Slip, Story, TermFault, VersionConflict, VersionEvidence,
};

/// The words of this chapter.
pub(super) static CHAPTER: Chapter =
    Chapter { kinds: KINDS, fields: FIELDS, tests: TESTS, relations: RELATIONS, functions: &[] };

#[rustfmt::skip]
static KINDS: &[Kind] = &[
    Kind { name: "figure-pair", within: None, doc: "Two figures that speak of the same thing; its place is the later one.", shelf: &SAME_FIGURES, holds: |_, _| true, worth: Worth::None },
    Kind { name: "silenced-pair", within: None, doc: "Two figures that seem to speak of the same thing, but something stands against it; its place is the later one.", shelf: &SILENCED_FIGURES, holds: |_, _| true, worth: Worth::None },
    Kind { name: "headline-figure", within: None, doc: "A figure of the headline that has no twin in the text; its place is the headline.", shelf: &HEADLINE_FIGURES, holds: |_, _| true, worth: Worth::None },
    Kind { name: "cell-figure", within: None, doc: "A figure of the text with the cell of a table that it speaks of; its place is the figure.", shelf: &CELL_FIGURES, holds: |_, _| true, worth: Worth::None },
    Kind { name: "lost-reference", within: None, doc: "A reference to a table, figure, section or step that the text does not have.", shelf: &LOST_REFERENCES, holds: |_, _| true, worth: Worth::None },
    Kind { name: "term-fault", within: None, doc: "A term that is defined twice, or defined and never used; its place is the definition.", shelf: &TERM_FAULTS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "version-conflict", within: None, doc: "A version told in two ways, in the headline and the text, or announced and in an instruction; its place is the later one.", shelf: &VERSION_CONFLICTS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "designation-slip", within: None, doc: "The number of a name, written once with two digits swapped; its place is there.", shelf: &DESIGNATION_SLIPS, holds: |_, _| true, worth: Worth::None },
];

#[rustfmt::skip]
static FIELDS: &[Field] = &[
    Field { on: "figure-pair", name: "first", of: QUANTITY, doc: "The earlier figure.", get: |story, item| item_of("quantity", story.quantities.same[item.index as usize].a) },
    Field { on: "figure-pair", name: "again", of: QUANTITY, doc: "The later figure.", get: |story, item| item_of("quantity", story.quantities.same[item.index as usize].b) },
    Field { on: "figure-pair", name: "anchor", of: word(&ANCHOR), doc: "What ties the two together.", get: |story, item| Value::word(story.quantities.same[item.index as usize].anchor.name()) },
    Field { on: "figure-pair", name: "slip", of: word(&SLIP), doc: "The slip of the pen that would explain the difference.", get: |story, item| story.quantities.same[item.index as usize].slip.map(Slip::name).into() },
    Field { on: "figure-pair", name: "level", of: word(&LEVEL), doc: "How sure it is: `strong` has an anchor, `medium` one event and few sentences between.", get: |story, item| Value::word(story.quantities.same[item.index as usize].level.name()) },
    Field { on: "figure-pair", name: "weight", of: NUMBER, doc: "What the words say that stand around both: rare ones weigh more.", get: |story, item| Value::whole(story.quantities.same[item.index as usize].weight) },
    Field { on: "silenced-pair", name: "first", of: QUANTITY, doc: "The earlier figure.", get: |story, item| item_of("quantity", story.quantities.vetoed[item.index as usize].a) },
    Field { on: "silenced-pair", name: "again", of: QUANTITY, doc: "The later figure.", get: |story, item| item_of("quantity", story.quantities.vetoed[item.index as usize].b) },
    Field { on: "silenced-pair", name: "anchor", of: word(&ANCHOR), doc: "What ties the two together.", get: |story, item| Value::word(story.quantities.vetoed[item.index as usize].anchor.name()) },
    Field { on: "silenced-pair", name: "veto", of: word(&VETO), doc: "What stands against a conflict.", get: |story, item| story.quantities.vetoed[item.index as usize].veto.map(|veto| veto.name()).into() },
    Field { on: "headline-figure", name: "figure", of: QUANTITY, doc: "The figure of the headline.", get: |story, item| item_of("quantity", story.quantities.headline_figures[item.index as usize].figure) },
    Field { on: "headline-figure", name: "told", of: QUANTITY, doc: "The figure that the text has for it.", get: |story, item| item_of("quantity", story.quantities.headline_figures[item.index as usize].told) },
    Field { on: "cell-figure", name: "cell", of: QUANTITY, doc: "The figure of the cell.", get: |story, item| item_of("quantity", story.quantities.cell_figures[item.index as usize].cell) },
    Field { on: "cell-figure", name: "figure", of: QUANTITY, doc: "The figure of the text.", get: |story, item| item_of("quantity", story.quantities.cell_figures[item.index as usize].figure) },
    Field { on: "cell-figure", name: "cell-value", of: INTERVAL, doc: "What the cell can mean; `in thousands` is counted in.", get: |story, item| story.quantities.cell_figures[item.index as usize].cell_value.into() },
    Field { on: "cell-figure", name: "figure-value", of: INTERVAL, doc: "What the figure of the text can mean.", get: |story, item| story.quantities.cell_figures[item.index as usize].figure_value.into() },
    Field { on: "lost-reference", name: "label", of: TEXT, doc: "What is referred to: `table`, `section` …", get: |story, item| story.passages.lost_references[item.index as usize].label.into() },
    Field { on: "lost-reference", name: "targets", of: NUMBER, doc: "How many of them the text has.", get: |story, item| Value::whole(story.passages.lost_references[item.index as usize].targets) },
    Field { on: "lost-reference", name: "last", of: WORDS, doc: "The last of them.", get: |story, item| story.passages.lost_references[item.index as usize].last.into() },
    Field { on: "term-fault", name: "first", of: WORDS, doc: "Where the term is defined first.", get: |story, item| story.passages.terms[item.index as usize].first.into() },
    Field { on: "term-fault", name: "fault", of: word(&TERM_FAULT), doc: "What is wrong with it.", get: |story, item| Value::word(story.passages.terms[item.index as usize].fault.name()) },
    Field { on: "version-conflict", name: "announced", of: WORDS, doc: "The version that is announced.", get: |story, item| story.version_conflicts[item.index as usize].announced.into() },
    Field { on: "version-conflict", name: "told", of: WORDS, doc: "The version that the text tells instead.", get: |story, item| story.version_conflicts[item.index as usize].told.into() },
    Field { on: "designation-slip", name: "slip", of: WORDS, doc: "Label and number as they stand there once.", get: |story, item| story.designation_slips[item.index as usize].slip.into() },
    Field { on: "designation-slip", name: "established", of: WORDS, doc: "The same with the number that the text keeps to.", get: |story, item| story.designation_slips[item.index as usize].established.into() },
    Field { on: "designation-slip", name: "label", of: TEXT, doc: "The label in lower case: `flight`.", get: |story, item| Value::text(&story.designation_slips[item.index as usize].label) },
    Field { on: "version-conflict", name: "evidence", of: word(&VERSION_EVIDENCE), doc: "Which two places disagree.", get: |story, item| Value::word(story.version_conflicts[item.index as usize].evidence.name()) },
];

#[rustfmt::skip]
static TESTS: &[Test] = &[
    Test { on: "figure-pair", name: "apart", doc: "No value fits both.", holds: |story, item| story.quantities.same[item.index as usize].apart },
    Test { on: "figure-pair", name: "strong", doc: "More than one event ties the two together.", holds: |story, item| story.quantities.same[item.index as usize].level == Level::Strong },
];

#[rustfmt::skip]
static RELATIONS: &[Relation] = &[
    Relation { name: "same-quantity", between: (QUANTITY, QUANTITY), doc: "Speaks of the same thing, tied to it by more than the noun.", holds: Holds::Listed(|story| both_ways(story.quantities.same.iter().filter(|pair| pair.level == Level::Strong).map(|pair| (pair.a, pair.b)))) },
    Relation { name: "near-quantity", between: (QUANTITY, QUANTITY), doc: "Speaks of the same thing, as far as one can tell.", holds: Holds::Listed(|story| both_ways(story.quantities.same.iter().map(|pair| (pair.a, pair.b)))) },
];

static ANCHOR: Vocabulary =
    Vocabulary { name: "anchor", words: || QuantityAnchor::ALL.iter().map(|anchor| anchor.name()).collect() };
static TERM_FAULT: Vocabulary =
    Vocabulary { name: "fault of a term", words: || TermFault::ALL.iter().map(|fault| fault.name()).collect() };
static LEVEL: Vocabulary = Vocabulary { name: "level", words: || vec!["medium", "strong"] };
static VETO: Vocabulary =
    Vocabulary { name: "veto", words: || Blocker::ALL.iter().map(|blocker| blocker.name()).collect() };
static SLIP: Vocabulary = Vocabulary { name: "slip", words: || vec!["transposed", "one-digit", "scale"] };
static VERSION_EVIDENCE: Vocabulary = Vocabulary {
    name: "evidence of a version",
    words: || VersionEvidence::ALL.iter().map(|evidence| evidence.name()).collect(),
};

/// Why the story holds two figures to speak of one thing.
pub(super) fn grounds(story: &Story<'_>, item: Item) -> Option<Grounds> {
    std::ptr::eq(item.kind.shelf, &SAME_FIGURES).then(|| story.quantities.same[item.index as usize].grounds())
}

figures_shelf!(SAME_FIGURES, quantities.same, |of: &SameQuantity| of.b);
figures_shelf!(HEADLINE_FIGURES, quantities.headline_figures, |of: &HeadlineFigure| of.figure);
figures_shelf!(CELL_FIGURES, quantities.cell_figures, |of: &CellFigure| of.figure);
words_shelf!(LOST_REFERENCES, passages.lost_references, |of: &Reference| of.span);
words_shelf!(TERM_FAULTS, passages.terms, |of: &DefinedTerm| of.term);
figures_shelf!(SILENCED_FIGURES, quantities.vetoed, |of: &SameQuantity| of.b);
words_shelf!(DESIGNATION_SLIPS, designation_slips, |of: &DesignationSlip| of.slip);
words_shelf!(VERSION_CONFLICTS, version_conflicts, |of: &VersionConflict| of.told);
