//! `-x`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, given};
use super::super::rule::{Args, Fault, Operand};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "-x",
    signature: "-x: number",
    summary: Text { id: "Bilangan lawannya.", en: "The opposite number." },
    category: Category::Numbers,
    examples: &[given("-n * 2", "{n: 4}", "-8")],
    tiers: Tiers::of(['A', 'B', 'B', 'B']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (1, Some(1)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    if let ty @ (Type::Days | Type::Months) = args.ty(0) {
        return Ok(ty.clone());
    }
    Ok(Type::Num(args.num(0)?.negated()))
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [x] => ops::negate(x),
        _ => Value::Missing,
    }
}
