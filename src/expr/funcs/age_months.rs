//! `age_months`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example};
use super::super::rule::{Args, Fault, Operand, whole_type};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "age_months",
    signature: "age_months(from: date, to: date): whole number",
    summary: Text { id: "Umur dalam bulan penuh pada tanggal kedua; kosong kalau lahir sesudahnya.", en: "Age in completed months on the second date; missing if born after it." },
    category: Category::Dates,
    examples: &[example("age_months(date('2020-05-15'), date('2025-05-14'))", "59")],
    tiers: Tiers::of(['A', 'A', 'B', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (2, Some(2)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    [0, 1].into_iter().try_for_each(|at| args.date(at))?;
    Ok(whole_type(0, 119_987))
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [a, b] => ops::two_dates(a, b, |a, b| (a <= b).then(|| a.months_until(b))),
        _ => Value::Missing,
    }
}
