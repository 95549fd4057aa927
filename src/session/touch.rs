//! Noting what an operation touched in the record: what is computed again first.

use crate::expr::VarId;
use crate::value::RosterId;

use super::confirm::Kept;
use super::{Form, Place, Session};

impl Session {
    /// An answer was recorded, or taken back.
    pub(super) fn touch_answer(&mut self, at: Place, var: VarId) {
        let form = self.form.clone();
        let home = form.instrument.items.get(at.item).and_then(|item| item.home);
        let row = self.keys.row(home, at.row);
        self.settled.mark(&form.tasks, form.tasks.cell(var), row);
        self.settled.mark(&form.tasks, form.tasks.problems(at.item), row);
        // Rows are matched with those of the previous wave by their keys.
        if let Some(roster) = home.filter(|home| is_key(&form, *home, var)) {
            self.settled.mark(&form.tasks, form.tasks.rows(roster), None);
        }
    }

    /// The recorded rows of a roster are others.
    pub(super) fn touch_rows(&mut self, roster: RosterId) {
        if let Some(moved) = self.settled.moved.get_mut(roster.0 as usize) {
            *moved = true;
        }
        self.settled.mark(&self.form.tasks, self.form.tasks.rows(roster), None);
    }

    /// The confirmations are others than these.
    pub(super) fn touch_confirmations(&mut self, before: &[Kept]) {
        let form = self.form.clone();
        self.settled.misplaced = true;
        for kept in before.iter().chain(&self.kept) {
            let home = form.instrument.items.get(kept.at.item).and_then(|item| item.home);
            let row = self.keys.row(home, kept.at.row);
            self.settled.mark(&form.tasks, form.tasks.problems(kept.at.item), row);
        }
    }

    /// The language is another one.
    pub(super) fn speak(&mut self) {
        let form = self.form.clone();
        self.outcome.speak(self.record.language);
        self.settled.spoken = true;
        for task in &form.tasks.spoken {
            self.settled.mark(&form.tasks, *task, None);
        }
        for (id, _) in form.instrument.items.iter() {
            let found = self.settled.found.of(id);
            if !found.problems.is_empty() || !found.confirmed.is_empty() {
                self.settled.mark(&form.tasks, form.tasks.problems(id), None);
            }
        }
    }
}

/// Whether a column is part of the key of a roster whose rows may be matched by it.
fn is_key(form: &Form, roster: RosterId, var: VarId) -> bool {
    form.instrument.roster(roster).is_some_and(|roster| roster.key.contains(&var))
}
