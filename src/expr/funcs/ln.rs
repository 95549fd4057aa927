//! `ln`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example, given};
use super::super::rule::{Args, Fault, Operand};
use crate::value::{Decimal, NumType, QUOTIENT_SCALE, Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "ln",
    signature: "ln(x: number): number",
    summary: Text { id: "Logaritma natural dengan 6 desimal; kosong kalau tidak lebih dari 0. Untuk analisis, tidak untuk skor yang dibagi menjadi band.", en: "The natural logarithm with 6 decimals; missing unless above 0. For analysis, never for a score with bands." },
    category: Category::Numbers,
    examples: &[example("ln(1)", "0.000000"), example("ln(10)", "2.302585"), given("ln(n)", "{n: 0}", "missing")],
    tiers: Tiers::of(['B', 'B', 'B', 'B']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (1, Some(1)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    Args(args).num(0)?;
    // From ln(10^-10) to ln(10^37).
    Ok(Type::Num(NumType::new(QUOTIENT_SCALE, -23_025_851, 85_195_651)))
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [x] => ops::number(ops::as_number(x).and_then(logarithm)),
        _ => Value::Missing,
    }
}

/// Bits after the point of the fixed-point numbers used here: enough for 6 decimals with 12 to spare.
const BITS: u32 = 62;
/// ln 2, times 2^62.
const LN_2: i128 = 3_196_577_161_300_663_915;
/// ln 10, times 2^62.
const LN_10: i128 = 10_618_799_479_599_967_255;

/// ln x in whole-number arithmetic, so that every machine gives the same digits.
///
/// With u = x · 10^scale and b its bits, u = m · 2^b for m in [½, 1), and ln m = 2 artanh((m − 1) / (m + 1)).
fn logarithm(x: Decimal) -> Option<Decimal> {
    let units = (x.signum() > 0).then(|| x.units())?;
    let bits = i128::BITS - units.leading_zeros();
    let mantissa = if bits > BITS { units >> (bits - BITS) } else { units << (BITS - bits) };
    let one = 1_i128 << BITS;
    let ratio = ((mantissa - one) << BITS) / (mantissa + one);
    let square = (ratio * ratio) >> BITS;
    let (mut power, mut sum) = (ratio, 0);
    for odd in (1..64).step_by(2) {
        sum += power / odd;
        power = (power * square) >> BITS;
    }
    let total = 2 * sum + i128::from(bits) * LN_2 - i128::from(x.scale()) * LN_10;
    // Times 10^6, half away from zero. A logarithm of a fraction other than 1 is never a tie.
    let scaled = total * 1_000_000;
    let half = one / 2;
    Some(Decimal::new(if scaled < 0 { -((half - scaled) >> BITS) } else { (scaled + half) >> BITS }, QUOTIENT_SCALE))
}
