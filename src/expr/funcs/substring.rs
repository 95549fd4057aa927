//! `substring`.

use super::super::function::{Category, Function, Meaning, Operation, Prepare, Text, Tiers, example};
use super::super::rule::{Args, Fault, Operand};
use crate::value::{Type, Value, ops};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "substring",
    signature: "substring(t: text, from, length: whole number): text",
    summary: Text { id: "Bagian teks: mulai huruf ke berapa (dari 1) dan berapa huruf; kosong kalau tidak ada huruf, atau hanya spasi, di sana.", en: "A part of a text: from which character (counted from 1) and how many; missing if there are none, or only spaces." },
    category: Category::Text,
    examples: &[example("substring('kaltara', 4, 2)", "'ta'"), example("substring('abc', 9, 3)", "missing")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};

/// What it takes, gives and means.
pub(super) static OPERATION: Operation =
    Operation { arity: (3, Some(3)), prepare: Prepare::Values, rule, meaning: Meaning::Eager(meaning) };

fn rule(args: &[Operand<'_>]) -> Result<Type, Fault> {
    let args = Args(args);
    args.text(0, false)?;
    [1, 2].into_iter().try_for_each(|at| args.whole(at).map(|_| ()))?;
    Ok(Type::Text)
}

fn meaning(args: &[Value]) -> Value {
    let [text, from, length] = args else { return Value::Missing };
    let bounds = ops::as_whole(from).zip(ops::as_whole(length)).filter(|(from, _)| *from >= 1);
    let Some((text, (from, length))) = ops::as_text(text).zip(bounds) else { return Value::Missing };
    let skip = usize::try_from(from - 1).unwrap_or(usize::MAX);
    let part: String = text.chars().skip(skip).take(usize::try_from(length).unwrap_or(0)).collect();
    ops::made_text(&part)
}
