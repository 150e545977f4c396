//! Ranges beside each other, and figures beside a range for the same thing.
//!
//! ```text
//! bands   = range ( "," range )+ [","] ( "and" | "or" ) range             ages 18-24, 25-34 and 35-49
//! outside = range noun … ( "its" | "the" | … ) figure noun                400,000 to 600,000 speakers … its 750,000 speakers
//!         | subject verb range … subject verb figure                      repairs take 3 to 5 days … repairs take 8 days
//! ```
//!
//! Pages, lines and chapters may leave out what they like. Where every band begins at the end of the one before, the
//! text follows a convention of its own; of ages, it counts people twice.

use rustc_hash::FxHashMap;

use crate::claim::Part;
use crate::fact::{Fact, Interval, Number, Range, TimeUnit, Value};
use crate::lex::{Class, TokenKind};
use crate::story::context::{Stem, stem};
use crate::story::view::View;

/// Fewer bands are no scheme.
const FEWEST: usize = 3;

/// Two bands of one list that overlap, or with a hole between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BandFault {
    /// Index of the lower band.
    pub lower: u32,
    /// Index of the upper band.
    pub upper: u32,
    /// Whether something lies between them; else they overlap.
    pub hole: bool,
    /// The last of the lower band.
    pub end: Number,
    /// The first of the upper band.
    pub start: Number,
}

/// A range, and a figure for the same thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RangeFigure {
    /// Index of the range.
    pub range: u32,
    /// Index of the figure.
    pub figure: u32,
    /// What the range holds.
    pub holds: Interval,
    /// What the figure can mean.
    pub stated: Interval,
}

/// What ranges have to do with each other and with figures.
#[derive(Debug, Default)]
pub(super) struct Bands {
    pub(super) faults: Vec<BandFault>,
    pub(super) figures: Vec<RangeFigure>,
}

/// Linear: each range is compared with the next one, and with the one figure that has its noun or its sentence.
pub(super) fn find(view: &View<'_>) -> Bands {
    let reader = Reader { view };
    let mut found = Bands::default();
    let mut at = 0;
    while at < view.facts.len() {
        let run = reader.run(at);
        if run.len() >= FEWEST {
            found.faults.extend(reader.fault(&run));
        }
        at = run.last().map_or(at, |&last| last) + 1;
    }
    let is_range = |fact: &Fact| match &fact.value {
        Value::Range(_) => true,
        Value::Duration(length) => length.up_to.is_some(),
        _ => false,
    };
    if view.facts.iter().any(is_range) {
        reader.by_noun(&mut found.figures);
        reader.by_sentence(&mut found.figures);
    }
    found.figures.sort_by_key(|pair| (pair.figure, pair.range));
    found.figures.dedup_by_key(|pair| pair.figure);
    found
}

/// A range or figure, by what it is a number of.
struct Mention {
    fact: usize,
    is_range: bool,
}

struct Reader<'v, 'a> {
    view: &'v View<'a>,
}

impl Reader<'_, '_> {
    // --------------------------------------------------------------------------------------- bands

    /// The ranges of one list, from `first` on.
    fn run(&self, first: usize) -> Vec<usize> {
        let view = self.view;
        let mut run = Vec::new();
        for fact in first..view.facts.len() {
            let Some(range) = self.band(fact) else { break };
            if let Some(&before) = run.last() {
                let unlike = self
                    .band(before)
                    .is_none_or(|before| before.of != range.of && !(before.of == "age" && range.of == "count"));
                let between = view.between(before, fact);
                let listed = (1..=2).contains(&between.len())
                    && between.clone().all(|at| {
                        matches!(view.kind(at), TokenKind::Comma | TokenKind::Semicolon)
                            || view.is_one_of(at, &["and", "or"])
                    });
                if unlike || !listed || view.sentence(before) != view.sentence(fact) {
                    break;
                }
            }
            run.push(fact);
        }
        run
    }

    fn band(&self, fact: usize) -> Option<&Range> {
        let Value::Range(range) = &self.view.facts[fact].value else { return None };
        let whole = [&range.low, &range.high].iter().all(|end| end.written_unit == Number::ONE && !end.in_words);
        (whole && range.low.value < range.high.value && matches!(range.of, "count" | "age")).then_some(range)
    }

    fn fault(&self, run: &[usize]) -> Option<BandFault> {
        let view = self.view;
        let start = view.start(run[0]);
        let tokens = view.tokens_of(view.sentence(run[0]));
        let last = view.end(*run.last()?);
        let numbered = view.holds_any(start.saturating_sub(2).max(tokens.start)..start, Class::NumberedPassage)
            || view.holds_any(last..(last + 1).min(tokens.end), Class::NumberedPassage);
        let bands: Vec<&Range> = run.iter().filter_map(|&fact| self.band(fact)).collect();
        if numbered || bands.windows(2).any(|pair| pair[1].low.value <= pair[0].low.value) {
            return None;
        }
        let mut follow = 0;
        let mut faults = Vec::new();
        for (at, pair) in bands.windows(2).enumerate() {
            let (end, start) = (pair[0].high.value, pair[1].low.value);
            if end.checked_add(Number::ONE)? == start {
                follow += 1;
            } else {
                let hole = start > end;
                faults.push(BandFault { lower: run[at] as u32, upper: run[at + 1] as u32, hole, end, start });
            }
        }
        let of_ages = bands[0].of == "age";
        let shared = |fault: &BandFault| fault.end == fault.start;
        let speaks = match &faults[..] {
            [_] => follow > 0,
            [..] => of_ages && !faults.is_empty() && faults.iter().all(shared),
        };
        faults.into_iter().next().filter(|_| speaks)
    }

    // ------------------------------------------------------------------------------------- figures

    /// `400,000 to 600,000 speakers … Its 750,000 speakers`
    fn by_noun(&self, found: &mut Vec<RangeFigure>) {
        let view = self.view;
        let mut by_noun: FxHashMap<(&str, &str, &str), Vec<Mention>> = FxHashMap::default();
        for fact in 0..view.facts.len() {
            let claim = &view.claims[fact];
            let (of, unit, is_range) = match &view.facts[fact].value {
                Value::Range(range) => (range.of, range.unit.unwrap_or(""), true),
                Value::Count(_) => ("count", "", false),
                Value::Money(money) => ("money", money.currency.unwrap_or(""), false),
                Value::Percent(_) => ("percent", "", false),
                _ => continue,
            };
            if !claim.frame.head_lemma.is_empty() {
                by_noun.entry((of, unit, &*claim.frame.head_lemma)).or_default().push(Mention { fact, is_range });
            }
        }
        let mut lists: Vec<Vec<Mention>> = by_noun.into_values().collect();
        lists.sort_unstable_by_key(|list| list[0].fact);
        for list in lists {
            // A third figure makes a series of them.
            let [range, figure] = &list[..] else { continue };
            let prescribed =
                view.claims[range.fact].frame.specification || view.claims[figure.fact].frame.specification;
            let one_thing = range.is_range
                && !figure.is_range
                && !prescribed
                && self.points_back(figure.fact)
                && self.are_alike(range.fact, figure.fact);
            if one_thing {
                found.extend(self.pair(range.fact, figure.fact));
            }
        }
    }

    fn points_back(&self, figure: usize) -> bool {
        let view = self.view;
        let start = view.start(figure);
        start > view.tokens_of(view.sentence(figure)).start
            && view.is_determiner(start - 1)
            && !view.is_one_of(start - 1, &["a", "an"])
    }

    fn are_alike(&self, range: usize, figure: usize) -> bool {
        let view = self.view;
        let (a, b) = (&view.claims[range].frame, &view.claims[figure].frame);
        let plain = [a, b]
            .iter()
            .all(|frame| frame.part == Part::Total && !frame.modal && !frame.negated && !frame.progressing);
        plain && a.qualifiers == b.qualifiers && view.sentence(range) != view.sentence(figure)
    }

    /// `Repairs take 3 to 5 days. … Repairs usually take 8 days.`
    fn by_sentence(&self, found: &mut Vec<RangeFigure>) {
        let view = self.view;
        let mut leads: FxHashMap<Vec<Stem>, Vec<Mention>> = FxHashMap::default();
        for fact in 0..view.facts.len() {
            let is_range = match &view.facts[fact].value {
                Value::Duration(length) => length.up_to.is_some(),
                Value::Range(_) => true,
                Value::Count(_) | Value::Money(_) | Value::Percent(_) | Value::Measure(_) => false,
                _ => continue,
            };
            if let Some(lead) = self.lead(fact) {
                leads.entry(lead).or_default().push(Mention { fact, is_range });
            }
        }
        let mut lists: Vec<Vec<Mention>> = leads.into_values().collect();
        lists.sort_unstable_by_key(|list| list[0].fact);
        for list in lists {
            let [range, figure] = &list[..] else { continue };
            if range.is_range && !figure.is_range && self.are_alike(range.fact, figure.fact) {
                found.extend(self.pair(range.fact, figure.fact));
            }
        }
    }

    /// The words of the sentence before its first figure, adverbs left out: subject and verb.
    fn lead(&self, fact: usize) -> Option<Vec<Stem>> {
        let view = self.view;
        let tokens = view.tokens_of(view.sentence(fact));
        if view.facts_of(view.sentence(fact)).next() != Some(fact) || view.start(fact) > tokens.start + 6 {
            return None;
        }
        let before = tokens.start..view.start(fact);
        if !before.clone().all(|at| view.is_word(at) && !view.is(at, Class::Modal) && !view.is(at, Class::Negation)) {
            return None;
        }
        let telling = |at: &usize| !view.is(*at, Class::HabitAdverb);
        let content = before.clone().filter(|&at| !view.is(at, Class::FunctionWord)).count();
        let words: Vec<Stem> = before.filter(telling).map(|at| stem(view.text(at))).collect();
        let pronoun =
            view.is_one_of(tokens.start, &["it", "they", "he", "she", "this", "these", "there", "we", "i", "you"]);
        (words.len() >= 2 && content >= 2 && !pronoun).then_some(words)
    }

    fn pair(&self, range: usize, figure: usize) -> Option<RangeFigure> {
        Some(RangeFigure {
            range: range as u32,
            figure: figure as u32,
            holds: self.worth(range, figure)?,
            stated: self.worth(figure, range)?,
        })
    }

    /// What a figure can mean, if the other one is of its kind and unit.
    fn worth(&self, fact: usize, other: usize) -> Option<Interval> {
        let view = self.view;
        match (&view.facts[fact].value, &view.facts[other].value) {
            (Value::Duration(length), Value::Duration(other)) => {
                let [(amount, unit)] = length.parts[..] else { return None };
                let [(_, of)] = other.parts[..] else { return None };
                let plain = length.hedge == other.hedge && length.hedge == crate::fact::Hedge::None;
                (plain && unit == of && unit != TimeUnit::Year)
                    .then(|| Interval::closed(amount, length.up_to.unwrap_or(amount)))
            }
            (Value::Duration(_), _) | (_, Value::Duration(_)) => None,
            (a, b) => {
                let of = |value: &Value| match value {
                    Value::Range(range) => (range.of, range.unit),
                    Value::Money(money) => ("money", money.currency),
                    Value::Measure(measure) => ("measure", Some(measure.unit)),
                    Value::Percent(_) => ("percent", None),
                    _ => ("count", None),
                };
                (of(a) == of(b)).then(|| view.loose(fact))?
            }
        }
    }
}
