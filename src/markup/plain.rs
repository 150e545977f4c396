//! Plain text: paragraphs, and what each is for.
//!
//! A blank line ends a paragraph. Lines that follow each other without one are a hard-wrapped paragraph if
//! they have the even width of one, and blocks of their own otherwise. Roles are read off the shape of a
//! block and its place: the headline is the first short block without a full stop, a caption says so
//! (`(file photo)`), a list item begins with a mark, and what follows the closing credit is furniture.

use std::borrow::Cow;

use super::furniture::is_furniture;
use super::{Block, Document, OffsetMap, Role};
use crate::text::ProseSpan;

/// No hard-wrapped text is wider than this many bytes.
const WIDEST_WRAP: usize = 110;
/// Lines of a hard-wrapped paragraph, the last one apart, are at least this share of the widest.
const EVEN_WRAP: (usize, usize) = (3, 5);
/// More words than this are no headline or heading.
const LONGEST_HEADING: usize = 20;
/// A heading in sentence case is shorter: anything longer may be a sentence that lost its full stop.
const LONGEST_PLAIN_HEADING: usize = 8;

/// Reads plain text; the prose is the source itself.
pub(super) fn read(text: &str) -> Document<'_> {
    let mut blocks = Vec::new();
    let mut lines: Vec<ProseSpan> = Vec::new();
    let mut start = usize::from(text.starts_with('\u{FEFF}')) * '\u{FEFF}'.len_utf8();
    while start < text.len() {
        let end = memchr::memchr(b'\n', &text.as_bytes()[start..]).map_or(text.len(), |at| start + at);
        match trimmed(text, start, end) {
            Some(line) => lines.push(line),
            None => paragraph(text, &mut lines, &mut blocks),
        }
        start = end + 1;
    }
    paragraph(text, &mut lines, &mut blocks);
    assign_roles(text, &mut blocks);
    Document { prose: Cow::Borrowed(text), map: OffsetMap::identity(), blocks }
}

fn trimmed(text: &str, start: usize, end: usize) -> Option<ProseSpan> {
    let line = &text[start..end];
    let body = line.trim();
    let from = start + (line.len() - line.trim_start().len());
    (!body.is_empty()).then(|| ProseSpan::new(from as u32, (from + body.len()) as u32))
}

/// Turns the lines between two blank ones into blocks.
fn paragraph(text: &str, lines: &mut Vec<ProseSpan>, blocks: &mut Vec<Block>) {
    let mut rest = lines.as_slice();
    while let [first, ..] = rest {
        let count = wrapped(text, rest);
        let whole = first.cover(rest[count - 1]);
        let line = first.slice(text);
        let block = if count == 1 && is_furniture(line) {
            Block { span: whole, role: Role::Furniture }
        } else if let Some(marker) = list_marker(line) {
            Block { span: ProseSpan::new(whole.start() + marker as u32, whole.end()), role: Role::ListItem }
        } else if line.starts_with("> ") {
            Block { span: ProseSpan::new(whole.start() + 2, whole.end()), role: Role::QuoteBlock }
        } else {
            Block { span: whole, role: Role::Body }
        };
        blocks.push(block);
        rest = &rest[count..];
    }
    lines.clear();
}

/// How many of the lines make one hard-wrapped paragraph.
fn wrapped(text: &str, lines: &[ProseSpan]) -> usize {
    let marked = |line: &ProseSpan| {
        let line = line.slice(text);
        list_marker(line).is_some() || line.starts_with("> ") || is_furniture(line)
    };
    let until = 1 + lines[1..].iter().position(marked).unwrap_or(lines.len() - 1);
    let widest = lines[..until].iter().map(|line| line.len() as usize).max().unwrap_or_default();
    let even = |line: &ProseSpan| line.len() as usize * EVEN_WRAP.1 >= widest * EVEN_WRAP.0;
    if until > 1 && (40..=WIDEST_WRAP).contains(&widest) && lines[..until - 1].iter().all(even) { until } else { 1 }
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

fn assign_roles(text: &str, blocks: &mut [Block]) {
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

fn role_of(line: &str, may_be_headline: bool, may_be_heading: bool) -> Role {
    if is_caption(line) {
        return Role::Caption;
    }
    if is_credit(line) {
        return Role::Credit;
    }
    let words = line.split_whitespace().take(LONGEST_HEADING + 1).count();
    let open_ended = !line.ends_with(['.', '?', '!', ':', ';', ',', '…', '"', '”', '’', ')', ']']);
    if may_be_headline && words <= LONGEST_HEADING && !line.ends_with(['.', ':', ';', ',']) {
        return Role::Headline;
    }
    let heading = words <= LONGEST_PLAIN_HEADING || words <= LONGEST_HEADING && is_title_case(line);
    let starts = line.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    let questions = line.ends_with('?') && words <= LONGEST_PLAIN_HEADING && may_be_heading;
    if may_be_heading && heading && starts && (open_ended || questions) { Role::Heading } else { Role::Body }
}

fn is_caption(line: &str) -> bool {
    const ENDS: [&str; 6] =
        ["(file photo)", "(file photo).", "(file)", "(archive photo)", "(pictured)", "(file picture)"];
    const STARTS: [&str; 6] = ["file photo:", "photo:", "pictured:", "caption:", "image:", "file -"];
    let starts = |prefix: &&str| line.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix));
    let ends = |suffix: &&str| {
        line.len()
            .checked_sub(suffix.len())
            .and_then(|at| line.get(at..))
            .is_some_and(|tail| tail.eq_ignore_ascii_case(suffix))
    };
    ENDS.iter().any(|suffix| ends(&suffix))
        || STARTS.iter().any(|prefix| starts(&prefix)) && line.split_whitespace().count() > 4
}

fn is_credit(line: &str) -> bool {
    const OPENERS: [&str; 12] = [
        "with reporting by ",
        "reporting by ",
        "additional reporting by ",
        "edited by ",
        "editing by ",
        "photo by ",
        "photos by ",
        "photo: ",
        "photograph: ",
        "image credit: ",
        "source: ",
        "sources: ",
    ];
    let opens = |prefix: &&str| line.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix));
    if line.len() > 200 {
        return false;
    }
    let byline = line.strip_prefix("By ").is_some_and(|rest| {
        rest.chars().next().is_some_and(char::is_uppercase)
            && rest.split_whitespace().count() <= 8
            && !rest.ends_with('.')
    });
    byline || OPENERS.iter().any(|prefix| opens(&prefix))
}

/// Whether most of the words of four letters and more begin with a capital.
fn is_title_case(line: &str) -> bool {
    let (mut capital, mut small) = (0, 0);
    for word in line.split_whitespace().filter(|word| word.len() > 3) {
        match word.chars().next() {
            Some(c) if c.is_lowercase() => small += 1,
            Some(c) if c.is_uppercase() => capital += 1,
            _ => {}
        }
    }
    capital > 2 * small
}
