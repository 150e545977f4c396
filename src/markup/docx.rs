//! Word's .docx: its text, one paragraph a line, and what each paragraph is.
//!
//! A .docx has no text that a byte could be counted in, so the extracted text becomes the source: a place is
//! counted in it, and its line is the number of the paragraph, tables included. Runs are joined; inserted text
//! stays and deleted text goes, so that the text is the one that accepting every change would give. Styles are
//! known by their names, which are the same in every language of Word. Footnotes follow after the text.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use thiserror::Error;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::text::{Format, LineKind, Source, SourceError};

/// Largest size of one packed file when unpacked, in MiB; the text of a long novel takes a tenth of it.
pub const LARGEST_PART_MIB: u64 = 64;

/// Parts nested deeper than this are no document that Word wrote.
const DEEPEST: usize = 256;

/// Most paragraphs of one document, empty ones and those of notes included; a long novel has ten thousand. Six bytes make
/// one, so that without an end to them a small file would be a text of ten million lines.
const MOST_PARAGRAPHS: u32 = 1_000_000;

/// Why a .docx cannot be read.
#[derive(Debug, Error)]
pub enum DocxError {
    /// Not a packed file, or a damaged one.
    #[error("not a .docx that can be unpacked: {0}")]
    Archive(#[from] ZipError),
    /// A packed file without the part that holds the text.
    #[error("not a Word document: it has no {0}")]
    Missing(&'static str),
    /// A part that would fill the memory.
    #[error("{part} unpacks to more than {LARGEST_PART_MIB} MiB, which no article needs")]
    TooLarge {
        /// The packed file.
        part: &'static str,
    },
    /// A part that cannot be unpacked or is not UTF-8.
    #[error("{part} cannot be read: {error}")]
    Unreadable {
        /// The packed file.
        part: &'static str,
        /// What went wrong.
        error: std::io::Error,
    },
    /// A part that is no XML.
    #[error("{part} is damaged: {error}")]
    Xml {
        /// The packed file.
        part: &'static str,
        /// What went wrong.
        error: quick_xml::Error,
    },
    /// Elements in elements without end.
    #[error("{part} nests its elements deeper than {DEEPEST}")]
    TooDeep {
        /// The packed file.
        part: &'static str,
    },
    /// Paragraphs without end.
    #[error("{part} comes to more than {MOST_PARAGRAPHS} paragraphs, which no article needs")]
    TooManyParagraphs {
        /// The packed file.
        part: &'static str,
    },
    /// The text is longer than a source can be.
    #[error(transparent)]
    Source(#[from] SourceError),
}

const DOCUMENT: &str = "word/document.xml";
const STYLES: &str = "word/styles.xml";
const FOOTNOTES: &str = "word/footnotes.xml";

/// Takes the text out of a .docx.
///
/// # Errors
/// [`DocxError`] if it is none, or is damaged, or unpacks to more than [`LARGEST_PART_MIB`].
pub fn source(name: impl Into<Arc<str>>, bytes: &[u8]) -> Result<Source, DocxError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let document = part(&mut archive, DOCUMENT)?.ok_or(DocxError::Missing(DOCUMENT))?;
    let styles = match part(&mut archive, STYLES)? {
        Some(text) => styles(&text)?,
        None => BTreeMap::new(),
    };
    let mut extract = Extract { styles, ..Extract::default() };
    extract.read(&document, DOCUMENT)?;
    drop(document);
    if let Some(footnotes) = part(&mut archive, FOOTNOTES)? {
        extract.in_footnotes = true;
        extract.read(&footnotes, FOOTNOTES)?;
    }
    let mut source = Source::new(name, extract.text)?.with_format(Some(Format::Docx));
    source.layout = Some(extract.layout.into());
    Ok(source)
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &'static str) -> Result<Option<String>, DocxError> {
    let file = match archive.by_name(name) {
        Ok(file) => file,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let limit = LARGEST_PART_MIB << 20;
    let mut text = String::new();
    // What a packed file says of its size may be a lie; what comes out of it is counted.
    let read = file.take(limit + 1).read_to_string(&mut text);
    let read = read.map_err(|error| DocxError::Unreadable { part: name, error })?;
    if read as u64 > limit {
        return Err(DocxError::TooLarge { part: name });
    }
    Ok(Some(text))
}

/// The kind of paragraph that each style makes, by its id.
fn styles(text: &str) -> Result<BTreeMap<String, LineKind>, DocxError> {
    let mut kinds = BTreeMap::new();
    let mut reader = Reader::from_str(text);
    let mut id = String::new();
    loop {
        match reader.read_event().map_err(|error| DocxError::Xml { part: STYLES, error })? {
            Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                "w:style" => id = attribute(&tag, "w:styleId").unwrap_or_default(),
                "w:name" => {
                    if let Some(kind) = attribute(&tag, "w:val").and_then(|name| kind_of_style(&name)) {
                        kinds.insert(std::mem::take(&mut id), kind);
                    }
                }
                "w:outlineLvl" => {
                    // A style whose name says what it is has its kind, and its id is gone.
                    if let Some(level) = outline_level(&tag).filter(|_| !id.is_empty()) {
                        kinds.insert(std::mem::take(&mut id), LineKind::Heading(level));
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(kinds),
            _ => {}
        }
    }
}

/// The built-in styles go by their English names in every Word; only what is shown is translated.
fn kind_of_style(name: &str) -> Option<LineKind> {
    let name = name.to_lowercase();
    Some(match name.as_str() {
        "title" => LineKind::Title,
        "subtitle" => LineKind::Subtitle,
        "caption" => LineKind::Caption,
        "quote" | "intense quote" => LineKind::Quote,
        "footnote text" | "endnote text" => LineKind::Footnote,
        _ => LineKind::Heading(name.strip_prefix("heading ")?.parse().ok().filter(|level| (1..=9).contains(level))?),
    })
}

/// `w:outlineLvl`: 9 is the level of body text.
fn outline_level(tag: &BytesStart<'_>) -> Option<u8> {
    let level: u8 = attribute(tag, "w:val")?.parse().ok()?;
    (level < 9).then_some(level + 1)
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    // To look for attributes that stand twice takes time by the square of their number.
    let attribute = tag.attributes().with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name)?;
    Some(attribute.value.into_owned())
}

/// A paragraph that has begun.
#[derive(Default)]
struct Paragraph {
    text: String,
    kind: LineKind,
    /// The mark at its end is deleted: the next paragraph goes on in its line.
    runs_on: bool,
}

/// A table that has begun.
struct OpenTable {
    number: u32,
    /// Rows and columns that have begun.
    rows: u32,
    column: u32,
    /// How many columns the current cell takes.
    width: u32,
    first_row_is_head: bool,
    row_is_head: bool,
}

#[derive(Default)]
struct Extract {
    styles: BTreeMap<String, LineKind>,
    text: String,
    layout: Vec<LineKind>,
    /// A text box stands inside a paragraph, so that paragraphs nest.
    paragraphs: Vec<Paragraph>,
    paragraphs_begun: u32,
    /// Text of a paragraph whose end was deleted.
    carried: String,
    tables: Vec<OpenTable>,
    tables_begun: u32,
    /// Depth of text that is not there: moved away, or said again for old programs.
    absent: u32,
    in_text: bool,
    in_properties: bool,
    /// Inside the properties that a paragraph had before a tracked change.
    in_old_properties: bool,
    in_footnotes: bool,
    /// Whether the note is the line that Word draws above the notes.
    is_separator: bool,
}

impl Extract {
    fn read(&mut self, text: &str, part: &'static str) -> Result<(), DocxError> {
        let mut reader = Reader::from_str(text);
        let mut depth = 0;
        loop {
            match reader.read_event().map_err(|error| DocxError::Xml { part, error })? {
                Event::Start(tag) => {
                    depth += 1;
                    if depth > DEEPEST {
                        return Err(DocxError::TooDeep { part });
                    }
                    self.start(&tag);
                    self.is_within_bounds(part)?;
                }
                Event::Empty(tag) => {
                    self.start(&tag);
                    self.is_within_bounds(part)?;
                    self.end(tag.name().as_ref());
                }
                Event::End(tag) => {
                    depth = depth.saturating_sub(1);
                    self.end(tag.name().as_ref());
                }
                Event::Text(text) => self.push(&text.xml10_content()),
                Event::CData(text) => self.push(&text.xml10_content()),
                Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                    Ok(Some(c)) => self.push(c.encode_utf8(&mut [0; 4])),
                    _ => self.push(resolve_predefined_entity(&reference.xml10_content()).unwrap_or_default()),
                },
                Event::Eof => break,
                _ => {}
            }
        }
        // A document that ends too soon keeps what it has.
        while !self.paragraphs.is_empty() {
            self.end("w:p");
        }
        self.tables.clear();
        if !self.carried.is_empty() {
            self.text.push_str(&std::mem::take(&mut self.carried));
            self.text.push('\n');
            self.layout.push(LineKind::Body);
        }
        Ok(())
    }

    const fn is_within_bounds(&self, part: &'static str) -> Result<(), DocxError> {
        if self.paragraphs_begun > MOST_PARAGRAPHS { Err(DocxError::TooManyParagraphs { part }) } else { Ok(()) }
    }

    /// Text inside `w:t`.
    fn push(&mut self, text: &str) {
        if self.in_text {
            self.put(text);
        }
    }

    /// Text of the paragraph. A line break would end its line, so it becomes a blank.
    fn put(&mut self, text: &str) {
        if self.absent > 0 || self.is_separator {
            return;
        }
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.extend(text.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.name().as_ref() {
            "w:p" => {
                let kind = self.kind_here();
                self.paragraphs_begun += 1;
                self.paragraphs.push(Paragraph { kind, ..Paragraph::default() });
            }
            "w:pStyle" => {
                let kind = attribute(tag, "w:val").and_then(|style| self.styles.get(&style).copied());
                self.set_kind(kind);
            }
            "w:outlineLvl" => self.set_kind(outline_level(tag).map(LineKind::Heading)),
            "w:numId" => {
                // 0 takes a paragraph out of the list of its style.
                let list = attribute(tag, "w:val").and_then(|list| list.parse().ok()).filter(|list| *list > 0);
                let level = self.level();
                self.set_kind(list.map(|list| LineKind::Item { list, level }));
            }
            "w:ilvl" => {
                let level = attribute(tag, "w:val").and_then(|level| level.parse().ok()).unwrap_or_default();
                self.set_kind(Some(LineKind::Item { list: 0, level }));
            }
            "w:pPr" => self.in_properties = true,
            "w:pPrChange" => self.in_old_properties = true,
            // Among the properties of a paragraph this is the deletion of its end.
            "w:del" if self.in_properties => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.runs_on = true;
                }
            }
            "w:moveFrom" | "mc:Fallback" => self.absent += 1,
            "w:t" => self.in_text = true,
            "w:tab" => self.put("\t"),
            "w:br" | "w:cr" => self.put(" "),
            "w:noBreakHyphen" => self.put("\u{2011}"),
            "w:tbl" => {
                self.tables.push(OpenTable {
                    number: self.tables_begun,
                    rows: 0,
                    column: 0,
                    width: 0,
                    first_row_is_head: false,
                    row_is_head: false,
                });
                self.tables_begun += 1;
            }
            "w:tblLook" => {
                let is = |name: &str| attribute(tag, name).is_some_and(|value| matches!(&*value, "1" | "true" | "on"));
                if let Some(table) = self.tables.last_mut() {
                    table.first_row_is_head = is("w:firstRow");
                }
            }
            "w:tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.row_is_head = table.rows == 0 && table.first_row_is_head;
                    table.rows += 1;
                    (table.column, table.width) = (0, 0);
                }
            }
            "w:tblHeader" => {
                if let Some(table) = self.tables.last_mut() {
                    table.row_is_head = true;
                }
            }
            "w:tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.column += table.width;
                    table.width = 1;
                }
            }
            "w:gridSpan" => {
                let width = attribute(tag, "w:val").and_then(|width| width.parse().ok()).unwrap_or(1);
                if let Some(table) = self.tables.last_mut() {
                    table.width = u32::clamp(width, 1, 64);
                }
            }
            "w:footnote" => self.is_separator = attribute(tag, "w:type").is_some_and(|kind| kind != "normal"),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "w:t" => self.in_text = false,
            "w:pPr" => self.in_properties = false,
            "w:pPrChange" => self.in_old_properties = false,
            "w:moveFrom" | "mc:Fallback" => self.absent = self.absent.saturating_sub(1),
            "w:tbl" => {
                self.tables.pop();
            }
            "w:footnote" => self.is_separator = false,
            "w:p" => {
                let Some(paragraph) = self.paragraphs.pop() else { return };
                if self.absent > 0 || self.is_separator {
                    return;
                }
                self.carried.push_str(&paragraph.text);
                if !paragraph.runs_on {
                    self.text.push_str(&self.carried);
                    self.text.push('\n');
                    self.carried.clear();
                    self.layout.push(paragraph.kind);
                }
            }
            _ => {}
        }
    }

    /// What a paragraph is by where it stands.
    fn kind_here(&self) -> LineKind {
        match self.tables.last() {
            _ if self.in_footnotes => LineKind::Footnote,
            Some(table) => LineKind::Cell {
                table: table.number,
                row: table.rows.saturating_sub(1),
                column: table.column,
                is_head: table.row_is_head,
            },
            None => LineKind::Body,
        }
    }

    /// Sets what the paragraph is by its own properties; those of a cell or note stay what they are.
    fn set_kind(&mut self, kind: Option<LineKind>) {
        if let (Some(kind), Some(paragraph), false) = (kind, self.paragraphs.last_mut(), self.in_old_properties)
            && !matches!(paragraph.kind, LineKind::Cell { .. } | LineKind::Footnote)
        {
            paragraph.kind = kind;
        }
    }

    fn level(&self) -> u8 {
        match self.paragraphs.last().map(|paragraph| paragraph.kind) {
            Some(LineKind::Item { level, .. }) => level,
            _ => 0,
        }
    }
}
