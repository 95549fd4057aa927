//! `days_between`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example};
use super::super::rule::{Args, Fault, Operand, whole_type};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "days_between",
    signature: "days_between(from: date, to: date): whole number",
    summary: Text { id: "Berapa hari dari tanggal pertama ke tanggal kedua; negatif kalau terbalik.", en: "How many days from the first date to the second; negative if it is earlier." },
    category: Category::Dates,
    examples: &[example("days_between(date('2024-02-28'), date('2024-03-01'))", "2")],
    tiers: Tiers::of(['A', 'A', 'N', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (2, Some(2)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    [0, 1].into_iter().try_for_each(|at| args.date(at))?;
    Ok(whole_type(-3_652_058, 3_652_058))
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [a, b] => ops::two_dates(a, b, |a, b| Some(a.days_until(b))),
        _ => Value::Missing,
    }
}
