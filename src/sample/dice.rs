//! Chance: streams of random numbers, each named by what it is for.
//!
//! **Invariant:** a stream depends on the seed and its name alone, so that a record is the same whatever was drawn
//! before it; and only whole numbers are computed with, so that it is the same everywhere.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::Rng;

use super::rate::Rate;

/// One in terms of [`Dice::bell`].
pub(super) const UNIT: i128 = 1_000_000;

/// A stream of random numbers.
#[derive(Debug, Clone)]
pub(super) struct Dice(Pcg64Mcg);

/// Spreads the bits of a number (the finisher of splitmix64).
fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

impl Dice {
    /// The stream of a seed and a name.
    pub(super) fn new(seed: u64, name: &[u64]) -> Self {
        let step = |hash: u64, part: &u64| mixed(hash.wrapping_add(0x9e37_79b9_7f4a_7c15) ^ mixed(*part));
        let low = name.iter().fold(mixed(seed), step);
        let high = mixed(low ^ seed.rotate_left(32));
        Self(Pcg64Mcg::new((u128::from(high) << 64) | u128::from(low)))
    }

    fn next(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A number below `n`, all equally likely; 0 for `n` = 0.
    pub(super) fn below(&mut self, n: u64) -> u64 {
        // Lemire's method: the product's upper half, drawn again in the few cases that would favour small numbers.
        let excess = if n == 0 { 0 } else { n.wrapping_neg() % n };
        loop {
            let product = u128::from(self.next()) * u128::from(n);
            #[expect(clippy::cast_possible_truncation, reason = "the halves of a product are what is wanted")]
            let (high, low) = ((product >> 64) as u64, product as u64);
            if low >= excess {
                return high;
            }
        }
    }

    /// A number from `low` to `high`, both included; `low` where `high` is less.
    pub(super) fn between(&mut self, low: i128, high: i128) -> i128 {
        let Some(width) = high.checked_sub(low).and_then(|width| u128::try_from(width).ok()) else {
            return low;
        };
        let offset = match u64::try_from(width) {
            Ok(u64::MAX) => u128::from(self.next()),
            Ok(width) => u128::from(self.below(width + 1)),
            Err(_) => self.wide(width),
        };
        low.saturating_add(i128::try_from(offset).unwrap_or(0))
    }

    /// A number from 0 to `width`, which needs more than 64 bits.
    fn wide(&mut self, width: u128) -> u128 {
        let mask = u128::MAX >> width.leading_zeros();
        loop {
            let drawn = ((u128::from(self.next()) << 64) | u128::from(self.next())) & mask;
            if drawn <= width {
                return drawn;
            }
        }
    }

    /// Whether something that happens so often happens now.
    pub(super) fn happens(&mut self, rate: Rate) -> bool {
        self.below(u64::from(Rate::ALWAYS.millionths())) < u64::from(rate.millionths())
    }

    /// A place on the bell curve in millionths of a standard deviation, within ±6 of them: twelve equally distributed
    /// numbers added up have a variance of 1 (Irwin–Hall).
    pub(super) fn bell(&mut self) -> i128 {
        (0..12).map(|_| i128::from(self.below(1_000_001))).sum::<i128>() - 6 * UNIT
    }

    /// One of these.
    pub(super) fn pick<'t, T>(&mut self, from: &'t [T]) -> Option<&'t T> {
        let at = self.below(u64::try_from(from.len()).unwrap_or(0));
        from.get(usize::try_from(at).unwrap_or(0))
    }

    /// One of these, each as often as its weight says; none where all weigh nothing.
    pub(super) fn weighted<'t, T>(&mut self, from: &'t [(T, u64)]) -> Option<&'t T> {
        let total = from.iter().fold(0_u64, |sum, (_, weight)| sum.saturating_add(*weight));
        if total == 0 {
            return None;
        }
        let mut at = self.below(total);
        for (item, weight) in from {
            match at.checked_sub(*weight) {
                Some(rest) => at = rest,
                None => return Some(item),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_pinned_and_apart() {
        let first = |seed, name: &[u64]| Dice::new(seed, name).next();
        // A change here changes every record ever sampled.
        assert_eq!(first(1, &[2, 3]), 12_136_213_871_732_713_036);
        let streams = [first(1, &[2, 3]), first(1, &[3, 2]), first(2, &[2, 3]), first(1, &[2, 3, 0])];
        for (at, one) in streams.iter().enumerate() {
            assert!(streams.iter().skip(at + 1).all(|other| other != one));
        }
    }

    #[test]
    fn numbers_stay_within_their_ends_and_reach_them() {
        let mut dice = Dice::new(7, &[]);
        for (low, high) in [(0, 0), (-3, 3), (5, 4), (i128::from(i64::MIN), i128::from(i64::MAX))] {
            let drawn: Vec<i128> = (0..200).map(|_| dice.between(low, high)).collect();
            assert!(drawn.iter().all(|n| (low..=high.max(low)).contains(n)));
            assert!(high - low > 10 || (low..=high).all(|n| drawn.contains(&n)));
        }
        let width = 10_i128.pow(30);
        assert!((0..200).all(|_| (0..=width).contains(&dice.between(0, width))));
        assert_eq!(dice.below(0), 0);
    }

    #[test]
    fn the_bell_is_one() {
        let mut dice = Dice::new(11, &[]);
        let drawn: Vec<i128> = (0..20_000).map(|_| dice.bell()).collect();
        let mean = drawn.iter().sum::<i128>() / 20_000;
        let variance = drawn.iter().map(|x| x * x / UNIT).sum::<i128>() / 20_000;
        assert!(mean.abs() < 30_000, "{mean}");
        assert!((950_000..1_050_000).contains(&variance), "{variance}");
    }

    #[test]
    fn weights_are_met() {
        let mut dice = Dice::new(3, &[1]);
        let from = [('a', 1), ('b', 0), ('c', 3)];
        let drawn: Vec<char> = (0..4000).filter_map(|_| dice.weighted(&from).copied()).collect();
        let count = |of| drawn.iter().filter(|c| **c == of).count();
        assert!((900..1100).contains(&count('a')) && count('b') == 0, "{}", count('a'));
        assert_eq!(dice.weighted::<char>(&[('a', 0)]), None);
    }
}
