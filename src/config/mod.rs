//! What a house has decided: its configuration, found from the text that is to be checked.
//!
//! Comes in: the path of a text, and what the command line says over every configuration. Goes out: a
//! [`Desk`](crate::check::Desk) with the rules that run on that text, and the few settings beside it. The nearest
//! `copydesk.toml` or `.copydesk.toml` holds alone; nothing is merged unless it says `extend`. What is wrong in a
//! file comes back as [`Notice`](crate::report::Notice)s, all in one run, and what is sound in it holds.

mod desks;
mod facts;
mod faults;
mod find;
pub mod keys;
mod lexicon;
mod locale;
mod metadata;
mod names;
mod patterns;
mod profile;
mod rule_files;
pub mod schema;
mod selection;
pub mod starter;
mod walk;
mod written;

pub use desks::{Desks, House, Overlay, Settled};
pub use faults::faults;
// Read by the command line and the language server alone.
pub use find::{NAMES, absolute, nearest, shown};
#[cfg(feature = "program")]
pub(crate) use find::{read, read_at_most};
pub use locale::checked_locale;
pub use metadata::{checked_date, checked_format};
pub use patterns::Patterns;
pub use profile::NAMES as PROFILES;
pub use rule_files::{RuleFiles, holds_rules, load_rules};
pub use selection::{Selection, help};
pub use walk::{Found, texts_in};
