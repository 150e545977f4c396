//! Scaffold of the command: `facts --stdin-format ndjson --output-format json-lines -`.
#![allow(clippy::print_stdout, clippy::unwrap_used)]
use copydesk::{
    grammar, lex, markup, report,
    story::resolve::{Anchor, resolve},
    text::Source,
};
use std::io::BufRead as _;

fn main() {
    let lexicon = lex::Lexicon::default();
    for line in std::io::stdin().lock().lines() {
        let record: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let source = Source::new("-", record["text"].as_str().unwrap()).unwrap();
        let document = markup::read(&source);
        let lexed = lex::lex(&document, &lexicon);
        let mut facts = grammar::scan(&document.prose, &lexed, &lexicon);
        let anchor = Anchor {
            date: record["date"].as_str().map(str::to_owned),
            locale: record["locale"].as_str().map(str::to_owned),
        };
        resolve(&mut facts, &anchor);
        let facts: Vec<_> = facts.iter().map(|fact| {
            let at = document.map.to_source(fact.span);
            serde_json::json!({"kind": fact.value.kind(), "start": at.start(), "end": at.end(), "text": fact.span.slice(&document.prose), "value": report::value::to_json(fact)})
        }).collect();
        println!("{}", serde_json::json!({"id": record["id"], "facts": facts}));
    }
}
