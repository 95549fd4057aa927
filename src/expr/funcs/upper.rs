//! `upper`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example};
use super::super::rule::{Args, Fault, Operand};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "upper",
    signature: "upper(t: text): text",
    summary: Text { id: "Huruf a sampai z menjadi huruf besar; huruf lain tetap.", en: "The letters a to z in upper case; other letters stay." },
    category: Category::Text,
    examples: &[example("upper('straße')", "'STRAßE'")],
    tiers: Tiers::of(['A', 'A', 'B', 'N']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (1, Some(1)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    Args(args).text(0, false)?;
    Ok(Type::Text)
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [x] => ops::as_text(x).map_or(Value::Missing, |text| ops::made_text(&text.to_ascii_uppercase())),
        _ => Value::Missing,
    }
}
