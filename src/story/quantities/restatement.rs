//! Figures that say one thing twice, side by side: the one place that knows the forms of it.
//!
//! ```text
//! restatement = figure [ noun ] ( "(" [ "or" ] figure | "," "or" figure ) | figure "/" figure
//! ```
//!
//! `15 of them (33%)`, `12 miles (19 km)`, `17, or nearly 40%, have no doctor`. Proportions and conversions ask here
//! too. Only neighbouring facts are looked at, so the list is linear.

use crate::fact::{Fact, Value};
use crate::lex::{Class, TokenKind};
use crate::story::view::View;

/// Words that may stand between a figure and what restates it: its noun and a word or two around that.
const LONGEST_NOUN: usize = 3;

/// Two figures side by side that say one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Restatement {
    /// Index of the fact that stands first.
    pub figure: u32,
    /// Index of the one that says it again.
    pub again: u32,
}

/// How a figure says another one again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::story) enum Form {
    /// `12 miles (19 km)`
    Bracket,
    /// `17, or nearly 40%`
    Or,
    /// `12 miles/19 km`
    Slash,
}

/// The form in which the fact `again` restates the one before it, with at most so many words of a noun between.
pub(in crate::story) fn form(view: &View<'_>, figure: usize, again: usize, noun: usize) -> Option<Form> {
    let start = view.end(figure);
    let mut end = view.start(again);
    let before = |end: usize| end.checked_sub(1).filter(|&at| at >= start);
    let or = before(end).is_some_and(|at| view.is_one_of(at, &["or"]));
    let filled =
        or || before(end).is_some_and(|at| view.is_one_of(at, &["about", "approximately", "around", "roughly"]));
    end -= usize::from(filled);
    let mark = before(end)?;
    let form = match view.kind(mark) {
        TokenKind::ParenOpen => Form::Bracket,
        TokenKind::Comma | TokenKind::Dash if or => Form::Or,
        TokenKind::Slash if !filled => Form::Slash,
        _ => return None,
    };
    let mut words = start..mark;
    let broken = |at: usize| {
        matches!(
            view.kind(at),
            TokenKind::Comma
                | TokenKind::Semicolon
                | TokenKind::Colon
                | TokenKind::ParenClose
                | TokenKind::ParenOpen
                | TokenKind::Percent
        ) || view.is(at, Class::Contrast)
    };
    (words.len() <= noun && !words.any(broken)).then_some(form)
}

/// Every restatement of a document, in order.
pub(super) fn find(view: &View<'_>) -> Vec<Restatement> {
    let restates = |&index: &usize| {
        let again = index + 1;
        if view.sentence(index) != view.sentence(again)
            || !is_figure(&view.facts[index])
            || !is_figure(&view.facts[again])
        {
            return false;
        }
        let (after, end) = (view.end(again), view.tokens_of(view.sentence(again)).end);
        let closed = |marks: &[TokenKind]| after < end && marks.contains(&view.kind(after));
        match form(view, index, again, LONGEST_NOUN) {
            Some(Form::Bracket) => closed(&[TokenKind::ParenClose]),
            Some(Form::Or) => {
                use TokenKind::{Comma, Dash, ParenClose, Period, Semicolon};
                after >= end || closed(&[Comma, Semicolon, Period, ParenClose, Dash])
            }
            _ => false,
        }
    };
    (0..view.facts.len().saturating_sub(1))
        .filter(restates)
        .map(|index| Restatement { figure: index as u32, again: index as u32 + 1 })
        .collect()
}

fn is_figure(fact: &Fact) -> bool {
    matches!(fact.value, Value::Range(_)) || fact.value.quantity().is_some() && !matches!(fact.value, Value::Ordinal(_))
}
