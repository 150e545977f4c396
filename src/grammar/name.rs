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

use std::cell::OnceCell;

use nom::Input as _;
use rustc_hash::{FxHashMap, FxHashSet};

use super::input::Tokens;
use super::primitive::{determiner, determines};
use super::{listed, organization, place};
use crate::fact::spelling::{Key, fold, letters, near, neighbourhood};
use crate::fact::{Fact, PersonName, Value};
use crate::lex::{Class, LexValue, Lexed, Lexicon, Token, TokenKind};
use crate::text::ProseSpan;

/// More capitalized words than this are a heading or a list, not a name.
const LONGEST_NAME: usize = 10;

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

/// Finds names beside `figures`, and returns all facts in order of their start, none overlapping.
pub(super) fn scan(prose: &str, lexed: &Lexed, lexicon: &Lexicon, figures: Vec<Fact>) -> Vec<Fact> {
    let mut pass = Pass { found: Vec::new(), waiting: Vec::new(), introduced: FxHashMap::default(), personal: None };
    let alone = lexed.tokens.len() <= LONGEST_NAME + 8 && !prose.trim().contains('\n');
    let mut figure = 0;
    for sentence in &lexed.sentences {
        let whole = Tokens::new(prose, &lexed.tokens, sentence.tokens.clone(), lexicon);
        if alone && sentence.tokens.start == 0 {
            let line = Tokens::new(prose, &lexed.tokens, 0..lexed.tokens.len() as u32, lexicon);
            if let Some(name) = listed::listed(line) {
                let end = line.skip(line.input_len());
                return vec![fact(line, end, Value::Person(Box::new(name)))];
            }
        }
        let mut capitals = None;
        pass.personal = None;
        let mut tokens = whole;
        while let Some(ahead) = tokens.slice().iter().position(|token| may_start(token, lexicon)) {
            tokens = tokens.skip(ahead);
            while figures.get(figure).is_some_and(|known| known.end_token <= tokens.position()) {
                figure += 1;
            }
            let free = match figures.get(figure) {
                Some(known) if known.first_token <= tokens.position() => {
                    tokens = tokens.skip((known.end_token - tokens.position()) as usize);
                    continue;
                }
                Some(known) => ((known.first_token - tokens.position()) as usize).min(tokens.input_len()),
                None => tokens.input_len(),
            };
            let style = *capitals.get_or_insert_with(|| style(whole));
            let taken = pass.name(whole, tokens, tokens.take(free), style);
            tokens = tokens.skip(taken.max(1));
        }
    }
    pass.finish(prose, figures)
}

/// Whether a sentence has a pronoun for one person.
fn is_personal(sentence: Tokens<'_>) -> bool {
    sentence.slice().iter().any(|token| {
        token.kind == TokenKind::Word
            && (2..=7).contains(&token.span().len())
            && matches!(
                sentence.text(token),
                "he" | "He" | "his" | "His" | "him" | "she" | "She" | "her" | "Her" | "hers" | "himself" | "herself"
            )
    })
}

/// A single word that may be a name: it depends on what the rest of the document introduces.
struct Waiting {
    fact: Fact,
    /// Whether its own neighbours are enough.
    vouched: bool,
    /// Whether no list holds the word.
    unknown: bool,
    /// The first word alone, when more words were read with it.
    first: Option<Fact>,
}

/// What a document introduced under a word.
#[derive(Clone, Copy, Default)]
struct Introduced {
    surname: bool,
    given: bool,
}

struct Pass {
    found: Vec<Fact>,
    waiting: Vec<Waiting>,
    introduced: FxHashMap<String, Introduced>,
    /// Whether the sentence has a personal pronoun, once somebody asked.
    personal: Option<bool>,
}

impl Pass {
    /// Reads one name at the start of `free`, if there is one; returns how many tokens it took.
    fn name(&mut self, sentence: Tokens<'_>, tokens: Tokens<'_>, free: Tokens<'_>, style: Style) -> usize {
        let Some(first) = free.first() else { return 0 };
        if !can_start(free, first) {
            return 0;
        }
        let body = organization::organization(free, style);
        // `West Bank` is on the list of places, though it ends like a body.
        // So does `Rt Hon`, which is a title.
        let titled = |length| {
            let title = free.lexicon().entry(free.slice(), Class::Honorific);
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
        let Some(reading) = person else { return 0 };
        let length = reading.length;
        let rest = tokens.skip(length);
        let (before, after) = (role_before(tokens), role_after(rest));
        let mut context = reading.context;
        context.role = before.is_some() || after.is_some();
        context.speaks = speaks(tokens, rest) || cited(rest);
        if !context.speaks && narrated(rest) {
            context.speaks = *self.personal.get_or_insert_with(|| is_personal(sentence));
        }
        context.aged = aged(rest) || enumerated(rest) || self.follows_person(tokens);
        let Some(verdict) = context.verdict(style) else { return 0 };
        let mut name = reading.name(free);
        if let Some(role) = before.or(after) {
            name.role = role.slice(free.prose()).into();
        }
        let fact = fact(free, free.skip(length), Value::Person(Box::new(name)));
        match verdict {
            Verdict::Introduces => {
                if let Value::Person(name) = &fact.value {
                    self.introduce(name);
                }
                self.found.push(fact);
            }
            Verdict::Names => self.found.push(fact),
            Verdict::Waits { vouched } => {
                let unknown = free.first().is_some_and(|first| !first.word.is_known());
                let alone = || {
                    let word = free.first().map_or("", |first| free.text(first));
                    let name = PersonName { surname: word.into(), order_known: true, ..PersonName::default() };
                    self::fact(free, free.skip(1), Value::Person(Box::new(name)))
                };
                let first = (context.words > 1).then(alone);
                self.waiting.push(Waiting { fact, vouched, unknown, first });
            }
        }
        length
    }

    /// Whether a full name stands right before: `Ada Okafor, Ebbe Rask and ...`.
    fn follows_person(&self, tokens: Tokens<'_>) -> bool {
        let joins = tokens
            .before()
            .is_some_and(|token| token.kind == TokenKind::Comma || matches!(tokens.text(token), "and" | "&"));
        joins
            && self.found.last().is_some_and(|fact| {
                matches!(&fact.value, Value::Person(name) if !name.given.is_empty() && !name.surname.is_empty())
                    && tokens.position() - fact.end_token <= 2
                    && (tokens.position() - fact.end_token) as usize <= tokens.behind().len()
            })
    }

    fn introduce(&mut self, name: &PersonName) {
        if !name.surname.is_empty() {
            let surname = name.surname.to_lowercase();
            if let Some((_, last)) = surname.rsplit_once(' ') {
                self.introduced.entry(last.to_owned()).or_default().surname = true;
            }
            self.introduced.entry(surname).or_default().surname = true;
        }
        if !name.given.is_empty() {
            let given = name.given.to_lowercase();
            let known = self.introduced.entry(given).or_default();
            known.given = true;
            known.surname |= !name.order_known;
        }
    }

    /// Settles the words that waited and merges everything.
    fn finish(mut self, prose: &str, figures: Vec<Fact>) -> Vec<Fact> {
        let waiting = std::mem::take(&mut self.waiting);
        // Made when a word asks that nothing else vouches for.
        let mut slips = None;
        let mut key = String::new();
        for mut waiting in waiting {
            if let Some(first) = waiting.first {
                self.settle_full(waiting.fact, first, &mut slips);
                continue;
            }
            key.clear();
            key.extend(waiting.fact.span.slice(prose).chars().flat_map(char::to_lowercase));
            let known = self.introduced.get(key.as_str()).copied().unwrap_or_default();
            let accepted = waiting.vouched
                || known.surname
                || known.given
                || waiting.unknown && slips.get_or_insert_with(|| Slips::of(&self.found)).has(&key);
            if !accepted {
                continue;
            }
            if let Value::Person(name) = &mut waiting.fact.value {
                let given_only = known.given && !known.surname && name.given.is_empty() && name.title.is_empty();
                if given_only || known.surname && name.surname.is_empty() {
                    std::mem::swap(&mut name.surname, &mut name.given);
                }
            }
            self.found.push(waiting.fact);
        }
        self.found.extend(figures);
        self.found.sort_by_key(|fact| (fact.span.start(), fact.span.end()));
        self.found
    }

    /// Two words that nothing vouched for are a name when the surname was introduced, or all but introduced;
    /// else the first of them may be a bare surname before a capitalized word that is none (`Dahl Quits`).
    fn settle_full(&mut self, full: Fact, first: Fact, slips: &mut Option<Slips>) {
        let introduced = |part: &str| self.introduced.get(&part.to_lowercase()).copied().unwrap_or_default();
        let Value::Person(name) = &full.value else { return };
        let surname = introduced(&name.surname).surname;
        let mut is_slip = || slips.get_or_insert_with(|| Slips::of(&self.found)).has(&name.surname);
        let slip = introduced(&name.given).given && is_slip();
        let bare = introduced(&name.given).surname;
        if surname && !bare || slip {
            self.found.push(full);
        } else if bare {
            self.found.push(first);
        }
    }
}

/// Surnames that full names introduced, under every spelling with a letter or two left out.
struct Slips {
    /// Folded, each with the set of its letters.
    surnames: Vec<(String, u32)>,
    keys: OnceCell<FxHashMap<Key, u32>>,
}

impl Slips {
    /// With more surnames than this the table is asked at once.
    const FEW: usize = 32;

    fn of(found: &[Fact]) -> Self {
        let mut surnames = Vec::new();
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        for fact in found {
            let Value::Person(name) = &fact.value else { continue };
            if !name.surname.is_empty() && !name.given.is_empty() && seen.insert(&name.surname) {
                let surname = fold(&name.surname);
                let letters = letters(&surname);
                surnames.push((surname, letters));
            }
        }
        Self { surnames, keys: OnceCell::new() }
    }

    /// Whether a word may be a slip of an introduced surname: `Okafro` after `Ada Okafor`.
    fn has(&self, word: &str) -> bool {
        let folded = fold(word);
        // Two letters left out of either: no more than four can be in one alone.
        let own = letters(&folded);
        let resembles = |(_, letters): &(String, u32)| (letters ^ own).count_ones() <= 4;
        if self.surnames.len() <= Self::FEW && !self.surnames.iter().any(resembles) {
            return false;
        }
        let keys = self.keys.get_or_init(|| {
            let mut keys = FxHashMap::default();
            for (at, (surname, _)) in (0_u32..).zip(&self.surnames) {
                neighbourhood(surname, |key| {
                    keys.entry(key).or_insert(at);
                });
            }
            keys
        });
        let mut found = false;
        neighbourhood(&folded, |key| {
            found |= keys.get(&key).is_some_and(|&at| near(&self.surnames[at as usize].0, &folded));
        });
        found
    }
}

fn fact(from: Tokens<'_>, to: Tokens<'_>, value: Value) -> Fact {
    Fact { span: from.span_until(&to), first_token: from.position(), end_token: to.position(), value }
}

/// Most words are no names at a glance.
#[inline]
fn may_start(token: &Token, lexicon: &Lexicon) -> bool {
    token.kind == TokenKind::Word && (token.is_capital() || lexicon.is(token.word, Class::NameParticle))
}

/// The first-set test: a capitalized word, or a particle that a capitalized word follows.
fn can_start(tokens: Tokens<'_>, first: &Token) -> bool {
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
        && tokens.lexicon().opens_here(tokens.slice()) & NAMES == 0
}

/// Reads how much the capitals of a sentence say.
fn style(sentence: Tokens<'_>) -> Style {
    let (mut words, mut capitals, mut shouted) = (0_usize, 0_usize, 0_usize);
    for token in sentence.slice() {
        // Small words stay small in title case, and say nothing either way.
        if token.kind != TokenKind::Word || token.span().len() < 4 && !token.is_all_caps() {
            continue;
        }
        words += 1;
        capitals += usize::from(token.is_capital());
        shouted += usize::from(token.is_all_caps());
    }
    if words >= 2 && shouted == words {
        Style::Capitals
    } else if words >= 4 && capitals * 10 >= words * 8 && ends_open(sentence) {
        Style::Title
    } else {
        Style::Running
    }
}

/// A heading has no full stop.
fn ends_open(sentence: Tokens<'_>) -> bool {
    sentence.slice().last().is_none_or(|last| last.kind != TokenKind::Period)
}

// ---------------------------------------------------------------------------------------------- person

/// One piece of a name: tokens `from..to` of the view.
#[derive(Clone, Copy)]
struct Piece {
    kind: PieceKind,
    from: usize,
    to: usize,
    classes: u128,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum PieceKind {
    Word,
    Initial,
    Particle,
    Nickname,
    Suffix,
}

/// What speaks for a reading and against it.
#[derive(Clone, Copy, Default)]
struct Context {
    /// Words and initials.
    words: usize,
    title: bool,
    /// The first word is a given name of the list.
    given: bool,
    /// That word is an everyday word too, or a place, a month, a weekday.
    doubtful: bool,
    /// The last word is a surname of the list.
    surname: bool,
    /// The last word is an everyday word too.
    surname_doubtful: bool,
    /// An initial, a particle, a suffix, a nickname, or a surname that stands first.
    shaped: bool,
    /// Some word is an everyday word and no name of the lists.
    everyday: bool,
    /// It begins the sentence.
    opens: bool,
    /// An article stands before.
    determined: bool,
    /// A capitalized word that belongs to it stands before.
    led: bool,
    role: bool,
    speaks: bool,
    aged: bool,
}

enum Verdict {
    /// A full name, which later mentions may shorten.
    Introduces,
    /// A name by itself.
    Names,
    /// A single word: other mentions decide, unless its neighbours are enough.
    Waits { vouched: bool },
}

impl Context {
    fn verdict(self, style: Style) -> Option<Verdict> {
        if self.title && self.words > 1 {
            return Some(Verdict::Introduces);
        }
        if self.title {
            return (!self.everyday || style == Style::Running).then_some(Verdict::Names);
        }
        let sure_given = self.given && !self.doubtful;
        if self.words == 1 {
            let plain = style == Style::Running;
            let listed = self.surname && !self.surname_doubtful || sure_given;
            let vouched = plain
                && !self.everyday
                && !self.led
                && !self.determined
                && (self.speaks && !self.opens_doubtful()
                    || self.role
                    || self.aged
                    || listed && !self.opens_doubtful());
            return Some(Verdict::Waits { vouched: vouched || listed && !self.everyday && !self.led });
        }
        let accepted = match style {
            Style::Running => {
                let form = self.given && (!self.doubtful || self.surname || !self.opens)
                    || self.surname && !self.surname_doubtful
                    || self.shaped;
                let context = self.role || self.speaks || self.aged;
                !self.everyday && (form || context) || self.given && context
            }
            Style::Title | Style::Capitals => {
                !self.everyday
                    && (sure_given || self.given && self.surname && !self.surname_doubtful || self.role && self.surname)
            }
        };
        match (accepted, self.everyday) {
            (true, _) => Some(Verdict::Introduces),
            (false, false) => Some(Verdict::Waits { vouched: false }),
            (false, true) => None,
        }
    }

    fn opens_doubtful(self) -> bool {
        self.opens && (self.doubtful || self.surname_doubtful)
    }
}

/// A person as the tokens allow it.
struct Reading {
    pieces: [Piece; LONGEST_NAME],
    count: usize,
    title: usize,
    title_is_given: bool,
    length: usize,
    context: Context,
}

impl Reading {
    fn is_given_led(&self) -> bool {
        self.context.words > 1 && self.context.given || self.context.title
    }

    fn pieces(&self) -> &[Piece] {
        &self.pieces[..self.count]
    }

    /// Sorts the pieces into the parts of a name.
    fn name(&self, tokens: Tokens<'_>) -> PersonName {
        let text = |from: usize, to: usize| -> Box<str> {
            if from < to {
                tokens.skip(from).span_until(&tokens.skip(to)).slice(tokens.prose()).into()
            } else {
                "".into()
            }
        };
        let mut name = PersonName { title: text(0, self.title), order_known: true, ..PersonName::default() };
        if let Some(nickname) = self.pieces().iter().find(|piece| piece.kind == PieceKind::Nickname) {
            name.nickname = text(nickname.from, nickname.to);
        }
        let suffixes = || self.pieces().iter().filter(|piece| piece.kind == PieceKind::Suffix);
        if let (Some(first), Some(last)) = (suffixes().next(), suffixes().next_back()) {
            name.suffix = text(first.from, last.to);
        }
        let mut core = [self.pieces[0]; LONGEST_NAME];
        let mut count = 0;
        for piece in self.pieces() {
            if matches!(piece.kind, PieceKind::Word | PieceKind::Initial | PieceKind::Particle) {
                core[count] = *piece;
                count += 1;
            }
        }
        let core = &core[..count];
        let (Some(first), Some(last)) = (core.first(), core.last()) else { return name };
        let words = core.iter().filter(|piece| piece.kind != PieceKind::Particle).count();
        if words == 1 {
            let given_only = first.kind == PieceKind::Word
                && (self.title_is_given || self.title == 0 && self.context.given && !self.context.surname);
            *(if given_only { &mut name.given } else { &mut name.surname }) = text(first.from, last.to);
            return name;
        }
        if core.iter().all(|piece| piece.kind == PieceKind::Word) && family_first(core) {
            name.order_known = false;
            name.surname = text(first.from, first.to);
            name.given = text(core[1].from, last.to);
            return name;
        }
        // The surname is the last word with the particles that lead to it.
        let last_particle = (1..count).rev().find(|&at| core[at].kind == PieceKind::Particle);
        let mut from = match last_particle {
            Some(mut at) => {
                while at > 1 && core[at - 1].kind == PieceKind::Particle {
                    at -= 1;
                }
                at
            }
            None => count - 1,
        };
        // `Velasquez y Garcia`: the joiner takes the word before it along.
        if core[from].kind == PieceKind::Particle
            && from > 1
            && core[from - 1].kind == PieceKind::Word
            && tokens.get(core[from].from).is_some_and(|token| tokens.text(token) == "y")
        {
            from -= 1;
        }
        name.given = text(first.from, first.to);
        name.middle = join(tokens, &core[1..from]);
        name.surname = text(core[from].from, last.to);
        name
    }
}

/// The pieces as written, with one space between pieces that a nickname parted.
fn join(tokens: Tokens<'_>, pieces: &[Piece]) -> Box<str> {
    let mut out = String::new();
    for piece in pieces {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(tokens.skip(piece.from).span_until(&tokens.skip(piece.to)).slice(tokens.prose()));
    }
    out.into()
}

/// `Xi Jinping`: a surname that stands first and is no given name itself, before words that are not surnames.
fn family_first(core: &[Piece]) -> bool {
    let is = |piece: &Piece, class: Class| piece.classes & class.bit() != 0;
    let [first, rest @ ..] = core else { return false };
    is(first, Class::FamilyFirstSurname)
        && (!is(first, Class::GivenName) || rest[0].to - rest[0].from > 1 && rest.len() == 1)
        && rest.len() <= 2
        && !rest.last().is_some_and(|last| is(last, Class::FamilyFirstSurname) && !is(last, Class::GivenName))
}

/// `person = [ title ] , ( full | bare )`
fn person(tokens: Tokens<'_>, style: Style) -> Option<Reading> {
    if opens_before_name(tokens) {
        return None;
    }
    let (title, title_is_given) = title(tokens);
    let empty = Piece { kind: PieceKind::Word, from: 0, to: 0, classes: 0 };
    let mut reading = Reading {
        pieces: [empty; LONGEST_NAME],
        count: 0,
        title,
        title_is_given,
        length: title,
        context: Context { title: title > 0, ..Context::default() },
    };
    let most = match style {
        Style::Title | Style::Capitals => 2,
        Style::Running => 5,
    };
    let mut words = 0;
    let mut full_words = 0;
    let mut at = title;
    while reading.count < LONGEST_NAME && !(at > 0 && line_ends(tokens, at)) {
        let piece = match full_words {
            _ if full_words >= most => suffix(tokens, at),
            0 => word(tokens, at, words, style).or_else(|| initial(tokens, at)).or_else(|| particle(tokens, at)),
            _ => initial(tokens, at)
                .or_else(|| suffix(tokens, at))
                .or_else(|| particle(tokens, at))
                .or_else(|| word(tokens, at, words, style))
                .or_else(|| nickname(tokens, at)),
        };
        let Some(piece) = piece else { break };
        words += usize::from(matches!(piece.kind, PieceKind::Word | PieceKind::Initial));
        full_words += usize::from(piece.kind == PieceKind::Word);
        reading.pieces[reading.count] = piece;
        reading.count += 1;
        at = piece.to;
        if piece.kind == PieceKind::Nickname {
            at += 1;
        }
        let is_suffix = piece.kind == PieceKind::Suffix;
        if is_suffix && tokens.get(at).is_some_and(|next| next.kind == TokenKind::Word && !is_suffix_at(tokens, at)) {
            break;
        }
    }
    // A name does not end in a particle or an opening of any kind.
    while reading.count > 0 && reading.pieces[reading.count - 1].kind == PieceKind::Particle {
        reading.count -= 1;
    }
    let last = *reading.pieces().last()?;
    if full_words == 0 {
        return None;
    }
    reading.length = last.to + usize::from(last.kind == PieceKind::Nickname);
    reading.fill_context(tokens, words);
    Some(reading)
}

/// `Remembering Ada Okafor`: the first word of a sentence has its capital from there when a full name follows.
fn opens_before_name(tokens: Tokens<'_>) -> bool {
    let lexicon = tokens.lexicon();
    let names = Class::GivenName.bit() | Class::Honorific.bit() | Class::FamilyFirstSurname.bit();
    let [first, second, third, ..] = tokens.slice() else { return false };
    first.is_sentence_start()
        && !first.is_dotted()
        && !lexicon.is_any(first.word, names)
        && second.kind == TokenKind::Word
        && second.is_capital()
        && lexicon.is(second.word, Class::GivenName)
        && !lexicon.is_any(second.word, Class::CommonWord.bit() | Class::Surname.bit() | Class::Place.bit())
        && third.kind == TokenKind::Word
        && third.is_capital()
        && !is_everyday(tokens, third)
}

impl Reading {
    fn fill_context(&mut self, tokens: Tokens<'_>, words: usize) {
        const DOUBT: u128 = Class::CommonWord.bit()
            | Class::Place.bit()
            | Class::Country.bit()
            | Class::Month.bit()
            | Class::Weekday.bit()
            | Class::FunctionWord.bit()
            | Class::Role.bit()
            | Class::AttributionVerb.bit();
        // What any other list holds is a word of the language before it is a name.
        const NAMES: u128 = Class::GivenName.bit()
            | Class::Surname.bit()
            | Class::FamilyFirstSurname.bit()
            | Class::Nickname.bit()
            | Class::NameParticle.bit()
            | Class::NameSuffix.bit();
        let mut context = Context { words, title: self.title > 0, ..Context::default() };
        let mut first = true;
        for piece in self.pieces() {
            match piece.kind {
                PieceKind::Word => {
                    let known = piece.classes & (Class::GivenName.bit() | Class::Surname.bit()) != 0;
                    if first {
                        context.given = piece.classes & Class::GivenName.bit() != 0;
                        context.doubtful = piece.classes & DOUBT != 0;
                        // `Xi Mingze`: the surname of the list stands first.
                        context.shaped |= piece.classes & Class::FamilyFirstSurname.bit() != 0 && !context.doubtful;
                    }
                    context.surname = piece.classes & Class::Surname.bit() != 0;
                    context.surname_doubtful = piece.classes & DOUBT != 0;
                    context.everyday |= !known && piece.classes & !NAMES != 0;
                    context.everyday |= first
                        && piece.classes == 0
                        && tokens.get(piece.from).is_some_and(|token| {
                            token.is_sentence_start() && looks_like_a_common_noun(tokens.text(token))
                        });
                    first = false;
                }
                PieceKind::Initial | PieceKind::Particle | PieceKind::Nickname | PieceKind::Suffix => {
                    context.shaped = true;
                }
            }
        }
        context.opens = tokens.first().is_some_and(Token::is_sentence_start);
        if let Some(before) = tokens.before().filter(|_| self.title == 0) {
            context.determined = is_determiner(tokens, before);
            context.led = is_lead(tokens, before);
        }
        self.context = context;
    }
}

/// Whether the word before makes a single name part of something larger: `Hurricane Rita`.
fn is_lead(tokens: Tokens<'_>, before: &Token) -> bool {
    const BESIDE: u128 = Class::Role.bit()
        | Class::Honorific.bit()
        | Class::Nationality.bit()
        | Class::FunctionWord.bit()
        | Class::Month.bit()
        | Class::Weekday.bit();
    before.kind == TokenKind::Word && before.is_capital() && !tokens.lexicon().is_any(before.word, BESIDE)
}

/// Whether the word before makes a common noun of what follows: `one Apprentice`, `the Mellon`.
fn is_determiner(tokens: Tokens<'_>, before: &Token) -> bool {
    // `told her Dahl had left`
    const KINDS: i64 = determiner::ARTICLE | determiner::POSSESSIVE | determiner::DEMONSTRATIVE | determiner::CHOICE;
    determines(tokens, before, KINDS)
}

/// The ending of an unknown word that opens a sentence: an adverb, a participle, a plural.
fn looks_like_a_common_noun(text: &str) -> bool {
    const ENDINGS: [&str; 22] = [
        "ly", "ing", "ed", "rs", "ts", "ns", "ds", "ps", "ks", "gs", "ms", "ls", "ies", "ches", "ces", "ges", "ses",
        "tion", "ness", "ment", "ity", "ics",
    ];
    text.len() > 4 && ENDINGS.iter().any(|ending| text.ends_with(ending))
}

/// title = honorific , { honorific }
fn title(tokens: Tokens<'_>) -> (usize, bool) {
    let mut at = 0;
    let mut given = false;
    while let Some(token) = tokens.get(at).filter(|token| token.is_capital()) {
        let Some((length, value)) = tokens.lexicon().entry(&tokens.slice()[at..], Class::Honorific) else { break };
        // `Sister` by itself, or before a small word, is no title.
        if !tokens.get(at + length).is_some_and(|next| next.is_capital() || is_particle(tokens, next)) {
            break;
        }
        if tokens.get(at + length).is_some_and(|next| is_everyday(tokens, next) && !is_name_word(tokens, next)) {
            break;
        }
        // `Judge Judy` is a title, `Will Judge` is not: a title opens the name.
        let _ = token;
        given = value == LexValue::Text("given");
        at += length;
    }
    (at, given)
}

fn is_particle(tokens: Tokens<'_>, token: &Token) -> bool {
    token.kind == TokenKind::Word
        && tokens.lexicon().is(token.word, Class::NameParticle)
        && !(token.is_capital() && token.span().len() < 3 && (token.is_dotted() || token.span().len() == 1))
}

fn is_everyday(tokens: Tokens<'_>, token: &Token) -> bool {
    tokens.lexicon().is_any(token.word, Class::CommonWord.bit() | Class::FunctionWord.bit())
}

fn is_name_word(tokens: Tokens<'_>, token: &Token) -> bool {
    tokens.lexicon().is_any(token.word, Class::GivenName.bit() | Class::Surname.bit())
}

/// word = capital , { hyphen , letters }
fn word(tokens: Tokens<'_>, at: usize, before: usize, style: Style) -> Option<Piece> {
    const STOP: u128 = Class::FunctionWord.bit()
        | Class::Month.bit()
        | Class::Weekday.bit()
        | Class::OrganizationWord.bit()
        | Class::Nationality.bit();
    let token = tokens.get(at)?;
    if token.kind != TokenKind::Word || !token.is_capital() || token.span().len() < 2 {
        return None;
    }
    let lexicon = tokens.lexicon();
    if token.is_dotted() && !lexicon.is(token.word, Class::NameSuffix) {
        // `St. John` inside a name; any other abbreviation ends it.
        return None;
    }
    let classes = lexicon.classes(token.word);
    let named = classes & (Class::GivenName.bit() | Class::Surname.bit()) != 0;
    let mut to = at + 1;
    while tokens.get(to).is_some_and(|hyphen| hyphen.kind == TokenKind::Hyphen && hyphen.is_glued()) {
        let continues = tokens.get(to + 1).is_some_and(|next| {
            next.kind == TokenKind::Word
                && next.is_glued()
                && (next.is_capital() || !next.word.is_known() || lexicon.is(next.word, Class::GivenName))
        });
        if !continues {
            // `Stod- Stoddart`: a word that breaks off is none.
            if tokens.get(to + 1).is_some_and(|next| !next.is_glued()) {
                return None;
            }
            break;
        }
        to += 2;
    }
    if to == at + 1 {
        let first = before == 0;
        if classes & STOP != 0 && (!named || token.is_sentence_start() && classes & Class::FunctionWord.bit() != 0) {
            return None;
        }
        // An office inside a run parts what belongs to it from the holder: `Microsoft CEO Ada Okafor`.
        let office = classes & (Class::Role.bit() | Class::Honorific.bit() | Class::RoleModifier.bit()) != 0;
        if office && (first && !named || tokens.get(at + 1).is_some_and(|next| next.is_capital() && !first)) {
            return None;
        }
        let everyday = classes & (Class::CommonWord.bit() | Class::AttributionVerb.bit()) != 0;
        if everyday && !named && (!first || style != Style::Running) {
            return None;
        }
        // Capitals among words in mixed case are a body, and so is a capital inside a word.
        if token.is_all_caps() && style == Style::Running && !named || is_coined(tokens.text(token)) {
            return None;
        }
    }
    let classes = if to == at + 1 { classes } else { compound_classes(tokens, at, to) };
    Some(Piece { kind: PieceKind::Word, from: at, to, classes })
}

/// `RiverWatch`, but neither `McBride` nor `DeVries`.
fn is_coined(text: &str) -> bool {
    let mut small = 0;
    for c in text.chars().skip(1) {
        if c.is_lowercase() {
            small += 1;
        } else if small > 3 && c.is_uppercase() {
            return true;
        } else {
            small = 0;
        }
    }
    false
}

/// A hyphenated word is what its parts are, and never an everyday word.
fn compound_classes(tokens: Tokens<'_>, from: usize, to: usize) -> u128 {
    let names = Class::GivenName.bit() | Class::Surname.bit() | Class::FamilyFirstSurname.bit();
    (from..to).filter_map(|at| tokens.get(at)).fold(0, |all, token| all | tokens.lexicon().classes(token.word)) & names
}

/// `initial = capital letter , [ "." ]`
fn initial(tokens: Tokens<'_>, at: usize) -> Option<Piece> {
    let token = tokens.get(at).filter(|token| token.kind == TokenKind::Word && token.is_capital())?;
    let text = tokens.text(token);
    let letters = text.bytes().filter(|&byte| byte != b'.').count();
    let dots = text.len() - letters;
    let known =
        tokens.lexicon().is_any(token.word, Class::Country.bit() | Class::Place.bit() | Class::Organization.bit());
    let fits = token.is_dotted() && dots == letters && letters <= 4 && !known
        || text.len() == 1
            && at > 0
            && text != "I"
            && tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Word && next.is_capital());
    fits.then_some(Piece { kind: PieceKind::Initial, from: at, to: at + 1, classes: 0 })
}

/// `particles = particle , { particle } , [ hyphen ]`
fn particle(tokens: Tokens<'_>, at: usize) -> Option<Piece> {
    let length = particles(tokens, at);
    (length > 0).then_some(Piece { kind: PieceKind::Particle, from: at, to: at + length, classes: 0 })
}

/// How many tokens the particles at `at` take, when a capitalized word follows them.
fn particles(tokens: Tokens<'_>, at: usize) -> usize {
    let mut end = at;
    while end < at + 4 {
        match tokens.get(end) {
            Some(token) if is_particle(tokens, token) && !(at == 0 && end == 0 && is_everyday(tokens, token)) => {
                end += 1
            }
            Some(token) if token.kind == TokenKind::Hyphen && token.is_glued() && end > at => {
                end += 1;
                break;
            }
            _ => break,
        }
    }
    let follows = tokens.get(end).is_some_and(|next| {
        next.kind == TokenKind::Word && next.is_capital() && next.span().len() > 1 && !is_particle(tokens, next)
    });
    if end > at && follows { end - at } else { 0 }
}

/// nickname = quote , word , { word } , quote | "(" , word , { word } , ")"
fn nickname(tokens: Tokens<'_>, at: usize) -> Option<Piece> {
    let open = tokens.get(at)?;
    let close = match open.kind {
        TokenKind::ParenOpen => TokenKind::ParenClose,
        TokenKind::QuoteStraight => TokenKind::QuoteStraight,
        TokenKind::QuoteOpen => TokenKind::QuoteClose,
        _ => return None,
    };
    let mut to = at + 1;
    while to < at + 4 && tokens.get(to).is_some_and(|word| word.kind == TokenKind::Word && word.is_capital()) {
        to += 1;
    }
    let closed = to > at + 1 && tokens.get(to).is_some_and(|token| token.kind == close);
    // The name goes on behind it; else it is a remark in brackets.
    let goes_on = tokens.get(to + 1).is_some_and(|next| {
        next.kind == TokenKind::Word && (next.is_capital() || is_particle(tokens, next)) && !next.is_glued()
    });
    (closed && goes_on).then_some(Piece { kind: PieceKind::Nickname, from: at + 1, to, classes: 0 })
}

/// `suffixes = [ "," ] , suffix , { [ "," ] , suffix }`
fn suffix(tokens: Tokens<'_>, at: usize) -> Option<Piece> {
    let from = at + usize::from(tokens.get(at)?.kind == TokenKind::Comma);
    is_suffix_at(tokens, from).then_some(Piece { kind: PieceKind::Suffix, from, to: from + 1, classes: 0 })
}

fn is_suffix_at(tokens: Tokens<'_>, at: usize) -> bool {
    let Some(token) = tokens.get(at).filter(|token| token.kind == TokenKind::Word && token.is_capital()) else {
        return false;
    };
    let lexicon = tokens.lexicon();
    match lexicon.text(token.word, Class::NameSuffix) {
        // `Sr. Alvarez` is a title; a suffix ends the name or stands before a comma.
        Some("generation") => {
            token.is_dotted() || !tokens.get(at + 1).is_some_and(Token::is_capital) || token.is_all_caps()
        }
        Some(_) => {
            token.is_all_caps()
                || token.is_dotted()
                || tokens.text(token).bytes().filter(u8::is_ascii_uppercase).count() > 1
        }
        None => false,
    }
}

/// Whether the line ends before token `at`: a short line is not wrapped prose, so a name ends with it.
pub(super) fn line_ends(tokens: Tokens<'_>, at: usize) -> bool {
    let (Some(before), Some(token)) = (tokens.get(at - 1), tokens.get(at)) else { return true };
    if token.span().start() - before.span().end() < 1 {
        return false;
    }
    let gap = ProseSpan::new(before.span().end(), token.span().start()).slice(tokens.prose());
    match gap.bytes().filter(|&byte| byte == b'\n').count() {
        0 => false,
        1 => {
            let line = &tokens.prose().as_bytes()[..before.span().end() as usize];
            line.iter().rev().take(50).any(|&byte| byte == b'\n') || line.len() < 50
        }
        _ => true,
    }
}

// ---------------------------------------------------------------------------------------------- neighbours

/// Whether a person's verb has the name as its subject: `Dahl said`, `said Dahl`, `Dahl later told`.
fn speaks(tokens: Tokens<'_>, rest: Tokens<'_>) -> bool {
    let lexicon = tokens.lexicon();
    let mut at = 0;
    // A form of `be` makes a passive: something was said of it.
    let between = |token: &Token| {
        lexicon.is(token.word, Class::Auxiliary)
            && !matches!(rest.text(token), "is" | "are" | "was" | "were" | "be" | "been" | "being")
    };
    while at < 2 && rest.get(at).is_some_and(between) {
        at += 1;
    }
    let after = rest.get(at).is_some_and(|token| is_finite(tokens, token))
        && rest.get(at + 1).is_none_or(|next| rest.text(next) != "by");
    let before = tokens.before().is_some_and(|token| {
        !token.is_sentence_start() && is_finite(tokens, token) && lexicon.is(token.word, Class::AttributionVerb)
    });
    let goes_on = rest.first().is_none_or(|next| {
        !next.is_capital() && (next.kind != TokenKind::Word || lexicon.is(next.word, Class::FunctionWord))
    });
    after || before && goes_on
}

/// What can follow the subject of a narration, or its owner: `Lund went`, `Lund moved`, `Lund's`.
fn narrated(rest: Tokens<'_>) -> bool {
    let adverb = rest.first().is_some_and(|word| {
        let between = rest.text(word).ends_with("ly") || rest.lexicon().is(word.word, Class::Auxiliary);
        between && !rest.lexicon().is(word.word, Class::PastTense)
    });
    let rest = if adverb { rest.skip(1) } else { rest };
    rest.first().is_some_and(|next| match next.kind {
        TokenKind::Possessive => true,
        TokenKind::Word if !next.is_capital() => {
            rest.lexicon().is(next.word, Class::PastTense) || rest.text(next).ends_with("ed")
        }
        _ => false,
    })
}

/// An author as papers cite one: `Lund et al.`, `Lund (1983)`.
fn cited(rest: Tokens<'_>) -> bool {
    let text = |at: usize| rest.get(at).map_or("", |token| rest.text(token));
    let year = || {
        rest.get(1).is_some_and(|year| year.kind == TokenKind::Number)
            && text(1).len() == 4
            && matches!(text(1).as_bytes(), [b'1', b'7'..=b'9', ..] | [b'2', b'0', ..])
            && rest.get(2).is_some_and(|close| close.kind == TokenKind::ParenClose)
    };
    text(0) == "et" && text(1).trim_end_matches('.') == "al" || text(0) == "(" && year()
}

/// A form of a person's verb that can only be its predicate: `said`, `tells`, but neither `saying` nor `report`.
fn is_finite(tokens: Tokens<'_>, token: &Token) -> bool {
    let lexicon = tokens.lexicon();
    if token.kind != TokenKind::Word || token.is_capital() || lexicon.lemma(token.word) == token.word {
        return false;
    }
    let text = tokens.text(token);
    if lexicon.is(token.word, Class::PersonVerb) {
        return !text.ends_with("ing");
    }
    // In -s most of these verbs are nouns too: reports, posts, records.
    // Data shows and a report determines; a person says.
    let kind = lexicon.text(token.word, Class::AttributionVerb);
    kind.is_some_and(|kind| !matches!(kind, "data" | "certain")) && !text.ends_with("ing") && !text.ends_with('s')
}

/// `Lund, 43,` — the age itself is a fact of its own.
fn aged(rest: Tokens<'_>) -> bool {
    rest.first().is_some_and(|comma| comma.kind == TokenKind::Comma)
        && rest.get(1).is_some_and(|age| age.kind == TokenKind::Number && age.span().len() <= 2)
        && rest.get(2).is_none_or(|close| close.kind == TokenKind::Comma)
}

/// Whether a list goes on with a name that the word lists vouch for: `..., Ada Okafor and ...`.
fn enumerated(rest: Tokens<'_>) -> bool {
    let lexicon = rest.lexicon();
    let mut at = 0;
    while rest.get(at).is_some_and(|token| token.kind == TokenKind::Comma || matches!(rest.text(token), "and" | "&")) {
        at += 1;
    }
    let given = |token: &Token| {
        token.is_capital()
            && lexicon.is(token.word, Class::GivenName)
            && !lexicon.is_any(token.word, Class::CommonWord.bit() | Class::Place.bit() | Class::Country.bit())
    };
    at > 0
        && at < 3
        && rest.get(at).is_some_and(given)
        && rest
            .get(at + 1)
            .is_some_and(|next| next.kind == TokenKind::Word && next.is_capital() && !is_everyday(rest, next))
}

/// role before: { modifier } , office , [ preposition , name ] , [ "," ] , person
fn role_before(tokens: Tokens<'_>) -> Option<ProseSpan> {
    let behind = tokens.behind();
    let lexicon = tokens.lexicon();
    let mut end = behind.len();
    let comma = behind.last().is_some_and(|token| token.kind == TokenKind::Comma);
    end -= usize::from(comma);
    let office = |end: usize| -> Option<usize> {
        (1..=3.min(end)).rev().find(|&length| {
            lexicon.entry(&behind[end - length..end], Class::Role).is_some_and(|(taken, _)| taken == length)
        })
    };
    let (mut from, last) = match office(end) {
        Some(length) => (end - length, end),
        // `Ambassador to Norway Ada Okafor`.
        None => {
            let mut at = end;
            while at > 0 && end - at < 6 && behind[at - 1].is_capital() && behind[at - 1].kind == TokenKind::Word {
                at -= 1;
            }
            let linked = at > 0 && at < end && matches!(tokens.text(&behind[at - 1]), "to" | "of" | "for" | "at");
            let length = office(if linked { at - 1 } else { return None })?;
            (at - 1 - length, end)
        }
    };
    // To the left: modifiers, nationalities, the body or place it belongs to.
    const LEGAL_FORMS: [&str; 4] = ["plc", "inc", "ltd", "llc"];
    let modifiers = Class::RoleModifier.bit() | Class::Nationality.bit() | Class::Role.bit() | Class::Country.bit();
    while from > 0 && last - from < 12 {
        let token = &behind[from - 1];
        let joins = match token.kind {
            TokenKind::Word => {
                lexicon.is_any(token.word, modifiers)
                    || token.is_capital() && !lexicon.is(token.word, Class::FunctionWord)
                    || LEGAL_FORMS.contains(&tokens.text(token)) && from > 1 && behind[from - 2].is_capital()
            }
            TokenKind::Possessive => from > 1 && behind[from - 2].is_capital(),
            TokenKind::Hyphen => token.is_glued(),
            _ => false,
        };
        if !joins {
            break;
        }
        from -= 1;
    }
    // With a comma between it is an apposition only behind an article or a possessor.
    let definite = from < last && behind[from].is_capital()
        || from > 0 && matches!(tokens.text(&behind[from - 1]), "the" | "The" | "its" | "their" | "his" | "her");
    // `Mary King, Ada Okafor`: two people of a list, and no king.
    let listed = comma
        && last - from == 2
        && behind[from..last].iter().all(Token::is_capital)
        && lexicon.is(behind[from].word, Class::GivenName);
    (!comma || definite && !listed).then(|| behind[from].span().cover(behind[last - 1].span()))
}

/// `Ada Okafor, who chairs the River Safety Board`: the verb and the body say the office.
fn chairs(rest: Tokens<'_>) -> Option<ProseSpan> {
    const VERBS: [&str; 5] = ["chairs", "heads", "leads", "directs", "runs"];
    let verb = rest.get(2).filter(|token| VERBS.contains(&rest.text(token)))?;
    let first = 3 + usize::from(rest.get(3).is_some_and(|token| matches!(rest.text(token), "the" | "its" | "their")));
    let mut end = first;
    while rest.get(end).is_some_and(|token| token.kind == TokenKind::Word && token.is_capital()) {
        end += 1;
    }
    (end > first).then(|| verb.span().cover(rest.get(end - 1).unwrap_or(verb).span()))
}

/// `role after: person , "," , [ article ] , { modifier } , office , [ ( "of" | "at" ) , name ]`
fn role_after(rest: Tokens<'_>) -> Option<ProseSpan> {
    let lexicon = rest.lexicon();
    if !matches!(rest.first()?.kind, TokenKind::Comma | TokenKind::ParenOpen) {
        return None;
    }
    let mut from = 1;
    if rest.get(1).is_some_and(|token| matches!(rest.text(token), "the" | "a" | "an" | "its" | "their")) {
        from = 2;
    }
    if rest.get(1).is_some_and(|token| rest.text(token) == "who") {
        return chairs(rest);
    }
    let mut at = from;
    while at < from + 6 {
        let token = rest.get(at)?;
        let glued = matches!(token.kind, TokenKind::Hyphen | TokenKind::Possessive) && token.is_glued();
        if let Some((length, _)) = lexicon.entry(&rest.slice()[at..], Class::Role) {
            let mut end = at + length;
            // A further noun goes on with it: `team captain`, but `captain cook` is read as written.
            if let Some((length, _)) = rest.slice().get(end..).and_then(|tail| lexicon.entry(tail, Class::Role)) {
                end += length;
            }
            if rest.get(end).is_some_and(|token| matches!(rest.text(token), "of" | "at" | "for" | "to")) {
                let mut to = end + 1;
                to += usize::from(rest.get(to).is_some_and(|token| rest.text(token) == "the"));
                let start = to;
                while rest.get(to).is_some_and(|token| token.kind == TokenKind::Word && token.is_capital()) {
                    to += 1;
                }
                end = if to > start { to } else { end };
            }
            return Some(rest.get(from)?.span().cover(rest.get(end - 1)?.span()));
        }
        // `Darren Cole, Mary King`: two people of a list, and no king.
        let given = token.is_capital()
            && lexicon.is(token.word, Class::GivenName)
            && !lexicon.is_any(token.word, Class::Place.bit() | Class::Country.bit() | Class::CommonWord.bit());
        if given {
            return None;
        }
        let verb = lexicon.is(token.word, Class::AttributionVerb);
        if !glued && (token.kind != TokenKind::Word || verb || lexicon.is(token.word, Class::FunctionWord)) {
            return None;
        }
        at += 1;
    }
    None
}
