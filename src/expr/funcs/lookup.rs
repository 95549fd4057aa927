//! `lookup`.

use super::super::function::{Category, Function, Text, Tiers};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "lookup",
    signature: "lookup(table.column, key = x, …)",
    summary: Text { id: "Sel sebuah tabel menurut kuncinya; kosong kalau tidak ada barisnya.", en: "A cell of a table by its keys; missing if there is no such row." },
    category: Category::Names,
    examples: &[],
    tiers: Tiers::of(['A', 'A', 'C', 'N']),
};
