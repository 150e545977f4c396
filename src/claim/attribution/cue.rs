//! The cues that attribute, each with its source and content: `according to S`, `S said`, `K was reported by
//! S`, `S's estimate of K`, `the deal includes K`, `reportedly`.

use std::ops::Range;

use super::{Form, Reader, Relation};
use crate::fact::Value;
use crate::lex::{Class, Landmarks, LexValue, TokenKind, Words};

impl Reader<'_> {
    /// Every relation of a sentence, in order of its cue; `cues` are the tokens of it that may open one.
    pub(super) fn relations(&self, sentence: Range<usize>, cues: &[u32], last: Option<&Relation>) -> Vec<Relation> {
        let tokens = &self.lexed.tokens[..sentence.end];
        let mut found: Vec<Relation> = Vec::new();
        let mut dealt_with = sentence.start;
        for at in cues.iter().map(|&at| at as usize) {
            if at < dealt_with {
                continue;
            }
            let opens = self.lexicon.opens_here(&tokens[at..]) & Landmarks::CUES;
            if opens == 0 {
                continue;
            }
            let (length, relation) = self.cue(at, opens, &sentence, last, found.last());
            found.extend(relation);
            dealt_with = at + length;
        }
        found
    }

    /// The relation whose cue, of one of some classes, begins at a token, and how many tokens have been dealt with.
    fn cue(
        &self,
        at: usize,
        opens: u128,
        sentence: &Range<usize>,
        last: Option<&Relation>,
        before: Option<&Relation>,
    ) -> (usize, Option<Relation>) {
        let entry = |class: Class| {
            let tokens = (opens & class.bit() != 0).then(|| &self.lexed.tokens[at..sentence.end])?;
            self.lexicon.entry(tokens, class)
        };
        if let Some((length, _)) = entry(Class::AttributionPreposition) {
            return (length, self.preposition(at..at + length, sentence));
        }
        if let Some((length, _)) = entry(Class::Weasel) {
            return (length, Some(self.hidden(at..at + length, sentence)));
        }
        // "estimate" and "report" are verbs and nouns.
        let as_noun = || {
            let (length, _) = entry(Class::AttributionNoun)?;
            Some((length, Some(self.nominal(at..at + length, sentence)?)))
        };
        if let Some((length, LexValue::Text(claim))) = entry(Class::AttributionVerb) {
            let as_verb = self.verb(at..at + length, claim, sentence, last, before);
            return if as_verb.is_some() { (length, as_verb) } else { as_noun().unwrap_or((length, None)) };
        }
        if let Some((length, _)) = entry(Class::DocumentVerb) {
            return (length, self.document(at..at + length, sentence));
        }
        as_noun().unwrap_or((1, None))
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
        Some(Relation {
            form: Form::Preposition,
            claim: "neutral",
            level,
            cue,
            source,
            contents: [content, more],
            speaker,
        })
    }

    /// `reportedly`, `it is believed`: somebody says so and is not named.
    fn hidden(&self, cue: Range<usize>, sentence: &Range<usize>) -> Relation {
        Relation {
            form: Form::Hidden,
            claim: "hidden",
            level: 1,
            source: cue.start..cue.start,
            cue,
            contents: [sentence.clone(), 0..0],
            speaker: None,
        }
    }

    fn verb(
        &self,
        cue: Range<usize>,
        claim: &'static str,
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
            passive |= self.is_one_of(subject_end, &["is", "are", "was", "were", "be", "been", "being"]);
            denied |= self.is_one_of(subject_end, &["not", "never"]);
        }
        denied |= subject_end > sentence.start && self.is(subject_end - 1, Class::Negation);
        if denied || subject_end > sentence.start && self.is_one_of(subject_end - 1, &["to"]) {
            // "did not say how many", "declined to say".
            return None;
        }
        let text = self.text(cue.start).to_ascii_lowercase();
        if text.ends_with("ing") && subject_end == cue.start && !self.is_detached(cue.start, sentence) {
            // "after confirming with her": neither a finite verb nor an afterthought.
            return None;
        }
        if passive && !text.ends_with("ing") {
            return self.passive(cue, claim, sentence);
        }
        if let Some(relation) = self.inverted(&cue, claim, sentence) {
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
        if source.clone().any(|at| self.is_nobody(at)) {
            return None;
        }
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
        Some(Relation { form: Form::Verb, claim, level, cue, source, contents, speaker })
    }

    fn is_nobody(&self, at: usize) -> bool {
        self.is_one_of(at, &["nobody", "none", "neither"])
    }

    pub(super) fn is_relative(&self, at: usize) -> bool {
        self.is_one_of(at, &["which", "who", "whom", "where"])
    }

    /// `K was reported by S`; without an agent nobody is named.
    fn passive(&self, cue: Range<usize>, claim: &'static str, sentence: &Range<usize>) -> Option<Relation> {
        let by = (cue.end..sentence.end.min(cue.end + 8)).find(|&at| self.is_one_of(at, &["by"]))?;
        let source = self.phrase_after(by + 1, sentence.end);
        if claim == "data" && !self.names_document(&source) {
            // "was found by a passer-by" tells what happened and not who says so.
            return None;
        }
        let (level, speaker) = self.level_of(&source, None).filter(|(level, _)| *level >= 2)?;
        let comma = (sentence.start..cue.start).rev().find(|&at| self.kind(at) == TokenKind::Comma);
        let start = comma.map_or(sentence.start, |at| at + 1);
        Some(Relation { form: Form::Passive, claim, level, contents: [start..cue.start, 0..0], cue, source, speaker })
    }

    /// `"K," said S` and `K, said S, K`.
    fn inverted(&self, cue: &Range<usize>, claim: &'static str, sentence: &Range<usize>) -> Option<Relation> {
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
        if !after_content || !opens_phrase || self.is_one_of(cue.end, &["that"]) {
            return None;
        }
        let source = self.phrase_after(cue.end, sentence.end);
        if self.has_finite_verb(&source) {
            // "Mara Quist, the police chief, said the road was open": a clause is what is said, not who says it.
            return None;
        }
        let (level, speaker) = self.level_of(&source, None)?;
        let more = if self.is_comma(source.end, sentence) { source.end..sentence.end } else { 0..0 };
        Some(Relation {
            form: Form::Verb,
            claim,
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
        Some(Relation {
            form: Form::Document,
            claim: "neutral",
            level: 3,
            contents: [cue.end..end, 0..0],
            cue,
            source,
            speaker: None,
        })
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
        } else if self.is_inquiry(cue.start) && cue.end < sentence.end && self.is_one_of(cue.end, &["of"]) {
            // "a survey of 1,709 children" vouches for whom it asked.
            let contents = [cue.end..self.content_end(cue.end, sentence), 0..0];
            return Some(Relation {
                form: Form::Noun,
                claim: "neutral",
                level: 3,
                source: cue.clone(),
                cue,
                contents,
                speaker: None,
            });
        } else {
            let agent = |at: &usize| self.is_one_of(*at, &["by", "from"]);
            let by = (cue.end..sentence.end.min(cue.end + 10)).find(agent)?;
            self.phrase_after(by + 1, sentence.end)
        };
        if possessive.is_none() && self.is_place(&source) {
            // "applications from Norland" come from there and say nothing.
            return None;
        }
        let (level, speaker) = self.level_of(&source, None).filter(|(level, _)| *level >= 2)?;
        Some(Relation {
            form: Form::Noun,
            claim: "neutral",
            level,
            cue,
            source,
            contents: [sentence.clone(), 0..0],
            speaker,
        })
    }

    /// A noun for asking or counting that is itself a document.
    fn is_inquiry(&self, at: usize) -> bool {
        self.is_one_of(at, &["survey", "study", "poll", "census"])
    }

    /// Whether the phrase begins with the name of a place.
    fn is_place(&self, phrase: &Range<usize>) -> bool {
        let place = self.facts.partition_point(|fact| (fact.first_token as usize) < phrase.start);
        self.facts.get(place).is_some_and(|fact| {
            matches!(fact.value, Value::Place(_)) && (fact.first_token as usize) < phrase.end.min(phrase.start + 2)
        })
    }

    /// Whether a comma, dash or quotation mark stands before the word, or nothing at all.
    pub(super) fn is_detached(&self, at: usize, sentence: &Range<usize>) -> bool {
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
    pub(super) fn reads_as_noun(&self, at: usize, sentence: &Range<usize>) -> bool {
        let Some(before) = at.checked_sub(1).filter(|&before| before >= sentence.start) else {
            // A sentence can open with an imperative or a participle, hardly with a finite verb of speech.
            return !self.text(at).to_ascii_lowercase().ends_with("ing");
        };
        if self.kind(before) == TokenKind::Possessive {
            return true;
        }
        static DETERMINERS: Words = Words::new(&[
            "a", "an", "the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your",
            "no", "any", "some", "each", "every", "of", "in", "for", "with", "from", "by", "on", "per", "latest",
            "new", "first",
        ]);
        self.is_in(before, &DETERMINERS) && !self.is_one_of(at, &["said", "says", "told"])
    }

    pub(super) fn names_source(&self, phrase: &Range<usize>) -> bool {
        self.names_document(phrase) || self.holds(phrase, Class::SourceBody)
    }

    fn names_document(&self, phrase: &Range<usize>) -> bool {
        self.holds(phrase, Class::SourceDocument) || self.holds(phrase, Class::AttributionNoun)
    }
}
