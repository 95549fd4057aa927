//! What a condition can come to when only one answer is known.

use super::skip::Known;
use super::tree::operands;
use crate::expr::funcs::Func;
use crate::expr::{Expr, Node, NodeId, VarId};
use crate::value::{Type, ops};

/// A set of truth values: true, false, unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Truths(u8);

impl Truths {
    pub(super) const TRUE: Self = Self(1);
    const FALSE: Self = Self(2);
    const UNKNOWN: Self = Self(4);
    const ANY: Self = Self(7);

    fn of(truth: Option<bool>) -> Self {
        match truth {
            Some(true) => Self::TRUE,
            Some(false) => Self::FALSE,
            None => Self::UNKNOWN,
        }
    }

    pub(super) fn may_be_true(self) -> bool {
        self.0 & Self::TRUE.0 != 0
    }

    fn has(self, one: Self) -> bool {
        self.0 & one.0 != 0
    }

    fn each(self) -> impl Iterator<Item = Option<bool>> {
        let all = [(Self::TRUE, Some(true)), (Self::FALSE, Some(false)), (Self::UNKNOWN, None)];
        all.into_iter().filter(move |(one, _)| self.has(*one)).map(|(_, truth)| truth)
    }

    /// Every result of a truth function over every combination.
    fn combine(self, other: Self, with: fn(Option<bool>, Option<bool>) -> Option<bool>) -> Self {
        let pairs = self.each().flat_map(|a| other.each().map(move |b| (a, b)));
        pairs.fold(Self(0), |set, (a, b)| Self(set.0 | Self::of(with(a, b)).0))
    }
}

/// The truth values a condition can have, whatever is not known.
pub(super) fn possible(known: &Known<'_>, expr: &Expr) -> Truths {
    let settled = settled(known, expr);
    let mut truths = vec![Truths::ANY; expr.nodes.len()];
    for (id, node) in expr.nodes.iter().take(expr.root.index() + 1) {
        let found = truth_of(known, expr, (id, node), &settled, &truths);
        if let Some(slot) = truths.get_mut(id.index()) {
            *slot = found;
        }
    }
    truths.get(expr.root.index()).copied().unwrap_or(Truths::ANY)
}

fn truth_of(
    known: &Known<'_>,
    expr: &Expr,
    (id, node): (NodeId, &Node),
    settled: &[bool],
    truths: &[Truths],
) -> Truths {
    if *expr.type_of(id) != Type::Bool {
        return Truths::ANY;
    }
    if let Node::Call { func, args } = node {
        let mut below = args.iter().map(|arg| truths.get(arg.index()).copied().unwrap_or(Truths::ANY));
        if let Some(truths) = connective(*func, &mut below) {
            return truths;
        }
    }
    match settled.get(id.index()) {
        Some(true) => Truths::of(known.trial.eval(expr, id).truth()),
        Some(false) | None => Truths::ANY,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "only the connectives combine truth values")]
fn connective(func: Func, below: &mut impl Iterator<Item = Truths>) -> Option<Truths> {
    Some(match func {
        Func::And => below.fold(Truths::TRUE, |all, one| all.combine(one, ops::and)),
        Func::Or => below.fold(Truths::FALSE, |all, one| all.combine(one, ops::or)),
        Func::Not => below.next()?.combine(Truths::TRUE, |a, _| a.map(|a| !a)),
        Func::IsTrue => below.next()?.combine(Truths::TRUE, |a, _| Some(a == Some(true))),
        Func::IsFalse => below.next()?.combine(Truths::TRUE, |a, _| Some(a == Some(false))),
        _ => return None,
    })
}

/// Which nodes read nothing but what is known.
fn settled(known: &Known<'_>, expr: &Expr) -> Vec<bool> {
    let mut settled = vec![false; expr.nodes.len()];
    for (id, node) in expr.nodes.iter() {
        let below = operands(node).iter().all(|arg| settled.get(arg.index()) == Some(&true));
        let own = match node {
            Node::Const(_) | Node::Attribute { .. } | Node::ByCode { .. } | Node::Call { .. } => true,
            Node::Read { var, slot: 0 } | Node::State { var, slot: 0, .. } => known.knows(*var),
            Node::Read { .. }
            | Node::State { .. }
            | Node::RowIndex { .. }
            | Node::CurrentChoice
            | Node::Label { .. }
            | Node::Aggregate(_)
            | Node::Lookup { .. } => false,
        };
        if let Some(slot) = settled.get_mut(id.index()) {
            *slot = own && below;
        }
    }
    settled
}

impl Known<'_> {
    fn knows(&self, wanted: VarId) -> bool {
        let answered = self.trial.answered.as_ref().is_some_and(|(var, ..)| *var == wanted);
        answered || self.hidden.contains(&wanted)
    }
}
