//! Ten times the text takes about ten times the time. Slow, and only true of a build with optimizations, so it
//! runs when asked for: `cargo test --release --test linear -- --ignored`.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own text has failed")]
#![allow(clippy::print_stdout, reason = "the times are shown to whoever asks for them")]

use std::time::{Duration, Instant};

use copydesk::check::Desk;
use copydesk::text::Source;

/// More than ten, for caches, fresh memory and whatever else the machine does; much less than a hundred, which a
/// quadratic loop would take.
const MOST: u32 = 15;
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

/// One of five hundred surnames that are not near one another: SplitMix64 (Steele, Lea and Flood 2014) picks letters.
fn surname(number: usize) -> String {
    let mut mixed = (number as u64 % 500 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    let mut name = String::from("K");
    for _ in 0..5 {
        name.push(char::from(b"aeiou"[(mixed % 5) as usize]));
        name.push(char::from(b"bcdfghklmnprstvw"[(mixed / 5 % 16) as usize]));
        mixed /= 80;
    }
    name
}

/// One after the other, so that no measurement disturbs the next.
#[test]
#[ignore = "takes a minute and wants a build with optimizations"]
fn time_grows_with_the_text() {
    assert_linear("a name in every sentence", |bytes| {
        repeated(bytes, |number| format!("Ada {} said on the quay that nothing was settled.", surname(number)))
    });
    // Some ten thousand in a megabyte.
    assert_linear("many counts of few nouns", |bytes| {
        repeated(bytes, |number| {
            let noun = ["boats", "lamps", "hives"][number % 3];
            format!("In the summer they counted {} {noun} along the river and wrote it into a thick book.", 3 + number)
        })
    });
}
