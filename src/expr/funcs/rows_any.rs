//! `any … for`.

use super::super::function::{Category, Function, Text, Tiers, given};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "any … for",
    signature: "any(c for r [where d]): bool",
    summary: Text { id: "Apakah syarat benar pada sedikitnya satu baris; salah tanpa baris.", en: "Whether a condition is true in at least one row; false without rows." },
    category: Category::Rosters,
    examples: &[given("any(hamil_art = 'ya' for anggota)", "{anggota: [{hamil_art: ya}, {}]}", "true")],
    tiers: Tiers::of(['A', 'A', 'A', 'C']),
};
