//! `min … for`.

use super::super::function::{Category, Function, Text, Tiers, given};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "min … for",
    signature: "min(x for r [where c] [ignoring missing])",
    summary: Text { id: "Yang terkecil atau terawal pada baris-baris; kosong tanpa baris.", en: "The least or earliest over rows; missing without rows." },
    category: Category::Rosters,
    examples: &[given("min(umur for anggota ignoring missing)", "{anggota: [{umur: 9}, {}, {umur: 4}]}", "4")],
    tiers: Tiers::of(['A', 'B', 'B', 'B']),
};
