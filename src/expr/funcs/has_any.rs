//! `has any of`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, given};
use super::super::rule::{Args, Fault, Operand};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "has any of",
    signature: "x has any of (a, b): bool",
    summary: Text { id: "Apakah sedikitnya satu dari kode ini dipilih. Kosong kalau tidak ada yang dipilih.", en: "Whether at least one of these codes is ticked. Missing if nothing is." },
    category: Category::Choices,
    examples: &[given("aset has any of ('motor', 'kulkas')", "{aset: [radio, motor]}", "true")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (2, None), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    choices(&Args(args))
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [set, codes @ ..] => ops::has_any(set, codes),
        [] => Value::Missing,
    }
}

/// A set of choices, and codes of its list.
pub(super) fn choices(args: &Args<'_, '_>) -> Result<Type, Fault> {
    let Some(list) = args.ty(0).as_choices() else {
        let fault = Fault::wanted(0, Text { id: "pilihan ganda", en: "a set of choices" }, args.ty(0));
        let single = args.ty(0).as_choice().is_some();
        let hint = ("untuk satu pilihan tulis `=` atau `in (…)`", "for a single choice write `=` or `in (…)`");
        return Err(if single { fault.hint(hint.0, hint.1) } else { fault });
    };
    for at in 1..args.0.len() {
        if let Some(other) = args.ty(at).as_choice().filter(|other| *other != list) {
            return Err(Fault::other_list(at, list, other));
        }
        if args.ty(at).as_choice() != Some(list) {
            return Err(Fault::wanted(at, Text { id: "kode dari daftarnya", en: "a code of its list" }, args.ty(at)));
        }
    }
    Ok(Type::Bool)
}
