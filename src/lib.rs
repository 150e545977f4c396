//! A copy editor's consistency desk.
//!
//! Data flows one way, and each module knows only those before it in this list: [`text`], [`toml_file`], [`markup`],
//! [`lex`], [`fact`], [`grammar`], [`claim`], [`story`], [`finding`], [`rule`], [`check`], [`fix`],
//! [`report`], [`config`], [`corpus`], and the fronts [`lsp`], [`serve`] and [`cli`].

pub mod check;
pub mod claim;
pub mod cli;
pub mod config;
pub mod corpus;
pub mod fact;
pub mod finding;
pub mod fix;
pub mod grammar;
pub mod lex;
pub mod lsp;
pub mod markup;
pub mod report;
pub mod rule;
pub mod serve;
pub mod story;
pub mod text;
pub mod toml_file;
