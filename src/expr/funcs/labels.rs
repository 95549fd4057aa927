//! `labels`.

use super::super::function::{Category, Function, Text, Tiers, given};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "labels",
    signature: "labels(q: choices[, ', ']): label",
    summary: Text { id: "Label semua pilihan yang dicentang, dipisah koma atau teks lain; hanya untuk ditampilkan.", en: "The labels of all ticked choices, separated by a comma or another text; only to be shown." },
    category: Category::Choices,
    examples: &[given("labels(aset, ' / ')", "{aset: [tv, motor]}", "'tv / motor'")],
    tiers: Tiers::of(['A', 'C', 'A', 'A']),
};
