//! Findings and faults, drawn for people in a terminal.
//!
//! The only file that knows miette, which draws the frames; the text inside them is an excerpt of ours, cut
//! to the width of the terminal, because miette shows a line whole however long it is.

use std::fmt;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode,
    SpanContents,
};
use owo_colors::Style as Ink;

use super::excerpt::{self, Row};
use super::texts::Lines;
use super::{Notice, Texts, visible};
use crate::fact::Number;
use crate::finding::{Finding, Severity};
use crate::text::SourceSpan;

/// Lines of prose longer than this are hard to read, however wide the terminal is.
const WIDEST_PROSE: usize = 100;
/// An excerpt that is longer takes the eye too far from its line number.
const WIDEST_EXCERPT: usize = 160;
/// Number of the line and the edge of the frame: ` 1234 │ `.
const GUTTER: usize = 8;

/// How to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether escape sequences for colour are welcome.
    pub colour: bool,
    /// Whether frames are drawn with ASCII characters only.
    pub ascii: bool,
    /// Whether the predicates that held are shown under each finding.
    pub explain: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { width: 80, colour: false, ascii: false, explain: false }
    }
}

/// How many findings of each severity, and in how many files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Infos.
    pub infos: usize,
    /// Texts that were checked.
    pub texts: usize,
}

impl Counts {
    /// Counts one more finding.
    pub fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.texts += other.texts;
    }
}

/// Draws a finding: its message and rule, an excerpt around every site, and what an editor can do.
pub fn finding(out: &mut String, finding: &Finding, texts: &Texts<'_>, style: Style) {
    let mut drawing = Drawing::new(titled(finding, style), finding.severity);
    let mut elsewhere = Vec::new();
    let mut paths = vec![&finding.primary.path];
    for site in &finding.related {
        if !paths.contains(&&site.path) {
            paths.push(&site.path);
        }
    }
    for path in paths {
        let sites: Vec<_> = std::iter::once(&finding.primary)
            .chain(&finding.related)
            .enumerate()
            .filter(|(_, site)| &site.path == path)
            .map(|(index, site)| excerpt::Site { span: site.span, label: &site.label, is_primary: index == 0 })
            .collect();
        match texts.get(path) {
            Some(lines) => drawing.add_rows(path, excerpt::rows(lines, &sites, style.excerpt_width())),
            None => {
                elsewhere.extend(sites.iter().map(|site| format!("see also {}: {}", visible::line(path), site.label)))
            }
        }
    }
    if let Some(help) = &finding.help {
        drawing.add_help(help, style);
    }
    for remedy in finding.fix.iter().flat_map(|fix| &fix.remedies) {
        drawing.add_help(&format!("{} {}", if style.ascii { "->" } else { "→" }, remedy.title), style);
    }
    for line in elsewhere {
        drawing.add_help(&line, style);
    }
    drawing.draw(out, style);
    for step in finding.trail.iter().filter(|_| style.explain) {
        because(out, step, style);
    }
}

/// A predicate that held, with its values: in the form of the help line, which miette draws.
fn because(out: &mut String, step: &str, style: Style) {
    let label = "  because: ";
    let lines = visible::wrap(step, style.prose_width() - label.len()).replace('\n', "\n           ");
    out.push_str(&style.dim(label));
    out.push_str(&lines);
    out.push('\n');
}

/// The message, and behind it or under it the rule.
fn titled(finding: &Finding, style: Style) -> String {
    let columns = style.message_width(finding.severity);
    let mut title = visible::wrap(&finding.message, columns);
    let last = title.rsplit('\n').next().map_or(0, visible::width);
    title.push_str(if last + 2 + finding.rule.len() <= columns { "  " } else { "\n" });
    title.push_str(&style.dim(&finding.rule));
    title
}

/// Draws what could not be used, with its place and a way out.
pub fn notice(out: &mut String, notice: &Notice, style: Style) {
    let path = visible::line(&notice.path);
    match (&notice.text, &notice.span) {
        (Some(text), Some(span)) => {
            let message = visible::wrap(&notice.message, style.message_width(Severity::Error));
            let mut drawing = Drawing::new(message, Severity::Error);
            let start = text.floor_char_boundary(span.start);
            let span = SourceSpan::new(start as u32, text.ceil_char_boundary(span.end).max(start) as u32);
            let site = excerpt::Site { span, label: "", is_primary: true };
            drawing.add_rows(&path, excerpt::rows(&Lines::new(text), &[site], style.excerpt_width()));
            drawing.add_help(&notice.help, style);
            drawing.draw(out, style);
        }
        _ => {
            let message = format!("{path}: {}", visible::line(&notice.message));
            let mut drawing =
                Drawing::new(visible::wrap(&message, style.message_width(Severity::Error)), Severity::Error);
            drawing.add_help(&notice.help, style);
            drawing.draw(out, style);
        }
    }
}

/// Draws what is worth a word and no fault, in one line.
pub fn remark(out: &mut String, notice: &Notice, style: Style) {
    let words = format!("{}: {}; {}", notice.path, notice.message, notice.help);
    out.push_str(&style.paint(ink(Severity::Info), "note:"));
    out.push(' ');
    out.push_str(&visible::line(&words));
    out.push('\n');
}

/// The last line of a report: `3 errors, 5 warnings, 7 infos in 1 file`, or `nothing` in its place; then what could
/// not be used.
#[must_use]
pub fn summary(counts: &Counts, noun: &str, nothing: &str, faults: usize, style: Style) -> String {
    let texts = counted(counts.texts, noun);
    let mut parts = Vec::new();
    for (count, severity) in
        [(counts.errors, Severity::Error), (counts.warnings, Severity::Warning), (counts.infos, Severity::Info)]
    {
        if count > 0 {
            parts.push(style.paint(ink(severity), &counted(count, severity.name())));
        }
    }
    let found = if parts.is_empty() { nothing.to_owned() } else { parts.join(", ") };
    let unused = if faults == 0 { String::new() } else { style.paint(ink(Severity::Error), &counted(faults, "fault")) };
    let joiner = if faults == 0 { "" } else { ", and " };
    format!("{found} in {texts}{joiner}{unused}")
}

/// The last line of a run of tests: `90 rules, 412 texts, all passed`. What was tested comes with its number,
/// in the singular and in the plural; what there is none of is left out. What could not be tested has not passed.
#[must_use]
pub fn summary_of_tests(tested: &[(usize, &str, &str)], failed: usize, faults: usize, style: Style) -> String {
    let end = match failed {
        0 if faults > 0 => style.paint(ink(Severity::Error), &counted(faults, "fault")),
        0 => style.paint(Ink::new().green().bold(), "all passed"),
        _ => style.paint(ink(Severity::Error), &format!("{} failed", grouped(failed))),
    };
    let there = tested.iter().filter(|(count, ..)| *count > 0);
    let tested = there.map(|&(count, one, many)| format!("{} {}", grouped(count), if count == 1 { one } else { many }));
    tested.chain([end]).collect::<Vec<_>>().join(", ")
}

/// `1 error`, `1,204 errors`.
#[must_use]
pub fn counted(count: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(count), if count == 1 { "" } else { "s" })
}

fn grouped(count: usize) -> String {
    Number::from(i64::try_from(count).unwrap_or(i64::MAX)).to_string()
}

impl Style {
    fn excerpt_width(self) -> usize {
        self.width.min(WIDEST_EXCERPT).saturating_sub(GUTTER)
    }

    fn prose_width(self) -> usize {
        self.width.clamp(40, WIDEST_PROSE)
    }

    /// Columns of a message behind its mark, `  × error: `.
    fn message_width(self, severity: Severity) -> usize {
        self.prose_width() - "  × : ".chars().count() - severity.name().len()
    }

    /// The word for a severity in its colour.
    pub(super) fn severity(self, severity: Severity) -> String {
        self.paint(ink(severity), severity.name())
    }

    /// What stands out.
    pub(super) fn bold(self, text: &str) -> String {
        self.paint(Ink::new().bold(), text)
    }

    /// What stands back.
    pub(super) fn dim(self, text: &str) -> String {
        self.paint(Ink::new().dimmed(), text)
    }

    /// `text` in a colour, if colours are welcome.
    #[must_use]
    pub fn paint(self, ink: Ink, text: &str) -> String {
        if self.colour { ink.style(text).to_string() } else { text.to_owned() }
    }

    fn theme(self, severity: Severity, is_primary: impl Iterator<Item = bool>) -> GraphicalTheme {
        let mut theme = match (self.ascii, self.colour) {
            (true, true) => GraphicalTheme::ascii(),
            (true, false) => GraphicalTheme::none(),
            (false, true) => GraphicalTheme::unicode(),
            (false, false) => GraphicalTheme::unicode_nocolor(),
        };
        if self.colour {
            let styles = &mut theme.styles;
            styles.error = ink(Severity::Error);
            styles.warning = ink(Severity::Warning);
            styles.advice = ink(Severity::Info);
            styles.help = Ink::new().dimmed();
            styles.link = Ink::new().dimmed();
            // miette gives the labels these in turn, in the order of their place.
            styles.highlights =
                is_primary.map(|is_primary| if is_primary { ink(severity) } else { Ink::new().blue() }).collect();
        }
        for (mark, severity) in [
            (&mut theme.characters.error, Severity::Error),
            (&mut theme.characters.warning, Severity::Warning),
            (&mut theme.characters.advice, Severity::Info),
        ] {
            *mark = format!("{mark} {severity}:");
        }
        theme
    }
}

fn ink(severity: Severity) -> Ink {
    match severity {
        Severity::Error => Ink::new().red().bold(),
        Severity::Warning => Ink::new().yellow().bold(),
        Severity::Info => Ink::new().cyan().bold(),
    }
}

/// What miette is given to draw.
#[derive(Debug)]
struct Drawing {
    message: String,
    severity: Severity,
    rows: Rows,
    /// Lines that fit.
    help: String,
}

/// The excerpts, one after another, as the source that miette reads from.
#[derive(Debug, Default)]
struct Rows {
    rows: Vec<Placed>,
    /// Where the next row begins.
    end: usize,
}

/// A row, where it begins in the source that miette sees, and what its frame is called.
#[derive(Debug)]
struct Placed {
    row: Row,
    start: usize,
    name: String,
}

impl Drawing {
    fn new(message: String, severity: Severity) -> Self {
        Self { message, severity, rows: Rows::default(), help: String::new() }
    }

    /// Adds a line of help.
    fn add_help(&mut self, text: &str, style: Style) {
        if !self.help.is_empty() {
            self.help.push('\n');
        }
        self.help.push_str(&visible::wrap(text, style.prose_width() - "  help: ".len()));
    }

    /// The first frame of each file is named by its path, in the form that terminals and editors can open.
    fn add_rows(&mut self, path: &str, rows: Vec<Row>) {
        for (index, row) in rows.into_iter().enumerate() {
            let position = format!("{}:{}", row.position.line, row.position.column);
            let name = if index == 0 { format!("{}:{position}", visible::line(path)) } else { position };
            let start = self.rows.end;
            self.rows.end += row.text.len() + 1;
            self.rows.rows.push(Placed { row, start, name });
        }
    }

    fn draw(&self, out: &mut String, style: Style) {
        let is_primary = self.rows.rows.iter().flat_map(|placed| placed.row.marks.iter().map(|mark| mark.is_primary));
        let handler = GraphicalReportHandler::new_themed(style.theme(self.severity, is_primary))
            // Messages and help come in lines that fit, broken by us: miette would break `names/two-forms`.
            .with_wrap_lines(false)
            .with_context_lines(0)
            .with_links(false)
            .without_primary_span_start()
            .without_syntax_highlighting();
        let mut drawn = String::new();
        // Writing to a string cannot fail, and every label lies inside its row.
        let _ = handler.render_report(&mut drawn, self);
        self.align(&drawn, out);
    }

    /// Moves the frames under each other: miette gives each the indentation that its own line number needs.
    fn align(&self, drawn: &str, out: &mut String) {
        let digits = |placed: &Placed| placed.row.position.line.to_string().len();
        let widest = self.rows.rows.iter().map(digits).max().unwrap_or_default();
        let mut frames = self.rows.rows.iter().map(|placed| widest - digits(placed));
        let mut indent = 0;
        for line in drawn.split_inclusive('\n') {
            let mark = line.trim_start().chars().next();
            if matches!(mark, Some('╭' | ',')) {
                indent = frames.next().unwrap_or_default();
            }
            out.extend(std::iter::repeat_n(' ', indent));
            out.push_str(line);
            if matches!(mark, Some('╰' | '`')) {
                indent = 0;
            }
        }
    }
}

impl SourceCode for Rows {
    fn read_span<'a>(
        &'a self,
        span: &miette::SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let index = self.rows.partition_point(|placed| placed.start <= span.offset()).saturating_sub(1);
        let placed = self.rows.get(index).ok_or(MietteError::OutOfBounds)?;
        // Refusing a span over two rows keeps each in a frame of its own: they are no neighbours in the text.
        if span.offset() + span.len() > placed.start + placed.row.text.len() {
            return Err(MietteError::OutOfBounds);
        }
        Ok(Box::new(MietteSpanContents::new_named(
            placed.name.clone(),
            placed.row.text.as_bytes(),
            (placed.start, placed.row.text.len()).into(),
            placed.row.position.line as usize - 1,
            placed.row.position.column as usize - 1,
            1,
        )))
    }
}

impl fmt::Display for Drawing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Drawing {}

impl Diagnostic for Drawing {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        (!self.help.is_empty()).then(|| Box::new(&self.help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.rows)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.rows.rows.iter().flat_map(|placed| {
            placed.row.marks.iter().map(|mark| {
                let label = (!mark.label.is_empty()).then(|| mark.label.clone());
                let span = (placed.start + mark.range.start, mark.range.len());
                if mark.is_primary {
                    LabeledSpan::new_primary_with_span(label, span)
                } else {
                    LabeledSpan::new_with_span(label, span)
                }
            })
        })))
    }
}
