//! Names in headlines and captions that the text does not know.

use rustc_hash::FxHashSet;

use super::Bearer;
use super::mentions::Desk;
use crate::fact::Value;
use crate::fact::spelling::{fold, near};
use crate::lex::{Class, TokenKind};
use crate::markup::Role;

/// A text of fewer words than this need not name everybody.
const SHORTEST_BODY: usize = 40;
/// Shorter words of a body's name are found in any text.
const SHORTEST_WORD: usize = 4;

/// A name in display text that the text does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisplayName {
    /// The fact in the headline, standfirst or caption.
    pub fact: u32,
    /// The full mention in the text with a name that is near, where exactly one is.
    pub meant: Option<u32>,
}

impl Desk<'_> {
    /// Every person and body that display text names and the running text does not.
    pub(super) fn display(&mut self) {
        let reading = self.reading;
        let displayed = |role: Role| matches!(role, Role::Headline | Role::Standfirst | Role::Caption);
        let mut facts = (0..reading.facts.len()).filter(|&index| displayed(reading.claims[index].role)).peekable();
        if facts.peek().is_none() {
            return;
        }
        let body = self.words_of_the_body();
        // Who writes of himself is named in the headline alone.
        if body.first_person {
            return;
        }
        let mut told: FxHashSet<&str> = FxHashSet::default();
        for index in facts {
            let fact = &reading.facts[index];
            if reading.claims[index].quotation.is_some() || self.is_credited(index) {
                continue;
            }
            let text = fact.span.slice(&reading.document.prose);
            let missing = match &fact.value {
                Value::Person(name) => {
                    let parts = [&name.given, &name.middle, &name.surname, &name.nickname];
                    let mut words =
                        parts.into_iter().flat_map(|part| part.split([' ', '-'])).filter(|word| !word.is_empty());
                    !words.any(|word| body.has(word)) && self.is_vouched(index as u32)
                }
                Value::Organization(name) => !body.has_any(&name.name) && !body.has_any(&name.acronym),
                _ => false,
            };
            let meant = if missing { self.meant(index as u32) } else { None };
            if missing && (meant.is_some() || body.count >= SHORTEST_BODY) && told.insert(text) {
                self.people.display.push(DisplayName { fact: index as u32, meant });
            }
        }
    }

    /// Whether display text surely names a person: in full with a given name of the list, or almost as the text does.
    fn is_vouched(&self, fact: u32) -> bool {
        let name = self.mention(fact).name;
        let given = self.reading.lexicon.classes(self.reading.lexicon.word(&name.given));
        let doubtful = Class::CommonWord.bit() | Class::Place.bit() | Class::Month.bit() | Class::FunctionWord.bit();
        let listed = given & Class::GivenName.bit() != 0 && given & doubtful == 0;
        listed && !name.surname.is_empty() || self.meant(fact).is_some()
    }

    /// `Photo courtesy of Ross Dahl`: who took a picture need not be in the story.
    fn is_credited(&self, index: usize) -> bool {
        const CREDITS: [&str; 8] =
            ["photo", "photograph", "image", "picture", "illustration", "graphic", "courtesy", "credit"];
        let sentence = &self.reading.lexed.sentences[self.reading.claims[index].sentence as usize];
        self.reading.lexed.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize].iter().any(|token| {
            let text = token.span().slice(&self.reading.document.prose);
            CREDITS.iter().any(|word| text.eq_ignore_ascii_case(word))
        })
    }

    /// The one person of the text whose surname is near.
    fn meant(&self, fact: u32) -> Option<u32> {
        if !matches!(self.people.bearers[fact as usize], Bearer::Orphan) {
            return None;
        }
        let surname = &self.mention(fact).surname;
        let mut close = self.people.clusters.iter().filter(|cluster| near(surname, &cluster.surname));
        let first = close.next()?;
        close.all(|other| other.surname == first.surname).then_some(first.introduction)
    }

    fn words_of_the_body(&self) -> Body {
        let reading = self.reading;
        let mut body = Body { words: FxHashSet::default(), initials: Vec::new(), count: 0, first_person: false };
        for sentence in &reading.lexed.sentences {
            let role = reading.document.blocks[sentence.block as usize].role;
            if matches!(role, Role::Headline | Role::Standfirst | Role::Caption | Role::Furniture | Role::Code) {
                continue;
            }
            let tokens = &reading.lexed.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize];
            let quotes = tokens.iter().any(|token| {
                matches!(token.kind, TokenKind::QuoteOpen | TokenKind::QuoteClose | TokenKind::QuoteStraight)
            });
            let mut initials = String::new();
            for token in tokens {
                if token.kind != TokenKind::Word {
                    continue;
                }
                let text = token.span().slice(&reading.document.prose);
                body.count += 1;
                body.words.insert(fold(text));
                body.first_person |= text == "I" && !quotes;
                let small = reading.lexicon.is(token.word, Class::FunctionWord) && !token.is_capital();
                if !small {
                    initials.extend(text.chars().next().filter(|c| c.is_uppercase()));
                    if !token.is_capital() {
                        initials.push(' ');
                    }
                }
            }
            body.initials.push(initials);
        }
        body
    }
}

/// The words of the running text.
struct Body {
    words: FxHashSet<String>,
    /// First letters of the capitalized words of each sentence, runs parted by blanks.
    initials: Vec<String>,
    count: usize,
    /// Whether the text says `I` outside of quotation marks.
    first_person: bool,
}

impl Body {
    fn has(&self, word: &str) -> bool {
        let folded = fold(word);
        // `Calders`, `Norhaveners`: a form of it is a mention too.
        self.words.contains(&folded)
            || folded.strip_suffix('s').is_some_and(|stem| self.words.contains(stem))
            || ["s", "n", "an", "ian", "er", "ers"]
                .iter()
                .any(|ending| self.words.contains(&format!("{folded}{ending}")))
    }

    /// Whether a word of a name stands there, or the words that its letters abbreviate.
    fn has_any(&self, name: &str) -> bool {
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        let abbreviation = letters > 1 && name.chars().all(|c| !c.is_lowercase());
        abbreviation && self.initials.iter().any(|initials| initials.contains(name))
            || self.words.contains(&fold(name))
            || name.split([' ', '-']).any(|word| word.len() >= SHORTEST_WORD.min(name.len()) && self.has(word))
    }
}
