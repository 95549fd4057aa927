//! Constant factors as fractions of whole numbers.

use crate::model::Multiple;
use crate::value::Decimal;

/// A fraction in lowest terms; the divisor is above 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ratio {
    over: i128,
    under: i128,
}

impl Ratio {
    pub(super) const ONE: Self = Self { over: 1, under: 1 };

    /// A number.
    pub(super) fn of(number: Decimal) -> Self {
        let number = number.normalized();
        let under = 10_i128.checked_pow(u32::from(number.scale())).unwrap_or(1);
        Self { over: number.units(), under }.reduced()
    }

    /// One divided by it; `None` for 0.
    pub(super) fn inverse(self) -> Option<Self> {
        let sign = self.over.signum();
        (sign != 0).then_some(Self { over: self.under.checked_mul(sign)?, under: self.over.checked_abs()? })
    }

    pub(super) fn times(self, other: Self) -> Option<Self> {
        let over = self.over.checked_mul(other.over)?;
        Some(Self { over, under: self.under.checked_mul(other.under)? }.reduced())
    }

    /// How many decimals it has; `None` where they never end.
    pub(super) fn decimals(self) -> Option<u8> {
        let (decimals, rest) = self.ending();
        (rest == 1).then_some(decimals)
    }

    /// The decimal number, of at most `room` decimals, of which it is one part in so many.
    pub(super) fn factor(self, room: u8) -> Option<(Decimal, i128)> {
        let (decimals, rest) = self.ending();
        let (decimals, rest) = if decimals <= room { (decimals, rest) } else { (0, self.under) };
        // The power of ten is a multiple of what is divided out.
        let ten = 10_i128.checked_pow(u32::from(decimals))?;
        let units = self.over.checked_mul(ten.checked_div(self.under.checked_div(rest)?)?)?;
        (rest <= Multiple::MOST).then_some((Decimal::new(units, decimals), rest))
    }

    /// The decimals that twos and fives in the divisor make, and what is left of it without them.
    fn ending(self) -> (u8, i128) {
        let (twos, rest) = without(self.under, 2);
        let (fives, rest) = without(rest, 5);
        (twos.max(fives), rest)
    }

    fn reduced(self) -> Self {
        let (mut divisor, mut rest) = (self.under, self.over);
        while rest != 0 {
            (divisor, rest) = (rest, divisor.checked_rem(rest).unwrap_or(0));
        }
        let divisor = divisor.checked_abs().filter(|divisor| *divisor > 1).unwrap_or(1);
        Self { over: self.over / divisor, under: self.under / divisor }
    }
}

/// How many times a number is divisible by a prime, and what is left.
fn without(mut number: i128, prime: i128) -> (u8, i128) {
    let mut times = 0;
    while number % prime == 0 && number != 0 {
        number /= prime;
        times += 1;
    }
    (times, number)
}

#[cfg(test)]
mod tests {
    use super::Ratio;
    use crate::value::Decimal;

    fn ratio(over: i128, under: i128) -> Ratio {
        Ratio::of(Decimal::int(over)).times(Ratio::of(Decimal::int(under)).inverse().unwrap()).unwrap()
    }

    #[test]
    fn only_what_never_ends_is_left_to_divide() {
        let of = |over, under| ratio(over, under).factor(10);
        assert_eq!(of(100, 40), Some((Decimal::new(25, 1), 1)));
        assert_eq!(of(40, 3), Some((Decimal::int(40), 3)));
        assert_eq!(of(100, -1_200_000), Some((Decimal::new(-25, 5), 3)));
        assert_eq!(of(1, 1024), Some((Decimal::new(9_765_625, 10), 1)));
        assert_eq!(ratio(1, 8).factor(2), Some((Decimal::int(1), 8)));
        assert_eq!((ratio(3, 8).decimals(), ratio(1, 6).decimals()), (Some(3), None));
        assert_eq!(Ratio::of(Decimal::ZERO).inverse(), None);
    }
}
