//! `round`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example};
use super::super::rule::{Args, Fault, Operand, num_type};
use crate::base::codes;
use crate::value::{MAX_SCALE, Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "round",
    signature: "round(x: number[, places: 0…10]): number",
    summary: Text { id: "Dibulatkan ke sekian desimal (tanpa angka kedua: ke bilangan bulat), setengah menjauhi nol.", en: "Rounded to so many decimals (without a second number: to a whole number), half away from zero." },
    category: Category::Numbers,
    examples: &[example("round(2.5)", "3"), example("round(-2.5)", "-3"), example("round(2.675, 2)", "2.68"), example("round(1.5, 3)", "1.500")],
    tiers: Tiers::of(['A', 'B', 'B', 'B']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (1, Some(2)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    let num = args.num(0)?;
    let places = if args.0.len() > 1 { places(&args)? } else { 0 };
    num_type(num.rescaled(places))
}

fn meaning(args: &[Value]) -> Value {
    let (x, places) = match args {
        [x] => (x, Some(0)),
        [x, places] => (x, ops::as_whole(places)),
        _ => return Value::Missing,
    };
    places.and_then(|n| u8::try_from(n).ok()).map_or(Value::Missing, |scale| ops::rescale(x, scale))
}

fn places(args: &Args<'_, '_>) -> Result<u8, Fault> {
    let given = args.0.get(1).and_then(|operand| operand.constant).and_then(ops::as_whole);
    match given {
        Some(n) if n > i64::from(MAX_SCALE) => {
            Err(Fault::at(1, codes::SCALE, "angka paling banyak 10 desimal", "a number has at most 10 decimals"))
        }
        Some(_) | None => Ok(u8::try_from(args.literal(1, 0, i64::from(MAX_SCALE))?).unwrap_or(MAX_SCALE)),
    }
}
