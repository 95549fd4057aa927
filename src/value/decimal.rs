//! Exact decimal numbers: a whole number times a negative power of ten. Rounding is always half away from zero.
//!
//! Bounds come from `expressions.md` "Numeric rules": at most 10 decimals are kept, division gives 6, and the type
//! checker's interval analysis keeps every intermediate below 10³⁷, so that `i128` never overflows. Where a caller
//! outside a checked expression exceeds that, the operation says `None`.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// Most decimals a value keeps.
pub const MAX_SCALE: u8 = 10;
/// Decimals of a quotient or mean.
pub const QUOTIENT_SCALE: u8 = 6;
/// Most digits of any scaled number: the type checker refuses what could have more.
pub const MAX_DIGITS: u32 = 37;

/// An exact number: `units` × 10^−`scale`. Equality and order are by value (`1.0 = 1.00`); `Display` shows the scale.
#[derive(Debug, Clone, Copy, Default)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Decimal {
    units: i128,
    scale: u8,
}

/// 10^n, for n up to 38.
pub(crate) fn power_of_ten(n: u32) -> Option<i128> {
    10_i128.checked_pow(n)
}

/// `dividend / divisor` to the nearest whole number, half away from zero; `None` for a zero divisor or an overflow.
pub(crate) fn divide_rounded(dividend: i128, divisor: i128) -> Option<i128> {
    let quotient = dividend.checked_div(divisor)?;
    let rest = dividend.checked_rem(divisor)?;
    let half_or_more = rest.unsigned_abs() >= divisor.unsigned_abs() - rest.unsigned_abs();
    if rest == 0 || !half_or_more {
        return Some(quotient);
    }
    Some(if (dividend < 0) == (divisor < 0) { quotient + 1 } else { quotient - 1 })
}

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self { units: 0, scale: 0 };

    /// `units` × 10^−`scale`.
    pub const fn new(units: i128, scale: u8) -> Self {
        Self { units, scale }
    }

    /// A whole number.
    pub const fn int(n: i128) -> Self {
        Self { units: n, scale: 0 }
    }

    /// The number times 10^scale.
    pub const fn units(self) -> i128 {
        self.units
    }

    /// How many decimals it has.
    pub const fn scale(self) -> u8 {
        self.scale
    }

    /// Reads plain digits: an optional `-`, digits, optionally `.` and digits (at most 10). No exponent, no `+`, no
    /// spaces, no separators, at least one digit on both sides of the point.
    ///
    /// ```
    /// use monev::value::Decimal;
    /// assert_eq!(Decimal::parse("-12.50").map(|d| d.to_string()).as_deref(), Some("-12.50"));
    /// assert_eq!(Decimal::parse("1e3"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !plain(whole) || !plain(decimals) {
            return None;
        }
        let decimals = if digits.contains('.') { decimals } else { "" };
        let scale = u8::try_from(decimals.len()).ok().filter(|s| *s <= MAX_SCALE)?;
        let mut units: i128 = 0;
        for digit in whole.bytes().chain(decimals.bytes()) {
            units = units.checked_mul(10)?.checked_add(i128::from(digit - b'0'))?;
        }
        (units < power_of_ten(MAX_DIGITS)?)
            .then_some(Self { units: if negative { -units } else { units }, scale })
    }

    /// The same value with `scale` decimals, rounded half away from zero where digits are lost.
    pub fn rescale(self, scale: u8) -> Option<Self> {
        let units = match scale.cmp(&self.scale) {
            Ordering::Equal => self.units,
            Ordering::Greater => self.units.checked_mul(power_of_ten(u32::from(scale - self.scale))?)?,
            Ordering::Less => divide_rounded(self.units, power_of_ten(u32::from(self.scale - scale))?)?,
        };
        Some(Self { units, scale })
    }

    /// Fewest decimals that keep the value.
    #[must_use]
    pub fn normalized(self) -> Self {
        let mut out = self;
        while out.scale > 0 && out.units % 10 == 0 {
            out = Self { units: out.units / 10, scale: out.scale - 1 };
        }
        out
    }

    fn aligned(self, other: Self) -> Option<(i128, i128, u8)> {
        let scale = self.scale.max(other.scale);
        Some((self.rescale(scale)?.units, other.rescale(scale)?.units, scale))
    }

    /// Sum, with the larger scale.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let (a, b, scale) = self.aligned(other)?;
        Some(Self { units: a.checked_add(b)?, scale })
    }

    /// Difference, with the larger scale.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(Self { units: other.units.checked_neg()?, scale: other.scale })
    }

    /// Product; exact up to 10 decimals, otherwise rounded once to 10.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let scale = self.scale.checked_add(other.scale)?;
        let exact = Self { units: self.units.checked_mul(other.units)?, scale };
        if exact.scale > MAX_SCALE { exact.rescale(MAX_SCALE) } else { Some(exact) }
    }

    /// Quotient with `scale` decimals, rounded once; `None` for a zero divisor or an overflow.
    pub fn checked_div(self, other: Self, scale: u8) -> Option<Self> {
        let shift = i32::from(scale) + i32::from(other.scale) - i32::from(self.scale);
        let power = power_of_ten(shift.unsigned_abs())?;
        let (dividend, divisor) = match shift >= 0 {
            true => (self.units.checked_mul(power)?, other.units),
            false => (self.units, other.units.checked_mul(power)?),
        };
        Some(Self { units: divide_rounded(dividend, divisor)?, scale })
    }

    /// The number with the opposite sign.
    #[must_use]
    pub fn negated(self) -> Self {
        Self { units: -self.units, scale: self.scale }
    }

    /// −1, 0 or 1.
    pub fn signum(self) -> i32 {
        self.units.signum() as i32
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match self.aligned(*other) {
            Some((a, b, _)) => a.cmp(&b),
            // One side has too many digits to align: its sign or size decides.
            None => {
                let wide = |d: &Self| d.units / power_of_ten(u32::from(d.scale)).unwrap_or(1);
                wide(self).cmp(&wide(other))
            }
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let plain = self.normalized();
        (plain.units, plain.scale).hash(state);
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.units < 0 { "-" } else { "" };
        let digits = self.units.unsigned_abs();
        if self.scale == 0 {
            return write!(f, "{sign}{digits}");
        }
        let width = usize::from(self.scale) + 1;
        let padded = format!("{digits:0width$}");
        let (whole, decimals) = padded.split_at(padded.len() - usize::from(self.scale));
        write!(f, "{sign}{whole}.{decimals}")
    }
}
