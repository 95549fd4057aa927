//! `concat`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, given};
use super::super::rule::{Args, Fault, Operand};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "concat",
    signature: "concat(a, b, …: text): text",
    summary: Text { id: "Teks disambung; kosong kalau satu saja kosong.", en: "Texts put together; missing if any is." },
    category: Category::Text,
    examples: &[given("concat('Ibu ', nama)", "{nama: Siti}", "'Ibu Siti'"), given("concat('Ibu ', coalesce(nama, 'responden'))", "{}", "'Ibu responden'")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (1, None), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    let mut all = Type::Text;
    for at in 0..args.0.len() {
        let ty = args.text(at, true).map_err(|fault| advised(fault, args.ty(at)))?;
        all = if matches!(ty, Type::Label) { Type::Label } else { all };
    }
    Ok(all)
}

fn meaning(args: &[Value]) -> Value {
    let parts: Option<Vec<&str>> = args.iter().map(ops::as_text).collect();
    parts.map_or(Value::Missing, |parts| ops::made_text(&parts.concat()))
}

/// How something else becomes text.
fn advised(fault: Fault, ty: &Type) -> Fault {
    if matches!(ty, Type::Num(_) | Type::Date) {
        return fault.hint("ubah dulu menjadi teks: `to_text(x)`", "turn it into text first: `to_text(x)`");
    }
    match ty.as_choice() {
        Some(_) => fault.hint("labelnya dibaca dengan `label(q)`", "its label is read with `label(q)`"),
        None => fault,
    }
}
