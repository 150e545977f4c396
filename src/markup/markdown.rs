//! Markdown: the parser's events, each with its bytes, written into the prose.
//!
//! - The first heading of level 1 is the headline, or else the title of the front matter; a paragraph that is
//!   all emphasis right after it is the standfirst.
//! - Text that stands in the source as it is read is verbatim; an entity or a line break is atomic.
//! - Targets of links and images go, their text stays; the text of an image is a caption of its own.
//! - Inline code, template tags and formulas stay in the prose as opaque tokens: a figure in them is known to
//!   be code, and the words around them are not drawn together.
//! - Struck text is taken back by its author and goes.
//! - Footnotes are read after the rest.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::component;
use super::flow::Flow;
use super::furniture::is_furniture;
use super::line::{LONGEST_HEADING, is_caption, is_credit};
use super::mask::{self, FILLER, Mask, MaskKind};
use super::metadata::{self, Entry, Metadata};
use super::{Cell, Document, List, Place, Role, Table};
use crate::text::ProseSpan;

/// Which Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// CommonMark with GitHub's tables, footnotes, task lists and alerts.
    CommonMark,
    /// The same with JSX.
    Mdx,
}

/// Reads Markdown.
pub(super) fn read(source: &str, dialect: Dialect) -> Document<'_> {
    let (metadata, body) = metadata::front_matter(source);
    let (text, masks) = mask::hide(source, body, dialect);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST;
    let mut reader = Reader::new(source, &text, body, &masks);
    let front = reader.front_matter(&metadata);
    for (event, range) in Parser::new_ext(&text, options).into_offset_iter() {
        reader.event(event, range.start + body..range.end + body);
    }
    reader.finish(metadata, front)
}

/// Blocks that the front matter gave, until the body shows whether they are needed.
#[derive(Debug, Clone, Copy, Default)]
struct FrontBlocks {
    title: Option<u32>,
    description: Option<u32>,
    /// How many there are.
    count: usize,
}

/// What the open block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leaf {
    Paragraph,
    Heading(u8),
    Cell,
    Code,
    /// Text of an image.
    Alternative,
}

/// The table being read.
#[derive(Debug, Default)]
struct OpenTable {
    row: u32,
    column: u32,
    row_label: Option<u32>,
    column_labels: Vec<Option<u32>>,
}

struct Reader<'s, 'm> {
    flow: Flow<'s>,
    source: &'s str,
    /// What the parser reads: `source[body..]` with the masked stretches filled.
    text: &'m str,
    body: usize,
    masks: &'m [Mask],
    /// The first mask that no event has passed yet.
    next_mask: usize,
    leaf: Option<Leaf>,
    /// Whether the open block has text outside emphasis, and whether all of its emphasis is strong.
    has_plain_text: bool,
    all_strong: bool,
    /// Whether the open paragraph began with an image.
    after_image: bool,
    emphasis: u32,
    strong: u32,
    struck: u32,
    /// Depth of inline `<code>` and its kind.
    html_code: u32,
    quotes: Vec<bool>,
    /// Lists around the current place: index, and how many items have begun.
    items: Vec<(u32, u32)>,
    table: Option<OpenTable>,
    images: u32,
    image_events: Vec<(Event<'m>, Range<usize>)>,
    footnotes: u32,
    footnote_events: Vec<(Event<'m>, Range<usize>)>,
    in_footnote: bool,
    html_block: Option<Range<usize>>,
    headline: Option<u32>,
    front: FrontBlocks,
}

impl<'s, 'm> Reader<'s, 'm> {
    fn new(source: &'s str, text: &'m str, body: usize, masks: &'m [Mask]) -> Self {
        Self {
            flow: Flow::new(source),
            source,
            text,
            body,
            masks,
            next_mask: 0,
            leaf: None,
            has_plain_text: false,
            all_strong: true,
            after_image: false,
            emphasis: 0,
            strong: 0,
            struck: 0,
            html_code: 0,
            quotes: Vec::new(),
            items: Vec::new(),
            table: None,
            images: 0,
            image_events: Vec::new(),
            footnotes: 0,
            footnote_events: Vec::new(),
            in_footnote: false,
            html_block: None,
            headline: None,
            front: FrontBlocks::default(),
        }
    }

    /// Title, description and authors as blocks of their own.
    fn front_matter(&mut self, metadata: &Metadata) -> FrontBlocks {
        let mut front = FrontBlocks::default();
        let mut put = |entry: &Entry, role: Role| {
            let range = entry.span.range();
            if self.source[range.clone()] == entry.text {
                self.flow.verbatim(range);
            } else {
                self.flow.atomic(&entry.text, range);
            }
            self.flow.close_as(role, Place::Flow)
        };
        front.title = metadata.title.as_ref().and_then(|title| put(title, Role::Headline));
        front.description = metadata.description.as_ref().and_then(|text| put(text, Role::Standfirst));
        for author in &metadata.authors {
            put(author, Role::Credit);
        }
        front.count = self.flow.blocks.len();
        self.front = front;
        front
    }

    fn event(&mut self, event: Event<'m>, range: Range<usize>) {
        if self.footnotes > 0 {
            match event {
                Event::Start(Tag::FootnoteDefinition(_)) => self.footnotes += 1,
                Event::End(TagEnd::FootnoteDefinition) => self.footnotes -= 1,
                _ => {}
            }
            if self.footnotes > 0 {
                self.footnote_events.push((event, range));
            }
            return;
        }
        if self.images > 0 {
            match event {
                Event::Start(Tag::Image { .. }) => self.images += 1,
                Event::End(TagEnd::Image) => self.images -= 1,
                _ => self.image_events.push((event, range)),
            }
            return;
        }
        self.comments_before(range.start);
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.text(&text, range),
            Event::Code(code) => self.code(&code, range),
            Event::SoftBreak | Event::HardBreak => {
                if self.struck == 0 {
                    self.flow.blank(range);
                }
            }
            Event::InlineHtml(html) => self.inline_html(&html, range),
            Event::Rule => {
                self.close();
            }
            // Blocks of HTML are read as a whole.
            Event::Html(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'m>, range: Range<usize>) {
        match tag {
            Tag::Paragraph | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => self.open(Leaf::Paragraph),
            Tag::Heading { level, .. } => self.open(Leaf::Heading(level_of(level))),
            Tag::CodeBlock(_) => self.open(Leaf::Code),
            Tag::BlockQuote(kind) => {
                self.close();
                // `> [!NOTE]` is a box of the author's own words.
                self.quotes.push(kind.is_none_or(|kind: BlockQuoteKind| {
                    !matches!(
                        kind,
                        BlockQuoteKind::Note
                            | BlockQuoteKind::Tip
                            | BlockQuoteKind::Important
                            | BlockQuoteKind::Warning
                            | BlockQuoteKind::Caution
                    )
                }));
            }
            Tag::HtmlBlock => {
                self.close();
                self.html_block = Some(range);
            }
            Tag::List(first_number) => {
                self.close();
                let lead_in = self.flow.blocks.len().checked_sub(1).map(|index| index as u32);
                let level = self.items.len() as u32;
                self.flow.lists.push(List { lead_in, items: 0, level, first_number });
                self.items.push((self.flow.lists.len() as u32 - 1, 0));
            }
            Tag::Item => {
                self.close();
                if let Some((list, begun)) = self.items.last_mut() {
                    *begun += 1;
                    self.flow.lists[*list as usize].items = *begun;
                }
            }
            Tag::FootnoteDefinition(_) => {
                self.close();
                if !self.in_footnote {
                    self.footnotes = 1;
                }
            }
            Tag::Table(_) => {
                self.close();
                self.flow.tables.push(Table::default());
                self.table = Some(OpenTable::default());
            }
            Tag::TableCell => self.open(Leaf::Cell),
            Tag::Emphasis => self.emphasis += 1,
            Tag::Strong => self.strong += 1,
            Tag::Strikethrough => self.struck += 1,
            Tag::Image { .. } => {
                if self.leaf.is_none() {
                    self.open(Leaf::Paragraph);
                }
                // In a cell or heading the picture stands for its words.
                if !matches!(self.leaf, Some(Leaf::Cell | Leaf::Heading(_))) {
                    self.after_image |= self.flow.is_blank();
                    self.images = 1;
                }
            }
            Tag::DefinitionList
            | Tag::TableHead
            | Tag::TableRow
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd, _range: Range<usize>) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Item => {
                self.close();
            }
            TagEnd::TableCell => self.end_cell(),
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(),
            TagEnd::Table => self.table = None,
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quotes.pop();
            }
            TagEnd::List(_) => {
                self.close();
                self.items.pop();
            }
            TagEnd::HtmlBlock => {
                if let Some(range) = self.html_block.take() {
                    self.html(range);
                }
            }
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            _ => {}
        }
    }

    fn open(&mut self, leaf: Leaf) {
        self.close();
        self.leaf = Some(leaf);
        self.has_plain_text = false;
        self.all_strong = true;
        self.after_image = false;
        self.html_code = 0;
    }

    /// Ends the open block, and writes the text of its images after it.
    fn close(&mut self) -> Option<u32> {
        let leaf = self.leaf.take()?;
        let span = self.flow.close();
        if self.image_events.is_empty() {
            return span.map(|span| self.keep(leaf, span));
        }
        // The picture comes first where the paragraph is its caption.
        let index = span.map(|span| self.keep(leaf, span));
        for (event, range) in std::mem::take(&mut self.image_events) {
            if self.leaf.is_none() {
                self.leaf = Some(Leaf::Alternative);
            }
            self.event(event, range);
        }
        self.leaf = None;
        if let Some(span) = self.flow.close() {
            self.keep(Leaf::Alternative, span);
        }
        index
    }

    fn keep(&mut self, leaf: Leaf, span: ProseSpan) -> u32 {
        let (role, place) = (self.role(leaf, span), self.place(leaf));
        let index = self.flow.keep(span, role, place);
        if role == Role::Headline {
            self.headline = Some(index);
        }
        index
    }

    fn place(&self, leaf: Leaf) -> Place {
        match (leaf, &self.table, self.items.last()) {
            (Leaf::Heading(level), ..) => Place::Heading(level),
            (Leaf::Cell, Some(table), _) => Place::Cell(Cell {
                table: self.flow.tables.len() as u32 - 1,
                row: table.row,
                column: table.column,
                row_label: table.row_label,
                column_label: table.column_labels.get(table.column as usize).copied().flatten(),
            }),
            (_, _, Some(&(list, begun))) => Place::Item { list, position: begun.saturating_sub(1) },
            _ => Place::Flow,
        }
    }

    fn role(&self, leaf: Leaf, span: ProseSpan) -> Role {
        let line = self.flow.text(span);
        match leaf {
            Leaf::Code => Role::Code,
            Leaf::Cell => Role::TableCell,
            Leaf::Alternative => match self.flow.blocks.last() {
                // The words under the picture say it already.
                Some(before) if before.role == Role::Caption && same_words(self.flow.text(before.span), line) => {
                    Role::Page
                }
                _ => Role::Caption,
            },
            Leaf::Heading(level) => {
                let quoted = self.quotes.contains(&true) || self.in_footnote || !self.items.is_empty();
                let first = self.flow.blocks.len() == self.front.count;
                let may = level == 1 && !quoted && self.headline.is_none() && (first || self.front.title.is_none());
                if may { Role::Headline } else { Role::Heading }
            }
            Leaf::Paragraph if self.in_footnote => Role::Footnote,
            Leaf::Paragraph if self.quotes.contains(&true) => Role::QuoteBlock,
            Leaf::Paragraph if !self.items.is_empty() => Role::ListItem,
            Leaf::Paragraph => self.paragraph_role(line),
        }
    }

    fn paragraph_role(&self, line: &str) -> Role {
        if is_caption(line) {
            return Role::Caption;
        }
        if is_credit(line) {
            return Role::Credit;
        }
        if is_furniture(line) {
            return Role::Furniture;
        }
        if self.has_plain_text {
            return Role::Body;
        }
        if self.after_image || self.is_right_after_image() {
            return Role::Caption;
        }
        let short = line.split_whitespace().take(LONGEST_HEADING + 1).count() <= LONGEST_HEADING
            && !line.ends_with(['.', '!', ':', ';', ',']);
        if self.all_strong && short {
            return Role::Heading;
        }
        if self.is_right_after_headline() { Role::Standfirst } else { Role::Body }
    }

    /// Whether the block before is the text of an image, and nothing else.
    fn is_right_after_image(&self) -> bool {
        self.flow.blocks.last().is_some_and(|before| before.role == Role::Caption && before.place == Place::Flow)
    }

    /// Whether only credits stand between the headline and this.
    fn is_right_after_headline(&self) -> bool {
        let mut before = self.flow.blocks.iter().rev().skip_while(|block| block.role == Role::Credit);
        before.next().is_some_and(|block| block.role == Role::Headline)
    }

    fn end_cell(&mut self) {
        let index = self.close();
        let Some(table) = &mut self.table else { return };
        if table.row == 0 {
            table.column_labels.push(index);
        }
        if table.column == 0 && table.row > 0 {
            table.row_label = index;
        }
        table.column += 1;
    }

    fn end_row(&mut self) {
        let (Some(open), Some(table)) = (&mut self.table, self.flow.tables.last_mut()) else { return };
        table.columns = table.columns.max(open.column);
        open.row += 1;
        table.rows = open.row;
        open.column = 0;
        open.row_label = None;
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.html_block.is_some() || self.struck > 0 {
            return;
        }
        if self.leaf.is_none() {
            // The text of a tight list item has no paragraph around it.
            self.open(Leaf::Paragraph);
        }
        self.note_emphasis(text);
        if self.html_code > 0 {
            self.flow.opaque(range);
        } else if self.masked(&range) != text {
            self.flow.atomic(text, range);
        } else if self.masks.is_empty() || memchr::memchr(FILLER, text.as_bytes()).is_none() {
            self.flow.verbatim(range);
        } else {
            self.filled_text(range);
        }
    }

    /// Text with hidden stretches in it.
    fn filled_text(&mut self, range: Range<usize>) {
        let first = self.masks.partition_point(|mask| mask.range.end <= range.start);
        let mut at = range.start;
        for mask in self.masks[first..].iter().take_while(|mask| mask.range.start < range.end) {
            let stretch = mask.range.start.max(at)..mask.range.end.min(range.end);
            self.flow.verbatim(at..stretch.start);
            at = stretch.end;
            match mask.kind {
                MaskKind::Code if self.leaf == Some(Leaf::Code) => self.flow.verbatim(stretch),
                MaskKind::Code => self.flow.opaque(stretch),
                // A comment over several lines is met once, at its beginning.
                MaskKind::Comment(open, close) if stretch.start == mask.range.start => {
                    self.comment(mask.range.clone(), open, close, true);
                }
                MaskKind::Comment(..) => {}
            }
        }
        self.flow.verbatim(at..range.end);
    }

    /// What the parser saw of a stretch of the source.
    fn masked(&self, range: &Range<usize>) -> &'m str {
        &self.text[range.start - self.body..range.end - self.body]
    }

    fn note_emphasis(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.has_plain_text |= self.emphasis == 0 && self.strong == 0;
            self.all_strong &= self.strong > 0;
        }
    }

    fn code(&mut self, code: &str, range: Range<usize>) {
        if self.struck > 0 {
            return;
        }
        if self.leaf.is_none() {
            self.open(Leaf::Paragraph);
        }
        self.note_emphasis(code);
        let written = &self.source[range.clone()];
        // The place that the parser gives may end before the closing ones.
        let opened = written.trim_start_matches('`');
        let start = range.end - opened.len();
        let inside = start..start + opened.trim_end_matches('`').len();
        let text = &self.source[inside.clone()];
        if text.trim() == code.trim() {
            self.flow.opaque(inside);
        } else {
            self.flow.opaque_as(code, inside);
        }
    }

    fn inline_html(&mut self, html: &str, range: Range<usize>) {
        if html.starts_with("<!--") && html.ends_with("-->") && html.len() >= 7 {
            return self.comment(range, 4, 3, true);
        }
        let closing = html.starts_with("</");
        let name = html.trim_start_matches(['<', '/']);
        let name = &name[..name.bytes().take_while(u8::is_ascii_alphanumeric).count()];
        let is = |names: &[&str]| names.iter().any(|known| name.eq_ignore_ascii_case(known));
        let step = |depth: &mut u32| *depth = if closing { depth.saturating_sub(1) } else { *depth + 1 };
        if is(&["code", "kbd", "samp", "tt", "script", "style"]) {
            step(&mut self.html_code);
        } else if is(&["del", "s", "strike"]) {
            step(&mut self.struck);
        } else if is(&["br", "img"]) {
            self.flow.blank(range);
        }
    }

    /// A block of HTML. In a quotation its lines have marks between them that are none of its own.
    #[cfg(feature = "html")]
    fn html(&mut self, range: Range<usize>) {
        if !self.quotes.is_empty() || self.in_footnote {
            return self.html_comments(range);
        }
        let may_be_headline = self.headline.is_none() && self.front.title.is_none();
        let place = self.place(Leaf::Paragraph);
        let headline = super::html::read_fragment(&mut self.flow, range, place, may_be_headline);
        self.headline = self.headline.or(headline);
    }

    #[cfg(not(feature = "html"))]
    fn html(&mut self, range: Range<usize>) {
        self.html_comments(range);
    }

    fn html_comments(&mut self, range: Range<usize>) {
        let text = &self.source[range.clone()];
        let mut at = 0;
        while let Some(start) = text[at..].find("<!--").map(|more| at + more) {
            let Some(end) = text[start + 4..].find("-->").map(|more| start + 4 + more + 3) else { break };
            self.comment(range.start + start..range.start + end, 4, 3, false);
            at = end;
        }
    }

    fn comment(&mut self, span: Range<usize>, open: usize, close: usize, inside: bool) {
        let at = span.start + open;
        let text = &self.source[at..span.end - close];
        self.flow.comment(text, at, span, inside);
    }

    /// Comments that are blank to the parser stand before whatever begins after them.
    fn comments_before(&mut self, at: usize) {
        while let Some(mask) = self.masks.get(self.next_mask).filter(|mask| mask.range.start < at) {
            self.next_mask += 1;
            if let (true, MaskKind::Comment(open, close)) = (mask.alone, mask.kind) {
                self.comment(mask.range.clone(), open, close, self.leaf.is_some());
            }
        }
    }

    fn finish(mut self, metadata: Metadata, front: FrontBlocks) -> Document<'s> {
        self.close();
        self.in_footnote = true;
        for (event, range) in std::mem::take(&mut self.footnote_events) {
            self.event(event, range);
        }
        self.close();
        self.comments_before(self.source.len());
        // What the body says itself is not said twice.
        if let Some(title) = front.title
            && self.headline.is_some()
        {
            self.flow.blocks[title as usize].role = Role::Page;
        }
        if let Some(description) = front.description
            && self.flow.says_later(description)
        {
            self.flow.blocks[description as usize].role = Role::Page;
        }
        Document { components: component::find(self.source, self.masks), ..self.flow.finish(metadata) }
    }
}

fn same_words(a: &str, b: &str) -> bool {
    let bare = |text: &str| text.trim_end_matches('.').split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    bare(a) == bare(b)
}

const fn level_of(level: HeadingLevel) -> u8 {
    level as u8
}
