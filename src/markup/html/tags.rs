//! The tokenizer's calls, turned into text, tags and comments with their bytes.
//!
//! The tokenizer hands text over in runs, and a character reference as a run of its own; its position at that
//! moment is the end of the run. A run with the same bytes in the source is verbatim, any other is atomic. That
//! is checked against the source each time and never taken on trust.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::{Emitter, Error, State, Tokenizer, naive_next_state};

/// What reads a page.
pub(super) trait Visitor {
    /// A run of text, or one character reference; `verbatim` if the source has the same bytes.
    fn text(&mut self, text: &str, range: Range<usize>, verbatim: bool);
    /// `<name attributes>`; names are in lower case.
    fn start_tag(&mut self, name: &[u8], attributes: &Attributes, range: Range<usize>);
    /// `</name>`
    fn end_tag(&mut self, name: &[u8], range: Range<usize>);
    /// `<!-- … -->`
    fn comment(&mut self, range: Range<usize>);
}

/// The attributes of a start tag.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    list: Vec<Attribute>,
    /// How many of the list are in use; the others keep their memory for the next tag.
    count: usize,
}

#[derive(Debug, Default)]
struct Attribute {
    name: Vec<u8>,
    value: Vec<u8>,
    range: Range<usize>,
}

impl Attributes {
    /// The value of the first attribute of that name, and its bytes in the source.
    pub(super) fn get(&self, name: &str) -> Option<(&str, Range<usize>)> {
        let attribute = self.list[..self.count].iter().find(|attribute| attribute.name == name.as_bytes())?;
        Some((std::str::from_utf8(&attribute.value).ok()?, attribute.range.clone()))
    }

    fn push(&mut self) {
        if self.count == self.list.len() {
            self.list.push(Attribute::default());
        }
        let attribute = &mut self.list[self.count];
        attribute.name.clear();
        attribute.value.clear();
        attribute.range = 0..0;
        self.count += 1;
    }

    fn last(&mut self) -> Option<&mut Attribute> {
        self.list[..self.count].last_mut()
    }
}

/// Reads `source[range]` as HTML.
pub(super) fn visit(source: &str, range: Range<usize>, visitor: &mut impl Visitor) {
    let text = &source[range.clone()];
    let emitter = Tags {
        source,
        visitor,
        base: range.start,
        position: 0,
        last_end: 0,
        tag_start: 0,
        is_end_tag: false,
        name: Vec::new(),
        last_start_tag: Vec::new(),
        attributes: Attributes::default(),
    };
    match Tokenizer::new_with_emitter(text, emitter).finish() {
        Ok(()) => {}
    }
}

struct Tags<'a, V> {
    source: &'a str,
    visitor: &'a mut V,
    /// Where the text that is read begins in the source; every other place counts from here.
    base: usize,
    position: usize,
    /// End of the last text, tag or comment.
    last_end: usize,
    tag_start: usize,
    is_end_tag: bool,
    name: Vec<u8>,
    last_start_tag: Vec<u8>,
    attributes: Attributes,
}

impl<V> Tags<'_, V> {
    /// A range of the source, cut to what is there and to whole characters.
    fn range(&self, start: usize, end: usize) -> Range<usize> {
        let end = self.source.floor_char_boundary((self.base + end).min(self.source.len()));
        self.source.floor_char_boundary((self.base + start).min(end))..end
    }
}

impl<V: Visitor> Emitter for Tags<'_, V> {
    type Token = Infallible;

    fn set_last_start_tag(&mut self, last_start_tag: Option<&[u8]>) {
        self.last_start_tag.clear();
        self.last_start_tag.extend(last_start_tag.unwrap_or_default());
    }

    fn emit_eof(&mut self) {}

    fn emit_error(&mut self, _: Error) {}

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn emit_string(&mut self, bytes: &[u8]) {
        let Ok(text) = std::str::from_utf8(bytes) else { return };
        if text.is_empty() {
            return;
        }
        let same = self.range(self.position.saturating_sub(text.len()), self.position);
        if self.source[same.clone()] == *text {
            self.visitor.text(text, same, true);
        } else {
            let range = self.range(self.last_end.min(self.position), self.position);
            self.visitor.text(text, range, false);
        }
        self.last_end = self.position;
    }

    fn init_start_tag(&mut self) {
        self.name.clear();
        self.is_end_tag = false;
        self.attributes.count = 0;
    }

    fn init_end_tag(&mut self) {
        self.name.clear();
        self.is_end_tag = true;
        self.attributes.count = 0;
    }

    fn start_open_tag(&mut self) {
        self.tag_start = self.position.saturating_sub(1);
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        self.name.extend(name);
    }

    fn init_attribute(&mut self) {
        self.attributes.push();
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        if let Some(attribute) = self.attributes.last() {
            attribute.name.extend(name);
        }
    }

    fn init_attribute_value(&mut self) {
        let start = self.position;
        let range = self.range(start, start);
        if let Some(attribute) = self.attributes.last() {
            attribute.range = range;
        }
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        let end = self.range(self.position, self.position).end;
        if let Some(attribute) = self.attributes.last() {
            attribute.value.extend(value);
            attribute.range.end = end.max(attribute.range.start);
        }
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        let range = self.range(self.tag_start.min(self.position), self.position);
        self.last_end = self.position;
        if self.is_end_tag {
            self.last_start_tag.clear();
            self.visitor.end_tag(&self.name, range);
            return None;
        }
        self.last_start_tag.clone_from(&self.name);
        self.visitor.start_tag(&self.name, &self.attributes, range);
        naive_next_state(&self.name)
    }

    fn init_comment(&mut self) {}

    fn push_comment(&mut self, _: &[u8]) {}

    fn emit_current_comment(&mut self) {
        let range = self.range(self.tag_start.min(self.position), self.position);
        self.last_end = self.position;
        self.visitor.comment(range);
    }

    fn emit_current_doctype(&mut self) {
        self.last_end = self.position;
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end_tag && !self.last_start_tag.is_empty() && self.last_start_tag == self.name
    }

    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
    }

    fn set_self_closing(&mut self) {}
    fn set_force_quirks(&mut self) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn init_doctype(&mut self) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
}
