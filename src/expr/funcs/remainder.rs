//! `remainder`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example, given};
use super::super::rule::{Args, Fault, Operand};
use crate::value::{Decimal, NumType, Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "remainder",
    signature: "remainder(a, b: whole number): whole number",
    summary: Text { id: "Sisa bagi bulat, bertanda seperti yang dibagi; kosong kalau pembaginya 0.", en: "The remainder of the whole quotient, with the sign of the dividend; missing when the divisor is 0." },
    category: Category::Numbers,
    examples: &[example("remainder(-7, 3)", "-1"), given("remainder(n, m)", "{n: 5, m: 0}", "missing")],
    tiers: Tiers::of(['A', 'A', 'A', 'B']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (2, Some(2)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    let (a, b) = (args.whole(0)?, args.whole(1)?);
    super::quotient::nonzero(b)?;
    let most = a.absolute().max.min(b.absolute().max - 1);
    let (min, max) = (if a.min < 0 { -most } else { 0 }, if a.max > 0 { most } else { 0 });
    Ok(Type::Num(NumType::whole(min, max)))
}

fn meaning(args: &[Value]) -> Value {
    let [a, b] = args else { return Value::Missing };
    let rest = ops::as_number(a).zip(ops::as_number(b)).and_then(|(a, b)| a.units().checked_rem(b.units()));
    ops::number(rest.map(Decimal::int))
}
