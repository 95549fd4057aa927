//! `contains_text`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example};
use super::super::rule::{Args, Fault, Operand};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "contains_text",
    signature: "contains_text(t, part: text): bool",
    summary: Text { id: "Apakah itu ada di dalam teks; tidak ada tanda pengganti.", en: "Whether it occurs in the text; there are no wildcards." },
    category: Category::Text,
    examples: &[example("contains_text('100%', '%')", "true")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (2, Some(2)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    [0, 1].into_iter().try_for_each(|at| args.text(at, false).map(|_| ()))?;
    Ok(Type::Bool)
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [a, b] => Value::from_truth(ops::as_text(a).zip(ops::as_text(b)).map(|(text, part)| text.contains(part))),
        _ => Value::Missing,
    }
}
