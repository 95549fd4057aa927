//! The form's own words in Indonesian and English: buttons, marks, headings. What the author wrote is not here.

use serde::Serialize;

use crate::base::Lang;
use crate::model::Instrument;

/// The engine's own words in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[expect(
    missing_docs,
    reason = "each field's name is its English word; the table below is the documentation"
)]
pub struct Words {
    pub yes: &'static str,
    pub no: &'static str,
    pub dont_know: &'static str,
    pub refused: &'static str,
    pub not_applicable: &'static str,
    pub next: &'static str,
    pub back: &'static str,
    pub finish: &'static str,
    pub save: &'static str,
    pub clear: &'static str,
    pub choose_one: &'static str,
    pub choose_any: &'static str,
    pub rank_all: &'static str,
    pub search: &'static str,
    pub nothing_found: &'static str,
    pub add_row: &'static str,
    pub remove_row: &'static str,
    pub row: &'static str,
    pub required: &'static str,
    pub required_missing: &'static str,
    pub optional: &'static str,
    pub wrong_type: &'static str,
    pub confirm_warning: &'static str,
    pub reason: &'static str,
    pub specify: &'static str,
    pub missing: &'static str,
    pub only_if: &'static str,
    pub go_to: &'static str,
    pub section: &'static str,
    pub finished: &'static str,
    pub case_number: &'static str,
    pub date: &'static str,
    pub officer: &'static str,
    pub page: &'static str,
    pub of: &'static str,
    pub version: &'static str,
    pub personal_data: &'static str,
    pub filled_beforehand: &'static str,
    pub calculated: &'static str,
    pub score: &'static str,
    pub not_assessed: &'static str,
}

/// The words in Indonesian.
pub const INDONESIAN: Words = Words {
    yes: "Ya",
    no: "Tidak",
    dont_know: "Tidak tahu",
    refused: "Menolak menjawab",
    not_applicable: "Tidak berlaku",
    next: "Lanjut",
    back: "Kembali",
    finish: "Selesai",
    save: "Simpan",
    clear: "Kosongkan",
    choose_one: "Pilih satu",
    choose_any: "Boleh pilih lebih dari satu",
    rank_all: "Urutkan semua, 1 untuk yang utama",
    search: "Cari",
    nothing_found: "Tidak ditemukan",
    add_row: "Tambah baris",
    remove_row: "Hapus baris",
    row: "Baris",
    required: "wajib diisi",
    required_missing: "Pertanyaan ini wajib diisi",
    optional: "boleh dikosongkan",
    wrong_type: "Isian tidak sesuai",
    confirm_warning: "Periksa kembali; bila memang benar, tulis alasannya",
    reason: "Alasan",
    specify: "Sebutkan",
    missing: "…",
    only_if: "Hanya jika",
    go_to: "lanjut ke",
    section: "Bagian",
    finished: "selesai",
    case_number: "Nomor kasus",
    date: "Tanggal",
    officer: "Petugas",
    page: "Halaman",
    of: "dari",
    version: "versi",
    personal_data: "data pribadi",
    filled_beforehand: "diisi sebelum wawancara",
    calculated: "dihitung",
    score: "Skor",
    not_assessed: "belum dinilai",
};

/// The words in English.
pub const ENGLISH: Words = Words {
    yes: "Yes",
    no: "No",
    dont_know: "Don't know",
    refused: "Refused",
    not_applicable: "Not applicable",
    next: "Next",
    back: "Back",
    finish: "Finish",
    save: "Save",
    clear: "Clear",
    choose_one: "Choose one",
    choose_any: "Choose all that apply",
    rank_all: "Rank all, 1 for the first",
    search: "Search",
    nothing_found: "Nothing found",
    add_row: "Add a row",
    remove_row: "Remove the row",
    row: "Row",
    required: "required",
    required_missing: "This question must be answered",
    optional: "may be left blank",
    wrong_type: "The answer doesn't fit",
    confirm_warning: "Please check; if it is right, write down why",
    reason: "Reason",
    specify: "Specify",
    missing: "…",
    only_if: "Only if",
    go_to: "go to",
    section: "Section",
    finished: "end",
    case_number: "Case number",
    date: "Date",
    officer: "Officer",
    page: "Page",
    of: "of",
    version: "version",
    personal_data: "personal data",
    filled_beforehand: "filled in before the interview",
    calculated: "calculated",
    score: "Score",
    not_assessed: "not assessed",
};

impl Words {
    /// The words in one of the two languages the engine speaks.
    pub const fn of_lang(lang: Lang) -> Self {
        match lang {
            Lang::Id => INDONESIAN,
            Lang::En => ENGLISH,
        }
    }
}

/// The language the engine speaks beside a language of the instrument: its own if the engine speaks it, else the
/// first of the instrument's languages that it speaks, else English.
pub fn spoken(instrument: &Instrument, language: usize) -> Lang {
    let own = instrument.languages.get(language).and_then(|tag| Lang::from_tag(tag));
    own.or_else(|| instrument.languages.iter().find_map(|tag| Lang::from_tag(tag))).unwrap_or(Lang::En)
}
