//! Findings and facts → output, one file per format.

pub mod sheet;
pub mod value;
