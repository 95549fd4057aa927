//! `-`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example};
use super::super::rule::{Args, Fault, Operand, num_type};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "-",
    signature: "a - b: number",
    summary: Text { id: "Selisih, tepat.", en: "The difference, exact." },
    category: Category::Numbers,
    examples: &[example("10 - 2.5", "7.5")],
    tiers: Tiers::of(['A', 'B', 'B', 'B']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (2, Some(2)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let nums = Args(args).nums(0)?;
    match nums.as_slice() {
        [a, b] => num_type(a.sub(b)),
        _ => Ok(Type::Wrong),
    }
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [a, b] => ops::sub(a, b),
        _ => Value::Missing,
    }
}
