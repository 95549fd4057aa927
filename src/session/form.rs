//! An instrument made ready for interviews: its order of computation and what has to be looked up often.

use std::sync::Arc;

use crate::expr::VarId;
use crate::model::{Instrument, ItemId, ItemKind};
use crate::rules::Plan;

use super::tasks::Tasks;

/// An instrument ready for interviews. Many sessions share one.
#[derive(Debug)]
pub struct Form {
    /// The instrument.
    pub instrument: Instrument,
    /// In which order it is computed.
    pub plan: Plan,
    /// What is done again when something changes.
    pub(super) tasks: Tasks,
    /// Items by id, sorted.
    names: Vec<(Arc<str>, ItemId)>,
}

impl Form {
    /// Makes an instrument ready. This is done once; sessions then start quickly.
    pub fn new(instrument: Instrument) -> Self {
        let plan = Plan::new(&instrument);
        let tasks = Tasks::new(&instrument, &plan);
        let mut names: Vec<(Arc<str>, ItemId)> =
            instrument.items.iter().map(|(id, item)| (item.id.clone(), id)).collect();
        names.sort();
        Self { instrument, plan, tasks, names }
    }

    /// The column of a question or calculation.
    pub fn column(&self, item: ItemId) -> Option<VarId> {
        match &self.instrument.items.get(item)?.kind {
            ItemKind::Question(question) => Some(question.var),
            ItemKind::Calc(calc) => Some(calc.var),
            ItemKind::Section { .. } | ItemKind::Note | ItemKind::Grid { .. } | ItemKind::Roster(_) => None,
        }
    }

    /// The item of an id.
    pub fn item(&self, id: &str) -> Option<ItemId> {
        let at = self.names.binary_search_by(|(name, _)| (**name).cmp(id)).ok()?;
        self.names.get(at).map(|(_, item)| *item)
    }
}
