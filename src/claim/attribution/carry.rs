//! How far a source reaches beyond its sentence: to the next ones of the paragraph, to the quotations, to
//! headline and caption (`rules.md` 4.1, 5 and 6).

use rustc_hash::FxHashMap;

use super::{Attribution, CARRY_SENTENCES, Carry, Quotation, Reader, Relation, best};
use crate::fact::Number;
use crate::markup::{Document, Role};

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

    /// The source that the paragraph goes on with: of the nearest attributed sentence before.
    pub(super) fn carried<'r>(&self, sentence: usize, relations: &'r [Vec<Relation>]) -> Option<&'r Relation> {
        let block = self.lexed.sentences[sentence].block;
        if !self.goes_on(sentence) {
            return None;
        }
        (sentence.saturating_sub(CARRY_SENTENCES)..sentence)
            .rev()
            .filter(|&before| self.lexed.sentences[before].block == block)
            .find_map(|before| best(&relations[before]))
    }

    /// Whether a sentence goes on with what the one before it said: a pronoun, an article or a quotation
    /// mark opens it.
    fn goes_on(&self, sentence: usize) -> bool {
        const OPENERS: [&str; 18] = [
            "he", "she", "they", "it", "we", "i", "the", "this", "that", "these", "those", "his", "her", "their",
            "its", "but", "and", "also",
        ];
        let first = self.lexed.sentences[sentence].tokens.start as usize;
        self.is_quote(first) || OPENERS.contains(&self.text(first).to_ascii_lowercase().as_str())
    }

    /// The source that a paragraph made of one quotation goes on with: of the last sentence before it.
    fn carried_over<'r>(&self, quotation: &Quotation, relations: &'r [Vec<Relation>]) -> Option<&'r Relation> {
        let first = quotation.sentence as usize;
        let before = first.checked_sub(1)?;
        let opens =
            self.token(self.lexed.sentences[first].tokens.start as usize).span().start() == quotation.span.start();
        let new_block = self.lexed.sentences[before].block + 1 == self.lexed.sentences[first].block;
        if opens && new_block { best(&relations[before]) } else { None }
    }

    /// The speaker is the source of a cue outside the marks, in the first or the last sentence of the
    /// quotation; else the source that the paragraph goes on with.
    pub(super) fn name_speaker(&self, quotation: &mut Quotation, relations: &[Vec<Relation>]) {
        let first = quotation.sentence as usize;
        let ends_after = |sentence: &crate::lex::Sentence| {
            self.token(sentence.tokens.end as usize - 1).span().end() >= quotation.span.end()
        };
        let last = first + self.lexed.sentences[first..].iter().position(ends_after).unwrap_or(0);
        let outside = |relation: &&Relation| self.span(&relation.cue).is_some_and(|cue| !quotation.span.contains(&cue));
        let here =
            relations[first].iter().chain(&relations[last]).filter(outside).max_by_key(|relation| relation.level);
        if let Some(relation) =
            here.or_else(|| self.carried(first, relations)).or_else(|| self.carried_over(quotation, relations))
        {
            quotation.speaker = relation.speaker;
            quotation.level = relation.level;
        }
    }
}
