//! The limits that keep any input, however hostile, small in time and memory. One table, one struct.

use super::Message;

/// One row of the table of limits: what the command line, the book and error messages say of it.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// The field of [`Limits`]; with hyphens, and `--limit-` before it, the flag that raises it.
    pub name: &'static str,
    /// What it counts, in English.
    pub about: &'static str,
    /// What it counts, in Indonesian.
    pub about_id: &'static str,
    /// Reads it.
    pub get: fn(&Limits) -> u64,
    /// Sets it; values too large for the machine become the largest possible.
    pub set: fn(&mut Limits, u64),
}

impl Limit {
    /// The command-line flag that raises it: `--limit-file-bytes`.
    pub fn flag(&self) -> String {
        format!("--limit-{}", self.name.replace('_', "-"))
    }
}

macro_rules! limits {
    ($($name:ident: $type:ty = $default:expr, $about:literal, $about_id:literal;)*) => {
        /// Limits of the engine. [`Limits::default`] is the documented table; an embedding app may set its own.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Limits {
            $(#[doc = $about] pub $name: $type,)*
        }

        impl Default for Limits {
            fn default() -> Self {
                Self { $($name: $default,)* }
            }
        }

        impl Limits {
            /// The row of a limit, by its name.
            pub fn row(name: &str) -> Option<&'static Limit> {
                Self::TABLE.iter().find(|limit| limit.name == name)
            }

            /// The table: every limit with its flag, meaning and access, in the order of the fields.
            pub const TABLE: &'static [Limit] = &[
                $(Limit {
                    name: stringify!($name),
                    about: $about,
                    about_id: $about_id,
                    get: |limits| u64::try_from(limits.$name).unwrap_or(u64::MAX),
                    set: |limits, value| limits.$name = <$type>::try_from(value).unwrap_or(<$type>::MAX),
                },)*
            ];
        }
    };
}

limits! {
    file_bytes: usize = 4 << 20,
        "Bytes of one instrument, module, table or test file.",
        "Byte satu berkas instrumen, modul, tabel, atau uji.";
    scalar_bytes: usize = 256 << 10,
        "Bytes of one scalar in YAML.",
        "Byte satu skalar YAML.";
    yaml_depth: usize = 64,
        "Depth of nesting in YAML.",
        "Kedalaman sarang dalam YAML.";
    yaml_nodes: usize = 250_000,
        "Nodes (scalars, sequences, mappings) of one YAML file.",
        "Simpul (skalar, daftar, pemetaan) satu berkas YAML.";
    questions: usize = 20_000,
        "Questions of one instrument.",
        "Pertanyaan satu instrumen.";
    choices_per_list: usize = 50_000,
        "Choices of one list.",
        "Pilihan satu daftar.";
    choices: usize = 500_000,
        "Choices of all lists together.",
        "Pilihan semua daftar bersama-sama.";
    expression_bytes: usize = 8 << 10,
        "Bytes of one expression.",
        "Byte satu ekspresi.";
    expression_depth: usize = 200,
        "Depth of nesting of one expression.",
        "Kedalaman sarang satu ekspresi.";
    expression_nodes: usize = 50_000,
        "Nodes of one expression, definitions inlined.",
        "Simpul satu ekspresi, definisi sudah disisipkan.";
    expression_cost: u64 = 1_000_000,
        "Steps of one expression at declared roster maxima.",
        "Langkah satu ekspresi pada jumlah baris roster terbanyak.";
    instrument_cost: u64 = 10_000_000,
        "Steps of all expressions of an instrument.",
        "Langkah semua ekspresi satu instrumen.";
    record_bytes: usize = 1 << 20,
        "Bytes of one record.",
        "Byte satu rekaman.";
    record_depth: usize = 64,
        "Depth of nesting of one record.",
        "Kedalaman sarang satu rekaman.";
    record_fields: usize = 50_000,
        "Fields of one record.",
        "Isian satu rekaman.";
    text_scalars: usize = 10_000,
        "Unicode scalar values of one text answer.",
        "Karakter (nilai skalar Unicode) satu jawaban teks.";
    roster_rows: u32 = 1_000,
        "Rows of one roster, unless its `max` is smaller.",
        "Baris satu roster, kecuali `max`-nya lebih kecil.";
    template_steps: u64 = 5_000_000,
        "Steps (and 64-byte units of data) a template of the user's own may take.",
        "Langkah (dan satuan data 64 byte) sebuah templat buatan sendiri.";
    template_bytes: usize = 64 << 20,
        "Bytes a template of the user's own may write.",
        "Byte yang ditulis sebuah templat buatan sendiri.";
    diagnostics: usize = 100,
        "Diagnostics printed; the rest are counted.",
        "Temuan yang ditampilkan; sisanya dihitung.";
}

/// A limit that stopped a run: its name (the field of [`Limits`] and the flag that raises it), value and what met it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitExceeded {
    /// The field of [`Limits`], also the name of the command-line flag.
    pub limit: &'static str,
    /// Its value.
    pub value: u64,
    /// What met the limit, in a sentence.
    pub message: Message,
}
