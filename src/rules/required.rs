//! Whether a question must be answered: it is asked, and its `required` is definitely true.

use crate::model::{ItemId, Required};

use super::View;

/// Whether a question must be answered in a row, given that it is known whether it is asked.
pub(super) fn required(view: &View<'_>, id: ItemId, row: u32) -> bool {
    let Some((item, question)) = view.instrument.question(id) else { return false };
    view.outcome.asked(id, row)
        && match &question.required {
            Required::Always => true,
            Required::Never => false,
            Required::When(formula) => view.holds(Some(formula), item.home, row),
        }
}
