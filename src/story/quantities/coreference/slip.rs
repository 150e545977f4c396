//! What slip of the pen turns one figure into another.

use crate::fact::{Number, Quantity};
use crate::story::view::View;

/// What turns one figure into another without anybody meaning it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// The same digits in another order.
    Transposed,
    /// One digit of three or more.
    OneDigit,
    /// Thousand, million and billion mixed up.
    Scale,
}

impl Slip {
    /// The word for it in output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Transposed => "transposed",
            Self::OneDigit => "one-digit",
            Self::Scale => "scale",
        }
    }
}

impl Slip {
    /// What happened, for people.
    pub(super) const fn reason(self) -> &'static str {
        match self {
            Self::Transposed => "the same digits in another order",
            Self::OneDigit => "one digit differs",
            Self::Scale => "thousand, million or billion mixed up",
        }
    }
}

/// The digits of a figure from the first to the last that is not nought.
pub(super) fn significant(quantity: &Quantity) -> Option<u64> {
    let units = quantity.value.abs().checked_div(quantity.written_unit)?.floor();
    let mut digits = u64::try_from(units).ok()?;
    while digits != 0 && digits % 10 == 0 {
        digits /= 10;
    }
    Some(digits)
}

/// What slip of the pen would turn one figure into the other.
pub(super) fn slip(view: &View<'_>, a: usize, b: usize) -> Option<Slip> {
    let (x, y) = (view.facts[a].value.quantity()?, view.facts[b].value.quantity()?);
    let ratio = x.value.max(y.value).checked_div(x.value.min(y.value))?;
    if [1_000, 1_000_000, 1_000_000_000].map(Number::from).contains(&ratio) {
        return Some(Slip::Scale);
    }
    let (x, y) = (significant(x)?.to_string(), significant(y)?.to_string());
    if x.len() != y.len() || x.len() < 2 || x == y {
        return None;
    }
    let sorted = |text: &str| {
        let mut bytes = text.as_bytes().to_vec();
        bytes.sort_unstable();
        bytes
    };
    if sorted(&x) == sorted(&y) {
        return Some(Slip::Transposed);
    }
    let differ = x.bytes().zip(y.bytes()).filter(|(x, y)| x != y).count();
    (differ == 1 && x.len() >= 3).then_some(Slip::OneDigit)
}
