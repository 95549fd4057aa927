//! `<`.

use std::cmp::Ordering;

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example, given};
use super::super::rule::{Args, Fault, Operand};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "<",
    signature: "a < b: bool",
    summary: Text { id: "Apakah lebih kecil, atau lebih awal; pilihan menurut urutan daftarnya.", en: "Whether it is smaller, or earlier; choices by their order in the list." },
    category: Category::Comparison,
    examples: &[example("3 < 3", "false"), given("q1 < 's'", "{q1: n}", "true")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (2, Some(2)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    super::equal::ordered(&Args(args))
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [a, b] => ops::compare(a, b, Ordering::is_lt),
        _ => Value::Missing,
    }
}
