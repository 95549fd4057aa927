//! `date + months`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example};
use super::super::rule::{Args, Fault, Operand};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "date + months",
    signature: "d ± n months: date",
    summary: Text { id: "Tanggal sekian bulan atau tahun kemudian; hari yang tidak ada menjadi akhir bulan.", en: "The date so many months or years later; a day that does not exist becomes the end of the month." },
    category: Category::Dates,
    examples: &[example("date('2024-01-31') + 1 month", "2024-02-29"), example("date('2024-02-29') + 1 year", "2025-02-28")],
    tiers: Tiers::of(['A', 'C', 'A', 'N']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (2, Some(2)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    args.date(0)?;
    match matches!(args.ty(1), Type::Months) {
        true => Ok(Type::Date),
        false => Err(Fault::wanted(1, Text { id: "lama waktu", en: "a duration" }, args.ty(1))),
    }
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [a, b] => ops::add_months(a, b),
        _ => Value::Missing,
    }
}
