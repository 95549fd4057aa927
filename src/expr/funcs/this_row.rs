//! `this.x`.

use super::super::function::{Category, Function, Text, Tiers, given};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "this.x",
    signature: "this.x | a.x",
    summary: Text { id: "Pertanyaan pada baris sendiri; dengan `as a` pada baris itu.", en: "A question in one’s own row; with `as a`, in that row." },
    category: Category::Rosters,
    examples: &[given("count(anggota as a where count(anggota where umur > a.umur) = 0)", "{anggota: [{umur: 3}, {umur: 40}]}", "1")],
    tiers: Tiers::of(['A', 'A', 'B', 'A']),
};
