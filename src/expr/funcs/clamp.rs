//! `clamp`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, given};
use super::super::rule::{Args, Fault, Operand, num_type};
use crate::base::codes;
use crate::value::{NumType, Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "clamp",
    signature: "clamp(x, low, high): number",
    summary: Text { id: "Angka itu, tetapi tidak di bawah batas bawah dan tidak di atas batas atas. Kalau kedua batas terbalik, batas atas yang berlaku.", en: "The number, but not below the low end and not above the high end. Where the ends are crossed, the high end counts." },
    category: Category::Numbers,
    examples: &[given("clamp(n, 0, 10)", "{n: 99}", "10")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (3, Some(3)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let nums = Args(args).nums(0)?;
    let [x, low, high] = nums.as_slice() else { return Ok(Type::Wrong) };
    if low.greatest() > high.least() && low.min == low.max && high.min == high.max {
        return Err(Fault::whole(codes::EMPTY_RANGE, "batas bawahnya di atas batas atas", "the low end is above the high end"));
    }
    let scale = x.scale.max(low.scale).max(high.scale);
    let [x, low, high] = [x, low, high].map(|num| num.rescaled(scale));
    let whole = x.zip(low).zip(high).map(|((x, low), high)| {
        let end = |n: i128, low: i128, high: i128| n.max(low).min(high);
        NumType::new(scale, end(x.min, low.min, high.min), end(x.max, low.max, high.max)).with_unit(x.unit)
    });
    num_type(whole)
}

fn meaning(args: &[Value]) -> Value {
    let numbers: Option<Vec<_>> = args.iter().map(ops::as_number).collect();
    let Some([x, low, high]) = numbers.as_deref() else { return Value::Missing };
    let scale = x.scale().max(low.scale()).max(high.scale());
    ops::number((*x).max(*low).min(*high).rescale(scale))
}
