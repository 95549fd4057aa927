//! `=`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example, given};
use super::super::rule::{Args, BY_CODE, Fault, Operand, describe, same_unit};
use crate::base::codes;
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "=",
    signature: "a = b: bool",
    summary: Text { id: "Apakah sama. Kosong kalau salah satu kosong; teks dibandingkan huruf demi huruf.", en: "Whether both are the same. Missing if either is; text is compared letter by letter." },
    category: Category::Comparison,
    examples: &[example("0.1 + 0.2 = 0.3", "true"), given("bekerja = 'ya'", "{bekerja: ya}", "true"), given("usia = usia_pasangan", "{}", "missing")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (2, Some(2)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    comparable(&Args(args))
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [a, b] => ops::equal(a, b),
        _ => Value::Missing,
    }
}

/// Whether two values can be the same at all.
pub(super) fn comparable(args: &Args<'_, '_>) -> Result<Type, Fault> {
    for at in [0, 1] {
        match args.ty(at) {
            Type::Choices(_) => {
                return Err(Fault::at(at, codes::TYPE, "pilihan ganda tidak dibandingkan dengan `=`", "a set of choices isn't compared with `=`")
                    .hint("tulis `x has 'kode'` atau `x has only (…)`", "write `x has 'code'` or `x has only (…)`"));
            }
            Type::Geo | Type::File | Type::Label | Type::Missing | Type::Days | Type::Months => {
                return Err(Fault::wanted(at, Text { id: "nilai yang bisa dibandingkan", en: "a value that can be compared" }, args.ty(at)));
            }
            Type::Bool | Type::Num(_) | Type::Text | Type::Date | Type::Time | Type::DateTime | Type::Choice(_) | Type::Wrong => {}
        }
    }
    alike(args)
}

/// Whether two values have an order, and the same one.
pub(super) fn ordered(args: &Args<'_, '_>) -> Result<Type, Fault> {
    comparable(args)?;
    if args.ty(0).has_order() {
        return Ok(Type::Bool);
    }
    let word = describe(args.ty(0));
    let message = (format!("{} tidak punya urutan", word.id), format!("{} has no order", word.en));
    Err(Fault::whole(codes::TYPE, message.0, message.1))
}

/// Whether two values are of one kind (numbers whatever their scale, of one unit).
fn alike(args: &Args<'_, '_>) -> Result<Type, Fault> {
    let (a, b) = (args.ty(0), args.ty(1));
    if let (Type::Num(a), Type::Num(b)) = (a, b) {
        same_unit(a, b)?;
        return Ok(Type::Bool);
    }
    if a == b {
        return Ok(Type::Bool);
    }
    let (left, right) = (describe(a), describe(b));
    let fault = match left == right {
        true => Fault::whole(codes::TYPE, "kedua pilihan ini dari daftar yang berbeda", "these two choices are of different lists"),
        false => Fault::whole(
            codes::TYPE,
            format!("{} tidak bisa dibandingkan dengan {}", left.id, right.id),
            format!("{} can't be compared with {}", left.en, right.en),
        ),
    };
    Err(match (a, b) {
        (Type::Date, Type::Text | Type::Num(_)) | (Type::Text | Type::Num(_), Type::Date) => {
            fault.hint("tanggal ditulis `date('2024-12-31')`", "a date is written `date('2024-12-31')`")
        }
        (Type::Choice(_), Type::Num(_)) | (Type::Num(_), Type::Choice(_)) => fault.hint(
            "kode bukan angka; angkanya dibaca dengan `score(q)` atau kolom daftar",
            "a code is not a number; its number is read with `score(q)` or a column of the list",
        ),
        (Type::Choice(_), Type::Text | Type::Choice(_)) | (Type::Text, Type::Choice(_)) => fault.hint(BY_CODE.id, BY_CODE.en),
        (_, _) => fault,
    })
}
