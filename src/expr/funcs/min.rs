//! `min`.

use std::cmp::Ordering;

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example, given};
use super::super::rule::{Args, Fault, Operand, num_type, unify};
use crate::value::{Decimal, NumType, Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "min",
    signature: "min(a, b, …)",
    summary: Text { id: "Yang terkecil atau terawal; kosong kalau satu saja kosong.", en: "The least or earliest; missing if any is." },
    category: Category::Numbers,
    examples: &[example("min(3, 9.5)", "3.0"), given("min(usia, usia_pasangan)", "{usia: 3}", "missing")],
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
    let ends = aligned.iter().map(|num| num.min).min().zip(aligned.iter().map(|num| num.max).min());
    num_type(ends.map(|(min, max)| NumType::new(scale, min, max).with_unit(unit)))
}

fn meaning(args: &[Value]) -> Value {
    if args.iter().any(Value::is_missing) {
        return Value::Missing;
    }
    let scale = args.iter().filter_map(ops::as_number).map(Decimal::scale).max();
    let mut best: Option<&Value> = None;
    for value in args {
        let better = best.is_none_or(|other| ops::order(value, other) == Some(Ordering::Less));
        best = if better { Some(value) } else { best };
    }
    match (best, scale) {
        (Some(value), Some(scale)) => ops::rescale(value, scale),
        (best, _) => best.cloned().unwrap_or(Value::Missing),
    }
}
