//! What a computed column can be worth by what is known of what it is computed from.

use crate::expr::funcs::Func;
use crate::expr::{AggregateKind, Expr, Node, NodeId, VarId};
use crate::model::{Method, VarKind};

use super::facts::Facts;
use super::possible::computed;
use super::reach::{DEEPEST, Within};
use super::worth::Worth;

impl Within<'_, '_> {
    /// A column of the record itself, computed once more with what is known. What is known to be wrong of it is not said.
    pub(super) fn followed(&self, facts: &Facts, id: VarId) -> Option<Worth> {
        let reach = self.reach;
        let var = reach.instrument.var(id).filter(|var| var.home.is_none() && self.level < DEEPEST)?;
        let (expr, _) = computed(reach.instrument, id)?;
        let from = reach.from.get(id.0 as usize)?;
        if !facts.are_about(from) {
            return None;
        }
        let facts = facts.of_record();
        let greatest = self.is_greatest_row(&facts, var.kind).then(|| row_found(expr)).flatten();
        let within = Within { expr, depth: 0, level: self.level + 1, greatest, answered: None, ..*self };
        let worth = within.worth(&facts, expr.root);
        (!worth.is_impossible()).then_some(worth)
    }

    /// Whether a class is that of the greatest row, and there is one: the number is one of the rows' values, so that a
    /// row with this value, and the greatest tiebreak among those, can be found.
    fn is_greatest_row(&self, facts: &Facts, kind: VarKind) -> bool {
        let VarKind::Band(id) = kind else { return false };
        let Some(score) = self.reach.instrument.scores.get(id) else { return false };
        let over_rows = matches!(score.method, Method::Largest { over: Some(_), .. });
        let number = score.var.filter(|_| over_rows && score.overrides.is_empty());
        let within = Within { level: self.level + 1, ..*self };
        number.is_some_and(|number| {
            let known = facts.cells.get(&(number, 0)).cloned();
            !known.unwrap_or_else(|| within.column(facts, number, 0)).missing
        })
    }

    /// Whether what fills a column is certainly asked or computed.
    pub(super) fn is_asked(&self, facts: &Facts, id: VarId, slot: u8) -> bool {
        let instrument = self.reach.instrument;
        let Some(var) = instrument.var(id) else { return false };
        match var.kind {
            VarKind::Calc(item) | VarKind::Question(item) => {
                // Of rows opened by an aggregate only the record around them is known.
                let own_row = usize::from(slot) <= self.depth;
                let mut at = Some(item);
                while let Some(found) = at.and_then(|id| instrument.items.get(id).map(|item| (id, item))) {
                    let (id, item) = found;
                    let sure = item.when.as_ref().is_none_or(|when| {
                        (own_row && self.open.contains(&id))
                            || (item.home.is_none() && self.holds(facts, &when.expr))
                    });
                    if !sure {
                        return false;
                    }
                    at = item.parent;
                }
                true
            }
            VarKind::Score(score) | VarKind::Band(score) | VarKind::Part(score, _) => {
                let Some(score) = instrument.scores.get(score) else { return false };
                let is_there = |var: VarId| facts.cells.get(&(var, 0)).is_some_and(|known| !known.missing);
                score.when.as_ref().is_none_or(|when| self.holds(facts, &when.expr))
                    || score.var.iter().chain(&score.band_var).any(|var| is_there(*var))
            }
            VarKind::Today | VarKind::Given(_) | VarKind::RowChoice(_) | VarKind::Prev(_) => true,
        }
    }

    /// Whether a condition of the record itself is certainly true. Only answers are looked at, so that this ends.
    fn holds(&self, facts: &Facts, condition: &Expr) -> bool {
        let cells = facts.cells.iter().filter(|((_, slot), _)| *slot == 0);
        let facts =
            Facts { cells: cells.map(|(at, worth)| (*at, worth.clone())).collect(), ..Facts::default() };
        let known = condition.reads().all(|(var, _)| facts.cells.contains_key(&(var, 0)));
        known
            && Within { expr: condition, depth: 0, greatest: None, ..*self }
                .worth(&facts, condition.root)
                .is_true()
    }
}

/// What finds the row in the class of a `largest` over rows: behind the floor and the tie.
fn row_found(expr: &Expr) -> Option<NodeId> {
    let mut stack = vec![expr.root];
    while let Some(id) = stack.pop() {
        match expr.nodes.get(id)? {
            Node::Call { func: Func::If, args } => {
                let otherwise = args.chunks(2).filter_map(<[NodeId]>::last);
                stack.extend(otherwise.copied());
            }
            Node::Aggregate(aggregate) if aggregate.kind == AggregateKind::First => return Some(id),
            Node::Aggregate(_)
            | Node::Call { .. }
            | Node::Const(_)
            | Node::Read { .. }
            | Node::State { .. }
            | Node::RowIndex { .. }
            | Node::CurrentChoice
            | Node::Attribute { .. }
            | Node::ByCode { .. }
            | Node::Label { .. }
            | Node::Lookup { .. } => {}
        }
    }
    None
}
