//! `score`.

use super::super::function::{Category, Function, Text, Tiers, given};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "score",
    signature: "score(q: choice): number",
    summary: Text { id: "Skor pilihan menurut daftarnya; kosong untuk kode khusus.", en: "The score of a choice in its list; missing for special codes." },
    category: Category::Scoring,
    examples: &[given("score(q1) * 2", "{q1: ss}", "10")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};
