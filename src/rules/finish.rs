//! The finished form of a record: what was asked and nothing else, defaults written down, rosters with the rows they
//! really have.

use crate::expr::VarId;
use crate::model::{Instrument, VarKind};
use crate::value::State;

use super::record::{Confirmation, Record, Recorded, RecordedRow};
use super::{Outcome, ProblemKind};

/// The finished form of a record. Evaluating it gives the same outcome again, but for what was left out.
pub fn finished(instrument: &Instrument, record: &Record, outcome: &Outcome) -> Record {
    let mut out = Record {
        today: record.today,
        language: record.language,
        finished: true,
        previous: record.previous.clone(),
        ..Record::new(instrument)
    };
    for (rows, layout) in out.answers.rosters.iter_mut().zip(&outcome.layouts) {
        rows.extend(layout.rows.iter().map(|row| RecordedRow { parent: row.parent, choice: row.choice }));
    }
    for (id, var) in (0..).map(VarId).zip(&instrument.vars) {
        for row in 0..outcome.row_count(var.home) {
            let answer = match var.kind {
                VarKind::Given(_) => record.answer(id, 0).clone(),
                VarKind::Question(_) => answer(record, outcome, (id, var.home), row),
                VarKind::Today
                | VarKind::Calc(_)
                | VarKind::Score(_)
                | VarKind::Band(_)
                | VarKind::Part(..)
                | VarKind::RowChoice(_)
                | VarKind::Prev(_) => Recorded::Nothing,
            };
            if answer != Recorded::Nothing {
                out.set(id, row, answer);
            }
        }
    }
    out.confirmed = confirmations(instrument, outcome);
    out
}

fn answer(
    record: &Record,
    outcome: &Outcome,
    (id, home): (VarId, Option<crate::value::RosterId>),
    row: u32,
) -> Recorded {
    let cell = outcome.cell(id, row);
    let recorded = outcome.recorded_row(home, row).map_or(&Recorded::Nothing, |at| record.answer(id, at));
    match (cell.state, recorded) {
        (State::NotAsked, _) | (_, Recorded::Cleared) => Recorded::Nothing,
        (State::Answered, Recorded::Nothing) => Recorded::Value(cell.value.clone()),
        (_, recorded) => recorded.clone(),
    }
}

/// The confirmations that still confirm something.
fn confirmations(instrument: &Instrument, outcome: &Outcome) -> Vec<Confirmation> {
    let confirmation = |confirmed: &super::Confirmed| {
        let problem = confirmed.problem;
        let ProblemKind::Check(check) = problem.kind else { return None };
        let home = instrument.items.get(problem.item)?.home;
        let row = outcome.path(home, problem.row);
        Some(Confirmation { item: problem.item, row, check, reason: confirmed.reason.clone() })
    };
    outcome.confirmed.iter().filter_map(confirmation).collect()
}
