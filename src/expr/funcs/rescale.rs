//! `rescale`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example};
use super::super::rule::{Args, Fault, Operand, num_type};
use crate::value::{MAX_SCALE, Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "rescale",
    signature: "rescale(x, s)",
    summary: Text { id: "Angka yang sama dengan s desimal.", en: "The same number with s decimals." },
    category: Category::Internal,
    examples: &[example("if true then 1 else 2.50", "1.00")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (2, Some(2)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    let scale = u8::try_from(args.literal(1, 0, i64::from(MAX_SCALE))?).unwrap_or(MAX_SCALE);
    num_type(args.num(0)?.rescaled(scale))
}

fn meaning(args: &[Value]) -> Value {
    let [x, scale] = args else { return Value::Missing };
    let scale = ops::as_whole(scale).and_then(|scale| u8::try_from(scale).ok());
    scale.map_or(Value::Missing, |scale| ops::rescale(x, scale))
}
