//! Small parsers that every production shares.

use nom::Parser;

use super::input::{Miss, Parsed, Tokens};
use crate::lex::{Class, LexValue, Token, TokenKind, WordSet};

/// A miss.
pub(super) const fn miss<T>() -> Result<T, nom::Err<Miss>> {
    Err(nom::Err::Error(Miss))
}

/// Any one token that passes the test.
pub(super) fn token<'a>(
    test: impl Fn(Tokens<'a>, &Token) -> bool,
) -> impl Parser<Tokens<'a>, Output = &'a Token, Error = Miss> {
    move |tokens: Tokens<'a>| match tokens.first() {
        Some(first) if test(tokens, first) => Ok((tokens.skip(1), first)),
        _ => miss(),
    }
}

/// One token of a kind.
pub(super) fn kind<'a>(wanted: TokenKind) -> impl Parser<Tokens<'a>, Output = &'a Token, Error = Miss> {
    token(move |_, token| token.kind == wanted)
}

/// One token of a kind with nothing before it.
pub(super) fn glued<'a>(wanted: TokenKind) -> impl Parser<Tokens<'a>, Output = &'a Token, Error = Miss> {
    token(move |_, token| token.kind == wanted && token.is_glued())
}

/// One of the given words, in any case.
pub(super) fn word<'a>(wanted: &'static [&'static str]) -> impl Parser<Tokens<'a>, Output = &'a Token, Error = Miss> {
    token(move |tokens, token| token.kind == TokenKind::Word && is_one_of(tokens, token, wanted))
}

/// Whether a token is one of the words, in any case; most differ in length or in the first letter already.
fn is_one_of(tokens: Tokens<'_>, token: &Token, words: &[&str]) -> bool {
    let text = &tokens.prose().as_bytes()[token.span().range()];
    words.iter().any(|word| {
        let word = word.as_bytes();
        word.len() == text.len() && (text[0] ^ word[0]) & !0x20 == 0 && text.eq_ignore_ascii_case(word)
    })
}

/// The longest entry of a word list that begins here, with its value.
pub(super) fn entry<'a>(class: Class) -> impl Parser<Tokens<'a>, Output = LexValue, Error = Miss> {
    move |tokens: Tokens<'a>| match tokens.entry(class) {
        Some((length, value)) => Ok((tokens.skip(length), value)),
        None => miss(),
    }
}

/// A single word of a list, with its number.
pub(super) fn int<'a>(class: Class) -> impl Parser<Tokens<'a>, Output = i64, Error = Miss> {
    entry(class).map_opt(|value| match value {
        LexValue::Int(value) => Some(value),
        _ => None,
    })
}

/// What `parser` reads, if it is there.
pub(super) fn opt<'a, T>(
    mut parser: impl Parser<Tokens<'a>, Output = T, Error = Miss>,
) -> impl FnMut(Tokens<'a>) -> Parsed<'a, Option<T>> {
    move |tokens| match parser.parse(tokens) {
        Ok((rest, value)) => Ok((rest, Some(value))),
        Err(_) => Ok((tokens, None)),
    }
}

/// The number that a word list gives the word before the view.
pub(super) fn int_before(tokens: Tokens<'_>, class: Class) -> Option<i64> {
    tokens.lexicon().int(tokens.before()?.word, class)
}

/// Whether the word before the view is on one of the lists, one bit each.
pub(super) fn follows_any(tokens: Tokens<'_>, classes: u128) -> bool {
    tokens.before().is_some_and(|before| tokens.lexicon().is_any(before.word, classes))
}

/// The kinds of determiner, as `determiner.toml` numbers them.
pub(super) mod determiner {
    pub(in crate::grammar) const ARTICLE: i64 = 1;
    pub(in crate::grammar) const POSSESSIVE: i64 = 2;
    pub(in crate::grammar) const DEMONSTRATIVE: i64 = 4;
    pub(in crate::grammar) const CHOICE: i64 = 8;
    pub(in crate::grammar) const PERSONAL: i64 = 16;
    pub(in crate::grammar) const WHOLE: i64 = 32;
    /// `the` excepted, what makes the thing behind it a definite one: `its`, `those`, `her`.
    pub(in crate::grammar) const DEFINITE: i64 = POSSESSIVE | DEMONSTRATIVE | PERSONAL;
}

/// Whether a word is a determiner of one of the kinds.
pub(super) fn determines(tokens: Tokens<'_>, token: &Token, kinds: i64) -> bool {
    tokens.lexicon().int(token.word, Class::Determiner).is_some_and(|kind| kind & kinds != 0)
}

/// `"the"`, or a determiner that makes the thing behind it a definite one.
pub(super) fn is_definite(tokens: Tokens<'_>) -> bool {
    word(&["the"]).parse_ok(tokens)
        || tokens.first().is_some_and(|first| determines(tokens, first, determiner::DEFINITE))
}

/// Whether the word before the view is one of the given ones.
pub(super) fn follows(tokens: Tokens<'_>, words: &[&str]) -> bool {
    tokens.before().is_some_and(|before| before.kind == TokenKind::Word && is_one_of(tokens, before, words))
}

/// A production and what it can begin with, so that at most words it is passed over without a try.
pub(super) struct Choice<T> {
    /// The kinds of token that can start it, one bit each.
    pub(super) kinds: u64,
    /// The word lists with a word or phrase that can start it, one bit each.
    pub(super) classes: u128,
    /// The kinds of token that can stand behind figures that start it, and [`NOTHING`] if they can stand alone.
    pub(super) behind_figures: u64,
    /// Those of the word lists whose words start it only before a mark, figures or a word of the lists `behind`.
    openers: u128,
    behind: u128,
    /// The parser; consumes all that belongs to what it reads.
    pub(super) parse: for<'a> fn(Tokens<'a>) -> Parsed<'a, T>,
}

impl<T> Choice<T> {
    pub(super) const fn new(
        kinds: &[TokenKind],
        classes: &[Class],
        parse: for<'a> fn(Tokens<'a>) -> Parsed<'a, T>,
    ) -> Self {
        Self { kinds: set(kinds), classes: union(classes), behind_figures: u64::MAX, openers: 0, behind: 0, parse }
    }

    /// The same production, which words of the lists `openers` start only before a word of the lists `behind`, or before
    /// what is no word.
    pub(super) const fn words_before(self, openers: &[Class], behind: &[Class]) -> Self {
        Self { openers: union(openers), behind: union(behind), ..self }
    }

    /// The same production, which figures start only before a token of one of these kinds.
    pub(super) const fn figures_before(self, kinds: &[TokenKind]) -> Self {
        Self { behind_figures: set(kinds), ..self }
    }

    /// Whether it can start with those two tokens.
    #[inline]
    pub(super) const fn starts(&self, here: &Look) -> bool {
        self.classes & here.classes != 0
            && (self.classes & !self.openers & here.classes != 0 || here.next != WORD || self.behind & here.behind != 0)
            || self.kinds & here.kind != 0 && (here.kind != FIGURES || self.behind_figures & here.next != 0)
    }
}

/// What a choice is made by: the first token and the kind of the one behind it.
pub(super) struct Look {
    /// The kind of the first token, as a bit.
    pub(super) kind: u64,
    /// The word lists that hold it or a phrase here, one bit each.
    pub(super) classes: u128,
    /// The kind of the next token, as a bit.
    next: u64,
    /// The word lists that hold that one or a phrase that it may begin, one bit each.
    behind: u128,
}

impl Look {
    /// At the start of a view, if that is not empty.
    #[inline]
    pub(super) fn at(tokens: Tokens<'_>) -> Option<Self> {
        let next = tokens.get(1);
        Some(Self {
            kind: bit(tokens.first()?.kind),
            classes: tokens.opens(),
            next: next.map_or(NOTHING, |next| bit(next.kind)),
            behind: next.map_or(0, |next| tokens.lexicon().opens(next.word)),
        })
    }
}

/// The end of the view, where a kind of token is asked for.
const NOTHING: u64 = 1 << 63;
const FIGURES: u64 = bit(TokenKind::Number);
const WORD: u64 = bit(TokenKind::Word);

const fn bit(kind: TokenKind) -> u64 {
    1 << kind as u32
}

const fn set(kinds: &[TokenKind]) -> u64 {
    let mut set = 0;
    let mut at = 0;
    while at < kinds.len() {
        set |= bit(kinds[at]);
        at += 1;
    }
    set
}

const fn union(classes: &[Class]) -> u128 {
    let mut union = 0;
    let mut at = 0;
    while at < classes.len() {
        union |= classes[at].bit();
        at += 1;
    }
    union
}

/// What the longest of several productions reads that the first token can start; the first of equally long ones.
pub(super) fn longest<'a, T>(tokens: Tokens<'a>, choices: &[Choice<T>]) -> Parsed<'a, T> {
    let Some(here) = Look::at(tokens) else { return miss() };
    let mut best: Option<(Tokens<'a>, T)> = None;
    for choice in choices.iter().filter(|choice| choice.starts(&here)) {
        if let Ok((rest, value)) = (choice.parse)(tokens) {
            longer(&mut best, rest, value);
        }
    }
    best.ok_or(nom::Err::Error(Miss))
}

/// Keeps the longer of what was read before and what was read now; the former of equally long ones.
pub(super) fn longer<'a, T>(best: &mut Option<(Tokens<'a>, T)>, rest: Tokens<'a>, value: T) {
    if best.as_ref().is_none_or(|(known, _)| rest.position() > known.position()) {
        *best = Some((rest, value));
    }
}

/// Questions to a small parser whose output is of no interest.
pub(super) trait Test<'a> {
    /// Whether it matches here.
    fn parse_ok(self, tokens: Tokens<'a>) -> bool;
    /// The place behind it if it matches here, else this place.
    fn skipped(self, tokens: Tokens<'a>) -> Tokens<'a>;
}

impl<'a, T, P: Parser<Tokens<'a>, Output = T, Error = Miss>> Test<'a> for P {
    fn parse_ok(mut self, tokens: Tokens<'a>) -> bool {
        self.parse(tokens).is_ok()
    }
    fn skipped(mut self, tokens: Tokens<'a>) -> Tokens<'a> {
        self.parse(tokens).map_or(tokens, |(rest, _)| rest)
    }
}

/// The words that are numbers, or their first part.
pub(super) const NUMBER: u128 =
    Class::Cardinal.bit() | Class::Scale.bit() | Class::VagueCardinal.bit() | Class::Ordinal.bit();

/// What can stand right behind an article that begins a number or a length of time.
const BEHIND_ARTICLE: u128 = Class::Scale.bit()
    | Class::Cardinal.bit()
    | Class::NumberOpener.bit()
    | Class::DurationOpener.bit()
    | Class::Denominator.bit()
    | Class::TimeUnit.bit();

/// What can stand right behind `all`, `within` and their like in a length of time.
const BEHIND_OPENER: u128 = NUMBER | Class::NumberOpener.bit() | Class::DurationOpener.bit() | Class::TimeUnit.bit();

/// Whether a number can begin here, behind its hedge: a look at one or two words before a production is tried.
pub(super) fn may_be_number(tokens: Tokens<'_>) -> bool {
    let [first, behind @ ..] = tokens.slice() else { return false };
    let next = behind.first();
    match first.kind {
        TokenKind::Word => {}
        TokenKind::Hyphen | TokenKind::Minus => return next.is_some_and(Token::is_glued),
        _ => return true,
    }
    let here = tokens.opens();
    let figures = next.is_some_and(|next| next.kind != TokenKind::Word);
    here & NUMBER != 0
        // `US$`, `EUR 5`
        || here & (Class::CurrencyPrefix.bit() | Class::CurrencyCode.bit()) != 0
            && (figures || tokens.opens_at(1, BEHIND_OPENER))
        || here & Class::RangeOpener.bit() != 0
        || here & (Class::NumberOpener.bit() | Class::DurationOpener.bit()) != 0
            && match tokens.lexicon().is(first.word, Class::PortionOpener) {
                true => figures || tokens.opens_at(1, BEHIND_ARTICLE),
                false => here & Class::NumberOpener.bit() != 0 || figures || tokens.opens_at(1, BEHIND_OPENER),
            }
}

/// Whether one of the `reach` tokens behind the first is a number, or a word of the set: what
/// common words want near them before a production is entered.
pub(super) fn near(tokens: Tokens<'_>, reach: usize, words: &WordSet, numbers: bool) -> bool {
    let lexicon = tokens.lexicon();
    tokens.slice().iter().enumerate().skip(1).take(reach).any(|(ahead, token)| {
        numbers && matches!(token.kind, TokenKind::Number | TokenKind::Fraction)
            || words.has(token.word, lexicon) && tokens.skip(ahead).opens() & words.classes() != 0
    })
}
