//! `mean … for`.

use super::super::function::{Category, Function, Text, Tiers, given};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "mean … for",
    signature: "mean(x for r [where c] [ignoring missing]): number",
    summary: Text { id: "Rata-rata pada baris-baris dengan 6 desimal; kosong tanpa baris.", en: "The mean over rows with 6 decimals; missing without rows." },
    category: Category::Rosters,
    examples: &[given("mean(umur for anggota)", "{anggota: [{umur: 1}, {umur: 2}, {umur: 2}]}", "1.666667")],
    tiers: Tiers::of(['A', 'B', 'B', 'B']),
};
