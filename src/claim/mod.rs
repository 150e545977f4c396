//! What is said about a fact: its head noun, event, part, hedges of the clause, quotation and source.
//!
//! Comes in: tokens, sentences and facts. Goes out: one [`Claim`] for each fact, in the same order, and the
//! [`Quotation`]s. Works on tokens and word lists alone, without a parser or a model; what cannot be
//! settled is left out. Knows nothing of other claims: what two of them have to do with each other is the
//! business of `story`.

mod attribution;
mod frame;
mod quotation;

pub use attribution::{Attribution, Carry, Form, Saying};
pub use frame::{Frame, Part};
pub use quotation::{Glyph, Quotation};

use crate::fact::Fact;
use crate::lex::{Lexed, Lexicon};
use crate::markup::{Document, Role};

/// A fact with what is said about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Index of the sentence that holds it.
    pub sentence: u32,
    /// Index of the block that holds it.
    pub block: u32,
    /// Role of that block.
    pub role: Role,
    /// Index of the quotation that holds it.
    pub quotation: Option<u32>,
    /// Head noun, event and qualifiers of a quantity.
    pub frame: Frame,
    /// Who says so.
    pub attribution: Attribution,
}

/// The claims of a document, and its quotations.
#[derive(Debug, Default)]
pub struct Claims {
    /// One for each fact, in the order of the facts.
    pub claims: Vec<Claim>,
    /// In order of their opening mark.
    pub quotations: Vec<Quotation>,
    /// For each block, whether it names a source or speaks of a document or count, itself or in the lead-in of
    /// its list.
    pub sourced_blocks: Vec<bool>,
    /// Every cue that attributes, in order.
    pub sayings: Vec<Saying>,
}

/// Reads what is said about each fact.
#[must_use]
pub fn read(document: &Document<'_>, lexed: &Lexed, lexicon: &Lexicon, facts: &[Fact]) -> Claims {
    let mut quotations = quotation::find(document, lexed);
    let attribution::Attributions { facts: mut attributions, sourced_blocks, sayings } =
        attribution::read(document, lexed, lexicon, facts, &mut quotations);
    let mut claims = Vec::with_capacity(facts.len());
    let mut sentence = 0;
    for (index, fact) in facts.iter().enumerate() {
        while lexed.sentences[sentence].tokens.end <= fact.first_token {
            sentence += 1;
        }
        let block = lexed.sentences[sentence].block;
        claims.push(Claim {
            sentence: sentence as u32,
            block,
            role: document.blocks[block as usize].role,
            quotation: quotation::holding(&quotations, fact.span),
            frame: frame::read(document, lexed, lexicon, facts, index, sentence),
            attribution: std::mem::take(&mut attributions[index]),
        });
    }
    Claims { claims, quotations, sourced_blocks, sayings }
}
