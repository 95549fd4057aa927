//! `ceil`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example};
use super::super::rule::{Args, Fault, Operand};
use crate::value::{Decimal, NumType, Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "ceil",
    signature: "ceil(x: number): whole number",
    summary: Text { id: "Bilangan bulat terkecil yang tidak lebih kecil.", en: "The least whole number that is not smaller." },
    category: Category::Numbers,
    examples: &[example("ceil(2.1)", "3"), example("ceil(-2.9)", "-2")],
    tiers: Tiers::of(['A', 'A', 'A', 'N']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (1, Some(1)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let num = Args(args).num(0)?;
    let [min, max] = [num.least(), num.greatest()].map(|end| whole(end).units());
    Ok(Type::Num(NumType::whole(min, max).with_unit(num.unit.clone())))
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [x] => ops::number(ops::as_number(x).map(whole)),
        _ => Value::Missing,
    }
}

fn whole(x: Decimal) -> Decimal {
    let one = 10_i128.pow(u32::from(x.scale()));
    Decimal::int(-(-x.units()).div_euclid(one))
}
