//! `day`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example};
use super::super::rule::{Args, Fault, Operand, whole_type};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "day",
    signature: "day(d: date): whole number",
    summary: Text { id: "Tanggal dalam bulan, 1 sampai 31.", en: "The day of the month, 1 to 31." },
    category: Category::Dates,
    examples: &[example("day(date('2024-01-31') + 30 days)", "1")],
    tiers: Tiers::of(['A', 'A', 'B', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (1, Some(1)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    Args(args).date(0)?;
    Ok(whole_type(1, 31))
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [x] => ops::as_date(x).map_or(Value::Missing, |date| ops::whole(date.day())),
        _ => Value::Missing,
    }
}
