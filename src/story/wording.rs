//! The same words on both sides of two facts.
//!
//! ```text
//! The film drew [7.3 million] views in its first day.    The film got [10.4 million] views in its first day.
//! ```
//!
//! Whoever tells a thing twice tells it in much the same words. A run of equal words is counted outward from the two
//! facts, on either side up to the first word that differs; a figure or name that differs ends it as well.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::lex::{Class, TokenKind};
use crate::story::context::{is_content, stem};
use crate::story::view::View;

/// Words beside a fact by which places with the same words are found.
const KEY_WORDS: usize = 2;
/// Content words of the runs that make one statement of two.
const ENOUGH: usize = 4;
/// Words of a sentence that stands there twice, but for the fact.
const WHOLE: usize = 6;

/// A side of a fact, and the hash of the words that stand there.
pub(super) type Beside = (Side, u64);

/// Before or behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Side {
    Before,
    Behind,
}

/// The keys under which a fact is found by the words beside it, as far as its sentence has them.
pub(super) fn beside(view: &View<'_>, fact: usize) -> impl Iterator<Item = Beside> {
    [Side::Before, Side::Behind].into_iter().filter_map(move |side| {
        let mut hasher = FxHasher::default();
        let mut found = 0;
        for at in words(view, fact, side).take(KEY_WORDS) {
            hasher.write_u64(stem(view.text(at)));
            found += 1;
        }
        (found == KEY_WORDS).then(|| (side, hasher.finish()))
    })
}

/// Whether two facts stand in the same words: many beside them, or all of two sentences.
pub(super) fn is_same(view: &View<'_>, a: usize, b: usize) -> bool {
    let [before, behind] = [Side::Before, Side::Behind].map(|side| Run::of(view, a, b, side));
    let content = before.content + behind.content;
    let other = usize::from(before.other_verb) + usize::from(behind.other_verb);
    let whole = before.end == End::Sentences && behind.end == End::Sentences;
    let moulded = before.end == End::Figures || behind.end == End::Figures;
    !moulded && (content >= ENOUGH + other || whole && other == 0 && before.words + behind.words >= WHOLE)
}

/// Equal words on one side of two facts.
struct Run {
    words: usize,
    content: usize,
    /// Whether one word of it is another one, as in `drew` and `got`.
    other_verb: bool,
    end: End,
}

/// Where a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// With both sentences.
    Sentences,
    /// At two figures that differ.
    Figures,
    /// At anything else.
    Words,
}

impl Run {
    fn of(view: &View<'_>, a: usize, b: usize, side: Side) -> Self {
        let mut run = Self { words: 0, content: 0, other_verb: false, end: End::Words };
        let (mut of_a, mut of_b) = (words(view, a, side), words(view, b, side));
        loop {
            match (of_a.next(), of_b.next()) {
                (Some(x), Some(y)) if stem(view.text(x)) == stem(view.text(y)) => {
                    run.words += 1;
                    run.content += usize::from(is_figure(view, x) || is_content(view, x));
                }
                (Some(x), Some(y)) if !run.other_verb && is_past(view, x) && is_past(view, y) => {
                    run.other_verb = true;
                }
                (Some(x), Some(y)) if is_figure(view, x) && is_figure(view, y) => {
                    return Self { end: End::Figures, ..run };
                }
                (None, None) => return Self { end: End::Sentences, ..run },
                _ => return run,
            }
        }
    }
}

fn is_past(view: &View<'_>, at: usize) -> bool {
    view.is(at, Class::PastTense) || view.text(at).ends_with("ed")
}

fn is_figure(view: &View<'_>, at: usize) -> bool {
    view.kind(at) == TokenKind::Number || view.is(at, Class::Cardinal)
}

/// The words and figures of the sentence on one side of a fact, from it outward.
fn words<'v>(view: &'v View<'_>, fact: usize, side: Side) -> impl Iterator<Item = usize> + 'v {
    let tokens = view.tokens_of(view.sentence(fact));
    let (start, end) = (view.start(fact), view.end(fact));
    let (before, behind) = match side {
        Side::Before => (tokens.start..start, 0..0),
        Side::Behind => (0..0, end..tokens.end),
    };
    before.rev().chain(behind).filter(|&at| view.is_word(at) || view.kind(at) == TokenKind::Number)
}
