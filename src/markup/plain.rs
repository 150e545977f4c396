//! Plain text: paragraphs, and what each is for.
//!
//! A blank line ends a paragraph. Lines that follow each other without one are a hard-wrapped paragraph if
//! they have the even width of one, and blocks of their own otherwise. Roles are read off the shape of a
//! block and its place: the headline is the first short block without a full stop, a caption says so
//! (`(file photo)`), a list item begins with a mark, and what follows the closing credit is furniture.

use std::borrow::Cow;

use super::furniture::is_furniture;
use super::line::{LONGEST_HEADING, is_caption, is_credit, is_title_case};
use super::suppress::{self, Comment};
use super::{Block, Document, List, Metadata, OffsetMap, Place, Role};
use crate::text::{ProseSpan, SourceSpan};

/// No hard-wrapped text is wider than this many bytes.
const WIDEST_WRAP: usize = 110;
/// Lines of a hard-wrapped paragraph, the last one apart, are at least this share of the widest.
const EVEN_WRAP: (usize, usize) = (3, 5);
/// A heading in sentence case is shorter: anything longer may be a sentence that lost its full stop.
const LONGEST_PLAIN_HEADING: usize = 8;

/// Reads plain text; the prose is the source itself.
pub(super) fn read(text: &str) -> Document<'_> {
    let mut blocks = Vec::new();
    let mut lines: Vec<ProseSpan> = Vec::new();
    let mut comments: Vec<Comment<'_>> = Vec::new();
    let mut start = usize::from(text.starts_with('\u{FEFF}')) * '\u{FEFF}'.len_utf8();
    while start < text.len() {
        let end = memchr::memchr(b'\n', &text.as_bytes()[start..]).map_or(text.len(), |at| start + at);
        match trimmed(text, start, end) {
            Some(line) if is_comment(line.slice(text)) => {
                paragraph(text, &mut lines, &mut blocks);
                comments.extend(comment(text, line, blocks.len() as u32));
            }
            Some(line) => lines.push(line),
            None => paragraph(text, &mut lines, &mut blocks),
        }
        start = end + 1;
    }
    paragraph(text, &mut lines, &mut blocks);
    assign_roles(text, &mut blocks);
    let lists = lists(&mut blocks);
    let map = OffsetMap::identity();
    let suppressions = suppress::resolve(text, &comments, &Metadata::default(), &blocks, &lists, &map);
    Document { prose: Cow::Borrowed(text), map, blocks, lists, suppressions, ..Document::default() }
}

/// Whether a line is a comment and nothing else.
pub(super) fn is_comment(line: &str) -> bool {
    line.len() >= 7 && line.starts_with("<!--") && line.ends_with("-->")
}

/// A comment on a line of its own, before the block of that index.
pub(super) fn comment(text: &str, line: ProseSpan, block: u32) -> Option<Comment<'_>> {
    let inside = ProseSpan::new(line.start() + 4, line.end() - 3).slice(text);
    let span = SourceSpan::new(line.start(), line.end());
    suppress::may_be_directive(inside).then_some(Comment {
        text: inside,
        at: line.start() + 4,
        span,
        block,
        inside: false,
    })
}

/// Items that follow each other are a list.
fn lists(blocks: &mut [Block]) -> Vec<List> {
    let mut lists: Vec<List> = Vec::new();
    let mut in_list = false;
    for (index, block) in blocks.iter_mut().enumerate() {
        if block.role != Role::ListItem {
            in_list = false;
            continue;
        }
        if !in_list {
            let lead_in = index.checked_sub(1).map(|before| before as u32);
            lists.push(List { lead_in, items: 0, level: 0, first_number: None });
            in_list = true;
        }
        let last = lists.len() - 1;
        block.place = Place::Item { list: last as u32, position: lists[last].items };
        lists[last].items += 1;
    }
    lists
}

fn trimmed(text: &str, start: usize, end: usize) -> Option<ProseSpan> {
    let line = &text[start..end];
    let body = line.trim();
    let from = start + (line.len() - line.trim_start().len());
    (!body.is_empty()).then(|| ProseSpan::new(from as u32, (from + body.len()) as u32))
}

/// Turns the lines between two blank ones into blocks.
fn paragraph(text: &str, lines: &mut Vec<ProseSpan>, blocks: &mut Vec<Block>) {
    let wraps = wraps(text, lines);
    let mut at = 0;
    while at < lines.len() {
        let count = wraps.get(at).map_or(1, |wrap| wrap.count(at));
        let whole = lines[at].cover(lines[at + count - 1]);
        let line = lines[at].slice(text);
        let block = |span, role| Block { span, role, place: Place::Flow };
        let block = if count == 1 && is_furniture(line) {
            block(whole, Role::Furniture)
        } else if let Some(marker) = list_marker(line) {
            block(ProseSpan::new(whole.start() + marker as u32, whole.end()), Role::ListItem)
        } else if line.starts_with("> ") {
            let marker = line.len() - line[1..].trim_start().len();
            block(ProseSpan::new(whole.start() + marker as u32, whole.end()), Role::QuoteBlock)
        } else {
            block(whole, Role::Body)
        };
        blocks.push(block);
        at += count;
    }
    lines.clear();
}

/// The lines from one on up to the next that begins something of its own.
struct Wrap {
    /// One past the last.
    end: usize,
    widest: usize,
    /// The last line apart, which may be short.
    narrowest: usize,
}

impl Wrap {
    /// How many lines from `at` on make one paragraph.
    fn count(&self, at: usize) -> usize {
        let even = self.narrowest.saturating_mul(EVEN_WRAP.1) >= self.widest * EVEN_WRAP.0;
        if self.end > at + 1 && (40..=WIDEST_WRAP).contains(&self.widest) && even { self.end - at } else { 1 }
    }
}

/// For each line where its paragraph would end; found from the last line back, so that each is looked at once. A single
/// line needs none.
fn wraps(text: &str, lines: &[ProseSpan]) -> Vec<Wrap> {
    let mut wraps: Vec<Wrap> = Vec::new();
    if lines.len() < 2 {
        return wraps;
    }
    wraps.reserve_exact(lines.len());
    let mut next_is_marked = true;
    for (at, line) in lines.iter().enumerate().rev() {
        let width = line.len() as usize;
        let wrap = match wraps.last() {
            Some(next) if !next_is_marked => {
                Wrap { end: next.end, widest: next.widest.max(width), narrowest: next.narrowest.min(width) }
            }
            _ => Wrap { end: at + 1, widest: width, narrowest: usize::MAX },
        };
        wraps.push(wrap);
        let line = line.slice(text);
        next_is_marked = list_marker(line).is_some() || line.starts_with("> ") || is_furniture(line);
    }
    wraps.reverse();
    wraps
}

/// Length of the bullet or number and the blanks after it.
fn list_marker(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let mark = match line.chars().next()? {
        c @ ('•' | '▪' | '●' | '◦' | '‣' | '·' | '-' | '*' | '–') => c.len_utf8(),
        '0'..='9' => {
            let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if digits > 3 || !matches!(bytes.get(digits), Some(b'.' | b')')) {
                return None;
            }
            digits + 1
        }
        _ => return None,
    };
    let blanks = line[mark..].len() - line[mark..].trim_start().len();
    (blanks > 0 && mark + blanks < line.len()).then_some(mark + blanks)
}

/// Roles by the shape of each block and its place among the others.
pub(super) fn assign_roles(text: &str, blocks: &mut [Block]) {
    let mut seen_headline = false;
    let mut after_credit = false;
    let mut page_ended = false;
    for at in 0..blocks.len() {
        let line = blocks[at].span.slice(text);
        if blocks[at].role == Role::Furniture {
            page_ended |= after_credit;
            continue;
        }
        if page_ended {
            // What a page carries below its credits and another piece of furniture is about the site.
            blocks[at].role = Role::Furniture;
            continue;
        }
        if blocks[at].role == Role::Body {
            let more = blocks[at + 1..].iter().any(|block| block.role != Role::Furniture);
            blocks[at].role = role_of(line, !seen_headline && more, at > 0 || more);
        }
        after_credit = blocks[at].role == Role::Credit && at > 0;
        // The first block decides: a piece that opens with a sentence has no headline.
        seen_headline = true;
    }
}

/// Captions and credits among paragraphs whose headings are known.
pub(super) fn assign_paragraph_roles(text: &str, blocks: &mut [Block]) {
    for block in blocks.iter_mut().filter(|block| block.role == Role::Body) {
        let line = block.span.slice(text);
        if is_caption(line) {
            block.role = Role::Caption;
        } else if is_credit(line) {
            block.role = Role::Credit;
        }
    }
}

fn role_of(line: &str, may_be_headline: bool, may_be_heading: bool) -> Role {
    if is_caption(line) {
        return Role::Caption;
    }
    if is_credit(line) {
        return Role::Credit;
    }
    if line.ends_with(['.', ':', ';', ',']) {
        return Role::Body;
    }
    let words = line.split_whitespace().take(LONGEST_HEADING + 1).count();
    let open_ended = !line.ends_with(['?', '!', '…', '"', '”', '’', ')', ']']);
    if may_be_headline && words <= LONGEST_HEADING {
        return Role::Headline;
    }
    let heading = words <= LONGEST_PLAIN_HEADING || words <= LONGEST_HEADING && is_title_case(line);
    let starts = line.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    let questions = line.ends_with('?') && words <= LONGEST_PLAIN_HEADING && may_be_heading;
    if may_be_heading && heading && starts && (open_ended || questions) { Role::Heading } else { Role::Body }
}
