//! The document as a whole: everything that rules can ask about.
//!
//! Comes in: a source, read through every layer before. Goes out: the [`Story`] — facts, claims,
//! quotations, people and their spellings, repeated blocks. Hard relations between two places (same
//! person, same quantity, the same block twice) are settled here once, each with its evidence; rules only
//! call them by name.

pub mod clusters;
pub mod organizations;
pub mod people;
pub mod resolve;

mod bands;
mod calendar;
mod cells;
mod context;
mod conversions;
mod display;
mod events;
mod grounds;
mod history;
mod lifespans;
mod listed;
mod mentions;
mod milestones;
mod name_list;
mod occurrences;
mod parts;
mod quantities;
mod quoted_twice;
mod references;
mod repeat;
mod repeated_words;
mod restatement;
mod roles;
mod same_number;
mod sequence;
mod shares;
mod terms;
mod typography;
mod versions;
mod view;
mod zones;

pub use bands::{BandFault, RangeFigure};
pub use calendar::{RelativeDay, YearCount, YearCountOf};
pub use cells::CellFigure;
pub use conversions::{Conversion, ConversionOf, RateDrift};
pub use display::HeadlineFigure;
pub use events::{EventKind, SameEvent, SpanCheck};
pub use grounds::Grounds;
pub use lifespans::{AgeCheck, AgeEvidence, SameAge};
pub use listed::{ListCount, ListedAs};
pub use mentions::Mentions;
pub use milestones::{AfterDeath, Milestone, SiblingAges};
pub use name_list::NameList;
pub use organizations::Organizations;
pub use parts::{PartWhole, Product, Total, TotalEvidence};
pub use people::People;
pub use quantities::{Anchor as QuantityAnchor, Blocker, Level, SameQuantity, Slip};
pub use quoted_twice::QuotedTwice;
pub use references::Reference;
pub use repeat::Repeat;
pub use repeated_words::RepeatedWord;
pub use resolve::Anchor;
pub use restatement::Restatement;
pub use roles::{OfficePair, RoleConflict, Roles};
pub use same_number::SameNumber;
pub use sequence::{DateOrder, Lapse};
pub use shares::{
    BaseShare, Change, ChangeOf, Direction, Evidence as ShareEvidence, Majority, MajorityClaim, PercentChange,
    Proportion, ShareSum,
};
pub use terms::{DefinedTerm, TermFault};
pub use typography::MixedMarks;
pub use versions::{VersionConflict, VersionEvidence};
pub use zones::ZonePair;

use std::sync::Arc;

use crate::claim::{self, Claim, Quotation, Saying};
use crate::fact::{Bounds, Fact, Hedge, Interval, PartialDate, Row, Value};
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
    /// Quotations that stand at two places.
    pub quoted_twice: Vec<QuotedTwice>,
    /// For each sentence, whether it tells of what is long over.
    pub past_sentences: Vec<bool>,
    /// Blocks and sentences that stand there more than once.
    pub repeats: Vec<Repeat>,
    /// Words that stand twice in a row.
    pub repeated_words: Vec<RepeatedWord>,
    /// Shares with their part and whole.
    pub proportions: Vec<Proportion>,
    /// Percentages of change with the figures they lead from and to.
    pub percent_changes: Vec<PercentChange>,
    /// Verbs of change with the figures they lead from and to.
    pub changes: Vec<Change>,
    /// Percentages of a counted base.
    pub base_shares: Vec<BaseShare>,
    /// Words such as `majority`, with the share they speak of.
    pub majorities: Vec<MajorityClaim>,
    /// Figures of the headline that the text contradicts.
    pub headline_figures: Vec<HeadlineFigure>,
    /// Figures of the text with the cell of a table that they speak of.
    pub cell_figures: Vec<CellFigure>,
    /// Terms that are defined twice or never used.
    pub term_faults: Vec<DefinedTerm>,
    /// References that lead nowhere.
    pub lost_references: Vec<Reference>,
    /// Promises of so many items, with how many are listed.
    pub list_counts: Vec<ListCount>,
    /// Percentages of one list.
    pub share_sums: Vec<ShareSum>,
    /// Totals with their parts.
    pub totals: Vec<Total>,
    /// Parts with their wholes.
    pub parts: Vec<PartWhole>,
    /// Counts with the amount for one and for all.
    pub products: Vec<Product>,
    /// Quantities written in two forms.
    pub conversions: Vec<Conversion>,
    /// Sums in two currencies at two rates.
    pub rate_drifts: Vec<RateDrift>,
    /// Neighbouring figures that say one thing twice.
    pub restatements: Vec<Restatement>,
    /// Pairs of figures that speak of the same thing.
    pub same_quantities: Vec<SameQuantity>,
    /// Pairs of figures that seem to, with what stands against it.
    pub vetoed_quantities: Vec<SameQuantity>,
    /// Pairs of dates of one event.
    pub same_events: Vec<SameEvent>,
    /// Ages with the dates they follow from.
    pub age_checks: Vec<AgeCheck>,
    /// Pairs of ages of one person or thing.
    pub same_ages: Vec<SameAge>,
    /// Lengths of time with their ends.
    pub span_checks: Vec<SpanCheck>,
    /// Times counted from the day of writing, beside their dates.
    pub relative_days: Vec<RelativeDay>,
    /// Numbers of years with the years they follow from.
    pub year_counts: Vec<YearCount>,
    /// Dates that the text puts in order.
    pub date_orders: Vec<DateOrder>,
    /// Lengths of time between two dates.
    pub lapses: Vec<Lapse>,
    /// Times on two clocks.
    pub zone_pairs: Vec<ZonePair>,
    /// Life events with the ages at which they happened.
    pub milestones: Vec<Milestone>,
    /// What people did, with the dates of their deaths.
    pub after_death: Vec<AfterDeath>,
    /// Ages of brothers and sisters.
    pub siblings: Vec<SiblingAges>,
    /// Bands of one list that overlap or leave a hole.
    pub band_faults: Vec<BandFault>,
    /// Ranges with a figure for the same thing.
    pub range_figures: Vec<RangeFigure>,
    /// Figures of one thing with one number and two units.
    pub same_numbers: Vec<SameNumber>,
    /// Versions that are told in two ways.
    pub version_conflicts: Vec<VersionConflict>,
    /// People and the offices they hold.
    pub roles: Roles,
    /// Who is who, and names spelled in two ways.
    pub people: People,
    /// Names of bodies, places and things that disagree.
    pub organizations: Organizations,
    /// Both styles of quotation marks in one text.
    pub mixed_marks: Option<MixedMarks>,
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
        let anchor = anchor_of(source, &document);
        resolve::resolve(&mut facts, &anchor);
        let published = anchor.published();
        let claim::Claims { claims, quotations, sourced_blocks, sayings } =
            claim::read(&document, &lexed, lexicon, &facts);
        let past_sentences = history::past_sentences(&document, &lexed, &facts, &claims, anchor.year());
        let quoted_twice = quoted_twice::find(&document, &lexed, &quotations);
        let repeats = repeat::find(&document, &lexed);
        let repeated_words = repeated_words::find(&document, &lexed, lexicon);
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
        let view = view::View::new(&document, &lexed, lexicon, &bounds, &facts, &claims);
        let quantities::Pairs { same: same_quantities, vetoed: vetoed_quantities } = quantities::find(&view);
        let shares::Shares { proportions, percent_changes, changes, sums: share_sums, bases: base_shares, majorities } =
            shares::find(&view);
        let restatements = restatement::find(&view);
        let list_counts = listed::find(&view);
        let term_faults = terms::find(&view);
        let headline_figures = display::find(&view);
        let cell_figures = cells::find(&view);
        let lost_references = references::find(&view);
        let parts::Parts { totals, parts, products } = parts::find(&view);
        let conversions::Conversions { pairs: conversions, drifts: rate_drifts } = conversions::find(&view);
        let people = people::find(names);
        let organizations = organizations::find(names, &people);
        let events::Events { same: same_events, ages: age_checks, same_ages, spans: span_checks } =
            events::find(&view, &people, &published);
        let calendar::Dates { relative: relative_days, counts: year_counts } = calendar::find(&view, &published);
        let sequence::Sequence { orders: date_orders, lapses } = sequence::find(&view);
        let zone_pairs = zones::find(&view, &published);
        let milestones::Milestones { milestones, after_death, siblings } = milestones::find(&view);
        let bands::Bands { faults: band_faults, figures: range_figures } = bands::find(&view);
        let same_numbers = same_number::find(&view);
        let version_conflicts = versions::find(&view);
        let roles = roles::find(&view, &people);
        let mixed_marks = typography::mixed_marks(&document, &lexed, &quotations);
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
            quoted_twice,
            past_sentences,
            repeats,
            repeated_words,
            proportions,
            percent_changes,
            changes,
            base_shares,
            majorities,
            headline_figures,
            cell_figures,
            term_faults,
            lost_references,
            list_counts,
            share_sums,
            totals,
            parts,
            products,
            conversions,
            rate_drifts,
            restatements,
            same_quantities,
            vetoed_quantities,
            same_events,
            age_checks,
            same_ages,
            span_checks,
            relative_days,
            year_counts,
            date_orders,
            lapses,
            zone_pairs,
            milestones,
            after_death,
            siblings,
            band_faults,
            range_figures,
            same_numbers,
            version_conflicts,
            roles,
            people,
            organizations,
            mixed_marks,
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
        let value = &self.facts[fact].value;
        match value {
            Value::Range(range) => {
                let (low, high) = (range.low.loose(&self.bounds), range.high.loose(&self.bounds));
                (range.low.value <= range.high.value).then_some(Interval { low: low.low, high: high.high })
            }
            Value::Fraction(fraction) => Some(fraction.loose(&self.bounds)),
            Value::Percent(quantity) | Value::Points(quantity) if quantity.hedge == Hedge::None => {
                // A percentage is a rounded figure to its last digit, also where it is a whole one.
                let half = quantity.half_unit();
                Some(Interval::closed(quantity.value.checked_sub(half)?, quantity.value.checked_add(half)?))
            }
            _ => Some(value.quantity()?.loose(&self.bounds)),
        }
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
        anchor_of(self.source, &self.document)
    }
}

/// What is said outside the text counts first, then what the piece says of itself.
fn anchor_of(source: &Source, document: &Document<'_>) -> Anchor {
    let metadata = &document.metadata;
    Anchor {
        date: source.date.clone().or_else(|| metadata.iso_date().map(str::to_owned)),
        locale: source.locale.clone().or_else(|| metadata.locale.as_ref().map(|locale| locale.text.clone())),
    }
}
