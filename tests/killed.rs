//! `--fix` that is killed at any moment leaves the old file or the new one, and nothing between.

#![cfg(feature = "program")]
#![allow(clippy::unwrap_used, reason = "a test that cannot read its own files has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

/// How often the program is killed; the moments are spread over all of its run and lie closer towards its end, where it
/// writes.
const KILLS: u32 = 40;

fn story() -> String {
    let mut text = String::from("\u{FEFF}Fog on the quay\r\n\r\n");
    for number in 0..400 {
        text += &format!("“We heard engine {number} stop and then nothing at all\", said the mate.\r\n\r\n");
    }
    text
}

fn fix(path: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(["check", "--isolated", "--quiet", "--fix"])
        .arg(path)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn left_behind(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn a_killed_fix_leaves_the_old_file_or_the_new_one() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("killed");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("quay.txt");
    let old = story();
    fs::write(&path, &old).unwrap();
    let started = Instant::now();
    fix(&path).wait().unwrap();
    let whole = started.elapsed();
    let new = fs::read_to_string(&path).unwrap();
    assert!(new != old && !new.contains('"'), "every mark is put right");

    let mut olds = 0;
    for kill in 0..KILLS {
        fs::write(&path, &old).unwrap();
        let mut child = fix(&path);
        // 1 − (1 − x)² of the run: the steps grow smaller towards its end; the last ones are behind it.
        let left = f64::from(KILLS - kill) / f64::from(KILLS);
        std::thread::sleep(whole.mul_f64(1.1 * (1.0 - left * left)));
        let _ = child.kill();
        child.wait().unwrap();
        match fs::read_to_string(&path).unwrap() {
            text if text == old => olds += 1,
            text if text == new => {}
            text => {
                panic!("kill {kill}: {} bytes are neither the old {} nor the new {}", text.len(), old.len(), new.len())
            }
        }
    }
    assert!(olds > 0, "no kill was early enough to see anything");

    // What a killed run leaves behind is no text, and does not stand in the way of the next one.
    for path in left_behind(&folder) {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        assert!(name == "quay.txt" || (name.starts_with(".copydesk-") && name.ends_with(".tmp")), "{name}");
    }
    assert!(fix(&folder).wait().is_ok());
    assert_eq!(fs::read_to_string(&path).unwrap(), new);
}
