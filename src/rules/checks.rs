//! What is wrong with a record, item by item in document order.
//!
//! A check fails only when it is definitely false. What isn't asked has no problem but that something was recorded.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use smallvec::SmallVec;

use crate::expr::VarId;
use crate::model::{CheckOrigin, Instrument, Item, ItemId, ItemKind, Question, QuestionType, Roster, Rows};
use crate::value::{RosterId, State, Value};

use super::answers::{judge, recorded};
use super::outcome::{Confirmed, Undecided};
use super::record::{Confirmation, Record, Recorded};
use super::{Level, Outcome, Plan, Problem, ProblemKind, View};

/// What was found about items: problems, confirmed warnings, undecided checks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// What is wrong; confirmed warnings aren't here.
    pub problems: Vec<Problem>,
    /// Warnings that were confirmed.
    pub confirmed: Vec<Confirmed>,
    /// Checks that passed only because something they read is missing.
    pub undecided: Vec<Undecided>,
}

/// Lists everything wrong with a record in document order, the rows of a roster one after another.
pub(super) fn list(instrument: &Instrument, plan: &Plan, record: &Record, outcome: &mut Outcome) {
    let mut found = Findings {
        problems: std::mem::take(&mut outcome.problems),
        confirmed: std::mem::take(&mut outcome.confirmed),
        undecided: std::mem::take(&mut outcome.undecided),
    };
    Lister::new(outcome.view(instrument), record, &mut found).walk(plan, 0..plan.document().len(), 0);
    outcome.problems = found.problems;
    outcome.confirmed = found.confirmed;
    outcome.undecided = found.undecided;
}

/// What is wrong with one question or roster in one row, added to `found`.
pub fn problems_of(view: &View<'_>, record: &Record, item: ItemId, row: u32, found: &mut Findings) {
    Lister::new(*view, record, found).item(item, row);
}

/// The same in several rows, in order.
pub fn problems_in(
    view: &View<'_>,
    record: &Record,
    item: ItemId,
    rows: impl IntoIterator<Item = u32>,
    found: &mut Findings,
) {
    let mut lister = Lister::new(*view, record, found);
    rows.into_iter().for_each(|row| lister.item(item, row));
}

/// Goes through a record and writes down what it finds. What has to be looked up for many rows is sorted once.
struct Lister<'a> {
    view: View<'a>,
    record: &'a Record,
    found: &'a mut Findings,
    /// The record's confirmations, sorted.
    confirmed: OnceCell<Vec<&'a Confirmation>>,
    /// By roster: the row around the rows last looked at, and those of them whose key stands in an earlier one.
    repeated: BTreeMap<RosterId, (u32, BTreeSet<u32>)>,
}

impl<'a> Lister<'a> {
    fn new(view: View<'a>, record: &'a Record, found: &'a mut Findings) -> Self {
        Self { view, record, found, confirmed: OnceCell::new(), repeated: BTreeMap::new() }
    }

    /// The items of a stretch of the document, in one row. Goes down one call per nested roster.
    fn walk(&mut self, plan: &Plan, stretch: Range<usize>, row: u32) {
        let mut at = stretch.start;
        while at < stretch.end {
            let Some(item) = plan.document().get(at).copied() else { return };
            self.item(item, row);
            at += 1;
            if let Some(ItemKind::Roster(roster)) =
                self.view.instrument.items.get(item).map(|item| &item.kind)
            {
                let end = plan.position(item).end as usize;
                for inner in self.view.outcome.rows(*roster, row) {
                    self.walk(plan, at..end, inner);
                }
                at = end.max(at);
            }
        }
    }

    fn item(&mut self, item: ItemId, row: u32) {
        let Some(model) = self.view.instrument.items.get(item) else { return };
        match &model.kind {
            ItemKind::Question(_) => self.question(item, row),
            ItemKind::Roster(roster) => self.roster(model, (item, *roster), row),
            ItemKind::Section { .. } | ItemKind::Note | ItemKind::Calc(_) | ItemKind::Grid { .. } => {}
        }
    }

    fn question(&mut self, id: ItemId, row: u32) {
        let view = self.view;
        let Some((item, question)) = view.instrument.question(id) else { return };
        let recorded = recorded(&view, self.record, item, question, row);
        let problem = |kind, level| Problem { item: id, row, kind, level };
        if !view.outcome.asked(id, row) {
            if recorded.is_given() {
                self.found.problems.push(problem(ProblemKind::NotAsked, Level::Info));
            }
            return;
        }
        let state = view.outcome.cell(question.var, row).state;
        let wrong = own_problem(&view, id, row, (recorded, state));
        self.found.problems.extend(wrong.map(|kind| problem(kind, Level::Error)));
        if state == State::Unanswered && view.outcome.required(id, row) {
            self.found.problems.push(problem(ProblemKind::Required, Level::Error));
        }
        self.checks((id, item), row, state == State::Answered);
        if self.repeats_key(item, question, row) {
            self.found.problems.push(problem(ProblemKind::RepeatedKey, Level::Error));
        }
    }

    /// A roster as a whole. Its checks have something to look at once there is a row.
    fn roster(&mut self, item: &Item, (id, roster): (ItemId, RosterId), row: u32) {
        roster_problems(&self.view, (id, roster), row, self.found);
        let rows = self.view.outcome.rows(roster, row);
        if self.view.outcome.asked(id, row) && !rows.is_empty() {
            self.checks((id, item), row, true);
        }
    }

    /// The author's checks of a question or roster. While it has no value there is nothing to leave undecided.
    fn checks(&mut self, (id, item): (ItemId, &Item), row: u32, answered: bool) {
        for check in self.view.instrument.checks(item) {
            let kind = ProblemKind::Check(check.origin);
            match self.view.truth(&check.require, item.home, row) {
                Some(true) => {}
                Some(false) => self.fail(item, Problem { item: id, row, kind, level: check.level.into() }),
                None if answered => {
                    self.found.undecided.push(Undecided { item: id, row, check: check.origin });
                }
                None => {}
            }
        }
    }

    /// A failed check: a warning may have been confirmed.
    fn fail(&mut self, item: &Item, problem: Problem) {
        let confirmation = self.confirmation(item, problem).map(|confirmed| confirmed.reason.clone());
        match confirmation {
            Some(reason) => self.found.confirmed.push(Confirmed { problem, reason }),
            None => self.found.problems.push(problem),
        }
    }

    fn confirmation(&self, item: &Item, problem: Problem) -> Option<&Confirmation> {
        let ProblemKind::Check(check) = problem.kind else { return None };
        if problem.level != Level::Warning || self.record.confirmed.is_empty() {
            return None;
        }
        let sorted = self.confirmed.get_or_init(|| {
            let mut sorted: Vec<&Confirmation> = self.record.confirmed.iter().collect();
            sorted.sort_by(|a, b| place(a).cmp(&place(b)));
            sorted
        });
        let row = self.view.outcome.path(item.home, problem.row);
        let wanted = (problem.item, check, row.as_slice());
        let at = sorted.partition_point(|confirmed| place(confirmed) < wanted);
        sorted.get(at).copied().filter(|confirmed| place(confirmed) == wanted)
    }

    /// Whether the roster's key is the same as in an earlier row under the same row.
    fn repeats_key(&mut self, item: &Item, question: &Question, row: u32) -> bool {
        let Some(home) = item.home else { return false };
        let Some(roster) = self.view.instrument.roster(home) else { return false };
        if roster.last_of_key() != Some(question.var) {
            return false;
        }
        let parent = self.view.outcome.row(home, row).map_or(0, |row| row.parent);
        let known = self.repeated.get(&home).is_some_and(|(of, _)| *of == parent);
        if !known {
            let rows = self.view.outcome.rows(home, parent);
            self.repeated.insert(home, (parent, repeated(&self.view, &roster.key, rows)));
        }
        self.repeated.get(&home).is_some_and(|(_, rows)| rows.contains(&row))
    }
}

/// What a confirmation is about.
fn place(confirmation: &Confirmation) -> (ItemId, CheckOrigin, &[u32]) {
    (confirmation.item, confirmation.check, &confirmation.row)
}

/// The rows whose values in some columns, all of them there, stand together in an earlier one.
fn repeated(view: &View<'_>, key: &[VarId], rows: Range<u32>) -> BTreeSet<u32> {
    let mut seen: BTreeSet<SmallVec<[&Value; 2]>> = BTreeSet::new();
    let values = |row: u32| {
        let values = key.iter().map(|var| &view.outcome.cell(*var, row).value);
        values.map(|value| (!value.is_missing()).then_some(value)).collect::<Option<SmallVec<_>>>()
    };
    rows.filter(|row| values(*row).is_some_and(|values| !seen.insert(values))).collect()
}

/// What is wrong with the answer in itself. Judging again is only needed where something can be wrong.
fn own_problem(
    view: &View<'_>,
    id: ItemId,
    row: u32,
    (recorded, state): (&Recorded, State),
) -> Option<ProblemKind> {
    let several = matches!(recorded, Recorded::Value(Value::Choices(_)));
    if state != State::Invalid && !several {
        return None;
    }
    let (item, asked) = view.instrument.question(id)?;
    judge(view, item, asked, row, recorded).problem.or_else(|| incomplete_rank(view, id, asked, row))
}

/// A ranking must name every choice that is offered.
fn incomplete_rank(view: &View<'_>, id: ItemId, question: &Question, row: u32) -> Option<ProblemKind> {
    let QuestionType::Rank(list) = question.ty else { return None };
    let Value::Choices(ranked) = &view.outcome.cell(question.var, row).value else { return None };
    let list = &view.instrument.list(list)?.list;
    let proper = |choice: &u32| list.choice(*choice).is_some_and(|choice| choice.special.is_none());
    let wanted = view.offered(id, row).into_iter().filter(proper).count();
    (ranked.len() < wanted).then_some(ProblemKind::RankIncomplete)
}

fn roster_problems(view: &View<'_>, (id, roster_id): (ItemId, RosterId), row: u32, found: &mut Findings) {
    let (Some(group), Some(roster)) = (view.outcome.group(roster_id, row), view.instrument.roster(roster_id))
    else {
        return;
    };
    let mut add = |kind, level| found.problems.push(Problem { item: id, row, kind, level });
    if group.aside > 0 {
        add(ProblemKind::NotAsked, Level::Info);
    }
    if group.bad_count {
        add(ProblemKind::BadCount, Level::Error);
    }
    if group.surplus > 0 {
        add(ProblemKind::TooManyRows, Level::Error);
    }
    if view.outcome.asked(id, row) && too_few(roster, group.end - group.start) {
        add(ProblemKind::TooFewRows, Level::Error);
    }
}

/// Where the respondent adds the rows, there must be at least `min`.
fn too_few(roster: &Roster, rows: u32) -> bool {
    match roster.rows {
        Rows::Free | Rows::Previous(_) => rows < roster.min,
        Rows::Count(_) | Rows::ForEachTicked(_) | Rows::ForEachChoice(_) => false,
    }
}
