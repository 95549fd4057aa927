//! `to_int`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example};
use super::super::rule::{Args, Fault, Operand};
use crate::value::{Decimal, NumType, Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "to_int",
    signature: "to_int(t: text): number",
    summary: Text { id: "Bilangan bulat dari teks yang hanya berisi angka (boleh `-` di depan); selain itu kosong.", en: "The whole number in a text of digits (a `-` may stand before); otherwise missing." },
    category: Category::Text,
    examples: &[example("to_int('0042')", "42"), example("to_int('4,2')", "missing")],
    tiers: Tiers::of(['A', 'B', 'A', 'N']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (1, Some(1)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    Args(args).text(0, false)?;
    Ok(Type::Num(NumType::full(0)))
}

fn meaning(args: &[Value]) -> Value {
    let [x] = args else { return Value::Missing };
    let number = ops::as_text(x).and_then(Decimal::parse).filter(|n| n.scale() == 0);
    let number = number.and_then(|n| n.rescale(0)).filter(|n| NumType::full(0).contains(*n));
    ops::number(number)
}
