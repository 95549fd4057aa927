//! `sum … for`.

use super::super::function::{Category, Function, Text, Tiers, given};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "sum … for",
    signature: "sum(x for r [where c] [ignoring missing]): number",
    summary: Text { id: "Jumlah pada baris-baris; 0 tanpa baris. Kosong kalau satu saja kosong; dengan `ignoring missing` hanya kalau ada baris dan semuanya kosong.", en: "The sum over rows; 0 without rows. Missing if any is; with `ignoring missing` only if there are rows and all are missing." },
    category: Category::Rosters,
    examples: &[given("sum(umur for anggota)", "{anggota: [{umur: 3}, {}]}", "missing"), given("sum(umur for anggota ignoring missing)", "{anggota: [{umur: 3}, {}]}", "3"), given("sum(umur for anggota ignoring missing)", "{anggota: [{}, {}]}", "missing")],
    tiers: Tiers::of(['A', 'C', 'A', 'C']),
};
