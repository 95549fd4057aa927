//! `max … for`.

use super::super::function::{Category, Function, Text, Tiers, given};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "max … for",
    signature: "max(x for r [where c] [ignoring missing])",
    summary: Text { id: "Yang terbesar atau terakhir pada baris-baris; kosong tanpa baris.", en: "The greatest or latest over rows; missing without rows." },
    category: Category::Rosters,
    examples: &[given("max(umur for anggota)", "{anggota: [{umur: 3}, {}]}", "missing")],
    tiers: Tiers::of(['A', 'B', 'B', 'B']),
};
