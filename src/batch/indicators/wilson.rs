//! The confidence interval of a share.
//!
//! Wilson's score interval: all shares π from which the share p found among n isn't further away than z standard errors,
//! `|p − π| ≤ z √(π (1 − π) ÷ n)`, which gives
//!
//! `(p + z²/2n ± z √(p (1 − p)/n + z²/4n²)) ÷ (1 + z²/n)`
//!
//! with z the 97.5 % quantile of the normal distribution (E. B. Wilson, "Probable inference, the law of succession, and
//! statistical inference", *Journal of the American Statistical Association* 22, 1927, 209–212; method 3 of R. G. Newcombe,
//! *Statistics in Medicine* 17, 1998, 857–872, whose examples are the test below). It stays between 0 and 100 %, and holds
//! for few people and for shares near 0 and 100 %.
//!
//! Of weighted records, n is their effective number `(Σ w)² ÷ Σ w²` (L. Kish, *Survey Sampling*, 1965, §11.7); equal
//! weights change nothing. Clusters are not reckoned with.

use crate::value::Decimal;

use super::difference::{decimal, float};
use super::student::normal_quantile;

/// The 95 % interval of the share of `part` in `whole`, in percent, `squares` being Σ w²; none where nothing weighs
/// anything, or where there are too many digits.
pub(super) fn interval(
    part: Option<Decimal>,
    whole: Option<Decimal>,
    squares: Option<Decimal>,
) -> Option<(Decimal, Decimal)> {
    let (part, whole, squares) = (float(part?), float(whole?), float(squares?));
    if whole <= 0.0 || squares <= 0.0 {
        return None;
    }
    let (share, n) = (part / whole, whole * whole / squares);
    let z = normal_quantile()?;
    let middle = share + z * z / (2.0 * n);
    let reach = z * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt();
    let end = |reach: f64| decimal(100.0 * ((middle + reach) / (1.0 + z * z / n)).clamp(0.0, 1.0));
    end(-reach).zip(end(reach))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::value::QUOTIENT_SCALE;

    fn of(hits: i128, n: i128) -> (Decimal, Decimal) {
        let whole = |count: i128| Some(Decimal::int(count));
        interval(whole(hits), whole(n), whole(n)).unwrap()
    }

    /// Newcombe 1998, table I, method 3: in four decimals of a proportion.
    #[test]
    fn intervals_are_those_published() {
        let table = [
            ((81, 263), ("25.53", "36.62")),
            ((15, 148), ("6.24", "16.05")),
            ((0, 20), ("0.00", "16.11")),
            ((1, 29), ("0.61", "17.18")),
        ];
        for ((hits, n), (low, high)) in table {
            let shown = |end: Decimal| end.rescale(2).unwrap().to_string();
            let (found_low, found_high) = of(hits, n);
            assert_eq!((shown(found_low).as_str(), shown(found_high).as_str()), (low, high), "{hits} of {n}");
        }
        assert_eq!(interval(Some(Decimal::ZERO), Some(Decimal::ZERO), Some(Decimal::ZERO)), None);
    }

    proptest! {
        #[test]
        fn the_share_is_within_and_the_rest_mirrors_it(n in 1_i128..100_000, hits in 0_i128..100_000) {
            let hits = hits % (n + 1);
            let (low, high) = of(hits, n);
            let hundred = Decimal::int(100);
            let share = Decimal::int(hits * 100).checked_div(Decimal::int(n), QUOTIENT_SCALE).unwrap();
            prop_assert!(Decimal::ZERO <= low && low <= share && share <= high && high <= hundred);
            let (rest_low, rest_high) = of(n - hits, n);
            let near = |a: Decimal, b: Decimal| (float(a) + float(b) - 100.0).abs() < 3e-6;
            prop_assert!(near(rest_low, high) && near(rest_high, low));
        }

        #[test]
        fn equal_weights_change_nothing(n in 1_i128..1000, hits in 0_i128..1000, weight in 1_i128..50) {
            let hits = hits % (n + 1);
            let whole = |count: i128| Some(Decimal::int(count));
            let weighted = interval(whole(hits * weight), whole(n * weight), whole(n * weight * weight)).unwrap();
            let near = |a: Decimal, b: Decimal| (float(a) - float(b)).abs() < 3e-6;
            let plain = of(hits, n);
            prop_assert!(near(weighted.0, plain.0) && near(weighted.1, plain.1));
        }
    }
}
