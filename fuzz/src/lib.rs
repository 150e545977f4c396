//! What is fuzzed: one function for each target, which takes any bytes and panics where something does not hold that
//! copydesk promises.
//!
//! The fuzzer calls them (`fuzz_targets/`), and so does `tests/replay.rs` with every file in `seeds/`, on stable and in
//! every run of the tests. So nothing here may need more than what the crate itself depends on.

mod config;
mod fixes;
mod formats;
mod lsp;
pub mod offset_map;
mod records;
mod rules;
mod serve;

pub use config::config;
pub use fixes::fixes;
pub use formats::{docx, html, markdown, plain};
pub use lsp::lsp;
pub use offset_map::offset_map;
pub use records::records;
pub use rules::rules;
pub use serve::serve;

use std::sync::OnceLock;

use copydesk::check::Desk;
use copydesk::rule::RuleSet;

/// A function that takes any bytes.
pub type Target = fn(&[u8]);

/// Every target by its name, which is that of the folder of its seeds.
pub const TARGETS: &[(&str, Target)] = &[
    ("plain", plain),
    ("markdown", markdown),
    ("html", html),
    ("docx", docx),
    ("offset_map", offset_map),
    ("rules", rules),
    ("config", config),
    ("records", records),
    ("fixes", fixes),
    ("lsp", lsp),
    ("serve", serve),
];

/// A desk with every rule, those that have to be asked for among them.
fn desk() -> &'static Desk {
    static DESK: OnceLock<Desk> = OnceLock::new();
    DESK.get_or_init(|| Desk { rules: RuleSet::built_in(), ..Desk::default() })
}

/// The first byte, which chooses between the ways of a target, and the rest.
fn split(bytes: &[u8]) -> (u8, &[u8]) {
    bytes.split_first().map_or((0, bytes), |(first, rest)| (*first, rest))
}

/// The text that the bytes are; where they are none, what is left of it.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
