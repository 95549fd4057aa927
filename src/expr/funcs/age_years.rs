//! `age_years`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example};
use super::super::rule::{Args, Fault, Operand, whole_type};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "age_years",
    signature: "age_years(from: date, to: date): whole number",
    summary: Text { id: "Umur dalam tahun penuh pada tanggal kedua; kosong kalau lahir sesudahnya. Yang lahir 29 Februari berulang tahun 1 Maret pada tahun biasa.", en: "Age in completed years on the second date; missing if born after it. Born on 29 February, the birthday is 1 March in common years." },
    category: Category::Dates,
    examples: &[example("age_years(date('2004-02-29'), date('2025-03-01'))", "21"), example("age_years(date('2025-01-01'), date('2024-01-01'))", "missing")],
    tiers: Tiers::of(['A', 'A', 'B', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (2, Some(2)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    [0, 1].into_iter().try_for_each(|at| args.date(at))?;
    Ok(whole_type(0, 9_998))
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [a, b] => ops::two_dates(a, b, |a, b| (a <= b).then(|| a.years_until(b))),
        _ => Value::Missing,
    }
}
