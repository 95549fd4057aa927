//! Whether a question must be answered: it is asked, and its `required` is definitely true.

use crate::model::{ItemId, ItemKind, Required};

use super::View;

/// Whether a question must be answered in a row, given that it is known whether it is asked.
pub(super) fn required(view: &View<'_>, id: ItemId, row: u32) -> bool {
    let Some(item) = view.instrument.items.get(id) else { return false };
    let wanted = match &item.kind {
        ItemKind::Question(question) => &question.required,
        ItemKind::Section { .. }
        | ItemKind::Note
        | ItemKind::Calc(_)
        | ItemKind::Grid { .. }
        | ItemKind::Roster(_) => &Required::Never,
    };
    view.outcome.asked(id, row)
        && match wanted {
            Required::Always => true,
            Required::Never => false,
            Required::When(formula) => view.holds(Some(formula), item.home, row),
        }
}
