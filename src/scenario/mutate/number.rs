//! The numbers beside a number.

use crate::value::Decimal;

/// The number one step of its last decimal lower, and one higher, as they are written; none of what isn't a number.
pub(super) fn beside(text: &str) -> Vec<String> {
    let Some(number) = Decimal::parse(&text.replace('_', "")) else { return Vec::new() };
    let beside = [number.units().checked_sub(1), number.units().checked_add(1)];
    beside.into_iter().flatten().map(|units| Decimal::new(units, number.scale()).to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn beside_is_one_step_of_the_last_decimal() {
        assert_eq!(beside("80"), ["79", "81"]);
        assert_eq!(beside("1_000"), ["999", "1001"]);
        assert_eq!(beside("2.50"), ["2.49", "2.51"]);
        assert_eq!(beside("0"), ["-1", "1"]);
        assert!(beside("param.batas").is_empty());
    }
}
