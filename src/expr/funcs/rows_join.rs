//! `join … for`.

use super::super::function::{Category, Function, Text, Tiers, given};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "join … for",
    signature: "join(t for r [where c] [ignoring missing], ', '): text",
    summary: Text { id: "Teks pada baris-baris disambung dengan teks di antaranya; kosong tanpa baris.", en: "The texts of the rows put together with a text between; missing without rows." },
    category: Category::Rosters,
    examples: &[given("join(nama_art for anggota, ', ')", "{anggota: [{nama_art: Siti}, {nama_art: Budi}]}", "'Siti, Budi'")],
    tiers: Tiers::of(['A', 'A', 'A', 'N']),
};
