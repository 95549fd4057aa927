//! What every operator does with values, absences included. The checker's constant folding, the evaluator and the
//! functions all call these; nothing else says what `+` means.
//!
//! Three rules run through all of it. `Missing` as a truth value is *unknown* (Kleene logic). Arithmetic, comparison
//! and text are strict: missing in, missing out, with no exceptions such as `x * 0`. A value of another type than
//! the operator's counts as missing; the type checker sees to it that this does not happen.

use std::borrow::Borrow;
use std::cmp::Ordering;

use super::{Date, Decimal, QUOTIENT_SCALE, Value};

// --- logic ---

/// `and`: false if either is false, unknown if either is unknown, else true.
pub fn and(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    match (a, b) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        (None, _) | (_, None) => None,
    }
}

/// `or`: true if either is true, unknown if either is unknown, else false.
pub fn or(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    match (a, b) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        (None, _) | (_, None) => None,
    }
}

/// `not`: unknown stays unknown.
pub fn not(a: &Value) -> Value {
    Value::from_truth(a.truth().map(|b| !b))
}

/// `is true` (and `is false`): never unknown.
pub fn is(a: &Value, wanted: bool) -> Value {
    Value::Bool(a.truth() == Some(wanted))
}

// --- comparison ---

/// `=`: unknown if either side is missing.
pub fn equal(a: &Value, b: &Value) -> Value {
    match a.is_missing() || b.is_missing() {
        true => Value::Missing,
        false => Value::Bool(a == b),
    }
}

/// Which of two values comes first; `None` if either is missing or they have no order. Choices are ordered by their
/// place in the list.
pub fn order(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Num(a), Value::Num(b)) => Some(a.cmp(b)),
        (Value::Date(a), Value::Date(b)) => Some(a.cmp(b)),
        (Value::Time(a), Value::Time(b)) => Some(a.cmp(b)),
        (Value::DateTime(a), Value::DateTime(b)) => Some(a.cmp(b)),
        (Value::Choice(a), Value::Choice(b)) => Some(a.cmp(b)),
        (
            Value::Missing
            | Value::Bool(_)
            | Value::Num(_)
            | Value::Text(_)
            | Value::Date(_)
            | Value::Time(_)
            | Value::DateTime(_)
            | Value::Choice(_)
            | Value::Choices(_)
            | Value::Geo(_)
            | Value::File(_),
            _,
        ) => None,
    }
}

/// `<`, `<=`, `>`, `>=`: whether the order is one of those that `holds` accepts; unknown without an order.
pub fn compare(a: &Value, b: &Value, holds: fn(Ordering) -> bool) -> Value {
    Value::from_truth(order(a, b).map(holds))
}

/// The first of `values` that is `wanted` (less, greater) than all others, numbers with the largest scale; missing if any
/// is missing.
pub fn extreme(values: &[Value], wanted: Ordering) -> Value {
    if values.iter().any(Value::is_missing) {
        return Value::Missing;
    }
    let scale = values.iter().filter_map(as_number).map(Decimal::scale).max();
    let mut best: Option<&Value> = None;
    for value in values {
        let better = best.is_none_or(|other| order(value, other) == Some(wanted));
        best = if better { Some(value) } else { best };
    }
    match (best, scale) {
        (Some(value), Some(scale)) => rescale(value, scale),
        (best, _) => best.cloned().unwrap_or(Value::Missing),
    }
}

/// `x between low and high`: the Kleene conjunction of its halves, so that one end may already decide.
pub fn between(x: &Value, low: &Value, high: &Value) -> Value {
    let above = order(x, low).map(Ordering::is_ge);
    let below = order(x, high).map(Ordering::is_le);
    Value::from_truth(and(above, below))
}

/// `x in (…)`: unknown if `x` is missing. The items are looked at up to the one that is `x`.
pub fn one_of(x: &Value, mut items: impl Iterator<Item: Borrow<Value>>) -> Value {
    match x.is_missing() {
        true => Value::Missing,
        false => Value::Bool(items.any(|item| item.borrow() == x)),
    }
}

// --- sets of choices ---

fn ticked(set: &Value) -> Option<&[u32]> {
    if let Value::Choices(ticks) = set { Some(ticks) } else { None }
}

fn holds(ticks: &[u32], code: &Value) -> bool {
    matches!(code, Value::Choice(position) if ticks.contains(position))
}

/// `x has any of (…)`: unknown if nothing is ticked.
pub fn has_any(set: &Value, codes: &[Value]) -> Value {
    Value::from_truth(ticked(set).map(|ticks| codes.iter().any(|code| holds(ticks, code))))
}

/// `x has all of (…)`: unknown if nothing is ticked.
pub fn has_all(set: &Value, codes: &[Value]) -> Value {
    Value::from_truth(ticked(set).map(|ticks| codes.iter().all(|code| holds(ticks, code))))
}

/// `x has only (…)`: every tick is one of these; unknown if nothing is ticked.
pub fn has_only(set: &Value, codes: &[Value]) -> Value {
    let listed = |tick: &u32| codes.contains(&Value::Choice(*tick));
    Value::from_truth(ticked(set).map(|ticks| ticks.iter().all(listed)))
}

/// How many are ticked; missing if nothing is.
pub fn count_ticked(set: &Value) -> Value {
    ticked(set).map_or(Value::Missing, |ticks| count(ticks.len()))
}

// --- arithmetic ---

/// A number as a value; `None` (an overflow outside a checked expression, a zero divisor) is missing.
pub fn number(n: Option<Decimal>) -> Value {
    n.map_or(Value::Missing, Value::Num)
}

/// A count as a value.
pub fn count(n: usize) -> Value {
    Value::Num(Decimal::int(i128::try_from(n).unwrap_or(i128::MAX)))
}

/// A whole number as a value.
pub fn whole(n: impl Into<i128>) -> Value {
    Value::Num(Decimal::int(n.into()))
}

/// The number in a value.
pub fn as_number(value: &Value) -> Option<Decimal> {
    if let Value::Num(n) = value { Some(*n) } else { None }
}

/// The text in a value.
pub fn as_text(value: &Value) -> Option<&str> {
    if let Value::Text(text) = value { Some(text) } else { None }
}

/// The day in a value.
pub fn as_date(value: &Value) -> Option<Date> {
    if let Value::Date(date) = value { Some(*date) } else { None }
}

/// The whole number in a value, if it has one and it is whole.
pub fn as_whole(value: &Value) -> Option<i64> {
    let n = as_number(value)?.normalized();
    (n.scale() == 0).then(|| i64::try_from(n.units()).ok())?
}

/// `a + b + …`: exact, with the largest scale.
pub fn add(terms: &[Value]) -> Value {
    let mut total = Some(Decimal::ZERO);
    for term in terms {
        total = total.zip(as_number(term)).and_then(|(sum, n)| sum.checked_add(n));
    }
    number(total)
}

/// `a - b`: exact, with the larger scale.
pub fn sub(a: &Value, b: &Value) -> Value {
    number(as_number(a).zip(as_number(b)).and_then(|(a, b)| a.checked_sub(b)))
}

/// `a * b * …`: exact up to 10 decimals, each product rounded once to 10 where it has more.
pub fn mul(factors: &[Value]) -> Value {
    let mut numbers = factors.iter().map(as_number);
    let mut product = numbers.next().flatten();
    for factor in numbers {
        product = product.zip(factor).and_then(|(a, b)| a.checked_mul(b));
    }
    number(product)
}

/// `a / b`: 6 decimals, rounded once; missing when `b` is zero.
pub fn div(a: &Value, b: &Value) -> Value {
    divide(as_number(a), as_number(b), QUOTIENT_SCALE)
}

/// A quotient with `scale` decimals, rounded once; missing when the divisor is zero.
pub fn divide(a: Option<Decimal>, b: Option<Decimal>, scale: u8) -> Value {
    number(a.zip(b).and_then(|(a, b)| a.checked_div(b, scale)))
}

/// `-a`.
pub fn negate(a: &Value) -> Value {
    number(as_number(a).map(Decimal::negated))
}

/// The same number with `scale` decimals, rounded half away from zero where digits are lost.
pub fn rescale(a: &Value, scale: u8) -> Value {
    number(as_number(a).and_then(|n| n.rescale(scale)))
}

// --- dates ---

/// `n` days later.
pub fn add_days(date: &Value, n: &Value) -> Value {
    let moved = as_date(date).zip(as_whole(n)).and_then(|(date, n)| date.add_days(n));
    moved.map_or(Value::Missing, Value::Date)
}

/// `n` months later, clamped to the end of the month.
pub fn add_months(date: &Value, n: &Value) -> Value {
    let moved = as_date(date).zip(as_whole(n)).and_then(|(date, n)| date.add_months(n));
    moved.map_or(Value::Missing, Value::Date)
}

/// A result that needs two dates.
pub fn two_dates(a: &Value, b: &Value, result: impl FnOnce(Date, Date) -> Option<i64>) -> Value {
    as_date(a).zip(as_date(b)).and_then(|(a, b)| result(a, b)).map_or(Value::Missing, whole)
}

// --- text ---

/// Longest text an expression may make, in Unicode scalar values; a longer one is missing.
pub const MAX_TEXT: usize = 10_000;

/// A text made by an expression: missing if it is blank or longer than [`MAX_TEXT`].
pub fn made_text(text: &str) -> Value {
    let fits = !text.trim().is_empty() && text.chars().count() <= MAX_TEXT;
    if fits { Value::Text(text.into()) } else { Value::Missing }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TRUTHS: [Option<bool>; 3] = [Some(true), Some(false), None];

    #[test]
    fn tables_of_kleene() {
        let table =
            |op: fn(Option<bool>, Option<bool>) -> Option<bool>| TRUTHS.map(|a| TRUTHS.map(|b| op(a, b)));
        let (t, f, u) = (Some(true), Some(false), None);
        assert_eq!(table(and), [[t, f, u], [f, f, f], [u, f, u]]);
        assert_eq!(table(or), [[t, t, t], [t, f, u], [t, u, u]]);
    }

    #[test]
    fn laws_of_kleene() {
        let not1 = |a: Option<bool>| not(&Value::from_truth(a)).truth();
        for a in TRUTHS {
            assert_eq!(not1(not1(a)), a);
            for b in TRUTHS {
                assert_eq!(not1(and(a, b)), or(not1(a), not1(b)), "De Morgan {a:?} {b:?}");
                assert_eq!((and(a, b), or(a, b)), (and(b, a), or(b, a)), "commutative");
                for c in TRUTHS {
                    assert_eq!(and(a, or(b, c)), or(and(a, b), and(a, c)), "distributive");
                    assert_eq!(and(a, and(b, c)), and(and(a, b), c), "associative");
                }
            }
        }
    }

    #[test]
    fn one_end_may_decide_between() {
        assert_eq!(between(&whole(10), &whole(15), &Value::Missing), Value::Bool(false));
        assert_eq!(between(&whole(20), &whole(15), &Value::Missing), Value::Missing);
    }

    proptest! {
        #[test]
        fn arithmetic_is_strict(n in -1000i64..1000) {
            let n = whole(n);
            for result in [add(&[n.clone(), Value::Missing]), mul(&[Value::Missing, n.clone()]),
                           div(&n, &Value::Missing), sub(&Value::Missing, &n), div(&n, &whole(0))] {
                prop_assert_eq!(result, Value::Missing);
            }
        }

        #[test]
        fn quotients_are_nearest(a in -10_000_000i64..10_000_000, b in 1i64..5_000_000) {
            let Value::Num(q) = div(&whole(a), &whole(b)) else { panic!("a quotient") };
            let off = (i128::from(a) * 1_000_000 - q.units() * i128::from(b)).abs();
            prop_assert!(off * 2 <= i128::from(b), "{}", q);
        }
    }
}
