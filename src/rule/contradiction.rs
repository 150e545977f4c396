//! Conditions that no text can meet together, so that a rule would never speak.

use super::syntax::{self, Comparator, Expression, List, Literal, Predicate};
use crate::fact::Number;

/// What a condition leaves open for a name or a field.
enum Demand {
    /// One of these texts, without regard to case.
    OneOf(Vec<String>),
    /// At least that, or more than that.
    From(Number, bool),
    /// At most that, or less than that.
    UpTo(Number, bool),
}

/// Whether two conditions are about one thing and leave nothing that meets both. What cannot be told is no
/// contradiction.
pub(super) fn contradict(one: &str, other: &str) -> bool {
    let (Some((of, one)), Some((of_other, other))) = (demand(one), demand(other)) else { return false };
    of == of_other
        && match (one, other) {
            (Demand::OneOf(one), Demand::OneOf(other)) => one.iter().all(|text| !other.contains(text)),
            (Demand::From(low, above), Demand::UpTo(high, below))
            | (Demand::UpTo(high, below), Demand::From(low, above)) => low > high || low == high && (above || below),
            _ => false,
        }
}

/// The name or field, and what is demanded of it.
fn demand(condition: &str) -> Option<(String, Demand)> {
    match syntax::predicate(condition).ok()? {
        Predicate::Compare { comparator, left: Expression::Path(path), right } => {
            Some((dotted(&path), of_comparison(comparator, &right)?))
        }
        Predicate::Member { of: Expression::Path(path), list: List::Literals(literals, _) } => {
            let texts = literals.iter().map(|literal| match literal {
                Literal::Text(word) => Some(word.text.to_lowercase()),
                Literal::Number(..) => None,
            });
            Some((dotted(&path), Demand::OneOf(texts.collect::<Option<_>>()?)))
        }
        _ => None,
    }
}

fn of_comparison(comparator: Comparator, right: &Expression) -> Option<Demand> {
    match (comparator, right) {
        (Comparator::Equal, Expression::Text(word)) => Some(Demand::OneOf(vec![word.text.to_lowercase()])),
        (Comparator::Greater | Comparator::AtLeast, Expression::Number(number, _)) => {
            Some(Demand::From(*number, comparator == Comparator::Greater))
        }
        (Comparator::Less | Comparator::AtMost, Expression::Number(number, _)) => {
            Some(Demand::UpTo(*number, comparator == Comparator::Less))
        }
        _ => None,
    }
}

fn dotted(path: &[syntax::Word]) -> String {
    path.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_text_can_meet_is_a_contradiction() {
        for (one, other, wanted) in [
            ("a.event = 'killed'", "a.event = 'injured'", true),
            ("a.event = 'killed'", "a.event in ['Killed', 'injured']", false),
            ("a.event in ['missing']", "a.event in ['killed', 'injured']", true),
            ("a.event = 'killed'", "b.event = 'injured'", false),
            ("a > 5", "a < 3", true),
            ("a > 5", "a <= 5", true),
            ("a >= 5", "a <= 5", false),
            ("a >= 5", "a > 3", false),
            ("a.x > b.x", "a.x < 3", false),
        ] {
            assert_eq!(contradict(one, other), wanted, "{one}; {other}");
            assert_eq!(contradict(other, one), wanted, "{other}; {one}");
        }
    }
}
