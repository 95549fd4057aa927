//! `coalesce`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, given};
use super::super::rule::{Fault, Operand, unify};
use crate::value::{Type};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "coalesce",
    signature: "coalesce(a, b, …)",
    summary: Text { id: "Nilai pertama yang tidak kosong.", en: "The first value that is not missing." },
    category: Category::Logic,
    examples: &[given("coalesce(usia, 0) + 1", "{}", "1"), given("coalesce(usia, usia_pasangan, 99)", "{usia_pasangan: 40}", "40")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (1, None), prepare: Prepare::Values, rule, meaning: Meaning::First };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let types: Vec<_> = args.iter().enumerate().map(|(at, operand)| (at, operand.ty)).collect();
    unify(&types)
}
