//! Expressions that the engine puts together itself: the tests of `min`, `max` and `specify`, and shown columns.

use crate::expr::{Expr, VarId};
use crate::model::CheckOrigin;
use crate::value::{ListId, RosterId, Type};

use super::Lowering;

/// A column to read in the rows it stands in.
#[derive(Debug, Clone)]
pub(super) struct Own {
    pub(super) var: VarId,
    pub(super) ty: Type,
    pub(super) home: Option<RosterId>,
}

/// What of an answer is compared with `min` or `max`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// The answer.
    Itself,
    /// How many characters it has.
    Length,
    /// How many choices it has.
    Selections,
}

impl Lowering<'_> {
    /// `self >= bound`, `length(self) <= bound`.
    pub(super) fn bound_test(
        &self,
        own: &Own,
        origin: CheckOrigin,
        measure: Measure,
        bound: &Expr,
    ) -> Option<Expr> {
        let _ = (own, origin, measure, bound);
        None
    }

    /// Whether one of these choices is the answer, or among it.
    pub(super) fn any_choice(&self, own: &Own, list: ListId, choices: &[u32]) -> Option<Expr> {
        let _ = (own, list, choices);
        None
    }

    /// A column as labels show it: of a choice its label, of anything else its value.
    pub(super) fn shown(&self, own: &Own) -> Option<Expr> {
        let _ = own;
        None
    }
}
