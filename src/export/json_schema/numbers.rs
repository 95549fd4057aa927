//! Numbers in JSON Schema: JSON numbers by `minimum` and `maximum`, texts of digits by patterns that are exact.

use serde_json::{Value as Json, json};

use super::intervals::Intervals;
use super::logic::{all, any, text as string};
use crate::value::Decimal;

/// Numbers of these intervals (in units of 10^−`scale`) as JSON numbers and, where `texts` says so, texts of digits.
pub(super) fn numbers(set: &Intervals, scale: u8, texts: bool) -> Json {
    any(set.parts().iter().flat_map(|(low, high)| {
        let number = as_number(*low, *high, scale);
        let text = texts.then(|| as_text(*low, *high, scale));
        std::iter::once(number).chain(text)
    }))
}

fn as_number(low: Option<i128>, high: Option<i128>, scale: u8) -> Json {
    let kind = if scale == 0 { "integer" } else { "number" };
    let mut out = json!({ "type": kind });
    for (name, end) in [("minimum", low), ("maximum", high)] {
        if let (Some(end), Some(fields)) = (end, out.as_object_mut()) {
            fields.insert(name.to_owned(), literal(Decimal::new(end, scale)));
        }
    }
    out
}

/// A number as JSON.
fn literal(number: Decimal) -> Json {
    serde_json::from_str(&number.normalized().to_string()).unwrap_or(Json::Null)
}

fn as_text(low: Option<i128>, high: Option<i128>, scale: u8) -> Json {
    let pattern = |text: String| json!({ "pattern": text });
    let ends = [low.map(|low| at_least(low, scale)), high.map(|high| at_most(high, scale))];
    let bounds: Vec<Json> = ends.into_iter().flatten().map(pattern).collect();
    let bounds = if bounds.is_empty() { vec![pattern(any_number(scale))] } else { bounds };
    string(all(bounds))
}

/// Decimals that a number may have: at most `scale`, and zeros beyond.
fn decimals(scale: u8) -> String {
    match scale {
        0 => r"(?:\.0+)?".to_owned(),
        scale => format!(r"(?:\.[0-9]{{1,{scale}}}0*)?"),
    }
}

fn any_number(scale: u8) -> String {
    format!("^-?(?:0|[1-9][0-9]*){}$", decimals(scale))
}

/// Texts of numbers of at least so many units.
fn at_least(units: i128, scale: u8) -> String {
    let size = Magnitude::new(units, scale);
    match units > 0 {
        true => format!("^(?:{})$", size.or_more()),
        false => format!("^(?:-(?:{})|(?:0|[1-9][0-9]*){})$", size.or_less(), decimals(scale)),
    }
}

/// Texts of numbers of at most so many units.
fn at_most(units: i128, scale: u8) -> String {
    let size = Magnitude::new(units, scale);
    match units < 0 {
        true => format!("^-(?:{})$", size.or_more()),
        false => format!("^(?:(?:{})|-(?:0|[1-9][0-9]*){})$", size.or_less(), decimals(scale)),
    }
}

/// A number without its sign, as digits before and after the point.
struct Magnitude {
    whole: Vec<u8>,
    rest: Vec<u8>,
    scale: u8,
}

impl Magnitude {
    fn new(units: i128, scale: u8) -> Self {
        let width = usize::from(scale) + 1;
        let digits: Vec<u8> = format!("{:0width$}", units.unsigned_abs()).bytes().map(|b| b - b'0').collect();
        let (whole, rest) = digits.split_at(digits.len() - usize::from(scale));
        Self { whole: whole.to_vec(), rest: rest.to_vec(), scale }
    }

    /// Patterns of this number and greater ones.
    fn or_more(&self) -> String {
        let tail = decimals(self.scale);
        let mut ways = vec![format!("[1-9][0-9]{{{},}}{tail}", self.whole.len())];
        ways.extend(differing(&self.whole, true, 0).map(|whole| format!("{whole}{tail}")));
        ways.push(format!("{}{}", text(&self.whole), self.decimals_or_more()));
        ways.join("|")
    }

    /// Patterns of this number and smaller ones.
    fn or_less(&self) -> String {
        let tail = decimals(self.scale);
        let mut ways = Vec::new();
        match self.whole.len() {
            1 => {}
            2 => ways.push(format!("[0-9]{tail}")),
            length => ways.push(format!("(?:0|[1-9][0-9]{{0,{}}}){tail}", length - 2)),
        }
        let first = u8::from(self.whole.len() > 1);
        ways.extend(differing(&self.whole, false, first).map(|whole| format!("{whole}{tail}")));
        ways.push(format!("{}{}", text(&self.whole), self.decimals_or_less()));
        ways.join("|")
    }

    fn decimals_or_more(&self) -> String {
        let significant = self.significant();
        if significant.is_empty() {
            return decimals(self.scale);
        }
        let mut ways: Vec<String> = self.continued(differing_prefixes(&self.rest, true)).collect();
        ways.push(format!("{}0*", text(significant)));
        // The digits of the number itself, and then anything: it is that number or a greater one.
        let left = usize::from(self.scale) - significant.len();
        if left > 0 {
            ways.push(format!("{}[0-9]{{0,{left}}}0*", text(significant)));
        }
        format!(r"\.(?:{})", ways.join("|"))
    }

    fn decimals_or_less(&self) -> String {
        if self.significant().is_empty() {
            return r"(?:\.0+)?".to_owned();
        }
        let mut ways: Vec<String> = self.continued(differing_prefixes(&self.rest, false)).collect();
        // Fewer digits than the number has are no more than it.
        ways.extend((1..=self.rest.len()).filter_map(|n| Some(format!("{}0*", text(self.rest.get(..n)?)))));
        format!(r"(?:\.(?:{}))?", ways.join("|"))
    }

    /// Prefixes that decide, followed by what else the scale allows.
    fn continued(&self, prefixes: Vec<(String, usize)>) -> impl Iterator<Item = String> + use<'_> {
        let scale = usize::from(self.scale);
        prefixes.into_iter().map(move |(prefix, length)| format!("{prefix}[0-9]{{0,{}}}0*", scale - length))
    }

    fn significant(&self) -> &[u8] {
        let length = self.rest.iter().rposition(|digit| *digit != 0).map_or(0, |at| at + 1);
        self.rest.get(..length).unwrap_or_default()
    }
}

fn text(digits: &[u8]) -> String {
    digits.iter().map(|digit| char::from(b'0' + digit)).collect()
}

/// Numbers of as many digits that are greater (or smaller): the same up to some digit, then a greater (smaller) one.
/// The first digit is at least `first`.
fn differing(digits: &[u8], greater: bool, first: u8) -> impl Iterator<Item = String> + '_ {
    digits.iter().enumerate().filter_map(move |(at, digit)| {
        let least = if at == 0 { first } else { 0 };
        let class = beyond(*digit, greater, least)?;
        let rest = digits.len() - at - 1;
        let rest = if rest == 0 { String::new() } else { format!("[0-9]{{{rest}}}") };
        Some(format!("{}{class}{rest}", text(digits.get(..at)?)))
    })
}

/// The same for decimals, where fewer digits may follow: the deciding prefix and its length.
fn differing_prefixes(digits: &[u8], greater: bool) -> Vec<(String, usize)> {
    let decided = |(at, digit): (usize, &u8)| {
        let class = beyond(*digit, greater, 0)?;
        Some((format!("{}{class}", text(digits.get(..at)?)), at + 1))
    };
    digits.iter().enumerate().filter_map(decided).collect()
}

/// The digits beyond one, as a class.
fn beyond(digit: u8, greater: bool, least: u8) -> Option<String> {
    let (from, to) = if greater { (digit + 1, 9) } else { (least, digit.checked_sub(1)?) };
    (from <= to).then(|| if from == to { from.to_string() } else { format!("[{from}-{to}]") })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fits(pattern: &str, text: &str) -> bool {
        regex::Regex::new(pattern).unwrap().is_match(text)
    }

    #[test]
    fn a_pattern_bounds_numbers() {
        assert!(fits(&at_least(1850, 2), "18.5"));
        assert!(fits(&at_least(1850, 2), "18.500"));
        assert!(!fits(&at_least(1850, 2), "18.49"));
        assert!(fits(&at_most(-5, 0), "-5.0"));
        assert!(!fits(&at_most(-5, 0), "-4"));
        assert!(!fits(&at_least(0, 0), "007"));
        assert!(!fits(&at_least(0, 0), "1.5"));
    }

    proptest! {
        #[test]
        fn patterns_compare_as_numbers_do(
            bound in -3_000_i128..3_000,
            number in -3_000_i128..3_000,
            scale in 0_u8..4,
            zeros in 0_usize..3,
            trim in proptest::bool::ANY,
        ) {
            let value = Decimal::new(number, scale);
            let value = if trim { value.normalized() } else { value };
            let mut text = value.to_string();
            if text.contains('.') {
                text.push_str(&"0".repeat(zeros));
            }
            prop_assert_eq!(fits(&at_least(bound, scale), &text), number >= bound, "{} >= {}", text, bound);
            prop_assert_eq!(fits(&at_most(bound, scale), &text), number <= bound, "{} <= {}", text, bound);
        }
    }
}
