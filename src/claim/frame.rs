//! Head noun, event, part and qualifiers of a quantity.
//!
//! A shallow reading of the words around the figure: the noun phrase behind it, the verb before it in the
//! clause, the participle or verb after the head. What these windows do not show is left out.

use std::ops::Range;

use crate::fact::{Fact, Value};
use crate::lex::{Class, LexValue, Lexed, Lexicon, Token, TokenKind, Words};
use crate::markup::Document;
use crate::text::ProseSpan;

/// How far the governing verb may stand before the figure, in tokens of one clause.
const VERB_REACH: usize = 8;
/// Words that may stand between figure and head noun.
const LONGEST_PHRASE: usize = 6;

/// Which part of a whole a figure stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// The thing itself.
    #[default]
    Total,
    /// Some of it: `12 of the 40`, `including 12`.
    Part,
    /// What is left: `the remaining 12`.
    Remainder,
    /// On top of it: `another 12`.
    Additional,
    /// By how much it changed: `rose by 12`.
    Change,
}

impl Part {
    /// The word for it in rules and output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Part => "part",
            Self::Remainder => "remainder",
            Self::Additional => "additional",
            Self::Change => "change",
        }
    }
}

/// What a quantity measures.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Frame {
    /// The noun that heads the measured phrase: `soldiers` in `2,000 Russian soldiers`.
    pub head: Option<ProseSpan>,
    /// Its lemma, folded; empty where there is no head.
    pub head_lemma: Box<str>,
    /// Whether the head is a noun for people.
    pub counts_people: bool,
    /// Content words between figure and head, folded, in order.
    pub qualifiers: Vec<Box<str>>,
    /// Event class from the governing verb, the head or a participle: `killed`, `displaced`.
    pub event: Option<&'static str>,
    /// Total, part, remainder ….
    pub part: Part,
    /// Under a modal, a condition, a forecast or a plan.
    pub modal: bool,
    /// Under a negation.
    pub negated: bool,
    /// Next to a word of progress: `rose to`, `so far`, `as of`.
    pub progressing: bool,
    /// A limit, setting or instruction and not a report: `must have 8 to 64 characters`.
    pub specification: bool,
}

/// The frame of the fact at `index`; empty for facts that are no quantity.
pub(super) fn read(
    document: &Document<'_>,
    lexed: &Lexed,
    lexicon: &Lexicon,
    facts: &[Fact],
    index: usize,
    sentence: usize,
) -> Frame {
    let fact = &facts[index];
    if !is_quantity(&fact.value) {
        return Frame::default();
    }
    let tokens = lexed.sentences[sentence].tokens.clone();
    let sentence = tokens.start as usize..tokens.end as usize;
    let words = lexed.tokens[sentence.clone()].iter().map(|token| lexicon.opens(token.word));
    let reader = Reader {
        prose: &document.prose,
        tokens: &lexed.tokens,
        lexicon,
        opens: words.fold(0, |all, of_word| all | of_word),
        sentence,
        fact: fact.first_token as usize..fact.end_token as usize,
    };
    reader.frame()
}

const fn is_quantity(value: &Value) -> bool {
    matches!(
        value,
        Value::Count(_)
            | Value::Range(_)
            | Value::Percent(_)
            | Value::Money(_)
            | Value::Measure(_)
            | Value::Fraction(_)
            | Value::Points(_)
            | Value::Ratio(_)
            | Value::Duration(_)
            | Value::VagueQuantity
    )
}

struct Reader<'a> {
    prose: &'a str,
    tokens: &'a [Token],
    lexicon: &'a Lexicon,
    /// The classes of all words of the sentence and of the phrases that begin with them: what a class has nothing for is
    /// looked for in no word.
    opens: u128,
    sentence: Range<usize>,
    fact: Range<usize>,
}

impl Reader<'_> {
    fn frame(&self) -> Frame {
        let phrase = self.phrase_behind();
        let head = phrase.clone().last();
        let clause = self.clause();
        let mut frame = Frame {
            head: head.map(|at| self.tokens[at].span()),
            head_lemma: head.map(|at| self.lemma(at)).unwrap_or_default(),
            counts_people: head.is_some_and(|at| self.is_person_noun(&phrase, at)),
            qualifiers: phrase
                .clone()
                .filter(|&at| Some(at) != head && self.is_word(at))
                .map(|at| self.lemma(at))
                .collect(),
            event: if self.has(Class::Event) || self.has(Class::EventNoun) { self.event(&phrase) } else { None },
            part: self.part(),
            modal: self.is_modal(&clause, phrase.end.max(self.fact.end)),
            negated: self.has(Class::Negation) && self.before(4).any(|at| self.is(at, Class::Negation)),
            progressing: self.has(Class::Progress)
                && clause.clone().any(|at| self.entry(at, Class::Progress).is_some()),
            specification: self.has(Class::Specification)
                && self.near(&clause).any(|at| self.is(at, Class::Specification))
                || self.is_imperative(),
        };
        if frame.head.is_none() {
            self.take_head_from_before(&mut frame);
        }
        frame
    }

    /// The noun phrase behind the figure; its last word is the head. `of the` between is stepped over.
    fn phrase_behind(&self) -> Range<usize> {
        let mut start = self.fact.end;
        // "40 of the soldiers", "400 per cent of the members": the head stands behind.
        if self.word_at(start, &["of"]) {
            start += 1;
            while start < self.sentence.end && self.is_article(start) {
                start += 1;
            }
        }
        let mut end = start;
        let mut last_noun = None;
        while end < self.sentence.end && end - start < LONGEST_PHRASE {
            let token = &self.tokens[end];
            let in_phrase = match token.kind {
                // The second half of a compound (`cease-fires`) is a noun whatever it is alone.
                TokenKind::Word => end > start && token.is_glued() || !self.ends_phrase(end),
                TokenKind::Hyphen => token.is_glued(),
                _ => false,
            };
            if !in_phrase {
                break;
            }
            end += 1;
            if self.reads_as_plural(end - 1) {
                last_noun = Some(end);
                // A plural ends the phrase unless another noun of the lists follows ("sports teams").
                if !(end < self.sentence.end && self.reads_as_plural(end)) {
                    break;
                }
            }
        }
        let mut end = last_noun.unwrap_or(end);
        while end > start && !self.is_word(end - 1) {
            end -= 1;
        }
        start..end
    }

    /// `a toll of 34`, `put the number of dead at 14`, `the population fell to 9,000`.
    fn take_head_from_before(&self, frame: &mut Frame) {
        let Some(preposition) = self.fact.start.checked_sub(1).filter(|&at| at >= self.sentence.start) else { return };
        if !self.word_at(preposition, &["of", "at", "to"]) {
            return;
        }
        let reach = if self.word_at(preposition, &["of"]) { 1 } else { VERB_REACH };
        let noun =
            (self.sentence.start..preposition).rev().take(reach).take_while(|&at| self.is_word(at)).find(|&at| {
                self.is(at, Class::EventNoun) || self.is(at, Class::AttributionNoun) || self.is(at, Class::PersonNoun)
            });
        if let Some(at) = noun {
            frame.head = Some(self.tokens[at].span());
            frame.head_lemma = self.lemma(at);
            frame.counts_people = self.is(at, Class::PersonNoun);
            if frame.event.is_none() {
                frame.event = self.lexicon.text(self.tokens[at].word, Class::EventNoun);
            }
        }
    }

    /// From the governing verb before, the head, or a participle or verb after the phrase.
    fn event(&self, phrase: &Range<usize>) -> Option<&'static str> {
        let entry = |at: usize, class| match self.entry(at, class) {
            Some((_, LexValue::Text(event))) => Some(event),
            _ => None,
        };
        if let Some(event) = phrase.clone().rev().find_map(|at| entry(at, Class::EventNoun)) {
            return Some(event);
        }
        // "killed more than 2,000", "has killed up to 30": the nearest verb of the clause before.
        let mut at = self.fact.start;
        for _ in 0..VERB_REACH {
            let Some(before) = at.checked_sub(1).filter(|&before| before >= self.sentence.start) else { break };
            at = before;
            if matches!(
                self.tokens[at].kind,
                TokenKind::Comma | TokenKind::Semicolon | TokenKind::Colon | TokenKind::Dash | TokenKind::ParenOpen
            ) {
                break;
            }
            if let Some(event) = entry(at, Class::Event).filter(|_| !self.is_noun_here(at)) {
                return Some(event);
            }
            if self.is(at, Class::AttributionVerb) || self.is(at, Class::DocumentVerb) {
                break;
            }
        }
        // "18 workers were killed", "two crewmembers dead", "30,000 people had fled".
        let behind = phrase.end.max(self.fact.end);
        for at in behind..self.sentence.end.min(behind + 4) {
            if let Some(event) = entry(at, Class::Event).or_else(|| entry(at, Class::EventNoun)) {
                return Some(event);
            }
            if !self.is(at, Class::Auxiliary)
                && !self.word_at(at, &["who", "that", "feared", "believed", "reported", "left", "confirmed"])
            {
                break;
            }
        }
        None
    }

    fn part(&self) -> Part {
        if self.word_at(self.fact.end, &["of"])
            && self.fact.end + 1 < self.sentence.end
            && self.is_article(self.fact.end + 1)
            || self.word_at(self.fact.end, &["of"])
                && self.word_at(self.fact.end + 1, &["them", "whom", "which", "those", "these"])
        {
            return Part::Part;
        }
        for at in self.before(3).filter(|&at| self.is_word(at)) {
            if self.word_at(at, &["including", "among"]) {
                return Part::Part;
            }
            if self.word_at(at, &["remaining", "rest"]) {
                return Part::Remainder;
            }
            if self.word_at(at, &["another", "additional", "further", "extra", "more"])
                && !self.word_at(at + 1, &["than"])
            {
                return Part::Additional;
            }
            let by = at + 1 == self.fact.start && self.word_at(at, &["by"]);
            if by && self.before(5).any(|at| self.is(at, Class::Change)) {
                return Part::Change;
            }
        }
        if self.word_at(self.fact.end, &["more", "additional", "other", "others"])
            && !self.word_at(self.fact.end + 1, &["than"])
        {
            return Part::Additional;
        }
        Part::Total
    }

    /// The tokens before the figure, nearest first, up to `count`, within the clause.
    fn before(&self, count: usize) -> impl Iterator<Item = usize> + '_ {
        (self.sentence.start..self.fact.start).rev().take(count).take_while(|&at| {
            !matches!(self.tokens[at].kind, TokenKind::Semicolon | TokenKind::Colon | TokenKind::Dash)
        })
    }

    /// From the last semicolon, dash or comma with a conjunction before the figure to the next one behind.
    fn clause(&self) -> Range<usize> {
        let breaks = |at: usize| {
            matches!(self.tokens[at].kind, TokenKind::Semicolon | TokenKind::Dash | TokenKind::Colon)
                || self.tokens[at].kind == TokenKind::Comma
                    && at + 1 < self.sentence.end
                    && (self.is(at + 1, Class::Contrast) || self.word_at(at + 1, &["and"]))
        };
        let start = (self.sentence.start..self.fact.start)
            .rev()
            .find(|&at| breaks(at))
            .map_or(self.sentence.start, |at| at + 1);
        let end = (self.fact.end..self.sentence.end).find(|&at| breaks(at)).unwrap_or(self.sentence.end);
        start..end
    }

    /// Whether a modal, a plan or a condition stands close before the figure or right behind its noun.
    fn is_modal(&self, clause: &Range<usize>, behind: usize) -> bool {
        if !self.has(Class::Modal) {
            return false;
        }
        let before = self.fact.start.saturating_sub(VERB_REACH).max(clause.start)..self.fact.start;
        let after = behind..(behind + 1).min(clause.end).max(behind);
        let modal = |at: usize| {
            self.is(at, Class::Modal) && (!self.tokens[at].is_capital() || self.tokens[at].is_sentence_start())
        };
        before.into_iter().chain(after).any(modal)
    }

    /// The part of the clause next to the figure.
    fn near(&self, clause: &Range<usize>) -> Range<usize> {
        self.fact.start.saturating_sub(VERB_REACH).max(clause.start)..(self.fact.end + VERB_REACH).min(clause.end)
    }

    /// A sentence that begins with a bare verb tells the reader what to do.
    fn is_imperative(&self) -> bool {
        let first = self.sentence.start;
        let token = &self.tokens[first];
        token.kind == TokenKind::Word && first < self.fact.start && self.is(first, Class::Imperative)
    }

    fn is_noun_here(&self, at: usize) -> bool {
        at > self.sentence.start && (self.is_article(at - 1) || self.tokens[at - 1].kind == TokenKind::Possessive)
    }

    fn ends_phrase(&self, at: usize) -> bool {
        self.is(at, Class::FunctionWord)
            || self.is_verb_of_speech(at)
            || self.is(at, Class::Auxiliary)
            || self.is(at, Class::Event) && !self.is(at, Class::EventNoun)
    }

    /// A verb of speech in a form that is no noun: `said`, `reported`, but not `state` or `comments`.
    fn is_verb_of_speech(&self, at: usize) -> bool {
        let text = self.tokens[at].span().slice(self.prose);
        self.is(at, Class::AttributionVerb)
            && (text.ends_with("ed") || matches!(text, "said" | "say" | "says" | "told" | "wrote" | "thought"))
    }

    fn is_person_noun(&self, phrase: &Range<usize>, head: usize) -> bool {
        let text = self.tokens[head].span().slice(self.prose);
        // Armenians, fishermen: a nationality in the plural, or a noun in -men.
        let people =
            self.is(head, Class::Nationality) && text.ends_with('s') || text.len() > 5 && text.ends_with("men");
        people
            || self.is(head, Class::PersonNoun)
            || phrase.clone().any(|at| {
                self.lexicon
                    .entry(&self.tokens[at..phrase.end], Class::PersonNoun)
                    .is_some_and(|(length, _)| at + length == phrase.end)
            })
    }

    /// Whether the word looks like a plural noun; a list of them is endless, the ending is not.
    fn reads_as_plural(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if token.kind != TokenKind::Word || self.ends_phrase(at) {
            return false;
        }
        if self.is(at, Class::PersonNoun) || self.is(at, Class::EventNoun) {
            return true;
        }
        let text = token.span().slice(self.prose);
        text.len() > 3 && text.ends_with('s') && !text.ends_with("ss") && !text.ends_with("us") && !text.ends_with("is")
    }

    fn is_word(&self, at: usize) -> bool {
        self.tokens[at].kind == TokenKind::Word
    }

    /// Whether the sentence may have a word of a class.
    fn has(&self, class: Class) -> bool {
        self.opens & class.filter() != 0
    }

    fn is(&self, at: usize, class: Class) -> bool {
        self.lexicon.is(self.tokens[at].word, class)
    }

    /// What a class says about the words from a token on; hardly any opens an entry.
    fn entry(&self, at: usize, class: Class) -> Option<(usize, LexValue)> {
        if self.lexicon.opens(self.tokens[at].word) & class.filter() == 0 {
            return None;
        }
        self.lexicon.entry(&self.tokens[at..self.sentence.end], class)
    }

    fn is_article(&self, at: usize) -> bool {
        static ARTICLES: Words =
            Words::new(&["the", "a", "an", "its", "their", "his", "her", "those", "these", "our", "all"]);
        at < self.sentence.end && self.tokens[at].is_in(self.prose, &ARTICLES)
    }

    fn word_at(&self, at: usize, words: &[&str]) -> bool {
        at < self.sentence.end && self.tokens[at].is_one_of(self.prose, words)
    }

    /// The lemma of the lists, else the word without its plural ending.
    fn lemma(&self, at: usize) -> Box<str> {
        let token = &self.tokens[at];
        let lemma = self.lexicon.lemma(token.word);
        if lemma.is_known() && lemma != token.word {
            return self.lexicon.spelling(lemma).into();
        }
        let text = token.span().slice(self.prose);
        let is_small = text.bytes().all(|byte| byte.is_ascii_lowercase());
        if is_small { singular(text) } else { singular(&text.to_lowercase()) }
    }
}

/// The regular singular of a folded word.
fn singular(word: &str) -> Box<str> {
    if word.len() > 4 && word.ends_with("ies") {
        format!("{}y", &word[..word.len() - 3]).into()
    } else if ["sses", "xes", "ches", "shes", "zes"].iter().any(|ending| word.ends_with(ending)) {
        word[..word.len() - 2].into()
    } else if word.len() > 3 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|ending| word.ends_with(ending)) {
        word[..word.len() - 1].into()
    } else {
        word.into()
    }
}
