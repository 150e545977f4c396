//! Numbers that name a thing, written in two ways: `Flight 370`, `Executive Order 13166`.
//!
//! ```text
//! designation = [ NAME ] LABEL NUMBER          three digits and more: Sunda Air Flight 370, Resolution 1701
//! slip        = a designation that stands there once, two neighbouring digits swapped against one that stands there
//!               twice and more
//! ```
//!
//! Two numbers under one label are two things as a rule; digits that changed places are a slip where the other number is
//! the one that the text keeps to.

use rustc_hash::FxHashMap;

use crate::fact::Value;
use crate::lex::TokenKind;
use crate::story::context::{Stem, stem};
use crate::story::quantities::is_swapped;
use crate::story::view::View;
use crate::text::ProseSpan;

/// Digits of a number that names and can be mistaken.
const FEWEST_DIGITS: usize = 3;
/// How often the other number stands there.
const ESTABLISHED: usize = 2;
/// Words of a name before the label.
const NAME_WORDS: usize = 3;

/// A number of a name with two digits swapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DesignationSlip {
    /// Label and number as they stand there once.
    pub slip: ProseSpan,
    /// The same with the number that the text keeps to.
    pub established: ProseSpan,
    /// The label in lower case: `flight`.
    pub label: Box<str>,
}

/// A label with its number.
struct Designation<'a> {
    span: ProseSpan,
    label: &'a str,
    number: &'a str,
    /// The words of the name before the label: whose flight it is, or which chamber's bill.
    name: Vec<Stem>,
}

/// The slips of a document, in order. Linear: designations are compared with those of the same digits alone.
pub(super) fn find(view: &View<'_>) -> Vec<DesignationSlip> {
    let mut by_digits: FxHashMap<(String, Vec<u8>), Vec<Designation<'_>>> = FxHashMap::default();
    for designation in (0..view.facts.len()).filter_map(|fact| read(view, fact)) {
        let mut digits = designation.number.as_bytes().to_vec();
        digits.sort_unstable();
        by_digits.entry((designation.label.to_ascii_lowercase(), digits)).or_default().push(designation);
    }
    let mut found: Vec<DesignationSlip> =
        by_digits.into_iter().filter_map(|((label, _), written)| slip(label, &written)).collect();
    found.sort_unstable_by_key(|slip| slip.slip);
    found
}

/// The one number of a bucket that stands there once, against the one that stands there more often.
fn slip(label: String, written: &[Designation<'_>]) -> Option<DesignationSlip> {
    let first = written.first()?;
    let other = written.iter().find(|other| other.number != first.number)?;
    let [of_first, of_other] =
        [first, other].map(|one| written.iter().filter(|other| other.number == one.number).count());
    let (slip, established) = match (of_first, of_other) {
        (1, ESTABLISHED..) => (first, other),
        (ESTABLISHED.., 1) => (other, first),
        _ => return None,
    };
    let two = of_first + of_other == written.len();
    let named = slip.name.is_empty() || established.name.is_empty() || slip.name == established.name;
    (two && named && is_swapped(slip.number.as_bytes(), established.number.as_bytes())).then(|| DesignationSlip {
        slip: slip.span,
        established: established.span,
        label: label.into(),
    })
}

fn read<'a>(view: &View<'a>, fact: usize) -> Option<Designation<'a>> {
    let Value::Identifier = view.facts[fact].value else { return None };
    let (first, end) = (view.start(fact), view.end(fact));
    let number = view.text(end - 1);
    let plain = number.len() >= FEWEST_DIGITS && number.bytes().all(|byte| byte.is_ascii_digit());
    // `Sections 203 and 204` are two.
    let labelled = end >= first + 2 && (first..end - 1).all(|at| view.is_word(at)) && view.token(first).is_capital();
    if !plain || !labelled {
        return None;
    }
    let start = view.tokens_of(view.sentence(fact)).start;
    let name = (start..first)
        .rev()
        .take(NAME_WORDS)
        .take_while(|&at| view.kind(at) == TokenKind::Word && view.token(at).is_capital() && !view.is_determiner(at))
        .map(|at| stem(view.text(at)))
        .collect();
    Some(Designation { span: view.facts[fact].span, label: view.text(end - 2), number, name })
}
