//! A number as it was written, its hedge, and what both allow it to mean.

use super::{End, Interval, Number};

/// What the words around a number do to it. The widths are those of [`Bounds`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Hedge {
    /// No word: the number, with the rounding that is usual.
    #[default]
    None,
    /// `exactly`, `a total of`.
    Exactly,
    /// `about`, `some`, `an estimated`.
    About,
    /// `nearly`, `almost`, `just under`.
    Nearly,
    /// `just over`, `slightly more than`.
    JustOver,
    /// `more than`, `over`.
    MoreThan,
    /// `at least`, `or more`.
    AtLeast,
    /// `up to`, `as many as`, `at most`.
    UpTo,
    /// `fewer than`, `under`.
    LessThan,
    /// `plus or minus`, with the width.
    PlusMinus(Number),
    /// A word that names an interval by itself: `dozens`, `several`, `a couple`.
    Between(Number, Number),
}

impl Hedge {
    /// The word for it in output and rules.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Exactly => "exactly",
            Self::About => "about",
            Self::Nearly => "nearly",
            Self::JustOver => "just-over",
            Self::MoreThan => "more-than",
            Self::AtLeast => "at-least",
            Self::UpTo => "up-to",
            Self::LessThan => "less-than",
            Self::PlusMinus(_) => "plus-minus",
            Self::Between(..) => "between",
        }
    }
}

/// A number as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// The value the digits or words have.
    pub value: Number,
    /// One unit of the last digit that was written: 1 for `300`, 0.1 for `2.3`, 100,000 for `2.3 million`.
    pub written_unit: Number,
    /// Whether a scale word stood with it (`million`, `k`), which makes it a rounded figure.
    pub scaled: bool,
    /// Whether it was written in words.
    pub in_words: bool,
    /// The hedge.
    pub hedge: Hedge,
    /// Whether a second hedge stands with it: `an estimated roughly 90`, `some 200 or so`.
    pub hedged_twice: bool,
}

/// How wide hedges and rounding are, after Ferson et al. 2015, *Natural language of
/// uncertainty: numeric hedge words*. A desk may change each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Share of the value that two-sided and one-sided hedges reach, as a divisor: 10 is a tenth.
    pub hedge_divisor: i64,
    /// Largest share of the value that a two-sided hedge reaches, as a divisor: 4 is a quarter.
    pub hedge_cap_divisor: i64,
    /// From here on, a whole number may have been rounded.
    pub rounds_from: i64,
    /// Digits that rounding never touches.
    pub kept_digits: u32,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { hedge_divisor: 10, hedge_cap_divisor: 4, rounds_from: 100, kept_digits: 2 }
    }
}

impl Quantity {
    /// A plain whole number.
    #[must_use]
    pub fn whole(value: i64) -> Self {
        Self {
            value: Number::from(value),
            written_unit: Number::ONE,
            scaled: false,
            in_words: false,
            hedge: Hedge::None,
            hedged_twice: false,
        }
    }

    /// The same quantity under a hedge.
    #[must_use]
    pub const fn hedged(mut self, hedge: Hedge) -> Self {
        self.hedge = hedge;
        self
    }

    /// What the figure itself means, to half of its last written digit; a plain whole number is itself.
    #[must_use]
    pub fn strict(&self) -> Interval {
        if self.value.is_integer() && !self.scaled && self.written_unit == Number::ONE {
            return Interval::point(self.value);
        }
        self.widened(self.half_unit())
    }

    /// What the figure can mean in a conflict: a whole number from 100 on may have been rounded to its last
    /// digit that is not nought, though never coarser than to two digits. The hedge is applied.
    ///
    /// ```
    /// use copydesk::fact::{Bounds, Hedge, Interval, Number, Quantity};
    /// let bounds = Bounds::default();
    /// let two_thousand = Quantity::whole(2_000);
    /// assert_eq!(two_thousand.loose(&bounds), Interval::closed(Number::from(1_950), Number::from(2_050)));
    /// let nearly_forty = Quantity::whole(40).hedged(Hedge::Nearly);
    /// assert_eq!(nearly_forty.loose(&bounds), Interval::below(Number::from(36), Number::from(40)));
    /// let about_2000 = Quantity::whole(2_000).hedged(Hedge::About);
    /// assert_eq!(about_2000.loose(&bounds), Interval::closed(Number::from(1_500), Number::from(2_500)));
    /// ```
    #[must_use]
    pub fn loose(&self, bounds: &Bounds) -> Interval {
        self.understood(bounds, self.rounded(bounds))
    }

    /// As [`loose`](Self::loose), but an unhedged figure is [`strict`](Self::strict).
    #[must_use]
    pub fn exact(&self, bounds: &Bounds) -> Interval {
        self.understood(bounds, self.strict())
    }

    /// Whether it is a whole number given to its last digit, which nobody reads as rounded: 212, but not 210.
    #[must_use]
    pub fn is_to_the_unit(&self) -> bool {
        self.hedge == Hedge::None && self.value.is_integer() && !self.scaled && self.value.floor() % 10 != 0
    }

    fn understood(&self, bounds: &Bounds, plain: Interval) -> Interval {
        let value = self.value;
        let tenth = || {
            let tenth = value.abs().checked_div(Number::from(bounds.hedge_divisor)).unwrap_or(Number::ZERO);
            // A share such as two-thirds has no neighbour one away.
            if value.abs() < Number::ONE { tenth } else { tenth.max(Number::ONE) }
        };
        match self.hedge {
            Hedge::None => plain,
            Hedge::Exactly => self.strict(),
            Hedge::About => self.widened(self.about_width(bounds)),
            Hedge::Nearly => Interval::below(value.checked_sub(tenth()).unwrap_or(value), value),
            Hedge::JustOver => Interval::above(value, value.checked_add(tenth()).unwrap_or(value)),
            Hedge::MoreThan => Interval { low: End::Open(value), high: End::Unbounded },
            Hedge::AtLeast => Interval { low: End::Closed(value), high: End::Unbounded },
            Hedge::UpTo => Interval::closed(Number::ZERO.min(value), value),
            Hedge::LessThan => Interval::below(Number::ZERO.min(value), value),
            Hedge::PlusMinus(width) => self.widened(width),
            Hedge::Between(low, high) => Interval::closed(low, high),
        }
    }

    /// How many digits were written from the first to the last that is not nought.
    #[must_use]
    pub fn significant_digits(&self) -> u32 {
        let units = self.value.checked_div(self.written_unit).map(|units| units.abs().floor());
        let Some((mut digits, log)) = units.and_then(|digits| Some((digits, digits.checked_ilog10()?))) else {
            return 0;
        };
        let mut noughts = 0;
        while digits % 10 == 0 {
            digits /= 10;
            noughts += 1;
        }
        log + 1 - noughts
    }

    /// Half of the last written digit.
    #[must_use]
    pub fn half_unit(&self) -> Number {
        self.written_unit.checked_div(Number::from(2)).unwrap_or(Number::ZERO)
    }

    fn widened(&self, width: Number) -> Interval {
        match (self.value.checked_sub(width), self.value.checked_add(width)) {
            (Some(low), Some(high)) => Interval::closed(low, high),
            _ => Interval::point(self.value),
        }
    }

    fn rounded(&self, bounds: &Bounds) -> Interval {
        if !self.value.is_integer()
            || self.scaled
            || self.written_unit != Number::ONE
            || self.value.abs() < Number::from(bounds.rounds_from)
        {
            return self.strict();
        }
        self.widened(self.last_digit_unit(bounds.kept_digits).checked_div(Number::from(2)).unwrap_or(Number::ZERO))
    }

    /// The place value of the last digit that is not nought, but of digit number `kept` at the most.
    fn last_digit_unit(&self, kept: u32) -> Number {
        let digits = self.value.abs().floor();
        if digits == 0 {
            return Number::ONE;
        }
        let mut unit: i128 = 1;
        let limit = 10i128.pow(digits.ilog10().saturating_sub(kept - 1));
        while unit < limit && digits % (unit * 10) == 0 {
            unit *= 10;
        }
        Number::ratio(unit, 1).unwrap_or(Number::ONE)
    }

    fn about_width(&self, bounds: &Bounds) -> Number {
        let value = self.value.abs();
        let part = |divisor| value.checked_div(Number::from(divisor)).unwrap_or(Number::ZERO);
        let half_digit = if self.value.is_integer() {
            self.last_digit_unit(1).checked_div(Number::from(2)).unwrap_or(Number::ZERO)
        } else {
            self.half_unit()
        };
        let width = half_digit.max(part(bounds.hedge_divisor));
        let floor = if (Number::ONE..Number::from(20)).contains(&value) { Number::ONE } else { Number::ZERO };
        let cap = part(bounds.hedge_cap_divisor).max(Number::ONE);
        width.max(floor).min(cap)
    }
}

/// Two ends and what both are measured in.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    /// The end that was written first.
    pub low: Quantity,
    /// The end that was written second.
    pub high: Quantity,
    /// A hedge before the range: `some 400,000 to 600,000`.
    pub hedge: Hedge,
    /// How it was joined: `to`, `and`, `or`, `-`.
    pub joiner: &'static str,
    /// The word that opened it: `between`, `from`, or nothing.
    pub opener: &'static str,
    /// Whether the scale word or unit stood only after the second end.
    pub elliptical: bool,
    /// What is ranged over: `count`, `percent`, `money`, `measure`, `age`, `duration`.
    pub of: &'static str,
    /// Unit or currency code, where there is one.
    pub unit: Option<&'static str>,
    /// False for `more than 100 and less than 300`, where the ends do not belong to it.
    pub low_inclusive: bool,
    /// Likewise.
    pub high_inclusive: bool,
}

/// A sum of money.
#[derive(Debug, Clone, PartialEq)]
pub struct Money {
    /// How much, in units of the currency (cents are a hundredth).
    pub amount: Quantity,
    /// ISO 4217 code; `None` for a sign or word that several currencies share and nothing settles.
    pub currency: Option<&'static str>,
    /// The sign or word as written.
    pub unit: Box<str>,
    /// Whether it was written in hundredths: cents, pence.
    pub is_part: bool,
    /// A second currency that the writing names and that contradicts the first: `$40 million euros`.
    pub contradicted_by: Option<&'static str>,
}

/// A part of a whole: `two-thirds`, `½`, `3 1/2`, `one in three`, `15 of 45`.
#[derive(Debug, Clone, PartialEq)]
pub struct Fraction {
    /// The share, whole number before it included.
    pub share: Quantity,
    /// The part as written.
    pub numerator: Number,
    /// The whole as written.
    pub denominator: Number,
    /// Whether both are counts (`15 of 45`) and not the name of a share (`a third`), which rounds.
    pub counted: bool,
}

impl Fraction {
    /// What the share can mean: the name of a share stands for two points around it, or a tenth of it
    /// where that is less.
    ///
    /// ```
    /// use copydesk::fact::{Bounds, Fraction, Interval, Number, Quantity};
    /// let half = Number::ratio(1, 2).unwrap();
    /// let share = Quantity { value: half, written_unit: half, in_words: true, ..Quantity::whole(0) };
    /// let fraction = Fraction { share, numerator: Number::ONE, denominator: Number::from(2), counted: false };
    /// let loose = fraction.loose(&Bounds::default());
    /// assert_eq!(loose, Interval::closed(Number::ratio(48, 100).unwrap(), Number::ratio(52, 100).unwrap()));
    /// ```
    #[must_use]
    pub fn loose(&self, bounds: &Bounds) -> Interval {
        if self.share.hedge != Hedge::None {
            return self.share.loose(bounds);
        }
        if self.counted {
            return Interval::point(self.share.value);
        }
        let two_points = Number::ratio(2, 100).unwrap_or(Number::ZERO);
        let tenth = self.share.value.abs().checked_div(Number::from(bounds.hedge_divisor)).unwrap_or(Number::ZERO);
        self.share.widened(two_points.min(tenth))
    }
}

/// A measure, or an age.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// How much, in the unit as written.
    pub amount: Quantity,
    /// The unit's name in the lexicon: `mile`, `kilogram`.
    pub unit: &'static str,
    /// The unit that it is counted against: `hour` in `litres per hour`.
    pub per: Option<&'static str>,
    /// Its dimension: `length`, `mass`; `age` for ages.
    pub dimension: &'static str,
    /// How a value in the unit leads to the base unit of the dimension.
    pub scale: UnitScale,
}

/// From a unit to the base unit of its dimension: `(value + shift) * factor`, exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitScale {
    /// Base units in one of it.
    pub factor: Number,
    /// Added first; nought but for temperatures.
    pub shift: Number,
}

impl UnitScale {
    /// An interval of values in the unit, in the base unit.
    #[must_use]
    pub fn to_base(&self, values: &Interval) -> Option<Interval> {
        values.map(|value| value.checked_add(self.shift)?.checked_mul(self.factor))
    }

    /// An interval of values in the base unit, in the unit.
    #[must_use]
    pub fn from_base(&self, values: &Interval) -> Option<Interval> {
        values.map(|value| value.checked_div(self.factor)?.checked_sub(self.shift))
    }
}
