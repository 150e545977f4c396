//! Who says so (`rules.md` 4): cues, sources and what they cover, without a parser.
//!
//! A *relation* is a cue (`said`, `according to`, `figures show`), its source (the noun phrase in subject
//! position, on either side of the verb) and its content (the stretch of the sentence it vouches for). A
//! fact is attributed at the level of the best relation whose content holds it. Within a paragraph a
//! source carries over to the next two sentences. Everything is a range of tokens, so that a finding can
//! show source, cue and content.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Quotation;
use crate::fact::{Fact, Number, Value};
use crate::lex::{Class, LexValue, Lexed, Lexicon, Token, TokenKind};
use crate::markup::{Document, Role};
use crate::text::ProseSpan;

/// Sentences of a paragraph that a source reaches after its own.
const CARRY_SENTENCES: usize = 2;
/// A source is a noun phrase; what is longer is no longer one.
const LONGEST_SOURCE: usize = 24;

/// How an attribution reaches a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Carry {
    /// The cue governs the figure in its own sentence.
    #[default]
    Direct,
    /// Same paragraph as an attributed sentence, without a cue of its own.
    Soft,
}

/// The source of a figure and how good it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attribution {
    /// 0 none, 1 hidden (`reportedly`), 2 unnamed or a metonym, 3 a named body or document, 4 a named
    /// person, 5 witnessed or linked.
    pub level: u8,
    /// The source's words.
    pub source: Option<ProseSpan>,
    /// The word that attributes: `said`, `according to`.
    pub cue: Option<ProseSpan>,
    /// What is attributed.
    pub content: Option<ProseSpan>,
    /// How it reaches the figure.
    pub carry: Carry,
}

/// A cue with its source and content, all as token ranges.
#[derive(Debug, Clone)]
struct Relation {
    level: u8,
    cue: Range<usize>,
    source: Range<usize>,
    contents: [Range<usize>; 2],
    /// The person fact who speaks, if one does.
    speaker: Option<u32>,
}

impl Relation {
    fn covers(&self, token: usize) -> bool {
        self.contents.iter().any(|content| content.contains(&token)) && !self.source.contains(&token)
    }
}

/// The attribution of each fact, in the order of the facts; also names the speakers of the quotations.
pub(super) fn read(
    document: &Document<'_>,
    lexed: &Lexed,
    lexicon: &Lexicon,
    facts: &[Fact],
    quotations: &mut [Quotation],
) -> Vec<Attribution> {
    let reader = Reader { prose: &document.prose, lexed, lexicon, facts };
    let relations = reader.all_relations();
    for quotation in quotations.iter_mut() {
        reader.name_speaker(quotation, &relations);
    }
    let mut attributions = Vec::with_capacity(facts.len());
    let mut sentence = 0;
    for fact in facts {
        while lexed.sentences[sentence].tokens.end <= fact.first_token {
            sentence += 1;
        }
        attributions.push(reader.attribution(fact, sentence, &relations, quotations));
    }
    reader.inherit(document, &mut attributions);
    attributions
}

/// The best relation that names somebody.
fn best(relations: &[Relation]) -> Option<&Relation> {
    relations.iter().filter(|relation| relation.level >= 2).max_by_key(|relation| relation.level)
}

struct Reader<'a> {
    prose: &'a str,
    lexed: &'a Lexed,
    lexicon: &'a Lexicon,
    facts: &'a [Fact],
}

impl Reader<'_> {
    /// The relations of every sentence.
    fn all_relations(&self) -> Vec<Vec<Relation>> {
        let mut last = None;
        self.lexed
            .sentences
            .iter()
            .map(|sentence| {
                let found = self.relations(sentence.tokens.start as usize..sentence.tokens.end as usize, last.as_ref());
                if let Some(best) = best(&found) {
                    last = Some(best.clone());
                }
                found
            })
            .collect()
    }

    /// Headline, standfirst and caption name no source for a figure that the body attributes.
    fn inherit(&self, document: &Document<'_>, attributions: &mut [Attribution]) {
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
                attributions[index] = Attribution { carry: Carry::Soft, ..attributions[from].clone() };
            }
        }
    }

    fn attribution(
        &self,
        fact: &Fact,
        sentence: usize,
        relations: &[Vec<Relation>],
        quotations: &[Quotation],
    ) -> Attribution {
        let token = fact.first_token as usize;
        let direct =
            relations[sentence].iter().filter(|relation| relation.covers(token)).max_by_key(|relation| relation.level);
        let carried = || self.carried(sentence, relations).map(|relation| (relation, Carry::Soft));
        if let Some((relation, carry)) = direct.map(|relation| (relation, Carry::Direct)).or_else(carried) {
            return Attribution {
                level: relation.level,
                source: self.span(&relation.source),
                cue: self.span(&relation.cue),
                content: relation.contents.iter().filter_map(|content| self.span(content)).reduce(|a, b| a.cover(b)),
                carry,
            };
        }
        // Whatever stands in quotation marks is at least said by whoever is quoted.
        let quotation = super::quotation::holding(quotations, fact.span).map(|index| &quotations[index as usize]);
        quotation.map_or_else(Attribution::default, |quotation| Attribution {
            level: quotation.level,
            content: Some(quotation.span),
            ..Attribution::default()
        })
    }

    /// The source that the paragraph goes on with: of the nearest attributed sentence before.
    fn carried<'r>(&self, sentence: usize, relations: &'r [Vec<Relation>]) -> Option<&'r Relation> {
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
    fn name_speaker(&self, quotation: &mut Quotation, relations: &[Vec<Relation>]) {
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

    fn span(&self, tokens: &Range<usize>) -> Option<ProseSpan> {
        let tokens = &self.lexed.tokens[tokens.clone()];
        Some(tokens.first()?.span().cover(tokens.last()?.span()))
    }

    fn token(&self, at: usize) -> &Token {
        &self.lexed.tokens[at]
    }

    fn is(&self, at: usize, class: Class) -> bool {
        self.lexicon.is(self.token(at).word, class)
    }

    fn text(&self, at: usize) -> &str {
        self.token(at).span().slice(self.prose)
    }

    fn kind(&self, at: usize) -> TokenKind {
        self.token(at).kind
    }

    /// Every relation of a sentence, in order of its cue.
    fn relations(&self, sentence: Range<usize>, last: Option<&Relation>) -> Vec<Relation> {
        const CUES: u128 = Class::AttributionPreposition.bit()
            | Class::Weasel.bit()
            | Class::AttributionVerb.bit()
            | Class::DocumentVerb.bit()
            | Class::AttributionNoun.bit();
        let mut found: Vec<Relation> = Vec::new();
        let mut at = sentence.start;
        while at < sentence.end {
            let rest = &self.lexed.tokens[at..sentence.end];
            // Most words open no cue; one test passes over them.
            if !rest[0].word.is_known()
                || self.lexicon.opens(rest[0].word) & CUES == 0
                || self.lexicon.opens_here(rest) & CUES == 0
            {
                at += 1;
                continue;
            }
            let (length, relation) = if let Some((length, _)) = self.lexicon.entry(rest, Class::AttributionPreposition)
            {
                (length, self.preposition(at..at + length, &sentence))
            } else if let Some((length, _)) = self.lexicon.entry(rest, Class::Weasel) {
                (length, Some(self.hidden(at..at + length, &sentence)))
            } else if let Some((length, LexValue::Text(claim))) = self.lexicon.entry(rest, Class::AttributionVerb) {
                (length, self.verb(at..at + length, claim, &sentence, last, found.last()))
            } else if let Some((length, _)) = self.lexicon.entry(rest, Class::DocumentVerb) {
                (length, self.document(at..at + length, &sentence))
            } else if let Some((length, _)) = self.lexicon.entry(rest, Class::AttributionNoun) {
                (length, self.nominal(at..at + length, &sentence))
            } else {
                (1, None)
            };
            found.extend(relation);
            at += length;
        }
        found
    }

    /// `according to S, K` and `K, according to S`.
    fn preposition(&self, cue: Range<usize>, sentence: &Range<usize>) -> Option<Relation> {
        let source = self.phrase_after(cue.end, sentence.end);
        let (level, speaker) = self.level_of(&source, None)?;
        let opens = (sentence.start..cue.start).all(|at| self.kind(at) != TokenKind::Word);
        let content = if opens { source.end..sentence.end } else { self.clause_start(cue.start, sentence)..cue.start };
        // A middle position, `K, according to S, K`, covers both sides.
        let more = if !opens && self.is_comma(source.end, sentence) {
            source.end..self.content_end(source.end + 1, sentence)
        } else {
            0..0
        };
        Some(Relation { level, cue, source, contents: [content, more], speaker })
    }

    /// `reportedly`, `it is believed`: somebody says so and is not named.
    fn hidden(&self, cue: Range<usize>, sentence: &Range<usize>) -> Relation {
        Relation { level: 1, source: cue.start..cue.start, cue, contents: [sentence.clone(), 0..0], speaker: None }
    }

    fn verb(
        &self,
        cue: Range<usize>,
        claim: &str,
        sentence: &Range<usize>,
        last: Option<&Relation>,
        before: Option<&Relation>,
    ) -> Option<Relation> {
        // Whoever denies a figure does not vouch for it, and the United States are no verb.
        if claim == "negative" || self.is_name_word(cue.start) || self.reads_as_noun(cue.start, sentence) {
            return None;
        }
        let mut subject_end = cue.start;
        let mut passive = false;
        let mut denied = false;
        while subject_end > sentence.start && self.is(subject_end - 1, Class::Auxiliary) {
            subject_end -= 1;
            let word = self.text(subject_end).to_ascii_lowercase();
            passive |= matches!(word.as_str(), "is" | "are" | "was" | "were" | "be" | "been" | "being");
            denied |= matches!(word.as_str(), "not" | "never");
        }
        denied |= subject_end > sentence.start && self.is(subject_end - 1, Class::Negation);
        if denied || subject_end > sentence.start && self.text(subject_end - 1).eq_ignore_ascii_case("to") {
            // "did not say how many", "declined to say".
            return None;
        }
        let text = self.text(cue.start).to_ascii_lowercase();
        if text.ends_with("ing") && subject_end == cue.start && !self.is_detached(cue.start, sentence) {
            // "after confirming with her": neither a finite verb nor an afterthought.
            return None;
        }
        if passive && !text.ends_with("ing") {
            return self.passive(cue, sentence);
        }
        if let Some(relation) = self.inverted(&cue, sentence) {
            return Some(relation);
        }
        let source = if text.ends_with("ing") {
            // "..., adding that": the subject of the sentence goes on.
            if let Some(before) = before { before.source.clone() } else { self.phrase_after(sentence.start, cue.start) }
        } else {
            self.phrase_before(subject_end, sentence)
        };
        // "the plan, which media report costs": the relative pronoun is no part of the source, and what comes
        // before it no content.
        let relative = !source.is_empty() && self.is_relative(source.start);
        let source = if relative && source.len() > 1 { source.start + 1..source.end } else { source };
        let (level, speaker) = self.level_of(&source, last)?;
        // `Cracks show`, `he found himself`: data verbs need a subject that can know, or plain content.
        if claim == "data" && !self.names_source(&source) && !(level >= 3 && self.opens_content(cue.end, sentence)) {
            return None;
        }
        let contents = if relative {
            [cue.end..self.content_end(cue.end, sentence), 0..0]
        } else {
            self.contents(&cue, &source, sentence)
        };
        Some(Relation { level, cue, source, contents, speaker })
    }

    fn is_relative(&self, at: usize) -> bool {
        matches!(self.text(at).to_ascii_lowercase().as_str(), "which" | "who" | "whom" | "where")
    }

    /// `K was reported by S`; without an agent nobody is named.
    fn passive(&self, cue: Range<usize>, sentence: &Range<usize>) -> Option<Relation> {
        let by = (cue.end..sentence.end.min(cue.end + 8)).find(|&at| self.text(at).eq_ignore_ascii_case("by"))?;
        let source = self.phrase_after(by + 1, sentence.end);
        let (level, speaker) = self.level_of(&source, None).filter(|(level, _)| *level >= 2)?;
        let comma = (sentence.start..cue.start).rev().find(|&at| self.kind(at) == TokenKind::Comma);
        let start = comma.map_or(sentence.start, |at| at + 1);
        Some(Relation { level, contents: [start..cue.start, 0..0], cue, source, speaker })
    }

    /// `"K," said S` and `K, said S, K`.
    fn inverted(&self, cue: &Range<usize>, sentence: &Range<usize>) -> Option<Relation> {
        let before = cue.start.checked_sub(1).filter(|&at| at >= sentence.start)?;
        let after_content = matches!(
            self.kind(before),
            TokenKind::Comma
                | TokenKind::QuoteClose
                | TokenKind::QuoteStraight
                | TokenKind::Question
                | TokenKind::Exclamation
                | TokenKind::Dash
        );
        let next = self.lexed.tokens.get(cue.end).filter(|_| cue.end < sentence.end)?;
        let opens_phrase = next.kind == TokenKind::Word
            && (next.is_capital() || self.is(cue.end, Class::FunctionWord) || next.word.is_known());
        if !after_content || !opens_phrase || self.text(cue.end).eq_ignore_ascii_case("that") {
            return None;
        }
        let source = self.phrase_after(cue.end, sentence.end);
        let (level, speaker) = self.level_of(&source, None)?;
        let more = if self.is_comma(source.end, sentence) { source.end..sentence.end } else { 0..0 };
        Some(Relation {
            level,
            cue: cue.clone(),
            contents: [self.clause_start(before, sentence)..before, more],
            source,
            speaker,
        })
    }

    /// `The deal includes K`: a document is the source of what it contains.
    fn document(&self, cue: Range<usize>, sentence: &Range<usize>) -> Option<Relation> {
        if self.reads_as_noun(cue.start, sentence) {
            return None;
        }
        let mut end = cue.start;
        while end > sentence.start && self.is(end - 1, Class::Auxiliary) {
            end -= 1;
        }
        let head = end.checked_sub(1).filter(|&at| at >= sentence.start && self.is(at, Class::SourceDocument))?;
        let source = self.phrase_before(end, sentence);
        let source = source.start..head + 1;
        let end = self.content_end(cue.end, sentence);
        Some(Relation { level: 3, contents: [cue.end..end, 0..0], cue, source, speaker: None })
    }

    /// `S's estimate of K`, `a toll of K compiled by S`, `a survey by S of K`.
    fn nominal(&self, cue: Range<usize>, sentence: &Range<usize>) -> Option<Relation> {
        const GOES_ON: [&str; 14] = [
            "of", "that", "at", "is", "was", "are", "were", "shows", "showed", "puts", "put", "compiled", "by", "from",
        ];
        if self.is_name_word(cue.start) || cue.end >= sentence.end || !GOES_ON.contains(&self.text(cue.end)) {
            return None;
        }
        let possessive = (sentence.start..cue.start).rev().take(4).find(|&at| self.kind(at) == TokenKind::Possessive);
        let source = if let Some(mark) = possessive {
            self.phrase_before(mark, sentence)
        } else if self.is_inquiry(cue.start) && cue.end < sentence.end && self.text(cue.end).eq_ignore_ascii_case("of")
        {
            // "a survey of 1,709 children" vouches for whom it asked.
            let contents = [cue.end..self.content_end(cue.end, sentence), 0..0];
            return Some(Relation { level: 3, source: cue.clone(), cue, contents, speaker: None });
        } else {
            let agent = |at: &usize| matches!(self.text(*at).to_ascii_lowercase().as_str(), "by" | "from");
            let by = (cue.end..sentence.end.min(cue.end + 10)).find(agent)?;
            self.phrase_after(by + 1, sentence.end)
        };
        if possessive.is_none() && self.is_place(&source) {
            // "applications from Norland" come from there and say nothing.
            return None;
        }
        let (level, speaker) = self.level_of(&source, None).filter(|(level, _)| *level >= 2)?;
        Some(Relation { level, cue, source, contents: [sentence.clone(), 0..0], speaker })
    }

    /// A noun for asking or counting that is itself a document.
    fn is_inquiry(&self, at: usize) -> bool {
        matches!(self.text(at).to_ascii_lowercase().as_str(), "survey" | "study" | "poll" | "census")
    }

    /// Whether the phrase begins with the name of a place.
    fn is_place(&self, phrase: &Range<usize>) -> bool {
        let place = self.facts.partition_point(|fact| (fact.first_token as usize) < phrase.start);
        self.facts.get(place).is_some_and(|fact| {
            matches!(fact.value, Value::Place(_)) && (fact.first_token as usize) < phrase.end.min(phrase.start + 2)
        })
    }

    /// Whether a comma, dash or quotation mark stands before the word, or nothing at all.
    fn is_detached(&self, at: usize, sentence: &Range<usize>) -> bool {
        at == sentence.start
            || matches!(
                self.kind(at - 1),
                TokenKind::Comma
                    | TokenKind::Dash
                    | TokenKind::Semicolon
                    | TokenKind::QuoteOpen
                    | TokenKind::QuoteClose
                    | TokenKind::QuoteStraight
            )
    }

    /// Whether a capital makes the word part of a name; headlines capitalise the plain verbs of speech.
    fn is_name_word(&self, at: usize) -> bool {
        let token = self.token(at);
        token.is_capital()
            && !token.is_sentence_start()
            && !matches!(self.text(at), "Says" | "Say" | "Said" | "Tells" | "Warns")
    }

    /// Whether a form that is noun and verb is the noun here: an article, a possessive, a preposition or an
    /// adjective's place before it.
    fn reads_as_noun(&self, at: usize, sentence: &Range<usize>) -> bool {
        let Some(before) = at.checked_sub(1).filter(|&before| before >= sentence.start) else {
            // A sentence can open with an imperative or a participle, hardly with a finite verb of speech.
            return !self.text(at).to_ascii_lowercase().ends_with("ing");
        };
        if self.kind(before) == TokenKind::Possessive {
            return true;
        }
        const DETERMINERS: [&str; 30] = [
            "a", "an", "the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your",
            "no", "any", "some", "each", "every", "of", "in", "for", "with", "from", "by", "on", "per", "latest",
            "new", "first",
        ];
        let word = self.text(before).to_ascii_lowercase();
        DETERMINERS.contains(&word.as_str())
            && !matches!(self.text(at).to_ascii_lowercase().as_str(), "said" | "says" | "told")
    }

    /// What a verb with its source before it vouches for.
    fn contents(&self, cue: &Range<usize>, source: &Range<usize>, sentence: &Range<usize>) -> [Range<usize>; 2] {
        let start = self.clause_start(source.start, sentence);
        let detached = source.start > start
            && matches!(
                self.kind(source.start - 1),
                TokenKind::Comma
                    | TokenKind::QuoteClose
                    | TokenKind::QuoteStraight
                    | TokenKind::Question
                    | TokenKind::Exclamation
                    | TokenKind::Dash
            );
        let first_word = (start..source.start).find(|&at| matches!(self.kind(at), TokenKind::Word | TokenKind::Number));
        let adjunct =
            first_word.is_some_and(|at| self.opens_adjunct(at)) && !(start..source.start).any(|at| self.is_quote(at));
        let words =
            (start..source.start).filter(|&at| matches!(self.kind(at), TokenKind::Word | TokenKind::Number)).count();
        let post = detached && words >= 2 && !adjunct;
        let end = self.content_end(cue.end, sentence);
        match (post, self.is_comma(cue.end, sentence)) {
            // K, S said, K
            (true, true) => [start..source.start, cue.end..end],
            // K, S said on Monday.
            (true, false) => {
                [start..source.start, if self.opens_clause(cue.end, sentence) { cue.end..end } else { 0..0 }]
            }
            _ => [self.after_adjuncts(cue, sentence)..end, 0..0],
        }
    }

    /// Whether a data verb goes on with what it shows: `that`, a figure, a quotation.
    fn opens_content(&self, at: usize, sentence: &Range<usize>) -> bool {
        (at..sentence.end.min(at + 4)).any(|at| {
            self.text(at).eq_ignore_ascii_case("that")
                || self.is_quote(at)
                || matches!(self.kind(at), TokenKind::Number | TokenKind::Currency)
        })
    }

    fn opens_clause(&self, at: usize, sentence: &Range<usize>) -> bool {
        at < sentence.end && (self.text(at).eq_ignore_ascii_case("that") || self.is_quote(at))
    }

    /// `On Monday,`, `In a report,`, `Speaking in Geneva,`: no content of a cue that follows.
    fn opens_adjunct(&self, at: usize) -> bool {
        const OPENERS: [&str; 24] = [
            "in",
            "on",
            "at",
            "during",
            "after",
            "before",
            "when",
            "while",
            "as",
            "speaking",
            "earlier",
            "later",
            "since",
            "by",
            "for",
            "with",
            "following",
            "despite",
            "asked",
            "responding",
            "meanwhile",
            "although",
            "if",
            "to",
        ];
        let word = self.text(at).to_ascii_lowercase();
        OPENERS.contains(&word.as_str())
    }

    /// After `told reporters` and `said on Monday` the content begins; without a mark for it, right after the cue.
    fn after_adjuncts(&self, cue: &Range<usize>, sentence: &Range<usize>) -> usize {
        let limit = sentence.end.min(cue.end + 10);
        (cue.end..limit).find(|&at| self.text(at).eq_ignore_ascii_case("that")).unwrap_or(cue.end)
    }

    /// Where content that begins at `from` ends: at a semicolon, or at a comma before a word of contrast.
    fn content_end(&self, from: usize, sentence: &Range<usize>) -> usize {
        let mut quoted = false;
        for at in from..sentence.end {
            match self.kind(at) {
                TokenKind::QuoteOpen => quoted = true,
                TokenKind::QuoteClose => quoted = false,
                TokenKind::Semicolon if !quoted => return at,
                TokenKind::Comma if !quoted && at + 1 < sentence.end && self.is(at + 1, Class::Contrast) => return at,
                _ => {}
            }
        }
        sentence.end
    }

    /// Where the clause before `at` begins: after the last semicolon or comma with a word of contrast.
    fn clause_start(&self, at: usize, sentence: &Range<usize>) -> usize {
        let breaks = |at: &usize| {
            self.kind(*at) == TokenKind::Semicolon
                || self.kind(*at) == TokenKind::Comma
                    && *at + 1 < sentence.end
                    && (self.is(*at + 1, Class::Contrast) || self.text(*at + 1).eq_ignore_ascii_case("and"))
        };
        (sentence.start..at).rev().find(breaks).map_or(sentence.start, |at| at + 1)
    }

    fn is_comma(&self, at: usize, sentence: &Range<usize>) -> bool {
        at < sentence.end && self.kind(at) == TokenKind::Comma
    }

    fn is_quote(&self, at: usize) -> bool {
        matches!(self.kind(at), TokenKind::QuoteOpen | TokenKind::QuoteClose | TokenKind::QuoteStraight)
    }

    /// The noun phrase that ends before `end`; an apposition between commas is stepped over to its head.
    fn phrase_before(&self, end: usize, sentence: &Range<usize>) -> Range<usize> {
        let mut end = end;
        let mut outer = end;
        if end > sentence.start && self.kind(end - 1) == TokenKind::Comma {
            // "Mara Quist, the police chief, said".
            let inner = end - 1;
            let comma =
                (sentence.start..inner).rev().take(LONGEST_SOURCE).find(|&at| self.kind(at) == TokenKind::Comma);
            let Some(comma) = comma else { return end..end };
            outer = inner;
            end = comma;
        } else if end > sentence.start && self.kind(end - 1) == TokenKind::ParenClose {
            let Some(open) = (sentence.start..end).rev().take(12).find(|&at| self.kind(at) == TokenKind::ParenOpen)
            else {
                return end..end;
            };
            end = open;
        }
        let mut start = end;
        while start > sentence.start && end - start < LONGEST_SOURCE && self.inside_phrase(start - 1) {
            start -= 1;
        }
        start..outer.max(end)
    }

    /// The noun phrase that begins at `start`.
    fn phrase_after(&self, start: usize, limit: usize) -> Range<usize> {
        let mut end = start;
        while end < limit
            && end - start < LONGEST_SOURCE
            && self.inside_phrase(end)
            && !self.ends_phrase_after(end)
            && (end == start || !self.begins_figure(end))
        {
            end += 1;
        }
        start..end
    }

    /// Whether a figure begins here: `according to the ministry over 345 pilgrims`.
    fn begins_figure(&self, at: usize) -> bool {
        let place = self.facts.partition_point(|fact| (fact.first_token as usize) < at);
        self.facts.get(place).is_some_and(|fact| {
            fact.first_token as usize == at
                && matches!(fact.value, Value::Count(_) | Value::Money(_) | Value::Percent(_) | Value::Range(_))
        })
    }

    fn ends_phrase_after(&self, at: usize) -> bool {
        // "said Roe on Monday", "according to police in Lund who".
        matches!(
            self.text(at).to_ascii_lowercase().as_str(),
            "on" | "as" | "when" | "after" | "before" | "about" | "during" | "late" | "early" | "last" | "this"
        )
    }

    fn inside_phrase(&self, at: usize) -> bool {
        match self.kind(at) {
            TokenKind::Word => {
                let word = self.text(at).to_ascii_lowercase();
                !self.is(at, Class::Contrast)
                    && !matches!(word.as_str(), "that" | "because" | "if" | "when" | "where" | "since" | "so" | "as")
                    && (!self.is(at, Class::AttributionVerb)
                        || self.reads_as_noun(at, &(0..usize::MAX))
                        || self.is(at, Class::SourceDocument))
            }
            TokenKind::Number | TokenKind::Hyphen | TokenKind::Possessive | TokenKind::Slash | TokenKind::Ampersand => {
                true
            }
            _ => false,
        }
    }

    fn names_source(&self, phrase: &Range<usize>) -> bool {
        const SOURCES: [Class; 3] = [Class::SourceDocument, Class::SourceBody, Class::AttributionNoun];
        SOURCES.into_iter().any(|class| self.holds(phrase, class))
    }

    /// Whether an entry of the list, a word or several, begins in the phrase.
    fn holds(&self, phrase: &Range<usize>, class: Class) -> bool {
        phrase.clone().any(|at| self.lexicon.entry(&self.lexed.tokens[at..phrase.end], class).is_some())
    }

    /// How good a source the noun phrase is, and the person it names; `None` for an empty phrase.
    fn level_of(&self, phrase: &Range<usize>, last: Option<&Relation>) -> Option<(u8, Option<u32>)> {
        if phrase.is_empty() {
            return None;
        }
        if phrase.len() <= 2 && self.is(phrase.end - 1, Class::PronounSource) {
            return Some(last.map_or((2, None), |last| (last.level, last.speaker)));
        }
        let from = self.facts.partition_point(|fact| (fact.end_token as usize) <= phrase.start);
        let mut level = 0;
        let mut speaker = None;
        for (offset, fact) in
            self.facts[from..].iter().take_while(|fact| (fact.first_token as usize) < phrase.end).enumerate()
        {
            let of = match fact.value {
                Value::Person(_) => 4,
                Value::Organization(_) => 3,
                Value::Place(_) => 2,
                _ => 0,
            };
            if of == 4 {
                speaker = Some((from + offset) as u32);
            }
            level = level.max(of);
        }
        if self.holds(phrase, Class::SourceBody) || self.holds(phrase, Class::SourceDocument) {
            level = level.max(3);
        }
        for at in phrase.clone() {
            let token = self.token(at);
            if token.kind != TokenKind::Word {
                continue;
            }
            let of = if self.is(at, Class::Nationality) || self.is(at, Class::UnnamedSource) {
                2
            } else if token.is_capital() && !token.is_sentence_start() && !self.is(at, Class::FunctionWord) {
                // A name that no list knows.
                3
            } else {
                0
            };
            level = level.max(of);
        }
        // Any other subject that speaks is somebody, though nobody in particular.
        Some((level.max(2), speaker))
    }
}
