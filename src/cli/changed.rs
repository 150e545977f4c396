//! `--changed`: the lines that git says are new, so that old findings do not stand in the way of new work.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use super::arguments::CheckArguments;
use crate::finding::{Finding, Site};
use crate::report::Notice;
use crate::text::{LineIndex, Source};

/// Lines that have changed, by file.
#[derive(Debug, Default)]
pub(super) struct Changed {
    files: BTreeMap<PathBuf, Lines>,
}

/// Lines of a file, from 1.
#[derive(Debug)]
enum Lines {
    /// All: git does not know the file yet.
    All,
    /// In order, and apart.
    Some(Vec<Range<u32>>),
}

impl Changed {
    /// What has changed in a text.
    pub(super) fn of(&self, source: &Source) -> Touched {
        let lines = Path::new(&**source.name()).canonicalize().ok().and_then(|path| self.files.get(&path));
        let lines = match lines {
            Some(Lines::All) => None,
            Some(Lines::Some(lines)) => Some(lines.clone()),
            None => Some(Vec::new()),
        };
        Touched { name: source.name().clone(), index: LineIndex::new(source.text()), lines }
    }
}

/// Lines of one text that have changed.
pub(super) struct Touched {
    name: Arc<str>,
    index: LineIndex,
    /// All of them if there is none.
    lines: Option<Vec<Range<u32>>>,
}

impl Touched {
    /// Whether one of the places of a finding is in such a line.
    pub(super) fn holds(&self, finding: &Finding) -> bool {
        let Some(lines) = &self.lines else { return true };
        let has_changed = |site: &Site| {
            let line_of = |offset| self.index.line_and_bytes(offset).0;
            let (first, last) = (line_of(site.span.start()), line_of(site.span.end()));
            let next = lines.get(lines.partition_point(|of| of.end <= first));
            site.path == self.name && next.is_some_and(|of| of.start <= last)
        };
        std::iter::once(&finding.primary).chain(&finding.related).any(has_changed)
    }
}

/// The lines that have changed, where that is asked for.
pub(super) fn lines(command: &CheckArguments) -> Result<Option<Changed>, Notice> {
    if !command.changed {
        return Ok(None);
    }
    let root = PathBuf::from(git(&["rev-parse", "--show-toplevel"])?.trim_end_matches('\n'));
    let since = command.since.as_deref().unwrap_or("HEAD");
    // An option would be read as one wherever it stands.
    if since.starts_with('-') {
        return Err(fault(format!("`{since}` is no branch, tag or commit")));
    }
    let base = git(&["merge-base", since, "HEAD"])?;
    let diff = git(&[
        "-c",
        "core.quotePath=false",
        "diff",
        "--unified=0",
        "--no-color",
        "--no-ext-diff",
        "--no-textconv",
        "--no-renames",
        "--src-prefix=a/",
        "--dst-prefix=b/",
        base.trim(),
        "--",
    ])?;
    let mut changed = Changed::default();
    for (path, lines) in parse(&diff) {
        changed.files.insert(real(&root.join(path)), Lines::Some(lines));
    }
    let top = root.to_string_lossy();
    for path in git(&["-C", &top, "ls-files", "--others", "--exclude-standard", "-z"])?.split('\0') {
        if !path.is_empty() {
            changed.files.insert(real(&root.join(path)), Lines::All);
        }
    }
    Ok(Some(changed))
}

fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

fn git(arguments: &[&str]) -> Result<String, Notice> {
    // A watcher that the repository names would be run, and the lines are those of the files, whatever it says.
    let output = Command::new("git")
        .args(["-c", "core.fsmonitor=false"])
        .args(arguments)
        .output()
        .map_err(|error| fault(format!("git: {error}")))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(fault(said.lines().next().unwrap_or("git failed and does not say why").to_owned()));
    }
    // A name that is no UTF-8 belongs to no text that could be named in a report.
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn fault(message: String) -> Notice {
    Notice {
        path: "--changed".into(),
        text: None,
        span: None,
        message,
        help: "this needs git, a repository, and with `--since` a branch, tag or commit that is here".into(),
    }
}

/// Files of a diff without context, each with its new lines; where lines are gone, the line before the gap counts.
fn parse(diff: &str) -> Vec<(String, Vec<Range<u32>>)> {
    let mut files: Vec<(String, Vec<Range<u32>>)> = Vec::new();
    let mut lines = diff.lines();
    while let Some(line) = lines.next() {
        if let Some(name) = line.strip_prefix("+++ ") {
            // After a name with a blank in it git writes a tab.
            let name = unquoted(name.trim_end_matches('\t'));
            // A file that is gone is called `/dev/null`, and is not there to be checked.
            files.push((name.strip_prefix("b/").unwrap_or_default().to_owned(), Vec::new()));
        } else if let Some((old, (start, count))) = line.strip_prefix("@@ ").and_then(hunk) {
            if let Some((_, lines)) = files.last_mut() {
                lines.push(start..start + count.max(1));
            }
            // What the lines say may look like a heading too.
            for _ in 0..old + count {
                lines.next();
            }
        }
    }
    files.retain(|(name, _)| !name.is_empty());
    files
}

/// How many old lines, and the first and the number of the new ones, of `-3,2 +4,5 @@ …`.
fn hunk(text: &str) -> Option<(u32, (u32, u32))> {
    let mut parts = text.split(' ');
    let (_, old) = lines_of(parts.next()?.strip_prefix('-')?)?;
    Some((old, lines_of(parts.next()?.strip_prefix('+')?)?))
}

fn lines_of(text: &str) -> Option<(u32, u32)> {
    let (start, count) = text.split_once(',').unwrap_or((text, "1"));
    Some((start.parse().ok()?, count.parse().ok()?))
}

/// A name as git writes it: in quotation marks with escapes if it has signs that a line cannot hold.
fn unquoted(name: &str) -> String {
    let Some(inside) = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')) else { return name.to_owned() };
    let mut out = Vec::new();
    let mut bytes = inside.bytes().peekable();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        match bytes.next() {
            Some(b'n') => out.push(b'\n'),
            Some(b't') => out.push(b'\t'),
            Some(first @ b'0'..=b'3') => {
                let mut code = first - b'0';
                for _ in 0..2 {
                    code = (code << 3) | (bytes.next_if(u8::is_ascii_digit).unwrap_or(b'0') & 7);
                }
                out.push(code);
            }
            Some(other) => out.push(other),
            None => {}
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_names_files_and_their_new_lines() {
        let diff = "diff --git a/a b.md b/a b.md\n--- a/a b.md\t\n+++ b/a b.md\t\n@@ -1 +1,2 @@ x\n-no\n+++ b/no\n+y\n\
                    @@ -9,2 +11,0 @@\n-gone\n-gone\n--- a/old.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-gone\n\
                    --- \"a/t\\tab\\303\\251.md\"\n+++ \"b/t\\tab\\303\\251.md\"\n@@ -3 +3 @@\n";
        let files = parse(diff);
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["a b.md", "t\tabé.md"]);
        assert_eq!(files[0].1, [1..3, 11..12]);
        assert_eq!(files[1].1, std::iter::once(3..4).collect::<Vec<_>>());
    }
}
