//! `count`.

use super::super::function::{Category, Function, Text, Tiers, given};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "count",
    signature: "count(r [as a] [where c]): whole number",
    summary: Text { id: "Berapa baris roster, atau berapa yang pasti memenuhi syarat.", en: "How many rows of a roster, or how many definitely meet a condition." },
    category: Category::Rosters,
    examples: &[given("count(anggota where umur < 5)", "{anggota: [{umur: 3}, {}, {umur: 40}]}", "1"), given("count(anggota)", "{}", "0")],
    tiers: Tiers::of(['A', 'A', 'A', 'C']),
};
