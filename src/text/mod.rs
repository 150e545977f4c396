//! Bytes, positions and lines: the layer that knows nothing of prose.
//!
//! Comes in: the bytes of a file or a record. Goes out: [`Source`], byte spans that cannot be mixed up
//! ([`SourceSpan`] in the file, [`ProseSpan`] in the plain prose that `markup` makes of it), and the
//! [`LineIndex`] that turns an offset into a line and a column when something is reported.

mod format;
mod layout;
mod line_index;
mod source;
mod span;
mod surrogates;
mod utf16;

pub use format::Format;
pub use layout::LineKind;
pub use line_index::{LineIndex, Position};
pub use source::{MAX_SOURCE_BYTES, Source, SourceError};
pub use span::{InProse, InSource, ProseSpan, SourceSpan, Span};
pub(crate) use surrogates::mended;
pub use utf16::Utf16Index;
