//! Interval arithmetic on number types: which values an operation can give, exactly. This is what makes overflow at
//! run time impossible: an operation whose result or intermediate could need more than 37 digits has no type.

use std::sync::Arc;

use super::decimal::{divide_rounded, power_of_ten};
use super::{Decimal, MAX_DIGITS, MAX_SCALE, NumType, QUOTIENT_SCALE};

/// Digits before the point of a number whose bounds nobody declared.
pub const DEFAULT_DIGITS: u32 = 12;

impl NumType {
    /// A number of `scale` decimals between two bounds, given times 10^scale.
    pub fn new(scale: u8, min: i128, max: i128) -> Self {
        Self { scale, min: min.min(max), max: max.max(min), unit: None }
    }

    /// A number of `scale` decimals without declared bounds: ±(10¹² − 10^−scale).
    pub fn full(scale: u8) -> Self {
        let end = power_of_ten(DEFAULT_DIGITS + u32::from(scale)).unwrap_or(i128::MAX);
        Self::new(scale, 1 - end, end - 1)
    }

    /// A whole number between two bounds.
    pub fn whole(min: i128, max: i128) -> Self {
        Self::new(0, min, max)
    }

    /// Just this number.
    pub fn of(value: Decimal) -> Self {
        Self::new(value.scale(), value.units(), value.units())
    }

    /// The same number type with a unit.
    #[must_use]
    pub fn with_unit(mut self, unit: Option<Arc<str>>) -> Self {
        self.unit = unit;
        self
    }

    /// The least value.
    pub fn least(&self) -> Decimal {
        Decimal::new(self.min, self.scale)
    }

    /// The greatest value.
    pub fn greatest(&self) -> Decimal {
        Decimal::new(self.max, self.scale)
    }

    /// Whether a value has this scale and lies within the bounds.
    pub fn contains(&self, value: Decimal) -> bool {
        value.scale() == self.scale && (self.min..=self.max).contains(&value.units())
    }

    /// The type if every value of it needs at most 37 digits.
    fn bounded(self) -> Option<Self> {
        let limit = power_of_ten(MAX_DIGITS)?;
        (self.max < limit && self.min > -limit).then_some(self)
    }

    /// With `scale` decimals, rounded where digits are lost; `None` when it could need more than 37 digits.
    pub fn rescaled(&self, scale: u8) -> Option<Self> {
        let (min, max) = (self.least().rescale(scale)?, self.greatest().rescale(scale)?);
        Self::new(scale, min.units(), max.units()).with_unit(self.unit.clone()).bounded()
    }

    /// Both rewritten to the larger scale.
    fn aligned(&self, other: &Self) -> Option<(Self, Self)> {
        let scale = self.scale.max(other.scale);
        Some((self.rescaled(scale)?, other.rescaled(scale)?))
    }

    /// All values of both.
    pub fn union(&self, other: &Self) -> Option<Self> {
        let (a, b) = self.aligned(other)?;
        let unit = self.unit.clone().or_else(|| other.unit.clone());
        Some(Self::new(a.scale, a.min.min(b.min), a.max.max(b.max)).with_unit(unit))
    }

    /// Sums.
    pub fn add(&self, other: &Self) -> Option<Self> {
        let (a, b) = self.aligned(other)?;
        let unit = self.unit.clone().or_else(|| other.unit.clone());
        Self::new(a.scale, a.min.checked_add(b.min)?, a.max.checked_add(b.max)?).with_unit(unit).bounded()
    }

    /// Opposites.
    #[must_use]
    pub fn negated(&self) -> Self {
        Self::new(self.scale, -self.max, -self.min).with_unit(self.unit.clone())
    }

    /// Differences.
    pub fn sub(&self, other: &Self) -> Option<Self> {
        self.add(&other.negated())
    }

    /// Absolute values.
    #[must_use]
    pub fn absolute(&self) -> Self {
        let (a, b) = (self.min.abs(), self.max.abs());
        let least = if self.min <= 0 && self.max >= 0 { 0 } else { a.min(b) };
        Self::new(self.scale, least, a.max(b)).with_unit(self.unit.clone())
    }

    /// Products, rounded once to 10 decimals where they have more; units are dropped.
    pub fn mul(&self, other: &Self) -> Option<Self> {
        let product = |a: i128, b: i128| a.checked_mul(b);
        let ends = [
            product(self.min, other.min)?,
            product(self.min, other.max)?,
            product(self.max, other.min)?,
            product(self.max, other.max)?,
        ];
        let (min, max) = (ends.iter().min()?, ends.iter().max()?);
        let exact = Self::new(self.scale + other.scale, *min, *max).bounded()?;
        if exact.scale > MAX_SCALE { exact.rescaled(MAX_SCALE) } else { Some(exact) }
    }

    /// Quotients with 6 decimals; units are dropped. The divisor 0 counts as left out (its quotient is missing).
    pub fn div(&self, other: &Self) -> Option<Self> {
        self.div_to(other, QUOTIENT_SCALE)
    }

    /// Quotients with `scale` decimals.
    pub fn div_to(&self, other: &Self, scale: u8) -> Option<Self> {
        let shift = i32::from(scale) + i32::from(other.scale) - i32::from(self.scale);
        let power = power_of_ten(shift.unsigned_abs())?;
        let (up, down) = if shift >= 0 { (power, 1) } else { (1, power) };
        let limit = power_of_ten(MAX_DIGITS)?;
        let within = |n: i128| (n.abs() < limit).then_some(n);
        let mut ends: Option<(i128, i128)> = None;
        for divisor in other.divisors().into_iter().flatten() {
            for dividend in [self.min, self.max] {
                let (n, d) = (within(dividend.checked_mul(up)?)?, within(divisor.checked_mul(down)?)?);
                let quotient = divide_rounded(n, d)?;
                ends = Some(ends.map_or((quotient, quotient), |(a, b)| (a.min(quotient), b.max(quotient))));
            }
        }
        let (min, max) = ends.unwrap_or((0, 0));
        // A dividend interval around 0 has quotients on both sides already: its ends have both signs.
        Self::new(scale, min, max).bounded()
    }

    /// The divisors at which a quotient is extreme: the ends and those next to 0.
    fn divisors(&self) -> [Option<i128>; 4] {
        let inside = |n: i128| (n != 0 && (self.min..=self.max).contains(&n)).then_some(n);
        [inside(self.min), inside(self.max), inside(-1), inside(1)]
    }

    /// Each value divided by 10^k, exactly while that needs at most 10 decimals.
    pub fn div_power_of_ten(&self, k: u8) -> Option<Self> {
        let exact = Self::new(self.scale.checked_add(k)?, self.min, self.max);
        if exact.scale > MAX_SCALE { exact.rescaled(MAX_SCALE) } else { Some(exact) }
    }

    /// The k-th power, rounded once to 10 decimals where it has more; units are dropped.
    pub fn power(&self, k: u32) -> Option<Self> {
        let (a, b) = (self.min.checked_pow(k)?, self.max.checked_pow(k)?);
        let around_zero = k.is_multiple_of(2) && k > 0 && self.min <= 0 && self.max >= 0;
        let least = if around_zero { 0 } else { a.min(b) };
        let scale = u8::try_from(u32::from(self.scale).checked_mul(k)?).ok()?;
        let exact = Self::new(scale, least, a.max(b)).bounded()?;
        if scale > MAX_SCALE { exact.rescaled(MAX_SCALE) } else { Some(exact) }
    }

    /// Sums of between 0 and `n` such numbers, or of exactly `n`.
    pub fn times(&self, n: u32, exactly: bool) -> Option<Self> {
        let n = i128::from(n);
        let (min, max) = (self.min.checked_mul(n)?, self.max.checked_mul(n)?);
        let (min, max) = if exactly { (min, max) } else { (min.min(0), max.max(0)) };
        Self::new(self.scale, min, max).with_unit(self.unit.clone()).bounded()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn num(scale: u8, min: i128, max: i128) -> NumType {
        NumType::new(scale, min, max)
    }

    #[test]
    fn default_bounds_leave_room_for_one_product_of_quotients() {
        let quotient = NumType::full(0).div(&NumType::full(0)).unwrap();
        assert_eq!(quotient.scale, 6);
        assert!(quotient.mul(&quotient).is_some());
        assert!(quotient.mul(&quotient).unwrap().mul(&NumType::full(0)).is_none());
    }

    #[test]
    fn quotients_are_extreme_next_to_zero() {
        let q = num(0, -5, 10).div(&num(0, -2, 3)).unwrap();
        assert_eq!((q.min, q.max), (-10_000_000, 10_000_000));
        let positive = num(0, 10, 20).div(&num(0, 4, 5)).unwrap();
        assert_eq!((positive.min, positive.max), (2_000_000, 5_000_000));
    }

    #[test]
    fn even_powers_are_not_negative() {
        assert_eq!(num(1, -30, 20).power(2), Some(num(2, 0, 900)));
        assert_eq!(num(1, -30, 20).power(3), Some(num(3, -27_000, 8_000)));
    }
}
