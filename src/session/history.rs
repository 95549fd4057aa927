//! Undo and redo: what was done, as the changes that take it back.

use super::edit::Edit;
use super::{Change, Place, Refused, Session};

/// What was done.
#[derive(Debug, Clone, Default)]
pub(super) struct History {
    done: Vec<Done>,
    undone: Vec<Done>,
    /// The operation that is under way: where it is, and its changes so far, each as its inverse.
    now: Option<Done>,
}

/// An operation: where it was, and the changes that take it back, in the order they were made.
#[derive(Debug, Clone)]
struct Done {
    at: Place,
    edits: smallvec::SmallVec<[Edit; 1]>,
}

impl History {
    /// Writes down how a change of the operation under way is taken back.
    pub(super) fn push(&mut self, inverse: Edit) {
        if let Some(now) = &mut self.now {
            now.edits.push(inverse);
        }
    }

    /// The operation under way is over.
    pub(super) fn close(&mut self) {
        if let Some(now) = self.now.take().filter(|now| !now.edits.is_empty()) {
            self.done.push(now);
            self.undone.clear();
        }
    }
}

impl Session {
    /// An operation begins.
    pub(super) fn set_out(&mut self, at: Place) {
        self.changes.clear();
        self.at = Some(at);
        self.history.now = Some(Done { at, edits: smallvec::SmallVec::new() });
    }

    /// The operation did nothing.
    pub(super) fn unchanged(&mut self) -> &[Change] {
        self.history.now = None;
        &self.changes
    }

    /// Whether there is something to take back.
    pub fn can_undo(&self) -> bool {
        !self.history.done.is_empty()
    }

    /// Whether there is something to do again.
    pub fn can_redo(&self) -> bool {
        !self.history.undone.is_empty()
    }

    /// Takes the last operation back: an answer, rows, a confirmation. [`Session::at`] says where it was.
    ///
    /// # Errors
    /// [`Refused::NothingToUndo`].
    pub fn undo(&mut self) -> Result<&[Change], Refused> {
        let done = self.history.done.pop().ok_or(Refused::NothingToUndo)?;
        let inverse = self.take_back(done);
        self.history.undone.push(inverse);
        Ok(self.settle())
    }

    /// Does again what was undone last.
    ///
    /// # Errors
    /// [`Refused::NothingToRedo`].
    pub fn redo(&mut self) -> Result<&[Change], Refused> {
        let undone = self.history.undone.pop().ok_or(Refused::NothingToRedo)?;
        let inverse = self.take_back(undone);
        self.history.done.push(inverse);
        Ok(self.settle())
    }

    fn take_back(&mut self, done: Done) -> Done {
        self.changes.clear();
        self.at = Some(done.at);
        let edits = done.edits.into_iter().rev().map(|edit| self.exchange(edit)).collect();
        Done { at: done.at, edits }
    }
}
