//! `ln`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example, given};
use super::super::rule::{Args, Fault, Operand, num_type};
use crate::value::{Decimal, NumType, QUOTIENT_SCALE, Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "ln",
    signature: "ln(x: number): number",
    summary: Text { id: "Logaritma natural dengan 6 desimal; kosong kalau tidak lebih dari 0. Untuk analisis, tidak untuk skor yang dibagi menjadi band.", en: "The natural logarithm with 6 decimals; missing unless above 0. For analysis, never for a score with bands." },
    category: Category::Numbers,
    examples: &[example("ln(1)", "0.000000"), example("ln(10)", "2.302585"), given("ln(n)", "{n: 0}", "missing")],
    tiers: Tiers::of(['B', 'B', 'B', 'B']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (1, Some(1)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let num = Args(args).num(0)?;
    // What is not above 0 has no logarithm; the least that has one is 10^-scale.
    let [least, most] = [num.min.max(1), num.max.max(1)].map(|end| Decimal::new(end, num.scale).ln());
    num_type(least.zip(most).map(|(least, most)| NumType::new(QUOTIENT_SCALE, least.units(), most.units())))
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [x] => ops::number(ops::as_number(x).and_then(Decimal::ln)),
        _ => Value::Missing,
    }
}
