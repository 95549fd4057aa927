//! `if`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example, given};
use super::super::rule::{Args, Fault, Operand, unify};
use crate::base::codes;
use crate::value::{Type};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "if",
    signature: "if a then x else if b then y else z",
    summary: Text { id: "Nilai sesudah syarat pertama yang benar, kalau tidak ada nilai sesudah `else`. Syarat yang kosong membuat hasilnya kosong.", en: "The value after the first condition that is true, otherwise that after `else`. A condition that is missing makes the result missing." },
    category: Category::Logic,
    examples: &[example("if 3 < 5 then 1 else 2.50", "1.00"), given("if usia < 5 then 1 else 2", "{}", "missing")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (3, None), prepare: Prepare::Values, rule, meaning: Meaning::If };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    let last = args.0.len().saturating_sub(1);
    if last % 2 == 1 {
        return Err(Fault::whole(codes::ARITY, "`if` ini tanpa `else`", "this `if` has no `else`"));
    }
    (0..last).step_by(2).try_for_each(|at| args.condition(at))?;
    let values: Vec<_> = (1..last).step_by(2).chain([last]).map(|at| (at, args.ty(at))).collect();
    unify(&values)
}
