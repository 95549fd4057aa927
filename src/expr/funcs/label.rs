//! `label`.

use super::super::function::{Category, Function, Text, Tiers, given};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "label",
    signature: "label(q: choice): label",
    summary: Text { id: "Label pilihan dalam bahasa wawancara; hanya untuk ditampilkan.", en: "The label of a choice in the language of the interview; only to be shown." },
    category: Category::Choices,
    examples: &[given("label(jk_kk)", "{jk_kk: p}", "'Perempuan'")],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};
