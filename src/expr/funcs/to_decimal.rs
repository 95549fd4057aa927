//! `to_decimal`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example};
use super::super::rule::{Args, Fault, Operand};
use crate::value::{Decimal, NumType, QUOTIENT_SCALE, Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "to_decimal",
    signature: "to_decimal(t: text): number",
    summary: Text { id: "Angka dari teks berisi angka dengan paling banyak 6 desimal sesudah titik; selain itu kosong.", en: "The number in a text of digits with at most 6 decimals after a point; otherwise missing." },
    category: Category::Text,
    examples: &[example("to_decimal('4.25')", "4.250000"), example("to_decimal('4,25')", "missing")],
    tiers: Tiers::of(['A', 'B', 'A', 'N']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (1, Some(1)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    Args(args).text(0, false)?;
    Ok(Type::Num(NumType::full(QUOTIENT_SCALE)))
}

fn meaning(args: &[Value]) -> Value {
    let [x] = args else { return Value::Missing };
    let number = ops::as_text(x).and_then(Decimal::parse).filter(|n| n.scale() <= QUOTIENT_SCALE);
    let number = number.and_then(|n| n.rescale(QUOTIENT_SCALE)).filter(|n| NumType::full(QUOTIENT_SCALE).contains(*n));
    ops::number(number)
}
