//! Calculations that nobody sees on paper, told by what they are calculated from.

use super::{Naming, Speech};
use crate::expr::{Expr, Node, VarId};
use crate::model::{Calc, ItemKind, VarKind};

/// So many operations are looked at to decide whether a formula can be followed on paper.
const MOST_LOOKED_AT: u32 = 200;

impl<'a> Speech<'a> {
    /// The formula to tell in place of a column: a calculation that the page does not show, where all that its formula
    /// reads can be found on the page.
    pub(super) fn unfolded(&self, var: VarId) -> Option<&'a Expr> {
        if !self.unfold || self.naming != Naming::Numbers {
            return None;
        }
        let mut left = MOST_LOOKED_AT;
        self.hidden_calc(var).map(|calc| &calc.value.expr).filter(|expr| self.is_on_page(expr, &mut left))
    }

    /// The formula of a calculated column.
    pub(super) fn formula_of(&self, var: VarId) -> Option<&'a Expr> {
        self.calc(var).map(|calc| &calc.value.expr)
    }

    fn calc(&self, var: VarId) -> Option<&'a Calc> {
        let kind = self.instrument.var(var).map(|column| column.kind);
        let Some(VarKind::Calc(item)) = kind else { return None };
        if let ItemKind::Calc(calc) = &self.instrument.items.get(item)?.kind { Some(calc) } else { None }
    }

    fn hidden_calc(&self, var: VarId) -> Option<&'a Calc> {
        self.calc(var).filter(|calc| !calc.show)
    }

    /// Whether all that a formula reads stands on the page, looking through other hidden calculations.
    fn is_on_page(&self, expr: &'a Expr, left: &mut u32) -> bool {
        let mut open = vec![expr];
        while let Some(expr) = open.pop() {
            for node in expr.nodes.values() {
                let Some(fewer) = left.checked_sub(1) else { return false };
                *left = fewer;
                let (Node::Read { var, .. } | Node::State { var, .. }) = node else {
                    if matches!(node, Node::Lookup { .. }) {
                        return false;
                    }
                    continue;
                };
                match self.instrument.var(*var).map(|column| column.kind) {
                    Some(VarKind::Today | VarKind::Question(_)) => {}
                    Some(VarKind::Calc(_)) => {
                        open.extend(self.hidden_calc(*var).map(|calc| &calc.value.expr))
                    }
                    Some(
                        VarKind::Given(_)
                        | VarKind::Score(_)
                        | VarKind::Band(_)
                        | VarKind::Part(..)
                        | VarKind::RowChoice(_)
                        | VarKind::Prev(_),
                    )
                    | None => return false,
                }
            }
        }
        true
    }
}
