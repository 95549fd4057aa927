//! `prorate`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, given};
use super::super::rule::{Args, Fault, Operand, num_type};
use super::sum::{answered, hull, sum_type, total};
use crate::value::{Decimal, NumType, QUOTIENT_SCALE, Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "prorate",
    signature: "prorate(a, b, …[; min_answered k]): number",
    summary: Text { id: "Jumlah yang terjawab dinaikkan ke banyaknya butir: jumlah × butir / terjawab, dengan 6 desimal, dibulatkan sekali.", en: "The sum of those answered, raised to the number of items: sum × items / answered, with 6 decimals, rounded once." },
    category: Category::Scoring,
    examples: &[given("prorate(sikap; min_answered 3)", "{q1: sts, q2: ts, q3: s}", "9.333333")],
    tiers: Tiers::of(['A', 'B', 'B', 'B']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (2, None), prepare: Prepare::Scores, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    let n = u32::try_from(args.0.len().saturating_sub(1)).unwrap_or(u32::MAX);
    num_type(prorated(&args, n)?)
}

fn meaning(args: &[Value]) -> Value {
    let Some((numbers, items)) = answered(args) else { return Value::Missing };
    let raised = total(&numbers).and_then(|sum| sum.checked_mul(Decimal::int(items as i128)));
    ops::divide(raised, Some(Decimal::int(numbers.len() as i128)), QUOTIENT_SCALE)
}

/// n times the mean of any of them, rounded once.
fn prorated(args: &Args<'_, '_>, n: u32) -> Result<Option<NumType>, Fault> {
    let hull = hull(args)?;
    let unit = hull.unit.clone();
    let raised = |num: &NumType| num.times(n, true).and_then(|num| num.div(&NumType::whole(1, 1)));
    // The sum is multiplied before it is divided: that product must fit too.
    let room = raised(&sum_type(args)?);
    Ok(room.and(raised(&hull)).map(|num| num.with_unit(unit)))
}
