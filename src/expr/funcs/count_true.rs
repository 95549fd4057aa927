//! `count_true`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, given};
use super::super::rule::{Args, Fault, Operand, whole_type};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "count_true",
    signature: "count_true(a, b, …): whole number",
    summary: Text { id: "Berapa syarat yang pasti benar.", en: "How many conditions are definitely true." },
    category: Category::Scoring,
    examples: &[given("count_true(usia > 5, bekerja = 'ya', setuju)", "{usia: 9, setuju: true}", "2")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (1, None), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    (0..args.0.len()).try_for_each(|at| args.condition(at))?;
    Ok(whole_type(0, i64::try_from(args.0.len()).unwrap_or(i64::MAX)))
}

fn meaning(args: &[Value]) -> Value {
    ops::count(args.iter().filter(|value| value.truth() == Some(true)).count())
}
