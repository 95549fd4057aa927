//! For what reason a way can't be gone: the first that suffices of what a condition reads, each condition in the way of its
//! formula, all of them together, and what comes before it in the formula.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::expr::funcs::Func;
use crate::expr::{Expr, Node, NodeId};
use crate::model::Formula;

use super::facts::Facts;
use super::gates::How;
use super::places::{Base, Place};
use super::points::{Kind, Way};
use super::reach::{Reach, Within};
use super::reasons::{Reason, can};
use super::worth::There;

/// Longest text of a condition that is shown.
const LONGEST: usize = 60;
/// Most codes that are listed.
const MOST_CODES: usize = 6;

impl Reach<'_> {
    /// Why a point of a formula can't go a way.
    pub(super) fn ground(&self, place: &Place<'_>, (id, kind): (NodeId, Kind), way: Way) -> Reason {
        let nothing = BTreeSet::new();
        let worth = |facts: &Facts, open| {
            let within = self.within(&place.formula.expr, place.home, open);
            match (kind, way, place.gate.base) {
                (Kind::Check(_), Way::Unknown, Base::Asked(item)) => {
                    Within { answered: self.answer(item), ..within }.worth(facts, id)
                }
                (_, _, _) => within.worth(facts, id),
            }
        };
        if !can(&worth(&Facts::default(), &nothing), way) {
            let within = self.within(&place.formula.expr, place.home, &nothing);
            return of_itself(&within, place.formula, id, way);
        }
        let assumed = self.assumed(&place.gate, place.home);
        for one in &assumed {
            if let Some(formula) = one.formula.filter(|_| !can(&worth(&self.known_of(one), &nothing), way)) {
                return Reason::Condition(shown(&formula.source.0), one.how == How::True);
            }
        }
        let (facts, open) = self.known(&place.gate, place.home, Facts::default());
        if !can(&worth(&facts, &open), way) {
            let around = assumed.iter().filter_map(|one| one.formula);
            return Reason::Around(around.map(|formula| shown(&formula.source.0)).collect());
        }
        let noted = self.points_when(place, Facts::default());
        match noted.get(&(id, kind)).is_some_and(|worth| can(worth, way)) {
            true => Reason::EachChoice,
            false => Reason::Earlier,
        }
    }
}

/// What a condition reads decides it, wherever it stands.
fn of_itself(within: &Within<'_, '_>, formula: &Formula, id: NodeId, way: Way) -> Reason {
    let Some(Node::Call { func, args }) = within.expr.nodes.get(id) else { return Reason::Always };
    let written = |id: NodeId| text(formula, within.expr, id);
    match (func, way) {
        (Func::IsTrue | Func::IsFalse | Func::IsMissing, Way::Unknown) => Reason::Decided,
        (Func::And | Func::Or, _) => {
            let facts = Facts::default();
            let settled = args.iter().find(|arg| {
                let worth = within.worth(&facts, **arg);
                match (func, way) {
                    (Func::And, Way::True) => !worth.may_be_true(),
                    (Func::Or, Way::False) => !worth.may_be_false(),
                    (_, _) => false,
                }
            });
            settled.map_or(Reason::Always, |arg| of_itself(within, formula, *arg, way))
        }
        (_, _) => {
            let is_read = |arg: &&NodeId| !matches!(within.expr.nodes.get(**arg), Some(Node::Const(_)));
            let read: Vec<NodeId> = args.iter().filter(is_read).copied().collect();
            let [of] = read.as_slice() else { return Reason::Always };
            match (written(*of), way) {
                (Some(name), Way::Unknown) => Reason::Present(name),
                (Some(name), _) => values(within, *of, name),
                (None, _) => Reason::Always,
            }
        }
    }
}

/// What something can be, in words.
fn values(within: &Within<'_, '_>, of: NodeId, name: Arc<str>) -> Reason {
    match within.worth(&Facts::default(), of).there {
        There::Between(low, high) => Reason::Range(name, low, high),
        There::Codes(codes) if codes.len() <= MOST_CODES => {
            let list = within.expr.type_of(of).list().and_then(|list| within.reach.instrument.list(list));
            let code = |at: &u32| Some(Arc::clone(&list?.list.choice(*at)?.code));
            Reason::Codes(name, codes.iter().filter_map(code).collect())
        }
        There::Codes(_)
        | There::Nothing
        | There::Truth { .. }
        | There::Digits(..)
        | There::Texts(_)
        | There::Anything => Reason::Always,
    }
}

/// What is written for a part of a formula; `None` for what stands in a definition.
fn text(formula: &Formula, expr: &Expr, id: NodeId) -> Option<Arc<str>> {
    let info = expr.info.get(id.index()).filter(|info| info.defined.0.is_none())?;
    let range = info.range.0;
    formula.source.0.get(range.start as usize..range.end as usize).filter(|text| !text.is_empty()).map(shown)
}

/// A text on one line, not too long.
fn shown(text: &str) -> Arc<str> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()).into(),
        None => line.into(),
    }
}
