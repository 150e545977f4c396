//! A TOML file that a house writes, read as it is written: rules, settings, names.
//!
//! Comes in: the text of a file. Goes out: its values, each with its place, and a [`Fault`] for everything that
//! has the wrong shape. The tables are walked by hand and not by `serde`, so that one run names every fault of a
//! file and an unknown key gets the nearest known one. What the values mean is the reader's business.

mod fault;
mod reader;

pub use fault::Fault;
pub(crate) use fault::{did_you_mean, listing, nearest_of};
pub(crate) use reader::{Node, Quoted, Reader, ordered};
