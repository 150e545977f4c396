//! Two figures that differ in two neighbouring digits that have changed places: 21,480 here, 24,180 there.
//!
//! ```text
//! figure        = count | money | measure, of four digits and more that are not noughts at its end
//! transposition = two figures of one unit in two sentences, one the other with two neighbouring digits swapped
//! ```
//!
//! Two numbers with nothing to do with one another are so alike once in thousands of pairs. A text with so many figures
//! that one such pair is to be expected is left alone, and so are two cells of tables.

use rustc_hash::FxHashMap;

use crate::fact::{Number, Value};
use crate::markup::Role;
use crate::story::view::View;

/// Digits from the first to the last that is not nought; fewer are alike by chance.
const FEWEST_DIGITS: usize = 4;
/// One pair by chance in so many texts is too many.
const RARE: usize = 50;

/// Two figures with the same digits, two of them swapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transposition {
    /// Index of the figure that stands there less often; of two as frequent ones, the later.
    pub slip: u32,
    /// Index of the first one with the other number.
    pub other: u32,
}

/// What can be mistaken for one another: figures of one unit, with the same last digit and as many digits.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Sort {
    unit: &'static str,
    last_digit: Number,
    digits: usize,
}

/// A number with every place where it stands.
struct Figure {
    digits: Vec<u8>,
    facts: Vec<usize>,
}

/// Every such pair, in order of the slip. Linear: a figure is compared with those of its own digits alone.
pub(super) fn find(view: &View<'_>) -> Vec<Transposition> {
    let mut of_sort: FxHashMap<Sort, FxHashMap<Vec<u8>, Vec<Figure>>> = FxHashMap::default();
    for fact in 0..view.facts.len() {
        let Some((sort, digits)) = read(view, fact) else { continue };
        let mut sorted = digits.clone();
        sorted.sort_unstable();
        let alike = of_sort.entry(sort).or_default().entry(sorted).or_default();
        match alike.iter().position(|figure| figure.digits == digits) {
            Some(at) => alike[at].facts.push(fact),
            // Of three numbers with the same digits nothing is said.
            None if alike.len() < 3 => alike.push(Figure { digits, facts: vec![fact] }),
            None => {}
        }
    }
    let rare =
        of_sort.into_iter().filter(|(sort, by_digits)| is_rare(by_digits.values().map(Vec::len).sum(), sort.digits));
    let mut found: Vec<Transposition> =
        rare.flat_map(|(_, by_digits)| by_digits.into_values()).filter_map(|alike| pair(view, &alike)).collect();
    found.sort_unstable_by_key(|pair| pair.slip);
    found
}

/// Whether so many numbers with so many digits have no such pair by chance, but for one text in [`RARE`].
fn is_rare(numbers: usize, digits: usize) -> bool {
    let swaps = digits - 1;
    let others = 10_usize.saturating_pow(digits as u32 - 1).saturating_mul(9);
    numbers.saturating_mul(numbers).saturating_mul(swaps).saturating_mul(RARE) <= others.saturating_mul(2)
}

fn pair(view: &View<'_>, alike: &[Figure]) -> Option<Transposition> {
    let [first, again] = alike else { return None };
    let (slip, other) = if first.facts.len() < again.facts.len() { (first, again) } else { (again, first) };
    let (slip, other) = (*slip.facts.first()?, *other.facts.first()?);
    let in_cells = [slip, other].iter().all(|&fact| view.claims[fact].role == Role::TableCell);
    let apart = view.sentence(slip) != view.sentence(other);
    (is_swapped(&first.digits, &again.digits) && apart && !in_cells)
        .then_some(Transposition { slip: slip as u32, other: other as u32 })
}

/// Whether two neighbouring digits have changed places, and nothing else.
pub(in crate::story) fn is_swapped(a: &[u8], b: &[u8]) -> bool {
    let apart: Vec<usize> = (0..a.len().min(b.len())).filter(|&at| a[at] != b[at]).collect();
    let [first, second] = apart[..] else { return false };
    a.len() == b.len() && second == first + 1 && a[first] == b[second] && a[second] == b[first]
}

fn read(view: &View<'_>, fact: usize) -> Option<(Sort, Vec<u8>)> {
    let (amount, unit) = match &view.facts[fact].value {
        Value::Count(amount) => (&**amount, ""),
        Value::Money(money) => (&money.amount, money.currency?),
        Value::Measure(measure) => (&measure.amount, measure.unit),
        _ => return None,
    };
    if amount.in_words || (amount.significant_digits() as usize) < FEWEST_DIGITS {
        return None;
    }
    let digits = amount.value.checked_div(amount.written_unit)?.abs().floor().to_string().into_bytes();
    if unit.is_empty() && may_be_date(view.facts[fact].span.slice(&view.document.prose)) {
        return None;
    }
    let sort = Sort { unit, last_digit: amount.written_unit, digits: digits.len() };
    Some((sort, digits))
}

/// `1984`, `20160310`: a year, alone or with its month and day.
fn may_be_date(written: &str) -> bool {
    let is_plain = written.bytes().all(|byte| byte.is_ascii_digit());
    is_plain && matches!(written.len(), 4 | 6 | 8) && (written.starts_with('1') || written.starts_with("20"))
}
