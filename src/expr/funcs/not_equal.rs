//! `!=`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example, given};
use super::super::rule::{Args, Fault, Operand};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "!=",
    signature: "a != b: bool",
    summary: Text { id: "Apakah berbeda. Kosong kalau salah satu kosong; boleh juga ditulis `<>`.", en: "Whether they differ. Missing if either is; may also be written `<>`." },
    category: Category::Comparison,
    examples: &[example("3 != 4", "true"), given("bekerja != 'ya'", "{}", "missing")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (2, Some(2)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    super::equal::comparable(&Args(args))
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [a, b] => ops::not(&ops::equal(a, b)),
        _ => Value::Missing,
    }
}
