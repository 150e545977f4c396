//! Words and facts of texts and nothing else: `cargo run --release --example grammar -- FILE…`
//!
//! `benches/rivals` runs it beside the other programs, to tell what the grammar costs without rules and reports.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "its output is all there is of it")]

use std::process::ExitCode;

use copydesk::lex::Lexicon;
use copydesk::text::Source;
use copydesk::{grammar, lex, markup};

fn main() -> ExitCode {
    let lexicon = Lexicon::default();
    let (mut bytes, mut words, mut facts) = (0, 0, 0);
    for path in std::env::args().skip(1) {
        let Some(source) = std::fs::read_to_string(&path).ok().and_then(|text| Source::new(path.as_str(), text).ok())
        else {
            eprintln!("{path} cannot be read as text");
            return ExitCode::from(2);
        };
        let document = markup::read(&source);
        let lexed = lex::lex(&document, &lexicon);
        bytes += source.text().len();
        words += lexed.tokens.len();
        facts += grammar::scan(&document.prose, &lexed, &lexicon).len();
    }
    println!("{bytes} bytes, {words} tokens, {facts} facts");
    ExitCode::SUCCESS
}
