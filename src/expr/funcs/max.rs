//! `max`.

use std::cmp::Ordering;

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example, given};
use super::super::rule::{Args, Fault, Operand, num_type, unify};
use crate::value::{Decimal, NumType, Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "max",
    signature: "max(a, b, …)",
    summary: Text { id: "Yang terbesar atau terakhir; kosong kalau satu saja kosong.", en: "The greatest or latest; missing if any is." },
    category: Category::Numbers,
    examples: &[example("max(3, 9.5)", "9.5"), given("max(usia, usia_pasangan)", "{usia: 3}", "missing")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (1, None), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    if let Type::Date | Type::Time | Type::DateTime = args.ty(0) {
        let types: Vec<_> = args.0.iter().enumerate().map(|(at, operand)| (at, operand.ty)).collect();
        return unify(&types);
    }
    let nums = args.nums(0)?;
    let scale = nums.iter().map(|num| num.scale).max().unwrap_or(0);
    let aligned: Option<Vec<_>> = nums.iter().map(|num| num.rescaled(scale)).collect();
    let aligned = aligned.ok_or_else(Fault::overflow)?;
    let unit = aligned.iter().find_map(|num| num.unit.clone());
    let ends = aligned.iter().map(|num| num.min).max().zip(aligned.iter().map(|num| num.max).max());
    num_type(ends.map(|(min, max)| NumType::new(scale, min, max).with_unit(unit)))
}

fn meaning(args: &[Value]) -> Value {
    if args.iter().any(Value::is_missing) {
        return Value::Missing;
    }
    let scale = args.iter().filter_map(ops::as_number).map(Decimal::scale).max();
    let mut best: Option<&Value> = None;
    for value in args {
        let better = best.is_none_or(|other| ops::order(value, other) == Some(Ordering::Greater));
        best = if better { Some(value) } else { best };
    }
    match (best, scale) {
        (Some(value), Some(scale)) => ops::rescale(value, scale),
        (best, _) => best.cloned().unwrap_or(Value::Missing),
    }
}
