//! Who is who: the people of a document, and spellings that may be slips of one another.
//!
//! A [`Cluster`] is one person under exactly one spelling, marks and joiners aside: mentions with the same
//! given name and surname, with initials or a familiar form that fit (`J. Roe`, `Bill`/`William`), and the
//! bare surnames and given names that only this person bears. Spelling never merges two clusters; a pair
//! that looks like a slip becomes a [`NameVariant`] with its [`Evidence`], and one that a [`Veto`] keeps apart
//! is a [`KeptApart`]. Strings propose and context decides, for no measure of two strings tells a misprint
//! from a cousin.
//!
//! Everything is linear in the number of mentions: near spellings meet in a table of deletions, and a
//! bucket of that table holds a fixed number of names.

mod bare;
mod clusters;
mod comparison;
mod display;
mod evidence;
mod forms;
mod mentions;
mod name_list;
mod variants;
mod vetoes;

pub use bare::{AmbiguousSurname, UnintroducedSurname};
pub use clusters::{Bearer, Cluster};
pub use comparison::{Comparison, Verdict, compare};
pub use display::DisplayName;
pub use evidence::Evidence;
pub use forms::{FormKind, FormVariant, QualifierConflict};
pub use name_list::NameList;
pub use variants::{KeptApart, NameVariant, Strength, VariantKind};
pub use vetoes::Veto;

use crate::claim::{Claim, Quotation};
use crate::fact::Fact;
use crate::lex::{Lexed, Lexicon};
use crate::markup::Document;
use crate::story::passages::Repeat;
use mentions::Desk;

/// Names that share a deletion beyond this number are too common to tell slips by.
const BUCKET: usize = 12;

/// The people of a document.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct People {
    /// In order of their first mention.
    pub clusters: Vec<Cluster>,
    /// Whom each fact names, in the order of the facts.
    pub bearers: Vec<Bearer>,
    /// Pairs of spellings that may be one person.
    pub variants: Vec<NameVariant>,
    /// Near pairs that something keeps apart.
    pub apart: Vec<KeptApart>,
    /// One name with and without its marks, or joined in two ways.
    pub forms: Vec<FormVariant>,
    /// One name with two middle initials or suffixes.
    pub qualifiers: Vec<QualifierConflict>,
    /// Bare surnames that two people bear.
    pub ambiguous: Vec<AmbiguousSurname>,
    /// Bare surnames that nobody introduced before.
    pub unintroduced: Vec<UnintroducedSurname>,
    /// Names in headlines and captions that the text does not have.
    pub display: Vec<DisplayName>,
}

/// What the layers before know of the document.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) lexed: &'a Lexed,
    pub(super) lexicon: &'a Lexicon,
    pub(super) facts: &'a [Fact],
    pub(super) claims: &'a [Claim],
    pub(super) repeats: &'a [Repeat],
    pub(super) quotations: &'a [Quotation],
    pub(super) names: &'a NameList,
}

/// Finds the people of a document.
pub(super) fn find(reading: Reading<'_>) -> People {
    let mut desk = Desk::new(reading);
    if desk.mentions.is_empty() {
        desk.display();
        return desk.people;
    }
    desk.gather();
    desk.compare();
    desk.attach();
    desk.orphans();
    desk.unintroduced();
    desk.display();
    desk.qualifiers();
    desk.forms();
    desk.people.variants.sort_by_key(|variant| (variant.b, variant.a));
    desk.people
}
