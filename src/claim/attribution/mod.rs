//! Who says so: cues, sources and what they cover, without a parser.
//!
//! A *relation* is a cue (`said`, `according to`, `figures show`), its source (the noun phrase in subject
//! position, on either side of the verb) and its content (the stretch of the sentence it vouches for). A
//! fact is attributed at the level of the best relation whose content holds it. Within a paragraph a
//! source carries over to the next two sentences. Everything is a range of tokens, so that a finding can
//! show source, cue and content.

mod carry;
mod content;
mod cue;
mod source;

use std::ops::Range;

use self::carry::Reach;
use super::Quotation;
use crate::fact::Fact;
use crate::lex::{Class, Lexed, Lexicon, Token, TokenKind, Words, take_before};
use crate::markup::Document;
use crate::text::ProseSpan;

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
    /// An item of a list that an attributed sentence leads in.
    List,
    /// A paragraph after the lead, which opens with the only source so far.
    Lead,
    /// Headline, standfirst or caption, and the body attributes the same figure.
    Body,
}

impl Carry {
    /// The word for it in rules and output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Soft => "soft",
            Self::List => "list",
            Self::Lead => "lead",
            Self::Body => "body",
        }
    }
}

/// What kind of cue attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// Nothing attributes.
    #[default]
    None,
    /// A verb of speech or thought: `S said`, `said S`.
    Verb,
    /// `according to S`, `citing S`.
    Preposition,
    /// A verb in the passive with its agent: `was reported by S`.
    Passive,
    /// A noun of counting or saying: `S's estimate of`, `a toll compiled by S`.
    Noun,
    /// A document is the subject: `the deal includes`.
    Document,
    /// Somebody says so and stays hidden: `reportedly`.
    Hidden,
    /// Quotation marks alone.
    Quotation,
}

impl Form {
    /// The word for it in rules and output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Verb => "verb",
            Self::Preposition => "preposition",
            Self::Passive => "passive",
            Self::Noun => "noun",
            Self::Document => "document",
            Self::Hidden => "hidden",
            Self::Quotation => "quotation",
        }
    }
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
    /// What kind of cue it is.
    pub form: Form,
    /// What kind of claim it makes, a group of the attributing verbs: `neutral`, `claim`, `certain` …, and `hidden`;
    /// empty where nothing attributes.
    pub claim: &'static str,
    /// The person fact that names who speaks, wherever it stands: behind `she` too.
    pub speaker: Option<u32>,
}

/// A cue where it stands, whatever it vouches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// The word that attributes.
    pub cue: ProseSpan,
    /// Who says so, what, and how good a source that is.
    pub attribution: Attribution,
    /// Index of its sentence.
    pub sentence: u32,
    /// Index of its block.
    pub block: u32,
    /// Whether it stands in quotation marks.
    pub quoted: bool,
}

/// A cue with its source and content, all as token ranges.
#[derive(Debug, Clone)]
struct Relation {
    form: Form,
    claim: &'static str,
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

/// Who says what in a document.
pub(super) struct Attributions {
    /// One for each fact, in the order of the facts.
    pub(super) facts: Vec<Attribution>,
    /// For each block, whether it names a source or speaks of a document or count.
    pub(super) sourced_blocks: Vec<bool>,
    /// Every cue, in order.
    pub(super) sayings: Vec<Saying>,
}

/// Reads who says what; also names whose words the quotations are.
pub(super) fn read(
    document: &Document<'_>,
    lexed: &Lexed,
    lexicon: &Lexicon,
    facts: &[Fact],
    quotations: &mut [Quotation],
) -> Attributions {
    let reader = Reader { prose: &document.prose, lexed, lexicon, facts };
    let reach = Reach::new(&reader, document, reader.all_relations(&lexed.landmarks.cues));
    for quotation in quotations.iter_mut() {
        quotation.attribution = reach.speaker(&reader, quotation);
    }
    let mut attributions = Vec::with_capacity(facts.len());
    let mut sentence = 0;
    for fact in facts {
        while lexed.sentences[sentence].tokens.end <= fact.first_token {
            sentence += 1;
        }
        attributions.push(reader.attribution(fact, sentence, &reach, quotations));
    }
    reader.inherit(document, &mut attributions);
    let sourced_blocks = reach.sourced_blocks(&reader, document);
    Attributions { facts: attributions, sourced_blocks, sayings: reader.sayings(&reach, quotations) }
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
    fn all_relations(&self, mut cues: &[u32]) -> Vec<Vec<Relation>> {
        let mut last = None;
        self.lexed
            .sentences
            .iter()
            .map(|sentence| {
                let of_sentence = take_before(&mut cues, sentence.tokens.end);
                if of_sentence.is_empty() {
                    return Vec::new();
                }
                let tokens = sentence.tokens.start as usize..sentence.tokens.end as usize;
                let found = self.relations(tokens, of_sentence, last.as_ref());
                if let Some(best) = best(&found) {
                    last = Some(best.clone());
                }
                found
            })
            .collect()
    }

    fn attribution(&self, fact: &Fact, sentence: usize, reach: &Reach, quotations: &[Quotation]) -> Attribution {
        let token = fact.first_token as usize;
        let direct = reach.relations[sentence]
            .iter()
            .filter(|relation| relation.covers(token))
            .max_by_key(|relation| relation.level);
        let quotation = super::quotation::holding(quotations, fact.span).map(|index| &quotations[index as usize]);
        // Inside the marks "we counted 30" is the speaker's, whoever counts.
        if let Some(quotation) = quotation
            && quotation.attribution.level >= direct.map_or(1, |relation| relation.level)
        {
            return quotation.attribution.clone();
        }
        let found = direct.map(|relation| (relation, Carry::Direct)).or_else(|| reach.carried(self, sentence));
        match (found, quotation) {
            (Some((relation, carry)), _) => self.attributed(relation, carry),
            // Whatever stands in quotation marks is said by somebody.
            (None, Some(quotation)) => {
                Attribution { content: Some(quotation.span), form: Form::Quotation, ..Attribution::default() }
            }
            (None, None) => Attribution::default(),
        }
    }

    fn sayings(&self, reach: &Reach, quotations: &[Quotation]) -> Vec<Saying> {
        let mut sayings = Vec::new();
        for (index, (relations, sentence)) in reach.relations.iter().zip(&self.lexed.sentences).enumerate() {
            for relation in relations {
                let Some(cue) = self.span(&relation.cue) else { continue };
                sayings.push(Saying {
                    cue,
                    attribution: self.attributed(relation, Carry::Direct),
                    sentence: index as u32,
                    block: sentence.block,
                    quoted: super::quotation::holding(quotations, cue).is_some(),
                });
            }
        }
        sayings
    }

    /// What a relation says of a place that it reaches.
    fn attributed(&self, relation: &Relation, carry: Carry) -> Attribution {
        Attribution {
            level: relation.level,
            source: self.span(&relation.source),
            cue: self.span(&relation.cue),
            content: relation.contents.iter().filter_map(|content| self.span(content)).reduce(|a, b| a.cover(b)),
            carry,
            form: relation.form,
            claim: relation.claim,
            speaker: relation.speaker,
        }
    }

    fn span(&self, tokens: &Range<usize>) -> Option<ProseSpan> {
        let tokens = self.lexed.tokens.get(tokens.clone())?;
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

    /// Whether the token is one of these words, in any case.
    fn is_one_of(&self, at: usize, words: &[&str]) -> bool {
        self.token(at).is_one_of(self.prose, words)
    }

    /// The same for a long list.
    fn is_in(&self, at: usize, words: &Words) -> bool {
        self.token(at).is_in(self.prose, words)
    }

    fn kind(&self, at: usize) -> TokenKind {
        self.token(at).kind
    }

    fn is_comma(&self, at: usize, sentence: &Range<usize>) -> bool {
        at < sentence.end && self.kind(at) == TokenKind::Comma
    }

    fn is_quote(&self, at: usize) -> bool {
        matches!(self.kind(at), TokenKind::QuoteOpen | TokenKind::QuoteClose | TokenKind::QuoteStraight)
    }
}
