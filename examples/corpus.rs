//! Writes the made-up corpus of the benchmarks into a folder: news as plain text and pages as Markdown, in turn.
//!
//!   cargo run --example corpus -- FOLDER FILES BYTES
//!
//! The same arguments give the same bytes on every machine.

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, files, bytes] = &arguments[..] else {
        return Err("three arguments are wanted: FOLDER FILES BYTES".into());
    };
    let (files, bytes) = (files.parse::<u64>()?, bytes.parse()?);
    fs::create_dir_all(folder)?;
    for number in 0..files {
        let (name, text) = if number % 2 == 0 {
            (format!("{number:05}.txt"), corpus::news(number, bytes))
        } else {
            (format!("{number:05}.md"), corpus::markdown(number, bytes))
        };
        fs::write(Path::new(folder).join(name), text)?;
    }
    Ok(())
}
