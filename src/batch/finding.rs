//! What was found while records were read: plain data with the record's number, its line and the field.

use std::fmt;
use std::sync::Arc;

use crate::base::{Lang, Message, Severity};
use crate::model::answer::Fault;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $id:literal, $severity:ident, $text_id:literal, $text_en:literal;)*) => {
        /// What kind of finding it is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FindingCode {
            /// Something about one answer.
            Answer(Fault),
            $($(#[$doc])* $variant,)*
        }

        impl FindingCode {
            /// Every code, those about answers last.
            pub fn all() -> Vec<Self> {
                let about_answers = Fault::ALL.iter().copied().map(Self::Answer);
                [$(Self::$variant),*].into_iter().chain(about_answers).collect()
            }

            /// Its name: kebab-case and permanent.
            pub fn id(self) -> &'static str {
                match self {
                    Self::Answer(fault) => fault.id(),
                    $(Self::$variant => $id,)*
                }
            }

            /// How much it weighs: an error keeps something out, a warning lets everything in.
            pub fn severity(self) -> Severity {
                match self {
                    Self::Answer(fault) => fault.severity(),
                    $(Self::$variant => Severity::$severity,)*
                }
            }

            /// What it means, for the book.
            pub fn summary(self) -> Message {
                match self {
                    Self::Answer(fault) => fault.summary(),
                    $(Self::$variant => Message::new($text_id, $text_en),)*
                }
            }
        }
    };
}

codes! {
    // --- files ---
    /// A file, or text in it, that isn't UTF-8.
    BadEncoding = "bad-encoding", Error,
        "berkas atau sel bukan UTF-8", "a file or cell that is not UTF-8";
    /// The JSON doesn't parse.
    BadJson = "bad-json", Error,
        "JSON tidak terbaca; rekaman ini dilewati", "the JSON does not parse; this record is left out";
    /// A record that is cut off at the end of the file.
    Truncated = "truncated", Error,
        "rekaman terakhir terpotong", "the last record is cut off";
    /// A record beyond a limit.
    TooLarge = "too-large", Error,
        "rekaman melebihi batas; rekaman ini dilewati", "the record exceeds a limit; it is left out";
    /// Something other than an object where a record belongs.
    NotARecord = "not-a-record", Error,
        "yang ada di tempat rekaman bukan objek", "what stands in a record's place is not an object";
    /// Content beside the records.
    StrayContent = "stray-content", Error,
        "ada isi di luar rekaman", "there is content beside the records";
    /// A CSV header that can't be used.
    BadHeader = "bad-header", Error,
        "baris judul CSV tidak dapat dipakai", "the header of the CSV file cannot be used";
    /// A quote that isn't closed, or closed in the middle of a cell.
    BadQuote = "bad-quote", Error,
        "tanda kutip CSV salah letak; baris ini dilewati", "a misplaced quote in CSV; this row is left out";
    /// A row with more or fewer cells than the header.
    RaggedRow = "ragged-row", Error,
        "jumlah sel tidak sama dengan baris judul; baris yang selnya lebih dilewati",
        "a row with more or fewer cells than the header; one with more is left out";

    // --- the record ---
    /// A record of another instrument.
    WrongInstrument = "wrong-instrument", Error,
        "rekaman milik instrumen lain; tidak dinilai", "a record of another instrument; it is not evaluated";
    /// A record of a version whose answers may mean something else.
    WrongVersion = "wrong-version", Error,
        "rekaman dari versi besar lain; jawabannya mungkin bermakna lain",
        "a record of another major version; its answers may mean something else";
    /// A record of another version of the same meaning.
    OtherVersion = "other-version", Warning,
        "rekaman dari versi lain dengan makna yang sama", "a record of another version with the same meaning";
    /// No day of interview.
    MissingToday = "missing-today", Warning,
        "tanggal wawancara (`today`) tidak ada", "the day of the interview (`today`) is not given";
    /// A case without an id.
    MissingCase = "missing-case", Warning,
        "nomor kasus (`case`) kosong", "the case's id (`case`) is blank";
    /// The same case and wave twice.
    DuplicateRecord = "duplicate-record", Error,
        "kasus dan gelombang yang sama sudah ada", "the same case and wave was already there";
    /// A value of the record's own fields that doesn't read.
    BadMetadata = "bad-metadata", Error,
        "isian rekaman seperti `today`, `language` atau `confirmed` tidak terbaca",
        "a field of the record itself, such as `today`, `language` or `confirmed`, does not read";

    // --- fields ---
    /// A field the instrument doesn't have.
    UnknownField = "unknown-field", Error,
        "kolom tidak dikenal instrumen; tidak disimpan", "a field the instrument does not have; it is not stored";
    /// Columns of ODK or Kobo about the submission itself.
    SystemColumn = "system-column", Warning,
        "kolom ODK atau Kobo tentang pengirimannya, seperti `_id` dan `start`; tidak dibaca",
        "columns of ODK or Kobo about the submission, such as `_id` and `start`; they are not read";
    /// An answer to what isn't asked.
    NotAsked = "not-asked", Error,
        "jawaban atas pertanyaan yang tidak diajukan; tidak dipakai",
        "an answer to a question that is not asked; it is left out";
    /// A field of the previous wave that the instrument doesn't have.
    UnknownPrevious = "unknown-previous", Warning,
        "kolom gelombang sebelumnya yang tidak dikenal instrumen; diabaikan",
        "a field of the previous wave the instrument does not have; it is ignored";
    /// A field that is calculated, not answered.
    NotAnAnswer = "not-an-answer", Warning,
        "kolom dihitung oleh mesin; isinya diabaikan", "a field the engine computes; what stands there is ignored";
    /// One field twice.
    DuplicateField = "duplicate-field", Error,
        "satu kolom muncul dua kali; yang pertama dipakai", "one field twice; the first is used";

    // --- rosters ---
    /// A row that isn't an object.
    BadRow = "bad-row", Error,
        "baris roster tidak terbaca", "a row of a roster that does not read";
    /// A row number that isn't one, or is 0.
    BadRowNumber = "bad-row-number", Error,
        "nomor baris roster salah; baris ini dilewati", "a row number that is not one; the row is left out";
    /// Two rows of one number or one choice.
    RepeatedRow = "repeated-row", Error,
        "dua baris roster bernomor atau berpilihan sama; yang pertama dipakai",
        "two rows of one number or one choice; the first is used";
    /// Rows missing between others.
    RowGap = "row-gap", Warning,
        "nomor baris roster meloncat; baris kosong dipertahankan", "row numbers skip; the empty rows are kept";
    /// Rows not in order.
    RowsOutOfOrder = "rows-out-of-order", Warning,
        "baris roster tidak urut; diurutkan menurut nomornya", "rows out of order; they are sorted by their number";
    /// More rows than the roster may have.
    TooManyRows = "too-many-rows", Error,
        "baris roster melebihi batas; sisanya dilewati", "more rows than a roster may have; the rest are left out";
    /// A row of a record that isn't there.
    OrphanRow = "orphan-row", Error,
        "baris roster tanpa rekaman induk", "a row of a roster whose record is not there";
}

impl fmt::Display for FindingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// Something found in the records' files. It never holds the value of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which of the input files: 0 is the main one, then the roster files in the order given.
    pub file: u32,
    /// The record's number in the file, from 1; 0 for the file as a whole.
    pub row: u64,
    /// The physical line, from 1; 0 when there is none.
    pub line: u64,
    /// The field: `barang[2].brg_nilai`, rows from 1; none for the record as a whole.
    pub field: Option<Arc<str>>,
    /// What kind of finding.
    pub code: FindingCode,
    /// How much it weighs.
    pub severity: Severity,
    /// One sentence, lower case, no full stop.
    pub message: Message,
}

impl Finding {
    /// A finding of a code at a record and line of the main file; severity and file are the usual ones.
    pub fn new(code: FindingCode, (row, line): (u64, u64), message: Message) -> Self {
        Self { file: 0, row, line, field: None, code, severity: code.severity(), message }
    }

    /// Names the field.
    #[must_use]
    pub fn field(mut self, field: impl Into<Arc<str>>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// Whether it keeps something out.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// One line of text: `record 3, line 7, barang[2].brg_nilai: error[wrong-type]: …`.
    pub fn text(&self, lang: Lang) -> String {
        let word = |id: &'static str, en: &'static str| if lang == Lang::Id { id } else { en };
        let mut place = Vec::new();
        if self.row > 0 {
            place.push(format!("{} {}", word("rekaman", "record"), self.row));
        }
        if self.line > 0 {
            place.push(format!("{} {}", word("baris", "line"), self.line));
        }
        place.extend(self.field.as_deref().map(str::to_owned));
        let level = match self.severity {
            Severity::Error => word("kesalahan", "error"),
            Severity::Warning => word("peringatan", "warning"),
            Severity::Info => "info",
        };
        format!("{}: {level}[{}]: {}", place.join(", "), self.code, self.message.get(lang))
    }
}
