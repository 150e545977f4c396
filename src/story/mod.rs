//! The document as a whole: everything that rules can ask about.
//!
//! Comes in: a source, read through every layer before. Goes out: the [`Story`] — facts, claims,
//! quotations, people and their spellings, repeated blocks. Hard relations between two places (same
//! person, same quantity, the same block twice) are settled here once, each with its evidence; rules only
//! call them by name.

pub mod clusters;
pub mod dates;
pub mod organizations;
pub mod people;

mod context;
mod designations;
mod grounds;
mod mentions;
mod passages;
mod quantities;
mod roles;
mod shares;
mod versions;
mod view;
mod wording;

pub use dates::{
    AfterDeath, AgeCheck, AgeEvidence, DateOrder, Dates, EventKind, Lapse, Milestone, RelativeDay, SameAge, SameEvent,
    SiblingAges, SpanCheck, YearCount, YearCountOf, ZonePair,
};
pub use designations::DesignationSlip;
pub use grounds::Grounds;
pub use mentions::{Mentions, Office};
pub use organizations::Organizations;
pub use passages::{DefinedTerm, MixedMarks, Passages, QuotedTwice, Reference, Repeat, RepeatedWord, TermFault};
pub use people::{NameList, People};
pub use quantities::{
    Anchor as QuantityAnchor, BandFault, Blocker, CellFigure, Conversion, ConversionOf, HeadlineFigure, Level,
    ListCount, ListedAs, PartWhole, Periods, Product, Quantities, RangeFigure, RateDrift, Restatement, SameNumber,
    SameQuantity, Slip, Total, TotalEvidence, Transposition,
};
pub use roles::{OfficePair, RoleConflict, Roles};
pub use shares::{
    BaseShare, Change, ChangeOf, Direction, Evidence as ShareEvidence, Majority, MajorityClaim, PercentChange,
    Proportion, ShareSum, Shares,
};
pub use versions::{VersionConflict, VersionEvidence};

use dates::resolve::{self, Anchor};

use std::sync::Arc;

use crate::claim::{self, Claim, Quotation, Saying};
use crate::fact::{Bounds, Fact, Interval, PartialDate, Row};
use crate::grammar;
use crate::lex::{self, Lexed, Lexicon};
use crate::markup::{self, Document};
use crate::text::{ProseSpan, Source, SourceSpan};

/// A document, understood.
#[derive(Debug)]
pub struct Story<'s> {
    /// The source it was read from.
    pub source: &'s Source,
    /// Prose, blocks and the way back to the source.
    pub document: Document<'s>,
    /// Tokens and sentences.
    pub lexed: Lexed,
    /// Word lists it was read with.
    pub lexicon: &'s Lexicon,
    /// Widths of hedges and rounding.
    pub bounds: Bounds,
    /// The day of publication, as far as it is known.
    pub published: PartialDate,
    /// What is said of the locale, outside the text or in it.
    pub locale: Option<String>,
    /// Facts in order of their start.
    pub facts: Vec<Fact>,
    /// One claim for each fact.
    pub claims: Vec<Claim>,
    /// Quotations in order.
    pub quotations: Vec<Quotation>,
    /// For each block, whether it names a source or speaks of a document or count.
    pub sourced_blocks: Vec<bool>,
    /// Every cue that attributes, in order.
    pub sayings: Vec<Saying>,
    /// For each sentence, whether it tells of what is long over.
    pub past_sentences: Vec<bool>,
    /// What its passages say of one another.
    pub passages: Passages,
    /// What its figures say of one another.
    pub quantities: Quantities,
    /// What its percentages and fractions say of the counts around them.
    pub shares: Shares,
    /// What its dates say of one another.
    pub dates: Dates,
    /// Versions that are told in two ways.
    pub version_conflicts: Vec<VersionConflict>,
    /// Numbers of names with two digits swapped.
    pub designation_slips: Vec<DesignationSlip>,
    /// Who is who, and names spelled in two ways.
    pub people: People,
    /// People and the offices they hold.
    pub roles: Roles,
    /// Names of bodies, places and things that disagree.
    pub organizations: Organizations,
    /// Facts of many documents that meet in one block; none in the story of a text.
    pub mentions: Mentions<'s>,
}

impl<'s> Story<'s> {
    /// Reads a source through every layer.
    ///
    /// ```
    /// use copydesk::{fact::Bounds, lex::Lexicon, story::Story, text::Source};
    /// let source = Source::new("a.txt", "Mayor Ola Lund said 40 boats sank.").unwrap();
    /// let lexicon = Lexicon::default();
    /// let story = Story::read(&source, &lexicon, Bounds::default());
    /// assert_eq!(story.claims.len(), story.facts.len());
    /// ```
    #[must_use]
    pub fn read(source: &'s Source, lexicon: &'s Lexicon, bounds: Bounds) -> Self {
        Self::of(source, markup::read(source), lexicon, bounds)
    }

    /// Reads a source whose blocks and roles are known already.
    #[must_use]
    pub fn of(source: &'s Source, document: Document<'s>, lexicon: &'s Lexicon, bounds: Bounds) -> Self {
        Self::with_names(source, document, lexicon, bounds, &NameList::default())
    }

    /// The same, for a house that has a list of names.
    #[must_use]
    pub fn with_names(
        source: &'s Source,
        document: Document<'s>,
        lexicon: &'s Lexicon,
        bounds: Bounds,
        listed: &NameList,
    ) -> Self {
        let lexed = lex::lex(&document, lexicon);
        let mut facts = grammar::scan(&document.prose, &lexed, lexicon);
        let anchor = anchor_of(source, &document, &lexed, &facts);
        resolve::resolve(&mut facts, &anchor);
        let published = anchor.published();
        let claim::Claims { claims, quotations, sourced_blocks, sayings } =
            claim::read(&document, &lexed, lexicon, &facts);
        let past_sentences = dates::past_sentences(&document, &lexed, &facts, &claims, anchor.year());
        let repeats = passages::repeats(&document, &lexed);
        let names = people::Reading {
            document: &document,
            lexed: &lexed,
            lexicon,
            facts: &facts,
            claims: &claims,
            repeats: &repeats,
            quotations: &quotations,
            names: listed,
        };
        let people = people::find(names);
        let organizations = organizations::find(names, &people);
        let view = view::View::new(&document, &lexed, lexicon, &bounds, &facts, &claims, &past_sentences);
        let roles = roles::find(&view, &people);
        let quantities = quantities::find(&view);
        let shares = shares::find(&view);
        let dates = dates::find(&view, &people, &published);
        let version_conflicts = versions::find(&view);
        let designation_slips = designations::find(&view);
        let passages = passages::find(&view, &quotations, repeats);
        Self {
            source,
            document,
            lexed,
            lexicon,
            bounds,
            published,
            locale: anchor.locale,
            facts,
            claims,
            quotations,
            sourced_blocks,
            sayings,
            past_sentences,
            passages,
            quantities,
            shares,
            dates,
            version_conflicts,
            designation_slips,
            people,
            roles,
            organizations,
            mentions: Mentions::default(),
        }
    }

    /// What many documents say, as far as the rows of a block hold it: each row is a paragraph of its own. The source
    /// is an empty one, which only has to live as long as the story.
    #[must_use]
    pub fn of_rows(source: &'s Source, rows: Vec<Row>, lexicon: &'s Lexicon, names: &'s NameList) -> Self {
        let story = Self::with_names(source, Document::default(), lexicon, Bounds::default(), names);
        let (prose, blocks) = mentions::laid_out(&rows);
        let document = Document { prose: prose.into(), blocks, ..Document::default() };
        Self { document, mentions: Mentions { rows, names: Some(names) }, ..story }
    }

    /// What a figure can mean, hedge and rounding included; of a range, from its lower to its upper end.
    #[must_use]
    pub fn figure(&self, fact: usize) -> Option<Interval> {
        self.facts[fact].value.meant(&self.bounds)
    }

    /// The document and the bytes of it that a stretch of the prose stands for.
    #[must_use]
    pub fn place(&self, span: ProseSpan) -> (Arc<str>, SourceSpan) {
        match self.mentions.at(span, &self.document.blocks) {
            Some(row) => (row.doc.as_str().into(), mentions::span(row)),
            None => (self.source.name().clone(), self.document.map.to_source(span)),
        }
    }

    /// What its dates were resolved against.
    #[must_use]
    pub fn anchor(&self) -> Anchor {
        anchor_of(self.source, &self.document, &self.lexed, &self.facts)
    }
}

/// What is said outside the text counts first, then what the piece says of itself, and a dateline last.
fn anchor_of(source: &Source, document: &Document<'_>, lexed: &Lexed, facts: &[Fact]) -> Anchor {
    let metadata = &document.metadata;
    Anchor {
        date: source
            .date
            .clone()
            .or_else(|| metadata.iso_date().map(str::to_owned))
            .or_else(|| dates::stated_day(document, lexed, facts)),
        locale: source.locale.clone().or_else(|| metadata.locale.as_ref().map(|locale| locale.text.clone())),
    }
}
