//! Confirmed warnings: kept by place, so that they stay with their row.

use std::sync::Arc;

use crate::model::CheckOrigin;
use crate::rules::{Confirmation, Level, ProblemKind};

use super::edit::Edit;
use super::{Change, Place, Refused, Session};

/// A confirmation of a warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kept {
    pub(super) at: Place,
    pub(super) check: CheckOrigin,
    pub(super) reason: Arc<str>,
}

impl Session {
    /// Confirms a warning: the answer is right all the same, and why. Confirmed again, it has the new reason. Another
    /// answer to the question takes its confirmations back.
    ///
    /// # Errors
    /// [`Refused`] when no such warning stands there, or without a reason.
    pub fn confirm(&mut self, at: Place, check: CheckOrigin, reason: &str) -> Result<&[Change], Refused> {
        let row = self.row_number(at).ok_or(Refused::NoSuchPlace)?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Refused::NoReason);
        }
        let found = &self.settled.found;
        let (problems, confirmed) = (found.problems(at.item, row), found.confirmed(at.item, row));
        let open = problems
            .iter()
            .any(|problem| problem.level == Level::Warning && problem.kind == ProblemKind::Check(check));
        let known = confirmed.iter().any(|confirmed| confirmed.problem.kind == ProblemKind::Check(check));
        if !open && !known {
            return Err(Refused::NothingToConfirm);
        }
        self.set_out(at);
        let mut kept = self.without(at, Some(check));
        kept.push(Kept { at, check, reason: reason.into() });
        if kept == self.kept {
            return Ok(self.unchanged());
        }
        self.edit(Edit::Confirmations(kept));
        Ok(self.settle())
    }

    /// Takes a confirmation back.
    ///
    /// # Errors
    /// [`Refused::NothingToConfirm`] when it wasn't confirmed.
    pub fn unconfirm(&mut self, at: Place, check: CheckOrigin) -> Result<&[Change], Refused> {
        self.row_number(at).ok_or(Refused::NoSuchPlace)?;
        let kept = self.without(at, Some(check));
        if kept.len() == self.kept.len() {
            return Err(Refused::NothingToConfirm);
        }
        self.set_out(at);
        self.edit(Edit::Confirmations(kept));
        Ok(self.settle())
    }

    /// Another answer is given: what was confirmed of the one before no longer is.
    pub(super) fn forget_confirmations(&mut self, at: Place) {
        if self.kept.iter().any(|kept| kept.at == at) {
            let kept = self.without(at, None);
            self.edit(Edit::Confirmations(kept));
        }
    }

    fn without(&self, at: Place, check: Option<CheckOrigin>) -> Vec<Kept> {
        let meant = |kept: &&Kept| kept.at == at && check.is_none_or(|check| kept.check == check);
        self.kept.iter().filter(|kept| !meant(kept)).cloned().collect()
    }

    /// Reads the confirmations of the draft the session starts with. One whose row isn't there confirms nothing.
    pub(super) fn keep_confirmations(&mut self) {
        let found = self.record.confirmed.iter().filter_map(|confirmed| {
            let home = self.form.instrument.items.get(confirmed.item)?.home;
            let row = self.outcome.find_row(home, &confirmed.row)?;
            let at = Place { item: confirmed.item, row: self.keys.key(home, row)? };
            Some(Kept { at, check: confirmed.check, reason: confirmed.reason.clone() })
        });
        let mut all: Vec<Kept> = Vec::new();
        for kept in found {
            if !all.iter().any(|other| other.at == kept.at && other.check == kept.check) {
                all.push(kept);
            }
        }
        self.kept = all;
    }

    /// Writes the confirmations into the record, by where their rows are now.
    pub(super) fn write_confirmations(&mut self) {
        self.record.confirmed.clear();
        for kept in &self.kept {
            let home = self.form.instrument.items.get(kept.at.item).and_then(|item| item.home);
            let Some(row) = self.keys.row(home, kept.at.row) else { continue };
            let row = self.outcome.path(home, row);
            let (item, check, reason) = (kept.at.item, kept.check, kept.reason.clone());
            self.record.confirmed.push(Confirmation { item, row, check, reason });
        }
    }
}
