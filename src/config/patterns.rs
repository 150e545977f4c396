//! Patterns for files, as in `.gitignore`.

use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// A list of patterns that count from a folder: `*.html` in any folder, `/top.md` in that one alone, `drafts/` a
/// folder with all that is in it; `!` takes back what an earlier one says.
#[derive(Debug, Clone)]
pub struct Patterns {
    folder: PathBuf,
    matcher: Gitignore,
}

impl Patterns {
    /// Patterns that were [checked](Self::check); one that was not and is none matches nothing.
    #[must_use]
    pub fn new<'p>(folder: &Path, patterns: impl IntoIterator<Item = &'p str>) -> Self {
        let mut builder = GitignoreBuilder::new(folder);
        for pattern in patterns {
            let _ = builder.add_line(None, pattern);
        }
        Self { folder: folder.to_owned(), matcher: builder.build().unwrap_or_else(|_| Gitignore::empty()) }
    }

    /// Whether a text is a pattern.
    ///
    /// # Errors
    /// Why it is none.
    pub fn check(pattern: &str) -> Result<(), String> {
        means_something(pattern)?;
        match GitignoreBuilder::new("").add_line(None, pattern) {
            Ok(_) => Ok(()),
            Err(ignore::Error::Glob { err, .. }) => Err(err),
            Err(error) => Err(error.to_string()),
        }
    }

    /// Whether a file, or a folder that it is in, is meant. The path is absolute; one outside the folder is not.
    #[must_use]
    pub fn matches(&self, path: &Path, is_folder: bool) -> bool {
        path.strip_prefix(&self.folder)
            .is_ok_and(|path| self.matcher.matched_path_or_any_parents(path, is_folder).is_ignore())
    }

    /// Whether a file or folder itself is meant, whatever folder it is in.
    #[must_use]
    pub fn names(&self, path: &Path, is_folder: bool) -> bool {
        path.strip_prefix(&self.folder).is_ok_and(|path| self.matcher.matched(path, is_folder).is_ignore())
    }
}

/// Says why a pattern that Git reads without complaint matches nothing, or only a file of that very name.
fn means_something(pattern: &str) -> Result<(), String> {
    let body = pattern.trim_start_matches('!');
    let wrong = if body.trim().is_empty() {
        "it is empty"
    } else if pattern.starts_with('#') {
        "what begins with `#` is a comment; write `\\#` for a name that does"
    } else if body.starts_with("./") {
        "`./` matches nothing; what begins with `/` counts from the folder of the configuration"
    } else if body.split('/').any(|part| part == "..") {
        "`..` matches nothing; patterns reach only what is under the folder of the configuration"
    } else if has_open_class(body) {
        "`[` is never closed; write `\\[` for the bracket itself"
    } else {
        return Ok(());
    };
    Err(wrong.to_owned())
}

/// Whether a `[` opens a class that no `]` closes; the first character of a class may be a `]`.
fn has_open_class(pattern: &str) -> bool {
    let mut rest = pattern.chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' => drop(rest.next()),
            '[' => {
                let class = rest.as_str().trim_start_matches(['!', '^']);
                let Some(end) = class.char_indices().skip(1).find(|(_, c)| *c == ']') else { return true };
                rest = class[end.0 + 1..].chars();
            }
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_means_what_it_means_to_git() {
        let table = [
            ("*.html", "/house/wire/a.html", true),
            ("drafts/", "/house/news/drafts/a.md", true),
            ("drafts", "/house/news/drafts.md", false),
            ("/drafts", "/house/news/drafts/a.md", false),
            ("wire/**", "/house/wire/1/a.md", true),
            ("wire/**", "/house/news/wire/a.md", false),
            ("*.html", "/elsewhere/a.html", false),
        ];
        for (pattern, path, matches) in table {
            let patterns = Patterns::new(Path::new("/house"), [pattern]);
            assert_eq!(patterns.matches(Path::new(path), false), matches, "{pattern} {path}");
        }
        let patterns = Patterns::new(Path::new("/house"), ["*.md", "!keep.md"]);
        assert!(!patterns.matches(Path::new("/house/keep.md"), false));
        for wrong in ["{a", "[a", "a[!]", "", "!", "#drafts", "./drafts", "../wire/**"] {
            assert!(Patterns::check(wrong).is_err(), "{wrong}");
        }
        for right in ["a**b", "[a-c]*.md", "\\[a", "[]]", "!keep.md", "a#b", "..a"] {
            assert_eq!(Patterns::check(right), Ok(()), "{right}");
        }
    }
}
