//! `make_date`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, given};
use super::super::rule::{Args, Fault, Operand};
use crate::value::{Date, Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "make_date",
    signature: "make_date(year, month, day: whole number): date",
    summary: Text { id: "Tanggal dari tahun, bulan dan hari; kosong kalau tidak ada tanggal itu.", en: "The date of a year, month and day; missing if there is no such day." },
    category: Category::Dates,
    examples: &[given("make_date(2024, 2, n)", "{n: 29}", "2024-02-29"), given("make_date(2023, 2, n)", "{n: 29}", "missing")],
    tiers: Tiers::of(['A', 'C', 'C', 'C']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (3, Some(3)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    (0..3).try_for_each(|at| args.whole(at).map(|_| ()))?;
    Ok(Type::Date)
}

fn meaning(args: &[Value]) -> Value {
    let parts: Option<Vec<i32>> = args.iter().map(|part| i32::try_from(ops::as_whole(part)?).ok()).collect();
    match parts.as_deref() {
        Some([year, month, day]) => Date::new(*year, *month, *day).map_or(Value::Missing, Value::Date),
        Some(_) | None => Value::Missing,
    }
}
