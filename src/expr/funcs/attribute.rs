//! `q.column`.

use super::super::function::{Category, Function, Text, Tiers, given};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "q.column",
    signature: "q.column",
    summary: Text { id: "Kolom daftar untuk pilihan itu; kosong kalau pilihannya tidak punya.", en: "A column of the list for this choice; missing if the choice has none." },
    category: Category::Names,
    examples: &[given("pekerjaan.formal", "{pekerjaan: pns}", "true"), given("pekerjaan.formal", "{pekerjaan: lainnya}", "missing")],
    tiers: Tiers::of(['A', 'A', 'C', 'C']),
};
