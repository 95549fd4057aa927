//! Exact sums, whatever the order in which their terms come.

use crate::value::{Decimal, QUOTIENT_SCALE};

/// An exact sum of numbers. Terms above and below zero are kept apart, so that whether there are too many digits doesn't
/// depend on the order of the terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Exact {
    above: Option<Decimal>,
    below: Option<Decimal>,
}

impl Exact {
    /// Nothing added yet.
    pub(super) const ZERO: Self = Self { above: Some(Decimal::ZERO), below: Some(Decimal::ZERO) };

    /// Adds a term; none is one with more digits than there may be, and takes the sum with it.
    pub(super) fn add(&mut self, term: Option<Decimal>) {
        match term {
            Some(term) if term.signum() < 0 => self.below = plus(self.below, term),
            Some(term) => self.above = plus(self.above, term),
            None => self.above = None,
        }
    }

    /// The sum, in as few decimals as keep it; none if it has too many digits.
    pub(super) fn sum(self) -> Option<Decimal> {
        self.above?.checked_add(self.below?).map(Decimal::normalized)
    }
}

fn plus(sum: Option<Decimal>, term: Decimal) -> Option<Decimal> {
    sum?.checked_add(term)
}

/// A product with all its decimals, unlike that of expressions, which keep ten.
pub(super) fn times(a: Decimal, b: Decimal) -> Option<Decimal> {
    let (a, b) = (a.normalized(), b.normalized());
    let scale = a.scale().checked_add(b.scale())?;
    Some(Decimal::new(a.units().checked_mul(b.units())?, scale))
}

/// `times × over ÷ under`, rounded once; none for nothing to divide by and for too many digits.
pub(super) fn quotient(over: Option<Decimal>, under: Option<Decimal>, factor: Decimal) -> Option<Decimal> {
    let dividend = times(over?, factor)?.normalized();
    dividend.checked_div(under?.normalized(), QUOTIENT_SCALE).map(Decimal::normalized)
}

/// A count as a number.
pub(super) fn whole(count: u64) -> Decimal {
    Decimal::int(i128::from(count))
}

/// One hundred, for percentages.
pub(super) const HUNDRED: Decimal = Decimal::int(100);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sum(terms: &[Decimal]) -> Option<Decimal> {
        let mut exact = Exact::ZERO;
        terms.iter().for_each(|term| exact.add(Some(*term)));
        exact.sum()
    }

    proptest! {
        #[test]
        fn the_order_of_terms_says_nothing(
            terms in proptest::collection::vec((any::<i128>(), 0_u8..12), 0..12),
            turn in 0_usize..12,
        ) {
            // Also where there are too many digits.
            let terms: Vec<Decimal> = terms.into_iter().map(|(units, scale)| Decimal::new(units / 3, scale)).collect();
            let mut turned = terms.clone();
            turned.rotate_left(turn.min(terms.len()));
            let mut back = terms.clone();
            back.reverse();
            prop_assert_eq!(sum(&terms), sum(&turned));
            prop_assert_eq!(sum(&terms), sum(&back));
        }

        #[test]
        fn nothing_is_lost(terms in proptest::collection::vec((-(1_i128 << 60)..1_i128 << 60, 0_u8..=10), 0..50)) {
            let units: i128 = terms.iter().map(|(units, scale)| units * 10_i128.pow(10 - u32::from(*scale))).sum();
            let terms: Vec<Decimal> = terms.into_iter().map(|(units, scale)| Decimal::new(units, scale)).collect();
            prop_assert_eq!(sum(&terms), Some(Decimal::new(units, 10)));
        }
    }

    #[test]
    fn a_product_keeps_all_its_decimals() {
        let tiny = Decimal::new(1, 8);
        assert_eq!(times(tiny, tiny), Some(Decimal::new(1, 16)));
        assert_eq!(times(Decimal::new(i128::MAX, 0), Decimal::int(2)), None);
    }

    #[test]
    fn a_quotient_is_rounded_once() {
        let quotient =
            |a: i128, b: i128| super::quotient(Some(Decimal::int(a)), Some(Decimal::int(b)), HUNDRED);
        assert_eq!(quotient(1, 3), Decimal::parse("33.333333"));
        assert_eq!(quotient(2, 3), Decimal::parse("66.666667"));
        assert_eq!(quotient(1, 4).map(|value| value.to_string()).as_deref(), Some("25"));
        assert_eq!(quotient(1, 0), None);
    }
}
