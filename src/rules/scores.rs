//! Scores: computed when their `when` is definitely true; the number, the parts and the band are ordinary expressions.

use crate::expr::Expr;
use crate::model::{Score, ScoreId};

use super::View;
use super::outcome::{Cell, NOT_ASKED};

/// Whether a score is computed.
pub(super) fn asked(view: &View<'_>, id: ScoreId) -> bool {
    let score = view.instrument.scores.get(id);
    score.is_some_and(|score| view.holds(score.when.as_ref(), None, 0))
}

/// The score's number.
pub(super) fn number(view: &View<'_>, id: ScoreId) -> Cell {
    cell(view, id, |score| score.value.as_ref())
}

/// The score's band or class.
pub(super) fn band(view: &View<'_>, id: ScoreId) -> Cell {
    cell(view, id, |score| score.band.as_ref())
}

/// The value of a part.
pub(super) fn part(view: &View<'_>, id: ScoreId, part: u32) -> Cell {
    cell(view, id, |score| score.method.parts().get(part as usize).map(|part| &part.value.expr))
}

fn cell<'a>(view: &View<'a>, id: ScoreId, expr: impl FnOnce(&'a Score) -> Option<&'a Expr>) -> Cell {
    if !view.outcome.score_asked(id) {
        return NOT_ASKED.clone();
    }
    let expr = view.instrument.scores.get(id).and_then(expr);
    expr.map_or_else(|| NOT_ASKED.clone(), |expr| Cell::of(view.eval(expr, None, 0)))
}
