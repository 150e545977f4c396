//! What a site generator puts into Markdown and a Markdown parser does not know: template tags, formulas, JSX.
//!
//! Such stretches are hidden from the parser by a text of the same length, so that every offset stays true. One that
//! stands alone on its lines becomes blank; one inside a line becomes a run of [`FILLER`], which the reader
//! finds again by its place. Hidden are
//!
//! - `{{ … }}`, `{% … %}`, `{{< … >}}`, `{{% … %}}` (Liquid, Jinja, Hugo), and whole blocks of `comment`,
//!   `highlight` and the like; a tag that holds a backtick is text about templates and stays;
//! - `$$ … $$` and `$x^2$`: a dollar sign before a digit is money;
//! - in MDX `import`, `export`, tags and `{expressions}`;
//! - a comment at the start of a line with text after it, which CommonMark would take for a block of HTML.
//!
//! Linear: every search ahead is remembered until the scan has passed what it found.

use std::borrow::Cow;
use std::ops::Range;

use super::markdown::Dialect;

/// Stands for a byte of a hidden stretch inside a line: SUBSTITUTE, a control character without meaning in Markdown.
pub(super) const FILLER: u8 = 0x1A;

/// What a hidden stretch was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MaskKind {
    /// A tag, expression or formula.
    Code,
    /// A comment; its delimiters have these lengths.
    Comment(usize, usize),
}

/// A hidden stretch of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mask {
    pub(super) range: Range<usize>,
    pub(super) kind: MaskKind,
    /// Whether nothing else stands on its lines.
    pub(super) alone: bool,
}

/// Tags whose content is code, data or left out of the page.
const CODE_BLOCKS: [&str; 6] = ["comment", "highlight", "mermaid", "math", "katex", "chart"];

/// Hides what is no Markdown in `source[from..]`; the text before is kept out of it altogether.
pub(super) fn hide(source: &str, from: usize, dialect: Dialect) -> (Cow<'_, str>, Vec<Mask>) {
    // All that is hidden begins with one of these, but for the modules of MDX.
    let may_hide = dialect == Dialect::Mdx || memchr::memchr3(b'{', b'$', b'<', &source.as_bytes()[from..]).is_some();
    let masks = if may_hide { Scanner::new(source, from, dialect).run() } else { Vec::new() };
    if masks.is_empty() {
        return (Cow::Borrowed(&source[from..]), masks);
    }
    let mut bytes = source.as_bytes()[from..].to_vec();
    for mask in &masks {
        for byte in &mut bytes[mask.range.start - from..mask.range.end - from] {
            match *byte {
                b'\n' | b'\r' => {}
                _ => *byte = if mask.alone { b' ' } else { FILLER },
            }
        }
    }
    match String::from_utf8(bytes) {
        Ok(text) => (Cow::Owned(text), masks),
        // Every mask begins and ends at an ASCII byte, so this does not happen; unhidden text is still text.
        Err(_) => (Cow::Borrowed(&source[from..]), Vec::new()),
    }
}

struct Scanner<'s> {
    source: &'s str,
    bytes: &'s [u8],
    from: usize,
    at: usize,
    /// Where the text of the current line begins.
    line_text: usize,
    dialect: Dialect,
    close_expression: Next<'s>,
    close_tag: Next<'s>,
    close_formula: Next<'s>,
    close_comment: Next<'s>,
    blank_line: Next<'s>,
    backtick: Next<'s>,
    /// For MDX: each opening brace with its closing one, by place.
    braces: Vec<(usize, usize)>,
    /// Code blocks that were opened and never closed.
    endless: [bool; CODE_BLOCKS.len()],
    masks: Vec<Mask>,
}

impl<'s> Scanner<'s> {
    fn new(source: &'s str, from: usize, dialect: Dialect) -> Self {
        let next = |needle: &'static str| Next { source, needle, found: None };
        Self {
            source,
            bytes: source.as_bytes(),
            from,
            at: from,
            line_text: from,
            dialect,
            close_expression: next("}}"),
            close_tag: next("%}"),
            close_formula: next("$$"),
            close_comment: next("-->"),
            blank_line: next(BLANK_LINE),
            backtick: next("`"),
            braces: if dialect == Dialect::Mdx { braces(source, from) } else { Vec::new() },
            endless: [false; CODE_BLOCKS.len()],
            masks: Vec::new(),
        }
    }

    /// Goes line by line, past fenced code.
    fn run(mut self) -> Vec<Mask> {
        let mut fence: Option<&str> = None;
        let mut after_blank = true;
        while self.at < self.bytes.len() {
            let start = self.at;
            let end = memchr::memchr(b'\n', &self.bytes[start..]).map_or(self.bytes.len(), |more| start + more);
            // A hidden stretch may have ended inside this line.
            if start > self.from && self.bytes[start - 1] != b'\n' {
                self.stretches(start, end);
                continue;
            }
            let text = self.source[start..end].trim();
            self.line_text = start + (end - start - self.source[start..end].trim_start().len());
            match (fence, fence_of(text)) {
                (Some(open), Some(mark)) if mark.starts_with(open) && mark.len() == text.len() => fence = None,
                (None, Some(mark)) => fence = Some(mark),
                (Some(_), _) => {}
                (None, None) if self.dialect == Dialect::Mdx && after_blank && is_module_line(text) => {
                    // It goes on to the next blank line.
                    let end = self.blank_line.at_or_after(start).unwrap_or(self.bytes.len());
                    self.masks.push(Mask { range: start..end, kind: MaskKind::Code, alone: true });
                    self.at = end;
                }
                (None, None) => {
                    let indent = self.line_text - start;
                    let from = if indent < 4 && text.starts_with("<!--") { self.leading_comment(end) } else { start };
                    self.stretches(from, end);
                }
            }
            after_blank = text.is_empty();
            self.at = self.at.max(end + 1);
        }
        self.masks
    }

    /// Hides a comment that opens a line with more text on it. Returns where to go on.
    fn leading_comment(&mut self, line_end: usize) -> usize {
        let start = self.line_text;
        let Some(end) = self.close_comment.at_or_after(start + 4).map(|at| at + 3) else { return start };
        if end < line_end && !self.source[end..line_end].trim().is_empty() {
            self.masks.push(Mask { range: start..end, kind: MaskKind::Comment(4, 3), alone: false });
        }
        end.min(line_end)
    }

    /// Hides every stretch that begins in `source[at..end]`, a line or the rest of one.
    fn stretches(&mut self, mut at: usize, end: usize) {
        self.at = end + 1;
        while at < end {
            let Some(more) = memchr::memchr3(b'{', b'$', b'<', &self.bytes[at..end]) else { break };
            at += more;
            let range = match self.bytes[at] {
                b'{' => self.template(at).or_else(|| self.expression(at)),
                b'$' => self.formula(at, end),
                _ => self.tag(at),
            };
            at = match range {
                Some(range) => {
                    let end = range.end;
                    self.mask(range);
                    end
                }
                None => at + 1,
            };
        }
        if at > end {
            self.at = at;
        }
    }

    fn mask(&mut self, range: Range<usize>) {
        let blank_after = self.bytes[range.end..]
            .iter()
            .find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'))
            .is_none_or(|&b| b == b'\n');
        let alone = range.start <= self.line_text && blank_after;
        let text = &self.source[range.clone()];
        let kind = if text.len() >= 6 && text.starts_with("{/*") && text.ends_with("*/}") {
            MaskKind::Comment(3, 3)
        } else {
            MaskKind::Code
        };
        self.masks.push(Mask { range, kind, alone });
    }

    /// `{{ … }}` or `{% … %}`, on to the closing tag where its content is no prose.
    fn template(&mut self, at: usize) -> Option<Range<usize>> {
        let close = match self.bytes.get(at + 1)? {
            b'{' => self.close_expression.at_or_after(at + 2)?,
            b'%' => self.close_tag.at_or_after(at + 2)?,
            _ => return None,
        };
        let mut end = close + 2;
        // `{{{ raw }}}`
        end += usize::from(self.bytes.get(at + 2) == Some(&b'{') && self.bytes.get(end) == Some(&b'}'));
        if !self.is_unbroken(at, end) || self.backtick.at_or_after(at).is_some_and(|tick| tick < end) {
            return None;
        }
        let inside = self.source[at + 2..close].trim_start_matches(['<', '%', '-', ' ']);
        let name = inside.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let block = CODE_BLOCKS.iter().position(|block| *block == name).filter(|&block| !self.endless[block]);
        if let Some(block) = block
            && (self.bytes[at + 1] == b'%' || matches!(self.bytes.get(at + 2), Some(b'<' | b'%')))
        {
            match self.block_end(end, name) {
                Some(block_end) => end = block_end,
                None => self.endless[block] = true,
            }
        }
        Some(at..end)
    }

    /// One past `{% endNAME %}` or `{{< /NAME >}}`.
    fn block_end(&self, from: usize, name: &str) -> Option<usize> {
        let mut at = from;
        while let Some(more) = self.source[at..].find(name) {
            let start = at + more;
            at = start + name.len();
            let before = self.source[from..start].trim_end_matches([' ']);
            if before.ends_with("end") || before.ends_with('/') {
                let rest = &self.source[at..];
                return rest
                    .find('}')
                    .map(|close| at + close + 1)
                    .map(|end| end + usize::from(self.bytes.get(end) == Some(&b'}')));
            }
        }
        None
    }

    /// `$$ … $$`, or `$x^2$` on one line.
    fn formula(&mut self, at: usize, line_end: usize) -> Option<Range<usize>> {
        if self.bytes.get(at + 1) == Some(&b'$') {
            let end = self.close_formula.at_or_after(at + 2)? + 2;
            return self.is_unbroken(at, end).then_some(at..end);
        }
        let opens =
            self.bytes.get(at + 1).is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'\\' | b'('));
        let glued = at > 0 && (self.bytes[at - 1].is_ascii_alphanumeric() || self.bytes[at - 1] == b'\\');
        if !opens || glued {
            return None;
        }
        let close = at + 1 + memchr::memchr(b'$', &self.bytes[at + 1..line_end])?;
        let inside = &self.bytes[at + 1..close];
        let ends = !inside.ends_with(b" ") && !self.bytes.get(close + 1).is_some_and(u8::is_ascii_alphanumeric);
        let signs = inside.len() == 1 || inside.iter().any(|byte| matches!(byte, b'\\' | b'^' | b'_' | b'=' | b'{'));
        (ends && signs).then_some(at..close + 1)
    }

    /// MDX: `{ … }`.
    fn expression(&mut self, at: usize) -> Option<Range<usize>> {
        let end = self.brace_end(at)?;
        Some(at..end)
    }

    /// MDX: `<Tag …>`, with expressions and quoted values in it.
    fn tag(&mut self, at: usize) -> Option<Range<usize>> {
        let first = *self.bytes.get(at + 1)?;
        if self.dialect != Dialect::Mdx || !(first.is_ascii_alphabetic() || matches!(first, b'/' | b'>')) {
            return None;
        }
        let mut end = at + 1;
        loop {
            match self.bytes.get(end)? {
                b'>' => return Some(at..end + 1),
                b'<' => return None,
                b'{' => end = self.brace_end(end)?,
                b'\n' if self.bytes.get(end + 1) == Some(&b'\n') => return None,
                quote @ (b'"' | b'\'') => {
                    let rest = &self.bytes[end + 1..];
                    let close = memchr::memchr2(*quote, b'\n', rest).filter(|&close| rest[close] == *quote)?;
                    end += close + 2;
                }
                _ => end += 1,
            }
        }
    }

    fn brace_end(&self, at: usize) -> Option<usize> {
        let index = self.braces.binary_search_by_key(&at, |&(open, _)| open).ok()?;
        Some(self.braces[index].1 + 1)
    }

    /// Whether no blank line lies inside.
    fn is_unbroken(&mut self, at: usize, end: usize) -> bool {
        self.blank_line.at_or_after(at).is_none_or(|blank| blank >= end)
    }
}

/// Asks [`Next`] for a line break with nothing but blanks before the following one.
const BLANK_LINE: &str = "\n";

/// The next place of a string. Each byte is searched once as long as the questions go forward.
struct Next<'s> {
    source: &'s str,
    needle: &'static str,
    /// The place found last; the length of the source if there is none.
    found: Option<(usize, usize)>,
}

impl Next<'_> {
    fn at_or_after(&mut self, at: usize) -> Option<usize> {
        let known = self.found.filter(|&(asked, found)| asked <= at && at <= found);
        let place = match known {
            Some((_, place)) => place,
            None if self.needle == BLANK_LINE => self.blank_line(at),
            None => self.source[at..].find(self.needle).map_or(self.source.len(), |more| at + more),
        };
        if known.is_none() {
            self.found = Some((at, place));
        }
        (place < self.source.len()).then_some(place)
    }

    fn blank_line(&self, at: usize) -> usize {
        let bytes = self.source.as_bytes();
        memchr::memchr_iter(b'\n', &bytes[at..])
            .map(|more| at + more)
            .find(|&place| {
                bytes[place + 1..].iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r')).is_none_or(|&b| b == b'\n')
            })
            .unwrap_or(bytes.len())
    }
}

/// The run of backticks or tildes that opens or closes fenced code.
fn fence_of(line: &str) -> Option<&str> {
    let mark = line.bytes().next().filter(|mark| matches!(mark, b'`' | b'~'))?;
    let run = line.bytes().take_while(|byte| *byte == mark).count();
    // An opening line of backticks holds no others: ``` `x` ``` is inline code.
    (run >= 3 && !(mark == b'`' && line[run..].contains('`'))).then(|| &line[..run])
}

fn is_module_line(line: &str) -> bool {
    line.starts_with("import ") || line.starts_with("export ")
}

/// Pairs of braces, in order of the opening one.
fn braces(source: &str, from: usize) -> Vec<(usize, usize)> {
    let mut open = Vec::new();
    let mut pairs = Vec::new();
    for at in memchr::memchr2_iter(b'{', b'}', &source.as_bytes()[from..]).map(|at| from + at) {
        if source.as_bytes()[at] == b'{' {
            open.push(at);
        } else if let Some(start) = open.pop() {
            pairs.push((start, at));
        }
    }
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(source: &str, dialect: Dialect) -> Vec<(&str, bool)> {
        let (text, masks) = hide(source, 0, dialect);
        assert_eq!(text.len(), source.len());
        assert!(masks.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start));
        masks.iter().map(|mask| (&source[mask.range.clone()], mask.alone)).collect()
    }

    #[test]
    fn templates() {
        for (source, want) in [
            ("a {{ page.n }} b", vec![("{{ page.n }}", false)]),
            (
                "{{< figure src=\"a.jpg\"\n  alt=\"15 boats\" >}}\nText",
                vec![("{{< figure src=\"a.jpg\"\n  alt=\"15 boats\" >}}", true)],
            ),
            ("{% if x %}15{% endif %}", vec![("{% if x %}", false), ("{% endif %}", false)]),
            ("{% comment %} 15 {% endcomment %} 16", vec![("{% comment %} 15 {% endcomment %}", false)]),
            (
                "{{< highlight go >}}\nx := 5\n\ny\n{{< /highlight >}}\n",
                vec![("{{< highlight go >}}\nx := 5\n\ny\n{{< /highlight >}}", true)],
            ),
            ("{{{ raw }}} {{ x", vec![("{{{ raw }}}", false)]),
            ("Use `{{` and `}}`.", vec![]),
            ("{{ a\n\nb }}", vec![]),
            ("```\n{{ x }}\n```\n{{ y }}", vec![("{{ y }}", true)]),
            ("a {not} b", vec![]),
        ] {
            assert_eq!(hidden(source, Dialect::CommonMark), want, "{source}");
        }
    }

    #[test]
    fn formulas_and_money() {
        for (source, want) in [
            ("so $x^2 = 5$ holds", vec![("$x^2 = 5$", false)]),
            ("$$\na = 5\n$$", vec![("$$\na = 5\n$$", true)]),
            ("let $n$ be", vec![("$n$", false)]),
            ("from $5 to $10, or $5-$10", vec![]),
            ("$US5 and A$3 and $m", vec![]),
            ("US$5 = A$7", vec![]),
        ] {
            assert_eq!(hidden(source, Dialect::CommonMark), want, "{source}");
        }
    }

    #[test]
    fn mdx() {
        for (source, want) in [
            (
                "import A from 'a'\nimport B from 'b'\n\nText {1 + 2} more",
                vec![("import A from 'a'\nimport B from 'b'", true), ("{1 + 2}", false)],
            ),
            ("<Chart data={[{a: 5}]} title=\"a > b\" />\n", vec![("<Chart data={[{a: 5}]} title=\"a > b\" />", true)]),
            ("{/* stet a/b: c */}", vec![("{/* stet a/b: c */}", true)]),
            ("5 < 6 and 7 > 6", vec![]),
        ] {
            assert_eq!(hidden(source, Dialect::Mdx), want, "{source}");
        }
        assert_eq!(hidden("<Chart data={5} />", Dialect::CommonMark), vec![]);
    }

    #[test]
    fn a_comment_before_text_on_its_line() {
        assert_eq!(hidden("<!-- stet a/b: c --> Text", Dialect::CommonMark), vec![("<!-- stet a/b: c -->", false)]);
        assert_eq!(hidden("<!-- stet a/b: c -->\nText", Dialect::CommonMark), vec![]);
    }
}
