//! `month`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example};
use super::super::rule::{Args, Fault, Operand, whole_type};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "month",
    signature: "month(d: date): whole number",
    summary: Text { id: "Bulannya, 1 sampai 12.", en: "The month, 1 to 12." },
    category: Category::Dates,
    examples: &[example("month(date('2024-12-31'))", "12")],
    tiers: Tiers::of(['A', 'A', 'B', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (1, Some(1)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    Args(args).date(0)?;
    Ok(whole_type(1, 12))
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [x] => ops::as_date(x).map_or(Value::Missing, |date| ops::whole(date.month())),
        _ => Value::Missing,
    }
}
