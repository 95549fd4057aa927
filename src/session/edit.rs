//! Changes of the record that can be taken back: each gives its own inverse.

use crate::expr::VarId;
use crate::model::answer::Raw;
use crate::rules::{Column, Recorded, RecordedRow};
use crate::value::RosterId;

use super::confirm::Kept;
use super::{Place, RowKey, Session};

/// A change of the record.
#[derive(Debug, Clone)]
pub(super) enum Edit {
    /// An answer in a recorded row.
    Answer { at: Place, var: VarId, row: u32, answer: Recorded, typed: Option<Raw> },
    /// Recorded rows are added at the end of a roster.
    Add { roster: RosterId, rows: Vec<(RecordedRow, RowKey)> },
    /// The last recorded rows of a roster are taken away; nothing is recorded in them.
    Drop { roster: RosterId, count: usize },
    /// The recorded rows of some rosters and their columns, as a whole.
    Sheets(Box<Sheets>),
    /// All confirmations.
    Confirmations(Vec<Kept>),
}

/// The recorded rows of some rosters.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheets {
    pub(super) rosters: Vec<(RosterId, Vec<RecordedRow>, Vec<RowKey>)>,
    pub(super) columns: Vec<(VarId, Column)>,
}

impl Session {
    /// Makes a change and writes down how it is taken back.
    pub(super) fn edit(&mut self, edit: Edit) {
        let inverse = self.exchange(edit);
        self.history.push(inverse);
    }

    /// Makes a change and gives its inverse.
    pub(super) fn exchange(&mut self, edit: Edit) -> Edit {
        match edit {
            Edit::Answer { at, var, row, answer, typed } => {
                let before = self.write_answer((at, var), row, answer);
                let typed = match typed {
                    Some(raw) => self.typed.insert(at, raw),
                    None => self.typed.remove(&at),
                };
                Edit::Answer { at, var, row, answer: before, typed }
            }
            Edit::Add { roster, rows } => {
                let count = rows.len();
                let recorded = self.record.answers.rosters.get_mut(roster.0 as usize);
                recorded.into_iter().for_each(|recorded| recorded.extend(rows.iter().map(|(row, _)| *row)));
                let keys = self.keys.recorded.get_mut(roster.0 as usize);
                keys.into_iter().for_each(|keys| keys.extend(rows.iter().map(|(_, key)| *key)));
                self.touch_rows(roster);
                Edit::Drop { roster, count }
            }
            Edit::Drop { roster, count } => Edit::Add { roster, rows: self.drop_rows(roster, count) },
            Edit::Sheets(sheets) => Edit::Sheets(Box::new(self.exchange_sheets(*sheets))),
            Edit::Confirmations(kept) => {
                let before = std::mem::replace(&mut self.kept, kept);
                self.touch_confirmations(&before);
                Edit::Confirmations(before)
            }
        }
    }

    fn write_answer(&mut self, (at, var): (Place, VarId), row: u32, answer: Recorded) -> Recorded {
        let before = self.record.answer(var, row).clone();
        let blank = answer == Recorded::Nothing;
        self.record.set(var, row, answer);
        if let Some(column) = self.record.answers.columns.get_mut(var.0 as usize).filter(|_| blank) {
            let used = column.iter().rposition(|answer| *answer != Recorded::Nothing);
            column.truncate(used.map_or(0, |last| last + 1));
        }
        self.touch_answer(at, var);
        before
    }

    fn drop_rows(&mut self, roster: RosterId, count: usize) -> Vec<(RecordedRow, RowKey)> {
        self.touch_rows(roster);
        let at = roster.0 as usize;
        let (rows, keys) = (self.record.answers.rosters.get_mut(at), self.keys.recorded.get_mut(at));
        let Some((rows, keys)) = rows.zip(keys) else { return Vec::new() };
        let from = rows.len().saturating_sub(count);
        let dropped: Vec<(RecordedRow, RowKey)> = rows.drain(from..).zip(keys.drain(from..)).collect();
        let columns = (0..).map(VarId).zip(&self.form.instrument.vars);
        for (id, _) in columns.filter(|(_, var)| var.home == Some(roster)) {
            if let Some(column) = self.record.answers.columns.get_mut(id.0 as usize) {
                column.truncate(from);
            }
        }
        dropped
    }

    fn exchange_sheets(&mut self, sheets: Sheets) -> Sheets {
        let mut before = Sheets::default();
        for (roster, rows, keys) in sheets.rosters {
            self.touch_rows(roster);
            let at = roster.0 as usize;
            let old = self.record.answers.rosters.get_mut(at).map(|slot| std::mem::replace(slot, rows));
            let old_keys = self.keys.recorded.get_mut(at).map(|slot| std::mem::replace(slot, keys));
            before.rosters.push((roster, old.unwrap_or_default(), old_keys.unwrap_or_default()));
        }
        for (var, column) in sheets.columns {
            let slot = self.record.answers.columns.get_mut(var.0 as usize);
            before.columns.push((var, slot.map(|slot| std::mem::replace(slot, column)).unwrap_or_default()));
        }
        before
    }
}
