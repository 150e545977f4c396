//! Ranges: two ends and what both are measured in.
//!
//! ```text
//! range  = "between" end "and" end | [ "from" ] end joiner end | bound ( "and" | "but" ) bound
//! joiner = "to" | "-" | "–" | "or" | "through"
//! end    = hedge amount
//! bound  = HEDGE amount                               (one from below, one from above)
//! ```
//!
//! Accepted: `between $26 and $31 million`, `5-6%`, `400,000 to 600,000`, `from 3 to 5`, `10–12 miles`, `two or three`,
//! `more than 100 and less than 300`. A scale word, unit or sign at one end serves both; `elliptical` says so.
//! Refused: scores (`3-2`, `lost 2-3`), years (`1998-99`), a change (`rose from 3 to 5` is two figures), labels that
//! look alike (`555-0123`), designations (`ISO 8601-2019`), and ends of different kinds.

use super::boundary::is_plural;
use super::cardinal::Cardinal;
use super::figures::unsigned_figures;
use super::hedge::{Lead, hedge};
use super::input::Tokens;
use super::money;
use super::number_word::words_anywhere;
use super::percent::Share;
use super::primitive::{Test, word};
use super::quantity::{Amount, Unit, amount, is_year, under, unit_of};
use crate::fact::{Hedge, Number, Quantity, Range, Value};
use crate::lex::{Class, Token, TokenKind};

/// One end with its own hedge.
struct End {
    amount: Amount,
    lead: Lead,
}

/// What numbers stand at a place.
#[expect(clippy::large_enum_variant, reason = "taken apart at once; a box would cost every number an allocation")]
pub(super) enum Read<'a> {
    /// Two ends.
    Range(Tokens<'a>, Value),
    /// One amount, which is read only once.
    Amount(Tokens<'a>, Amount),
    /// No number.
    Nothing,
}

/// `range`, behind the hedge `outer`, or the amount that it would begin with.
pub(super) fn range<'a>(tokens: Tokens<'a>, outer: Lead) -> Read<'a> {
    let opener = opener(tokens);
    let start = if opener.is_empty() { tokens } else { tokens.skip(1) };
    let Some((rest, low)) = end(start) else { return Read::Nothing };
    let amount = low.amount;
    let alone = opener.is_empty() && low.lead.hedge == Hedge::None;
    match from_low(tokens, opener, rest, low, outer) {
        Some((rest, range)) => Read::Range(rest, range),
        None if alone => Read::Amount(rest, amount),
        None => Read::Nothing,
    }
}

/// The rest of a range whose lower end is read up to `rest`.
fn from_low<'a>(
    tokens: Tokens<'a>,
    opener: &'static str,
    rest: Tokens<'a>,
    low: End,
    outer: Lead,
) -> Option<(Tokens<'a>, Value)> {
    if opener.is_empty()
        && outer.hedge != Hedge::None
        && let Some(found) = bounds(rest, outer, &low)
    {
        return Some(found);
    }
    let (after, joiner) = joiner(rest, opener)?;
    let (rest, high) = high_end(after, joiner)?;
    if joiner == "to" && (is_change(tokens, opener) || opener.is_empty() && is_change_by(tokens, rest)) {
        return None;
    }
    // `from 20-25% to 5%`
    if opener == "from" && joiner == "-" && word(&["to"]).parse_ok(rest) {
        return None;
    }
    let (low, high, elliptical) = balance(low, high)?;
    let (first, second) = (low.amount.number, high.amount.number);
    let (low_value, high_value) = (first.quantity.value, second.quantity.value);
    let bare = matches!(low.amount.unit, Unit::None);
    // `(973–1048)`, `981–1037 CE`
    let lifetime = joiner == "-"
        && first.bare
        && is_year(&second)
        && first.quantity.value >= Number::from(100)
        && !rest.first().is_some_and(|next| is_plural(rest, next));
    // `1998-99` are two years, `1000–5000` is a range.
    let years = is_year(&first) && (is_year(&second) || joiner == "-" && high_value <= low_value);
    let refused = bare && (lifetime || years)
        || joiner == "or" && !is_choice(&low.amount, &high.amount)
        || opener.is_empty() && bare && is_score(tokens, rest, &first, &second, joiner)
        || opener.is_empty()
            && low_value >= high_value
            && !(joiner == "to" && counts(rest, &low.amount) || joiner == "-" && is_swapped(&low.amount, &high.amount))
        || opener.is_empty() && is_label(tokens)
        || opener.is_empty() && joiner == "-" && bare && is_designation(tokens)
        || joiner == "to" && dates_first(tokens, &first);
    if refused {
        return None;
    }
    let value = finish(low, high, outer, joiner, opener, elliptical)?;
    Some((rest, value))
}

fn opener(tokens: Tokens<'_>) -> &'static str {
    if word(&["between"]).parse_ok(tokens) {
        "between"
    } else if word(&["from"]).parse_ok(tokens) {
        "from"
    } else {
        ""
    }
}

/// `end = hedge amount`
fn end(tokens: Tokens<'_>) -> Option<(Tokens<'_>, End)> {
    let (start, lead) = hedge(tokens);
    let (rest, amount) = amount(start).ok()?;
    Some((rest, End { amount, lead }))
}

/// `bound ( "and" | "but" ) bound`, behind the first amount.
fn bounds<'a>(tokens: Tokens<'a>, first: Lead, low: &End) -> Option<(Tokens<'a>, Value)> {
    if !word(&["and", "but"]).parse_ok(tokens) {
        return None;
    }
    let (rest, other) = end(tokens.skip(1))?;
    let (low_hedge, high_hedge) = (first.hedge, other.lead.hedge);
    let is_low = |hedge| matches!(hedge, Hedge::MoreThan | Hedge::AtLeast);
    let is_high = |hedge| matches!(hedge, Hedge::LessThan | Hedge::UpTo);
    let (low, high, (low_hedge, high_hedge)) = if is_low(low_hedge) && is_high(high_hedge) {
        (low.amount, other.amount, (low_hedge, high_hedge))
    } else if is_high(low_hedge) && is_low(high_hedge) {
        (other.amount, low.amount, (high_hedge, low_hedge))
    } else {
        return None;
    };
    if low.number.quantity.value >= high.number.quantity.value {
        return None;
    }
    let none = Lead { hedge: Hedge::None, twice: false };
    let (low, high, elliptical) = balance(End { amount: low, lead: none }, End { amount: high, lead: none })?;
    let Value::Range(mut range) = finish(low, high, none, "and", "", elliptical)? else { return None };
    range.low_inclusive = low_hedge == Hedge::AtLeast;
    range.high_inclusive = high_hedge == Hedge::UpTo;
    Some((rest, Value::Range(range)))
}

/// `joiner = "to" | "-" | "–" | "or" | "and"`
fn joiner<'a>(tokens: Tokens<'a>, opener: &str) -> Option<(Tokens<'a>, &'static str)> {
    let first = tokens.first()?;
    match first.kind {
        TokenKind::Hyphen | TokenKind::Dash | TokenKind::Minus => {
            let next = tokens.get(1)?;
            // `2-to-3`
            if word(&["to"]).parse_ok(tokens.skip(1)) && tokens.get(2)?.kind == TokenKind::Hyphen {
                return Some((tokens.skip(3), "to"));
            }
            // `20- to 30-year-olds`
            if first.is_glued() && !next.is_glued() && word(&["to"]).parse_ok(tokens.skip(1)) {
                return Some((tokens.skip(2), "to"));
            }
            let single = tokens.text(first) != "--" && tokens.text(first) != "—";
            (single && (first.is_glued() == next.is_glued() || !first.is_glued())).then(|| (tokens.skip(1), "-"))
        }
        TokenKind::Word => {
            let joiner = if word(&["to", "through", "thru"]).parse_ok(tokens) {
                "to"
            } else if opener == "between" && word(&["and"]).parse_ok(tokens) {
                "and"
            } else if opener.is_empty() && word(&["or"]).parse_ok(tokens) {
                "or"
            } else {
                return None;
            };
            (!first.is_glued()).then(|| (tokens.skip(1), joiner))
        }
        _ => None,
    }
}

/// The second end; behind a glued hyphen its figures are glued.
fn high_end<'a>(tokens: Tokens<'a>, joiner: &str) -> Option<(Tokens<'a>, End)> {
    let none = Lead { hedge: Hedge::None, twice: false };
    if joiner == "-" && tokens.first()?.is_glued() {
        if let Some((rest, number, currency)) = money::prefixed(tokens) {
            return Some((rest, End { amount: Amount { number, unit: Unit::Money(currency) }, lead: none }));
        }
        let (rest, number) = match tokens.first()?.kind {
            TokenKind::Number => unsigned_figures(tokens).ok()?,
            // `7-Eleven` is a shop.
            _ if tokens.first()?.is_capital() => return None,
            _ => words_anywhere(tokens).ok()?,
        };
        let (rest, amount) = unit_of(rest, number);
        return Some((rest, End { amount, lead: none }));
    }
    end(tokens)
}

/// Both ends in the same scale and unit, and whether one lent it to the other.
fn balance(mut low: End, mut high: End) -> Option<(End, End, bool)> {
    let mut elliptical = false;
    match (low.amount.unit, high.amount.unit) {
        (Unit::None, Unit::None) => {}
        (Unit::None, unit) => {
            elliptical = true;
            low.amount.unit = unit;
        }
        (Unit::Money(currency), Unit::None) if currency.leads => high.amount.unit = low.amount.unit,
        (_, Unit::None) => return None,
        (low, high) if !alike(&low, &high) => return None,
        _ => {}
    }
    let (first, second) = (&low.amount.number, &high.amount.number);
    // 26 of `between $26 and $31 million` is 26 million, 900,000 of `900,000 to 1.2 million` is not.
    let lent = first.scale == Number::ONE
        && second.scale > Number::ONE
        && first.quantity.value < Number::from(1_000)
        && (first.quantity.value <= second.mantissa() || first.quantity.value < Number::from(100))
        && !first.article
        && second.quantity.in_words == first.quantity.in_words;
    if lent {
        low.amount.number = low.amount.number.scaled_like(&high.amount.number)?;
        elliptical = true;
    }
    Some((low, high, elliptical))
}

fn alike(low: &Unit, high: &Unit) -> bool {
    match (low, high) {
        (Unit::Share(low), Unit::Share(high)) => low == high,
        (Unit::Money(low), Unit::Money(high)) => low.code == high.code && low.is_part == high.is_part,
        (Unit::Measure(low), Unit::Measure(high)) => {
            low.unit == high.unit && (low.per == high.per || low.per.is_none())
        }
        (Unit::Time(low), Unit::Time(high)) | (Unit::Age(low), Unit::Age(high)) => low == high,
        (Unit::Time(low), Unit::Age(high)) => low == high,
        _ => false,
    }
}

/// `two or three`, `10 or 12`, `400 or 500`: two neighbours; `911 or 999` are alternatives.
fn is_choice(low: &Amount, high: &Amount) -> bool {
    let (Some(low), Some(high)) = (low.number.quantity.value.to_integer(), high.number.quantity.value.to_integer())
    else {
        return false;
    };
    let close = high - low <= 2 || high <= 20 || low % 5 == 0 && high % 5 == 0;
    low < high && high <= low.saturating_mul(2) && close
}

/// Two joined figures that are a score, a vote or a ratio.
pub(super) fn is_score(start: Tokens<'_>, rest: Tokens<'_>, low: &Cardinal, high: &Cardinal, joiner: &str) -> bool {
    let joined = matches!(joiner, "-" | "to") && low.bare && high.bare;
    if !joined {
        return false;
    }
    if low.quantity.value >= high.quantity.value && joiner == "-" {
        return true;
    }
    let lexicon = start.lexicon();
    let name = |token: &Token| token.is_capital() && !lexicon.is(token.word, Class::FunctionWord);
    // `Ardal 1-2 Brekke`
    if joiner == "-" && start.before().is_some_and(name) && rest.first().is_some_and(name) {
        return true;
    }
    let cue = |token: &Token| lexicon.is(token.word, Class::ScoreCue);
    let clause = |token: &&Token| !matches!(token.kind, TokenKind::Comma | TokenKind::Semicolon | TokenKind::Colon);
    start.behind().iter().rev().take_while(clause).take(5).any(cue)
        || rest.slice().iter().take_while(clause).take(2).any(cue)
}

/// Whether something is counted behind the range, so that `60 to 40 guests` is one, and `60 to 40` a result.
fn counts(rest: Tokens<'_>, amount: &Amount) -> bool {
    !matches!(amount.unit, Unit::None) || rest.first().is_some_and(|next| is_plural(rest, next))
}

/// `45–40 minutes`: measured ends that changed places lie near each other. `10–9 metres` is a power that lost its sign.
fn is_swapped(low: &Amount, high: &Amount) -> bool {
    let (low_value, high_value) = (low.number.quantity.value, high.number.quantity.value);
    matches!(low.unit, Unit::Measure(_) | Unit::Time(_))
        && low_value > high_value
        && low_value != Number::from(10)
        && high_value >= Number::from(2)
        && high_value.checked_add(high_value).is_some_and(|twice| low_value <= twice)
}

/// `from 40,000 in 1865 to over 300,000`: the first figure is the year that the one before it belongs to.
fn dates_first(tokens: Tokens<'_>, first: &Cardinal) -> bool {
    is_year(first)
        && tokens.before().is_some_and(|before| tokens.lexicon().int(before.word, Class::TimeLead) == Some(1))
        && tokens
            .back(2)
            .first()
            .is_some_and(|number| number.kind == TokenKind::Number || tokens.lexicon().is_any(number.word, FIGURE))
}

/// What a figure can end with.
const FIGURE: u128 =
    Class::Cardinal.bit() | Class::Scale.bit() | Class::Unit.bit() | Class::Currency.bit() | Class::Percent.bit();

/// `pages 3-5`, `Sections 4 to 6`.
fn is_label(start: Tokens<'_>) -> bool {
    start.before().is_some_and(|before| {
        before.kind == TokenKind::Word
            && start.lexicon().is_any(before.word, Class::Label.bit() | Class::Versioned.bit())
    })
}

/// `ISO 8601-2019`, `the Orlan 200-500 pump`, `standard 802-2001`: a name right before bare figures is the first half of
/// another name.
fn is_designation(start: Tokens<'_>) -> bool {
    let before = start.back(1);
    start.before().is_some_and(|name| {
        let text = start.text(name);
        let abbreviation = text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        let named = name.is_capital()
            && !name.is_sentence_start()
            && !start.lexicon().is_any(name.word, Class::FunctionWord.bit() | Class::Month.bit());
        let standard = word(&["standard", "standards", "std", "norm"]).parse_ok(before);
        name.kind == TokenKind::Word && (abbreviation || named || standard)
    })
}

/// Whether a word of change stands right before what would be a range, and `from` right behind it: `fell $3 to $18
/// from $22` says by how much and to what.
fn is_change_by(start: Tokens<'_>, end: Tokens<'_>) -> bool {
    let comma = end.first().is_some_and(|token| token.kind == TokenKind::Comma);
    let from = word(&["from"]).parse_ok(end.skip(usize::from(comma)));
    from && start.before().is_some_and(|token| start.lexicon().is(token.word, Class::Change))
}

/// Whether `from` and, shortly before it, a word of change open the range that would begin here.
fn is_change(tokens: Tokens<'_>, opener: &str) -> bool {
    let before = tokens.back(1);
    let from = match opener {
        "from" => tokens,
        "" if before.position() < tokens.position() && word(&["from"]).parse_ok(before) => before,
        _ => return false,
    };
    let lexicon = from.lexicon();
    let clause = from.behind().iter().rev().take_while(|token| token.kind != TokenKind::Semicolon);
    clause.take(8).any(|token| lexicon.is(token.word, Class::Change))
}

fn finish(
    low: End,
    high: End,
    outer: Lead,
    joiner: &'static str,
    opener: &'static str,
    elliptical: bool,
) -> Option<Value> {
    let (of, unit, shrink) = match high.amount.unit {
        Unit::None => ("count", None, None),
        Unit::Share(Share::Percent) => ("percent", None, None),
        Unit::Share(Share::PerMille) => ("percent", None, Some(10)),
        Unit::Share(Share::Points) => ("points", None, None),
        Unit::Share(Share::BasisPoints) => ("points", None, Some(100)),
        Unit::Money(currency) => ("money", currency.code, currency.is_part.then_some(100)),
        Unit::Measure(written) => ("measure", Some(written.unit.name), None),
        Unit::Time(unit) => ("duration", Some(unit), None),
        Unit::Age(unit) => ("age", Some(unit), None),
    };
    let quantity = |end: &End| -> Option<Quantity> {
        let number = under(end.amount.number.quantity, end.lead);
        Some(match shrink {
            Some(parts) => Quantity {
                value: number.value.checked_div(Number::from(parts))?,
                written_unit: number.written_unit.checked_div(Number::from(parts))?,
                ..number
            },
            None => number,
        })
    };
    Some(Value::Range(Box::new(Range {
        low: quantity(&low)?,
        high: quantity(&high)?,
        hedge: outer.hedge,
        joiner,
        opener,
        elliptical,
        of,
        unit,
        low_inclusive: true,
        high_inclusive: true,
    })))
}
