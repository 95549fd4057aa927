//! `rounded_quotient`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example};
use super::super::rule::{Args, Fault, Operand, num_type};
use crate::value::{MAX_SCALE, Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "rounded_quotient",
    signature: "rounded_quotient(a, b, places)",
    summary: Text { id: "Hasil bagi dengan sekian desimal, dibulatkan sekali; kosong kalau pembaginya 0.", en: "The quotient with so many decimals, rounded once; missing when the divisor is 0." },
    category: Category::Internal,
    examples: &[example("round(2 / 3, 2)", "0.67")],
    tiers: Tiers::of(['A', 'B', 'B', 'B']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (3, Some(3)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    let places = u8::try_from(args.literal(2, 0, i64::from(MAX_SCALE))?).unwrap_or(MAX_SCALE);
    num_type(args.num(0)?.div_to(args.num(1)?, places))
}

fn meaning(args: &[Value]) -> Value {
    let [a, b, places] = args else { return Value::Missing };
    let places = ops::as_whole(places).and_then(|places| u8::try_from(places).ok());
    places.map_or(Value::Missing, |places| ops::divide(ops::as_number(a), ops::as_number(b), places))
}
