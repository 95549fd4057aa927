//! `reverse`.

use super::super::function::{Category, Function, Text, Tiers, given};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "reverse",
    signature: "reverse(q: choice) | reverse(x: number, low, high): number",
    summary: Text { id: "Skor dibalik: terkecil + terbesar − skor, atau low + high − x.", en: "The score turned round: least + greatest − score, or low + high − x." },
    category: Category::Scoring,
    examples: &[given("reverse(q1)", "{q1: ts}", "4"), given("reverse(n, 0, 10)", "{n: 3}", "7")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};
