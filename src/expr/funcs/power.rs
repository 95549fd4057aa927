//! `power`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example, given};
use super::super::rule::{Args, Fault, Operand, num_type};
use crate::value::{Decimal, MAX_SCALE, Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "power",
    signature: "power(x: number, k: 0…6): number",
    summary: Text { id: "Pangkat bulat yang tertulis: tepat, lalu sekali dibulatkan ke paling banyak 10 desimal.", en: "A literal whole power: exact, then rounded once to at most 10 decimals." },
    category: Category::Numbers,
    examples: &[example("power(1.5, 2)", "2.25"), given("power(tinggi / 100, 2)", "{tinggi: '160.0'}", "2.560000")],
    tiers: Tiers::of(['A', 'B', 'B', 'B']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (2, Some(2)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    let k = args.literal(1, 0, 6)?;
    num_type(args.num(0)?.power(k))
}

fn meaning(args: &[Value]) -> Value {
    let [x, k] = args else { return Value::Missing };
    let power = ops::as_number(x).zip(ops::as_whole(k)).and_then(|(x, k)| {
        let k = u32::try_from(k).ok()?;
        let scale = u8::try_from(u32::from(x.scale()).checked_mul(k)?).ok()?;
        let exact = Decimal::new(x.units().checked_pow(k)?, scale);
        if scale > MAX_SCALE { exact.rescale(MAX_SCALE) } else { Some(exact) }
    });
    ops::number(power)
}
