//! What can be wrong with a record, and how it is said.

use std::borrow::Cow;

use crate::base::Message;
use crate::expr::VarId;
use crate::model::answer::Fault;
use crate::model::{Check, CheckLevel, CheckOrigin, Instrument, Item, ItemId, ItemKind, VarKind};

use super::View;

/// How much a problem weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The record can't be finished.
    Error,
    /// Must be confirmed with a reason.
    Warning,
    /// Worth knowing: an answer was left out because its question isn't asked.
    Info,
}

impl Level {
    /// The level that is written so.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Error, Self::Warning, Self::Info].into_iter().find(|level| level.word() == word)
    }

    /// `error`, `warning` or `info`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

impl From<CheckLevel> for Level {
    fn from(level: CheckLevel) -> Self {
        match level {
            CheckLevel::Error => Self::Error,
            CheckLevel::Warning => Self::Warning,
        }
    }
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemKind {
    /// Asked, required and not answered.
    Required,
    /// Something was recorded that doesn't read as an answer.
    Unreadable(Fault),
    /// A choice that isn't offered.
    NotOffered,
    /// A special answer the question doesn't allow.
    SpecialNotAllowed,
    /// An exclusive or special choice together with others.
    Exclusive,
    /// One choice twice.
    Repeated,
    /// A ranking that doesn't name every choice offered.
    RankIncomplete,
    /// Fewer rows than the roster's `min`.
    TooFewRows,
    /// More rows than the roster's `max`.
    TooManyRows,
    /// The roster's `count` isn't a number of rows it can have.
    BadCount,
    /// The roster's key is the same as in an earlier row.
    RepeatedKey,
    /// Something was recorded though it isn't asked.
    NotAsked,
    /// A check is definitely false.
    Check(CheckOrigin),
}

impl ProblemKind {
    /// One of every kind, in the order of the book.
    pub const ALL: &'static [Self] = &[
        Self::Check(CheckOrigin::Author(1)),
        Self::Check(CheckOrigin::Min),
        Self::Check(CheckOrigin::Max),
        Self::Required,
        Self::Unreadable(Fault::WrongType),
        Self::RankIncomplete,
        Self::Unreadable(Fault::TooManyDecimals),
        Self::Unreadable(Fault::UnknownCode),
        Self::NotOffered,
        Self::SpecialNotAllowed,
        Self::Exclusive,
        Self::Repeated,
        Self::TooFewRows,
        Self::TooManyRows,
        Self::BadCount,
        Self::RepeatedKey,
        Self::NotAsked,
    ];

    /// The check's name in records and tests: `min`, `max`, an author's number, or a word for the engine's own checks.
    pub fn check(self) -> Cow<'static, str> {
        match self {
            Self::Check(CheckOrigin::Author(number)) => Cow::Owned(number.to_string()),
            Self::Check(CheckOrigin::Min) => Cow::Borrowed("min"),
            Self::Check(CheckOrigin::Max) => Cow::Borrowed("max"),
            Self::Required => Cow::Borrowed("required"),
            Self::Unreadable(fault) => Cow::Borrowed(fault_check(fault)),
            Self::NotOffered => Cow::Borrowed("choice"),
            Self::SpecialNotAllowed => Cow::Borrowed(SPECIAL_NOT_ALLOWED),
            Self::RankIncomplete => Cow::Borrowed("type"),
            Self::Exclusive => Cow::Borrowed("exclusive"),
            Self::Repeated => Cow::Borrowed("duplicate"),
            Self::TooFewRows | Self::TooManyRows | Self::BadCount => Cow::Borrowed("rows"),
            Self::RepeatedKey => Cow::Borrowed("key"),
            Self::NotAsked => Cow::Borrowed("not_asked"),
        }
    }
}

/// The finding `special-not-allowed`, as records and tests name it.
const SPECIAL_NOT_ALLOWED: &str = "special_not_allowed";

fn fault_check(fault: Fault) -> &'static str {
    match fault {
        Fault::TooManyDecimals => "scale",
        Fault::UnknownCode | Fault::UnknownSpecial => "choice",
        Fault::SpecialNotAllowed => SPECIAL_NOT_ALLOWED,
        Fault::RepeatedCode => "duplicate",
        Fault::WrongType
        | Fault::NumberForText
        | Fault::SpreadsheetText
        | Fault::LostDigits
        | Fault::BadNumber
        | Fault::NegativeZero
        | Fault::OutOfRange
        | Fault::BadDate
        | Fault::TextTooLong
        | Fault::Character
        | Fault::MissingMarker
        | Fault::BadPlace
        | Fault::BadFileName => "type",
    }
}

/// Something wrong with a record. Its wording is made when it is wanted: [`Problem::text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Problem {
    /// The question, or the roster.
    pub item: ItemId,
    /// Its row (0 outside rosters).
    pub row: u32,
    /// What.
    pub kind: ProblemKind,
    /// How much it weighs.
    pub level: Level,
}

impl Problem {
    /// What is said about it, in the view's language: the author's words for a check, the engine's for the rest.
    pub fn text(&self, view: &View<'_>) -> String {
        let item = view.instrument.items.get(self.item);
        let own = || message(self.kind, bounds(view.instrument, item)).get(view.lang()).to_owned();
        if self.kind == ProblemKind::RepeatedKey {
            return own() + &self.key_labels(view, item);
        }
        let ProblemKind::Check(origin) = self.kind else { return own() };
        match item.and_then(|item| check(view.instrument, item, origin)) {
            Some(check) => view.label(&check.message, item.and_then(|item| item.home), self.row),
            None => own(),
        }
    }
}

impl Problem {
    /// What a key of several questions is made of; nothing for a key of one, where the question says it.
    fn key_labels(&self, view: &View<'_>, item: Option<&Item>) -> String {
        let home = item.and_then(|item| item.home);
        let Some(roster) = home.and_then(|home| view.instrument.roster(home)).filter(|r| r.key.len() > 1)
        else {
            return String::new();
        };
        let label = |var: &VarId| {
            let VarKind::Question(item) = view.instrument.var(*var)?.kind else { return None };
            let label = view.instrument.items.get(item)?.label.as_ref()?;
            Some(view.label(label, home, self.row))
        };
        let labels: Vec<String> = roster.key.iter().filter_map(label).collect();
        format!(": {}", labels.join(", "))
    }
}

/// The check of an origin.
pub(super) fn check<'i>(
    instrument: &'i Instrument,
    item: &'i Item,
    origin: CheckOrigin,
) -> Option<&'i Check> {
    instrument.checks(item).iter().find(|check| check.origin == origin)
}

/// The least and most rows of a roster.
fn bounds(instrument: &Instrument, item: Option<&Item>) -> (u32, u32) {
    match item.map(|item| &item.kind) {
        Some(ItemKind::Roster(roster)) => {
            instrument.roster(*roster).map_or((0, 0), |roster| (roster.min, roster.max))
        }
        Some(
            ItemKind::Section { .. }
            | ItemKind::Question(_)
            | ItemKind::Note
            | ItemKind::Calc(_)
            | ItemKind::Grid { .. },
        )
        | None => (0, 0),
    }
}

fn message(kind: ProblemKind, (min, max): (u32, u32)) -> Message {
    match kind {
        ProblemKind::Required => {
            Message::new("pertanyaan ini wajib dijawab", "this question must be answered")
        }
        ProblemKind::Unreadable(fault) => fault.summary(),
        ProblemKind::NotOffered => Message::new(
            "jawaban tidak termasuk pilihan yang tersedia sekarang",
            "the answer is not among the choices offered now",
        ),
        ProblemKind::SpecialNotAllowed => Message::new(
            "jawaban khusus ini tidak disediakan di sini",
            "this special answer is not offered here",
        ),
        ProblemKind::Exclusive => Message::new(
            "pilihan ini tidak dapat digabung dengan pilihan lain",
            "this choice cannot be combined with others",
        ),
        ProblemKind::Repeated => {
            Message::new("satu pilihan dicatat lebih dari sekali", "one choice is recorded more than once")
        }
        ProblemKind::RankIncomplete => {
            Message::new("semua pilihan harus diberi urutan", "every choice must be given a rank")
        }
        ProblemKind::TooFewRows => {
            Message::new(format!("paling sedikit {min} baris"), format!("needs at least {}", rows(min)))
        }
        ProblemKind::TooManyRows => {
            Message::new(format!("paling banyak {max} baris"), format!("takes at most {}", rows(max)))
        }
        ProblemKind::BadCount => Message::new(
            format!("jumlah baris harus bilangan bulat dari 0 sampai {max}"),
            format!("the number of rows must be a whole number from 0 to {max}"),
        ),
        ProblemKind::RepeatedKey => {
            Message::new("sama dengan baris sebelumnya", "the same as in an earlier row")
        }
        ProblemKind::NotAsked => Message::new(
            "jawaban tidak dipakai karena pertanyaannya tidak diajukan",
            "the answer is left out because the question is not asked",
        ),
        ProblemKind::Check(_) => Message::new("pemeriksaan tidak terpenuhi", "a check is not met"),
    }
}

/// `1 row`, `3 rows`.
fn rows(n: u32) -> String {
    if n == 1 { "1 row".to_owned() } else { format!("{n} rows") }
}
