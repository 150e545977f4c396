//! The key of a quantity: what ties it to another one, and the marks that keep it apart.
//!
//! Most figures of a text are tied to no other. What only a pair is asked about is read when somebody first asks.

use std::cell::OnceCell;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::FxHasher;

use crate::fact::{Hedge, Interval, Number, Quantity, Value};
use crate::lex::{Class, TokenKind};
use crate::markup::Role;
use crate::story::context::{self, Context, Phrase, Stem, stem};
use crate::story::view::View;

/// A line of fewer words, without a full stop, is an entry and no sentence.
const SHORT_LINE: usize = 12;
/// Words of the noun phrase that owns a figure.
const OWNER_WORDS: usize = 3;

/// Words between an obligation and its figure.
const DUTY_REACH: usize = 5;

/// The codes of RFC 9110 that texts speak of, and what several answers of one code are: `the 404 errors`.
const ANSWERS: [&str; 24] = [
    "301", "302", "303", "304", "307", "308", "400", "401", "403", "404", "405", "406", "408", "409", "410", "413",
    "415", "422", "429", "500", "501", "502", "503", "504",
];
const ANSWERED: [&str; 3] = ["errors", "redirects", "codes"];

/// What decides whether two figures can be compared at all.
pub(super) struct Key<'a> {
    view: &'a View<'a>,
    pub(super) fact: usize,
    pub(super) unit: (&'a str, &'a str),
    pub(super) event: Option<&'static str>,
    pub(super) sentence: usize,
    pub(super) phrase: Phrase,
    /// Who has so many of them.
    pub(super) owner: Option<Owner>,
    /// The word before a length of time that makes it a limit: `within`, `for`.
    pub(super) limit: Option<Stem>,
    /// What a contract binds to it: `30 days' notice`, `interest at 5% a year`.
    pub(super) duty: Option<Stem>,
    /// Which setting it is the value of: `the upload limit is 25 MB`.
    pub(super) setting: Option<u64>,
    /// The word right before the figure is an article, a possessive or `all`.
    pub(super) definite: bool,
    pub(super) display: bool,
    /// A small number of things, which tells nothing unless an event does.
    pub(super) small: bool,
    context: OnceCell<Context>,
    marks: OnceCell<Marks>,
}

/// What keeps a figure apart from others that it is tied to.
pub(super) struct Marks {
    /// `Of the 12 who answered,` opens the sentence: a base of its own.
    pub(super) opener: bool,
    /// A name right before it: `Section 12`, `Fortune 100`.
    pub(super) label: bool,
    /// The number is the name of a kind: `a 64-bit host`, `the 303 code`.
    pub(super) designation: bool,
    pub(super) rate: bool,
    pub(super) distributive: bool,
    pub(super) sequence: bool,
    pub(super) compared: bool,
    pub(super) bracketed: bool,
    pub(super) entry: bool,
    /// An item of a list.
    pub(super) listed: bool,
}

impl Key<'_> {
    /// What stands around the figure.
    pub(super) fn context(&self) -> &Context {
        self.context.get_or_init(|| context::around(self.view, self.fact))
    }

    /// What keeps it apart.
    pub(super) fn marks(&self) -> &Marks {
        self.marks.get_or_init(|| marks(self.view, self.fact, self.phrase.end))
    }
}

/// The noun phrase that has what is counted: `the fleet`, `NATO`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Owner {
    /// The hash of its words.
    pub(super) words: u64,
    /// Whether it is said to have had so many, and not to have them.
    pub(super) past: bool,
}

/// The key of a fact; `None` for what is never compared.
pub(super) fn read<'a>(view: &'a View<'a>, fact: usize) -> Option<Key<'a>> {
    let unit = unit_of(&view.facts[fact].value)?;
    let claim = &view.claims[fact];
    if matches!(claim.role, Role::Credit | Role::TableCell) {
        return None;
    }
    let is_length = unit.0 == "duration";
    let sentence = view.sentence(fact);
    let first = view.start(fact);
    let before = first.checked_sub(1).filter(|&at| at >= view.tokens_of(sentence).start);
    // Who lives in a town is its population.
    let event = claim.frame.event.map(|event| if event == "lives" { "population" } else { event });
    Some(Key {
        view,
        fact,
        unit,
        event: event.filter(|_| !is_length),
        sentence,
        phrase: context::phrase(view, fact),
        owner: if is_length { None } else { owner(view, fact) },
        // "Within" may be read as part of the length itself.
        limit: [Some(first), before]
            .into_iter()
            .flatten()
            .find(|&at| is_length && view.is_one_of(at, &["within", "for", "after", "every", "before", "in"]))
            .map(|at| stem(view.text(at))),
        duty: duty(view, fact),
        setting: setting(view, fact),
        definite: before.is_some_and(|at| view.is_one_of(at, &["the", "those", "these", "its", "their", "our", "all"])),
        display: matches!(claim.role, Role::Headline | Role::Standfirst | Role::Caption),
        small: is_small(&view.facts[fact].value),
        context: OnceCell::new(),
        marks: OnceCell::new(),
    })
}

/// What keeps a figure apart, whose noun phrase ends at `behind`.
fn marks(view: &View<'_>, fact: usize, behind: usize) -> Marks {
    let sentence = view.sentence(fact);
    let tokens = view.tokens_of(sentence);
    let (first, after) = (view.start(fact), view.end(fact));
    let near = first.saturating_sub(4).max(tokens.start)..tokens.end.min(behind + 4);
    let phrase = first.saturating_sub(3).max(tokens.start)..tokens.end.min(behind);
    let in_sentence = |at: usize| tokens.contains(&at);
    let before = |at: usize| first.checked_sub(at).filter(|&at| in_sentence(at));
    Marks {
        opener: view.is_one_of(tokens.start, &["of", "among"]) && first - tokens.start <= 3
            || before(2).is_some_and(|at| view.is_one_of(at, &["of"]))
                && before(3).is_some_and(|at| {
                    matches!(view.kind(at), TokenKind::Colon | TokenKind::Semicolon | TokenKind::Comma)
                }),
        label: view.kind(first) == TokenKind::Number
            && before(1).is_some_and(|at| {
                view.token(at).is_capital() && !view.token(at).is_sentence_start() && view.is_word(at)
            }),
        designation: is_designation(view, fact),
        rate: in_sentence(behind)
            && (view.is_one_of(
                behind,
                &["per", "a", "an", "each", "every", "apiece", "daily", "yearly", "annually", "monthly", "weekly"],
            ) || view.kind(behind) == TokenKind::Slash)
            || in_sentence(after) && view.kind(after) == TokenKind::Slash,
        distributive: view
            .holds(near.clone(), &["each", "every", "respectively", "both", "apiece", "either", "average", "per"]),
        compared: view.holds(near, &["compared", "while", "whereas", "times", "time", "instead"]),
        sequence: view.holds_any(phrase, Class::Sequence),
        bracketed: is_bracketed(view, tokens.start, first),
        entry: is_entry(view, sentence),
        listed: view.claims[fact].role == Role::ListItem,
    }
}

/// A number that names and does not count: the width of a word (`64-bit`), a code (`the 303 code`), and bare figures
/// between `a` and a noun (`a 404 page`), where a count would need a plural and no article.
fn is_designation(view: &View<'_>, fact: usize) -> bool {
    let tokens = view.tokens_of(view.sentence(fact));
    let (first, end) = (view.start(fact), view.end(fact));
    match &view.facts[fact].value {
        Value::Measure(_) => {
            view.is_one_of(end - 1, &["bit", "bits"]) && (first..end).any(|at| view.kind(at) == TokenKind::Hyphen)
        }
        Value::Count(_) => {
            let bare = view.kind(first) == TokenKind::Number && end == first + 1;
            let noun = end < tokens.end && view.is_word(end);
            let one = || first > tokens.start && view.is_one_of(first - 1, &["a", "an"]);
            let answers = || ANSWERS.contains(&view.text(first)) && view.is_one_of(end, &ANSWERED);
            bare && noun && (view.is(end, Class::NumberedKind) || one() || answers())
        }
        _ => false,
    }
}

/// The noun of an obligation right before or behind a length of time, a share or a sum.
fn duty(view: &View<'_>, fact: usize) -> Option<Stem> {
    if !matches!(view.facts[fact].value, Value::Duration(_) | Value::Percent(_) | Value::Money(_)) {
        return None;
    }
    let tokens = view.tokens_of(view.sentence(fact));
    let (start, end) = (view.start(fact), view.end(fact));
    // The nearest one before it, else the first behind it.
    let before = (start.saturating_sub(DUTY_REACH).max(tokens.start)..start).rev();
    let noun = before.chain(end..tokens.end.min(end + DUTY_REACH)).find(|&at| view.is(at, Class::Duty))?;
    Some(stem(view.text(noun)))
}

/// `the upload limit is 25 MB`, `25 MB, the upload limit,`: the hash of the setting with the words that name it.
fn setting(view: &View<'_>, fact: usize) -> Option<u64> {
    let mut hasher = FxHasher::default();
    setting_words(view, fact)?.for_each(|at| stem(view.text(at)).hash(&mut hasher));
    Some(hasher.finish())
}

/// The words that name the setting a figure is the value of; none for a bare `limit`, which may be any.
pub(in crate::story) fn setting_words(view: &View<'_>, fact: usize) -> Option<Range<usize>> {
    if !matches!(view.facts[fact].value, Value::Measure(_) | Value::Duration(_) | Value::Count(_)) {
        return None;
    }
    let tokens = view.tokens_of(view.sentence(fact));
    let (start, end) = (view.start(fact), view.end(fact));
    let mut at = start;
    while at > tokens.start && view.is(at - 1, Class::SettingLink) {
        at -= 1;
    }
    let led = (at < start && at > tokens.start && view.is(at - 1, Class::Setting)).then(|| at - 1);
    // Behind a comma: "over 20 MB, the upload limit, are refused".
    let apposed = || {
        let comma = end + 1 < tokens.end && view.kind(end) == TokenKind::Comma && view.is_determiner(end + 1);
        let noun = (end + 2..tokens.end.min(end + 6)).find(|&at| view.is(at, Class::Setting)).filter(|_| comma)?;
        let closed = noun + 1 < tokens.end
            && matches!(view.kind(noun + 1), TokenKind::Comma | TokenKind::Period | TokenKind::ParenClose);
        closed.then_some(noun)
    };
    let noun = led.or_else(apposed)?;
    let mut first = noun;
    while first > tokens.start && view.is_word(first - 1) && !view.is(first - 1, Class::FunctionWord) {
        first -= 1;
    }
    (first < noun).then_some(first..noun + 1)
}

fn is_bracketed(view: &View<'_>, start: usize, first: usize) -> bool {
    let mut open = 0_usize;
    for at in start..first {
        match view.kind(at) {
            TokenKind::ParenOpen => open += 1,
            TokenKind::ParenClose => open = open.saturating_sub(1),
            _ => {}
        }
    }
    open > 0
}

fn is_small(value: &Value) -> bool {
    match value {
        Value::Count(quantity) => {
            quantity.value <= Number::from(4) || quantity.in_words && quantity.value <= Number::from(12)
        }
        _ => false,
    }
}

/// A line without a full stop that is too short for a sentence.
fn is_entry(view: &View<'_>, sentence: usize) -> bool {
    let tokens = view.tokens_of(sentence);
    let last = tokens.end - 1;
    tokens.len() <= SHORT_LINE
        && !matches!(
            view.kind(last),
            TokenKind::Period | TokenKind::Question | TokenKind::Exclamation | TokenKind::QuoteClose
        )
}

/// `NATO's 19 members`, `the fleet has 1,345 trucks`.
fn owner(view: &View<'_>, fact: usize) -> Option<Owner> {
    let start = view.tokens_of(view.sentence(fact)).start;
    let before = |at: usize| at.checked_sub(1).filter(|&at| at >= start);
    let mut at = before(view.start(fact))?;
    while view.is_one_of(at, &["now", "currently", "only", "also", "just"]) {
        at = before(at)?;
    }
    let past = view.is_one_of(at, &["had", "employed", "operated", "owned", "ran", "comprised", "numbered"]);
    let has = view.is_one_of(
        at,
        &["has", "have", "employs", "employ", "operates", "operate", "owns", "own", "runs", "comprises", "numbers"],
    );
    if view.kind(at) != TokenKind::Possessive && !past && !has {
        return None;
    }
    let last = before(at)?;
    let mut first = last;
    let mut hasher = FxHasher::default();
    let mut taken = 0;
    let in_name = view.token(last).is_capital();
    let belongs =
        |at: usize| view.is_word(at) && !view.is(at, Class::FunctionWord) && view.token(at).is_capital() == in_name;
    while belongs(first) && taken < OWNER_WORDS {
        stem(view.text(first)).hash(&mut hasher);
        taken += 1;
        match before(first) {
            Some(previous) => first = previous,
            None => break,
        }
    }
    // A noun of its own, by name or with an article, and no piece of a longer phrase.
    let named = view.token(last).is_capital() && !view.token(last).is_sentence_start();
    let opened = first == start || view.is_one_of(first, &["the", "its", "their", "that", "said", "where", "while"]);
    let general = view.is_one_of(first, &["a", "an", "each", "every", "no", "some", "any"]);
    (taken > 0 && (named || opened) && !general).then(|| Owner { words: hasher.finish(), past })
}

/// What the figure is measured in, and per what; `None` for what is never compared.
fn unit_of(value: &Value) -> Option<(&str, &str)> {
    Some(match value {
        Value::Count(_) => ("count", ""),
        Value::Percent(_) => ("percent", ""),
        Value::Points(_) => ("points", ""),
        Value::Money(money) => (money.currency.unwrap_or(&money.unit), ""),
        Value::Measure(measure) => (measure.dimension, measure.per.unwrap_or_default()),
        Value::Range(range) => (range.of, range.unit.unwrap_or_default()),
        Value::Duration(duration) => match duration.parts[..] {
            [(_, unit)] if duration.up_to.is_none() => ("duration", unit.name_of(true)),
            _ => return None,
        },
        _ => return None,
    })
}

/// What a figure can mean in a conflict; a length of time in its own unit, a measure in the base unit.
pub(super) fn loose(view: &View<'_>, fact: usize) -> Option<Interval> {
    let value = &view.facts[fact].value;
    match value {
        Value::Duration(_) => written(value).map(|quantity| quantity.loose(view.bounds)),
        _ => in_base(value, view.loose(fact)?),
    }
}

/// The values of a measure in its base unit: a kilometre and a thousand metres are one length.
pub(super) fn in_base(value: &Value, meant: Interval) -> Option<Interval> {
    match value {
        Value::Measure(measure) => measure.scale.to_base(&meant),
        _ => Some(meant),
    }
}

/// The number of a figure as written.
pub(super) fn written(value: &Value) -> Option<Quantity> {
    match value {
        Value::Duration(duration) => match duration.parts[..] {
            [(value, _)] => Some(Quantity { value, ..Quantity::whole(0) }.hedged(duration.hedge)),
            _ => None,
        },
        value => value.quantity().copied(),
    }
}

/// Whether no value fits both. Two figures under the same one-sided hedge are compared without it: nobody
/// calls one thing `more than 180` here and `more than 230` there.
pub(super) fn is_apart(view: &View<'_>, a: usize, b: usize) -> bool {
    if let (Some(x), Some(y)) = (written(&view.facts[a].value), written(&view.facts[b].value)) {
        let one_sided = matches!(
            x.hedge,
            Hedge::MoreThan | Hedge::AtLeast | Hedge::UpTo | Hedge::LessThan | Hedge::Nearly | Hedge::JustOver
        );
        if one_sided && x.hedge == y.hedge {
            let plain =
                |fact: usize, of: Quantity| in_base(&view.facts[fact].value, of.hedged(Hedge::None).loose(view.bounds));
            return matches!((plain(a, x), plain(b, y)), (Some(x), Some(y)) if x.is_disjoint(&y));
        }
    }
    matches!((loose(view, a), loose(view, b)), (Some(x), Some(y)) if x.is_disjoint(&y))
}
