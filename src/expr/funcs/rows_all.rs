//! `all … for`.

use super::super::function::{Category, Function, Text, Tiers, given};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "all … for",
    signature: "all(c for r [where d]): bool",
    summary: Text { id: "Apakah syarat benar pada semua baris; benar tanpa baris.", en: "Whether a condition is true in every row; true without rows." },
    category: Category::Rosters,
    examples: &[given("all(umur >= 0 for anggota)", "{}", "true")],
    tiers: Tiers::of(['A', 'A', 'A', 'C']),
};
