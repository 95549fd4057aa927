//! `sum`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, given};
use super::super::rule::{Args, Fault, Operand};
use crate::value::{Decimal, NumType, QUOTIENT_SCALE, Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "sum",
    signature: "sum(a, b, …[; min_answered k]): number",
    summary: Text { id: "Jumlah; pilihan dihitung dengan skornya, benar/salah sebagai 1/0. Kosong kalau satu saja kosong; dengan `min_answered k`: jumlah yang terjawab kalau sedikitnya k.", en: "The sum; choices count with their score, true and false as 1 and 0. Missing if any is; with `min_answered k`: of those answered, if at least k are." },
    category: Category::Scoring,
    examples: &[given("sum(q1, q2)", "{q1: sts, q2: ss}", "6"), given("sum(q1, q2)", "{q1: sts}", "missing"), given("sum(sikap; min_answered 3)", "{q1: sts, q2: ts, q3: n}", "6")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (2, None), prepare: Prepare::Scores, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    sum_type(&Args(args)).map(Type::Num)
}

fn meaning(args: &[Value]) -> Value {
    let scale = args.iter().skip(1).filter_map(ops::as_number).map(Decimal::scale).max().unwrap_or(0);
    ops::number(answered(args).and_then(|(numbers, _)| total(&numbers)?.rescale(scale)))
}

/// The numbers after the first argument that aren't missing, if at least that many (and at least one) are there.
pub(super) fn answered(args: &[Value]) -> Option<(Vec<Decimal>, usize)> {
    let (least, items) = args.split_first()?;
    let numbers: Vec<Decimal> = items.iter().filter_map(ops::as_number).collect();
    let least = usize::try_from(ops::as_whole(least)?).ok()?.max(1);
    (numbers.len() >= least).then_some((numbers, items.len()))
}

/// The exact sum.
pub(super) fn total(numbers: &[Decimal]) -> Option<Decimal> {
    numbers.iter().try_fold(Decimal::ZERO, |sum, n| sum.checked_add(*n))
}

/// The type of the sum: all of the items if all must be answered, otherwise any of them.
pub(super) fn sum_type(args: &Args<'_, '_>) -> Result<NumType, Fault> {
    let nums = args.nums(1)?;
    let least = args.literal(0, 0, i64::from(u32::MAX))?;
    let all = usize::try_from(least).is_ok_and(|least| least >= nums.len());
    let scale = nums.iter().map(|num| num.scale).max().unwrap_or(0);
    let mut sum = Some(NumType::new(scale, 0, 0));
    for num in nums {
        let part = if all { Some(num.clone()) } else { num.times(1, false) };
        sum = sum.zip(part).and_then(|(sum, part)| sum.add(&part));
    }
    sum.ok_or_else(Fault::overflow)
}

/// The mean of numbers of one type lies between their bounds.
pub(super) fn mean_type(args: &Args<'_, '_>) -> Result<NumType, Fault> {
    // The sum is brought to the decimals of the quotient before it is divided: that must fit too.
    let room = sum_type(args)?.div(&NumType::whole(1, 1));
    room.and(hull(args)?.rescaled(QUOTIENT_SCALE)).ok_or_else(Fault::overflow)
}

/// All values of the items.
pub(super) fn hull(args: &Args<'_, '_>) -> Result<NumType, Fault> {
    let mut all: Option<NumType> = None;
    for num in args.nums(1)? {
        let both = all.map_or(Some(num.clone()), |other| other.union(num));
        all = Some(both.ok_or_else(Fault::overflow)?);
    }
    Ok(all.unwrap_or_else(|| NumType::whole(0, 0)))
}
