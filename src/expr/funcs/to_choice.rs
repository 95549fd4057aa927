//! `to_choice`.

use super::super::function::{Category, Function, Text, Tiers, given};

/// The entry of the catalogue.
pub(super) static FUNCTION: Function = Function {
    name: "to_choice",
    signature: "to_choice(x: text or choice, list): choice",
    summary: Text { id: "Pilihan sebuah daftar yang kodenya sama dengan teks itu, atau dengan kode pilihan dari daftar lain; kosong kalau daftarnya tidak punya kode itu.", en: "The choice of a list whose code is that text, or the code of a choice of another list; missing if the list has no such code." },
    category: Category::Choices,
    examples: &[
        given("to_choice(nama, kerja)", "{nama: pns}", "pns"),
        given("to_choice(nama, kerja)", "{nama: PNS}", "missing"),
        given("to_choice(bekerja, yn) = 'ya'", "{bekerja: ya}", "true"),
    ],
    tiers: Tiers::of(['A', 'A', 'C', 'A']),
};
