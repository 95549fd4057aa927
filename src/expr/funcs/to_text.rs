//! `to_text`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example};
use super::super::rule::{Args, Fault, Operand};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "to_text",
    signature: "to_text(x): text",
    summary: Text { id: "Angka, tanggal atau jam sebagai teks; angka dengan semua desimalnya. Sebuah pilihan menjadi kodenya.", en: "A number, date or time as text; a number with all its decimals. A choice becomes its code." },
    category: Category::Text,
    examples: &[example("to_text(2.50)", "'2.50'"), example("to_text(date('2024-02-29'))", "'2024-02-29'")],
    tiers: Tiers::of(['A', 'C', 'B', 'B']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (1, Some(1)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    match matches!(args.ty(0), Type::Num(_) | Type::Date | Type::Time | Type::DateTime) {
        true => Ok(Type::Text),
        false => {
            Err(Fault::wanted(0, Text { id: "angka, tanggal atau jam", en: "a number, date or time" }, args.ty(0)))
        }
    }
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [Value::Num(x)] => ops::made_text(&x.to_string()),
        [Value::Date(x)] => ops::made_text(&x.to_string()),
        [Value::Time(x)] => ops::made_text(&x.to_string()),
        [Value::DateTime(x)] => ops::made_text(&x.to_string()),
        _ => Value::Missing,
    }
}
