//! Everything that is one number or one range of numbers: counts, percentages, money, measures, ages.
//!
//! ```text
//! quantity = hedge ( range | amount ) [ afterthought ]
//! amount   = money | cardinal [ share | currency | unit [ age ] ]
//! ```
//!
//! The number is read once, and what stands behind it says what it counts. Bare numbers have to earn their
//! place: years, labels (`Section 4`), the pronoun `one`, lengths of time (they are durations) and digits that are
//! glued to anything are refused.

use super::age;
use super::boundary::{is_claimed, is_continued, is_plural};
use super::cardinal::{Cardinal, cardinal};
use super::hedge::{Lead, afterthought, hedge};
use super::input::{Parsed, Tokens};
use super::measure::{self, Written};
use super::money::{self, Currency};
use super::percent::{Share, share};
use super::primitive::{Test, may_be_number, miss, word};
use super::range::{self, Read};
use crate::fact::{Hedge, Measure, Money, Number, Quantity, UnitScale, Value};
use crate::lex::{self, Class, Token, TokenKind};

/// What a number counts.
#[derive(Clone, Copy)]
pub(super) enum Unit {
    /// Things, or nothing that is named.
    None,
    /// Hundredths.
    Share(Share),
    /// Money.
    Money(Currency),
    /// A measure.
    Measure(Written),
    /// A length of time.
    Time(&'static str),
    /// A length of time since birth.
    Age(&'static str),
}

/// A number and what it counts.
#[derive(Clone, Copy)]
pub(super) struct Amount {
    /// The number.
    pub number: Cardinal,
    /// What it counts.
    pub unit: Unit,
}

/// `quantity = hedge ( range | amount ) [ afterthought ]`
pub(super) fn quantity(tokens: Tokens<'_>) -> Parsed<'_, Value> {
    let (start, lead) = hedge(tokens);
    if !may_be_number(start) {
        return miss();
    }
    match range::range(start, lead) {
        Read::Range(rest, _) if is_continued(rest) => miss(),
        Read::Range(rest, range) => Ok((afterthought(rest).map_or(rest, |(rest, _)| rest), range)),
        Read::Amount(rest, amount) => single(tokens, start, rest, lead, amount),
        Read::Nothing => miss(),
    }
}

/// `amount = money | cardinal [ share | currency | unit [ age ] ]`
pub(super) fn amount(tokens: Tokens<'_>) -> Parsed<'_, Amount> {
    if let Some((rest, number, currency)) = money::prefixed(tokens) {
        return Ok((rest, Amount { number, unit: Unit::Money(currency) }));
    }
    let (rest, number) = cardinal(tokens)?;
    if matches!(number.quantity.hedge, Hedge::Between(..)) && word(&["of"]).parse_ok(rest) {
        // `millions of dollars`, `hundreds of miles`
        let (behind, amount) = unit_of(rest.skip(1), number);
        if !matches!(amount.unit, Unit::None) {
            return Ok((behind, amount));
        }
    }
    Ok(unit_of(rest, number))
}

/// Whether what stands behind a number can say what it counts: behind most stands a noun, or a mark.
fn may_be_unit(rest: Tokens<'_>) -> bool {
    const UNITS: u128 = Class::Unit.bit()
        | Class::Percent.bit()
        | Class::Currency.bit()
        | Class::CurrencyCode.bit()
        | Class::CurrencyPart.bit();
    rest.first().is_some_and(|next| match next.kind {
        // Signs such as `kWh` and `MSEK` are short, and no list has them.
        TokenKind::Word => next.span().len() <= LONGEST_SIGN || rest.lexicon().opens(next.word) & UNITS != 0,
        TokenKind::Percent
        | TokenKind::Degree
        | TokenKind::Currency
        | TokenKind::Hyphen
        | TokenKind::QuoteStraight
        | TokenKind::QuoteOpen
        | TokenKind::QuoteClose
        | TokenKind::Other => true,
        _ => false,
    })
}

/// No sign of a unit has more bytes, with its dot.
const LONGEST_SIGN: u32 = lex::Unit::LONGEST_SYMBOL as u32 + 1;

/// What stands behind a number.
pub(super) fn unit_of(rest: Tokens<'_>, mut number: Cardinal) -> (Tokens<'_>, Amount) {
    if !may_be_unit(rest) {
        return (rest, Amount { number, unit: Unit::None });
    }
    if let Some((rest, share)) = share(rest) {
        return (rest, Amount { number, unit: Unit::Share(share) });
    }
    if let Some((rest, unit)) = suspended(rest) {
        return (rest, Amount { number, unit });
    }
    if let Some((rest, currency)) = money::suffixed(rest, &mut number) {
        return (rest, Amount { number, unit: Unit::Money(currency) });
    }
    if let Some((rest, unit, part, size)) = measure::marks(rest)
        && let Some(value) = number.quantity.value.checked_add(part)
    {
        number.quantity = Quantity { value, written_unit: size, ..number.quantity };
        return (rest, Amount { number, unit: Unit::Measure(Written { unit, per: None }) });
    }
    if let Some((rest, written)) = measure::unit(rest) {
        if written.unit.dimension != "time" || written.per.is_some() {
            if let Some((rest, part, size)) = measure::tail(rest, written.unit).filter(|_| written.per.is_none())
                && let Some(value) = number.quantity.value.checked_add(part)
            {
                number.quantity = Quantity { value, written_unit: size, ..number.quantity };
                return (rest, Amount { number, unit: Unit::Measure(written) });
            }
            return (rest, Amount { number, unit: Unit::Measure(written) });
        }
        return match age::old(rest) {
            Some(rest) => (rest, Amount { number, unit: Unit::Age(written.unit.name) }),
            None => (rest, Amount { number, unit: Unit::Time(written.unit.name) }),
        };
    }
    if let Some(rest) = age::years_old_abbreviated(rest) {
        return (rest, Amount { number, unit: Unit::Age("year") });
    }
    (rest, Amount { number, unit: Unit::None })
}

/// `19- and 20-year-old`: what the next number counts, behind a hyphen that joins nothing.
fn suspended(rest: Tokens<'_>) -> Option<(Tokens<'_>, Unit)> {
    let [hyphen, joint, ..] = rest.slice() else { return None };
    if hyphen.kind != TokenKind::Hyphen || !hyphen.is_glued() || joint.is_glued() {
        return None;
    }
    let next = rest.skip(1);
    if !word(&["and", "or"]).parse_ok(next) {
        return None;
    }
    let (behind, number) = cardinal(next.skip(1)).ok()?;
    let joined = behind.first().is_some_and(|joint| joint.kind == TokenKind::Hyphen && joint.is_glued());
    let unit = joined.then(|| unit_of(behind, number).1.unit)?;
    matches!(unit, Unit::Age(_) | Unit::Measure(_) | Unit::Share(_)).then_some((next, unit))
}

fn single<'a>(
    tokens: Tokens<'a>,
    start: Tokens<'a>,
    rest: Tokens<'a>,
    lead: Lead,
    amount: Amount,
) -> Parsed<'a, Value> {
    let mut amount = amount;
    if matches!(amount.unit, Unit::None)
        && lead.hedge == Hedge::None
        && (age::follows_name(start, rest, &amount.number) || age::follows_verb(start, rest, &amount.number))
    {
        amount.unit = Unit::Age("year");
    }
    let mut after = afterthought(rest);
    if let (Unit::None, Some((behind, hedge))) = (amount.unit, after) {
        // `20-plus years`, `10 ± 2 kg`.
        let (behind, whole) = unit_of(behind, amount.number);
        amount = whole;
        after = Some((behind, hedge));
    }
    // `$15.95/month`
    let priced =
        matches!(amount.unit, Unit::Money(_)) && rest.first().is_some_and(|next| next.kind == TokenKind::Slash);
    let hedged = tokens.position() < start.position() || after.is_some();
    if !priced && is_continued(after.map_or(rest, |(rest, _)| rest)) {
        return miss();
    }
    let counted = match amount.unit {
        Unit::None => is_count(start, rest, &amount.number, hedged),
        Unit::Time(_) => false,
        _ => true,
    };
    if !counted {
        return miss();
    }
    let mut number = amount.number.quantity;
    let mut rest = rest;
    number = under(number, lead);
    if let Some((behind, hedge)) = after {
        number.hedged_twice |= number.hedge != Hedge::None;
        if number.hedge == Hedge::None {
            number.hedge = hedge;
        }
        rest = behind;
    }
    match value(rest, amount, number) {
        Some(value) => Ok((rest, value)),
        None => miss(),
    }
}

/// A number under the hedge before it; `dozens` keeps its interval.
pub(super) fn under(mut number: Quantity, lead: Lead) -> Quantity {
    number.hedged_twice = lead.twice || lead.hedge != Hedge::None && number.hedge != Hedge::None;
    if number.hedge == Hedge::None {
        number.hedge = lead.hedge;
    }
    number
}

/// The fact that the amount is, its number now hedged.
fn value(rest: Tokens<'_>, amount: Amount, number: Quantity) -> Option<Value> {
    Some(match amount.unit {
        Unit::None => Value::Count(Box::new(number)),
        Unit::Time(_) => return None,
        Unit::Share(Share::Percent) => Value::Percent(Box::new(number)),
        Unit::Share(Share::PerMille) => Value::Percent(Box::new(times(number, Number::ratio(1, 10)?)?)),
        Unit::Share(Share::Points) => Value::Points(Box::new(number)),
        Unit::Share(Share::BasisPoints) => Value::Points(Box::new(times(number, Number::ratio(1, 100)?)?)),
        Unit::Money(currency) => Value::Money(Box::new(Money {
            amount: if currency.is_part { times(number, Number::ratio(1, 100)?)? } else { number },
            currency: currency.code,
            unit: currency.written.slice(rest.prose()).into(),
            is_part: currency.is_part,
            contradicted_by: currency.contradicted_by,
        })),
        Unit::Measure(written) => Value::Measure(Box::new(measure_of(number, written)?)),
        Unit::Age(unit) => Value::Age(Box::new(age::age(number, unit))),
    })
}

fn times(number: Quantity, factor: Number) -> Option<Quantity> {
    Some(Quantity {
        value: number.value.checked_mul(factor)?,
        written_unit: number.written_unit.checked_mul(factor)?,
        ..number
    })
}

fn measure_of(amount: Quantity, written: Written) -> Option<Measure> {
    let scale = |unit: &crate::lex::Unit| {
        let (factor, shift) = (unit.factor, unit.shift);
        Some(UnitScale { factor: Number::ratio(factor.0, factor.1)?, shift: Number::ratio(shift.0, shift.1)? })
    };
    let mut base = scale(written.unit)?;
    if let Some(per) = written.per {
        base.factor = base.factor.checked_div(scale(per)?.factor)?;
    }
    Some(Measure {
        amount,
        unit: written.unit.name,
        per: written.per.map(|per| per.name),
        dimension: written.unit.dimension,
        scale: base,
    })
}

/// Whether a bare number counts something. `start` is at the number, `rest` behind it.
pub(super) fn is_count(start: Tokens<'_>, rest: Tokens<'_>, number: &Cardinal, hedged: bool) -> bool {
    let next = rest.first();
    let counts_noun = next.is_some_and(|next| !next.is_glued() && is_plural(rest, next));
    // `to zero in on`
    let verb = number.quantity.in_words && number.quantity.value.is_zero() && word(&["in"]).parse_ok(rest);
    if verb || number.quantity.in_words && is_title(start, rest) {
        return false;
    }
    if number.quantity.in_words && number.quantity.value == Number::ONE && !number.article {
        return is_numeral_one(start, rest);
    }
    if is_heading_number(start, rest, number) {
        return false;
    }
    // `killed 1500 men`, but `1988 sales`: in our own times a count of that size has a comma.
    let own_times = (Number::from(1_900)..Number::from(2_050)).contains(&number.quantity.value);
    let counted = counts_noun && !own_times || hedged && is_firm_hedge(start);
    if is_year(number) && !counted {
        return false;
    }
    if is_year(number) && start.before().is_some_and(|before| start.lexicon().is(before.word, Class::YearOpener)) {
        return false;
    }
    hedged || !(number.bare && is_label(start, rest, number, counts_noun))
}

/// `24.2 Origins of the plan`, and the `1.` before an item, are no counts.
fn is_heading_number(start: Tokens<'_>, rest: Tokens<'_>, number: &Cardinal) -> bool {
    let opens = start.first().is_some_and(|first| first.is_sentence_start() && first.kind == TokenKind::Number);
    let next = rest.first();
    let item = next.is_some_and(|next| next.kind == TokenKind::Period) && rest.get(1).is_none();
    let heading = !number.quantity.value.is_integer() && next.is_some_and(|next| next.is_capital() && !next.is_glued());
    opens && (heading || item && number.bare && number.quantity.value < Number::from(100))
}

/// `the Three Gorges`, `the Final Four in`, `the Group of Seven`: a capital where only a name has one. A headline gives capitals to the
/// words on both sides.
fn is_title(start: Tokens<'_>, rest: Tokens<'_>) -> bool {
    let capital = |token: &Token| token.is_capital() && token.kind == TokenKind::Word;
    let named = start.first().is_some_and(|first| capital(first) && !first.is_all_caps() && !first.is_sentence_start());
    // `the Group of Seven`, `Marl's Eleven`
    let member = start.before().is_some_and(|before| before.kind == TokenKind::Possessive)
        || start.before().is_some() && word(&["of"]).parse_ok(start.back(1));
    let goes_on = |next: &Token| capital(next) && !next.is_glued() || is_plural(rest, next);
    if named && member && !rest.first().is_some_and(goes_on) {
        return true;
    }
    let (Some(before), Some(next)) = (start.before(), rest.first()) else { return false };
    named && before.kind != TokenKind::QuoteOpen && capital(before) != (capital(next) && !next.is_glued())
}

/// Four bare digits that read as a year.
pub(super) fn is_year(number: &Cardinal) -> bool {
    number.bare && (Number::from(1_000)..=Number::from(2_100)).contains(&number.quantity.value)
}

/// Hedges that stand before counts but not before years: `more than 1900`, but not `about 1900`.
fn is_firm_hedge(start: Tokens<'_>) -> bool {
    !start.before().is_some_and(|before| {
        start.lexicon().text(before.word, Class::Hedge) == Some("about") || before.kind == TokenKind::Tilde
    })
}

/// A noun before the figure makes it a label: `Section 4`, `Boeing 737`, `Smith 45`.
fn is_label(start: Tokens<'_>, rest: Tokens<'_>, number: &Cardinal, counts_noun: bool) -> bool {
    let Some(before) = start.before().filter(|before| matches!(before.kind, TokenKind::Word | TokenKind::Hash)) else {
        return false;
    };
    if before.kind == TokenKind::Hash {
        return true;
    }
    let lexicon = start.lexicon();
    if lexicon.is_any(before.word, Class::Label.bit() | Class::Versioned.bit()) && !counts_noun {
        return true;
    }
    // `a Boeing 737 landed`; `Boeing 300 workers` is nobody's English.
    if number.bare && lexicon.is(before.word, Class::Organization) && before.is_capital() {
        return true;
    }
    let acronym = before.is_all_caps() && !rest.first().is_some_and(Token::is_all_caps);
    let proper = before.is_capital()
        && (!before.is_sentence_start() || acronym)
        && !lexicon.is_any(before.word, Class::FunctionWord.bit() | Class::Cardinal.bit() | Class::Scale.bit());
    // `Monday 500 people`: a noun in lower case behind it is counted.
    let noun = rest.first().is_some_and(|next| {
        next.kind == TokenKind::Word && !next.is_capital() && !lexicon.is(next.word, Class::FunctionWord)
            || matches!(next.kind, TokenKind::Hyphen)
    });
    proper && !noun
}

/// `one` is a number before a noun (`one man`), and a pronoun elsewhere (`no one`, `this one`, `one of the`).
fn is_numeral_one(start: Tokens<'_>, rest: Tokens<'_>) -> bool {
    let lexicon = start.lexicon();
    let pronoun = start.before().is_some_and(|before| lexicon.is(before.word, Class::PronounOpener));
    let Some(next) = rest.first() else { return false };
    !pronoun
        && match next.kind {
            TokenKind::Hyphen => true,
            TokenKind::Word => !next.is_glued() && !lexicon.is(next.word, Class::FunctionWord),
            TokenKind::ParenOpen => true,
            // `one, two, three`
            TokenKind::Comma => rest.get(1).is_some_and(|next| lexicon.is(next.word, Class::Cardinal)),
            _ => false,
        }
        && !word(&["another", "day"]).parse_ok(rest)
        && !is_claimed(start)
}
