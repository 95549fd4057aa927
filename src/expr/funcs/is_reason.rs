//! `is dont_know`.

use super::super::function::{Category, Function, Text, Tiers, given};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "is dont_know",
    signature: "q is [not] dont_know | refused | not_applicable | unanswered | not_in_version: bool",
    summary: Text { id: "Mengapa pertanyaan tidak punya nilai.", en: "Why a question has no value." },
    category: Category::State,
    examples: &[given("bekerja is dont_know", "{bekerja: tt}", "true"), given("usia is refused", "{usia: {special: refused}}", "true"), given("usia is unanswered", "{}", "true")],
    tiers: Tiers::of(['A', 'A', 'C', 'C']),
};
