//! The natural logarithm in whole-number arithmetic, so that every machine gives the same digits.

use super::decimal::power_of_ten;
use super::{Decimal, MAX_DIGITS, QUOTIENT_SCALE};

/// A number from 0 to below 2^32 in limbs of 32 bits, the greatest first: one before the point, six after it.
///
/// 192 bits after the point leave an error below 10^−49 in a logarithm times 10^6. The logarithms of different numbers
/// of 37 digits come some 10^−39 near the middle between two results at the nearest, so that each is rounded right.
type Fixed = [u64; LIMBS];
const LIMBS: usize = 7;
const LIMB_BITS: u32 = 32;
const LIMB: u64 = 1 << LIMB_BITS;

const LN_2: Fixed = [0, 0xB172_17F7, 0xD1CF_79AB, 0xC9E3_B398, 0x03F2_F6AF, 0x40F3_4326, 0x7298_B62D];
const LN_10: Fixed = [2, 0x4D76_3776, 0xAAA2_B05B, 0xA95B_58AE, 0x0B4C_28A3, 0x8A3F_B3E7, 0x6977_E43A];

/// Exponents of the series: (1/3)^121 is below 2^−191.
const LAST_EXPONENT: u64 = 121;

impl Decimal {
    /// The natural logarithm with 6 decimals, rounded once; `None` unless the number is above 0 and has at most 37
    /// digits.
    ///
    /// ```
    /// use monev::value::Decimal;
    /// assert_eq!(Decimal::int(10).ln(), Some(Decimal::new(2_302_585, 6)));
    /// assert_eq!(Decimal::ZERO.ln(), None);
    /// ```
    pub fn ln(self) -> Option<Self> {
        // With u = x · 10^scale and b its bits, u = m · 2^b for m in [½, 1), and −ln m = 2 artanh((1 − m) / (1 + m)).
        let units = u128::try_from(self.units()).ok().filter(|units| *units > 0)?;
        (self.units() < power_of_ten(MAX_DIGITS)?).then_some(())?;
        let bits = u128::BITS - units.leading_zeros();
        let whole = 1_u128 << bits;
        let below_one = times_small(artanh(ratio(whole - units, whole + units)), 2);
        let above = times_small(LN_2, u64::from(bits));
        let below = plus(below_one, times_small(LN_10, u64::from(self.scale())));
        let (size, negative) =
            if above >= below { (minus(above, below), false) } else { (minus(below, above), true) };
        let rounded = i128::from(nearest(times_small(size, 1_000_000)));
        Some(Self::new(if negative { -rounded } else { rounded }, QUOTIENT_SCALE))
    }
}

/// `a / b`, for a below b below 2^124.
fn ratio(a: u128, b: u128) -> Fixed {
    let mut rest = a;
    let mut out: Fixed = [0; LIMBS];
    for limb in out.iter_mut().skip(1) {
        for _ in 0..LIMB_BITS / 4 {
            rest <<= 4;
            *limb = (*limb << 4) | u64::try_from(rest / b).unwrap_or_default();
            rest %= b;
        }
    }
    out
}

/// x + x³/3 + x⁵/5 + …, for x up to 1/3.
fn artanh(x: Fixed) -> Fixed {
    let square = times(&x, &x);
    let (mut power, mut sum) = (x, x);
    for exponent in (3..=LAST_EXPONENT).step_by(2) {
        power = times(&power, &square);
        sum = plus(sum, over_small(power, exponent));
    }
    sum
}

/// The product of two numbers below 1, cut off.
#[expect(clippy::indexing_slicing, reason = "positions in arrays of fixed lengths")]
fn times(a: &Fixed, b: &Fixed) -> Fixed {
    let mut columns = [0_u128; 2 * LIMBS - 1];
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            columns[i + j] += u128::from(x * y);
        }
    }
    let mut carry = 0;
    for column in columns.iter_mut().rev() {
        carry += *column;
        *column = carry % u128::from(LIMB);
        carry /= u128::from(LIMB);
    }
    std::array::from_fn(|at| u64::try_from(columns[at]).unwrap_or_default())
}

fn plus(mut a: Fixed, b: Fixed) -> Fixed {
    let mut carry = 0;
    for (x, y) in a.iter_mut().zip(b).rev() {
        carry += *x + y;
        *x = carry % LIMB;
        carry /= LIMB;
    }
    a
}

/// a − b, for b up to a.
fn minus(mut a: Fixed, b: Fixed) -> Fixed {
    let mut borrowed = 0;
    for (x, y) in a.iter_mut().zip(b).rev() {
        let rest = *x + LIMB - y - borrowed;
        *x = rest % LIMB;
        borrowed = 1 - rest / LIMB;
    }
    a
}

/// a · n, for n below 2^32 and a product that fits.
fn times_small(mut a: Fixed, n: u64) -> Fixed {
    let mut carry = 0;
    for x in a.iter_mut().rev() {
        carry += *x * n;
        *x = carry % LIMB;
        carry /= LIMB;
    }
    a
}

/// a / n, cut off, for n below 2^32.
fn over_small(mut a: Fixed, n: u64) -> Fixed {
    let mut rest = 0;
    for x in &mut a {
        rest = rest * LIMB + *x;
        *x = rest / n;
        rest %= n;
    }
    a
}

/// The nearest whole number. A logarithm of a fraction other than 1 is never in the middle of two.
fn nearest(a: Fixed) -> u64 {
    let [whole, first, ..] = a;
    whole + first / (LIMB / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers whose logarithms lie nearest to the middle between two results, by mpmath with 90 digits.
    const NEAR_THE_MIDDLE: [(i128, u8, i128); 25] = [
        (242_522_057_027, 0, 26_214_359),
        (257_377_959_239, 0, 26_273_811),
        (733_318_895_884, 0, 27_320_846),
        (192_247_511_276, 0, 25_982_049),
        (882_960_674_218_765_739, 6, 27_506_546),
        (867_893_197_776_558_533, 6, 27_489_335),
        (344_601_150_607_454_072, 6, 26_565_654),
        (818_947_241_064_630_049, 6, 27_431_286),
        (2_720_309_000_731_057_236_721, 10, 26_329_181),
        (2_743_617_971_797_945_159_487, 10, 26_337_714),
        (1_655_096_767_760_252_500_462, 10, 25_832_296),
        (5_034_748_009_062_196_367_994, 10, 26_944_799),
        (95_286_241_630_349_736_143_029_279_165_400_081, 0, 80_542_193),
        (2_562_174_090_585_951_562_492_806_816_514_116_756, 0, 83_833_919),
        (3_991_248_751_407_482_289_207_308_843_660_774_322, 0, 84_277_167),
        (8_484_611_850_064_799_012_728_248_165_692_460_577, 0, 85_031_318),
        (44_209_849_030, 10, 1_486_363),
        (18_159_459_200, 10, 596_606),
        (58_347_738_063, 10, 1_763_835),
        (21_045_622_747, 10, 744_107),
        (4_262_850_560_476_086_598_816_702_470_595_843_589, 10, 61_317_150),
        (4_843_545_927_594_962_184_143_626_826_721_048_287, 10, 61_444_859),
        (3_715_789_164_612_495_673_021_765_900_719_847_475, 10, 61_179_803),
        (4_693_661_972_475_470_699_093_827_167_713_756_442, 10, 61_413_425),
        (787_985_479_812, 0, 27_392_745),
    ];

    #[test]
    fn the_nearest_is_found_however_near_the_middle() {
        for (units, scale, ln) in NEAR_THE_MIDDLE {
            assert_eq!(Decimal::new(units, scale).ln(), Some(Decimal::new(ln, 6)), "{units} {scale}");
        }
    }

    #[test]
    fn ends() {
        let ln = |units, scale| Decimal::new(units, scale).ln().map(Decimal::units);
        assert_eq!(ln(1, 0), Some(0));
        assert_eq!(ln(1_000_000, 6), Some(0));
        assert_eq!(ln(1, 10), Some(-23_025_851));
        assert_eq!(ln(10_i128.pow(37) - 1, 0), Some(85_195_648));
        assert_eq!(ln(10_i128.pow(37), 0), None);
        assert_eq!(ln(0, 0), None);
        assert_eq!(ln(-1, 0), None);
    }
}
