//! The steps of an instrument in document order, and where to find each.

use std::ops::Range;

use crate::expr::VarId;
use crate::model::{Instrument, ItemId, ItemKind, VarKind};

use super::plan::{Step, StepId, children};

/// Where everything stands: items in document order, and the step of each thing.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    /// Items in document order.
    pub(super) document: Vec<ItemId>,
    /// By item: its place in `document` and the place just after what stands in it.
    pub(super) positions: Vec<Range<u32>>,
    asked: Vec<Option<StepId>>,
    choices: Vec<Option<StepId>>,
    required: Vec<Option<StepId>>,
    problems: Vec<Option<StepId>>,
    rows: Vec<Option<StepId>>,
    cells: Vec<Option<StepId>>,
    scores: Vec<Option<StepId>>,
}

impl Places {
    /// The step's id, if there is such a step.
    pub(super) fn find(&self, step: Step) -> Option<StepId> {
        let (table, at) = match step {
            Step::Asked(item) => (&self.asked, item.index()),
            Step::Choices(item) => (&self.choices, item.index()),
            Step::Required(item) => (&self.required, item.index()),
            Step::Problems(item) => (&self.problems, item.index()),
            Step::Rows(roster) => (&self.rows, roster.0 as usize),
            Step::Cell(var) => (&self.cells, var.0 as usize),
            Step::ScoreAsked(score) => (&self.scores, score.index()),
        };
        table.get(at).copied().flatten()
    }

    fn slot(&mut self, step: Step) -> Option<&mut Option<StepId>> {
        match step {
            Step::Asked(item) => self.asked.get_mut(item.index()),
            Step::Choices(item) => self.choices.get_mut(item.index()),
            Step::Required(item) => self.required.get_mut(item.index()),
            Step::Problems(item) => self.problems.get_mut(item.index()),
            Step::Rows(roster) => self.rows.get_mut(roster.0 as usize),
            Step::Cell(var) => self.cells.get_mut(var.0 as usize),
            Step::ScoreAsked(score) => self.scores.get_mut(score.index()),
        }
    }
}

/// All steps of an instrument in document order.
pub(super) fn steps(instrument: &Instrument) -> (Vec<Step>, Places) {
    let items = instrument.items.len();
    let mut places = Places {
        positions: vec![u32::MAX..u32::MAX; items],
        asked: vec![None; items],
        choices: vec![None; items],
        required: vec![None; items],
        problems: vec![None; items],
        rows: vec![None; instrument.rosters.len()],
        cells: vec![None; instrument.vars.len()],
        scores: vec![None; instrument.scores.len()],
        ..Places::default()
    };
    read_document(instrument, &mut places);
    let mut steps = Vec::with_capacity(instrument.vars.len() * 4);
    let vars = || (0..).map(VarId).zip(&instrument.vars);
    let cell = |(id, _): (VarId, &crate::model::Var)| Step::Cell(id);
    steps.extend(vars().filter(|(_, var)| is_input(var.kind)).map(cell));
    for item in &places.document {
        item_steps(instrument, *item, &mut steps);
    }
    for (id, score) in instrument.scores.iter() {
        steps.push(Step::ScoreAsked(id));
        let parts = score.method.parts().iter().filter_map(|part| part.var);
        steps.extend(parts.chain(score.var).chain(score.band_var).map(Step::Cell));
    }
    let sinks = places.document.iter().filter(|item| has_problems(instrument, **item));
    steps.extend(sinks.map(|item| Step::Problems(*item)));
    for (id, step) in (0..).map(StepId).zip(&steps) {
        if let Some(slot) = places.slot(*step) {
            *slot = Some(id);
        }
    }
    (steps, places)
}

/// Items in document order, without recursion.
fn read_document(instrument: &Instrument, places: &mut Places) {
    enum Visit {
        Enter(ItemId),
        Leave(ItemId),
    }
    let mut stack: Vec<Visit> = instrument.roots.iter().rev().map(|id| Visit::Enter(*id)).collect();
    while let Some(visit) = stack.pop() {
        let now = u32::try_from(places.document.len()).unwrap_or(u32::MAX);
        match visit {
            Visit::Enter(item) => {
                places.document.push(item);
                if let Some(position) = places.positions.get_mut(item.index()) {
                    *position = now..now + 1;
                }
                stack.push(Visit::Leave(item));
                stack.extend(children(instrument, item).iter().rev().map(|child| Visit::Enter(*child)));
            }
            Visit::Leave(item) => {
                if let Some(position) = places.positions.get_mut(item.index()) {
                    position.end = now;
                }
            }
        }
    }
}

/// Whether a column is filled from the record alone.
fn is_input(kind: VarKind) -> bool {
    match kind {
        VarKind::Today | VarKind::Given(_) | VarKind::RowChoice(_) | VarKind::Prev(_) => true,
        VarKind::Question(_)
        | VarKind::Calc(_)
        | VarKind::Score(_)
        | VarKind::Band(_)
        | VarKind::Part(..) => false,
    }
}

fn item_steps(instrument: &Instrument, id: ItemId, steps: &mut Vec<Step>) {
    let Some(item) = instrument.items.get(id) else { return };
    steps.push(Step::Asked(id));
    match &item.kind {
        ItemKind::Question(question) => {
            if question.choices_where.is_some() {
                steps.push(Step::Choices(id));
            }
            steps.push(Step::Cell(question.var));
            steps.push(Step::Required(id));
        }
        ItemKind::Calc(calc) => steps.push(Step::Cell(calc.var)),
        ItemKind::Roster(roster) => steps.push(Step::Rows(*roster)),
        ItemKind::Section { .. } | ItemKind::Grid { .. } | ItemKind::Note => {}
    }
}

fn has_problems(instrument: &Instrument, id: ItemId) -> bool {
    match instrument.items.get(id).map(|item| &item.kind) {
        Some(ItemKind::Question(_) | ItemKind::Roster(_)) => true,
        Some(ItemKind::Section { .. } | ItemKind::Grid { .. } | ItemKind::Note | ItemKind::Calc(_))
        | None => false,
    }
}
