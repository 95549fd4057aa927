//! `starts_with`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example};
use super::super::rule::{Args, Fault, Operand};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "starts_with",
    signature: "starts_with(t, part: text): bool",
    summary: Text { id: "Apakah teks dimulai dengan itu, huruf demi huruf.", en: "Whether the text begins with it, letter by letter." },
    category: Category::Text,
    examples: &[example("starts_with('0812', '08')", "true")],
    tiers: Tiers::of(['A', 'A', 'A', 'N']),
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
        [a, b] => Value::from_truth(ops::as_text(a).zip(ops::as_text(b)).map(|(text, part)| text.starts_with(part))),
        _ => Value::Missing,
    }
}
