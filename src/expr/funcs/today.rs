//! `today`.

use super::super::function::{Category, Function, Text, Tiers};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "today",
    signature: "today: date",
    summary: Text {
        id: "Tanggal pada rekaman; sebuah nama, bukan fungsi, sehingga hasilnya tetap sama kapan pun dihitung.",
        en: "The date given with the record; a name, not a function, so that the result stays the same whenever it is computed.",
    },
    category: Category::Names,
    examples: &[],
    tiers: Tiers::of(['A', 'A', 'A', 'A']),
};
