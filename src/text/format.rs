//! How a source is written.

use std::path::Path;

/// The format of a source; `markup` reads each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Format {
    /// Plain text.
    #[default]
    Plain,
    /// Markdown (CommonMark with tables, footnotes and front matter).
    Markdown,
    /// Markdown with JSX.
    Mdx,
    /// HTML.
    Html,
    /// Word's .docx; its text is extracted first.
    Docx,
}

impl Format {
    /// Every format, in the order of the declaration.
    pub const ALL: [Self; 5] = [Self::Plain, Self::Markdown, Self::Mdx, Self::Html, Self::Docx];

    /// The word for it in records and settings.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Markdown => "markdown",
            Self::Mdx => "mdx",
            Self::Html => "html",
            Self::Docx => "docx",
        }
    }

    /// The format that a record's `format` or a setting names; file name extensions are names too.
    ///
    /// ```
    /// use copydesk::text::Format;
    /// assert_eq!(Format::from_name("markdown"), Some(Format::Markdown));
    /// assert_eq!(Format::from_name("MD"), Some(Format::Markdown));
    /// assert_eq!(Format::from_name("pdf"), None);
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "plain" | "text" | "txt" => Self::Plain,
            "markdown" | "md" | "mkd" | "mdown" | "qmd" | "rmd" => Self::Markdown,
            "mdx" => Self::Mdx,
            "html" | "htm" | "xhtml" => Self::Html,
            "docx" => Self::Docx,
            _ => return None,
        })
    }

    /// The format that the extension of a file name says.
    ///
    /// ```
    /// use copydesk::text::Format;
    /// assert_eq!(Format::from_path("content/news/mill.md"), Some(Format::Markdown));
    /// assert_eq!(Format::from_path("README"), None);
    /// ```
    #[must_use]
    pub fn from_path(path: impl AsRef<Path>) -> Option<Self> {
        Self::from_name(path.as_ref().extension()?.to_str()?)
    }

    /// The format that the first bytes show: the signature of a container, or the opening of an HTML page.
    ///
    /// Markdown cannot be told from plain text with certainty and is never guessed.
    ///
    /// ```
    /// use copydesk::text::Format;
    /// assert_eq!(Format::sniff(b"\n<!DOCTYPE html><title>x</title>"), Some(Format::Html));
    /// assert_eq!(Format::sniff(b"# Maybe Markdown"), None);
    /// ```
    #[must_use]
    pub fn sniff(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"PK\x03\x04") {
            return Some(Self::Docx);
        }
        let head = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
        let opens = |tag: &[u8]| head.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
        (opens(b"<!doctype html") || opens(b"<html")).then_some(Self::Html)
    }
}
