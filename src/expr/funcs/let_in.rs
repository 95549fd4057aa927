//! `let`.

use super::super::function::{Category, Function, Text, Tiers, given};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "let",
    signature: "let x = e; body",
    summary: Text { id: "Nama sementara untuk sebuah nilai.", en: "A name for a value, for what follows." },
    category: Category::Names,
    examples: &[given("let selisih = usia - usia_pasangan; abs(selisih) > 20", "{usia: 60, usia_pasangan: 30}", "true")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};
