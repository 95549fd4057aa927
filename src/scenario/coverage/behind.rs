//! What is known of a column is known of what computes it, and what is known of tables and rosters as a whole holds
//! wherever the same is looked up or gathered.

use crate::expr::funcs::Func;
use crate::expr::{Node, NodeId, VarId};
use crate::model::{Formula, VarKind};

use super::facts::Facts;
use super::form::{any_below, form};
use super::possible::computed;
use super::reach::{DEEPEST, Within};
use super::worth::{There, Worth};

impl Within<'_, '_> {
    /// A column of the record itself has a value: all conditions around it hold, and what computes it comes to what is
    /// known of it.
    pub(super) fn asked(&self, facts: &mut Facts, id: VarId) {
        let instrument = self.reach.instrument;
        let Some(var) = instrument.var(id).filter(|var| var.home.is_none() && self.level < DEEPEST) else {
            return;
        };
        let whens: Vec<&Formula> = match var.kind {
            VarKind::Question(item) | VarKind::Calc(item) => {
                let around = std::iter::successors(Some(item), |id| instrument.items.get(*id)?.parent);
                around.filter_map(|id| instrument.items.get(id)?.when.as_ref()).collect()
            }
            // Scores read much: only those that are read where one stands are gone into.
            VarKind::Score(_) | VarKind::Band(_) | VarKind::Part(..) if self.level > 0 => return,
            VarKind::Score(score) | VarKind::Band(score) | VarKind::Part(score, _) => {
                instrument.scores.get(score).and_then(|score| score.when.as_ref()).into_iter().collect()
            }
            VarKind::Today | VarKind::Given(_) | VarKind::RowChoice(_) | VarKind::Prev(_) => return,
        };
        let mut known = facts.of_record();
        for when in whens {
            let within =
                Within { expr: &when.expr, depth: 0, level: self.level + 1, greatest: None, ..*self };
            within.assume(&mut known, when.expr.root, true);
            known.nodes.clear();
        }
        if let Some((expr, _)) = computed(instrument, id) {
            let within = Within { expr, depth: 0, level: self.level + 1, greatest: None, ..*self };
            let worth = facts.cells.get(&(id, 0)).cloned().unwrap_or_else(|| within.column(facts, id, 0));
            within.comes_to(&mut known, expr.root, &Worth { missing: false, ..worth });
        }
        facts.impossible |= known.impossible;
        facts.found.get_mut().clear();
        facts.cells.extend(known.cells);
        facts.terms.extend(known.terms);
    }

    /// It has one of these values: of an `if` with one arm that can give it, that arm was chosen.
    fn comes_to(&self, facts: &mut Facts, id: NodeId, to: &Worth) {
        self.there(facts, id);
        self.narrow(facts, id, to);
        let Some(Node::Call { func: Func::If, args }) = self.expr.nodes.get(id) else { return };
        let arms: Vec<(Option<NodeId>, NodeId)> = args
            .chunks(2)
            .filter_map(|arm| match arm {
                [condition, value] => Some((Some(*condition), *value)),
                [otherwise] => Some((None, *otherwise)),
                _ => None,
            })
            .collect();
        let gives = |value: NodeId| self.worth(facts, value).meet(to).there != There::Nothing;
        let mut giving = arms.iter().enumerate().filter(|(_, (_, value))| gives(*value));
        let (Some((only, (condition, value))), None) = (giving.next(), giving.next()) else { return };
        let (condition, value) = (*condition, *value);
        for (before, _) in arms.iter().take(only) {
            before.iter().for_each(|before| self.assume(facts, *before, false));
        }
        condition.iter().for_each(|condition| self.assume(facts, *condition, true));
        self.comes_to(facts, value, to);
    }

    /// What is known of a table or a roster as a whole.
    pub(super) fn termed(&self, facts: &Facts, id: NodeId, found: Worth) -> Worth {
        if facts.terms.is_empty() || !self.is_of_record(id) {
            return found;
        }
        let known = form(self.expr, id).and_then(|form| facts.terms.get(&form));
        known.map_or(found.clone(), |(known, _)| found.meet(known))
    }

    /// Whether a node reads nothing but the record itself, and rows that it opens.
    fn is_of_record(&self, id: NodeId) -> bool {
        let first = match self.expr.nodes.get(id) {
            Some(Node::Aggregate(aggregate)) if aggregate.base == 0 => aggregate.first,
            Some(Node::Aggregate(_)) => return false,
            Some(_) | None => u8::MAX,
        };
        !any_below(self.expr, id, &mut |node| match node {
            Node::Read { slot, .. } | Node::State { slot, .. } | Node::RowIndex { slot, .. } => {
                *slot != 0 && *slot < first
            }
            Node::Aggregate(aggregate) => aggregate.first < first && first == u8::MAX,
            Node::CurrentChoice => true,
            Node::Const(_)
            | Node::Attribute { .. }
            | Node::ByCode { .. }
            | Node::Label { .. }
            | Node::Call { .. }
            | Node::Lookup { .. } => false,
        })
    }

    pub(super) fn remember(&self, facts: &mut Facts, id: NodeId, worth: &Worth) {
        let is_term = matches!(self.expr.nodes.get(id), Some(Node::Aggregate(_) | Node::Lookup { .. }));
        if let Some(form) =
            Some(id).filter(|id| is_term && self.is_of_record(*id)).and_then(|id| form(self.expr, id))
        {
            let mut reads = Vec::new();
            any_below(self.expr, id, &mut |node| {
                reads.extend(node.read());
                false
            });
            facts.terms.insert(form, (worth.clone(), reads));
        }
    }
}
