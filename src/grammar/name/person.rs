//! One name as its tokens allow it: title, words, initials, particles, nickname, suffixes, and which of them is the
//! surname.

use super::Style;
use super::verdict::Context;
use crate::fact::PersonName;
use crate::grammar::input::Tokens;
use crate::lex::{Class, LexValue, Token, TokenKind};
use crate::text::ProseSpan;

/// More capitalized words than this are a heading or a list, not a name.
pub(super) const LONGEST_NAME: usize = 10;

/// One piece of a name: tokens `from..to` of the view. Small, for ten of them are made at every capital.
#[derive(Clone, Copy)]
pub(super) struct Piece {
    pub(super) kind: PieceKind,
    from: u16,
    to: u16,
}

impl Piece {
    const fn new(kind: PieceKind, from: usize, to: usize) -> Self {
        Self { kind, from: from as u16, to: to as u16 }
    }

    pub(super) fn from(&self) -> usize {
        usize::from(self.from)
    }

    fn to(&self) -> usize {
        usize::from(self.to)
    }

    /// What the lists say of a word; a hyphenated one is what its parts are, and never an everyday word.
    pub(super) fn classes(&self, tokens: Tokens<'_>) -> u128 {
        const NAMES: u128 = Class::GivenName.bit() | Class::Surname.bit() | Class::FamilyFirstSurname.bit();
        let parts = tokens.slice().get(self.from()..self.to()).unwrap_or_default();
        let classes = parts.iter().fold(0, |all, part| all | tokens.lexicon().classes(part.word));
        if parts.len() > 1 { classes & NAMES } else { classes }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum PieceKind {
    Word,
    Initial,
    Particle,
    Nickname,
    Suffix,
}

/// A person as the tokens allow it.
pub(super) struct Reading {
    pieces: [Piece; LONGEST_NAME],
    count: usize,
    pub(super) title: usize,
    title_is_given: bool,
    pub(super) length: usize,
    pub(super) context: Context,
}

impl Reading {
    pub(super) fn is_given_led(&self) -> bool {
        self.context.words > 1 && self.context.given || self.context.title
    }

    pub(super) fn pieces(&self) -> &[Piece] {
        &self.pieces[..self.count]
    }

    /// Sorts the pieces into the parts of a name.
    pub(super) fn name(&self, tokens: Tokens<'_>) -> PersonName {
        let text = |from: usize, to: usize| -> Box<str> {
            if from < to {
                tokens.skip(from).span_until(&tokens.skip(to)).slice(tokens.prose()).into()
            } else {
                "".into()
            }
        };
        let mut name = PersonName { title: text(0, self.title), order_known: true, ..PersonName::default() };
        if let Some(nickname) = self.pieces().iter().find(|piece| piece.kind == PieceKind::Nickname) {
            name.nickname = text(nickname.from(), nickname.to());
        }
        let suffixes = || self.pieces().iter().filter(|piece| piece.kind == PieceKind::Suffix);
        if let (Some(first), Some(last)) = (suffixes().next(), suffixes().next_back()) {
            name.suffix = text(first.from(), last.to());
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
            *(if given_only { &mut name.given } else { &mut name.surname }) = text(first.from(), last.to());
            return name;
        }
        if core.iter().all(|piece| piece.kind == PieceKind::Word) && family_first(tokens, core) {
            name.order_known = false;
            name.surname = text(first.from(), first.to());
            name.given = text(core[1].from(), last.to());
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
            && tokens.get(core[from].from()).is_some_and(|token| tokens.text(token) == "y")
        {
            from -= 1;
        }
        name.given = text(first.from(), first.to());
        name.middle = join(tokens, &core[1..from]);
        name.surname = text(core[from].from(), last.to());
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
        out.push_str(tokens.skip(piece.from()).span_until(&tokens.skip(piece.to())).slice(tokens.prose()));
    }
    out.into()
}

/// `Xi Jinping`: a surname that stands first and is no given name itself, before words that are not surnames.
fn family_first(tokens: Tokens<'_>, core: &[Piece]) -> bool {
    let is = |piece: &Piece, class: Class| piece.classes(tokens) & class.bit() != 0;
    let [first, rest @ ..] = core else { return false };
    is(first, Class::FamilyFirstSurname)
        && (!is(first, Class::GivenName) || rest[0].to() - rest[0].from() > 1 && rest.len() == 1)
        && rest.len() <= 2
        && !rest.last().is_some_and(|last| is(last, Class::FamilyFirstSurname) && !is(last, Class::GivenName))
}

/// `person = [ title ] , ( full | bare )`
pub(super) fn person(tokens: Tokens<'_>, style: Style) -> Option<Reading> {
    if opens_before_name(tokens) {
        return None;
    }
    let (title, title_is_given) = title(tokens);
    let empty = Piece::new(PieceKind::Word, 0, 0);
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
    while reading.count < LONGEST_NAME && may_belong(tokens, at) && !(at > 0 && line_ends(tokens, at)) {
        let is_mark = tokens.get(at).is_some_and(|token| token.kind != TokenKind::Word);
        let piece = match full_words {
            _ if full_words >= most => suffix(tokens, at),
            0 => word(tokens, at, words, style).or_else(|| initial(tokens, at)).or_else(|| particle(tokens, at)),
            _ if is_mark => suffix(tokens, at).or_else(|| nickname(tokens, at)),
            _ => initial(tokens, at)
                .or_else(|| suffix(tokens, at))
                .or_else(|| particle(tokens, at))
                .or_else(|| word(tokens, at, words, style)),
        };
        let Some(piece) = piece else { break };
        words += usize::from(matches!(piece.kind, PieceKind::Word | PieceKind::Initial));
        full_words += usize::from(piece.kind == PieceKind::Word);
        reading.pieces[reading.count] = piece;
        reading.count += 1;
        at = piece.to();
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
    reading.length = last.to() + usize::from(last.kind == PieceKind::Nickname);
    reading.fill_context(tokens, words);
    Some(reading)
}

/// Whether a piece of a name can begin at the token: behind most names stands none.
fn may_belong(tokens: Tokens<'_>, at: usize) -> bool {
    tokens.get(at).is_some_and(|token| match token.kind {
        TokenKind::Word => token.is_capital() || tokens.lexicon().is(token.word, Class::NameParticle),
        TokenKind::Comma | TokenKind::ParenOpen | TokenKind::QuoteOpen | TokenKind::QuoteStraight => true,
        _ => false,
    })
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

pub(super) fn is_everyday(tokens: Tokens<'_>, token: &Token) -> bool {
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
    Some(Piece::new(PieceKind::Word, at, to))
}

/// `RiverWatch`, but neither `McBride` nor `DeVries`.
fn is_coined(text: &str) -> bool {
    if text.bytes().skip(1).all(|byte| byte.is_ascii_lowercase()) {
        return false;
    }
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

/// `initial = capital letter , [ "." ]`
fn initial(tokens: Tokens<'_>, at: usize) -> Option<Piece> {
    let short = |token: &&Token| token.is_dotted() || token.span().len() == 1;
    let token = tokens.get(at).filter(short).filter(|token| token.kind == TokenKind::Word && token.is_capital())?;
    let text = tokens.text(token);
    let letters = text.bytes().filter(|&byte| byte != b'.').count();
    let dots = text.len() - letters;
    let known =
        tokens.lexicon().is_any(token.word, Class::Country.bit() | Class::Place.bit() | Class::Organization.bit());
    // `E.g.` and `I.e.` begin a sentence and no name.
    let latin = matches!(text, "E.g." | "I.e.");
    let fits = token.is_dotted() && dots == letters && letters <= 4 && !known && !latin
        || text.len() == 1
            && at > 0
            && text != "I"
            && tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Word && next.is_capital());
    fits.then_some(Piece::new(PieceKind::Initial, at, at + 1))
}

/// `particles = particle , { particle } , [ hyphen ]`
fn particle(tokens: Tokens<'_>, at: usize) -> Option<Piece> {
    let length = particles(tokens, at);
    (length > 0).then_some(Piece::new(PieceKind::Particle, at, at + length))
}

/// How many tokens the particles at `at` take, when a capitalized word follows them.
pub(super) fn particles(tokens: Tokens<'_>, at: usize) -> usize {
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
    let follows = |next: &Token| {
        next.kind == TokenKind::Word && next.is_capital() && next.span().len() > 1 && !is_particle(tokens, next)
    };
    if end > at && tokens.get(end).is_some_and(follows) { end - at } else { 0 }
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
    (closed && goes_on).then_some(Piece::new(PieceKind::Nickname, at + 1, to))
}

/// `suffixes = [ "," ] , suffix , { [ "," ] , suffix }`
fn suffix(tokens: Tokens<'_>, at: usize) -> Option<Piece> {
    let from = at + usize::from(tokens.get(at)?.kind == TokenKind::Comma);
    is_suffix_at(tokens, from).then_some(Piece::new(PieceKind::Suffix, from, from + 1))
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
pub(in crate::grammar) fn line_ends(tokens: Tokens<'_>, at: usize) -> bool {
    let (Some(before), Some(token)) = (tokens.get(at - 1), tokens.get(at)) else { return true };
    let gap = &tokens.prose().as_bytes()[ProseSpan::new(before.span().end(), token.span().start()).range()];
    match gap {
        [] | [b' '] => false,
        _ => match gap.iter().filter(|&&byte| byte == b'\n').count() {
            0 => false,
            1 => {
                let line = &tokens.prose().as_bytes()[..before.span().end() as usize];
                line.iter().rev().take(50).any(|&byte| byte == b'\n') || line.len() < 50
            }
            _ => true,
        },
    }
}
