//! The version that a headline announces, against the one of the text.
//!
//! ```text
//! announced = product VERSION               in the headline, the only one there
//! told      = product [ "," | "version" ] VERSION      in the first paragraphs, with as many parts
//! ```
//!
//! It speaks only where the text never names the announced version at all.

use super::context::stem;
use super::view::View;
use crate::lex::{Sentence, TokenKind};
use crate::markup::Role;
use crate::text::ProseSpan;

/// Blocks behind the headline in which a release is announced.
const ANNOUNCED_IN: u32 = 4;
/// Words between product and version.
const PRODUCT_REACH: usize = 3;

/// Two versions of one product where one is announced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionConflict {
    /// The version in the headline.
    pub announced: ProseSpan,
    /// The version in the text.
    pub told: ProseSpan,
}

/// The conflict of a document, if it has one. Linear: one look at each token.
pub(super) fn find(view: &View<'_>) -> Option<VersionConflict> {
    let sentences = &view.lexed.sentences;
    let in_headline = |sentence: &&Sentence| view.document.blocks[sentence.block as usize].role == Role::Headline;
    let title = sentences.first().filter(in_headline)?;
    let last = title.block + ANNOUNCED_IN;
    let tokens = title.tokens.start as usize..title.tokens.end as usize;
    let mut versions = tokens.clone().filter(|&at| parts(view, at).is_some());
    let announced = versions.next()?;
    if versions.next().is_some() || announced == tokens.start || !view.is_word(announced - 1) {
        return None;
    }
    let product = stem(view.text(announced - 1));
    let mut told = None;
    for sentence in sentences.iter().skip_while(in_headline) {
        for at in sentence.tokens.start as usize..sentence.tokens.end as usize {
            if parts(view, at).is_none() {
                continue;
            }
            if view.text(at) == view.text(announced) {
                return None;
            }
            let start = at.saturating_sub(PRODUCT_REACH).max(sentence.tokens.start as usize);
            let of_product = (start..at).any(|at| view.is_word(at) && stem(view.text(at)) == product);
            if told.is_none() && sentence.block <= last && of_product && parts(view, at) == parts(view, announced) {
                told = Some(at);
            }
        }
    }
    Some(VersionConflict { announced: view.token(announced).span(), told: view.token(told?).span() })
}

/// How many parts a version has: three or more.
fn parts(view: &View<'_>, at: usize) -> Option<usize> {
    if view.kind(at) != TokenKind::Number {
        return None;
    }
    let text = view.text(at);
    let parts = text.split('.').count();
    (parts >= 3 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')).then_some(parts)
}
