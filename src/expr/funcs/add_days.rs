//! `date + days`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example};
use super::super::rule::{Args, Fault, Operand};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "date + days",
    signature: "d ± n days: date",
    summary: Text { id: "Tanggal sekian hari atau minggu kemudian (atau sebelumnya dengan `-`).", en: "The date so many days or weeks later (or earlier with `-`)." },
    category: Category::Dates,
    examples: &[example("date('2024-03-01') - 2 weeks", "2024-02-16"), example("date('2024-02-28') + 2 days", "2024-03-01")],
    tiers: Tiers::of(['A', 'A', 'A', 'B']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (2, Some(2)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    args.date(0)?;
    match matches!(args.ty(1), Type::Days) {
        true => Ok(Type::Date),
        false => Err(Fault::wanted(1, Text { id: "lama waktu", en: "a duration" }, args.ty(1))),
    }
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [a, b] => ops::add_days(a, b),
        _ => Value::Missing,
    }
}
