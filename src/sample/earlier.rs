//! The wave before: what a record of the next wave knows of it.

use crate::expr::VarId;
use crate::model::{Instrument, Rows, VarKind};
use crate::rules::{Outcome, Record, Recorded};
use crate::value::{RosterId, Special, State};

/// A record of the wave before.
#[derive(Debug, Clone)]
pub(super) struct Earlier {
    /// As recorded.
    pub(super) record: Record,
    /// What came of it.
    pub(super) outcome: Outcome,
}

impl Earlier {
    /// Writes into a record what the instrument reads of the wave before: the columns after `prev.`, and the rows of
    /// rosters that go on from it.
    pub(super) fn tell(&self, instrument: &Instrument, record: &mut Record) {
        let rosters = (0..).map(RosterId).zip(&instrument.rosters);
        let carried = rosters.filter_map(|(_, roster)| match roster.rows {
            Rows::Previous(of) => Some(of),
            Rows::Free | Rows::Count(_) | Rows::ForEachTicked(_) | Rows::ForEachChoice(_) => None,
        });
        let read = instrument.vars.iter().filter_map(|var| match var.kind {
            VarKind::Prev(of) => Some(of),
            VarKind::Today
            | VarKind::Given(_)
            | VarKind::Question(_)
            | VarKind::Calc(_)
            | VarKind::Score(_)
            | VarKind::Band(_)
            | VarKind::Part(..)
            | VarKind::RowChoice(_) => None,
        });
        let read: Vec<VarId> = read.collect();
        let homes = read.iter().filter_map(|var| instrument.var(*var)?.home);
        let mut rosters: Vec<RosterId> = Vec::new();
        for roster in carried.chain(homes) {
            // A row stands under a row of the roster around it.
            let parent = |roster: &RosterId| instrument.roster(*roster).and_then(|roster| roster.parent);
            for roster in std::iter::successors(Some(roster), parent) {
                if !rosters.contains(&roster) {
                    rosters.push(roster);
                }
            }
        }
        for roster in &rosters {
            self.rows(instrument, *roster, record);
        }
        for var in read {
            let home = instrument.var(var).and_then(|var| var.home);
            for row in 0..self.outcome.row_count(home) {
                if let Some(at) = self.outcome.recorded_row(home, row) {
                    self.cell((var, row), at, record);
                }
            }
        }
    }

    fn rows(&self, instrument: &Instrument, roster: RosterId, record: &mut Record) {
        if let Some(rows) = record.previous.rosters.get_mut(roster.0 as usize) {
            rows.clone_from(&self.record.answers.rows(roster).to_vec());
        }
        for (var, column) in (0..).map(VarId).zip(&instrument.vars) {
            if column.home == Some(roster) && matches!(column.kind, VarKind::Question(_)) {
                for row in 0..u32::try_from(self.record.answers.rows(roster).len()).unwrap_or(0) {
                    record.previous.set(var, row, self.record.answer(var, row).clone());
                }
            }
        }
    }

    fn cell(&self, (var, row): (VarId, u32), at: u32, record: &mut Record) {
        let cell = self.outcome.cell(var, row);
        let recorded = match cell.state {
            State::Answered => Recorded::Value(cell.value.clone()),
            State::DontKnow => Recorded::Special(Special::DontKnow),
            State::Refused => Recorded::Special(Special::Refused),
            State::MarkedNotApplicable => Recorded::Special(Special::NotApplicable),
            State::Unanswered | State::NotAsked | State::Invalid | State::NotInVersion => return,
        };
        record.previous.set(var, at, recorded);
    }
}
