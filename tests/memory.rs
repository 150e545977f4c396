//! How much memory a check takes: no more for many files than for a few, and so many times the length of one text.

#![cfg(all(feature = "program", target_os = "linux"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot read its own files has failed")]

#[path = "../benches/corpus/mod.rs"]
#[allow(dead_code, reason = "the benchmarks use all of it")]
mod corpus;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// Bytes of memory for each byte of one text, of a text that is denser in facts than any that people write. Prose takes
/// half of it; `docs/performance.md` has what takes it.
const FOR_EACH_BYTE: f64 = 24.0;

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("memory").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The most memory, in bytes, that the program has had at a time while it checked a file or a folder.
fn most_memory(path: &Path) -> f64 {
    let mut child = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(["check", "--isolated", "--exit-zero", "--output-format", "json-lines"])
        .arg(path)
        .env("RAYON_NUM_THREADS", "2")
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    // The system keeps the most so far, and forgets it with the process: all that is missed is the last moment.
    while child.try_wait().unwrap().is_none() {
        let told = fs::read_to_string(&status).unwrap_or_default();
        let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        most = most.max(kilobytes.unwrap_or_default() << 10);
        std::thread::sleep(Duration::from_millis(1));
    }
    assert!(child.wait().unwrap().success());
    most as f64
}

#[test]
fn many_files_take_no_more_memory_than_a_few() {
    let files = |count: u64| {
        let folder = folder(&format!("{count}-files"));
        for number in 0..count {
            fs::write(folder.join(format!("{number:04}.txt")), corpus::news(number, 1_000)).unwrap();
        }
        folder
    };
    // The few are less than are worked on at a time.
    let (few, many) = (most_memory(&files(200)), most_memory(&files(2_000)));
    assert!(many < few * 1.25, "200 files: {few} bytes, 2,000 files: {many} bytes");
}

#[test]
fn one_text_takes_memory_by_its_length() {
    let folder = folder("one-text");
    let of = |bytes: usize| {
        let (path, text) = (folder.join(format!("{bytes}.txt")), corpus::news(1, bytes));
        fs::write(&path, &text).unwrap();
        (most_memory(&path), text.len() as f64)
    };
    let ((short_memory, short), (long_memory, long)) = (of(500_000), of(2_000_000));
    // What the program takes for itself is in both.
    let for_each_byte = (long_memory - short_memory) / (long - short);
    assert!(for_each_byte < FOR_EACH_BYTE, "{for_each_byte:.1} bytes for each byte");
}
