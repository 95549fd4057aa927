//! Numbers and dates as people write them in Indonesian and English.

use crate::base::Lang;
use crate::value::{Date, Decimal};

const MONTHS_ID: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A number with its thousands apart: `1.500.000,5` in Indonesian, `1,500,000.5` in English.
pub fn number(lang: Lang, number: Decimal) -> String {
    let (thousands, point) = match lang {
        Lang::Id => ('.', ','),
        Lang::En => (',', '.'),
    };
    let plain = number.normalized().to_string();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("−", rest));
    let (whole, decimals) = digits.split_once('.').map_or((digits, None), |(w, d)| (w, Some(d)));
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(thousands);
        }
        out.push(digit);
    }
    if let Some(decimals) = decimals {
        out.push(point);
        out.push_str(decimals);
    }
    out
}

/// A day: `6 Oktober 2025`, `6 October 2025`.
pub fn date(lang: Lang, date: Date) -> String {
    let months = match lang {
        Lang::Id => MONTHS_ID,
        Lang::En => MONTHS_EN,
    };
    let month = usize::try_from(date.month() - 1).ok().and_then(|at| months.get(at)).copied().unwrap_or("");
    format!("{} {month} {}", date.day(), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        let show = |lang, text: &str| number(lang, Decimal::parse(text).unwrap());
        assert_eq!(show(Lang::Id, "1500000.50"), "1.500.000,5");
        assert_eq!(show(Lang::En, "-1500000"), "−1,500,000");
        assert_eq!(show(Lang::Id, "999"), "999");
    }

    #[test]
    fn dates_have_month_names() {
        assert_eq!(date(Lang::Id, Date::new(2025, 10, 6).unwrap()), "6 Oktober 2025");
        assert_eq!(date(Lang::En, Date::new(2025, 1, 31).unwrap()), "31 January 2025");
    }
}
