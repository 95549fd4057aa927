//! How often something happens.

/// A share between nothing and all, in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Rate(u32);

impl Rate {
    /// Never.
    pub const NEVER: Self = Self(0);
    /// Always.
    pub const ALWAYS: Self = Self(1_000_000);

    /// So many percent; more than 100 is always.
    pub const fn percent(percent: u32) -> Self {
        if percent >= 100 { Self::ALWAYS } else { Self(percent * 10_000) }
    }

    /// Reads `2%`, `0.5%` or a share such as `0.02`; at most four decimals of a percent.
    ///
    /// ```
    /// use monev::sample::Rate;
    /// assert_eq!(Rate::parse("2%"), Rate::parse("0.02"));
    /// assert_eq!(Rate::parse("2"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let (digits, per) = match text.trim().strip_suffix('%') {
            Some(digits) => (digits.trim_end(), 4),
            None => (text.trim(), 6),
        };
        let number = crate::value::Decimal::parse(digits)?;
        let millionths = number.checked_mul(crate::value::Decimal::int(10_i128.pow(per)))?.normalized();
        let whole = u32::try_from(millionths.units()).ok().filter(|_| millionths.scale() == 0)?;
        (whole <= Self::ALWAYS.0).then_some(Self(whole))
    }

    /// In millionths, 0 to 1,000,000.
    pub const fn millionths(self) -> u32 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_percentages_or_shares() {
        for (text, millionths) in [
            ("2%", 20_000),
            ("0.5 %", 5_000),
            ("100%", 1_000_000),
            ("0", 0),
            ("1", 1_000_000),
            ("0.02", 20_000),
        ] {
            assert_eq!(Rate::parse(text).map(Rate::millionths), Some(millionths), "{text}");
        }
        for text in ["", "%", "101%", "1.5", "-1%", "2", "0.00000001", "dua", "1e-2", "NaN%"] {
            assert_eq!(Rate::parse(text), None, "{text}");
        }
    }
}
