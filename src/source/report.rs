//! The way out for this folder's diagnostics: of one file, and never more than anyone can read.

use crate::base::{Diagnostic, FileId, Sink};

/// A sink for one file that stops taking after some number, so that a hostile file costs no more than a long one.
pub(super) struct Report<'s> {
    file: FileId,
    sink: &'s mut Sink,
    left: usize,
}

/// More mistakes than this in one file are not worth counting.
const MOST: usize = 1_000;

impl<'s> Report<'s> {
    pub(super) fn new(file: FileId, sink: &'s mut Sink) -> Self {
        Self { file, sink, left: MOST }
    }

    pub(super) fn file(&self) -> FileId {
        self.file
    }

    /// Adds what `make` says, if there is still room.
    pub(super) fn push(&mut self, make: impl FnOnce(FileId) -> Diagnostic) {
        if let Some(left) = self.left.checked_sub(1) {
            self.left = left;
            self.sink.push(make(self.file));
        }
    }

    /// Adds what another sink holds.
    pub(super) fn push_all(&mut self, found: Sink) {
        self.left = self.left.saturating_sub(found.len());
        self.sink.append(found);
    }
}
