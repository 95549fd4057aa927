//! `date`.

use super::super::function::{Category, Function, Text, Tiers, example};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "date",
    signature: "date('yyyy-mm-dd'): date",
    summary: Text { id: "Tanggal yang tertulis.", en: "A literal date." },
    category: Category::Dates,
    examples: &[example("date('2024-12-31')", "2024-12-31")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};
