//! The evaluation of a whole record: every step of the plan in order, then what is wrong, in document order.
//!
//! **Invariant:** [`update_step`] is the one place that says what a step means; the whole evaluation is a loop over the
//! plan, and so is any partial one.

use crate::expr::VarId;
use crate::model::{Instrument, ItemKind, VarKind};
use crate::value::Value;

use super::outcome::Cell;
use super::record::{Record, Recorded};
use super::{Outcome, Plan, Step, answers, checks, relevance, required, rosters, scores};

/// Everything an instrument says about a record.
pub fn evaluate(instrument: &Instrument, plan: &Plan, record: &Record) -> Outcome {
    let mut outcome = Outcome::new();
    evaluate_into(instrument, plan, record, &mut outcome);
    outcome
}

/// The same, into an outcome that was used before: it keeps its memory and nothing else.
pub fn evaluate_into(instrument: &Instrument, plan: &Plan, record: &Record, outcome: &mut Outcome) {
    outcome.prepare(instrument, plan, record.language);
    for (step, home) in plan.run() {
        for row in 0..outcome.row_count(*home) {
            evaluate_step(instrument, plan, record, outcome, (*step, row));
        }
    }
    checks::list(instrument, plan, record, outcome);
}

/// Makes an outcome ready for a record whose steps are then computed one by one, each after those it reads.
pub fn begin(instrument: &Instrument, plan: &Plan, record: &Record, outcome: &mut Outcome) {
    outcome.prepare(instrument, plan, record.language);
}

/// Computes one step in one row of its roster (row 0 outside rosters), from the record and what was computed before. A
/// roster's rows are computed as a whole, whatever the row. Choices and problems are not kept per step: see
/// [`super::View::offered`] and [`super::problems_of`].
pub fn evaluate_step(
    instrument: &Instrument,
    plan: &Plan,
    record: &Record,
    outcome: &mut Outcome,
    (step, row): (Step, u32),
) {
    match step {
        Step::Rows(roster) => rosters::lay_out(instrument, plan, record, outcome, roster),
        Step::Asked(_)
        | Step::Required(_)
        | Step::ScoreAsked(_)
        | Step::Cell(_)
        | Step::Choices(_)
        | Step::Problems(_) => {
            update_step(instrument, record, outcome, (step, row));
        }
    }
}

/// Computes one step in one row again, and says whether what it gives is different now. Rows are laid out again by
/// [`super::update_rows`]; choices and problems aren't kept per step.
pub fn update_step(
    instrument: &Instrument,
    record: &Record,
    outcome: &mut Outcome,
    (step, row): (Step, u32),
) -> bool {
    match step {
        Step::Asked(id) => {
            let asked = relevance::asked(&outcome.view(instrument), id, row);
            replace(outcome.asked.get_mut(id.index()), row, asked)
        }
        Step::Required(id) => {
            let required = required::required(&outcome.view(instrument), id, row);
            replace(outcome.required.get_mut(id.index()), row, required)
        }
        Step::ScoreAsked(id) => {
            let asked = scores::asked(&outcome.view(instrument), id);
            replace(Some(&mut outcome.scores), u32::try_from(id.index()).unwrap_or(u32::MAX), asked)
        }
        Step::Cell(var) => {
            let cell = cell(instrument, record, outcome, var, row);
            replace(outcome.cells.get_mut(var.0 as usize), row, cell)
        }
        Step::Rows(_) | Step::Choices(_) | Step::Problems(_) => false,
    }
}

fn replace<T: PartialEq>(column: Option<&mut Vec<T>>, row: u32, value: T) -> bool {
    match column.and_then(|column| column.get_mut(row as usize)) {
        Some(slot) if *slot != value => {
            *slot = value;
            true
        }
        Some(_) | None => false,
    }
}

fn cell(instrument: &Instrument, record: &Record, outcome: &Outcome, id: VarId, row: u32) -> Cell {
    let Some(var) = instrument.var(id) else { return outcome.cell(id, row).clone() };
    let view = outcome.view(instrument);
    match var.kind {
        VarKind::Today => Cell::of(record.today.map_or(Value::Missing, Value::Date)),
        VarKind::Given(_) => answers::input_cell(instrument, &var.ty, record.answer(id, 0)),
        VarKind::Prev(of) => {
            answers::input_cell(instrument, &var.ty, previous(record, outcome, var.home, of, row))
        }
        VarKind::RowChoice(roster) => {
            let choice = outcome.row(roster, row).and_then(|row| row.choice);
            Cell::of(choice.map_or(Value::Missing, Value::Choice))
        }
        VarKind::Question(item) => answers::question_cell(&view, record, item, row),
        VarKind::Calc(item) => match instrument.items.get(item).map(|item| &item.kind) {
            Some(ItemKind::Calc(calc)) if outcome.asked(item, row) => {
                Cell::of(view.eval(&calc.value.expr, var.home, row))
            }
            Some(_) | None => super::outcome::NOT_ASKED.clone(),
        },
        VarKind::Score(score) => scores::number(&view, score),
        VarKind::Band(score) => scores::band(&view, score),
        VarKind::Part(score, part) => scores::part(&view, score, part),
    }
}

/// The answer of the previous wave that goes with a row.
fn previous<'a>(
    record: &'a Record,
    outcome: &Outcome,
    home: Option<crate::value::RosterId>,
    of: VarId,
    row: u32,
) -> &'a Recorded {
    let at = home.map_or(Some(0), |roster| outcome.row(roster, row)?.previous);
    at.map_or(&Recorded::Nothing, |row| record.previous.get(of, row))
}
