//! `quotient`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example, given};
use super::super::rule::{Args, Fault, Operand};
use crate::base::codes;
use crate::value::{Decimal, NumType, Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "quotient",
    signature: "quotient(a, b: whole number): whole number",
    summary: Text { id: "Hasil bagi bulat, desimal dibuang; kosong kalau pembaginya 0.", en: "The whole quotient, decimals cut off; missing when the divisor is 0." },
    category: Category::Numbers,
    examples: &[example("quotient(-7, 2)", "-3"), given("quotient(n, m)", "{n: 5, m: 0}", "missing")],
    tiers: Tiers::of(['A', 'A', 'A', 'B']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (2, Some(2)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    let (a, b) = (args.whole(0)?, args.whole(1)?);
    nonzero(b)?;
    let most = a.absolute().max;
    Ok(Type::Num(if a.min >= 0 && b.min >= 0 { NumType::whole(0, most) } else { NumType::whole(-most, most) }))
}

fn meaning(args: &[Value]) -> Value {
    let [a, b] = args else { return Value::Missing };
    let whole = ops::as_number(a).zip(ops::as_number(b)).and_then(|(a, b)| a.units().checked_div(b.units()));
    ops::number(whole.map(Decimal::int))
}

/// A divisor that can be something else than 0.
pub(super) fn nonzero(divisor: &NumType) -> Result<(), Fault> {
    match (divisor.min, divisor.max) {
        (0, 0) => Err(Fault::at(1, codes::DIV_ZERO, "tidak bisa dibagi dengan 0", "this divides by 0")),
        (_, _) => Ok(()),
    }
}
