//! Quantiles of Student's t and of the normal distribution. The only file that names the crate it comes from.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

/// The 97.5 % quantile of Student's t: so many standard errors on either side make a 95 % confidence interval. None for
/// no degrees of freedom.
pub(super) fn quantile(degrees: u64) -> Option<f64> {
    // Whole numbers below 2⁵³ are exact.
    StudentsT::new(0.0, 1.0, degrees as f64).ok().map(|student| student.inverse_cdf(0.975))
}

/// The 97.5 % quantile of the normal distribution.
pub(super) fn normal_quantile() -> Option<f64> {
    Normal::new(0.0, 1.0).ok().map(|normal| normal.inverse_cdf(0.975))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_tables() {
        let table = [(1, 12.706_205), (2, 4.302_653), (10, 2.228_139), (30, 2.042_272), (1000, 1.962_339)];
        for (degrees, expected) in table {
            let found = quantile(degrees).unwrap();
            assert!((found - expected).abs() < 5e-7, "{degrees}: {found}");
        }
        assert_eq!(quantile(0), None);
        assert!((normal_quantile().unwrap() - 1.959_963_984_540_054).abs() < 1e-12);
    }
}
