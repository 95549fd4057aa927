//! `count_missing`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, given};
use super::super::rule::{Fault, Operand, whole_type};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "count_missing",
    signature: "count_missing(a, b, …): whole number",
    summary: Text { id: "Berapa yang kosong.", en: "How many are missing." },
    category: Category::Scoring,
    examples: &[given("count_missing(sikap)", "{q1: sts}", "3")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (1, None), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    match args.iter().position(|operand| matches!(operand.ty, Type::Label)) {
        Some(at) => Err(Fault::wanted(at, Text { id: "nilai", en: "a value" }, &Type::Label)),
        None => Ok(whole_type(0, i64::try_from(args.len()).unwrap_or(i64::MAX))),
    }
}

fn meaning(args: &[Value]) -> Value {
    ops::count(args.iter().filter(|value| value.is_missing()).count())
}
