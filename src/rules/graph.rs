//! The steps of an instrument and what each of them reads.

use std::ops::Range;

use crate::base::Span;
use crate::expr::{Expr, Node, VarId};
use crate::model::{
    Formula, Instrument, Item, ItemId, ItemKind, Method, Required, Rows, Score, ScoreId, VarKind,
};
use crate::value::RosterId;

use super::plan::{Edge, Lists, Role, Step, StepId, children};

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
        let parts = method_parts(&score.method).iter().filter_map(|part| part.var);
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

/// The parts of a method, if it has parts.
pub(super) fn method_parts(method: &Method) -> &[crate::model::Part] {
    match method {
        Method::Sum(parts)
        | Method::Mean(parts, _)
        | Method::Weighted(parts)
        | Method::Largest { parts, .. } => parts,
        Method::Classify { .. } | Method::Formula(_) => &[],
    }
}

/// What every step reads.
pub(super) fn edges(instrument: &Instrument, steps: &[Step], places: &Places) -> Lists<Edge> {
    let mut writer = Writer { places, out: Lists::new() };
    for step in steps {
        step_edges(instrument, *step, &mut writer);
        writer.out.close();
    }
    writer.out
}

struct Writer<'a> {
    places: &'a Places,
    out: Lists<Edge>,
}

impl Writer<'_> {
    fn add(&mut self, to: Step, role: Role, span: Span) {
        if let Some(to) = self.places.find(to) {
            self.out.push(Edge { to, role, span });
        }
    }

    fn formula(&mut self, formula: &Formula, role: Role) {
        for (to, range) in reads(&formula.expr) {
            self.add(to, role, formula.map.0.span(range));
        }
    }

    fn formulas<'f>(&mut self, formulas: impl IntoIterator<Item = &'f Formula>, role: Role) {
        formulas.into_iter().for_each(|formula| self.formula(formula, role));
    }

    fn expr(&mut self, expr: &Expr, role: Role, span: Span) {
        for (to, _) in reads(expr) {
            self.add(to, role, span);
        }
    }
}

/// The steps an expression reads, with the text range of each reading.
fn reads(expr: &Expr) -> impl Iterator<Item = (Step, crate::base::TextRange)> + '_ {
    let cells = expr.reads().map(|(var, range)| (Step::Cell(var), range));
    let rows = expr.nodes.iter().flat_map(|(id, node)| {
        let range = expr.info.get(id.index()).map(|info| info.range.0).unwrap_or_default();
        let path: &[RosterId] = if let Node::Aggregate(aggregate) = node { &aggregate.path } else { &[] };
        path.iter().map(move |roster| (Step::Rows(*roster), range))
    });
    cells.chain(rows)
}

fn step_edges(instrument: &Instrument, step: Step, out: &mut Writer<'_>) {
    match step {
        Step::Asked(id) => item_edges(instrument, id, out, asked_edges),
        Step::Choices(id) => item_edges(instrument, id, out, |_, _, item, out| {
            if let ItemKind::Question(question) = &item.kind {
                out.formulas(&question.choices_where, Role::ChoicesWhere);
            }
        }),
        Step::Required(id) => item_edges(instrument, id, out, required_edges),
        Step::Problems(id) => item_edges(instrument, id, out, problem_edges),
        Step::Rows(roster) => rows_edges(instrument, roster, out),
        Step::Cell(var) => cell_edges(instrument, var, out),
        Step::ScoreAsked(id) => {
            if let Some(score) = instrument.scores.get(id) {
                out.formulas(&score.when, Role::When);
            }
        }
    }
}

fn item_edges(
    instrument: &Instrument,
    id: ItemId,
    out: &mut Writer<'_>,
    edges: impl Fn(&Instrument, ItemId, &Item, &mut Writer<'_>),
) {
    if let Some(item) = instrument.items.get(id) {
        edges(instrument, id, item, out);
    }
}

fn asked_edges(instrument: &Instrument, _: ItemId, item: &Item, out: &mut Writer<'_>) {
    if let Some(parent) = item.parent {
        let roster = instrument.items.get(parent).and_then(|parent| match parent.kind {
            ItemKind::Roster(roster) => Some(roster),
            ItemKind::Section { .. }
            | ItemKind::Question(_)
            | ItemKind::Note
            | ItemKind::Calc(_)
            | ItemKind::Grid { .. } => None,
        });
        out.add(roster.map_or(Step::Asked(parent), Step::Rows), Role::Parent, item.span.0);
    }
    out.formulas(&item.when, Role::When);
}

fn required_edges(_: &Instrument, id: ItemId, item: &Item, out: &mut Writer<'_>) {
    out.add(Step::Asked(id), Role::Asked, item.span.0);
    if let ItemKind::Question(question) = &item.kind
        && let Required::When(formula) = &question.required
    {
        out.formula(formula, Role::Required);
    }
}

fn problem_edges(_: &Instrument, id: ItemId, item: &Item, out: &mut Writer<'_>) {
    out.add(Step::Asked(id), Role::Asked, item.span.0);
    match &item.kind {
        ItemKind::Question(question) => {
            out.add(Step::Cell(question.var), Role::Check, item.span.0);
            out.add(Step::Required(id), Role::Required, item.span.0);
            out.add(Step::Choices(id), Role::Offered, item.span.0);
            out.formulas(question.checks.iter().map(|check| &check.require), Role::Check);
        }
        ItemKind::Roster(roster) => out.add(Step::Rows(*roster), Role::Rows, item.span.0),
        ItemKind::Section { .. } | ItemKind::Note | ItemKind::Calc(_) | ItemKind::Grid { .. } => {}
    }
}

fn rows_edges(instrument: &Instrument, id: RosterId, out: &mut Writer<'_>) {
    let Some(roster) = instrument.roster(id) else { return };
    let span = instrument.items.get(roster.item).map(|item| item.span.0).unwrap_or_default();
    out.add(Step::Asked(roster.item), Role::Asked, span);
    match &roster.rows {
        Rows::Count(formula) => out.formula(formula, Role::Rows),
        Rows::ForEachTicked(var) => out.add(Step::Cell(*var), Role::Rows, span),
        Rows::Free | Rows::ForEachChoice(_) | Rows::Previous(_) => {}
    }
}

fn cell_edges(instrument: &Instrument, id: VarId, out: &mut Writer<'_>) {
    let Some(var) = instrument.var(id) else { return };
    let span_of = |item: ItemId| instrument.items.get(item).map(|item| item.span.0).unwrap_or_default();
    match var.kind {
        VarKind::Today | VarKind::Given(_) => {}
        VarKind::RowChoice(_) | VarKind::Prev(_) => {
            if let Some(home) = var.home {
                let item = instrument.roster(home).map(|roster| roster.item);
                out.add(Step::Rows(home), Role::Parent, item.map(span_of).unwrap_or_default());
            }
        }
        VarKind::Question(item) | VarKind::Calc(item) => item_edges(instrument, item, out, value_edges),
        VarKind::Score(score) => score_edges(instrument, score, out, number_edges),
        VarKind::Band(score) => score_edges(instrument, score, out, band_edges),
        VarKind::Part(score, at) => score_edges(instrument, score, out, |score, out| {
            out.formulas(method_parts(&score.method).get(at as usize).map(|part| &part.value), Role::Part);
        }),
    }
}

fn value_edges(_: &Instrument, id: ItemId, item: &Item, out: &mut Writer<'_>) {
    out.add(Step::Asked(id), Role::Asked, item.span.0);
    match &item.kind {
        ItemKind::Question(question) => {
            out.add(Step::Choices(id), Role::Offered, item.span.0);
            out.formulas(&question.default, Role::Default);
        }
        ItemKind::Calc(calc) => out.formula(&calc.value, Role::Value),
        ItemKind::Section { .. } | ItemKind::Note | ItemKind::Grid { .. } | ItemKind::Roster(_) => {}
    }
}

fn score_edges(
    instrument: &Instrument,
    id: ScoreId,
    out: &mut Writer<'_>,
    edges: impl Fn(&Score, &mut Writer<'_>),
) {
    let Some(score) = instrument.scores.get(id) else { return };
    out.add(Step::ScoreAsked(id), Role::Asked, score.span.0);
    edges(score, out);
}

fn number_edges(score: &Score, out: &mut Writer<'_>) {
    out.formulas(score.overrides.iter().map(|rule| &rule.when), Role::Override);
    match &score.method {
        Method::Formula(formula) => out.formula(formula, Role::Value),
        Method::Largest { over: Some(over), .. } => {
            out.formulas([&over.key, &over.value].into_iter().chain(&over.tiebreak), Role::Part);
        }
        Method::Largest { .. }
        | Method::Sum(_)
        | Method::Mean(..)
        | Method::Weighted(_)
        | Method::Classify { .. } => {}
    }
    // The lowered number reads the parts' columns; what it reads besides was written in the formulas above.
    if let Some(value) = &score.value {
        out.expr(value, Role::Part, score.span.0);
    }
}

fn band_edges(score: &Score, out: &mut Writer<'_>) {
    if let Method::Classify { rules, .. } = &score.method {
        out.formulas(rules.iter().map(|(_, formula)| formula), Role::Band);
    }
    if let Some(band) = &score.band {
        out.expr(band, Role::Band, score.span.0);
    }
}
