//! How far a source reaches beyond its sentence: to the next ones of the paragraph, to the items of a list
//! that it leads in, to the paragraphs after the lead, to quotations, headline and caption.

use rustc_hash::FxHashMap;

use super::{Attribution, Carry, Form, Quotation, Reader, Relation, best};
use crate::fact::Number;
use crate::lex::{Class, Sentence, TokenKind, Words, take_before};
use crate::markup::{Block, Document, Role};

/// Sentences of a paragraph that a source reaches after its own.
const CARRY_SENTENCES: usize = 2;
/// Blocks after the lead that its source reaches while the piece names no other.
const LEAD_BLOCKS: u32 = 6;
/// Bytes of a paragraph that may be an item of a list that lost its marks.
const LONGEST_ITEM: u32 = 180;

/// The relations of a document and where each of them reaches.
pub(super) struct Reach {
    /// Those of each sentence, in order of their cues.
    pub(super) relations: Vec<Vec<Relation>>,
    /// For each sentence the nearest one before it that names a source.
    before: Vec<Option<u32>>,
    /// For each block that is an item of a list, the sentence that leads the list in.
    lead_in: Vec<Option<u32>>,
    /// The first sentence of the body, if it opens with a source: `According to S, …` is a frame that the
    /// sentences after it stand in too (Charolles, L'encadrement du discours, 1997); `…, S said` closes behind it.
    lead: Option<u32>,
}

impl Reach {
    pub(super) fn new(reader: &Reader<'_>, document: &Document<'_>, relations: Vec<Vec<Relation>>) -> Self {
        let sentences = &reader.lexed.sentences;
        let mut before = Vec::with_capacity(sentences.len());
        let mut last = None;
        for (index, found) in relations.iter().enumerate() {
            before.push(last);
            if best(found).is_some() {
                last = Some(index as u32);
            }
        }
        let is_body = |block: u32| document.blocks[block as usize].role == Role::Body;
        let lead = sentences
            .iter()
            .position(|sentence| is_body(sentence.block))
            .filter(|&first| best(&relations[first]).is_some_and(|relation| opens_frame(relation, &sentences[first])))
            .map(|first| first as u32);
        let lead_in = lead_ins(reader, document);
        Self { relations, before, lead_in, lead }
    }

    /// The source that reaches a sentence from elsewhere, and how.
    pub(super) fn carried(&self, reader: &Reader<'_>, sentence: usize) -> Option<(&Relation, Carry)> {
        self.soft(reader, sentence)
            .map(|relation| (relation, Carry::Soft))
            .or_else(|| self.in_list(reader, sentence).map(|relation| (relation, Carry::List)))
            .or_else(|| self.of_lead(reader, sentence).map(|relation| (relation, Carry::Lead)))
    }

    /// The source that the paragraph goes on with: of the nearest attributed sentence before.
    fn soft(&self, reader: &Reader<'_>, sentence: usize) -> Option<&Relation> {
        let before = self.before[sentence]? as usize;
        let same_block = reader.lexed.sentences[before].block == reader.lexed.sentences[sentence].block;
        let near = same_block && sentence - before <= CARRY_SENTENCES;
        if near && reader.goes_on(sentence) { best(&self.relations[before]) } else { None }
    }

    /// `The police said:` stands for each item of the list.
    fn in_list(&self, reader: &Reader<'_>, sentence: usize) -> Option<&Relation> {
        let lead_in = self.lead_in[reader.lexed.sentences[sentence].block as usize]?;
        best(&self.relations[lead_in as usize])
    }

    /// The source that the lead opens with stands for what follows until another one is named.
    fn of_lead(&self, reader: &Reader<'_>, sentence: usize) -> Option<&Relation> {
        let lead = self.lead?;
        let block_of = |sentence: u32| reader.lexed.sentences[sentence as usize].block;
        if self.before[sentence] == Some(lead) && block_of(sentence as u32) <= block_of(lead) + LEAD_BLOCKS {
            best(&self.relations[lead as usize])
        } else {
            None
        }
    }

    /// The source that a paragraph made of one quotation goes on with: of the last sentence before it.
    fn carried_over(&self, reader: &Reader<'_>, quotation: &Quotation) -> Option<&Relation> {
        let sentences = &reader.lexed.sentences;
        let first = quotation.sentence as usize;
        let before = first.checked_sub(1)?;
        let opening = sentences[first].tokens.start as usize;
        let opens = reader.token(opening).span().start() == quotation.span.start();
        let new_block = sentences[before].block + 1 == sentences[first].block;
        if opens && new_block { best(&self.relations[before]) } else { None }
    }

    /// Whose words a quotation is: those of the source of a cue outside the marks, in its first or its last
    /// sentence; else of the source that the paragraph goes on with.
    pub(super) fn speaker(&self, reader: &Reader<'_>, quotation: &Quotation) -> Attribution {
        let first = quotation.sentence as usize;
        let last = last_sentence(reader, quotation);
        let here = self.relations[first]
            .iter()
            .chain(self.relations[last].iter().take(if last == first { 0 } else { usize::MAX }))
            .filter(|relation| {
                relation.level >= 2 && reader.span(&relation.cue).is_some_and(|cue| !quotation.span.contains(&cue))
            })
            .min_by_key(|relation| distance(reader, relation, quotation));
        let found = here
            .map(|relation| (relation, Carry::Direct))
            .or_else(|| self.soft(reader, first).map(|relation| (relation, Carry::Soft)))
            .or_else(|| self.carried_over(reader, quotation).map(|relation| (relation, Carry::Soft)));
        found.map_or_else(Attribution::default, |(relation, carry)| Attribution {
            content: Some(quotation.span),
            ..reader.attributed(relation, carry)
        })
    }

    /// Whether each block names a source well or speaks of a report or count, itself or in the lead-in of its list.
    pub(super) fn sourced_blocks(&self, reader: &Reader<'_>, document: &Document<'_>) -> Vec<bool> {
        let landmarks = &reader.lexed.landmarks;
        let (mut cues, mut colons) = (&landmarks.cues[..], &landmarks.colons[..]);
        let mut sourced = vec![false; document.blocks.len()];
        for (found, sentence) in self.relations.iter().zip(&reader.lexed.sentences) {
            let cues = take_before(&mut cues, sentence.tokens.end);
            let colons = take_before(&mut colons, sentence.tokens.end);
            let block = &mut sourced[sentence.block as usize];
            *block = *block
                || best(found).is_some_and(|relation| relation.level >= 3)
                || cues.iter().any(|&at| reader.is_documented(at as usize))
                || colons.iter().any(|&at| reader.is_source_line(at as usize, sentence));
        }
        for block in 0..sourced.len() {
            if let Some(lead_in) = self.lead_in[block] {
                sourced[block] |= sourced[reader.lexed.sentences[lead_in as usize].block as usize];
            }
        }
        sourced
    }
}

fn opens_frame(relation: &Relation, sentence: &Sentence) -> bool {
    relation.form == Form::Preposition && relation.cue.start == sentence.tokens.start as usize
}

/// The sentence of a quotation's last word.
fn last_sentence(reader: &Reader<'_>, quotation: &Quotation) -> usize {
    let first = quotation.sentence as usize;
    let after = reader.lexed.tokens.partition_point(|token| token.span().start() < quotation.span.end());
    let last = reader.lexed.sentences.partition_point(|sentence| (sentence.tokens.end as usize) < after);
    last.clamp(first, reader.lexed.sentences.len() - 1)
}

/// How far a cue stands from a quotation; one that vouches for other words stands further off than any.
fn distance(reader: &Reader<'_>, relation: &Relation, quotation: &Quotation) -> (bool, u32) {
    let opening = reader.lexed.tokens.partition_point(|token| token.span().start() < quotation.span.start());
    let cue = reader.span(&relation.cue).map_or(0, |cue| cue.start());
    let apart = if cue < quotation.span.start() {
        quotation.span.start() - cue
    } else {
        cue.saturating_sub(quotation.span.end())
    };
    (!relation.covers(opening), apart)
}

/// Whether a block can be an item of a list that lost its marks: a short paragraph, or what looks like a heading
/// for want of a full stop and holds a figure.
fn is_bare_item(reader: &Reader<'_>, block: &Block, sentence: u32) -> bool {
    let tokens = reader.lexed.sentences[sentence as usize].tokens.clone();
    let has_figure = || (tokens.start as usize..tokens.end as usize).any(|at| reader.kind(at) == TokenKind::Number);
    block.span.len() <= LONGEST_ITEM && (block.role == Role::Body || block.role == Role::Heading && has_figure())
}

/// For each block that is an item of a list, the last sentence before the list, if it ends in a colon. A list
/// that lost its marks is a run of short paragraphs.
fn lead_ins(reader: &Reader<'_>, document: &Document<'_>) -> Vec<Option<u32>> {
    let mut last_sentence = vec![None; document.blocks.len()];
    for (index, sentence) in reader.lexed.sentences.iter().enumerate() {
        last_sentence[sentence.block as usize] = Some(index as u32);
    }
    let ends_in_colon = |sentence: &u32| {
        let end = reader.lexed.sentences[*sentence as usize].tokens.end as usize;
        reader.kind(end - 1) == TokenKind::Colon
    };
    let mut lead_ins = vec![None; document.blocks.len()];
    let mut lead_in = None;
    for (index, block) in document.blocks.iter().enumerate() {
        let Some(last) = last_sentence[index] else { continue };
        if ends_in_colon(&last) {
            lead_in = Some(last);
        } else if block.role == Role::ListItem || is_bare_item(reader, block, last) {
            lead_ins[index] = lead_in;
        } else {
            lead_in = None;
        }
    }
    lead_ins
}

impl Reader<'_> {
    /// Headline, standfirst and caption name no source for a figure that the body attributes.
    pub(super) fn inherit(&self, document: &Document<'_>, attributions: &mut [Attribution]) {
        let mut attributed: FxHashMap<Number, usize> = FxHashMap::default();
        let mut sentence = 0;
        let mut display = Vec::new();
        for (index, fact) in self.facts.iter().enumerate() {
            while self.lexed.sentences[sentence].tokens.end <= fact.first_token {
                sentence += 1;
            }
            let Some(quantity) = fact.value.quantity() else { continue };
            let role = document.blocks[self.lexed.sentences[sentence].block as usize].role;
            let shown = matches!(role, Role::Headline | Role::Standfirst | Role::Caption);
            if shown && attributions[index].level < 2 {
                display.push((index, quantity.value));
            } else if !shown && attributions[index].level >= 2 {
                attributed.entry(quantity.value).or_insert(index);
            }
        }
        for (index, value) in display {
            if let Some(&from) =
                attributed.get(&value).filter(|&&from| self.facts[from].value.kind() == self.facts[index].value.kind())
            {
                attributions[index] = Attribution { carry: Carry::Body, ..attributions[from].clone() };
            }
        }
    }

    /// Whether a word speaks of a report or count.
    fn is_documented(&self, at: usize) -> bool {
        const DOCUMENTED: u128 = Class::AttributionNoun.bit() | Class::AttributionPreposition.bit();
        self.lexicon.is_any(self.token(at).word, DOCUMENTED)
    }

    /// Whether a colon is that of `(Source: county records)`.
    fn is_source_line(&self, colon: usize, sentence: &Sentence) -> bool {
        colon > sentence.tokens.start as usize
            && matches!(self.text(colon - 1), "Source" | "Sources" | "source" | "sources")
    }

    /// Whether a sentence goes on with what the one before it said: a pronoun, an article or a quotation
    /// mark opens it.
    fn goes_on(&self, sentence: usize) -> bool {
        static OPENERS: Words = Words::new(&[
            "he", "she", "they", "it", "we", "i", "the", "this", "that", "these", "those", "his", "her", "their",
            "its", "but", "and", "also",
        ]);
        let first = self.lexed.sentences[sentence].tokens.start as usize;
        self.is_quote(first) || self.is_in(first, &OPENERS)
    }
}
