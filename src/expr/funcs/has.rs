//! `has`.

use super::super::function::{Category, Function, Text, Tiers, given};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "has",
    signature: "x has 'a': bool",
    summary: Text { id: "Apakah kode ini dipilih. Kosong kalau tidak ada yang dipilih.", en: "Whether this code is ticked. Missing if nothing is." },
    category: Category::Choices,
    examples: &[given("aset has 'tv'", "{aset: [tv]}", "true"), given("aset has 'tv'", "{}", "missing")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};
