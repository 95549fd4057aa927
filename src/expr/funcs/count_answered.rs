//! `count_answered`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, given};
use super::super::rule::{Fault, Operand, whole_type};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "count_answered",
    signature: "count_answered(a, b, …): whole number",
    summary: Text { id: "Berapa yang ada nilainya; jawaban khusus (tidak tahu) tidak dihitung.", en: "How many have a value; special answers (don’t know) do not count." },
    category: Category::Scoring,
    examples: &[given("count_answered(sikap)", "{q1: sts, q3: tt}", "1")],
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
    ops::count(args.iter().filter(|value| !value.is_missing()).count())
}
