//! The page for people who never open a terminal: its files, and the answers to what it asks.
//!
//! Comes in: a question as the bytes that the page sends. Goes out: an [`Answer`], or a [`Refusal`] that says
//! why there is none. Over HTTP this is `copydesk serve`; inside the browser, the same page asks the same
//! questions of this code as WebAssembly (`wasm/`). Nothing is kept between two questions.

mod answer;

use crate::config::Settled;

macro_rules! file {
    ($name:literal, $media_type:literal) => {
        File { name: $name, media_type: $media_type, content: include_str!($name) }
    };
}

macro_rules! script {
    ($name:literal) => {
        file!($name, "text/javascript; charset=utf-8")
    };
}

/// A file that the page is made of.
#[derive(Debug, Clone, Copy)]
pub struct File {
    /// Its name in the folder of the page; the one that a browser opens is `index.html`.
    pub name: &'static str,
    /// Its media type, for the `Content-Type` header.
    pub media_type: &'static str,
    /// What is in it.
    pub content: &'static str,
}

/// Every file of the page; each script is a part of it that the browser loads as a module.
pub const FILES: [File; 14] = [
    file!("index.html", "text/html; charset=utf-8"),
    file!("desk.css", "text/css; charset=utf-8"),
    file!("icon.svg", "image/svg+xml"),
    script!("ask.js"),
    script!("desk.js"),
    script!("facts.js"),
    script!("files.js"),
    script!("findings.js"),
    script!("margin.js"),
    script!("paper.js"),
    script!("sheet.js"),
    script!("story.js"),
    script!("tools.js"),
    script!("views.js"),
];

/// What the page can ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// Facts and findings of a text; sent and answered as JSON.
    Check,
    /// The fact-check sheet of a text as a file; sent as JSON.
    Sheet,
    /// The words of a `.docx`; sent as its bytes, answered as plain text.
    Open,
}

impl Question {
    /// Every question.
    pub const ALL: [Self; 3] = [Self::Check, Self::Sheet, Self::Open];

    /// The word for it, with which the page's path ends.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Sheet => "sheet",
            Self::Open => "open",
        }
    }

    /// The question of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|question| question.name() == name)
    }

    /// The media type that the question is sent as; neither of them can be sent by a plain form.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Check | Self::Sheet => "application/json",
            Self::Open => "application/octet-stream",
        }
    }

    /// The answer, under what the house has settled.
    ///
    /// ```
    /// use copydesk::{config::{Desks, Overlay}, page::Question};
    /// let desks = Desks::new(Overlay { isolated: true, ..Overlay::default() });
    /// let settled = desks.for_folder(std::path::Path::new("."));
    /// let asked = br#"{"text": "They met on Tuesday, March 13, 2024.", "format": "text", "name": "a"}"#;
    /// let answer = Question::Check.answer(asked, &settled).unwrap();
    /// assert!(String::from_utf8(answer.body).unwrap().contains("dates/weekday-mismatch"));
    /// ```
    ///
    /// # Errors
    /// If the question is none, or the text cannot be read.
    pub fn answer(self, question: &[u8], settled: &Settled) -> Result<Answer, Refusal> {
        match self {
            Self::Check => answer::check(question, settled),
            Self::Sheet => answer::sheet(question, settled),
            Self::Open => answer::open(question),
        }
    }
}

/// What the page gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The media type of the body.
    pub media_type: &'static str,
    /// JSON, a sheet, or words.
    pub body: Vec<u8>,
}

/// Why the page gets nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// A status of HTTP: 400 for what is no question, 413 for too long a text, 422 for what cannot be read.
    pub status: u16,
    /// A sentence for the reader of the page.
    pub reason: String,
}

impl Refusal {
    fn unfit(reason: impl Into<String>) -> Self {
        Self { status: 422, reason: reason.into() }
    }
}
