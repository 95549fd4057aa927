//! `months_between`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example};
use super::super::rule::{Args, Fault, Operand, whole_type};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "months_between",
    signature: "months_between(from: date, to: date): whole number",
    summary: Text { id: "Berapa bulan penuh dari tanggal pertama ke tanggal kedua.", en: "How many completed months from the first date to the second." },
    category: Category::Dates,
    examples: &[example("months_between(date('2024-03-15'), date('2024-01-15'))", "-2"), example("months_between(date('2023-01-31'), date('2023-03-01'))", "1")],
    tiers: Tiers::of(['A', 'A', 'B', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (2, Some(2)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    [0, 1].into_iter().try_for_each(|at| args.date(at))?;
    Ok(whole_type(-119_988, 119_987))
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [a, b] => ops::two_dates(a, b, |a, b| Some(a.months_until(b))),
        _ => Value::Missing,
    }
}
