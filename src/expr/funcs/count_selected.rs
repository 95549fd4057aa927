//! `count_selected`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, given};
use super::super::rule::{Args, Fault, Operand, whole_type};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "count_selected",
    signature: "count_selected(q: choices): number",
    summary: Text { id: "Berapa kode yang dipilih; kosong kalau tidak ada.", en: "How many codes are ticked; missing if none is." },
    category: Category::Choices,
    examples: &[given("count_selected(aset)", "{aset: [tv, motor]}", "2"), given("count_selected(aset)", "{}", "missing")],
    tiers: Tiers::of(['A', 'A', 'A', 'C']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (1, Some(1)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    match args.ty(0).as_choices() {
        Some(_) => Ok(whole_type(1, 1_000_000)),
        None => Err(Fault::wanted(0, Text { id: "pilihan ganda", en: "a set of choices" }, args.ty(0))),
    }
}

fn meaning(args: &[Value]) -> Value {
    match args {
        [x] => ops::count_ticked(x),
        _ => Value::Missing,
    }
}
