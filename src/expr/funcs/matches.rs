//! `matches`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example};
use super::super::rule::{Args, Fault, Operand};
use crate::base::codes;
use crate::value::{Type};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "matches",
    signature: "matches(t: text, 'pattern'): bool",
    summary: Text { id: "Apakah seluruh teks cocok dengan pola (ekspresi reguler) yang tertulis; `\\d` hanya 0 sampai 9.", en: "Whether the whole text fits a literal pattern (a regular expression); `\\d` is only 0 to 9." },
    category: Category::Text,
    examples: &[example("matches('081234567890', '08[0-9]{8,11}')", "true"), example("matches('x0812', '08.*')", "false")],
    tiers: Tiers::of(['A', 'A', 'A', 'N']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (2, Some(2)), prepare: Prepare::Values, rule, meaning: Meaning::Pattern };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    args.text(0, false)?;
    match args.0.get(1).map(|operand| (operand.ty, operand.constant)) {
        Some((Type::Text, Some(_))) => Ok(Type::Bool),
        _ => Err(Fault::at(1, codes::REGEX, "pola harus tertulis sebagai teks dalam tanda kutip", "the pattern must be a literal text")),
    }
}
