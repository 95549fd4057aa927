//! Making the outcome follow the record: only what reads something that is different is computed again, and what comes
//! out different is what changed.

use smallvec::SmallVec;

use crate::model::ItemId;
use crate::rules::{Findings, Outcome, Step, evaluate_into, problems_in, update_rows, update_step};
use crate::value::RosterId;

use super::dirty::{Dirty, RowSet};
use super::found::{Found, part, put};
use super::open::Progress;
use super::tasks::{NONE, Task, Tasks, Work};
use super::{Change, Form, Place, RowKey, Session};

/// What is kept between operations.
#[derive(Debug, Clone, Default)]
pub(super) struct Settled {
    pub(super) found: Found,
    pub(super) progress: Progress,
    dirty: Dirty,
    /// By roster: its rows are others than before the operation, or must be taken for others.
    pub(super) moved: Vec<bool>,
    /// The record's confirmations don't say where the rows are now.
    pub(super) misplaced: bool,
    /// The language is another one.
    pub(super) spoken: bool,
    /// Memory to find problems into.
    scratch: Findings,
}

impl Session {
    /// Evaluates the record the session starts with.
    pub(super) fn begin(&mut self) {
        let form = self.form.clone();
        let instrument = &form.instrument;
        evaluate_into(instrument, &form.plan, &self.record, &mut self.outcome);
        for (id, roster) in (0..).map(RosterId).zip(&instrument.rosters) {
            self.keys.follow(&self.outcome, id, roster.parent);
        }
        self.keep_confirmations();
        self.write_confirmations();
        self.settled = Settled {
            found: Found::new(instrument.items.len(), &mut self.outcome),
            dirty: Dirty::new(form.tasks.len(), form.tasks.per_row),
            moved: vec![false; instrument.rosters.len()],
            ..Settled::default()
        };
        for id in instrument.items.ids() {
            self.tally(&form, id);
            for problem in &self.settled.found.of(id).problems {
                self.settled.progress.count(problem, true);
            }
        }
    }

    /// Counts in what is asked and answered of a question, in all its rows.
    fn tally(&mut self, form: &Form, id: ItemId) {
        let (asked, answered) = counts(&self.outcome, form, id);
        self.settled.progress.asked += asked;
        self.settled.progress.answered += answered;
    }

    /// Computes what the record now means and lists what changed.
    pub(super) fn settle(&mut self) -> &[Change] {
        self.history.close();
        let form = self.form.clone();
        while let Some(id) = self.settled.dirty.next() {
            let Some(task) = form.tasks.get(id) else { continue };
            if id >= form.tasks.after_steps && self.settled.misplaced {
                self.settled.misplaced = false;
                self.write_confirmations();
            }
            self.run(&form, id, task);
        }
        if self.settled.misplaced {
            self.settled.misplaced = false;
            self.write_confirmations();
        }
        self.settled.moved.iter_mut().for_each(|moved| *moved = false);
        self.settled.spoken = false;
        &self.changes
    }

    fn run(&mut self, form: &Form, id: u32, task: Task) {
        match task.work {
            Work::Step(Step::Rows(roster)) => self.run_rows(form, id, roster),
            Work::Problems(item) => self.run_problems(form, item, task),
            Work::Step(step) => {
                self.each_row(task, |session, row| session.run_step(form, (id, task, step), row))
            }
            Work::Label(item) => {
                self.each_row(task, |session, row| session.tell((item, task.home), row, Change::Label));
            }
            Work::RowLabel(roster) => {
                let Some(item) = form.instrument.roster(roster).map(|roster| roster.item) else { return };
                self.each_row(task, |session, row| session.tell((item, task.home), row, Change::Rows));
            }
            Work::Score(score) => self.changes.push(Change::Score(score)),
        }
    }

    /// Calls `run` for every row a task is to be done in.
    fn each_row(&mut self, task: Task, mut run: impl FnMut(&mut Self, u32)) {
        if task.home.is_none() {
            return run(self, 0);
        }
        match self.settled.dirty.take_rows(task.slot) {
            RowSet::All => (0..self.outcome.row_count(task.home)).for_each(|row| run(self, row)),
            RowSet::Some(rows) => rows.into_iter().for_each(|row| run(self, row)),
        }
    }

    fn tell(&mut self, (item, home): (ItemId, Option<RosterId>), row: u32, change: impl Fn(Place) -> Change) {
        if let Some(row) = self.keys.key(home, row) {
            self.changes.push(change(Place { item, row }));
        }
    }

    fn run_step(&mut self, form: &Form, (id, task, step): (u32, Task, Step), row: u32) {
        let home = task.home;
        let before = task.counts && self.standing(step, row);
        let differs = update_step(&form.instrument, &self.record, &mut self.outcome, (step, row))
            || matches!(step, Step::Choices(_));
        if !differs {
            return;
        }
        if task.counts {
            let after = self.standing(step, row);
            let progress = &mut self.settled.progress;
            let count = if task.told.is_some() { &mut progress.answered } else { &mut progress.asked };
            *count = count.saturating_sub(u32::from(before)).saturating_add(u32::from(after));
        }
        match step {
            Step::Asked(item) => self.tell((item, home), row, Change::Asked),
            Step::Required(item) => self.tell((item, home), row, Change::Required),
            Step::Choices(item) => self.tell((item, home), row, Change::Choices),
            Step::Cell(_) => {
                if let Some(item) = task.told {
                    self.tell((item, home), row, Change::Value);
                }
            }
            Step::ScoreAsked(_) | Step::Rows(_) | Step::Problems(_) => {}
        }
        self.settled.mark_readers(&form.tasks, id, Some(row));
    }

    /// Whether something counts for the progress: an item that is asked, a question that is answered.
    fn standing(&self, step: Step, row: u32) -> bool {
        match step {
            Step::Asked(item) => self.outcome.asked(item, row),
            Step::Cell(var) => self.outcome.cell(var, row).state.is_answered(),
            Step::Required(_)
            | Step::Choices(_)
            | Step::ScoreAsked(_)
            | Step::Rows(_)
            | Step::Problems(_) => false,
        }
    }

    /// Lays out the rows of a roster again. Where they are others, all in them is computed again.
    fn run_rows(&mut self, form: &Form, id: u32, roster: RosterId) {
        let instrument = &form.instrument;
        let around = instrument.roster(roster).and_then(|roster| roster.parent);
        let is_moved = |moved: &[bool], id: RosterId| moved.get(id.0 as usize) == Some(&true);
        let moved = &self.settled.moved;
        let force = is_moved(moved, roster) || around.is_some_and(|around| is_moved(moved, around));
        let questions: SmallVec<[ItemId; 16]> =
            instrument.items.iter().filter(|(_, item)| item.home == Some(roster)).map(|(id, _)| id).collect();
        let before = self.keys.rows(roster).to_vec();
        let keys = &mut self.keys;
        let mut to: Vec<Option<u32>> = vec![None; before.len()];
        // Counted out as they are, and in again as they will be.
        let counts: Vec<(u32, u32)> =
            questions.iter().map(|item| counts(&self.outcome, form, *item)).collect();
        let matching = |outcome: &Outcome| {
            keys.follow(outcome, roster, around);
            matched(&before, keys.rows(roster), &mut to)
        };
        let subject = (instrument, &form.plan);
        if !update_rows(subject, &self.record, &mut self.outcome, (roster, force), matching) {
            return;
        }
        if let Some(moved) = self.settled.moved.get_mut(roster.0 as usize) {
            *moved = true;
        }
        self.settled.misplaced = true;
        for (item, (asked, answered)) in questions.iter().zip(counts) {
            let progress = &mut self.settled.progress;
            progress.asked = progress.asked.saturating_sub(asked);
            progress.answered = progress.answered.saturating_sub(answered);
            self.tally(form, *item);
            let found = &mut self.settled.found;
            found.of(*item).problems.iter().for_each(|problem| self.settled.progress.count(problem, false));
            found.move_rows(*item, &to);
            found.of(*item).problems.iter().for_each(|problem| self.settled.progress.count(problem, true));
        }
        for task in form.tasks.members(roster) {
            self.settled.mark(&form.tasks, *task, None);
        }
        self.settled.mark(&form.tasks, form.tasks.row_label(roster), None);
        self.settled.mark_readers(&form.tasks, id, None);
    }

    /// Finds again what is wrong with an item.
    fn run_problems(&mut self, form: &Form, item: ItemId, task: Task) {
        let rows = match task.home {
            None => RowSet::Some(SmallVec::from_slice(&[0])),
            Some(_) => self.settled.dirty.take_rows(task.slot),
        };
        let mut new = std::mem::take(&mut self.settled.scratch);
        new.problems.clear();
        new.confirmed.clear();
        new.undecided.clear();
        let view = self.outcome.view(&form.instrument);
        match rows {
            RowSet::All => {
                let all = 0..self.outcome.row_count(task.home);
                problems_in(&view, &self.record, item, all.clone(), &mut new);
                all.for_each(|row| self.take_in(form, (item, task.home), row, &new));
            }
            RowSet::Some(mut rows) => {
                rows.sort_unstable();
                problems_in(&view, &self.record, item, rows.iter().copied(), &mut new);
                rows.into_iter().for_each(|row| self.take_in(form, (item, task.home), row, &new));
            }
        }
        self.settled.scratch = new;
    }

    /// Takes in what was found in a row.
    fn take_in(&mut self, form: &Form, (item, home): (ItemId, Option<RosterId>), row: u32, new: &Findings) {
        let Settled { found, progress, spoken, .. } = &mut self.settled;
        let (problems, confirmed) = (part(&new.problems, row), part(&new.confirmed, row));
        let undecided = part(&new.undecided, row);
        if found.undecided(item, row) != undecided {
            put(&mut found.of_mut(item).undecided, row, undecided);
        }
        let differs = found.problems(item, row) != problems || found.confirmed(item, row) != confirmed;
        if differs {
            found.problems(item, row).iter().for_each(|problem| progress.count(problem, false));
            problems.iter().for_each(|problem| progress.count(problem, true));
            let kept = found.of_mut(item);
            put(&mut kept.problems, row, problems);
            put(&mut kept.confirmed, row, confirmed);
        }
        let told = *spoken || form.tasks.telling.get(item.index()) == Some(&true);
        if differs || (told && !(problems.is_empty() && confirmed.is_empty())) {
            self.tell((item, home), row, Change::Problems);
        }
    }
}

impl Settled {
    /// A task is to be done again, in a row or (without one) in all.
    pub(super) fn mark(&mut self, tasks: &Tasks, id: u32, row: Option<u32>) {
        let Some(task) = tasks.get(id).filter(|_| id != NONE) else { return };
        self.dirty.add(id);
        match row {
            _ if task.slot == NONE => {}
            Some(row) => self.dirty.add_row(task.slot, row),
            None => self.dirty.add_all(task.slot),
        }
    }

    /// So are those that read a task, which is different in a row or in all.
    fn mark_readers(&mut self, tasks: &Tasks, id: u32, row: Option<u32>) {
        for reader in tasks.readers(id) {
            self.dirty.add(reader.task);
            match row {
                _ if reader.slot == NONE => {}
                Some(row) if reader.own_row => self.dirty.add_row(reader.slot, row),
                Some(_) | None => self.dirty.add_all(reader.slot),
            }
        }
    }
}

/// How often a question is asked and answered.
fn counts(outcome: &Outcome, form: &Form, id: ItemId) -> (u32, u32) {
    let Some((item, question)) = form.instrument.question(id) else { return (0, 0) };
    let rows = || 0..outcome.row_count(item.home);
    let asked = rows().map(|row| u32::from(outcome.asked(id, row))).sum();
    let answered = rows().map(|row| u32::from(outcome.cell(question.var, row).state.is_answered())).sum();
    (asked, answered)
}

/// By new row, which it was; and in `to`, by old row, where it is.
fn matched(before: &[RowKey], now: &[RowKey], to: &mut [Option<u32>]) -> Vec<Option<u32>> {
    let mut from = Vec::with_capacity(now.len());
    for (row, key) in (0_u32..).zip(now) {
        let was = before.iter().position(|other| other == key);
        if let Some(slot) = was.and_then(|was| to.get_mut(was)) {
            *slot = Some(row);
        }
        from.push(was.and_then(|was| u32::try_from(was).ok()));
    }
    from
}
