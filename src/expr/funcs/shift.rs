//! `shift`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example};
use super::super::rule::{Args, Fault, Operand, num_type};
use crate::value::{Decimal, MAX_SCALE, Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "shift",
    signature: "x / 10ᵏ",
    summary: Text { id: "Dibagi pangkat sepuluh yang tertulis: tepat, dengan k desimal lebih banyak.", en: "Divided by a literal power of ten: exact, with k more decimals." },
    category: Category::Internal,
    examples: &[example("1234 / 100", "12.34")],
    tiers: Tiers::of(['A', 'B', 'B', 'B']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (2, Some(2)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    let k = args.literal(1, 0, 18)?;
    num_type(u8::try_from(k).ok().and_then(|k| args.num(0).ok()?.clone().with_unit(None).div_power_of_ten(k)))
}

fn meaning(args: &[Value]) -> Value {
    let [x, k] = args else { return Value::Missing };
    let shifted = ops::as_number(x).zip(ops::as_whole(k)).and_then(|(x, k)| {
        let exact = Decimal::new(x.units(), x.scale().checked_add(u8::try_from(k).ok()?)?);
        if exact.scale() > MAX_SCALE { exact.rescale(MAX_SCALE) } else { Some(exact) }
    });
    ops::number(shifted)
}
