//! `between`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, given};
use super::super::rule::{Args, Fault, Operand};
use crate::base::codes;
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "between",
    signature: "x [not] between a and b: bool",
    summary: Text { id: "Apakah di antara dua batas, batasnya termasuk. Satu batas yang sudah pasti terlewati cukup untuk menjawab salah.", en: "Whether it lies between two ends, both included. One end that is surely passed is enough for false." },
    category: Category::Comparison,
    examples: &[given("usia between 15 and 49", "{usia: 49}", "true"), given("10 between 15 and usia", "{}", "false"), given("usia not between 15 and 49", "{usia: 14}", "true")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (3, Some(3)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    for at in [1, 2] {
        let pair = [args.0.first(), args.0.get(at)].map(|operand| operand.copied());
        let [Some(of), Some(end)] = pair else { return Ok(Type::Wrong) };
        super::equal::ordered(&Args(&[of, end])).map_err(|fault| fault.second_is(at))?;
    }
    empty_range(&args).map_or(Ok(Type::Bool), Err)
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [a, b, c] => ops::between(a, b, c),
        _ => Value::Missing,
    }
}

/// Two constant ends in the wrong order.
fn empty_range(args: &Args<'_, '_>) -> Option<Fault> {
    let [low, high] = [1, 2].map(|at| args.0.get(at).and_then(|operand| operand.constant));
    let turned = ops::order(low?, high?) == Some(std::cmp::Ordering::Greater);
    turned.then(|| {
        let fault = Fault::whole(codes::EMPTY_RANGE, "tidak ada nilai di antara kedua batas ini", "no value lies between these two ends");
        fault.hint("tulis batas yang lebih kecil dulu", "write the lower end first")
    })
}
