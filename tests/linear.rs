//! Ten times the text takes about ten times the time. Slow, and only true of a build with optimizations, so it
//! runs when asked for: `cargo test --release --test linear -- --ignored`.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own text has failed")]

#[path = "../benches/corpus/mod.rs"]
#[allow(dead_code, reason = "pages of Markdown are for the benchmarks")]
mod corpus;

use std::time::{Duration, Instant};

use copydesk::check::Desk;
use copydesk::text::Source;

/// More than ten, for caches and allocation; much less than a hundred.
const MOST: u32 = 12;
const MEGABYTE: usize = 1 << 20;

/// The shortest of three checks.
fn time(desk: &Desk, text: String) -> Duration {
    let source = Source::new("long.txt", text).unwrap();
    let check = || {
        let start = Instant::now();
        let findings = desk.check(&source);
        drop(findings);
        start.elapsed()
    };
    (0..3).map(|_| check()).min().unwrap()
}

fn assert_linear(what: &str, text: impl Fn(usize) -> String) {
    let desk = Desk::built_in();
    let (one, ten) = (time(&desk, text(MEGABYTE)), time(&desk, text(10 * MEGABYTE)));
    println!("{what}: 1 MB {one:?}, 10 MB {ten:?}, {:.1} times", ten.as_secs_f64() / one.as_secs_f64());
    assert!(ten < one * MOST, "{what}: 1 MB takes {one:?}, 10 MB {ten:?}");
}

fn repeated(bytes: usize, sentence: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(bytes + 200);
    let mut number = 0;
    while text.len() < bytes {
        text.push_str(&sentence(number));
        text.push_str(if number % 5 == 4 { "\n\n" } else { " " });
        number += 1;
    }
    text
}

/// A word that no other number has.
fn word(number: usize) -> String {
    let letters = b"bcdfglmnprstvz";
    let vowels = b"aeiou";
    let mut word = String::from("K");
    let mut rest = number + 7;
    while rest > 0 {
        word.push(char::from(vowels[rest % 5]));
        word.push(char::from(letters[rest / 5 % 14]));
        rest /= 70;
    }
    word + "sen"
}

#[test]
#[ignore = "takes a minute and wants a build with optimizations"]
fn mixed_prose_is_linear() {
    assert_linear("mixed prose", |bytes| corpus::news(3, bytes));
}

#[test]
#[ignore = "takes a minute and wants a build with optimizations"]
fn a_name_in_every_sentence_is_linear() {
    assert_linear("a name in every sentence", |bytes| {
        repeated(bytes, |number| format!("Ada {} said on the quay that nothing was settled.", word(number)))
    });
}

#[test]
#[ignore = "takes a minute and wants a build with optimizations"]
fn many_facts_of_one_kind_are_linear() {
    // Some ten thousand in a megabyte.
    assert_linear("many counts of one noun", |bytes| {
        repeated(bytes, |number| {
            let noun = ["boats", "lamps", "hives"][number % 3];
            format!("In the summer they counted {} {noun} along the river and wrote it into a thick book.", 3 + number)
        })
    });
}
