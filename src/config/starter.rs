//! The configuration that `copydesk init` writes: every key with what it is for, none of them set.

use super::keys::{KEYS, Key, Takes};

/// Columns of a comment.
const WIDTH: usize = 100;

/// A configuration in which nothing is decided yet.
#[must_use]
pub fn file() -> String {
    let mut out = String::from(
        "# What this house has decided about its texts. copydesk reads the nearest copydesk.toml above a text, and\n\
         # no other unless that one is named by `extend`. Every line that begins with # can be taken as it is.\n",
    );
    for key in KEYS {
        out.push('\n');
        comment(&mut out, key.doc);
        out.push_str(&setting(key));
    }
    out
}

fn comment(out: &mut String, words: &str) {
    let mut line = String::from("#");
    for word in words.split(' ') {
        if line.len() + 1 + word.len() > WIDTH {
            out.push_str(&line);
            out.push('\n');
            line = String::from("#");
        }
        line.push(' ');
        line.push_str(word);
    }
    out.push_str(&line);
    out.push('\n');
}

/// The example of a key, as a comment.
fn setting(key: &Key) -> String {
    match key.takes {
        Takes::Tables(keys) => {
            let mut out = format!("#[[{}]]\n", key.name);
            for key in keys {
                out.push_str(&format!("#{} = {}\n", key.name, key.example));
            }
            out
        }
        // A table of its own would take every key after it for its own.
        _ => format!("#{} = {}\n", key.name, key.example),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{selection, written};
    use super::*;
    use crate::rule::RuleSet;

    #[test]
    fn every_example_of_the_file_can_be_taken_as_it_is() {
        let taken: String = file()
            .lines()
            .map(|line| match line.strip_prefix('#') {
                Some(setting) if !setting.starts_with(' ') => format!("{setting}\n"),
                _ => format!("{line}\n"),
            })
            .collect();
        let mut faults = Vec::new();
        let written = written::read("copydesk.toml", std::path::Path::new("copydesk.toml"), &taken, &mut faults);
        assert!(faults.is_empty(), "{taken}\n{faults:?}");
        let rules = RuleSet::built_in();
        let ids: Vec<&str> = rules.iter().map(crate::rule::Rule::id).collect();
        for name in written.rule_names() {
            assert!(selection::is_known(&name.text, &ids), "{}", name.text);
        }
        assert!(taken.contains("\nselect = ") && taken.contains("\n[[overrides]]\n"), "{taken}");
    }
}
