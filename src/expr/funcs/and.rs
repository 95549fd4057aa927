//! `and`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example, given};
use super::super::rule::{Args, Fault, Operand};
use crate::value::{Type, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "and",
    signature: "a and b: bool",
    summary: Text { id: "Benar kalau semuanya benar; salah kalau satu saja salah, walaupun yang lain kosong.", en: "True if all are true; false as soon as one is false, even if others are missing." },
    category: Category::Logic,
    examples: &[example("true and false", "false"), given("setuju and setuju2", "{setuju: false}", "false"), given("setuju and setuju2", "{setuju: true}", "missing")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (2, None), prepare: Prepare::Values, rule, meaning: Meaning::Until { decides: false, join: ops::and } };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    (0..args.0.len()).try_for_each(|at| args.condition(at))?;
    Ok(Type::Bool)
}
