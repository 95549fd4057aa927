//! The formulas of an instrument, each with when it is decided and the points in it.

use std::collections::BTreeMap;

use crate::expr::funcs::Func;
use crate::expr::{Expr, Node, NodeId};
use crate::model::walk::{self, Owner, Role, Seen};
use crate::model::{Check, Formula, Instrument, Item, ItemId, ItemKind, Label, Method, Question, ScoreId};
use crate::value::{RosterId, Type, Value};

use super::points::Kind;

/// What must be so for a formula to be decided at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    /// Nothing: once for every record.
    Record,
    /// What is around the item is asked; the formula decides about the item.
    Around(ItemId),
    /// The item is asked.
    Asked(ItemId),
    /// The item is asked, and nothing was recorded for it.
    Unfilled(ItemId),
    /// The score is computed.
    Scored(ScoreId),
}

/// When a formula is decided.
#[derive(Debug, Clone)]
pub(super) struct Gate<'a> {
    pub(super) base: Base,
    /// None of these is true: what comes earlier and decides first.
    pub(super) not_true: Vec<&'a Formula>,
    /// This is true.
    pub(super) holds: Option<&'a Formula>,
    /// This is false.
    pub(super) fails: Option<&'a Formula>,
}

impl Gate<'_> {
    pub(super) fn of(base: Base) -> Self {
        Self { base, not_true: Vec::new(), holds: None, fails: None }
    }
}

/// A formula in its place.
#[derive(Debug, Clone)]
pub(super) struct Place<'a> {
    pub(super) owner: Owner,
    pub(super) formula: &'a Formula,
    /// The roster in whose rows it stands.
    pub(super) home: Option<RosterId>,
    pub(super) gate: Gate<'a>,
    /// What the whole decides, if it is a condition.
    pub(super) whole: Option<Kind>,
    /// Whether it is decided for every choice of its question.
    pub(super) each_choice: bool,
    /// The points in it, by node and by what the node decides there.
    pub(super) points: BTreeMap<(NodeId, Kind), u32>,
}

/// The formulas of an instrument in the order of [`walk::expressions`], then those in labels.
pub(super) fn places(instrument: &Instrument) -> Vec<Place<'_>> {
    let mut out = Vec::new();
    walk::expressions(instrument, &mut |seen| {
        out.extend(seen.formula.filter(|_| seen.role != Role::Pipe).map(|at| place(instrument, &seen, at)));
    });
    let mut shown = Shown { instrument, out };
    shown.labels(Owner::Instrument, None, &Gate::of(Base::Record), [Some(&instrument.title)]);
    for (id, item) in instrument.items.iter() {
        shown.item(id, item);
    }
    for (id, score) in instrument.scores.iter() {
        let bands = score.bands.iter().map(|band| band.label.as_ref());
        let labels = std::iter::once(score.label.as_ref()).chain(bands);
        shown.labels(Owner::Score(id), None, &Gate::of(Base::Scored(id)), labels);
    }
    shown.out
}

fn place<'a>(instrument: &'a Instrument, seen: &Seen<'a>, formula: &'a Formula) -> Place<'a> {
    let (home, mut gate) = match seen.owner {
        Owner::Item(id) => {
            let base = if seen.role == Role::When {
                Base::Around(id)
            } else if seen.role == Role::Default {
                Base::Unfilled(id)
            } else {
                Base::Asked(id)
            };
            (instrument.items.get(id).and_then(|item| item.home), Gate::of(base))
        }
        Owner::Score(id) => {
            let base = if seen.role == Role::When { Base::Record } else { Base::Scored(id) };
            (row_home(instrument, id, seen.role), Gate::of(base))
        }
        Owner::Instrument | Owner::Param(_) | Owner::List(_) | Owner::Given(_) | Owner::Indicator(_) => {
            (None, Gate::of(Base::Record))
        }
    };
    order(instrument, seen, &mut gate);
    let whole = whole(seen, formula);
    let each_choice = seen.role == Role::ChoicesWhere;
    Place { owner: seen.owner, formula, home, gate, whole, each_choice, points: BTreeMap::new() }
}

/// The roster whose rows a `largest` runs over.
fn row_home(instrument: &Instrument, score: ScoreId, role: Role) -> Option<RosterId> {
    match (&instrument.scores.get(score)?.method, role) {
        (Method::Largest { over: Some(over), .. }, Role::Row) => Some(over.roster),
        (_, _) => None,
    }
}

/// What decides before the formula does.
fn order<'a>(instrument: &'a Instrument, seen: &Seen<'a>, gate: &mut Gate<'a>) {
    match (seen.owner, seen.role) {
        (Owner::Score(id), Role::Override(at)) => gate.not_true = overrides(instrument, id, at as usize),
        (Owner::Score(id), Role::Value) => gate.not_true = overrides(instrument, id, usize::MAX),
        (Owner::Score(id), Role::Rule(at)) => {
            let method = instrument.scores.get(id).map(|score| &score.method);
            if let Some(Method::Classify { rules, .. }) = method {
                gate.not_true = rules.iter().take(at as usize).map(|(_, formula)| formula).collect();
            }
        }
        (Owner::Indicator(at), Role::Measure | Role::Weight) => {
            gate.holds =
                instrument.indicators.get(at as usize).and_then(|indicator| indicator.among.as_ref());
        }
        (_, _) => {}
    }
}

/// The conditions of the first overrides of a score.
pub(super) fn overrides(instrument: &Instrument, score: ScoreId, first: usize) -> Vec<&Formula> {
    let overrides = instrument.scores.get(score).map(|score| score.overrides.as_slice()).unwrap_or_default();
    overrides.iter().take(first).map(|rule| &rule.when).collect()
}

/// What the whole of a formula decides.
fn whole(seen: &Seen<'_>, formula: &Formula) -> Option<Kind> {
    let kind = match (seen.role, seen.owner) {
        (Role::When, Owner::Score(_)) => Kind::Scored,
        (Role::When, _) => Kind::Asked,
        (Role::Required, _) => Kind::Required,
        (Role::Check(origin), _) => Kind::Check(origin),
        (Role::ChoicesWhere, _) => Kind::Offered,
        (Role::Override(_), _) => Kind::Override,
        (Role::Rule(_), _) => Kind::Rule,
        (Role::Among, _) => Kind::Among,
        (Role::Measure, _) => Kind::Measure,
        (_, _) => Kind::Value,
    };
    (*formula.expr.ty() == Type::Bool && !is_constant(&formula.expr, formula.expr.root)).then_some(kind)
}

/// Formulas in labels.
struct Shown<'a> {
    instrument: &'a Instrument,
    out: Vec<Place<'a>>,
}

impl<'a> Shown<'a> {
    fn item(&mut self, id: ItemId, item: &'a Item) {
        let asked = Gate::of(Base::Asked(id));
        self.labels(Owner::Item(id), item.home, &asked, [item.label.as_ref(), item.hint.as_ref()]);
        for Check { require, message, .. } in self.instrument.checks(item) {
            let failed = Gate { fails: Some(require), ..asked.clone() };
            self.labels(Owner::Item(id), item.home, &failed, [Some(message)]);
        }
        match &item.kind {
            ItemKind::Question(question) => self.question(id, item, question),
            ItemKind::Roster(roster) => {
                let label = self.instrument.roster(*roster).and_then(|found| found.row_label.as_ref());
                // A row that is there has a label.
                self.labels(Owner::Item(id), Some(*roster), &Gate::of(Base::Record), [label]);
            }
            ItemKind::Section { .. } | ItemKind::Note | ItemKind::Calc(_) | ItemKind::Grid { .. } => {}
        }
    }

    fn question(&mut self, id: ItemId, item: &'a Item, question: &'a Question) {
        let list = question.ty.list().and_then(|list| self.instrument.list(list));
        // What is piped into a choice's label stands in the record itself.
        let texts = list.filter(|_| item.home.is_none()).map(|list| list.texts.as_slice());
        let labels = texts.unwrap_or_default().iter().map(|text| Some(&text.label));
        self.labels(Owner::Item(id), None, &Gate::of(Base::Asked(id)), labels);
    }

    fn labels(
        &mut self,
        owner: Owner,
        home: Option<RosterId>,
        gate: &Gate<'a>,
        labels: impl IntoIterator<Item = Option<&'a Label>>,
    ) {
        for formula in labels.into_iter().flatten().flat_map(Label::pipes) {
            let (gate, points) = (gate.clone(), BTreeMap::new());
            self.out.push(Place { owner, formula, home, gate, whole: None, each_choice: false, points });
        }
    }
}

/// Whether a node is a constant: nothing is decided there.
fn is_constant(expr: &Expr, id: NodeId) -> bool {
    matches!(expr.nodes.get(id), Some(Node::Const(_)))
}

/// What the nodes of a formula decide, in the order of nodes; `whole` is what its root decides.
pub(super) fn decisions(expr: &Expr, whole: Option<Kind>) -> Vec<(NodeId, Kind)> {
    let mut out: Vec<(NodeId, Kind)> = Vec::new();
    for (id, node) in expr.nodes.iter() {
        match node {
            Node::Call { func, args } => of_call(expr, id, (*func, args), &mut out),
            Node::Aggregate(aggregate) => {
                out.extend(aggregate.filter.map(|filter| (filter, Kind::Filter)));
                out.extend(aggregate.body.filter(|body| is_condition(expr, *body)).map(operand));
            }
            Node::Attribute { .. }
            | Node::ByCode { .. }
            | Node::Label { .. }
            | Node::Lookup { .. }
            | Node::Const(_)
            | Node::Read { .. }
            | Node::State { .. }
            | Node::RowIndex { .. }
            | Node::CurrentChoice => {}
        }
    }
    out.extend(whole.map(|kind| (expr.root, kind)));
    out.retain(|(id, _)| !is_constant(expr, *id));
    out.sort_unstable();
    out.dedup();
    out
}

fn operand(id: NodeId) -> (NodeId, Kind) {
    (id, Kind::Operand)
}

fn is_condition(expr: &Expr, id: NodeId) -> bool {
    *expr.type_of(id) == Type::Bool
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "only a few functions decide; of all others the conditions are operands"
)]
fn of_call(expr: &Expr, id: NodeId, (func, args): (Func, &[NodeId]), out: &mut Vec<(NodeId, Kind)>) {
    match func {
        Func::If => {
            let mut rest = args;
            while let [condition, value, more @ ..] = rest {
                out.push((*condition, if is_limit(expr, *condition) { Kind::Limit } else { Kind::If }));
                out.extend(Some(*value).filter(|value| is_condition(expr, *value)).map(operand));
                rest = more;
            }
            out.extend(rest.iter().copied().filter(|value| is_condition(expr, *value)).map(operand));
        }
        // What stands behind `not` is the same question turned round.
        Func::Not => {}
        Func::Coalesce => {
            let replaced = args.split_last().map(|(_, replaced)| replaced).unwrap_or_default();
            out.extend(replaced.iter().map(|arg| (*arg, Kind::Fallback)));
        }
        Func::Sum | Func::Mean | Func::Prorate => {
            out.extend(
                least_of(expr, args).filter(|least| *least < args.len() - 1).map(|_| (id, Kind::Least)),
            );
        }
        _ => out.extend(args.iter().copied().filter(|arg| is_condition(expr, *arg)).map(operand)),
    }
}

/// How many must be answered in a `sum`, `mean` or `prorate`.
pub(super) fn least_of(expr: &Expr, args: &[NodeId]) -> Option<usize> {
    match expr.nodes.get(*args.first()?) {
        Some(Node::Const(Value::Num(least))) => usize::try_from(least.normalized().units()).ok(),
        Some(_) | None => None,
    }
}

/// Whether a condition is made of a limit of `band(…)`: it is written where the limit is.
fn is_limit(expr: &Expr, id: NodeId) -> bool {
    let range = |id: NodeId| expr.info.get(id.index()).map(|info| (info.range.0, info.defined.0));
    match expr.nodes.get(id) {
        Some(Node::Call { func: Func::Less | Func::LessOrEqual, args }) => {
            args.get(1).is_some_and(|limit| is_constant(expr, *limit) && range(*limit) == range(id))
        }
        Some(_) | None => false,
    }
}
