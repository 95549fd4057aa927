//! `sum … for`.

use super::super::function::{Category, Function, Text, Tiers, given};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "sum … for",
    signature: "sum(x for r [where c] [ignoring missing]): number",
    summary: Text { id: "Jumlah pada baris-baris; 0 tanpa baris. Kosong kalau satu saja kosong, kecuali dengan `ignoring missing`.", en: "The sum over rows; 0 without rows. Missing if any is, except with `ignoring missing`." },
    category: Category::Rosters,
    examples: &[given("sum(umur for anggota)", "{anggota: [{umur: 3}, {}]}", "missing"), given("sum(umur for anggota ignoring missing)", "{anggota: [{umur: 3}, {}]}", "3")],
    tiers: Tiers::of(['A', 'C', 'A', 'C']),
};
