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

pub use input::{Miss, Parsed, Reading, Scope, Tokens};

use self::primitive::{Choice, Look, longer, may_be_number};
use crate::fact::{Fact, Value};
use crate::lex::{Class, Lexed, Lexicon, Token, TokenKind, WordSet};

/// One production family: which tokens can start it, and its parser.
struct Family {
    choice: Choice<Value>,
    wants: Wants,
}

/// What a look at the next words has to find before a family is tried.
#[derive(Clone, Copy)]
enum Wants {
    Nothing,
    /// A number in figures or words, behind a hedge perhaps.
    Number,
    /// Words of time, or figures that can be a date.
    Time,
    /// The size of a portion, unless it is a vague word by itself.
    Portion,
}

impl Family {
    const fn new(kinds: &[TokenKind], classes: &[Class], parse: for<'a> fn(Tokens<'a>) -> Parsed<'a, Value>) -> Self {
        Self { choice: Choice::new(kinds, classes, parse), wants: Wants::Nothing }
    }

    const fn wants(self, wants: Wants) -> Self {
        Self { wants, ..self }
    }

    const fn figures_before(self, kinds: &[TokenKind]) -> Self {
        Self { choice: self.choice.figures_before(kinds), ..self }
    }
}

/// Every family, in order of preference among equally long matches.
const FAMILIES: &[Family] = &[
    Family::new(TIME_KINDS, TIME_CLASSES, time::time).wants(Wants::Time),
    Family::new(
        &[TokenKind::Number, TokenKind::Fraction],
        &[Class::Cardinal, Class::Scale, Class::NumberOpener, Class::Hedge],
        fraction::fraction,
    )
    .figures_before(&[
        TokenKind::Word,
        TokenKind::Number,
        TokenKind::Fraction,
        TokenKind::Slash,
        TokenKind::Hyphen,
        TokenKind::Times,
    ])
    .wants(Wants::Number),
    Family::new(
        &[TokenKind::Number],
        &[Class::Cardinal, Class::Scale, Class::NumberOpener, Class::Ordinal],
        ordinal::ordinal,
    )
    .figures_before(&[TokenKind::Word])
    .wants(Wants::Number),
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
    )
    .wants(Wants::Number),
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
    )
    .wants(Wants::Number),
    Family::new(&[], &[Class::AgeOpener], age::aged),
    Family::new(&[TokenKind::Number], &[Class::Cardinal], ratio::ratio).figures_before(&[
        TokenKind::Word,
        TokenKind::Number,
        TokenKind::Fraction,
        TokenKind::Slash,
        TokenKind::Hyphen,
        TokenKind::Dash,
        TokenKind::Minus,
        TokenKind::Colon,
        TokenKind::Times,
    ]),
    Family::new(&[], &[Class::Versioned], version::version),
    Family::new(
        &[TokenKind::Number, TokenKind::Hash, TokenKind::Plus, TokenKind::ParenOpen],
        &[Class::Label, Class::CapitalLabel],
        identifier::identifier,
    )
    .figures_before(&[
        TokenKind::Word,
        TokenKind::Number,
        TokenKind::Hyphen,
        TokenKind::Period,
        TokenKind::ParenClose,
    ]),
    Family::new(&[], &[Class::VagueQuantity, Class::PortionOpener], vague::vague).wants(Wants::Portion),
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
const ANY: Choice<Value> = {
    let mut any = Choice::new(&[], &[], |_| primitive::miss());
    let mut at = 0;
    while at < FAMILIES.len() {
        any.kinds |= FAMILIES[at].choice.kinds;
        any.classes |= FAMILIES[at].choice.classes;
        at += 1;
    }
    any
};

/// Every fact of a document, in order of its start.
#[must_use]
pub fn scan(prose: &str, lexed: &Lexed, lexicon: &Lexicon) -> Vec<Fact> {
    let document = Reading::new(prose, &lexed.tokens, lexicon);
    let mut facts = Vec::new();
    for sentence in &lexed.sentences {
        let scope = document.sentence(sentence.tokens.start);
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
    name::scan(&document, lexed, facts)
}

/// Whether some family can start with the token.
#[inline]
fn may_start(token: &Token, lexicon: &Lexicon) -> bool {
    static WORDS: WordSet = WordSet::opening(ANY.classes);
    ANY.kinds & 1 << token.kind as u32 != 0 || WORDS.has(token.word, lexicon)
}

fn longest(tokens: Tokens<'_>) -> Option<(Tokens<'_>, Value)> {
    let here = Look::at(tokens)?;
    // `the` begins phrases of many lists, and seldom one of them stands here.
    if !ANY.starts(&here) {
        return None;
    }
    let mut has_number = None;
    let mut best: Option<(Tokens<'_>, Value)> = None;
    for family in FAMILIES.iter().filter(|family| family.choice.starts(&here)) {
        let may_be = match family.wants {
            Wants::Nothing => true,
            Wants::Number => *has_number.get_or_insert_with(|| has_number_behind_hedge(tokens)),
            Wants::Time => time::opens_time(tokens),
            Wants::Portion => vague::opens_portion(tokens),
        };
        if may_be
            && let Ok((rest, value)) = (family.choice.parse)(tokens)
            && rest.position() > tokens.position()
        {
            longer(&mut best, rest, value);
        }
    }
    best
}

/// Whether a number can begin here, or behind a hedge: `a`, `about` and `over` begin one seldom.
fn has_number_behind_hedge(tokens: Tokens<'_>) -> bool {
    may_be_number(tokens) || hedge::opens_hedge(tokens) && may_be_number(hedge::hedge(tokens).0)
}
