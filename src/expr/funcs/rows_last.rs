//! `last … for`.

use super::super::function::{Category, Function, Text, Tiers, given};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "last … for",
    signature: "last(x for r [where c])",
    summary: Text { id: "Nilai pada baris terakhir (yang memenuhi syarat); kosong tanpa baris.", en: "The value in the last row (that meets the condition); missing without rows." },
    category: Category::Rosters,
    examples: &[given("last(nama_art for anggota)", "{anggota: [{nama_art: Siti}, {nama_art: Budi}]}", "'Budi'")],
    tiers: Tiers::of(['A', 'A', 'A', 'N']),
};
