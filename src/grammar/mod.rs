//! From tokens to facts: nom over the token slice, one file per kind of fact, its EBNF on top.
//!
//! [`scan`] walks each sentence once. At each token the table of families says, by the kind of the token
//! and the word lists it opens, which productions can start there; the longest match wins, and the walk goes on behind it. Prose never
//! fails to parse: where nothing matches there is no fact. Knows nothing of rules, claims or other
//! sentences — but for names, whose second pass knows the surnames that the document introduced.

mod age;
mod boundary;
mod cardinal;
mod clock;
mod clock_range;
mod date;
mod date_range;
mod duration;
mod figures;
mod fraction;
mod hedge;
mod identifier;
mod input;
mod listed;
mod measure;
mod moment;
mod money;
mod name;
mod number_word;
mod ordinal;
mod organization;
mod part_of_day;
mod percent;
mod period;
mod place;
mod primitive;
mod quantity;
mod range;
mod ratio;
mod relative;
mod small_number;
mod standing;
mod time;
mod vague;
mod vague_time;
mod version;

pub use input::{Miss, Parsed, Scope, Tokens};

use self::primitive::Choice;
use crate::fact::{Fact, Value};
use crate::lex::{Class, Lexed, Lexicon, Token, TokenKind};

/// One production family: which tokens can start it, and its parser.
type Family = Choice<Value>;

/// Every family, in order of preference among equally long matches.
const FAMILIES: &[Family] = &[
    Family::new(TIME_KINDS, TIME_CLASSES, time::time),
    Family::new(
        &[TokenKind::Number, TokenKind::Fraction],
        &[Class::Cardinal, Class::Scale, Class::NumberOpener, Class::Hedge],
        fraction::fraction,
    ),
    Family::new(
        &[TokenKind::Number],
        &[Class::Cardinal, Class::Scale, Class::NumberOpener, Class::Ordinal],
        ordinal::ordinal,
    ),
    Family::new(
        &[TokenKind::Number, TokenKind::Fraction, TokenKind::Tilde, TokenKind::Relation],
        &[
            Class::Cardinal,
            Class::Scale,
            Class::NumberOpener,
            Class::VagueCardinal,
            Class::Hedge,
            Class::DurationOpener,
        ],
        duration::duration,
    ),
    Family::new(&[], &[Class::VagueTime], vague_time::vague_time),
    Family::new(
        &[
            TokenKind::Number,
            TokenKind::Fraction,
            TokenKind::Currency,
            TokenKind::Hyphen,
            TokenKind::Minus,
            TokenKind::Tilde,
            TokenKind::Relation,
        ],
        &[
            Class::Cardinal,
            Class::Scale,
            Class::NumberOpener,
            Class::VagueCardinal,
            Class::Hedge,
            Class::RangeOpener,
            Class::CurrencyPrefix,
            Class::CurrencyCode,
        ],
        quantity::quantity,
    ),
    Family::new(&[], &[Class::AgeOpener], age::aged),
    Family::new(&[TokenKind::Number], &[Class::Cardinal], ratio::ratio),
    Family::new(&[], &[Class::Versioned], version::version),
    Family::new(
        &[TokenKind::Number, TokenKind::Hash, TokenKind::Plus, TokenKind::ParenOpen],
        &[Class::Label, Class::CapitalLabel],
        identifier::identifier,
    ),
    Family::new(&[], &[Class::VagueQuantity, Class::PortionOpener], vague::vague),
];

/// Figures, or an apostrophe before the figures of a decade.
const TIME_KINDS: &[TokenKind] =
    &[TokenKind::Number, TokenKind::Fraction, TokenKind::QuoteStraight, TokenKind::QuoteOpen, TokenKind::QuoteClose];

/// The word lists that a date or time can begin with.
const TIME_CLASSES: &[Class] = &[
    Class::Month,
    Class::Weekday,
    Class::Cardinal,
    Class::Ordinal,
    Class::RelativeDay,
    Class::TimeShift,
    Class::TimePortion,
    Class::TimeUnit,
    Class::Season,
    Class::NamedHour,
    Class::PartOfDay,
    Class::Holiday,
    Class::VagueCardinal,
    Class::TimeOpener,
    Class::CalendarOpener,
    Class::DurationOpener,
    Class::TimeHedge,
    Class::OpenBound,
    Class::DecadeWord,
];

/// What any family can start with, so that most words are passed over with one test.
const ANY: Family = {
    let mut any = Family { kinds: 0, classes: 0, parse: |_| primitive::miss() };
    let mut at = 0;
    while at < FAMILIES.len() {
        any.kinds |= FAMILIES[at].kinds;
        any.classes |= FAMILIES[at].classes;
        at += 1;
    }
    any
};

/// Every fact of a document, in order of its start.
#[must_use]
pub fn scan(prose: &str, lexed: &Lexed, lexicon: &Lexicon) -> Vec<Fact> {
    let mut facts = Vec::new();
    for sentence in &lexed.sentences {
        let scope = Scope::new(prose, &lexed.tokens, sentence.tokens.start, lexicon);
        let mut tokens = scope.tokens(sentence.tokens.clone());
        // Most words begin nothing: only at one that may is anything more done.
        while let Some(ahead) = tokens.slice().iter().position(|token| may_start(token, lexicon)) {
            tokens = tokens.skip(ahead);
            match longest(tokens) {
                Some((rest, value)) => {
                    facts.push(Fact {
                        span: tokens.span_until(&rest),
                        first_token: tokens.position(),
                        end_token: rest.position(),
                        value,
                    });
                    tokens = rest;
                }
                None => tokens = tokens.skip(1),
            }
        }
    }
    name::scan(prose, lexed, lexicon, facts)
}

/// Whether some family can start with the token.
#[inline]
fn may_start(token: &Token, lexicon: &Lexicon) -> bool {
    ANY.kinds & 1 << token.kind as u32 != 0 || token.word.is_known() && lexicon.opens(token.word) & ANY.classes != 0
}

fn longest(tokens: Tokens<'_>) -> Option<(Tokens<'_>, Value)> {
    let first = tokens.first()?;
    let (kind, classes) = (1 << first.kind as u32, tokens.opens());
    // `the` begins phrases of many lists, and seldom one of them stands here.
    if !ANY.starts(kind, classes) {
        return None;
    }
    let mut best: Option<(Tokens<'_>, Value)> = None;
    for family in FAMILIES.iter().filter(|family| family.starts(kind, classes)) {
        if let Ok((rest, value)) = (family.parse)(tokens)
            && rest.position() > best.as_ref().map_or(tokens.position(), |(rest, _)| rest.position())
        {
            best = Some((rest, value));
        }
    }
    best
}
