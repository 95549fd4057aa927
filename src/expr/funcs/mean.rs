//! `mean`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, given};
use super::super::rule::{Args, Fault, Operand};
use super::sum::{answered, mean_type, total};
use crate::value::{Decimal, QUOTIENT_SCALE, Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "mean",
    signature: "mean(a, b, …[; min_answered k]): number",
    summary: Text { id: "Rata-rata dengan 6 desimal, dibulatkan sekali; seperti `sum` untuk yang kosong.", en: "The mean with 6 decimals, rounded once; like `sum` for what is missing." },
    category: Category::Scoring,
    examples: &[given("mean(q1, q2)", "{q1: sts, q2: ts}", "1.500000"), given("mean(sikap; min_answered 0)", "{}", "missing")],
    tiers: Tiers::of(['A', 'B', 'B', 'B']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (2, None), prepare: Prepare::Scores, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    mean_type(&Args(args)).map(Type::Num)
}

fn meaning(args: &[Value]) -> Value {
    let Some((numbers, _)) = answered(args) else { return Value::Missing };
    let count = Decimal::int(numbers.len() as i128);
    ops::divide(total(&numbers), Some(count), QUOTIENT_SCALE)
}
