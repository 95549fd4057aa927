//! How far an interview is, what is still open, and its end.

use std::ops::ControlFlow;

use crate::model::ItemId;
use crate::rules::{Level, Problem, Record, finished};

use super::{Place, Session};

/// How far an interview is. Rows of rosters count each for themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Questions that are asked.
    pub asked: u32,
    /// Those of them that have an answer, be it a special one or one that can't be used.
    pub answered: u32,
    /// Those that must be answered and have no answer yet.
    pub required_open: u32,
    /// What must be put right before the record can be finished, open required questions included.
    pub errors: u32,
    /// Warnings that aren't confirmed.
    pub warnings: u32,
}

impl Session {
    /// How far the interview is.
    pub fn progress(&self) -> Progress {
        self.settled.progress
    }

    /// The next place after another (or from the beginning) where something must be done before the record can be
    /// finished: a required question without an answer, an error, an unconfirmed warning. After the last it goes on
    /// with the first; none when nothing is open.
    pub fn next_open(&self, after: Option<Place>) -> Option<Place> {
        let mut first = None;
        let mut passed = false;
        let document = self.form.plan.document();
        let found = self.walk(0..document.len(), 0, &mut |item, row| {
            let at = self.place_of(item, row);
            if self.is_open(item, row) {
                if passed {
                    return ControlFlow::Break(at);
                }
                first = first.or(Some(at));
            }
            passed = passed || Some(at) == after;
            ControlFlow::Continue(())
        });
        found.break_value().or(first)
    }

    /// Calls `visit` for the items of a stretch of the document in a row, and for those in the rows of rosters in it.
    /// Goes down one call per nested roster.
    fn walk(
        &self,
        stretch: std::ops::Range<usize>,
        row: u32,
        visit: &mut dyn FnMut(ItemId, u32) -> ControlFlow<Place>,
    ) -> ControlFlow<Place> {
        let plan = &self.form.plan;
        let mut at = stretch.start;
        while at < stretch.end {
            let Some(item) = plan.document().get(at).copied() else { break };
            visit(item, row)?;
            at += 1;
            if let Some(roster) = self.form.instrument.roster_of(item) {
                let end = plan.position(item).end as usize;
                for inner in self.outcome.rows(roster, row) {
                    self.walk(at..end, inner, visit)?;
                }
                at = end.max(at);
            }
        }
        ControlFlow::Continue(())
    }

    /// Calls `visit` for every item in every row, in document order.
    pub(super) fn each_place(&self, visit: &mut dyn FnMut(ItemId, u32)) {
        let all = 0..self.form.plan.document().len();
        let flow = self.walk(all, 0, &mut |item, row| {
            visit(item, row);
            ControlFlow::Continue(())
        });
        debug_assert!(flow.is_continue(), "nothing stops it");
    }

    /// The finished record: what was asked and nothing else, defaults written down.
    ///
    /// # Errors
    /// What stands in the way, in document order: errors and unconfirmed warnings. The session goes on all the same.
    pub fn finish(&self) -> Result<Record, Vec<Problem>> {
        let mut problems = self.problems();
        problems.retain(|problem| problem.level != Level::Info);
        match problems.is_empty() {
            true => Ok(finished(&self.form.instrument, &self.record, &self.whole())),
            false => Err(problems),
        }
    }

    /// Whether something must be done there before the record can be finished.
    fn is_open(&self, item: ItemId, row: u32) -> bool {
        self.settled.found.problems(item, row).iter().any(|problem| problem.level != Level::Info)
    }
}
