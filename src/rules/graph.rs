//! What each step of an instrument reads.

use crate::base::{Span, TextRange};
use crate::expr::{Expr, Node, NodeId, VarId};
use crate::model::walk::{self, Owner, Seen};
use crate::model::{Instrument, Item, ItemId, ItemKind, Rows, Score, ScoreId, VarKind};
use crate::value::RosterId;

use super::places::Places;
use super::plan::{Edge, Lists, Role, Step, StepId};

/// What every step reads, by step: first what follows from the structure, then what formulas read.
pub(super) fn edges(instrument: &Instrument, steps: &[Step], places: &Places) -> Lists<Edge> {
    let mut writer = Writer { instrument, places, edges: Vec::with_capacity(steps.len() * 2) };
    for step in steps {
        structure(instrument, *step, &mut writer);
    }
    for (id, item) in instrument.items.iter() {
        walk::of_item(instrument, id, item, &mut |seen| {
            writer.seen(item_step(item, id, seen.role), &seen, item.span.0)
        });
    }
    for (id, score) in instrument.scores.iter() {
        walk::of_score(Owner::Score(id), score, &mut |seen| {
            writer.seen(score_step(score, id, seen.role), &seen, score.span.0);
        });
    }
    writer.sorted(steps.len())
}

struct Writer<'a> {
    instrument: &'a Instrument,
    places: &'a Places,
    edges: Vec<(StepId, Edge)>,
}

impl Writer<'_> {
    /// What follows from where things stand: a step of the same roster is read in the same row.
    fn add(&mut self, (from, to): (Step, Step), role: Role, span: Span) {
        let own_row = match (from, to) {
            (Step::Rows(_), _) | (_, Step::Rows(_)) => false,
            (from, to) => from.home(self.instrument) == to.home(self.instrument),
        };
        self.push((from, to), (role, span, own_row));
    }

    fn push(&mut self, (from, to): (Step, Step), (role, span, own_row): (Role, Span, bool)) {
        if let (Some(from), Some(to)) = (self.places.find(from), self.places.find(to)) {
            self.edges.push((from, Edge { to, role, span, own_row }));
        }
    }

    /// What an expression reads. One the engine put together has no text: `span` stands for it.
    fn seen(&mut self, from: Option<Step>, seen: &Seen<'_>, span: Span) {
        let Some(from) = from else { return };
        let home = from.home(self.instrument);
        let depth = depth(self.instrument, home);
        for (node, to, range) in read_nodes(seen.expr) {
            let span = seen.formula.map_or(span, |formula| formula.map.0.span(range));
            // Slots deeper than the reader's own row are opened by aggregates.
            let own_row = node.reading().is_some_and(|(_, slot)| usize::from(slot) == depth)
                && to.home(self.instrument) == home
                && !matches!(from, Step::Rows(_));
            self.push((from, to), (Role::Written(seen.role), span, own_row));
        }
    }

    fn sorted(mut self, steps: usize) -> Lists<Edge> {
        self.edges.sort_by_key(|(from, _)| *from);
        let mut edges = self.edges.into_iter().peekable();
        let mut out = Lists::new();
        for step in (0..).map(StepId).take(steps) {
            while let Some((_, edge)) = edges.next_if(|(from, _)| *from == step) {
                out.push(edge);
            }
            out.close();
        }
        out
    }
}

/// The steps an expression reads, with the text range of each reading.
pub(super) fn reads(expr: &Expr) -> impl Iterator<Item = (Step, TextRange)> + '_ {
    read_nodes(expr).map(|(_, step, range)| (step, range))
}

/// The same with the node that reads: first cells, then rows.
fn read_nodes(expr: &Expr) -> impl Iterator<Item = (&Node, Step, TextRange)> + '_ {
    let range = |id: NodeId| expr.info.get(id.index()).map(|info| info.range.0).unwrap_or_default();
    let cells = expr.nodes.iter().filter_map(move |(id, node)| {
        let (var, _) = node.reading()?;
        Some((node, Step::Cell(var), range(id)))
    });
    let rows = expr.nodes.iter().flat_map(move |(id, node)| {
        node.iterates().iter().map(move |roster| (node, Step::Rows(*roster), range(id)))
    });
    cells.chain(rows)
}

/// How many rosters a place is nested in.
fn depth(instrument: &Instrument, home: Option<RosterId>) -> usize {
    std::iter::successors(home, |roster| instrument.roster(*roster)?.parent).count()
}

/// The step of an item that an expression decides; none for what is only shown.
fn item_step(item: &Item, id: ItemId, role: walk::Role) -> Option<Step> {
    match role {
        walk::Role::When => Some(Step::Asked(id)),
        walk::Role::Required => Some(Step::Required(id)),
        walk::Role::Check(_) => Some(Step::Problems(id)),
        walk::Role::ChoicesWhere => Some(Step::Choices(id)),
        walk::Role::Default | walk::Role::Value => column(item).map(Step::Cell),
        walk::Role::Rows => roster(item).map(Step::Rows),
        walk::Role::Pipe
        | walk::Role::Part(_)
        | walk::Role::Override(_)
        | walk::Role::Rule(_)
        | walk::Role::Row
        | walk::Role::Number
        | walk::Role::Band
        | walk::Role::Measure
        | walk::Role::Among
        | walk::Role::Target
        | walk::Role::Reference
        | walk::Role::Weight => None,
    }
}

/// The step of a score that an expression decides.
fn score_step(score: &Score, id: ScoreId, role: walk::Role) -> Option<Step> {
    match role {
        walk::Role::When => Some(Step::ScoreAsked(id)),
        walk::Role::Part(at) => score.method.parts().get(at as usize)?.var.map(Step::Cell),
        walk::Role::Override(_) | walk::Role::Value | walk::Role::Number | walk::Role::Row => {
            score.var.map(Step::Cell)
        }
        walk::Role::Rule(_) | walk::Role::Band => score.band_var.map(Step::Cell),
        walk::Role::Required
        | walk::Role::Check(_)
        | walk::Role::ChoicesWhere
        | walk::Role::Default
        | walk::Role::Rows
        | walk::Role::Pipe
        | walk::Role::Measure
        | walk::Role::Among
        | walk::Role::Target
        | walk::Role::Reference
        | walk::Role::Weight => None,
    }
}

fn column(item: &Item) -> Option<VarId> {
    match &item.kind {
        ItemKind::Question(question) => Some(question.var),
        ItemKind::Calc(calc) => Some(calc.var),
        ItemKind::Section { .. } | ItemKind::Note | ItemKind::Grid { .. } | ItemKind::Roster(_) => None,
    }
}

fn roster(item: &Item) -> Option<RosterId> {
    match item.kind {
        ItemKind::Roster(roster) => Some(roster),
        ItemKind::Section { .. }
        | ItemKind::Question(_)
        | ItemKind::Note
        | ItemKind::Calc(_)
        | ItemKind::Grid { .. } => None,
    }
}

/// What a step reads because of where things stand, whatever its formulas say.
fn structure(instrument: &Instrument, step: Step, out: &mut Writer<'_>) {
    match step {
        Step::Asked(id) => {
            let Some(item) = instrument.items.get(id) else { return };
            if let Some(parent) = item.parent {
                let around = instrument.items.get(parent).and_then(roster);
                out.add((step, around.map_or(Step::Asked(parent), Step::Rows)), Role::Inside, item.span.0);
            }
        }
        Step::Choices(_) => {}
        Step::Required(id) => out.add((step, Step::Asked(id)), Role::Asked, span(instrument, id)),
        Step::Problems(id) => problem_structure(instrument, id, out),
        Step::Rows(roster) => rows_structure(instrument, roster, out),
        Step::Cell(var) => cell_structure(instrument, var, out),
        Step::ScoreAsked(_) => {}
    }
}

fn span(instrument: &Instrument, id: ItemId) -> Span {
    instrument.items.get(id).map(|item| item.span.0).unwrap_or_default()
}

fn problem_structure(instrument: &Instrument, id: ItemId, out: &mut Writer<'_>) {
    let Some(item) = instrument.items.get(id) else { return };
    let at = item.span.0;
    let here = Step::Problems(id);
    out.add((here, Step::Asked(id)), Role::Asked, at);
    out.add((here, Step::Required(id)), Role::Asked, at);
    out.add((here, Step::Choices(id)), Role::Offered, at);
    for read in column(item).map(Step::Cell).into_iter().chain(roster(item).map(Step::Rows)) {
        out.add((here, read), Role::Asked, at);
    }
}

fn rows_structure(instrument: &Instrument, id: RosterId, out: &mut Writer<'_>) {
    let Some(roster) = instrument.roster(id) else { return };
    let at = span(instrument, roster.item);
    out.add((Step::Rows(id), Step::Asked(roster.item)), Role::Asked, at);
    match roster.rows {
        Rows::ForEachTicked(var) => out.add((Step::Rows(id), Step::Cell(var)), Role::RowsFrom, at),
        Rows::Free | Rows::Count(_) | Rows::ForEachChoice(_) | Rows::Previous(_) => {}
    }
}

fn cell_structure(instrument: &Instrument, id: VarId, out: &mut Writer<'_>) {
    let Some(var) = instrument.var(id) else { return };
    let here = Step::Cell(id);
    match var.kind {
        VarKind::Today | VarKind::Given(_) => {}
        VarKind::RowChoice(_) | VarKind::Prev(_) => {
            if let Some(home) = var.home {
                let item = instrument.roster(home).map(|roster| span(instrument, roster.item));
                out.add((here, Step::Rows(home)), Role::Inside, item.unwrap_or_default());
            }
        }
        VarKind::Question(item) | VarKind::Calc(item) => {
            out.add((here, Step::Asked(item)), Role::Asked, span(instrument, item));
            out.add((here, Step::Choices(item)), Role::Offered, span(instrument, item));
        }
        VarKind::Score(score) | VarKind::Band(score) | VarKind::Part(score, _) => {
            let at = instrument.scores.get(score).map(|score| score.span.0).unwrap_or_default();
            out.add((here, Step::ScoreAsked(score)), Role::Asked, at);
        }
    }
}
