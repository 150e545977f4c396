//! Names of people, and the pass that finds names of every kind.
//!
//! Names run after the figures, over the tokens that no figure took. There is no model behind them: a name is
//! a run of capitalized words that a word list, its form or its neighbours vouch for. Accepted:
//! `Ada Okafor`, `J. R. Lund`, `Carl D. Whitmore Jr.`, `Dr. Maja Lindqvist, PhD`, `Ana "Kit" de la Vega`,
//! `Pieter van der Berg`, `Nabil al-Hadi`, `Jean-Luc Moreau`, `Xi Jinping`; after a full name its bare surname,
//! and before any full name a surname with an honorific (`Mr. Dahl`) or as the subject of a reporting verb
//! (`Dahl said`). Refused: a word whose capital says nothing (first in its sentence, in a heading in title
//! case, in a line of capitals) unless a list or another mention vouches for it; everyday words, months,
//! weekdays; a run that ends in the word for a body or a place (`Harris Freight Ltd`, `Marl River`).
//!
//! ```ebnf
//! person     = [ title ] , ( full | bare ) ;
//! title      = honorific , { honorific } ;                       (* Dr., Sir, Lt. Gen. *)
//! full       = word , { word | initial | nickname } , [ particles ] , word , [ suffixes ] ;
//! bare       = [ particles ] , word ;
//! word       = capital , { hyphen , letters } ;
//! initial    = capital letter , [ "." ] ;
//! nickname   = quote , word , { word } , quote | "(" , word , { word } , ")" ;
//! particles  = particle , { particle } , [ hyphen ] ;            (* de la, van der, al- *)
//! suffixes   = [ "," ] , suffix , { [ "," ] , suffix } ;         (* Jr., III, PhD *)
//! role       = role before: { modifier } , office , [ ( "of" | "to" | "for" | "at" ) , name ] , [ "," ] , person
//!            | role after: person , "," , [ article ] , { modifier } , office , [ ( "of" | "at" ) , name ]
//!            | role after: person , "," , "who" , ( "chairs" | "heads" | … ) , [ article ] , name ;
//! ```

mod neighbours;
mod person;
mod settle;
mod verdict;

use std::cell::OnceCell;

use nom::Input as _;

use self::neighbours::Beside;
pub(super) use self::person::line_ends;
use self::person::{LONGEST_NAME, Reading, particles, person};
use self::settle::{Settlement, Waiting};
use self::verdict::Verdict;
use super::input::{self, Tokens};
use super::{listed, organization, place};
use crate::fact::{Fact, PersonName, Value};
use crate::lex::{Class, Lexed, Token, TokenKind};
use crate::text::ProseSpan;

/// How much a capital says in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Running prose: a capital inside the sentence marks a name.
    Running,
    /// A heading In Title Case: every word has a capital.
    Title,
    /// A LINE OF CAPITALS.
    Capitals,
}

/// The name that a text is, if it is nothing but a line with one.
pub(super) fn line(document: &input::Reading<'_>, lexed: &Lexed) -> Option<Fact> {
    let alone = lexed.tokens.len() <= LONGEST_NAME + 8 && !document.prose().trim().contains('\n');
    if !alone || lexed.sentences.first()?.tokens.start != 0 {
        return None;
    }
    let scope = document.sentence(0);
    let line = scope.tokens(0..lexed.tokens.len() as u32);
    let name = listed::listed(line)?;
    Some(fact(line, line.skip(line.input_len()), Value::Person(Box::new(name))))
}

/// The names of a document, read sentence by sentence.
pub(super) struct Names<'a> {
    document: &'a input::Reading<'a>,
    found: Vec<Fact>,
    settlement: Settlement,
    /// Whether the sentence has a personal pronoun, once somebody asked.
    personal: OnceCell<bool>,
}

impl<'a> Names<'a> {
    pub(super) fn new(document: &'a input::Reading<'a>) -> Self {
        Self { document, found: Vec::new(), settlement: Settlement::default(), personal: OnceCell::new() }
    }

    /// Finds the names of a sentence beside its `figures`; none begins but at `capitals`.
    pub(super) fn read(&mut self, sentence: Tokens<'_>, mut figures: &[Fact], capitals: &[u32]) {
        self.personal.take();
        let mut capitals_say = None;
        let mut taken = sentence.position();
        for &at in capitals {
            if at < taken {
                continue;
            }
            while let [figure, behind @ ..] = figures
                && figure.end_token <= at
            {
                figures = behind;
            }
            let tokens = sentence.skip((at - sentence.position()) as usize);
            let free = match figures {
                [figure, ..] => tokens.take((figure.first_token - at) as usize),
                [] => tokens,
            };
            if can_start(free) {
                let style = *capitals_say.get_or_insert_with(|| style(sentence));
                taken = at + self.name(sentence, tokens, free, style) as u32;
            }
        }
    }

    /// Reads one name at the start of `free`, if there is one; returns how many tokens it took.
    fn name(&mut self, sentence: Tokens<'_>, tokens: Tokens<'_>, free: Tokens<'_>, style: Style) -> usize {
        let body = organization::organization(free, style);
        // `West Bank` is on the list of places, though it ends like a body.
        // So does `Rt Hon`, which is a title.
        let titled = |length| {
            let title = free.entry(Class::Honorific);
            title.is_some_and(|(taken, _)| taken > length)
        };
        if let Some((length, name)) = body.filter(|(length, _)| !place::is_listed(free, *length) && !titled(*length)) {
            self.found.push(fact(free, free.skip(length), Value::Organization(Box::new(name))));
            return length;
        }
        let person = person(free, style);
        if let Some((length, name)) = place::place(free, style, person.as_ref().is_some_and(Reading::is_given_led)) {
            self.found.push(fact(free, free.skip(length), Value::Place(Box::new(name))));
            return length;
        }
        let Some(reading) = &person else { return 0 };
        let length = reading.length;
        let rest = tokens.skip(length);
        let beside = Beside::new(sentence, tokens, rest, &self.found, &self.personal);
        let Some(verdict) = reading.context.verdict(style, &beside) else { return 0 };
        if let Verdict::Waits { vouched } = verdict {
            let waiting = Waiting::new(sentence, free, style, length);
            self.settlement.wait(Waiting { words: reading.context.words, vouched, ..waiting });
            return length;
        }
        let name = with_role(reading.name(free), beside.role(), free);
        if matches!(verdict, Verdict::Introduces) {
            self.settlement.introduce(&name);
        }
        self.found.push(fact(free, free.skip(length), Value::Person(Box::new(name))));
        length
    }

    /// Settles the words that waited and merges everything.
    pub(super) fn finish(mut self, figures: Vec<Fact>) -> Vec<Fact> {
        self.settlement.settle(self.document, &mut self.found);
        self.found.extend(figures);
        self.found.sort_by_key(|fact| (fact.span.start(), fact.span.end()));
        self.found
    }
}

/// The name with the office that stands beside it.
fn with_role(mut name: PersonName, role: Option<ProseSpan>, tokens: Tokens<'_>) -> PersonName {
    if let Some(role) = role {
        name.role = role.slice(tokens.prose()).into();
    }
    name
}

fn fact(from: Tokens<'_>, to: Tokens<'_>, value: Value) -> Fact {
    Fact { span: from.span_until(&to), first_token: from.position(), end_token: to.position(), value }
}

/// The first-set test: a capitalized word, or a particle that a capitalized word follows.
fn can_start(tokens: Tokens<'_>) -> bool {
    let Some(first) = tokens.first() else { return false };
    // Behind `@` or `#` stands a handle or a tag, behind figures the letter of a house.
    let tagged = first.is_glued()
        && tokens.before().is_some_and(|mark| matches!(mark.kind, TokenKind::At | TokenKind::Hash | TokenKind::Number));
    first.kind == TokenKind::Word
        && !tagged
        && !is_small_word(tokens, first)
        && (first.is_capital() || tokens.lexicon().is(first.word, Class::NameParticle) && particles(tokens, 0) > 0)
}

/// `The`, `In`, `It`: a small word that opens a sentence and begins no entry of a list of names.
fn is_small_word(tokens: Tokens<'_>, first: &Token) -> bool {
    const NAMES: u128 = Class::GivenName.bit()
        | Class::Surname.bit()
        | Class::FamilyFirstSurname.bit()
        | Class::Nickname.bit()
        | Class::NameParticle.bit()
        | Class::Honorific.bit()
        | Class::Organization.bit()
        | Class::OrganizationWord.bit()
        | Class::Place.bit()
        | Class::PlaceWord.bit()
        | Class::Country.bit();
    tokens.lexicon().is(first.word, Class::FunctionWord)
        && !first.is_all_caps()
        && !first.is_dotted()
        && !tokens.get(1).is_some_and(|next| next.kind == TokenKind::Hyphen)
        && tokens.opens() & NAMES == 0
}

/// Reads how much the capitals of a sentence say.
fn style(sentence: Tokens<'_>) -> Style {
    let is_heading = ends_open(sentence);
    let (mut words, mut capitals, mut shouted) = (0_usize, 0_usize, 0_usize);
    for token in sentence.slice() {
        // Small words stay small in title case, and say nothing either way.
        if token.kind != TokenKind::Word || token.span().len() < 4 && !token.is_all_caps() {
            continue;
        }
        words += 1;
        capitals += usize::from(token.is_capital());
        shouted += usize::from(token.is_all_caps());
        // Nearly every sentence has shown by its first long word what it is not.
        if shouted < words && !is_heading {
            return Style::Running;
        }
    }
    if words >= 2 && shouted == words {
        Style::Capitals
    } else if words >= 4 && capitals * 10 >= words * 8 && is_heading {
        Style::Title
    } else {
        Style::Running
    }
}

/// A heading has no full stop.
fn ends_open(sentence: Tokens<'_>) -> bool {
    sentence.slice().last().is_none_or(|last| last.kind != TokenKind::Period)
}
