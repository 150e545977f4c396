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
mod opening;
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

use self::name::Names;
use self::opening::{Families, Leaning};
use self::primitive::{Choice, Look, longer, may_be_number};
use crate::fact::{Fact, Value};
use crate::lex::{Class, Lexed, Lexicon, TokenKind};

/// One production family: which tokens can start it, and its parser.
struct Family {
    choice: Choice<Value>,
    leaning: Leaning,
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
        Self { choice: Choice::new(kinds, classes, parse), leaning: Leaning::NONE, wants: Wants::Nothing }
    }

    /// What has to stand behind its small words.
    const fn leaning(self, leaning: Leaning) -> Self {
        Self { leaning, ..self }
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
    Family::new(TIME_KINDS, TIME_CLASSES, time::time).leaning(time::LEANING).wants(Wants::Time),
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
    .leaning(NUMBERS)
    .wants(Wants::Number),
    Family::new(
        &[TokenKind::Number],
        &[Class::Cardinal, Class::Scale, Class::NumberOpener, Class::Ordinal],
        ordinal::ordinal,
    )
    .figures_before(&[TokenKind::Word])
    .leaning(NUMBERS)
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
    .leaning(NUMBERS)
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
    .leaning(NUMBERS)
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
    Family::new(&[], &[Class::Versioned], version::version).leaning(version::LEANING),
    Family::new(
        &[TokenKind::Number, TokenKind::Hash, TokenKind::Plus, TokenKind::ParenOpen],
        &[Class::Label, Class::CapitalLabel],
        identifier::identifier,
    )
    .figures_before(&[TokenKind::Word, TokenKind::Number, TokenKind::Hyphen, TokenKind::Period, TokenKind::ParenClose])
    .leaning(identifier::LEANING),
    Family::new(&[], &[Class::VagueQuantity, Class::PortionOpener], vague::vague)
        .leaning(vague::LEANING)
        .wants(Wants::Portion),
];

/// What a number wants behind an article, a hedge, `from` or `all`.
const NUMBERS: Leaning = Leaning {
    classes: Class::NumberOpener.bit()
        | Class::DurationOpener.bit()
        | Class::Hedge.bit()
        | Class::RangeOpener.bit()
        | Class::CurrencyPrefix.bit(),
    firm: primitive::NUMBER | Class::Denominator.bit() | Class::CurrencyCode.bit(),
    behind: primitive::NUMBER
        | Class::NumberOpener.bit()
        | Class::DurationOpener.bit()
        | Class::Denominator.bit()
        | Class::TimeUnit.bit()
        | Class::Hedge.bit()
        | Class::RangeOpener.bit()
        | Class::CurrencyPrefix.bit()
        | Class::CurrencyCode.bit(),
    kinds: &[
        TokenKind::Number,
        TokenKind::Fraction,
        TokenKind::Currency,
        TokenKind::Minus,
        TokenKind::Plus,
        TokenKind::Tilde,
        TokenKind::Relation,
    ],
};

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

/// Every fact of a document, in order of its start.
#[must_use]
pub fn scan(prose: &str, lexed: &Lexed, lexicon: &Lexicon) -> Vec<Fact> {
    let document = Reading::new(prose, &lexed.tokens, lexicon);
    if let Some(name) = name::line(&document, lexed) {
        return vec![name];
    }
    let mut facts = Vec::new();
    let mut names = Names::new(&document);
    let mut capitals = Vec::new();
    for sentence in &lexed.sentences {
        let scope = document.sentence(sentence.tokens.start);
        let sentence = scope.tokens(sentence.tokens.clone());
        let before = facts.len();
        capitals.clear();
        figures(sentence, &mut facts, &mut capitals);
        names.read(sentence, &facts[before..], &capitals);
    }
    names.finish(facts)
}

/// The facts of a sentence but for its names, and the places between them at which a name may begin.
fn figures(sentence: Tokens<'_>, facts: &mut Vec<Fact>, capitals: &mut Vec<u32>) {
    let mut tokens = sentence;
    // Most words begin nothing: only at one that may is anything more done.
    while let Some((ahead, families)) = opening::first(tokens, capitals) {
        let start = tokens.skip(ahead);
        tokens = match longest(start, families) {
            Some((rest, value)) => {
                facts.push(Fact {
                    span: start.span_until(&rest),
                    first_token: start.position(),
                    end_token: rest.position(),
                    value,
                });
                rest
            }
            None => {
                capitals.extend(opening::may_be_name(start).then(|| start.position()));
                start.skip(1)
            }
        };
    }
}

/// The longest fact of one of those families.
fn longest(tokens: Tokens<'_>, families: Families) -> Option<(Tokens<'_>, Value)> {
    let here = Look::at(tokens)?;
    let mut has_number = None;
    let mut best: Option<(Tokens<'_>, Value)> = None;
    for family in opening::of(families).filter(|family| family.choice.starts(&here)) {
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
