//! Bodies, places and other things with a name: one name in two spellings, and abbreviations that disagree.

mod acronyms;
mod places;
mod words;

use crate::story::people::{People, Reading, Strength};
use crate::text::ProseSpan;

/// Names of bodies, places and things that disagree.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Organizations {
    /// One proper word in two spellings.
    pub variants: Vec<ProperVariant>,
    /// Abbreviations that stand for two things, or whose letters do not fit.
    pub acronyms: Vec<AcronymConflict>,
}

/// What ties two spellings together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// The same proper word stands beside both, or the same country behind both.
    Neighbour,
    /// One spelling is the rule, the other the exception.
    Frequency,
    /// One spelling is on the list of places or bodies, and no list has the other.
    Listed,
    /// Both have a capital inside, as only coined names have (`RiverWatch`).
    Coined,
    /// They differ in their marks alone (`Cádiz`, `Cadiz`).
    Marks,
    /// Both stand where places stand (`in Tarbat`, `Tarbet's mayor`), and nothing else is known of them.
    Place,
    /// The list of places has both under one place (`Kyiv`, `Kiev`).
    OnePlace,
}

/// What a proper word belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProperKind {
    /// A person's name.
    Person,
    /// The name of a body.
    Organization,
    /// The name of a place.
    Place,
    /// A product, a work, or what the lists do not know.
    Other,
}

/// One proper word in two spellings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProperVariant {
    /// The first place of the spelling that prevails.
    pub a: ProseSpan,
    /// The first place of the other.
    pub b: ProseSpan,
    /// What the word belongs to.
    pub kind: ProperKind,
    /// What ties the two.
    pub tie: Tie,
    /// In how many places each stands.
    pub counts: [u32; 2],
    /// How sure.
    pub strength: Strength,
}

/// What is wrong with an abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AcronymFault {
    /// It stands for two names.
    TwoExpansions,
    /// One name has two abbreviations.
    TwoAcronyms,
    /// Its letters are not those of the name.
    Letters,
}

/// An abbreviation that disagrees with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcronymConflict {
    /// What is wrong.
    pub fault: AcronymFault,
    /// The fact that gives it first.
    pub a: u32,
    /// The fact that gives it otherwise; the same for letters that do not fit.
    pub b: u32,
}

/// Finds names of bodies, places and things that disagree.
pub(super) fn find(reading: Reading<'_>, people: &People) -> Organizations {
    let mut variants = words::find(reading, people);
    variants.extend(places::find(reading));
    variants.sort_by_key(|variant| (variant.b.start(), variant.a.start()));
    Organizations { variants, acronyms: acronyms::find(reading) }
}
