//! `is false`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example, given};
use super::super::rule::{Args, Fault, Operand};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "is false",
    signature: "x is [not] false: bool",
    summary: Text { id: "Apakah pasti salah; yang kosong tidak.", en: "Whether it is definitely false; missing is not." },
    category: Category::State,
    examples: &[given("(bekerja = 'ya') is false", "{}", "false"), example("(3 > 2) is not false", "true")],
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
        [x] => ops::is(x, false),
        _ => Value::Missing,
    }
}
