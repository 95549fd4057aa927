//! `not`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example, given};
use super::super::rule::{Args, Fault, Operand};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "not",
    signature: "not a: bool",
    summary: Text { id: "Kebalikan; kosong tetap kosong.", en: "The opposite; missing stays missing." },
    category: Category::Logic,
    examples: &[example("not true", "false"), given("not setuju", "{}", "missing")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (1, Some(1)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    (0..args.0.len()).try_for_each(|at| args.condition(at))?;
    Ok(Type::Bool)
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [x] => ops::not(x),
        _ => Value::Missing,
    }
}
