//! `has only`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, given};
use super::super::rule::{Args, Fault, Operand};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "has only",
    signature: "x has only (a, b): bool",
    summary: Text { id: "Apakah tidak ada kode lain yang dipilih.", en: "Whether nothing but these codes is ticked." },
    category: Category::Choices,
    examples: &[given("aset has only ('radio', 'tv')", "{aset: [tv]}", "true")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (2, None), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    super::has_any::choices(&Args(args))
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [set, codes @ ..] => ops::has_only(set, codes),
        [] => Value::Missing,
    }
}
