//! What speaks for a name and against it, and what follows from that.

use super::Style;
use super::neighbours::Beside;
use super::person::{PieceKind, Reading};
use crate::grammar::input::Tokens;
use crate::grammar::primitive::{determiner, determines};
use crate::lex::{Class, Token, TokenKind};

/// What speaks for a reading and against it.
#[derive(Clone, Copy, Default)]
pub(super) struct Context {
    /// Words and initials.
    pub(super) words: usize,
    pub(super) title: bool,
    /// The first word is a given name of the list.
    pub(super) given: bool,
    /// That word is an everyday word too, or a place, a month, a weekday.
    pub(super) doubtful: bool,
    /// The last word is a surname of the list.
    pub(super) surname: bool,
    /// The last word is an everyday word too.
    pub(super) surname_doubtful: bool,
    /// An initial, a particle, a suffix, a nickname, or a surname that stands first.
    pub(super) shaped: bool,
    /// Some word is an everyday word and no name of the lists.
    pub(super) everyday: bool,
    /// It begins the sentence.
    pub(super) opens: bool,
    /// An article stands before.
    pub(super) determined: bool,
    /// A capitalized word that belongs to it stands before.
    pub(super) led: bool,
}

pub(super) enum Verdict {
    /// A full name, which later mentions may shorten.
    Introduces,
    /// A name by itself.
    Names,
    /// A single word: other mentions decide, unless its neighbours are enough.
    Waits { vouched: bool },
}

impl Context {
    /// What follows from it; what stands beside the name is only asked where that can decide.
    pub(super) fn verdict(self, style: Style, beside: &Beside<'_, '_>) -> Option<Verdict> {
        if self.title && self.words > 1 {
            return Some(Verdict::Introduces);
        }
        if self.title {
            return (!self.everyday || style == Style::Running).then_some(Verdict::Names);
        }
        let sure_given = self.given && !self.doubtful;
        if self.words == 1 {
            let free = !self.everyday && !self.led;
            let listed = self.surname && !self.surname_doubtful || sure_given;
            let vouched = || beside.aged() || !self.opens_doubtful() && beside.speaks() || beside.role().is_some();
            let plain = style == Style::Running && !self.determined;
            return Some(Verdict::Waits { vouched: free && (listed || plain && vouched()) });
        }
        let accepted = match style {
            Style::Running => {
                let form = self.given && (!self.doubtful || self.surname || !self.opens)
                    || self.surname && !self.surname_doubtful
                    || self.shaped;
                let vouched = || beside.aged() || beside.speaks() || beside.role().is_some();
                !self.everyday && form || (!self.everyday || self.given) && vouched()
            }
            Style::Title | Style::Capitals => {
                !self.everyday
                    && (sure_given
                        || self.given && self.surname && !self.surname_doubtful
                        || self.surname && beside.role().is_some())
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

impl Reading {
    pub(super) fn fill_context(&mut self, tokens: Tokens<'_>, words: usize) {
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
                    let classes = piece.classes(tokens);
                    let known = classes & (Class::GivenName.bit() | Class::Surname.bit()) != 0;
                    if first {
                        context.given = classes & Class::GivenName.bit() != 0;
                        context.doubtful = classes & DOUBT != 0;
                        // `Xi Mingze`: the surname of the list stands first.
                        context.shaped |= classes & Class::FamilyFirstSurname.bit() != 0 && !context.doubtful;
                    }
                    context.surname = classes & Class::Surname.bit() != 0;
                    context.surname_doubtful = classes & DOUBT != 0;
                    context.everyday |= !known && classes & !NAMES != 0;
                    context.everyday |= first
                        && classes == 0
                        && tokens.get(piece.from()).is_some_and(|token| {
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
