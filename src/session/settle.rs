//! Making the outcome follow the record, and finding out what changed.

use crate::expr::VarId;
use crate::model::ItemId;
use crate::rules::{Confirmed, Outcome, Problem, Undecided, evaluate_into};
use crate::value::RosterId;

use super::confirm::Kept;
use super::keys::Keys;
use super::{Change, Place, Session};

/// What is kept between operations.
#[derive(Debug, Clone, Default)]
pub(super) struct Settled {
    spare: Outcome,
}

impl Session {
    /// Evaluates the record the session starts with.
    pub(super) fn begin(&mut self) {
        self.outcome = Outcome::new();
        evaluate_into(&self.form.instrument, &self.form.plan, &self.record, &mut self.outcome);
        self.follow_rows();
        self.keep_confirmations();
        self.write_confirmations();
    }

    fn follow_rows(&mut self) {
        let form = self.form.clone();
        for (id, roster) in (0..).map(RosterId).zip(&form.instrument.rosters) {
            self.keys.follow(&self.outcome, id, roster.parent);
        }
    }

    pub(super) fn touch_answer(&mut self, _at: Place, _var: VarId) {}

    pub(super) fn touch_rows(&mut self, _roster: RosterId) {}

    pub(super) fn touch_confirmations(&mut self, _before: &[Kept]) {}

    pub(super) fn speak(&mut self) {}

    /// Computes what the record now means and lists what changed.
    pub(super) fn settle(&mut self) -> &[Change] {
        self.history.close();
        let form = self.form.clone();
        let keys = self.keys.clone();
        let language = self.outcome.language();
        let mut before = std::mem::take(&mut self.settled.spare);
        std::mem::swap(&mut before, &mut self.outcome);
        evaluate_into(&form.instrument, &form.plan, &self.record, &mut self.outcome);
        self.follow_rows();
        self.write_confirmations();
        evaluate_into(&form.instrument, &form.plan, &self.record, &mut self.outcome);
        self.compare((&before, &keys), language != self.record.language);
        self.settled.spare = before;
        &self.changes
    }

    fn compare(&mut self, (before, keys): (&Outcome, &Keys), spoken: bool) {
        let form = self.form.clone();
        let mut changes = std::mem::take(&mut self.changes);
        for (id, item) in form.instrument.items.iter() {
            for row in 0..self.outcome.row_count(item.home) {
                let at = self.place_of(id, row);
                let old = keys.row(item.home, at.row).unwrap_or(u32::MAX);
                if self.outcome.asked(id, row) != before.asked(id, old) {
                    changes.push(Change::Asked(at));
                }
                if self.outcome.required(id, row) != before.required(id, old) {
                    changes.push(Change::Required(at));
                }
                let var = form.column(id);
                if var.is_some_and(|var| self.outcome.cell(var, row) != before.cell(var, old)) {
                    changes.push(Change::Value(at));
                }
                if form.instrument.question(id).is_some_and(|(_, question)| question.choices_where.is_some())
                    && (old == u32::MAX
                        || self.view().offered(id, row) != before.view(&form.instrument).offered(id, old))
                {
                    changes.push(Change::Choices(at));
                }
                let here = problems(&self.outcome, id, row);
                let there = problems(before, id, old);
                let same = here.len() == there.len()
                    && here.iter().zip(&there).all(|(a, b)| (a.kind, a.level) == (b.kind, b.level));
                if !same
                    || confirmed(&self.outcome, id, row) != confirmed(before, id, old)
                    || !here.is_empty()
                {
                    changes.push(Change::Problems(at));
                }
                if spoken || shows_values(item) {
                    changes.push(Change::Label(at));
                }
                if super::place::roster_of(&form.instrument, id).is_some() {
                    changes.push(Change::Rows(at));
                }
            }
        }
        changes.extend(form.instrument.scores.ids().map(Change::Score));
        self.changes = changes;
    }

    /// What is wrong with an item in a row of the outcome, and the confirmed warnings.
    pub(super) fn found_at(&self, item: ItemId, row: u32) -> (Vec<Problem>, Vec<Confirmed>) {
        let confirmed = self.outcome.confirmed.iter();
        let confirmed = confirmed.filter(|c| c.problem.item == item && c.problem.row == row).cloned();
        (problems(&self.outcome, item, row), confirmed.collect())
    }

    /// All that is wrong, in document order, the rows of a roster one after another; confirmed warnings aren't here.
    pub fn problems(&self) -> Vec<Problem> {
        self.outcome.problems.clone()
    }

    /// Warnings that were confirmed, in document order.
    pub fn confirmed(&self) -> Vec<Confirmed> {
        self.outcome.confirmed.clone()
    }

    /// Checks that couldn't be decided, in document order.
    pub fn undecided(&self) -> Vec<Undecided> {
        self.outcome.undecided.clone()
    }

    /// The warnings of one question or roster that were confirmed.
    pub fn confirmed_at(&self, at: Place) -> Vec<Confirmed> {
        self.row_number(at).map(|row| self.found_at(at.item, row).1).unwrap_or_default()
    }

    /// The outcome with its lists of problems: the same that [`crate::rules::evaluate`] gives for the record.
    pub fn whole(&self) -> Outcome {
        self.outcome.clone()
    }
}

fn shows_values(item: &crate::model::Item) -> bool {
    let own = [&item.label, &item.hint].into_iter().flatten().any(crate::model::Label::has_pipes);
    own || matches!(item.kind, crate::model::ItemKind::Question(_))
}

fn problems(outcome: &Outcome, item: ItemId, row: u32) -> Vec<Problem> {
    outcome.problems.iter().filter(|problem| problem.item == item && problem.row == row).copied().collect()
}

fn confirmed(outcome: &Outcome, item: ItemId, row: u32) -> Vec<std::sync::Arc<str>> {
    let own = outcome.confirmed.iter().filter(|c| c.problem.item == item && c.problem.row == row);
    own.map(|confirmed| confirmed.reason.clone()).collect()
}
