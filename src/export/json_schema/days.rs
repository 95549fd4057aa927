//! Days and months in JSON Schema: patterns that accept exactly the days of the calendar, and those of an interval.

use serde_json::{Value as Json, json};

use super::intervals::Intervals;
use super::logic::{all, any, text as string};
use crate::value::Date;

/// Years 0001 to 9999.
const YEAR: &str = "(?:000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})";
/// Leap years of the Gregorian calendar from 0004 to 9996.
const LEAP_YEAR: &str = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)";
const HOURS: &str = "(?:[01][0-9]|2[0-3]):[0-5][0-9]";

/// The days of the calendar, `YYYY-MM-DD`.
pub(super) fn day_pattern() -> String {
    format!(
        "(?:{YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)\
         |02-(?:0[1-9]|1[0-9]|2[0-8]))|{LEAP_YEAR}-02-29)"
    )
}

/// The months, `YYYY-MM`.
pub(super) fn month_pattern() -> String {
    format!("{YEAR}-(?:0[1-9]|1[0-2])")
}

/// Times of day, `HH:MM` or `HH:MM:SS`, with parts of a second that aren't kept.
pub(super) fn time_pattern() -> String {
    format!("{HOURS}(?::[0-5][0-9])?(?:\\.[0-9]+)?")
}

/// Moments with their offset.
pub(super) fn moment_pattern() -> String {
    format!("{}T{}(?:Z|[+-]{HOURS})", day_pattern(), time_pattern())
}

/// A day as a whole number.
pub(super) fn ordinal(day: Date) -> i128 {
    Date::new(1970, 1, 1).map_or(0, |epoch| i128::from(epoch.days_until(day)))
}

fn day_of(ordinal: i128) -> Option<Date> {
    Date::new(1970, 1, 1)?.add_days(i64::try_from(ordinal).ok()?)
}

/// Days of these intervals.
pub(super) fn days(set: &Intervals) -> Json {
    any(set.parts().iter().map(|(low, high)| {
        // An end outside the calendar is none at all.
        let ends =
            [low.and_then(day_of).map(|day| (day, true)), high.and_then(day_of).map(|day| (day, false))];
        let bounds = ends.into_iter().flatten().map(|(day, from)| bound(&day.to_string(), from));
        text(&day_pattern(), bounds)
    }))
}

/// Months whose first day is in these intervals.
pub(super) fn months(set: &Intervals) -> Json {
    any(set.parts().iter().map(|(low, high)| {
        let from = low.and_then(day_of).map(|day| if day.day() == 1 { Some(day) } else { day.add_months(1) });
        let to = high.and_then(day_of).map(Date::month_text);
        let from = match from {
            Some(None) => return Json::Bool(false),
            Some(Some(day)) => Some(day.month_text()),
            None => None,
        };
        if from.as_ref().zip(to.as_ref()).is_some_and(|(from, to)| from > to) {
            return Json::Bool(false);
        }
        let ends = [from.map(|month| (month, true)), to.map(|month| (month, false))];
        text(&month_pattern(), ends.into_iter().flatten().map(|(month, from)| bound(&month, from)))
    }))
}

fn text(shape: &str, bounds: impl Iterator<Item = Json>) -> Json {
    string(all(std::iter::once(json!({ "pattern": format!("^{shape}$") })).chain(bounds)))
}

/// Texts of digits and hyphens, as long as this one, that do not come before (or after) it.
fn bound(text: &str, from: bool) -> Json {
    let mut ways = vec![text.to_owned()];
    for (at, c) in text.char_indices() {
        let Some(digit) = c.to_digit(10) else { continue };
        let (least, most) = if from { (digit + 1, 9) } else { (0, digit.wrapping_sub(1)) };
        if least > 9 || most > 9 {
            continue;
        }
        let rest: String = text.get(at + 1..).unwrap_or_default().chars().map(rest_of).collect();
        ways.push(format!("{}[{least}-{most}]{rest}", text.get(..at).unwrap_or_default()));
    }
    json!({ "pattern": format!("^(?:{})$", ways.join("|")) })
}

fn rest_of(c: char) -> &'static str {
    if c.is_ascii_digit() { "[0-9]" } else { "-" }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fits(pattern: &str, text: &str) -> bool {
        regex::Regex::new(&format!("^(?:{pattern})$")).unwrap().is_match(text)
    }

    proptest! {
        #[test]
        fn the_pattern_is_the_calendar(year in 0_u32..10_000, month in 0_u32..14, day in 0_u32..33) {
            let text = format!("{year:04}-{month:02}-{day:02}");
            prop_assert_eq!(fits(&day_pattern(), &text), Date::parse(&text).is_some(), "{}", text);
        }

        #[test]
        fn bounds_compare_as_days_do(a in 0_i64..200_000, b in 0_i64..200_000) {
            let epoch = Date::new(1600, 1, 1).unwrap();
            let (a, b) = (epoch.add_days(a).unwrap(), epoch.add_days(b).unwrap());
            let (from, to) = (bound(&a.to_string(), true), bound(&a.to_string(), false));
            prop_assert_eq!(fits(from["pattern"].as_str().unwrap(), &b.to_string()), b >= a);
            prop_assert_eq!(fits(to["pattern"].as_str().unwrap(), &b.to_string()), b <= a);
        }
    }

    #[test]
    fn moments_need_an_offset() {
        assert!(fits(&moment_pattern(), "2025-10-06T14:30+07:00"));
        assert!(fits(&moment_pattern(), "2025-10-06T14:30:59Z"));
        assert!(fits(&moment_pattern(), "2025-10-06T14:30:59.123Z"));
        assert!(!fits(&moment_pattern(), "2025-10-06T24:00Z"));
        assert!(!fits(&moment_pattern(), "2025-10-06T14:30"));
    }
}
