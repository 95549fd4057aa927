//! What is wrong with a record, item by item in document order.
//!
//! A check fails only when it is definitely false. What isn't asked has no problem but that something was recorded.

use crate::model::{Check, Instrument, Item, ItemId, ItemKind, Question, QuestionType, Roster, Rows};
use crate::value::{RosterId, State, Value};

use super::answers::{judge, question, recorded};
use super::outcome::{Confirmed, Undecided};
use super::record::{Record, Recorded};
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
    let lister = Lister { view: outcome.view(instrument), plan, record };
    lister.walk(0, plan.document().len(), 0, &mut found);
    outcome.problems = found.problems;
    outcome.confirmed = found.confirmed;
    outcome.undecided = found.undecided;
}

/// What is wrong with one question or roster in one row, added to `found`.
pub fn problems_of(view: &View<'_>, record: &Record, item: ItemId, row: u32, found: &mut Findings) {
    let Some(model) = view.instrument.items.get(item) else { return };
    match &model.kind {
        ItemKind::Question(_) => question_problems(view, record, item, row, found),
        ItemKind::Roster(roster) => roster_problems(view, (item, *roster), row, found),
        ItemKind::Section { .. } | ItemKind::Note | ItemKind::Calc(_) | ItemKind::Grid { .. } => {}
    }
}

struct Lister<'a> {
    view: View<'a>,
    plan: &'a Plan,
    record: &'a Record,
}

impl Lister<'_> {
    /// The items from one place of the document up to another, in one row. Goes down one call per nested roster.
    fn walk(&self, from: usize, to: usize, row: u32, found: &mut Findings) {
        let mut at = from;
        while at < to {
            let Some(item) = self.plan.document().get(at).copied() else { return };
            problems_of(&self.view, self.record, item, row, found);
            at += 1;
            if let Some(ItemKind::Roster(roster)) =
                self.view.instrument.items.get(item).map(|item| &item.kind)
            {
                let end = self.plan.position(item).end as usize;
                for inner in self.view.outcome.rows(*roster, row) {
                    self.walk(at, end, inner, found);
                }
                at = end.max(at);
            }
        }
    }
}

fn question_problems(view: &View<'_>, record: &Record, id: ItemId, row: u32, found: &mut Findings) {
    let Some((item, question)) = question(view.instrument, id) else { return };
    let recorded = recorded(view, record, item, question, row);
    let problem = |kind, level| Problem { item: id, row, kind, level };
    if !view.outcome.asked(id, row) {
        if recorded.is_given() {
            found.problems.push(problem(ProblemKind::NotAsked, Level::Info));
        }
        return;
    }
    let state = view.outcome.cell(question.var, row).state;
    let wrong = own_problem(view, id, row, (recorded, state));
    found.problems.extend(wrong.map(|kind| problem(kind, Level::Error)));
    if state == State::Unanswered && view.outcome.required(id, row) {
        found.problems.push(problem(ProblemKind::Required, Level::Error));
    }
    for check in &question.checks {
        match view.truth(&check.require, item.home, row) {
            Some(true) => {}
            Some(false) => {
                fail(view, record, item, problem(ProblemKind::Check(check.origin), check.level.into()), found)
            }
            None => undecided(id, row, check, state, found),
        }
    }
    if repeats_key(view, item, question, row) {
        found.problems.push(problem(ProblemKind::RepeatedKey, Level::Error));
    }
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
    let (item, asked) = question(view.instrument, id)?;
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

/// A failed check: a warning may have been confirmed.
fn fail(view: &View<'_>, record: &Record, item: &Item, problem: Problem, found: &mut Findings) {
    let ProblemKind::Check(check) = problem.kind else { return };
    let confirmation =
        record.confirmed.iter().filter(|_| problem.level == Level::Warning).find(|confirmed| {
            let same = confirmed.item == problem.item && confirmed.check == check;
            same && confirmed.row == view.outcome.path(item.home, problem.row)
        });
    match confirmation {
        Some(confirmed) => found.confirmed.push(Confirmed { problem, reason: confirmed.reason.clone() }),
        None => found.problems.push(problem),
    }
}

/// A check that is unknown. While its own question has no value there is nothing to decide.
fn undecided(item: ItemId, row: u32, check: &Check, state: State, found: &mut Findings) {
    if state == State::Answered {
        found.undecided.push(Undecided { item, row, check: check.origin });
    }
}

/// Whether the roster's key is the same as in an earlier row under the same row.
fn repeats_key(view: &View<'_>, item: &Item, question: &Question, row: u32) -> bool {
    let Some(home) = item.home else { return false };
    if view.instrument.roster(home).and_then(|roster| roster.key) != Some(question.var) {
        return false;
    }
    let own = &view.outcome.cell(question.var, row).value;
    let parent = view.outcome.row(home, row).map_or(0, |row| row.parent);
    let earlier = view.outcome.rows(home, parent).start..row;
    !own.is_missing() && earlier.into_iter().any(|other| view.outcome.cell(question.var, other).value == *own)
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
