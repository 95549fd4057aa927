//! `+`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example, given};
use super::super::rule::{Args, Fault, Operand, num_type};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "+",
    signature: "a + b: number",
    summary: Text { id: "Jumlah, tepat, dengan desimal terbanyak dari keduanya.", en: "The sum, exact, with the larger number of decimals." },
    category: Category::Numbers,
    examples: &[example("0.1 + 0.2", "0.3"), given("usia + 1", "{}", "missing")],
    tiers: Tiers::of(['A', 'B', 'B', 'B']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (2, None), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let nums = Args(args).nums(0)?;
    let first = nums.first().map(|num| Some((*num).clone())).unwrap_or_default();
    num_type(nums.iter().skip(1).fold(first, |sum, num| sum?.add(num)))
}

fn meaning(args: &[Value]) -> Value {
    ops::add(args)
}
