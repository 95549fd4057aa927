//! What is wrong, kept item by item so that one answer doesn't move all the others.

use std::sync::Arc;

use crate::model::ItemId;
use crate::rules::{Confirmed, Findings, Level, Outcome, Problem, ProblemKind, Undecided};

use super::open::Progress;
use super::{Place, Session};

/// What was found of one item, by row.
#[derive(Debug, Clone, Default)]
pub(super) struct Found(Vec<Findings>);

impl Found {
    /// What an evaluation found, sorted by item.
    pub(super) fn new(items: usize, outcome: &mut Outcome) -> Self {
        let mut found = Self(vec![Findings::default(); items]);
        for problem in outcome.problems.drain(..) {
            found.of_mut(problem.item).problems.push(problem);
        }
        for confirmed in outcome.confirmed.drain(..) {
            found.of_mut(confirmed.problem.item).confirmed.push(confirmed);
        }
        for undecided in outcome.undecided.drain(..) {
            found.of_mut(undecided.item).undecided.push(undecided);
        }
        found
    }

    pub(super) fn of(&self, item: ItemId) -> &Findings {
        const NOTHING: &Findings =
            &Findings { problems: Vec::new(), confirmed: Vec::new(), undecided: Vec::new() };
        self.0.get(item.index()).unwrap_or(NOTHING)
    }

    #[expect(clippy::indexing_slicing, reason = "an item's id is its place among the items it was made for")]
    pub(super) fn of_mut(&mut self, item: ItemId) -> &mut Findings {
        &mut self.0[item.index()]
    }

    pub(super) fn problems(&self, item: ItemId, row: u32) -> &[Problem] {
        part(&self.of(item).problems, row)
    }

    pub(super) fn confirmed(&self, item: ItemId, row: u32) -> &[Confirmed] {
        part(&self.of(item).confirmed, row)
    }

    pub(super) fn undecided(&self, item: ItemId, row: u32) -> &[Undecided] {
        part(&self.of(item).undecided, row)
    }

    /// The rows of an item are others now: `to` says where each is.
    pub(super) fn move_rows(&mut self, item: ItemId, to: &[Option<u32>]) {
        let found = self.of_mut(item);
        carry(&mut found.problems, to);
        carry(&mut found.confirmed, to);
        carry(&mut found.undecided, to);
    }
}

/// Something found in a row.
pub(super) trait InRow {
    fn row(&self) -> u32;
    fn at_row(&mut self, row: u32);
}

impl InRow for Problem {
    fn row(&self) -> u32 {
        self.row
    }

    fn at_row(&mut self, row: u32) {
        self.row = row;
    }
}

impl InRow for Confirmed {
    fn row(&self) -> u32 {
        self.problem.row
    }

    fn at_row(&mut self, row: u32) {
        self.problem.row = row;
    }
}

impl InRow for Undecided {
    fn row(&self) -> u32 {
        self.row
    }

    fn at_row(&mut self, row: u32) {
        self.row = row;
    }
}

/// What stands in one row.
pub(super) fn part<T: InRow>(list: &[T], row: u32) -> &[T] {
    list.get(range(list, row)).unwrap_or_default()
}

fn range<T: InRow>(list: &[T], row: u32) -> std::ops::Range<usize> {
    let from = list.partition_point(|found| found.row() < row);
    let to = list.partition_point(|found| found.row() <= row);
    from..to
}

fn carry<T: InRow>(list: &mut Vec<T>, to: &[Option<u32>]) {
    list.retain_mut(|found| match to.get(found.row() as usize).copied().flatten() {
        Some(row) => {
            found.at_row(row);
            true
        }
        None => false,
    });
    list.sort_by_key(InRow::row);
}

/// Puts what was found in a row in the place of what stood there.
pub(super) fn put<T: InRow + Clone>(list: &mut Vec<T>, row: u32, new: &[T]) {
    let range = range(list, row);
    match list.get_mut(range.clone()) {
        Some(old) if old.len() == new.len() => old.clone_from_slice(new),
        Some(_) | None => {
            list.splice(range, new.iter().cloned());
        }
    }
}

impl Progress {
    /// Counts a problem in, or out.
    pub(super) fn count(&mut self, problem: &Problem, up: bool) {
        let step = |count: &mut u32| {
            *count = if up { count.saturating_add(1) } else { count.saturating_sub(1) };
        };
        match problem.level {
            Level::Error => step(&mut self.errors),
            Level::Warning => step(&mut self.warnings),
            Level::Info => {}
        }
        if problem.kind == ProblemKind::Required {
            step(&mut self.required_open);
        }
    }
}

impl Session {
    /// All that is wrong, in document order, the rows of a roster one after another; confirmed warnings aren't here.
    pub fn problems(&self) -> Vec<Problem> {
        let mut all = Vec::new();
        self.each_place(&mut |item, row| all.extend_from_slice(self.settled.found.problems(item, row)));
        all
    }

    /// Warnings that were confirmed, in document order.
    pub fn confirmed(&self) -> Vec<Confirmed> {
        let mut all = Vec::new();
        self.each_place(&mut |item, row| all.extend_from_slice(self.settled.found.confirmed(item, row)));
        all
    }

    /// Checks that couldn't be decided, in document order.
    pub fn undecided(&self) -> Vec<Undecided> {
        let mut all = Vec::new();
        self.each_place(&mut |item, row| all.extend_from_slice(self.settled.found.undecided(item, row)));
        all
    }

    /// What is wrong with one question or roster; confirmed warnings aren't among it.
    pub fn problems_at(&self, at: Place) -> &[Problem] {
        self.row_number(at).map(|row| self.settled.found.problems(at.item, row)).unwrap_or_default()
    }

    /// The warnings of one question or roster that were confirmed.
    pub fn confirmed_at(&self, at: Place) -> &[Confirmed] {
        self.row_number(at).map(|row| self.settled.found.confirmed(at.item, row)).unwrap_or_default()
    }

    /// Why a warning was confirmed; none if it wasn't.
    pub fn reason(&self, at: Place, check: crate::model::CheckOrigin) -> Option<Arc<str>> {
        let found = |confirmed: &&Confirmed| confirmed.problem.kind == ProblemKind::Check(check);
        self.confirmed_at(at).iter().find(found).map(|confirmed| confirmed.reason.clone())
    }

    /// The outcome with its lists of problems: the same that [`crate::rules::evaluate`] gives for the record.
    pub fn whole(&self) -> Outcome {
        let mut whole = self.outcome.clone();
        whole.problems = self.problems();
        whole.confirmed = self.confirmed();
        whole.undecided = self.undecided();
        whole
    }
}
