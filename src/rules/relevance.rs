//! Whether an item is asked: when its own `when` and all its ancestors' are definitely true.

use crate::model::{Item, ItemId, ItemKind};

use super::View;

/// Whether an item is asked in a row, given that this is known of its ancestors.
pub(super) fn asked(view: &View<'_>, id: ItemId, row: u32) -> bool {
    let Some(item) = view.instrument.items.get(id) else { return false };
    is_open_around(view, item, row) && view.holds(item.when.as_ref(), item.home, row)
}

/// Whether everything around an item is asked in a row, so that its own `when` decides.
pub fn is_open_around(view: &View<'_>, item: &Item, row: u32) -> bool {
    item.parent.is_none_or(|parent| match view.instrument.items.get(parent).map(|item| &item.kind) {
        // A roster that isn't asked has no rows, so in a row there is nothing left to ask.
        Some(ItemKind::Roster(_)) => true,
        Some(
            ItemKind::Section { .. }
            | ItemKind::Grid { .. }
            | ItemKind::Question(_)
            | ItemKind::Note
            | ItemKind::Calc(_),
        ) => view.outcome.asked(parent, row),
        None => false,
    })
}
