//! `*`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example, given};
use super::super::rule::{Args, Fault, Operand, num_type};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "*",
    signature: "a * b: number",
    summary: Text { id: "Hasil kali, tepat sampai 10 desimal, selebihnya dibulatkan sekali.", en: "The product, exact up to 10 decimals, rounded once beyond that." },
    category: Category::Numbers,
    examples: &[example("1.1 * 1.1", "1.21"), given("usia * 0", "{}", "missing")],
    tiers: Tiers::of(['A', 'B', 'B', 'B']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (2, None), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    let mut product = Some(args.num(0)?.clone().with_unit(None));
    for at in 1..args.0.len() {
        let factor = args.num(at)?;
        product = product.and_then(|num| num.mul(factor));
    }
    num_type(product)
}

fn meaning(args: &[Value]) -> Value {
    ops::mul(args)
}
