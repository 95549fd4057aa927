//! `abs`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example};
use super::super::rule::{Args, Fault, Operand};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "abs",
    signature: "abs(x: number): number",
    summary: Text { id: "Nilai mutlak.", en: "The absolute value." },
    category: Category::Numbers,
    examples: &[example("abs(-2.5)", "2.5")],
    tiers: Tiers::of(['A', 'A', 'A', 'C']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (1, Some(1)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    Ok(Type::Num(Args(args).num(0)?.absolute()))
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [x] => ops::number(ops::as_number(x).map(|n| if n.signum() < 0 { n.negated() } else { n })),
        _ => Value::Missing,
    }
}
