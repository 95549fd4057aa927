//! `length`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example};
use super::super::rule::{Args, Fault, Operand, whole_type};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "length",
    signature: "length(t: text): whole number",
    summary: Text { id: "Berapa huruf (nilai skalar Unicode).", en: "How many characters (Unicode scalar values)." },
    category: Category::Text,
    examples: &[example("length('Nyoman 😀')", "8")],
    tiers: Tiers::of(['A', 'B', 'B', 'N']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (1, Some(1)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    Args(args).text(0, false)?;
    Ok(whole_type(0, 10_000))
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [x] => ops::as_text(x).map_or(Value::Missing, |text| ops::count(text.chars().count())),
        _ => Value::Missing,
    }
}
