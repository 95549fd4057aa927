//! `in`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example, given};
use super::super::rule::{Args, Fault, Operand};
use crate::value::Type;

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "in",
    signature: "x [not] in (a, b, …): bool",
    summary: Text { id: "Apakah salah satu dari tetapan ini.", en: "Whether it is one of these constants." },
    category: Category::Comparison,
    examples: &[given("pekerjaan in ('petani', 'nelayan')", "{pekerjaan: nelayan}", "true"), example("3 not in (1, 2)", "true"), given("bekerja in ('ya')", "{}", "missing")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (2, None), prepare: Prepare::Values, rule, meaning: Meaning::OneOf };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    for at in 1..args.0.len() {
        let pair = [args.0.first(), args.0.get(at)].map(|operand| operand.copied());
        let [Some(of), Some(item)] = pair else { return Ok(Type::Wrong) };
        super::equal::comparable(&Args(&[of, item])).map_err(|fault| fault.second_is(at))?;
    }
    Ok(Type::Bool)
}
