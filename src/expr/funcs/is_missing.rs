//! `is missing`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, given};
use super::super::rule::{Args, Fault, Operand};
use crate::value::{Type, Value};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "is missing",
    signature: "x is [not] missing: bool",
    summary: Text { id: "Apakah tidak ada nilainya; tidak pernah kosong.", en: "Whether there is no value; never missing itself." },
    category: Category::State,
    examples: &[given("usia is missing", "{}", "true"), given("usia is not missing", "{usia: 3}", "true")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (1, Some(1)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    match matches!(Args(args).ty(0), Type::Label) {
        true => Err(Fault::wanted(0, Text { id: "nilai", en: "a value" }, &Type::Label)),
        false => Ok(Type::Bool),
    }
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [x] => Value::Bool(x.is_missing()),
        _ => Value::Missing,
    }
}
