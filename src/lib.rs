//! A copy editor's consistency desk.
//!
//! Data flows one way, and each module knows only those before it in this list: [`text`], [`toml_file`], [`markup`],
//! [`lex`], [`fact`], [`grammar`], [`claim`], [`story`], [`finding`], [`rule`], [`check`], [`fix`],
//! [`report`], [`config`], [`corpus`], [`page`], and the fronts [`lsp`], [`serve`] and [`cli`].

pub mod check;
pub mod claim;
#[cfg(feature = "program")]
pub mod cli;
pub mod config;
pub mod corpus;
pub mod fact;
pub mod finding;
pub mod fix;
pub mod grammar;
pub mod lex;
#[cfg(feature = "program")]
pub mod lsp;
pub mod markup;
pub mod page;
pub mod report;
pub mod rule;
#[cfg(feature = "program")]
pub mod serve;
pub mod story;
pub mod text;
pub mod toml_file;
