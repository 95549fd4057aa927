//! `weekday`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example};
use super::super::rule::{Args, Fault, Operand, whole_type};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "weekday",
    signature: "weekday(d: date): whole number",
    summary: Text { id: "Hari dalam pekan: Senin 1 sampai Minggu 7.", en: "The day of the week: Monday 1 to Sunday 7." },
    category: Category::Dates,
    examples: &[example("weekday(date('2024-06-02'))", "7")],
    tiers: Tiers::of(['A', 'C', 'B', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (1, Some(1)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    Args(args).date(0)?;
    Ok(whole_type(1, 7))
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [x] => ops::as_date(x).map_or(Value::Missing, |date| ops::whole(date.weekday())),
        _ => Value::Missing,
    }
}
