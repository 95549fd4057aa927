//! What can be wrong with one answer.

use crate::base::{Message, Severity};

macro_rules! faults {
    ($($(#[$doc:meta])* $variant:ident = $id:literal, $severity:ident, $text_id:literal, $text_en:literal;)*) => {
        /// What is wrong with an answer, whatever the question.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Fault {
            $($(#[$doc])* $variant,)*
        }

        impl Fault {
            /// Every fault, in the order of the book.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its code in findings: kebab-case and permanent.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }

            /// An error keeps the answer out; a warning lets it in.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// What it means, for the book.
            pub fn summary(self) -> Message {
                match self { $(Self::$variant => Message::new($text_id, $text_en),)* }
            }
        }
    };
}

faults! {
    /// Of another kind than the question wants.
    WrongType = "wrong-type", Error,
        "jawaban bukan jenis yang diminta pertanyaan", "the answer is not of the kind the question wants";
    /// A number where text is wanted, so that digits are already lost.
    NumberForText = "number-for-text", Error,
        "angka JSON di tempat teks: angka nol di depan dan digit di belakang bisa hilang",
        "a JSON number where text belongs: leading zeros and last digits may already be lost";
    /// Text that a spreadsheet has rewritten: `6.5E+15`, `812.0`, `="650…"`.
    SpreadsheetText = "spreadsheet-text", Error,
        "teks yang diubah oleh lembar kerja atau program, misalnya menjadi `6,5E+15`; isi aslinya hilang",
        "text that a spreadsheet or program has rewritten, such as to `6.5E+15`; what stood there is lost";
    /// Long numbers in a text column that all end in zeros after the 15th digit.
    LostDigits = "lost-digits", Warning,
        "semua bilangan panjang di kolom ini berakhir dengan nol sesudah angka ke-15, batas ketelitian lembar kerja",
        "all long numbers of this column end in zeros after the 15th digit, where a spreadsheet's precision ends";
    /// A number that isn't written in plain digits.
    BadNumber = "bad-number", Error,
        "bilangan tidak ditulis dengan angka biasa", "a number is not written in plain digits";
    /// `-0`, read as 0.
    NegativeZero = "negative-zero", Warning,
        "bilangan `-0` dibaca sebagai 0", "the number `-0` is read as 0";
    /// More decimals than the question keeps.
    TooManyDecimals = "too-many-decimals", Error,
        "desimal lebih banyak daripada yang disimpan pertanyaan", "more decimals than the question keeps";
    /// A number beyond what the engine computes with.
    OutOfRange = "out-of-range", Error,
        "bilangan di luar batas hitungan mesin", "a number beyond what the engine computes with";
    /// A date, month, time or moment that doesn't exist or isn't written as such.
    BadDate = "bad-date", Error,
        "tanggal, bulan atau waktu tidak ada atau salah tulis",
        "a date, month or time that does not exist or is written wrongly";
    /// A code the list doesn't have.
    UnknownCode = "unknown-code", Error, "kode tidak ada dalam daftar pilihan", "a code that is not in the list";
    /// One code ticked twice.
    RepeatedCode = "repeated-code", Error,
        "satu kode dicentang lebih dari sekali", "one code is ticked more than once";
    /// A special answer that doesn't exist.
    UnknownSpecial = "unknown-special", Error, "jawaban khusus tidak dikenal", "an unknown special answer";
    /// A special answer that the question doesn't allow.
    SpecialNotAllowed = "special-not-allowed", Error,
        "jawaban khusus tidak diizinkan pertanyaan ini", "a special answer this question does not allow";
    /// Text that is too long.
    TextTooLong = "text-too-long", Error, "teks terlalu panjang", "text that is too long";
    /// A character that can't be stored.
    Character = "bad-character", Error,
        "karakter yang tidak dapat disimpan", "a character that cannot be stored";
    /// A word that programs write for a missing value.
    MissingMarker = "missing-marker", Warning,
        "teks seperti `NA` atau `NULL`, yang ditulis program untuk nilai kosong, dibaca apa adanya",
        "text such as `NA` or `NULL`, which programs write for no value, is read as it stands";
    /// Coordinates that aren't on Earth.
    BadPlace = "bad-place", Error, "koordinat tidak terbaca", "coordinates that do not read";
    /// A file name with a folder in it.
    BadFileName = "bad-file-name", Error, "nama berkas tidak sah", "a file name that is not valid";
}

/// Something to say about one answer; never the answer itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What it is.
    pub fault: Fault,
    /// One sentence.
    pub message: Message,
}
