//! Which choices a question offers: those for which its `choices_where` is definitely true; all, where it has none.

use crate::model::{Formula, ItemId, ItemKind};

use super::View;
use crate::value::RosterId;

/// Whether a choice passes a filter.
pub(super) fn passes(
    view: &View<'_>,
    filter: &Formula,
    choice: u32,
    home: Option<RosterId>,
    row: u32,
) -> bool {
    view.with_choice(choice).holds(Some(filter), home, row)
}

impl View<'_> {
    /// The choices a question offers in a row, as positions in its list; none for a question without choices.
    ///
    /// Takes time in proportion to the list when the question has a filter.
    pub fn offered(&self, id: ItemId, row: u32) -> Vec<u32> {
        let Some(item) = self.instrument.items.get(id) else { return Vec::new() };
        let ItemKind::Question(question) = &item.kind else { return Vec::new() };
        let list = question.ty.list().and_then(|list| self.instrument.list(list));
        let all = 0..list.map_or(0, |list| u32::try_from(list.list.choices.len()).unwrap_or(u32::MAX));
        match &question.choices_where {
            None => all.collect(),
            Some(filter) => all.filter(|choice| passes(self, filter, *choice, item.home, row)).collect(),
        }
    }
}
