//! What a piece says about itself before it begins: front matter in YAML or TOML, the head of a page.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle};
use toml::de::{DeTable, DeValue};

use crate::text::SourceSpan;

/// Title, date, authors and settings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The title of the piece.
    pub title: Option<Entry>,
    /// What sums it up.
    pub description: Option<Entry>,
    /// When it was published, as written.
    pub date: Option<Entry>,
    /// Who wrote it.
    pub authors: Vec<Entry>,
    /// `en-GB` and the like.
    pub locale: Option<Entry>,
    /// Rules that the piece switches off.
    pub disabled: Vec<Disabled>,
}

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it says.
    pub text: String,
    /// Where, without quotation marks.
    pub span: SourceSpan,
}

/// A rule that the front matter switches off: `copydesk: { disable: [rule] }`, or `{ disable: { rule: reason } }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disabled {
    /// The rule; all of them if there is none (`disable: true`).
    pub rule: Option<Entry>,
    /// Why.
    pub reason: Option<String>,
    /// Where.
    pub span: SourceSpan,
}

impl Metadata {
    /// The date of publication as `YYYY-MM-DD…`, if it is written so; other ways of writing one are not guessed at.
    ///
    /// ```
    /// use copydesk::{markup, text::Source};
    /// let source = Source::new("a.md", "---\ndate: 2024-03-12T09:30:00Z\n---\n\nText.\n").unwrap();
    /// assert_eq!(markup::read(&source).metadata.iso_date(), Some("2024-03-12T09:30:00Z"));
    /// ```
    #[must_use]
    pub fn iso_date(&self) -> Option<&str> {
        let text = self.date.as_ref()?.text.as_str();
        let day = text.as_bytes().get(..10)?;
        let shape = day.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        let ends = text.as_bytes().get(10).is_none_or(|byte| !byte.is_ascii_digit());
        (shape && ends).then_some(text)
    }

    /// Takes in one value of the front matter by the keys that lead to it. The first of several wins.
    fn set(&mut self, path: &[String], value: Entry) {
        let slot = match path.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["title" | "headline"] => &mut self.title,
            ["description" | "standfirst" | "subtitle" | "summary" | "dek" | "deck" | "lede"] => &mut self.description,
            [
                "date" | "publishDate" | "publishdate" | "published" | "publish_date" | "pubDate" | "pubdate"
                | "datePublished",
            ] => &mut self.date,
            ["locale" | "lang" | "language"] | ["copydesk", "locale"] => &mut self.locale,
            ["author" | "authors" | "byline"] | ["author" | "authors", "name"] => {
                self.authors.push(value);
                return;
            }
            ["copydesk", "disable"] | ["copydesk", "disable", "rule"] => {
                let span = value.span;
                let rule = (value.text != "true").then_some(value);
                self.disabled.push(Disabled { rule, reason: None, span });
                return;
            }
            ["copydesk", "disable", "reason"] => {
                if let Some(last) = self.disabled.last_mut() {
                    last.reason = Some(value.text);
                }
                return;
            }
            _ => return,
        };
        if !value.text.trim().is_empty() {
            slot.get_or_insert(value);
        }
    }

    /// A rule as a key of `disable`, its reason as the value.
    fn disable(&mut self, rule: Entry, reason: String) {
        let span = rule.span;
        self.disabled.push(Disabled { rule: Some(rule), reason: Some(reason), span });
    }
}

/// The front matter at the head of a source, and where the text after it begins.
pub(super) fn front_matter(source: &str) -> (Metadata, usize) {
    let start = if source.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    for (fence, ends, read) in
        [("---", ["---", "..."], read_yaml as fn(&str, usize) -> Metadata), ("+++", ["+++", "+++"], read_toml)]
    {
        let Some(from) = line_end(source, start).filter(|_| line_at(source, start) == fence) else { continue };
        let mut at = from;
        while let Some(next) = line_end(source, at).or((at < source.len()).then_some(source.len())) {
            if ends.contains(&line_at(source, at)) {
                return (read(&source[from..at], from), next);
            }
            at = next;
        }
    }
    (Metadata::default(), start)
}

/// The line that begins at an offset, without white space at its end.
fn line_at(source: &str, at: usize) -> &str {
    source[at..line_end(source, at).unwrap_or(source.len())].trim_end()
}

/// One past the line break of the line that begins at an offset.
fn line_end(source: &str, at: usize) -> Option<usize> {
    memchr::memchr(b'\n', &source.as_bytes()[at..]).map(|more| at + more + 1)
}

/// The parser gives a key only one value, and tells the place of both in characters.
fn read_yaml(text: &str, at: usize) -> Metadata {
    let mut metadata = Metadata::default();
    let mut places = Places { text, character: 0, byte: 0 };
    let mut keys: Vec<String> = Vec::new();
    // Mappings (`true`) and sequences around the current value; a mapping that waits for a key has none in `keys`.
    let mut open: Vec<bool> = Vec::new();
    let mut waits_for_key = false;
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { break };
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                // A mapping or sequence as a key has no name that anything here goes by.
                if waits_for_key {
                    keys.push(String::new());
                }
                let mapping = matches!(event, Event::MappingStart(..));
                open.push(mapping);
                waits_for_key = mapping;
            }
            Event::MappingEnd | Event::SequenceEnd => {
                open.pop();
                waits_for_key = open.last() == Some(&true);
                if waits_for_key {
                    keys.pop();
                }
            }
            Event::Scalar(value, style, ..) => {
                let range = places.bytes(span.start.index())..places.bytes(span.end.index());
                let entry = yaml_entry(text, at, &value, style, range);
                if waits_for_key {
                    if keys.len() == 2 && keys[0] == "copydesk" && keys[1] == "disable" && value.contains('/') {
                        metadata.disable(entry, String::new());
                    }
                    keys.push(value.into_owned());
                    waits_for_key = false;
                    continue;
                }
                if keys.len() == 3 && keys[1] == "disable" && keys[2].contains('/') {
                    if let Some(last) = metadata.disabled.last_mut() {
                        last.reason = Some(entry.text);
                    }
                } else if keys.len() <= 3 {
                    metadata.set(&keys, entry);
                }
                after_value(&open, &mut keys, &mut waits_for_key);
            }
            Event::Alias(_) => {
                if waits_for_key {
                    keys.push(String::new());
                    waits_for_key = false;
                } else {
                    after_value(&open, &mut keys, &mut waits_for_key);
                }
            }
            _ => {}
        }
    }
    metadata
}

/// After a value a mapping waits for its next key; a sequence takes more values under the same one.
fn after_value(open: &[bool], keys: &mut Vec<String>, waits_for_key: &mut bool) {
    if open.last() == Some(&true) {
        keys.pop();
        *waits_for_key = true;
    }
}

/// A scalar with the bytes that spell it, without its quotation marks where it has some.
fn yaml_entry(text: &str, at: usize, value: &str, style: ScalarStyle, range: Range<usize>) -> Entry {
    let written = &text[range.clone()];
    let trimmed = written.trim();
    let mut start = range.start + (written.len() - written.trim_start().len());
    let mut end = start + trimmed.len();
    // The parser lets a quoted scalar run on over the blanks and the comment after it.
    let inside = match style {
        ScalarStyle::SingleQuoted => trimmed.strip_prefix('\'').map(|rest| quoted_length(rest, b'\'', b'\'')),
        ScalarStyle::DoubleQuoted => trimmed.strip_prefix('"').map(|rest| quoted_length(rest, b'"', b'\\')),
        _ => None,
    };
    if let Some(length) = inside {
        start += 1;
        end = start + length;
    }
    Entry { text: value.trim().to_owned(), span: SourceSpan::new((at + start) as u32, (at + end) as u32) }
}

/// Bytes up to the closing quotation mark; after `escape` the next byte does not close.
fn quoted_length(text: &str, quote: u8, escape: u8) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let pair = byte == escape && (escape != quote || bytes.get(at + 1) == Some(&quote));
        if pair {
            at += 2;
        } else if byte == quote {
            return at;
        } else {
            at += 1;
        }
    }
    bytes.len()
}

/// Turns counts of characters into byte offsets; each byte is passed once as long as they grow.
struct Places<'t> {
    text: &'t str,
    character: usize,
    byte: usize,
}

impl Places<'_> {
    fn bytes(&mut self, character: usize) -> usize {
        if character < self.character {
            (self.character, self.byte) = (0, 0);
        }
        let more = self.text[self.byte..].chars().take(character - self.character);
        let (count, bytes) = more.fold((0, 0), |(count, bytes), c| (count + 1, bytes + c.len_utf8()));
        self.character += count;
        self.byte += bytes;
        self.byte
    }
}

fn read_toml(text: &str, at: usize) -> Metadata {
    let mut metadata = Metadata::default();
    let (table, _) = DeTable::parse_recoverable(text);
    set_table(&mut metadata, &mut Vec::new(), table.get_ref(), text, at);
    // A table is sorted by its keys; the order of the text is the one that people mean.
    metadata.authors.sort_by_key(|author| author.span);
    metadata.disabled.sort_by_key(|disabled| disabled.span);
    metadata
}

fn set_table(metadata: &mut Metadata, path: &mut Vec<String>, table: &DeTable<'_>, text: &str, at: usize) {
    for (key, value) in table {
        let below_disable = path.len() == 2 && path[0] == "copydesk" && path[1] == "disable";
        if below_disable && key.get_ref().contains('/') {
            let reason = value.get_ref().as_str().unwrap_or_default().to_owned();
            metadata.disable(toml_entry(key.get_ref(), key.span(), text, at), reason);
            continue;
        }
        path.push(key.get_ref().as_ref().to_owned());
        set_value(metadata, path, value, text, at);
        path.pop();
    }
}

fn set_value(
    metadata: &mut Metadata,
    path: &mut Vec<String>,
    value: &toml::Spanned<DeValue<'_>>,
    text: &str,
    at: usize,
) {
    match value.get_ref() {
        DeValue::Table(table) if path.len() < 3 => set_table(metadata, path, table, text, at),
        DeValue::Array(values) => {
            for value in values.iter().filter(|value| !matches!(value.get_ref(), DeValue::Array(_))) {
                set_value(metadata, path, value, text, at);
            }
        }
        DeValue::String(string) => metadata.set(path, toml_entry(string, value.span(), text, at)),
        DeValue::Datetime(_) | DeValue::Boolean(_) => {
            metadata.set(path, toml_entry(&text[value.span()], value.span(), text, at));
        }
        _ => {}
    }
}

/// A string with the bytes that spell it, without its quotation marks.
fn toml_entry(value: &str, span: Range<usize>, text: &str, at: usize) -> Entry {
    let written = &text[span.clone()];
    let bare = written.trim_start_matches(['"', '\'']);
    let start = span.start + (written.len() - bare.len());
    let end = start + bare.trim_end_matches(['"', '\'']).len();
    Entry { text: value.trim().to_owned(), span: SourceSpan::new((at + start) as u32, (at + end) as u32) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(entry: Option<&Entry>) -> Option<&str> {
        entry.map(|entry| entry.text.as_str())
    }

    #[test]
    fn yaml() {
        let source = "---\ntitle: \"Zürich: “mill” closes\" # a comment\nauthors:\n  - Anna Lund\n  - name: Per Dahl\n    mail: per@example.org\ndate: 2024-03-12\ntags: [a, b]\ndescription: >\n  Two lines\n  of it.\nextra: {title: no, deep: [1, {x: 2}]}\ncopydesk:\n  disable:\n    - numbers/vague-range\n    - dates/weekday-mismatch\n---\nBody.\n";
        let (metadata, body) = front_matter(source);
        assert_eq!(&source[body..], "Body.\n");
        assert_eq!(text(metadata.title.as_ref()), Some("Zürich: “mill” closes"));
        assert_eq!(metadata.title.unwrap().span.slice(source), "Zürich: “mill” closes");
        let authors: Vec<&str> = metadata.authors.iter().map(|author| author.span.slice(source)).collect();
        assert_eq!(authors, ["Anna Lund", "Per Dahl"]);
        assert_eq!(metadata.date.unwrap().span.slice(source), "2024-03-12");
        assert_eq!(text(metadata.description.as_ref()), Some("Two lines of it."));
        let disabled: Vec<&str> = metadata.disabled.iter().map(|off| off.span.slice(source)).collect();
        assert_eq!(disabled, ["numbers/vague-range", "dates/weekday-mismatch"]);
        for (line, want) in [
            ("title: Mill closes   # soon", "Mill closes"),
            ("title: 'It''s over' # soon", "It''s over"),
            ("title: \"a \\\"mill\\\" b\"", "a \\\"mill\\\" b"),
            ("title: >-\n  The mill\n  closes\ndate: x", "The mill\n  closes"),
            ("title: The mill\n  closes\ndate: x", "The mill\n  closes"),
            ("? title\n: Mill", "Mill"),
        ] {
            let source = format!("---\n{line}\n---\n");
            let (metadata, _) = front_matter(&source);
            assert_eq!(metadata.title.unwrap().span.slice(&source), want, "{line}");
        }
    }

    #[test]
    fn reasons_and_blanket() {
        let (metadata, _) =
            front_matter("---\ncopydesk:\n  disable:\n    numbers/vague-range: the minister's words\n---\n");
        assert_eq!(metadata.disabled[0].reason.as_deref(), Some("the minister's words"));
        let (metadata, _) = front_matter("---\ncopydesk: {disable: true}\n---\n");
        assert_eq!(metadata.disabled[0].rule, None);
        let (metadata, _) = front_matter("+++\n[copydesk.disable]\n\"a/b\" = \"why\"\n+++\n");
        assert_eq!(metadata.disabled[0].reason.as_deref(), Some("why"));
    }

    #[test]
    fn toml() {
        let source = "+++\r\ntitle = 'Mill closes'\r\ndate = 2024-03-12T08:00:00Z\r\nauthors = [\"Anna Lund\", \"Per Dahl\"]\r\n[params]\r\ntitle = \"no\"\r\n+++\r\nBody";
        let (metadata, body) = front_matter(source);
        assert_eq!(&source[body..], "Body");
        assert_eq!(metadata.title.as_ref().unwrap().span.slice(source), "Mill closes");
        assert_eq!(metadata.iso_date(), Some("2024-03-12T08:00:00Z"));
        assert_eq!(metadata.authors.len(), 2);
    }

    #[test]
    fn no_front_matter() {
        for source in ["", "---", "---\ntitle: x\n", "--- \nno end", "text\n---\na: b\n---\n", "+++\n---\n"] {
            assert_eq!(front_matter(source), (Metadata::default(), 0), "{source}");
        }
        assert_eq!(front_matter("---\n---").1, 7);
        assert_eq!(front_matter("---\n: [ } bad\n---\nText").1, 18);
    }
}
