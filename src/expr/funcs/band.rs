//! `band`.

use super::super::function::{Category, Function, Text, Tiers, given};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "band",
    signature: "band(x, up to a then u, below b then v, else w)",
    summary: Text { id: "Nilai menurut rentang angka: `up to` termasuk batasnya, `below` tidak; batasnya harus menaik.", en: "A value by bands of a number: `up to` includes the limit, `below` does not; the limits must rise." },
    category: Category::Scoring,
    examples: &[given("band(n, up to 21 then 1, below 35 then 2, else 3)", "{n: 21}", "1"), given("band(n, up to 21 then 1, else 2)", "{}", "missing")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};
