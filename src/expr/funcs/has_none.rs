//! `has none of`.

use super::super::function::{Category, Function, Text, Tiers, given};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "has none of",
    signature: "x has none of (a, b): bool",
    summary: Text { id: "Apakah tidak satu pun dari kode ini dipilih.", en: "Whether none of these codes is ticked." },
    category: Category::Choices,
    examples: &[given("aset has none of ('motor', 'kulkas')", "{aset: [tv]}", "true"), given("aset has none of ('motor', 'kulkas')", "{}", "missing")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};
