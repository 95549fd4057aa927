//! `max`.

use std::cmp::Ordering;

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example, given};
use super::super::rule::{Fault, Operand, extreme};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "max",
    signature: "max(a, b, …)",
    summary: Text { id: "Yang terbesar atau terakhir; kosong kalau satu saja kosong.", en: "The greatest or latest; missing if any is." },
    category: Category::Numbers,
    examples: &[example("max(3, 9.5)", "9.5"), given("max(usia, usia_pasangan)", "{usia: 3}", "missing")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (1, None), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    extreme(args, |ends| ends.max())
}

fn meaning(args: &[Value]) -> Value {
    ops::extreme(args, Ordering::Greater)
}
