//! HTML: tags say where blocks begin and end and what they are for.
//!
//! - The first `h1` is the headline, or else the `title`; `figcaption`, `blockquote`, `td`, `th`, `li`, `pre`,
//!   `address` say what they are, and so do class names such as `byline` and `standfirst`.
//! - Scripts, styles and hidden elements go. `nav`, `aside`, `footer`, `form`, and everything outside `main` or
//!   the only `article`, is no part of the piece.
//! - White space is one blank, as a browser draws it; it and character references are atomic. An element inside
//!   a line never ends a sentence.
//! - `<q>` has the quotation marks that a browser would draw.
//!
//! Linear: the stack of open elements is bounded, as it is in browsers.

mod element;
mod tags;

use std::ops::Range;

use element::{Kind, Mark};
use tags::{Attributes, Visitor};

use super::flow::Flow;
use super::furniture::is_furniture;
use super::line::{is_caption, is_credit};
use super::metadata::{Entry, Metadata};
use super::{Cell, Document, List, Place, Role, Table};
use crate::text::{ProseSpan, SourceSpan};

/// Deeper elements are read as if they were not there; browsers draw the line at the same depth.
const DEEPEST: usize = 512;
/// Columns and rows that one cell can span.
const WIDEST_SPAN: u32 = 64;
/// A cell with more words is a column of a page laid out by tables.
const LONGEST_CELL: usize = 40;
/// A credit with more words is none.
const LONGEST_CREDIT: usize = 40;

/// Reads a page.
pub(super) fn read(source: &str) -> Document<'_> {
    let mut flow = Flow::new(source);
    let mut page = Page::new(&mut flow);
    tags::visit(source, 0..source.len(), &mut page);
    page.end();
    page.settle();
    let metadata = page.metadata;
    flow.finish(metadata)
}

/// Reads a piece of HTML that stands in another format, at a place of its structure. Returns the headline, if it holds
/// one and may.
pub(super) fn read_fragment(
    flow: &mut Flow<'_>,
    range: Range<usize>,
    place: Place,
    may_be_headline: bool,
) -> Option<u32> {
    let source = flow.source();
    let mut page = Page { outer: place, may_be_headline, ..Page::new(flow) };
    tags::visit(source, range, &mut page);
    page.end();
    page.headline
}

/// An element that has begun.
#[derive(Debug, Clone, Copy)]
struct Open {
    kind: Kind,
    /// First bytes of its name, which tell all names of one kind apart.
    name: [u8; 8],
    mark: Option<Mark>,
}

/// How many elements of a sort are open.
#[derive(Debug, Default)]
struct Depths {
    dropped: u32,
    furniture: u32,
    quote: u32,
    code: u32,
    inline_code: u32,
    struck: u32,
    caption: u32,
    credit: u32,
    standfirst: u32,
    footnote: u32,
    header: u32,
    main: u32,
    article: u32,
    title: u32,
}

/// A table that has begun.
#[derive(Debug, Default)]
struct OpenTable {
    table: u32,
    /// Rows that have begun.
    rows: u32,
    column: u32,
    /// The cell that has begun: its columns, its first block, whether it is a `th`.
    cell: Option<(Range<u32>, u32, bool)>,
    row_label: Option<u32>,
    column_labels: Vec<Option<u32>>,
    /// For each column, how many more rows a cell above reaches into.
    reach: Vec<u32>,
}

struct Page<'f, 's> {
    flow: &'f mut Flow<'s>,
    metadata: Metadata,
    open: Vec<Open>,
    depths: Depths,
    heading: Option<u8>,
    lists: Vec<(u32, u32)>,
    tables: Vec<OpenTable>,
    /// Line breaks since the last text.
    breaks: u32,
    title: Option<u32>,
    headline: Option<u32>,
    may_be_headline: bool,
    /// Whether the text of the piece has begun.
    has_text: bool,
    articles: u32,
    has_main: bool,
    /// For each block whether it stands in `main` and in an `article`.
    inside: Vec<(bool, bool)>,
    /// The place around a fragment.
    outer: Place,
}

impl<'f, 's> Page<'f, 's> {
    fn new(flow: &'f mut Flow<'s>) -> Self {
        Self {
            flow,
            metadata: Metadata::default(),
            open: Vec::new(),
            depths: Depths::default(),
            heading: None,
            lists: Vec::new(),
            tables: Vec::new(),
            breaks: 0,
            title: None,
            headline: None,
            may_be_headline: true,
            has_text: false,
            articles: 0,
            has_main: false,
            inside: Vec::new(),
            outer: Place::Flow,
        }
    }

    /// Ends the open block and everything around it.
    fn end(&mut self) {
        self.close();
        while !self.open.is_empty() {
            self.pop();
        }
    }

    /// Ends the open block.
    fn close(&mut self) {
        self.breaks = 0;
        let Some(span) = self.flow.close() else { return };
        let role = self.role(span);
        let place = self.place(role);
        let index = self.flow.keep(span, role, place);
        self.inside.push((self.depths.main > 0, self.depths.article > 0));
        self.has_text |= matches!(role, Role::Body | Role::ListItem | Role::QuoteBlock);
        match role {
            Role::Headline if self.depths.title > 0 => self.title = Some(index),
            Role::Headline => self.headline = Some(index),
            Role::Caption => {
                if let Some(table) = self.tables.last().filter(|table| table.rows == 0) {
                    self.flow.tables[table.table as usize].caption.get_or_insert(index);
                }
            }
            _ => {}
        }
    }

    fn role(&self, span: ProseSpan) -> Role {
        let line = self.flow.text(span);
        let words = || line.split_whitespace();
        let depths = &self.depths;
        if depths.title > 0 {
            return Role::Headline;
        }
        if depths.furniture > 0 {
            return Role::Page;
        }
        if depths.code > 0 {
            return Role::Code;
        }
        if let Some(level) = self.heading {
            let may = level == 1 && self.headline.is_none() && depths.quote == 0 && self.may_be_headline;
            return if may { Role::Headline } else { Role::Heading };
        }
        if depths.caption > 0 {
            return Role::Caption;
        }
        if depths.credit > 0 && words().nth(LONGEST_CREDIT).is_none() {
            return Role::Credit;
        }
        if depths.standfirst > 0 {
            return Role::Standfirst;
        }
        if depths.footnote > 0 {
            return Role::Footnote;
        }
        if depths.quote > 0 {
            return Role::QuoteBlock;
        }
        if self.tables.last().is_some_and(|table| table.cell.is_some()) && words().nth(LONGEST_CELL).is_none() {
            return Role::TableCell;
        }
        if !self.lists.is_empty() || matches!(self.outer, Place::Item { .. }) {
            return Role::ListItem;
        }
        if is_caption(line) {
            Role::Caption
        } else if is_credit(line) {
            Role::Credit
        } else if is_furniture(line) {
            Role::Page
        } else if depths.header > 0 && self.headline.is_some() {
            Role::Standfirst
        } else {
            Role::Body
        }
    }

    fn place(&self, role: Role) -> Place {
        if let (Some(level), Role::Heading | Role::Headline) = (self.heading, role) {
            return Place::Heading(level);
        }
        if let Some(OpenTable { table, rows, cell: Some((columns, first, _)), row_label, column_labels, .. }) =
            self.tables.last()
            && role == Role::TableCell
        {
            let label = column_labels.get(columns.start as usize).copied().flatten();
            let own = label == Some(*first);
            return Place::Cell(Cell {
                table: *table,
                row: rows.saturating_sub(1),
                column: columns.start,
                row_label: *row_label,
                column_label: label.filter(|_| !own),
            });
        }
        match self.lists.last() {
            Some(&(list, begun)) if begun > 0 => Place::Item { list, position: begun - 1 },
            _ => self.outer,
        }
    }

    fn push(&mut self, name: &[u8], kind: Kind, mark: Option<Mark>) {
        if self.open.len() >= DEEPEST {
            return;
        }
        let open = Open { kind, name: first_bytes(name), mark };
        self.count(open, true);
        self.open.push(open);
    }

    fn pop(&mut self) {
        let Some(open) = self.open.pop() else { return };
        self.count(open, false);
        match open.kind {
            Kind::Heading(_) => self.heading = None,
            Kind::List => {
                self.lists.pop();
            }
            Kind::Table => {
                self.tables.pop();
            }
            Kind::Cell(_) => self.end_cell(),
            _ => {}
        }
    }

    fn count(&mut self, open: Open, begins: bool) {
        let depths = &mut self.depths;
        let step = |depth: &mut u32| *depth = if begins { *depth + 1 } else { depth.saturating_sub(1) };
        match open.kind {
            Kind::Dropped => step(&mut depths.dropped),
            Kind::Furniture => step(&mut depths.furniture),
            Kind::Quote => step(&mut depths.quote),
            Kind::Code => step(&mut depths.code),
            Kind::InlineCode => step(&mut depths.inline_code),
            Kind::Struck => step(&mut depths.struck),
            Kind::Caption => step(&mut depths.caption),
            Kind::Credit => step(&mut depths.credit),
            Kind::Header => step(&mut depths.header),
            Kind::Main => step(&mut depths.main),
            Kind::Article => step(&mut depths.article),
            Kind::Title => step(&mut depths.title),
            _ => {}
        }
        match open.mark {
            Some(Mark::Hidden) => step(&mut depths.dropped),
            Some(Mark::Furniture) => step(&mut depths.furniture),
            Some(Mark::Credit) => step(&mut depths.credit),
            Some(Mark::Standfirst) => step(&mut depths.standfirst),
            Some(Mark::Caption) => step(&mut depths.caption),
            Some(Mark::Quote) => step(&mut depths.quote),
            Some(Mark::Footnote) => step(&mut depths.footnote),
            None => {}
        }
    }

    /// Ends the open elements down to the innermost of `ends`, unless one of `stops` is met before.
    fn end_implied(&mut self, ends: impl Fn(Kind) -> bool, stops: impl Fn(Kind) -> bool) {
        let innermost = self.open.iter().rposition(|open| ends(open.kind) || stops(open.kind));
        if let Some(at) = innermost.filter(|&at| ends(self.open[at].kind)) {
            while self.open.len() > at {
                self.pop();
            }
        }
    }

    fn begin_cell(&mut self, attributes: &Attributes, is_head: bool) {
        let span = |name: &str| {
            let value = attributes.get(name).and_then(|(value, _)| value.trim().parse::<u32>().ok());
            value.unwrap_or(1).clamp(1, WIDEST_SPAN)
        };
        let (width, height) = (span("colspan"), span("rowspan"));
        let first = self.flow.blocks.len() as u32;
        if self.tables.last().is_some_and(|table| table.rows == 0) {
            self.begin_row();
        }
        let Some(table) = self.tables.last_mut() else { return };
        while table.reach.get(table.column as usize).is_some_and(|reach| *reach > 0) {
            table.column += 1;
        }
        let columns = table.column..table.column + width;
        if height > 1 && columns.end < 4096 {
            table.reach.resize(table.reach.len().max(columns.end as usize), 0);
            // The row that ends next counts too.
            table.reach[columns.start as usize..columns.end as usize].fill(height);
        }
        table.cell = Some((columns, first, is_head));
    }

    fn end_cell(&mut self) {
        let blocks = self.flow.blocks.len() as u32;
        let Some(table) = self.tables.last_mut() else { return };
        let Some((columns, first, is_head)) = table.cell.take() else { return };
        let label = (first < blocks).then_some(first);
        if is_head && table.rows == 1 {
            table.column_labels.resize(table.column_labels.len().max(columns.end as usize), None);
            table.column_labels[columns.start as usize..columns.end as usize].fill(label);
        } else if columns.start == 0 {
            table.row_label = label;
        }
        table.column = columns.end;
        if let Some(whole) = self.flow.tables.get_mut(table.table as usize) {
            whole.columns = whole.columns.max(columns.end);
        }
    }

    fn begin_row(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        table.rows += 1;
        table.column = 0;
        for reach in &mut table.reach {
            *reach = reach.saturating_sub(1);
        }
        if table.reach.first().is_none_or(|reach| *reach == 0) {
            table.row_label = None;
        }
        self.flow.tables[table.table as usize].rows = table.rows;
    }

    /// Date, author and description from the head of the page, or from a `time` at its top.
    fn metadata(&mut self, name: &[u8], attributes: &Attributes) {
        let of = |name: &str| attributes.get(name).map(|(value, _)| value.to_ascii_lowercase());
        let entry = |name: &str| {
            attributes.get(name).filter(|(text, _)| !text.trim().is_empty()).map(|(text, range)| Entry {
                text: text.trim().to_owned(),
                span: SourceSpan::new(range.start as u32, range.end as u32),
            })
        };
        let item = of("itemprop");
        let published = item.as_deref() == Some("datepublished");
        match name {
            b"meta" => {
                let key = of("property").or_else(|| of("name")).or(item).unwrap_or_default();
                let Some(value) = entry("content") else { return };
                match key.as_str() {
                    "article:published_time"
                    | "date"
                    | "dc.date"
                    | "dcterms.date"
                    | "dc.date.issued"
                    | "pubdate"
                    | "publish-date"
                    | "datepublished"
                    | "parsely-pub-date" => self.metadata.date = Some(value),
                    "author" | "article:author" if !value.text.contains("://") => self.metadata.authors.push(value),
                    "description" => self.metadata.description = Some(value),
                    _ => {}
                }
            }
            b"time" if self.metadata.date.is_none() => {
                // A time inside the text is an event's; one at the top, or one that says so, is the piece's.
                let at_top = !self.has_text && self.flow.is_blank() && self.depths.furniture == 0;
                if published || of("pubdate").is_some() || at_top {
                    self.metadata.date = entry("datetime");
                }
            }
            b"html" => self.metadata.locale = entry("lang"),
            _ => {}
        }
    }

    /// What only the whole page tells.
    fn settle(&mut self) {
        if let (Some(title), Some(_)) = (self.title, self.headline) {
            self.flow.blocks[title as usize].role = Role::Page;
        }
        let only_article = self.articles == 1;
        for (index, (block, &(in_main, in_article))) in self.flow.blocks.iter_mut().zip(&self.inside).enumerate() {
            let outside = if self.has_main { !in_main } else { only_article && !in_article };
            let kept = matches!(block.role, Role::Headline | Role::Standfirst) || Some(index as u32) == self.title;
            if outside && !kept {
                block.role = Role::Page;
            }
        }
    }

    /// Text of a line: single blanks stay, longer white space becomes one.
    fn line_text(&mut self, text: &str, range: Range<usize>) {
        let bytes = text.as_bytes();
        let (mut from, mut at) = (0, 0);
        while at < bytes.len() {
            if !bytes[at].is_ascii_whitespace() {
                at += 1;
                continue;
            }
            let run = bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            if run > 1 || bytes[at] != b' ' {
                self.flow.verbatim(range.start + from..range.start + at);
                self.flow.blank(range.start + at..range.start + at + run);
                from = at + run;
            }
            at += run;
        }
        self.flow.verbatim(range.start + from..range.end);
    }
}

impl Visitor for Page<'_, '_> {
    fn text(&mut self, text: &str, range: Range<usize>, verbatim: bool) {
        let depths = &self.depths;
        if depths.dropped > 0 || depths.struck > 0 {
            return;
        }
        if depths.code > 0 {
            if verbatim {
                self.flow.verbatim(range)
            } else {
                self.flow.atomic(text, range)
            }
            return;
        }
        if text.bytes().all(|byte| byte.is_ascii_whitespace()) {
            return self.flow.blank(range);
        }
        self.breaks = 0;
        if depths.inline_code > 0 {
            if verbatim { self.flow.opaque(range) } else { self.flow.opaque_as(text, range) }
        } else if verbatim {
            self.line_text(text, range);
        } else {
            self.flow.atomic(text, range);
        }
    }

    fn start_tag(&mut self, name: &[u8], attributes: &Attributes, range: Range<usize>) {
        match name {
            b"br" => {
                self.breaks += 1;
                if self.breaks > 1 {
                    self.close();
                } else if self.depths.code > 0 {
                    self.flow.atomic("\n", range);
                } else {
                    self.flow.blank(range);
                }
                return;
            }
            b"hr" => return self.close(),
            b"meta" | b"time" | b"html" => self.metadata(name, attributes),
            _ => {}
        }
        let Some(kind) = element::kind(name) else {
            let mark = element::mark(attributes, Kind::Hidden);
            if matches!(mark, Some(Mark::Hidden | Mark::Furniture)) && !element::is_void(name) {
                self.push(name, Kind::Hidden, Some(Mark::Hidden));
            }
            return;
        };
        if kind == Kind::Title && self.depths.dropped > 0 {
            return;
        }
        let mark = element::mark(attributes, kind);
        if !kind.is_inline() {
            self.close();
        }
        match kind {
            Kind::Item => self.end_implied(|kind| kind == Kind::Item, |kind| matches!(kind, Kind::List | Kind::Table)),
            Kind::Row => {
                // The cells before the first row need none to stand in.
                self.end_implied(|kind| matches!(kind, Kind::Cell(_)), |kind| kind == Kind::Table);
                self.end_implied(|kind| kind == Kind::Row, |kind| kind == Kind::Table);
            }
            Kind::Cell(_) => {
                self.end_implied(|kind| matches!(kind, Kind::Cell(_)), |kind| matches!(kind, Kind::Row | Kind::Table));
            }
            Kind::Heading(_) => self.end_implied(|kind| matches!(kind, Kind::Heading(_)), |kind| !kind.is_inline()),
            _ => {}
        }
        if self.open.len() >= DEEPEST {
            return;
        }
        self.push(name, kind, mark);
        if self.depths.dropped > 0 {
            // Lists and tables are popped with their elements, dropped ones too.
            match kind {
                Kind::List => self.lists.push((u32::MAX, 0)),
                Kind::Table => self.tables.push(OpenTable { table: u32::MAX, ..OpenTable::default() }),
                _ => {}
            }
            return;
        }
        match kind {
            Kind::Heading(level) => self.heading = Some(level),
            Kind::List => {
                let lead_in = self.flow.blocks.len().checked_sub(1).map(|index| index as u32);
                let start = attributes.get("start").and_then(|(start, _)| start.parse().ok());
                let first_number = (name == b"ol").then(|| start.unwrap_or(1));
                self.flow.lists.push(List { lead_in, items: 0, level: self.lists.len() as u32, first_number });
                self.lists.push((self.flow.lists.len() as u32 - 1, 0));
            }
            Kind::Item => {
                if let Some((list, begun)) = self.lists.last_mut() {
                    *begun += 1;
                    self.flow.lists[*list as usize].items = *begun;
                }
            }
            Kind::Table => {
                self.flow.tables.push(Table::default());
                self.tables.push(OpenTable { table: self.flow.tables.len() as u32 - 1, ..OpenTable::default() });
            }
            Kind::Row => self.begin_row(),
            Kind::Cell(is_head) => self.begin_cell(attributes, is_head),
            Kind::InlineQuote => self.flow.atomic("“", range),
            Kind::Main => self.has_main = true,
            Kind::Article => self.articles += u32::from(self.depths.article == 1),
            _ => {}
        }
    }

    fn end_tag(&mut self, name: &[u8], range: Range<usize>) {
        let bytes = first_bytes(name);
        let Some(at) = self.open.iter().rposition(|open| open.name == bytes) else {
            // A stray `</p>` is an empty paragraph; any other end without a beginning is nothing.
            if name == b"p" {
                self.close();
            }
            return;
        };
        let kind = self.open[at].kind;
        if !kind.is_inline() {
            self.close();
        }
        if kind == Kind::InlineQuote && self.depths.dropped == 0 {
            self.flow.atomic("”", range);
        }
        while self.open.len() > at {
            self.pop();
        }
    }

    fn comment(&mut self, range: Range<usize>) {
        let source = self.flow.source();
        let Some(text) = source[range.clone()].strip_prefix("<!--").and_then(|text| text.strip_suffix("-->")) else {
            return;
        };
        self.flow.comment(text, range.start + 4, range, !self.flow.is_blank());
    }
}

fn first_bytes(name: &[u8]) -> [u8; 8] {
    let mut bytes = [0; 8];
    for (to, from) in bytes.iter_mut().zip(name) {
        *to = *from;
    }
    bytes
}
