//! `or`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example, given};
use super::super::rule::{Args, Fault, Operand};
use crate::value::{Type, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "or",
    signature: "a or b: bool",
    summary: Text { id: "Benar kalau satu saja benar, walaupun yang lain kosong.", en: "True as soon as one is true, even if others are missing." },
    category: Category::Logic,
    examples: &[example("true or false", "true"), given("setuju or setuju2", "{setuju: true}", "true"), given("setuju or setuju2", "{setuju: false}", "missing")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (2, None), prepare: Prepare::Values, rule, meaning: Meaning::Until { decides: true, join: ops::or } };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    (0..args.0.len()).try_for_each(|at| args.condition(at))?;
    Ok(Type::Bool)
}
