//! Which percentage says what of which counts: shares of a whole, changes from one figure to another, and
//! shares that make up a whole.
//!
//! A [`Proportion`] needs its three figures tied by form, and each form is an [`Evidence`]:
//!
//! ```text
//! counted  = k "of" N ( "(" p ")" | ", or" p )           17 of the 45 (38%)
//!          | k "of" N "," fraction                     31 of the 48 passengers, nearly two thirds, …
//! opener   = ( "of" | "out of" | "among" ) N "," k p     Of the 45 towns, 17, or 38%, have …
//!          | N … . "Of them," k p                      … 45 towns. Of them, 17, or 38%, have …
//! relative = N "," "of" ( "which" | "whom" ) { k "(" p ")" }
//! whole    = k ( "," | "(" ) p "of" N                    17, or 38% of the 45 towns
//!          | p "of" N ", or" k                           9% of £5,700, or £513
//! vote     = p "of the vote" … k "to" m                  62% of the vote, 310 to 190
//! named    = fraction ( "(" | ", or" ) p                 one in five (20%)
//!          | fraction "of" N ", or" k                    two-thirds of the 90 seats, or 60,
//! ```
//!
//! What changes is read in `change`, how far two figures are apart in `margin`, lists of shares in `sum`, shares of a counted base in `base`. Whatever is
//! weighted, yearly or adjusted is left alone.

mod base;
mod change;
mod ends;
mod margin;
mod sum;

use std::ops::Range;

pub use base::{BaseShare, Majority, MajorityClaim};
pub use change::{Change, ChangeOf, Direction, PercentChange};
pub use sum::ShareSum;

use crate::fact::{Hedge, Interval, Number, Quantity, Value};
use crate::lex::{Class, TokenKind};
use crate::story::quantities::{self, Form};
use crate::story::view::View;

/// Words between a part and the bracket with its share.
const TWIN_REACH: usize = 8;
/// Words between a share and the whole it is `of`.
const WHOLE_REACH: usize = 8;

/// Which form ties a share to its part and whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// `17 of the 45 (38%)`
    Counted,
    /// `Of the 45 towns, 17, or 38%`
    Opener,
    /// `45 towns, of which 17 (38%)`
    Relative,
    /// `17, or 38% of the 45 towns`
    Whole,
    /// `62% of the vote, 310 to 190`
    Vote,
    /// `one in five (20%)`, `two-thirds of the 90 seats, or 60`
    Named,
}

impl Evidence {
    /// Every form, in the order of the declaration.
    pub const ALL: [Self; 6] = [Self::Counted, Self::Opener, Self::Relative, Self::Whole, Self::Vote, Self::Named];

    /// The word for it in output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Counted => "counted",
            Self::Opener => "opener",
            Self::Relative => "relative",
            Self::Whole => "whole",
            Self::Vote => "vote",
            Self::Named => "named",
        }
    }
}

/// A share with the part and the whole it speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proportion {
    /// Index of the percentage, or of the fraction in words.
    pub share: u32,
    /// Index of the fact that counts the part; of a fraction or vote, the same as `whole`.
    pub part: u32,
    /// Index of the fact that counts the whole.
    pub whole: u32,
    /// The form that ties them.
    pub evidence: Evidence,
    /// What the share as written can mean, in percent, a share that was cut off instead of rounded included.
    pub stated: Interval,
    /// What it must be, in percent.
    pub expected: Interval,
}

/// What percentages have to do with the figures around them.
#[derive(Debug, Default)]
pub struct Shares {
    /// Shares with their part and whole.
    pub proportions: Vec<Proportion>,
    /// Percentages of change with the figures they lead from and to.
    pub percent_changes: Vec<PercentChange>,
    /// Verbs of change with the figures they lead from and to.
    pub changes: Vec<Change>,
    /// Percentages of one list.
    pub sums: Vec<ShareSum>,
    /// Percentages of a counted base.
    pub bases: Vec<BaseShare>,
    /// Words such as `majority`, with the share they speak of.
    pub majorities: Vec<MajorityClaim>,
}

/// Linear: each sentence is looked at once, and each look stays in a window of words.
pub(super) fn find(view: &View<'_>) -> Shares {
    let mut found = Shares::default();
    for sentence in 0..view.lexed.sentences.len() {
        let reader = Reader { view, sentence, facts: view.facts_of(sentence), tokens: view.tokens_of(sentence) };
        reader.read(&mut found);
    }
    found
}

struct Reader<'v, 'a> {
    view: &'v View<'a>,
    sentence: usize,
    facts: Range<usize>,
    tokens: Range<usize>,
}

impl Reader<'_, '_> {
    fn read(&self, found: &mut Shares) {
        if self.view.figures_in(self.sentence) == 0 {
            return;
        }
        self.changes(&mut found.changes);
        found.majorities.extend(self.majority());
        let is_share = |&fact: &usize| match &self.view.facts[fact].value {
            Value::Percent(_) => true,
            Value::Fraction(fraction) => !fraction.counted,
            _ => false,
        };
        if !self.facts.clone().any(|fact| is_share(&fact)) {
            return;
        }
        let mut siblings = None;
        for share in self.facts.clone().filter(is_share) {
            if self.is_change(share) || self.is_weighted() {
                continue;
            }
            let found_one = self.proportion(share, siblings);
            if let Some(one) = &found_one {
                siblings = matches!(one.evidence, Evidence::Opener | Evidence::Relative)
                    .then_some((one.whole as usize, one.evidence));
            }
            if found_one.is_none() {
                found.bases.extend(self.base_share(share));
            }
            found.proportions.extend(found_one);
        }
        found.percent_changes.extend(self.percent_change());
        found.sums.extend(self.sum());
    }

    // ------------------------------------------------------------------------------- proportions

    fn proportion(&self, share: usize, siblings: Option<(usize, Evidence)>) -> Option<Proportion> {
        let (part, whole, evidence) = self
            .counted(share)
            .or_else(|| self.vote(share))
            .or_else(|| self.of_whole(share))
            .or_else(|| self.of_opener(share, siblings))
            .or_else(|| self.worked_out(share))?;
        let percent = |interval: Interval| interval.checked_mul(&hundred());
        let expected = if part == whole {
            match &self.view.facts[part].value {
                Value::Fraction(fraction) if fraction.counted && evidence == Evidence::Counted => {
                    let whole = |number: Number| Quantity { value: number, ..Quantity::whole(0) };
                    let (part, all) = (whole(fraction.numerator), whole(fraction.denominator));
                    let bounds = self.view.bounds;
                    percent(part.hedged(fraction.share.hedge).loose(bounds))?.checked_div(&all.loose(bounds))?
                }
                Value::Fraction(fraction) => percent(fraction.loose(self.view.bounds))?,
                Value::Ratio(sides) => {
                    let all = sides[0].checked_add(sides[1])?;
                    let of = |side: Number| side.checked_mul(Number::from(100))?.checked_div(all);
                    let most = if sides[0] >= sides[1] { sides[0] } else { sides[1] };
                    Interval::point(of(most)?)
                }
                _ => return None,
            }
        } else {
            percent(self.value(part)?)?.checked_div(&self.value(whole)?)?
        };
        let mut stated = self.stated(share)?;
        if evidence == Evidence::Named && part != whole {
            // There is no half of nine seats: the count is the whole one below or above.
            let up_to_one = percent(Interval::closed(Number::from(0), Number::from(1)))?;
            let rounded = up_to_one.checked_div(&self.value(whole)?)?;
            stated = stated.checked_add(&rounded)?.checked_sub(&rounded)?;
        }
        let index = |fact: usize| fact as u32;
        Some(Proportion { share: index(share), part: index(part), whole: index(whole), evidence, stated, expected })
    }

    /// What a share as written can mean, in percent: to a whole unit of its last digit, for some cut off
    /// what others round.
    fn stated(&self, share: usize) -> Option<Interval> {
        match &self.view.facts[share].value {
            Value::Percent(quantity) if quantity.hedge == Hedge::None => Some(Interval::closed(
                quantity.value.checked_sub(quantity.written_unit)?,
                quantity.value.checked_add(quantity.written_unit)?,
            )),
            Value::Percent(quantity) => Some(quantity.loose(self.view.bounds)),
            Value::Fraction(fraction) => fraction.loose(self.view.bounds).checked_mul(&hundred()),
            _ => None,
        }
    }

    /// `k of N (p)`, `one in five, or p`: the figure beside the share holds part and whole.
    fn counted(&self, share: usize) -> Option<(usize, usize, Evidence)> {
        let twin = self.twin(share)?;
        let Value::Fraction(fraction) = &self.view.facts[twin].value else { return None };
        let is_percent = matches!(self.view.facts[share].value, Value::Percent(_));
        match (fraction.counted, is_percent) {
            (true, true) if self.is_odds(twin) => Some((twin, twin, Evidence::Named)),
            (true, true) => Some((twin, twin, Evidence::Counted)),
            (false, true) => Some((twin, twin, Evidence::Named)),
            // "31 of the 48, nearly two thirds"
            (true, false) if !self.is_odds(twin) => Some((twin, twin, Evidence::Counted)),
            _ => None,
        }
    }

    /// `two-thirds of the N, or k`, `9% of £5,700, or £513 a year`: nothing but the end of a clause follows the amount.
    fn worked_out(&self, share: usize) -> Option<(usize, usize, Evidence)> {
        let view = self.view;
        let (whole, part) = (share + 1, share + 2);
        if part >= self.facts.end {
            return None;
        }
        let led = view.between(share, whole);
        let of_whole = match led.len() {
            1 => view.is_one_of(led.start, &["of"]),
            2 => view.is_one_of(led.start, &["of"]) && view.is_one_of(led.start + 1, &["the", "its", "their", "all"]),
            _ => false,
        };
        let after = view.end(part);
        let is_closed = after >= self.tokens.end
            || matches!(view.kind(after), TokenKind::Comma | TokenKind::Period | TokenKind::Semicolon)
            || view.is_one_of(after, &["a", "an", "per", "each"]);
        let restated = matches!(quantities::form(view, whole, part, TWIN_REACH), Some(Form::Or));
        let evidence = match view.facts[share].value {
            Value::Percent(_) => Evidence::Whole,
            _ => Evidence::Named,
        };
        (of_whole && restated && is_closed && self.comparable(part, whole)).then_some((part, whole, evidence))
    }

    /// `one in five` names a share, `15 of 45` counts.
    fn is_odds(&self, fraction: usize) -> bool {
        let (start, end) = (self.view.start(fraction), self.view.end(fraction));
        self.view.holds(start..end, &["in"])
    }

    /// `p of the vote, 310 to 190`
    fn vote(&self, share: usize) -> Option<(usize, usize, Evidence)> {
        let after = self.view.end(share);
        let of_vote = (after..self.tokens.end.min(after + 5))
            .any(|at| self.view.is_one_of(at, &["vote", "votes", "ballots"]))
            && after < self.tokens.end
            && self.view.is_one_of(after, &["of"]);
        let ratios = || {
            self.facts.clone().filter(
                |&fact| matches!(&self.view.facts[fact].value, Value::Ratio(sides) if sides.len() == 2 && !sides[0].is_zero()),
            )
        };
        let shares =
            self.facts.clone().filter(|&fact| matches!(self.view.facts[fact].value, Value::Percent(_))).count();
        let ratio = ratios().next()?;
        (of_vote && shares == 1 && ratios().count() == 1 && ratio > share).then_some((ratio, ratio, Evidence::Vote))
    }

    /// `k, or p of the N`
    fn of_whole(&self, share: usize) -> Option<(usize, usize, Evidence)> {
        let view = self.view;
        let after = view.end(share);
        if after >= self.tokens.end || !view.is_one_of(after, &["of"]) {
            return None;
        }
        let part = self.twin(share)?;
        let whole = share + 1;
        if whole >= self.facts.end || !self.comparable(part, whole) {
            return None;
        }
        let between = view.between(share, whole);
        let plain = between.len() <= WHOLE_REACH
            && !between.clone().any(|at| {
                matches!(view.kind(at), TokenKind::Semicolon | TokenKind::Colon | TokenKind::ParenClose)
                    || view.is(at, Class::Contrast)
            });
        // A comma leads to the whole only in "the population, which was 5,100".
        let comma = between.clone().find(|&at| view.kind(at) == TokenKind::Comma);
        let settled = match comma {
            Some(at) => {
                at + 2 < view.start(whole)
                    && view.is_one_of(at + 1, &["which", "then", "estimated", "now"])
                    && view.holds(
                        at + 1..view.start(whole),
                        &["is", "was", "were", "had", "has", "numbered", "totalled", "totaled"],
                    )
            }
            None => between.skip(1).all(|at| !view.is(at, Class::Auxiliary) && !view.is_one_of(at, &["and", "or"])),
        };
        (plain && settled).then_some((part, whole, Evidence::Whole))
    }

    /// `Of the N, k (p)`, `N, of which k (p)`, and further parts of the same whole.
    fn of_opener(&self, share: usize, siblings: Option<(usize, Evidence)>) -> Option<(usize, usize, Evidence)> {
        let part = self.twin(share)?;
        if !self.is_count(part) {
            return None;
        }
        if let Some((whole, evidence)) = siblings.filter(|&(whole, _)| part > whole && self.comparable(part, whole)) {
            return Some((part, whole, evidence));
        }
        if let Some(whole) = self.base_before(part) {
            return self.comparable(part, whole).then_some((part, whole, Evidence::Opener));
        }
        // Nothing but the whole may stand before the part.
        let whole = part.checked_sub(1).filter(|&whole| whole >= self.facts.start && self.comparable(part, whole))?;
        let view = self.view;
        if self.opens_with_of(whole) && self.has_comma(whole, part) && !self.second_base(whole, part) {
            return Some((part, whole, Evidence::Opener));
        }
        let between = view.between(whole, part);
        let of_which = between.len() <= 12
            && between.clone().any(|at| {
                view.is_one_of(at, &["of"])
                    && at + 1 < between.end
                    && view.is_one_of(at + 1, &["which", "whom", "these", "those", "them"])
                    && at + 3 >= between.end
            });
        of_which.then_some((part, whole, Evidence::Relative))
    }

    /// `Of them, 17, or 38%`: the only count of the sentence before.
    fn base_before(&self, part: usize) -> Option<usize> {
        let view = self.view;
        let first = self.tokens.start;
        let opened = view.is_one_of(first, &["of"])
            && view.is_one_of(first + 1, &["them", "these", "those"])
            && first + 2 < self.tokens.end
            && view.kind(first + 2) == TokenKind::Comma
            && view.start(part) <= first + 4
            && part == self.facts.start;
        let before = view.sentence_before(self.sentence).filter(|_| opened)?;
        let mut counts = view.facts_of(before).filter(|&fact| matches!(view.facts[fact].value, Value::Count(_)));
        counts.next().filter(|_| counts.next().is_none())
    }

    /// Whether the phrase with the figure opens the sentence, or a clause of it, with `of`.
    fn opens_with_of(&self, whole: usize) -> bool {
        let view = self.view;
        let mut at = view.start(whole);
        while at > self.tokens.start && !view.is_one_of(at - 1, &["of", "among", "from", "in", "for"]) {
            let inside = view.is_determiner(at - 1)
                || view.is_one_of(at - 1, &["all", "some", "total", "about"])
                || view.kind(at - 1) == TokenKind::Possessive
                || view.token(at - 1).is_capital();
            if !inside || view.start(whole) - at > 4 {
                return false;
            }
            at -= 1;
        }
        let Some(of) = at.checked_sub(1).filter(|&of| of >= self.tokens.start) else { return false };
        if !view.is_one_of(of, &["of", "among"]) {
            return false;
        }
        let first = if of > self.tokens.start && view.is_one_of(of - 1, &["out"]) { of - 1 } else { of };
        first == self.tokens.start
            || matches!(view.kind(first - 1), TokenKind::Semicolon | TokenKind::Comma | TokenKind::Colon)
            || view.is_one_of(first - 1, &["and", "that"])
            || !view.is(first - 1, Class::FunctionWord) && view.token(first).is_capital()
    }

    fn has_comma(&self, whole: usize, part: usize) -> bool {
        self.view.between(whole, part).any(|at| self.view.kind(at) == TokenKind::Comma)
    }

    /// `Of the 40 delegates who came from the coast, half of the women …`: another base in between.
    fn second_base(&self, whole: usize, part: usize) -> bool {
        let mut between = self.view.between(whole, part);
        between.len() > 16 || between.any(|at| matches!(self.view.kind(at), TokenKind::Semicolon | TokenKind::Colon))
    }

    /// The figure that the share restates: `k (p)`, `k, or p`, `p (k)`, `p, or k`.
    fn twin(&self, share: usize) -> Option<usize> {
        let view = self.view;
        let restates = |figure: usize, again: usize, noun: usize| {
            matches!(quantities::form(view, figure, again, noun), Some(Form::Bracket | Form::Or))
        };
        if let Some(before) = share.checked_sub(1).filter(|&before| before >= self.facts.start)
            && self.is_figure(before)
            && (restates(before, share, TWIN_REACH) || self.stands_in_apposition(before, share))
        {
            return Some(before);
        }
        // "One in five drivers, 31%, had no insurance".
        if let Some(before) = share.checked_sub(1).filter(|&before| before >= self.facts.start)
            && matches!(self.view.facts[before].value, Value::Fraction(_))
            && self.is_between_commas(before, share)
        {
            return Some(before);
        }
        let after = share + 1;
        (after < self.facts.end && self.is_figure(after) && restates(share, after, 0)).then_some(after)
    }

    /// A share between two commas or dashes, the first of which ends the noun of the fraction.
    fn is_between_commas(&self, fraction: usize, share: usize) -> bool {
        let view = self.view;
        let words = view.between(fraction, share);
        let Some((last, noun)) = words.clone().next_back().map(|last| (last, words.start..last)) else { return false };
        let mark = view.kind(last);
        matches!(mark, TokenKind::Comma | TokenKind::Dash)
            && view.end(share) < self.tokens.end
            && view.kind(view.end(share)) == mark
            && !noun.is_empty()
            && noun.len() <= TWIN_REACH
            && noun.into_iter().all(|at| view.is_word(at) && !view.is(at, Class::Auxiliary))
    }

    /// `400 people homeless, up to nearly 10% of the population`: an apposition with its own whole.
    fn stands_in_apposition(&self, figure: usize, share: usize) -> bool {
        let view = self.view;
        let of_follows = view.end(share) < self.tokens.end && view.is_one_of(view.end(share), &["of"]);
        let words = view.between(figure, share);
        let commas = words.clone().filter(|&at| view.kind(at) == TokenKind::Comma).count();
        let broken = words.clone().any(|at| {
            matches!(
                view.kind(at),
                TokenKind::Semicolon
                    | TokenKind::Colon
                    | TokenKind::ParenClose
                    | TokenKind::ParenOpen
                    | TokenKind::Percent
            ) || view.is(at, Class::Contrast)
        });
        let ends_in_comma = words.end > words.start && view.kind(words.end - 1) == TokenKind::Comma;
        of_follows && words.len() <= TWIN_REACH && commas == 1 && ends_in_comma && !broken
    }

    fn is_figure(&self, fact: usize) -> bool {
        self.is_count(fact) || matches!(self.view.facts[fact].value, Value::Fraction(_))
    }

    fn is_count(&self, fact: usize) -> bool {
        match &self.view.facts[fact].value {
            Value::Count(_) | Value::Money(_) | Value::Measure(_) => true,
            Value::Range(range) => range.of == "count" || range.of == "money",
            _ => false,
        }
    }

    /// Whether both count in the same unit.
    fn comparable(&self, part: usize, whole: usize) -> bool {
        let unit = |fact: usize| match &self.view.facts[fact].value {
            Value::Count(_) => Some(("count", "")),
            Value::Range(range) if range.of == "count" => Some(("count", "")),
            Value::Money(money) => Some(("money", money.currency.unwrap_or(&money.unit))),
            Value::Range(range) if range.of == "money" => range.unit.map(|currency| ("money", currency)),
            Value::Measure(measure) => Some(("measure", measure.unit)),
            _ => None,
        };
        self.is_count(part) && unit(part).is_some() && unit(part) == unit(whole)
    }

    /// `30% more`, `up 30%`, `a 30% increase`: a change and no share.
    fn is_change(&self, share: usize) -> bool {
        let view = self.view;
        let (start, after) = (view.start(share), view.end(share));
        let behind = after < self.tokens.end
            && (view.is(after, Class::Change)
                || view.is_one_of(
                    after,
                    &[
                        "more", "less", "fewer", "higher", "lower", "larger", "smaller", "faster", "slower", "off",
                        "discount", "better", "worse", "cheaper",
                    ],
                ));
        let before = start > self.tokens.start
            && (view.is(start - 1, Class::Change) || view.is_one_of(start - 1, &["by", "plus", "another"]));
        behind || before
    }

    fn is_weighted(&self) -> bool {
        self.view.holds(self.tokens.clone(), &["weighted", "adjusted", "respectively"])
    }

    /// What an end of a change can mean.
    fn end(&self, quantity: &Quantity) -> Interval {
        let tight = quantity.hedge == Hedge::About && quantity.significant_digits() >= 3;
        let width = quantity.value.abs().checked_div(Number::from(50)).unwrap_or(Number::ZERO);
        match Interval::point(quantity.value).checked_add(&Interval::closed(-width, width)) {
            Some(around) if tight => around,
            _ => quantity.loose(self.view.bounds),
        }
    }

    /// What a part or whole can mean: `about` before a figure of three digits is a habit of speech.
    fn value(&self, fact: usize) -> Option<Interval> {
        let view = self.view;
        match view.facts[fact].value.quantity() {
            Some(quantity) => Some(self.end(quantity)),
            None => view.loose(fact),
        }
    }
}

fn hundred() -> Interval {
    Interval::point(Number::from(100))
}
