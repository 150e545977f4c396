//! A copy editor's consistency desk.
pub mod fact;
pub mod grammar;
pub mod lex;
pub mod markup;
pub mod report;
pub mod story;
pub mod text;
