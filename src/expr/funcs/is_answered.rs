//! `is answered`.

use super::super::function::{Category, Function, Text, Tiers, given};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "is answered",
    signature: "q is [not] answered: bool",
    summary: Text { id: "Apakah pertanyaan dijawab; jawaban khusus (tidak tahu, menolak) juga jawaban.", en: "Whether a question was answered; a special answer (don’t know, refused) is an answer too." },
    category: Category::State,
    examples: &[given("bekerja is answered", "{bekerja: tt}", "true"), given("usia is answered", "{}", "false")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};
