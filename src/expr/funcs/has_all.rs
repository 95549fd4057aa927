//! `has all of`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, given};
use super::super::rule::{Args, Fault, Operand};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "has all of",
    signature: "x has all of (a, b): bool",
    summary: Text { id: "Apakah semua kode ini dipilih.", en: "Whether all of these codes are ticked." },
    category: Category::Choices,
    examples: &[given("aset has all of ('motor', 'kulkas')", "{aset: [radio, motor]}", "false")],
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
        [set, codes @ ..] => ops::has_all(set, codes),
        [] => Value::Missing,
    }
}
