//! A text as it was read, with the name it is reported under.

use std::sync::Arc;

use thiserror::Error;

use super::{Format, LineKind};

/// Largest text that is checked as one piece, 256 MiB: a text takes some forty times its size in memory while it is
/// checked, and no piece that anybody edits is a hundredth of this. Offsets are `u32`, so that it could be 4 GiB.
pub const MAX_SOURCE_BYTES: usize = 256 << 20;

/// A text to check: a file, a record, or standard input.
#[derive(Debug, Clone)]
pub struct Source {
    name: Arc<str>,
    text: String,
    /// Publication date as ISO `YYYY-MM-DD` (a time after it is cut off), where one is known from outside the text.
    pub date: Option<String>,
    /// `en-US` or `en-GB`: which of 3/4/2024 is the month.
    pub locale: Option<String>,
    /// How it is written, where that is said outside the text; otherwise the name decides.
    pub format: Option<Format>,
    /// For a text that was taken out of a container: what each of its lines was there.
    pub layout: Option<Arc<[LineKind]>>,
}

/// Why bytes cannot be a source.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum SourceError {
    /// Not UTF-8.
    #[error("not valid UTF-8: the first bad byte is number {offset} (line {line})")]
    Utf8 {
        /// Byte offset of the first bad byte.
        offset: usize,
        /// Its line, from 1.
        line: usize,
    },
    /// Longer than [`MAX_SOURCE_BYTES`].
    #[error("one text may have {} MiB, and this has more", MAX_SOURCE_BYTES >> 20)]
    TooLarge {
        /// How long it is.
        bytes: usize,
    },
}

impl Source {
    /// A source from text that is already known to be UTF-8.
    ///
    /// # Errors
    /// [`SourceError::TooLarge`] if offsets would not fit.
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<String>) -> Result<Self, SourceError> {
        let text = text.into();
        if text.len() > MAX_SOURCE_BYTES {
            return Err(SourceError::TooLarge { bytes: text.len() });
        }
        Ok(Self { name: name.into(), text, date: None, locale: None, format: None, layout: None })
    }

    /// A source from raw bytes.
    ///
    /// # Errors
    /// [`SourceError::Utf8`] with the place of the first bad byte, or [`SourceError::TooLarge`].
    ///
    /// ```
    /// use copydesk::text::{Source, SourceError};
    /// let bad = Source::from_bytes("a.txt", b"fine\nbad \xff".to_vec());
    /// assert_eq!(bad.unwrap_err(), SourceError::Utf8 { offset: 9, line: 2 });
    /// ```
    pub fn from_bytes(name: impl Into<Arc<str>>, bytes: Vec<u8>) -> Result<Self, SourceError> {
        match String::from_utf8(bytes) {
            Ok(text) => Self::new(name, text),
            Err(error) => {
                let offset = error.utf8_error().valid_up_to();
                let line = 1 + memchr::memchr_iter(b'\n', &error.as_bytes()[..offset]).count();
                Err(SourceError::Utf8 { offset, line })
            }
        }
    }

    /// The same source with another text, as after a correction.
    ///
    /// # Errors
    /// [`SourceError::TooLarge`] if offsets would not fit.
    pub fn with_text(&self, text: impl Into<String>) -> Result<Self, SourceError> {
        let Self { name, date, locale, format, .. } = self;
        let fresh = Self::new(name.clone(), text)?;
        Ok(Self { date: date.clone(), locale: locale.clone(), format: *format, ..fresh })
    }

    /// The same source with a publication date.
    #[must_use]
    pub fn with_date(mut self, date: Option<String>) -> Self {
        self.date = date;
        self
    }

    /// The same source with a locale.
    #[must_use]
    pub fn with_locale(mut self, locale: Option<String>) -> Self {
        self.locale = locale;
        self
    }

    /// The same source in a format that its name does not say.
    #[must_use]
    pub const fn with_format(mut self, format: Option<Format>) -> Self {
        self.format = format;
        self
    }

    /// How it is written: as was said, else by the extension of the name, else by the first bytes, else plain text.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
            .or_else(|| Format::from_path(&*self.name))
            .or_else(|| Format::sniff(self.text.as_bytes()))
            .unwrap_or_default()
    }

    /// What it is reported under: a path, a record id, or `-`.
    #[must_use]
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}
