//! References to tables, figures, sections and steps of the text itself.
//!
//! ```text
//! target    = LABEL NUMBER ( ":" | "." | "–" | ")" | end )     at the head of a block: Table 3: Births
//!           | NUMBER [ "." ] title                             at the head of a heading: 9.2 Liability
//! reference = LABEL NUMBER                                     anywhere else: see Table 4
//! ```
//!
//! A reference is missing only where the text has two targets or more under that label, numbered from 1, and
//! nothing says that another document is meant.

use std::collections::BTreeSet;
use std::ops::Bound;

use rustc_hash::FxHashMap;

use crate::lex::{Class, TokenKind};
use crate::markup::{Place, Role};
use crate::story::view::View;
use crate::text::ProseSpan;

/// Words of a label, and the label they stand for.
const LABELS: [(&str, &str); 11] = [
    ("table", "table"),
    ("tables", "table"),
    ("figure", "figure"),
    ("fig", "figure"),
    ("figures", "figure"),
    ("section", "section"),
    ("sections", "section"),
    ("chapter", "chapter"),
    ("chapters", "chapter"),
    ("step", "step"),
    ("clause", "section"),
];

/// A place of the text that is referred to, or refers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Label and number as they stand there.
    pub span: ProseSpan,
    /// The label: `table`, `figure`, `section`, `chapter`, `step`.
    pub label: &'static str,
    /// How many targets of that label the text has.
    pub targets: u32,
    /// The last of them.
    pub last: ProseSpan,
}

/// The references that lead nowhere, in order. Linear: two looks at each token.
pub(super) fn find(view: &View<'_>) -> Vec<Reference> {
    let mut targets: FxHashMap<&'static str, Targets> = FxHashMap::default();
    let mut heads: Vec<usize> = Vec::new();
    let mut block = u32::MAX;
    for sentence in &view.lexed.sentences {
        if sentence.block == block {
            continue;
        }
        block = sentence.block;
        let first = sentence.tokens.start as usize;
        let Some((label, number)) = target(view, block, first, sentence.tokens.end as usize) else { continue };
        heads.push(first);
        targets.entry(label).or_default().add(view, first, &number);
    }
    if targets.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for sentence in &view.lexed.sentences {
        let (start, end) = (sentence.tokens.start as usize, sentence.tokens.end as usize);
        for at in start..end.saturating_sub(1) {
            if !view.token(at).is_capital() {
                continue;
            }
            let Some(label) = label(view, at) else { continue };
            let Some(of) = targets.get(label).filter(|of| of.is_series()) else { continue };
            let Some(number) = number(view, at + 1) else { continue };
            let is_head = heads.binary_search(&at).is_ok();
            if is_head || of.holds(&number) || is_elsewhere(view, start, at, end) {
                continue;
            }
            let span = view.token(at).span().cover(view.token(at + 1).span());
            found.push(Reference { span, label, targets: of.numbers.len() as u32, last: of.last });
        }
    }
    found
}

/// The targets of one label.
struct Targets {
    numbers: BTreeSet<Vec<u32>>,
    last: ProseSpan,
}

impl Default for Targets {
    fn default() -> Self {
        Self { numbers: BTreeSet::new(), last: ProseSpan::new(0, 0) }
    }
}

impl Targets {
    fn add(&mut self, view: &View<'_>, first: usize, number: &[u32]) {
        self.numbers.insert(number.to_vec());
        self.last = view.token(first).span();
        if view.is_word(first) {
            self.last = self.last.cover(view.token(first + 1).span());
        }
    }

    /// Two or more of them, the first of which is number 1.
    fn is_series(&self) -> bool {
        self.numbers.len() >= 2 && self.numbers.range(vec![1]..).next().is_some_and(|number| number[0] == 1)
    }

    /// Whether a number is there, or a deeper one of a target that has no numbers below it.
    fn holds(&self, number: &[u32]) -> bool {
        let known = |wanted: &[u32]| self.numbers.contains(wanted);
        // What is below a number comes right behind it.
        let has_below = |wanted: &[u32]| {
            let behind = (Bound::Excluded(wanted), Bound::Unbounded);
            self.numbers.range::<[u32], _>(behind).next().is_some_and(|number| number.starts_with(wanted))
        };
        (1..=number.len()).rev().any(|length| {
            let prefix = &number[..length];
            if length == number.len() {
                known(prefix) || has_below(prefix)
            } else {
                known(prefix) && !has_below(prefix)
            }
        })
    }
}

/// The label and number at the head of a block.
fn target(view: &View<'_>, block: u32, first: usize, end: usize) -> Option<(&'static str, Vec<u32>)> {
    let of = &view.document.blocks[block as usize];
    if view.token(first).span().start() != of.span.start() {
        return None;
    }
    if let Some(label) = label(view, first).filter(|_| first + 1 < end) {
        let number = number(view, first + 1)?;
        let closed = first + 2 >= end
            || matches!(
                view.kind(first + 2),
                TokenKind::Colon | TokenKind::Period | TokenKind::Dash | TokenKind::ParenClose
            )
            || matches!(of.role, Role::Caption | Role::Heading);
        return closed.then_some((label, number));
    }
    let heading = matches!(of.place, Place::Heading(_)) && first + 1 < end;
    number(view, first).filter(|_| heading).map(|number| ("section", number))
}

fn label(view: &View<'_>, at: usize) -> Option<&'static str> {
    let text = view.lexed.tokens.get(at).filter(|token| token.kind == TokenKind::Word).map(|_| view.text(at))?;
    LABELS.iter().find(|(word, _)| text.eq_ignore_ascii_case(word)).map(|(_, label)| *label)
}

/// `4`, `9.2`: at most four parts.
fn number(view: &View<'_>, at: usize) -> Option<Vec<u32>> {
    if at >= view.lexed.tokens.len() || view.kind(at) != TokenKind::Number {
        return None;
    }
    let parts: Option<Vec<u32>> =
        view.text(at).trim_end_matches('.').split('.').map(|part| part.parse().ok()).collect();
    parts.filter(|parts| parts.len() <= 4 && parts[0] < 1000)
}

/// `Section 9.2 of the Harbour Act`, `their Table 4`.
fn is_elsewhere(view: &View<'_>, start: usize, at: usize, end: usize) -> bool {
    view.is_one_of(at + 2, &["of", "in"])
        || at > start
            && (view.kind(at - 1) == TokenKind::Possessive || view.is_one_of(at - 1, &["their", "his", "her"]))
        || (start..end).any(|at| view.is(at, Class::OtherDocument))
}
