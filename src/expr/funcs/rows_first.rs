//! `first … for`.

use super::super::function::{Category, Function, Text, Tiers, given};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "first … for",
    signature: "first(x for r [where c])",
    summary: Text { id: "Nilai pada baris pertama (yang memenuhi syarat); kosong tanpa baris.", en: "The value in the first row (that meets the condition); missing without rows." },
    category: Category::Rosters,
    examples: &[given("first(nama_art for anggota where umur >= 60)", "{anggota: [{nama_art: Siti, umur: 61}, {nama_art: Budi, umur: 70}]}", "'Siti'")],
    tiers: Tiers::of(['A', 'A', 'A', 'N']),
};
