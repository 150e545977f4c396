//! Comments that let a finding stand.
//!
//! ```text
//! directive = "copydesk-disable" [ "-next-line" | "-line" | "-file" ] rules [ reason ]
//!           | "copydesk-enable" rules
//!           | "stet" rules [ reason ] .
//! rules     = { rule [ "," ] } .
//! reason    = ( "--" | ":" ) text .
//! ```
//!
//! A directive is the whole of an HTML comment, in MDX also of a `{/* … */}`. What it covers is settled here,
//! where the blocks are known: `stet` covers the block that it stands in, or the next one where it stands
//! alone; `-next-line` covers the next block, or inside a paragraph the next line of the source. A comment
//! before a list or a table covers the whole of it. Which findings a suppression meets, and whether its rules
//! exist, is the business of `check`.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::{Block, List, Metadata, OffsetMap, Place, Role};
use crate::text::{Format, SourceSpan};

/// What a suppression does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SuppressionKind {
    /// `stet`: the block.
    Stet,
    /// `copydesk-disable-next-line`.
    NextLine,
    /// `copydesk-disable-line`.
    Line,
    /// `copydesk-disable`, up to the `copydesk-enable` that ends it.
    Range,
    /// `copydesk-disable-file`.
    File,
    /// `copydesk: disable:` in the front matter; the whole file.
    FrontMatter,
    /// A `copydesk-enable` that ends nothing.
    Enable,
    /// It begins with `copydesk-` but is none of these.
    Malformed,
}

/// A rule as a suppression names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedRule {
    /// The id as written.
    pub id: String,
    /// Where.
    pub span: SourceSpan,
}

/// A comment or setting that lets findings stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// What it does.
    pub kind: SuppressionKind,
    /// The rules it names; without one it is meant for all.
    pub rules: Vec<NamedRule>,
    /// Why, as written.
    pub reason: Option<String>,
    /// The comment or setting itself.
    pub span: SourceSpan,
    /// What it covers.
    pub scope: SourceSpan,
}

impl Suppression {
    /// Whether it is meant for a rule.
    #[must_use]
    pub fn names(&self, rule: &str) -> bool {
        self.rules.is_empty() || self.rules.iter().any(|named| named.id == rule)
    }
}

/// A comment as a reader met it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Comment<'s> {
    /// What stands between the delimiters.
    pub(super) text: &'s str,
    /// Where that begins.
    pub(super) at: u32,
    /// The whole of it.
    pub(super) span: SourceSpan,
    /// Index of the block that it stands in or before.
    pub(super) block: u32,
    /// Whether it stands in that block.
    pub(super) inside: bool,
}

/// Whether a comment is worth keeping.
pub(super) fn may_be_directive(comment: &str) -> bool {
    let text = comment.trim_start();
    text.starts_with("copydesk-") || text.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("stet"))
}

/// Every suppression of a document, in order of place.
pub(super) fn resolve(
    source: &str,
    comments: &[Comment<'_>],
    metadata: &Metadata,
    blocks: &[Block],
    lists: &[List],
    map: &OffsetMap,
) -> Vec<Suppression> {
    let whole = SourceSpan::new(0, source.len() as u32);
    let mut suppressions: Vec<Suppression> = metadata
        .disabled
        .iter()
        .map(|disabled| Suppression {
            kind: SuppressionKind::FrontMatter,
            rules: disabled.rule.iter().map(|rule| NamedRule { id: rule.text.clone(), span: rule.span }).collect(),
            reason: disabled.reason.clone(),
            span: disabled.span,
            scope: whole,
        })
        .collect();
    if comments.is_empty() {
        return suppressions;
    }
    let scopes = Scopes { source, blocks, lists, map, next_read: next_read(blocks), known_end: Cell::new(None) };
    let mut directives: Vec<(&Comment<'_>, Directive<'_>)> =
        comments.iter().filter_map(|comment| Some((comment, directive(comment.text)?))).collect();
    directives.sort_by_key(|(comment, _)| comment.span);
    let mut open = OpenRanges::default();
    for (comment, directive) in directives {
        let kind = match directive.verb {
            Verb::Enable if !open.end(&directive, comment, &mut suppressions) => SuppressionKind::Enable,
            Verb::Enable => continue,
            Verb::Disable => {
                open.begin(directive, comment);
                continue;
            }
            Verb::Kind(kind) => kind,
        };
        let scope = match kind {
            SuppressionKind::File => whole,
            SuppressionKind::Line => scopes.line(comment.span.start()).cover(scopes.line(comment.span.end())),
            SuppressionKind::NextLine if comment.inside => scopes.line_after(comment.span.end()),
            SuppressionKind::NextLine | SuppressionKind::Stet => scopes.block(comment),
            _ => SourceSpan::new(comment.span.end(), comment.span.end()),
        };
        suppressions.push(directive.suppress(kind, comment, scope));
    }
    open.end_all(whole.end(), &mut suppressions);
    suppressions.sort_by_key(|suppression| (suppression.span, suppression.scope));
    suppressions
}

/// The comment that lets a finding stand, with a blank before it, where the format has comments that a reader does
/// not see.
///
/// ```
/// use copydesk::{markup::stet_comment, text::Format};
/// let comment = stet_comment("percent/of-count", "checked", Format::Markdown);
/// assert_eq!(comment.as_deref(), Some(" <!-- stet percent/of-count: checked -->"));
/// assert_eq!(stet_comment("percent/of-count", "checked", Format::Plain), None);
/// ```
#[must_use]
pub fn stet_comment(rule: &str, reason: &str, format: Format) -> Option<String> {
    match format {
        Format::Markdown | Format::Html => Some(format!(" <!-- stet {rule}: {reason} -->")),
        Format::Mdx => Some(format!(" {{/* stet {rule}: {reason} */}}")),
        // A .docx is never edited.
        Format::Plain | Format::Docx => None,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verb {
    Disable,
    Enable,
    Kind(SuppressionKind),
}

#[derive(Debug)]
struct Directive<'s> {
    verb: Verb,
    /// Rules with their offsets in the comment.
    rules: Vec<(usize, &'s str)>,
    reason: Option<&'s str>,
}

impl Directive<'_> {
    fn suppress(&self, kind: SuppressionKind, comment: &Comment<'_>, scope: SourceSpan) -> Suppression {
        Suppression {
            kind,
            rules: self.rules.iter().map(|&(at, id)| named(comment, at, id)).collect(),
            reason: self.reason.map(str::to_owned),
            span: comment.span,
            scope,
        }
    }
}

fn named(comment: &Comment<'_>, at: usize, id: &str) -> NamedRule {
    let start = comment.at + at as u32;
    NamedRule { id: id.to_owned(), span: SourceSpan::new(start, start + id.len() as u32) }
}

/// Reads the inside of a comment; `None` if it speaks to somebody else.
fn directive(comment: &str) -> Option<Directive<'_>> {
    let mut words = words(comment);
    let (at, first) = words.next()?;
    let verb = match first.trim_end_matches(':') {
        "copydesk-disable-next-line" => Verb::Kind(SuppressionKind::NextLine),
        "copydesk-disable-line" => Verb::Kind(SuppressionKind::Line),
        "copydesk-disable-file" => Verb::Kind(SuppressionKind::File),
        "copydesk-disable" => Verb::Disable,
        "copydesk-enable" => Verb::Enable,
        other if other.eq_ignore_ascii_case("stet") => Verb::Kind(SuppressionKind::Stet),
        other if other.starts_with("copydesk-") => Verb::Kind(SuppressionKind::Malformed),
        _ => return None,
    };
    let mut rules = Vec::new();
    let mut reason = first.ends_with(':').then_some(at + first.len());
    while reason.is_none()
        && let Some((at, word)) = words.next()
    {
        if matches!(word, "--" | "–" | "—" | ":") {
            reason = Some(at + word.len());
            break;
        }
        let (list, ends) = word.split_once(':').map_or((word, None), |(list, _)| (list, Some(at + list.len() + 1)));
        let mut from = at;
        for rule in list.split(',') {
            if !rule.is_empty() {
                rules.push((from, rule));
            }
            from += rule.len() + 1;
        }
        reason = ends;
    }
    let reason = reason.map(|from| comment[from..].trim()).filter(|reason| !reason.is_empty());
    Some(Directive { verb, rules, reason })
}

/// Words with their offsets.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// Ranges that wait for their end, by rule; the empty name is for those without one.
#[derive(Default)]
struct OpenRanges<'s> {
    by_rule: BTreeMap<&'s str, Vec<OpenRange<'s>>>,
}

struct OpenRange<'s> {
    comment: Comment<'s>,
    at: usize,
    reason: Option<&'s str>,
}

impl<'s> OpenRanges<'s> {
    fn begin(&mut self, directive: Directive<'s>, comment: &Comment<'s>) {
        let rules = if directive.rules.is_empty() { vec![(0, "")] } else { directive.rules };
        for (at, rule) in rules {
            let range = OpenRange { comment: *comment, at, reason: directive.reason };
            self.by_rule.entry(rule).or_default().push(range);
        }
    }

    /// Ends what an enabling comment names, or everything; `false` if there was nothing to end.
    fn end(&mut self, directive: &Directive<'s>, comment: &Comment<'_>, ended: &mut Vec<Suppression>) -> bool {
        let before = ended.len();
        if directive.rules.is_empty() {
            self.end_all(comment.span.start(), ended);
        }
        for (_, rule) in &directive.rules {
            if let Some(ranges) = self.by_rule.remove(*rule) {
                ended.extend(ranges.iter().map(|range| range.suppress(rule, comment.span.start())));
            }
        }
        ended.len() > before
    }

    fn end_all(&mut self, at: u32, ended: &mut Vec<Suppression>) {
        for (rule, ranges) in std::mem::take(&mut self.by_rule) {
            ended.extend(ranges.iter().map(|range| range.suppress(rule, at)));
        }
    }
}

impl OpenRange<'_> {
    fn suppress(&self, rule: &str, end: u32) -> Suppression {
        let start = self.comment.span.end();
        Suppression {
            kind: SuppressionKind::Range,
            rules: if rule.is_empty() { Vec::new() } else { vec![named(&self.comment, self.at, rule)] },
            reason: self.reason.map(str::to_owned),
            span: self.comment.span,
            scope: SourceSpan::new(start, end.max(start)),
        }
    }
}

struct Scopes<'a> {
    source: &'a str,
    blocks: &'a [Block],
    lists: &'a [List],
    map: &'a OffsetMap,
    /// For each block the first one from there on that is read.
    next_read: Vec<u32>,
    /// The last answer of [`Scopes::structure_end`].
    known_end: Cell<Option<(usize, usize)>>,
}

fn next_read(blocks: &[Block]) -> Vec<u32> {
    let mut next = vec![blocks.len() as u32; blocks.len() + 1];
    for (index, block) in blocks.iter().enumerate().rev() {
        next[index] = if block.role.is_read() { index as u32 } else { next[index + 1] };
    }
    next
}

impl Scopes<'_> {
    /// The line that holds an offset.
    fn line(&self, at: u32) -> SourceSpan {
        let bytes = self.source.as_bytes();
        let start = memchr::memrchr(b'\n', &bytes[..at as usize]).map_or(0, |line_end| line_end + 1);
        let end = memchr::memchr(b'\n', &bytes[at as usize..]).map_or(bytes.len(), |more| at as usize + more);
        SourceSpan::new(start as u32, end as u32)
    }

    fn line_after(&self, at: u32) -> SourceSpan {
        let next = self.line(at).end() + 1;
        if next as usize > self.source.len() { SourceSpan::new(at, at) } else { self.line(next) }
    }

    /// The block that a comment stands in or before; all of a list or table that it stands before.
    fn block(&self, comment: &Comment<'_>) -> SourceSpan {
        let first = if comment.inside {
            comment.block as usize
        } else {
            self.next_read.get(comment.block as usize).map_or(self.blocks.len(), |&index| index as usize)
        };
        let Some(block) = self.blocks.get(first) else {
            return SourceSpan::new(comment.span.end(), comment.span.end());
        };
        let last = if comment.inside { first } else { self.structure_end(first) };
        let [from, to] = [block, &self.blocks[last]].map(|block| self.map.to_source(block.span));
        from.cover(to)
    }

    /// The last block of the list or table that a block opens; the block itself if it opens none.
    fn structure_end(&self, first: usize) -> usize {
        // Many comments before one list ask for the same.
        if let Some((_, end)) = self.known_end.get().filter(|(asked, _)| *asked == first) {
            return end;
        }
        // The caption of a table is part of it.
        let is_captioned = self.blocks[first].role == Role::Caption
            && self.blocks.get(first + 1).is_some_and(|next| matches!(next.place, Place::Cell(_)));
        let head = first + usize::from(is_captioned);
        let mut end = first;
        if self.opens_structure(head) {
            let place = self.blocks[head].place;
            let more = self.blocks[head + 1..].iter().take_while(|next| self.continues(place, next.place)).count();
            end = head + more;
        }
        self.known_end.set(Some((first, end)));
        end
    }

    fn opens_structure(&self, index: usize) -> bool {
        let before = index.checked_sub(1).map(|before| self.blocks[before].place);
        match (self.blocks[index].place, before) {
            (Place::Item { list, .. }, Some(Place::Item { list: other, .. })) => other != list,
            (Place::Cell(cell), Some(Place::Cell(other))) => other.table != cell.table,
            (Place::Item { .. } | Place::Cell(_), _) => true,
            _ => false,
        }
    }

    fn continues(&self, first: Place, next: Place) -> bool {
        match (first, next) {
            (Place::Item { list, .. }, Place::Item { list: inner, .. }) => {
                inner == list || self.lists[inner as usize].level > self.lists[list as usize].level
            }
            (Place::Cell(first), Place::Cell(next)) => next.table == first.table,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(comment: &str) -> (Verb, Vec<&str>, Option<&str>) {
        let directive = directive(comment).unwrap();
        (directive.verb, directive.rules.iter().map(|(_, rule)| *rule).collect(), directive.reason)
    }

    #[test]
    fn directives() {
        use SuppressionKind::{File, Line, Malformed, NextLine, Stet};
        for (comment, want) in [
            (
                " stet numbers/vague-range: as the minister put it ",
                (Verb::Kind(Stet), vec!["numbers/vague-range"], Some("as the minister put it")),
            ),
            ("stet a/b, c/d", (Verb::Kind(Stet), vec!["a/b", "c/d"], None)),
            ("STET", (Verb::Kind(Stet), vec![], None)),
            ("stet: he said so", (Verb::Kind(Stet), vec![], Some("he said so"))),
            ("copydesk-disable-next-line a/b -- it's 5:30", (Verb::Kind(NextLine), vec!["a/b"], Some("it's 5:30"))),
            (
                "copydesk-disable-line a/b,c/d\n-- two\nlines ",
                (Verb::Kind(Line), vec!["a/b", "c/d"], Some("two\nlines")),
            ),
            ("copydesk-disable-file", (Verb::Kind(File), vec![], None)),
            ("copydesk-disable a/b — reason", (Verb::Disable, vec!["a/b"], Some("reason"))),
            ("copydesk-enable a/b", (Verb::Enable, vec!["a/b"], None)),
            ("copydesk-disable-nextline a/b", (Verb::Kind(Malformed), vec!["a/b"], None)),
        ] {
            assert_eq!(read(comment), want, "{comment}");
        }
        for other in ["", "TODO", "stetson hat", "more", "copydesk is nice"] {
            assert!(directive(other).is_none(), "{other}");
        }
    }
}
