//! A record as input: typed answers in columns, roster rows, the given facts, the previous wave and the day.
//!
//! **Invariant:** a record only says what was recorded. What is asked, which rows a roster really has and what a cell
//! is worth are decided by evaluation and stand in [`super::Outcome`].

use std::sync::Arc;

use smallvec::SmallVec;

use crate::base::Severity;
use crate::expr::VarId;
use crate::model::answer::{Answer, Fault, Remark};
use crate::model::{CheckOrigin, Instrument, ItemId};
use crate::value::{Date, RosterId, Special, Value};

/// What stands in one cell of a record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Recorded {
    /// Nothing; a default may fill it.
    #[default]
    Nothing,
    /// The answer was taken back: it stays unanswered and no default fills it.
    Cleared,
    /// A value of the question's type; a special choice of a list also stands here, as its choice.
    Value(Value),
    /// A reason recorded instead of a value.
    Special(Special),
    /// Something that doesn't read as an answer to the question.
    Unreadable(Fault),
    /// The version that collected the record didn't have the item.
    NotInVersion,
}

impl Recorded {
    /// What was read by [`crate::model::QuestionType::read`], with the remarks made on the way.
    pub fn read(answer: Answer, remarks: &[Remark]) -> Self {
        let fault = || remarks.iter().map(|remark| remark.fault).find(|f| f.severity() == Severity::Error);
        match answer {
            Answer::Empty => Self::Nothing,
            Answer::Value(value) => Self::Value(value),
            Answer::Special(special) => Self::Special(special),
            Answer::Invalid => Self::Unreadable(fault().unwrap_or(Fault::WrongType)),
        }
    }

    /// Whether something was recorded, be it unreadable.
    pub fn is_given(&self) -> bool {
        match self {
            Self::Value(_) | Self::Special(_) | Self::Unreadable(_) => true,
            Self::Nothing | Self::Cleared | Self::NotInVersion => false,
        }
    }
}

/// A column of answers, by recorded row (one for a question outside rosters). Shorter than its roster: the rest is
/// empty.
pub type Column = Vec<Recorded>;

/// A row of a roster as recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RecordedRow {
    /// The recorded row of the roster around it; 0 outside rosters.
    pub parent: u32,
    /// The choice it was recorded for (`"row": "tani"`), in a `for_each` roster.
    pub choice: Option<u32>,
}

/// Answers and roster rows of one wave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// Answers by column.
    pub columns: Vec<Column>,
    /// Rows by roster, in the order recorded under each row around them.
    pub rosters: Vec<Vec<RecordedRow>>,
}

/// The place of a row: the 1-based number of the row of each roster from the outermost in; empty outside rosters.
pub type RowPath = SmallVec<[u32; 2]>;

/// A warning the interviewer confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// The question.
    pub item: ItemId,
    /// Its row.
    pub row: RowPath,
    /// The check.
    pub check: CheckOrigin,
    /// Why the answer is right all the same.
    pub reason: Arc<str>,
}

/// A record: everything an instrument is evaluated against.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// The day of the interview; without it `today` is missing.
    pub today: Option<Date>,
    /// The language of the interview, by its number in the instrument.
    pub language: usize,
    /// The interview is over: defaults no longer fill what was left open.
    pub finished: bool,
    /// Answers to questions and given facts (by [`VarId`]) and roster rows (by [`RosterId`]).
    pub answers: Sheet,
    /// The previous wave: values of questions, calculations, scores and bands by this wave's own columns (what `prev.x`
    /// reads stands in the column of `x`), and roster rows.
    pub previous: Sheet,
    /// Confirmed warnings.
    pub confirmed: Vec<Confirmation>,
}

const NOTHING: &Recorded = &Recorded::Nothing;

impl Sheet {
    fn new(instrument: &Instrument) -> Self {
        Self {
            columns: vec![Column::new(); instrument.vars.len()],
            rosters: vec![Vec::new(); instrument.rosters.len()],
        }
    }

    /// Forgets everything and keeps the memory.
    fn clear(&mut self) {
        self.columns.iter_mut().for_each(Vec::clear);
        self.rosters.iter_mut().for_each(Vec::clear);
    }

    /// The answer of a column in a recorded row.
    pub fn get(&self, var: VarId, row: u32) -> &Recorded {
        let column = self.columns.get(var.0 as usize);
        column.and_then(|column| column.get(row as usize)).unwrap_or(NOTHING)
    }

    /// Records an answer in a recorded row (0 outside rosters). A column the instrument doesn't have is ignored.
    pub fn set(&mut self, var: VarId, row: u32, answer: Recorded) {
        let Some(column) = self.columns.get_mut(var.0 as usize) else { return };
        let at = row as usize;
        if column.len() <= at {
            column.resize(at + 1, Recorded::Nothing);
        }
        if let Some(cell) = column.get_mut(at) {
            *cell = answer;
        }
    }

    /// Adds a row to a roster under a recorded row of the roster around it (0 for an outer one), and gives its number.
    pub fn add_row(&mut self, roster: RosterId, parent: u32, choice: Option<u32>) -> u32 {
        let Some(rows) = self.rosters.get_mut(roster.0 as usize) else { return 0 };
        rows.push(RecordedRow { parent, choice });
        u32::try_from(rows.len() - 1).unwrap_or(u32::MAX)
    }

    /// The recorded rows of a roster.
    pub fn rows(&self, roster: RosterId) -> &[RecordedRow] {
        self.rosters.get(roster.0 as usize).map(Vec::as_slice).unwrap_or_default()
    }
}

impl Record {
    /// An empty record of an instrument, in its first language.
    pub fn new(instrument: &Instrument) -> Self {
        Self { answers: Sheet::new(instrument), previous: Sheet::new(instrument), ..Self::default() }
    }

    /// Makes it empty again, in the first language, and keeps its memory for the next record of the same instrument.
    pub fn clear(&mut self) {
        self.today = None;
        self.language = 0;
        self.finished = false;
        self.answers.clear();
        self.previous.clear();
        self.confirmed.clear();
    }

    /// The answer of a question or given fact in a recorded row.
    pub fn answer(&self, var: VarId, row: u32) -> &Recorded {
        self.answers.get(var, row)
    }

    /// Records an answer to a question or a given fact in a recorded row (0 outside rosters).
    pub fn set(&mut self, var: VarId, row: u32, answer: Recorded) {
        self.answers.set(var, row, answer);
    }
}
