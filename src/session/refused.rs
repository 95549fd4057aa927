//! What a session doesn't do, and why. Nothing changes then.

use crate::base::Message;

/// Why an operation wasn't done: the caller's mistake, never an answer's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Refused {
    /// There is no such item, or its row is gone.
    NoSuchPlace,
    /// Only questions have answers.
    NotAQuestion,
    /// Only rosters have rows.
    NotARoster,
    /// There is no such row.
    NoSuchRow,
    /// A roster whose rows follow from other answers, from a list or from the previous wave: they are neither added nor
    /// removed, and only counted ones are moved.
    RowsFixed,
    /// The roster isn't asked now.
    NotAsked,
    /// The roster has as many rows as it may.
    TooManyRows,
    /// Nothing is wrong there that could be confirmed.
    NothingToConfirm,
    /// A confirmation says why.
    NoReason,
    /// The instrument isn't written in that language.
    NoSuchLanguage,
    /// Nothing was done yet.
    NothingToUndo,
    /// Nothing was undone.
    NothingToRedo,
}

impl Refused {
    /// A word for programs: `no_such_place`.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoSuchPlace => "no_such_place",
            Self::NotAQuestion => "not_a_question",
            Self::NotARoster => "not_a_roster",
            Self::NoSuchRow => "no_such_row",
            Self::RowsFixed => "rows_fixed",
            Self::NotAsked => "not_asked",
            Self::TooManyRows => "too_many_rows",
            Self::NothingToConfirm => "nothing_to_confirm",
            Self::NoReason => "no_reason",
            Self::NoSuchLanguage => "no_such_language",
            Self::NothingToUndo => "nothing_to_undo",
            Self::NothingToRedo => "nothing_to_redo",
        }
    }

    /// Why, for people.
    pub fn message(self) -> Message {
        let (id, en) = match self {
            Self::NoSuchPlace => ("pertanyaan atau baris itu tidak ada", "there is no such item or row"),
            Self::NotAQuestion => ("hanya pertanyaan yang dapat dijawab", "only questions have answers"),
            Self::NotARoster => ("hanya daftar berulang yang punya baris", "only rosters have rows"),
            Self::NoSuchRow => ("baris itu tidak ada", "there is no such row"),
            Self::RowsFixed => (
                "baris daftar ini mengikuti jawaban lain dan tidak dapat ditambah, dihapus, atau dipindahkan",
                "the rows of this roster follow from elsewhere and can't be added, removed or moved",
            ),
            Self::NotAsked => ("daftar ini sedang tidak ditanyakan", "the roster is not asked now"),
            Self::TooManyRows => {
                ("jumlah baris sudah mencapai batasnya", "the roster has as many rows as it may")
            }
            Self::NothingToConfirm => (
                "tidak ada peringatan yang perlu dikonfirmasi di sini",
                "there is no warning here to confirm",
            ),
            Self::NoReason => ("konfirmasi harus disertai alasan", "a confirmation needs a reason"),
            Self::NoSuchLanguage => {
                ("instrumen ini tidak tersedia dalam bahasa itu", "the instrument has no such language")
            }
            Self::NothingToUndo => ("belum ada yang dapat dibatalkan", "there is nothing to undo"),
            Self::NothingToRedo => ("tidak ada yang dapat diulangi", "there is nothing to redo"),
        };
        Message::new(id, en)
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message().en)
    }
}

impl std::error::Error for Refused {}
