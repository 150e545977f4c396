//! Exact numbers.

use std::fmt;
use std::ops::Neg;

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed, Zero};

/// An exact rational number of up to 38 digits. Arithmetic that would not fit gives `None`, never a wrong
/// figure.
///
/// ```
/// use copydesk::fact::Number;
/// let third = Number::ratio(1, 3).unwrap();
/// assert_eq!(third.checked_mul(Number::from(45)).unwrap(), Number::from(15));
/// assert_eq!(Number::parse("1,234.50").unwrap().to_string(), "1,234.5");
/// assert_eq!(third.rounded(3).to_string(), "0.333");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(Ratio<i128>);

impl Number {
    /// Nought.
    pub const ZERO: Self = Self(Ratio::new_raw(0, 1));
    /// One.
    pub const ONE: Self = Self(Ratio::new_raw(1, 1));

    /// `numerator / denominator`, unless the denominator is nought.
    #[must_use]
    pub fn ratio(numerator: i128, denominator: i128) -> Option<Self> {
        (denominator != 0 && denominator != i128::MIN && numerator != i128::MIN)
            .then(|| Self(Ratio::new(numerator, denominator)))
    }

    /// Reads plain digits with optional `,` between groups and one decimal `.`: the English written form.
    /// `None` if it is no number of that form or has more than 30 digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut mantissa: i128 = 0;
        let mut digits = 0;
        let mut decimals: Option<u32> = None;
        for byte in text.bytes() {
            match byte {
                b'0'..=b'9' => {
                    mantissa = mantissa * 10 + i128::from(byte - b'0');
                    digits += 1;
                    if let Some(decimals) = &mut decimals {
                        *decimals += 1;
                    }
                    if digits > 30 {
                        return None;
                    }
                }
                b',' if decimals.is_none() => {}
                b'.' if decimals.is_none() => decimals = Some(0),
                _ => return None,
            }
        }
        let scale = 10i128.pow(decimals.unwrap_or(0));
        (digits > 0)
            .then(|| if scale == 1 { Self(Ratio::new_raw(mantissa, 1)) } else { Self(Ratio::new(mantissa, scale)) })
    }

    /// `10^exponent`, for exponents from -30 to 30.
    #[must_use]
    pub fn power_of_ten(exponent: i32) -> Option<Self> {
        let power = 10i128.checked_pow(exponent.unsigned_abs()).filter(|_| exponent.abs() <= 30)?;
        Some(Self(if exponent < 0 { Ratio::new_raw(1, power) } else { Ratio::new_raw(power, 1) }))
    }

    /// Sum, if it fits.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(&other.0).map(Self)
    }

    /// Difference, if it fits.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(&other.0).map(Self)
    }

    /// Product, if it fits.
    #[must_use]
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        self.0.checked_mul(&other.0).map(Self)
    }

    /// Quotient, if it fits and `other` is not nought.
    #[must_use]
    pub fn checked_div(self, other: Self) -> Option<Self> {
        if other.is_zero() { None } else { self.0.checked_div(&other.0).map(Self) }
    }

    /// Whether it is nought.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether it is below nought.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.0.is_negative()
    }

    /// Whether it is a whole number.
    #[must_use]
    pub fn is_integer(self) -> bool {
        self.0.is_integer()
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// The whole number it is, if it is one.
    #[must_use]
    pub fn to_integer(self) -> Option<i128> {
        self.0.is_integer().then(|| *self.0.numer())
    }

    /// Largest whole number not above it.
    #[must_use]
    pub fn floor(self) -> i128 {
        self.0.floor().to_integer()
    }

    /// Rounded half up, in absolute value, to `decimals` places.
    #[must_use]
    pub fn rounded(self, decimals: u32) -> Self {
        let Some(scale) = Self::power_of_ten(decimals.min(12) as i32) else { return self };
        let Some(scaled) = self.checked_mul(scale) else { return self };
        Self(scaled.0.round()).checked_div(scale).unwrap_or(self)
    }

    /// Numerator and denominator in lowest terms; the denominator is positive.
    #[must_use]
    pub fn parts(self) -> (i128, i128) {
        (*self.0.numer(), *self.0.denom())
    }

    /// As a plain decimal without grouping, for machine output; at most 12 places.
    #[must_use]
    pub fn to_plain(self) -> String {
        self.to_string().replace(',', "")
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self(Ratio::from_integer(i128::from(value)))
    }
}

impl Neg for Number {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

/// Grouped by commas, with as many decimals as it takes, at most 12.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.rounded(12);
        let (numerator, denominator) = value.parts();
        let (whole, mut rest) = (
            numerator.unsigned_abs() / denominator.unsigned_abs(),
            numerator.unsigned_abs() % denominator.unsigned_abs(),
        );
        if value.is_negative() {
            f.write_str("-")?;
        }
        let digits = whole.to_string();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at) % 3 == 0 {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        if rest > 0 {
            f.write_str(".")?;
        }
        let mut places = 0;
        while rest > 0 && places < 12 {
            rest *= 10;
            write!(f, "{}", rest / denominator.unsigned_abs())?;
            rest %= denominator.unsigned_abs();
            places += 1;
        }
        Ok(())
    }
}
