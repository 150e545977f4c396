//! The document as a whole.

pub mod resolve;
