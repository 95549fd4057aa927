//! `/`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example, given};
use super::super::rule::{Args, Fault, Operand, num_type};
use crate::base::codes;
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "/",
    signature: "a / b: number",
    summary: Text { id: "Hasil bagi dengan 6 desimal, dibulatkan sekali; kosong kalau pembaginya 0. Dibagi 10, 100, 1000 … yang tertulis hasilnya tepat.", en: "The quotient with 6 decimals, rounded once; missing when the divisor is 0. Divided by a literal 10, 100, 1000 … it is exact." },
    category: Category::Numbers,
    examples: &[example("2 / 3", "0.666667"), example("7 / 2", "3.500000"), given("n / m", "{n: 5, m: 0}", "missing"), example("1234 / 100", "12.34")],
    tiers: Tiers::of(['A', 'B', 'B', 'B']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (2, Some(2)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    let (a, b) = (args.num(0)?, args.num(1)?);
    if (b.min, b.max) == (0, 0) {
        return Err(Fault::at(1, codes::DIV_ZERO, "tidak bisa dibagi dengan 0", "this divides by 0"));
    }
    num_type(a.div(b))
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [a, b] => ops::div(a, b),
        _ => Value::Missing,
    }
}
