//! `row_index`.

use super::super::function::{Category, Function, Text, Tiers, given};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "row_index",
    signature: "row_index: whole number",
    summary: Text { id: "Nomor baris, mulai dari 1. Baris sendiri: `this.row_index`.", en: "The number of the row, from 1. Of one’s own row: `this.row_index`." },
    category: Category::Rosters,
    examples: &[given("count(anggota where row_index > 1)", "{anggota: [{}, {}, {}]}", "2")],
    tiers: Tiers::of(['A', 'A', 'B', 'A']),
};
