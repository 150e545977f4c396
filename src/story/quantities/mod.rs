//! Figures set side by side: those of one thing, totals and their parts, one quantity in two forms.

mod bands;
mod cells;
mod conversions;
mod coreference;
mod headline;
mod listed;
mod parts;
mod rates;
mod restatement;
mod same_number;
mod transposed;

pub use bands::{BandFault, RangeFigure};
pub use cells::CellFigure;
pub use conversions::{Conversion, ConversionOf, RateDrift};
pub(in crate::story) use coreference::setting_words;
pub use coreference::{Anchor, Blocker, Level, SameQuantity, Slip};
pub use headline::HeadlineFigure;
pub use listed::{ListCount, ListedAs};
pub use parts::{PartWhole, Product, Total, TotalEvidence};
pub use rates::Periods;
pub use restatement::Restatement;
pub(super) use restatement::{Form, form};
pub use same_number::SameNumber;
pub use transposed::Transposition;
pub(super) use transposed::is_swapped;

use crate::story::view::View;

/// What the figures of a text say of one another.
#[derive(Debug, Default)]
pub struct Quantities {
    /// Pairs of figures that speak of the same thing.
    pub same: Vec<SameQuantity>,
    /// Pairs of figures that seem to, with what stands against it.
    pub vetoed: Vec<SameQuantity>,
    /// Figures of the headline that the text contradicts.
    pub headline_figures: Vec<HeadlineFigure>,
    /// Figures of the text with the cell of a table that they speak of.
    pub cell_figures: Vec<CellFigure>,
    /// Promises of so many items, with how many are listed.
    pub list_counts: Vec<ListCount>,
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
    /// Bands of one list that overlap or leave a hole.
    pub band_faults: Vec<BandFault>,
    /// Ranges with a figure for the same thing.
    pub range_figures: Vec<RangeFigure>,
    /// Figures of one thing with one number and two units.
    pub same_numbers: Vec<SameNumber>,
    /// Figures with two digits swapped.
    pub transpositions: Vec<Transposition>,
}

/// Sets the figures of a story side by side.
pub(super) fn find(view: &View<'_>) -> Quantities {
    let coreference::Pairs { same, vetoed } = coreference::find(view);
    let parts::Parts { totals, parts, products } = parts::find(view);
    let conversions::Conversions { pairs: conversions, drifts: rate_drifts } = conversions::find(view);
    let bands::Bands { faults: band_faults, figures: range_figures } = bands::find(view);
    Quantities {
        same,
        vetoed,
        headline_figures: headline::find(view),
        cell_figures: cells::find(view),
        list_counts: listed::find(view),
        totals,
        parts,
        products,
        conversions,
        rate_drifts,
        restatements: restatement::find(view),
        band_faults,
        range_figures,
        same_numbers: same_number::find(view),
        transpositions: transposed::find(view),
    }
}
